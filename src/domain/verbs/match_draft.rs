//! Drafts of matching: keep, change, confirm as one act, drop (M4).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::CellKind;
use crate::domain::ids::{MatchDraftId, PersonId};
use crate::domain::matching::{Pool, Proposal, Wishes, kept_pairs};
use crate::domain::records::{DraftCell, MatchDraft};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::domain::verbs::Leave;
use crate::domain::verbs::pair::{StartPair, start_pair};
use crate::text::Text;
use crate::text::days::plural;

/// Keeps a draft as it was worked out.
pub fn save_draft(
    scheme: &Scheme,
    today: NaiveDate,
    wishes: &Wishes,
    proposal: &Proposal,
) -> Result<(MatchDraftId, Change), Refusal> {
    let mut builder = Builder::new(scheme);
    let id = builder.new_id::<MatchDraft>();
    builder.put(MatchDraft { id, made: today, aim: wishes.aim, confirmed: None });
    put_cells(&mut builder, id, wishes, proposal);
    Ok((id, builder.done(format!("matching draft {id}: {}", in_words(proposal)))))
}

/// Puts a draft that was worked out anew in the place of what was kept. `what` says what was
/// changed by hand, with ids in braces: "{P3} and {P7} locked".
pub fn change_draft(
    scheme: &Scheme,
    id: MatchDraftId,
    wishes: &Wishes,
    proposal: &Proposal,
    what: &str,
) -> Result<Change, Refusal> {
    let draft = open_draft(scheme, id)?;
    let mut builder = Builder::new(scheme);
    if draft.aim != wishes.aim {
        builder.change::<MatchDraft>(id, |draft| draft.aim = wishes.aim);
    }
    put_cells(&mut builder, id, wishes, proposal);
    Ok(builder.done(format!("matching draft {id}: {what}; {}", in_words(proposal))))
}

/// Starts all pairs of a draft as one act: they are provisional from `start` on, each with what
/// speaks for it; a request of the mentee that waits with nobody is answered by the pair.
///
/// `leave` gives the reason for soft rules that speak against a pair (M3); hard rules stay hard.
/// Refused whole, with the two who are in the way, where anything has changed since the draft.
pub fn confirm_draft(
    scheme: &Scheme,
    today: NaiveDate,
    id: MatchDraftId,
    start: NaiveDate,
    leave: &Leave,
) -> Result<Change, Refusal> {
    open_draft(scheme, id)?;
    let pairs = kept_pairs(scheme, id);
    if pairs.is_empty() {
        let why = format!("draft {id} has no pairs: there is nothing to confirm");
        return Err(Refusal::because(why));
    }
    let pool = Pool::new(scheme, today);
    let mut after = scheme.clone();
    let mut all = Builder::new(scheme);
    for pair in &pairs {
        let (mentee, mentor) = (pair.mentee, pair.mentor);
        let names = format!("{} with {}", scheme.name(mentee), scheme.name(mentor));
        let in_the_way = |why: String| {
            Refusal::because(format!(
                "{names}: {why}: work draft {id} out again, or leave them out"
            ))
        };
        if pool.mentees().binary_search(&mentee).is_err() {
            return Err(in_the_way("the mentee does not wait any more".to_owned()));
        }
        if let Some(objection) = pool.why_not(mentee, mentor) {
            return Err(in_the_way(objection.why));
        }
        let mut input = StartPair::of(mentee, mentor, start);
        input.provisional = true;
        input.reasons = Text::new(pool.explain(mentee, mentor).reason());
        input.leave = leave.clone();
        let waiting = after.open_requests(mentee, today).max_by_key(|one| (one.received, one.id));
        if let Some(request) = waiting {
            input = input.answering(request);
            input.answered = Some(today);
        }
        let (_, change) = start_pair(&after, today, &input).map_err(|why| {
            let is_soft = matches!(why, Refusal::Rule { .. });
            if is_soft { why } else { in_the_way(why.to_string()) }
        })?;
        after.apply(&change)?;
        all.extend(change);
    }
    let mut last = Builder::new(&after);
    last.change::<MatchDraft>(id, |draft| draft.confirmed = Some(today));
    all.extend(last.done(String::new()));
    let count = plural(count(pairs.len()), "provisional pair");
    Ok(all.done(format!("matching draft {id} is confirmed: {count}, to be introduced by letter")))
}

/// Drops a draft with all that was decided in it; pairs that were started from it stay.
pub fn drop_draft(scheme: &Scheme, id: MatchDraftId) -> Result<Change, Refusal> {
    known(scheme, id)?;
    let mut builder = Builder::new(scheme);
    for cell in scheme.linked::<DraftCell>(Link::CellsOfDraft, id) {
        builder.take::<DraftCell>(cell.id);
    }
    builder.take::<MatchDraft>(id);
    Ok(builder.done(format!("matching draft {id} is dropped")))
}

fn known(scheme: &Scheme, id: MatchDraftId) -> Result<&MatchDraft, Refusal> {
    scheme.get::<MatchDraft>(id).ok_or_else(|| Refusal::NotFound(format!("matching draft {id}")))
}

/// A draft that can still be changed.
fn open_draft(scheme: &Scheme, id: MatchDraftId) -> Result<&MatchDraft, Refusal> {
    let draft = known(scheme, id)?;
    match draft.confirmed {
        None => Ok(draft),
        Some(day) => Err(Refusal::because(format!(
            "draft {id} was confirmed on {}: make a new one",
            crate::text::days::long(day)
        ))),
    }
}

/// What a cell stands for: a mentee's own place, or two who are forbidden.
type Place = (PersonId, Option<PersonId>);

/// Writes the cells of a draft; those that stay as they are are not touched.
fn put_cells(builder: &mut Builder<'_>, id: MatchDraftId, wishes: &Wishes, proposal: &Proposal) {
    let mut wanted: BTreeMap<Place, (Option<PersonId>, CellKind, i64)> = BTreeMap::new();
    for (mentee, mentor) in &wishes.forbidden {
        wanted.insert((*mentee, Some(*mentor)), (Some(*mentor), CellKind::Forbid, 0));
    }
    for mentee in &wishes.out {
        wanted.insert((*mentee, None), (None, CellKind::Out, 0));
    }
    for pair in &proposal.pairs {
        let kind = if pair.locked { CellKind::Lock } else { CellKind::Pair };
        wanted.insert((pair.mentee, None), (Some(pair.mentor), kind, pair.points));
    }
    let kept: Vec<DraftCell> =
        builder.scheme().linked::<DraftCell>(Link::CellsOfDraft, id).cloned().collect();
    for cell in kept {
        let forbids = cell.kind == CellKind::Forbid;
        let place = (cell.mentee, cell.mentor.filter(|_| forbids));
        match wanted.remove(&place) {
            None => builder.take::<DraftCell>(cell.id),
            Some((mentor, kind, points)) => builder.change::<DraftCell>(cell.id, |cell| {
                cell.mentor = mentor;
                cell.kind = kind;
                cell.points = points;
            }),
        }
    }
    for ((mentee, _), (mentor, kind, points)) in wanted {
        let cell = builder.new_id::<DraftCell>();
        builder.put(DraftCell { id: cell, draft: id, mentee, mentor, kind, points });
    }
}

fn in_words(proposal: &Proposal) -> String {
    let (pairs, all) = (proposal.pairs.len(), proposal.pairs.len() + proposal.unmatched.len());
    format!("{pairs} of {} matched, {} points", plural(count(all), "mentee"), proposal.total())
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}
