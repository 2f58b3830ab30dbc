//! Putting text, lines and boxes into a buffer: always clipped, never a panic.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::{Role, Theme};
use crate::text::{inert, width};

/// Writes at a place relative to the area, cut at its right edge; returns the cells used.
pub fn put(buf: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) -> u16 {
    let area = area.intersection(buf.area);
    if x >= area.width || y >= area.height {
        return 0;
    }
    let room = area.width - x;
    let start = area.x + x;
    let (end, _) = buf.set_stringn(start, area.y + y, inert(text), usize::from(room), style);
    end.saturating_sub(start)
}

/// Like [`put`], but a text that does not fit `room` cells ends in `..`.
pub fn put_cut(
    buf: &mut Buffer,
    area: Rect,
    (x, y): (u16, u16),
    room: u16,
    text: &str,
    style: Style,
) -> u16 {
    let room = room.min(area.intersection(buf.area).width.saturating_sub(x));
    put(buf, area, x, y, &width::cut(text, usize::from(room)), style)
}

/// Writes pieces of text one after the other, the last one that does not fit ending in `..`.
pub fn put_all(buf: &mut Buffer, area: Rect, x: u16, y: u16, pieces: &[(&str, Style)]) -> u16 {
    let mut at = x;
    for (text, style) in pieces {
        at += put_cut(buf, area, (at, y), u16::MAX, text, *style);
    }
    at - x
}

/// Empties an area and removes its styles.
pub fn clear(buf: &mut Buffer, area: Rect) {
    for position in area.intersection(buf.area).positions() {
        if let Some(cell) = buf.cell_mut(position) {
            cell.reset();
        }
    }
}

/// Lays a style over a line of the area.
pub fn line_style(buf: &mut Buffer, area: Rect, y: u16, style: Style) {
    let area = area.intersection(buf.area);
    if y < area.height {
        buf.set_style(Rect { y: area.y + y, height: 1, ..area }, style);
    }
}

/// Lays a style over a word wherever the area shows it as a whole word.
pub fn mark(buf: &mut Buffer, area: Rect, word: &str, style: Style) {
    let area = area.intersection(buf.area);
    let letters: Vec<String> = word.chars().map(String::from).collect();
    let (Ok(length), false) = (u16::try_from(letters.len()), letters.is_empty()) else { return };
    let symbol = |buf: &Buffer, x: u16, y: u16| {
        let cell = buf.cell((x, y)).filter(|_| x >= area.left() && x < area.right());
        cell.map_or_else(|| " ".to_owned(), |cell| cell.symbol().to_owned())
    };
    let is_letter =
        |symbol: &str| symbol.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.');
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right().saturating_sub(length - 1) {
            let same = (x..).zip(&letters).all(|(x, letter)| symbol(buf, x, y) == *letter);
            let alone = !is_letter(&symbol(buf, x.wrapping_sub(1), y))
                && !is_letter(&symbol(buf, x + length, y));
            if same && alone {
                buf.set_style(Rect { x, y, width: length, height: 1 }, style);
            }
        }
    }
}

/// A horizontal line over the whole width, joined to vertical lines above and below it.
pub fn rule(buf: &mut Buffer, area: Rect, y: u16, theme: Theme) {
    let area = area.intersection(buf.area);
    if y >= area.height {
        return;
    }
    let style = theme.style(Role::Border);
    let is_vertical = |buf: &Buffer, x: u16, y: Option<u16>| {
        y.and_then(|y| buf.cell((x, y))).is_some_and(|cell| cell.symbol() == theme.vertical())
    };
    let row = area.y + y;
    for x in area.left()..area.right() {
        let [from_above, from_below] = theme.joints();
        let sign = if is_vertical(buf, x, row.checked_sub(1)) {
            from_above
        } else if is_vertical(buf, x, row.checked_add(1)) {
            from_below
        } else {
            theme.horizontal()
        };
        if let Some(cell) = buf.cell_mut((x, row)) {
            cell.set_symbol(sign).set_style(style);
        }
    }
}

/// A vertical line over the whole height.
pub fn upright(buf: &mut Buffer, area: Rect, x: u16, theme: Theme) {
    for y in 0..area.height {
        put(buf, area, x, y, theme.vertical(), theme.style(Role::Border));
    }
}

/// Words on the frame of a box.
#[derive(Clone, Copy, Debug, Default)]
pub struct Caption<'a> {
    /// On the top line, left.
    pub title: &'a str,
    /// On the top line, right.
    pub note: &'a str,
    /// On the bottom line, left.
    pub foot: &'a str,
}

/// Empties the area, draws a frame with its words, and returns what is inside.
pub fn boxed(buf: &mut Buffer, area: Rect, caption: Caption<'_>, theme: Theme) -> Rect {
    let area = area.intersection(buf.area);
    clear(buf, area);
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    let border = theme.style(Role::Border);
    let [top_left, top_right, bottom_left, bottom_right] = theme.corners();
    let (right, bottom) = (area.width - 1, area.height - 1);
    let line = theme.horizontal().repeat(usize::from(area.width));
    for y in [0, bottom] {
        put(buf, area, 0, y, &line, border);
    }
    for y in 1..bottom {
        put(buf, area, 0, y, theme.vertical(), border);
        put(buf, area, right, y, theme.vertical(), border);
    }
    put(buf, area, 0, 0, top_left, border);
    put(buf, area, right, 0, top_right, border);
    put(buf, area, 0, bottom, bottom_left, border);
    put(buf, area, right, bottom, bottom_right, border);
    let words = |buf: &mut Buffer, y: u16, text: &str, style: Style| {
        if !text.is_empty() && area.width > 8 {
            put_cut(buf, area, (3, y), area.width - 6, &format!(" {text} "), style);
        }
    };
    words(buf, 0, caption.title, theme.style(Role::Heading));
    words(buf, bottom, caption.foot, theme.style(Role::Plain));
    let note = format!(" {} ", caption.note);
    let taken = width::cells(caption.title) + width::cells(&note) + 8;
    if !caption.note.is_empty() && taken <= usize::from(area.width) {
        let x = usize::from(area.width) - 3 - width::cells(&note);
        put(buf, area, u16::try_from(x).unwrap_or(0), 0, &note, theme.style(Role::Muted));
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// What a buffer shows, one text a row, without the blanks at its end.
pub fn rows(buf: &Buffer) -> Vec<String> {
    let row = |y: u16| {
        let mut text = String::new();
        let mut covered = 0;
        for x in buf.area.left()..buf.area.right() {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let symbol = buf.cell((x, y)).map_or(" ", Cell::symbol);
            covered = width::cells(symbol).saturating_sub(1);
            text.push_str(symbol);
        }
        text.truncate(text.trim_end().len());
        text
    };
    (buf.area.top()..buf.area.bottom()).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_clipped() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 2));
        let area = Rect::new(2, 0, 40, 40);
        assert_eq!(put(&mut buf, area, 1, 0, "abcdef", Style::new()), 3);
        assert_eq!(put(&mut buf, area, 0, 5, "abc", Style::new()), 0);
        assert_eq!(put_cut(&mut buf, area, (0, 1), 9, "abcdef", Style::new()), 4);
        assert_eq!(buf, Buffer::with_lines(["   abc", "  ab.."]));
    }

    #[test]
    fn a_box_shows_its_words_on_the_frame() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 24, 3));
        let caption = Caption { title: "Close", note: "draft", foot: "Enter save" };
        let inner = boxed(&mut buf, Rect::new(0, 0, 24, 3), caption, Theme::new(true, true));
        assert_eq!(inner, Rect::new(1, 1, 22, 1));
        assert_eq!(
            rows(&buf),
            ["+-- Close ---- draft --+", "|                      |", "+-- Enter save --------+"]
        );
    }

    #[test]
    fn a_rule_joins_the_line_above() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 3, 2));
        let area = buf.area;
        upright(&mut buf, Rect { height: 1, ..area }, 1, Theme::default());
        rule(&mut buf, area, 1, Theme::default());
        assert_eq!(rows(&buf), [" │", "─┴─"]);
    }
}
