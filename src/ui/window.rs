//! Which part of a list is seen, from the place of its cursor alone.

use std::ops::Range;

/// The part of a list that is shown: `height` entries with the cursor as near the middle as the
/// ends allow. It needs no stored scroll position, so a resize or reload cannot misplace it.
pub fn window(cursor: usize, len: usize, height: usize) -> Range<usize> {
    let last_start = len.saturating_sub(height);
    let start = cursor.min(len.saturating_sub(1)).saturating_sub(height / 2).min(last_start);
    start..len.min(start + height)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_window_holds_the_cursor_and_fills_the_height(
            cursor in 0_usize..50, len in 1_usize..50, height in 1_usize..30,
        ) {
            let cursor = cursor.min(len - 1);
            let window = window(cursor, len, height);
            prop_assert!(window.contains(&cursor));
            prop_assert_eq!(window.len(), len.min(height));
        }
    }
}
