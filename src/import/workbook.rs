//! Workbooks (XLSX): cells with their types from bytes, within limits that no packed file can break.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::heading_row;
use super::sheet::{Cell, Grid, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Reading, Row, SheetError};

/// The most cells that are read; a wide and long sheet stops here before it fills the memory.
const MAX_CELLS: usize = 20_000_000;
/// The last day that a spreadsheet can hold, as its serial number: 31 December 9999.
const LAST_SERIAL: f64 = 2_958_466.0;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads the first worksheet that is shown and holds something, or the one that was named.
pub(super) fn grid(bytes: &[u8], reading: &Reading) -> Result<Grid, SheetError> {
    look_inside(bytes, MAX_BYTES)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(said)?;
    let shown = shown(&book);
    let hidden = book.sheets_metadata().len() - shown.len();
    let mut notes = Vec::new();
    if hidden > 0 {
        notes.push(format!("hidden sheets were left alone: {hidden}"));
    }
    let wanted = match &reading.worksheet {
        Some(name) => vec![name.clone()],
        None => shown.clone(),
    };
    if let Some(name) = wanted.iter().find(|name| !book.sheet_names().contains(name)) {
        let present = book.sheet_names().join(", ");
        return Err(SheetError::NoSuchWorksheet { wanted: name.clone(), present });
    }
    // a page of instructions may stand before the list
    let mut chosen: Option<(String, Vec<Row>)> = None;
    for name in wanted {
        let rows = rows(&mut book, &name)?;
        let is_list = reading.worksheet.is_some() || heading_row::is_list(&rows);
        if !rows.is_empty() && (is_list || chosen.is_none()) {
            chosen = Some((name, rows));
        }
        if is_list {
            break;
        }
    }
    let Some((name, rows)) = chosen else { return Err(SheetError::Empty) };
    let others: Vec<&str> =
        shown.iter().filter(|other| **other != name).map(String::as_str).collect();
    if !others.is_empty() {
        notes.push(format!(
            "only the sheet {name} was read, not: {}; --sheet reads another",
            others.join(", ")
        ));
    }
    Ok(Grid {
        rows,
        encoding: "XLSX".to_owned(),
        separator: None,
        worksheet: Some(name),
        worksheets: shown,
        notes,
    })
}

/// The names of the worksheets that are shown; none where it can't be opened.
pub(super) fn names(bytes: &[u8]) -> Vec<String> {
    let whole = look_inside(bytes, MAX_BYTES).is_ok();
    let book = whole.then(|| Book::new(Cursor::new(bytes)).ok()).flatten();
    book.map(|book| shown(&book)).unwrap_or_default()
}

fn shown(book: &Book<'_>) -> Vec<String> {
    let all = book.sheets_metadata().iter();
    let seen = all.filter(|sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    });
    seen.map(|sheet| sheet.name.clone()).collect()
}

/// Unpacks everything into nothing, so that no file fills the memory, whatever it says its size is
/// (reliability reference, fault 76).
fn look_inside(bytes: &[u8], limit: u64) -> Result<(), SheetError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| SheetError::Damaged(error.to_string()))?;
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    if !names.iter().any(|name| name == "xl/workbook.xml") {
        let what = if names.iter().any(|name| name == "content.xml") {
            "an OpenDocument file"
        } else {
            "a packed file of another kind"
        };
        return Err(SheetError::NotASheet(what));
    }
    let mut left = limit;
    for index in 0..archive.len() {
        let entry =
            archive.by_index(index).map_err(|error| SheetError::Damaged(error.to_string()))?;
        let read = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|error| SheetError::Damaged(error.to_string()))?;
        left = left
            .checked_sub(read)
            .ok_or(SheetError::TooBig { what: "bytes when unpacked", limit })?;
    }
    Ok(())
}

/// The filled rows of one worksheet.
fn rows(book: &mut Book<'_>, name: &str) -> Result<Vec<Row>, SheetError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(said)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut cells = 0_usize;
    while let Some(found) = reader.next_cell_with_formula().map_err(said)? {
        let cell = match (cell(&found.value), found.formula) {
            (Cell::Empty, Some(_)) => {
                Cell::Fault("a formula was never calculated: open and save the workbook".to_owned())
            }
            (cell, _) => cell,
        };
        if cell.is_empty() {
            continue;
        }
        let (number, column) = (found.pos.0 as usize + 1, found.pos.1 as usize);
        if column >= MAX_COLUMNS {
            return Err(SheetError::TooBig { what: "columns", limit: MAX_COLUMNS as u64 });
        }
        if number > MAX_ROWS {
            return Err(SheetError::TooBig { what: "rows", limit: MAX_ROWS as u64 });
        }
        if rows.last().is_none_or(|row| row.number < number) {
            rows.push(Row { number, ..Row::default() });
        }
        // A damaged sheet may name its rows in any order; such a cell joins the last row.
        if let Some(row) = rows.last_mut() {
            cells += (column + 1).saturating_sub(row.cells.len());
            if cells > MAX_CELLS {
                return Err(SheetError::TooBig { what: "cells", limit: MAX_CELLS as u64 });
            }
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if number != row.number {
                row.fault = Some("the sheet's rows are out of order here".to_owned());
            } else if let Some(place) = row.cells.get_mut(column) {
                *place = cell;
            }
        }
    }
    Ok(rows)
}

/// One cell in our own terms.
fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "no sheet counts beyond 2^52")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) if number.is_finite() => Cell::Number(*number),
        DataRef::Float(_) => Cell::Fault("the cell holds no number".to_owned()),
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::from_text(text),
        DataRef::SharedString(text) => Cell::from_text(text),
        DataRef::Bool(truth) => Cell::Truth(*truth),
        DataRef::DateTime(at) => moment(*at),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::Error(error) => Cell::Fault(format!("the cell holds the error {error}")),
        DataRef::Empty => Cell::Empty,
    }
}

/// A day or a span. The serial 60 is the 29 February 1900 that never was (fault 74).
fn moment(at: ExcelDateTime) -> Cell {
    let serial = at.as_f64();
    if !serial.is_finite() || !(0.0..LAST_SERIAL).contains(&serial) {
        return Cell::Fault(format!("{serial} is no day that a spreadsheet has"));
    }
    if at.is_duration() || serial < 1.0 {
        #[expect(clippy::cast_possible_truncation, reason = "at most 2,958,466 days of minutes")]
        return Cell::Span((serial * 24.0 * 60.0).round() as i64);
    }
    let at_1900 = at.as_datetime().is_none_or(|at| at.year() == 1900);
    if (60.0..61.0).contains(&serial) && at_1900 {
        return Cell::Fault("29 February 1900 is no day (serial 60)".to_owned());
    }
    at.as_datetime().map_or(Cell::Empty, |at| Cell::Day(whole_seconds(at)))
}

/// Serial numbers are fractions; what is left of a second is their rounding.
fn whole_seconds(at: NaiveDateTime) -> NaiveDateTime {
    use chrono::{DurationRound, TimeDelta};
    at.duration_round(TimeDelta::seconds(1)).unwrap_or(at)
}

fn iso(text: &str) -> Cell {
    let moment = text
        .parse::<NaiveDateTime>()
        .ok()
        .or_else(|| text.parse::<NaiveDate>().ok().map(|day| day.and_time(chrono::NaiveTime::MIN)));
    moment.map_or_else(|| Cell::from_text(text), Cell::Day)
}

#[expect(clippy::needless_pass_by_value, reason = "handed to map_err")]
fn said(error: XlsxError) -> SheetError {
    if matches!(error, XlsxError::Password) {
        return SheetError::OldWorkbook;
    }
    SheetError::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_that_unpacks_to_more_than_the_limit_is_refused_before_it_is_opened() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write(0, 0, "a".repeat(5000)).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        assert_eq!(look_inside(&bytes, MAX_BYTES), Ok(()));
        let refused = look_inside(&bytes, 2000);
        assert_eq!(refused, Err(SheetError::TooBig { what: "bytes when unpacked", limit: 2000 }));
    }
}
