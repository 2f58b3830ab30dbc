//! `export`: a list as a file for a spreadsheet or a program, as filtered and sorted, and for an import to read again.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use color_eyre::Result;
use color_eyre::eyre::{Report, eyre};

use super::DONE;
use super::desk::Desk;
use super::list::{Narrowed, list};
use super::output::Out;
use crate::domain::lists::{List, Sheet};
use crate::domain::verbs::list_exported;
use crate::export;
use crate::runtime::make_file;
use crate::text::inert;

/// Options of `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Which list
    #[arg(value_parser = list())]
    list: List,
    /// The file, which must not exist yet
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// How it is written [default: as the file's name ends]
    #[arg(long, value_enum)]
    format: Option<Kind>,
    #[command(flatten)]
    narrowed: Narrowed,
    /// Only these columns in this order, by their names in JSON, with commas between
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    columns: Vec<String>,
    /// Replace a file that exists
    #[arg(long)]
    force: bool,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Text for spreadsheets
    Csv,
    /// A workbook with typed days and numbers
    Xlsx,
    /// JSON for programs
    Json,
}

impl Kind {
    /// What the end of the file's name says.
    fn of(file: &Path) -> Result<Self> {
        let ending = file.extension().and_then(OsStr::to_str).unwrap_or_default();
        Self::from_str(ending, true).map_err(|_| {
            let name = file.to_string_lossy();
            let name = inert(&name);
            eyre!("{name} ends in none of .csv, .xlsx and .json: name it so, or say --format")
        })
    }

    fn bytes(self, sheet: &Sheet) -> Result<Vec<u8>> {
        Ok(match self {
            Self::Csv => export::list_csv(sheet).into_bytes(),
            Self::Json => export::list_json(sheet).into_bytes(),
            Self::Xlsx => export::list_xlsx(sheet)?,
        })
    }
}

/// Writes a list into a file, and notes that in the history.
pub(super) fn run(input: &Export, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let kind = input.format.map_or_else(|| Kind::of(&input.output), Ok)?;
    let mut sheet = input.narrowed.sheet(input.list, desk)?;
    if !input.columns.is_empty() {
        let wanted: Vec<&str> = input.columns.iter().map(|column| column.trim()).collect();
        wanted.iter().try_for_each(|column| known(&sheet, column))?;
        sheet = sheet.only(&wanted);
    }
    let bytes = kind.bytes(&sheet)?;
    make_file(&input.output, &bytes, input.force).map_err(Report::msg)?;
    if desk.store.look_only().is_none() {
        let words = list_exported(input.list, sheet.rows.len());
        desk.write(|desk| Ok(desk.store.note(&desk.scheme, words.clone(), &desk.stamp())?))?;
    }
    let rows = sheet.rows.len();
    let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
    out.line(&format!(
        "The list of {} is in {}: {rows}.",
        input.list.name(),
        input.output.display()
    ))?;
    Ok(DONE)
}

/// Refuses a column that the list does not have.
pub(super) fn known(sheet: &Sheet, column: &str) -> Result<()> {
    if sheet.columns.iter().any(|known| known.id == column) {
        return Ok(());
    }
    let known: Vec<_> = sheet.columns.iter().map(|known| known.id).collect();
    Err(eyre!("there is no column '{}': it is one of {}", inert(column), known.join(", ")))
}
