//! Whether a journal that stands beside a file belongs to it. Another file's journal, rolled back
//! into this one, destroys it without a word (reliability reference, 0.3).

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::connect;
use super::error::{Result, StoreError};
use super::migrate::{APPLICATION_ID, VERSION};
use super::place::{Place, beside};
use super::sniff::SQLITE_MAGIC;

/// What stands beside a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Nothing that matters.
    Nothing,
    /// Its own journal: a change is being made just now, or was interrupted. With the file's count
    /// of changes from before it, where the journal got that far.
    OwnJournal(Option<u32>),
}

/// The first eight bytes of a rollback journal that was begun in earnest.
const JOURNAL_MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
/// Length of a database's header.
const HEADER: usize = 100;
/// Where in it stand the count of changes, the schema's number, the version and the program.
const CHANGES: usize = 24;
const SCHEMA: usize = 40;
const VERSION_AT: usize = 60;
const PROGRAM: usize = 68;

/// Refuses a file beside which another file's journal stands. Reads the file itself, so it may
/// run only while this process has it not open ([`super::place::Held`]).
pub(super) fn look_beside(place: &Place) -> Result<Beside> {
    let log = beside(&place.file, "-wal");
    if fs::metadata(&log).is_ok_and(|m| m.len() > 0) {
        let file = place.file.clone();
        // Matchbook never uses a log, so it is another file's, or another program's doing
        return Err(match header(&place.file) {
            Some(h) if byte(&h, 18) == 2 => StoreError::OtherMode { file, log },
            _ => StoreError::StrayJournal { file, journal: log },
        });
    }
    let journal = beside(&place.file, "-journal");
    // another program's change may begin or end while we look, so a mismatch is looked at again
    for _ in 0..4 {
        let Some(before) = identity(&journal) else { return Ok(Beside::Nothing) };
        let now = header(&place.file);
        refuse_others(place, now.as_deref())?;
        let old = first_page(&journal);
        let count = old.as_ref().map(|old| number(old, CHANGES));
        if old.zip(now).is_none_or(|(old, now)| is_own(&old, &now)) {
            return Ok(Beside::OwnJournal(count));
        }
        if identity(&journal).as_ref() == Some(&before) {
            return Err(StoreError::StrayJournal { file: place.file.clone(), journal });
        }
    }
    Ok(Beside::OwnJournal(None))
}

/// Takes an interrupted change back, or waits for the program that is at it; true if a change was
/// taken back. Like [`look_beside`] only while this process has the file not open.
pub(super) fn settle(place: &Place, count: Option<u32>) -> Result<bool> {
    let file = &place.file;
    let fail = |doing| StoreError::sql(doing, file);
    let doing = "taking an interrupted change back";
    let conn = connect::connect(file, true).map_err(fail(doing))?;
    conn.execute_batch("BEGIN IMMEDIATE; ROLLBACK").map_err(fail(doing))?;
    conn.close().map_err(|(_, e)| fail(doing)(e))?;
    let now = header(file).map(|h| number(&h, CHANGES));
    Ok(count.is_some() && now == count)
}

/// A file that is not ours to open is not ours to roll back either.
fn refuse_others(place: &Place, header: Option<&[u8]>) -> Result<()> {
    let Some(header) = header.filter(|h| h.starts_with(SQLITE_MAGIC)) else { return Ok(()) };
    let file = || place.file.clone();
    if i64::from(number(header, PROGRAM)) != APPLICATION_ID {
        return Err(StoreError::OtherProgram { file: file() });
    }
    let file_version = i64::from(number(header, VERSION_AT));
    if file_version > VERSION {
        let program_version = VERSION;
        return Err(StoreError::TooNew { file: file(), file_version, program_version });
    }
    Ok(())
}

/// What tells one journal from the next under the same name; none for no journal or a blank one.
fn identity(journal: &Path) -> Option<(u64, u64, i64, i64)> {
    let meta = fs::metadata(journal).ok().filter(|m| m.len() > 0)?;
    Some((meta.ino(), meta.len(), meta.mtime(), meta.mtime_nsec()))
}

fn header(file: &Path) -> Option<Vec<u8>> {
    let mut bytes = vec![0; HEADER];
    File::open(file).ok()?.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

/// The header of the database as it was before the change that the journal takes back. Each
/// change rewrites page 1, so its old bytes are in the journal; none if it does not get that far.
fn first_page(journal: &Path) -> Option<Vec<u8>> {
    let mut file = File::open(journal).ok()?;
    let mut head = [0; 28];
    file.read_exact(&mut head).ok()?;
    if head.get(..8) != Some(JOURNAL_MAGIC.as_slice()) {
        return None;
    }
    let (records, sector, page) = (number(&head, 8), number(&head, 20), number(&head, 24));
    let size = u64::from(page) + 8;
    for record in 0..u64::from(records) {
        file.seek(SeekFrom::Start(u64::from(sector) + record * size)).ok()?;
        let mut start = vec![0; 4 + HEADER];
        file.read_exact(&mut start).ok()?;
        if number(&start, 0) == 1 {
            return Some(start.split_off(4));
        }
    }
    None
}

/// Whether `old` can be the header that `now` had before the change: the same program and file
/// (each file has its own random schema number), and at most one change apart.
fn is_own(old: &[u8], now: &[u8]) -> bool {
    let same = |at: usize| number(old, at) == number(now, at);
    // an upgrade moves version and schema number together
    let same_schema = same(SCHEMA) || !same(VERSION_AT);
    let apart = number(now, CHANGES).wrapping_sub(number(old, CHANGES));
    same(PROGRAM) && same_schema && apart <= 1
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or_default()
}

/// Four bytes, the biggest first, as `SQLite` writes its numbers.
fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|b| b.try_into().ok());
    four.map_or(0, u32::from_be_bytes)
}
