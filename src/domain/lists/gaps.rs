//! The list of data gaps: each record that lacks something, and what (S6).

use crate::domain::gaps::missing;
use crate::domain::lists::{Cell, Column};

/// Every column of the list.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", "Id", |view| Cell::Id(view.id)).narrow(4, 5),
    Column::new("about", "Who", |view| view.scheme.title(view.id).into()).narrow(12, 34),
    Column::new("gaps", "Gaps", |view| {
        let gaps = missing(view.scheme, view.id, view.on).len();
        i64::try_from(gaps).map_or(Cell::Empty, Cell::Number)
    })
    .narrow(4, 4)
    .right(),
    Column::new("missing", "Missing", |view| {
        missing(view.scheme, view.id, view.on).join(", ").into()
    })
    .narrow(16, 60),
];
