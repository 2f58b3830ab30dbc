//! Whom a row of people is about: by address, by id in an own sheet, or by a name that proves nothing (fault 77).

use super::drive::{About, Stop};
use super::mapping::{Answer, Role};
use super::pairs::is_total;
use super::reader::Reader;
use super::sides::{neutral, side_of, sides_in};
use super::values::people::{self, Named};
use super::values::words;
use super::work::Work;
use crate::domain::ids::PersonId;

/// Two rows are the same person when this is the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Who {
    /// Somebody of the scheme.
    Id(PersonId),
    /// Somebody new, by address in lower case.
    Email(String),
    /// By the key of a name, because a person said that the same name is the same person.
    Name(String),
    /// By a name alone, which is nobody else's row: by the row's number.
    Alone(usize),
}

/// What a person may answer.
const ASK: &str = "say whether it is the same person: --duplicates same, new or skip";

/// Whom a row is about, and what stops it.
pub(super) fn about(work: &mut Work<'_>, reader: &mut Reader<'_>) -> Result<About<Who>, Stop> {
    let named = named(reader).ok_or("there is neither a name nor an e-mail address")?;
    if is_total(&named.name) {
        return Err(Stop::Refuse(format!(
            "'{}' is no person: this looks like a row of totals",
            named.name
        )));
    }
    reader.roles = all_roles(work, reader)?;
    let at = reader.submitted();
    if let Some(id) = work.own_person(reader, "id", &named) {
        return Ok(About { key: Who::Id(id), at });
    }
    let key = match named.email.clone() {
        Some(email) => by_address(work, reader, &named, &email)?,
        None => by_name(work, reader, &named)?,
    };
    Ok(About { key, at })
}

fn by_address(
    work: &mut Work<'_>,
    reader: &mut Reader<'_>,
    named: &Named,
    email: &str,
) -> Result<Who, Stop> {
    if let Some(why) = work.was_erased(email) {
        return Err(Stop::Refuse(why));
    }
    let (known, row) = (work.by_email(email), reader.number());
    let has_names = ["full_name", "first_name", "last_name"]
        .iter()
        .any(|field| work.mapping.place(field).is_some());
    if named.name.is_empty() && (has_names || known.is_none()) {
        return Err(Stop::Refuse(format!("there is no name for {email}")));
    }
    let answer = work.wishes.answer(row);
    if let Some(why) = work.conflict(email, &named.name) {
        match answer {
            None => return Err(Stop::Refuse(format!("{why}; {ASK}"))),
            Some(Answer::Skip) => return Err(Stop::Skip(why)),
            Some(Answer::New) => {
                reader.without_address = true;
                reader.remark(format!("{why}; the address is left out"));
                return Ok(Who::Alone(row));
            }
            Some(Answer::Same) => {}
        }
    }
    work.claim(email, &named.name, row);
    if let Some(id) = known {
        return Ok(Who::Id(id));
    }
    match (answer, work.by_name(&named.name)) {
        (Some(Answer::Skip), same @ [_, ..]) => {
            Err(Stop::Skip(format!("{} is called the same", ids(same))))
        }
        (Some(Answer::Same), [only]) => Ok(Who::Id(*only)),
        (Some(Answer::Same), same @ [_, ..]) => {
            Err(Stop::Refuse(format!("{} are called the same", ids(same))))
        }
        _ => Ok(Who::Email(email.to_owned())),
    }
}

fn by_name(work: &Work<'_>, reader: &Reader<'_>, named: &Named) -> Result<Who, Stop> {
    let row = reader.number();
    if work.wishes.answer(row) != Some(Answer::Same) {
        return Ok(Who::Alone(row));
    }
    match work.by_name(&named.name) {
        [only] => Ok(Who::Id(*only)),
        [] => Ok(Who::Name(people::key(&named.name))),
        same => Err(Stop::Refuse(format!("{} are called the same", ids(same)))),
    }
}

/// Why a row without an address, whose name others have, is not taken unasked.
pub(super) fn question(work: &Work<'_>, named: &Named) -> String {
    let same = work.by_name(&named.name);
    let row =
        |id: &PersonId| work.entered.iter().find(|(_, known)| *known == id).map(|(row, _)| *row);
    match same {
        [only] => match row(only) {
            Some(row) => format!("row {row} is also called {}, and differs; {ASK}", named.name),
            None => format!(
                "{} ({only}) is called the same, and a name alone is no proof; {ASK}",
                work.scheme.name(*only)
            ),
        },
        _ => format!("{} are called the same; give the e-mail address", ids(same)),
    }
}

fn ids(people: &[PersonId]) -> String {
    people.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Name and address of a row.
pub(super) fn named(reader: &Reader<'_>) -> Option<Named> {
    let mut named = reader.named("full_name");
    let parts: Vec<String> =
        ["first_name", "last_name"].iter().filter_map(|part| reader.line(part)).collect();
    if named.name.is_empty() {
        named.name = parts.join(" ");
    }
    if let Some(email) = reader.text("email").and_then(|text| people::read(&text)?.email) {
        named.email = Some(email);
    }
    if reader.without_address {
        named.email = None;
    }
    (!named.name.is_empty() || named.email.is_some()).then_some(named)
}

/// On which sides the person of a row stands, also by the earlier rows that are taken together.
fn all_roles(work: &Work<'_>, reader: &Reader<'_>) -> Result<Vec<Role>, String> {
    let mut all = roles(work, reader)?;
    for earlier in &reader.also {
        all.extend(roles(work, earlier)?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// On which sides the person of a row stands.
fn roles(work: &Work<'_>, reader: &Reader<'_>) -> Result<Vec<Role>, String> {
    let ticked = reader.texts("role");
    let is_ticks = work
        .mapping
        .places("role")
        .any(|at| work.mapping.columns.get(at).is_some_and(|column| column.tick.is_some()));
    if is_ticks && !ticked.is_empty() {
        return Ok(ticked.iter().flat_map(|text| sides_in(text)).collect());
    }
    let Some(cell) = reader.cell("role").filter(|_| !is_ticks) else {
        // a list of everybody also has people who are on neither side
        if work.mapping.own {
            return Ok(Vec::new());
        }
        let role = reader.section.or(work.mapping.role);
        return role.map(|role| vec![role]).ok_or("the role is missing".to_owned());
    };
    let named = sides_in(&cell.text());
    if !named.is_empty() {
        return Ok(named);
    }
    let said = super::headings::normal(&neutral(&cell.text()));
    let says = |words: &[&str]| said.split(' ').any(|word| words.contains(&word));
    if says(&["both", "beides", "beide", "ambos", "ambas", "entrambi"]) || said == "les deux" {
        return Ok(vec![Role::Mentor, Role::Mentee]);
    }
    // a school's sheet has students and their mentors
    if says(&["student", "students", "learner", "pupil"]) {
        return Ok(vec![Role::Mentee]);
    }
    // "Do you want to sign up as a mentor?" "No"
    let heading = work.mapping.place("role").and_then(|at| work.sheet.headings.get(at));
    let heading = heading.map(|heading| super::headings::normal(&neutral(heading)));
    let mut asked: Vec<Role> = heading.unwrap_or_default().split(' ').filter_map(side_of).collect();
    asked.sort_unstable();
    asked.dedup();
    match (words::yes_no(cell), asked.as_slice()) {
        (Ok(Some(said)), [_, _]) if said.yes => Ok(asked),
        (Ok(Some(said)), [side]) if said.yes => Ok(vec![*side]),
        (Ok(Some(_)), [Role::Mentor]) => Ok(vec![Role::Mentee]),
        (Ok(Some(_)), [Role::Mentee]) => Ok(vec![Role::Mentor]),
        _ => Err(format!("“{}” is neither mentor nor mentee", cell.text())),
    }
}
