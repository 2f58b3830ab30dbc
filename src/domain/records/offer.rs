//! An offer of a request to one mentor, its answer, and the reminders in between (Q1 to Q5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Answer, Channel, DeclineReason, ReminderKind};
use crate::domain::ids::{OfferId, PairId, PersonId, ReminderId, RequestId};
use crate::domain::records::Overrides;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A request sent to one mentor (Q1). The mentor has ten days from `sent` (Q2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offer {
    /// Primary key.
    pub id: OfferId,
    /// The request.
    pub request: RequestId,
    /// Who was asked.
    pub mentor: PersonId,
    /// Day on which it was sent: the clock starts.
    pub sent: NaiveDate,
    /// What came of it; none while unanswered.
    pub answer: Option<Answer>,
    /// Day of the answer, not of the typing; set exactly when `answer` is.
    pub answered: Option<NaiveDate>,
    /// Why it was declined.
    pub decline_reason: Option<DeclineReason>,
    /// The reason in the mentor's words.
    pub decline_text: Text,
    /// Day on which the mentee got a courtesy message after a decline (Q4).
    pub courtesy: Option<NaiveDate>,
    /// An alternative mentor or service that was pointed out (Q4).
    pub alternative: Text,
    /// Rules that speak against it and why it was sent all the same (M3).
    pub overrides: Overrides,
}

impl Offer {
    /// The answer as known on this day.
    pub fn answer_on(&self, on: NaiveDate) -> Option<Answer> {
        self.answered.filter(|day| *day <= on).and(self.answer)
    }

    /// Whether it waits for an answer on this day.
    pub fn is_pending(&self, on: NaiveDate) -> bool {
        self.sent <= on && self.answer_on(on).is_none()
    }
}

impl Linked for Offer {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::OffersOfRequest, self.request.0);
        link(Link::OffersOfMentor, self.mentor.0);
    }
}

/// A reminder, or a holding answer: recorded, and the clock goes on (Q2, Q3, Q5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reminder {
    /// Primary key.
    pub id: ReminderId,
    /// The request that it was about, if about one.
    pub request: Option<RequestId>,
    /// The offer that was waited for, if a mentor had been asked.
    pub offer: Option<OfferId>,
    /// The pair that it was about, if about one.
    pub pair: Option<PairId>,
    /// Day.
    pub day: NaiveDate,
    /// How it was sent or came.
    pub channel: Channel,
    /// Reminder or holding answer.
    pub kind: ReminderKind,
}

impl Linked for Reminder {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        if let Some(request) = self.request {
            link(Link::RemindersOfRequest, request.0);
        }
        if let Some(pair) = self.pair {
            link(Link::RemindersOfPair, pair.0);
        }
    }
}
