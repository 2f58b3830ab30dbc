//! `check`: everything that can be wrong with a file, found and said in words; nothing is repaired here.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::error::{Result, StoreError};
use super::migrate;
use super::open::Store;
use super::place::{backups_folder, folder_of};
use super::{backup, modes};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Something is broken.
    Fault,
    /// Something should be seen to.
    Warning,
}

/// One thing that `check` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is.
    pub grade: Grade,
    /// Which check found it: `integrity`, `foreign-keys`, `schema`, `history`, `unreadable`,
    /// `modes`, `backup`.
    pub check: &'static str,
    /// What is wrong, in one line.
    pub words: String,
    /// What to do about it.
    pub remedy: &'static str,
}

/// Own backups older than this are said (mission: rule `backup-old`, same limit).
const BACKUP_OLD_DAYS: i64 = 14;
/// No more lines than this of one kind.
const MANY: usize = 100;

const RESTORE: &str = "bring the newest backup back with `matchbook restore`";

impl Store {
    /// Looks at everything: gravest first, in a fixed order.
    pub fn check(&self, now: DateTime<Utc>) -> Result<Vec<Finding>> {
        let mut found = self.check_integrity()?;
        // on a damaged file the rest would only repeat it in other words
        if found.is_empty() {
            found.extend(self.check_foreign_keys()?);
            found.extend(self.check_schema()?);
            found.extend(self.check_history()?);
            found.extend(self.check_rows()?);
        }
        found.extend(self.check_modes());
        found.extend(self.check_backups(now));
        found.sort_by_key(|f| f.grade);
        Ok(found)
    }

    /// `SQLite`'s quick look, for the moment after the first frame: `None` when all is well.
    pub fn quick_check(&self) -> Result<Option<Finding>> {
        Ok(self.ask_sqlite("quick_check(1)")?.into_iter().next())
    }

    fn check_integrity(&self) -> Result<Vec<Finding>> {
        self.ask_sqlite("integrity_check")
    }

    fn ask_sqlite(&self, pragma: &str) -> Result<Vec<Finding>> {
        let finding =
            |words| Finding { grade: Grade::Fault, check: "integrity", words, remedy: RESTORE };
        let lines = self.conn.prepare(&format!("PRAGMA {pragma}")).and_then(|mut s| {
            s.query_map([], |r| r.get(0))?.take(MANY).collect::<rusqlite::Result<Vec<String>>>()
        });
        match lines {
            Ok(lines) => Ok(lines.into_iter().filter(|l| l != "ok").map(finding).collect()),
            Err(e) => {
                let error = StoreError::from_sqlite("checking", &self.place.file, e);
                let damaged = matches!(error, StoreError::Damaged { .. });
                if damaged { Ok(vec![finding(error.to_string())]) } else { Err(error) }
            }
        }
    }

    fn check_foreign_keys(&self) -> Result<Vec<Finding>> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let mut statement =
            self.conn.prepare("PRAGMA foreign_key_check").map_err(fail("checking"))?;
        let rows = statement
            .query_map([], |r| {
                Ok((r.get::<_, String>(0)?, r.get::<_, Option<i64>>(1)?, r.get::<_, String>(2)?))
            })
            .map_err(fail("checking"))?;
        let mut found = Vec::new();
        for row in rows.take(MANY) {
            let (table, id, parent) = row.map_err(fail("checking"))?;
            let id = id.map_or_else(String::new, |n| format!(" {n}"));
            found.push(Finding {
                grade: Grade::Fault,
                check: "foreign-keys",
                words: format!("{table}{id} points to a {parent} that is not there"),
                remedy: RESTORE,
            });
        }
        Ok(found)
    }

    fn check_schema(&self) -> Result<Vec<Finding>> {
        let found = migrate::schema_of(&self.conn)
            .map_err(StoreError::sql("reading the schema", &self.place.file))?;
        let lines = migrate::differences(&found, migrate::built_schema()?);
        let finding = |line: String| Finding {
            grade: Grade::Fault,
            check: "schema",
            words: crate::text::inert(&line).into_owned(),
            remedy: "another program changed the file: bring a backup back with `matchbook restore`",
        };
        Ok(lines.into_iter().map(finding).collect())
    }

    /// Each entry must follow from the one before it and its rows.
    fn check_history(&self) -> Result<Vec<Finding>> {
        let finding = |words: String| Finding {
            grade: Grade::Fault,
            check: "history",
            words,
            remedy: "the records stand as they are; what was done to them is no longer sure",
        };
        Ok(self.broken_links()?.into_iter().take(MANY).map(finding).collect())
    }

    fn check_rows(&self) -> Result<Vec<Finding>> {
        let finding = |row: super::load::Unreadable| Finding {
            grade: Grade::Fault,
            check: "unreadable",
            words: row.to_string(),
            remedy: RESTORE,
        };
        Ok(self.read_all()?.1.into_iter().take(MANY).map(finding).collect())
    }

    /// The folder is looked at only where it is Matchbook's own.
    fn check_modes(&self) -> Vec<Finding> {
        let file = self.place.file.as_path();
        let backups = backups_folder(file);
        let folder = folder_of(file);
        let own = folder.file_name().is_some_and(|n| n == "matchbook");
        let kept = std::fs::read_dir(&backups).into_iter().flatten().flatten().map(|e| e.path());
        let paths = [file.to_owned(), backups.clone()].into_iter().chain(kept);
        let paths = paths.chain(own.then(|| folder.to_owned()));
        let finding = |path: &Path| Finding {
            grade: Grade::Warning,
            check: "modes",
            words: format!("other users of this machine may read {}", super::error::at(path)),
            remedy: "opening the scheme to write closes it to them",
        };
        paths.filter(|p| modes::is_loose(p)).map(|p| finding(&p)).collect()
    }

    /// When the first entry of the history was written.
    fn first_written(&self) -> Option<DateTime<Utc>> {
        let first = self.conn.query_row("SELECT min(at) FROM history", [], |row| row.get(0));
        first.ok().flatten()
    }

    fn check_backups(&self, now: DateTime<Utc>) -> Vec<Finding> {
        let finding = |words: String| Finding {
            grade: Grade::Warning,
            check: "backup",
            words,
            remedy: "make one with `matchbook backup`",
        };
        let Some((file, at)) = backup::newest_backup(&self.place.file) else {
            let days = self.first_written().map_or(0, |first| (now - first).num_days());
            let words = format!("there is no backup yet, and the scheme is {days} days old");
            return (days > BACKUP_OLD_DAYS).then(|| finding(words)).into_iter().collect();
        };
        let days = (now.date_naive() - at.date()).num_days();
        if !backup::is_sound(&file) {
            vec![finding(format!("the newest backup, {}, cannot be read", super::error::at(&file)))]
        } else if days > BACKUP_OLD_DAYS {
            vec![finding(format!("the newest backup is {days} days old"))]
        } else {
            Vec::new()
        }
    }
}
