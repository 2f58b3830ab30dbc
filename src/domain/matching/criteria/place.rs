//! The criteria of place: location, time zone and languages.

use crate::domain::matching::criteria::Both;
use crate::domain::matching::facts::{languages as told_languages, parts, same, shared};
use crate::domain::matching::zones::apart;
use crate::domain::records::Person;
use crate::text::days::plural;
use crate::text::{Text, fold};

/// What the same region or country is worth.
const REGION: i64 = 400;

pub(super) fn location(both: &Both) -> i64 {
    let (own, other) = (&both.mentor.side.location, &both.mentee.side.location);
    if own.is_empty() || other.is_empty() {
        0
    } else if own.first().zip(other.first()).is_some_and(|(own, other)| same(*own, *other)) {
        1000
    } else if shared(own, other) > 0 {
        REGION
    } else {
        0
    }
}

pub(super) fn why_location(both: &Both) -> String {
    let Some((mentor, mentee)) = people(both) else { return "location not known".to_owned() };
    let (own, other) = (&mentor.location, &mentee.location);
    if both.mentor.side.location.is_empty() || both.mentee.side.location.is_empty() {
        return "location not known".to_owned();
    }
    let shared = in_common(parts(own.exact()), parts(other.exact()));
    match (location(both), shared.first()) {
        (1.., Some(part)) => format!("both in {part}"),
        _ => format!("in {own} and {other}"),
    }
}

/// How far the clocks stand apart, in minutes; none where a zone is not known or not understood.
fn clocks(both: &Both) -> Option<i64> {
    let ((own, own_minutes), (other, other_minutes)) =
        (both.mentor.side.zone, both.mentee.side.zone);
    if same(own, other) {
        return Some(0);
    }
    Some(apart(own_minutes?, other_minutes?))
}

pub(super) fn zone(both: &Both) -> i64 {
    match clocks(both) {
        Some(0..=60) => 1000,
        Some(61..=180) => 500,
        Some(_) | None => 0,
    }
}

pub(super) fn why_zone(both: &Both) -> String {
    let known = both.mentor.side.zone.0 != 0 && both.mentee.side.zone.0 != 0;
    let Some((mentor, mentee)) = people(both).filter(|_| known) else {
        return "time zone not known".to_owned();
    };
    let (own, other) = (&mentor.time_zone, &mentee.time_zone);
    match clocks(both) {
        None => format!("time zones not comparable, {own} and {other}"),
        Some(0) if fold(own.exact()) == fold(other.exact()) => format!("same time zone, {own}"),
        Some(0) => format!("same time, {own} and {other}"),
        Some(minutes) if minutes % 60 == 0 => {
            format!("{} apart, {own} and {other}", plural(minutes / 60, "hour"))
        }
        Some(minutes) => {
            format!("{} h {} min apart, {own} and {other}", minutes / 60, minutes % 60)
        }
    }
}

pub(super) fn languages(both: &Both) -> i64 {
    let (own, other) = (&both.mentor.side.languages, &both.mentee.side.languages);
    let all = i64::try_from(other.len()).unwrap_or(i64::MAX).max(1);
    shared(other, own) * 1000 / all
}

pub(super) fn why_languages(both: &Both) -> String {
    let known = !both.mentor.side.languages.is_empty() && !both.mentee.side.languages.is_empty();
    let Some((mentor, mentee)) = people(both).filter(|_| known) else {
        return "languages not known".to_owned();
    };
    let (own, other) = (mentor.languages.exact(), mentee.languages.exact());
    let shared = in_common(told_languages(own), told_languages(other));
    if shared.is_empty() {
        "no language in common".to_owned()
    } else {
        format!("both speak {}", shared.join(", "))
    }
}

fn people<'a>(both: &Both<'a>) -> Option<(&'a Person, &'a Person)> {
    let scheme = &both.prepared.scheme;
    Some((scheme.get::<Person>(both.mentor.id)?, scheme.get::<Person>(both.mentee.id)?))
}

/// The parts that stand in both lists, as the mentor's has them, in its order.
pub(super) fn in_common<'a>(
    own: impl Iterator<Item = &'a str>,
    other: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let other: Vec<String> = other.map(fold).collect();
    let mut shared: Vec<String> = Vec::new();
    for part in own.filter(|part| other.contains(&fold(part))) {
        let shown = Text::new(part).to_string();
        if !shared.contains(&shown) && !shown.is_empty() {
            shared.push(shown);
        }
    }
    shared
}
