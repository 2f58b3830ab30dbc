//! A list as a file: in which form, with which columns, and what is said of it; for screen and command alike (I3).

use std::path::Path;

use chrono::NaiveDate;

use super::{WorkbookError, list_csv, list_json, list_xlsx};
use crate::domain::lists::{Leaving, Sheet};
use crate::domain::rules::Item;
use crate::domain::scheme::Scheme;
use crate::text::days::plural;
use crate::text::inert;

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text for any spreadsheet.
    Csv,
    /// A workbook with typed days and numbers.
    Xlsx,
    /// JSON for programs.
    Json,
}

impl FileKind {
    /// Every form, the usual one first.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Json];

    /// How the names of such files end, without the dot; also its name on the command line.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// What it is, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Csv => "CSV, text for any spreadsheet",
            Self::Xlsx => "XLSX, a workbook with typed days and numbers",
            Self::Json => "JSON, for programs",
        }
    }

    /// The form with this ending.
    pub fn ending_in(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.ending().eq_ignore_ascii_case(ending))
    }

    /// The form that the end of a file's name says.
    pub fn of(file: &Path) -> Option<Self> {
        Self::ending_in(file.extension()?.to_str()?)
    }
}

impl FileKind {
    /// A list in this form.
    pub fn write(self, sheet: &Sheet) -> Result<Vec<u8>, WorkbookError> {
        Ok(match self {
            Self::Csv => list_csv(sheet).into_bytes(),
            Self::Json => list_json(sheet).into_bytes(),
            Self::Xlsx => list_xlsx(sheet)?,
        })
    }
}

/// A list that is to be put into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListFile {
    /// Its rows.
    pub leaving: Leaving,
    /// Its columns in their order; none named: all.
    pub columns: Vec<&'static str>,
    /// In which form.
    pub kind: FileKind,
}

impl ListFile {
    /// Reads the list and writes it; the sheet tells what it holds.
    pub fn bytes(
        &self,
        scheme: &Scheme,
        on: NaiveDate,
        items: &[Item],
    ) -> Result<(Sheet, Vec<u8>), WorkbookError> {
        let sheet = self.leaving.sheet(scheme, on, items, &self.columns);
        let bytes = self.kind.write(&sheet)?;
        Ok((sheet, bytes))
    }
}

/// What is said when a file was made: `The list of pairs is in pairs.csv: 29 rows.`
pub fn made(what: &str, file: &Path, count: usize, noun: &str) -> String {
    let mut letters = what.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    let what: String = first.chain(letters).collect();
    let file = file.to_string_lossy();
    let count = plural(i64::try_from(count).unwrap_or(i64::MAX), noun);
    format!("{what} is in {}: {count}.", inert(&file))
}
