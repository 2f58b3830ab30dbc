//! A column of a list and the typed cells that stand in it.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::domain::codes::Code;
use crate::domain::entry::EntryField;
use crate::domain::field::{Field, Kind};
use crate::domain::ids::AnyId;
use crate::domain::lists::View;
use crate::domain::profile::Profile;
use crate::text::minutes::say_minutes;
use crate::text::money::{plain_money, read_money, say_money};
use crate::text::{Text, days, fold};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing known.
    Empty,
    /// Any text.
    Text(Text),
    /// One of a closed list: stored code and shown label.
    Code(&'static str, &'static str),
    /// A calendar day.
    Day(NaiveDate),
    /// A count.
    Number(i64),
    /// A length in minutes.
    Minutes(i64),
    /// An amount of money in minor units.
    Money(i64),
    /// Yes or no.
    YesNo(bool),
    /// The id of a record.
    Id(AnyId),
    /// Columns of a sheet that fit nothing else: heading and value.
    Extra(Vec<(Text, Text)>),
}

impl Cell {
    /// A label of a closed list.
    pub fn code<C: Code>(value: Option<C>) -> Self {
        value.map_or(Self::Empty, |value| Self::Code(value.code(), value.label()))
    }

    /// A length in minutes, if known.
    pub fn minutes(value: Option<i64>) -> Self {
        value.map_or(Self::Empty, Self::Minutes)
    }

    /// An id, if there is one.
    pub fn id(value: Option<impl Into<AnyId>>) -> Self {
        value.map_or(Self::Empty, |id| Self::Id(id.into()))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::Extra(fields) => fields.is_empty(),
            Self::Code(..)
            | Self::Day(_)
            | Self::Number(_)
            | Self::Minutes(_)
            | Self::Money(_)
            | Self::YesNo(_)
            | Self::Id(_) => false,
        }
    }

    /// As people read it, harmless on a terminal; days as seen from `on` ("8 Feb").
    pub fn shown(&self, on: NaiveDate) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.to_string(),
            Self::Code(_, label) => (*label).to_owned(),
            Self::Day(day) => days::short(*day, on),
            Self::Number(number) => number.to_string(),
            Self::Minutes(minutes) => {
                u32::try_from(*minutes).map_or_else(|_| minutes.to_string(), say_minutes)
            }
            Self::Money(minor) => say_money(*minor),
            Self::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Self::Id(id) => id.to_string(),
            Self::Extra(fields) => {
                let parts: Vec<_> =
                    fields.iter().map(|(heading, value)| format!("{heading}: {value}")).collect();
                parts.join("; ")
            }
        }
    }

    /// The canonical value for files: days as `2026-03-13`, codes, digits, texts as they came.
    pub fn exact(&self) -> String {
        match self {
            Self::Text(text) => text.exact().to_owned(),
            Self::Code(code, _) => (*code).to_owned(),
            Self::Day(day) => day.to_string(),
            Self::Minutes(minutes) => minutes.to_string(),
            Self::Money(minor) => plain_money(*minor),
            Self::Extra(fields) => {
                let parts: Vec<_> = fields
                    .iter()
                    .map(|(heading, value)| format!("{}: {}", heading.exact(), value.exact()))
                    .collect();
                parts.join("; ")
            }
            Self::Empty | Self::Number(_) | Self::YesNo(_) | Self::Id(_) => {
                self.shown(NaiveDate::MIN)
            }
        }
    }

    /// The order in a sorted list: numbers and days by size, yes before no, texts by their folded
    /// form. Cells without a value are equal to each other; the sheet puts them last.
    pub fn compare(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }

    fn key(&self) -> Sorted {
        match self {
            Self::Empty => Sorted::Nothing,
            Self::Number(number) | Self::Minutes(number) | Self::Money(number) => {
                Sorted::Number(*number)
            }
            Self::Day(day) => Sorted::Day(*day),
            Self::YesNo(yes) => Sorted::Number(i64::from(!*yes)),
            Self::Id(id) => Sorted::Id(*id),
            Self::Code(_, label) => Sorted::Text(fold(label)),
            Self::Text(text) => Sorted::Text(fold(text.exact())),
            Self::Extra(_) => Sorted::Text(fold(&self.exact())),
        }
    }
}

/// The value by which cells are sorted.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Sorted {
    Number(i64),
    Day(NaiveDate),
    Id(AnyId),
    Text(String),
    Nothing,
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<Text> for Cell {
    fn from(text: Text) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<&Text> for Cell {
    fn from(text: &Text) -> Self {
        text.clone().into()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Text::new(text).into()
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Text::new(text).into()
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Self::YesNo(yes)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// At which edge of its column a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Texts and days.
    Left,
    /// Counts and lengths.
    Right,
}

/// Where a column is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Show {
    /// On every screen.
    Narrow,
    /// Where there is room.
    Wide,
    /// Not in the list, but a filter finds its rows by it.
    Filter,
    /// In files only.
    File,
}

/// A column of a list.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Id in files, on the command line and in JSON: the import name where there is one.
    pub id: &'static str,
    /// Heading on screens.
    pub label: &'static str,
    /// Where it is seen.
    pub show: Show,
    /// Fewest terminal cells with which it still says something.
    pub min: u16,
    /// Terminal cells in which most values fit.
    pub preferred: u16,
    /// At which edge its cells stand.
    pub align: Align,
    read: Read,
}

/// Where the cells come from.
#[derive(Debug, Clone, Copy)]
enum Read {
    View(fn(&View<'_>) -> Cell),
    /// The cells are put in by whoever makes the sheet.
    Given,
    Field(&'static Field<Profile>),
    /// A field of an entry: its place among the values, and its kind.
    Entry(usize, Kind),
    /// The id in a field that names a record.
    EntryId(usize),
}

impl Column {
    /// A column for files only, until [`Self::narrow`], [`Self::wide`] or [`Self::filter`] say
    /// otherwise.
    pub(super) const fn new(
        id: &'static str,
        label: &'static str,
        cell: fn(&View<'_>) -> Cell,
    ) -> Self {
        let (min, preferred, align) = (6, 12, Align::Left);
        Self { id, label, show: Show::File, min, preferred, align, read: Read::View(cell) }
    }

    /// A column whose cells are put in by whoever makes the sheet.
    pub(super) const fn given(id: &'static str, label: &'static str) -> Self {
        Self { read: Read::Given, ..Self::new(id, label, |_| Cell::Empty) }
    }

    /// A field of a person as a column.
    pub(super) fn field(field: &'static Field<Profile>) -> Self {
        let (min, preferred, align) = (6, 16, Align::Left);
        let show = if FOUND.contains(&field.id) { Show::Filter } else { Show::File };
        Self {
            id: field.id,
            label: field.label,
            show,
            min,
            preferred,
            align,
            read: Read::Field(field),
        }
    }

    /// A field of an entry as a column: the value of the record's field at this place.
    pub(super) const fn entry(field: &EntryField, place: usize) -> Self {
        let (min, preferred) = match field.kind {
            Kind::Day | Kind::Number(..) | Kind::YesNo | Kind::Money => (6, 11),
            Kind::Record(_) | Kind::Long | Kind::Person => (10, 30),
            Kind::Line | Kind::Email | Kind::Choice(_) | Kind::Choices(_) | Kind::Topics => (8, 22),
        };
        let align = match field.kind {
            Kind::Number(..) | Kind::Money => Align::Right,
            Kind::Day
            | Kind::YesNo
            | Kind::Record(_)
            | Kind::Long
            | Kind::Person
            | Kind::Line
            | Kind::Email
            | Kind::Choice(_)
            | Kind::Choices(_)
            | Kind::Topics => Align::Left,
        };
        let show = if place < 4 { Show::Narrow } else { Show::Wide };
        let read = Read::Entry(place, field.kind);
        Self { id: field.id, label: field.label, show, min, preferred, align, read }
    }

    /// The id of the record that a field of an entry names, for files.
    pub(super) const fn entry_id(id: &'static str, label: &'static str, place: usize) -> Self {
        let (min, preferred, align, show) = (4, 6, Align::Left, Show::File);
        Self { id, label, show, min, preferred, align, read: Read::EntryId(place) }
    }

    /// On every screen, this wide.
    pub(super) const fn narrow(self, min: u16, preferred: u16) -> Self {
        Self { show: Show::Narrow, min, preferred, ..self }
    }

    /// Where there is room, this wide.
    pub(super) const fn wide(self, min: u16, preferred: u16) -> Self {
        Self { show: Show::Wide, min, preferred, ..self }
    }

    /// Not shown, but found by a filter.
    pub(super) const fn filter(self) -> Self {
        Self { show: Show::Filter, ..self }
    }

    /// At the right edge.
    pub(super) const fn right(self) -> Self {
        Self { align: Align::Right, ..self }
    }

    /// Whether a screen shows it, `wide` or narrow.
    pub fn is_shown(&self, wide: bool) -> bool {
        self.show == Show::Narrow || (wide && self.show == Show::Wide)
    }

    /// The cell of a row.
    pub fn cell(&self, view: &View<'_>) -> Cell {
        match self.read {
            Read::View(read) => read(view),
            Read::Given => Cell::Empty,
            Read::Field(field) => view
                .profile()
                .map_or(Cell::Empty, |profile| typed(field.kind, (field.get)(profile))),
            Read::Entry(place, kind) => {
                view.entry_value(place).map_or(Cell::Empty, |value| {
                    match (kind, value.parse::<AnyId>()) {
                        (Kind::Record(_), Ok(id)) => view.scheme.title(id).into(),
                        _ => typed(kind, value),
                    }
                })
            }
            Read::EntryId(place) => {
                let id = view.entry_value(place).and_then(|value| value.parse::<AnyId>().ok());
                id.map_or(Cell::Empty, Cell::Id)
            }
        }
    }
}

/// Fields of a person by which a search finds them without showing them (P5).
const FOUND: &[&str] = &[
    "preferred_name",
    "organisation",
    "department",
    "job_title",
    "employer",
    "industry",
    "job_function",
    "location",
    "year",
    "cohort",
    "topics_offered",
    "topics_wanted",
];

/// The canonical text of a field as a typed cell.
fn typed(kind: Kind, value: String) -> Cell {
    if value.is_empty() {
        return Cell::Empty;
    }
    match kind {
        Kind::Day => value.parse::<NaiveDate>().map_or_else(|_| value.into(), Cell::Day),
        Kind::Number(..) => value.parse::<i64>().map_or_else(|_| value.into(), Cell::Number),
        Kind::Money => read_money(&value).map_or_else(|| value.into(), Cell::Money),
        Kind::YesNo => Cell::YesNo(value == "yes"),
        Kind::Choice(options) => options()
            .into_iter()
            .find(|(code, _)| *code == value)
            .map_or_else(|| value.into(), |(code, label)| Cell::Code(code, label)),
        Kind::Line
        | Kind::Long
        | Kind::Email
        | Kind::Choices(_)
        | Kind::Topics
        | Kind::Person
        | Kind::Record(_) => value.into(),
    }
}
