//! Lists as workbooks: days and numbers as such, texts as texts whatever they begin with, a heading that stays.

use chrono::{Datelike, NaiveTime};
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError as Failure};

use super::flat::flat;
use crate::domain::lists::{Cell, Sheet};
use crate::text::formula::{guarded, unguarded};
use crate::text::width;

/// What a workbook cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a workbook cannot hold this list ({0}): write it as .csv or .json")]
pub struct WorkbookError(String);

impl From<Failure> for WorkbookError {
    fn from(failure: Failure) -> Self {
        Self(failure.to_string())
    }
}

/// The widest column, in letters; what is longer is read in the cell.
const WIDEST: usize = 48;

/// The formats of the cells.
struct Formats {
    heading: Format,
    day: Format,
    whole: Format,
    money: Format,
}

/// A list with all its columns under the import names: one worksheet with a bold heading that
/// stays in view and filters the rows; days, counts, minutes and amounts are typed. The bytes
/// are the same for the same list on the same day.
pub fn list(sheet: &Sheet) -> Result<Vec<u8>, WorkbookError> {
    book(sheet).map_err(WorkbookError::from)
}

fn book(sheet: &Sheet) -> Result<Vec<u8>, Failure> {
    let formats = Formats {
        heading: Format::new().set_bold(),
        day: Format::new().set_num_format("yyyy-mm-dd"),
        whole: Format::new().set_num_format("0"),
        money: Format::new().set_num_format("0.00"),
    };
    let flat = flat(sheet);
    let mut book = Workbook::new();
    let made = sheet.on.and_time(NaiveTime::MIN);
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let page = book.add_worksheet();
    page.set_name(sheet.title)?;
    page.set_freeze_panes(1, 0)?;
    page.set_repeat_rows(0, 0)?;
    page.set_landscape();
    for (column, heading) in (0_u16..).zip(&flat.headings) {
        page.write_string_with_format(0, column, text(heading), &formats.heading)?;
    }
    let mut widths: Vec<usize> = flat.headings.iter().map(|h| width::cells(h) + 3).collect();
    for (row, cells) in (1_u32..).zip(&flat.rows) {
        for (column, (cell, widest)) in (0_u16..).zip(cells.iter().zip(&mut widths)) {
            let long = cell.exact().lines().map(width::cells).max().unwrap_or(0) + 1;
            *widest = long.max(*widest);
            put(page, row, column, cell, &formats)?;
        }
    }
    for (column, widest) in (0_u16..).zip(widths) {
        let letters = u16::try_from(widest.min(WIDEST)).unwrap_or(u16::MAX);
        page.set_column_width(column, f64::from(letters))?;
    }
    let last = u32::try_from(flat.rows.len()).unwrap_or(u32::MAX);
    if let Some(right) = flat.headings.len().checked_sub(1) {
        page.autofilter(0, 0, last, u16::try_from(right).unwrap_or(u16::MAX))?;
    }
    book.save_to_buffer()
}

/// Writes one cell as what it is.
fn put(
    page: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &Formats,
) -> Result<(), Failure> {
    #[expect(clippy::cast_precision_loss, reason = "no count of a scheme is beyond 2^52")]
    let number = |value: i64| value as f64;
    match cell {
        // what stands in workbooks begins with 1900; its January and February are a day off
        Cell::Day(day) if (1901..=9999).contains(&day.year()) => {
            page.write_datetime_with_format(row, column, day, &formats.day)?;
        }
        Cell::Number(value) | Cell::Minutes(value) => {
            page.write_number_with_format(row, column, number(*value), &formats.whole)?;
        }
        Cell::Money(minor) => {
            let amount = number(*minor) / 100.0;
            page.write_number_with_format(row, column, amount, &formats.money)?;
        }
        cell if cell.is_empty() => {}
        Cell::Empty
        | Cell::Text(_)
        | Cell::Code(..)
        | Cell::Day(_)
        | Cell::YesNo(_)
        | Cell::Id(_)
        | Cell::Extra(_) => {
            page.write_string(row, column, text(&cell.exact()))?;
        }
    }
    Ok(())
}

/// A text as it stands in the cell. A cell of text runs nothing, so it needs no guard; but one that
/// looks as if it had a guard gets one, as an import takes it off.
pub(super) fn text(value: &str) -> String {
    if unguarded(value) == value { value.to_owned() } else { guarded(value).into_owned() }
}
