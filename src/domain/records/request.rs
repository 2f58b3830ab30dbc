//! A mentee's request for a mentor or a chat, from the day it came to the day it ended (Q1, Q3).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Ending, RequestKind};
use crate::domain::ids::{PersonId, RequestId};
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A request (Q1). It is offered to one mentor at a time; the offers keep who, when and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Primary key, shown as `R42`.
    pub id: RequestId,
    /// Who asks.
    pub mentee: PersonId,
    /// For mentoring or for one chat.
    pub kind: RequestKind,
    /// Day on which it came.
    pub received: NaiveDate,
    /// Topic, in the mentee's words.
    pub topic: Text,
    /// Why this mentor, or why now.
    pub reason: Text,
    /// The message to the mentor.
    pub message: Text,
    /// By which way it came (form, mail, hub).
    pub source: Text,
    /// The first request of a group that was sent to several mentors at once and lapses together.
    pub group_of: Option<RequestId>,
    /// Day on which it ended; none while open.
    pub ended: Option<NaiveDate>,
    /// How it ended; set exactly when `ended` is.
    pub ending: Option<Ending>,
}

impl Request {
    /// Whether it waits for an outcome on this day: received by then and not ended by then.
    pub fn is_open(&self, on: NaiveDate) -> bool {
        self.received <= on && self.ended.is_none_or(|ended| on < ended)
    }
}

impl Linked for Request {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::RequestsOfMentee, self.mentee.0);
        if let Some(first) = self.group_of {
            link(Link::RequestsOfGroup, first.0);
        }
    }
}
