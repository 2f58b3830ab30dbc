//! The versions of the file: the list of migrations, what the newest schema looks like, and the upgrade of an older file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use super::error::{Result, StoreError};

/// What tells a Matchbook file from any other `SQLite` file: "MTCH".
pub(super) const APPLICATION_ID: i64 = 0x4d54_4348;

/// Each version of the file, forward only; a released line is never changed. The version that a
/// file has is the number of lines that it has been through (`user_version`).
const STEPS: &[M<'_>] = &[
    M::up(include_str!("../../assets/migrations/0001_scheme.sql")).foreign_key_check(),
    M::up(include_str!("../../assets/migrations/0002_whole_scheme.sql")).foreign_key_check(),
    M::up(include_str!("../../assets/migrations/0003_matching_draft.sql")).foreign_key_check(),
    M::up(include_str!("../../assets/migrations/0004_frozen_figures.sql")).foreign_key_check(),
];

/// The version that this program reads and writes.
#[expect(clippy::cast_possible_wrap, reason = "a count of files in a folder")]
pub(super) const VERSION: i64 = STEPS.len() as i64;

/// All steps, for the runner.
pub(super) const MIGRATIONS: Migrations<'_> = Migrations::from_slice(STEPS);

/// Type and name of an object of the schema, and the text that made it.
pub(super) type Schema = BTreeMap<(String, String), String>;

/// Brings a file to the newest version in one transaction, foreign keys checked at its end.
/// The caller has made a backup of a file that held anything.
pub(super) fn upgrade(conn: &mut Connection, steps: &Migrations<'_>, file: &Path) -> Result<()> {
    let fail = |doing| StoreError::sql(doing, file);
    // tables are rebuilt by dropping them, which foreign keys would take as deleting the rows
    conn.pragma_update(None, "foreign_keys", false).map_err(fail("upgrading"))?;
    conn.set_transaction_behavior(TransactionBehavior::Immediate);
    let done = steps.to_latest(conn);
    conn.set_transaction_behavior(TransactionBehavior::Deferred);
    conn.pragma_update(None, "foreign_keys", true).map_err(fail("upgrading"))?;
    match done {
        Ok(()) => Ok(()),
        // another program did it while this one waited for the lock
        Err(_) if steps.pending_migrations(conn).is_ok_and(|n| n == 0) => Ok(()),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(fail("upgrading")(err)),
        Err(other) => Err(StoreError::Io {
            doing: "upgrading the file, which was left as it was",
            source: std::io::Error::other(other.to_string()),
        }),
    }
}

/// The schema that a file's database has; `SQLite`'s own tables are left out.
pub(super) fn schema_of(conn: &Connection) -> rusqlite::Result<Schema> {
    let sql = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema
               WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = conn.prepare(sql)?;
    let rows = statement.query_map([], |r| Ok(((r.get(0)?, r.get(1)?), r.get(2)?)))?;
    rows.collect()
}

/// The schema as the migrations build it, built once in memory.
pub(super) fn built_schema() -> Result<&'static Schema> {
    static BUILT: OnceLock<Schema> = OnceLock::new();
    if let Some(schema) = BUILT.get() {
        return Ok(schema);
    }
    let memory = Path::new(":memory:");
    let fail = |doing| StoreError::sql(doing, memory);
    let mut conn = Connection::open_in_memory().map_err(fail("building the schema"))?;
    upgrade(&mut conn, &MIGRATIONS, memory)?;
    let schema = schema_of(&conn).map_err(fail("building the schema"))?;
    Ok(BUILT.get_or_init(|| schema))
}

/// How a file's schema differs from the built one, one line each, in order.
pub(super) fn differences(found: &Schema, built: &Schema) -> Vec<String> {
    let mut lines = Vec::new();
    for ((kind, name), sql) in built {
        match found.get(&(kind.clone(), name.clone())) {
            None => lines.push(format!("{kind} {name} is missing")),
            Some(text) if text != sql => lines.push(format!("{kind} {name} was altered")),
            Some(_) => {}
        }
    }
    let unknown = found.keys().filter(|k| !built.contains_key(*k));
    lines.extend(unknown.map(|(kind, name)| format!("{kind} {name} is not Matchbook's")));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_run_and_leave_nothing_to_complain_of() {
        MIGRATIONS.validate().unwrap();
    }

    #[test]
    fn every_table_is_strict() {
        for ((kind, name), sql) in built_schema().unwrap() {
            let strict = sql.trim_end().ends_with("STRICT") || sql.contains("STRICT, ");
            assert!(kind != "table" || strict || sql.ends_with(", STRICT"), "{name}: {sql}");
        }
    }

    #[test]
    fn an_upgrade_that_breaks_a_foreign_key_changes_nothing() {
        let first = M::up(
            "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT;
             CREATE TABLE b (a INTEGER NOT NULL REFERENCES a) STRICT;
             INSERT INTO a VALUES (1); INSERT INTO b VALUES (1);",
        );
        let second = M::up("DELETE FROM a;").foreign_key_check();
        let mut conn = Connection::open_in_memory().unwrap();
        let memory = Path::new(":memory:");
        upgrade(&mut conn, &Migrations::new(vec![first.clone()]), memory).unwrap();
        assert!(upgrade(&mut conn, &Migrations::new(vec![first, second]), memory).is_err());
        let rows: i64 = conn.query_row("SELECT count(*) FROM a", [], |r| r.get(0)).unwrap();
        let version: i64 = conn.query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap();
        assert_eq!((rows, version), (1, 1));
    }
}
