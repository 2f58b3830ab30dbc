//! A list of the domain as rows, columns and plain cards of a list screen.

use std::cmp::Ordering;

use crate::domain::ids::AnyId;
use crate::domain::lists::{Align, Cell, Column as Source, List as Records, Show, View};
use crate::screens::contract::World;
use crate::screens::list::Line;
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

    /// All rows in the order of the list.
    pub fn lines(&self, world: &World) -> Vec<Line<AnyId>> {
        self.records.rows(&world.scheme, world.today).into_iter().map(Line::Row).collect()
    }

    /// A row without a sign.
    pub fn row(&self, id: AnyId, world: &World) -> Row {
        let view = View::new(&world.scheme, world.today, id);
        let shown = |source: &Source| match source.cell(&view).shown(world.today) {
            empty if empty.is_empty() => "-".to_owned(),
            text => text,
        };
        Row { sign: ' ', cells: self.sources.iter().map(shown).collect(), ..Row::default() }
    }

    /// All that a filter looks into: what the screen shows and what is marked for the filter.
    pub fn sought(&self, id: AnyId, world: &World) -> String {
        let view = View::new(&world.scheme, world.today, id);
        let columns = self.records.columns().into_iter();
        let texts = columns
            .filter(|column| column.show != Show::File)
            .map(|column| column.cell(&view).shown(world.today));
        texts.collect::<Vec<_>>().join(" ")
    }

    /// The order of two rows by a column, empty cells last.
    pub fn compare(&self, column: usize, a: AnyId, b: AnyId, world: &World) -> Ordering {
        let cell = |id| {
            let view = View::new(&world.scheme, world.today, id);
            self.sources.get(column).map_or(Cell::Empty, |source| source.cell(&view))
        };
        let (a, b) = (cell(a), cell(b));
        a.is_empty().cmp(&b.is_empty()).then_with(|| a.compare(&b))
    }

    /// A plain card: every field that is known, one a line.
    pub fn card(&self, id: AnyId, title: &str, world: &World) -> Card {
        let view = View::new(&world.scheme, world.today, id);
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
