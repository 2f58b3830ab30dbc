//! Lengths of a meeting in words: in ("45", "1h30", "45 min") and out ("1h30").

use std::fmt;

use super::fold;

/// The longest length that is taken, in minutes: one day.
pub const LONGEST: u32 = 24 * 60;

/// Why a length could not be read; `Display` is for the person who typed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MinutesError {
    /// Nothing was typed.
    Empty,
    /// It is no length at all.
    Unknown,
    /// None, or more than [`LONGEST`].
    Range,
}

impl fmt::Display for MinutesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "a length is needed: try 45, 1h or 1h30",
            Self::Unknown => "this is no length: try 45, 1h or 1h30",
            Self::Range => "between 1 minute and 24 hours: try 45 or 1h30",
        })
    }
}

impl std::error::Error for MinutesError {}

/// Reads "45", "45 min", "1h", "1h30", "1 h 30 min", "1:30" or "1.5h" as minutes, 1 to [`LONGEST`].
pub fn read_minutes(typed: &str) -> Result<u32, MinutesError> {
    let typed: String = fold(typed).chars().filter(|letter| *letter != ' ').collect();
    if typed.is_empty() {
        return Err(MinutesError::Empty);
    }
    let bare = ["minutes", "minute", "mins", "min", "m"]
        .iter()
        .find_map(|unit| typed.strip_suffix(unit))
        .unwrap_or(&typed);
    let split = ["hours", "hour", "hrs", "hr", "h", ":"]
        .iter()
        .find_map(|unit| bare.split_once(unit))
        .map(|(hours, rest)| (hours, rest.trim_start_matches("and")));
    let minutes = match split {
        Some((hours, rest)) => {
            let rest = if rest.is_empty() { Some(0) } else { number(rest).filter(|m| *m < 60) };
            tenths(hours).zip(rest).and_then(|(tenths, rest)| {
                tenths.checked_mul(6).and_then(|minutes| minutes.checked_add(rest))
            })
        }
        None => number(bare),
    };
    match minutes {
        Some(1..=LONGEST) => Ok(minutes.unwrap_or_default()),
        Some(_) => Err(MinutesError::Range),
        None => Err(MinutesError::Unknown),
    }
}

/// A whole number of digits only.
fn number(digits: &str) -> Option<u32> {
    digits.chars().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// Tenths of an hour: "1" or "1.5" or "1,5".
fn tenths(hours: &str) -> Option<u32> {
    let (whole, tenth) = hours.split_once(['.', ',']).unwrap_or((hours, "0"));
    let tenth = number(tenth).filter(|_| tenth.len() == 1)?;
    number(whole)?.checked_mul(10)?.checked_add(tenth)
}

/// "45 min", "1h", "1h30".
pub fn say_minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours}h"),
        (hours, rest) => format!("{hours}h{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for (typed, minutes) in [
            ("45", 45),
            ("45 min", 45),
            ("1h", 60),
            ("1h30", 90),
            ("1 h 5 min", 65),
            ("1:30", 90),
            ("1.5h", 90),
            ("2 hours", 120),
            ("24h", 1440),
        ] {
            assert_eq!(read_minutes(typed), Ok(minutes), "{typed}");
        }
    }

    #[test]
    fn nonsense_and_impossible_lengths_are_refused_in_words() {
        assert_eq!(read_minutes(""), Err(MinutesError::Empty));
        assert_eq!(read_minutes("long"), Err(MinutesError::Unknown));
        assert_eq!(read_minutes("1h75"), Err(MinutesError::Unknown));
        assert_eq!(read_minutes("-5"), Err(MinutesError::Unknown));
        assert_eq!(read_minutes("0"), Err(MinutesError::Range));
        assert_eq!(read_minutes("1441"), Err(MinutesError::Range));
        assert_eq!(read_minutes("99999999999"), Err(MinutesError::Unknown));
    }

    proptest! {
        #[test]
        fn what_is_said_is_read_back(minutes in 1..=LONGEST) {
            prop_assert_eq!(read_minutes(&say_minutes(minutes)), Ok(minutes));
        }
    }
}
