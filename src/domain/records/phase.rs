//! A phase: the status of a person or a pair from a day on, so that the past stays what it was.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Status, Subject};
use crate::domain::ids::PhaseId;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// The status of a subject from a day on, until a later phase (P1, R1). Of two phases from the
/// same day the one with the higher id counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phase {
    /// Primary key.
    pub id: PhaseId,
    /// A person or a pair.
    pub subject: Subject,
    /// Its primary key.
    pub subject_id: i64,
    /// First day of the status.
    pub since: NaiveDate,
    /// The status.
    pub status: Status,
    /// Why, in words.
    pub why: Text,
}

impl Linked for Phase {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        match self.subject {
            Subject::Person => link(Link::PhasesOfPerson, self.subject_id),
            Subject::Pair => link(Link::PhasesOfPair, self.subject_id),
            Subject::Request | Subject::Meeting => {}
        }
    }
}
