//! `match suggest`: ranked mentors for a mentee and every excluded one, each explained (M1).

use clap::{Args, Subcommand};
use color_eyre::Result;
use color_eyre::eyre::eyre;
use serde_json::json;

use super::DONE;
use super::desk::Desk;
use super::match_draft::{self, DraftCommand};
use super::output::{Format, Out};
use super::typed::whole;
use crate::domain::ids::{PersonId, RequestId};
use crate::domain::matching::{Excluded, Suggestion, suggest};
use crate::domain::records::{Mentee, Offer, Request};
use crate::domain::tables::Link;
use crate::text::days::plural;

/// What can be asked about matches.
#[derive(Debug, Subcommand)]
pub(super) enum MatchCommand {
    /// Rank the mentors for a mentee, and say who is excluded by which rule
    #[command(after_help = "Examples:
  matchbook match suggest 'Ana Costa'
  matchbook match suggest R42 --format json")]
    Suggest(Suggest),
    #[command(flatten)]
    Draft(DraftCommand),
}

/// Options of `match suggest`.
#[derive(Debug, Args)]
pub(super) struct Suggest {
    /// The mentee, or an open request of theirs
    mentee: String,
    /// No more ranked mentors than this in the text
    #[arg(long, value_name = "COUNT", default_value_t = 10, allow_negative_numbers = true, value_parser = whole(1_usize, None))]
    limit: usize,
    /// How they are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Runs one of them.
pub(super) fn run(command: &MatchCommand, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    match command {
        MatchCommand::Suggest(input) => suggestions(input, desk, out),
        MatchCommand::Draft(command) => match_draft::run(command, desk, out).map(|()| DONE),
    }
}

fn suggestions(input: &Suggest, desk: &Desk, out: &mut Out<'_>) -> Result<u8> {
    let (mentee, request) = wanted(desk, &input.mentee)?;
    let topic = request.map(|request| request.topic.exact());
    let asked: Vec<_> = request.map_or_else(Vec::new, |request| {
        let offers = desk.scheme.linked::<Offer>(Link::OffersOfRequest, request.id);
        offers.filter(|offer| offer.sent <= desk.today).map(|offer| offer.mentor).collect()
    });
    let (ranked, excluded) = suggest(&desk.scheme, mentee, desk.today, topic, &asked);
    match input.format {
        Format::Text => text(mentee, &ranked, &excluded, input.limit, desk, out)?,
        Format::Json => json(mentee, &ranked, &excluded, desk, out)?,
    }
    Ok(DONE)
}

/// The mentee, and the open request that the suggestion is for.
fn wanted<'a>(desk: &'a Desk, told: &str) -> Result<(PersonId, Option<&'a Request>)> {
    if told.parse::<RequestId>().is_ok() {
        let request = desk.scheme.get::<Request>(desk.request(told)?);
        if let Some(request) = request {
            if !request.is_open(desk.today) {
                let (id, name) = (request.id, desk.scheme.name(request.mentee));
                let mentee = request.mentee;
                return Err(eyre!(
                    "{id} is not open: name its mentee, {name}, as in matchbook match suggest {mentee}"
                ));
            }
            return Ok((request.mentee, Some(request)));
        }
    }
    let mentee = desk.person(told)?;
    if desk.scheme.get::<Mentee>(mentee).is_none() {
        let name = desk.scheme.name(mentee);
        return Err(eyre!(
            "{name} ({mentee}) is no mentee: make them one with matchbook person edit {mentee} --role \
             mentee"
        ));
    }
    let newest =
        desk.scheme.open_requests(mentee, desk.today).max_by_key(|one| (one.received, one.id));
    Ok((mentee, newest))
}

fn text(
    mentee: PersonId,
    ranked: &[Suggestion],
    excluded: &[Excluded],
    limit: usize,
    desk: &Desk,
    out: &mut Out<'_>,
) -> Result<()> {
    let name = |id| desk.scheme.name(id);
    if ranked.is_empty() {
        out.line(&format!("No mentor may be asked for {}.", name(mentee)))?;
    } else if !out.plain {
        out.line(&format!("Mentors for {}", name(mentee)))?;
    }
    for one in ranked.iter().take(limit) {
        let (id, places) = (one.mentor, plural(one.free, "free place"));
        let head = format!("{} {id}, {} points, {places}", name(id), one.points);
        if out.plain {
            out.line(&format!("suggested: {head}: {}", one.reason()))?;
            continue;
        }
        out.line(&format!("  {head}"))?;
        for line in one.lines.iter().filter(|line| line.points != 0) {
            out.line(&format!("    {:>+4}  {}", line.points, line.why))?;
        }
    }
    if ranked.len() > limit && !out.plain {
        out.line(&format!("  ... {} more (--limit)", ranked.len() - limit))?;
    }
    if !excluded.is_empty() && !out.plain {
        out.line("Excluded")?;
    }
    for one in excluded {
        let (id, rule) = (one.mentor, one.objection.rule);
        if out.plain {
            out.line(&format!("excluded: {} {id}: {rule}: {}", name(id), one.objection.why))?;
        } else {
            out.line(&format!("  {rule:<14}  {}", one.objection.why))?;
        }
    }
    Ok(())
}

fn json(
    mentee: PersonId,
    ranked: &[Suggestion],
    excluded: &[Excluded],
    desk: &Desk,
    out: &mut Out<'_>,
) -> Result<()> {
    let name = |id: PersonId| desk.exact_name(id);
    let ranked: Vec<_> = ranked
        .iter()
        .map(|one| {
            let criteria: Vec<_> = one
                .lines
                .iter()
                .map(|line| json!({"id": line.criterion, "points": line.points, "why": line.why}))
                .collect();
            json!({
                "mentor": one.mentor.to_string(),
                "name": name(one.mentor),
                "score": one.points,
                "free": one.free,
                "criteria": criteria,
            })
        })
        .collect();
    let excluded: Vec<_> = excluded
        .iter()
        .map(|one| {
            json!({
                "mentor": one.mentor.to_string(),
                "name": name(one.mentor),
                "rule": one.objection.rule,
                "why": one.objection.why,
            })
        })
        .collect();
    out.json(&json!({"mentee": mentee.to_string(), "ranked": ranked, "excluded": excluded}))
}
