//! Rows that are people: known by their address, never by name alone, and compared field by field.

use chrono::NaiveDate;

use super::drive::{Taken, drive};
use super::joins::Joins;
use super::mapping::{Answer, Role};
use super::people_values::fill;
use super::plan::{FieldChange, Outcome, RowOutcome};
use super::reader::Reader;
use super::values::absences;
use super::values::people::Named;
use super::who::{self, Who};
use super::work::Work;
use crate::domain::ids::PersonId;
use crate::domain::records::{Absence, Overrides, Person};
use crate::domain::verbs::{hide_mentor, take_person};
use crate::domain::{Kind, Link, Profile, Refusal, Scheme};
use crate::text::Text;
use crate::text::days::long;
use crate::text::width::cut;

/// Takes all rows of a list of people.
pub(super) fn rows(work: &mut Work<'_>) -> Vec<RowOutcome> {
    let origin = work.scheme.clone();
    work.joins = Joins::of(work.sheet, work.mapping);
    drive(work, who::about, enter, move |work, reader, who| take(work, reader, who, &origin))
}

/// Enters the person of a row by name and address, before any row is taken, so that line managers
/// and wishes find people who stand further down.
fn enter(work: &mut Work<'_>, reader: &Reader<'_>, who: &Who) {
    let Some(named) = who::named(reader).filter(|named| !named.name.is_empty()) else { return };
    if matches!(who, Who::Alone(_)) && !work.by_name(&named.name).is_empty() {
        return;
    }
    let known = find(work, reader, who).and_then(|id| Profile::of(&work.scheme, id, work.today));
    let mut profile = known.unwrap_or_else(|| Profile::new(&work.scheme, ""));
    if is_older(reader, &profile) {
        return;
    }
    rename(reader, &mut profile, &named);
    if profile.person.id == PersonId(0) {
        profile.person.email = Text::new(named.email.unwrap_or_default());
        profile.person.joined = Some(joined(reader, work.today));
    } else if let Some(email) = named.email.filter(|email| *email != profile.person.email_key()) {
        profile.person.email = Text::new(email);
    }
    let is_new = profile.person.id == PersonId(0);
    if let Ok((id, change)) = take_person(&work.scheme, work.today, &profile) {
        // A row that can't be entered is refused with its reason when it is taken.
        let entered = work.write(change).is_ok();
        if entered && is_new {
            work.entered.insert(reader.number(), id);
        }
    }
}

/// The day of submitting, which is the day of joining; not after today.
fn joined(reader: &Reader<'_>, today: NaiveDate) -> NaiveDate {
    reader.submitted().map_or(today, |at| at.date().min(today))
}

/// The person of a row, if they are there.
fn find(work: &Work<'_>, reader: &Reader<'_>, who: &Who) -> Option<PersonId> {
    match who {
        Who::Id(id) => Some(*id),
        Who::Email(email) => work.by_email(email),
        Who::Name(_) | Who::Alone(_) => work.entered.get(&reader.number()).copied(),
    }
}

fn take(work: &mut Work<'_>, reader: &mut Reader<'_>, who: &Who, origin: &Scheme) -> Taken {
    if let Some(id) = find(work, reader, who) {
        return update(work, reader, id, origin);
    }
    match who {
        Who::Id(_) | Who::Name(_) => Err("the person could not be entered".to_owned()),
        Who::Email(email) => Err(format!("{email} could not be entered")),
        Who::Alone(_) => alone(work, reader, origin),
    }
}

/// A row without an address whose name is there: known when it says nothing new of one of those
/// people, else a question with three answers (fault 77).
fn alone(work: &mut Work<'_>, reader: &mut Reader<'_>, origin: &Scheme) -> Taken {
    let named = who::named(reader).ok_or("there is no name")?;
    let same = work.by_name(&named.name).to_vec();
    let nameless = |work: &Work<'_>, id: PersonId| {
        work.scheme.get::<Person>(id).is_some_and(|person| person.email.is_empty())
    };
    for id in same.iter().copied() {
        // of several with addresses it is not clear which one is meant, though it says nothing new
        if same.len() > 1 && !nameless(work, id) {
            continue;
        }
        let (mark, mut trial) = (work.mark(), reader.clone());
        let taken = update(work, &mut trial, id, origin);
        if !work.wrote_since(mark) && taken.is_ok() {
            *reader = trial;
            let added = taken.as_ref().is_ok_and(|outcome| *outcome == Outcome::Added);
            return if added { Ok(Outcome::Skipped) } else { taken };
        }
        work.back_to(mark);
    }
    match work.wishes.answer(reader.number()) {
        Some(Answer::New) => {
            let mut profile = Profile::new(&work.scheme, "");
            rename(reader, &mut profile, &named);
            profile.person.joined = Some(joined(reader, work.today));
            let (id, change) =
                take_person(&work.scheme, work.today, &profile).map_err(|why| why.to_string())?;
            work.write(change).map_err(|why| why.to_string())?;
            update(work, reader, id, origin)
        }
        Some(Answer::Skip) => {
            reader.remark("somebody is called the same");
            Ok(Outcome::Skipped)
        }
        Some(Answer::Same) | None => Err(who::question(work, &named)),
    }
}

fn update(work: &mut Work<'_>, reader: &mut Reader<'_>, id: PersonId, origin: &Scheme) -> Taken {
    let before = Profile::of(origin, id, work.today);
    let mut profile = Profile::of(&work.scheme, id, work.today).ok_or("the person is gone")?;
    let stood = before.clone().unwrap_or_else(|| profile.clone());
    if before.is_none() {
        say_namesakes(work, reader, &profile);
    }
    for role in &reader.roles {
        match role {
            Role::Mentor => profile.is_mentor = true,
            Role::Mentee => profile.is_mentee = true,
        }
    }
    fill(work, reader, &mut profile);
    keep_newer(reader, &stood, &mut profile);
    let (_, change) =
        take_person(&work.scheme, work.today, &profile).map_err(|why| why.to_string())?;
    work.write(change).map_err(|why| why.to_string())?;
    hide(work, reader, &stood, &profile).map_err(|why| why.to_string())?;
    let Some(before) = before else { return Ok(Outcome::Added) };
    let after = Profile::of(&work.scheme, id, work.today).ok_or("the person is gone")?;
    if after == before {
        return Ok(Outcome::Unchanged);
    }
    Ok(Outcome::Changed(changes(work, &before, &after)))
}

/// How much of a note is quoted, in cells.
const SHOWN: usize = 60;

/// Hides a mentor for a time away that they tell in passing, where that is sure and news: what was
/// known before the row is not taken again. The text itself stays where it stands.
fn hide(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    before: &Profile,
    after: &Profile,
) -> Result<(), Refusal> {
    if !after.is_mentor || after.hidden_until != before.hidden_until {
        return Ok(());
    }
    let told = reader.submitted().map_or(work.today, |at| at.date());
    let notes = [
        (&before.person.notes, &after.person.notes),
        (&before.mentor.availability, &after.mentor.availability),
    ];
    let notes = notes.into_iter().filter(|(old, new)| old != new).map(|(_, new)| new);
    let extras = after.extra.iter().filter(|extra| !before.extra.contains(extra));
    let mut found = notes
        .chain(extras.map(|(_, value)| value))
        .filter_map(|text| Some((text, absences::away(text.exact(), told)?)));
    let Some((text, away)) = found.next() else { return Ok(()) };
    let since = away.since.unwrap_or(work.today).max(work.today);
    if away.until < since || found.any(|(_, other)| other != away) {
        return Ok(());
    }
    let line = text.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    let (id, said) = (after.person.id, format!("'{}'", cut(&line, SHOWN)));
    let known = work.scheme.linked::<Absence>(Link::AbsencesOfPerson, id).any(|absence| {
        absence.ended.is_none() && absence.until.is_none_or(|until| until >= work.today)
    });
    if known {
        reader.remark(format!("{said}: a time away is known already and stays as it is"));
        return Ok(());
    }
    let reason = Text::from(Overrides::AS_IN_SHEET);
    let change = hide_mentor(&work.scheme, work.today, id, since, Some(away.until), &reason)?;
    work.write(change)?;
    let from = if since > work.today { format!("from {} ", long(since)) } else { String::new() };
    reader.remark(format!("hidden {from}until {}, as in the sheet: {said}", long(away.until)));
    Ok(())
}

/// Takes over the name of a row.
fn rename(reader: &Reader<'_>, profile: &mut Profile, named: &Named) {
    profile.person.full_name = Text::new(named.name.clone());
    for (part, text) in [
        ("first_name", &mut profile.person.first_name),
        ("last_name", &mut profile.person.last_name),
    ] {
        if let Some(said) = reader.line(part) {
            *text = Text::new(said);
        }
    }
}

/// Says when somebody else has the name of somebody new: two people, or one with two addresses.
fn say_namesakes(work: &Work<'_>, reader: &mut Reader<'_>, profile: &Profile) {
    let same = work.by_name(profile.person.full_name.exact());
    let others: Vec<String> =
        same.iter().filter(|id| **id != profile.person.id).map(ToString::to_string).collect();
    if !others.is_empty() {
        reader.remark(format!("{} is called the same and stays apart", others.join(", ")));
    }
}

/// The extra field that says when a person's newest form was submitted.
const SUBMITTED: &str = "Submitted";

/// A form that is older than what is known fills only what is missing, so that sheets can be
/// imported in any order and again.
fn keep_newer(reader: &mut Reader<'_>, before: &Profile, after: &mut Profile) {
    let Some(at) = submitted(reader) else { return };
    if !is_older(reader, before) {
        after.extra.retain(|(heading, _)| heading.exact() != SUBMITTED);
        after.extra.push((Text::from(SUBMITTED), Text::new(at)));
        return;
    }
    let said = after.clone();
    for field in Profile::fields().filter(|field| field.id != "role") {
        let value = (field.get)(before);
        if !value.is_empty() {
            // A value that was there can be put back.
            let _set = (field.set)(after, &value).is_ok();
        }
    }
    let keep = |old: &mut Option<NaiveDate>, known: Option<NaiveDate>| *old = known.or(*old);
    keep(&mut after.person.consent_on, before.person.consent_on);
    keep(&mut after.manager_agreed_on, before.manager_agreed_on);
    if !before.mentor.training.is_empty() {
        after.mentor.training = before.mentor.training.clone();
    }
    for (heading, value) in &mut after.extra {
        if let Some((_, known)) = before.extra.iter().find(|(known, _)| known == heading) {
            *value = known.clone();
        }
    }
    if said != *after {
        reader.remark("a newer form of the same person is known; only what was missing is taken");
    }
}

/// When the form of a row was submitted, as it is kept and compared.
fn submitted(reader: &Reader<'_>) -> Option<String> {
    reader.submitted().map(|at| at.format("%Y-%m-%d %H:%M:%S").to_string())
}

/// Whether a newer form of the person is known than that of the row.
fn is_older(reader: &Reader<'_>, known: &Profile) -> bool {
    let newest = known.extra.iter().find(|(heading, _)| heading.exact() == SUBMITTED);
    match (submitted(reader), newest) {
        (Some(at), Some((_, newest))) => at.as_str() < newest.exact(),
        _ => false,
    }
}

/// What differs between two states of a person, field by field; people with their names.
fn changes(work: &Work<'_>, before: &Profile, after: &Profile) -> Vec<FieldChange> {
    let shown = |kind: Kind, value: String| {
        if !matches!(kind, Kind::Person) {
            return value;
        }
        let name = |part: &str| {
            part.trim().parse::<PersonId>().map_or(part.to_owned(), |id| work.scheme.name(id))
        };
        value.split("; ").map(name).collect::<Vec<_>>().join("; ")
    };
    let mut changes: Vec<FieldChange> = Profile::fields()
        .map(|field| (field, (field.get)(before), (field.get)(after)))
        .filter(|(_, old, new)| old != new)
        .map(|(field, old, new)| FieldChange {
            field: field.label.to_owned(),
            old: shown(field.kind, old),
            new: shown(field.kind, new),
        })
        .collect();
    for (heading, value) in &after.extra {
        let old = before.extra.iter().find(|(known, _)| known == heading).map(|(_, old)| old);
        if old != Some(value) {
            changes.push(FieldChange {
                field: heading.exact().to_owned(),
                old: old.map(|old| old.exact().to_owned()).unwrap_or_default(),
                new: value.exact().to_owned(),
            });
        }
    }
    changes
}
