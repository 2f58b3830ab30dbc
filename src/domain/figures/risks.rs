//! Figures of risks: agreements of line managers and training that are missing.

use std::collections::BTreeSet;

use crate::domain::figures::{Figure, Good, Section, Unit, Value, View};
use crate::domain::ids::PersonId;
use crate::domain::records::Mentor;
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
];

/// Whether the line manager of a person had agreed by the as-of day.
fn manager_agreed(view: &View<'_>, person: PersonId) -> bool {
    view.scheme.line(person, view.as_of).is_some_and(|line| match line.agreed_on {
        Some(day) => day <= view.as_of,
        None => line.agreed == Some(true),
    })
}
