//! A meeting of a pair (R3): day, length, format and status. What was said has no place here.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Format, MeetingStatus, Party};
use crate::domain::ids::{MeetingId, PairId};
use crate::domain::tables::{Link, Linked};

/// A meeting (R3). There is no field for topics, notes or anything said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// Primary key, shown as `S5`.
    pub id: MeetingId,
    /// The pair.
    pub pair: PairId,
    /// Day on which it was held, is planned or was to be.
    pub day: NaiveDate,
    /// Length in minutes, 1 to 600; none while unknown.
    pub minutes: Option<i64>,
    /// How they met.
    pub format: Option<Format>,
    /// Planned, held or not.
    pub status: MeetingStatus,
    /// By whom it was cancelled, postponed or missed.
    pub by: Option<Party>,
    /// Whether an agenda was sent; none while unknown.
    pub agenda_sent: Option<bool>,
    /// Whether actions were recorded by the pair; none while unknown.
    pub actions_recorded: Option<bool>,
}

impl Meeting {
    /// Whether it counts as missed: cancelled, postponed or not shown up to (R5).
    pub fn was_missed(&self) -> bool {
        self.status.is_missed()
    }

    /// Whether it was held by this day.
    pub fn held_by(&self, on: NaiveDate) -> bool {
        self.status == MeetingStatus::Held && self.day <= on
    }
}

impl Linked for Meeting {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::MeetingsOfPair, self.pair.0);
    }
}
