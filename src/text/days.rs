//! Days in words, out: "Fri 13 Mar 2026", "in 10 days", "3 weeks late"; and steps by months.

use chrono::{Datelike, Months, NaiveDate, Weekday};

pub use super::day_names::{MONTH_NAMES, MONTHS};
pub use super::days_in::{DayError, Lean, Order, read_day};

/// "Mar" for the month of a day.
pub fn month(day: NaiveDate) -> &'static str {
    MONTHS.get(day.month0() as usize).copied().unwrap_or("")
}

/// "March" for the month of a day.
pub fn month_name(day: NaiveDate) -> &'static str {
    MONTH_NAMES.get(day.month0() as usize).copied().unwrap_or("")
}

/// "Fri" for a weekday.
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Mon",
        Weekday::Tue => "Tue",
        Weekday::Wed => "Wed",
        Weekday::Thu => "Thu",
        Weekday::Fri => "Fri",
        Weekday::Sat => "Sat",
        Weekday::Sun => "Sun",
    }
}

/// "Fri 13 Mar 2026".
pub fn long(day: NaiveDate) -> String {
    format!("{} {} {} {}", weekday(day.weekday()), day.day(), month(day), day.year())
}

/// "13 March 2026", as in a letter.
pub fn in_full(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day), day.year())
}

/// "Friday 13 March 2026", as in a letter.
pub fn in_full_with_weekday(day: NaiveDate) -> String {
    let name = match day.weekday() {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    };
    format!("{name} {}", in_full(day))
}

/// "Fri 13 Mar".
pub fn with_weekday(day: NaiveDate) -> String {
    format!("{} {} {}", weekday(day.weekday()), day.day(), month(day))
}

/// "13 Mar", with the year where it is not today's: "13 Mar 2025".
pub fn short(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        format!("{} {}", day.day(), month(day))
    } else {
        format!("{} {} {}", day.day(), month(day), day.year())
    }
}

/// "13 Mar", for a day more than half a year off "Mar 2025": at most eight cells, for columns.
pub fn brief(day: NaiveDate, today: NaiveDate) -> String {
    const HALF_A_YEAR: i64 = 182;
    if (day - today).num_days().abs() > HALF_A_YEAR {
        format!("{} {}", month(day), day.year())
    } else {
        format!("{} {}", day.day(), month(day))
    }
}

/// "Sep 25": month and year in six cells, for columns such as Since.
pub fn month_and_year(day: NaiveDate) -> String {
    format!("{} {:02}", month(day), day.year().rem_euclid(100))
}

/// "1 day", "10 days".
pub fn count(days: i64) -> String {
    plural(days, "day")
}

/// "1 meeting", "2 meetings".
pub fn plural(number: i64, noun: &str) -> String {
    if number == 1 {
        return format!("1 {noun}");
    }
    match noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        Some(stem) => format!("{number} {stem}ies"),
        None => format!("{number} {noun}s"),
    }
}

/// A length of days in the unit a person would use: days up to 20, whole weeks up to 8, then
/// whole months of 30 days, from two years on years. Rounded down.
pub fn span(days: i64) -> String {
    match days {
        ..21 => count(days),
        21..63 => plural(days / 7, "week"),
        63..730 => plural(days / 30, "month"),
        _ => plural(days / 365, "year"),
    }
}

/// "today", "tomorrow", "in 10 days", "yesterday", "3 weeks ago".
pub fn relative(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        ahead @ 2.. => format!("in {}", span(ahead)),
        behind => format!("{} ago", span(-behind)),
    }
}

/// "3 weeks late", "due today", "due in 5 days" for a day something is due.
pub fn due(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => "due today".to_owned(),
        late @ 1.. => format!("{} late", span(late)),
        _ => format!("due {}", relative(day, today)),
    }
}

/// The same day `months` later (or earlier), or the last day of that month where it is shorter:
/// 31 August and 6 months is 28 or 29 February. Beyond the calendar's end the day stays.
pub fn add_months(day: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    let moved = if months < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) };
    moved.unwrap_or(day)
}

/// How many days a month has; 0 for a month that does not exist.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    NaiveDate::from_ymd_opt(year, month, 1).map_or(0, |first| end_of_month(first).day())
}

/// The last day of a day's month.
pub fn end_of_month(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).unwrap_or(day);
    add_months(first, 1).pred_opt().filter(|last| *last >= day).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn nouns_are_in_the_plural_as_they_are_spelt() {
        let all =
            [plural(1, "story"), plural(0, "story"), plural(2, "log entry"), plural(3, "day")];
        assert_eq!(all, ["1 story", "0 stories", "2 log entries", "3 days"]);
    }

    #[test]
    fn days_are_said_as_in_the_pictures() {
        let today = day("2026-03-03");
        assert_eq!(long(day("2026-03-13")), "Fri 13 Mar 2026");
        assert_eq!(with_weekday(today), "Tue 3 Mar");
        assert_eq!(in_full(today), "3 March 2026");
        assert_eq!(in_full_with_weekday(today), "Tuesday 3 March 2026");
        assert_eq!(short(day("2026-02-08"), today), "8 Feb");
        assert_eq!(short(day("2025-02-08"), today), "8 Feb 2025");
        assert_eq!(month_and_year(day("2025-09-01")), "Sep 25");
        assert_eq!(brief(day("2025-09-02"), today), "2 Sep");
        assert_eq!(brief(day("2025-09-01"), today), "Sep 2025");
    }

    #[test]
    fn distances_change_their_unit_on_the_stated_day() {
        let today = day("2026-03-03");
        for (to, words) in [
            ("2026-03-03", "today"),
            ("2026-03-04", "tomorrow"),
            ("2026-03-13", "in 10 days"),
            ("2026-03-23", "in 20 days"),
            ("2026-03-24", "in 3 weeks"),
            ("2026-03-02", "yesterday"),
            ("2026-02-10", "3 weeks ago"),
            ("2025-12-30", "2 months ago"),
            ("2024-03-03", "2 years ago"),
        ] {
            assert_eq!(relative(day(to), today), words, "{to}");
        }
        assert_eq!(due(day("2026-02-10"), today), "3 weeks late");
        assert_eq!(due(day("2026-03-02"), today), "1 day late");
        assert_eq!(due(today, today), "due today");
        assert_eq!(due(day("2026-03-08"), today), "due in 5 days");
    }

    #[test]
    fn months_end_where_the_shorter_month_ends() {
        assert_eq!(add_months(day("2026-08-31"), 6), day("2027-02-28"));
        assert_eq!(add_months(day("2027-08-31"), 6), day("2028-02-29"));
        assert_eq!(add_months(day("2026-03-31"), -1), day("2026-02-28"));
        assert_eq!(add_months(day("2026-01-15"), 0), day("2026-01-15"));
        assert_eq!(end_of_month(day("2028-02-01")), day("2028-02-29"));
        assert_eq!(end_of_month(day("2026-12-31")), day("2026-12-31"));
        assert_eq!(days_in_month(2026, 4), 30);
        assert_eq!(days_in_month(2026, 13), 0);
        assert_eq!(add_months(NaiveDate::MAX, 1), NaiveDate::MAX);
    }
}
