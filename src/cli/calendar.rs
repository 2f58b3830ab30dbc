//! `calendar`: reviews, meetings, events and deadlines as a file for a calendar program.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use color_eyre::Result;

use super::desk::Desk;
use super::output::Out;
use super::{DONE, files};
use crate::domain::diary::DiaryKind;
use crate::domain::verbs::put_into_file;
use crate::export::{CALENDAR, CalendarFile, ENTRY, made};

/// Options of `calendar`.
#[derive(Debug, Args)]
pub(super) struct Calendar {
    /// The file, which must not exist yet; calendars know it by .ics
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Only these kinds, with commas between [default: all]
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = kind())]
    only: Vec<DiaryKind>,
    /// Replace a file that exists
    #[arg(long)]
    force: bool,
}

/// The name of a kind of entry.
fn kind() -> impl TypedValueParser<Value = DiaryKind> {
    PossibleValuesParser::new(DiaryKind::ALL.map(DiaryKind::name))
        .try_map(|name| DiaryKind::named(&name).ok_or("there is no such kind"))
}

/// Writes the calendar into a file, and notes that in the history.
pub(super) fn run(input: &Calendar, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let kinds = if input.only.is_empty() { DiaryKind::ALL.to_vec() } else { input.only.clone() };
    let edition = desk.store.edition()?.unwrap_or_default();
    let file = CalendarFile { kinds, only: Vec::new() };
    let (text, count) = file.text(&desk.scheme, desk.today, &edition);
    files::put(&input.output, text.as_bytes(), input.force)?;
    desk.note(&put_into_file(CALENDAR, count, ENTRY))?;
    out.line(&made(CALENDAR, &input.output, count, ENTRY))?;
    out.line(
        "Import it again after changes: what is in the calendar is updated, nothing doubled.",
    )?;
    Ok(DONE)
}
