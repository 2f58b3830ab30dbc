//! What stands around a record in `show`: its lists in full, the parts of its card, and what was done about it.

use std::sync::Arc;

use color_eyre::Result;

use super::desk::Desk;
use super::history;
use super::output::{Out, width};
use crate::domain::ids::{AnyId, EventId, PairId, PersonId};
use crate::domain::matching::Matcher;
use crate::domain::records::{Agreement, Meeting, Pair, Request, Review, agreement};
use crate::domain::rules;
use crate::domain::tables::Link;
use crate::screens::cards::{self, Look};
use crate::text::days::short;
use crate::text::inert;
use crate::text::width::wrap;

/// No more lines than this of one kind.
const MANY: usize = 12;

/// Parts of cards that `show` prints as fields or in full.
const ELSEWHERE: &[&str] = &["", "KNOWN", "PAIRS AND REQUESTS", "MEETINGS", "REVIEWS", "SUGGESTED"];

/// Prints what stands around a record, newest first.
pub(super) fn around(id: AnyId, desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    match id.letter {
        'P' => person(PersonId(id.number), desk, out)?,
        'M' => pair(PairId(id.number), desk, out)?,
        'E' => whole("People", &super::event::people_of(EventId(id.number), desk), out)?,
        _ => {}
    }
    parts(id, desk, out)?;
    let heads = history::heads_of(desk, id)?;
    let done = heads.iter().map(|head| {
        let state = if head.live { "" } else { " (undone)" };
        let day = short(head.day, desk.today);
        format!("{day:<11}  {}{state}", desk.scheme.words(&head.words))
    });
    part("Done", &done.collect::<Vec<_>>(), out)
}

/// The parts of the card that are neither fields nor listed in full.
fn parts(id: AnyId, desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    let items = rules::today_all(&desk.scheme, desk.today, &desk.store.outside()?);
    let item = items.iter().find(|item| item.subject == Some(id));
    let matcher = Matcher::new(Arc::new(desk.scheme.clone()), desk.today);
    let (scheme, today) = (&desk.scheme, desk.today);
    let look = Look { scheme, matcher: &matcher, today, item, items: &items };
    let parts = cards::card(look, id).map(|card| card.parts).unwrap_or_default();
    for part in parts.iter().filter(|part| !ELSEWHERE.contains(&part.heading.as_str())) {
        let lines = part.lines.iter().flat_map(|(_, line)| match width() {
            Some(room) => wrap(line, room.saturating_sub(2)),
            None => vec![line.clone()],
        });
        whole(&part.heading, &lines.collect::<Vec<_>>(), out)?;
    }
    Ok(())
}

fn person(id: PersonId, desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    let scheme = &desk.scheme;
    let day = |day| short(day, desk.today);
    let of = |link| scheme.linked::<Pair>(link, id);
    let mut pairs: Vec<_> = of(Link::PairsOfMentee).chain(of(Link::PairsOfMentor)).collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse((pair.start, pair.id)));
    let pairs = pairs.into_iter().map(|pair| {
        let status = scheme.pair_status(pair.id, desk.today);
        let status = status.map_or_else(|| "to come".to_owned(), |status| status.to_string());
        let title = scheme.pair_title(pair.id).unwrap_or_default();
        format!("{:<5}  {:<13}  {title}, since {}", pair.id, status, day(pair.start))
    });
    part("Pairs", &pairs.collect::<Vec<_>>(), out)?;
    let requests = scheme.linked::<Request>(Link::RequestsOfMentee, id).rev().map(|request| {
        let state = request.ending.filter(|_| !request.is_open(desk.today));
        let state = state.map_or_else(|| "open".to_owned(), |ending| ending.to_string());
        format!("{:<5}  {state:<13}  {}, {}", request.id, day(request.received), request.topic)
    });
    part("Requests", &requests.collect::<Vec<_>>(), out)
}

fn pair(id: PairId, desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    let scheme = &desk.scheme;
    let day = |day| short(day, desk.today);
    let mut meetings: Vec<&Meeting> = scheme.linked(Link::MeetingsOfPair, id).collect();
    meetings.sort_by_key(|meeting| std::cmp::Reverse((meeting.day, meeting.id)));
    let meetings = meetings
        .into_iter()
        .map(|meeting| format!("{:<5}  {:<11}  {}", meeting.id, day(meeting.day), meeting.status));
    part("Meetings", &meetings.collect::<Vec<_>>(), out)?;
    let mut reviews: Vec<&Review> = scheme.linked(Link::ReviewsOfPair, id).collect();
    reviews.sort_by_key(|review| std::cmp::Reverse((review.due, review.id)));
    let reviews = reviews.into_iter().map(|review| {
        let state = match (review.held, review.outcome, review.cancelled) {
            (Some(held), Some(outcome), _) => format!("held {}: {outcome}", day(held)),
            (Some(held), None, _) => format!("held {}", day(held)),
            (None, _, Some(_)) => "called off".to_owned(),
            (None, _, None) => "planned".to_owned(),
        };
        format!("{:<5}  {:<11}  {}: {state}", review.id, day(review.due), review.kind)
    });
    part("Reviews", &reviews.collect::<Vec<_>>(), out)?;
    whole("Clauses", &clauses(id, desk), out)
}

/// Every clause of the agreement that is filled in (R2); the card tells which are missing.
fn clauses(id: PairId, desk: &Desk) -> Vec<String> {
    let Some(agreement) = desk.scheme.get::<Agreement>(id) else { return Vec::new() };
    let told = agreement::clauses().map(|clause| (clause.label, (clause.get)(agreement)));
    let filled = told.filter(|(_, value)| !value.is_empty());
    filled.map(|(label, value)| format!("{label:<22}  {}", inert(&value))).collect()
}

/// A heading and all its lines, none without lines.
fn whole(heading: &str, lines: &[String], out: &mut Out<'_>) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    out.line("")?;
    out.line(&heading.to_uppercase())?;
    lines.iter().try_for_each(|line| out.line(&format!("  {line}")))
}

/// A heading and its first lines, none without lines.
fn part(heading: &str, lines: &[String], out: &mut Out<'_>) -> Result<()> {
    let more = lines.len().saturating_sub(MANY);
    whole(heading, lines.get(..MANY).unwrap_or(lines), out)?;
    if more > 0 {
        out.line(&format!("  ... {more} more"))?;
    }
    Ok(())
}
