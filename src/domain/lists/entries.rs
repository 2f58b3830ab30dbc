//! The lists of entries (contacts, events, budget ...): a column a field, and the ids that they name.

use crate::domain::entry::Book;
use crate::domain::field::Kind;
use crate::domain::ids::{AnyId, EventId};
use crate::domain::lists::{Cell, Column, View};
use crate::domain::records::{Attendance, Campaign, Contact};
use crate::domain::tables::Link;
use crate::text::days;

/// Names of the columns with the ids of named records, by the field that names them.
const IDS: &[(&str, &str)] =
    &[("about", "about_id"), ("pair", "pair_id"), ("mentor", "mentor_id"), ("goal", "goal_id")];

/// Fields that need more or less room than others of their kind: letter and id, least and preferred
/// cells.
const SIZES: &[(char, &str, (u16, u16))] =
    &[('E', "kind", (8, 15)), ('E', "name", (12, 40)), ('E', "time", (5, 9))];

/// Columns that are more than a field of their kind, by its letter.
const MORE: &[(char, &[Column])] = &[
    (
        'K',
        &[Column::new("next", "Next step", |view| match view.record::<Contact>() {
            Some(contact) if contact.is_next_due(view.scheme, view.on) => {
                contact.next_on.map(|day| days::due(day, view.on)).into()
            }
            _ => Cell::Empty,
        })
        .wide(9, 14)],
    ),
    (
        'E',
        &[
            Column::new("invited", "Invited", |view| turnout(view).invited.into())
                .narrow(7, 7)
                .right(),
            Column::new("came", "Came", |view| turnout(view).came.into()).narrow(4, 5).right(),
            Column::new("missed", "Did not come", |view| turnout(view).missed.into()).right(),
            Column::new("invited_ids", "Ids of those invited", |view| {
                ids(view, |one| one.invited.is_some())
            }),
            Column::new("came_ids", "Ids of those who came", |view| {
                ids(view, |one| one.attended == Some(true))
            }),
        ],
    ),
    (
        'J',
        &[Column::new("sign_ups", "Sign-ups", |view| {
            view.of(|campaign: &Campaign| campaign.sign_ups(view.scheme, view.on))
        })
        .narrow(8, 8)
        .right()],
    ),
];

fn turnout(view: &View<'_>) -> crate::domain::attendance::Turnout {
    view.scheme.turnout(EventId(view.id.number))
}

/// Ids of the people of an event, with semicolons between them.
fn ids(view: &View<'_>, is_meant: fn(&Attendance) -> bool) -> Cell {
    let all = view.scheme.linked::<Attendance>(Link::AttendanceOfEvent, EventId(view.id.number));
    let ids = all.filter(|one| is_meant(one)).map(|one| AnyId::from(one.person).to_string());
    ids.collect::<Vec<_>>().join("; ").into()
}

/// Every column of a kind of entry.
pub(super) fn columns(book: &Book) -> Vec<Column> {
    let fields = (book.fields)();
    let mut columns = vec![Column::new("id", "Id", |view| Cell::Id(view.id))];
    columns.extend(fields.iter().enumerate().map(|(place, field)| {
        let column = Column::entry(field, place);
        let size = SIZES.iter().find(|(letter, id, _)| (*letter, *id) == (book.letter, field.id));
        size.map_or(column, |(.., (min, preferred))| column.narrow(*min, *preferred))
    }));
    for (place, field) in fields.iter().enumerate() {
        let named = IDS.iter().find(|(id, _)| *id == field.id);
        if let (Kind::Record(_), Some((_, id))) = (field.kind, named) {
            columns.push(Column::entry_id(id, "Its id", place));
        }
    }
    let more = MORE.iter().filter(|(letter, _)| *letter == book.letter);
    columns.extend(more.flat_map(|(_, columns)| columns.iter().copied()));
    columns
}
