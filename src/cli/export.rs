//! `export`: a list as a file for a spreadsheet or a program, as filtered and sorted, and for an import to read again.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::desk::Desk;
use super::list::Narrowed;
use super::output::Out;
use super::{DONE, files};
use crate::domain::lists::{List, Sheet, TODAY};
use crate::domain::rules;
use crate::domain::verbs::put_into_file;
use crate::export::{FileKind, made};
use crate::text::inert;

/// Options of `export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// Which list
    #[arg(value_parser = what())]
    list: What,
    /// The file, which must not exist yet
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// How it is written [default: as the file's name ends]
    #[arg(long, value_parser = form())]
    format: Option<FileKind>,
    #[command(flatten)]
    narrowed: Narrowed,
    /// Only these columns in this order, by their names in JSON, with commas between
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    columns: Vec<String>,
    /// Replace a file that exists
    #[arg(long)]
    force: bool,
}

/// A list, or Today.
#[derive(Debug, Clone, Copy)]
enum What {
    List(List),
    Today,
}

/// The name of a list, or `today`.
fn what() -> impl TypedValueParser<Value = What> {
    let names = std::iter::once(TODAY).chain(List::all().map(List::name));
    PossibleValuesParser::new(names).try_map(|name| match List::named(&name) {
        _ if name == TODAY => Ok(What::Today),
        Some(list) => Ok(What::List(list)),
        None => Err("there is no such list"),
    })
}

/// A form by its name.
fn form() -> impl TypedValueParser<Value = FileKind> {
    let names = FileKind::ALL.map(|kind| PossibleValue::new(kind.ending()).help(kind.meaning()));
    PossibleValuesParser::new(names)
        .try_map(|name| FileKind::ending_in(&name).ok_or("there is no such form"))
}

/// What the end of the file's name says.
fn form_of(file: &Path) -> Result<FileKind> {
    FileKind::of(file).ok_or_else(|| {
        let name = file.to_string_lossy();
        let name = inert(&name);
        eyre!("{name} ends in none of .csv, .xlsx and .json: name it so, or say --format")
    })
}

/// Writes a list into a file, and notes that in the history.
pub(super) fn run(input: &Export, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let kind = input.format.map_or_else(|| form_of(&input.output), Ok)?;
    let mut sheet = match input.list {
        What::List(list) => Sheet::read(&desk.scheme, list, desk.today),
        What::Today => {
            let items = rules::today(&desk.scheme, desk.today, &desk.store.outside()?);
            Sheet::today(items.iter().filter(|item| item.may_leave()), desk.today)
        }
    };
    input.narrowed.narrow(&mut sheet)?;
    if !input.columns.is_empty() {
        let wanted: Vec<&str> = input.columns.iter().map(|column| column.trim()).collect();
        wanted.iter().try_for_each(|column| known(&sheet, column))?;
        sheet = sheet.only(&wanted);
    }
    files::put(&input.output, &kind.write(&sheet)?, input.force)?;
    let (what, rows) = (sheet.in_words(), sheet.rows.len());
    desk.note(&put_into_file(&what, rows, "row"))?;
    out.line(&made(&what, &input.output, rows, "row"))?;
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
