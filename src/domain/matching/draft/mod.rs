//! A draft for the whole pool: the best pairs under what was decided by hand, who stays unmatched and why, and what lacks (M4).

mod board;
mod lacking;
mod unmatched;

use std::collections::BTreeSet;

pub use board::{Board, Instead};
pub use lacking::{Lack, lacking};
pub use unmatched::unmatched;

use crate::domain::codes::{CellKind, MatchAim};
use crate::domain::ids::{MatchDraftId, PersonId};
use crate::domain::records::{DraftCell, MatchDraft};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

/// What is wanted of a draft: its aim, and what was decided by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// What it is best at.
    pub aim: MatchAim,
    /// Mentee and mentor who stay together.
    pub locked: BTreeSet<(PersonId, PersonId)>,
    /// Mentee and mentor who are not to be paired.
    pub forbidden: BTreeSet<(PersonId, PersonId)>,
    /// Mentees who are left out.
    pub out: BTreeSet<PersonId>,
}

impl Wishes {
    /// Nothing decided by hand.
    pub fn of(aim: MatchAim) -> Self {
        Self { aim, locked: BTreeSet::new(), forbidden: BTreeSet::new(), out: BTreeSet::new() }
    }

    /// What was decided by hand in a draft that is kept.
    pub fn kept(scheme: &Scheme, draft: &MatchDraft) -> Self {
        let mut wishes = Self::of(draft.aim);
        for cell in scheme.linked::<DraftCell>(Link::CellsOfDraft, draft.id) {
            match (cell.kind, cell.mentor) {
                (CellKind::Lock, Some(mentor)) => {
                    wishes.locked.insert((cell.mentee, mentor));
                }
                (CellKind::Forbid, Some(mentor)) => {
                    wishes.forbidden.insert((cell.mentee, mentor));
                }
                (CellKind::Out, _) => {
                    wishes.out.insert(cell.mentee);
                }
                (CellKind::Pair | CellKind::Lock | CellKind::Forbid, _) => {}
            }
        }
        wishes
    }

    /// Locks two together; whatever else was decided about the two, and another lock of the
    /// mentee, goes.
    pub fn lock(&mut self, mentee: PersonId, mentor: PersonId) {
        self.locked.retain(|(other, _)| *other != mentee);
        self.forbidden.remove(&(mentee, mentor));
        self.out.remove(&mentee);
        self.locked.insert((mentee, mentor));
    }

    /// Forbids two; a lock of them goes.
    pub fn forbid(&mut self, mentee: PersonId, mentor: PersonId) {
        self.locked.remove(&(mentee, mentor));
        self.forbidden.insert((mentee, mentor));
    }

    /// Leaves a mentee out; a lock goes.
    pub fn leave_out(&mut self, mentee: PersonId) {
        self.locked.retain(|(other, _)| *other != mentee);
        self.out.insert(mentee);
    }
}

/// A pair of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The mentee.
    pub mentee: PersonId,
    /// The mentor.
    pub mentor: PersonId,
    /// The points of the two.
    pub points: i64,
    /// Whether the two were locked by hand.
    pub locked: bool,
}

/// A draft as it was worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The pairs, by mentee.
    pub pairs: Vec<Placed>,
    /// Mentees of the pool without a mentor, and why, by mentee.
    pub unmatched: Vec<(PersonId, String)>,
}

impl Proposal {
    /// The points of all pairs.
    pub fn total(&self) -> i64 {
        self.pairs.iter().map(|pair| pair.points).sum()
    }

    /// The least points of a pair; none without pairs.
    pub fn worst(&self) -> Option<i64> {
        self.pairs.iter().map(|pair| pair.points).min()
    }

    /// The mentor of a mentee.
    pub fn mentor_of(&self, mentee: PersonId) -> Option<PersonId> {
        self.pairs.iter().find(|pair| pair.mentee == mentee).map(|pair| pair.mentor)
    }
}

/// The pairs of a draft as they are kept, by mentee.
pub fn kept_pairs(scheme: &Scheme, draft: MatchDraftId) -> Vec<Placed> {
    let mut pairs: Vec<Placed> = scheme
        .linked::<DraftCell>(Link::CellsOfDraft, draft)
        .filter_map(|cell| {
            let locked = match cell.kind {
                CellKind::Pair => false,
                CellKind::Lock => true,
                CellKind::Forbid | CellKind::Out => return None,
            };
            let (mentee, points) = (cell.mentee, cell.points);
            cell.mentor.map(|mentor| Placed { mentee, mentor, points, locked })
        })
        .collect();
    pairs.sort_by_key(|pair| pair.mentee);
    pairs
}
