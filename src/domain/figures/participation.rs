//! Figures of participation: pairs, who is matched, who waits, and how mentors are used.

use crate::domain::figures::value::{real, size};
use crate::domain::figures::{Figure, Good, Participant, Section, Target, Unit, Value};
use crate::domain::ids::AnyId;

/// The figures of this section.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "pairs-served",
        section: Section::Participation,
        name: "Pairs served",
        definition: "Pairs that began on or before the as-of day and had not ended before the \
                     first day of the period: pairs open at any time in the period.",
        unit: Unit::Count,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| pairs(view.served()),
    },
    Figure {
        id: "active-pairs",
        section: Section::Participation,
        name: "Active pairs",
        definition: "Pairs open on the as-of day, on hold and winding down included.",
        unit: Unit::Count,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| pairs(view.open()),
    },
    Figure {
        id: "new-pairs",
        section: Section::Participation,
        name: "New pairs",
        definition: "Pairs that began in the period.",
        unit: Unit::Count,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| pairs(view.begun()),
    },
    Figure {
        id: "match-rate",
        section: Section::Participation,
        name: "Match rate",
        definition: "Mentors and mentees with at least one open pair, of all who take part \
                     (approved or active), on the as-of day.",
        unit: Unit::Share,
        good: Good::Higher,
        target: Some(Target { least: Some(0.7), most: None }),
        dated: true,
        compute: |view| {
            let paired = |one: &Participant<'_>| view.paired.contains(&one.person.id);
            Value::share(&view.participants, |one| one.person.id.into(), paired)
        },
    },
    Figure {
        id: "unmatched-waiting",
        section: Section::Participation,
        name: "Unmatched waiting",
        definition: "Approved or active mentees without an open pair or an open request on the \
                     as-of day.",
        unit: Unit::Count,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| {
            let waiting = view.waiting_mentees();
            Value::count(waiting.iter().map(|(person, _)| person.id.into()).collect())
        },
    },
    Figure {
        id: "median-days-waiting",
        section: Section::Participation,
        name: "Median days waiting",
        definition: "Days that those mentees have waited on the as-of day, since they were \
                     approved or their last pair or request ended: the median.",
        unit: Unit::Days,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| {
            let waiting = view.waiting_mentees();
            let days = waiting.iter().map(|(person, days)| (person.id.into(), real(*days)));
            Value::median(days.collect())
        },
    },
    Figure {
        id: "mentor-utilisation",
        section: Section::Participation,
        name: "Mentor utilisation",
        definition: "Open pairs for each place of the mentors who take part, are trained and not \
                     hidden, on the as-of day. Places are kept only as they are today.",
        unit: Unit::Share,
        good: Good::Neither,
        target: Some(Target { least: Some(0.7), most: Some(0.8) }),
        dated: false,
        compute: |view| {
            let places = view.participants.iter().filter_map(|one| {
                let mentor = one.mentor.filter(|mentor| mentor.is_trained(view.as_of))?;
                (!view.is_hidden(mentor.id)).then_some(mentor.capacity)
            });
            let open = view.open();
            let part = Value::part(size(open.len()), real(places.sum()));
            part.of(pairs(open).counted)
        },
    },
    Figure {
        id: "mentor-balance",
        section: Section::Participation,
        name: "Mentor balance",
        definition: "Mentees for each mentor among those who take part, on the as-of day.",
        unit: Unit::Ratio,
        good: Good::Neither,
        target: None,
        dated: true,
        compute: |view| {
            let who = |test: fn(&Participant<'_>) -> bool| {
                let found = view.participants.iter().filter(|one| test(one));
                found.map(|one| AnyId::from(one.person.id)).collect::<Vec<_>>()
            };
            let (mentees, mentors) = (who(|one| one.is_mentee), who(|one| one.mentor.is_some()));
            let part = Value::part(size(mentees.len()), size(mentors.len()));
            Value { counted: mentees, out_of: mentors, ..part }
        },
    },
];

/// So many pairs.
fn pairs(pairs: Vec<super::PairFacts<'_>>) -> Value {
    Value::count(pairs.into_iter().map(|facts| facts.pair.id.into()).collect())
}
