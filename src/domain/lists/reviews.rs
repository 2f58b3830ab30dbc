//! The list of reviews: those that wait by their day, then those held or called off, newest first.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::codes::Code;
use crate::domain::ids::AnyId;
use crate::domain::lists::{Cell, Column, View};
use crate::domain::records::{Pair, Review};
use crate::domain::scheme::Scheme;
use crate::text::days;

/// Reviews that wait, the most overdue first, then the others.
pub(super) fn rows(scheme: &Scheme, on: NaiveDate) -> Vec<AnyId> {
    let mut reviews: Vec<_> = scheme.all::<Review>().collect();
    reviews.sort_by_key(|review| {
        let open = review.is_open(on);
        let due = if open { review.due } else { NaiveDate::MAX };
        (!open, due, Reverse(review.held.or(review.cancelled)), review.id)
    });
    reviews.into_iter().map(|review| review.id.into()).collect()
}

/// Every column of the list.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", "Id", |view| Cell::Id(view.id)),
    Column::new("due", "Due", |view| view.of(|review: &Review| review.due)).narrow(8, 8),
    Column::new("mentee", "Mentee", |view| pair(view).map(|pair| view.name(pair.mentee)).into())
        .narrow(10, 18),
    Column::new("mentor", "Mentor", |view| pair(view).map(|pair| view.name(pair.mentor)).into())
        .narrow(10, 18),
    Column::new("kind", "Kind", kind).narrow(11, 11),
    Column::new("state", "State", state).narrow(12, 14),
    Column::new("outcome", "Outcome", |view| Cell::code(held(view).and_then(|r| r.outcome)))
        .wide(8, 21),
    Column::new("held", "Held", |view| held(view).and_then(|review| review.held).into()).wide(8, 8),
    Column::new("cancelled", "Called off", |view| {
        review(view).and_then(|r| r.cancelled).filter(|day| *day <= view.on).into()
    }),
    Column::new("mentor_fit", "Mentor's fit", |view| {
        Cell::code(held(view).and_then(|r| r.mentor_fit))
    }),
    Column::new("mentee_fit", "Mentee's fit", |view| {
        Cell::code(held(view).and_then(|r| r.mentee_fit))
    }),
    Column::new("mentor_score", "Mentor's score", |view| {
        held(view).and_then(|review| review.mentor_score).into()
    })
    .right(),
    Column::new("mentee_score", "Mentee's score", |view| {
        held(view).and_then(|review| review.mentee_score).into()
    })
    .right(),
    Column::new("goals_met", "Goals met", |view| Cell::code(held(view).and_then(|r| r.goals))),
    Column::new("new_end", "New end", |view| held(view).and_then(|r| r.new_end).into()),
    Column::new("pair", "Pair", |view| Cell::id(review(view).map(|review| review.pair))),
    Column::new("mentee_id", "Mentee's id", |view| Cell::id(pair(view).map(|pair| pair.mentee))),
    Column::new("mentor_id", "Mentor's id", |view| Cell::id(pair(view).map(|pair| pair.mentor))),
];

fn review<'a>(view: &View<'a>) -> Option<&'a Review> {
    view.record::<Review>()
}

/// The review, if it was held by the day: what it found is not known before.
fn held<'a>(view: &View<'a>) -> Option<&'a Review> {
    review(view).filter(|review| review.held.is_some_and(|day| day <= view.on))
}

fn pair<'a>(view: &View<'a>) -> Option<&'a Pair> {
    review(view).and_then(|review| view.pair(review.pair))
}

/// The kind in one or two words: "check-in" for the first check-in.
fn kind(view: &View<'_>) -> Cell {
    let Some(review) = review(view) else { return Cell::Empty };
    let label = review.kind.label();
    Cell::Code(review.kind.code(), label.strip_prefix("first ").unwrap_or(label))
}

/// "in 5 days", "3 weeks late", "held", "called off".
fn state(view: &View<'_>) -> Cell {
    let Some(review) = review(view) else { return Cell::Empty };
    if held(view).is_some() {
        "held".into()
    } else if review.is_open(view.on) {
        let due = days::due(review.due, view.on);
        due.strip_prefix("due ").filter(|_| review.due > view.on).unwrap_or(&due).into()
    } else {
        "called off".into()
    }
}
