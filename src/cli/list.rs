//! `list`, `show` and `search`: the lists of the screens, one record, and finding records.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::DONE;
use super::desk::Desk;
use super::export::known;
use super::output::{Format, ListFormat, Out, width};
use super::who;
use crate::domain::ids::AnyId;
use crate::domain::lists::{Cell, Direction, List, Sheet, search};
use crate::export;
use crate::text::days;

/// Options of `list`.
#[derive(Debug, Args)]
pub(super) struct Lists {
    /// Which list
    #[arg(value_parser = list())]
    list: List,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
    #[command(flatten)]
    narrowed: Narrowed,
}

/// Which rows of a list, and in which order.
#[derive(Debug, Args)]
pub(super) struct Narrowed {
    /// Only rows in which each of these words is found
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Sort by this column, by its name in JSON
    #[arg(long, value_name = "COLUMN")]
    sort: Option<String>,
    /// The other way round
    #[arg(long, requires = "sort")]
    reverse: bool,
}

impl Narrowed {
    /// The list with these rows in this order, and all columns.
    pub(super) fn sheet(&self, list: List, desk: &Desk) -> Result<Sheet> {
        let mut sheet = Sheet::read(&desk.scheme, list, desk.today);
        self.narrow(&mut sheet)?;
        Ok(sheet)
    }

    /// Leaves these rows in this order.
    pub(super) fn narrow(&self, sheet: &mut Sheet) -> Result<()> {
        sheet.filter(self.filter.as_deref().unwrap_or_default());
        if let Some(column) = &self.sort {
            known(sheet, column)?;
            sheet.sort(column, if self.reverse { Direction::Down } else { Direction::Up });
        }
        Ok(())
    }
}

/// Options of `show`.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// A person, request, pair, meeting or review by id, or a person by name
    id: String,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Options of `search`.
#[derive(Debug, Args)]
pub(super) struct Search {
    /// The words, all of which must be found; accents and case do not matter
    #[arg(required = true)]
    text: Vec<String>,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// The name of a list.
pub(super) fn list() -> impl TypedValueParser<Value = List> {
    PossibleValuesParser::new(List::all().map(List::name))
        .try_map(|name| List::named(&name).ok_or("there is no such list"))
}

/// Prints a list.
pub(super) fn run(input: &Lists, desk: &Desk, out: &mut Out<'_>) -> Result<u8> {
    let sheet = input.narrowed.sheet(input.list, desk)?;
    match input.format {
        ListFormat::Json => out.json_text(&export::list_json(&sheet))?,
        ListFormat::Csv => out.table(&export::list_csv(&sheet))?,
        ListFormat::Text if out.plain => plain(&sheet, out)?,
        ListFormat::Text => out.lines(&export::list_text(&sheet, width()))?,
    }
    Ok(DONE)
}

/// Columns that hold the state of a row, the best first.
const STATES: [&str; 3] = ["state", "meeting_status", "status"];

/// One row a line, its state first.
fn plain(sheet: &Sheet, out: &mut Out<'_>) -> Result<()> {
    let shown = sheet.screen(true);
    if shown.rows.is_empty() {
        return out.line(&format!("no {}", sheet.name));
    }
    let state =
        STATES.iter().find_map(|state| shown.columns.iter().position(|column| column.id == *state));
    for row in &shown.rows {
        let cell = |place: usize| row.cells.get(place).map(|cell| cell.shown(sheet.on));
        let mut words: Vec<String> = row.id.iter().map(ToString::to_string).collect();
        for (place, column) in shown.columns.iter().enumerate() {
            let filled = row.cells.get(place).is_some_and(|cell| !Cell::is_empty(cell));
            if Some(place) != state && filled {
                words.push(format!("{} {}", column.label, cell(place).unwrap_or_default()));
            }
        }
        let state = state.and_then(cell).filter(|state| !state.is_empty());
        out.line(&format!("{}: {}", state.as_deref().unwrap_or("ok"), words.join("; ")))?;
    }
    Ok(())
}

/// Prints one record with what was done about it.
pub(super) fn show(input: &Show, desk: &Desk, out: &mut Out<'_>) -> Result<u8> {
    let id = match input.id.parse::<AnyId>() {
        Ok(id) => id,
        Err(_) => desk.person(&input.id)?.into(),
    };
    if id.letter == 'C' {
        return Err(eyre!(
            "a concern is shown by its own command alone: matchbook concern show {id}"
        ));
    }
    who::known(&desk.scheme, id)?;
    let list = List::of(id).filter(|list| list.rows(&desk.scheme, desk.today).contains(&id));
    let list = list.ok_or_else(|| eyre!("{id} is not there yet on {}", days::long(desk.today)))?;
    let sheet = Sheet::of(&desk.scheme, list, desk.today, &[id]);
    match input.format {
        Format::Json => out.json_text(&export::record_json(&sheet))?,
        Format::Text => {
            out.lines(&export::record_text(&sheet, width()))?;
            super::card::around(id, desk, out)?;
        }
    }
    Ok(DONE)
}

/// Prints the records in which all words are found.
pub(super) fn find(input: &Search, desk: &Desk, out: &mut Out<'_>) -> Result<u8> {
    let words = input.text.join(" ");
    if words.trim().is_empty() {
        return Err(eyre!("TEXT is empty: say what to look for, as in matchbook search costa"));
    }
    let hits = search(&desk.scheme, &words);
    match input.format {
        Format::Json => out.json_text(&export::hits_json(&hits))?,
        Format::Text => out.lines(&export::hits_text(&hits, width()))?,
    }
    Ok(DONE)
}
