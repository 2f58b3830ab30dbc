//! Tests of entries: names, what a new one begins with, what is refused.

use super::*;
use crate::domain::ids::PersonId;
use crate::domain::records::Person;

fn someone() -> Scheme {
    let empty = Scheme::default();
    let mut builder = Builder::new(&empty);
    builder.put(Person::named(PersonId(1), "Ana Costa"));
    empty.after(&builder.done("")).unwrap()
}

#[test]
fn names_and_letters_stand_once_and_are_those_of_the_tables() {
    for (at, book) in BOOKS.iter().enumerate() {
        assert_eq!(Table::lettered(book.letter), Some(book.table), "{}", book.name);
        assert!(!book.help.ends_with('.') && !book.noun.is_empty(), "{}", book.name);
        for other in BOOKS.iter().skip(at + 1) {
            assert!(other.name != book.name && other.letter != book.letter, "{}", book.name);
        }
        let fields = (book.fields)();
        for (place, field) in fields.iter().enumerate() {
            let twice = fields.iter().skip(place + 1).any(|other| other.id == field.id);
            assert!(!twice, "{}: {}", book.name, field.id);
        }
    }
}

#[test]
fn a_new_entry_begins_with_what_is_known_and_reads_back_as_it_was_given() {
    let scheme = someone();
    let today: NaiveDate = "2026-03-03".parse().unwrap();
    let book = Book::named("contact").unwrap();
    let begun = (book.begin)(&scheme, today, Some("P1".parse().unwrap()));
    let ids = (book.fields)().into_iter().map(|field| field.id);
    let given: Vec<_> = ids.zip(begun.clone()).collect();
    let (id, change) = (book.save)(&scheme, today, None, &given).unwrap();
    assert_eq!(id.to_string(), "K1");
    let after = scheme.after(&change).unwrap();
    assert_eq!((book.values)(&after, 1), Some(begun));
    assert_eq!(after.title(id), "the contact with Ana Costa on Tue 3 Mar 2026");
    let gone = after.after(&(book.remove)(&after, 1).unwrap()).unwrap();
    assert_eq!((book.rows)(&gone), []);
}

#[test]
fn what_is_missing_unknown_or_still_to_come_is_refused_at_its_field() {
    let scheme = someone();
    let today: NaiveDate = "2026-03-03".parse().unwrap();
    let book = Book::named("contact").unwrap();
    for (field, given) in [
        ("about", vec![]),
        ("about", vec![("about", "P9".to_owned())]),
        ("about", vec![("about", "R1".to_owned())]),
        ("day", vec![("about", "P1".to_owned()), ("day", "2026-03-04".to_owned())]),
        ("channel", vec![("about", "P1".to_owned()), ("channel", "pigeon".to_owned())]),
    ] {
        let refused = (book.save)(&scheme, today, None, &given);
        let Err(Refusal::Field { field: at, .. }) = refused else { panic!("{refused:?}") };
        assert_eq!(at, field);
    }
}
