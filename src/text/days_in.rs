//! Days in words, in: `t`, `tue`, `next fri`, `+2w`, `eom`, `14`, `14 mar`, `14/3`, `2026-03-14`.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};

use super::day_names::{MONTH_NAMES, month_named, number_of, weekday_named, words};
use super::days::{add_months, days_in_month, end_of_month};
use super::fold;

/// Which way a phrase without a year or week looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// Something that has happened: the nearest such day up to today.
    Past,
    /// Something that will happen: the nearest such day from today on.
    Future,
}

/// Which number comes first in `14/3`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Day, month, year.
    #[default]
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day; without a year month, day.
    Ymd,
}

/// Why a day could not be read; `Display` is for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayError {
    /// Nothing was typed.
    Empty,
    /// It is no day; holds an example in the order in use.
    Unknown(&'static str),
    /// The month is shorter; holds its name, its days and what to type instead.
    ShortMonth(&'static str, u32, String),
    /// There is no such month; holds the number and an example in the order in use.
    NoMonth(u32, &'static str),
    /// Not between 1900 and 2199.
    Range,
}

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "a day is needed: try t for today, or fri, or +2w"),
            Self::Unknown(example) => write!(f, "this is no day: try {example}, fri or +2w"),
            Self::ShortMonth(name, days, instead) => {
                write!(f, "{name} has {days} days: try {instead}")
            }
            Self::NoMonth(month, example) => {
                write!(f, "there is no month {month}: days are written {example} here")
            }
            Self::Range => write!(f, "only days between 1900 and 2199 are taken"),
        }
    }
}

impl std::error::Error for DayError {}

/// Reads a day as a person types it; `today` is the day it is, `lean` decides what a phrase
/// without a year means, `order` what comes first in `14/3`. ISO is always understood.
pub fn read_day(
    typed: &str,
    today: NaiveDate,
    lean: Lean,
    order: Order,
) -> Result<NaiveDate, DayError> {
    let typed = fold(typed);
    let phrase = Phrase { typed: typed.trim(), today, lean, order };
    if phrase.typed.is_empty() {
        return Err(DayError::Empty);
    }
    let read = phrase
        .word()
        .or_else(|| phrase.weekday())
        .or_else(|| phrase.step())
        .or_else(|| phrase.month_by_name())
        .or_else(|| phrase.numbers())
        .unwrap_or(Err(DayError::Unknown(phrase.example())))?;
    if (1900..2200).contains(&read.year()) { Ok(read) } else { Err(DayError::Range) }
}

/// What was typed, folded, and how to understand it.
struct Phrase<'a> {
    typed: &'a str,
    today: NaiveDate,
    lean: Lean,
    order: Order,
}

/// `None`: this kind of phrase was not typed.
type Read = Option<Result<NaiveDate, DayError>>;

impl Phrase<'_> {
    fn example(&self) -> &'static str {
        match self.order {
            Order::Dmy => "14/3",
            Order::Mdy => "3/14",
            Order::Ymd => "2026-03-14",
        }
    }

    fn word(&self) -> Read {
        let last_end = end_of_month(self.today);
        Some(Ok(match self.typed {
            "t" | "tod" | "today" | "now" => self.today,
            "y" | "yes" | "yesterday" => self.today.pred_opt()?,
            "tom" | "tomorrow" => self.today.succ_opt()?,
            "eom" if self.lean == Lean::Future || last_end == self.today => last_end,
            "eom" => self.today.with_day(1)?.pred_opt()?,
            _ => return None,
        }))
    }

    /// A weekday never means today (that is `t`); `next fri` is the one in the next week,
    /// Monday to Sunday; `last fri` the nearest one before today.
    fn weekday(&self) -> Read {
        let (prefix, name) = self.typed.rsplit_once(' ').unwrap_or(("", self.typed));
        let wanted = i64::from(weekday_named(name)?.num_days_from_monday());
        let now = i64::from(self.today.weekday().num_days_from_monday());
        let behind = (now - wanted - 1).rem_euclid(7) + 1;
        let ahead = (wanted - now - 1).rem_euclid(7) + 1;
        let by = match (prefix, self.lean) {
            ("next", _) => 7 - now + wanted,
            ("last", _) | ("", Lean::Past) => -behind,
            ("", Lean::Future) | ("on" | "this", _) => ahead,
            _ => return None,
        };
        Some(self.days_from_today(by))
    }

    /// `+3d`, `+2w`, `-1w`, `+1m`, `+1y`, `+3`.
    fn step(&self) -> Read {
        let (sign, rest) = match self.typed.strip_prefix('+') {
            Some(rest) => (1, rest),
            None => (-1, self.typed.strip_prefix('-')?),
        };
        let digits = rest.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let unit = rest.strip_prefix(digits)?.trim();
        let number = sign * digits.trim().parse::<i32>().ok()?;
        Some(match unit {
            "" | "d" | "day" | "days" => self.days_from_today(i64::from(number)),
            "w" | "week" | "weeks" => self.days_from_today(i64::from(number) * 7),
            "m" | "mo" | "month" | "months" => self.months_from_today(number),
            "y" | "year" | "years" => self.months_from_today(number.saturating_mul(12)),
            _ => return None,
        })
    }

    fn days_from_today(&self, by: i64) -> Result<NaiveDate, DayError> {
        let days = Days::new(by.unsigned_abs());
        let day = if by < 0 {
            self.today.checked_sub_days(days)
        } else {
            self.today.checked_add_days(days)
        };
        day.ok_or(DayError::Range)
    }

    fn months_from_today(&self, by: i32) -> Result<NaiveDate, DayError> {
        // 12,000 months are beyond any day taken; add_months would leave the day where it is
        if by.unsigned_abs() > 12_000 {
            Err(DayError::Range)
        } else {
            Ok(add_months(self.today, by))
        }
    }

    /// `14 mar`, `14mar`, `mar 14`, `14 march 2026`, `Fri 13 Mar 2026`.
    fn month_by_name(&self) -> Read {
        let mut month = None;
        let mut numbers = Vec::new();
        for (at, word) in words(self.typed).into_iter().enumerate() {
            if let Some(number) = number_of(&word) {
                numbers.push(number);
            } else if let Some(named) = month_named(&word) {
                month = Some(named);
            } else if !(at == 0 && weekday_named(&word).is_some()
                || ["st", "nd", "rd", "th", "of"].contains(&word.as_str()))
            {
                return None;
            }
        }
        match (month?, numbers.as_slice()) {
            (month, [day]) => Some(self.nearest(*day, month, true)),
            (month, [day, year]) => Some(self.exact(full_year(*year), month, *day, true)),
            _ => None,
        }
    }

    /// `14`, `14/3`, `14.3.2026`, `2026-03-14`.
    fn numbers(&self) -> Read {
        let parts: Vec<&str> = self
            .typed
            .trim_end_matches('.')
            .split(['/', '.', '-', ' '])
            .filter(|part| !part.is_empty())
            .collect();
        let numbers: Vec<u32> = parts.iter().map(|part| number_of(part)).collect::<Option<_>>()?;
        let year_first = parts.first().is_some_and(|part| part.len() == 4);
        Some(match (numbers.as_slice(), self.order) {
            ([day], _) if parts.iter().all(|part| part.len() <= 2) => self.day_of_month(*day),
            ([day, month], Order::Dmy) | ([month, day], Order::Mdy | Order::Ymd) => {
                self.nearest(*day, *month, false)
            }
            ([year, month, day], _) if year_first => {
                self.exact(full_year(*year), *month, *day, false)
            }
            ([day, month, year], Order::Dmy)
            | ([month, day, year], Order::Mdy)
            | ([year, month, day], Order::Ymd) => self.exact(full_year(*year), *month, *day, false),
            _ => return None,
        })
    }

    /// The nearest day with that number, in a month that has it.
    fn day_of_month(&self, day: u32) -> Result<NaiveDate, DayError> {
        let first = self.today.with_day(1).unwrap_or(self.today);
        (0..12)
            .filter_map(|step| add_months(first, self.towards(step)).with_day(day))
            .find(|found| self.is_on_our_side(*found))
            .ok_or(DayError::Unknown(self.example()))
    }

    /// The nearest such day of the year; 29 February in the nearest leap year.
    fn nearest(&self, day: u32, month: u32, named: bool) -> Result<NaiveDate, DayError> {
        let found = (0..=8)
            .filter_map(|step| {
                NaiveDate::from_ymd_opt(self.today.year() + self.towards(step), month, day)
            })
            .find(|found| self.is_on_our_side(*found));
        found.map_or_else(|| self.exact(self.today.year(), month, day, named), Ok)
    }

    fn exact(&self, year: i32, month: u32, day: u32, named: bool) -> Result<NaiveDate, DayError> {
        if let Some(found) = NaiveDate::from_ymd_opt(year, month, day) {
            return Ok(found);
        }
        let Some(name) = MONTH_NAMES.get((month as usize).wrapping_sub(1)) else {
            return Err(DayError::NoMonth(month, self.example()));
        };
        let days = days_in_month(year, month);
        if days == 0 || day == 0 {
            return Err(if day == 0 { DayError::Unknown(self.example()) } else { DayError::Range });
        }
        let instead = match (named, self.order) {
            (true, _) => format!("{days} {}", name.get(..3).unwrap_or(name).to_lowercase()),
            (false, Order::Dmy) => format!("{days}/{month}"),
            (false, Order::Mdy) => format!("{month}/{days}"),
            (false, Order::Ymd) => format!("{year}-{month:02}-{days}"),
        };
        Err(DayError::ShortMonth(name, days, instead))
    }

    fn towards(&self, step: i32) -> i32 {
        if self.lean == Lean::Past { -step } else { step }
    }

    fn is_on_our_side(&self, day: NaiveDate) -> bool {
        if self.lean == Lean::Past { day <= self.today } else { day >= self.today }
    }
}

/// Two digits mean this century.
fn full_year(year: u32) -> i32 {
    let year = i32::try_from(year).unwrap_or(i32::MAX);
    if year < 100 { 2000 + year } else { year }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::days::long;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    fn read(typed: &str, lean: Lean) -> Result<NaiveDate, DayError> {
        read_day(typed, day("2026-03-03"), lean, Order::Dmy)
    }

    #[test]
    fn every_phrase_of_the_grammar_is_understood() {
        // Tuesday 3 March 2026
        for (typed, past, future) in [
            ("t", "2026-03-03", "2026-03-03"),
            ("Today", "2026-03-03", "2026-03-03"),
            ("y", "2026-03-02", "2026-03-02"),
            ("tom", "2026-03-04", "2026-03-04"),
            ("mon", "2026-03-02", "2026-03-09"),
            ("tue", "2026-02-24", "2026-03-10"),
            ("sunday", "2026-03-01", "2026-03-08"),
            ("next fri", "2026-03-13", "2026-03-13"),
            ("last mon", "2026-03-02", "2026-03-02"),
            ("+3d", "2026-03-06", "2026-03-06"),
            ("+2w", "2026-03-17", "2026-03-17"),
            ("-1w", "2026-02-24", "2026-02-24"),
            ("+1m", "2026-04-03", "2026-04-03"),
            ("eom", "2026-02-28", "2026-03-31"),
            ("14", "2026-02-14", "2026-03-14"),
            ("3", "2026-03-03", "2026-03-03"),
            ("31", "2026-01-31", "2026-03-31"),
            ("14 mar", "2025-03-14", "2026-03-14"),
            ("mar 14th", "2025-03-14", "2026-03-14"),
            ("14mar2027", "2027-03-14", "2027-03-14"),
            ("29 feb", "2024-02-29", "2028-02-29"),
            ("14/3", "2025-03-14", "2026-03-14"),
            ("14.3.", "2025-03-14", "2026-03-14"),
            ("14/3/2026", "2026-03-14", "2026-03-14"),
            ("14/3/26", "2026-03-14", "2026-03-14"),
            ("2026-03-14", "2026-03-14", "2026-03-14"),
        ] {
            assert_eq!(read(typed, Lean::Past), Ok(day(past)), "{typed}, past");
            assert_eq!(read(typed, Lean::Future), Ok(day(future)), "{typed}, future");
        }
    }

    #[test]
    fn errors_say_what_to_type_instead() {
        let say = |typed| read(typed, Lean::Future).unwrap_err().to_string();
        assert_eq!(say("31/4"), "April has 30 days: try 30/4");
        assert_eq!(say("31 apr"), "April has 30 days: try 30 apr");
        assert_eq!(say("29/2/2026"), "February has 28 days: try 28/2");
        assert_eq!(say("3/14"), "there is no month 14: days are written 14/3 here");
        assert_eq!(say("soon"), "this is no day: try 14/3, fri or +2w");
        assert_eq!(say("0/4"), "this is no day: try 14/3, fri or +2w");
        assert_eq!(say("32"), "this is no day: try 14/3, fri or +2w");
        assert_eq!(say(" "), "a day is needed: try t for today, or fri, or +2w");
        for far in ["+99999w", "+2000000000m", "+300y", "1/1/1899", "2200-01-01"] {
            assert_eq!(read(far, Lean::Future), Err(DayError::Range), "{far}");
        }
    }

    #[test]
    fn the_configured_order_decides_and_iso_is_always_read() {
        let today = day("2026-03-03");
        for (order, typed) in [(Order::Dmy, "4/5"), (Order::Mdy, "5/4"), (Order::Ymd, "5/4")] {
            assert_eq!(read_day(typed, today, Lean::Future, order), Ok(day("2026-05-04")));
            assert_eq!(read_day("2026-05-04", today, Lean::Past, order), Ok(day("2026-05-04")));
        }
        assert_eq!(
            read_day("4/31", today, Lean::Future, Order::Mdy).unwrap_err().to_string(),
            "April has 30 days: try 4/30"
        );
    }

    proptest! {
        #[test]
        fn a_day_that_is_said_is_read_back(offset in 0_u64..100_000, lean in 0..2) {
            let wanted = day("1900-01-01") + Days::new(offset);
            let lean = if lean == 0 { Lean::Past } else { Lean::Future };
            let today = day("2026-03-03");
            for order in [Order::Dmy, Order::Mdy, Order::Ymd] {
                prop_assert_eq!(read_day(&long(wanted), today, lean, order), Ok(wanted));
                prop_assert_eq!(read_day(&wanted.to_string(), today, lean, order), Ok(wanted));
            }
            let slashes = format!("{}/{}/{}", wanted.day(), wanted.month(), wanted.year());
            prop_assert_eq!(read_day(&slashes, today, lean, Order::Dmy), Ok(wanted));
        }

        #[test]
        fn no_typing_panics(typed in "\\PC{0,12}|[0-9+/. -]{0,12}[dwmy]?", order in 0_usize..3) {
            let order = [Order::Dmy, Order::Mdy, Order::Ymd][order];
            drop(read_day(&typed, NaiveDate::MAX, Lean::Future, order));
            drop(read_day(&typed, NaiveDate::MIN, Lean::Past, order));
        }
    }
}
