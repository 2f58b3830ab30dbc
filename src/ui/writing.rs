//! The place where a letter is written: one line for its subject, below it a large text; Tab goes between them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::{LineInput, Note, Reply};
use super::keys::Key;
use super::paint;
use super::theme::{Role, Theme};

/// A subject and a text that are being written. `Debug` tells only their lengths.
#[derive(Clone, Debug)]
pub struct Writing {
    subject: LineInput,
    text: Note,
    /// Whether the cursor is in the text.
    below: bool,
}

/// Cells of the label before the subject.
const LABEL: u16 = 10;

impl Writing {
    /// Begins with what is there, the cursor at the beginning of the text.
    pub fn new(subject: &str, text: &str) -> Self {
        let mut note = Note::new(text);
        note.top();
        Self { subject: LineInput::new(subject), text: note, below: true }
    }

    /// The subject.
    pub fn subject(&self) -> &str {
        self.subject.text()
    }

    /// The text, lines divided by line feeds.
    pub fn text(&self) -> String {
        self.text.text()
    }

    /// Puts other words in, the cursor at the beginning of the text.
    pub fn set(&mut self, subject: &str, text: &str) {
        *self = Self::new(subject, text);
    }

    /// Puts the cursor into the subject.
    pub fn to_subject(&mut self) {
        self.below = false;
    }

    /// Whether the cursor is in the subject.
    pub fn is_in_subject(&self) -> bool {
        !self.below
    }

    /// Handles a key. Enter starts a new line in the text; keys without a meaning are passed on.
    pub fn key(&mut self, key: Key) -> Reply {
        if matches!(key, Key::Tab | Key::BackTab) {
            self.below = !self.below;
            return Reply::Kept;
        }
        if !self.below {
            let down = matches!(key, Key::Enter | Key::Down);
            self.below = down;
            return if down { Reply::Kept } else { self.subject.key(key) };
        }
        match (self.text.key(if key == Key::Enter { Key::Ctrl('n') } else { key }), key) {
            (Reply::Pass, Key::Up) => {
                self.below = false;
                Reply::Kept
            }
            (Reply::Pass, Key::Down) => Reply::Kept,
            (reply, _) => reply,
        }
    }

    /// Takes pasted text where the cursor is.
    pub fn paste(&mut self, text: &str) -> Reply {
        if self.below { self.text.paste(text) } else { self.subject.paste(text) }
    }

    /// Draws subject, a rule and the text; returns where the cursor stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let area = area.intersection(buf.area);
        if area.height < 3 || area.width <= LABEL + 2 {
            return None;
        }
        let style = theme.style(if self.below { Role::Plain } else { Role::Selected });
        paint::put(buf, area, 1, 0, "Subject", style);
        let room = area.width - LABEL - 1;
        let (seen, at) = self.subject.seen(usize::from(room.saturating_sub(1)));
        paint::put(buf, area, LABEL, 0, &seen, theme.style(Role::Heading));
        paint::rule(buf, area, 1, theme);
        let place =
            Rect { x: area.x + 1, y: area.y + 2, width: area.width - 2, height: area.height - 2 };
        let in_text = self.text.draw(place, buf);
        if self.below {
            return in_text;
        }
        let x = area.x + LABEL + u16::try_from(at).unwrap_or(0).min(room);
        Some(Position::new(x, area.y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn type_in(writing: &mut Writing, keys: &[Key]) {
        for key in keys {
            writing.key(*key);
        }
    }

    #[test]
    fn letters_go_where_the_cursor_is_and_enter_starts_a_line_of_the_text() {
        let mut writing = Writing::new("About", "Dear Ann");
        type_in(&mut writing, &[Key::Char('?'), Key::Enter, Key::Char('q')]);
        assert_eq!(writing.text(), "?\nqDear Ann");
        type_in(&mut writing, &[Key::Tab, Key::Char('!'), Key::Enter, Key::Char('u')]);
        assert_eq!(writing.subject(), "About!");
        assert_eq!(writing.text(), "?\nquDear Ann");
    }

    #[test]
    fn arrows_cross_between_subject_and_text() {
        let mut writing = Writing::new("About", "one");
        type_in(&mut writing, &[Key::Up]);
        assert!(writing.is_in_subject());
        type_in(&mut writing, &[Key::Down, Key::Down]);
        assert!(!writing.is_in_subject());
        assert_eq!(writing.key(Key::Esc), Reply::Pass);
    }

    #[test]
    fn what_is_pasted_into_the_subject_is_one_line() {
        let mut writing = Writing::new("", "");
        writing.to_subject();
        writing.paste("one\r\ntwo\u{1b}[0m");
        assert_eq!(writing.subject(), "one two[0m");
        assert_eq!(writing.text(), "");
    }

    #[test]
    fn the_cursor_is_drawn_where_it_is() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 30, 6));
        let mut writing = Writing::new("About", "Dear Ann,\n\nhello");
        let theme = Theme::new(false, true);
        assert_eq!(writing.draw(buf.area, &mut buf, theme), Some(Position::new(1, 2)));
        writing.to_subject();
        assert_eq!(writing.draw(buf.area, &mut buf, theme), Some(Position::new(15, 0)));
        let rows = paint::rows(&buf);
        assert_eq!(rows.first().map(String::as_str), Some(" Subject  About"));
        assert_eq!(rows.get(4).map(String::as_str), Some(" hello"), "{rows:?}");
    }
}
