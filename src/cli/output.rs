//! What a command prints: text that no terminal obeys, JSON that is exact all the same, and signs within ASCII if asked.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use color_eyre::Result;
use serde::Serialize;

use super::args::Global;
use crate::text::inert;

/// Signs of the program's own words and what stands for them within ASCII.
const SIGNS: &[(char, &str)] = &[
    ('\u{2013}', "-"),
    ('\u{2014}', "-"),
    ('\u{2026}', "..."),
    ('\u{b7}', "."),
    ('\u{d7}', "x"),
    ('\u{2192}', "->"),
    ('\u{2190}', "<-"),
    ('\u{2264}', "<="),
    ('\u{2265}', ">="),
    ('\u{2018}', "'"),
    ('\u{2019}', "'"),
    ('\u{a0}', " "),
];

/// How something is printed: for people or for programs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Words for people
    #[default]
    Text,
    /// JSON for programs
    Json,
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// Words for people
    #[default]
    Text,
    /// JSON for programs
    Json,
    /// A table for spreadsheets
    Csv,
}

/// Where a command writes: standard output, passed down so that a test can read it.
pub(super) struct Out<'a> {
    /// The bytes as they are: for scripts and files that were made to be printed.
    pub(super) to: &'a mut dyn Write,
    /// Whether one fact a line is wanted.
    pub(super) plain: bool,
    /// Whether the program's own signs keep within ASCII.
    pub(super) ascii: bool,
}

impl<'a> Out<'a> {
    /// Writes to `to` as the global options say.
    pub(super) fn new(to: &'a mut dyn Write, global: &Global) -> Self {
        Self { to, plain: global.plain, ascii: global.ascii }
    }

    /// Writes one line of text, whatever stands in it.
    pub(super) fn line(&mut self, text: &str) -> Result<()> {
        let shown = inert(text.trim_end());
        let shown = if self.ascii { plain_signs(&shown) } else { shown.into_owned() };
        writeln!(self.to, "{shown}")?;
        Ok(())
    }

    /// Writes a value as JSON, indented. What a terminal might obey is written as `\u001b`, so
    /// that a program reads exactly what is stored.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<()> {
        self.json_text(&serde_json::to_string_pretty(value)?)
    }

    /// Writes a text that is JSON already.
    pub(super) fn json_text(&mut self, text: &str) -> Result<()> {
        writeln!(self.to, "{}", harmless_json(text.trim_end()))?;
        Ok(())
    }

    /// Writes text of several lines.
    pub(super) fn lines(&mut self, text: &str) -> Result<()> {
        text.lines().try_for_each(|line| self.line(line))
    }

    /// Writes a table for programs (CSV): lines stay lines, what a terminal might obey becomes a
    /// visible sign.
    pub(super) fn table(&mut self, text: &str) -> Result<()> {
        for letter in text.chars() {
            let mut bytes = [0; 4];
            let alone: &str = letter.encode_utf8(&mut bytes);
            match letter {
                '\n' | '\r' | '\t' | '\u{feff}' | '\u{200d}' => write!(self.to, "{alone}")?,
                _ => write!(self.to, "{}", inert(alone))?,
            }
        }
        Ok(())
    }
}

/// The width of the terminal; as wide as it takes where the output goes elsewhere.
pub(super) fn width() -> Option<usize> {
    let stdout = io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    let size = rustix::termios::tcgetwinsize(&stdout).ok()?;
    Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
}

/// The program's own signs within ASCII; letters of names stay.
fn plain_signs(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match SIGNS.iter().find(|(sign, _)| *sign == letter) {
            Some((_, plain)) => shown.push_str(plain),
            None => shown.push(letter),
        }
    }
    shown
}

/// JSON with every character that is not harmless as an escape. Outside its strings JSON is ASCII
/// and white space, so only strings are touched, and they read as before.
fn harmless_json(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    let mut units = [0; 2];
    for letter in json.chars() {
        let mut bytes = [0; 4];
        let alone: &str = letter.encode_utf8(&mut bytes);
        if letter == '\n' || inert(alone) == alone {
            shown.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut units) {
                // a String takes everything
                let _taken = write!(shown, "\\u{unit:04x}");
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_no_escape_and_reads_back_exactly() {
        let name = "a\u{1b}[2J\u{202e}\u{9b}\u{200b}Zo\u{eb} \u{1f469}\u{200d}\u{1f52c}\u{e0041}\n";
        let text = harmless_json(&serde_json::to_string(name).unwrap());
        assert!(!text.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{e0041}']), "{text}");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), name);
    }

    #[test]
    fn signs_of_our_own_are_plain_if_asked_and_letters_stay() {
        assert_eq!(plain_signs("Zo\u{eb} \u{2192} Tom \u{2013} 2 \u{d7}"), "Zo\u{eb} -> Tom - 2 x");
    }
}
