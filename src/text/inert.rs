//! `Text`: a text from outside, stored as it came and shown so that no terminal or reader obeys it.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A text that came from outside: a form, a sheet, a file.
///
/// `Display` is its inert form ([`inert`]); [`Text::exact`] is the one way to what was really
/// typed (store, export, comparison); `Debug` tells only the length, so that no log holds a value.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Wraps a text as it came.
    pub fn new(exact: impl Into<String>) -> Self {
        Self(exact.into())
    }

    /// The text as it was typed. For the store, exports and comparisons; never for a screen.
    pub fn exact(&self) -> &str {
        &self.0
    }

    /// Whether nothing but white space is in it.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl From<&str> for Text {
    fn from(exact: &str) -> Self {
        Self::new(exact)
    }
}

impl From<String> for Text {
    fn from(exact: String) -> Self {
        Self(exact)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&inert(&self.0))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}

/// The harmless form of a text: control characters become visible signs, marks that reorder or
/// hide text become `·`, line ends and tabs become single spaces or stay visible as `␊`.
///
/// Visible and inert is better than removed: the reader sees that something was there
/// (reliability reference, faults 63 to 65). A zero-width joiner stays where it joins emoji.
pub fn inert(exact: &str) -> Cow<'_, str> {
    if exact.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(exact);
    }
    let mut shown = String::with_capacity(exact.len());
    let mut before = '\0';
    for character in exact.chars() {
        shown.push(harmless(character, before));
        before = character;
    }
    Cow::Owned(shown)
}

/// One character as it may be shown after `before`.
fn harmless(character: char, before: char) -> char {
    match character {
        '\n' | '\t' => ' ',
        '\u{7f}' => '␡',
        control if (control as u32) < 0x20 => {
            char::from_u32(0x2400 + control as u32).unwrap_or('·')
        }
        '\u{200d}' if is_pictograph(before) => character,
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{3164}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => '·',
        harmless => harmless,
    }
}

/// Whether a zero-width joiner after this character joins emoji.
fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{fe0f}' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_reordering_marks_are_seen_but_do_nothing() {
        assert_eq!(inert("a\u{1b}[2Jb"), "a␛[2Jb");
        assert_eq!(inert("x\u{202e}y\u{200b}z\u{9b}"), "x·y·z·");
        assert_eq!(inert("two\nlines"), "two lines");
        assert_eq!(inert("Zoë O'Neill"), "Zoë O'Neill");
    }

    #[test]
    fn a_joiner_stays_inside_an_emoji_only() {
        assert_eq!(inert("👩\u{200d}🔬"), "👩\u{200d}🔬");
        assert_eq!(inert("a\u{200d}b"), "a·b");
    }

    #[test]
    fn debug_tells_no_value() {
        assert_eq!(format!("{:?}", Text::new("secret")), "Text(6 bytes)");
    }
}
