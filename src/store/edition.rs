//! What tells the file of a scheme from every other, and how far it has come; for calendars that are brought in again.

use rusqlite::OptionalExtension;

use super::error::{Result, StoreError};
use super::open::Store;
use crate::domain::diary::Edition;

/// Hexadecimal digits of the name: enough that no two schemes share one.
const DIGITS: i64 = 16;

impl Store {
    /// The name of the scheme and its newest change; none while nothing was ever written.
    ///
    /// The name comes from the digest of the first entry of the history, in which the salt, the
    /// instant and the machine of that entry are. It is never changed, and every copy has it.
    pub fn edition(&self) -> Result<Option<Edition>> {
        let fail = StoreError::sql("looking at the history", &self.place.file);
        let newest =
            "SELECT substr((SELECT chain FROM history WHERE number = 1), 1, ?1), number, at
             FROM history WHERE kind <> 'note' ORDER BY number DESC LIMIT 1";
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Edition { scheme: row.get(0)?, number: row.get(1)?, changed: row.get(2)? })
        };
        self.conn.query_row(newest, [DIGITS], read).optional().map_err(fail)
    }
}
