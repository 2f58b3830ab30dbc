//! How long a person's data are kept: a later day with its reason (rule `keep-until-passed`, I4).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::ids::PersonId;
use crate::domain::records::Person;
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::text::{Text, days};

/// Keeps a person's data until the end of a later day. A day that was set already is only put off,
/// and only with a reason.
pub fn keep_longer(
    scheme: &Scheme,
    today: NaiveDate,
    id: PersonId,
    until: NaiveDate,
    because: &Text,
) -> Result<Change, Refusal> {
    let person = scheme.get::<Person>(id).ok_or_else(|| Refusal::NotFound(id.to_string()))?;
    if until <= today {
        let why = format!("{} is not ahead: give a day after today", days::long(until));
        return Err(Refusal::field("keep_until", why));
    }
    if let Some(known) = person.keep_until.filter(|known| until <= *known) {
        let why = format!("it is kept until {} already: give a later day", days::long(known));
        return Err(Refusal::field("keep_until", why));
    }
    if because.is_empty() {
        return Err(Refusal::field("keep_reason", "say why it must be kept longer"));
    }
    let mut builder = Builder::new(scheme);
    builder.change::<Person>(id, |person| {
        person.keep_until = Some(until);
        person.keep_reason = because.clone();
    });
    Ok(builder.done(format!("{{{id}}} is kept until {}", days::long(until))))
}

/// What the history says of a subject access: that it was answered, and by when the answer was due
/// if it was asked for today (one month; reliability reference, fault 86). Without a name.
pub fn handed_over(id: PersonId, today: NaiveDate) -> String {
    let due = days::add_months(today, 1);
    format!(
        "all data of {id} were put into a file; asked for today it is due by {}",
        days::long(due)
    )
}

/// What the history says of a list or calendar that was put into a file: what, and how many of which
/// noun. Without a name: what it was filtered by is not said.
pub fn put_into_file(what: &str, count: usize, noun: &str) -> String {
    let count = days::plural(i64::try_from(count).unwrap_or(i64::MAX), noun);
    format!("{what} was put into a file, {count}")
}

/// A person whose data may no longer be kept, or not for long.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Retained<'a> {
    /// Who.
    pub person: &'a Person,
    /// The last day.
    pub until: NaiveDate,
    /// Days since then; negative while it is still to come.
    pub over: i64,
}

/// Everybody whose last day of keeping is before `by`, longest over first, as of a day (I4).
pub fn retained(scheme: &Scheme, today: NaiveDate, by: NaiveDate) -> Vec<Retained<'_>> {
    let due = scheme.all::<Person>().filter_map(|person| {
        let until = person.keep_until.filter(|until| *until < by)?;
        Some(Retained { person, until, over: (today - until).num_days() })
    });
    let mut due: Vec<_> = due.collect();
    due.sort_by_key(|one| (one.until, one.person.id));
    due
}
