//! The lists of entries (contacts, events, budget ...): a column a field, and the ids that they name.

use crate::domain::entry::Book;
use crate::domain::field::Kind;
use crate::domain::lists::{Cell, Column};

/// Names of the columns with the ids of named records, by the field that names them.
const IDS: &[(&str, &str)] =
    &[("about", "about_id"), ("pair", "pair_id"), ("mentor", "mentor_id"), ("goal", "goal_id")];

/// Every column of a kind of entry.
pub(super) fn columns(book: &Book) -> Vec<Column> {
    let fields = (book.fields)();
    let mut columns = vec![Column::new("id", "Id", |view| Cell::Id(view.id))];
    columns.extend(fields.iter().enumerate().map(|(place, field)| Column::entry(field, place)));
    for (place, field) in fields.iter().enumerate() {
        let named = IDS.iter().find(|(id, _)| *id == field.id);
        if let (Kind::Record(_), Some((_, id))) = (field.kind, named) {
            columns.push(Column::entry_id(id, "Its id", place));
        }
    }
    columns
}
