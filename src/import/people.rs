//! Rows that are people: known by their address, never by name alone, and compared field by field.

use chrono::NaiveDate;

use super::mapping::Role;
use super::people_values::fill;
use super::plan::{About, FieldChange, Outcome, RowOutcome, Taken, drive};
use super::reader::Reader;
use super::values::absences;
use super::values::people::{self, Named};
use super::values::words;
use super::work::Work;
use crate::domain::ids::PersonId;
use crate::domain::records::{Absence, Overrides};
use crate::domain::verbs::{hide_mentor, save_person};
use crate::domain::{Kind, Link, Profile, Refusal, Scheme};
use crate::text::Text;
use crate::text::days::long;
use crate::text::width::cut;

/// Two rows are the same person when the address is, or without one the name.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Who {
    /// By address, in lower case.
    Email(String),
    /// By the key of a name, for a row without an address.
    Name(String),
}

/// Takes all rows of a list of people.
pub(super) fn rows(work: &mut Work<'_>) -> Vec<RowOutcome> {
    let origin = work.scheme.clone();
    drive(work, about, enter, move |work, reader, who| take(work, reader, who, &origin))
}

fn about(work: &mut Work<'_>, reader: &mut Reader<'_>) -> Result<About<Who>, String> {
    let named = named(reader).ok_or("there is neither a name nor an e-mail address")?;
    if super::pairs::is_total(&named.name) {
        return Err(format!("'{}' is no person: this looks like a row of totals", named.name));
    }
    let roles = roles(work, reader)?;
    reader.roles = roles;
    let at = reader.submitted();
    let key = match &named.email {
        Some(email) => {
            if let Some(why) = work.was_erased(email) {
                return Err(why);
            }
            let parts = ["full_name", "first_name", "last_name"];
            let has_names = parts.iter().any(|field| work.mapping.place(field).is_some());
            if named.name.is_empty() && (has_names || work.by_email(email).is_none()) {
                return Err(format!("there is no name for {email}"));
            }
            work.claim(email, &named.name, reader.number())?;
            Who::Email(email.clone())
        }
        None if work.by_name(&named.name).len() > 1 => {
            return Err(work.find(&named).err().unwrap_or_default());
        }
        None => Who::Name(people::key(&named.name)),
    };
    Ok(About { key, at })
}

/// Name and address of a row.
fn named(reader: &Reader<'_>) -> Option<Named> {
    let mut named = reader.named("full_name");
    let parts: Vec<String> =
        ["first_name", "last_name"].iter().filter_map(|part| reader.line(part)).collect();
    if named.name.is_empty() {
        named.name = parts.join(" ");
    }
    if let Some(email) = reader.text("email").and_then(|text| people::read(&text)?.email) {
        named.email = Some(email);
    }
    (!named.name.is_empty() || named.email.is_some()).then_some(named)
}

/// On which sides the person of a row stands.
fn roles(work: &Work<'_>, reader: &Reader<'_>) -> Result<Vec<Role>, String> {
    let Some(cell) = reader.cell("role") else {
        // a list of everybody also has people who are on neither side
        if work.mapping.own {
            return Ok(Vec::new());
        }
        return work.mapping.role.map(|role| vec![role]).ok_or("the role is missing".to_owned());
    };
    let heading = work.mapping.place("role").and_then(|at| work.sheet.headings.get(at));
    let heading = heading.map(|heading| super::headings::normal(heading)).unwrap_or_default();
    let said = super::headings::normal(&cell.text());
    let has =
        |text: &str, word: &str| text.split(' ').any(|part| part.trim_end_matches('s') == word);
    let sides = |text: &str| {
        [(Role::Mentor, "mentor"), (Role::Mentee, "mentee")]
            .into_iter()
            .filter(|(_, word)| has(text, word))
            .map(|(role, _)| role)
            .collect::<Vec<_>>()
    };
    let named = sides(&said);
    if !named.is_empty() {
        return Ok(named);
    }
    if has(&said, "both") {
        return Ok(vec![Role::Mentor, Role::Mentee]);
    }
    // "Do you want to sign up as a mentor?" "No"
    let asked = sides(&heading);
    match (words::yes_no(cell), asked.as_slice()) {
        (Ok(Some(said)), [_, _]) if said.yes => Ok(asked),
        (Ok(Some(said)), [side]) if said.yes => Ok(vec![*side]),
        (Ok(Some(_)), [Role::Mentor]) => Ok(vec![Role::Mentee]),
        (Ok(Some(_)), [Role::Mentee]) => Ok(vec![Role::Mentor]),
        _ => Err(format!("“{}” is neither mentor nor mentee", cell.text())),
    }
}

/// Enters the person of a row by name and address, before any row is taken, so that line managers
/// and wishes find people who stand further down.
fn enter(work: &mut Work<'_>, reader: &Reader<'_>, who: &Who) {
    let Some(named) = named(reader).filter(|named| !named.name.is_empty()) else { return };
    let known = find(work, who).and_then(|id| Profile::of(&work.scheme, id, work.today));
    let mut profile = known.unwrap_or_else(|| Profile::new(&work.scheme, ""));
    if is_older(reader, &profile) {
        return;
    }
    rename(reader, &mut profile, &named);
    if profile.person.id == PersonId(0) {
        profile.person.email = Text::new(named.email.unwrap_or_default());
        profile.person.joined = Some(joined(reader, work.today));
    }
    if let Ok((_, change)) = save_person(&work.scheme, work.today, &profile) {
        // A row that can't be entered is refused with its reason when it is taken.
        let _entered = work.write(change).is_ok();
    }
}

/// The day of submitting, which is the day of joining; not after today.
fn joined(reader: &Reader<'_>, today: NaiveDate) -> NaiveDate {
    reader.submitted().map_or(today, |at| at.date().min(today))
}

fn find(work: &Work<'_>, who: &Who) -> Option<PersonId> {
    match who {
        Who::Email(email) => work.by_email(email),
        Who::Name(name) => match work.by_name(name) {
            [only] => Some(*only),
            _ => None,
        },
    }
}

fn take(work: &mut Work<'_>, reader: &mut Reader<'_>, who: &Who, origin: &Scheme) -> Taken {
    let id = find(work, who).ok_or_else(|| match who {
        Who::Email(email) => format!("{email} could not be entered"),
        Who::Name(_) => {
            "without an e-mail address it is not clear which person of this name is meant"
                .to_owned()
        }
    })?;
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
        save_person(&work.scheme, work.today, &profile).map_err(|why| why.to_string())?;
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
