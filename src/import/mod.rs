//! Sheets in: bytes become a sheet, its headings become fields, and a plan says what would change.

pub mod fields;
mod heading_row;
pub mod headings;
mod kind;
pub mod mapping;
mod orders;
pub mod sheet;
mod text_sheet;
pub mod values;
mod workbook;

pub use fields::SheetKind;
pub use mapping::{Mapping, MappingError, Role, Wishes, map};
pub use sheet::{Cell, Reading, Row, Sheet, SheetError, read};
