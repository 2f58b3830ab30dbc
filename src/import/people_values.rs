//! The values of a person's row, in the form in which a person's fields take them.

use chrono::NaiveDate;

use super::mapping::Role;
use super::reader::Reader;
use super::sheet::Cell;
use super::values::dates::{self, When};
use super::values::lists::{self, Between};
use super::values::{numbers, people, states, words};
use super::work::Work;
use crate::domain::Profile;
use crate::domain::codes::{Code, Format};
use crate::domain::field::Kind;
use crate::text::{Text, fold};

/// Columns with a meaning that their field alone does not tell.
const OWN: [&str; 14] = [
    "submitted_at",
    "role",
    "full_name",
    "first_name",
    "last_name",
    "email",
    "consent",
    "trained",
    "line_manager",
    "manager_agreed",
    "prefers",
    "avoids",
    "status",
    "first_time",
];

/// Fills a person with what their row says; an empty cell changes nothing, and what can't be read
/// is kept under its heading.
pub(super) fn fill(work: &Work<'_>, reader: &mut Reader<'_>, profile: &mut Profile) {
    for at in 0..work.mapping.columns.len() {
        let Some(column) = work.mapping.columns.get(at) else { continue };
        let again = work.mapping.place(column.field) != Some(at);
        if OWN.contains(&column.field) || again || !reader.says(column.field) {
            continue;
        }
        let of_side = on_their_side(work, reader, column.field);
        let Some(field) = Profile::field(of_side) else { continue };
        match value(work, reader, column.field, field.kind) {
            Ok(Some(value)) => {
                if same(&(field.get)(profile), &value, field.kind) {
                    continue;
                }
                if let Err(why) = (field.set)(profile, &value) {
                    reader.keep(column.field, &why.to_string());
                }
            }
            Ok(None) => {}
            Err(why) => reader.keep(column.field, &why),
        }
    }
    consent(work, reader, profile);
    training(reader, profile);
    first_time(reader, profile);
    manager(work, reader, profile);
    wishes(work, reader, profile);
    if let Some(text) = reader.line("status") {
        match states::person_status(&text) {
            Some(status) => profile.status = Some(status),
            None => reader.keep("status", "not a status of a person"),
        }
    }
    if reader
        .text("email")
        .is_some_and(|text| people::read(&text).is_none_or(|n| n.email.is_none()))
    {
        reader.keep("email", "not an e-mail address");
    }
    for (heading, value) in reader.extras() {
        let (heading, value) = (Text::new(heading), Text::new(value));
        match profile.extra.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, known)) => *known = value,
            None => profile.extra.push((heading, value)),
        }
    }
}

/// In a sheet of both sides with one column of topics, the topics of a mentee are wanted and those of
/// a mentor offered, whatever the column is called.
fn on_their_side<'a>(work: &Work<'_>, reader: &Reader<'_>, field: &'a str) -> &'a str {
    let alone = |other: &str| work.mapping.role.is_none() && work.mapping.place(other).is_none();
    match (field, reader.roles.as_slice()) {
        ("topics_offered", [Role::Mentee]) if alone("topics_wanted") => "topics_wanted",
        ("topics_wanted", [Role::Mentor]) if alone("topics_offered") => "topics_offered",
        _ => field,
    }
}

/// The canonical value of a cell for a kind of field; `None` when it says nothing.
fn value(
    work: &Work<'_>,
    reader: &Reader<'_>,
    id: &'static str,
    kind: Kind,
) -> Result<Option<String>, String> {
    if matches!(kind, Kind::Topics | Kind::Choices(_)) {
        let values = all_values(work, reader, id);
        if values.is_empty() {
            return Ok(None);
        }
    }
    let blank = Cell::Empty;
    let cell = reader.cell(id).unwrap_or(&blank);
    let text = cell.text();
    Ok(match kind {
        Kind::Line | Kind::Email | Kind::Person | Kind::Record(_) | Kind::Money => reader.line(id),
        Kind::Long => reader.text(id),
        Kind::Day => reader.needed_day(id)?.map(|day| day.to_string()),
        Kind::Number(..) => Some(numbers::count(cell)?.to_string()),
        Kind::YesNo => words::yes_no(cell)?.map(|said| if said.yes { "yes" } else { "no" }.into()),
        Kind::Topics => Some(all_values(work, reader, id).join("; ")),
        Kind::Choices(_) => Some(formats(work, reader, id)?),
        Kind::Choice(options) => {
            let wanted = fold(&text);
            let found = options()
                .into_iter()
                .find(|(code, label)| *code == wanted || fold(label) == wanted);
            Some(found.ok_or_else(|| format!("“{text}” is none of the choices"))?.0.to_owned())
        }
    })
}

/// Whether a value says nothing new: topics in another order or spelling are the same.
fn same(old: &str, new: &str, kind: Kind) -> bool {
    if !matches!(kind, Kind::Topics) {
        return old == new;
    }
    let set = |text: &str| {
        let mut parts: Vec<String> = text.split(';').map(fold).filter(|p| !p.is_empty()).collect();
        parts.sort();
        parts.dedup();
        parts
    };
    set(old) == set(new)
}

/// The values of a field in all of its columns, each split as it splits its values; those of earlier
/// rows of the same person first.
fn all_values(work: &Work<'_>, reader: &Reader<'_>, field: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for reader in reader.also.iter().chain([reader]) {
        for at in work.mapping.places(field) {
            let Some(text) = reader.text_at(at) else { continue };
            for value in lists::split(&text, work.between(at)) {
                // a field of several values is exchanged with semicolons between them
                let value = value.replace(';', ",");
                if !found.iter().any(|known| known.to_lowercase() == value.to_lowercase()) {
                    found.push(value);
                }
            }
        }
    }
    found
}

fn formats(work: &Work<'_>, reader: &Reader<'_>, id: &'static str) -> Result<String, String> {
    let mut codes: Vec<&str> = Vec::new();
    for part in all_values(work, reader, id) {
        let format: Format =
            words::format(&part).ok_or_else(|| format!("“{part}” is no way of meeting"))?;
        if !codes.contains(&format.code()) {
            codes.push(format.code());
        }
    }
    Ok(codes.join("; "))
}

/// Consent counts from the day of the form.
fn consent(work: &Work<'_>, reader: &mut Reader<'_>, profile: &mut Profile) {
    let Some(said) = reader.yes_no("consent") else { return };
    let news = profile.person.consent != Some(said.yes);
    profile.person.consent = Some(said.yes);
    if said.yes && (news || (profile.person.consent_on.is_none() && !reader.is_own())) {
        let day = reader.submitted().map_or(work.today, |at| at.date().min(work.today));
        profile.person.consent_on = Some(day);
    }
}

/// "yes - online module" is a training, as told; a day is the day of it.
fn training(reader: &mut Reader<'_>, profile: &mut Profile) {
    let Some(cell) = reader.cell("trained") else { return };
    if let Ok(When::At(day, _)) = dates::read(cell, reader.order("trained")) {
        profile.mentor.trained = Some(true);
        profile.mentor.trained_on = Some(day);
        return;
    }
    let Some(said) = reader.yes_no("trained") else { return };
    profile.mentor.trained = Some(said.yes);
    match said.day {
        Some(When::At(day, _)) if said.yes => profile.mentor.trained_on = Some(day),
        _ if said.yes && !said.more.is_empty() => profile.mentor.training = Text::new(said.more),
        _ => {}
    }
}

fn first_time(reader: &mut Reader<'_>, profile: &mut Profile) {
    let Some(said) = reader.yes_no("first_time") else { return };
    match reader.roles.as_slice() {
        [Role::Mentee] => profile.mentee.first_time = Some(said.yes),
        // the column of a list is the mentee's
        _ if reader.is_own() => profile.mentee.first_time = Some(said.yes),
        [Role::Mentor] => profile.mentor.first_time = Some(said.yes),
        _ => reader.keep("first_time", "it is not clear for which side"),
    }
}

/// The line manager as a person of the scheme or as a name, and since when they agree.
fn manager(work: &Work<'_>, reader: &mut Reader<'_>, profile: &mut Profile) {
    if let Some(named) = reader.line("line_manager").and_then(|text| people::read(&text)) {
        let manager = work.person_or_name(&named);
        let same = people::key(&named.name) == people::key(profile.person.full_name.exact());
        let own =
            manager.exact() == profile.person.id.to_string() || (named.email.is_none() && same);
        if own {
            reader.remark("nobody is their own line manager; the name is left out");
        } else {
            profile.line_manager = manager;
        }
    }
    let Some(said) = reader.yes_no("manager_agreed") else { return };
    let news = profile.manager_agreed != Some(said.yes);
    profile.manager_agreed = Some(said.yes);
    let near = reader.submitted().map_or(work.today, |at| at.date());
    let day: Option<NaiveDate> = match said.day {
        Some(When::At(day, _)) => Some(day),
        Some(When::NoYear { month, day }) => dates::nearest(month, day, near),
        Some(When::Vague(_)) | None => None,
    };
    if said.yes && (day.is_some() || news) {
        profile.manager_agreed_on = day.or(profile.manager_agreed_on);
    }
}

/// People to prefer or to avoid: ids of the scheme, or names.
fn wishes(work: &Work<'_>, reader: &mut Reader<'_>, profile: &mut Profile) {
    for (field, list) in [("prefers", &mut profile.prefers), ("avoids", &mut profile.avoids)] {
        let mut named: Vec<Text> = Vec::new();
        for text in reader.also.iter().chain([&*reader]).flat_map(|reader| reader.texts(field)) {
            // "Last, First" is one person; several stand in lines or between semicolons
            let parts = if text.contains("|||") {
                lists::split(&text, Between::Bars)
            } else if text.contains(';') {
                lists::split(&text, Between::Semicolons)
            } else if text.contains('\n') {
                lists::split(&text, Between::Lines)
            } else if text.matches(',').count() > 1 || text.contains(", ") && several(work, &text) {
                lists::split(&text, Between::Commas)
            } else {
                vec![text]
            };
            for person in parts.iter().filter_map(|part| people::read(part)) {
                let person = work.person_or_name(&person);
                if !named.contains(&person) {
                    named.push(person);
                }
            }
        }
        if !named.is_empty() {
            *list = named;
        }
    }
}

/// Whether the parts between commas are people of the scheme.
fn several(work: &Work<'_>, text: &str) -> bool {
    text.split(',').all(|part| people::read(part).is_some_and(|named| work.find(&named).is_ok()))
}
