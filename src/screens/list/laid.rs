//! The lines of a list as they are laid out at a width: sentences take as many of them as they need.

use super::{Line, List, ListScreen};
use crate::text::width;

/// Lines of the screen, from the lines of a list.
#[derive(Debug)]
pub(super) struct Laid {
    /// How many lines the list has.
    count: usize,
    /// Where there are sentences: for each line of the screen the line of the list, and the words
    /// of a sentence that stand there.
    lines: Option<Vec<(usize, String)>>,
}

impl Laid {
    /// How many lines of the screen there are.
    pub(super) fn len(&self) -> usize {
        self.lines.as_ref().map_or(self.count, Vec::len)
    }

    /// The line of the list that stands on a line of the screen.
    pub(super) fn line(&self, at: usize) -> Option<usize> {
        match &self.lines {
            Some(lines) => lines.get(at).map(|(line, _)| *line),
            None => (at < self.count).then_some(at),
        }
    }

    /// The words of a sentence on a line of the screen.
    pub(super) fn words(&self, at: usize) -> &str {
        let line = self.lines.as_ref().and_then(|lines| lines.get(at));
        line.map_or("", |(_, words)| words.as_str())
    }

    /// Where a line of the list begins on the screen.
    fn place(&self, line: usize) -> usize {
        let places = self.lines.as_ref();
        let found = places.and_then(|lines| lines.iter().position(|(at, _)| *at == line));
        found.unwrap_or(line)
    }
}

impl<L: List> ListScreen<L> {
    /// The lines shown, laid out at a width in cells.
    pub(super) fn laid(&self, wide: u16) -> Laid {
        let count = self.shown.len();
        if !self.shown.iter().any(|line| matches!(line, Line::Said(_))) {
            return Laid { count, lines: None };
        }
        // one cell before a sentence, two before what is wrapped, one behind it
        let room = usize::from(wide).saturating_sub(4);
        let mut lines = Vec::new();
        for (at, line) in self.shown.iter().enumerate() {
            match line {
                Line::Said(words) => {
                    // a number and its sign of per cent stay on one line
                    let bound = words.replace(" %", "\u{a0}%");
                    for (part, words) in width::wrap(&bound, room).into_iter().enumerate() {
                        let sign = if part == 0 { "- " } else { "  " };
                        lines.push((at, format!("{sign}{}", words.replace('\u{a0}', " "))));
                    }
                }
                Line::Section(..) | Line::Row(_) | Line::Note(_) => lines.push((at, String::new())),
            }
        }
        Laid { count, lines: Some(lines) }
    }

    /// The line of the screen that the cursor is on.
    pub(super) fn cursor(&self, laid: &Laid) -> Option<usize> {
        let key = self.selected?;
        let line = self.shown.iter().position(|line| *line == Line::Row(key));
        line.map(|line| laid.place(line))
    }
}
