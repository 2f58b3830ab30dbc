//! What is kept of a person as a mentor (P2), and the times in which a mentor is hidden.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Format, RequestKind, Several};
use crate::domain::field::{
    Field, Kind, choices_field, day_field, digits, number_field, read_id, read_number, text_field,
    yes_no_field,
};
use crate::domain::ids::{AbsenceId, PersonId};
use crate::domain::profile::{Profile, TOPICS_OFFERED};
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A person as mentor (P2); its id is the person's. Topics offered are in person topics.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mentor {
    /// The person.
    pub id: PersonId,
    /// Most mentees at a time, 0 to 50; a first-time mentor starts with one.
    pub capacity: i64,
    /// Kinds of request accepted; none named means all.
    pub kinds: Several<RequestKind>,
    /// What the mentor cannot help with.
    pub cannot_help: Text,
    /// Experience as a mentor, as told.
    pub experience: Text,
    /// Whether this is the first time as a mentor; none while unknown.
    pub first_time: Option<bool>,
    /// Formats in which the mentor meets.
    pub formats: Several<Format>,
    /// Days and times, as told.
    pub availability: Text,
    /// Whether mentor training was attended; none while unknown.
    pub trained: Option<bool>,
    /// Day of the training, where known.
    pub trained_on: Option<NaiveDate>,
    /// The training as told ("online module", "Autumn 2025").
    pub training: Text,
    /// Day of the induction.
    pub induction_on: Option<NaiveDate>,
    /// Day on which the code of conduct was accepted.
    pub conduct_on: Option<NaiveDate>,
    /// Day of the last annual evaluation.
    pub evaluated_on: Option<NaiveDate>,
    /// Score of that evaluation, 1 to 5.
    pub evaluation_score: Option<i64>,
    /// The more experienced mentor who guides this one.
    pub guide: Option<PersonId>,
}

impl Mentor {
    /// A mentor with this capacity and nothing else known.
    pub fn with_capacity(id: PersonId, capacity: i64) -> Self {
        Self {
            id,
            capacity,
            kinds: Several::default(),
            cannot_help: Text::default(),
            experience: Text::default(),
            first_time: None,
            formats: Several::default(),
            availability: Text::default(),
            trained: None,
            trained_on: None,
            training: Text::default(),
            induction_on: None,
            conduct_on: None,
            evaluated_on: None,
            evaluation_score: None,
            guide: None,
        }
    }

    /// Whether the training is known to have been attended by this day (rule `training-missing`).
    pub fn is_trained(&self, on: NaiveDate) -> bool {
        match self.trained_on {
            Some(day) => day <= on,
            None => self.trained == Some(true),
        }
    }
}

impl Linked for Mentor {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}

/// The fields of a person as mentor.
pub const FIELDS: &[Field<Profile>] = &[
    Field {
        id: "capacity",
        label: "Capacity",
        kind: Kind::Number(0, 50),
        get: |profile| {
            if profile.is_mentor { digits(Some(profile.mentor.capacity)) } else { String::new() }
        },
        set: |profile, value| {
            if let Some(capacity) = read_number(value, 0, 50)? {
                profile.mentor.capacity = capacity;
            }
            Ok(())
        },
    },
    TOPICS_OFFERED,
    choices_field!("formats", "Meets by", Format, mentor.formats),
    text_field!("availability", "Availability", mentor.availability),
    text_field!(
        long "experience",
        "Experience",
        mentor.experience
    ),
    text_field!("cannot_help", "Cannot help with", mentor.cannot_help),
    choices_field!("kinds", "Takes requests for", RequestKind, mentor.kinds),
    yes_no_field!("mentor_first_time", "First time as mentor", mentor.first_time),
    yes_no_field!("trained", "Trained", mentor.trained),
    day_field!("trained_on", "Trained on", mentor.trained_on),
    text_field!("training", "Training", mentor.training),
    day_field!("mentor_induction_on", "Induction as mentor", mentor.induction_on),
    day_field!("conduct_on", "Code of conduct accepted", mentor.conduct_on),
    day_field!("evaluated_on", "Evaluated on", mentor.evaluated_on),
    number_field!("evaluation_score", "Evaluation", 1..=5, mentor.evaluation_score),
    Field {
        id: "guide",
        label: "Guided by",
        kind: Kind::Record("P"),
        get: |profile| profile.mentor.guide.map(|id| id.to_string()).unwrap_or_default(),
        set: |profile, value| {
            profile.mentor.guide = read_id(value, "P")?.map(|id| PersonId(id.number));
            Ok(())
        },
    },
];

/// A time in which a mentor is hidden and gets no offers (P2, rule `hidden`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Absence {
    /// Primary key.
    pub id: AbsenceId,
    /// The mentor.
    pub person: PersonId,
    /// First hidden day.
    pub since: NaiveDate,
    /// Last hidden day (back the day after); none while open.
    pub until: Option<NaiveDate>,
    /// Why, in words.
    pub reason: Text,
    /// Day on which the coordinator noted that the mentor is back; the absence ends that day.
    pub ended: Option<NaiveDate>,
}

impl Absence {
    /// Whether the mentor is hidden by it on this day, first and last day included.
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.since <= on
            && self.until.is_none_or(|until| on <= until)
            && self.ended.is_none_or(|ended| on < ended)
    }
}

impl Linked for Absence {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::AbsencesOfPerson, self.person.0);
    }
}
