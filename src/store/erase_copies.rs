//! Erasing in copies: Matchbook's own backups are written anew, and an old copy that is brought back forgets whom the present file forgot.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, params};

use super::apply::Stamp;
use super::error::{Result, StoreError};
use super::open::{Access, Store};
use super::{backup, modes};
use crate::domain::codes::Code;
use crate::domain::erased::{ERASED, Ground, Tombstone};
use crate::domain::ids::PersonId;
use crate::domain::records::Person;

/// An erased person of a file, to be erased again in an older copy of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gone {
    pub(super) person: PersonId,
    pub(super) born: Born,
}

/// The entry that brought a person in: its number and link of the chain, the same in every copy.
pub(super) type Born = (i64, String);

impl Store {
    /// The entry that brought a person in.
    pub(super) fn born(&self, person: PersonId) -> Result<Option<Born>> {
        self.conn
            .query_row(
                "SELECT number, chain FROM history JOIN history_row ON history = number
                 WHERE table_name = 'person' AND row_id = ?1 ORDER BY number LIMIT 1",
                [person.0],
                |r| Ok((r.get(0)?, r.get(1)?)),
            )
            .optional()
            .map_err(StoreError::sql("reading the history", &self.place.file))
    }

    /// Everybody who was erased in this file.
    pub(super) fn gone(&self) -> Result<Vec<Gone>> {
        let fail = |doing| StoreError::sql(doing, &self.place.file);
        let doing = "reading who was erased";
        let mut statement = self
            .conn
            .prepare("SELECT DISTINCT row_id FROM history_row WHERE table_name = 'person' AND salt IS NULL")
            .map_err(fail(doing))?;
        let ids = statement.query_map([], |r| r.get(0)).map_err(fail(doing))?;
        let ids = ids.collect::<rusqlite::Result<Vec<i64>>>().map_err(fail(doing))?;
        let mut gone = Vec::new();
        for person in ids.into_iter().map(PersonId) {
            gone.extend(self.born(person)?.map(|born| Gone { person, born }));
        }
        Ok(gone)
    }

    /// Erases in this file, an older copy, those who are gone; whether anybody was.
    pub(super) fn erase_again(
        &mut self,
        gone: &[Gone],
        ground: Ground,
        at: &Stamp,
    ) -> Result<bool> {
        let (mut scheme, _) = self.load()?;
        let mut any = false;
        for Gone { person, born } in gone {
            let stands = scheme.get::<Person>(*person);
            let named = stands.is_some_and(|known| known.full_name.exact() != ERASED);
            if named && self.born(*person)?.as_ref() == Some(born) {
                let (applied, _) = self.erase_here(&scheme, *person, ground, at, None)?;
                if applied.onto(&mut scheme).is_err() {
                    scheme = self.load()?.0;
                }
                any = true;
            }
        }
        Ok(any)
    }

    /// Takes over what another file keeps of the erased, so that their addresses stay known.
    pub(super) fn take_tombstones(&self, stones: &[Tombstone]) -> Result<()> {
        for stone in stones {
            self.conn
                .execute(
                    "INSERT INTO tombstone (id, erased_on, ground, email_digest)
                     VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO NOTHING",
                    params![stone.id, stone.day, stone.ground.code(), stone.email_digest],
                )
                .map_err(StoreError::sql("writing down the erasure", &self.place.file))?;
        }
        Ok(())
    }
}

/// The databases among the backups, those that a restore set aside too.
pub(super) fn copies_beside(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let companion = ["-journal", "-wal", "-shm"].iter().any(|ending| name.ends_with(ending));
        if path.is_dir() {
            files.extend(copies_beside(&path));
        } else if !companion {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Writes a copy anew without those who are gone; whether any of them was in it. It is worked on
/// in a folder of its own, proved, and only then put in the place of the old one.
pub(super) fn rewrite(
    file: &Path,
    (gone, stones): (&[Gone], &[Tombstone]),
    ground: Ground,
    at: &Stamp,
) -> Result<bool> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let own =
        |e: std::io::Error| StoreError::Folder { folder: folder.to_owned(), why: e.to_string() };
    let work = tempfile::Builder::new().prefix(".erasing-").tempdir_in(folder).map_err(own)?;
    let copy = work.path().join("copy.db");
    let conn = super::connect::connect(file, false)
        .map_err(StoreError::sql("opening the backup", file))?;
    backup::copy(&conn, &copy)?;
    drop(conn);
    let mut store = Store::open(&copy, Access::Write)?;
    let any = store.erase_again(gone, ground, at)?;
    store.take_tombstones(stones)?;
    drop(store);
    if any {
        backup::prove(&copy)?;
        fs::rename(&copy, file).map_err(StoreError::io("putting the backup in place"))?;
        for ending in ["-journal", "-wal", "-shm"] {
            let companion = super::place::beside(file, ending);
            if companion.exists() {
                fs::remove_file(&companion).map_err(StoreError::io("removing the old journal"))?;
            }
        }
        modes::sync_folder(folder)?;
    }
    Ok(any)
}
