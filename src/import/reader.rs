//! `Reader`: one row through its mapping: values by field, what could not be read, and what is to be said.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::fields::{EXTRA, IGNORE, holds_several};
use super::mapping::{Mapping, Role};
use super::sheet::{Cell, Row};
use super::values::dates::{self, When};
use super::values::{numbers, people, words};
use crate::domain::ids::AnyId;
use crate::text::days::Order;

/// A row with the meaning of its columns.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    mapping: &'a Mapping,
    row: &'a Row,
    today: NaiveDate,
    remarks: Vec<String>,
    kept: Vec<(String, String)>,
    /// On which sides the person of a people's row stands.
    pub(super) roles: Vec<Role>,
    /// The side that the title above the row names.
    pub(super) section: Option<Role>,
    /// Earlier rows about the same person, whose lists count too.
    pub(super) also: Vec<Reader<'a>>,
    /// Whether the address is somebody else's and left out.
    pub(super) without_address: bool,
    /// Who stands on a side, where the row names several people there.
    chosen: Vec<(&'static str, Option<people::Named>)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(mapping: &'a Mapping, row: &'a Row, today: NaiveDate) -> Self {
        let remarks = row.remark.iter().cloned().collect();
        Self {
            mapping,
            row,
            today,
            remarks,
            kept: Vec::new(),
            roles: Vec::new(),
            section: None,
            also: Vec::new(),
            without_address: false,
            chosen: Vec::new(),
        }
    }

    /// Decides who stands on a side.
    pub(super) fn choose(&mut self, side: &'static str, named: Option<people::Named>) {
        self.chosen.push((side, named));
    }

    /// Whether the row names several people on a side, and this is one of them.
    pub(super) fn is_one_of_several(&self) -> bool {
        !self.chosen.is_empty()
    }

    pub(super) fn number(&self) -> usize {
        self.row.number
    }

    /// What is to be said about the row besides its outcome.
    pub(super) fn remarks(&self) -> String {
        self.remarks.join("; ")
    }

    pub(super) fn remark(&mut self, words: impl Into<String>) {
        let words = words.into();
        if !self.remarks.contains(&words) {
            self.remarks.push(words);
        }
    }

    /// Why the row can't be taken whatever it says: it is damaged, or a cell holds an error.
    pub(super) fn fault(&self) -> Option<String> {
        if let Some(why) = &self.row.fault {
            return Some(why.clone());
        }
        let cells = self.mapping.columns.iter().zip(&self.row.cells);
        let mut faults =
            cells.filter(|(column, _)| column.field != IGNORE).filter_map(|(column, cell)| {
                if let Cell::Fault(why) = cell {
                    Some(format!("'{}': {why}", column.label))
                } else {
                    None
                }
            });
        faults.next()
    }

    pub(super) fn cell(&self, field: &str) -> Option<&'a Cell> {
        self.mapping.cell(&self.row.cells, field)
    }

    /// A text, with white space as it stands inside of it; of several columns one below the other.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        if holds_several(field) {
            return Some(self.texts(field).join("\n")).filter(|text| !text.is_empty());
        }
        self.cell(field).map(|cell| cell.text().trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The texts of all columns with this field; of a grid of ticks what is ticked.
    pub(super) fn texts(&self, field: &str) -> Vec<String> {
        self.mapping.places(field).filter_map(|at| self.text_at(at)).collect()
    }

    /// The text of one column; of a grid of ticks what the tick stands for.
    pub(super) fn text_at(&self, at: usize) -> Option<String> {
        let cell = self.row.cells.get(at).filter(|cell| !cell.is_empty())?;
        match self.mapping.columns.get(at).and_then(|column| column.tick.as_ref()) {
            Some(value) => match words::yes_no(cell) {
                Ok(Some(said)) => said.yes.then(|| value.clone()),
                Ok(None) => None,
                Err(_) => Some(cell.text().trim().to_owned()),
            },
            None => Some(cell.text().trim().to_owned()).filter(|text| !text.is_empty()),
        }
    }

    /// Whether anything stands in a column with this field, here or in the rows taken together with
    /// it.
    pub(super) fn says(&self, field: &str) -> bool {
        let filled = |reader: &Self| {
            let mut places = self.mapping.places(field);
            places.any(|at| reader.row.cells.get(at).is_some_and(|cell| !cell.is_empty()))
        };
        filled(self) || self.also.iter().any(filled)
    }

    /// The id in a column of the program's own sheets.
    pub(super) fn own_id(&self, heading: &str) -> Option<AnyId> {
        let columns = &self.mapping.columns;
        let at = columns.iter().position(|column| self.mapping.own && column.heading == heading)?;
        self.row.cells.get(at)?.text().parse().ok()
    }

    /// One line: line ends and repeated blanks become one blank, but in the program's own sheets.
    pub(super) fn line(&self, field: &str) -> Option<String> {
        if self.mapping.own {
            return self.text(field);
        }
        self.text(field).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Whether the program itself wrote the sheet.
    pub(super) fn is_own(&self) -> bool {
        self.mapping.own
    }

    fn label(&self, field: &str) -> String {
        self.mapping
            .place(field)
            .and_then(|at| self.mapping.columns.get(at))
            .map_or_else(|| field.to_owned(), |column| column.label.clone())
    }

    /// A value that can't be read is kept under its heading, and said.
    pub(super) fn keep(&mut self, field: &str, why: &str) {
        let label = self.label(field);
        if let Some(text) = self.text(field) {
            self.remark(format!("'{label}': {why}; kept as it stands"));
            self.kept.push((label, text));
        }
    }

    /// A value that has no field of its own is kept under its heading.
    pub(super) fn keep_quietly(&mut self, field: &str) {
        if let Some(text) = self.text(field) {
            let label = self.label(field);
            self.kept.push((label, text));
        }
    }

    fn when(&self, field: &str) -> Option<Result<When, String>> {
        Some(dates::read(self.cell(field)?, self.order(field)))
    }

    /// A day that the row can't do without; the error is the reason for refusing it.
    pub(super) fn needed_day(&self, field: &str) -> Result<Option<NaiveDate>, String> {
        let label = self.label(field);
        match self.when(field) {
            None => Ok(None),
            Some(Ok(When::At(day, _))) => Ok(Some(day)),
            Some(Ok(When::NoYear { month, day })) => Ok(dates::nearest(month, day, self.today)),
            Some(Ok(When::Vague(text))) => Err(format!("'{label}': “{text}” is no day")),
            Some(Err(why)) => Err(format!("'{label}': {why}")),
        }
    }

    /// A day that may be missing; what can't be read is kept as it stands.
    pub(super) fn day(&mut self, field: &str) -> Option<NaiveDate> {
        self.needed_day(field).unwrap_or_else(|_| {
            let text = self.text(field).unwrap_or_default();
            self.keep(field, &format!("“{text}” is not a day of the calendar"));
            None
        })
    }

    /// A day, or none where the sheet only tells a time such as "Autumn 2025".
    pub(super) fn day_if_sure(&self, field: &str) -> Result<Option<NaiveDate>, String> {
        if self.is_vague(field) { Ok(None) } else { self.needed_day(field) }
    }

    /// Whether a time without a day stands there.
    pub(super) fn is_vague(&self, field: &str) -> bool {
        matches!(self.when(field), Some(Ok(When::Vague(_))))
    }

    /// When the row was submitted.
    pub(super) fn submitted(&self) -> Option<NaiveDateTime> {
        match self.when("submitted_at")? {
            Ok(When::At(day, time)) => Some(day.and_time(time.unwrap_or(NaiveTime::MIN))),
            Ok(When::NoYear { .. } | When::Vague(_)) | Err(_) => None,
        }
    }

    /// Yes or no; what is neither is kept as it stands.
    pub(super) fn yes_no(&mut self, field: &str) -> Option<words::Said> {
        words::yes_no(self.cell(field)?).unwrap_or_else(|_| {
            self.keep(field, "neither yes nor no");
            None
        })
    }

    /// Minutes, 1 to 600; the error says that it is no length of a meeting.
    pub(super) fn minutes(&self) -> Result<Option<i64>, String> {
        let Some(cell) = self.cell("minutes") else { return Ok(None) };
        match numbers::minutes(cell) {
            Ok(minutes) if (1..=600).contains(&minutes) => Ok(Some(i64::from(minutes))),
            _ => Err(format!("“{}” is no length of a meeting", cell.text())),
        }
    }

    /// The order in which the days of a column are read.
    pub(super) fn order(&self, field: &str) -> Option<Order> {
        let at = self.mapping.place(field)?;
        self.mapping.columns.get(at).and_then(|column| column.order)
    }

    /// The person whom a cell names; the program's own sheets have the exact name.
    pub(super) fn named(&self, field: &str) -> people::Named {
        match self.line(field) {
            Some(name) if self.mapping.own => people::Named { name, email: None },
            Some(text) => people::read(&text).unwrap_or_default(),
            None => people::Named::default(),
        }
    }

    /// The person of one side of a row, from one column or from parts of the name.
    pub(super) fn side(&self, side: &str) -> Option<people::Named> {
        if let Some((_, named)) = self.chosen.iter().find(|(known, _)| *known == side) {
            return named.clone();
        }
        let mut named = self.named(side);
        if named.name.is_empty() {
            let part = |part: &str| self.line(&format!("{side}|{part}")).unwrap_or_default();
            let whole = format!("{} {}", part("first_name"), part("last_name"));
            whole.trim().clone_into(&mut named.name);
        }
        if let Some(email) = self.text(&format!("{side}_email")) {
            named.email = people::address(&email).or(named.email);
        }
        (!named.name.is_empty() || named.email.is_some()).then_some(named)
    }

    /// The values of all extra columns, and those that were kept because they could not be read.
    pub(super) fn extras(&self) -> Vec<(String, String)> {
        let mut extras = self.asked_extras();
        extras.extend(self.kept.iter().cloned());
        extras.dedup_by(|a, b| a.0 == b.0);
        extras
    }

    /// The values of all extra columns.
    pub(super) fn asked_extras(&self) -> Vec<(String, String)> {
        self.mapping
            .columns
            .iter()
            .zip(&self.row.cells)
            // what a form writes where nobody signed in says nothing
            .filter(|(column, cell)| {
                column.field == EXTRA && !cell.is_empty() && cell.text() != "anonymous"
            })
            .map(|(column, cell)| (column.label.clone(), cell.text().trim().to_owned()))
            .collect()
    }
}
