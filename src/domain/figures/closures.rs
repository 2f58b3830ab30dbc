//! Figures of closures: how many pairs ended, how early, and after how long.

use crate::domain::codes::CloseReason;
use crate::domain::figures::value::{real, size};
use crate::domain::figures::{DAYS_OF_MONTH, Figure, Good, PairFacts, Section, Unit, Value, View};
use crate::domain::ids::AnyId;

/// The figures of this section.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "closure-rate",
        section: Section::Closures,
        name: "Closure rate",
        definition: "Pairs that ended in the period, of the pairs served.",
        unit: Unit::Share,
        good: Good::Neither,
        target: None,
        dated: true,
        compute: |view| {
            let id = |facts: &PairFacts<'_>| AnyId::from(facts.pair.id);
            let (ended, served) = (view.ended(), view.served());
            let part = Value::part(size(ended.len()), size(served.len()));
            let out_of = served.iter().map(id).collect();
            Value { out_of, ..part.of(ended.iter().map(id).collect()) }
        },
    },
    Figure {
        id: "early-closure-rate",
        section: Section::Closures,
        name: "Early-closure rate",
        definition: "Pairs that ended before the agreed end, but for those that had met their \
                     goals, of all pairs that ended in the period.",
        unit: Unit::Share,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| Value::share(&view.ended(), |facts| facts.pair.id.into(), ended_early),
    },
    Figure {
        id: "average-length",
        section: Section::Closures,
        name: "Average length",
        definition: "Months from start to end of the pairs that ended in the period: the mean.",
        unit: Unit::MeanMonths,
        good: Good::Neither,
        target: None,
        dated: true,
        compute: |view| Value::mean(lengths(view)),
    },
    Figure {
        id: "median-length",
        section: Section::Closures,
        name: "Median length",
        definition: "Months from start to end of the pairs that ended in the period: the median.",
        unit: Unit::MedianMonths,
        good: Good::Neither,
        target: None,
        dated: true,
        compute: |view| Value::median(lengths(view)),
    },
];

/// Whether a pair ended before its agreed end without having met its goals.
fn ended_early(facts: &PairFacts<'_>) -> bool {
    let before = facts.ended.zip(facts.pair.agreed_end).is_some_and(|(end, agreed)| end < agreed);
    let met = facts.closure.is_some_and(|closure| closure.reasons.has(CloseReason::GoalsMet));
    before && !met
}

/// Length of each pair that ended in the period, in months.
fn lengths(view: &View<'_>) -> Vec<(AnyId, f64)> {
    let ended = view.ended().into_iter().filter_map(|facts| {
        let days = (facts.ended? - facts.pair.start).num_days();
        Some((facts.pair.id.into(), real(days) / DAYS_OF_MONTH))
    });
    ended.collect()
}
