//! A review of a pair: planned for a day, and what it found (V1, V2).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::{Fit, GoalsMet, Outcome, ReviewKind};
use crate::domain::ids::{PairId, ReviewId};
use crate::domain::tables::{Link, Linked};

/// A review (V1, V2).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// Primary key, shown as `V9`.
    pub id: ReviewId,
    /// The pair.
    pub pair: PairId,
    /// Which of the plan it is.
    pub kind: ReviewKind,
    /// Day for which it is planned.
    pub due: NaiveDate,
    /// Day on which it was held; none while planned.
    pub held: Option<NaiveDate>,
    /// Day on which it was called off, for instance because the pair closed.
    pub cancelled: Option<NaiveDate>,
    /// How the mentor sees the match.
    pub mentor_fit: Option<Fit>,
    /// How the mentee sees the match.
    pub mentee_fit: Option<Fit>,
    /// The mentor's score, 1 to 5.
    pub mentor_score: Option<i64>,
    /// The mentee's score, 1 to 5.
    pub mentee_score: Option<i64>,
    /// How far the goals are met.
    pub goals: Option<GoalsMet>,
    /// What was decided.
    pub outcome: Option<Outcome>,
    /// The new agreed end, after "continue" or "continue with changes".
    pub new_end: Option<NaiveDate>,
}

impl Review {
    /// A review planned for a day.
    pub fn planned(id: ReviewId, pair: PairId, kind: ReviewKind, due: NaiveDate) -> Self {
        Self {
            id,
            pair,
            kind,
            due,
            held: None,
            cancelled: None,
            mentor_fit: None,
            mentee_fit: None,
            mentor_score: None,
            mentee_score: None,
            goals: None,
            outcome: None,
            new_end: None,
        }
    }

    /// Whether it still waits to be held on this day.
    pub fn is_open(&self, on: NaiveDate) -> bool {
        self.held.is_none_or(|held| held > on) && self.cancelled.is_none_or(|day| day > on)
    }
}

impl Linked for Review {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::ReviewsOfPair, self.pair.0);
    }
}
