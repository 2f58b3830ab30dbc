//! Records as the store keeps them: columns with values for SQL, images as JSON for the history, and the digests over both.

use rusqlite::types::Value;
use sha2::{Digest, Sha256};

use super::error::{Result, StoreError};
use crate::domain::tables::{Record, Table};

/// A record's columns by name, in one fixed order.
pub(super) fn columns(record: &Record) -> Result<Vec<(String, Value)>> {
    let fail = |why: &str| StoreError::Row {
        table: record.table().name().to_owned(),
        id: record.id(),
        why: why.to_owned(),
    };
    let json = serde_json::to_value(record).map_err(|e| fail(&e.to_string()))?;
    let serde_json::Value::Object(fields) = json else {
        return Err(fail("it is no record"));
    };
    let value = |json| match json {
        serde_json::Value::Null => Ok(Value::Null),
        serde_json::Value::Bool(yes) => Ok(Value::Integer(yes.into())),
        serde_json::Value::String(text) => Ok(Value::Text(text)),
        serde_json::Value::Number(number) => {
            number.as_i64().map(Value::Integer).ok_or_else(|| fail("a number is too big"))
        }
        serde_json::Value::Array(_) | serde_json::Value::Object(_) => {
            Err(fail("a field is neither text nor number"))
        }
    };
    fields.into_iter().map(|(name, json)| Ok((name, value(json)?))).collect()
}

/// A record as the history keeps it.
pub(super) fn image(record: &Record) -> Result<String> {
    serde_json::to_string(record).map_err(|e| StoreError::Row {
        table: record.table().name().to_owned(),
        id: record.id(),
        why: e.to_string(),
    })
}

/// A record back from its image; none if it was made before an upgrade that changed its table.
pub(super) fn record(table: Table, image: &str) -> Option<Record> {
    Record::deserialize(table, &mut serde_json::Deserializer::from_str(image)).ok()
}

/// The digest of one line of `history_row`. The salt, which goes when a person is erased, keeps
/// anybody from finding out by trying what the blanked images held.
pub(super) fn row_digest(
    salt: &str,
    table: &str,
    id: i64,
    before: Option<&str>,
    after: Option<&str>,
) -> String {
    let mut hash = Hash::new();
    hash.part(salt);
    hash.part(table);
    hash.part(&id.to_string());
    hash.maybe(before);
    hash.maybe(after);
    hash.hex()
}

/// The salt of one row: its 16 bytes of what was drawn at random for its entry.
pub(super) fn salt(drawn: &[u8], place: usize) -> String {
    let bytes = drawn.chunks_exact(SALT).nth(place).unwrap_or_default();
    hex(bytes)
}

/// Bytes of a salt.
pub(super) const SALT: usize = 16;

/// Bytes in hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or_default();
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// SHA-256 over parts that cannot run into each other.
pub(super) struct Hash(Sha256);

impl Hash {
    pub(super) fn new() -> Self {
        Self(Sha256::new())
    }

    /// Adds a part, its length first.
    pub(super) fn part(&mut self, part: &str) {
        self.0.update((part.len() as u64).to_be_bytes());
        self.0.update(part.as_bytes());
    }

    /// Adds a part or that there is none.
    pub(super) fn maybe(&mut self, part: Option<&str>) {
        match part {
            Some(part) => self.part(part),
            None => self.0.update(u64::MAX.to_be_bytes()),
        }
    }

    /// The digest in hexadecimal digits.
    pub(super) fn hex(self) -> String {
        hex(&self.0.finalize())
    }
}
