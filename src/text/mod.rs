//! Text from outside and how it is shown: `Text`, its inert form, folding for search, width, dates, lengths and amounts in words.

pub mod clock;
mod day_names;
pub mod days;
mod days_in;
pub mod every;
mod fold;
pub mod formula;
mod inert;
pub mod minutes;
pub mod money;
pub mod width;

pub use fold::fold;
pub use inert::{Text, inert};
