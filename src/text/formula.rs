//! The guard of a cell that a spreadsheet would run: an apostrophe in front, put on by exports and taken off by imports.

use std::borrow::Cow;

/// The value as it may stand in a cell: with an apostrophe in front where a spreadsheet would
/// take it for a formula or drop a control character (reliability reference, fault 81).
///
/// [`unguarded`] gives the value back exactly, whatever it was.
pub fn guarded(value: &str) -> Cow<'_, str> {
    if would_run(value) { Cow::Owned(format!("'{value}")) } else { Cow::Borrowed(value) }
}

/// The value behind a guard; any other value as it is.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(value) if would_run(value) => value,
        _ => cell,
    }
}

/// Whether the first character that counts starts a formula. Apostrophes and blanks in front do
/// not count, so that a value that brings its own apostrophe gets a second one.
fn would_run(value: &str) -> bool {
    let skipped =
        |c: char| matches!(c, '\'' | ' ' | '\u{a0}' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    value.trim_start_matches(skipped).starts_with(|first: char| {
        first.is_control() || matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for value in ["=1+1", "+44 20", "-x", "@sum", "\tx", "\r", "\n", "\0", " =1", "＝1", "'=1"]
        {
            assert_eq!(guarded(value), format!("'{value}"), "{value:?}");
        }
        for value in ["", "007", "1-2", "O'Neill", "'t Hooft", "a=b", "''", "2026-03-03"] {
            assert_eq!(guarded(value), value);
        }
    }

    proptest! {
        #[test]
        fn the_guard_comes_off_again_exactly(value in "['=+@\\-\\t\\n\\r\\x00 ＝a]{0,6}\\PC{0,10}") {
            let cell = guarded(&value);
            prop_assert_eq!(unguarded(&cell), &value);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝']));
        }
    }
}
