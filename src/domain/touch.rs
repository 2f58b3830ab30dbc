//! When somebody of the scheme was in touch with a pair, and when that was due (V4): for its rule and its figure.

use chrono::{Days, NaiveDate};

use crate::domain::records::{Pair, Reminder, Review};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::Link;

impl Scheme {
    /// The days from the start of a pair up to this day on which somebody was in touch with it or
    /// one of its two: a support contact, a review or a letter; oldest first, each day once.
    pub fn touched(&self, pair: &Pair, on: NaiveDate) -> Vec<NaiveDate> {
        let reviews = self.linked::<Review>(Link::ReviewsOfPair, pair.id);
        let letters = self.linked::<Reminder>(Link::RemindersOfPair, pair.id);
        let mut days: Vec<NaiveDate> = self
            .contacts_with(pair, on)
            .map(|contact| contact.day)
            .chain(reviews.filter_map(|review| review.held))
            .chain(letters.map(|letter| letter.day))
            .filter(|day| (pair.start..=on).contains(day))
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The day on which the next contact with a pair is due, and the last one before it: the first
    /// so many days after the start, the second so many after the start too, then at an interval
    /// from the last (V4).
    pub fn next_contact(
        &self,
        pair: &Pair,
        on: NaiveDate,
    ) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let touched = self.touched(pair, on);
        let second = self.later(pair.start, Key::ContactSecondDays)?;
        Some(match touched.as_slice() {
            [] => (self.later(pair.start, Key::ContactFirstDays)?, None),
            [only] if *only < second => (second, Some(*only)),
            [.., last] => (self.later(*last, Key::ContactEveryDays)?, Some(*last)),
        })
    }

    /// The days up to this one on which a contact with a pair was asked for by the calendar alone:
    /// the first and second after the start, then one every interval.
    pub fn contact_days(&self, pair: &Pair, until: NaiveDate) -> Vec<NaiveDate> {
        let first = self.later(pair.start, Key::ContactFirstDays);
        let second = self.later(pair.start, Key::ContactSecondDays);
        let mut asked: Vec<NaiveDate> = first.into_iter().collect();
        let mut next = second;
        while let Some(day) = next.filter(|day| *day <= until) {
            asked.push(day);
            next = self.later(day, Key::ContactEveryDays);
        }
        asked.retain(|day| *day <= until);
        asked
    }

    fn later(&self, day: NaiveDate, by: Key) -> Option<NaiveDate> {
        let days = u64::try_from(self.settings().number(by)).ok()?;
        day.checked_add_days(Days::new(days))
    }
}
