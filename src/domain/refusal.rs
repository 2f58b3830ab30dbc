//! `Refusal`: why something cannot be done, in words for the person who asked.

use chrono::NaiveDate;

use crate::domain::field::FieldError;
use crate::domain::scheme::Mismatch;
use crate::text::days::long;

/// Why a verb, an undo or an import does nothing. Its `Display` is the one clear line.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// There is no such record.
    #[error("there is no {0}")]
    NotFound(String),
    /// A value does not fit; forms show it at the field.
    #[error("{why}")]
    Field {
        /// Id of the field.
        field: &'static str,
        /// What is wrong and what to do.
        why: String,
    },
    /// A rule of M2 speaks against it; it may be over-ruled with a reason, a hard one only with a
    /// second confirmation (M3).
    #[error("{why}")]
    Rule {
        /// Id of the rule (`full`).
        rule: &'static str,
        /// Whether it is a hard rule.
        hard: bool,
        /// The sentence with the facts.
        why: String,
    },
    /// It looks like a slip; who insists may do it all the same, without a reason.
    #[error("{why}")]
    Doubt {
        /// The sentence with the facts.
        why: String,
        /// What insisting does (`log a second`).
        insist: &'static str,
    },
    /// The end would lie before the start.
    #[error("the end, {}, is before the start, {}: give a later end", long(*.end), long(*.start))]
    EndBeforeStart {
        /// First day.
        start: NaiveDate,
        /// Last day.
        end: NaiveDate,
    },
    /// Somebody else changed a record meanwhile.
    #[error(transparent)]
    Changed(#[from] Mismatch),
    /// Anything else, in words.
    #[error("{0}")]
    Because(String),
}

impl Refusal {
    /// A refusal at a field.
    pub fn field(field: &'static str, why: impl Into<String>) -> Self {
        Self::Field { field, why: why.into() }
    }

    /// A refusal in words.
    pub fn because(why: impl Into<String>) -> Self {
        Self::Because(why.into())
    }
}

impl From<(&'static str, FieldError)> for Refusal {
    fn from((field, error): (&'static str, FieldError)) -> Self {
        Self::Field { field, why: error.to_string() }
    }
}
