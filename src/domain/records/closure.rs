//! The end of a pair: who ended it, why, and which closing steps are still open (V3).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{CloseReason, GoalsMet, Party, Several};
use crate::domain::ids::PairId;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// How a pair ended (V3); its id is the pair's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closure {
    /// The pair.
    pub id: PairId,
    /// Last day of the pair.
    pub day: NaiveDate,
    /// Who ended it; none while unknown.
    pub initiated_by: Option<Party>,
    /// Why; more than one reason is allowed.
    pub reasons: Several<CloseReason>,
    /// How far the goals were met; none while open.
    pub goals: Option<GoalsMet>,
    /// Day on which the mentor's evaluation came; none while open.
    pub mentor_evaluated: Option<NaiveDate>,
    /// Day on which the mentee's evaluation came; none while open.
    pub mentee_evaluated: Option<NaiveDate>,
    /// Whether successes were celebrated; none while open.
    pub celebrated: Option<bool>,
    /// Where the two were pointed to, if anywhere.
    pub signposted: Text,
    /// Whether the two stay in contact; none while unknown.
    pub contact_after: Option<bool>,
    /// Whether the mentor wants another match; none while unknown.
    pub mentor_rematch: Option<bool>,
    /// Whether the mentee wants another match; none while unknown.
    pub mentee_rematch: Option<bool>,
    /// Whether these two may be paired again; `false` raises the hard rule `never-again`.
    pub may_pair_again: Option<bool>,
    /// Day on which the coordinator debriefed with them; none while open.
    pub debriefed: Option<NaiveDate>,
    /// Day on which the coordinator let the open steps rest (rule `closing-open`).
    pub steps_waived: Option<NaiveDate>,
}

impl Closure {
    /// A closure on a day, with every step open.
    pub fn on(id: PairId, day: NaiveDate) -> Self {
        Self {
            id,
            day,
            initiated_by: None,
            reasons: Several::default(),
            goals: None,
            mentor_evaluated: None,
            mentee_evaluated: None,
            celebrated: None,
            signposted: Text::default(),
            contact_after: None,
            mentor_rematch: None,
            mentee_rematch: None,
            may_pair_again: None,
            debriefed: None,
            steps_waived: None,
        }
    }

    /// The closing steps that are open on a day, in words (V3, rule `closing-open`).
    pub fn open_steps(&self, on: NaiveDate) -> Vec<&'static str> {
        if self.steps_waived.is_some_and(|day| day <= on) {
            return Vec::new();
        }
        let missing = |day: Option<NaiveDate>| day.is_none_or(|day| day > on);
        [
            (self.reasons.0.is_empty(), "reason"),
            (self.goals.is_none(), "goals met"),
            (missing(self.mentor_evaluated), "mentor's evaluation"),
            (missing(self.mentee_evaluated), "mentee's evaluation"),
            (missing(self.debriefed), "debrief"),
        ]
        .into_iter()
        .filter_map(|(open, step)| open.then_some(step))
        .collect()
    }
}

impl Linked for Closure {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}
