//! Times of day as people write them: `14:00`, `2 pm`, `9.30-11`.

use chrono::{NaiveTime, TimeDelta};

use super::fold;

/// When something begins, and how many minutes it takes if its end is told too; nothing where no time
/// can be read. An end before the beginning is on the next day.
pub fn read_times(text: &str) -> Option<(NaiveTime, Option<i64>)> {
    let text = fold(text).replace(['–', '—'], "-").replace(" to ", "-").replace(" until ", "-");
    let text = text.strip_prefix("at ").or(text.strip_prefix("from ")).unwrap_or(&text);
    let (first, last) = text.split_once('-').map_or((text, None), |(a, b)| (a, Some(b)));
    let end = last.and_then(|last| one_time(last, None));
    let ends_pm = last.is_some_and(|last| last.trim_end().ends_with("pm"));
    let plain = one_time(first, None)?;
    // "2-4 pm" begins at two in the afternoon
    let afternoon = || one_time(first, Some("pm")).filter(|time| end.is_none_or(|end| *time < end));
    let begins = if ends_pm && !first.contains('m') { afternoon().unwrap_or(plain) } else { plain };
    let minutes = end.map(|end| {
        let minutes = (end - begins).num_minutes();
        if minutes < 0 { minutes + TimeDelta::days(1).num_minutes() } else { minutes }
    });
    Some((begins, minutes.filter(|minutes| *minutes > 0)))
}

/// One time of day; `half` is `am` or `pm` where the text does not say it itself.
fn one_time(text: &str, half: Option<&str>) -> Option<NaiveTime> {
    let text = text.trim().trim_end_matches('.').replace("a.m", "am").replace("p.m", "pm");
    match text.as_str() {
        "noon" | "midday" => return NaiveTime::from_hms_opt(12, 0, 0),
        "midnight" => return NaiveTime::from_hms_opt(0, 0, 0),
        _ => {}
    }
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    let word = text.get(digits.len()..)?.trim();
    let half = match word {
        "am" | "pm" => Some(word),
        "" => half,
        "h" | "hrs" | "uhr" | "oclock" => None,
        _ => return None,
    };
    let parts: Vec<&str> = digits.trim().split([':', '.', 'h']).collect();
    let number = |part: &str| {
        let short = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| short)
    };
    let (hour, minute) = match parts.as_slice() {
        [hour] => (number(hour)?, 0),
        [hour, minute] | [hour, minute, _] => (number(hour)?, number(minute)?),
        _ => return None,
    };
    let hour = match half {
        Some("pm") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, begins, minutes) in [
            ("14:00", "14:00", None),
            ("9.30", "09:30", None),
            ("2 pm", "14:00", None),
            ("2:15 p.m.", "14:15", None),
            ("12 am", "00:00", None),
            ("Noon", "12:00", None),
            ("14h30", "14:30", None),
            ("14:00-15:30", "14:00", Some(90)),
            ("9 – 11 am", "09:00", Some(120)),
            ("2-4pm", "14:00", Some(120)),
            ("11-1pm", "11:00", Some(120)),
            ("from 10:00 to 12:00", "10:00", Some(120)),
            ("23:00-01:00", "23:00", Some(120)),
        ] {
            let begins: NaiveTime = format!("{begins}:00").parse().unwrap();
            assert_eq!(read_times(text), Some((begins, minutes)), "{text}");
        }
        for text in ["", "after lunch", "25:00", "10:61", "week 3", "2026-03-03", "1400000", "x-y"]
        {
            assert_eq!(read_times(text), None, "{text}");
        }
    }
}
