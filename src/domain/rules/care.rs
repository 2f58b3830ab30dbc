//! Rules about care: support contacts that are due, and open concerns.

use chrono::{Days, NaiveDate};

use crate::domain::codes::{Priority, Status};
use crate::domain::records::{Concern, Contact, Pair, Reminder, Review};
use crate::domain::rules::{Finding, Look, Severity};
use crate::domain::settings::Key;
use crate::domain::tables::Link;

/// No support contact, review or letter with a pair since the day on which one was due (V4).
pub(super) fn contact_due(look: &Look) -> Vec<Finding> {
    if !look.scheme.settings().is_on(Key::Contacts) {
        return Vec::new();
    }
    let due = look.pairs.iter().filter_map(|open| {
        if !matches!(open.status, Status::Active | Status::WindingDown) {
            return None;
        }
        let pair = open.pair;
        let (due, last) = next_contact(look, pair)?;
        let days = look.days_since(due);
        if days < 0 {
            return None;
        }
        let since = last.map_or_else(
            || format!("nobody was in touch with them since the start on {}", look.day(pair.start)),
            |day| format!("the last contact with them was on {}", look.day(day)),
        );
        let why = format!("{since}; one was due on {}", look.day(due));
        let leaves = "a support contact, a review or a letter";
        let finding = Finding::new(pair.id, Severity::Info, why, leaves)
            .clock(due, days)
            .limit(0)
            .people(look.both(pair));
        Some(finding)
    });
    due.collect()
}

/// The day on which the next contact with a pair is due, and the last one before: the first after
/// the start, the second after the start too, then at an interval from the last (V4).
fn next_contact(look: &Look, pair: &Pair) -> Option<(NaiveDate, Option<NaiveDate>)> {
    let after = |day: NaiveDate, key: Key| {
        day.checked_add_days(Days::new(u64::try_from(look.number(key)).unwrap_or_default()))
    };
    let touched = contacts(look, pair);
    let second = after(pair.start, Key::ContactSecondDays)?;
    Some(match touched.as_slice() {
        [] => (after(pair.start, Key::ContactFirstDays)?, None),
        [only] if *only < second => (second, Some(*only)),
        [.., last] => (after(*last, Key::ContactEveryDays)?, Some(*last)),
    })
}

/// The days on which somebody was in touch with a pair or one of its two, oldest first.
fn contacts(look: &Look, pair: &Pair) -> Vec<NaiveDate> {
    let scheme = look.scheme;
    let with = |link, id| scheme.linked::<Contact>(link, id).map(|contact| contact.day);
    let pair_id = crate::domain::ids::PersonId(pair.id.0);
    let mut days: Vec<NaiveDate> = with(Link::ContactsOfPair, pair_id)
        .chain(with(Link::ContactsOfPerson, pair.mentor))
        .chain(with(Link::ContactsOfPerson, pair.mentee))
        .chain(
            scheme.linked::<Review>(Link::ReviewsOfPair, pair.id).filter_map(|review| review.held),
        )
        .chain(scheme.linked::<Reminder>(Link::RemindersOfPair, pair.id).map(|letter| letter.day))
        .filter(|day| (pair.start..=look.on).contains(day))
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// An open concern: nothing is said but that there is one (V5).
pub(super) fn concern_open(look: &Look) -> Vec<Finding> {
    let open = || look.scheme.all::<Concern>().filter(|concern| concern.is_open(look.on));
    if open().next().is_none() {
        return Vec::new();
    }
    let pressing = open().any(|concern| concern.priority == Priority::Immediate);
    let severity = if pressing { Severity::Red } else { Severity::Amber };
    let count = match open().count() {
        1 => "a concern is open".to_owned(),
        _ => "concerns are open".to_owned(),
    };
    vec![Finding::of_scheme(severity, count, "closing it on its own screen")]
}
