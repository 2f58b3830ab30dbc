//! Intervals in words: in ("4w", "10 days") and out ("4 weeks").

use std::fmt;

use super::{days, fold};

/// No interval; `Display` is for the person who typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoInterval;

impl fmt::Display for NoInterval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no interval of 1 to 366 days: try 2w, 4 weeks or 10d")
    }
}

impl std::error::Error for NoInterval {}

/// Reads "4w", "4 weeks", "10d", "10 days" or "10" as days, 1 to 366.
pub fn read_every(typed: &str) -> Result<i64, NoInterval> {
    let typed: String = fold(typed).chars().filter(|letter| *letter != ' ').collect();
    let digits = typed.chars().take_while(char::is_ascii_digit).count();
    let (number, unit) = typed.split_at_checked(digits).ok_or(NoInterval)?;
    let each = match unit {
        "" | "d" | "day" | "days" => 1,
        "w" | "wk" | "wks" | "week" | "weeks" => 7,
        _ => return Err(NoInterval),
    };
    let number = if number.is_empty() && each == 7 { Ok(1) } else { number.parse::<i64>() };
    let days = number.ok().and_then(|number| number.checked_mul(each));
    days.filter(|days| (1..=366).contains(days)).ok_or(NoInterval)
}

/// "4 weeks", "week", "10 days".
pub fn say_every(interval: i64) -> String {
    match (interval, interval % 7) {
        (1, _) => "day".to_owned(),
        (7, _) => "week".to_owned(),
        (_, 0) => days::plural(interval / 7, "week"),
        _ => days::count(interval),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_is_read_as_people_write_it() {
        for (typed, expected) in
            [("4w", 28), ("2 Weeks", 14), ("week", 7), ("10", 10), ("10 days", 10), ("366d", 366)]
        {
            assert_eq!(read_every(typed), Ok(expected), "{typed}");
        }
        for wrong in ["", "0", "0w", "367", "53w", "-1", "4 moons", "d", "99999999999999999999w"] {
            assert_eq!(read_every(wrong), Err(NoInterval), "{wrong}");
        }
    }

    #[test]
    fn an_interval_is_said_in_weeks_where_it_is_whole_weeks() {
        assert_eq!(say_every(28), "4 weeks");
        assert_eq!(say_every(7), "week");
        assert_eq!(say_every(30), "30 days");
        assert_eq!(say_every(1), "day");
    }
}
