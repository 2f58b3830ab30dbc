//! Figures of outcomes: satisfaction, goals and success stories.

use crate::domain::codes::GoalsMet;
use crate::domain::figures::value::{real, size};
use crate::domain::figures::{Figure, Good, PairFacts, Section, Target, Unit, Value, View};
use crate::domain::ids::AnyId;

/// The figures of this section.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "satisfaction",
        section: Section::Outcomes,
        name: "Satisfaction",
        definition: "Scores from 1 to 5 that mentors and mentees gave in reviews held in the \
                     period: the mean.",
        unit: Unit::Score,
        good: Good::Higher,
        target: Some(Target { least: Some(4.0), most: None }),
        dated: true,
        compute: |view| {
            Value::mean(scores(view).into_iter().map(|(id, score)| (id, real(score))).collect())
        },
    },
    Figure {
        id: "satisfaction-response-rate",
        section: Section::Outcomes,
        name: "Satisfaction response rate",
        definition: "Scores given, of those asked for: two for each review held in the period.",
        unit: Unit::Share,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let reviews = view.reviews_held();
            let given = scores(view);
            let part = Value::part(size(given.len()), size(reviews.len() * 2));
            let out_of = reviews.iter().map(|review| review.id.into()).collect();
            Value { out_of, ..part.of(given.into_iter().map(|(id, _)| id).collect()) }
        },
    },
    Figure {
        id: "goals-met",
        section: Section::Outcomes,
        name: "Goals met",
        definition: "Pairs that met their goals fully or mostly, of those that ended in the period \
                     and told.",
        unit: Unit::Share,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let mut told = view.ended();
            told.retain(|facts| goals(facts).is_some());
            let met = |facts: &PairFacts<'_>| {
                matches!(goals(facts), Some(GoalsMet::Fully | GoalsMet::Mostly))
            };
            Value::share(&told, |facts| facts.pair.id.into(), met)
        },
    },
    Figure {
        id: "success-stories",
        section: Section::Outcomes,
        name: "Success stories",
        definition: "Success stories told in the period that may be shared.",
        unit: Unit::Count,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let told = view.shared_stories();
            Value::count(told.into_iter().map(|story| story.id.into()).collect())
        },
    },
];

fn goals(facts: &PairFacts<'_>) -> Option<GoalsMet> {
    facts.closure.and_then(|closure| closure.goals)
}

/// Each score given in the period with its review.
fn scores(view: &View<'_>) -> Vec<(AnyId, i64)> {
    let of = |score: Option<i64>, id| score.map(|score| (AnyId::from(id), score));
    let reviews = view.reviews_held().into_iter();
    reviews
        .flat_map(|review| [of(review.mentor_score, review.id), of(review.mentee_score, review.id)])
        .flatten()
        .collect()
}
