//! Backups and restoring: copies are proved, closed to others, never half made, and nothing is overwritten.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use matchbook::store::{Access, Store, StoreError, newest_backup, restore};
use rusqlite::Connection;

use crate::store_support::{folder, names, noon, scheme_in};

fn visit(file: &Path, who: &str) {
    let conn = Connection::open(file).unwrap();
    conn.execute("INSERT INTO visit VALUES (NULL, ?1, 'desk', '', '', 0)", [who]).unwrap();
}

fn visitors(file: &Path) -> i64 {
    let conn = Connection::open(file).unwrap();
    conn.query_row("SELECT count(*) FROM visit", [], |r| r.get(0)).unwrap()
}

#[test]
fn a_backup_is_a_whole_scheme_for_its_owner_alone() {
    let folder = folder();
    let file = scheme_in(&folder);
    visit(&file, "ada");
    let store = Store::open(&file, Access::Write).unwrap();
    let made = store.backup_own(noon("2026-03-03")).unwrap();
    assert_eq!(fs::metadata(&made.file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(newest_backup(&file).unwrap().0, made.file);
    assert_eq!(visitors(&made.file), 1);
    let copy = Store::open(&made.file, Access::Write).unwrap();
    assert_eq!(copy.check(noon("2026-03-03")).unwrap(), []);
    // the same second twice
    let again = store.backup_own(noon("2026-03-03")).unwrap();
    assert_ne!(made.file, again.file);
    assert_eq!(names(&folder.path().join("scheme.db.backups")).len(), 2);
}

#[test]
fn a_backup_to_a_name_that_is_taken_is_refused() {
    let folder = folder();
    let file = scheme_in(&folder);
    let store = Store::open(&file, Access::Look).unwrap();
    let to = folder.path().join("copy.db");
    store.backup_to(&to).unwrap();
    assert!(matches!(store.backup_to(&to), Err(StoreError::Exists { .. })));
    let nowhere = folder.path().join("no/copy.db");
    assert!(matches!(store.backup_to(&nowhere), Err(StoreError::Folder { .. })));
    assert_eq!(names(folder.path()), ["copy.db", "scheme.db"]);
}

#[test]
fn restoring_sets_a_damaged_file_aside_with_its_journal_to_the_byte() {
    let folder = folder();
    let file = scheme_in(&folder);
    visit(&file, "ada");
    let store = Store::open(&file, Access::Write).unwrap();
    let backup = store.backup_own(noon("2026-03-03")).unwrap().file;
    assert!(matches!(
        restore(&file, &backup, noon("2026-03-04")),
        Err(StoreError::OpenHere { .. })
    ));
    drop(store);
    fs::write(&file, b"no longer a scheme").unwrap();
    fs::write(folder.path().join("scheme.db-journal"), b"nor a journal").unwrap();
    let restored = restore(&file, &backup, noon("2026-03-04")).unwrap();
    let aside = restored.aside.unwrap();
    assert_eq!(names(&aside), ["scheme.db", "scheme.db-journal"]);
    assert_eq!(fs::read(aside.join("scheme.db")).unwrap(), b"no longer a scheme");
    assert_eq!(names(folder.path()), ["scheme.db", "scheme.db.backups"]);
    assert_eq!(visitors(&file), 1);
    assert_eq!(Store::open(&file, Access::Write).unwrap().notices(), []);
}

#[test]
fn what_is_no_scheme_is_never_restored() {
    let folder = folder();
    let file = scheme_in(&folder);
    let before = fs::read(&file).unwrap();
    let from = folder.path().join("from.db");
    let half = &before[..before.len() / 2];
    for bytes in [b"".as_slice(), b"name,email\nada,a@x.org\n", half] {
        fs::write(&from, bytes).unwrap();
        assert!(restore(&file, &from, noon("2026-03-04")).is_err());
        assert_eq!(fs::read(&file).unwrap(), before);
        assert_eq!(names(folder.path()), ["from.db", "scheme.db"]);
    }
}

#[test]
fn a_scheme_that_is_gone_comes_back_from_its_backup() {
    let folder = folder();
    let file = scheme_in(&folder);
    let store = Store::open(&file, Access::Write).unwrap();
    let backup = store.backup_own(noon("2026-03-03")).unwrap().file;
    drop(store);
    fs::remove_file(&file).unwrap();
    assert_eq!(restore(&file, &backup, noon("2026-03-04")).unwrap().aside, None);
    assert_eq!(Store::open(&file, Access::Write).unwrap().check(noon("2026-03-04")).unwrap(), []);
}
