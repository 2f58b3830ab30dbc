//! Line managers: who manages a person from which day, when they were briefed and whether they agreed (P4).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::ids::PersonId;
use crate::domain::profile::Profile;
use crate::domain::records::{Line, Person};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::verbs::request::not_later;
use crate::domain::verbs::wishes::{means, person_or_name};
use crate::text::{Text, days};

/// Records whether the line manager of a person agreed, and on which day (P4).
pub fn manager_agreed(
    scheme: &Scheme,
    today: NaiveDate,
    id: PersonId,
    agreed: bool,
    day: NaiveDate,
) -> Result<Change, Refusal> {
    not_later("manager_agreed", day, today)?;
    let said = if agreed { "agreed" } else { "did not agree" };
    let words = format!("the line manager of {{{id}}} {said} on {}", days::long(day));
    on_line(scheme, today, id, words, |line| {
        line.agreed = Some(agreed);
        line.agreed_on = Some(day);
    })
}

/// Records the day on which the line manager of a person was briefed (P4).
pub fn manager_briefed(
    scheme: &Scheme,
    today: NaiveDate,
    id: PersonId,
    day: NaiveDate,
) -> Result<Change, Refusal> {
    not_later("briefed", day, today)?;
    let words = format!("the line manager of {{{id}}} was briefed on {}", days::long(day));
    on_line(scheme, today, id, words, |line| line.briefed = Some(day))
}

fn on_line(
    scheme: &Scheme,
    today: NaiveDate,
    id: PersonId,
    words: String,
    change: impl FnOnce(&mut Line),
) -> Result<Change, Refusal> {
    let person = scheme.get::<Person>(id).ok_or_else(|| Refusal::NotFound(id.to_string()))?;
    let Some(line) = scheme.line(id, today) else {
        let name = &person.full_name;
        let why = format!("{name} has no line manager on record: name the manager first");
        return Err(Refusal::field("line_manager", why));
    };
    let mut builder = Builder::new(scheme);
    builder.change::<Line>(line.id, change);
    Ok(builder.done(words))
}

/// Writes the line manager that a profile tells. Another manager ends the old line the day before
/// and starts a new one; the first one known counts from the beginning.
pub(super) fn save_line(
    builder: &mut Builder<'_>,
    id: PersonId,
    today: NaiveDate,
    profile: &Profile,
) -> Result<(), Refusal> {
    let scheme = builder.scheme();
    let told = &profile.line_manager;
    let (agreed, agreed_on) = (profile.manager_agreed, profile.manager_agreed_on);
    let briefed = profile.manager_briefed;
    let days = briefed.or(agreed_on);
    let is_told = !told.is_empty() || agreed.is_some() || days.is_some();
    let Some(old) = scheme.line(id, today) else {
        if is_told {
            let (manager, manager_name) = manager_told(scheme, id, told)?;
            let line = line(builder, id, manager, manager_name);
            builder.put(Line { briefed, agreed, agreed_on, ..line });
        }
        return Ok(());
    };
    if means(scheme, old.manager, &old.manager_name, told) {
        builder.change::<Line>(old.id, |line| {
            (line.briefed, line.agreed, line.agreed_on) = (briefed, agreed, agreed_on);
        });
        return Ok(());
    }
    let (manager, manager_name) = manager_told(scheme, id, told)?;
    // the days on which the old manager was briefed and agreed say nothing of the new one
    let agreed_on = agreed_on.filter(|day| old.agreed_on != Some(*day));
    let briefed = briefed.filter(|day| old.briefed != Some(*day));
    let was_nobody = old.manager.is_none() && old.manager_name.is_empty();
    if is_told && (was_nobody || old.since == Some(today)) {
        builder.change::<Line>(old.id, |line| {
            (line.manager, line.manager_name) = (manager, manager_name);
            (line.briefed, line.agreed, line.agreed_on) = (briefed, agreed, agreed_on);
        });
        return Ok(());
    }
    if old.since == Some(today) {
        builder.take::<Line>(old.id);
    } else {
        builder.change::<Line>(old.id, |line| line.until = today.pred_opt());
    }
    if !told.is_empty() {
        let new = line(builder, id, manager, manager_name);
        builder.put(Line { since: Some(today), briefed, agreed, agreed_on, ..new });
    }
    Ok(())
}

fn manager_told(
    scheme: &Scheme,
    id: PersonId,
    told: &Text,
) -> Result<(Option<PersonId>, Text), Refusal> {
    let manager = person_or_name(scheme, "line_manager", told)?;
    if manager.0 == Some(id) {
        return Err(Refusal::field(
            "line_manager",
            "nobody is their own line manager: name somebody else",
        ));
    }
    Ok(manager)
}

/// A line of which nothing but the two people is known.
fn line(
    builder: &mut Builder<'_>,
    person: PersonId,
    manager: Option<PersonId>,
    manager_name: Text,
) -> Line {
    Line {
        id: builder.new_id::<Line>(),
        person,
        manager,
        manager_name,
        since: None,
        until: None,
        briefed: None,
        agreed: None,
        agreed_on: None,
    }
}
