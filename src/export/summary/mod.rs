//! The monitoring summary as JSON and as Markdown: the same figures, the same bytes each time, no names.

mod json;
mod markdown;

pub use json::json;
pub use markdown::markdown;
