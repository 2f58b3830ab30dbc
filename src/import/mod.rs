//! Sheets in: bytes become a sheet, its headings become fields, and a plan says what would change.

mod assign;
pub mod choices;
mod differences;
mod directory;
mod drive;
pub mod fields;
mod foreign;
mod glance;
mod heading_row;
pub mod headings;
mod joins;
mod kind;
pub mod mapping;
mod meetings;
pub mod memory;
mod orders;
mod own;
mod pair_compare;
mod pairs;
mod people;
mod people_values;
mod phrases;
pub mod plan;
mod progress;
mod reader;
pub mod report;
mod requests;
mod sections;
mod settle;
mod several;
pub mod sheet;
mod sides;
mod text_sheet;
pub mod values;
mod who;
mod wishes;
mod work;
mod workbook;

pub use choices::{Choice, choices};
pub use fields::SheetKind;
pub use glance::{first_rows, samples, worksheets};
pub use mapping::{Answer, Column, Mapping, MappingError, Role, Sure, Wishes, map, understand};
pub use memory::Remembered;
pub use plan::{
    Counts, FieldChange, ImportError, Options, Outcome, Plan, RowOutcome, needs_side, plan,
    plan_watched,
};
pub use progress::Watch;
pub use report::{report_json, report_text};
pub use sheet::{Cell, Reading, Row, Sheet, SheetError, read};
