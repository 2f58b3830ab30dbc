//! What the store refuses or fails at, each as the one clear line that a person reads.

use std::path::{Path, PathBuf};

use crate::text::inert;

use super::sniff::Looks;

/// Anything that the store refuses or fails at. `Display` is the whole message, one line, ending
/// with what to do where there is something to do; no variant shows a value of a record.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file of that name.
    #[error("{} does not exist: check the name, or make a new scheme there with `matchbook init`", at(.file))]
    Missing { file: PathBuf },
    /// There is no file, but backups or a journal of it stand beside its place.
    #[error("{} is gone, but {} stands beside its place: bring a backup back with `matchbook restore`", at(.file), at(.beside))]
    Gone { file: PathBuf, beside: PathBuf },
    /// A new file was asked for where one stands.
    #[error("{} already exists: nothing was changed; choose another name", at(.file))]
    Exists { file: PathBuf },
    /// A folder of the path does not exist or cannot be made.
    #[error("the folder {} cannot be used: {why}; make it, or name another place", at(.folder))]
    Folder { folder: PathBuf, why: String },
    /// A file of no bytes.
    #[error("{} is empty, not a Matchbook file: delete it and use `matchbook init`, or bring a backup back with `matchbook restore`", at(.file))]
    Empty { file: PathBuf },
    /// A folder, a device, a pipe, a socket, or a link that leads nowhere.
    #[error("{} is {what}, not a Matchbook file: name the scheme's file", at(.file))]
    NoFile { file: PathBuf, what: &'static str },
    /// A file of another kind.
    #[error("{} is not a Matchbook file: it looks like {looks}{}", at(.file), .looks.advice())]
    Foreign { file: PathBuf, looks: Looks },
    /// A database that another program made.
    #[error("{} is a database of another program, not a Matchbook file: nothing was changed; name the scheme's file", at(.file))]
    OtherProgram { file: PathBuf },
    /// A file of a later version of Matchbook.
    #[error("{} was written by a newer Matchbook (file version {file_version}, this program reads up to {program_version}): nothing was changed; use the newer program", at(.file))]
    TooNew { file: PathBuf, file_version: i64, program_version: i64 },
    /// An older file that was to be opened to look only.
    #[error("{} is of an older version ({file_version}; this program needs {program_version}) and opened to look only: open it once to write, so that it is backed up and upgraded", at(.file))]
    TooOldToLook { file: PathBuf, file_version: i64, program_version: i64 },
    /// `SQLite` says that the bytes are not in order.
    #[error("{} is damaged: it was left as it is; bring the newest backup back with `matchbook restore`, which keeps the damaged file aside", at(.file))]
    Damaged { file: PathBuf },
    /// The file has more than one name in the file system.
    #[error("{} has {names} names (hard links), and a journal under another name would be missed: keep one name and try again", at(.file))]
    HardLink { file: PathBuf, names: u64 },
    /// A journal beside the file does not belong to it.
    #[error("beside {} stands {}, which belongs to another file and would destroy this one: bring a backup back with `matchbook restore`, which sets both aside", at(.file), at(.journal))]
    StrayJournal { file: PathBuf, journal: PathBuf },
    /// Another program switched the file to a write-ahead log and that log is there.
    #[error("another program uses {} in its own way ({} stands beside it): close that program and try again, or bring a backup back with `matchbook restore`", at(.file), at(.log))]
    OtherMode { file: PathBuf, log: PathBuf },
    /// This process has the file open that was to be replaced.
    #[error("{} is open here: close it first", at(.file))]
    OpenHere { file: PathBuf },
    /// An interrupted change waits to be rolled back, but the file was opened to look only.
    #[error("{} was left in the middle of a change, which opening it to write takes back: open it once without --read-only", at(.file))]
    NeedsRecovery { file: PathBuf },
    /// The system does not let this user read it.
    #[error("{} cannot be opened: {why}; check its path and who may read it", at(.file))]
    Unreadable { file: PathBuf, why: String },
    /// Whoever asked for a change called it off before it was saved.
    #[error("stopped: nothing was changed")]
    Stopped,
    /// Somebody else holds the file for longer than the wait.
    #[error("another program is busy writing the scheme: nothing was changed, try again")]
    Busy,
    /// The history moved since the snapshot was taken: catch up and try again.
    #[error(
        "the scheme was changed elsewhere in the meantime: nothing was changed, look again and repeat"
    )]
    Behind,
    /// A record is no longer what the change started from.
    #[error(
        "{subject} was changed elsewhere in the meantime: nothing was changed, look again and repeat"
    )]
    Stale { subject: String },
    /// The file is open to look only.
    #[error("the scheme is open to look only: {why}")]
    LookOnly { why: String },
    /// No room on the disk.
    #[error("the disk is full: nothing was changed; make room and try again")]
    DiskFull,
    /// The disk does not take what is written, or does not give what was.
    #[error(
        "the disk cannot be read or written: nothing was changed; look after the disk and try again ({why})"
    )]
    DiskFault { why: String },
    /// The file was moved, deleted or replaced while it was open.
    #[error("{} was moved or replaced while it was open: nothing was changed; open it again at its new place", at(.file))]
    Moved { file: PathBuf },
    /// A rule of the database was about to be broken.
    #[error("the scheme does not allow this ({rule}): nothing was changed")]
    Refused { rule: String },
    /// The change would not be a state that the scheme may be in.
    #[error("{words}: nothing was changed")]
    NotAdmitted { words: String },
    /// Nothing of one's own is left to undo.
    #[error("there is nothing of yours to undo")]
    NothingToUndo,
    /// Nothing was undone last.
    #[error("there is nothing to redo")]
    NothingToRedo,
    /// The history has no such entry, or it is a note, or it was made before an upgrade or erasure.
    #[error("entry {number} cannot be undone: {why}")]
    NotUndoable { number: i64, why: &'static str },
    /// A later entry has built on what was to be undone or redone.
    #[error(
        "entry {number} cannot be {verb}: entry {later} ({words}) has changed the same records since; undo that first"
    )]
    InTheWay { number: i64, verb: &'static str, later: i64, words: String },
    /// A backup did not prove to be a copy.
    #[error("the backup was not kept: {why}; try again, best at another place")]
    BackupFailed { why: String },
    /// A row in the file does not read as a record where that makes going on impossible.
    #[error("{table} {id} cannot be read ({why}): run `matchbook check`")]
    Row { table: String, id: i64, why: String },
    /// The system refused a file operation.
    #[error("{doing}: {}; look after the disk and try again", why(.source))]
    Io { doing: &'static str, source: std::io::Error },
    /// Anything else that `SQLite` says.
    #[error("{doing}: {source}")]
    Sqlite { doing: &'static str, source: rusqlite::Error },
}

/// What the store's functions return.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A path as it may be shown: control characters and reordering marks made visible.
pub(super) fn at(path: &Path) -> String {
    inert(&path.to_string_lossy()).into_owned()
}

/// Why the system refused a file, in words: no number, and no path of a temporary file, which
/// nobody asked about.
pub fn why(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    let known = [
        (ErrorKind::NotFound, "there is no such folder"),
        (ErrorKind::PermissionDenied, "the system does not allow it"),
        (ErrorKind::NotADirectory, "a part of the path is a file and no folder"),
        (ErrorKind::IsADirectory, "it is a folder"),
        (ErrorKind::ReadOnlyFilesystem, "the disk is read-only"),
        (ErrorKind::StorageFull, "the disk is full"),
        (ErrorKind::InvalidFilename, "the name is too long or not allowed"),
    ];
    let found = known.iter().find(|(kind, _)| *kind == error.kind());
    match found {
        Some((_, words)) => (*words).to_owned(),
        // only what the system itself says has a number and a path in it
        None if error.kind() == ErrorKind::Other => error.to_string(),
        None => error.kind().to_string(),
    }
}

impl StoreError {
    /// Whether nothing is wrong but the moment: catch up or wait, and try again.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Busy | Self::Behind | Self::Stale { .. })
    }

    /// A file operation that failed, with a full disk told apart.
    pub(super) fn io(doing: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        move |source| {
            if source.kind() == std::io::ErrorKind::StorageFull {
                Self::DiskFull
            } else {
                Self::Io { doing, source }
            }
        }
    }

    /// A database operation that failed on an open file: the frequent causes in words.
    pub(super) fn sql(doing: &'static str, file: &Path) -> impl FnOnce(rusqlite::Error) -> Self {
        let file = file.to_owned();
        move |source| Self::from_sqlite(doing, &file, source)
    }

    /// [`StoreError::sql`] for an error already in hand.
    pub(super) fn from_sqlite(doing: &'static str, file: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let rusqlite::Error::SqliteFailure(failure, message) = &source else {
            return Self::Sqlite { doing, source };
        };
        // SQLITE_READONLY_DBMOVED, SQLITE_READONLY_ROLLBACK, SQLITE_READONLY_RECOVERY
        match failure.extended_code {
            1032 => return Self::Moved { file: file.to_owned() },
            776 | 264 => return Self::NeedsRecovery { file: file.to_owned() },
            _ => {}
        }
        #[expect(clippy::wildcard_enum_match_arm, reason = "a list of another crate that grows")]
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::SystemIoFailure => Self::DiskFault { why: failure.to_string() },
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => {
                Self::Damaged { file: file.to_owned() }
            }
            ErrorCode::ReadOnly => {
                Self::LookOnly { why: "the file or its folder may not be written".to_owned() }
            }
            // what was there at the opening has gone: the file was emptied or overwritten
            ErrorCode::Unknown if is_missing_table(message.as_deref()) => {
                Self::Damaged { file: file.to_owned() }
            }
            ErrorCode::ConstraintViolation => {
                Self::Refused { rule: message.clone().unwrap_or_else(|| failure.to_string()) }
            }
            _ => Self::Sqlite { doing, source },
        }
    }
}

fn is_missing_table(message: Option<&str>) -> bool {
    message.is_some_and(|words| words.starts_with("no such table"))
}
