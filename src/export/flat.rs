//! A list as a file holds it: the columns under their import names, then one column for each extra field.

use std::collections::HashMap;

use crate::domain::lists::{Cell, Sheet};

/// The column that holds what fits no other.
const EXTRA: &str = "extra";

/// A list without columns that hold several values under headings of their own.
pub(super) struct Flat<'a> {
    /// Import names, then the headings of extra fields in the order in which they are met.
    pub(super) headings: Vec<&'a str>,
    /// As many cells a row as there are headings.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// Gives each extra field a column under its heading.
pub(super) fn flat(sheet: &Sheet) -> Flat<'_> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut headings: Vec<&str> =
        sheet.columns.iter().map(|column| column.id).filter(|id| *id != EXTRA).collect();
    let plain = headings.len();
    for (heading, _) in sheet.rows.iter().flat_map(|row| &row.cells).flat_map(extra) {
        places.entry(heading.exact()).or_insert_with(|| {
            headings.push(heading.exact());
            headings.len() - 1
        });
    }
    let rows = sheet.rows.iter().map(|row| {
        let mut cells = Vec::with_capacity(headings.len());
        let columns = sheet.columns.iter().zip(&row.cells);
        cells.extend(columns.filter(|(c, _)| c.id != EXTRA).map(|(_, cell)| cell.clone()));
        cells.resize(headings.len().max(plain), Cell::Empty);
        // of two values under one heading the first stays
        for (heading, value) in row.cells.iter().flat_map(extra).rev() {
            let place = places.get(heading.exact()).and_then(|at| cells.get_mut(*at));
            if let Some(place) = place {
                *place = value.into();
            }
        }
        cells
    });
    Flat { rows: rows.collect(), headings }
}

fn extra(cell: &Cell) -> std::slice::Iter<'_, (crate::text::Text, crate::text::Text)> {
    if let Cell::Extra(fields) = cell { fields.iter() } else { [].iter() }
}
