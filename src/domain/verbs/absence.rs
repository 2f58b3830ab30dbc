//! Hidden mentors: hide one for a while, and note that one is back (P2, rules `hidden` and `mentor-returning`).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::ids::PersonId;
use crate::domain::records::{Absence, Mentor, Person};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::text::{Text, days};

/// Hides a mentor from a day on, until a last hidden day or until further notice. An absence that
/// overlaps is made to fit instead of a second one.
pub fn hide_mentor(
    scheme: &Scheme,
    today: NaiveDate,
    id: PersonId,
    since: NaiveDate,
    until: Option<NaiveDate>,
    reason: &Text,
) -> Result<Change, Refusal> {
    mentor(scheme, id)?;
    if let Some(end) = until.filter(|until| *until < since) {
        return Err(Refusal::EndBeforeStart { start: since, end });
    }
    if let Some(past) = until.filter(|until| *until < today) {
        let why = format!("{} is in the past: today is {}", days::long(past), days::long(today));
        return Err(Refusal::field("hidden_until", why));
    }
    let mut builder = Builder::new(scheme);
    let mut absences = scheme.linked::<Absence>(Link::AbsencesOfPerson, id);
    let overlapping = absences.find(|absence| {
        absence.ended.is_none()
            && absence.until.is_none_or(|last| last >= since)
            && until.is_none_or(|until| absence.since <= until)
    });
    match overlapping {
        Some(absence) => builder.change::<Absence>(absence.id, |absence| {
            absence.since = absence.since.min(since);
            absence.until = until;
            absence.reason = reason.clone();
        }),
        None => put_absence(&mut builder, id, since, until, reason),
    }
    let from = if since > today { format!(" from {}", days::long(since)) } else { String::new() };
    let last = match until {
        Some(until) => format!(" until {}", days::long(until)),
        None => " until further notice".to_owned(),
    };
    Ok(builder.done(format!("{{{id}}} is hidden{from}{last}")))
}

/// Notes that a mentor is back: every absence that has begun ends today. Suggested where
/// `mentor-returning` shows, so one that has run out may be noted too.
pub fn show_again(scheme: &Scheme, today: NaiveDate, id: PersonId) -> Result<Change, Refusal> {
    let mentor = mentor(scheme, id)?;
    let mut builder = Builder::new(scheme);
    for absence in scheme.linked::<Absence>(Link::AbsencesOfPerson, id) {
        if absence.since <= today && absence.ended.is_none() {
            builder.change::<Absence>(absence.id, |absence| absence.ended = Some(today));
        }
    }
    if builder.is_empty() {
        return Err(Refusal::because(format!(
            "{} is not hidden: there is nothing to end",
            mentor.full_name
        )));
    }
    Ok(builder.done(format!("{{{id}}} is back from {}", days::long(today))))
}

fn mentor(scheme: &Scheme, id: PersonId) -> Result<&Person, Refusal> {
    let person = scheme.get::<Person>(id).ok_or_else(|| Refusal::NotFound(id.to_string()))?;
    if scheme.get::<Mentor>(id).is_none() {
        let why = format!(
            "{} is no mentor: only mentors are hidden; make them one first",
            person.full_name
        );
        return Err(Refusal::because(why));
    }
    Ok(person)
}

/// Writes the last hidden day that a profile tells. A day that is past already is kept as an
/// absence of that one day, so that the return shows; the same day twice changes nothing.
pub(super) fn save_hidden_until(
    builder: &mut Builder<'_>,
    id: PersonId,
    today: NaiveDate,
    before: Option<NaiveDate>,
    told: Option<NaiveDate>,
) {
    if before == told {
        return;
    }
    let scheme = builder.scheme();
    let absences = || scheme.linked::<Absence>(Link::AbsencesOfPerson, id);
    let covering = absences().find(|absence| absence.covers(today)).map(|absence| absence.id);
    match (told, covering) {
        (Some(until), _) if until < today => {
            if absences().all(|absence| absence.until != Some(until)) {
                put_absence(builder, id, until, Some(until), &Text::default());
            }
        }
        (Some(until), Some(absence)) => {
            builder.change::<Absence>(absence, |absence| absence.until = Some(until));
        }
        (Some(until), None) => put_absence(builder, id, today, Some(until), &Text::default()),
        (None, Some(absence)) => {
            builder.change::<Absence>(absence, |absence| absence.ended = Some(today));
        }
        (None, None) => {}
    }
}

fn put_absence(
    builder: &mut Builder<'_>,
    person: PersonId,
    since: NaiveDate,
    until: Option<NaiveDate>,
    reason: &Text,
) {
    let id = builder.new_id::<Absence>();
    builder.put(Absence { id, person, since, until, reason: reason.clone(), ended: None });
}
