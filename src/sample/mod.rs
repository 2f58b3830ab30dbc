//! The sample schemes, pure: the fixed week, the scheme that breaks every rule, and one of any size.

mod every;
mod grow;
mod people;
mod plant;
mod plant_pairs;
mod random;
mod requests;
mod week;

use crate::domain::{Record, Scheme, Tables};

pub use every::every_rule;
pub use grow::{MOST_PAIRS, grow};
pub use week::week;

/// A scheme that holds these records and has no history yet.
pub fn scheme_of(records: Vec<Record>) -> Scheme {
    let mut tables = Tables::default();
    for record in records {
        tables.put(record);
    }
    Scheme::new(tables, &std::collections::BTreeMap::new(), 0)
}
