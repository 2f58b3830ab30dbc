//! Events: invite people, take them off the list again, and record who came (S1).

use chrono::NaiveDate;

use crate::domain::attendance::{fill, take_back};
use crate::domain::change::{Builder, Change};
use crate::domain::codes::{EventKind, Status, Subject};
use crate::domain::ids::{EventId, PersonId};
use crate::domain::records::{Attendance, Event, Person};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::verbs::request::not_later;
use crate::text::days;

/// Invites people to an event, on a day; who is invited already stays so. Those who have left or
/// withdrawn are passed over, unless there is nobody else.
pub fn invite(
    scheme: &Scheme,
    today: NaiveDate,
    id: EventId,
    people: &[PersonId],
    day: NaiveDate,
) -> Result<Change, Refusal> {
    let event = standing(scheme, id)?;
    not_later("invited", day, today)?;
    if day > event.day {
        let why =
            format!("the event was on {}: give that day or one before", days::long(event.day));
        return Err(Refusal::field("invited", why));
    }
    let people = known(scheme, people)?;
    let is_gone = |person: &PersonId| {
        let status = scheme.state_on(Subject::Person, person.0, today);
        matches!(status, Some(Status::Left | Status::Withdrawn))
    };
    let (gone, people): (Vec<_>, Vec<_>) = people.into_iter().partition(is_gone);
    if people.is_empty() {
        let names: Vec<_> = gone.iter().map(|person| scheme.name(*person)).collect();
        let have = if names.len() == 1 { "has" } else { "have" };
        let why = format!("{} {have} left the scheme", names.join(", "));
        return Err(Refusal::because(why));
    }
    let mut builder = Builder::new(scheme);
    for person in &people {
        match scheme.attendance(id, *person) {
            Some(one) => builder.change::<Attendance>(one.id, |one| {
                one.invited = one.invited.or(Some(day));
            }),
            None => put(&mut builder, id, *person, Some(day), None),
        }
    }
    let are = if people.len() == 1 { "is" } else { "are" };
    let over = match gone.len() {
        0 => String::new(),
        1 => "; 1 who has left is passed over".to_owned(),
        gone => format!("; {gone} who have left are passed over"),
    };
    Ok(builder.done(format!("{} {are} invited to {{{id}}}{over}", who(&people))))
}

/// Takes people off the list of an event, as if they had never been invited. Who came stays.
pub fn uninvite(scheme: &Scheme, id: EventId, people: &[PersonId]) -> Result<Change, Refusal> {
    existing(scheme, id)?;
    let people = known(scheme, people)?;
    let mut builder = Builder::new(scheme);
    for person in &people {
        let one = listed(scheme, id, *person)?;
        if one.attended == Some(true) {
            let name = scheme.name(*person);
            return Err(Refusal::because(format!("{name} came: say first that it is not known")));
        }
        builder.take::<Attendance>(one.id);
    }
    let are = if people.len() == 1 { "is" } else { "are" };
    Ok(builder.done(format!("{} {are} taken off the list of {{{id}}}", who(&people))))
}

/// Records that people came to an event or did not, or that this is not known. Coming fills in
/// their days of training, induction or briefing; not having come takes back what this event had
/// filled in. Who came uninvited is put on the list.
pub fn mark_attendance(
    scheme: &Scheme,
    today: NaiveDate,
    id: EventId,
    people: &[PersonId],
    came: Option<bool>,
) -> Result<Change, Refusal> {
    let event = if came.is_some() { standing(scheme, id)? } else { existing(scheme, id)? };
    if came.is_some() && event.day > today {
        let why = format!("the event is still to come, on {}", days::long(event.day));
        return Err(Refusal::because(why));
    }
    let people = known(scheme, people)?;
    let mut builder = Builder::new(scheme);
    let mut followed = 0;
    for person in &people {
        let before = match scheme.attendance(id, *person) {
            None if came == Some(true) => {
                put(&mut builder, id, *person, None, came);
                None
            }
            _ => {
                let one = listed(scheme, id, *person)?;
                builder.change::<Attendance>(one.id, |one| one.attended = came);
                one.attended
            }
        };
        let follows = match (before, came) {
            (_, Some(true)) => fill(&mut builder, event, *person),
            (Some(true), _) => take_back(&mut builder, event, *person),
            (_, _) => false,
        };
        followed += i64::from(follows);
    }
    let did = match came {
        Some(true) => "came to",
        Some(false) => "did not come to",
        None => "may or may not have come to",
    };
    let also = follow_up(event.kind, came, followed);
    Ok(builder.done(format!("{} {did} {{{id}}}{also}", who(&people))))
}

/// What was filled in or taken back with it, in words.
fn follow_up(kind: EventKind, came: Option<bool>, people: i64) -> String {
    let day = match kind {
        EventKind::Training => "day of training",
        EventKind::Induction => "day of induction",
        EventKind::Briefing => "briefing as a line manager",
        EventKind::DropIn | EventKind::Other => return String::new(),
    };
    let done = if came == Some(true) { "filled in" } else { "taken back" };
    match people {
        0 => String::new(),
        1 => format!("; the {day} is {done}"),
        people => format!("; the {day} of {people} people is {done}"),
    }
}

fn existing(scheme: &Scheme, id: EventId) -> Result<&Event, Refusal> {
    scheme.get::<Event>(id).ok_or_else(|| Refusal::NotFound(format!("event {id}")))
}

/// The event, unless it was called off.
fn standing(scheme: &Scheme, id: EventId) -> Result<&Event, Refusal> {
    let event = existing(scheme, id)?;
    match event.cancelled {
        Some(day) => {
            Err(Refusal::because(format!("the event was called off on {}", days::long(day))))
        }
        None => Ok(event),
    }
}

/// The people, each once and all of them there.
fn known(scheme: &Scheme, people: &[PersonId]) -> Result<Vec<PersonId>, Refusal> {
    let mut each: Vec<PersonId> = Vec::with_capacity(people.len());
    let mut seen = std::collections::BTreeSet::new();
    for person in people {
        if scheme.get::<Person>(*person).is_none() {
            return Err(Refusal::NotFound(format!("person {person}")));
        }
        if seen.insert(*person) {
            each.push(*person);
        }
    }
    if each.is_empty() {
        return Err(Refusal::because("nobody is named"));
    }
    Ok(each)
}

fn listed(scheme: &Scheme, id: EventId, person: PersonId) -> Result<&Attendance, Refusal> {
    scheme.attendance(id, person).ok_or_else(|| {
        Refusal::because(format!(
            "{} was not invited to {}",
            scheme.name(person),
            scheme.title(id.into())
        ))
    })
}

fn put(
    builder: &mut Builder<'_>,
    event: EventId,
    person: PersonId,
    invited: Option<NaiveDate>,
    attended: Option<bool>,
) {
    let id = builder.new_id::<Attendance>();
    builder.put(Attendance { id, event, person, invited, attended });
}

/// "{P1}", "{P1} and {P2}", "12 people".
fn who(people: &[PersonId]) -> String {
    match people {
        [one] => format!("{{{one}}}"),
        [one, two] => format!("{{{one}}} and {{{two}}}"),
        [one, two, three] => format!("{{{one}}}, {{{two}}} and {{{three}}}"),
        many => format!("{} people", many.len()),
    }
}
