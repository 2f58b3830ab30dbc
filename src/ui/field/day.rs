//! A day typed in words, echoed in full, changed by arrows or picked from a month.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "every key without a meaning here is passed on"
)]

use chrono::{Days, NaiveDate};

use super::{Calendar, LineInput, Reply};
use crate::text::days::{self, Lean, read_day};
use crate::ui::keys::Key;
use crate::ui::month::Month;

/// A field for a day.
#[derive(Clone, Debug)]
pub struct DayInput {
    /// What was typed.
    pub line: LineInput,
    /// Whether the day has happened or will.
    pub lean: Lean,
    /// The first and the last day taken, both included.
    pub range: (Option<NaiveDate>, Option<NaiveDate>),
    month: Option<Month>,
}

impl DayInput {
    /// A field for a day; `text` is the first phrase, such as `today` or `+6w`.
    pub fn new(text: &str, lean: Lean) -> Self {
        Self { line: LineInput::replacing(text), lean, range: (None, None), month: None }
    }

    /// The same, taking only days from the first to the last, both included.
    #[must_use]
    pub fn within(mut self, first: Option<NaiveDate>, last: Option<NaiveDate>) -> Self {
        self.range = (first, last);
        self
    }

    /// The day, or what is wrong with it; an empty field is an error too.
    pub fn read(&self, calendar: Calendar) -> Result<NaiveDate, String> {
        let today = calendar.today;
        let day = read_day(self.line.text(), today, self.lean, calendar.order)
            .map_err(|error| error.to_string())?;
        match self.range {
            (Some(first), _) if day < first => {
                Err(format!("{} is before {}", days::short(day, today), days::long(first)))
            }
            (_, Some(last)) if day > last && last == today => {
                Err(format!("{} is still to come: not after today", days::long(day)))
            }
            (_, Some(last)) if day > last => {
                Err(format!("{} is after {}", days::short(day, today), days::long(last)))
            }
            _ => Ok(day),
        }
    }

    /// `= Fri 13 Mar 2026 (in 10 days)`; nothing for an empty or wrong field.
    pub fn echo(&self, calendar: Calendar) -> Option<String> {
        let day = self.read(calendar).ok()?;
        let distance = days::relative(day, calendar.today);
        Some(format!("= {} ({distance})", days::long(day)))
    }

    /// The open month, if any.
    pub fn month(&self) -> Option<Month> {
        self.month
    }

    /// Closes the month without taking a day.
    pub fn close_month(&mut self) {
        self.month = None;
    }

    /// Handles a key.
    pub fn key(&mut self, key: Key, calendar: Calendar) -> Reply {
        if let Some(month) = &mut self.month {
            match key {
                Key::Enter | Key::Char(' ') => {
                    let day = month.cursor;
                    self.month = None;
                    return self.put(day);
                }
                Key::Esc => self.month = None,
                _ => {
                    month.key(key);
                }
            }
            return Reply::Kept;
        }
        let known = read_day(self.line.text(), calendar.today, self.lean, calendar.order);
        let is_untouched = self.line.is_selected() || self.line.text().is_empty();
        match key {
            Key::Char(' ') if is_untouched => {
                let cursor = known.unwrap_or(calendar.today);
                self.month = Some(Month { cursor, today: calendar.today });
                Reply::Kept
            }
            Key::Up | Key::Down => {
                let day = known.unwrap_or(calendar.today);
                let by = Days::new(1);
                let moved = if key == Key::Up {
                    day.checked_add_days(by)
                } else {
                    day.checked_sub_days(by)
                };
                self.put(moved.unwrap_or(day))
            }
            _ => self.line.key(key),
        }
    }

    fn put(&mut self, day: NaiveDate) -> Reply {
        let text = days::long(day);
        // without the weekday, which is in the echo beside it
        self.line.set(text.split_once(' ').map_or(text.as_str(), |(_, rest)| rest));
        self.line.select();
        Reply::Changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::days::Order;

    fn calendar() -> Calendar {
        Calendar { today: "2026-03-03".parse().unwrap(), order: Order::Dmy }
    }

    fn after(keys: &[Key]) -> DayInput {
        let mut field = DayInput::new("today", Lean::Future);
        for key in keys {
            field.key(*key, calendar());
        }
        field
    }

    #[test]
    fn a_typed_phrase_replaces_the_old_day_and_is_echoed() {
        let keys = "next fri".chars().map(Key::Char).collect::<Vec<_>>();
        assert_eq!(
            after(&keys).echo(calendar()).as_deref(),
            Some("= Fri 13 Mar 2026 (in 10 days)")
        );
    }

    #[test]
    fn arrows_change_a_day_and_space_opens_a_month() {
        assert_eq!(after(&[Key::Up, Key::Up, Key::Down]).line.text(), "4 Mar 2026");
        let field = after(&[Key::Char(' '), Key::Down, Key::Enter]);
        assert_eq!(field.line.text(), "10 Mar 2026");
        assert_eq!(field.month(), None);
        assert_eq!(after(&[Key::Char(' '), Key::Down, Key::Esc]).line.text(), "today");
    }

    #[test]
    fn days_outside_the_range_are_refused_on_both_boundaries() {
        let today = calendar().today;
        let yesterday = today.pred_opt();
        let field = |text: &str| DayInput::new(text, Lean::Past).within(yesterday, Some(today));
        assert!(field("t").read(calendar()).is_ok());
        assert!(field("y").read(calendar()).is_ok());
        assert_eq!(field("-2d").read(calendar()).unwrap_err(), "1 Mar is before Mon 2 Mar 2026");
        assert_eq!(
            field("tom").read(calendar()).unwrap_err(),
            "Wed 4 Mar 2026 is still to come: not after today"
        );
    }
}
