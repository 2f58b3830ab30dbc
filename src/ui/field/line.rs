//! One line of text with a cursor, edited as in a shell.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "every key without a meaning here is passed on"
)]

use std::fmt;

use tui_input::{Input, InputRequest};
use unicode_segmentation::UnicodeSegmentation;

use super::Reply;
use crate::text::{inert, width};
use crate::ui::keys::Key;

/// One line of text. `Debug` tells only its length, so that no log holds what was typed.
#[derive(Clone, Default)]
pub struct LineInput {
    input: Input,
    /// Whether entering the field selects the text, so that typing replaces it.
    replaces: bool,
    selected: bool,
    /// Whether it is the path of a file or folder.
    pub(super) is_path: bool,
}

impl fmt::Debug for LineInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LineInput({} bytes)", self.text().len())
    }
}

impl LineInput {
    /// A line with a text, the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { input: Input::new(one_line(text)), ..Self::default() }
    }

    /// A line whose text is selected on entering: the first typed letter replaces it.
    pub fn replacing(text: &str) -> Self {
        Self { replaces: true, selected: true, ..Self::new(text) }
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Puts another text in.
    pub fn set(&mut self, text: &str) {
        self.input = Input::new(one_line(text));
        self.selected = false;
    }

    /// Whether the text is selected as a whole.
    pub fn is_selected(&self) -> bool {
        self.selected && !self.text().is_empty()
    }

    /// The field got the cursor.
    pub fn enter(&mut self) {
        self.selected = self.replaces;
    }

    /// Selects the whole text, so that typing replaces it.
    pub fn select(&mut self) {
        self.selected = true;
    }

    /// Handles a key.
    pub fn key(&mut self, key: Key) -> Reply {
        let request = match key {
            Key::Char(_) => match key.typed() {
                Some(letter) => InputRequest::InsertChar(letter),
                None => return Reply::Pass,
            },
            Key::Backspace | Key::Ctrl('h') => InputRequest::DeletePrevChar,
            Key::Delete | Key::Ctrl('d') => InputRequest::DeleteNextChar,
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
            Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
            Key::Ctrl('u') => InputRequest::DeleteFromStart,
            Key::Ctrl('k') => InputRequest::DeleteTillEnd,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            Key::Ctrl('y') => InputRequest::Yank,
            _ => return Reply::Pass,
        };
        let was_selected = std::mem::take(&mut self.selected) && !self.text().is_empty();
        let replaced = was_selected
            && matches!(request, InputRequest::InsertChar(_) | InputRequest::DeletePrevChar);
        if replaced {
            self.input.reset();
        }
        let changed = self.input.handle(request).is_some_and(|response| response.value);
        if changed || replaced { Reply::Changed } else { Reply::Kept }
    }

    /// Takes pasted text as one line.
    pub fn paste(&mut self, text: &str) -> Reply {
        if std::mem::take(&mut self.selected) {
            self.input.reset();
        }
        for letter in one_line(text).chars() {
            self.input.handle(InputRequest::InsertChar(letter));
        }
        Reply::Changed
    }

    /// What is seen in `room` cells, and the cell of the cursor in it.
    pub fn seen(&self, room: usize) -> (String, usize) {
        let before: String = self.text().chars().take(self.input.cursor()).collect();
        let shown = inert(self.text()).into_owned();
        let at = width::cells(&before);
        if at < room || room == 0 {
            return (width::head(&shown, room), at.min(room));
        }
        // scroll so that the cursor stands in the last cell
        let mut away = 0;
        let mut rest = shown.as_str();
        for grapheme in shown.graphemes(true) {
            if at - away < room {
                break;
            }
            away += width::cells(grapheme);
            rest = rest.strip_prefix(grapheme).unwrap_or(rest);
        }
        (width::head(rest, room), at.saturating_sub(away).min(room))
    }
}

/// A text without line ends and control characters.
fn one_line(text: &str) -> String {
    text.replace("\r\n", " ")
        .chars()
        .map(|letter| if matches!(letter, '\n' | '\r' | '\t') { ' ' } else { letter })
        .filter(|letter| !letter.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &mut LineInput, text: &str) {
        for letter in text.chars() {
            line.key(Key::Char(letter));
        }
    }

    #[test]
    fn every_letter_types_itself() {
        let mut line = LineInput::new("");
        typed(&mut line, "?q/:1u j");
        assert_eq!(line.text(), "?q/:1u j");
    }

    #[test]
    fn a_selected_text_is_replaced_by_typing_but_not_by_moving() {
        let mut line = LineInput::replacing("today");
        typed(&mut line, "fri");
        assert_eq!(line.text(), "fri");
        line.enter();
        assert_eq!(line.key(Key::Left), Reply::Kept);
        typed(&mut line, "x");
        assert_eq!(line.text(), "frxi");
        line.enter();
        assert_eq!(line.key(Key::Backspace), Reply::Changed);
        assert_eq!(line.text(), "");
    }

    #[test]
    fn pasted_line_ends_become_spaces_and_control_signs_go() {
        let mut line = LineInput::new("a");
        line.paste("b\r\nc\nd\u{1b}[2J");
        assert_eq!(line.text(), "ab c d[2J");
    }

    #[test]
    fn a_long_text_scrolls_with_the_cursor() {
        let mut line = LineInput::new("abcdefghij");
        assert_eq!(line.seen(5), ("ghij".to_owned(), 4));
        assert_eq!(line.seen(20), ("abcdefghij".to_owned(), 10));
        line.key(Key::Home);
        assert_eq!(line.seen(5), ("abcde".to_owned(), 0));
        assert_eq!(line.seen(0), (String::new(), 0));
        assert_eq!(LineInput::new("王芳王芳").seen(5), ("王芳".to_owned(), 4));
    }
}
