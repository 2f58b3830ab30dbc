//! Numbers and spans of time in sheets: "Two", "up to 2", "1h30", "45 min".

use crate::import::headings::normal;
use crate::import::sheet::Cell;

/// Numbers as words, with their value.
const WORDS: [(&str, u32); 60] = [
    ("zero", 0),
    ("none", 0),
    ("no", 0),
    ("nil", 0),
    ("a", 1),
    ("an", 1),
    ("one", 1),
    ("once", 1),
    ("single", 1),
    ("two", 2),
    ("couple", 2),
    ("twice", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("ten", 10),
    ("eins", 1),
    ("eine", 1),
    ("einen", 1),
    ("ein", 1),
    ("einmal", 1),
    ("un", 1),
    ("une", 1),
    ("uno", 1),
    ("una", 1),
    ("een", 1),
    ("um", 1),
    ("uma", 1),
    ("zwei", 2),
    ("deux", 2),
    ("dos", 2),
    ("twee", 2),
    ("due", 2),
    ("dois", 2),
    ("duas", 2),
    ("dau", 2),
    ("pair", 2),
    ("both", 2),
    ("drei", 3),
    ("trois", 3),
    ("tres", 3),
    ("drie", 3),
    ("tre", 3),
    ("tri", 3),
    ("vier", 4),
    ("quatre", 4),
    ("cuatro", 4),
    ("funf", 5),
    ("cinq", 5),
    ("cinco", 5),
    ("vijf", 5),
    ("keine", 0),
    ("keinen", 0),
    ("aucun", 0),
    ("ninguno", 0),
    ("geen", 0),
    ("nine", 9),
];

/// How many mentees, and the like: the largest number named, so that "one or two" is 2.
pub fn count(cell: &Cell) -> Result<u32, String> {
    let wrong = || format!("“{}” is no number", cell.text());
    match cell {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 9,999")]
        Cell::Number(number) if (0.0..10_000.0).contains(number) && number.fract() == 0.0 => {
            Ok(*number as u32)
        }
        Cell::Text(text) => {
            if let Some(plain) = text.parse::<f64>().ok().filter(|number| number.fract() == 0.0) {
                return count(&Cell::Number(plain));
            }
            let normal = normal(text);
            let words = normal.split(' ').filter(|word| !matches!(*word, "a" | "an"));
            let found = words.filter_map(|word| {
                let named = WORDS.iter().find(|(name, _)| *name == word).map(|(_, number)| *number);
                named.or_else(|| word.parse().ok())
            });
            found.filter(|number| *number < 10_000).max().ok_or_else(wrong)
        }
        Cell::Number(_) | Cell::Empty | Cell::Day(_) | Cell::Span(_) | Cell::Truth(_) => {
            Err(wrong())
        }
        Cell::Fault(why) => Err(why.clone()),
    }
}

/// Minutes: a plain number is minutes, unless it is at most 4, which can only be hours.
pub fn minutes(cell: &Cell) -> Result<u32, String> {
    let wrong = || format!("“{}” is no length of time", cell.text());
    match cell {
        Cell::Span(minutes) => u32::try_from(*minutes).map_err(|_| wrong()),
        Cell::Number(number) => plain(*number).ok_or_else(wrong),
        Cell::Text(text) => minutes_of(text).ok_or_else(wrong),
        Cell::Day(_) | Cell::Empty | Cell::Truth(_) => Err(wrong()),
        Cell::Fault(why) => Err(why.clone()),
    }
}

/// A number without a unit.
fn plain(number: f64) -> Option<u32> {
    if !(0.0..=1440.0).contains(&number) {
        return None;
    }
    rounded(if number <= 4.0 { number * 60.0 } else { number })
}

fn rounded(minutes: f64) -> Option<u32> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "looked at before")]
    (0.0..=1440.0).contains(&minutes).then(|| minutes.round() as u32)
}

/// Lengths of time without a number in them.
const PHRASES: [(&str, u32); 14] = [
    ("hour and a half", 90),
    ("three quarters of an hour", 45),
    ("three-quarters of an hour", 45),
    ("quarter of an hour", 15),
    ("dreiviertelstunde", 45),
    ("viertelstunde", 15),
    ("anderthalb stunden", 90),
    ("halbe stunde", 30),
    ("demi-heure", 30),
    ("demi heure", 30),
    ("media hora", 30),
    ("half uur", 30),
    ("mezz'ora", 30),
    ("mezz’ora", 30),
];

/// "45 min", "1h", "1h30", "1 hour 15 minutes", "1:30", "1,5 h", "half an hour", "45-60 min" (the
/// longer).
fn minutes_of(text: &str) -> Option<u32> {
    let text = text.to_lowercase().replace("½", ".5").replace(',', ".");
    if let Some((hours, minutes)) = text.split_once(':') {
        let minutes: String = minutes.chars().take_while(char::is_ascii_digit).collect();
        let hours: f64 = hours.trim().parse().ok()?;
        return rounded(hours * 60.0 + minutes.parse::<f64>().ok()?);
    }
    if text.contains("half an hour") || text.contains("half hour") {
        return Some(if text.starts_with("one and") || text.contains("an hour and") {
            90
        } else {
            30
        });
    }
    if let Some((_, minutes)) = PHRASES.iter().find(|(phrase, _)| text.contains(phrase)) {
        return Some(*minutes);
    }
    let parts = numbers_with_units(&text);
    let hours = parts.iter().find(|(_, unit)| is_hours(unit));
    let minutes = parts.iter().rev().find(|(_, unit)| unit.starts_with('m'));
    let bare = parts.iter().rev().find(|(_, unit)| unit.is_empty());
    match (hours, minutes, bare) {
        (Some((h, _)), Some((m, _)), _) | (Some((h, _)), None, Some((m, _))) => {
            rounded(h * 60.0 + m)
        }
        (Some((h, _)), None, None) => rounded(h * 60.0),
        (None, Some((m, _)), _) => rounded(*m),
        (None, None, Some((m, _))) => plain(*m),
        (None, None, None) => None,
    }
}

/// Whether the letters behind a number stand for hours: "h", "hrs", "Std.", "uur", "ore".
fn is_hours(unit: &str) -> bool {
    unit.starts_with('h')
        || ["std", "stunde", "uur", "uren", "ore", "ora"].iter().any(|word| unit.starts_with(word))
}

/// How words for hours begin, in several languages.
const HOURS: [&str; 6] = ["hour", "stunde", "heure", "hora", "uur", "ora"];

/// Each number in a text with the letters that follow it.
fn numbers_with_units(text: &str) -> Vec<(f64, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = rest.get(start..).unwrap_or_default();
        let end = from.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(from.len());
        let (number, behind) = from.split_at(end);
        let unit: String = behind.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
        if let Ok(number) = number.trim_end_matches('.').parse() {
            found.push((number, unit));
        }
        rest = behind;
    }
    if found.is_empty() {
        let words = normal(text);
        let number = words
            .split(' ')
            .find_map(|word| WORDS.iter().find(|(name, _)| *name == word))
            .map(|(_, number)| f64::from(*number));
        let unit = words
            .split(' ')
            .find(|w| HOURS.iter().any(|hour| w.starts_with(hour)) || w.starts_with("min"));
        if let (Some(number), Some(unit)) = (number, unit) {
            found.push((number, unit.to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell::from_text(text)
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (written, number) in
            [("Two", 2), ("up to 2", 2), ("2", 2), ("one or two", 2), ("None", 0), ("2 mentees", 2)]
        {
            assert_eq!(count(&text(written)), Ok(number), "{written}");
        }
        assert!(count(&text("many")).is_err());
    }

    #[test]
    fn lengths_are_read_as_people_write_them() {
        for (written, number) in [
            ("45 min", 45),
            ("60", 60),
            ("1h", 60),
            ("1h30", 90),
            ("1 h 30 min", 90),
            ("1:30", 90),
            ("1.5 hours", 90),
            ("1,5 h", 90),
            ("an hour", 60),
            ("half an hour", 30),
            ("one hour", 60),
            ("90 minutes", 90),
            ("45-60 min", 60),
            ("1", 60),
            ("0:45:00", 45),
        ] {
            assert_eq!(minutes(&text(written)), Ok(number), "{written}");
        }
        assert!(minutes(&text("long")).is_err());
        assert!(minutes(&text("9999")).is_err());
    }
}
