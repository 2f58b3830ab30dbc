//! What leaves the program as text or bytes: lists, records, search results; one file a format.

mod calendar;
mod csv;
mod file;
mod flat;
mod json;
mod letter;
pub mod markdown;
mod person;
pub mod summary;
mod text;
mod xlsx;

pub use self::csv::{list as list_csv, rows as rows_csv};
pub use calendar::{CALENDAR, CalendarFile, ENTRY};
pub use file::{FileKind, ListFile, made};
pub use json::{hits as hits_json, list as list_json, record as record_json};
pub use letter::{
    LINK_LIMIT, LetterError, MailLink, letter_eml, letter_file_name, letter_mailto, letter_text,
};
pub use person::{HeldBack, PersonData, person_data};
pub use text::{hits as hits_text, list as list_text, record as record_text, table};
pub use xlsx::{WorkbookError, list as list_xlsx};

#[cfg(test)]
mod tests;
