//! `L`: the messages since the start, and what was done, to be taken back one by one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::model::{Model, Tone};
use crate::screens::Head;
use crate::text::{days, width};
use crate::ui::keys::Key;
use crate::ui::layout::centred;
use crate::ui::paint::{self, Caption};
use crate::ui::theme::{Role, Theme};
use crate::ui::window::window;

/// The open log.
#[derive(Debug)]
pub(super) struct Log {
    lines: Vec<Line>,
    cursor: usize,
    said: Option<&'static str>,
}

#[derive(Debug)]
struct Line {
    words: String,
    role: Role,
    /// The entry that Enter takes back.
    entry: Option<i64>,
}

/// What a key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LogStep {
    /// It stays open.
    Stay,
    /// It is to be closed.
    Close,
    /// This entry is to be taken back.
    Undo(i64),
}

impl Log {
    /// The log as it is now: what was done first, newest on top, then the messages.
    pub(super) fn new(model: &Model) -> Self {
        let today = model.world().today;
        let heading =
            |words: &str| Line { words: words.to_owned(), role: Role::Heading, entry: None };
        let heads = &model.world().heads;
        let widest = heads.iter().map(|head| width::cells(&head.who)).max().unwrap_or(0).min(12);
        let done = |head: &Head| Line {
            words: format!(
                "{:>6}  {}  {}",
                days::short(head.day, today),
                width::pad(&head.who, widest),
                head.words
            ),
            role: if head.stands { Role::Plain } else { Role::Muted },
            entry: head.stands.then_some(head.number),
        };
        let mut lines = vec![heading("WHAT WAS DONE")];
        lines.extend(heads.iter().map(done));
        lines.push(heading("MESSAGES SINCE THE START"));
        lines.extend(model.messages().iter().rev().map(|notice| Line {
            words: notice.words.clone(),
            role: if notice.tone == Tone::Failed { Role::Error } else { Role::Plain },
            entry: None,
        }));
        let cursor = usize::from(lines.len() > 2 && !heads.is_empty());
        Self { lines, cursor, said: None }
    }

    /// Handles a key.
    pub(super) fn key(&mut self, key: Key) -> LogStep {
        let last = self.lines.len().saturating_sub(1);
        self.said = None;
        match key {
            Key::Up | Key::Char('k') => self.cursor = self.cursor.saturating_sub(1),
            Key::Down | Key::Char('j') => self.cursor = (self.cursor + 1).min(last),
            Key::PageUp => self.cursor = self.cursor.saturating_sub(10),
            Key::PageDown => self.cursor = (self.cursor + 10).min(last),
            Key::Enter => match self.lines.get(self.cursor).and_then(|line| line.entry) {
                Some(number) => return LogStep::Undo(number),
                None => self.said = Some("Only a change that stands can be taken back."),
            },
            Key::Esc | Key::Backspace | Key::Char('q' | 'L') => return LogStep::Close,
            Key::Char(_)
            | Key::Ctrl(_)
            | Key::Tab
            | Key::BackTab
            | Key::Delete
            | Key::Left
            | Key::Right
            | Key::Home
            | Key::End => {}
        }
        LogStep::Stay
    }

    /// Draws the log over the area; returns where the cursor stands.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer, theme: Theme) -> Option<Position> {
        let frame = centred(area, area.width.min(100), area.height);
        let note = self.said.unwrap_or_default();
        let foot = "Enter takes the change back   Esc back";
        let inner = paint::boxed(buf, frame, Caption { title: "What happened", note, foot }, theme);
        let room = usize::from(inner.width.saturating_sub(3));
        let rows: Vec<(usize, String)> = self
            .lines
            .iter()
            .enumerate()
            .flat_map(|(place, line)| {
                let wrapped =
                    width::wrap(&line.words, room.saturating_sub(2)).into_iter().enumerate();
                wrapped.map(move |(part, words)| {
                    (place, if part == 0 { words } else { format!("  {words}") })
                })
            })
            .collect();
        let first = rows.iter().position(|(place, _)| *place == self.cursor).unwrap_or(0);
        let mut at = None;
        let seen = window(first, rows.len(), usize::from(inner.height));
        for (y, row) in (0..inner.height).zip(seen) {
            let Some((place, words)) = rows.get(row) else { continue };
            let Some(line) = self.lines.get(*place) else { continue };
            let sign = if row == first { ">" } else { " " };
            paint::put(buf, inner, 0, y, &format!("{sign} {words}"), theme.style(line.role));
            if *place == self.cursor {
                paint::line_style(buf, inner, y, theme.style(Role::Selected));
                at = at.or(Some(Position::new(inner.x, inner.y + y)));
            }
        }
        at
    }
}
