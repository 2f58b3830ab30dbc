//! `Field`: one column of a record as people know it: its id in sheets, its label, how it is read and written.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::codes::{Code, NotACode};
use crate::domain::ids::AnyId;
use crate::text::Text;
use crate::text::money::read_money;

/// One field of `T` in exchange with people: forms, sheets, commands, lists and exports.
///
/// Values travel as canonical text: days as `2026-03-13`, numbers in digits, `yes` and `no`,
/// codes of closed lists, several values with `; ` between them; nothing known is the empty text.
pub struct Field<T: 'static> {
    /// Id in imports, exports and JSON (`job_title`).
    pub id: &'static str,
    /// Label in forms, cards and lists.
    pub label: &'static str,
    /// What may stand in it.
    pub kind: Kind,
    /// The canonical value.
    pub get: fn(&T) -> String,
    /// Takes a canonical value, or says what is wrong with it.
    pub set: fn(&mut T, &str) -> Result<(), FieldError>,
}

impl<T> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Field({})", self.id)
    }
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One line of text.
    Line,
    /// Text of several lines.
    Long,
    /// An e-mail address.
    Email,
    /// A calendar day.
    Day,
    /// A whole number, both ends included.
    Number(i64, i64),
    /// Yes, no or unknown.
    YesNo,
    /// One of a closed list: pairs of code and label.
    Choice(fn() -> Vec<(&'static str, &'static str)>),
    /// Several of a closed list: pairs of code and label.
    Choices(fn() -> Vec<(&'static str, &'static str)>),
    /// Topics, separated by `; `.
    Topics,
    /// A person of the scheme by id, or a name that is not in the scheme.
    Person,
    /// A record of the scheme by id, of a kind with one of these letters.
    Record(&'static str),
    /// An amount of money; canonical text has two decimals (`1250.50`).
    Money,
}

/// Codes and labels of a closed list.
pub fn options<C: Code>() -> Vec<(&'static str, &'static str)> {
    C::ALL.iter().map(|value| (value.code(), value.label())).collect()
}

/// Why a value does not fit its field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// Not a day of the calendar.
    #[error("'{0}' is not a day: write it like 2026-03-13")]
    Day(String),
    /// Not a number, or outside its range.
    #[error("'{given}' is not a whole number from {min} to {max}")]
    Number {
        /// What was given.
        given: String,
        /// The smallest number allowed.
        min: i64,
        /// The largest number allowed.
        max: i64,
    },
    /// Not an amount of money.
    #[error("'{0}' is no amount: write it like 120 or 120.50")]
    Money(String),
    /// Not the id of such a record.
    #[error("'{0}' is not the id of such a record: write it like {1}")]
    Record(String, String),
    /// Neither yes nor no.
    #[error("'{0}' is neither yes nor no")]
    YesNo(String),
    /// None of the list.
    #[error(transparent)]
    Code(#[from] NotACode),
    /// Nothing where something must be.
    #[error("{0} needs a value")]
    Missing(&'static str),
    /// Anything else, in words.
    #[error("{0}")]
    Other(String),
}

/// A canonical day, or nothing.
pub fn read_day(value: &str) -> Result<Option<NaiveDate>, FieldError> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    NaiveDate::parse_from_str(value, "%Y-%m-%d").map(Some).map_err(|_| FieldError::Day(cut(value)))
}

/// A canonical number within `min..=max`, or nothing.
pub fn read_number(value: &str, min: i64, max: i64) -> Result<Option<i64>, FieldError> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    let number = value.parse().ok().filter(|number| (min..=max).contains(number));
    number.map(Some).ok_or_else(|| FieldError::Number { given: cut(value), min, max })
}

/// A canonical yes or no, or nothing.
pub fn read_yes_no(value: &str) -> Result<Option<bool>, FieldError> {
    match value.trim() {
        "" => Ok(None),
        "yes" | "true" => Ok(Some(true)),
        "no" | "false" => Ok(Some(false)),
        other => Err(FieldError::YesNo(cut(other))),
    }
}

/// A code of a closed list, or nothing.
pub fn read_code<C: Code>(value: &str) -> Result<Option<C>, FieldError> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    C::from_code(value).map(Some).ok_or_else(|| NotACode::of::<C>(value).into())
}

/// An amount of money in minor units, or nothing.
pub fn read_amount(value: &str) -> Result<Option<i64>, FieldError> {
    if value.trim().is_empty() {
        return Ok(None);
    }
    read_money(value).map(Some).ok_or_else(|| FieldError::Money(cut(value)))
}

/// The id of a record of a kind with one of these letters, or nothing.
pub fn read_id(value: &str, letters: &str) -> Result<Option<AnyId>, FieldError> {
    if value.trim().is_empty() {
        return Ok(None);
    }
    let example = letters.chars().next().map(|letter| format!("{letter}12"));
    let wrong = || FieldError::Record(cut(value), example.unwrap_or_default());
    let id = value.parse::<AnyId>().ok().filter(|id| letters.contains(id.letter));
    id.map(Some).ok_or_else(wrong)
}

/// A value that must be there.
pub fn must<T>(label: &'static str, value: Option<T>) -> Result<T, FieldError> {
    value.ok_or(FieldError::Missing(label))
}

/// The canonical form of a day.
pub fn day(value: Option<NaiveDate>) -> String {
    value.map(|day| day.to_string()).unwrap_or_default()
}

/// The canonical form of a number.
pub fn digits(value: Option<i64>) -> String {
    value.map(|number| number.to_string()).unwrap_or_default()
}

/// The canonical form of yes and no.
pub fn yes_no(value: Option<bool>) -> String {
    value.map_or("", |yes| if yes { "yes" } else { "no" }).to_owned()
}

/// The canonical form of one of a list.
pub fn code<C: Code>(value: Option<C>) -> String {
    value.map_or("", Code::code).to_owned()
}

/// A text without white space around it.
pub fn trimmed(value: &str) -> Text {
    Text::new(value.trim())
}

/// The beginning of a value, short enough for a message of one line.
pub fn cut(value: &str) -> String {
    crate::text::inert(value).chars().take(40).collect()
}

/// A row of a FIELDS table: a text column.
macro_rules! text_field {
    ($id:literal, $label:literal, $($path:ident).+) => {
        $crate::domain::field::text_field!(@ Line $id, $label, $($path).+)
    };
    (long $id:literal, $label:literal, $($path:ident).+) => {
        $crate::domain::field::text_field!(@ Long $id, $label, $($path).+)
    };
    (email $id:literal, $label:literal, $($path:ident).+) => {
        $crate::domain::field::text_field!(@ Email $id, $label, $($path).+)
    };
    (@ $kind:ident $id:literal, $label:literal, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::$kind,
            get: |record| record.$($path).+.exact().to_owned(),
            set: |record, value| {
                record.$($path).+ = $crate::domain::field::trimmed(value);
                Ok(())
            },
        }
    };
}

/// A row of a FIELDS table: a day column.
macro_rules! day_field {
    ($id:literal, $label:literal, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::Day,
            get: |record| $crate::domain::field::day(record.$($path).+),
            set: |record, value| {
                record.$($path).+ = $crate::domain::field::read_day(value)?;
                Ok(())
            },
        }
    };
}

/// A row of a FIELDS table: a number column with its range.
macro_rules! number_field {
    ($id:literal, $label:literal, $min:literal..=$max:literal, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::Number($min, $max),
            get: |record| $crate::domain::field::digits(record.$($path).+),
            set: |record, value| {
                record.$($path).+ = $crate::domain::field::read_number(value, $min, $max)?;
                Ok(())
            },
        }
    };
}

/// A row of a FIELDS table: a column of yes, no or unknown.
macro_rules! yes_no_field {
    ($id:literal, $label:literal, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::YesNo,
            get: |record| $crate::domain::field::yes_no(record.$($path).+),
            set: |record, value| {
                record.$($path).+ = $crate::domain::field::read_yes_no(value)?;
                Ok(())
            },
        }
    };
}

/// A row of a FIELDS table: a column with one of a closed list.
macro_rules! choice_field {
    ($id:literal, $label:literal, $code:ty, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::Choice($crate::domain::field::options::<$code>),
            get: |record| $crate::domain::field::code(record.$($path).+),
            set: |record, value| {
                record.$($path).+ = $crate::domain::field::read_code::<$code>(value)?;
                Ok(())
            },
        }
    };
}

/// A row of a FIELDS table: a column with several of a closed list.
macro_rules! choices_field {
    ($id:literal, $label:literal, $code:ty, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::Choices($crate::domain::field::options::<$code>),
            get: |record| record.$($path).+.codes("; "),
            set: |record, value| {
                record.$($path).+ = value.parse()?;
                Ok(())
            },
        }
    };
}

/// A row of a FIELDS table: a day that must be there.
macro_rules! day_must_field {
    ($id:literal, $label:literal, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::Day,
            get: |record| $crate::domain::field::day(Some(record.$($path).+)),
            set: |record, value| {
                let day = $crate::domain::field::read_day(value)?;
                record.$($path).+ = $crate::domain::field::must($label, day)?;
                Ok(())
            },
        }
    };
}

/// A row of a FIELDS table: a number that must be there, with its range.
macro_rules! number_must_field {
    ($id:literal, $label:literal, $min:literal..=$max:literal, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::Number($min, $max),
            get: |record| $crate::domain::field::digits(Some(record.$($path).+)),
            set: |record, value| {
                let number = $crate::domain::field::read_number(value, $min, $max)?;
                record.$($path).+ = $crate::domain::field::must($label, number)?;
                Ok(())
            },
        }
    };
}

/// A row of a FIELDS table: one of a closed list that must be there.
macro_rules! choice_must_field {
    ($id:literal, $label:literal, $code:ty, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::Choice($crate::domain::field::options::<$code>),
            get: |record| $crate::domain::field::code(Some(record.$($path).+)),
            set: |record, value| {
                let one = $crate::domain::field::read_code::<$code>(value)?;
                record.$($path).+ = $crate::domain::field::must($label, one)?;
                Ok(())
            },
        }
    };
}

/// A row of a FIELDS table: an amount of money in minor units.
macro_rules! money_field {
    ($id:literal, $label:literal, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::Money,
            get: |record| {
                record.$($path).+.map($crate::text::money::plain_money).unwrap_or_default()
            },
            set: |record, value| {
                record.$($path).+ = $crate::domain::field::read_amount(value)?;
                Ok(())
            },
        }
    };
}

/// A row of a FIELDS table: the id of a record that must be there; 0 stands for none yet.
macro_rules! id_field {
    ($id:literal, $label:literal, $letters:literal, $type:ident, $($path:ident).+) => {
        $crate::domain::field::Field {
            id: $id,
            label: $label,
            kind: $crate::domain::field::Kind::Record($letters),
            get: |record| match record.$($path).+ {
                $type(0) => String::new(),
                id => id.to_string(),
            },
            set: |record, value| {
                let id = $crate::domain::field::read_id(value, $letters)?;
                record.$($path).+ = $type($crate::domain::field::must($label, id)?.number);
                Ok(())
            },
        }
    };
}

pub(crate) use {
    choice_field, choice_must_field, choices_field, day_field, day_must_field, id_field,
    money_field, number_field, number_must_field, text_field, yes_no_field,
};
