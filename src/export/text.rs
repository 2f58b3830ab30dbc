//! Lists, records and search results as aligned text: inert, without any escape sequence, as wide as the room given.

use crate::domain::lists::{Align, Hit, Sheet, SheetRow};
use crate::text::width::{cells, pad, pad_left, wrap};

/// A column of a text table.
#[derive(Debug, Clone, Copy)]
pub struct TextColumn<'a> {
    /// Its heading.
    pub heading: &'a str,
    /// The width that is never taken from it, in terminal cells.
    pub min: usize,
    /// At which edge its cells stand.
    pub align: Align,
}

/// The columns of a list that a screen shows, with a heading line; in `room` terminal cells if
/// given, else as wide as the values. A list without rows says so.
pub fn list(sheet: &Sheet, room: Option<usize>) -> String {
    let shown = sheet.screen(room.is_none_or(|room| room >= 130));
    if shown.rows.is_empty() {
        return format!("No {}.\n", sheet.name);
    }
    let mut columns = vec![TextColumn { heading: "Id", min: 4, align: Align::Left }];
    columns.extend(shown.columns.iter().map(|column| TextColumn {
        heading: column.label,
        min: usize::from(column.min),
        align: column.align,
    }));
    let rows: Vec<Vec<String>> = shown
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| cell.shown(sheet.on));
            std::iter::once(id_text(row)).chain(cells).collect()
        })
        .collect();
    table(&columns, &rows, room)
}

/// The id of a row; nothing for what is about the scheme as a whole.
fn id_text(row: &SheetRow) -> String {
    row.id.map(|id| id.to_string()).unwrap_or_default()
}

/// The one record of a sheet: a line for each field that is known, long values wrapped.
pub fn record(sheet: &Sheet, room: Option<usize>) -> String {
    let Some(row) = sheet.rows.first() else { return String::new() };
    let known = || sheet.columns.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
    let label = known().map(|(column, _)| cells(column.label)).max().unwrap_or_default();
    let space = room.unwrap_or(usize::MAX).saturating_sub(label + 2).max(20);
    let mut text = String::new();
    for (column, cell) in known() {
        let value = cell.shown(sheet.on);
        let lines = wrap(&value, space.min(10_000));
        for (number, line) in lines.iter().enumerate() {
            let heading = if number == 0 { column.label } else { "" };
            text.push_str(&pad(heading, label));
            text.push_str("  ");
            text.push_str(line);
            end_line(&mut text);
        }
    }
    text
}

/// What a search found, one record a line.
pub fn hits(hits: &[Hit], room: Option<usize>) -> String {
    if hits.is_empty() {
        return "Nothing found.\n".to_owned();
    }
    let column = |heading, min| TextColumn { heading, min, align: Align::Left };
    let columns = [column("Id", 4), column("What", 20), column("Found in", 20)];
    let rows: Vec<Vec<String>> = hits
        .iter()
        .map(|hit| vec![hit.id.to_string(), hit.title.clone(), hit.found.join(", ")])
        .collect();
    table(&columns, &rows, room)
}

/// Rows under headings, two spaces between columns. Where they do not fit the room, the widest
/// columns give way down to their least width, and cut values end in dots.
pub fn table(columns: &[TextColumn<'_>], rows: &[Vec<String>], room: Option<usize>) -> String {
    let mut widths: Vec<usize> = columns.iter().map(|column| cells(column.heading)).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cells(cell));
        }
    }
    if let Some(room) = room {
        shrink(&mut widths, columns, room);
    }
    let headings: Vec<String> = columns.iter().map(|column| column.heading.to_owned()).collect();
    let mut text = String::new();
    for row in std::iter::once(&headings).chain(rows) {
        for (place, (column, width)) in columns.iter().zip(&widths).enumerate() {
            if place > 0 {
                text.push_str("  ");
            }
            let cell = row.get(place).map_or("", String::as_str);
            text.push_str(&match column.align {
                Align::Left => pad(cell, *width),
                Align::Right => pad_left(cell, *width),
            });
        }
        end_line(&mut text);
    }
    text
}

/// Takes from the widest column that can still give, one cell at a time.
fn shrink(widths: &mut [usize], columns: &[TextColumn<'_>], room: usize) {
    let gaps = 2 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let widest = widths
            .iter_mut()
            .zip(columns)
            .filter(|(width, column)| **width > column.min.max(1))
            .max_by_key(|(width, _)| **width);
        let Some((width, _)) = widest else { return };
        *width -= 1;
    }
}

/// Ends a line without blanks before its end.
fn end_line(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    text.push('\n');
}
