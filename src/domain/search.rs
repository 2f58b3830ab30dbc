//! Finding people by what is typed of them: names as told in sheets and forms, and free search (P5).

use crate::domain::ids::PersonId;
use crate::domain::records::Person;
use crate::domain::scheme::Scheme;
use crate::text::{Text, fold};

/// Whether a name as told means this person: the name as shown, first and last name in either
/// order ("Reed, Tom"), or the e-mail address; case and accents do not matter.
pub fn is_named(person: &Person, told: &Text) -> bool {
    let told = fold(told.exact());
    if told.is_empty() {
        return false;
    }
    let is = |text: &str| fold(text) == told;
    let (first, last) = (person.first_name.exact(), person.last_name.exact());
    is(person.full_name.exact())
        || is(person.email.exact())
        || (!person.first_name.is_empty()
            && !person.last_name.is_empty()
            && (is(&format!("{first} {last}")) || is(&format!("{last}, {first}"))))
}

/// The one person whom a name as told means; none if nobody or more than one is meant. An id of
/// the scheme (`P12`) means that person.
pub fn person_named(scheme: &Scheme, told: &Text) -> Option<PersonId> {
    if let Ok(id) = told.exact().parse::<PersonId>() {
        return scheme.get::<Person>(id).map(|person| person.id);
    }
    let mut meant = scheme.all::<Person>().filter(|person| is_named(person, told));
    let first = meant.next()?;
    meant.next().is_none().then_some(first.id)
}
