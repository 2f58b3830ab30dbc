//! A windowed table with section headings, signs and a cursor: it draws only what is seen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint;
use super::theme::{Role, Theme};
use super::window::window;
use crate::text::width;

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub title: &'static str,
    /// Least width in cells.
    pub min: u16,
    /// Width in cells up to which it grows.
    pub most: u16,
    /// Whether the text stands at the right (numbers).
    pub right: bool,
    /// Whether it is left out where the others need the room.
    pub optional: bool,
}

impl Column {
    /// A column of a fixed width.
    pub const fn fixed(title: &'static str, cells: u16) -> Self {
        Self::grows(title, cells, cells)
    }

    /// A column that grows with the table up to a width.
    pub const fn grows(title: &'static str, min: u16, most: u16) -> Self {
        Self { title, min, most, right: false, optional: false }
    }

    /// The same with its text at the right.
    #[must_use]
    pub const fn right(self) -> Self {
        Self { right: true, ..self }
    }

    /// The same, left out where the others need the room.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A section's name with its count, and a muted note beside it.
    Heading {
        /// `OVERDUE REQUESTS 4`.
        title: String,
        /// `no answer for more than 10 days`.
        note: String,
    },
    /// A record.
    Row(Row),
    /// Muted words: `... 1 more`.
    Note(String),
    /// Words to be read as they are, in the place of a row.
    Words(String),
    /// An empty line.
    Gap,
}

/// A record's line: its sign, whether it is marked, and the text of each column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// `!` overdue, `~` stale, `*` due soon, `+` new, or a space.
    pub sign: char,
    /// Shown as `#`.
    pub marked: bool,
    /// One text a column.
    pub cells: Vec<String>,
    /// How the sign is coloured.
    pub role: Role,
    /// How each text is coloured, where it is not plain; a selected row has no colours.
    pub tints: Vec<Role>,
}

/// Cells before the first column: `>` selected, the sign, `#` marked.
const SIGNS: u16 = 3;

/// What is drawn; borrowed for one frame.
pub struct Table<'a> {
    /// The columns.
    pub columns: &'a [Column],
    /// Whether the headings of the columns are shown.
    pub headings: bool,
    /// How many entries there are.
    pub len: usize,
    /// The entry under the cursor.
    pub cursor: Option<usize>,
    /// Whether keys go to this table (else the cursor is only a sign).
    pub focused: bool,
    /// What an empty table says: the one next key.
    pub empty: &'a str,
    /// The entry at an index below `len`.
    pub entry: &'a dyn Fn(usize) -> Entry,
}

impl Table<'_> {
    /// Draws the entries around the cursor; returns where the cursor stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return None;
        }
        let widths = column_widths(self.columns, area.width);
        let mut y = 0;
        if self.headings {
            let style = theme.style(Role::Heading);
            let titles = self.columns.iter().map(|column| (column.title, style));
            cells(self.columns, buf, area, y, titles, &widths);
            y += 1;
        }
        if self.len == 0 {
            for (line, words) in
                width::wrap(self.empty, usize::from(area.width - 1)).iter().enumerate()
            {
                let line = u16::try_from(line).unwrap_or(u16::MAX).saturating_add(y);
                paint::put(buf, area, 1, line, words, theme.style(Role::Muted));
            }
            return Some(Position::new(area.x, area.y + y.min(area.height - 1)));
        }
        let height = usize::from(area.height - y.min(area.height));
        let mut at = None;
        let seen = window(self.cursor.unwrap_or(0), self.len, height);
        // the last line says what is below, unless the cursor needs it
        let needed = self.cursor == seen.end.checked_sub(1);
        let below = if needed { 0 } else { self.len - seen.end };
        for index in seen.clone() {
            if below > 0 && index + 1 == seen.end {
                let words = format!("  ... {} more lines below", below + 1);
                paint::put_cut(buf, area, (1, y), u16::MAX, &words, theme.style(Role::Muted));
                break;
            }
            let selected = self.cursor == Some(index);
            self.entry(index, selected, buf, (area, y), &widths, theme);
            if selected {
                at = Some(Position::new(area.x, area.y + y));
            }
            y += 1;
        }
        at
    }

    fn entry(
        &self,
        index: usize,
        selected: bool,
        buf: &mut Buffer,
        (area, y): (Rect, u16),
        widths: &[u16],
        theme: Theme,
    ) {
        let plain = theme.style(Role::Plain);
        match (self.entry)(index) {
            Entry::Gap => {}
            Entry::Note(words) => {
                paint::put_cut(buf, area, (1, y), u16::MAX, &words, theme.style(Role::Muted));
            }
            Entry::Heading { title, note } => {
                let pieces = [
                    (title.as_str(), theme.style(Role::Heading)),
                    ("    ", plain),
                    (note.as_str(), theme.style(Role::Muted)),
                ];
                paint::put_all(buf, area, 1, y, &pieces);
            }
            Entry::Row(row) => {
                let sign = theme.style(row.role);
                paint::put(buf, area, 1, y, row.sign.encode_utf8(&mut [0; 4]), sign);
                if row.marked {
                    paint::put(buf, area, 2, y, "#", theme.style(Role::Heading));
                }
                let is_lit = selected && self.focused;
                let tint = |at: usize| row.tints.get(at).copied().filter(|_| !is_lit);
                let texts = row.cells.iter().enumerate().map(|(at, text)| {
                    (text.as_str(), tint(at).map_or(plain, |role| theme.style(role)))
                });
                cells(self.columns, buf, area, y, texts, widths);
            }
            Entry::Words(words) => {
                paint::put_cut(buf, area, (1, y), u16::MAX, &words, plain);
            }
        }
        if selected {
            paint::put(buf, area, 0, y, ">", plain);
            if self.focused {
                paint::line_style(buf, area, y, theme.style(Role::Selected));
            }
        }
    }
}

/// Writes the texts of a line into their columns.
fn cells<'t>(
    columns: &[Column],
    buf: &mut Buffer,
    area: Rect,
    y: u16,
    texts: impl Iterator<Item = (&'t str, Style)>,
    widths: &[u16],
) {
    let mut x = SIGNS;
    for ((column, room), (text, style)) in columns.iter().zip(widths).zip(texts) {
        if *room == 0 {
            continue;
        }
        let shown = if column.right {
            width::pad_left(text, usize::from(*room))
        } else {
            width::cut(text, usize::from(*room))
        };
        paint::put(buf, area, x, y, &shown, style);
        x = x.saturating_add(*room).saturating_add(1);
    }
}

/// The width of each column of a table so many cells wide; 0 for a column that is left out.
pub fn column_widths(columns: &[Column], table: u16) -> Vec<u16> {
    widths(columns, table.saturating_sub(SIGNS))
}

/// The width of each column in a room; 0 for a column that is left out. Columns are one cell
/// apart. What does not fit is taken from the last ones; optional ones come in where the others
/// have their full width; what is left then makes those that grow half as wide again.
pub fn widths(columns: &[Column], room: u16) -> Vec<u16> {
    let mut left = room;
    let mut widths: Vec<u16> = Vec::with_capacity(columns.len());
    for column in columns {
        // every column but the first needs a cell before it
        let gap = u16::from(widths.iter().any(|width| *width > 0));
        let given = column.min.min(left.saturating_sub(gap));
        let given = if column.optional { 0 } else { given };
        left -= if given > 0 { given + gap } else { 0 };
        widths.push(given);
    }
    let wanted = |column: &Column, width: u16| u32::from(column.most.saturating_sub(width));
    let mut wants: u32 = columns
        .iter()
        .zip(&widths)
        .filter(|(_, width)| **width > 0)
        .map(|(column, width)| wanted(column, *width))
        .sum();
    for (column, width) in columns.iter().zip(widths.iter_mut()) {
        if *width > 0 && wants > 0 {
            let want = wanted(column, *width);
            let share = want.min(u32::from(left) * want / wants);
            let more = u16::try_from(share).unwrap_or(left);
            wants -= want;
            left -= more;
            *width += more;
        }
    }
    for (column, width) in columns.iter().zip(widths.iter_mut()) {
        if column.optional && left > column.min {
            *width = column.most.min(left - 1);
            left -= *width + 1;
        }
    }
    // what nobody needs goes to the texts that may still be longer
    for (column, width) in columns.iter().zip(widths.iter_mut()) {
        if *width > 0 && column.most > column.min && !column.right && !column.optional {
            let more = (column.most / 2).min(left);
            *width += more;
            left -= more;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: &[Column] = &[
        Column::grows("Name", 6, 20),
        Column::fixed("Age", 3).right(),
        Column::grows("E-mail", 8, 12).optional(),
    ];

    fn shown(width: u16, height: u16, len: usize, cursor: Option<usize>) -> Vec<String> {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let entry = |index: usize| match index {
            0 => Entry::Heading { title: "LATE 2".to_owned(), note: "over 10 days".to_owned() },
            3 => Entry::Note("... 1 more".to_owned()),
            _ => Entry::Row(Row {
                sign: '!',
                marked: index == 2,
                cells: vec!["Zoë 王芳 Longername".to_owned(), "23d".to_owned(), "a@b.c".to_owned()],
                role: Role::Urgent,
                ..Row::default()
            }),
        };
        let table = Table {
            columns: COLUMNS,
            headings: true,
            len,
            cursor,
            focused: true,
            empty: "No pairs yet. Press m.",
            entry: &entry,
        };
        table.draw(buf.area, &mut buf, Theme::default());
        paint::rows(&buf)
    }

    #[test]
    fn rows_show_selection_sign_and_mark_before_the_columns() {
        assert_eq!(
            shown(24, 5, 4, Some(2)),
            [
                "   Name              Age",
                " LATE 2    over 10 days",
                " ! Zoë 王芳 Longer.. 23d",
                ">!#Zoë 王芳 Longer.. 23d",
                " ... 1 more",
            ]
        );
    }

    #[test]
    fn an_empty_table_names_the_next_key() {
        assert_eq!(shown(30, 2, 0, None)[1].trim(), "No pairs yet. Press m.");
    }

    #[test]
    fn columns_grow_to_their_width_before_optional_ones_come_in() {
        assert_eq!(widths(COLUMNS, 20), [16, 3, 0]);
        assert_eq!(widths(COLUMNS, 32), [28, 3, 0]);
        assert_eq!(widths(COLUMNS, 33), [20, 3, 8]);
        assert_eq!(widths(COLUMNS, 90), [30, 3, 12]);
        assert_eq!(widths(COLUMNS, 8), [6, 1, 0]);
        assert_eq!(widths(COLUMNS, 0), [0, 0, 0]);
    }

    proptest! {
        #[test]
        fn columns_never_pass_the_edge(room in 0_u16..300) {
            let widths = widths(COLUMNS, room);
            let gaps = widths.iter().filter(|width| **width > 0).count().saturating_sub(1);
            prop_assert!(usize::from(widths.iter().sum::<u16>()) + gaps <= usize::from(room));
        }
    }
}
