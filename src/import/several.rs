//! Several people in one place: in a cell, or in numbered columns of one side.

use super::reader::Reader;
use super::values::people::{self, Named};
use super::work::Work;

/// Marks that always stand between people, and those that do so only between people who are known.
const SURE: [&str; 3] = ["|||", ";", "\n"];
const MAYBE: [&str; 6] = [",", "/", " & ", " and ", " und ", " + "];

/// Everybody whom a row names on one side, in the sheet's order.
pub(super) fn of_side(work: &Work<'_>, reader: &Reader<'_>, side: &str) -> Vec<Named> {
    if reader.is_own() {
        return reader.side(side).into_iter().collect();
    }
    let cells = reader.texts(side);
    let mut found: Vec<Named> = Vec::new();
    for cell in &cells {
        found.extend(in_cell(work, cell));
    }
    if found.len() <= 1 {
        return reader.side(side).into_iter().collect();
    }
    let addresses = reader.text(&format!("{side}_email")).unwrap_or_default();
    let addresses: Vec<String> =
        addresses.split([';', ',', '\n', ' ']).filter_map(people::address).collect();
    if addresses.len() == found.len() {
        for (named, address) in found.iter_mut().zip(addresses) {
            named.email = named.email.take().or(Some(address));
        }
    }
    found
}

/// The people of one cell: one, unless marks between them say otherwise.
fn in_cell(work: &Work<'_>, text: &str) -> Vec<Named> {
    let whole = people::read(text);
    let known = |named: &Named| work.find(named).is_ok();
    if whole.as_ref().is_some_and(known) {
        return whole.into_iter().collect();
    }
    let parts = |mark: &str| text.split(mark).filter_map(people::read).collect::<Vec<_>>();
    for mark in SURE {
        let parts = parts(mark);
        if parts.len() > 1 {
            return parts;
        }
    }
    for mark in MAYBE {
        let parts = parts(mark);
        if parts.len() > 1 && parts.iter().all(known) {
            return parts;
        }
    }
    whole.into_iter().collect()
}

/// A row of two people once for each pair of people in it; rows of two people are as they are.
pub(super) fn apart<'a>(work: &Work<'_>, reader: Reader<'a>) -> Vec<Reader<'a>> {
    let mentors = of_side(work, &reader, "mentor");
    let mentees = of_side(work, &reader, "mentee");
    if mentors.len() <= 1 && mentees.len() <= 1 {
        return vec![reader];
    }
    let nobody = |people: Vec<Named>| -> Vec<Option<Named>> {
        if people.is_empty() { vec![None] } else { people.into_iter().map(Some).collect() }
    };
    let (mentors, mentees) = (nobody(mentors), nobody(mentees));
    let mut readers = Vec::new();
    for mentor in &mentors {
        for mentee in &mentees {
            let mut reader = reader.clone();
            reader.choose("mentor", mentor.clone());
            reader.choose("mentee", mentee.clone());
            readers.push(reader);
        }
    }
    readers
}
