//! Opening: each file that is no scheme is refused in its own words and left as it was.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use matchbook::store::{Access, Looks, Notice, Store, StoreError};
use rusqlite::Connection;

use crate::store_support::{folder, names, refused, scheme_in};

fn write(file: &Path, bytes: &[u8]) {
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_missing_file_is_said_to_be_missing_and_never_made() {
    let folder = folder();
    let file = folder.path().join("scheme.db");
    assert!(matches!(refused(&file), StoreError::Missing { .. }));
    let deeper = folder.path().join("no/scheme.db");
    assert!(matches!(Store::open(&deeper, Access::Write), Err(StoreError::Folder { .. })));
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[test]
fn a_lost_file_with_backups_beside_points_to_them() {
    let folder = folder();
    let file = scheme_in(&folder);
    let store = Store::open(&file, Access::Write).unwrap();
    store.backup_own(crate::store_support::noon("2026-03-03")).unwrap();
    drop(store);
    fs::remove_file(&file).unwrap();
    let error = refused(&file);
    assert!(matches!(error, StoreError::Gone { .. }));
    assert!(error.to_string().contains("matchbook restore"), "{error}");
}

#[test]
fn what_is_no_file_is_refused_by_its_kind() {
    let folder = folder();
    let file = folder.path().join("it");
    write(&file, b"");
    assert!(matches!(refused(&file), StoreError::Empty { .. }));
    let made = |name: &str| folder.path().join(name);
    fs::create_dir(made("a folder")).unwrap();
    assert!(Command::new("mkfifo").arg(made("a pipe")).status().unwrap().success());
    symlink("nowhere", made("a link that leads nowhere")).unwrap();
    for kind in ["a folder", "a pipe", "a link that leads nowhere"] {
        let error = refused(&made(kind));
        assert!(error.to_string().contains(&format!("is {kind}, not a Matchbook file")), "{error}");
    }
    let device = refused(Path::new("/dev/null"));
    assert!(matches!(device, StoreError::NoFile { what: "a device", .. }));
}

#[test]
fn a_file_of_another_kind_is_called_what_it_is() {
    let folder = folder();
    let rows = b"Name,Email\nAda,ada@example.org\n".repeat(40);
    let zip = [b"PK\x03\x04xl/workbook.xml".to_vec(), vec![7; 600]].concat();
    let letter = b"Dear all,\nthank you for the year\n".repeat(40);
    let png = [b"\x89PNG\r\n\x1a\n".to_vec(), vec![1; 600]].concat();
    let noise: Vec<u8> =
        (0..2000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    for (name, bytes, looks) in [
        ("one byte", b"x".to_vec(), Looks::Text),
        ("csv", rows, Looks::Table),
        ("xlsx", zip, Looks::Spreadsheet),
        ("text", letter, Looks::Text),
        ("png", png, Looks::Image),
        ("zeroes", vec![0; 8192], Looks::Unknown),
        ("noise", noise, Looks::Unknown),
        ("magic and no more", b"SQLite format 3\0".to_vec(), Looks::CutDatabase),
    ] {
        let file = folder.path().join(name);
        write(&file, &bytes);
        let error = refused(&file);
        assert!(
            matches!(error, StoreError::Foreign { looks: seen, .. } if seen == looks),
            "{name}: {error}"
        );
    }
    let said = refused(&folder.path().join("xlsx")).to_string();
    assert!(said.contains("this is a spreadsheet: use `matchbook import`"), "{said}");
}

#[test]
fn a_database_of_another_program_and_a_newer_file_are_refused() {
    let folder = folder();
    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE bookmarks (url)").unwrap();
    assert!(matches!(refused(&other), StoreError::OtherProgram { .. }));
    let newer = scheme_in(&folder);
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = refused(&newer);
    assert!(matches!(error, StoreError::TooNew { file_version: 99, .. }));
    assert!(error.to_string().contains("99") && error.to_string().contains("newer"), "{error}");
}

#[test]
fn a_file_cut_off_anywhere_is_refused_or_found_by_check_and_never_written_to() {
    let folder = folder();
    let whole = fs::read(scheme_in(&folder)).unwrap();
    let file = folder.path().join("cut.db");
    for part in 0..64 {
        let length = whole.len() * part / 64;
        write(&file, &whole[..length]);
        let words = match Store::open(&file, Access::Look) {
            Err(error) => error.to_string(),
            Ok(store) => {
                let found = store.check(crate::store_support::noon("2026-03-03")).unwrap();
                found.first().unwrap_or_else(|| panic!("{length} bytes passed")).words.clone()
            }
        };
        assert!(!words.is_empty() && !words.contains('\n'), "{words}");
        assert_eq!(fs::read(&file).unwrap(), &whole[..length]);
    }
}

#[test]
fn a_read_only_file_or_folder_opens_to_look_and_says_why() {
    let folder = folder();
    let file = scheme_in(&folder);
    let bytes = fs::read(&file).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o400)).unwrap();
    let store = Store::open(&file, Access::Write).unwrap();
    assert_eq!(store.look_only(), Some("the file is read-only"));
    assert!(store.notices().iter().any(|n| matches!(n, Notice::LookOnly { .. })));
    drop(store);
    fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o500)).unwrap();
    let store = Store::open(&file, Access::Write).unwrap();
    assert_eq!(store.look_only(), Some("its folder is read-only"));
    drop(store);
    fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
    let store = Store::open(&file, Access::Look).unwrap();
    assert!(store.look_only().is_some() && store.notices().is_empty());
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_link_is_followed_and_said_and_a_second_name_is_refused() {
    let folder = folder();
    let file = scheme_in(&folder);
    let link = folder.path().join("link.db");
    symlink("scheme.db", &link).unwrap();
    let store = Store::open(&link, Access::Write).unwrap();
    assert_eq!(store.file(), fs::canonicalize(&file).unwrap());
    assert!(matches!(store.notices(), [Notice::Link { .. }]));
    drop(store);
    fs::hard_link(&file, folder.path().join("second.db")).unwrap();
    assert!(matches!(refused(&file), StoreError::HardLink { names: 2, .. }));
}

#[test]
fn names_of_any_bytes_are_names() {
    let folder = folder();
    let file = folder.path().join(OsStr::from_bytes(b"file:\xFF?mode=ro #\n.db"));
    drop(Store::create(&file).unwrap());
    let store = Store::open(&file, Access::Write).unwrap();
    store.backup_own(crate::store_support::noon("2026-03-03")).unwrap();
    drop(store);
    let error = Store::create(&file).unwrap_err().to_string();
    assert!(error.contains("already exists") && !error.contains('\n'), "{error}");
}

#[test]
fn a_new_file_never_takes_the_place_of_another_and_is_its_owners_alone() {
    let folder = folder();
    let file = folder.path().join("a/b/scheme.db");
    drop(Store::create(&file).unwrap());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&file), mode(&folder.path().join("a/b"))), (0o600, 0o700));
    let bytes = fs::read(&file).unwrap();
    assert!(matches!(Store::create(&file), Err(StoreError::Exists { .. })));
    assert_eq!(fs::read(&file).unwrap(), bytes);
    assert_eq!(names(file.parent().unwrap()), ["scheme.db"]);
}

#[test]
fn a_file_that_others_could_read_is_closed_to_them_and_that_is_said() {
    let folder = folder();
    let file = scheme_in(&folder);
    fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
    let look = Store::open(&file, Access::Look).unwrap();
    let found = look.check(crate::store_support::noon("2026-03-03")).unwrap();
    assert_eq!(found.iter().map(|f| f.check).collect::<Vec<_>>(), ["modes"]);
    drop(look);
    let store = Store::open(&file, Access::Write).unwrap();
    assert!(matches!(store.notices(), [Notice::Tightened { .. }]));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(store.check(crate::store_support::noon("2026-03-03")).unwrap(), []);
}

#[test]
fn an_altered_schema_opens_to_look_and_check_names_each_difference() {
    for (sql, words) in [
        (
            "CREATE TRIGGER t AFTER INSERT ON visit BEGIN SELECT 1; END",
            "trigger t is not Matchbook's",
        ),
        ("CREATE VIEW v AS SELECT 1", "view v is not Matchbook's"),
        ("CREATE TABLE extra (a)", "table extra is not Matchbook's"),
        ("DROP INDEX history_undoes", "index history_undoes is missing"),
        ("DROP TRIGGER history_stays", "trigger history_stays is missing"),
        ("ALTER TABLE visit ADD COLUMN more TEXT", "table visit was altered"),
    ] {
        let folder = folder();
        let file = scheme_in(&folder);
        Connection::open(&file).unwrap().execute_batch(sql).unwrap();
        let store = Store::open(&file, Access::Write).unwrap();
        assert!(store.look_only().unwrap().contains(words), "{:?}", store.look_only());
        let found = store.check(crate::store_support::noon("2026-03-03")).unwrap();
        assert_eq!(found.into_iter().map(|f| f.words).collect::<Vec<_>>(), [words]);
    }
}

#[test]
fn anothers_log_or_journal_beside_the_file_is_refused_and_kept() {
    let folder = folder();
    let file = scheme_in(&folder);
    let log = folder.path().join("scheme.db-wal");
    write(&log, &[7; 4096]);
    assert!(matches!(refused(&file), StoreError::StrayJournal { .. }));
    fs::remove_file(&log).unwrap();
    // another scheme, interrupted in the middle of a change
    let (other, journal) = interrupted(&folder.path().join("other.db"));
    write(&folder.path().join("scheme.db-journal"), &journal);
    assert!(matches!(refused(&file), StoreError::StrayJournal { .. }));
    assert!(folder.path().join("scheme.db-journal").exists());
    // the same journal beside its own file is rolled back
    fs::remove_file(folder.path().join("scheme.db-journal")).unwrap();
    let own = folder.path().join("own.db");
    write(&own, &other);
    write(&folder.path().join("own.db-journal"), &journal);
    assert!(matches!(Store::open(&own, Access::Look), Err(StoreError::NeedsRecovery { .. })));
    let store = Store::open(&own, Access::Write).unwrap();
    assert!(store.notices().contains(&Notice::Recovered));
    drop(store);
    let rows: i64 = Connection::open(&own)
        .unwrap()
        .query_row("SELECT count(*) FROM visit", [], |r| r.get(0))
        .unwrap();
    assert_eq!(rows, 0);
}

#[test]
fn another_programs_interrupted_change_is_not_taken_back_by_us() {
    let folder = folder();
    let scheme = folder.path().join("scheme.db");
    let (mut pages, journal) = interrupted(&scheme);
    // the four bytes that say whose file it is
    pages[68..72].copy_from_slice(b"ABCD");
    let other = folder.path().join("other.db");
    write(&other, &pages);
    write(&folder.path().join("other.db-journal"), &journal);
    assert!(matches!(refused(&other), StoreError::OtherProgram { .. }));
    assert_eq!(fs::read(folder.path().join("other.db-journal")).unwrap(), journal);
}

/// The bytes of a scheme and its journal as a kill leaves them that comes after the new pages
/// were written and before the journal was deleted.
fn interrupted(file: &Path) -> (Vec<u8>, Vec<u8>) {
    drop(Store::create(file).unwrap());
    let conn = Connection::open(file).unwrap();
    conn.execute_batch(
        "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;
         WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 400)
         INSERT INTO visit (who, host, since, until, history)
         SELECT 'person ' || i, hex(zeroblob(200)), '', '', 0 FROM n;",
    )
    .unwrap();
    // the header page is written last, so the counter in it is still the old one
    let journal = fs::read(file.with_extension("db-journal")).unwrap();
    let pages = fs::read(file).unwrap();
    conn.execute_batch("ROLLBACK").unwrap();
    (pages, journal)
}
