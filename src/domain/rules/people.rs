//! Rules about people: lines of management, capacity, second mentors, who waits and who comes back.

use std::collections::BTreeMap;

use crate::domain::codes::{Status, Subject};
use crate::domain::ids::PersonId;
use crate::domain::matching::in_line;
use crate::domain::records::{Absence, Mentee, Mentor, Overrides, Pair};
use crate::domain::rules::{Finding, Look, Severity, Someone, graded};
use crate::domain::settings::Key;
use crate::text::days::{count, plural, relative};

/// An open pair inside a line of management.
pub(super) fn line_conflict(look: &Look) -> Vec<Finding> {
    let conflicts = look.pairs.iter().filter_map(|open| {
        let pair = open.pair;
        let why = in_line(look.scheme, pair.mentor, pair.mentee, look.on)?;
        let leaves = "closing the pair, or a change of line manager";
        let finding = Finding::new(pair.id, Severity::Red, why, leaves)
            .clock(pair.start, look.days_since(pair.start))
            .people(look.both(pair));
        Some(finding)
    });
    conflicts.collect()
}

/// More open pairs than places (P2).
pub(super) fn over_capacity(look: &Look) -> Vec<Finding> {
    let mut over = Vec::new();
    for (id, pairs) in by_person(look, |pair| pair.mentor) {
        let capacity = look.scheme.get::<Mentor>(id).map_or(0, |mentor| mentor.capacity);
        let has = i64::try_from(pairs.len()).unwrap_or(i64::MAX);
        if has <= capacity {
            continue;
        }
        let unsettled = pairs.iter().filter(|pair| !settled(&pair.overrides, "full")).count();
        let settled = i64::try_from(unsettled).is_ok_and(|unsettled| unsettled <= capacity);
        let why = format!(
            "{} has {} and {} open pairs{}",
            look.scheme.name(id),
            plural(capacity, "place"),
            has,
            reasons(&pairs, "full")
        );
        let mut people = vec![look.someone(id, "mentor")];
        people.extend(pairs.iter().map(|pair| look.someone(pair.mentee, "mentee")));
        over.push(many(look, id, &pairs, settled, why, "more places, or fewer pairs", people));
    }
    over
}

/// More than one open pair of a mentee (P3).
pub(super) fn second_mentor(look: &Look) -> Vec<Finding> {
    let mut second = Vec::new();
    for (id, pairs) in by_person(look, |pair| pair.mentee) {
        if pairs.len() < 2 {
            continue;
        }
        let unsettled =
            pairs.iter().filter(|pair| !settled(&pair.overrides, "second-mentor")).count();
        let names: Vec<_> = pairs.iter().map(|pair| look.scheme.name(pair.mentor)).collect();
        let why = format!(
            "{} has {} mentors: {}{}",
            look.scheme.name(id),
            pairs.len(),
            names.join(", "),
            reasons(&pairs, "second-mentor")
        );
        let mut people = vec![look.someone(id, "mentee")];
        people.extend(pairs.iter().map(|pair| look.someone(pair.mentor, "mentor")));
        let leaves = "closing all pairs but one";
        second.push(many(look, id, &pairs, unsettled <= 1, why, leaves, people));
    }
    second
}

/// Approved or active without pair or request for too long.
pub(super) fn mentee_waiting(look: &Look) -> Vec<Finding> {
    let (amber, red) = (look.number(Key::WaitingDays), look.number(Key::WaitingRedDays));
    let waiting = look.scheme.all::<Mentee>().filter_map(|mentee| {
        let (since, from) = look.scheme.waits_since(mentee.id, look.on)?;
        let days = look.days_since(since);
        let (severity, limit) = graded(days, amber, red)?;
        let why = format!(
            "{} has neither pair nor request since {from} on {}, {} ago; the limit is {limit}",
            look.scheme.name(mentee.id),
            look.day(since),
            count(days)
        );
        let leaves = "a request, a pair, or another status of the person";
        let finding = Finding::new(mentee.id, severity, why, leaves)
            .clock(since, days)
            .limit(limit)
            .people(vec![look.someone(mentee.id, "mentee")]);
        Some(finding)
    });
    waiting.collect()
}

/// Hidden until a day that is near or past, and nobody noted that the mentor is back.
pub(super) fn mentor_returning(look: &Look) -> Vec<Finding> {
    let ahead = look.number(Key::ReturningDays);
    let mut last: BTreeMap<PersonId, &Absence> = BTreeMap::new();
    for absence in look.scheme.all::<Absence>() {
        let here = absence.since <= look.on && absence.ended.is_none_or(|day| day > look.on);
        let later = |other: &&Absence| (other.since, other.id) < (absence.since, absence.id);
        if here && last.get(&absence.person).is_none_or(later) {
            last.insert(absence.person, absence);
        }
    }
    let returning = last.into_values().filter_map(|absence| {
        let until = absence.until?;
        let days = look.days_since(until);
        let status = look.scheme.state_on(Subject::Person, absence.person.0, look.on);
        let gone = matches!(status, Some(Status::Withdrawn | Status::Left));
        if days < -ahead || gone {
            return None;
        }
        let name = look.scheme.name(absence.person);
        let why = format!(
            "{name} is hidden until {}, {}{}",
            look.day(until),
            relative(until, look.on),
            if absence.reason.is_empty() {
                String::new()
            } else {
                format!(" ({})", absence.reason)
            }
        );
        let leaves = "noting that the mentor is back, or a later day";
        let finding = Finding::new(absence.person, Severity::Info, why, leaves)
            .clock(until, days)
            .limit(0)
            .people(vec![look.someone(absence.person, "mentor")]);
        Some(finding)
    });
    returning.collect()
}

/// A mentor's last evaluation, or joining, is more than a year ago (P2, IDS).
pub(super) fn evaluation_due(look: &Look) -> Vec<Finding> {
    let limit = look.number(Key::EvaluationDays);
    let due = look.scheme.all::<Mentor>().filter_map(|mentor| {
        let status = look.scheme.state_on(Subject::Person, mentor.id.0, look.on);
        if !matches!(status, Some(Status::Approved | Status::Active | Status::Paused)) {
            return None;
        }
        let evaluated = mentor.evaluated_on.filter(|day| *day <= look.on);
        let joined = || {
            let joined = look
                .scheme
                .get::<crate::domain::records::Person>(mentor.id)
                .and_then(|person| person.joined);
            let phases = look.scheme.phases(Subject::Person, mentor.id.0);
            joined.or_else(|| phases.map(|phase| phase.since).min())
        };
        let since = evaluated.or_else(joined)?;
        let days = look.days_since(since);
        if days <= limit {
            return None;
        }
        let what = if evaluated.is_some() { "was last evaluated" } else { "joined" };
        let why = format!(
            "{} {what} on {}, {} ago; the limit is {limit}",
            look.scheme.name(mentor.id),
            look.day(since),
            count(days)
        );
        let finding = Finding::new(mentor.id, Severity::Info, why, "the day of the evaluation")
            .clock(since, days)
            .limit(limit)
            .people(vec![look.someone(mentor.id, "mentor")]);
        Some(finding)
    });
    due.collect()
}

/// Open pairs by one of their people.
fn by_person<'a>(
    look: &Look<'a>,
    person: fn(&Pair) -> PersonId,
) -> BTreeMap<PersonId, Vec<&'a Pair>> {
    let mut pairs: BTreeMap<PersonId, Vec<&Pair>> = BTreeMap::new();
    for open in &look.pairs {
        pairs.entry(person(open.pair)).or_default().push(open.pair);
    }
    pairs
}

/// A person with more pairs than the rules allow.
fn many(
    look: &Look,
    id: PersonId,
    pairs: &[&Pair],
    settled: bool,
    why: String,
    leaves: &str,
    people: Vec<Someone>,
) -> Finding {
    let severity = if settled { Severity::Info } else { Severity::Amber };
    let newest = pairs.iter().map(|pair| pair.start).max().unwrap_or(look.on);
    Finding::new(id, severity, why, leaves).clock(newest, look.days_since(newest)).people(people)
}

/// Whether a rule was over-ruled with a reason that the coordinator typed. What a sheet brought
/// in, and what came about because a capacity was lowered, still waits for one (M3).
fn settled(overrides: &Overrides, rule: &str) -> bool {
    overrides.reason(rule).is_some_and(|reason| {
        let reason = reason.exact();
        reason != Overrides::AS_IN_SHEET && !reason.starts_with("capacity lowered")
    })
}

/// "; over-ruled: sabbatical cover" with every reason once.
fn reasons(pairs: &[&Pair], rule: &str) -> String {
    let mut reasons: Vec<_> = pairs
        .iter()
        .filter_map(|pair| pair.overrides.reason(rule))
        .map(ToString::to_string)
        .collect();
    reasons.sort_unstable();
    reasons.dedup();
    if reasons.is_empty() { String::new() } else { format!("; over-ruled: {}", reasons.join("; ")) }
}
