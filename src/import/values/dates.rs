//! Days in sheets: a column decides between day/month and month/day, never a cell by itself.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::months;
use crate::import::headings::normal;
use crate::import::sheet::Cell;
use crate::text::days::{Order, month_name};

/// The order by the name that the command line gives it.
pub fn order_named(name: &str) -> Option<Order> {
    match name.to_ascii_lowercase().as_str() {
        "dmy" => Some(Order::Dmy),
        "mdy" => Some(Order::Mdy),
        "ymd" => Some(Order::Ymd),
        _ => None,
    }
}

/// The name of an order on the command line.
pub fn order_id(order: Order) -> &'static str {
    match order {
        Order::Dmy => "dmy",
        Order::Mdy => "mdy",
        Order::Ymd => "ymd",
    }
}

/// What a person calls an order.
pub fn order_words(order: Order) -> &'static str {
    match order {
        Order::Dmy => "day/month/year",
        Order::Mdy => "month/day/year",
        Order::Ymd => "year/month/day",
    }
}

/// A day as far as the sheet tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// A day, with the time of day if there was one.
    At(NaiveDate, Option<NaiveTime>),
    /// Day and month without a year: "3 February".
    NoYear { month: u32, day: u32 },
    /// A time without a day, kept as it stands: "Nov 2024", "Autumn 2025".
    Vague(String),
}

/// A day as a message says it: "3 April 2026".
pub fn in_words(when: &When) -> String {
    match when {
        When::At(day, _) => format!("{} {} {}", day.day(), month_name(*day), day.year()),
        When::NoYear { month, day } => format!("{day}/{month}"),
        When::Vague(text) => text.clone(),
    }
}

/// What the values of one column say about the order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// No value needs an order.
    None,
    /// Values need one, and none proves it.
    Open,
    /// One order is proved, by 25/06 or by points.
    Proved(Order),
    /// Values prove both: each is read only where it proves itself.
    Both,
}

/// Looks at all values of a column.
pub fn evidence<'a>(cells: impl Iterator<Item = &'a Cell>) -> Evidence {
    let (mut day_first, mut month_first, mut open) = (false, false, false);
    for cell in cells {
        let Cell::Text(text) = cell else { continue };
        let Some((parts, mark)) = three_numbers(text) else { continue };
        let [first, second, _] = parts;
        if first > 31 {
            continue;
        }
        match (first > 12, second > 12) {
            (true, false) => day_first = true,
            (false, true) => month_first = true,
            (false, false) if mark == '.' => day_first = true,
            (false, false) if first != second => open = true,
            _ => {}
        }
    }
    match (day_first, month_first) {
        (true, true) => Evidence::Both,
        (true, false) => Evidence::Proved(Order::Dmy),
        (false, true) => Evidence::Proved(Order::Mdy),
        (false, false) if open => Evidence::Open,
        (false, false) => Evidence::None,
    }
}

/// Whether a cell is written as a day is, also as one that no calendar has.
pub fn is_like_a_day(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if three_numbers(text).is_some())
}

/// Reads one cell; `None` as order reads only what proves itself. The error says what is wrong.
pub fn read(cell: &Cell, order: Option<Order>) -> Result<When, String> {
    match cell {
        Cell::Day(at) => checked(at.date()).map(|day| When::At(day, time_of(*at))),
        Cell::Number(serial) => from_serial(*serial),
        Cell::Text(text) => read_text(text, order),
        Cell::Fault(why) => Err(why.clone()),
        Cell::Empty | Cell::Span(_) | Cell::Truth(_) => Err(format!("“{}” is no day", cell.text())),
    }
}

/// The day nearest to another one with this month and day (a form says "3 February").
pub fn nearest(month: u32, day: u32, to: NaiveDate) -> Option<NaiveDate> {
    [to.year() - 1, to.year(), to.year() + 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .min_by_key(|candidate| (*candidate - to).num_days().abs())
}

fn time_of(at: NaiveDateTime) -> Option<NaiveTime> {
    (at.time() != NaiveTime::MIN).then(|| at.time())
}

/// Years outside of 1900 to 2199 are typing errors (reliability reference, fault 74).
fn checked(day: NaiveDate) -> Result<NaiveDate, String> {
    if (1900..2200).contains(&day.year()) {
        Ok(day)
    } else {
        Err(format!("the year {} can't be meant", day.year()))
    }
}

/// A serial number of a spreadsheet: 46115 is 3 April 2026; 60 is the false 29 February 1900.
fn from_serial(serial: f64) -> Result<When, String> {
    if !(20_000.0..80_000.0).contains(&serial) {
        if (1900.0..2200.0).contains(&serial) && serial.fract() == 0.0 {
            return Ok(When::Vague(serial.to_string()));
        }
        return Err(format!("the number {serial} is no day"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "20,000 to 80,000")]
    let days = serial.floor() as u64;
    NaiveDate::from_ymd_opt(1899, 12, 30)
        .and_then(|start| start.checked_add_days(Days::new(days)))
        .map(|day| When::At(day, None))
        .ok_or_else(|| format!("the number {serial} is no day"))
}

fn read_text(text: &str, order: Option<Order>) -> Result<When, String> {
    if let Some(at) = iso(text) {
        return checked(at.0).map(|day| When::At(day, at.1));
    }
    if let Some((parts, mark)) = three_numbers(text) {
        return from_numbers(text, parts, mark, order).map(|day| When::At(day, time_in(text)));
    }
    if let Ok(number) = text.parse::<f64>() {
        return from_serial(number);
    }
    from_words(text)
}

/// `2026-02-28`, also with a time behind it.
fn iso(text: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let day = text.get(..10)?.parse::<NaiveDate>().ok()?;
    let rest = text.get(10..)?;
    (rest.is_empty() || rest.starts_with([' ', 'T'])).then(|| (day, time_in(rest)))
}

/// Three numbers at the start with the same mark between them, and that mark.
fn three_numbers(text: &str) -> Option<([u32; 3], char)> {
    let first_word = text.split(|c: char| c.is_whitespace() || c == ',' || c == 'T').next()?;
    let first_word = if first_word.ends_with('.') {
        // "3. 4. 2026", as it is written in German
        let joined = text.get(..text.len().min(14)).unwrap_or(text);
        return three_in(&joined.replace(". ", "."));
    } else {
        first_word
    };
    three_in(first_word)
}

fn three_in(word: &str) -> Option<([u32; 3], char)> {
    let mark = word.chars().find(|c| !c.is_ascii_digit())?;
    if !"/.-".contains(mark) {
        return None;
    }
    let mut parts = word.split(mark);
    let mut next = || {
        let part = parts.next().filter(|part| part.len() <= 4)?;
        // "0026" is a slip of the pen, and no year 2026
        part.parse::<u32>().ok().filter(|number| part.len() <= 2 || *number >= 100)
    };
    let numbers = [next()?, next()?, next()?];
    parts.next().is_none().then_some((numbers, mark))
}

fn from_numbers(
    text: &str,
    parts: [u32; 3],
    mark: char,
    order: Option<Order>,
) -> Result<NaiveDate, String> {
    let [first, second, third] = parts;
    let (year, month, day) = if first > 31 {
        (first, second, third)
    } else {
        let proved = match (first > 12, second > 12) {
            (true, false) => Some(Order::Dmy),
            (false, true) => Some(Order::Mdy),
            _ if mark == '.' || first == second => Some(Order::Dmy),
            _ => None,
        };
        match order.or(proved) {
            Some(Order::Dmy) => (third, second, first),
            Some(Order::Mdy) => (third, first, second),
            Some(Order::Ymd) => (first, second, third),
            None => {
                return Err(format!(
                    "“{text}” could be two days, and the column proves both orders: give the order \
                     of the dates"
                ));
            }
        }
    };
    let year = i32::try_from(if year < 100 { century(year) } else { year }).unwrap_or(0);
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => checked(date),
        None => Err(format!("“{text}” is no day{}", as_read(order))),
    }
}

fn as_read(order: Option<Order>) -> String {
    order.map_or_else(String::new, |order| format!(" when read as {}", order_words(order)))
}

/// Years of two digits: 00 to 79 are this century.
fn century(year: u32) -> u32 {
    if year < 80 { 2000 + year } else { 1900 + year }
}

/// "12-Dec-25", "3 February 2026", "Feb 3, 2026", "Tue 3rd Feb", "Nov 2024", "Autumn 2025".
fn from_words(text: &str) -> Result<When, String> {
    let words = normal(text);
    let mut month = None;
    let mut numbers: Vec<u32> = Vec::new();
    let mut vague = false;
    let mut strange = false;
    for word in words.split(' ').take(12) {
        if word.contains(|c: char| c.is_ascii_digit()) {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            match digits.parse() {
                Ok(number) => numbers.push(number),
                Err(_) => vague |= months::season(word),
            }
        } else if months::season(word) {
            vague = true;
        } else if let Some(found) = months::month(word) {
            month = month.or(Some(found));
        } else {
            strange |= !is_filler(word);
        }
    }
    let year = numbers.iter().copied().find(|number| *number > 31);
    match (month, numbers.as_slice(), vague || strange) {
        (Some(month), [day, ..], false) if *day <= 31 => {
            let year = year.or_else(|| numbers.get(1).copied().map(century));
            with_month(text, year, month, *day)
        }
        (Some(month), [_, day, ..], false) => with_month(text, year, month, *day),
        (Some(_), [], _) | (Some(_), [_], false) => Ok(When::Vague(text.to_owned())),
        _ if vague || (month.is_some() && year.is_some()) => Ok(When::Vague(text.to_owned())),
        _ => Err(format!("“{text}” is no day")),
    }
}

/// Words that may stand in a day without changing it.
fn is_filler(word: &str) -> bool {
    const FILLERS: [&str; 15] =
        ["", "of", "the", "on", "st", "nd", "rd", "th", "am", "pm", "at", "de", "le", "den", "del"];
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    FILLERS.contains(&word) || DAYS.iter().any(|day| word.starts_with(day))
}

fn with_month(text: &str, year: Option<u32>, month: u32, day: u32) -> Result<When, String> {
    let Some(year) = year else { return Ok(When::NoYear { month, day }) };
    let year = i32::try_from(year).unwrap_or(0);
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => checked(date).map(|date| When::At(date, time_in(text))),
        None => Err(format!("“{text}” is no day")),
    }
}

/// A time of day such as `13:26:46` or `1:00 PM` in a text.
fn time_in(text: &str) -> Option<NaiveTime> {
    let word = text.split([' ', 'T']).find(|word| word.contains(':'))?;
    let mut parts = word.split(':').map(|part| {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    });
    let hour = parts.next().flatten()?;
    let minute = parts.next().flatten()?;
    let second = parts.next().flatten().unwrap_or(0);
    let lower = text.to_ascii_lowercase();
    let hour = match (hour, lower.contains("pm"), lower.contains("am")) {
        (1..=11, true, _) => hour + 12,
        (12, false, true) => 0,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn read_dmy(text: &str) -> Result<When, String> {
        read(&Cell::from_text(text), Some(Order::Dmy))
    }

    #[test]
    fn days_are_read_as_people_and_forms_write_them() {
        for (written, wanted) in [
            ("2026-02-28", day(2026, 2, 28)),
            ("2026-02-28T10:00:00Z", day(2026, 2, 28)),
            ("2026/04/16 1:00:00 PM EST", day(2026, 4, 16)),
            ("03/04/2026", day(2026, 4, 3)),
            ("3.4.26", day(2026, 4, 3)),
            ("3. 4. 2026", day(2026, 4, 3)),
            ("12-Dec-25", day(2025, 12, 12)),
            ("30-Sep-25", day(2025, 9, 30)),
            ("2-Nov-25", day(2025, 11, 2)),
            ("3 February 2026", day(2026, 2, 3)),
            ("Feb 3, 2026", day(2026, 2, 3)),
            ("Tuesday 3rd February 2026", day(2026, 2, 3)),
            ("3 février 2026", day(2026, 2, 3)),
            ("46115", day(2026, 4, 3)),
        ] {
            let read = read_dmy(written);
            assert!(
                matches!(read, Ok(When::At(found, _)) if found == wanted),
                "{written} {read:?}"
            );
        }
        let stamped = read(&Cell::from_text("1/14/2026 13:26:46"), Some(Order::Mdy));
        assert_eq!(stamped, Ok(When::At(day(2026, 1, 14), NaiveTime::from_hms_opt(13, 26, 46))));
    }

    #[test]
    fn a_time_without_a_day_is_kept_as_it_stands() {
        for vague in ["Nov 2024", "Autumn 2025", "2025", "autumn term", "early 2026"] {
            assert_eq!(read_dmy(vague), Ok(When::Vague(vague.into())), "{vague}");
        }
        assert_eq!(read_dmy("3 February"), Ok(When::NoYear { month: 2, day: 3 }));
    }

    #[test]
    fn what_is_no_day_of_the_calendar_is_refused() {
        for wrong in ["29/02/2027", "31/04/2026", "60", "soon", "9999-01-01", "13/13/2026", "n/a"] {
            assert!(read_dmy(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_column_decides_and_not_the_cell() {
        let column = |texts: &[&str]| texts.iter().map(|t| Cell::from_text(t)).collect::<Vec<_>>();
        let proves = |texts: &[&str]| evidence(column(texts).iter());
        assert_eq!(proves(&["03/04/2026", "25/06/2026"]), Evidence::Proved(Order::Dmy));
        assert_eq!(proves(&["03/04/2026", "06/25/2026"]), Evidence::Proved(Order::Mdy));
        assert_eq!(proves(&["03/04/2026", "05/05/2026"]), Evidence::Open);
        assert_eq!(proves(&["05/05/2026", "2026-01-02"]), Evidence::None);
        assert_eq!(proves(&["25/06/2026", "06/25/2026"]), Evidence::Both);
        assert_eq!(proves(&["3.4.2026"]), Evidence::Proved(Order::Dmy));
    }

    #[test]
    fn a_column_of_both_orders_gives_only_what_proves_itself() {
        let read = |text: &str| read(&Cell::from_text(text), None);
        assert_eq!(read("25/06/2026"), Ok(When::At(day(2026, 6, 25), None)));
        assert_eq!(read("06/25/2026"), Ok(When::At(day(2026, 6, 25), None)));
        assert!(read("03/04/2026").is_err());
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_one() {
        assert_eq!(nearest(2, 3, day(2026, 1, 29)), Some(day(2026, 2, 3)));
        assert_eq!(nearest(12, 20, day(2026, 1, 10)), Some(day(2025, 12, 20)));
    }
}
