//! Days and times of day in what people write of their availability.

use crate::domain::matching::words::words_of;

/// The days of the week as they are shown.
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// The times of day as they are shown, with the words that mean them.
const TIMES: [(&str, &[&str]); 3] = [
    ("morning", &["morning", "mornings"]),
    ("afternoon", &["afternoon", "afternoons", "pm"]),
    ("evening", &["evening", "evenings", "night", "nights"]),
];
const WORKDAYS: u8 = 0b001_1111;
const WEEKEND: u8 = 0b110_0000;

/// When somebody is free: days and times of day, one bit each; none told leaves all open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct FreeTimes {
    days: u8,
    times: u8,
    any: bool,
}

impl FreeTimes {
    /// What a text tells.
    pub(super) fn of(text: &str) -> Self {
        let mut free = Self::default();
        let words: Vec<String> = words_of(text).map(|(_, folded)| folded).collect();
        let mut from = None;
        for (at, told) in words.iter().enumerate() {
            let word = told.trim_start_matches(|c: char| c.is_ascii_digit());
            if let Some(day) = weekday(word) {
                free.days |= 1 << day;
                if let Some(start) = from.take() {
                    free.days |= span(start, day);
                }
                let goes_on = words.get(at + 1).is_some_and(|next| next == "to" || next == "until");
                from = (goes_on || is_dashed(text, word)).then_some(day);
                continue;
            }
            match word {
                "weekday" | "weekdays" | "daily" => free.days |= WORKDAYS,
                "weekend" | "weekends" => free.days |= WEEKEND,
                "any" | "anytime" | "flexible" | "always" => free.any = true,
                _ => {}
            }
            // "9am", "Tue am", but not "I am"
            let clock = |word: &String| weekday(word).is_some() || word.parse::<u8>().is_ok();
            let after = at.checked_sub(1).and_then(|before| words.get(before));
            if word == "am" && (told.len() > word.len() || after.is_some_and(clock)) {
                free.times |= 1;
            }
            for (bit, (_, known)) in TIMES.iter().enumerate() {
                if known.contains(&word) {
                    free.times |= 1 << bit;
                }
            }
            if !matches!(word, "to" | "until") {
                from = None;
            }
        }
        free
    }

    /// Whether nothing of it could be read.
    pub(super) fn is_unknown(self) -> bool {
        self == Self::default()
    }

    /// How well the times of two fit, in thousandths: the shared days of whoever has fewer, half
    /// of it where both name times of day and none is shared.
    pub(super) fn fits(self, other: Self) -> i64 {
        if self.is_unknown() || other.is_unknown() {
            return 0;
        }
        let days = share(self.open_days(), other.open_days());
        let apart = self.times != 0 && other.times != 0 && self.times & other.times == 0;
        if apart { days / 2 } else { days }
    }

    /// The days and times that both name, as they are shown.
    pub(super) fn in_common(self, other: Self) -> Vec<&'static str> {
        let both = |bits: u8, bit: usize| bits & (1 << bit) != 0;
        let days = self.days & other.days;
        let times = self.times & other.times;
        let named =
            DAYS.iter().enumerate().filter(|(bit, _)| both(days, *bit)).map(|(_, day)| *day);
        let spans = TIMES.iter().enumerate();
        let spans = spans.filter(|(bit, _)| both(times, *bit)).map(|(_, (time, _))| *time);
        named.chain(spans).collect()
    }

    fn open_days(self) -> u8 {
        if self.days == 0 || self.any { WORKDAYS | WEEKEND } else { self.days }
    }
}

/// Whether the day stands before a dash that leads to another day ("Tue-Thu", "Mon – Wed").
fn is_dashed(text: &str, day: &str) -> bool {
    let folded = crate::text::fold(text);
    let mut behind = folded.match_indices(day).filter_map(|(at, day)| folded.get(at + day.len()..));
    behind.any(|rest| {
        let rest = rest.trim_start();
        let next = rest.strip_prefix('-').map(str::trim_start).unwrap_or_default();
        let end = next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len());
        next.get(..end).is_some_and(|word| weekday(word).is_some())
    })
}

fn weekday(word: &str) -> Option<usize> {
    let stem = word.strip_suffix('s').filter(|stem| stem.ends_with("day")).unwrap_or(word);
    let long = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let known = long.iter().position(|day| *day == stem);
    let short = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    known.or_else(|| short.iter().position(|day| *day == stem)).or(match stem {
        "mons" => Some(0),
        "tues" => Some(1),
        "weds" => Some(2),
        "thur" | "thurs" => Some(3),
        "fris" => Some(4),
        _ => None,
    })
}

/// All days from one to another, over the end of the week where that is needed.
fn span(from: usize, to: usize) -> u8 {
    let length = (to + 7 - from) % 7;
    (0..=length).map(|step| 1 << ((from + step) % 7)).fold(0, |all, day: u8| all | day)
}

/// The share of set bits in common, in thousandths of the smaller set.
pub(super) fn share(one: u8, two: u8) -> i64 {
    let fewer = i64::from(one.count_ones().min(two.count_ones()));
    if fewer == 0 { 0 } else { i64::from((one & two).count_ones()) * 1000 / fewer }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(one: &str, two: &str) -> i64 {
        FreeTimes::of(one).fits(FreeTimes::of(two))
    }

    #[test]
    fn days_are_read_in_many_dresses() {
        let days = |text: &str| FreeTimes::of(text).days;
        assert_eq!(days("Tuesdays and Thurs."), 0b000_1010);
        assert_eq!(days("Mon-Wed"), 0b000_0111);
        assert_eq!(days("Fri to Mon, pm"), 0b111_0001);
        assert_eq!(days("weekdays"), WORKDAYS);
        assert_eq!(days("Mon, Fri"), 0b001_0001);
        assert_eq!(days("whenever"), 0);
        assert!(FreeTimes::of("I am away").is_unknown());
        assert_eq!(FreeTimes::of("from 9am").times, 1);
    }

    #[test]
    fn shared_days_count_in_full_in_part_and_not_at_all() {
        assert_eq!(fits("Tue, Thu", "Tuesday or Thursday"), 1000);
        assert_eq!(fits("Tue, Thu", "Mon, Tue"), 500);
        assert_eq!(fits("Tue mornings", "Tue afternoons"), 500);
        assert_eq!(fits("Mon", "Fri"), 0);
        assert_eq!(fits("flexible", "Fri"), 1000);
        assert_eq!(fits("after the summer", "Fri"), 0);
        assert_eq!(
            FreeTimes::of("Tue am").in_common(FreeTimes::of("tues, morning")),
            ["Tue", "morning"]
        );
    }
}
