//! Who may read the files: created for their owner alone before `SQLite` opens them, and made so
//! again where they are found looser. Nothing here depends on the umask.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use super::error::{Result, StoreError, why};

/// Read and write for the owner, nothing for others.
pub(super) const FILE: u32 = 0o600;
/// The same for a folder.
pub(super) const FOLDER: u32 = 0o700;

/// Creates an empty file for its owner alone; fails if there is one.
pub(super) fn create_file(file: &Path) -> std::io::Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).mode(FILE).open(file)
}

/// Makes a folder, and those above it that are missing, for their owner alone.
pub(super) fn create_folder(folder: &Path) -> Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(FOLDER)
        .create(folder)
        .map_err(|e| StoreError::Folder { folder: folder.to_owned(), why: why(&e) })
}

/// Whether users other than the owner may do anything with it.
pub(super) fn is_loose(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|m| m.permissions().mode() & 0o077 != 0)
}

/// Takes away what users other than the owner may do; true if there was something to take away.
/// That it could not be done (somebody else's file) is no reason not to work: the caller says so.
pub(super) fn tighten(path: &Path) -> std::io::Result<bool> {
    let mode = fs::metadata(path)?.permissions().mode() & 0o7777;
    let tight = mode & 0o700;
    if mode == tight {
        return Ok(false);
    }
    fs::set_permissions(path, Permissions::from_mode(tight))?;
    Ok(true)
}

/// Writes a folder's list of names to the disk, after a file in it was created or renamed.
pub(super) fn sync_folder(folder: &Path) -> Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder).and_then(|f| f.sync_all()).map_err(StoreError::io("writing the folder"))
}

/// Whether the file may be written: by its mode (also for the superuser, whom no mode stops) and
/// by the system (other owner, immutable, read-only medium).
pub(super) fn is_writable(path: &Path) -> bool {
    let by_mode = fs::metadata(path).is_ok_and(|m| m.permissions().mode() & 0o222 != 0);
    by_mode && rustix::fs::access(path, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_looser_file_is_tightened_once_and_keeps_its_owners_rights() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("f");
        drop(create_file(&file).unwrap());
        assert!(!is_loose(&file));
        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        assert!(is_loose(&file));
        assert!(tighten(&file).unwrap());
        assert!(!tighten(&file).unwrap());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn new_folders_are_closed_to_others_all_the_way_down() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        create_folder(&deep).unwrap();
        assert!(!is_loose(&deep) && !is_loose(&folder.path().join("a")));
    }
}
