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

/// The same with a mark where a share is aimed at: `########+...`.
pub fn aimed_bar(part: u64, whole: u64, aim: u64, steps: usize, theme: Theme) -> String {
    let plain = bar(part, whole, steps, theme);
    if whole == 0 || steps == 0 {
        return plain;
    }
    let exact = u128::from(aim.min(whole)) * steps as u128 / u128::from(whole);
    let place = usize::try_from(exact).unwrap_or(steps).min(steps - 1);
    let mark = theme.aim();
    plain
        .chars()
        .enumerate()
        .map(|(at, sign)| if at == place { mark.to_owned() } else { sign.to_string() })
        .collect()
}

/// Heights of a row of numbers as eight levels, the lowest for nothing; a space where there is no
/// number.
pub fn spark(numbers: &[Option<u64>], theme: Theme) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    const LETTERS: [char; 8] = ['_', '.', ':', '-', '=', '+', '*', '#'];
    let levels = if theme.ascii() { LETTERS } else { BLOCKS };
    let most = numbers.iter().flatten().copied().max().unwrap_or(0).max(1);
    numbers
        .iter()
        .map(|number| {
            let level = u128::from((*number)?) * 7 / u128::from(most);
            usize::try_from(level).ok().and_then(|level| levels.get(level)).copied()
        })
        .map(|sign| sign.unwrap_or(' '))
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
        let theme = Theme::new(true, true);
        assert_eq!(bar(8, 12, 12, theme), "########....");
        assert_eq!(bar(1, 1000, 5, theme), "#....");
        assert_eq!(bar(999, 1000, 5, theme), "####.");
        assert_eq!(bar(7, 7, 5, theme), "#####");
        assert_eq!(bar(0, 0, 5, theme), ".....");
        assert_eq!(bar(u64::MAX, u64::MAX, 0, theme), "");
    }

    #[test]
    fn the_aim_is_marked_in_a_bar() {
        let theme = Theme::new(true, true);
        assert_eq!(aimed_bar(4, 10, 7, 10, theme), "####...+..");
        assert_eq!(aimed_bar(9, 10, 7, 10, theme), "#######+#.");
        assert_eq!(aimed_bar(9, 10, 10, 10, theme), "#########+");
        assert_eq!(aimed_bar(0, 0, 7, 5, theme), ".....");
        assert_eq!(aimed_bar(1, 2, 7, 0, theme), "");
    }

    #[test]
    fn sparks_have_one_sign_a_number() {
        assert_eq!(spark(&[Some(0), Some(7), None, Some(14)], Theme::default()), "▁▄ █");
        assert_eq!(spark(&[Some(2), Some(4)], Theme::new(true, true)), "-#");
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
