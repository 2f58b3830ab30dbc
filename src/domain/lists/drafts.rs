//! The list of drafts of matching, the newest first (M4).

use chrono::NaiveDate;

use crate::domain::ids::{AnyId, MatchDraftId};
use crate::domain::lists::{Cell, Column, View};
use crate::domain::matching::{Placed, kept_pairs};
use crate::domain::records::MatchDraft;
use crate::domain::scheme::Scheme;

/// Every column of the list.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", "Draft", |view| Cell::Id(view.id)).narrow(5, 6),
    Column::new("made", "Made", |view| view.of(|draft: &MatchDraft| draft.made)).narrow(8, 11),
    Column::new("aim", "Best at", |view| view.of(|draft: &MatchDraft| Cell::code(Some(draft.aim))))
        .narrow(14, 22),
    Column::new("pairs", "Pairs", |view| i64::try_from(pairs(view).len()).ok().into())
        .narrow(5, 5)
        .right(),
    Column::new("points", "Points", |view| {
        Cell::Number(pairs(view).iter().map(|pair| pair.points).sum())
    })
    .narrow(6, 7)
    .right(),
    Column::new("confirmed", "Confirmed", |view| view.of(|draft: &MatchDraft| draft.confirmed))
        .narrow(9, 24),
];

fn pairs(view: &View<'_>) -> Vec<Placed> {
    kept_pairs(view.scheme, MatchDraftId(view.id.number))
}

/// Every draft.
pub(super) fn rows(scheme: &Scheme, _on: NaiveDate) -> Vec<AnyId> {
    scheme.all::<MatchDraft>().rev().map(|draft| draft.id.into()).collect()
}
