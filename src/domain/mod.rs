//! What a scheme is: records, verbs, rules, matching, figures. No I/O, no clock, no screen.

pub mod admit;
pub mod attendance;
pub mod cadence;
pub mod calendar;
pub mod change;
pub mod codes;
pub mod diary;
pub mod entry;
pub mod erased;
pub mod field;
pub mod figures;
pub mod gaps;
#[cfg(test)]
pub(crate) mod hand;
pub mod ids;
pub mod letters;
pub mod lists;
pub mod matching;
pub mod profile;
pub mod records;
pub mod refusal;
pub mod rules;
pub mod scheme;
pub mod search;
pub mod settings;
pub mod state;
pub mod tables;
mod titles;
mod touch;
pub mod verbs;
pub mod waiting;

pub use admit::admit;
pub use change::{Builder, Change, Edit};
pub use field::{Field, Kind};
pub use profile::Profile;
pub use refusal::Refusal;
pub use scheme::{Mismatch, Scheme};
pub use tables::{Called, Link, Record, Row, Source, Table, Tables};
