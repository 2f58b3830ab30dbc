//! Which part of a list is seen, from the place of its cursor alone.

use std::ops::Range;

/// The part of a list that is shown: `height` entries with the cursor as near the middle as the
/// ends allow. It needs no stored scroll position, so a resize or reload cannot misplace it.
pub fn window(cursor: usize, len: usize, height: usize) -> Range<usize> {
    let last_start = len.saturating_sub(height);
    let start = cursor.min(len.saturating_sub(1)).saturating_sub(height / 2).min(last_start);
    start..len.min(start + height)
}

/// The same for entries that begin with `lead` lines before the first row: they are seen with the
/// cursor on that row, and go away two lines a row.
pub fn led_window(cursor: usize, len: usize, height: usize, lead: usize) -> Range<usize> {
    let centred = window(cursor, len, height);
    if lead == 0 {
        return centred;
    }
    let seen = cursor.saturating_add(1).saturating_sub(height);
    let start = centred.start.min(cursor.saturating_sub(lead).saturating_mul(2)).max(seen);
    start..len.min(start.saturating_add(height))
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

        #[test]
        fn what_leads_to_the_first_row_is_seen_with_it_where_there_is_room(
            cursor in 0_usize..50, len in 1_usize..50, height in 1_usize..30, lead in 1_usize..20,
        ) {
            let (cursor, lead) = (cursor.min(len - 1), lead.min(len - 1));
            let window = led_window(cursor, len, height, lead);
            prop_assert!(window.contains(&cursor));
            prop_assert_eq!(window.len(), len.min(height));
            if lead < height {
                prop_assert_eq!(led_window(lead, len, height, lead).start, 0);
            }
        }
    }
}
