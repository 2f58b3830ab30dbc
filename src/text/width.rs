//! How many terminal cells a text takes, and cutting, padding and wrapping by cells.
//!
//! All functions measure and return the inert form, grapheme by grapheme, as the screen buffer
//! does; so what is measured here is what is drawn.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::inert;

/// Width of the inert form in cells.
pub fn cells(text: &str) -> usize {
    inert(text).graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text in at most `room` cells; a text that is cut ends in `..`.
pub fn cut(text: &str, room: usize) -> String {
    let shown = inert(text);
    if cells(&shown) <= room {
        return shown.into_owned();
    }
    let dots = room.min(2);
    let mut kept = head(&shown, room - dots).trim_end().to_owned();
    kept.push_str(&"..".chars().take(dots).collect::<String>());
    kept
}

/// The longest beginning of the inert form that fits `room` cells, without any sign of the cut.
pub fn head(text: &str, room: usize) -> String {
    let shown = inert(text);
    let mut used = 0;
    let mut kept = String::new();
    for grapheme in shown.graphemes(true) {
        used += grapheme.width();
        if used > room {
            break;
        }
        kept.push_str(grapheme);
    }
    kept
}

/// The text in exactly `room` cells: cut with `..` or filled with spaces on the right.
pub fn pad(text: &str, room: usize) -> String {
    let mut shown = cut(text, room);
    let fill = room.saturating_sub(cells(&shown));
    shown.push_str(&" ".repeat(fill));
    shown
}

/// The text in exactly `room` cells, at the right edge (numbers).
pub fn pad_left(text: &str, room: usize) -> String {
    let shown = cut(text, room);
    format!("{}{shown}", " ".repeat(room.saturating_sub(cells(&shown))))
}

/// The text in lines of at most `room` cells, broken at spaces, longer words inside; line ends in
/// the text stay line ends. An empty text is one empty line; no room gives no lines.
pub fn wrap(text: &str, room: usize) -> Vec<String> {
    if room == 0 {
        return Vec::new();
    }
    text.split('\n').flat_map(|paragraph| wrap_one(paragraph, room)).collect()
}

/// Wraps one paragraph; leading spaces (an indentation) stay.
fn wrap_one(paragraph: &str, room: usize) -> Vec<String> {
    let shown = inert(paragraph.trim_end());
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in shown.split_inclusive(' ') {
        if cells(&line) + cells(word.trim_end()) > room && !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        line.push_str(word);
        while cells(line.trim_end()) > room {
            let mut first = head(&line, room);
            if first.is_empty() {
                // one wide letter in a single cell: it can never fit, so it is let go
                line.graphemes(true).next().unwrap_or_default().clone_into(&mut first);
            }
            line = line.strip_prefix(first.as_str()).unwrap_or_default().to_owned();
            if cells(&first) <= room {
                lines.push(first);
            }
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_that_fits_is_left_alone_and_a_longer_one_ends_in_dots() {
        assert_eq!(cut("Amina Yusuf", 11), "Amina Yusuf");
        assert_eq!(cut("Amina Yusuf", 10), "Amina Yu..");
        assert_eq!(cut("Amina Yusuf", 8), "Amina..");
        assert_eq!(cut("Amina", 1), ".");
        assert_eq!(cut("Amina", 0), "");
    }

    #[test]
    fn wide_letters_count_two_and_marks_nothing() {
        assert_eq!(cells("王芳"), 4);
        assert_eq!(cells("Zoe\u{308}"), 3);
        assert_eq!(cells("👩\u{200d}🔬"), 2);
        assert_eq!(pad("王芳", 3), ".. ".replace(' ', "") + " ");
        assert_eq!(pad("王芳", 5), "王芳 ");
    }

    #[test]
    fn wrapping_breaks_at_spaces_and_keeps_line_ends() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("one\n\ntwo", 7), ["one", "", "two"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("", 5), [""]);
        assert!(wrap("x", 0).is_empty());
        assert_eq!(wrap("王", 1), [""]);
    }

    proptest! {
        #[test]
        fn nothing_passes_the_edge(text in "\\PC{0,40}", room in 0_usize..30) {
            prop_assert!(cells(&cut(&text, room)) <= room);
            prop_assert_eq!(cells(&pad(&text, room)), room);
            prop_assert_eq!(cells(&pad_left(&text, room)), room);
            for line in wrap(&text, room) {
                prop_assert!(cells(&line) <= room);
            }
        }
    }
}
