//! Copies elsewhere: making one, and what the history tells of the last (rule `backup-old`).

use std::path::Path;

use chrono::NaiveDate;
use rusqlite::params;

use super::apply::Stamp;
use super::backup::Backup;
use super::error::{Result, StoreError};
use super::open::Store;
use super::place::folder_of;
use crate::domain::rules::Outside;
use crate::domain::scheme::Scheme;

/// The words of the note that a copy leaves in the history: by them the last one is found.
pub(super) const COPIED: &str = "a copy was made outside the data folder";

impl Store {
    /// Makes a checked copy at a path where nothing is, and, if that is outside the scheme's own
    /// folder, notes it in the history; says whether it did. The snapshot may be behind: a note
    /// changes no record.
    pub fn copy_to(&mut self, scheme: &Scheme, file: &Path, at: &Stamp) -> Result<(Backup, bool)> {
        let made = self.backup_to(file)?;
        let folder = |path: &Path| folder_of(path).canonicalize().ok();
        let is_outside = folder(&made.file) != folder(self.file());
        if is_outside {
            self.note(scheme, COPIED.to_owned(), at)?;
        }
        Ok((made, is_outside))
    }

    /// What the rules of Today cannot see in the snapshot: the day of the last copy outside the
    /// scheme's folder, and the day of the first thing that was done.
    pub fn outside(&self) -> Result<Outside> {
        let day = |sql: &str, words: &str| -> Result<Option<NaiveDate>> {
            let read = self.conn.query_row(sql, params![words], |row| row.get(0));
            let day: Option<String> =
                read.map_err(StoreError::sql("reading the history", self.file()))?;
            Ok(day.and_then(|day| day.parse().ok()))
        };
        Ok(Outside {
            copied: day("SELECT max(day) FROM history WHERE kind = 'note' AND words = ?1", COPIED)?,
            created: day("SELECT min(day) FROM history WHERE words <> ?1", COPIED)?,
        })
    }
}
