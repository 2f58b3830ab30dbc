//! Which column means which field, and what kind of sheet that makes it: headings first, values too.

use super::fields::{EXTRA, FIELDS, IGNORE, SheetKind, Takes, by_id, row};
use super::headings::{ENOUGH, EXACT, Heading, normal, unknown};
use super::sheet::{Cell, Sheet};
use super::values::{dates, numbers, people, words};
use crate::text::days::Order;

/// On which side the people of a sheet stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// They give their time.
    Mentor,
    /// They seek a mentor.
    Mentee,
}

impl Role {
    /// The role by the name that the command line gives it.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Mentor, Self::Mentee].into_iter().find(|role| role.name() == name)
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mentor => "mentor",
            Self::Mentee => "mentee",
        }
    }
}

/// What a person said about a sheet; everything not said is guessed.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// What a row is.
    pub kind: Option<SheetKind>,
    /// Who the people of the sheet are.
    pub role: Option<Role>,
    /// Headings with the field that they mean: `--map 'HEADING=FIELD'`.
    pub map: Vec<(String, String)>,
    /// The order of the numbers in all days of the sheet.
    pub date_order: Option<Order>,
    /// The order where neither the person nor the column says one: the scheme's.
    pub usual_order: Order,
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
    /// The place of the column with this field.
    pub fn place(&self, field: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.field == field)
    }

    /// The cell of a row under this field.
    pub fn cell<'a>(&self, cells: &'a [Cell], field: &str) -> Option<&'a Cell> {
        self.place(field).and_then(|at| cells.get(at)).filter(|cell| !cell.is_empty())
    }
}

/// Why a sheet can't be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Headings speak for no kind.
    #[error(
        "it is not clear what the rows are: say --as people, requests, pairs or meetings (headings: {0})"
    )]
    UnknownKind(String),
    /// A column that the kind can't do without.
    #[error(
        "a sheet of {kind} needs {needed}; say which with --map 'HEADING=FIELD' (headings: {headings})"
    )]
    Needs {
        /// The kind of sheet.
        kind: &'static str,
        /// What is missing, in words.
        needed: &'static str,
        /// The headings that are there.
        headings: String,
    },
    /// `--map` with a heading that is not there.
    #[error("no column is called '{heading}'; there are: {headings}")]
    NoSuchHeading {
        /// What was asked for.
        heading: String,
        /// What is there.
        headings: String,
    },
    /// `--map` with a field that is none, or none of this kind.
    #[error("'{field}' is no field of a sheet of {kind}; there are: {fields}")]
    NoSuchField {
        /// What was asked for.
        field: String,
        /// The kind of sheet.
        kind: &'static str,
        /// What is there.
        fields: String,
    },
    /// `--map` with two headings for one field.
    #[error("two columns can't both be {0}: map one of them to another field, or to extra")]
    Twice(&'static str),
}

/// Finds out what each column means.
pub fn map(file_name: &str, sheet: &Sheet, wishes: &Wishes) -> Result<Mapping, MappingError> {
    let looked: Vec<Heading> = sheet.headings.iter().map(|text| Heading::new(text)).collect();
    let own = super::own::kind(sheet).filter(|own| wishes.kind.is_none_or(|kind| kind == *own));
    let kind = match own.or(wishes.kind) {
        Some(kind) => kind,
        None => super::kind::guess(file_name, sheet, &looked)
            .ok_or_else(|| MappingError::UnknownKind(sheet.headings.join(", ")))?,
    };
    let said = said(sheet, kind, wishes)?;
    let own = own.is_some();
    let fields = if own {
        super::own::fields(sheet, kind, &said)
    } else {
        assign(sheet, &looked, kind, &said)
    };
    let mut mapping = Mapping { kind, role: None, columns: Vec::new(), own, notes: Vec::new() };
    for (at, (heading, field)) in sheet.headings.iter().zip(fields).enumerate() {
        let label = if own { heading.clone() } else { label(&sheet.headings, at) };
        mapping.columns.push(Column { heading: heading.clone(), label, field, order: None });
    }
    needs(&mapping, sheet)?;
    mapping.role = wishes.role.or_else(|| super::kind::role(file_name, sheet, &mapping));
    if !own {
        settle_topics(&mut mapping, sheet, &said);
    }
    super::orders::decide(&mut mapping, sheet, wishes);
    Ok(mapping)
}

/// The heading, with a number behind it from its second time on.
fn label(headings: &[String], at: usize) -> String {
    let heading = headings.get(at).cloned().unwrap_or_default();
    let heading = heading.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = |other: &String| normal(other) == normal(&heading);
    let before = headings.get(..at).unwrap_or_default().iter().filter(|h| same(h)).count();
    if before == 0 { heading } else { format!("{heading} ({})", before + 1) }
}

/// What `--map` says, column by column.
fn said(
    sheet: &Sheet,
    kind: SheetKind,
    wishes: &Wishes,
) -> Result<Vec<Option<&'static str>>, MappingError> {
    let mut said = vec![None; sheet.headings.len()];
    for (heading, field) in &wishes.map {
        let at = find_heading(sheet, heading).ok_or_else(|| MappingError::NoSuchHeading {
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
        if id != EXTRA && id != IGNORE && said.contains(&Some(id)) {
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
fn find_heading(sheet: &Sheet, wanted: &str) -> Option<usize> {
    let words = normal(wanted);
    let labels = || (0..sheet.headings.len()).map(|at| label(&sheet.headings, at));
    let exact = sheet.headings.iter().position(|heading| heading == wanted);
    let by_words = exact.or_else(|| labels().position(|label| normal(&label) == words));
    by_words.or_else(|| {
        let mut begun = labels().enumerate().filter(|(_, label)| normal(label).starts_with(&words));
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

/// Gives each field to the column that fits it best, heading and values taken together.
pub(super) fn assign(
    sheet: &Sheet,
    looked: &[Heading],
    kind: SheetKind,
    said: &[Option<&'static str>],
) -> Vec<&'static str> {
    let mut offers: Vec<(u32, usize, &'static str)> = Vec::new();
    for (at, heading) in looked.iter().enumerate() {
        if said.get(at).copied().flatten().is_some() {
            continue;
        }
        for (score, field) in heading.candidates(kind) {
            if looked.get(at.wrapping_sub(1)).is_some() && heading.asks_when() && field != IGNORE {
                continue;
            }
            let fits = suits(sheet, at, field);
            if score >= ENOUGH && (fits > 0 || is_empty(sheet, at)) {
                offers.push((score * (50 + fits) / 150, at, field));
            }
        }
        if let Some(field) = by_addresses(sheet, at, heading, kind) {
            offers.push((EXACT, at, field));
        }
    }
    offers.sort_by_key(|(score, at, _)| (std::cmp::Reverse(*score), *at));
    let mut fields = said.to_vec();
    for (_, at, field) in offers {
        let taken = field != IGNORE && fields.contains(&Some(field));
        if let Some(place @ None) = fields.get_mut(at)
            && !taken
        {
            *place = Some(field);
        }
    }
    fields.into_iter().map(|field| field.unwrap_or_else(|| unknown(kind))).collect()
}

/// The values of a column.
pub(super) fn column(sheet: &Sheet, at: usize) -> impl Iterator<Item = &Cell> {
    sheet.rows.iter().filter_map(move |row| row.cells.get(at)).filter(|cell| !cell.is_empty())
}

fn is_empty(sheet: &Sheet, at: usize) -> bool {
    column(sheet, at).next().is_none()
}

/// In hundredths: how many of the rows hold a value in this column that the field can take.
fn suits(sheet: &Sheet, at: usize, field: &str) -> u32 {
    let takes = row(field).map_or(Takes::Anything, |row| row.takes);
    let fits = |cell: &&Cell| match takes {
        Takes::Addresses => people::is_address(&cell.text()),
        Takes::Days => {
            dates::read(cell, Some(Order::Dmy)).is_ok()
                || dates::read(cell, Some(Order::Mdy)).is_ok()
                || words::yes_no(cell).is_ok()
        }
        Takes::Numbers => numbers::count(cell).is_ok(),
        Takes::Spans => numbers::minutes(cell).is_ok(),
        Takes::YesNo => words::yes_no(cell).is_ok() || dates::read(cell, Some(Order::Dmy)).is_ok(),
        Takes::Anything => true,
    };
    let filled = column(sheet, at).count();
    let good = column(sheet, at).filter(fits).count();
    // One value in four must be fit, or the column means something else.
    if good * 4 < filled {
        return 0;
    }
    u32::try_from(good * 100 / sheet.rows.len().max(1)).unwrap_or(100).max(u32::from(good > 0))
}

/// A column of addresses is an e-mail column whatever its heading, unless it is the manager's.
fn by_addresses(
    sheet: &Sheet,
    at: usize,
    heading: &Heading,
    kind: SheetKind,
) -> Option<&'static str> {
    let filled = column(sheet, at).count();
    let addresses = column(sheet, at).filter(|cell| people::is_address(&cell.text())).count();
    if filled == 0 || addresses * 5 < filled * 4 || heading.has(&["manager", "supervisor", "boss"])
    {
        return None;
    }
    match kind {
        SheetKind::People if heading.has(&["mentor", "mentors", "mentee", "mentees"]) => None,
        SheetKind::People => Some("email"),
        _ if heading.has(&["mentor", "mentors", "to"]) => Some("mentor_email"),
        _ if heading.has(&["mentee", "mentees", "from", "student"]) => Some("mentee_email"),
        SheetKind::Requests | SheetKind::Pairs | SheetKind::Meetings => None,
    }
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

/// A column called only "Topics" is on the side on which the people are.
fn settle_topics(mapping: &mut Mapping, sheet: &Sheet, said: &[Option<&'static str>]) {
    let (wrong, right) = match mapping.role {
        Some(Role::Mentor) => ("topics_wanted", "topics_offered"),
        Some(Role::Mentee) => ("topics_offered", "topics_wanted"),
        None => return,
    };
    let Some(at) = mapping.place(wrong) else { return };
    let heading = sheet.headings.get(at).map(|text| normal(text)).unwrap_or_default();
    let both =
        |id: &str| row(id).is_some_and(|r| r.headings.contains(&format!("={heading}").as_str()));
    let free = mapping.place(right).is_none() && said.get(at).copied().flatten().is_none();
    if let Some(column) = mapping.columns.get_mut(at)
        && both(wrong)
        && both(right)
        && free
    {
        column.field = right;
    }
}
