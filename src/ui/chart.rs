//! Bars, rows of small numbers and strips of signs, as text.

use super::theme::Theme;

/// A bar of `steps` signs for a share: `########....`; any share above nothing shows one step.
pub fn bar(part: u64, whole: u64, steps: usize, theme: Theme) -> String {
    let [full, empty] = theme.bar();
    let part = part.min(whole);
    let filled = if whole == 0 {
        0
    } else {
        let exact = u128::from(part) * steps as u128 / u128::from(whole);
        usize::try_from(exact).unwrap_or(steps).max(usize::from(part > 0).min(steps))
    };
    format!("{}{}", full.repeat(filled), empty.repeat(steps - filled))
}

/// Heights of a row of numbers as eight levels; in ASCII the numbers themselves.
pub fn spark(numbers: &[u64], theme: Theme) -> String {
    const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    if theme.ascii() {
        return numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    }
    let most = numbers.iter().copied().max().unwrap_or(0).max(1);
    numbers
        .iter()
        .map(|number| {
            let level = u128::from(*number) * 7 / u128::from(most);
            usize::try_from(level).ok().and_then(|level| LEVELS.get(level)).copied().unwrap_or(' ')
        })
        .collect()
}

/// As many signs as fit `room` cells, then how many more there are: `!~....+11`.
pub fn strip(signs: &[char], room: usize) -> String {
    if signs.len() <= room {
        return signs.iter().collect();
    }
    let mut shown = room;
    loop {
        let rest = format!("+{}", signs.len() - shown);
        if shown + rest.len() <= room {
            return signs.iter().take(shown).collect::<String>() + &rest;
        }
        if shown == 0 {
            return rest.chars().take(room).collect();
        }
        shown -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_when_all_is_there_and_never_empty_when_something_is() {
        let theme = Theme::default();
        assert_eq!(bar(8, 12, 12, theme), "########....");
        assert_eq!(bar(1, 1000, 5, theme), "#....");
        assert_eq!(bar(999, 1000, 5, theme), "####.");
        assert_eq!(bar(7, 7, 5, theme), "#####");
        assert_eq!(bar(0, 0, 5, theme), ".....");
        assert_eq!(bar(u64::MAX, u64::MAX, 0, theme), "");
    }

    #[test]
    fn sparks_have_one_sign_a_number() {
        assert_eq!(spark(&[0, 7, 14], Theme::default()), "▁▄█");
        assert_eq!(spark(&[2, 4], Theme::new(true, true)), "2 4");
        assert_eq!(spark(&[], Theme::default()), "");
    }

    #[test]
    fn a_strip_says_how_many_are_left_out() {
        assert_eq!(strip(&['!', '~'], 5), "!~");
        assert_eq!(strip(&['.'; 20], 12), ".........+11");
        assert_eq!(strip(&['.'; 20], 2), "+2");
        assert_eq!(strip(&['.'; 20], 0), "");
    }
}
