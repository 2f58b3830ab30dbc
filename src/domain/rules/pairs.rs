//! Rules about pairs and their meetings: not started, stale, cancelling, and meetings without a result.

use std::collections::BTreeMap;

use crate::domain::codes::{MeetingStatus, PairKind, Status};
use crate::domain::ids::PairId;
use crate::domain::records::{Closure, Meeting, Pair};
use crate::domain::rules::{Finding, Look, OpenPair, Severity, Verb, graded};
use crate::domain::settings::Key;
use crate::text::days::{count, plural};

/// Active and no meeting held for too long after the start. Not for one-off pairs. Time on hold
/// does not count, as for [`stale`].
pub(super) fn not_started(look: &Look) -> Vec<Finding> {
    let (amber, red) = (look.number(Key::StartDays), look.number(Key::StartRedDays));
    let silent = ongoing(look).filter(|open| open.met.last_held.is_none());
    silent
        .filter_map(|open| {
            let days = open.met.quiet;
            let (severity, limit) = graded(days, amber, red)?;
            let why = format!(
                "no meeting held since the start on {}, {} ago{}; the limit is {limit}",
                look.day(open.pair.start),
                count(days),
                held_up(open)
            );
            Some(quiet(look, open, severity, limit, why))
        })
        .collect()
}

/// Active and too long since the last meeting held, against the pair's own interval (R4). Not for
/// one-off pairs.
pub(super) fn stale(look: &Look) -> Vec<Finding> {
    let percent = (look.number(Key::StalePercent), look.number(Key::StaleRedPercent));
    let met = ongoing(look).filter_map(|open| Some((open, open.met.last_held?)));
    met.filter_map(|(open, last)| {
        let (amber, red) = (open.met.allowed(percent.0), open.met.allowed(percent.1));
        let days = open.met.quiet;
        let (severity, limit) = graded(days, amber, red)?;
        let why = format!(
            "last met on {}, {} ago{}; they meet every {} and the limit is {limit}",
            look.day(last.day),
            count(days),
            held_up(open),
            count(open.met.interval)
        );
        Some(quiet(look, open, severity, limit, why))
    })
    .collect()
}

/// The last meetings in a row cancelled, postponed or not shown up to (R5).
pub(super) fn cancellations(look: &Look) -> Vec<Finding> {
    let (amber, red) = (look.number(Key::MissedAmber), look.number(Key::MissedRed));
    let missing = look.pairs.iter().filter_map(|open| {
        let missed = &open.met.missed;
        let first = missed.first()?;
        let times = i64::try_from(missed.len()).unwrap_or(i64::MAX);
        let severity = if times >= red.max(amber) {
            Severity::Red
        } else if times >= amber {
            Severity::Amber
        } else {
            return None;
        };
        let none_held = match open.met.last_held {
            Some(held) => format!("none held since {}", look.day(held.day)),
            None => "none was ever held".to_owned(),
        };
        let why = format!(
            "the last {} were cancelled, postponed or not shown up to, on {}; {none_held}",
            plural(times, "meeting"),
            days_of(look, missed),
        );
        let suggest = if severity == Severity::Red { Verb::Close } else { Verb::Log };
        let finding =
            Finding::new(open.pair.id, severity, why, "a meeting held, or closing the pair")
                .clock(first.day, look.days_since(first.day))
                .people(look.both(open.pair))
                .suggest(suggest);
        Some(finding)
    });
    missing.collect()
}

/// A planned meeting past and nobody said what came of it. Of a closed pair only meetings up to
/// its last day count.
pub(super) fn unlogged(look: &Look) -> Vec<Finding> {
    let limit = look.number(Key::UnloggedDays);
    let mut open: BTreeMap<PairId, Vec<&Meeting>> = BTreeMap::new();
    for meeting in look.scheme.all::<Meeting>() {
        if meeting.status == MeetingStatus::Planned && look.days_since(meeting.day) > limit {
            open.entry(meeting.pair).or_default().push(meeting);
        }
    }
    let unlogged = open.into_iter().filter_map(|(id, mut meetings)| {
        let pair = look.scheme.get::<Pair>(id)?;
        if look.scheme.pair_status(id, look.on)? == Status::Closed {
            let last = look.scheme.get::<Closure>(id).map_or(pair.start, |closure| closure.day);
            meetings.retain(|meeting| meeting.day <= last);
        }
        meetings.sort_by_key(|meeting| (meeting.day, meeting.id));
        let first = meetings.first()?;
        let days = look.days_since(first.day);
        let noun = if meetings.len() == 1 { "the meeting" } else { "the meetings" };
        let why = format!(
            "no result for {noun} planned on {}, {} ago; the limit is {limit}",
            days_of(look, &meetings),
            count(days)
        );
        let finding =
            Finding::new(id, Severity::Amber, why, "a result: held, cancelled, postponed, no-show")
                .clock(first.day, days)
                .limit(limit)
                .people(look.both(pair));
        Some(finding)
    });
    unlogged.collect()
}

/// The pairs whose meetings are expected: active ones that are not one-off.
fn ongoing<'a, 'b>(look: &'b Look<'a>) -> impl Iterator<Item = &'b OpenPair<'a>> {
    let expected =
        |open: &&OpenPair| open.status == Status::Active && open.pair.kind != PairKind::OneOff;
    look.pairs.iter().filter(expected)
}

fn quiet(look: &Look, open: &OpenPair, severity: Severity, limit: i64, why: String) -> Finding {
    Finding::new(open.pair.id, severity, why, "a meeting held, a pause, or closing the pair")
        .clock(open.met.since, open.met.quiet)
        .limit(limit)
        .people(look.both(open.pair))
}

/// " (12 days on hold not counted)".
fn held_up(open: &OpenPair) -> String {
    match open.met.on_hold {
        0 => String::new(),
        days => format!(" ({} on hold not counted)", count(days)),
    }
}

/// "3 Feb, 17 Feb" for up to four meetings.
fn days_of(look: &Look, meetings: &[&Meeting]) -> String {
    let days = meetings.iter().rev().take(4).rev().map(|meeting| look.day(meeting.day));
    days.collect::<Vec<_>>().join(", ")
}
