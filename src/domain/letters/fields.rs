//! The fields that letters may use: name, meaning and an example each.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use crate::domain::letters::LetterKind;
use crate::text::days;

/// A field of letters.
#[derive(Debug, Clone, Copy)]
pub struct LetterField {
    /// Its name in a template (`mentor.first_name`).
    pub name: &'static str,
    /// What it is.
    pub means: &'static str,
    /// How it looks, with made-up facts; `+7` stands for a day so many days on, `+7 day` for one
    /// with its weekday. [`LetterField::example`] says it in words.
    made_up: &'static str,
    /// Whether every letter may use it.
    pub everywhere: bool,
}

macro_rules! fields {
    ($($name:literal $example:literal, $means:literal $($everywhere:ident)?;)+) => {
        /// Every field. An unknown fact is empty, so that `{% if request.topic %}` asks for it.
        pub const FIELDS: &[LetterField] = &[$(LetterField {
            name: $name,
            means: $means,
            made_up: $example,
            everywhere: fields!(@ $($everywhere)?),
        }),+];
    };
    (@ everywhere) => { true };
    (@) => { false };
}

fields! {
    "to.name" "Ana Costa", "name of who gets the letter; both names, where two get it" everywhere;
    "to.first_name" "Ana", "how they are greeted: as they wish to be called, else the first name" everywhere;
    "reply_by" "+7 day", "the day by which an answer is asked for" everywhere;
    "today" "+0", "the day of the letter" everywhere;
    "scheme.name" "Northfield mentoring", "name of the scheme" everywhere;
    "scheme.email" "mentoring@example.org", "address of the scheme (setting mail-address)" everywhere;
    "coordinator" "Una Bell", "name of the coordinator (setting coordinator)" everywhere;
    "signature" "Una Bell", "how letters are signed (setting letter-signature)" everywhere;
    "mentor.name" "Tom Reed", "name of the mentor";
    "mentor.first_name" "Tom", "how the mentor is greeted";
    "mentor.email" "tom.reed@example.org", "address of the mentor, unless the mentor refused consent";
    "mentor.since" "-548", "the day on which the mentor joined";
    "mentee.name" "Ana Costa", "name of the mentee";
    "mentee.first_name" "Ana", "how the mentee is greeted";
    "mentee.email" "ana.costa@example.org", "address of the mentee, unless the mentee refused consent";
    "other.name" "Tom Reed", "name of the other of the pair";
    "other.first_name" "Tom", "how the other of the pair is greeted";
    "person.name" "Ana Costa", "name of the person it is about";
    "person.first_name" "Ana", "how that person is greeted";
    "person.role" "mentee", "mentor, mentee, or mentor and mentee";
    "person.is_mentor" "", "yes for a mentor, else empty";
    "person.is_mentee" "yes", "yes for a mentee, else empty";
    "manager.name" "Mona Vale", "name of the line manager";
    "request.topic" "data analysis", "what the mentee would like to work on";
    "request.kind" "mentoring", "mentoring, or one conversation";
    "request.is_chat" "", "yes where one conversation is asked for, else empty";
    "request.is_open" "yes", "yes while a mentor is sought, else empty";
    "request.is_settled" "", "yes once a mentor has accepted, else empty";
    "request.message" "I would like to talk about data analysis.", "the mentee's message to this mentor";
    "request.received" "-13", "the day on which the request came";
    "request.asked_on" "-13", "the day on which the mentor was asked";
    "request.answer_by" "-3 day", "the last day of the mentor's time to answer";
    "next.asked_on" "-1", "the day on which another mentor was asked, if one was";
    "next.answer_by" "+9", "the last day of that mentor's time to answer";
    "decline.reason" "has no free time at present", "why the mentor declined, where that is neutral";
    "pointed_to" "the writing centre (writing@example.org)", "another mentor or service that was pointed out";
    "days" "13 days", "how long it has been; empty on the day itself";
    "pair.start" "-13", "the first day of the pair";
    "pair.end" "+168", "the agreed end of the pair";
    "pair.term" "six months", "how long a pair usually lasts, or this one was agreed for";
    "pair.is_chat" "", "yes for a pair of one conversation, else empty";
    "pair.cadence" "once a month", "how often they agreed to meet";
    "pair.last_met" "-50", "the day of the last meeting on record";
    "meet_by" "+14 day", "the day by which the first meeting should be";
    "review.name" "first check-in", "which review it is";
    "review.due" "+22 day", "the day on which it is due";
    "review.late" "", "how late the review is; empty before its day has passed";
    "evaluation.last" "-367", "the day of the last evaluation";
    "closing.day" "-4", "the day on which the pair was closed";
    "closing.evaluated" "", "yes where the reader's evaluation has come, else empty";
    "event.title" "Mentor training", "what the event is called";
    "event.kind" "mentor training", "which kind of event it is";
    "event.when" "+9 day", "its day and time";
    "event.where" "Room 2, Main Building", "where it is";
    "event.length" "90 minutes", "how long it takes";
    "scheme.commitment" "about one hour a month", "the time that a pair commits to (setting commitment-minutes)";
}

/// What is known for a letter: values by field.
pub(super) type Facts = BTreeMap<&'static str, String>;

impl LetterField {
    /// How it looks on a day, with made-up facts.
    pub fn example(&self, today: NaiveDate) -> String {
        if !self.made_up.starts_with(['+', '-']) {
            return self.made_up.to_owned();
        }
        let (by, weekday) = match self.made_up.split_once(' ') {
            Some((by, _)) => (by, true),
            None => (self.made_up, false),
        };
        let by = by.parse().ok().and_then(TimeDelta::try_days);
        let day = by.and_then(|by| today.checked_add_signed(by)).unwrap_or(today);
        if weekday { days::in_full_with_weekday(day) } else { days::in_full(day) }
    }
}

/// Made-up facts for every field of a kind on a day.
pub(super) fn examples(kind: LetterKind, today: NaiveDate) -> Facts {
    kind.fields().map(|field| (field.name, field.example(today))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Code;
    use crate::domain::letters::LETTERS;

    #[test]
    fn every_field_of_a_letter_is_in_the_table_once_and_every_field_is_of_a_letter() {
        let mut names: Vec<_> = FIELDS.iter().map(|field| field.name).collect();
        names.sort_unstable();
        let known = names.len();
        names.dedup();
        assert_eq!(names.len(), known, "a field stands twice");
        for row in LETTERS {
            for own in row.own {
                assert!(names.binary_search(own).is_ok(), "{:?}: {own}", row.kind);
            }
        }
        for field in FIELDS {
            let used = field.everywhere || LETTERS.iter().any(|row| row.own.contains(&field.name));
            assert!(used && !field.means.is_empty(), "{}", field.name);
        }
    }

    #[test]
    fn examples_are_days_around_the_day_of_the_letter() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let facts = examples(LetterKind::Reminder, today);
        let fact = |name| facts.get(name).map(String::as_str);
        assert_eq!(fact("reply_by"), Some("Tuesday 10 March 2026"));
        assert_eq!(fact("request.asked_on"), Some("18 February 2026"));
        assert_eq!(fact("mentor.name"), Some("Tom Reed"));
    }

    #[test]
    fn the_table_has_every_kind_once_in_order() {
        let kinds: Vec<_> = LETTERS.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, LetterKind::ALL);
        for row in LETTERS {
            assert_eq!(row.kind.setting(), format!("letter-{}", row.kind.code()));
        }
    }
}
