//! What may stand in a setting, and how that is said in words.

use crate::domain::letters::LetterKind;

/// What may stand in a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// Whole days, both ends included.
    Days(i64, i64),
    /// Calendar months, both ends included.
    Months(i64, i64),
    /// A count, both ends included.
    Count(i64, i64),
    /// Whole per cent, both ends included.
    Percent(i64, i64),
    /// `yes` or `no`.
    YesNo,
    /// One line of text, not empty.
    Line,
    /// One line of text, which may be empty.
    Note,
    /// An amount of money with two decimals.
    Money,
    /// The name of a time zone, which may be empty.
    Zone,
    /// One of these words.
    Word(&'static [&'static str]),
    /// An e-mail address, which may be missing.
    Address,
    /// Several lines of text, which may be empty.
    Lines,
    /// The text of a kind of letter: a subject line, an empty line, the letter with its fields.
    Letter(LetterKind),
}

impl SettingKind {
    /// What may stand in it, in words.
    pub fn in_words(self) -> String {
        match self {
            Self::Days(from, to) => format!("{from} to {to} days"),
            Self::Months(from, to) => format!("{from} to {to} months"),
            Self::Count(from, to) => format!("{from} to {to}"),
            Self::Percent(from, to) => format!("{from} to {to} %"),
            Self::YesNo => "yes or no".to_owned(),
            Self::Line => "any text".to_owned(),
            Self::Note => "any text, or none".to_owned(),
            Self::Money => "an amount such as 12.50".to_owned(),
            Self::Zone => "a zone such as Europe/London, or none".to_owned(),
            Self::Word(words) => words.join(", "),
            Self::Address => "an e-mail address, or none".to_owned(),
            Self::Lines => "any lines, or none".to_owned(),
            Self::Letter(_) => "a subject line, an empty line, and the letter".to_owned(),
        }
    }
}
