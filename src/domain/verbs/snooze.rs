//! Snoozing: leave an item of Today out until a day, or call it back; its age goes on (Q2).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::ids::AnyId;
use crate::domain::records::Snooze;
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::text::days;

/// Leaves an item out until a day after today, on which it shows again. An earlier snooze of the
/// same item is replaced. `subject` is an id as shown (`R42`), empty for items of the scheme.
pub fn snooze(
    scheme: &Scheme,
    today: NaiveDate,
    section: &str,
    subject: &str,
    until: NaiveDate,
) -> Result<Change, Refusal> {
    if until <= today {
        let why = format!(
            "{} is not after today, {}: give a later day",
            days::long(until),
            days::long(today)
        );
        return Err(Refusal::field("until", why));
    }
    let mut builder = Builder::new(scheme);
    let old = snoozed(scheme, section, subject).map(|snooze| snooze.id);
    let id = old.unwrap_or_else(|| builder.new_id::<Snooze>());
    let (section, subject) = (section.to_owned(), subject.to_owned());
    let words = format!("{} is snoozed until {}", shown(&section, &subject), days::long(until));
    builder.put(Snooze { id, section, subject, since: today, until });
    Ok(builder.done(words))
}

/// Calls a snoozed item back.
pub fn wake(scheme: &Scheme, section: &str, subject: &str) -> Result<Change, Refusal> {
    let Some(snooze) = snoozed(scheme, section, subject) else {
        return Err(Refusal::because("this item is not snoozed: it stands in Today"));
    };
    let mut builder = Builder::new(scheme);
    builder.take::<Snooze>(snooze.id);
    Ok(builder.done(format!("{} is shown again", shown(section, subject))))
}

fn snoozed<'a>(scheme: &'a Scheme, section: &str, subject: &str) -> Option<&'a Snooze> {
    scheme.all::<Snooze>().find(|snooze| snooze.section == section && snooze.subject == subject)
}

/// The item in words with ids only.
fn shown(section: &str, subject: &str) -> String {
    match subject.parse::<AnyId>() {
        Ok(id) => format!("{{{id}}}"),
        Err(_) => format!("the item of {section}"),
    }
}
