//! The monitoring summary as Markdown, JSON, CSV, a page and a workbook: the same figures, the same bytes each time, no names.

mod charts;
mod csv;
mod drawing;
mod html;
mod json;
mod markdown;
mod page;
mod parts;
mod workbook;

pub use csv::csv;
pub use html::{PageError, html};
pub use json::json;
pub use markdown::markdown;
pub use page::{Page, UnwrittenError, said};
pub use parts::{Table, tables};
pub use workbook::workbook;
