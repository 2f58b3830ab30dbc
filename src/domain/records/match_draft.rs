//! A draft of matching for the whole pool, and its cells (M4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{CellKind, MatchAim};
use crate::domain::ids::{DraftCellId, MatchDraftId, PersonId};
use crate::domain::tables::{Link, Linked};

/// A draft of matching, which can be changed by hand, compared, and confirmed as one act (M4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MatchDraft {
    /// Primary key, shown as `D1`.
    pub id: MatchDraftId,
    /// Day on which it was made.
    pub made: NaiveDate,
    /// What it is best at.
    pub aim: MatchAim,
    /// Day on which its pairs were started; none while it is a draft.
    pub confirmed: Option<NaiveDate>,
}

/// One cell of a draft: a pair, or what was decided by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftCell {
    /// Primary key.
    pub id: DraftCellId,
    /// The draft.
    pub draft: MatchDraftId,
    /// The mentee.
    pub mentee: PersonId,
    /// The mentor; none where the mentee was left out by hand.
    pub mentor: Option<PersonId>,
    /// What it is.
    pub kind: CellKind,
    /// The points of a pair when the draft was worked out; 0 for a cell that is no pair.
    pub points: i64,
}

impl Linked for MatchDraft {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}

impl Linked for DraftCell {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::CellsOfDraft, self.draft.0);
        link(Link::CellsOfPerson, self.mentee.0);
        if let Some(mentor) = self.mentor {
            link(Link::CellsOfPerson, mentor.0);
        }
    }
}
