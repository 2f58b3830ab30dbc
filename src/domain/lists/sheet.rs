//! A list read into cells: what a screen shows, a command prints and a file holds; with filter and sort.

use chrono::NaiveDate;

use crate::domain::ids::AnyId;
use crate::domain::lists::{Cell, Column, List, Show, TODAY, View};
use crate::domain::rules::{self, Outside};
use crate::domain::scheme::Scheme;
use crate::text::fold;

/// Which end of a sorted list comes first; empty cells are last either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Smallest, earliest, A first.
    Up,
    /// Largest, latest, Z first.
    Down,
}

/// A row with its cells, in the order of the sheet's columns.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    /// The record; none for what is about the scheme as a whole.
    pub id: Option<AnyId>,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Whether it is over and done with: in every order it stands behind those that are not.
    pub over: bool,
}

/// A list with columns and rows.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name on the command line and in file names.
    pub name: &'static str,
    /// Its title on a screen and on the page of a workbook.
    pub title: &'static str,
    /// The day as of which it was read.
    pub on: NaiveDate,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<SheetRow>,
}

impl Sheet {
    /// The whole list with all columns.
    pub fn read(scheme: &Scheme, list: List, on: NaiveDate) -> Self {
        Self::of(scheme, list, on, &list.rows(scheme, on))
    }

    /// These records of a list with all columns.
    pub fn of(scheme: &Scheme, list: List, on: NaiveDate, ids: &[AnyId]) -> Self {
        let columns = list.columns();
        // only what a pair's state says needs all of Today
        let items = match list {
            List::Pairs => rules::today_all(scheme, on, &Outside::default()),
            List::People
            | List::Requests
            | List::Meetings
            | List::Reviews
            | List::Gaps
            | List::Kept
            | List::Drafts
            | List::Entries(_) => Vec::new(),
        };
        let gravest = rules::gravest(scheme, &items);
        let read = |id: &AnyId| {
            let item = gravest.get(id).and_then(|place| items.get(*place));
            let view = View::new(scheme, on, *id, item);
            let cells = columns.iter().map(|column| column.cell(&view)).collect();
            SheetRow { id: Some(*id), cells, over: list.is_over(scheme, *id, on) }
        };
        let rows = ids.iter().map(read).collect();
        Self { name: list.name(), title: list.title(), on, columns, rows }
    }

    /// What it is in a sentence: `the list of pairs`.
    pub fn in_words(&self) -> String {
        if self.name == TODAY {
            self.title.to_owned()
        } else {
            format!("the list of {}", self.name)
        }
    }

    /// Keeps the rows in which each word of `text` is found, in the columns that are shown or
    /// marked for the filter; accents and case do not matter. An empty text keeps all.
    pub fn filter(&mut self, text: &str) {
        let wanted = fold(text);
        if wanted.is_empty() {
            return;
        }
        let (columns, on) = (&self.columns, self.on);
        self.rows.retain(|row| {
            let found = haystack(columns, &row.cells, on);
            wanted.split(' ').all(|word| found.contains(word))
        });
    }

    /// Sorts by a column; rows that are equal keep their order, empty cells come last, and behind
    /// all others what is over. An unknown column changes nothing.
    pub fn sort(&mut self, column: &str, direction: Direction) {
        let Some(place) = self.columns.iter().position(|one| one.id == column) else { return };
        let cell = |row: &SheetRow| row.cells.get(place).cloned().unwrap_or(Cell::Empty);
        let mut keyed: Vec<_> = self.rows.drain(..).map(|row| (cell(&row), row)).collect();
        keyed.sort_by(|(a, a_row), (b, b_row)| {
            let by_value = || match direction {
                Direction::Up => a.compare(b),
                Direction::Down => b.compare(a),
            };
            let over = a_row.over.cmp(&b_row.over);
            over.then_with(|| a.is_empty().cmp(&b.is_empty())).then_with(by_value)
        });
        self.rows = keyed.into_iter().map(|(_, row)| row).collect();
    }

    /// The same rows with the columns that a screen shows.
    #[must_use]
    pub fn screen(&self, wide: bool) -> Self {
        let places = (0..).zip(&self.columns).filter(|(_, column)| column.is_shown(wide));
        self.at(&places.map(|(place, _)| place).collect::<Vec<_>>())
    }

    /// The same rows with these columns in this order; an unknown one is left out.
    #[must_use]
    pub fn only(&self, columns: &[&str]) -> Self {
        let place = |id: &&str| self.columns.iter().position(|column| column.id == *id);
        self.at(&columns.iter().filter_map(place).collect::<Vec<_>>())
    }

    /// The same rows with the columns at these places.
    fn at(&self, places: &[usize]) -> Self {
        let rows = self.rows.iter().map(|row| {
            let cells = places.iter().filter_map(|place| row.cells.get(*place)).cloned();
            SheetRow { id: row.id, cells: cells.collect(), over: row.over }
        });
        Self {
            name: self.name,
            title: self.title,
            on: self.on,
            rows: rows.collect(),
            columns: places.iter().filter_map(|place| self.columns.get(*place)).copied().collect(),
        }
    }

    /// The rows' ids in order.
    pub fn ids(&self) -> Vec<AnyId> {
        self.rows.iter().filter_map(|row| row.id).collect()
    }
}

/// All that a filter looks at, folded, one space between cells.
fn haystack(columns: &[Column], cells: &[Cell], on: NaiveDate) -> String {
    let mut found = String::new();
    for (column, cell) in columns.iter().zip(cells) {
        if column.show != Show::File && !cell.is_empty() {
            found.push_str(&fold(&sought(cell, on)));
            found.push(' ');
        }
    }
    found
}

/// All by which a filter finds a cell: what is shown, and the code of a closed list.
pub fn sought(cell: &Cell, on: NaiveDate) -> String {
    let shown = cell.shown(on);
    if let Cell::Code(code, label) = cell
        && code != label
    {
        return format!("{shown} {code}");
    }
    shown
}
