//! Rows that are one: a person who has a row for each interest or for each side, and rows that stand twice.

use std::collections::HashMap;

use super::fields::{IGNORE, SheetKind, holds_several};
use super::mapping::Mapping;
use super::reader::Reader;
use super::sheet::{Cell, Row, Sheet};
use super::values::people;
use super::who::named;

/// For each row the last one with which it is taken together, and for that one the earlier ones.
#[derive(Debug, Default)]
pub(super) struct Joins {
    to: HashMap<usize, usize>,
    before: HashMap<usize, Vec<usize>>,
}

impl Joins {
    /// The place of the row with which a row is taken together.
    pub(super) fn to(&self, at: usize) -> Option<usize> {
        self.to.get(&at).copied()
    }

    /// The places of the rows that are taken together with a later one.
    pub(super) fn before(&self, at: usize) -> &[usize] {
        self.before.get(&at).map_or(&[], Vec::as_slice)
    }

    /// Finds rows of one person that differ in nothing but lists.
    pub(super) fn of(sheet: &Sheet, mapping: &Mapping) -> Self {
        let mut joins = Self::default();
        if mapping.kind != SheetKind::People || mapping.own {
            return joins;
        }
        let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, row) in sheet.rows.iter().enumerate() {
            let is_damaged = row.cells.iter().any(|cell| matches!(cell, Cell::Fault(_)));
            if is_damaged || row.fault.is_some() {
                continue;
            }
            if let Some(key) = key(row, mapping) {
                groups.entry(key).or_default().push(at);
            }
        }
        for group in groups.into_values().filter(|group| group.len() > 1) {
            let Some((last, earlier)) = group.split_last() else { continue };
            if agree(sheet, mapping, &group) {
                joins.to.extend(earlier.iter().map(|at| (*at, *last)));
                joins.before.insert(*last, earlier.to_vec());
            }
        }
        joins
    }
}

/// Address or name of the person of a row.
fn key(row: &Row, mapping: &Mapping) -> Option<String> {
    // the day is not looked at
    let reader = Reader::new(mapping, row, chrono::NaiveDate::MIN);
    let named = named(&reader)?;
    Some(named.email.unwrap_or_else(|| people::key(&named.name)))
}

/// Whether rows say the same, or nothing, in every column that holds one value.
fn agree(sheet: &Sheet, mapping: &Mapping, group: &[usize]) -> bool {
    mapping.columns.iter().enumerate().all(|(at, column)| {
        if column.field == IGNORE || column.field == "role" || holds_several(column.field) {
            return true;
        }
        let rows = group.iter().filter_map(|row| sheet.rows.get(*row)?.cells.get(at));
        let mut filled = rows.filter(|cell| !cell.is_empty());
        let Some(first) = filled.next() else { return true };
        let same = |cell: &Cell| {
            cell == first || cell.text().trim().to_lowercase() == first.text().trim().to_lowercase()
        };
        filled.all(same)
    })
}
