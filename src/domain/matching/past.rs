//! What a mentor has done so far: mentees before, the time without one, and how soon offers were answered.

use chrono::NaiveDate;

use crate::domain::codes::{Answer, Status, Subject};
use crate::domain::ids::PersonId;
use crate::domain::matching::places::places_taken;
use crate::domain::records::{Closure, Mentor, Offer, Pair};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

/// What is known of a mentor's experience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Experience {
    /// So many pairs in this scheme, 1 or more.
    Pairs(i64),
    /// The mentor says not to be new to it.
    NotNew,
    /// The mentor told of it in words.
    Told,
    /// The first time as a mentor.
    FirstTime,
    /// Nothing is known.
    Unknown,
}

/// How long a mentor has been without a mentee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Not at all: so many now.
    Mentees(i64),
    /// Since this day.
    Since(NaiveDate),
    /// Never had one.
    Never,
}

/// How soon a mentor usually answers: half of the past offers were answered within it. One that
/// went elsewhere or lapsed without an answer counts as longer than any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answers {
    /// Within so many days.
    Within(i64),
    /// So many of so many offers were left unanswered.
    Left(usize, usize),
    /// No offer was answered yet.
    None,
}

/// What is known of a mentor's experience on a day.
pub(super) fn experience(scheme: &Scheme, mentor: &Mentor, on: NaiveDate) -> Experience {
    let pairs = scheme.linked::<Pair>(Link::PairsOfMentor, mentor.id);
    let begun: i64 = pairs.filter(|pair| pair.start <= on).map(|_| 1).sum();
    match mentor.first_time {
        _ if begun > 0 => Experience::Pairs(begun),
        Some(false) => Experience::NotNew,
        Some(true) => Experience::FirstTime,
        None if !mentor.experience.is_empty() => Experience::Told,
        None => Experience::Unknown,
    }
}

/// How long a mentor has been without a mentee on a day.
pub(super) fn rest(scheme: &Scheme, mentor: PersonId, on: NaiveDate) -> Rest {
    let taken = places_taken(scheme, mentor, on);
    if taken > 0 {
        return Rest::Mentees(taken);
    }
    let pairs = scheme.linked::<Pair>(Link::PairsOfMentor, mentor);
    let ends = pairs.filter_map(|pair| {
        let phase = scheme.phase_on(Subject::Pair, pair.id.0, on)?;
        let closed = scheme.get::<Closure>(pair.id).map_or(phase.since, |closure| closure.day);
        (phase.status == Status::Closed).then_some(closed)
    });
    ends.filter(|end| *end <= on).max().map_or(Rest::Never, Rest::Since)
}

/// The start of a mentor's newest pair, on the day or before.
pub(super) fn last_start(scheme: &Scheme, mentor: PersonId, on: NaiveDate) -> Option<NaiveDate> {
    let pairs = scheme.linked::<Pair>(Link::PairsOfMentor, mentor);
    pairs.map(|pair| pair.start).filter(|start| *start <= on).max()
}

/// How soon a mentor usually answered by a day.
pub(super) fn answers(scheme: &Scheme, mentor: PersonId, on: NaiveDate) -> Answers {
    let mut times: Vec<Option<i64>> = scheme
        .linked::<Offer>(Link::OffersOfMentor, mentor)
        .filter_map(|offer| match (offer.answer_on(on)?, offer.answered) {
            (Answer::Accepted | Answer::Declined, Some(day)) => {
                Some(Some((day - offer.sent).num_days()))
            }
            (Answer::Reassigned | Answer::Lapsed, _) => Some(None),
            _ => None,
        })
        .collect();
    times.sort_by_key(|time| time.unwrap_or(i64::MAX));
    match times.get(times.len() / 2) {
        None => Answers::None,
        Some(Some(days)) => Answers::Within(*days),
        Some(None) => {
            let left = times.iter().filter(|time| time.is_none()).count();
            Answers::Left(left, times.len())
        }
    }
}
