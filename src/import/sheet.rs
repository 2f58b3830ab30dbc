//! A sheet as it was read: headings, numbered rows of cells, and how the bytes were understood.

use std::borrow::Cow;

use chrono::NaiveDateTime;

use super::heading_row;
use crate::text::formula::unguarded;

/// The most columns that hold something which a sheet may have (reliability reference, fault 76).
pub const MAX_COLUMNS: usize = 2_000;
/// The most rows that a sheet may have (reliability reference, fault 76).
pub const MAX_ROWS: usize = 1_000_000;
/// The most bytes of a text file, and of a workbook once unpacked (fault 76).
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// One cell: what the sheet itself says that it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or nothing but white space.
    #[default]
    Empty,
    /// A text, trimmed, without the apostrophe that guards a formula.
    Text(String),
    /// A number of a workbook.
    Number(f64),
    /// A day, or a day and a time, of a workbook.
    Day(NaiveDateTime),
    /// A span of time of a workbook, in minutes.
    Span(i64),
    /// A tick of a workbook.
    Truth(bool),
    /// An error such as `#REF!`, or a formula that was never calculated: the reason.
    Fault(String),
}

impl Cell {
    /// A cell of a text file, or a text cell of a workbook.
    pub fn from_text(raw: &str) -> Self {
        let text = raw.trim_matches(|c: char| c.is_whitespace() || UNSEEN.contains(&c));
        let text = unguarded(text);
        if text.is_empty() {
            return Self::Empty;
        }
        match error_token(text) {
            Some(why) => Self::Fault(why),
            None => Self::Text(text.to_owned()),
        }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    /// What a person sees in the cell: whole numbers without point, days as ISO.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Fault(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Day(at) if at.time() == chrono::NaiveTime::MIN => {
                Cow::Owned(at.date().to_string())
            }
            Self::Day(at) => Cow::Owned(at.format("%Y-%m-%d %H:%M:%S").to_string()),
            Self::Span(minutes) => Cow::Owned(format!("{minutes} min")),
            Self::Truth(true) => Cow::Borrowed("Yes"),
            Self::Truth(false) => Cow::Borrowed("No"),
        }
    }
}

/// What stands at the ends of a text unseen: byte order marks, zero-width blanks and directions.
const UNSEEN: [char; 7] =
    ['\u{feff}', '\u{200b}', '\u{200c}', '\u{2060}', '\u{200e}', '\u{200f}', '\u{ad}'];

/// The reason for refusing a cell that holds a spreadsheet's error (fault 75).
fn error_token(text: &str) -> Option<String> {
    const ERRORS: [&str; 9] =
        ["#REF!", "#N/A", "#NAME?", "#DIV/0!", "#VALUE!", "#NULL!", "#NUM!", "#SPILL!", "#ERROR!"];
    if ERRORS.iter().any(|error| error.eq_ignore_ascii_case(text)) {
        return Some(format!("the cell holds the error {text}"));
    }
    (text.len() >= 3 && text.bytes().all(|byte| byte == b'#'))
        .then(|| "the cell holds only ####: widen the column before saving".to_owned())
}

/// A row under the headings that holds something.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its number as a spreadsheet counts it, blank rows and title rows included; from 1.
    pub number: usize,
    /// As many cells as there are headings.
    pub cells: Vec<Cell>,
    /// Why the row can't be taken at all, such as more values than headings.
    pub fault: Option<String>,
    /// What was noticed about it and does not stop it, such as missing values.
    pub remark: Option<String>,
}

/// A sheet with its headings found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// One a column, as they stand; `Column C` where there is none.
    pub headings: Vec<String>,
    /// The rows under the headings; blank ones are passed over.
    pub rows: Vec<Row>,
    /// The number of the row of headings as a spreadsheet counts it; none when there is no such row.
    pub header_row: Option<usize>,
    /// How the bytes were read, such as `UTF-8`, `windows-1252` or `XLSX`.
    pub encoding: String,
    /// What stands between the values of a text file.
    pub separator: Option<char>,
    /// The name of the worksheet of a workbook.
    pub worksheet: Option<String>,
    /// The names of all worksheets that are shown, of which one was read; empty for a text file.
    pub worksheets: Vec<String>,
    /// What stands above the headings.
    pub titles: Vec<String>,
    /// How many blank rows were passed over.
    pub blank: usize,
    /// What else a person should know about how the file was read.
    pub notes: Vec<String>,
}

/// What is known better than guessed about how to read a file; everything `None` is guessed.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The encoding's name, such as `windows-1252`.
    pub encoding: Option<String>,
    /// What stands between values.
    pub separator: Option<char>,
    /// The row of headings as a spreadsheet counts it; 0 says that there is none.
    pub header_row: Option<usize>,
    /// The worksheet's name.
    pub worksheet: Option<String>,
}

/// Why a file can't be read as a sheet at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("the file is empty: save the sheet again, as CSV or XLSX")]
    Empty,
    #[error("there is no row under the headings: name a sheet that has some")]
    NoRows,
    #[error("this is no sheet but {0}; a CSV, TSV or XLSX file is needed: save it as one")]
    NotASheet(&'static str),
    #[error(
        "this is an old or a protected workbook; open it, and save it as XLSX without password"
    )]
    OldWorkbook,
    #[error("the sheet can't be read ({0}): open it, and save it again as XLSX or CSV")]
    Damaged(String),
    #[error("the file has too many {what} (the limit is {limit}): split it")]
    TooBig { what: &'static str, limit: u64 },
    #[error(
        "row {row} (line {line}): a quotation mark opens a text that goes on for {lines} lines; it is \
         probably not closed. Nothing was read: close it, and try again"
    )]
    OpenQuote { row: usize, line: usize, lines: usize },
    #[error("there is no worksheet {wanted}; there are: {present}")]
    NoSuchWorksheet { wanted: String, present: String },
    #[error("no encoding is called {0}")]
    NoSuchEncoding(String),
    #[error("there is no row {0} for the headings")]
    NoSuchRow(usize),
}

/// All rows of a file, before the headings are found among them.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) rows: Vec<Row>,
    pub(super) encoding: String,
    pub(super) separator: Option<char>,
    pub(super) worksheet: Option<String>,
    pub(super) worksheets: Vec<String>,
    pub(super) notes: Vec<String>,
}

/// Reads a file by what is in it; the name only decides between equal guesses.
pub fn read(file_name: &str, bytes: &[u8], reading: &Reading) -> Result<Sheet, SheetError> {
    if bytes.is_empty() {
        return Err(SheetError::Empty);
    }
    let grid = if bytes.starts_with(b"PK\x03\x04") {
        super::workbook::grid(bytes, reading)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(SheetError::OldWorkbook);
    } else {
        super::text_sheet::grid(file_name, bytes, reading)?
    };
    let sheet = heading_row::shape(grid, reading)?;
    if sheet.rows.is_empty() { Err(SheetError::NoRows) } else { Ok(sheet) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guard_of_a_formula_is_taken_off_and_an_apostrophe_of_a_name_stays() {
        assert_eq!(Cell::from_text("'=1+1"), Cell::Text("=1+1".into()));
        assert_eq!(Cell::from_text("'t Hooft"), Cell::Text("'t Hooft".into()));
        assert_eq!(Cell::from_text("\u{a0} Bo \u{a0}"), Cell::Text("Bo".into()));
    }

    #[test]
    fn errors_of_a_spreadsheet_are_no_values() {
        assert!(matches!(Cell::from_text("#REF!"), Cell::Fault(_)));
        assert!(matches!(Cell::from_text("########"), Cell::Fault(_)));
        assert_eq!(Cell::from_text("#1"), Cell::Text("#1".into()));
    }
}
