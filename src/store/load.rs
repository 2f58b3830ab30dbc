//! Reading the whole scheme into one snapshot, and telling which rows cannot be read.

use std::collections::BTreeMap;
use std::fmt;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_rusqlite::{columns_from_statement, from_row_with_columns};

use super::backup::last_number;
use super::error::{Result, StoreError};
use super::open::Store;
use crate::domain::ids::ConcernId;
use crate::domain::records::ConcernText;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Row, Source, Table, Tables};
use crate::text::inert;

/// A row that does not read as a record. It is left where it is; the file opens to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Its table.
    pub table: &'static str,
    /// Its primary key.
    pub id: i64,
    /// The column that does not read, where it is known.
    pub column: Option<String>,
    /// What is wrong with it.
    pub why: String,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = self.column.as_ref().map(|c| format!(", column {c}")).unwrap_or_default();
        write!(f, "{} {}{column}: {}", self.table, self.id, inert(&self.why))
    }
}

impl Store {
    /// The scheme as it is now, in one read: all tables and the last history number are of one
    /// moment. With rows that cannot be read, nothing is written through this store any more.
    pub fn load(&mut self) -> Result<(Scheme, Vec<Unreadable>)> {
        let (scheme, unreadable) = self.read_all()?;
        if let Some(first) = unreadable.first() {
            self.only_look(format!(
                "{} cannot be read (first {first}): run `matchbook check`",
                match unreadable.len() {
                    1 => "1 row".to_owned(),
                    n => format!("{n} rows"),
                }
            ));
        }
        Ok((scheme, unreadable))
    }

    /// [`Store::load`] without any consequence.
    pub(super) fn read_all(&self) -> Result<(Scheme, Vec<Unreadable>)> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let one = self.conn.unchecked_transaction().map_err(fail("reading the scheme"))?;
        // the first read fixes the moment, the number is of the same
        let history = last_number(&one);
        let mut seen = BTreeMap::new();
        for table in Table::ALL {
            let highest: Option<i64> = one
                .prepare_cached("SELECT max(row_id) FROM history_row WHERE table_name = ?1")
                .and_then(|mut s| s.query_row([table.name()], |r| r.get(0)))
                .map_err(fail("reading the history"))?;
            seen.extend(highest.map(|id| (*table, id)));
        }
        let mut reader = Reader { conn: &one, unreadable: Vec::new() };
        let tables = Tables::read(&mut reader).map_err(|e| self.reading_failed(e))?;
        let unreadable = reader.unreadable;
        self.remember(history)?;
        drop(one);
        Ok((Scheme::new(tables, &seen, history), unreadable))
    }

    /// What a concern says, read for whoever asks for it deliberately and kept by nobody (V5); none
    /// where nothing is kept.
    pub fn concern_text(&self, id: ConcernId) -> Result<Option<ConcernText>> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let mut statement = self
            .conn
            .prepare_cached("SELECT * FROM concern_text WHERE id = ?1")
            .map_err(fail("reading a concern"))?;
        let columns = columns_from_statement(&statement);
        let mut rows = statement.query([id.0]).map_err(fail("reading a concern"))?;
        let Some(row) = rows.next().map_err(fail("reading a concern"))? else { return Ok(None) };
        let unreadable = |_| StoreError::Row {
            table: Table::ConcernText.name().to_owned(),
            id: id.0,
            why: "it cannot be read".to_owned(),
        };
        from_row_with_columns(row, &columns).map(Some).map_err(unreadable)
    }

    fn reading_failed(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite("reading the scheme", &self.place.file, error)
    }
}

/// Reads tables through serde: a column is the field of its name.
struct Reader<'a> {
    conn: &'a Connection,
    unreadable: Vec<Unreadable>,
}

impl Source for Reader<'_> {
    type Error = rusqlite::Error;

    fn rows<T: Row>(&mut self) -> rusqlite::Result<Vec<T>> {
        let table = T::TABLE.name();
        let mut statement = self.conn.prepare_cached(&format!("SELECT * FROM {table}"))?;
        let columns = columns_from_statement(&statement);
        let mut rows = statement.query([])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            match from_row_with_columns::<T>(row, &columns) {
                Ok(record) => records.push(record),
                Err(error) => {
                    let (column, why) = fault(error, row, &columns);
                    let id = row.get("id").unwrap_or_default();
                    self.unreadable.push(Unreadable { table, id, column, why });
                }
            }
        }
        Ok(records)
    }
}

/// Text that is no Unicode fails before serde knows which column it is.
fn fault(
    error: serde_rusqlite::Error,
    row: &rusqlite::Row<'_>,
    columns: &[String],
) -> (Option<String>, String) {
    if let serde_rusqlite::Error::Deserialization { column: Some(column), message } = error {
        return (Some(column), message);
    }
    let broken = |n: &usize| {
        row.get_ref(*n)
            .is_ok_and(|v| matches!(v, ValueRef::Text(t) if std::str::from_utf8(t).is_err()))
    };
    match (0..columns.len()).find(broken) {
        Some(n) => (columns.get(n).cloned(), "the text is not valid Unicode".to_owned()),
        None => (None, error.to_string()),
    }
}
