//! The lists of the scheme: which rows, in which order, with which columns; for screens, commands and export.
//!
//! A new column is one row in the table of its list.

mod column;
mod drafts;
mod entries;
mod gaps;
mod kept;
mod leaving;
mod meetings;
mod pairs;
mod people;
mod requests;
mod reviews;
mod search;
mod sheet;
mod today;
mod view;

use chrono::NaiveDate;

use crate::domain::codes::Status;
use crate::domain::entry::{BOOKS, Book};
use crate::domain::ids::{AnyId, PairId, RequestId, ReviewId};
use crate::domain::records::{Request, Review};
use crate::domain::scheme::Scheme;

pub use column::{Align, Cell, Column, Show};
pub use leaving::Leaving;
pub use requests::RequestState;
pub use search::{Hit, search};
pub use sheet::{Direction, Sheet, SheetRow, sought};
pub use today::TODAY;
pub use view::View;

/// A list of the scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Everybody.
    People,
    /// Requests of mentees.
    Requests,
    /// Pairs, open and closed.
    Pairs,
    /// Meetings.
    Meetings,
    /// Reviews, planned and held.
    Reviews,
    /// What is missing in the records (S6).
    Gaps,
    /// Everybody whose data have a last day (I4).
    Kept,
    /// Drafts of matching (M4).
    Drafts,
    /// Entries of the kind with this letter ([`crate::domain::entry::BOOKS`]).
    Entries(char),
}

/// What makes up a list.
struct Definition {
    list: List,
    name: &'static str,
    title: &'static str,
    /// Letter of the ids of its rows.
    letter: char,
    rows: fn(&Scheme, NaiveDate) -> Vec<AnyId>,
    columns: fn() -> Vec<Column>,
}

/// Every list, in the order in which they are offered.
const LISTS: &[Definition] = &[
    Definition {
        list: List::People,
        name: "people",
        title: "People",
        letter: 'P',
        rows: people::rows,
        columns: people::columns,
    },
    Definition {
        list: List::Requests,
        name: "requests",
        title: "Requests",
        letter: 'R',
        rows: requests::rows,
        columns: || requests::COLUMNS.to_vec(),
    },
    Definition {
        list: List::Pairs,
        name: "pairs",
        title: "Pairs",
        letter: 'M',
        rows: pairs::rows,
        columns: || pairs::COLUMNS.to_vec(),
    },
    Definition {
        list: List::Meetings,
        name: "meetings",
        title: "Meetings",
        letter: 'S',
        rows: meetings::rows,
        columns: || meetings::COLUMNS.to_vec(),
    },
    Definition {
        list: List::Reviews,
        name: "reviews",
        title: "Reviews",
        letter: 'V',
        rows: reviews::rows,
        columns: || reviews::COLUMNS.to_vec(),
    },
    Definition {
        list: List::Gaps,
        name: "gaps",
        title: "Data gaps",
        letter: GAPS,
        rows: crate::domain::gaps::with_gaps,
        columns: || gaps::COLUMNS.to_vec(),
    },
    Definition {
        list: List::Kept,
        name: "kept",
        title: "Data kept",
        letter: GAPS,
        rows: kept::rows,
        columns: || kept::COLUMNS.to_vec(),
    },
    Definition {
        list: List::Drafts,
        name: "drafts",
        title: "Matching drafts",
        letter: 'D',
        rows: drafts::rows,
        columns: || drafts::COLUMNS.to_vec(),
    },
];

/// Gaps and data kept have records that stand in lists of their own.
const GAPS: char = '-';

impl List {
    /// Every list.
    pub fn all() -> impl Iterator<Item = Self> {
        let entries = BOOKS.iter().map(|book| Self::Entries(book.letter));
        LISTS.iter().map(|definition| definition.list).chain(entries)
    }

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        let entries = self.book().map_or("", |book| book.list);
        self.definition().map_or(entries, |definition| definition.name)
    }

    /// Its title on a screen.
    pub fn title(self) -> &'static str {
        let entries = self.book().map_or("", |book| book.title);
        self.definition().map_or(entries, |definition| definition.title)
    }

    /// The list of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|list| list.name() == name)
    }

    /// The list in which a record stands.
    pub fn of(id: AnyId) -> Option<Self> {
        let entries = || Book::lettered(id.letter).map(|book| Self::Entries(book.letter));
        let found = LISTS.iter().find(|definition| definition.letter == id.letter);
        found.map(|found| found.list).or_else(entries)
    }

    /// All its rows, in the order of the list, as on a day.
    pub fn rows(self, scheme: &Scheme, on: NaiveDate) -> Vec<AnyId> {
        let entries = || self.book().map(|book| (book.rows)(scheme));
        let rows = self.definition().map(|definition| (definition.rows)(scheme, on));
        rows.or_else(entries).unwrap_or_default()
    }

    /// All its columns; [`Column::show`] says which of them a screen shows.
    pub fn columns(self) -> Vec<Column> {
        let entries = || self.book().map(entries::columns);
        let columns = self.definition().map(|definition| (definition.columns)());
        columns.or_else(entries).unwrap_or_default()
    }

    /// The columns that a screen shows, `wide` or narrow.
    pub fn shown(self, wide: bool) -> Vec<Column> {
        self.columns().into_iter().filter(|column| column.is_shown(wide)).collect()
    }

    /// The kind of entry whose list it is.
    pub fn book(self) -> Option<&'static Book> {
        match self {
            Self::Entries(letter) => Book::lettered(letter),
            Self::People
            | Self::Requests
            | Self::Pairs
            | Self::Meetings
            | Self::Reviews
            | Self::Gaps
            | Self::Kept
            | Self::Drafts => None,
        }
    }

    /// Whether a record is over and done with on a day: a closed pair, a request or review that waits
    /// no more. In every order it stands behind those that are not.
    pub fn is_over(self, scheme: &Scheme, id: AnyId, on: NaiveDate) -> bool {
        match self {
            Self::Pairs => scheme.pair_status(PairId(id.number), on) == Some(Status::Closed),
            Self::Requests => scheme
                .get::<Request>(RequestId(id.number))
                .is_some_and(|request| !request.is_open(on)),
            Self::Reviews => {
                scheme.get::<Review>(ReviewId(id.number)).is_some_and(|review| !review.is_open(on))
            }
            Self::People
            | Self::Meetings
            | Self::Gaps
            | Self::Kept
            | Self::Drafts
            | Self::Entries(_) => false,
        }
    }

    fn definition(self) -> Option<&'static Definition> {
        LISTS.iter().find(|definition| definition.list == self)
    }
}

#[cfg(test)]
mod tests;
