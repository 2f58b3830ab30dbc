//! What is left of an erased person: a tombstone with the day, the ground and a keyed digest of the address (I4).

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::codes::{Code, NotACode, codes};
use crate::text::{days, fold};

/// The name of the anonymous row that stands in for an erased person.
pub const ERASED: &str = "Erased person";

codes! {
    /// Why a person was erased.
    Ground {
        Asked = "asked" "they asked for it",
        Passed = "keep-until" "the day of keeping has passed",
        Withdrawn = "consent-withdrawn" "consent withdrawn",
        Other = "other" "another reason",
    }
}

/// What is left of an erased person. It names nobody; who knows the address can tell that it was
/// erased, and nobody can read the address from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// A random number, which leads to no record.
    pub id: i64,
    /// The day of the erasure.
    pub day: NaiveDate,
    /// Why.
    pub ground: Ground,
    /// `KEY:DIGEST` of the address; empty where none was known.
    pub email_digest: String,
}

impl Tombstone {
    /// The keyed digest of an address; empty for an empty address.
    pub fn digest(key: &str, email: &str) -> String {
        let email = fold(email.trim());
        if email.is_empty() {
            return String::new();
        }
        let mut hash = Sha256::new();
        hash.update(key.as_bytes());
        hash.update([0]);
        hash.update(email.as_bytes());
        let digits: Vec<String> =
            hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{key}:{}", digits.concat())
    }

    /// Whether this is the address of the erased person.
    pub fn is_of(&self, email: &str) -> bool {
        let Some((key, _)) = self.email_digest.split_once(':') else { return false };
        Self::digest(key, email) == self.email_digest
    }

    /// "a person with this address was erased on 3 May 2026 (they asked for it)".
    pub fn words(&self) -> String {
        let day = days::long(self.day);
        format!("a person with this address was erased on {day} ({})", self.ground)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(email: &str) -> Tombstone {
        let day = NaiveDate::from_ymd_opt(2026, 5, 3).unwrap();
        let email_digest = Tombstone::digest("5eed", email);
        Tombstone { id: 1, day, ground: Ground::Asked, email_digest }
    }

    #[test]
    fn a_tombstone_knows_its_address_in_any_case_and_shows_nothing_of_it() {
        let stone = of("Ana@Example.org ");
        assert!(stone.is_of("ana@example.org") && !stone.is_of("ana@example.com"));
        assert!(!stone.email_digest.to_lowercase().contains("ana"));
        assert_eq!(
            stone.words(),
            "a person with this address was erased on Sun 3 May 2026 (they asked for it)"
        );
    }

    #[test]
    fn a_tombstone_without_an_address_is_nobodys() {
        assert!(!of("").is_of("") && !of("").is_of("ana@example.org"));
    }
}
