//! Fields of the domain as options: what stands for their value, and what their help adds.

use crate::domain::field::Kind;

/// The name of a field's value in help, and what its help says after the label.
pub(super) fn value_of(kind: Kind) -> (&'static str, String) {
    match kind {
        Kind::Line | Kind::Long | Kind::Email => ("TEXT", String::new()),
        Kind::Day => ("DAY", String::new()),
        Kind::Number(min, max) => ("NUMBER", format!(", {min} to {max}")),
        Kind::YesNo => ("YES/NO", String::new()),
        Kind::Choice(words) => ("WORD", format!(": {}", listed(&words()))),
        Kind::Choices(words) => ("WORDS", format!(", with commas between: {}", listed(&words()))),
        Kind::Topics => ("TOPICS", ", with ; between".to_owned()),
        Kind::Person => ("PERSON", ", a person of the scheme or any name".to_owned()),
        Kind::Money => ("AMOUNT", ", like 120 or 120.50".to_owned()),
        Kind::Record(letters) => ("ID", format!(": {}", who(letters))),
    }
}

/// Which records are meant, in words.
fn who(letters: &str) -> &'static str {
    match letters {
        "P" => "a person by id, e-mail address or name",
        "M" => "a pair by id, or by somebody whose only pair it is",
        "PM" => "a pair by id, or a person by id, e-mail address or name",
        _ => "by id",
    }
}

fn listed(words: &[(&'static str, &'static str)]) -> String {
    words.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", ")
}
