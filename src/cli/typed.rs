//! Kinds of values that options take: words of a closed list, yes and no, lengths, and leave to over-rule.

use std::fmt::Display;
use std::str::FromStr;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::domain::codes::{Code, NotACode};
use crate::domain::verbs::Leave;
use crate::text::Text;
use crate::text::minutes::{MinutesError, read_minutes};

/// The words of a closed list; help and completions name them all.
pub(super) fn word<T>() -> impl TypedValueParser<Value = T>
where
    T: Code + FromStr<Err = NotACode> + Send + Sync,
{
    words_of::<T>(T::ALL)
}

/// Some of the words of a closed list.
pub(super) fn words_of<T>(words: &[T]) -> impl TypedValueParser<Value = T> + use<T>
where
    T: Code + FromStr<Err = NotACode> + Send + Sync,
{
    let known = words.iter().map(|word| PossibleValue::new(word.code()).help(word.label()));
    PossibleValuesParser::new(known).try_map(|word| word.parse::<T>())
}

/// `yes` or `no`.
pub(super) fn yes_no() -> impl TypedValueParser<Value = bool> {
    PossibleValuesParser::new(["yes", "no"]).map(|word| word == "yes")
}

/// A whole number from `from` on, up to `to` if that is given.
pub(super) fn whole<T>(from: T, to: Option<T>) -> impl TypedValueParser<Value = T>
where
    T: FromStr + PartialOrd + Display + Copy + Send + Sync + 'static,
{
    move |typed: &str| -> Result<T, String> {
        let number = typed.trim().parse::<T>().ok();
        let fits = |number: &T| *number >= from && to.is_none_or(|to| *number <= to);
        number.filter(fits).ok_or_else(|| match to {
            Some(to) => format!("a whole number from {from} to {to} is needed"),
            None => format!("a whole number from {from} on is needed"),
        })
    }
}

/// A length as it is said: `45`, `1h`, `1h30`.
pub(super) fn minutes(typed: &str) -> Result<i64, MinutesError> {
    read_minutes(typed).map(i64::from)
}

/// Leave to act against a rule (M3).
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Against a rule")]
pub(super) struct Overrule {
    /// Do it although a rule speaks against it, for this reason, which is kept
    #[arg(long, value_name = "REASON")]
    because: Option<String>,
    /// With --because: do it even against a hard rule
    #[arg(long, requires = "because")]
    confirm: bool,
}

impl Overrule {
    /// As the verbs take it.
    pub(super) fn leave(&self) -> Leave {
        Leave { reason: text(self.because.as_deref()), confirmed: self.confirm }
    }
}

/// A text that may have been left out.
pub(super) fn text(typed: Option<&str>) -> Text {
    Text::new(typed.unwrap_or_default().trim())
}
