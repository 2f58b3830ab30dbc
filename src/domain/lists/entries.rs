//! The lists of entries (contacts, events, budget ...): a column a field, and the ids that they name.

use crate::domain::entry::Book;
use crate::domain::field::Kind;
use crate::domain::lists::{Cell, Column};
use crate::domain::records::Campaign;

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
    let counted = COUNTED.iter().filter(|(letter, _)| *letter == book.letter);
    columns.extend(counted.map(|(_, column)| *column));
    columns
}

/// What is counted of an entry besides its own fields, by the letter of its kind.
const COUNTED: &[(char, Column)] = &[(
    'J',
    Column::new("sign_ups", "Sign-ups", |view| {
        view.of(|campaign: &Campaign| campaign.sign_ups(view.scheme, view.on))
    })
    .narrow(8, 8)
    .right(),
)];
