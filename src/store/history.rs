//! The history: what was done, and taking it back or doing it again. Both are changes like any other.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension, Row, params};

use super::apply::{Act, Applied, Stamp};
use super::error::{Result, StoreError};
use super::image::{image, record, row_digest};
use super::open::Store;
use crate::domain::admit::admit;
use crate::domain::change::{Change, Edit};
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Record, Table};

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its number; numbers have no gaps.
    pub number: i64,
    /// What kind of act it was.
    pub act: Act,
    /// When.
    pub at: DateTime<Utc>,
    /// The coordinator's day.
    pub day: NaiveDate,
    /// By whom.
    pub who: String,
    /// On which machine.
    pub host: String,
    /// What was done, with ids in braces ([`Scheme::words`] shows names).
    pub words: String,
    /// Whether it stands: a change that was not taken back, or was done again.
    pub live: bool,
}

/// The columns of a [`Head`]; an entry is live unless the last act on it took it back.
const HEADS: &str = "SELECT number, kind, undoes, at, day, who, host, words,
    coalesce((SELECT kind FROM history AS later WHERE later.undoes = history.number
              ORDER BY later.number DESC LIMIT 1), 'redo') = 'redo' AS live
    FROM history";

impl Store {
    /// The newest entries, newest first.
    pub fn heads(&self, limit: usize) -> Result<Vec<Head>> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.read_heads(&format!("{HEADS} ORDER BY number DESC LIMIT ?1"), [limit])
    }

    /// The entries after a number, oldest first: what happened since a visit.
    pub fn heads_after(&self, number: i64) -> Result<Vec<Head>> {
        self.read_heads(&format!("{HEADS} WHERE number > ?1 ORDER BY number"), [number])
    }

    /// The entries of a day, oldest first: what was done today.
    pub fn heads_on(&self, day: NaiveDate) -> Result<Vec<Head>> {
        let sql = format!("{HEADS} WHERE day = ?1 ORDER BY number");
        self.read_heads(&sql, [day.to_string()])
    }

    /// The entries that touched a record, newest first.
    pub fn heads_of(&self, table: Table, id: i64) -> Result<Vec<Head>> {
        let sql = format!(
            "{HEADS} WHERE number IN (SELECT history FROM history_row
             WHERE table_name = ?1 AND row_id = ?2) ORDER BY number DESC"
        );
        self.read_heads(&sql, params![table.name(), id])
    }

    /// The records that an entry touched, in the order of its edits.
    pub fn rows_of(&self, number: i64) -> Result<Vec<(Table, i64)>> {
        let kept = self.kept_rows(number)?;
        Ok(kept.into_iter().map(|row| (row.table, row.id)).collect())
    }

    /// Takes back one's own newest change that stands.
    pub fn undo(&mut self, scheme: &Scheme, at: &Stamp) -> Result<Applied> {
        let sql = format!(
            "{HEADS} WHERE kind = 'change' AND who = ?1 AND live ORDER BY number DESC LIMIT 1"
        );
        let newest = self.read_heads(&sql, [&at.who])?.into_iter().next();
        let newest = newest.ok_or(StoreError::NothingToUndo)?;
        self.undo_entry(scheme, newest.number, at)
    }

    /// Takes back any entry, where no later one that stands has touched its records.
    pub fn undo_entry(&mut self, scheme: &Scheme, number: i64, at: &Stamp) -> Result<Applied> {
        let not = |why| StoreError::NotUndoable { number, why };
        let head = self.head(number)?.ok_or(not("there is no such entry"))?;
        match head.act {
            Act::Change if head.live => {}
            Act::Change => return Err(not("it was undone already")),
            Act::Note => return Err(not("it is a note, or an erasure, which is for good")),
            Act::Undo(_) | Act::Redo(_) => {
                return Err(not("undo or redo the entry that it is about"));
            }
        }
        // its images are those of the last time that it was done
        let done = self.last_act_on(number, "redo")?.unwrap_or(number);
        self.invert(scheme, done, Act::Undo(number), &head.words, at)
    }

    /// Does again what one took back last, unless one has changed something else since.
    pub fn redo(&mut self, scheme: &Scheme, at: &Stamp) -> Result<Applied> {
        let undone: Option<(i64, i64)> = self
            .conn
            .query_row(
                "SELECT number, undoes FROM history AS taken WHERE kind = 'undo' AND who = ?1
                 AND number > coalesce((SELECT max(number) FROM history
                                        WHERE kind = 'change' AND who = ?1), 0)
                 AND NOT EXISTS (SELECT 1 FROM history AS later
                                 WHERE later.undoes = taken.undoes AND later.number > taken.number)
                 ORDER BY number DESC LIMIT 1",
                [&at.who],
                |r| Ok((r.get(0)?, r.get(1)?)),
            )
            .optional()
            .map_err(StoreError::sql("reading the history", &self.place.file))?;
        let (undo, number) = undone.ok_or(StoreError::NothingToRedo)?;
        let words = self.head(number)?.map(|head| head.words).unwrap_or_default();
        self.invert(scheme, undo, Act::Redo(number), &words, at)
    }

    /// Writes the inverse of what an entry wrote.
    fn invert(
        &mut self,
        scheme: &Scheme,
        entry: i64,
        act: Act,
        words: &str,
        at: &Stamp,
    ) -> Result<Applied> {
        let (number, verb, said) = match act {
            Act::Redo(number) => (number, "redone", format!("done again: {words}")),
            Act::Undo(number) => (number, "undone", format!("undone: {words}")),
            Act::Change | Act::Note => (entry, "undone", words.to_owned()),
        };
        if let Some(later) = self.in_the_way(entry)? {
            let words = scheme.words(&later.words);
            return Err(StoreError::InTheWay { number, verb, later: later.number, words });
        }
        let edits = self.edits_of(scheme, number, entry)?;
        let change = Change { words: String::new(), edits }.inverse(said);
        admit(scheme, &change).map_err(|why| StoreError::NotAdmitted { words: why.to_string() })?;
        self.write(scheme, act, change, at).map_err(|error| {
            let why = "records that were added since refer to what it added; undo those first";
            let refers = |rule: &str| rule.starts_with("FOREIGN KEY");
            if matches!(&error, StoreError::Refused { rule } if refers(rule)) {
                StoreError::NotUndoable { number, why }
            } else {
                error
            }
        })
    }

    /// The newest change that stands, is later than the entry, and touched one of its records.
    fn in_the_way(&self, entry: i64) -> Result<Option<Head>> {
        let sql = format!(
            "{HEADS} WHERE kind = 'change' AND live AND number IN (
                SELECT later.history FROM history_row AS own
                JOIN history_row AS later
                  ON later.table_name = own.table_name AND later.row_id = own.row_id
                 AND later.history > own.history
                WHERE own.history = ?1)
             ORDER BY number DESC LIMIT 1"
        );
        Ok(self.read_heads(&sql, [entry])?.into_iter().next())
    }

    /// The last entry of a kind about an entry.
    fn last_act_on(&self, number: i64, kind: &str) -> Result<Option<i64>> {
        self.conn
            .query_row(
                "SELECT max(number) FROM history WHERE undoes = ?1 AND kind = ?2",
                params![number, kind],
                |r| r.get(0),
            )
            .map_err(StoreError::sql("reading the history", &self.place.file))
    }

    /// One entry.
    pub fn head(&self, number: i64) -> Result<Option<Head>> {
        let sql = format!("{HEADS} WHERE number = ?1");
        Ok(self.read_heads(&sql, [number])?.into_iter().next())
    }

    fn read_heads(&self, sql: &str, params: impl rusqlite::Params) -> Result<Vec<Head>> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let mut statement = self.conn.prepare_cached(sql).map_err(fail("reading the history"))?;
        let rows = statement.query_map(params, read_head).map_err(fail("reading the history"))?;
        rows.collect::<rusqlite::Result<Vec<_>>>().map_err(fail("reading the history"))
    }

    /// The edits of an entry from its images, for taking entry `number` back or doing it again.
    fn edits_of(&self, scheme: &Scheme, number: i64, entry: i64) -> Result<Vec<Edit>> {
        let kept = self.kept_rows(entry)?;
        let not = |why| StoreError::NotUndoable { number, why };
        // from the last edit to the first, knowing how each record stood after the edit
        let mut stood: BTreeMap<(Table, i64), Option<Record>> = BTreeMap::new();
        let mut edits = Vec::with_capacity(kept.len());
        for row in kept.into_iter().rev() {
            let salt = row.salt.as_deref().ok_or(not("records of it were erased since"))?;
            let old = not("it was made before an upgrade of the file");
            let read = |image: &str| record(row.table, image).ok_or(old);
            let before = row.before.as_deref().map(read).transpose()?;
            let old = not("it was made before an upgrade of the file");
            let read = |image: &str| record(row.table, image).ok_or(old);
            let after = match &row.after {
                Some(image) => Some(read(image)?),
                None if before.is_some() => None,
                None => {
                    let key = (row.table, row.id);
                    let now = || scheme.tables().record(row.table, row.id);
                    let now = stood.get(&key).cloned().unwrap_or_else(now);
                    let text = now.as_ref().map(image).transpose()?;
                    let digest = row_digest(salt, row.table.name(), row.id, None, text.as_deref());
                    if digest != row.digest {
                        return Err(not("a record that it added no longer stands as it was added"));
                    }
                    now
                }
            };
            stood.insert((row.table, row.id), before.clone());
            edits.push(Edit { before, after });
        }
        edits.reverse();
        Ok(edits)
    }

    /// The lines that the history keeps of an entry's edits, in order.
    pub(super) fn kept_rows(&self, number: i64) -> Result<Vec<Kept>> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT table_name, row_id, before, after, salt, digest
                 FROM history_row WHERE history = ?1 ORDER BY place",
            )
            .map_err(fail("reading the history"))?;
        let rows = statement
            .query_map([number], |r| {
                let name: String = r.get(0)?;
                let table = Table::named(&name).ok_or_else(|| {
                    rusqlite::Error::InvalidColumnName(format!("no table {name}"))
                })?;
                Ok(Kept {
                    table,
                    id: r.get(1)?,
                    before: r.get(2)?,
                    after: r.get(3)?,
                    salt: r.get(4)?,
                    digest: r.get(5)?,
                })
            })
            .map_err(fail("reading the history"))?;
        rows.collect::<rusqlite::Result<Vec<_>>>().map_err(fail("reading the history"))
    }
}

/// One line of `history_row`.
pub(super) struct Kept {
    pub(super) table: Table,
    pub(super) id: i64,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) salt: Option<String>,
    pub(super) digest: String,
}

fn read_head(row: &Row<'_>) -> rusqlite::Result<Head> {
    let kind: String = row.get(1)?;
    let undoes: Option<i64> = row.get(2)?;
    let act = match (kind.as_str(), undoes) {
        ("undo", Some(number)) => Act::Undo(number),
        ("redo", Some(number)) => Act::Redo(number),
        ("note", _) => Act::Note,
        _ => Act::Change,
    };
    Ok(Head {
        number: row.get(0)?,
        act,
        at: row.get(3)?,
        day: row.get(4)?,
        who: row.get(5)?,
        host: row.get(6)?,
        words: row.get(7)?,
        live: row.get(8)?,
    })
}
