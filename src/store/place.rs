//! Where a scheme's file lies: what stands at a path before `SQLite` may touch it, and which files this process has open.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::{Result, StoreError, why};
use super::{modes, sniff};

/// The smallest file that `SQLite` itself would write: one page of the smallest size.
const SMALLEST: u64 = 512;

/// A regular file that may be a scheme, found at a path.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Its real path: links resolved, absolute.
    pub(super) file: PathBuf,
    /// The path it was asked for by, if a link led to it.
    pub(super) link: Option<PathBuf>,
    /// Device and file number: what tells a moved or replaced file.
    id: (u64, u64),
    /// Why it can only be looked at, if that is so.
    pub(super) look_why: Option<String>,
}

impl Place {
    /// Looks at a path without opening it, and refuses what is no file of a scheme.
    pub(super) fn look_at(path: &Path) -> Result<Self> {
        let own = || path.to_owned();
        let is_link = fs::symlink_metadata(path).is_ok_and(|m| m.file_type().is_symlink());
        let meta = fs::metadata(path).map_err(|e| absent(path, is_link, &e))?;
        if let Some(what) = no_regular_file(&meta) {
            return Err(StoreError::NoFile { file: own(), what });
        }
        if meta.len() == 0 {
            return Err(StoreError::Empty { file: own() });
        }
        if meta.len() < SMALLEST {
            return Err(StoreError::Foreign { file: own(), looks: sniff::sniff(path) });
        }
        if meta.nlink() > 1 {
            return Err(StoreError::HardLink { file: own(), names: meta.nlink() });
        }
        let file = fs::canonicalize(path)
            .map_err(|e| StoreError::Unreadable { file: own(), why: why(&e) })?;
        let look_why = why_look(&file);
        let link = is_link.then(own);
        Ok(Self { file, link, id: (meta.dev(), meta.ino()), look_why })
    }

    /// Whether the file is still the one at its path: neither moved nor deleted nor replaced.
    pub(super) fn is_still_there(&self) -> bool {
        fs::metadata(&self.file).is_ok_and(|m| (m.dev(), m.ino()) == self.id)
    }
}

/// The folder of Matchbook's own backups of a file, beside it.
pub(super) fn backups_folder(file: &Path) -> PathBuf {
    beside(file, ".backups")
}

/// The path of a file that belongs to another by its name, such as its journal.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}

/// The folder that a file lies in.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn absent(path: &Path, is_link: bool, error: &std::io::Error) -> StoreError {
    let file = path.to_owned();
    if error.kind() != std::io::ErrorKind::NotFound {
        return StoreError::Unreadable { file, why: why(error) };
    }
    if is_link {
        return StoreError::NoFile { file, what: "a link that leads nowhere" };
    }
    let folder = folder_of(path);
    let left = [beside(path, "-journal"), backups_folder(path)];
    if !folder.is_dir() {
        let why = "there is no such folder".to_owned();
        StoreError::Folder { folder: folder.to_owned(), why }
    } else if let Some(left) = left.into_iter().find(|p| p.exists()) {
        StoreError::Gone { file, beside: left }
    } else {
        StoreError::Missing { file }
    }
}

fn no_regular_file(meta: &Metadata) -> Option<&'static str> {
    let kind = meta.file_type();
    if kind.is_file() {
        None
    } else if kind.is_dir() {
        Some("a folder")
    } else if kind.is_fifo() {
        Some("a pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else {
        Some("a device")
    }
}

/// A journal has to be written beside the file, so a closed folder is as good as a closed file.
fn why_look(file: &Path) -> Option<String> {
    if !modes::is_writable(file) {
        Some("the file is read-only".to_owned())
    } else if !modes::is_writable(folder_of(file)) {
        Some("its folder is read-only".to_owned())
    } else {
        None
    }
}

/// Device and file number of each file that this process has open as a scheme, and how often.
///
/// The kernel drops all locks that a process has on a file when it closes *any* descriptor of it;
/// so nothing here may open such a file but `SQLite`, which knows.
static OPEN_HERE: Mutex<BTreeMap<(u64, u64), usize>> = Mutex::new(BTreeMap::new());

fn open_here() -> MutexGuard<'static, BTreeMap<(u64, u64), usize>> {
    OPEN_HERE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// That this process has a file open, for as long as the value lives.
#[derive(Debug)]
pub(super) struct Held((u64, u64));

impl Held {
    /// Registers the file. `first` runs if it was not open here yet, while no other can open it:
    /// the only moment in which its bytes may be read without `SQLite`.
    pub(super) fn new<T>(
        place: &Place,
        first: impl FnOnce() -> Result<T>,
    ) -> Result<(Self, Option<T>)> {
        let mut open = open_here();
        let found = if open.contains_key(&place.id) { None } else { Some(first()?) };
        *open.entry(place.id).or_default() += 1;
        Ok((Self(place.id), found))
    }

    /// Whether this process has the file at a path open.
    pub(super) fn is_open(path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|m| open_here().contains_key(&(m.dev(), m.ino())))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut open = open_here();
        if let Some(count) = open.get_mut(&self.0) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.0);
            }
        }
    }
}
