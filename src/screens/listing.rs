//! A list of the domain as rows, columns and plain cards of a list screen.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::domain::ids::AnyId;
use crate::domain::lists::{Align, Cell, Column as Source, List as Records, Show, View, sought};
use crate::screens::contract::World;
use crate::screens::list::Line;
use crate::text::days;
use crate::ui::card::{Card, Part};
use crate::ui::table::{Column, Row};

/// A list of the domain with the columns that a screen shows.
#[derive(Debug)]
pub struct Listing {
    records: Records,
    /// The columns on the screen, in its order.
    sources: Vec<Source>,
    columns: Vec<Column>,
}

impl Listing {
    /// Narrow columns first, then those that come in where there is room.
    pub fn new(records: Records) -> Self {
        let sources = records.shown(true);
        let columns = sources
            .iter()
            .map(|source| Column {
                title: source.label,
                min: source.min,
                most: source.preferred.max(source.min),
                right: source.align == Align::Right,
                optional: source.show != Show::Narrow,
            })
            .collect();
        Self { records, sources, columns }
    }

    /// The columns on the screen.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The names of the columns on the screen in files.
    pub fn in_files(&self) -> Vec<&'static str> {
        self.sources.iter().map(|source| source.id).collect()
    }

    /// All rows in the order of the list.
    pub fn lines(&self, world: &World) -> Vec<Line<AnyId>> {
        self.records.rows(&world.scheme, world.today).into_iter().map(Line::Row).collect()
    }

    /// A row without a sign.
    pub fn row(&self, id: AnyId, world: &World) -> Row {
        let view = view(id, world);
        let shown = |source: &Source| match brief(&source.cell(&view), world.today) {
            empty if empty.is_empty() => "-".to_owned(),
            text => text,
        };
        Row { sign: ' ', cells: self.sources.iter().map(shown).collect(), ..Row::default() }
    }

    /// All that a filter looks into: what the screen shows and what is marked for the filter.
    pub fn sought(&self, id: AnyId, world: &World) -> String {
        let view = view(id, world);
        let columns = self.records.columns().into_iter();
        let texts = columns
            .filter(|column| column.show != Show::File)
            .map(|column| sought(&column.cell(&view), world.today));
        texts.collect::<Vec<_>>().join(" ")
    }

    /// The order of two rows by a column, `down` the largest first; empty cells are last either
    /// way.
    pub fn compare(
        &self,
        (column, down): (usize, bool),
        a: AnyId,
        b: AnyId,
        world: &World,
    ) -> Ordering {
        let cell = |id| {
            let view = view(id, world);
            self.sources.get(column).map_or(Cell::Empty, |source| source.cell(&view))
        };
        let (a, b) = (cell(a), cell(b));
        let by_value = || if down { b.compare(&a) } else { a.compare(&b) };
        a.is_empty().cmp(&b.is_empty()).then_with(by_value)
    }

    /// A plain card: every field that is known, one a line.
    pub fn card(&self, id: AnyId, title: &str, world: &World) -> Card {
        let view = view(id, world);
        let facts = self.records.columns().into_iter().filter(|column| column.id != "id");
        let lines: Vec<String> = facts
            .filter_map(|column| {
                let cell = column.cell(&view);
                (!cell.is_empty()).then(|| format!("{}: {}", column.label, cell.shown(world.today)))
            })
            .collect();
        Card {
            title: title.to_owned(),
            brief: lines.iter().take(4).cloned().collect(),
            parts: vec![Part::new("", lines)],
            ..Card::default()
        }
    }
}

/// The row as the columns see it.
fn view(id: AnyId, world: &World) -> View<'_> {
    View::new(&world.scheme, world.today, id, world.gravest(id))
}

/// A cell in few columns: a day far off is its month and year alone.
fn brief(cell: &Cell, on: NaiveDate) -> String {
    if let Cell::Day(day) = cell { days::brief(*day, on) } else { cell.shown(on) }
}
