//! A new scheme's file: built under a temporary name, so that no half-made file ever bears its name.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::error::{Result, StoreError, why};
use super::migrate::{APPLICATION_ID, MIGRATIONS, upgrade};
use super::place::{beside, folder_of};
use super::{connect, modes};

/// Makes a scheme at a path where nothing is, its folder too, for its owner alone: an empty one, with
/// what `fill` writes into it before it gets its name.
pub(super) fn create_file(file: &Path, write: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let exists = || StoreError::Exists { file: file.to_owned() };
    if file.symlink_metadata().is_ok() {
        return Err(exists());
    }
    // what is left of a lost scheme is not for a new one to inherit
    for left in ["-journal", "-wal"].map(|ending| beside(file, ending)) {
        if left.exists() {
            return Err(StoreError::Gone { file: file.to_owned(), beside: left });
        }
    }
    let folder = folder_of(file);
    modes::create_folder(folder)?;
    let io = |e: std::io::Error| {
        if e.kind() == std::io::ErrorKind::StorageFull {
            StoreError::DiskFull
        } else {
            StoreError::Folder { folder: folder.to_owned(), why: why(&e) }
        }
    };
    let new =
        tempfile::Builder::new().prefix(".new-").suffix(".db").tempfile_in(folder).map_err(io)?;
    build(new.path()).and_then(|()| write(new.path())).inspect_err(|_| {
        // what the disk did not take may have left a journal, which goes with its file
        let _none = fs::remove_file(beside(new.path(), "-journal"));
    })?;
    new.as_file().sync_all().map_err(StoreError::io("writing the new file"))?;
    let taken = std::io::ErrorKind::AlreadyExists;
    new.persist_noclobber(file)
        .map_err(|e| if e.error.kind() == taken { exists() } else { io(e.error) })?;
    modes::sync_folder(folder)
}

fn build(file: &Path) -> Result<()> {
    let fail = |doing| StoreError::sql(doing, file);
    let doing = "making the new file";
    let mut conn = Connection::open(file).map_err(fail(doing))?;
    conn.pragma_update(None, "application_id", APPLICATION_ID).map_err(fail(doing))?;
    connect::set_journal(&conn).map_err(fail(doing))?;
    upgrade(&mut conn, &MIGRATIONS, file)?;
    // a random schema number of its own tells its journal from every other file's
    let number: i64 = conn
        .query_row("SELECT 1 + abs(random() % 2000000000)", [], |r| r.get(0))
        .map_err(fail(doing))?;
    conn.pragma_update(None, "schema_version", number).map_err(fail(doing))?;
    conn.close().map_err(|(_, e)| fail(doing)(e))
}
