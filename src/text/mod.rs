//! Text from outside and how it is shown: `Text`, its inert form, folding for search, width, dates in words.

mod inert;

pub use inert::{Text, inert};
