//! Several lines of text; Enter is the form's, Ctrl-N starts a new line.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "every key without a meaning here is passed on"
)]

use std::fmt;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use super::Reply;
use crate::ui::keys::Key;

/// A text of several lines. `Debug` tells only its length.
#[derive(Clone)]
pub struct Note {
    area: TextArea<'static>,
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Note({} bytes)", self.text().len())
    }
}

impl Note {
    /// A note with a text, the cursor at its end.
    pub fn new(text: &str) -> Self {
        let lines = clean(text).split('\n').map(str::to_owned).collect();
        let mut area = TextArea::new(lines);
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(Style::new());
        area.set_cursor_style(Style::new());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area }
    }

    /// Puts the cursor at the beginning.
    pub fn top(&mut self) {
        self.area.move_cursor(CursorMove::Top);
        self.area.move_cursor(CursorMove::Head);
    }

    /// Shows the numbers of the lines before them.
    pub fn number_lines(&mut self) {
        self.area.set_line_number_style(Style::new().add_modifier(Modifier::DIM));
    }

    /// Puts the cursor at the beginning of a line, counted from 0.
    pub fn go_to_line(&mut self, line: usize) {
        let line = u16::try_from(line).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(line, 0));
    }

    /// The text, lines divided by line feeds.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Handles a key; Up on the first line and Down on the last one are passed on.
    pub fn key(&mut self, key: Key) -> Reply {
        let before = self.area.cursor();
        let motion = match key {
            Key::Left => CursorMove::Back,
            Key::Right => CursorMove::Forward,
            Key::Up => CursorMove::Up,
            Key::Down => CursorMove::Down,
            Key::Home | Key::Ctrl('a') => CursorMove::Head,
            Key::End | Key::Ctrl('e') => CursorMove::End,
            _ => return self.edit(key),
        };
        self.area.move_cursor(motion);
        let stayed = self.area.cursor() == before;
        if stayed && matches!(key, Key::Up | Key::Down) { Reply::Pass } else { Reply::Kept }
    }

    fn edit(&mut self, key: Key) -> Reply {
        let changed = match key {
            Key::Backspace | Key::Ctrl('h') => self.area.delete_char(),
            Key::Delete => self.area.delete_next_char(),
            Key::Ctrl('w') => self.area.delete_word(),
            Key::Ctrl('u') => self.area.delete_line_by_head(),
            Key::Ctrl('k') => self.area.delete_line_by_end(),
            Key::Ctrl('n') => {
                self.area.insert_newline();
                true
            }
            _ => match key.typed() {
                Some(letter) => {
                    self.area.insert_char(letter);
                    true
                }
                None => return Reply::Pass,
            },
        };
        if changed { Reply::Changed } else { Reply::Kept }
    }

    /// Takes pasted text with its line ends.
    pub fn paste(&mut self, text: &str) -> Reply {
        self.area.insert_str(clean(text));
        Reply::Changed
    }

    /// Draws the text around the cursor; returns where the cursor stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let area = area.intersection(buf.area);
        if area.width < 2 || area.height == 0 {
            return None;
        }
        (&self.area).render(area, buf);
        let (top, left) = self.area.scroll_offset();
        let cursor = self.area.screen_cursor();
        let row = u16::try_from(cursor.row).ok()?.checked_sub(top)?.min(area.height - 1);
        let column = u16::try_from(cursor.col).ok()?.saturating_sub(left).min(area.width - 1);
        Some(Position::new(area.x + column, area.y + row))
    }
}

/// A text without control characters other than line feeds; tabs become spaces.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|letter| match letter {
            '\r' => '\n',
            '\t' => ' ',
            letter => letter,
        })
        .filter(|letter| *letter == '\n' || !letter.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_lines_stay_lines_and_control_signs_go() {
        let mut note = Note::new("a");
        note.paste("b\r\nc\rd\u{1b}[31m\te");
        assert_eq!(note.text(), "ab\nc\nd[31m e");
    }

    #[test]
    fn letters_type_themselves_and_control_n_starts_a_line() {
        let mut note = Note::new("");
        for key in [Key::Char('?'), Key::Char('q'), Key::Ctrl('n'), Key::Char('u')] {
            assert_eq!(note.key(key), Reply::Changed);
        }
        assert_eq!(note.text(), "?q\nu");
        assert_eq!(note.key(Key::Enter), Reply::Pass);
    }

    #[test]
    fn arrows_leave_the_note_at_its_ends() {
        let mut note = Note::new("one\ntwo");
        assert_eq!(note.key(Key::Down), Reply::Pass);
        assert_eq!(note.key(Key::Up), Reply::Kept);
        assert_eq!(note.key(Key::Up), Reply::Pass);
    }

    #[test]
    fn the_cursor_stands_behind_the_text() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 3));
        let at = Note::new("one two three").draw(buf.area, &mut buf);
        assert_eq!(at, Some(Position::new(5, 1)));
    }
}
