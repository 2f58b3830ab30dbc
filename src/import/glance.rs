//! A first glance at a file: the names of its worksheets, its first rows as they stand, the first values of a column.

use super::assign::column;
use super::sheet::{Reading, Sheet, read};

/// Of a text file so many bytes are looked at.
const TEXT: usize = 64 * 1024;
/// A workbook of more bytes is not unpacked once more only for its first rows.
const BOOK: usize = 4 * 1024 * 1024;

/// The names of the worksheets that are shown; none for a text file or a damaged workbook.
pub fn worksheets(bytes: &[u8]) -> Vec<String> {
    if is_book(bytes) { super::workbook::names(bytes) } else { Vec::new() }
}

/// At most so many of the first rows that hold something, by number, each as one line: to choose
/// the row of headings among them.
pub fn first_rows(
    file_name: &str,
    bytes: &[u8],
    reading: &Reading,
    most: usize,
) -> Vec<(usize, String)> {
    let bytes = match bytes.get(..TEXT) {
        Some(_) if is_book(bytes) && bytes.len() > BOOK => return Vec::new(),
        Some(start) if !is_book(bytes) => {
            // up to the last whole line, and to an even place for two bytes a letter
            let end = start.iter().rposition(|byte| *byte == b'\n').unwrap_or(start.len());
            start.get(..end & !1).unwrap_or(start)
        }
        Some(_) | None => bytes,
    };
    let reading = Reading { header_row: Some(0), ..reading.clone() };
    let Ok(sheet) = read(file_name, bytes, &reading) else { return Vec::new() };
    let line = |cells: &[super::Cell]| {
        let texts = cells.iter().map(|cell| cell.text().into_owned());
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        texts.join(" | ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    sheet.rows.iter().take(most).map(|row| (row.number, line(&row.cells))).collect()
}

/// The first different values of a column, at most so many, each as one line.
pub fn samples(sheet: &Sheet, at: usize, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for cell in column(sheet, at) {
        if found.len() >= most {
            break;
        }
        let line = cell.text().split_whitespace().collect::<Vec<_>>().join(" ");
        if !found.contains(&line) {
            found.push(line);
        }
    }
    found
}

fn is_book(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rows_stand_there_as_they_are_headings_too() {
        let bytes = b"Our list\n\nName;Mail\nAnn;ann@example.org\n";
        let rows = first_rows("a.csv", bytes, &Reading::default(), 2);
        assert_eq!(rows, [(1, "Our list".to_owned()), (3, "Name | Mail".to_owned())]);
        assert_eq!(worksheets(bytes), Vec::<String>::new());
    }

    #[test]
    fn of_a_long_file_only_the_start_is_looked_at() {
        let long = "a,b\n".repeat(40_000);
        let rows = first_rows("a.csv", long.as_bytes(), &Reading::default(), 3);
        assert_eq!(rows.len(), 3);
    }
}
