//! The sample schemes, pure: the fixed week, the scheme that breaks every rule, and one of any size.

mod every;
mod grow;
mod people;
mod plant;
mod plant_pairs;
mod random;
mod requests;
mod week;

use crate::domain::{Change, Edit, Record, Scheme, Tables};

pub use every::every_rule;
pub use grow::{MOST_PAIRS, grow};
pub use week::week;

/// A scheme that holds these records and has no history yet.
pub fn scheme_of(records: Vec<Record>) -> Scheme {
    let mut tables = Tables::default();
    for record in records.into_iter().filter(|record| !record.table().is_aside()) {
        tables.put(record);
    }
    Scheme::new(tables, &std::collections::BTreeMap::new(), 0)
}

/// The one change that brings these records into an empty scheme.
pub fn change_of(records: Vec<Record>, words: &str) -> Change {
    let edit = |record| Edit { before: None, after: Some(record) };
    Change { words: words.to_owned(), edits: records.into_iter().map(edit).collect() }
}
