//! Sheets in: bytes become a sheet, its headings become fields, and a plan says what would change.

mod assign;
pub mod choices;
mod differences;
pub mod fields;
mod heading_row;
pub mod headings;
mod kind;
pub mod mapping;
mod meetings;
mod orders;
mod own;
mod pair_compare;
mod pairs;
mod people;
mod people_values;
pub mod plan;
mod progress;
mod reader;
pub mod report;
mod requests;
pub mod sheet;
mod text_sheet;
pub mod values;
mod wishes;
mod work;
mod workbook;

pub use choices::{Choice, choices};
pub use fields::SheetKind;
pub use mapping::{Answer, Column, Mapping, MappingError, Role, Sure, Wishes, map, samples};
pub use plan::{
    Counts, FieldChange, ImportError, Options, Outcome, Plan, RowOutcome, plan, plan_watched,
};
pub use progress::Watch;
pub use report::{report_json, report_text};
pub use sheet::{Cell, Reading, Row, Sheet, SheetError, read};
