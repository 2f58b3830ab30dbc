//! `match draft`, `drafts`, `show`, `compare`, `confirm` and `drop`: the best pairs for the whole pool (M4).

use clap::{Args, Subcommand};
use color_eyre::Result;
use color_eyre::eyre::eyre;
use serde_json::json;

use super::desk::{Desk, refused};
use super::output::{Format, Out};
use super::typed::{Overrule, word};
use super::watching::Watching;
use crate::domain::codes::{Code, MatchAim};
use crate::domain::ids::{MatchDraftId, PersonId};
use crate::domain::matching::{
    Board, Lack, Placed, Pool, Proposal, Wishes, kept_pairs, lacking, unmatched,
};
use crate::domain::records::{MatchDraft, Mentee, Mentor};
use crate::domain::verbs::{confirm_draft, drop_draft, save_draft};
use crate::text::days::{Lean, plural, short};

/// What can be done with drafts for the whole pool.
#[derive(Debug, Subcommand)]
pub(super) enum DraftCommand {
    /// Work out the best pairs for everybody who waits
    #[command(after_help = "Examples:
  matchbook match draft
  matchbook match draft --aim most --lock P12=P5 --forbid P14=P5 --save")]
    Draft(Draft),
    /// List the drafts that are kept
    #[command(after_help = "Example:\n  matchbook match drafts")]
    Drafts,
    /// Show a draft with what speaks for each pair
    #[command(after_help = "Example:\n  matchbook match show D1")]
    Show(Shown),
    /// Say in which pairs two drafts differ
    #[command(after_help = "Example:\n  matchbook match compare D1 D2")]
    Compare(Compare),
    /// Start all pairs of a draft as one act; they are provisional
    #[command(after_help = "Examples:
  matchbook match confirm D1
  matchbook match confirm D1 --start 1.10. --because 'talked through with both'")]
    Confirm(Confirm),
    /// Drop a draft; pairs that were started from it stay
    #[command(after_help = "Example:\n  matchbook match drop D1")]
    Drop(Dropped),
}

/// Options of `match draft`.
#[derive(Debug, Args)]
pub(super) struct Draft {
    /// What it is best at
    #[arg(long, value_parser = word::<MatchAim>(), default_value = "total")]
    aim: MatchAim,
    /// Two who stay together: the mentee, an equals sign, the mentor
    #[arg(long, value_name = "P3=P7")]
    lock: Vec<String>,
    /// Two who are not to be paired
    #[arg(long, value_name = "P3=P8")]
    forbid: Vec<String>,
    /// A mentee to be left out
    #[arg(long, value_name = "MENTEE")]
    out: Vec<String>,
    /// Keep it as a draft, to be changed and confirmed
    #[arg(long)]
    save: bool,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Options of `match show`.
#[derive(Debug, Args)]
pub(super) struct Shown {
    /// The draft, as in D1
    draft: MatchDraftId,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Options of `match compare`.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// One draft
    one: MatchDraftId,
    /// The other
    other: MatchDraftId,
}

/// Options of `match confirm`.
#[derive(Debug, Args)]
pub(super) struct Confirm {
    /// The draft
    draft: MatchDraftId,
    /// First day of the pairs [default: today]
    #[arg(long, value_name = "DAY")]
    start: Option<String>,
    #[command(flatten)]
    overrule: Overrule,
}

/// Options of `match drop`.
#[derive(Debug, Args)]
pub(super) struct Dropped {
    /// The draft
    draft: MatchDraftId,
}

/// Runs one of them.
pub(super) fn run(command: &DraftCommand, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    match command {
        DraftCommand::Draft(input) => draft(input, desk, out),
        DraftCommand::Drafts => drafts(desk, out),
        DraftCommand::Show(input) => show(input, desk, out),
        DraftCommand::Compare(input) => compare(input, desk, out),
        DraftCommand::Confirm(input) => {
            known(input.draft, desk)?;
            let start = desk.day("--start", input.start.as_deref(), Lean::Future)?;
            let (today, id, leave) = (desk.today, input.draft, input.overrule.leave());
            desk.act(out, |scheme| confirm_draft(scheme, today, id, start, &leave))
        }
        DraftCommand::Drop(input) => {
            known(input.draft, desk)?;
            desk.act(out, |scheme| drop_draft(scheme, input.draft))
        }
    }
}

fn draft(input: &Draft, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let mut wishes = Wishes::of(input.aim);
    for told in &input.forbid {
        let (mentee, mentor) = two("--forbid", told, desk)?;
        wishes.forbid(mentee, mentor);
    }
    for told in &input.out {
        wishes.leave_out(desk.person(told)?);
    }
    for told in &input.lock {
        let (mentee, mentor) = two("--lock", told, desk)?;
        if wishes.forbidden.contains(&(mentee, mentor)) || wishes.out.contains(&mentee) {
            return Err(eyre!(
                "--lock '{told}' and --forbid or --out say the opposite: leave one out"
            ));
        }
        if wishes.locked.iter().any(|(other, place)| *other == mentee && *place != mentor) {
            let name = desk.scheme.name(mentee);
            return Err(eyre!("--lock '{told}': {name} is locked to two mentors: leave one out"));
        }
        wishes.lock(mentee, mentor);
    }
    let watching = Watching::new("Working out the points", input.format == Format::Json)?;
    let watch = |done, of| watching.step(done, of);
    let board = Board::new(&desk.scheme, desk.today, &watch).map_err(|why| refused(&why))?;
    let proposal = board.solve(&wishes, &watch).map_err(|why| refused(&why))?;
    drop(watching);
    print(input.format, &wishes, &proposal, board.pool(), desk, out)?;
    if input.save {
        let today = desk.today;
        let change = desk.keep(|scheme| Ok(save_draft(scheme, today, &wishes, &proposal)?.1))?;
        let id = change.put::<MatchDraft>().next().map(|draft| draft.id);
        if let (Some(id), Format::Text) = (id, input.format) {
            out.line(&format!("Kept as {id}. Start its pairs with: matchbook match confirm {id}"))?;
            out.line("undo with: matchbook undo")?;
        }
    }
    Ok(())
}

/// The mentee and the mentor of `P3=P7`; the other way round where only that fits.
fn two(option: &str, told: &str, desk: &Desk) -> Result<(PersonId, PersonId)> {
    let (one, other) = told
        .split_once('=')
        .ok_or_else(|| eyre!("{option} '{told}': write it as MENTEE=MENTOR, as in P3=P7"))?;
    let (one, other) = (desk.person(one)?, desk.person(other)?);
    let fits = |mentee, mentor| {
        desk.scheme.get::<Mentee>(mentee).is_some() && desk.scheme.get::<Mentor>(mentor).is_some()
    };
    if fits(one, other) {
        Ok((one, other))
    } else if fits(other, one) {
        Ok((other, one))
    } else {
        Err(eyre!("{option} '{told}': one must be a mentee, the other a mentor"))
    }
}

fn print(
    format: Format,
    wishes: &Wishes,
    proposal: &Proposal,
    pool: &Pool,
    desk: &Desk,
    out: &mut Out<'_>,
) -> Result<()> {
    let lacks = lacking(&desk.scheme, pool);
    if format == Format::Json {
        let pair = |pair: &Placed| json!({"mentee": pair.mentee.to_string(), "mentor": pair.mentor.to_string(), "score": pair.points});
        let alone =
            |(mentee, why): &(PersonId, String)| json!({"mentee": mentee.to_string(), "why": why});
        let lack = |lack: &Lack| json!({"topic": lack.topic.exact(), "wanted": lack.wanted, "free": lack.free});
        return out.json(&json!({
            "aim": wishes.aim.code(),
            "total": proposal.total(),
            "pairs": proposal.pairs.iter().map(pair).collect::<Vec<_>>(),
            "unmatched": proposal.unmatched.iter().map(alone).collect::<Vec<_>>(),
            "lacking": lacks.iter().map(lack).collect::<Vec<_>>(),
        }));
    }
    let name = |id| desk.scheme.name(id);
    let all = i64::try_from(pool.mentees().len()).unwrap_or(i64::MAX);
    if all == 0 {
        return out
            .line("Nobody waits: every mentee who takes part has a mentor or was offered one.");
    }
    let (pairs, total) = (proposal.pairs.len(), proposal.total());
    let aim = wishes.aim;
    out.line(&format!(
        "Draft by {aim}: {pairs} of {} matched, {total} points",
        plural(all, "mentee")
    ))?;
    for pair in &proposal.pairs {
        let locked = if pair.locked { ", locked" } else { "" };
        let (mentee, mentor) = (pair.mentee, pair.mentor);
        let two = format!("{} {mentee} with {} {mentor}", name(mentee), name(mentor));
        out.line(&format!("  {:>4}  {two}{locked}", pair.points))?;
        if !out.plain {
            let why = pool.explain(mentee, mentor).reason();
            out.line(&format!("        {why}"))?;
        }
    }
    if !proposal.unmatched.is_empty() {
        out.line("Unmatched")?;
    }
    for (mentee, why) in &proposal.unmatched {
        out.line(&format!("  {} {mentee}: {why}", name(*mentee)))?;
    }
    if !lacks.is_empty() {
        out.line("Topics that lack mentors")?;
    }
    for lack in &lacks {
        let (wanted, free) = (lack.wanted, plural(lack.free, "free place"));
        out.line(&format!("  {}: wanted by {wanted}, {free}", lack.topic))?;
    }
    Ok(())
}

fn drafts(desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    let mut any = false;
    for draft in desk.scheme.all::<MatchDraft>() {
        any = true;
        let pairs = kept_pairs(&desk.scheme, draft.id);
        let points: i64 = pairs.iter().map(|pair| pair.points).sum();
        let state = match draft.confirmed {
            Some(day) => format!("confirmed {}", short(day, desk.today)),
            None => "draft".to_owned(),
        };
        let made = short(draft.made, desk.today);
        let (id, aim, count) = (draft.id, draft.aim, pairs.len());
        out.line(&format!("{id:<4}  {made:<11}  {aim}: {count} pairs, {points} points, {state}"))?;
    }
    if !any {
        out.line("No draft is kept: matchbook match draft --save makes one.")?;
    }
    Ok(())
}

fn known(id: MatchDraftId, desk: &Desk) -> Result<&MatchDraft> {
    desk.scheme.get::<MatchDraft>(id).ok_or_else(|| {
        eyre!("there is no matching draft {id}: matchbook match drafts shows them all")
    })
}

/// Shows what is kept of a draft: pairs with the points of the day on which it was worked out.
fn show(input: &Shown, desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    let draft = known(input.draft, desk)?;
    let wishes = Wishes::kept(&desk.scheme, draft);
    let pairs = kept_pairs(&desk.scheme, draft.id);
    if draft.confirmed.is_some() {
        for pair in &pairs {
            let (mentee, mentor) = (desk.scheme.name(pair.mentee), desk.scheme.name(pair.mentor));
            out.line(&format!("  {:>4}  {mentee} with {mentor}", pair.points))?;
        }
        return Ok(());
    }
    let pool = Pool::new(&desk.scheme, desk.today);
    let unmatched = unmatched(&pool, &wishes, &pairs);
    print(input.format, &wishes, &Proposal { pairs, unmatched }, &pool, desk, out)
}

fn compare(input: &Compare, desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    let (one, other) = (known(input.one, desk)?, known(input.other, desk)?);
    let pairs = [one, other].map(|draft| kept_pairs(&desk.scheme, draft.id));
    let [total_one, total_other] =
        pairs.each_ref().map(|pairs| pairs.iter().map(|pair| pair.points).sum::<i64>());
    let [in_one, in_other] = &pairs;
    let head = |draft: &MatchDraft, count: usize, total: i64| {
        format!("{}, {}: {count} pairs, {total} points", draft.id, draft.aim)
    };
    out.line(&head(one, in_one.len(), total_one))?;
    out.line(&head(other, in_other.len(), total_other))?;
    let mut mentees: Vec<PersonId> = pairs.iter().flatten().map(|pair| pair.mentee).collect();
    mentees.sort();
    mentees.dedup();
    let mut same = true;
    for mentee in mentees {
        let [was, is] =
            pairs.each_ref().map(|pairs| pairs.iter().find(|pair| pair.mentee == mentee));
        if was.map(|pair| pair.mentor) == is.map(|pair| pair.mentor) {
            continue;
        }
        same = false;
        let said = |pair: Option<&Placed>| match pair {
            Some(pair) => format!("{} ({})", desk.scheme.name(pair.mentor), pair.points),
            None => "nobody".to_owned(),
        };
        let name = desk.scheme.name(mentee);
        out.line(&format!("  {name} {mentee}: {} / {}", said(was), said(is)))?;
    }
    if same {
        out.line("They have the same pairs.")?;
    }
    Ok(())
}
