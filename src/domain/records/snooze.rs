//! A snoozed item of Today: out of sight until a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::SnoozeId;
use crate::domain::tables::{Link, Linked};

/// An item of Today that is left out until a day; it never resets an age (Q2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snooze {
    /// Primary key.
    pub id: SnoozeId,
    /// Section of Today (`requests`, `pairs`, ...).
    pub section: String,
    /// The subject as its id is shown (`R42`); empty for items of the whole scheme.
    pub subject: String,
    /// Day on which it was snoozed.
    pub since: NaiveDate,
    /// First day on which it is shown again.
    pub until: NaiveDate,
}

impl Snooze {
    /// Whether it hides its item on this day.
    pub fn hides(&self, on: NaiveDate) -> bool {
        self.since <= on && on < self.until
    }
}

impl Linked for Snooze {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}
