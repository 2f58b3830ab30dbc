//! What a person said about a sheet and its doubtful rows, and why a sheet can't be understood.

use super::fields::SheetKind;
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

/// What to do with a row that may be about somebody who is known already (fault 77).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It is the same person: the record takes over what the row says.
    Same,
    /// It is somebody else, who is added.
    New,
    /// The row is left out.
    Skip,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Same, Self::New, Self::Skip];

    /// The answer by the name that the command line gives it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.name() == name)
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::New => "new",
            Self::Skip => "skip",
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
    /// Columns that fit nothing: left out (`true`), or kept as extra fields. Unsaid, they are kept,
    /// but of meetings nothing is (R3).
    pub leave_others_out: Option<bool>,
    /// What to do with every row that may be about somebody known; unsaid, a shared address with
    /// another name is refused, another address is somebody new, and a name alone is refused.
    pub duplicates: Option<Answer>,
    /// The same for single rows, by their number as a spreadsheet counts it.
    pub rows: Vec<(usize, Answer)>,
    /// Whether a sheet of two people a row adds people who are not in the scheme; unsaid, only to a
    /// scheme without people.
    pub add_people: Option<bool>,
}

impl Wishes {
    /// What was said about a row that may be about somebody known.
    pub fn answer(&self, row: usize) -> Option<Answer> {
        let said = self.rows.iter().find(|(number, _)| *number == row);
        said.map(|(_, answer)| *answer).or(self.duplicates)
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
