//! Figures of relationships: how often and how long pairs meet, whether they keep their agreement, and their reviews.

use crate::domain::codes::{MeetingStatus, PairKind};
use crate::domain::figures::value::{real, size};
use crate::domain::figures::{Figure, Good, PairFacts, Section, Target, Unit, Value, View};
use crate::domain::records::{Agreement, Meeting, Review};
use crate::domain::settings::Key;
use crate::domain::tables::Link;

/// Meetings from which on a pair counts as engaged (Mentor Collective).
const ENGAGED: usize = 3;

/// Days after which a pair should have a signed agreement (IDS, One Step Beyond).
const SIGNED_AFTER: i64 = 30;

/// The figures of this section.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "meeting-frequency",
        section: Section::Relationships,
        name: "Meeting frequency",
        definition: "Meetings held in the period for each month in which a pair was active or \
                     winding down. Time on hold does not count.",
        unit: Unit::PerPairMonth,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let held = held(view);
            let ids = held.iter().map(|meeting| meeting.id.into()).collect();
            Value::part(size(held.len()), view.pair_months()).of(ids)
        },
    },
    Figure {
        id: "meeting-completion",
        section: Section::Relationships,
        name: "Meeting completion",
        definition: "Meetings held, of those held, cancelled, postponed or missed, dated in the \
                     period.",
        unit: Unit::Share,
        good: Good::Higher,
        target: Some(Target { least: Some(0.8), most: None }),
        dated: true,
        compute: |view| {
            let is_held = |meeting: &&Meeting| meeting.status == MeetingStatus::Held;
            let settled: Vec<_> = view
                .meetings()
                .filter(|meeting| is_held(meeting) || meeting.was_missed())
                .collect();
            Value::share(&settled, |meeting| meeting.id.into(), is_held)
        },
    },
    Figure {
        id: "on-cadence-pairs",
        section: Section::Relationships,
        name: "On-cadence pairs",
        definition: "Open pairs whose last meeting is no longer ago than {stale-percent} % of the \
                     agreed interval, of those older than one interval, on the as-of day. Time on \
                     hold does not count; pairs that agreed on none count with {default-interval} \
                     days; one-off pairs are left out.",
        unit: Unit::Share,
        good: Good::Higher,
        target: Some(Target { least: Some(0.75), most: None }),
        dated: true,
        compute: on_cadence,
    },
    Figure {
        id: "hours-delivered",
        section: Section::Relationships,
        name: "Hours delivered",
        definition: "Length of the meetings held in the period. Where it is not known, the agreed \
                     length counts, else {default-minutes} minutes.",
        unit: Unit::Hours,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let held = held(view).into_iter().map(|meeting| meeting.id.into()).collect();
            Value::amount(hours_delivered(view), held)
        },
    },
    Figure {
        id: "hours-per-pair-month",
        section: Section::Relationships,
        name: "Hours per pair-month",
        definition: "Hours delivered for each month in which a pair was active or winding down; \
                     the commitment is {commitment-minutes} minutes.",
        unit: Unit::PerPairMonth,
        good: Good::Higher,
        target: Some(Target { least: Some(1.0), most: None }),
        dated: true,
        compute: |view| {
            let held = held(view).into_iter().map(|meeting| meeting.id.into()).collect();
            Value::part(hours_delivered(view), view.pair_months()).of(held)
        },
    },
    Figure {
        id: "engaged-pairs",
        section: Section::Relationships,
        name: "Engaged pairs",
        definition: "Pairs with at least 3 meetings held by the as-of day, of the pairs served.",
        unit: Unit::Share,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let engaged = |facts: &PairFacts<'_>| {
                let meetings = view.scheme.linked::<Meeting>(Link::MeetingsOfPair, facts.pair.id);
                meetings.filter(|meeting| meeting.held_by(view.as_of)).count() >= ENGAGED
            };
            Value::share(&view.served(), |facts| facts.pair.id.into(), engaged)
        },
    },
    Figure {
        id: "agreement-coverage",
        section: Section::Relationships,
        name: "Agreement coverage",
        definition: "Open pairs with the signatures of both, of those older than 30 days, on the \
                     as-of day; one-off pairs are left out.",
        unit: Unit::Share,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let mut older = lasting(view);
            older.retain(|facts| (view.as_of - facts.began).num_days() > SIGNED_AFTER);
            let signed = |facts: &PairFacts<'_>| {
                let agreement = view.scheme.get::<Agreement>(facts.pair.id);
                agreement.is_some_and(|agreement| agreement.is_signed(view.as_of))
            };
            Value::share(&older, |facts| facts.pair.id.into(), signed)
        },
    },
    Figure {
        id: "reviews-on-time",
        section: Section::Relationships,
        name: "Reviews on time",
        definition: "Reviews held no later than {review-grace-days} days after their day, of those \
                     due in the period. Reviews that were called off are left out.",
        unit: Unit::Share,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: reviews_on_time,
    },
];

/// Meetings held in the period.
pub(super) fn held<'a>(view: &View<'a>) -> Vec<&'a Meeting> {
    view.meetings().filter(|meeting| meeting.status == MeetingStatus::Held).collect()
}

/// Hours of the meetings held in the period; one of unknown length counts as long as agreed.
pub(super) fn hours_delivered(view: &View<'_>) -> f64 {
    let minutes = held(view).into_iter().map(|meeting| view.minutes(meeting));
    real(minutes.sum()) / 60.0
}

/// Open pairs that are more than one meeting.
fn lasting<'a>(view: &View<'a>) -> Vec<PairFacts<'a>> {
    let mut open = view.open();
    open.retain(|facts| facts.pair.kind != PairKind::OneOff);
    open
}

fn on_cadence(view: &View<'_>) -> Value {
    let limit = view.limit(Key::StalePercent);
    let mut older = lasting(view);
    older.retain(|facts| {
        let hold = view.scheme.days_on_hold(facts.pair.id, facts.began, view.as_of);
        let age = (view.as_of - facts.began).num_days() - hold;
        age > view.scheme.interval(facts.pair.id)
    });
    let keeps = |facts: &PairFacts<'_>| {
        let met = view.scheme.met(facts.pair, view.as_of);
        met.last_held.is_some() && !met.is_stale(limit)
    };
    Value::share(&older, |facts| facts.pair.id.into(), keeps)
}

fn reviews_on_time(view: &View<'_>) -> Value {
    let grace = view.limit(Key::ReviewGraceDays);
    let is_held = |review: &Review| review.held.is_some_and(|day| day <= view.as_of);
    let called_off =
        |review: &Review| !is_held(review) && review.cancelled.is_some_and(|day| day <= view.as_of);
    let due: Vec<&Review> =
        view.reviews().filter(|review| view.covers(review.due) && !called_off(review)).collect();
    let on_time = |review: &&Review| {
        is_held(review) && review.held.is_some_and(|day| (day - review.due).num_days() <= grace)
    };
    Value::share(&due, |review| review.id.into(), on_time)
}
