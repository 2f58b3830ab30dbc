//! What is kept of a person as a mentee, and whom they would like or rather avoid (P3).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Format, PreferenceKind, Several};
use crate::domain::field::{Field, choices_field, day_field, text_field, yes_no_field};
use crate::domain::ids::{PersonId, PreferenceId};
use crate::domain::profile::{Profile, TOPICS_WANTED};
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A person as mentee (P3); its id is the person's. Topics wanted are in person topics.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mentee {
    /// The person.
    pub id: PersonId,
    /// Goals, in the mentee's words.
    pub goals: Text,
    /// Whether this is the first time as a mentee; none while unknown.
    pub first_time: Option<bool>,
    /// Whether the mentee is a student; none while unknown.
    pub student: Option<bool>,
    /// Formats in which the mentee meets.
    pub formats: Several<Format>,
    /// Days and times, as told.
    pub availability: Text,
    /// Whether there is an action plan or PDP; none while unknown.
    pub plan: Option<bool>,
    /// Day of the induction.
    pub induction_on: Option<NaiveDate>,
}

impl Mentee {
    /// A mentee of whom nothing else is known.
    pub fn new(id: PersonId) -> Self {
        Self {
            id,
            goals: Text::default(),
            first_time: None,
            student: None,
            formats: Several::default(),
            availability: Text::default(),
            plan: None,
            induction_on: None,
        }
    }
}

impl Linked for Mentee {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}

/// The fields of a person as mentee.
pub const FIELDS: &[Field<Profile>] = &[
    TOPICS_WANTED,
    text_field!(
        long "goals",
        "Goals",
        mentee.goals
    ),
    yes_no_field!("first_time", "First time as mentee", mentee.first_time),
    yes_no_field!("student", "Student", mentee.student),
    yes_no_field!("plan", "Action plan", mentee.plan),
    day_field!("induction_on", "Induction as mentee", mentee.induction_on),
    choices_field!("mentee_formats", "Meets by, as mentee", Format, mentee.formats),
    text_field!("mentee_availability", "Availability as mentee", mentee.availability),
];

/// A wish about another person: preferred as mentor, or to be avoided (P3; avoid counts for
/// either side, rule `avoid` of M2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preference {
    /// Primary key.
    pub id: PreferenceId,
    /// Whose wish it is.
    pub person: PersonId,
    /// The other person, if in the scheme.
    pub other: Option<PersonId>,
    /// The other person's name as told, if not in the scheme.
    pub other_name: Text,
    /// What is wished.
    pub kind: PreferenceKind,
}

impl Linked for Preference {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::PreferencesOfPerson, self.person.0);
    }
}
