//! Backups: checked copies of the file, Matchbook's own beside it, and which of those are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Utc};
use rusqlite::Connection;
use tempfile::NamedTempFile;

use super::connect::connect;
use super::error::{Result, StoreError, why};
use super::modes;
use super::open::Store;
use super::place::{backups_folder, folder_of};

/// Own backups are kept for 7 days with one, 5 weeks with one, 3 months with one (reliability
/// reference, decision 6); of today and yesterday all, so that the one made before an import
/// outlives the one made after it.
const KEPT: [usize; 3] = [7, 5, 3];
/// And none for more days than this: what was erased must not live on in copies.
const OLDEST_DAYS: u64 = 100;

/// A copy that was made and proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub file: PathBuf,
    /// The last history number in it.
    pub number: i64,
    /// Its length in bytes.
    pub bytes: u64,
}

impl Store {
    /// Makes a checked copy at a path where nothing is.
    pub fn backup_to(&self, file: &Path) -> Result<Backup> {
        if file.symlink_metadata().is_ok() {
            return Err(StoreError::Exists { file: file.to_owned() });
        }
        copy(&self.conn, file)
    }

    /// Makes one of Matchbook's own backups beside the file, and thins out the older ones.
    /// Nothing is thinned out unless the new one was proved.
    pub fn backup_own(&self, now: DateTime<Utc>) -> Result<Backup> {
        let folder = backups_folder(&self.place.file);
        modes::create_folder(&folder)?;
        let stem = stem(&self.place.file);
        let at = now.format("%Y%m%d-%H%M%S");
        let number = last_number(&self.conn);
        // the same second twice: never over an older one
        let file = free_name(|n| folder.join(format!("{stem}-{at}-{number}-{n}.db")));
        let made = copy(&self.conn, &file)?;
        thin(&folder, &stem, now.date_naive());
        Ok(made)
    }
}

impl Store {
    /// Takes away an own backup that was made for something that was then called off; the folder
    /// too if nothing else is in it. What cannot be deleted stays until it is thinned out.
    pub fn drop_own(&self, made: &Backup) {
        let folder = backups_folder(&self.place.file);
        if made.file.parent() == Some(folder.as_path()) && fs::remove_file(&made.file).is_ok() {
            drop(fs::remove_dir(&folder));
        }
    }
}

/// The newest of Matchbook's own backups of a file, by history number, then by time; with its
/// instant.
pub fn newest_backup(file: &Path) -> Option<(PathBuf, NaiveDateTime)> {
    let own = own_backups(&backups_folder(file), &stem(file));
    own.into_iter().max_by_key(|b| (b.number, b.at, b.file.clone())).map(|b| (b.file, b.at))
}

/// The copy that an upgrade leaves behind. One that is there already is of the same version,
/// made before an upgrade that failed: a retry does not put it away.
pub(super) fn before_upgrade(conn: &Connection, file: &Path, version: i64) -> Result<PathBuf> {
    let folder = backups_folder(file);
    modes::create_folder(&folder)?;
    let to = free_name(|n| folder.join(format!("{}-before-upgrade-{version}-{n}.db", stem(file))));
    copy(conn, &to).map(|b| b.file)
}

/// The first of numbered names that nothing bears; the highest number if all are taken, where
/// creating the file will fail.
pub(super) fn free_name(name: impl Fn(u32) -> PathBuf) -> PathBuf {
    let mut n = 1;
    while n < u32::MAX && name(n).symlink_metadata().is_ok() {
        n += 1;
    }
    name(n)
}

/// Copies a database into a file beside which nothing can be left half made: temporary file for
/// its owner alone, proof, disk, name.
pub(super) fn copy(conn: &Connection, to: &Path) -> Result<Backup> {
    let folder = folder_of(to);
    let fail = StoreError::io("writing the backup");
    let new = copied(conn, folder)?;
    let number = prove(new.path())?.1;
    let new = new.persist_noclobber(to).map_err(|e| fail(e.error))?;
    modes::sync_folder(folder)?;
    let bytes = new.metadata().map(|m| m.len()).unwrap_or_default();
    Ok(Backup { file: to.to_owned(), number, bytes })
}

/// A copy under a temporary name in the folder, proved equal and written to the disk.
pub(super) fn copied(conn: &Connection, folder: &Path) -> Result<NamedTempFile> {
    // other programs may write meanwhile: then what was counted is older than what was copied
    for _ in 0..5 {
        let new = tempfile::Builder::new()
            .prefix(".backup-")
            .suffix(".db")
            .tempfile_in(folder)
            .map_err(|e| StoreError::Folder { folder: folder.to_owned(), why: why(&e) })?;
        let counted = counts(conn, folder)?;
        // a path need not be Unicode, a parameter of type text must be
        let path = new.path().as_os_str().as_bytes();
        conn.execute("VACUUM INTO CAST(?1 AS TEXT)", [path])
            .map_err(StoreError::sql("copying the scheme", new.path()))?;
        let (copied, number) = prove(new.path())?;
        if number == counted.1 && copied != counted.0 {
            return Err(StoreError::BackupFailed {
                why: "it does not hold the same rows".to_owned(),
            });
        }
        if number == counted.1 {
            new.as_file().sync_all().map_err(StoreError::io("writing the backup"))?;
            return Ok(new);
        }
    }
    Err(StoreError::Busy)
}

/// Rows of each table, and the last history number.
type Counts = (BTreeMap<String, i64>, i64);

/// Opens a copy and reads all of it: in order, how many rows, the last history number.
pub(super) fn prove(copy: &Path) -> Result<Counts> {
    let fail = |doing| StoreError::sql(doing, copy);
    let conn = connect(copy, false).map_err(fail("opening the copy"))?;
    let verdict: String = conn
        .query_row("PRAGMA integrity_check(1)", [], |r| r.get(0))
        .map_err(fail("checking the copy"))?;
    if verdict == "ok" {
        counts(&conn, copy)
    } else {
        Err(StoreError::BackupFailed { why: verdict })
    }
}

/// The desk's own tables move without a history number and are not counted.
fn counts(conn: &Connection, file: &Path) -> Result<Counts> {
    let fail = |doing| StoreError::sql(doing, file);
    let doing = "counting the rows";
    let one = conn.unchecked_transaction().map_err(fail(doing))?;
    let mut statement = one
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT IN ('draft', 'visit', 'import_profile')")
        .map_err(fail(doing))?;
    let names = statement.query_map([], |r| r.get(0)).map_err(fail(doing))?;
    let names = names.collect::<rusqlite::Result<Vec<String>>>().map_err(fail(doing))?;
    let mut rows = BTreeMap::new();
    for name in names {
        let sql = format!("SELECT count(*) FROM \"{}\"", name.replace('"', "\"\""));
        let count = one.query_row(&sql, [], |r| r.get(0)).map_err(fail(doing))?;
        rows.insert(name, count);
    }
    Ok((rows, last_number(&one)))
}

/// The last history number; 0 where the history is empty or older than the history.
pub(super) fn last_number(conn: &Connection) -> i64 {
    conn.prepare_cached("SELECT coalesce(max(number), 0) FROM history")
        .and_then(|mut s| s.query_row([], |r| r.get(0)))
        .unwrap_or(0)
}

/// One of Matchbook's own backups, as its name says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Own {
    file: PathBuf,
    at: NaiveDateTime,
    number: i64,
}

/// The beginning of the names of a file's backups.
fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or(OsStr::new("scheme")).to_string_lossy().into_owned()
}

/// Reads `STEM-20260303-141205-123-1.db` (day, time, history number, count); a copy before an upgrade has no time of its own.
fn own_backups(folder: &Path, stem: &str) -> Vec<Own> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path());
    let read = |file: PathBuf| {
        let name = file.file_name()?.to_str()?;
        let rest = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        let at = NaiveDateTime::parse_from_str(rest.get(..15)?, "%Y%m%d-%H%M%S").ok()?;
        let number = rest.get(16..)?.split('-').next()?.parse().ok()?;
        Some(Own { file, at, number })
    };
    files.filter_map(read).collect()
}

/// Deletes own backups that none of the rules keeps. One "from the future" (the clock was set
/// back) is never deleted. What cannot be deleted stays until the next time.
fn thin(folder: &Path, stem: &str, today: NaiveDate) {
    let own = own_backups(folder, stem);
    for gone in to_go(own, today).into_iter().chain(old_upgrades(folder, stem, today)) {
        drop(fs::remove_file(gone));
    }
    drop(modes::sync_folder(folder));
}

/// Copies from before an upgrade are not thinned out, but they grow as old as any other.
fn old_upgrades(folder: &Path, stem: &str, today: NaiveDate) -> Vec<PathBuf> {
    let begin = format!("{stem}-before-upgrade-");
    let oldest = today.checked_sub_days(Days::new(OLDEST_DAYS)).unwrap_or(today);
    let is_old = |entry: &fs::DirEntry| {
        let named = entry.file_name().to_string_lossy().starts_with(&begin);
        let made = entry.metadata().and_then(|m| m.modified());
        named && made.is_ok_and(|at| DateTime::<Utc>::from(at).date_naive() < oldest)
    };
    fs::read_dir(folder).into_iter().flatten().flatten().filter(is_old).map(|e| e.path()).collect()
}

fn to_go(mut own: Vec<Own>, today: NaiveDate) -> Vec<PathBuf> {
    own.sort_by_key(|b| std::cmp::Reverse((b.number, b.at)));
    let oldest = today.checked_sub_days(Days::new(OLDEST_DAYS)).unwrap_or(today);
    let yesterday = today.pred_opt().unwrap_or(today);
    let mut kept: BTreeSet<PathBuf> =
        own.iter().filter(|b| b.at.date() >= yesterday).map(|b| b.file.clone()).collect();
    let week = |d: NaiveDate| (d.iso_week().year(), d.iso_week().week());
    let periods: [&dyn Fn(NaiveDate) -> (i32, u32); 3] =
        [&|d| (d.year(), d.ordinal()), &week, &|d| (d.year(), d.month())];
    for (period, keep) in periods.into_iter().zip(KEPT) {
        let mut seen = BTreeSet::new();
        for backup in own.iter().filter(|b| b.at.date() <= today) {
            if seen.len() < keep && seen.insert(period(backup.at.date())) {
                kept.insert(backup.file.clone());
            }
        }
    }
    let goes = |b: &Own| {
        let day = b.at.date();
        day <= today && (day < oldest || !kept.contains(&b.file))
    };
    own.into_iter().filter(goes).map(|b| b.file).collect()
}

/// Whether a copy can be opened and read whole; what `check` asks of the newest one.
pub(super) fn is_sound(copy: &Path) -> bool {
    File::open(copy).is_ok() && prove(copy).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(day: NaiveDate, number: i64) -> Own {
        let at = day.and_hms_opt(9, 0, 0).unwrap();
        Own { file: PathBuf::from(format!("{day}-{number}")), at, number }
    }

    #[test]
    fn backups_thin_out_to_days_weeks_and_months_and_none_is_older_than_a_hundred_days() {
        let today = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        let days = |n: u64| today - Days::new(n);
        let mut all: Vec<Own> =
            (0..200).map(|n| own(days(n), 1000 - i64::try_from(n).unwrap())).collect();
        all.push(own(today, 1001));
        all.push(own(today + Days::new(3), 5));
        let gone = to_go(all.clone(), today);
        let mut kept: Vec<PathBuf> = all.into_iter().map(|b| b.file).collect();
        kept.retain(|f| !gone.contains(f));
        // two of the seven days are also the newest of their week or month
        let expected = [
            ("2026-06-29", 999),
            ("2026-06-28", 998),
            ("2026-06-27", 997),
            ("2026-06-26", 996),
            ("2026-06-25", 995),
            ("2026-06-24", 994),
            ("2026-06-21", 991),
            ("2026-06-14", 984),
            ("2026-06-07", 977),
            ("2026-05-31", 970),
            ("2026-04-30", 939),
            ("2026-06-30", 1001),
            ("2026-06-30", 1000),
            ("2026-07-03", 5),
        ];
        let mut expected: Vec<PathBuf> =
            expected.iter().map(|(d, n)| PathBuf::from(format!("{d}-{n}"))).collect();
        expected.sort();
        kept.sort();
        assert_eq!(kept, expected);
    }

    #[test]
    fn a_backup_of_an_idle_scheme_goes_after_a_hundred_days_and_not_before() {
        let today = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();
        assert_eq!(to_go(vec![own(today - Days::new(100), 1)], today), Vec::<PathBuf>::new());
        assert_eq!(to_go(vec![own(today - Days::new(101), 1)], today).len(), 1);
    }

    #[test]
    fn a_retried_upgrade_keeps_the_copy_of_the_first_try_for_a_hundred_days() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("scheme.db");
        let store = Store::create(&file).unwrap();
        let first = before_upgrade(&store.conn, &file, 1).unwrap();
        let again = before_upgrade(&store.conn, &file, 1).unwrap();
        assert_ne!(first, again);
        let made = DateTime::<Utc>::from(fs::metadata(&first).unwrap().modified().unwrap());
        thin(&backups_folder(&file), &stem(&file), made.date_naive() + Days::new(100));
        assert!(is_sound(&first) && is_sound(&again));
        assert_eq!(newest_backup(&file), None);
        thin(&backups_folder(&file), &stem(&file), made.date_naive() + Days::new(102));
        assert!(!first.exists() && !again.exists());
    }
}
