//! Lists as CSV that a spreadsheet opens without running anything, and that an import reads back exactly.

use super::flat::flat;
use crate::domain::lists::{Cell, Sheet};
use crate::text::formula::guarded;

/// UTF-8's mark, by which spreadsheets know the encoding.
const MARK: &str = "\u{feff}";

/// A list with all its columns under the import names, in RFC 4180 form: UTF-8 with its mark,
/// all cells quoted, lines ended by CR LF. Extra fields get a column each under their heading.
pub fn list(sheet: &Sheet) -> String {
    let flat = flat(sheet);
    let mut rows = Vec::with_capacity(flat.rows.len() + 1);
    rows.push(flat.headings.iter().map(|heading| guarded(heading).into_owned()).collect());
    rows.extend(flat.rows.iter().map(|cells| cells.iter().map(value).collect::<Vec<_>>()));
    lines(&rows)
}

/// Rows of texts in the same form, the first with the headings.
pub fn rows(rows: &[Vec<String>]) -> String {
    let guard = |row: &Vec<String>| row.iter().map(|cell| guarded(cell).into_owned()).collect();
    lines(&rows.iter().map(guard).collect::<Vec<_>>())
}

/// A cell as it stands in the file; only texts from outside can hold a formula.
fn value(cell: &Cell) -> String {
    let exact = cell.exact();
    if matches!(cell, Cell::Text(_)) { guarded(&exact).into_owned() } else { exact }
}

/// The rows as bytes of a file.
fn lines(rows: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    for row in rows {
        // writing into memory, rows of one length: there is nothing that could fail
        if writer.write_record(row).is_err() {
            break;
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
