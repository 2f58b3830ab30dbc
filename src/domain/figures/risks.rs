//! Figures of risks: agreements of line managers and training that are missing, and how many concerns there are.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::figures::value::size;
use crate::domain::figures::{Figure, Good, Section, Unit, Value, View};
use crate::domain::ids::PersonId;
use crate::domain::records::{Concern, Mentor};
use crate::domain::settings::Key;

/// The figures of this section.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "lm-agreement-coverage",
        section: Section::Risks,
        name: "LM agreement coverage",
        definition: "Mentees in open pairs whose line manager has agreed, of all mentees in open \
                     pairs, on the as-of day; none where the scheme does not ask for it.",
        unit: Unit::Share,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let asked = view.scheme.settings().is_on(Key::ManagerAgreement);
            let mentees: BTreeSet<PersonId> =
                view.open().iter().map(|facts| facts.pair.mentee).collect();
            let mentees: Vec<_> = mentees.into_iter().filter(|_| asked).collect();
            Value::share(&mentees, |id| (*id).into(), |id| manager_agreed(view, *id))
        },
    },
    Figure {
        id: "mentor-training-coverage",
        section: Section::Risks,
        name: "Mentor training coverage",
        definition: "Mentors who are trained, of all mentors who take part (approved or active), \
                     on the as-of day.",
        unit: Unit::Share,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let mentors: Vec<&Mentor> =
                view.participants.iter().filter_map(|one| one.mentor).collect();
            Value::share(&mentors, |one| one.id.into(), |one| one.is_trained(view.as_of))
        },
    },
    Figure {
        id: "concerns-raised",
        section: Section::Risks,
        name: "Concerns raised",
        definition: "Concerns that were raised in the period.",
        unit: Unit::Count,
        good: Good::Neither,
        target: None,
        dated: true,
        compute: |view| concerns(view, |one| view.covers(one.day)),
    },
    Figure {
        id: "concerns-closed",
        section: Section::Risks,
        name: "Concerns closed",
        definition: "Concerns that were closed in the period.",
        unit: Unit::Count,
        good: Good::Neither,
        target: None,
        dated: true,
        compute: |view| concerns(view, |one| one.closed.is_some_and(|day| view.covers(day))),
    },
    Figure {
        id: "concerns-open",
        section: Section::Risks,
        name: "Concerns open",
        definition: "Concerns that were open on the as-of day.",
        unit: Unit::Count,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| concerns(view, |one| one.is_open(view.as_of)),
    },
    Figure {
        id: "concerns-open-long",
        section: Section::Risks,
        name: "Concerns open long",
        definition: "Concerns that were open on the as-of day and had been raised more than 14 \
                     days before.",
        unit: Unit::Count,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| {
            let long = |day: NaiveDate| (view.as_of - day).num_days() > LONG_OPEN;
            concerns(view, |one| one.is_open(view.as_of) && long(one.day))
        },
    },
];

/// Days after which an open concern has been open for long (reference, section 3).
const LONG_OPEN: i64 = 14;

/// How many concerns, and nothing that leads to one (V5).
fn concerns(view: &View<'_>, which: impl Fn(&Concern) -> bool) -> Value {
    let dated = |one: &&Concern| one.day <= view.as_of;
    let count = view.scheme.all::<Concern>().filter(dated).filter(|one| which(one)).count();
    Value::amount(size(count), Vec::new())
}

/// Whether the line manager of a person had agreed by the as-of day.
fn manager_agreed(view: &View<'_>, person: PersonId) -> bool {
    view.scheme.line(person, view.as_of).is_some_and(|line| match line.agreed_on {
        Some(day) => day <= view.as_of,
        None => line.agreed == Some(true),
    })
}
