//! What a pair agreed on (R2): how often and how long they meet, and who signed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Fit, Format, Frequency, Several};
use crate::domain::field::{
    Field, choice_field, choices_field, day_field, number_field, text_field, yes_no_field,
};
use crate::domain::ids::PairId;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// The agreement of a pair (R2); its id is the pair's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// The pair.
    pub id: PairId,
    /// How often they meet; none while nothing was agreed.
    pub frequency: Option<Frequency>,
    /// Minutes of a meeting; none while nothing was agreed.
    pub minutes: Option<i64>,
    /// Formats of the meetings.
    pub formats: Several<Format>,
    /// Whether it was signed, where only that is known and not the day.
    pub signed: Option<bool>,
    /// Day on which the mentor signed.
    pub mentor_signed: Option<NaiveDate>,
    /// Day on which the mentee signed.
    pub mentee_signed: Option<NaiveDate>,
    /// What the pair wants to reach together.
    pub objective: Text,
    /// Ground rules and what each expects of the other.
    pub ground_rules: Text,
    /// How the mentor can support.
    pub support: Text,
    /// Activities and topics.
    pub activities: Text,
    /// Where they meet; face to face in a public place.
    pub venue: Text,
    /// On which days and times both can.
    pub availability: Text,
    /// How a cancellation is notified, and what then happens.
    pub cancellation: Text,
    /// Who writes agendas, and what is in them.
    pub agendas: Text,
    /// How confidentiality is handled.
    pub confidentiality: Text,
    /// Whether all consent to recordings; none while not agreed on.
    pub recording: Option<bool>,
    /// Contact between meetings.
    pub contact_between: Text,
    /// How the pair evaluates itself.
    pub evaluation: Text,
    /// What happens if it ends early.
    pub early_end: Text,
    /// Day on which the mentee shared an action plan.
    pub plan_shared: Option<NaiveDate>,
    /// Day of the initial conversation (R6).
    pub first_talk: Option<NaiveDate>,
    /// How the mentor saw the match after it (R6).
    pub mentor_fit: Option<Fit>,
    /// How the mentee saw the match after it (R6).
    pub mentee_fit: Option<Fit>,
}

impl Agreement {
    /// An agreement on nothing yet.
    pub fn blank(id: PairId) -> Self {
        Self {
            id,
            frequency: None,
            minutes: None,
            formats: Several::default(),
            signed: None,
            mentor_signed: None,
            mentee_signed: None,
            objective: Text::default(),
            ground_rules: Text::default(),
            support: Text::default(),
            activities: Text::default(),
            venue: Text::default(),
            availability: Text::default(),
            cancellation: Text::default(),
            agendas: Text::default(),
            confidentiality: Text::default(),
            recording: None,
            contact_between: Text::default(),
            evaluation: Text::default(),
            early_end: Text::default(),
            plan_shared: None,
            first_talk: None,
            mentor_fit: None,
            mentee_fit: None,
        }
    }

    /// Whether both sides had signed by this day.
    pub fn is_signed(&self, on: NaiveDate) -> bool {
        self.signatures(on) == (true, true)
    }

    /// Whether the mentor and the mentee had signed by this day.
    pub fn signatures(&self, on: NaiveDate) -> (bool, bool) {
        let by =
            |day: Option<NaiveDate>| self.signed == Some(true) || day.is_some_and(|day| day <= on);
        (by(self.mentor_signed), by(self.mentee_signed))
    }

    /// The clauses that are not agreed on, by their labels (R2).
    pub fn missing(&self) -> Vec<&'static str> {
        clauses().filter(|field| (field.get)(self).is_empty()).map(|field| field.label).collect()
    }
}

/// Every field of an agreement in the order of its form; those of [`clauses`] make it complete.
pub const FIELDS: &[Field<Agreement>] = &[
    choice_field!("frequency", "How often", Frequency, frequency),
    number_field!("minutes", "Minutes", 1..=600, minutes),
    choices_field!("formats", "How they meet", Format, formats),
    text_field!("objective", "Objective", objective),
    text_field!("support", "Mentor's support", support),
    text_field!("activities", "Activities and topics", activities),
    text_field!("ground_rules", "Ground rules", ground_rules),
    text_field!("venue", "Venue", venue),
    text_field!("availability", "Availability", availability),
    text_field!("cancellation", "If one cancels", cancellation),
    text_field!("agendas", "Agendas", agendas),
    text_field!("confidentiality", "Confidentiality", confidentiality),
    yes_no_field!("recording", "Recording agreed", recording),
    text_field!("contact_between", "Between meetings", contact_between),
    text_field!("evaluation", "Own evaluation", evaluation),
    text_field!("early_end", "If it ends early", early_end),
    day_field!("plan_shared", "Action plan shared", plan_shared),
    day_field!("mentor_signed", "Mentor signed", mentor_signed),
    day_field!("mentee_signed", "Mentee signed", mentee_signed),
    day_field!("first_talk", "First conversation", first_talk),
    choice_field!("mentor_fit", "Fit, says the mentor", Fit, mentor_fit),
    choice_field!("mentee_fit", "Fit, says the mentee", Fit, mentee_fit),
];

/// The fields that are no clause: signatures, and what came of the first conversation.
const NO_CLAUSES: &[&str] =
    &["plan_shared", "mentor_signed", "mentee_signed", "first_talk", "mentor_fit", "mentee_fit"];

/// The clauses of an agreement (R2): the fields that must not stay empty.
pub fn clauses() -> impl Iterator<Item = &'static Field<Agreement>> {
    FIELDS.iter().filter(|field| !NO_CLAUSES.contains(&field.id))
}

impl Linked for Agreement {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}
