//! What the cells of a sheet mean: days, spans of time, numbers, words, lists and people.

pub mod absences;
pub mod dates;
pub mod lists;
pub mod months;
pub mod numbers;
pub mod people;
pub mod states;
pub mod words;
