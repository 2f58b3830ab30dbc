//! What a pair agreed on (R2): how often and how long they meet, and who signed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Format, Frequency, Several};
use crate::domain::ids::PairId;
use crate::domain::tables::{Link, Linked};

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
        }
    }

    /// Whether both sides had signed by this day.
    pub fn is_signed(&self, on: NaiveDate) -> bool {
        let by = |day: Option<NaiveDate>| day.is_some_and(|day| day <= on);
        self.signed == Some(true) || (by(self.mentor_signed) && by(self.mentee_signed))
    }
}

impl Linked for Agreement {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}
