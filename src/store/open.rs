//! Opening a scheme's file: every check and every refusal between a path and a usable `Store`.

use std::cell::Cell;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use rusqlite::Connection;

use super::apply::Stamp;
use super::error::{Result, StoreError, at};
use super::journal::{Beside, look_beside, settle};
use super::migrate::{self, APPLICATION_ID, MIGRATIONS, VERSION};
use super::place::{Held, Place, backups_folder, folder_of};
use super::{backup, connect, create, modes, sniff};
use crate::domain::change::Change;

/// What a file is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// To change it too. A file that may not be written opens to look, with a notice.
    Write,
    /// To look only: not one byte is written.
    Look,
}

/// Something that the person who opened the file should know. `Display` is the line to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The path was a link.
    Link { from: PathBuf, to: PathBuf },
    /// The file opened to look although it was to be written.
    LookOnly { why: String },
    /// Other users of the machine could read it; they no longer can.
    Tightened { path: PathBuf },
    /// Other users of the machine can read it, and that could not be changed.
    Loose { path: PathBuf },
    /// It was brought to the newest version; the copy of before is kept.
    Upgraded { from: i64, to: i64, backup: PathBuf },
    /// An interrupted change was taken back.
    Recovered,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link { from, to } => write!(f, "{} is a link to {}", at(from), at(to)),
            Self::LookOnly { why } => write!(f, "open to look only: {why}"),
            Self::Tightened { path } => {
                write!(f, "other users could read {}: now only you can", at(path))
            }
            Self::Loose { path } => {
                write!(f, "other users can read {}, and it could not be changed", at(path))
            }
            Self::Upgraded { from, to, backup } => write!(
                f,
                "upgraded from file version {from} to {to}; the copy of before is {}",
                at(backup)
            ),
            Self::Recovered => {
                f.write_str("a change that was interrupted was taken back; all others are there")
            }
        }
    }
}

/// An open scheme's file. It belongs to one thread; a second one opens its own.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Connection,
    pub(super) place: Place,
    /// Why nothing may be written, if that is so.
    pub(super) look_why: Option<String>,
    pub(super) notices: Vec<Notice>,
    /// `PRAGMA data_version` and the last history number when this store last looked.
    pub(super) seen: Cell<Option<(i64, i64)>>,
    /// Set by somebody who wants a change called off that is not saved yet.
    pub(super) stop: Option<Arc<AtomicBool>>,
    // after the connection: fields are dropped in order
    _held: Held,
}

impl Store {
    /// Makes an empty scheme's file where nothing is, and opens it.
    pub fn create(path: &Path) -> Result<Self> {
        create::create_file(path, |_| Ok(()))?;
        Self::open(path, Access::Write)
    }

    /// The same with its first change: nothing ever stands at the path without it.
    pub fn create_with(path: &Path, change: &Change, at: &Stamp) -> Result<Self> {
        create::create_file(path, |new| {
            let mut store = Self::open(new, Access::Write)?;
            let (empty, _) = store.load()?;
            store.apply(&empty, change, at).map(drop)
        })?;
        Self::open(path, Access::Write)
    }

    /// Opens a scheme's file. Refuses whatever is none in one clear line, and leaves what it
    /// refuses as it was, to the byte.
    pub fn open(path: &Path, access: Access) -> Result<Self> {
        let place = Place::look_at(path)?;
        let file = place.file.clone();
        let asked = (access == Access::Look).then(|| "it was opened with --read-only".to_owned());
        let look_why = asked.or_else(|| place.look_why.clone());
        let (held, recovered) = Held::new(&place, || match look_beside(&place)? {
            Beside::OwnJournal(count) if look_why.is_none() => settle(&place, count),
            Beside::OwnJournal(_) | Beside::Nothing => Ok(false),
        })?;
        let conn =
            connect::connect(&file, look_why.is_none()).map_err(|e| cannot_open(&file, e))?;
        let version = recognise(&conn, &file)?;
        let mut store = Self {
            conn,
            place,
            look_why,
            notices: Vec::new(),
            seen: Cell::new(None),
            stop: None,
            _held: held,
        };
        store.say(access);
        if store.look_why.is_none() {
            connect::set_journal(&store.conn).map_err(|e| cannot_read(&file, e))?;
            if recovered == Some(true) {
                store.notices.push(Notice::Recovered);
            }
            store.tighten();
        }
        store.bring_up(version)?;
        store.compare_schema()?;
        Ok(store)
    }

    /// What the person who opened it should know.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// Why nothing may be written, if that is so.
    pub fn look_only(&self) -> Option<&str> {
        self.look_why.as_deref()
    }

    /// The real path of the file.
    pub fn file(&self) -> &Path {
        &self.place.file
    }

    /// Stops writing through this store, for a reason found after opening.
    pub(super) fn only_look(&mut self, why: String) {
        if self.look_why.is_none() {
            self.notices.push(Notice::LookOnly { why: why.clone() });
            self.look_why = Some(why);
        }
    }

    fn say(&mut self, access: Access) {
        if let Some(from) = self.place.link.clone() {
            self.notices.push(Notice::Link { from, to: self.place.file.clone() });
        }
        if let (Access::Write, Some(why)) = (access, self.look_why.clone()) {
            self.notices.push(Notice::LookOnly { why });
        }
    }

    /// Closes files and Matchbook's own folders to other users of the machine.
    fn tighten(&mut self) {
        let file = self.place.file.clone();
        let folder = folder_of(&file).to_owned();
        let backups = backups_folder(&file);
        let mut paths = vec![file];
        // a folder that others put things into is not ours to close
        if folder.file_name().is_some_and(|n| n == "matchbook") {
            paths.push(folder);
        }
        let kept = std::fs::read_dir(&backups).into_iter().flatten().flatten();
        paths.extend(kept.map(|e| e.path()));
        if backups.is_dir() {
            paths.push(backups);
        }
        for path in paths {
            match modes::tighten(&path) {
                Ok(false) => {}
                Ok(true) => self.notices.push(Notice::Tightened { path }),
                Err(_) => self.notices.push(Notice::Loose { path }),
            }
        }
    }

    /// Upgrades an older file, after a copy of it was made and checked.
    fn bring_up(&mut self, version: i64) -> Result<()> {
        if version == VERSION {
            return Ok(());
        }
        let file = self.place.file.clone();
        if self.look_why.is_some() {
            return Err(StoreError::TooOldToLook {
                file,
                file_version: version,
                program_version: VERSION,
            });
        }
        let backup = backup::before_upgrade(&self.conn, &file, version)?;
        migrate::upgrade(&mut self.conn, &MIGRATIONS, &file)?;
        self.notices.push(Notice::Upgraded { from: version, to: VERSION, backup });
        Ok(())
    }

    /// Opens to look only what has other tables or triggers than Matchbook makes: a trigger of
    /// somebody else's would change what the history does not know of.
    fn compare_schema(&mut self) -> Result<()> {
        let found = migrate::schema_of(&self.conn).map_err(|e| cannot_read(&self.place.file, e))?;
        let lines = migrate::differences(&found, migrate::built_schema()?);
        if let Some(first) = lines.first() {
            let more = match lines.len() - 1 {
                0 => String::new(),
                n => format!(" and {n} more"),
            };
            self.only_look(format!(
                "its schema is not as Matchbook made it ({}{more}): run `matchbook check`",
                crate::text::inert(first)
            ));
        }
        Ok(())
    }
}

/// The version of a file that is certainly Matchbook's and not too new.
fn recognise(conn: &Connection, file: &Path) -> Result<i64> {
    let pragma = |name: &str| -> Result<i64> {
        conn.pragma_query_value(None, name, |r| r.get(0)).map_err(|e| cannot_read(file, e))
    };
    if pragma("application_id")? != APPLICATION_ID {
        return Err(StoreError::OtherProgram { file: file.to_owned() });
    }
    let file_version = pragma("user_version")?;
    if file_version > VERSION {
        let program_version = VERSION;
        return Err(StoreError::TooNew { file: file.to_owned(), file_version, program_version });
    }
    // no program of ours ever left a file without a version
    if file_version < 1 {
        return Err(StoreError::Damaged { file: file.to_owned() });
    }
    Ok(file_version)
}

fn cannot_open(file: &Path, error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::PermissionDenied) => {
            StoreError::Unreadable {
                file: file.to_owned(),
                why: "the system does not allow it".to_owned(),
            }
        }
        _ => cannot_read(file, error),
    }
}

/// Bytes that are no database are told apart from a database that is damaged.
fn cannot_read(file: &Path, error: rusqlite::Error) -> StoreError {
    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) {
        let looks = sniff::sniff(file);
        if looks != sniff::Looks::CutDatabase {
            return StoreError::Foreign { file: file.to_owned(), looks };
        }
    }
    StoreError::from_sqlite("opening the scheme", file, error)
}
