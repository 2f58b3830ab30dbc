//! Names of months and weekdays, and the words and numbers of a typed day.

use chrono::Weekday;

/// Three-letter names of the months, January first.
pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Full names of the months, January first.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words and numbers of a phrase, "14mar" being two.
pub(super) fn words(typed: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut kind = ' ';
    for letter in typed.chars() {
        let now = match letter {
            digit if digit.is_ascii_digit() => '0',
            letter if letter.is_alphabetic() => 'a',
            _ => ' ',
        };
        match words.last_mut() {
            Some(word) if now == kind && now != ' ' => word.push(letter),
            _ if now != ' ' => words.push(letter.to_string()),
            _ => {}
        }
        kind = now;
    }
    words
}

/// A number of at most four digits.
pub(super) fn number_of(digits: &str) -> Option<u32> {
    let plain = digits.len() <= 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// A month by at least three letters of its English name.
pub(super) fn month_named(word: &str) -> Option<u32> {
    let at = MONTH_NAMES
        .iter()
        .position(|name| word.len() >= 3 && name.to_lowercase().starts_with(word))
        .or((word == "sept").then_some(8))?;
    u32::try_from(at + 1).ok()
}

/// A weekday by at least three letters of its English name.
pub(super) fn weekday_named(word: &str) -> Option<Weekday> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    NAMES
        .iter()
        .find(|(name, _)| word.len() >= 3 && name.starts_with(word))
        .map(|(_, weekday)| *weekday)
}
