//! What leaves for a file: which rows of what, in their order; read into a sheet when the file is made.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::domain::ids::AnyId;
use crate::domain::lists::{Cell, Column, List, Sheet, SheetRow};
use crate::domain::rules::{Item, Section};
use crate::domain::scheme::Scheme;
use crate::text::Text;

/// Rows on their way into a file, as a screen shows them or a command was asked for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaving {
    /// Records of a list.
    Records(List, Vec<AnyId>),
    /// Items of Today by section and subject.
    Today(Vec<(Section, Option<AnyId>)>),
    /// Rows that no list of the domain holds, as they are shown.
    Shown {
        /// What they are called in file names: `settings`.
        name: &'static str,
        /// The title of their screen, for the page of a workbook.
        title: &'static str,
        /// The headings.
        headings: Vec<&'static str>,
        /// One text a heading.
        rows: Vec<Vec<String>>,
    },
}

impl Leaving {
    /// What it is called in file names.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Records(list, _) => list.name(),
            Self::Today(_) => super::TODAY,
            Self::Shown { name, .. } => name,
        }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Records(_, ids) => ids.len(),
            Self::Today(keys) => keys.len(),
            Self::Shown { rows, .. } => rows.len(),
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads the rows, with all columns or those named. Records and items that are gone meanwhile
    /// are left out, and so is what Today says of concerns (V5).
    pub fn sheet(&self, scheme: &Scheme, on: NaiveDate, items: &[Item], columns: &[&str]) -> Sheet {
        let sheet = match self {
            Self::Records(list, ids) => {
                let known: HashSet<AnyId> = list.rows(scheme, on).into_iter().collect();
                let ids: Vec<AnyId> = ids.iter().filter(|id| known.contains(id)).copied().collect();
                Sheet::of(scheme, *list, on, &ids)
            }
            Self::Today(keys) => {
                let item = |key: &(Section, Option<AnyId>)| {
                    items.iter().find(|item| (item.section, item.subject) == *key)
                };
                Sheet::today(keys.iter().filter_map(item).filter(|item| item.may_leave()), on)
            }
            Self::Shown { name, title, headings, rows } => Sheet {
                name,
                title,
                on,
                columns: headings.iter().map(|heading| Column::given(heading, heading)).collect(),
                rows: rows.iter().map(|row| shown(row)).collect(),
            },
        };
        if columns.is_empty() { sheet } else { sheet.only(columns) }
    }
}

/// A row as it is shown; a dash stands for nothing.
fn shown(row: &[String]) -> SheetRow {
    let cell = |text: &String| match text.as_str() {
        "" | "-" => Cell::Empty,
        text => Cell::Text(Text::new(text)),
    };
    SheetRow { id: None, cells: row.iter().map(cell).collect(), over: false }
}
