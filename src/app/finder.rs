//! Help (`?`) and palette (`:`): every command of the screen and of everywhere, found by typing, run by Enter.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::keys::{ALSO_CALLED, GLOBAL_KEYS};
use super::model::Model;
use crate::screens::{self, TABS};
use crate::text::{fold, width};
use crate::ui::field::{LineInput, Reply};
use crate::ui::keys::{Hint, Key, hints};
use crate::ui::paint::{self, Caption};
use crate::ui::theme::{Role, Theme};
use crate::ui::window::window;

/// One command.
#[derive(Debug, Clone)]
struct Line {
    id: &'static str,
    keys: String,
    help: &'static str,
    refused: Option<String>,
    sought: String,
}

/// The open finder.
#[derive(Debug)]
pub(super) struct Finder {
    title: String,
    by_name: bool,
    lines: Vec<Line>,
    query: LineInput,
    shown: Vec<usize>,
    cursor: usize,
    said: Option<String>,
}

/// What is said where no command fits.
const NOTHING: &str = "Nothing is called so here. matchbook --help lists the command line.";
/// What the signs before rows mean.
const SIGNS: &str = "Signs: ! late  ~ stale  * due  + new  # marked  > selected";

/// Its keys; in the palette, which is about names, the first of them.
fn keys(by_name: bool, hint: &Hint) -> String {
    let many = if by_name { 1 } else { hint.keys.len() };
    hint.keys.iter().take(many).map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// All by which a command is found, its name first.
fn sought(id: &str, words: &str) -> String {
    let also = ALSO_CALLED.iter().find(|(known, _)| *known == id);
    fold(&format!("{id} {words} {}", also.map_or("", |(_, words)| words)))
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// It stays open.
    Stay,
    /// It is to be closed.
    Close,
    /// This command is to be run.
    Run(&'static str),
}

impl Finder {
    /// All keys of the screen on top and of everywhere.
    pub(super) fn help(model: &Model) -> Self {
        let title = model.top().map(|screen| screen.title(model.world())).unwrap_or_default();
        Self::new(model, format!("Keys: {title}"), false)
    }

    /// All commands by name.
    pub(super) fn palette(model: &Model) -> Self {
        Self::new(model, "Commands".to_owned(), true)
    }

    fn new(model: &Model, title: String, by_name: bool) -> Self {
        let ctx = model.ctx();
        let mut all = model.top().map(|screen| screen.hints(&ctx)).unwrap_or_default();
        all.extend(hints(GLOBAL_KEYS, |cmd| model.against(cmd)));
        let mut lines: Vec<Line> = all
            .into_iter()
            .map(|hint| Line {
                id: hint.id,
                keys: keys(by_name, &hint),
                help: hint.help,
                sought: sought(hint.id, &format!("{} {}", hint.label, hint.help)),
                refused: hint.refused,
            })
            .collect();
        lines.extend(TABS.iter().map(|tab| Line {
            id: tab.name,
            keys: tab.key.to_string(),
            help: tab.help,
            refused: None,
            sought: sought(tab.name, tab.help),
        }));
        lines.extend(screens::places().map(|place| Line {
            id: place.name,
            keys: String::new(),
            help: place.help,
            refused: None,
            sought: sought(place.name, place.help),
        }));
        let shown = (0..lines.len()).collect();
        let query = LineInput::default();
        Self { title, by_name, lines, query, shown, cursor: 0, said: None }
    }

    /// Handles a key: letters type, arrows move, Enter runs, Esc closes.
    pub(super) fn key(&mut self, key: Key) -> Found {
        self.said = None;
        match key {
            Key::Esc => return Found::Close,
            Key::Backspace if self.query.text().is_empty() => return Found::Close,
            Key::Up => self.cursor = self.cursor.saturating_sub(1),
            Key::Down | Key::Tab => {
                self.cursor = (self.cursor + 1).min(self.shown.len().saturating_sub(1));
            }
            Key::PageDown => {
                self.cursor = (self.cursor + 10).min(self.shown.len().saturating_sub(1));
            }
            Key::PageUp => self.cursor = self.cursor.saturating_sub(10),
            Key::Enter => {
                let line = self.shown.get(self.cursor).and_then(|at| self.lines.get(*at));
                match line {
                    Some(Line { refused: Some(why), .. }) => self.said = Some(why.clone()),
                    Some(line) => return Found::Run(line.id),
                    None => {}
                }
            }
            Key::Char(_)
            | Key::Ctrl(_)
            | Key::BackTab
            | Key::Backspace
            | Key::Delete
            | Key::Left
            | Key::Right
            | Key::Home
            | Key::End => {
                if self.query.key(key) == Reply::Changed {
                    self.filter();
                }
            }
        }
        Found::Stay
    }

    /// Takes pasted text as typed.
    pub(super) fn paste(&mut self, text: &str) {
        self.query.paste(text);
        self.filter();
    }

    /// Commands whose name begins as typed come first.
    fn filter(&mut self) {
        let query = fold(self.query.text());
        let fits = |line: &Line| query.split(' ').all(|word| line.sought.contains(word));
        let mut shown: Vec<usize> = self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| fits(line))
            .map(|(at, _)| at)
            .collect();
        shown.sort_by_key(|at| {
            let line = self.lines.get(*at);
            let begins = line.is_some_and(|line| line.sought.starts_with(&query));
            // of what is called just so, what can be done here comes first
            let named = line.filter(|line| fold(line.id) == query);
            let rank = named.map_or(2, |line| u8::from(line.refused.is_some()));
            (!begins, rank)
        });
        self.shown = shown;
        self.cursor = 0;
    }

    /// Draws the finder over the area; returns where the cursor stands.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let wide = area.width.min(98);
        let tall = u16::try_from(self.lines.len() + 4).unwrap_or(u16::MAX).min(area.height);
        let frame = crate::ui::layout::centred(area, wide, tall);
        let caption =
            Caption { title: &self.title, note: "type to find", foot: "Enter runs   Esc back" };
        let inner = paint::boxed(buf, frame, caption, theme);
        if inner.is_empty() {
            return None;
        }
        let sign = if self.by_name { ":" } else { "?" };
        let plain = theme.style(Role::Plain);
        let room = usize::from(inner.width.saturating_sub(4));
        let (text, at) = self.query.seen(room);
        paint::put(buf, inner, 1, 0, sign, theme.style(Role::Heading));
        paint::put(buf, inner, 2, 0, &text, plain);
        let line = self.shown.get(self.cursor).and_then(|at| self.lines.get(*at));
        let words = line.map(|line| self.words(line)).unwrap_or_default();
        let is_cut = width::cells(&words) > usize::from(inner.width.saturating_sub(2));
        let (role, said) = match (&self.said, line) {
            (Some(why), _) => (Role::Error, why.clone()),
            (None, None) => (Role::Muted, NOTHING.to_owned()),
            // what the line below cannot hold
            (None, Some(line)) if is_cut => (Role::Muted, line.whole()),
            (None, Some(_)) if !self.by_name => (Role::Muted, SIGNS.to_owned()),
            (None, Some(_)) => (Role::Muted, String::new()),
        };
        paint::put_cut(buf, inner, (1, 1), u16::MAX, &said, theme.style(role));
        let height = usize::from(inner.height.saturating_sub(2));
        let seen = window(self.cursor, self.shown.len(), height);
        for (y, place) in (2..inner.height).zip(seen) {
            let Some(line) = self.shown.get(place).and_then(|at| self.lines.get(*at)) else {
                continue;
            };
            self.draw_line(line, place == self.cursor, (inner, y), buf, theme);
        }
        let x = u16::try_from(at).unwrap_or(0).saturating_add(2);
        Some(Position::new(inner.x + x.min(inner.width - 1), inner.y))
    }

    fn draw_line(
        &self,
        line: &Line,
        selected: bool,
        (inner, y): (Rect, u16),
        buf: &mut Buffer,
        theme: Theme,
    ) {
        let role = if line.refused.is_some() { Role::Muted } else { Role::Plain };
        let sign = if selected { ">" } else { " " };
        let words = format!("{sign} {}", self.words(line));
        paint::put_cut(buf, inner, (0, y), u16::MAX, &words, theme.style(role));
        if selected {
            paint::line_style(buf, inner, y, theme.style(Role::Selected));
        }
    }

    /// A command in one line.
    fn words(&self, line: &Line) -> String {
        if self.by_name {
            format!("{} {} {}", width::pad(line.id, 16), width::pad(&line.keys, 8), line.whole())
        } else {
            let keys =
                if line.keys.is_empty() { format!(":{}", line.id) } else { line.keys.clone() };
            format!("{} {}", width::pad(&keys, 13), line.whole())
        }
    }
}

impl Line {
    /// What it does, and why it cannot be used now.
    fn whole(&self) -> String {
        let why = self.refused.as_ref().map(|why| format!("  ({why})")).unwrap_or_default();
        format!("{}{why}", self.help)
    }
}
