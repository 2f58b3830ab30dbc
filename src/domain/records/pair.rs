//! A pair: a mentor and a mentee from a day on (R1). Its status is dated and kept in phases.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Origin, PairKind};
use crate::domain::ids::{PairId, PersonId, RequestId};
use crate::domain::records::Overrides;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// A pair (R1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Primary key, shown as `M17`.
    pub id: PairId,
    /// The mentor.
    pub mentor: PersonId,
    /// The mentee.
    pub mentee: PersonId,
    /// Where it comes from.
    pub origin: Origin,
    /// One-off, tactical or strategic.
    pub kind: PairKind,
    /// First day.
    pub start: NaiveDate,
    /// Agreed last day, by default six months after the start; none where none was agreed.
    pub agreed_end: Option<NaiveDate>,
    /// The request that led to it.
    pub request: Option<RequestId>,
    /// Why these two were matched.
    pub reasons: Text,
    /// Rules that speak against it and why it was made all the same (M3).
    pub overrides: Overrides,
}

impl Linked for Pair {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::PairsOfMentor, self.mentor.0);
        link(Link::PairsOfMentee, self.mentee.0);
        if let Some(request) = self.request {
            link(Link::PairsOfRequest, request.0);
        }
    }
}
