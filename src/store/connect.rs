//! How a connection is set up: every setting of every connection to a scheme's file, in one place.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

/// How long a write waits for another program's write (reliability reference, fault 33).
pub(super) const WRITE_WAIT: Duration = Duration::from_secs(5);

/// Opens without creating, to write or to look, and sets everything that does not read the file.
pub(super) fn connect(file: &Path, write: bool) -> rusqlite::Result<Connection> {
    let access =
        if write { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
    let conn = Connection::open_with_flags(file, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    set_up(&conn)?;
    Ok(conn)
}

/// The settings of reliability reference 4.2, for connections on files and in memory.
pub(super) fn set_up(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(WRITE_WAIT)?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true),
    ] {
        conn.set_db_config(setting, on)?;
    }
    // extensions cannot be loaded: the library is built without the feature that allows it
    for (pragma, value) in [
        ("trusted_schema", "OFF"),
        ("cell_size_check", "ON"),
        ("secure_delete", "ON"),
        ("temp_store", "MEMORY"),
        ("mmap_size", "0"),
        // a big import would otherwise lock readers out for seconds
        ("cache_spill", "OFF"),
        ("synchronous", "EXTRA"),
        ("fullfsync", "ON"),
    ] {
        conn.pragma_update(None, pragma, value)?;
    }
    conn.set_prepared_statement_cache_capacity(256);
    Ok(())
}

/// Sets the journal to `DELETE`, also in a file that another program switched to another mode.
/// Reads the file, so it comes after the file has been recognised.
pub(super) fn set_journal(conn: &Connection) -> rusqlite::Result<()> {
    conn.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::types::ValueRef;

    #[test]
    fn every_setting_has_its_value_after_opening() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("s.db");
        drop(Connection::open(&file).unwrap().execute_batch("CREATE TABLE t (a)"));
        let conn = connect(&file, true).unwrap();
        set_journal(&conn).unwrap();
        let value = |pragma: &str| -> String {
            let row = |r: &rusqlite::Row<'_>| match r.get_ref(0)? {
                ValueRef::Integer(number) => Ok(number.to_string()),
                ValueRef::Text(_) => r.get(0),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => Ok(String::new()),
            };
            conn.query_row(&format!("PRAGMA {pragma}"), [], row).unwrap()
        };
        for (pragma, expected) in [
            ("foreign_keys", "1"),
            ("secure_delete", "1"),
            ("temp_store", "2"),
            ("trusted_schema", "0"),
            ("cell_size_check", "1"),
            ("mmap_size", "0"),
            ("cache_spill", "0"),
            ("journal_mode", "delete"),
            ("synchronous", "3"),
            ("busy_timeout", "5000"),
            ("fullfsync", "1"),
        ] {
            assert_eq!(value(pragma), expected, "{pragma}");
        }
        assert!(conn.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
        assert!(conn.query_row("SELECT \"no such column\"", [], |_| Ok(())).is_err());
    }
}
