//! Places of a mentor: capacity, and which pairs take one.

use chrono::NaiveDate;

use crate::domain::codes::{Status, Subject};
use crate::domain::ids::PersonId;
use crate::domain::records::{Mentor, Pair};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

/// Whether a pair takes a place on a day: provisional, active, on hold or winding down then. A
/// pair that starts only later takes its place already, so that nobody else is promised it.
pub fn holds_place(scheme: &Scheme, pair: &Pair, on: NaiveDate) -> bool {
    let status = scheme.state_on(Subject::Pair, pair.id.0, on).or_else(|| {
        let last =
            scheme.phases(Subject::Pair, pair.id.0).max_by_key(|phase| (phase.since, phase.id));
        last.map(|phase| phase.status)
    });
    status.is_some_and(|status| status != Status::Closed)
}

/// How many places of a mentor are taken on a day.
pub fn places_taken(scheme: &Scheme, mentor: PersonId, on: NaiveDate) -> i64 {
    let pairs = scheme.linked::<Pair>(Link::PairsOfMentor, mentor);
    pairs.filter(|pair| holds_place(scheme, pair, on)).map(|_| 1).sum()
}

/// How many places of a mentor are free on a day; below zero where more pairs stand than the
/// mentor has places, 0 for somebody who is no mentor.
pub fn free_places(scheme: &Scheme, mentor: PersonId, on: NaiveDate) -> i64 {
    let capacity = scheme.get::<Mentor>(mentor).map_or(0, |mentor| mentor.capacity);
    capacity - places_taken(scheme, mentor, on)
}
