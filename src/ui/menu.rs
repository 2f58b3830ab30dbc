//! A small menu of labelled keys that the first key of a change opens: it teaches, the second key commits.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "every key without a meaning here is passed on"
)]

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::keys::Key;
use super::theme::{Role, Theme};
use super::{layout, paint};
use crate::text::width;

/// Keys and ids of the lines of a menu without words of its own, in order; a menu has no more.
pub const NUMBERED: &[(char, &str)] = &[
    ('1', "1"),
    ('2', "2"),
    ('3', "3"),
    ('4', "4"),
    ('5', "5"),
    ('6', "6"),
    ('7', "7"),
    ('8', "8"),
    ('9', "9"),
];

/// One line of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// The key that takes it.
    pub key: Key,
    /// What is returned when it is taken.
    pub id: &'static str,
    /// What it does, in a few words.
    pub label: String,
    /// Why it cannot be taken now.
    pub refused: Option<String>,
}

impl MenuItem {
    /// A line that can be taken.
    pub fn new(key: Key, id: &'static str, label: impl Into<String>) -> Self {
        Self { key, id, label: label.into(), refused: None }
    }

    /// The same, refused for a reason.
    #[must_use]
    pub fn refused(mut self, why: Option<String>) -> Self {
        self.refused = why;
        self
    }

    /// Its label; where it cannot be taken it says so, since its paler look may not be seen.
    fn shown(&self) -> String {
        if self.refused.is_some() {
            format!("{} (not now)", self.label)
        } else {
            self.label.clone()
        }
    }
}

/// An open menu. Enter takes the line under the cursor, at first the first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    title: String,
    items: Vec<MenuItem>,
    cursor: usize,
    said: Option<String>,
}

/// What a key did to a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuStep {
    /// It stays open.
    Stay,
    /// A line was taken.
    Take(&'static str),
    /// It is to be closed, nothing was done.
    Close,
}

impl Menu {
    /// A menu over its lines; the first one is what Enter takes.
    pub fn new(title: impl Into<String>, items: Vec<MenuItem>) -> Self {
        Self { title: title.into(), items, cursor: 0, said: None }
    }

    /// Handles a key. A line that is refused says why and the menu stays.
    pub fn key(&mut self, key: Key) -> MenuStep {
        self.said = None;
        if let Some(at) = self.items.iter().position(|item| item.key == key) {
            self.cursor = at;
            return self.take();
        }
        match key {
            Key::Esc | Key::Backspace | Key::Char('q') => MenuStep::Close,
            Key::Enter => self.take(),
            Key::Down => {
                self.cursor = (self.cursor + 1).min(self.items.len().saturating_sub(1));
                MenuStep::Stay
            }
            Key::Up => {
                self.cursor = self.cursor.saturating_sub(1);
                MenuStep::Stay
            }
            _ => MenuStep::Stay,
        }
    }

    fn take(&mut self) -> MenuStep {
        match self.items.get(self.cursor) {
            Some(MenuItem { refused: Some(why), .. }) => {
                self.said = Some(why.clone());
                MenuStep::Stay
            }
            Some(item) => MenuStep::Take(item.id),
            None => MenuStep::Close,
        }
    }

    /// Draws the menu over the middle of the area; returns where its cursor stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let longest = self.items.iter().map(|item| width::cells(&item.shown())).max().unwrap_or(0);
        let said = self.said.as_deref().map_or(0, width::cells);
        let wide = (longest + 16).max(width::cells(&self.title) + 8).max(said + 6).max(40);
        let tall = self.items.len() + 2 + usize::from(self.said.is_some());
        let size = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let frame = layout::centred(area.intersection(buf.area), size(wide), size(tall));
        let caption = paint::Caption {
            title: &self.title,
            note: "",
            foot: "Enter takes the first   Esc back",
        };
        let foot = if self.cursor == 0 { caption.foot } else { "Enter takes   Esc back" };
        let inner = paint::boxed(buf, frame, paint::Caption { foot, ..caption }, theme);
        let mut at = None;
        for (y, item) in (0..inner.height).zip(&self.items) {
            let selected = usize::from(y) == self.cursor;
            let role = if item.refused.is_some() { Role::Muted } else { Role::Plain };
            let sign = if selected { ">" } else { " " };
            let words = format!("{sign} {:<6} {}", item.key.to_string(), item.shown());
            paint::put_cut(buf, inner, (1, y), u16::MAX, &words, theme.style(role));
            if selected {
                paint::line_style(buf, inner, y, theme.style(Role::Selected));
                at = Some(Position::new(inner.x, inner.y + y));
            }
        }
        if let Some(said) = &self.said {
            let last = inner.height.saturating_sub(1);
            paint::put_cut(buf, inner, (1, last), u16::MAX, said, theme.style(Role::Error));
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu() -> Menu {
        Menu::new(
            "Record response",
            vec![
                MenuItem::new(Key::Char('a'), "accepted", "accepted"),
                MenuItem::new(Key::Char('d'), "declined", "declined")
                    .refused(Some("nobody was asked".to_owned())),
            ],
        )
    }

    #[test]
    fn a_key_takes_its_line_and_enter_the_one_under_the_cursor() {
        assert_eq!(menu().key(Key::Char('a')), MenuStep::Take("accepted"));
        assert_eq!(menu().key(Key::Enter), MenuStep::Take("accepted"));
        assert_eq!(menu().key(Key::Esc), MenuStep::Close);
        assert_eq!(menu().key(Key::Char('x')), MenuStep::Stay);
    }

    #[test]
    fn a_refused_line_says_why() {
        let mut menu = menu();
        assert_eq!(menu.key(Key::Down), MenuStep::Stay);
        assert_eq!(menu.key(Key::Enter), MenuStep::Stay);
        let mut buf = Buffer::empty(Rect::new(0, 0, 60, 10));
        assert!(menu.draw(buf.area, &mut buf, Theme::default()).is_some());
        let text: String = paint::rows(&buf).concat();
        assert!(text.contains("nobody was asked"), "{text}");
    }
}
