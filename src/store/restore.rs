//! Bringing a backup back: what is there is set aside whole, then a proved copy takes its place.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::apply::Stamp;
use super::error::{Result, StoreError};
use super::open::{Access, Store};
use super::place::{Held, backups_folder, beside, folder_of};
use super::{backup, modes};
use crate::domain::erased::Ground;

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The folder that now holds the file that was there, with its journals; none if none was there.
    pub aside: Option<PathBuf>,
    /// The last history number of what was brought back.
    pub number: i64,
}

/// The files that go with a database and must never stay beside another one.
const COMPANIONS: [&str; 3] = ["-journal", "-wal", "-shm"];

/// Puts a checked copy of `from` in the place of `file`. Killed at any moment it leaves either
/// the old file with its journals, or the new one with a copy of the old set aside; a damaged
/// file is set aside like any other and never written to.
pub fn restore(file: &Path, from: &Path, now: DateTime<Utc>) -> Result<Restored> {
    if Held::is_open(file) {
        return Err(StoreError::OpenHere { file: file.to_owned() });
    }
    // a link leads to the file that is really meant
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let source = Store::open(from, Access::Look)?;
    modes::create_folder(folder_of(&file))?;
    let new = backup::copied(&source.conn, folder_of(&file))?;
    drop(source);
    erase_again(&file, new.path(), now)?;
    let number = backup::prove(new.path())?.1;
    let aside = set_aside(&file, now)?;
    new.persist(&file).map_err(|e| StoreError::io("putting the backup in place")(e.error))?;
    modes::sync_folder(folder_of(&file))?;
    // only now: the other way round a kill would leave the old file without its journal
    for ending in COMPANIONS {
        let companion = beside(&file, ending);
        if companion.exists() {
            fs::remove_file(&companion).map_err(StoreError::io("removing the old journal"))?;
        }
    }
    modes::sync_folder(folder_of(&file))?;
    Ok(Restored { aside, number })
}

/// Erases in a copy that is brought back everybody who was erased since it was made, and takes
/// over what tells of them (reliability reference, fault 50). A file that can no longer be read
/// tells nobody.
fn erase_again(file: &Path, new: &Path, now: DateTime<Utc>) -> Result<()> {
    let Ok(present) = Store::open(file, Access::Look) else { return Ok(()) };
    let (Ok(gone), Ok(stones)) = (present.gone(), present.tombstones()) else { return Ok(()) };
    drop(present);
    if stones.is_empty() {
        return Ok(());
    }
    let mut store = Store::open(new, Access::Write)?;
    let at = Stamp {
        now,
        day: now.date_naive(),
        who: "matchbook".to_owned(),
        host: "restore".to_owned(),
    };
    store.erase_again(&gone, Ground::Other, &at)?;
    store.take_tombstones(&stones)
}

/// Copies the file and its journals, to the byte, into a new folder among the backups.
fn set_aside(file: &Path, now: DateTime<Utc>) -> Result<Option<PathBuf>> {
    let there = |ending: &&str| beside(file, ending).exists();
    let endings: Vec<&str> = ["", "-journal", "-wal", "-shm"].into_iter().filter(there).collect();
    if endings.is_empty() {
        return Ok(None);
    }
    let backups = backups_folder(file);
    let at = now.format("%Y%m%d-%H%M%S");
    let folder = backup::free_name(|n| backups.join(format!("aside-{at}-{n}")));
    modes::create_folder(&folder)?;
    for ending in endings {
        let from = beside(file, ending);
        let to = folder.join(from.file_name().unwrap_or_default());
        copy_bytes(&from, &to).or_else(|_| {
            // a disk that cannot be read any more can still give the file another name
            drop(fs::remove_file(&to));
            fs::rename(&from, &to).map_err(StoreError::io("setting the old file aside"))
        })?;
    }
    modes::sync_folder(&folder)?;
    modes::sync_folder(&backups)?;
    Ok(Some(folder))
}

fn copy_bytes(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut target = modes::create_file(to)?;
    std::io::copy(&mut fs::File::open(from)?, &mut target)?;
    target.sync_all()
}
