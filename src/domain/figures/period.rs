//! The period of a summary: a month, a quarter, a year or any two days, both included; and what it is compared with.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};

use crate::text::days::{add_months, end_of_month, month_name};

/// A span of days, both included (U1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day; never before the first.
    pub to: NaiveDate,
}

/// Why a text is no period; `Display` is for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// It has no form that is known.
    #[error("'{0}' is no period: write 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-31")]
    Unknown(String),
    /// Its end lies before its beginning.
    #[error("the period ends on {to}, before it begins on {from}")]
    Backwards {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
}

impl Period {
    /// The period of these days.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, PeriodError> {
        if to < from { Err(PeriodError::Backwards { from, to }) } else { Ok(Self { from, to }) }
    }

    /// The calendar month of a day.
    pub fn month(day: NaiveDate) -> Self {
        Self { from: first_of_month(day), to: end_of_month(day) }
    }

    /// The calendar quarter of a day.
    pub fn quarter(day: NaiveDate) -> Self {
        let first = add_months(first_of_month(day), -i32::try_from(day.month0() % 3).unwrap_or(0));
        Self { from: first, to: end_of_month(add_months(first, 2)) }
    }

    /// The calendar year of a day.
    pub fn year(day: NaiveDate) -> Self {
        let first = add_months(first_of_month(day), -i32::try_from(day.month0()).unwrap_or(0));
        Self { from: first, to: end_of_month(add_months(first, 11)) }
    }

    /// The period before: the same number of whole months where it is made of whole months, else
    /// the same number of days.
    #[must_use]
    pub fn previous(self) -> Self {
        let to = self.from.pred_opt().unwrap_or(self.from);
        let from = match self.months() {
            Some(months) => add_months(self.from, -months),
            None => to.checked_sub_days(Days::new(self.days().unsigned_abs() - 1)).unwrap_or(to),
        };
        Self { from, to }
    }

    /// The period after, of the same length.
    #[must_use]
    pub fn next(self) -> Self {
        let from = self.to.succ_opt().unwrap_or(self.to);
        let to = match self.months() {
            Some(months) => end_of_month(add_months(from, months - 1)),
            None => {
                from.checked_add_days(Days::new(self.days().unsigned_abs() - 1)).unwrap_or(from)
            }
        };
        Self { from, to }
    }

    /// Whether it lies in the years that are taken: later ones are typing errors, and so are
    /// earlier ones.
    pub fn is_usual(self) -> bool {
        let years = 1900..2200;
        years.contains(&self.from.year()) && years.contains(&self.to.year())
    }

    /// The same period a year earlier.
    #[must_use]
    pub fn year_earlier(self) -> Self {
        let to = add_months(self.to, -12);
        let whole = self.months().is_some();
        Self { from: add_months(self.from, -12), to: if whole { end_of_month(to) } else { to } }
    }

    /// The day as of which its figures are taken: its last, or today if that comes first (U1).
    pub fn as_of(self, today: NaiveDate) -> NaiveDate {
        self.to.min(today)
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// How many whole calendar months it is, if it is made of such.
    fn months(self) -> Option<i32> {
        let whole = self.from.day() == 1 && self.to == end_of_month(self.to);
        let number = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or(0);
        whole.then(|| number(self.to) - number(self.from) + 1)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    /// Reads `2026-10`, `2026-Q3`, `2026` or `2026-10-01..2026-10-31`.
    fn from_str(typed: &str) -> Result<Self, PeriodError> {
        let text = typed.trim();
        let unknown = || PeriodError::Unknown(typed.chars().take(40).collect());
        if let Some((from, to)) = text.split_once("..") {
            let day = |text: &str| text.trim().parse::<NaiveDate>().map_err(|_| unknown());
            return Self::new(day(from)?, day(to)?);
        }
        let (year, rest) = text.split_once('-').unwrap_or((text, ""));
        let digits = |text: &str, length: usize| {
            let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| text.parse::<u32>().ok()).flatten()
        };
        let year = digits(year, 4).and_then(|year| i32::try_from(year).ok()).ok_or_else(unknown)?;
        let first = |month: u32| NaiveDate::from_ymd_opt(year, month, 1).ok_or_else(unknown);
        if rest.is_empty() && !text.ends_with('-') {
            return Ok(Self::year(first(1)?));
        }
        if let Some(quarter) = rest.strip_prefix(['Q', 'q']) {
            let quarter = digits(quarter, 1).filter(|number| (1..=4).contains(number));
            return Ok(Self::quarter(first(quarter.ok_or_else(unknown)? * 3)?));
        }
        Ok(Self::month(first(digits(rest, 2).ok_or_else(unknown)?)?))
    }
}

impl fmt::Display for Period {
    /// "October 2026", "July to September 2026", "2026", "5 October 2026 to 3 November 2026".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from, self.to);
        let words = match self.months() {
            Some(1) => format!("{} {}", month_name(from), from.year()),
            Some(12) if from.month() == 1 => from.year().to_string(),
            Some(_) if from.year() == to.year() => {
                format!("{} to {} {}", month_name(from), month_name(to), to.year())
            }
            Some(_) => {
                format!("{} {} to {} {}", month_name(from), from.year(), month_name(to), to.year())
            }
            None if from == to => written(from),
            None => format!("{} to {}", written(from), written(to)),
        };
        f.pad(&words)
    }
}

/// "5 October 2026".
pub fn written(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day), day.year())
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(text: &str) -> String {
        let period: Period = text.parse().unwrap();
        format!("{}..{}", period.from, period.to)
    }

    #[test]
    fn a_month_a_quarter_a_year_and_two_days_are_read() {
        assert_eq!(span("2026-10"), "2026-10-01..2026-10-31");
        assert_eq!(span("2028-02"), "2028-02-01..2028-02-29");
        assert_eq!(span("2026-Q3"), "2026-07-01..2026-09-30");
        assert_eq!(span("2026-q1"), "2026-01-01..2026-03-31");
        assert_eq!(span(" 2026 "), "2026-01-01..2026-12-31");
        assert_eq!(span("2026-10-05..2026-11-03"), "2026-10-05..2026-11-03");
        assert_eq!(span("2026-10-05..2026-10-05"), "2026-10-05..2026-10-05");
    }

    #[test]
    fn what_is_no_period_is_refused_with_an_example() {
        for wrong in
            ["", "2026-", "2026-13", "2026-Q5", "2026-Q0", "26-10", "2026-1", "x..y", "oct"]
        {
            let error = wrong.parse::<Period>().unwrap_err().to_string();
            assert!(error.contains("2026-Q3"), "{wrong}: {error}");
        }
        let error = "2026-10-05..2026-10-04".parse::<Period>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "the period ends on 2026-10-04, before it begins on 2026-10-05"
        );
    }

    #[test]
    fn a_period_is_compared_with_the_one_before_and_the_same_a_year_earlier() {
        for (period, previous, earlier) in [
            ("2026-03", "2026-02-01..2026-02-28", "2025-03-01..2025-03-31"),
            ("2029-02", "2029-01-01..2029-01-31", "2028-02-01..2028-02-29"),
            ("2026-Q1", "2025-10-01..2025-12-31", "2025-01-01..2025-03-31"),
            ("2026", "2025-01-01..2025-12-31", "2025-01-01..2025-12-31"),
            ("2026-10-05..2026-10-05", "2026-10-04..2026-10-04", "2025-10-05..2025-10-05"),
            ("2026-10-05..2026-10-14", "2026-09-25..2026-10-04", "2025-10-05..2025-10-14"),
        ] {
            let period: Period = period.parse().unwrap();
            let text = |period: Period| format!("{}..{}", period.from, period.to);
            assert_eq!(text(period.previous()), previous);
            assert_eq!(period.previous().next(), period);
            assert_eq!(text(period.year_earlier()), earlier);
        }
    }

    #[test]
    fn a_period_is_said_as_people_say_it() {
        for (period, words) in [
            ("2026-10", "October 2026"),
            ("2026-Q3", "July to September 2026"),
            ("2026", "2026"),
            ("2026-11-01..2027-01-31", "November 2026 to January 2027"),
            ("2026-10-05..2026-10-05", "5 October 2026"),
            ("2026-10-05..2026-11-03", "5 October 2026 to 3 November 2026"),
        ] {
            assert_eq!(period.parse::<Period>().unwrap().to_string(), words);
        }
    }

    #[test]
    fn figures_are_as_of_the_last_day_or_today() {
        let period: Period = "2026-10".parse().unwrap();
        let day = |iso: &str| iso.parse::<NaiveDate>().unwrap();
        assert_eq!(period.as_of(day("2026-10-12")), day("2026-10-12"));
        assert_eq!(period.as_of(day("2026-11-12")), day("2026-10-31"));
    }
}
