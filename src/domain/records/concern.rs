//! A concern: its head, and apart from it the text that only its own screen loads (V5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{ConcernCategory, ConcernStatus, Priority};
use crate::domain::ids::{ConcernId, PairId, PersonId};
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// The head of a concern (V5): all that the snapshot holds of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concern {
    /// Primary key, shown as `C1`.
    pub id: ConcernId,
    /// The person concerned, if one.
    pub person: Option<PersonId>,
    /// The pair concerned, if one.
    pub pair: Option<PairId>,
    /// Day on which it was raised.
    pub day: NaiveDate,
    /// What it is about.
    pub category: ConcernCategory,
    /// How much it presses.
    pub priority: Priority,
    /// How it stands.
    pub status: ConcernStatus,
    /// Day on which it was closed; set exactly when it is.
    pub closed: Option<NaiveDate>,
}

impl Concern {
    /// Whether it is open on a day: raised and not closed.
    pub fn is_open(&self, on: NaiveDate) -> bool {
        self.day <= on && self.closed.is_none_or(|closed| closed > on)
    }
}

impl Linked for Concern {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        if let Some(person) = self.person {
            link(Link::ConcernsOfPerson, person.0);
        }
        if let Some(pair) = self.pair {
            link(Link::ConcernsOfPair, pair.0);
        }
    }
}

/// What a concern says; its id is the concern's. It is never in a snapshot.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConcernText {
    /// The concern.
    pub id: ConcernId,
    /// What was raised.
    pub text: Text,
    /// To whom it was referred.
    pub referred_to: Text,
    /// What was done about it.
    pub note: Text,
}

impl Linked for ConcernText {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}
