//! The meaning of a sheet: its kind, the side of its people, and what each column is, guessed or told.

use std::collections::{HashMap, HashSet};

use super::assign::{assign, column};
use super::fields::{EXTRA, FIELDS, IGNORE, SheetKind, by_id, holds_several, row};
use super::headings::{Heading, normal, unknown};
use super::sheet::{Cell, Sheet};
use super::values::people;
pub use super::wishes::{Answer, MappingError, Role, Wishes};
use crate::text::days::Order;

/// How sure it is what a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Sure {
    /// Nothing known fits; it is kept or left out.
    #[default]
    Unknown,
    /// The heading has a part of what the field is called.
    Guessed,
    /// The heading has nearly all of it, or the values say it.
    Likely,
    /// The heading is one of the table.
    Certain,
    /// A person said so, now or at an earlier import; or the program wrote the sheet itself.
    Told,
}

impl Sure {
    /// One word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Guessed => "guessed",
            Self::Likely => "likely",
            Self::Certain => "certain",
            Self::Told => "told",
        }
    }
}

/// One column with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The heading as it stands.
    pub heading: String,
    /// The name of its extra field: the heading, with a number where it stands twice.
    pub label: String,
    /// The field's id.
    pub field: &'static str,
    /// The order in which its days are read; `None` when each must prove its own.
    pub order: Option<Order>,
    /// Whether that order was only supposed: nothing in the column proves it, and a day in it could
    /// be two. A screen asks.
    pub order_supposed: bool,
    /// How sure it is that the column is this field.
    pub sure: Sure,
    /// The place of a column that has the field which this one could have been just as well. A
    /// screen asks; [`Mapping::notes`] says it.
    pub tie: Option<usize>,
    /// In a grid of ticks ("I can help with [Grants]") the value that a tick stands for.
    pub tick: Option<String>,
}

/// The meaning of a whole sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// What a row is.
    pub kind: SheetKind,
    /// Who the people are, where the sheet as a whole says so.
    pub role: Option<Role>,
    /// One for each column, in the sheet's order.
    pub columns: Vec<Column>,
    /// Whether the program itself exported the sheet, so that values are taken exactly.
    pub own: bool,
    /// What a person should know about how it was understood.
    pub notes: Vec<String>,
}

impl Mapping {
    /// The place of the first column with this field.
    pub fn place(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.field == field)
    }

    /// The places of all columns with this field, in the sheet's order.
    pub fn places(&self, field: &str) -> impl Iterator<Item = usize> {
        let columns = self.columns.iter().enumerate();
        columns.filter(move |(_, column)| column.field == field).map(|(at, _)| at)
    }

    /// The cell of a row under this field.
    pub fn cell<'a>(&self, cells: &'a [Cell], field: &str) -> Option<&'a Cell> {
        self.place(field).and_then(|at| cells.get(at)).filter(|cell| !cell.is_empty())
    }
}

/// The first different values of a column, at most so many, each as one line.
pub fn samples(sheet: &Sheet, at: usize, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for cell in column(sheet, at) {
        if found.len() >= most {
            break;
        }
        let line = cell.text().split_whitespace().collect::<Vec<_>>().join(" ");
        if !found.contains(&line) {
            found.push(line);
        }
    }
    found
}

/// Finds out what each column means.
pub fn map(file_name: &str, sheet: &Sheet, wishes: &Wishes) -> Result<Mapping, MappingError> {
    let (mapping, missing) = understand(file_name, sheet, wishes)?;
    missing.map_or(Ok(mapping), Err)
}

/// The same for whoever can still ask: as far as it is understood, and what is missing. Rows of no
/// clear kind are taken as people. The error is that of a wish that can't be.
pub fn understand(
    file_name: &str,
    sheet: &Sheet,
    wishes: &Wishes,
) -> Result<(Mapping, Option<MappingError>), MappingError> {
    let looked: Vec<Heading> = sheet.headings.iter().map(|text| Heading::new(text)).collect();
    let own = super::own::kind(sheet).filter(|own| wishes.kind.is_none_or(|kind| kind == *own));
    let guessed = || super::kind::guess(file_name, sheet, &looked);
    let clear = own.or(wishes.kind).or_else(guessed);
    let kind = clear.unwrap_or(SheetKind::People);
    let labels = labels(&sheet.headings);
    let said = said(sheet, &labels, kind, wishes)?;
    let own = own.is_some();
    let others = match wishes.leave_others_out {
        Some(true) => IGNORE,
        _ => unknown(kind),
    };
    let mut mapping = Mapping { kind, role: None, columns: Vec::new(), own, notes: Vec::new() };
    let blank = |heading: &String, label: String, field, sure| Column {
        heading: heading.clone(),
        label,
        field,
        order: None,
        order_supposed: false,
        sure,
        tie: None,
        tick: None,
    };
    if own {
        let fields = super::own::fields(sheet, kind, &said);
        for (heading, field) in sheet.headings.iter().zip(fields) {
            mapping.columns.push(blank(heading, heading.clone(), field, Sure::Told));
        }
    } else {
        let given = assign(sheet, &looked, kind, &said);
        for ((heading, label), given) in sheet.headings.iter().zip(labels).zip(given) {
            let mut column = blank(heading, label, given.field.unwrap_or(others), given.sure);
            column.tie = given.tie;
            column.tick = given.tick;
            mapping.columns.push(column);
        }
    }
    if !own && kind == SheetKind::People {
        settle_ticks(&mut mapping, sheet, &looked, &said);
        settle_name(&mut mapping, sheet, &said);
    }
    let missing = match clear {
        None => Some(MappingError::UnknownKind(sheet.headings.join(", "))),
        Some(_) => needs(&mapping, sheet).err(),
    };
    mapping.role = wishes.role.or_else(|| super::kind::role(file_name, sheet, &mapping));
    if !own {
        settle_topics(&mut mapping, sheet, &said);
        say_ties(&mut mapping);
    }
    super::orders::decide(&mut mapping, sheet, wishes);
    Ok((mapping, missing))
}

/// What is to be said of columns that could be the same, and of those that are taken together.
fn say_ties(mapping: &mut Mapping) {
    let mut notes = Vec::new();
    for column in &mapping.columns {
        let Some(other) = column.tie.and_then(|at| mapping.columns.get(at)) else { continue };
        let becomes = if column.field == IGNORE { "left out" } else { "kept as an extra field" };
        notes.push(format!(
            "'{}' and '{}' could both be {}: '{}' is taken for it, the other is {becomes}; \
             --map 'HEADING=FIELD' decides",
            other.label, column.label, other.field, other.label
        ));
    }
    let mut told: Vec<&str> = Vec::new();
    for column in mapping.columns.iter().filter(|column| holds_several(column.field)) {
        let same: Vec<String> = mapping
            .columns
            .iter()
            .filter(|other| other.field == column.field)
            .map(|other| format!("'{}'", other.label))
            .collect();
        if same.len() > 1 && !told.contains(&column.field) {
            told.push(column.field);
            notes.push(format!("{} are taken together as {}", same.join(", "), column.field));
        }
    }
    mapping.notes.extend(notes);
}

/// Each heading on one line, with a number behind it from its second time on.
pub(super) fn labels(headings: &[String]) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let one = |heading: &String| {
        let line = heading.split_whitespace().collect::<Vec<_>>().join(" ");
        let times = seen.entry(normal(&line)).or_default();
        *times += 1;
        if *times == 1 { line } else { format!("{line} ({times})") }
    };
    headings.iter().map(one).collect()
}

/// What `--map` says, column by column.
fn said(
    sheet: &Sheet,
    labels: &[String],
    kind: SheetKind,
    wishes: &Wishes,
) -> Result<Vec<Option<&'static str>>, MappingError> {
    let mut said = vec![None; sheet.headings.len()];
    for (heading, field) in &wishes.map {
        let at =
            find_heading(sheet, labels, heading).ok_or_else(|| MappingError::NoSuchHeading {
                heading: heading.clone(),
                headings: sheet.headings.join(", "),
            })?;
        let id = by_id(field)
            .filter(|id| row(id).map_or(kind != SheetKind::People, |row| row.kinds.contains(&kind)))
            .ok_or_else(|| MappingError::NoSuchField {
                field: field.clone(),
                kind: kind.name(),
                fields: fields_of(kind),
            })?;
        let one = id != EXTRA && id != IGNORE && id != "role" && !holds_several(id);
        if one && said.iter().enumerate().any(|(other, said)| other != at && *said == Some(id)) {
            return Err(MappingError::Twice(id));
        }
        if let Some(place) = said.get_mut(at) {
            *place = Some(id);
        }
    }
    Ok(said)
}

/// A column by its heading as it stands, by its words, with "(2)" for its second time, or by its
/// beginning if only one begins so.
fn find_heading(sheet: &Sheet, labels: &[String], wanted: &str) -> Option<usize> {
    let words = normal(wanted);
    let exact = sheet.headings.iter().position(|heading| heading == wanted);
    let by_words = exact.or_else(|| labels.iter().position(|label| normal(label) == words));
    by_words.or_else(|| {
        let mut begun =
            labels.iter().enumerate().filter(|(_, label)| normal(label).starts_with(&words));
        match (begun.next(), begun.next()) {
            (Some((at, _)), None) if !words.is_empty() => Some(at),
            _ => None,
        }
    })
}

fn fields_of(kind: SheetKind) -> String {
    let ids: Vec<&str> =
        FIELDS.iter().filter(|field| field.kinds.contains(&kind)).map(|field| field.id).collect();
    ids.join(", ")
}

/// What each kind can't do without.
fn needs(mapping: &Mapping, sheet: &Sheet) -> Result<(), MappingError> {
    let has = |field: &str| mapping.place(field).is_some();
    let side = |side: &str| {
        has(side) || has(&format!("{side}_email")) || has(&format!("{side}|last_name"))
    };
    let needed = match mapping.kind {
        SheetKind::People if has("full_name") || has("last_name") || has("email") => return Ok(()),
        SheetKind::People => "a column of names or of e-mail addresses",
        SheetKind::Requests if side("mentee") => return Ok(()),
        SheetKind::Requests => "a column of mentees",
        SheetKind::Pairs | SheetKind::Meetings if !(side("mentor") && side("mentee")) => {
            "a column of mentors and one of mentees"
        }
        SheetKind::Meetings if !has("meeting_date") => "a column with the day of the meeting",
        SheetKind::Pairs | SheetKind::Meetings => return Ok(()),
    };
    let headings = sheet.headings.join(", ");
    Err(MappingError::Needs { kind: mapping.kind.name(), needed, headings })
}

/// Columns "Mentor" and "Mentee" of ticks say on which side somebody is.
fn settle_ticks(
    mapping: &mut Mapping,
    sheet: &Sheet,
    looked: &[Heading],
    said: &[Option<&'static str>],
) {
    let side = |at: usize| looked.get(at).is_some_and(|heading| heading.is_side().is_some());
    if mapping.places("role").any(|at| !side(at)) {
        return;
    }
    for (at, heading) in looked.iter().enumerate() {
        let Some(side) = heading.is_side() else { continue };
        let free = said.get(at).copied().flatten().is_none_or(|said| said == "role");
        if let Some(column) = mapping.columns.get_mut(at)
            && free
            && super::kind::holds_ticks(sheet, at)
        {
            column.field = "role";
            column.sure = column.sure.max(Sure::Likely);
            column.tie = None;
            column.tick = Some(side.name().to_owned());
        }
    }
}

/// One part of a name without the other is the whole name; and where no heading says that it is one,
/// the first column that holds names is.
fn settle_name(mapping: &mut Mapping, sheet: &Sheet, said: &[Option<&'static str>]) {
    let (first, last) = (mapping.place("first_name"), mapping.place("last_name"));
    if let Some(whole) = mapping.place("full_name") {
        // "Name" beside a surname, or beside a first name, is the other part
        let (part, other) = match (first, last) {
            (Some(part), None) => (part, "last_name"),
            (None, Some(part)) => (part, "first_name"),
            _ => return,
        };
        let free = said.get(whole).copied().flatten().is_none();
        if let Some(column) = mapping.columns.get_mut(whole)
            && free
            && !has_part(sheet, whole, part)
        {
            column.field = other;
            column.sure = Sure::Likely;
        }
        return;
    }
    if first.is_some() && last.is_some() {
        return;
    }
    let free = |at: &usize| said.get(*at).copied().flatten().is_none();
    let place = match first.or(last) {
        Some(at) => Some(at),
        None => (0..mapping.columns.len()).find(|at| {
            let column = mapping.columns.get(*at);
            let unknown = column.is_some_and(|column| column.sure == Sure::Unknown);
            unknown && holds_names(sheet, *at)
        }),
    };
    let Some(at) = place.filter(free) else { return };
    if let Some(column) = mapping.columns.get_mut(at) {
        column.sure = column.sure.clamp(Sure::Guessed, Sure::Likely);
        column.field = "full_name";
        column.tie = None;
    }
}

/// Whether at least half of the names of one column have what the other column holds in them.
fn has_part(sheet: &Sheet, whole: usize, part: usize) -> bool {
    let (mut all, mut within) = (0_usize, 0_usize);
    for row in sheet.rows.iter().take(200) {
        let text = |at: usize| row.cells.get(at).map(|cell| people::key(&cell.text()));
        let (Some(whole), Some(part)) = (text(whole), text(part)) else { continue };
        if !whole.is_empty() && !part.is_empty() {
            all += 1;
            within += usize::from(whole.contains(&part));
        }
    }
    within * 2 >= all && all > 0
}

/// Whether nearly all of what a column holds looks like the names of different people.
fn holds_names(sheet: &Sheet, at: usize) -> bool {
    let (mut all, mut names, mut seen) = (0_usize, 0_usize, HashSet::new());
    for cell in column(sheet, at).take(200) {
        all += 1;
        let text = cell.text();
        names += usize::from(people::is_like_a_name(&text));
        seen.insert(text.into_owned());
    }
    all > 0 && names * 5 >= all * 4 && seen.len() * 5 >= all * 4
}

/// A column called only "Topics" is on the side on which the people are.
fn settle_topics(mapping: &mut Mapping, sheet: &Sheet, said: &[Option<&'static str>]) {
    let (wrong, right) = match mapping.role {
        Some(Role::Mentor) => ("topics_wanted", "topics_offered"),
        Some(Role::Mentee) => ("topics_offered", "topics_wanted"),
        None => return,
    };
    if mapping.place(right).is_some() {
        return;
    }
    for at in mapping.places(wrong).collect::<Vec<_>>() {
        let heading = sheet.headings.get(at).map(|text| Heading::new(text));
        let both = heading.is_some_and(|heading| {
            let fits = |id: &str| heading.fit_of(id);
            fits(wrong) > 0 && fits(wrong) == fits(right)
        });
        let free = said.get(at).copied().flatten().is_none();
        if let Some(column) = mapping.columns.get_mut(at).filter(|_| both && free) {
            column.field = right;
        }
    }
}
