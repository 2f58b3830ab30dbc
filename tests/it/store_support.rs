//! What the tests of the store share: a folder in memory, fixed days, and a look at a file from outside.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use matchbook::domain::{Builder, Scheme, Table};
use matchbook::store::{Access, Applied, Stamp, Store, StoreError};
use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};
use tempfile::TempDir;

/// A folder on memory-backed storage where there is one, so that no disk slows the loops down.
pub(crate) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let builder = tempfile::Builder::new();
    if memory.is_dir() { builder.tempdir_in(memory) } else { builder.tempdir() }.unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn noon(text: &str) -> DateTime<Utc> {
    Utc.from_utc_datetime(&day(text).and_hms_opt(12, 0, 0).unwrap())
}

/// An empty scheme, closed again.
pub(crate) fn scheme_in(folder: &TempDir) -> PathBuf {
    let file = folder.path().join("scheme.db");
    drop(Store::create(&file).unwrap());
    file
}

/// Bytes and time of the last change: what a refused file must keep.
pub(crate) fn state(file: &Path) -> Option<(Vec<u8>, SystemTime)> {
    let meta = fs::metadata(file).ok().filter(fs::Metadata::is_file)?;
    Some((fs::read(file).unwrap(), meta.modified().unwrap()))
}

/// Names in a folder, sorted.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .map(|d| d.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect())
        .unwrap_or_default();
    names.sort();
    names
}

/// Opens a file that must be refused: in both ways of opening, in one line, leaving it and its
/// folder as they were.
pub(crate) fn refused(file: &Path) -> StoreError {
    let folder = file.parent().unwrap();
    let before = (state(file), names(folder));
    let error = Store::open(file, Access::Write).unwrap_err();
    let look = Store::open(file, Access::Look).unwrap_err();
    assert_eq!(error.to_string(), look.to_string());
    assert!(!error.to_string().contains('\n'), "{error}");
    assert_eq!((state(file), names(folder)), before, "{error}");
    error
}

/// A stamp of somebody on a fixed day.
pub(crate) fn by(who: &str) -> Stamp {
    Stamp {
        now: noon("2026-03-03"),
        day: day("2026-03-03"),
        who: who.to_owned(),
        host: "desk".to_owned(),
    }
}

/// Builds a change on the snapshot, writes it, and takes it into the snapshot.
pub(crate) fn write(
    store: &mut Store,
    scheme: &mut Scheme,
    who: &str,
    words: &str,
    build: impl FnOnce(&mut Builder<'_>),
) -> Result<Applied, StoreError> {
    let mut builder = Builder::new(scheme);
    build(&mut builder);
    let change = builder.done(words);
    let applied = store.apply(scheme, &change, &by(who))?;
    applied.onto(scheme).unwrap();
    Ok(applied)
}

/// Every row of every table but the history and the desk's own, as text.
pub(crate) fn dump(file: &Path) -> Vec<String> {
    let conn = Connection::open(file).unwrap();
    dump_of(&conn)
}

pub(crate) fn dump_of(conn: &Connection) -> Vec<String> {
    let own = ["history", "history_row", "draft", "visit", "import_profile"];
    let mut tables =
        conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let names: Vec<String> =
        tables.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    let mut lines = Vec::new();
    for name in names.into_iter().filter(|n| !own.contains(&n.as_str())) {
        let mut rows = conn.prepare(&format!("SELECT * FROM {name} ORDER BY 1")).unwrap();
        let width = rows.column_count();
        let values = rows.query_map([], |r| (0..width).map(|n| r.get::<_, Value>(n)).collect());
        for row in values.unwrap() {
            let row: Vec<Value> = row.unwrap();
            lines.push(format!("{name} {row:?}"));
        }
    }
    lines
}

/// The same as bytes, for the loops that look at it sixty thousand times.
pub(crate) fn rows_of(conn: &Connection) -> Vec<u8> {
    let mut bytes = Vec::new();
    for table in Table::ALL.iter().map(|t| t.name()).chain(["tombstone"]) {
        let mut rows = conn.prepare_cached(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
        let width = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        bytes.extend(table.as_bytes());
        while let Some(row) = rows.next().unwrap() {
            for n in 0..width {
                match row.get_ref(n).unwrap() {
                    ValueRef::Null => bytes.push(0),
                    ValueRef::Integer(i) => bytes.extend(i.to_le_bytes()),
                    ValueRef::Text(t) => bytes.extend(t),
                    ValueRef::Real(_) | ValueRef::Blob(_) => panic!("no such column"),
                }
                bytes.push(1);
            }
        }
    }
    bytes
}
