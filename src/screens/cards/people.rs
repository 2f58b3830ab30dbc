//! A person in a line: name and how to reach them.

use crate::domain::ids::PersonId;
use crate::domain::records::Person;
use crate::domain::scheme::Scheme;
use crate::text::Text;

/// "Tom Reed  tom.reed@example.org  0123": what is there of name, mail and phone.
pub(super) fn reach(scheme: &Scheme, id: PersonId) -> String {
    let Some(person) = scheme.get::<Person>(id) else { return id.to_string() };
    [&person.email, &person.phone]
        .into_iter()
        .filter(|text| !text.is_empty())
        .fold(person.full_name.to_string(), |line, text| format!("{line}  {text}"))
}

/// Texts with commas between them, harmless.
pub(super) fn listed<'a>(texts: impl Iterator<Item = &'a Text>) -> String {
    texts.map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
