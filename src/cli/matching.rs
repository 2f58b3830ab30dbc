//! `match suggest`: ranked mentors for a mentee, or mentees for a mentor, and every excluded one, each explained (M1).

use clap::{Args, Subcommand};
use color_eyre::Result;
use color_eyre::eyre::eyre;
use serde_json::{Map, json};

use super::DONE;
use super::desk::Desk;
use super::match_draft::{self, DraftCommand};
use super::output::{Format, Out};
use super::typed::whole;
use crate::domain::ids::{PersonId, RequestId};
use crate::domain::matching::{Excluded, Suggestion, suggest, suggest_mentees};
use crate::domain::records::{Mentee, Mentor, Offer, Request};
use crate::domain::tables::Link;
use crate::text::days::plural;

/// What can be asked about matches.
#[derive(Debug, Subcommand)]
pub(super) enum MatchCommand {
    /// Rank the mentors for a mentee, or the waiting mentees for a mentor, and say who is excluded
    /// by which rule
    #[command(after_help = "Examples:
  matchbook match suggest 'Ana Costa'
  matchbook match suggest R42 --format json
  matchbook match suggest 'Priya Nair' --mentees")]
    Suggest(Suggest),
    #[command(flatten)]
    Draft(DraftCommand),
}

/// Options of `match suggest`.
#[derive(Debug, Args)]
pub(super) struct Suggest {
    /// The mentee, an open request of theirs, or a mentor who is no mentee
    #[arg(value_name = "PERSON")]
    mentee: String,
    /// Rank the waiting mentees for this mentor, even if the mentor is a mentee too
    #[arg(long)]
    mentees: bool,
    /// No more ranked people than this in the text
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
    let (found, from) = if let Some(mentor) = mentor_alone(input, desk)? {
        (suggest_mentees(&desk.scheme, mentor, desk.today), Asked::Mentor(mentor))
    } else {
        let (mentee, request) = wanted(desk, &input.mentee)?;
        let topic = request.map(|request| request.topic.exact());
        let asked: Vec<_> = request.map_or_else(Vec::new, |request| {
            let offers = desk.scheme.linked::<Offer>(Link::OffersOfRequest, request.id);
            let sent = offers.filter(|offer| offer.sent <= desk.today);
            sent.map(|offer| offer.mentor).collect()
        });
        let found = suggest(&desk.scheme, mentee, desk.today, topic, &asked);
        (found, Asked::Mentee(mentee))
    };
    let (ranked, excluded) = found;
    match input.format {
        Format::Text => text(from, &ranked, &excluded, input.limit, desk, out)?,
        Format::Json => json(from, &ranked, &excluded, desk, out)?,
    }
    Ok(DONE)
}

/// For whom is asked: each finds people of the other side.
#[derive(Debug, Clone, Copy)]
enum Asked {
    Mentee(PersonId),
    Mentor(PersonId),
}

impl Asked {
    /// Who is asked for, and in which role.
    fn who(self) -> (PersonId, &'static str) {
        match self {
            Self::Mentee(id) => (id, "mentee"),
            Self::Mentor(id) => (id, "mentor"),
        }
    }

    /// The role of the people found.
    fn role(self) -> &'static str {
        match self {
            Self::Mentee(_) => "mentor",
            Self::Mentor(_) => "mentee",
        }
    }

    /// The one of two who was found.
    fn found(self, mentee: PersonId, mentor: PersonId) -> PersonId {
        match self {
            Self::Mentee(_) => mentor,
            Self::Mentor(_) => mentee,
        }
    }
}

/// The mentor for whom mentees are wanted: asked for by the option, or somebody who is a mentor
/// and no mentee.
fn mentor_alone(input: &Suggest, desk: &Desk) -> Result<Option<PersonId>> {
    if input.mentee.parse::<RequestId>().is_ok() {
        if input.mentees {
            return Err(eyre!("--mentees needs a mentor, {} is a request", input.mentee));
        }
        return Ok(None);
    }
    let id = desk.person(&input.mentee)?;
    let (mentor, mentee) = (desk.scheme.get::<Mentor>(id), desk.scheme.get::<Mentee>(id));
    if input.mentees && mentor.is_none() {
        let name = desk.scheme.name(id);
        return Err(eyre!("{name} ({id}) is no mentor: --mentees ranks mentees for a mentor"));
    }
    Ok((mentor.is_some() && (input.mentees || mentee.is_none())).then_some(id))
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
            "{name} ({mentee}) is neither mentee nor mentor: make them one with matchbook person \
             edit {mentee} --role mentee"
        ));
    }
    let newest =
        desk.scheme.open_requests(mentee, desk.today).max_by_key(|one| (one.received, one.id));
    Ok((mentee, newest))
}

fn text(
    from: Asked,
    ranked: &[Suggestion],
    excluded: &[Excluded],
    limit: usize,
    desk: &Desk,
    out: &mut Out<'_>,
) -> Result<()> {
    let name = |id| desk.scheme.name(id);
    let (who, side) = (name(from.who().0), from.role());
    match (from, ranked.is_empty()) {
        (Asked::Mentee(_), true) => out.line(&format!("No mentor may be asked for {who}."))?,
        (Asked::Mentor(_), true) if excluded.is_empty() => out.line("No mentee waits.")?,
        (Asked::Mentor(_), true) => out.line(&format!("No waiting mentee may go to {who}."))?,
        (Asked::Mentee(_), false) if !out.plain => out.line(&format!("Mentors for {who}"))?,
        (Asked::Mentor(_), false) if !out.plain => {
            let places = plural(ranked.first().map_or(0, |one| one.free), "free place");
            out.line(&format!("Waiting mentees for {who}, {places}"))?;
        }
        _ => {}
    }
    for one in ranked.iter().take(limit) {
        let id = from.found(one.mentee, one.mentor);
        let mut head = format!("{} {id}, {}", name(id), plural(one.points, "point"));
        if side == "mentor" {
            head = format!("{head}, {}", plural(one.free, "free place"));
        }
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
        let (id, rule) = (from.found(one.mentee, one.mentor), one.objection.rule);
        if out.plain {
            out.line(&format!("excluded: {} {id}: {rule}: {}", name(id), one.objection.why))?;
        } else if side == "mentee" {
            out.line(&format!("  {rule:<14}  {}: {}", name(id), one.objection.why))?;
        } else {
            out.line(&format!("  {rule:<14}  {}", one.objection.why))?;
        }
    }
    Ok(())
}

fn json(
    from: Asked,
    ranked: &[Suggestion],
    excluded: &[Excluded],
    desk: &Desk,
    out: &mut Out<'_>,
) -> Result<()> {
    let (who, asked_as) = from.who();
    let person = |mentee: PersonId, mentor: PersonId| {
        let id = from.found(mentee, mentor);
        let mut fields = Map::new();
        fields.insert(from.role().to_owned(), json!(id.to_string()));
        fields.insert("name".to_owned(), json!(desk.exact_name(id)));
        fields
    };
    let ranked: Vec<_> = ranked
        .iter()
        .map(|one| {
            let criteria: Vec<_> = one
                .lines
                .iter()
                .map(|line| json!({"id": line.criterion, "points": line.points, "why": line.why}))
                .collect();
            let mut fields = person(one.mentee, one.mentor);
            fields.insert("score".to_owned(), json!(one.points));
            if from.role() == "mentor" {
                fields.insert("free".to_owned(), json!(one.free));
            }
            fields.insert("criteria".to_owned(), json!(criteria));
            fields
        })
        .collect();
    let excluded: Vec<_> = excluded
        .iter()
        .map(|one| {
            let mut fields = person(one.mentee, one.mentor);
            fields.insert("rule".to_owned(), json!(one.objection.rule));
            fields.insert("why".to_owned(), json!(one.objection.why));
            fields
        })
        .collect();
    out.json(&json!({asked_as: who.to_string(), "ranked": ranked, "excluded": excluded}))
}
