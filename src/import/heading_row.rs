//! Finds the row of headings among titles, blank rows and two-storey headings, and shapes the sheet under it.

use super::headings::{is_known, normal};
use super::sheet::{Cell, Grid, Reading, Row, Sheet, SheetError};
use super::values::dates::{self, When};
use crate::text::days::Order;

/// How many filled rows may stand above the headings.
const LOOK: usize = 12;

/// Splits the rows of a file into headings and what is under them.
pub(super) fn shape(grid: Grid, reading: &Reading) -> Result<Sheet, SheetError> {
    let Grid { rows, encoding, separator, worksheet, worksheets, mut notes } = grid;
    let last = rows.last().map_or(0, |row| row.number);
    let rows: Vec<Row> =
        rows.into_iter().filter(|row| !row.cells.iter().all(Cell::is_empty)).collect();
    let at = match reading.header_row {
        Some(0) => None,
        Some(number) => Some(
            rows.iter()
                .position(|row| row.number == number)
                .ok_or(SheetError::NoSuchRow(number))?,
        ),
        None => find(&rows),
    };
    let header_row = at.and_then(|at| rows.get(at)).map(|row| row.number);
    let above = at.unwrap_or(0);
    let headings = if let Some(at) = at {
        headings(&rows, at)
    } else {
        notes.push("no row of headings was found; the columns are called by letter".to_owned());
        Vec::new()
    };
    if above > 0 {
        notes.push(format!(
            "the rows above the headings (row {}) were passed over",
            header_row.unwrap_or(0)
        ));
    }
    let titles = rows.iter().take(above).flat_map(|row| &row.cells).filter(|cell| !cell.is_empty());
    let titles = titles.map(|cell| cell.text().into_owned()).collect();
    let under: Vec<Row> = rows.into_iter().skip(at.map_or(0, |at| at + 1)).collect();
    let blank = last.saturating_sub(header_row.unwrap_or(0)).saturating_sub(under.len());
    let headings = named(headings, &under, header_row.is_some());
    let rows = under.into_iter().map(|row| fitted(row, headings.len())).collect();
    Ok(Sheet {
        headings,
        rows,
        header_row,
        encoding,
        separator,
        worksheet,
        worksheets,
        titles,
        blank,
        notes,
    })
}

/// The row with the most headings that are known; else the first that is filled like a heading.
fn find(rows: &[Row]) -> Option<usize> {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let looked = rows.get(..LOOK.min(rows.len())).unwrap_or_default();
    let most = looked.iter().map(filled).max().unwrap_or(0);
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in looked.iter().enumerate() {
        if row.cells.iter().any(is_data) || filled(row) * 2 < most {
            continue;
        }
        let known = row.cells.iter().filter(|cell| is_known(&cell.text())).count();
        // one known word alone, such as a place, may stand in any row of values
        if best.is_none_or(|(_, so_far)| known > so_far && (so_far > 0 || known > 1)) {
            best = Some((at, known));
        }
    }
    best.map(|(at, _)| at)
}

/// Whether rows have headings of which at least two are known, so that they are a list and no page
/// of instructions.
pub(super) fn is_list(rows: &[Row]) -> bool {
    let known = |row: &Row| row.cells.iter().filter(|cell| is_known(&cell.text())).count();
    find(rows).and_then(|at| rows.get(at)).is_some_and(|row| known(row) >= 2)
}

/// Whether a cell can't be a heading: a day, a tick, an error, or an address.
fn is_data(cell: &Cell) -> bool {
    match cell {
        Cell::Text(text) => {
            super::values::people::is_address(text)
                || text.len() < 40
                    && text.contains(|c: char| c.is_ascii_digit())
                    && matches!(dates::read(cell, Some(Order::Dmy)), Ok(When::At(..)))
        }
        Cell::Day(_) | Cell::Span(_) | Cell::Truth(_) | Cell::Fault(_) => true,
        Cell::Empty | Cell::Number(_) => false,
    }
}

/// The headings of a row; where the row above groups them by mentor and mentee (merged cells), with
/// the group before them.
fn headings(rows: &[Row], at: usize) -> Vec<String> {
    let texts = |row: &Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect();
    let own: Vec<String> = rows.get(at).map(texts).unwrap_or_default();
    let above: Vec<String> =
        at.checked_sub(1).and_then(|above| rows.get(above)).map(texts).unwrap_or_default();
    let groups: Vec<String> = above.iter().map(|text| normal(text)).collect();
    let has = |word: &str| groups.iter().any(|group| group.starts_with(word));
    if !(has("mentor") && has("mentee")) {
        return own;
    }
    let mut group = "";
    let mut grouped = Vec::new();
    for (column, heading) in own.iter().enumerate() {
        match above.get(column) {
            Some(text) if !text.is_empty() => group = text,
            _ => {}
        }
        let whole = if group.is_empty() || heading.is_empty() {
            heading.clone()
        } else {
            format!("{group} {heading}")
        };
        grouped.push(whole);
    }
    grouped
}

/// Every column gets a name, also those without heading that hold something.
fn named(mut headings: Vec<String>, rows: &[Row], has_headings: bool) -> Vec<String> {
    while headings.last().is_some_and(String::is_empty) {
        headings.pop();
    }
    let filled = rows
        .iter()
        .filter(|row| row.fault.is_none())
        .filter_map(|row| row.cells.iter().rposition(|cell| !cell.is_empty()))
        .map(|column| column + 1);
    let widest = if has_headings { usual(filled) } else { filled.max().unwrap_or(0) };
    if widest > headings.len() {
        headings.resize(widest, String::new());
    }
    for (column, heading) in headings.iter_mut().enumerate() {
        if heading.is_empty() {
            *heading = format!("Column {}", letters(column));
        }
    }
    headings
}

/// The width that at least half of the rows have; fewer are rows that are too long by mistake.
fn usual(widths: impl Iterator<Item = usize>) -> usize {
    let mut widths: Vec<usize> = widths.collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

/// A column's letters as a spreadsheet shows them: 0 is A, 26 is AA.
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// A row with as many cells as there are headings; says what was missing or too much (fault 72).
fn fitted(mut row: Row, width: usize) -> Row {
    let surplus = row.cells.get(width..).unwrap_or_default().iter().any(|cell| !cell.is_empty());
    if surplus && row.fault.is_none() {
        row.fault = Some(format!("it has {} values for {width} headings", row.cells.len()));
    }
    row.cells.resize(width, Cell::Empty);
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        assert_eq!([letters(0), letters(25), letters(26), letters(701)], ["A", "Z", "AA", "ZZ"]);
    }
}
