//! One row of a list as its columns see it: the record, the scheme around it, and the day.

use std::cell::OnceCell;

use chrono::NaiveDate;

use crate::domain::entry::Book;
use crate::domain::ids::{AnyId, Id, PairId, PersonId};
use crate::domain::lists::Cell;
use crate::domain::profile::Profile;
use crate::domain::records::{ExtraField, Pair};
use crate::domain::rules::Item;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Row};
use crate::text::Text;

/// A row of a list on a day.
#[derive(Debug)]
pub struct View<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The day.
    pub on: NaiveDate,
    /// The record.
    pub id: AnyId,
    /// The gravest item of Today about it on the day.
    pub item: Option<&'a Item>,
    /// Put together once a row, since it gathers many tables.
    profile: OnceCell<Option<Profile>>,
    /// The same for the values of an entry.
    entry: OnceCell<Option<Vec<String>>>,
}

impl<'a> View<'a> {
    /// The record of this id on a day, with what is gravest about it in Today.
    pub fn new(scheme: &'a Scheme, on: NaiveDate, id: AnyId, item: Option<&'a Item>) -> Self {
        Self { scheme, on, id, item, profile: OnceCell::new(), entry: OnceCell::new() }
    }

    /// The row's record.
    pub(super) fn record<T: Row>(&self) -> Option<&'a T> {
        self.scheme.get::<T>(T::Key::from_raw(self.id.number))
    }

    /// Something of the row's record.
    pub(super) fn of<T: Row, C: Into<Cell>>(&self, read: impl FnOnce(&'a T) -> C) -> Cell {
        self.record::<T>().map_or(Cell::Empty, |record| read(record).into())
    }

    /// The person of the row with all their fields.
    pub(super) fn profile(&self) -> Option<&Profile> {
        self.profile
            .get_or_init(|| Profile::of(self.scheme, PersonId(self.id.number), self.on))
            .as_ref()
    }

    /// The value of an entry's field at this place, in canonical text.
    pub(super) fn entry_value(&self, place: usize) -> Option<String> {
        let read = || {
            let book = Book::lettered(self.id.letter)?;
            (book.values)(self.scheme, self.id.number)
        };
        self.entry.get_or_init(read).as_ref()?.get(place).cloned()
    }

    /// The name of a person, exact.
    pub(super) fn name(&self, person: PersonId) -> Cell {
        let person = self.scheme.get::<crate::domain::records::Person>(person);
        person.map_or(Cell::Empty, |person| (&person.full_name).into())
    }

    /// A pair by id.
    pub(super) fn pair(&self, pair: PairId) -> Option<&'a Pair> {
        self.scheme.get::<Pair>(pair)
    }

    /// The extra fields of the row.
    pub(super) fn extra(&self, link: Link) -> Cell {
        let fields: Vec<(Text, Text)> = self
            .scheme
            .linked::<ExtraField>(link, PairId(self.id.number))
            .map(|field| (field.heading.clone(), field.value.clone()))
            .collect();
        if fields.is_empty() { Cell::Empty } else { Cell::Extra(fields) }
    }
}
