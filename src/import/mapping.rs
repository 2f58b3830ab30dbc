//! The meaning of a sheet: its kind, the side of its people, and what each column is, guessed or told.

use std::collections::HashMap;

use super::assign::assign;
use super::fields::{EXTRA, FIELDS, IGNORE, SheetKind, by_id, holds_several, row};
use super::headings::{Heading, normal, unknown};
use super::settle::{settle_name, settle_ticks, settle_topics};
use super::sheet::{Cell, Sheet};
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
    /// In a grid of ticks (`I can help with [Grants]`) the value that a tick stands for.
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
