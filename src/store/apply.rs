//! Writing one change: all of its edits and its line in the history in one transaction, or nothing.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::Value;
use rusqlite::{
    Connection, OptionalExtension, Transaction, TransactionBehavior, params, params_from_iter,
};

use super::backup::last_number;
use super::error::{Result, StoreError};
use super::image::{Hash, SALT, columns, image, row_digest, salt};
use super::open::Store;
use crate::domain::change::{Change, Edit};
use crate::domain::scheme::{Mismatch, Scheme};
use crate::domain::tables::{Record, Table};

/// Changes of more rows than this keep no image of the rows that they insert: the rows themselves
/// and their digests are enough to take it back, and the file stays half as big after an import.
const BIG: usize = 1000;

/// When, where and by whom something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The instant.
    pub now: DateTime<Utc>,
    /// The coordinator's day, which `--on` may set.
    pub day: NaiveDate,
    /// Who does it: the user's name on this machine.
    pub who: String,
    /// On which machine.
    pub host: String,
}

/// What is in the file now, to be taken into a snapshot.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// Its number in the history.
    pub number: i64,
    /// What was changed; nothing for a note.
    pub change: Change,
}

impl Applied {
    /// Takes it into a snapshot that stands at the entry before it.
    pub fn onto(&self, scheme: &mut Scheme) -> std::result::Result<(), Mismatch> {
        scheme.apply(&self.change)?;
        *scheme = std::mem::take(scheme).at_history(self.number);
        Ok(())
    }
}

/// What kind of act a line of the history is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Something new.
    Change,
    /// The entry of this number taken back.
    Undo(i64),
    /// The entry of this number done again after it was taken back.
    Redo(i64),
    /// Something that changed no record: an export, a backup, a letter.
    Note,
}

impl Act {
    fn kind(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Undo(_) => "undo",
            Self::Redo(_) => "redo",
            Self::Note => "note",
        }
    }

    fn undoes(self) -> Option<i64> {
        match self {
            Self::Undo(number) | Self::Redo(number) => Some(number),
            Self::Change | Self::Note => None,
        }
    }
}

impl Store {
    /// Writes a change that was built upon this snapshot. `Behind` if the history has moved since:
    /// catch up with [`Store::since`], build it anew, and try again. A change of nothing writes
    /// nothing.
    pub fn apply(&mut self, scheme: &Scheme, change: &Change, at: &Stamp) -> Result<Applied> {
        if change.is_empty() {
            return Ok(Applied { number: scheme.history(), change: change.clone() });
        }
        self.write(scheme, Act::Change, change.clone(), at)
    }

    /// Writes a line into the history that changes no record. Words name records by id only.
    pub fn note(&mut self, scheme: &Scheme, words: String, at: &Stamp) -> Result<Applied> {
        self.write(scheme, Act::Note, Change { words, edits: Vec::new() }, at)
    }

    pub(super) fn write(
        &mut self,
        scheme: &Scheme,
        act: Act,
        change: Change,
        at: &Stamp,
    ) -> Result<Applied> {
        self.write_and(scheme, act, change, at, |_| Ok(()))
    }

    /// [`Store::write`] with what else belongs into the same transaction.
    pub(super) fn write_and(
        &mut self,
        scheme: &Scheme,
        act: Act,
        change: Change,
        at: &Stamp,
        also: impl FnOnce(&Transaction<'_>) -> Result<()>,
    ) -> Result<Applied> {
        self.may_write()?;
        let place = self.place.clone();
        let fail = |doing| StoreError::sql(doing, &place.file);
        let stop = self.stop.clone();
        let stopped = || stop.as_ref().is_some_and(|stop| stop.load(Ordering::SeqCst));
        let go_on = || if stopped() { Err(StoreError::Stopped) } else { Ok(()) };
        let one = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(fail("beginning to write"))?;
        if last_number(&one) != scheme.history() {
            return Err(StoreError::Behind);
        }
        // a change is judged as a whole: a record may come before the one that it points to
        one.prepare_cached("PRAGMA defer_foreign_keys = ON")
            .and_then(|mut s| s.execute([]))
            .map_err(fail("beginning to write"))?;
        let number = scheme.history() + 1;
        let drawn = drawn(&one, change.edits.len()).map_err(fail("drawing salts"))?;
        let mut inserts = Inserts::default();
        let mut write_all = || {
            change.edits.iter().try_for_each(|edit| {
                go_on()?;
                write_edit(&one, &mut inserts, edit, &place.file)
            })
        };
        let lines = if change.edits.len() > BIG {
            // what the history keeps of each row is worked out beside the writing of the rows
            std::thread::scope(|threads| {
                let lines = threads.spawn(|| row_lines(&change, &drawn));
                write_all()?;
                lines.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            })?
        } else {
            write_all()?;
            row_lines(&change, &drawn)?
        };
        go_on()?;
        write_history(&one, number, act, lines, &change.words, at)
            .map_err(fail("writing the history"))?;
        also(&one)?;
        if !place.is_still_there() {
            return Err(StoreError::Moved { file: place.file });
        }
        go_on()?;
        one.commit().map_err(fail("saving"))?;
        self.remember(number)?;
        Ok(Applied { number, change })
    }

    /// From now on a change is called off, with nothing of it written, when `stop` is set before
    /// it is saved.
    pub fn stop_on(&mut self, stop: Arc<AtomicBool>) {
        self.stop = Some(stop);
    }

    /// Refuses where nothing may be written.
    pub(super) fn may_write(&self) -> Result<()> {
        match &self.look_why {
            Some(why) => Err(StoreError::LookOnly { why: why.clone() }),
            None => Ok(()),
        }
    }
}

/// Writes one edit where the record stands exactly as the edit expects.
fn write_edit(
    conn: &Connection,
    inserts: &mut Inserts,
    edit: &Edit,
    file: &std::path::Path,
) -> Result<()> {
    let Some((table, id)) = edit.row() else { return Ok(()) };
    let stale =
        || StoreError::Stale { subject: format!("{} {id}", table.name().replace('_', " ")) };
    let (sql, values): (Cow<'_, str>, _) = match (&edit.before, &edit.after) {
        (None, Some(after)) => {
            let columns = columns(after)?;
            let names = columns.iter().map(|(name, _)| name.as_str());
            let sql = inserts.0.entry(table).or_insert_with(|| insert(table, names)).as_str();
            (sql.into(), columns.into_iter().map(|(_, value)| value).collect())
        }
        (Some(before), Some(after)) => owned(update(before, after)?),
        (Some(before), None) => owned(delete(before)?),
        (None, None) => return Ok(()),
    };
    let written = conn.prepare_cached(&sql).and_then(|mut s| s.execute(params_from_iter(values)));
    match written {
        Ok(1) => Ok(()),
        Ok(_) => Err(stale()),
        // SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID: somebody else was first
        Err(rusqlite::Error::SqliteFailure(e, _)) if [1555, 2579].contains(&e.extended_code) => {
            Err(stale())
        }
        Err(error) => Err(StoreError::from_sqlite("writing", file, error)),
    }
}

type Sql = (String, Vec<Value>);

fn owned((sql, values): Sql) -> (Cow<'static, str>, Vec<Value>) {
    (sql.into(), values)
}

/// The statement that inserts into each table, made when first needed: a long change has many rows
/// of few tables.
#[derive(Default)]
struct Inserts(HashMap<Table, String>);

fn insert<'a>(table: Table, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let marks = vec!["?"; names.len()].join(", ");
    format!("INSERT INTO {} ({}) VALUES ({marks})", table.name(), names.join(", "))
}

/// Only the columns that differ are set, so that triggers on others rest; all are compared.
fn update(before: &Record, after: &Record) -> Result<Sql> {
    let old = columns(before)?;
    let changed: Vec<_> = columns(after)?
        .into_iter()
        .zip(&old)
        .filter(|(new, old)| new != *old)
        .map(|(n, _)| n)
        .collect();
    let mut sets: Vec<String> = changed.iter().map(|(name, _)| format!("{name} = ?")).collect();
    if sets.is_empty() {
        sets.push("id = id".to_owned());
    }
    let (condition, expected) = stands(old);
    let values = changed.into_iter().map(|(_, value)| value).chain(expected).collect();
    let sql = format!("UPDATE {} SET {} WHERE {condition}", before.table().name(), sets.join(", "));
    Ok((sql, values))
}

fn delete(before: &Record) -> Result<Sql> {
    let (condition, values) = stands(columns(before)?);
    Ok((format!("DELETE FROM {} WHERE {condition}", before.table().name()), values))
}

/// The condition that every column has its value; the key first, so that its index is used.
fn stands(columns: Vec<(String, Value)>) -> Sql {
    let (names, values): (Vec<String>, Vec<Value>) = columns.into_iter().unzip();
    let equal =
        |name: &String| if name == "id" { "id = ?".to_owned() } else { format!("{name} IS ?") };
    (names.iter().map(equal).collect::<Vec<_>>().join(" AND "), values)
}

/// What the salts of so many rows are made of.
fn drawn(one: &Transaction<'_>, rows: usize) -> rusqlite::Result<Vec<u8>> {
    let bytes = i64::try_from(rows * SALT).unwrap_or(i64::MAX);
    one.prepare_cached("SELECT randomblob(?1)")?.query_row([bytes], |r| r.get(0))
}

fn write_history(
    one: &Transaction<'_>,
    number: i64,
    act: Act,
    rows: Vec<RowLine>,
    words: &str,
    at: &Stamp,
) -> rusqlite::Result<()> {
    let previous: Option<String> = one
        .prepare_cached("SELECT chain FROM history WHERE number = ?1")?
        .query_row([number - 1], |r| r.get(0))
        .optional()?;
    let mut line = Line {
        number,
        kind: act.kind().to_owned(),
        undoes: act.undoes(),
        at: at.now.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        day: at.day.to_string(),
        who: at.who.clone(),
        host: at.host.clone(),
        words: words.to_owned(),
        digests: Vec::new(),
    };
    line.digests = rows.iter().map(|row| row.digest.clone()).collect();
    one.prepare_cached(
        "INSERT INTO history (number, kind, undoes, at, day, who, host, words, chain)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        number,
        line.kind,
        line.undoes,
        line.at,
        line.day,
        line.who,
        line.host,
        line.words,
        line.chain(previous.as_deref()),
    ])?;
    let mut statement = one.prepare_cached(
        "INSERT INTO history_row (history, place, table_name, row_id, before, after, salt, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for row in rows {
        statement.execute(params![
            number, row.place, row.table, row.id, row.before, row.after, row.salt, row.digest
        ])?;
    }
    Ok(())
}

struct RowLine {
    place: i64,
    table: &'static str,
    id: i64,
    before: Option<String>,
    after: Option<String>,
    salt: String,
    digest: String,
}

fn row_lines(change: &Change, drawn: &[u8]) -> Result<Vec<RowLine>> {
    let big = change.edits.len() > BIG;
    let mut lines = Vec::with_capacity(change.edits.len());
    for (n, edit) in change.edits.iter().enumerate() {
        let Some((table, id)) = edit.row() else { continue };
        let before = edit.before.as_ref().map(image).transpose()?;
        let after = edit.after.as_ref().map(image).transpose()?;
        let salt = salt(drawn, n);
        let digest = row_digest(&salt, table.name(), id, before.as_deref(), after.as_deref());
        // what no snapshot holds could not be found again
        let after = if big && before.is_none() && !table.is_aside() { None } else { after };
        let place = i64::try_from(n).unwrap_or(i64::MAX);
        lines.push(RowLine { place, table: table.name(), id, before, after, salt, digest });
    }
    Ok(lines)
}

/// What the chain covers of one entry.
pub(super) struct Line {
    pub(super) number: i64,
    pub(super) kind: String,
    pub(super) undoes: Option<i64>,
    pub(super) at: String,
    pub(super) day: String,
    pub(super) who: String,
    pub(super) host: String,
    pub(super) words: String,
    /// Digests of its rows, in order.
    pub(super) digests: Vec<String>,
}

impl Line {
    /// The link of the chain after the one before it.
    pub(super) fn chain(&self, previous: Option<&str>) -> String {
        let mut hash = Hash::new();
        hash.maybe(previous);
        hash.part(&self.number.to_string());
        hash.part(&self.kind);
        hash.maybe(self.undoes.map(|n| n.to_string()).as_deref());
        for part in [&self.at, &self.day, &self.who, &self.host, &self.words] {
            hash.part(part);
        }
        for digest in &self.digests {
            hash.part(digest);
        }
        hash.hex()
    }
}
