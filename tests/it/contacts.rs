//! Support contacts: logged in two keys from a person or pair, on cards, and what they settle in Today (V4).

use matchbook::domain::Scheme;
use matchbook::domain::codes::{Channel, ContactPurpose, ReviewKind};
use matchbook::domain::entry::Book;
use matchbook::domain::ids::{ContactId, PairId, ReviewId};
use matchbook::domain::records::{Contact, Person, Review};
use matchbook::domain::verbs::set_setting;
use matchbook::sample;
use rstest::rstest;

use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";

/// Ana Costa, who likes the phone, is mentored by Tom Reed from a day on; contacts are asked for.
fn small(start: &str) -> (Small, PairId) {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let ana = small.mentee("Ana Costa");
    small.change::<Person>(ana, |ana| ana.preferred_channel = Some(Channel::Phone));
    let pair = small.pair(tom, ana, start);
    let on = set_setting(&small.scheme, "contacts", "yes").unwrap();
    small.scheme.apply(&on).unwrap();
    (small, pair)
}

fn newest(scheme: &Scheme) -> Contact {
    scheme.all::<Contact>().next_back().unwrap().clone()
}

#[rstest]
#[case::of_a_person("4 i <Enter>")]
#[case::of_a_person_by_control_s("4 i <Ctrl-S>")]
#[case::of_a_pair("3 i <Enter>")]
#[case::of_a_pair_by_control_s("3 i <Ctrl-S>")]
#[case::of_a_review("5 i <Enter>")]
fn a_contact_is_logged_in_two_keys_with_all_that_is_known(
    #[case] keys: &str,
    #[values((80, 24), (100, 30))] size: (u16, u16),
) {
    let (mut small, pair) = small("2026-02-25");
    small.put(Review::planned(ReviewId(1), pair, ReviewKind::FirstCheckIn, day("2026-04-01")));
    let mut desk = Desk::open(small.scheme, day(TODAY), size);
    desk.keys(keys);
    assert_eq!(desk.heads().len(), 1, "{}", desk.screen());
    let contact = newest(desk.scheme());
    assert_eq!((contact.day, contact.channel), (day(TODAY), Channel::Phone));
    assert_eq!((contact.outcome, contact.next_on), (None, None));
    assert!(desk.message().contains("is recorded"), "{}", desk.message());
    desk.keys("u");
    assert_eq!(desk.scheme().all::<Contact>().len(), 0);
}

#[test]
fn what_came_of_it_is_one_letter_more_and_all_else_is_a_field_away() {
    let (small, pair) = small("2026-02-25");
    let mut desk = Desk::open(small.scheme, day(TODAY), (80, 24));
    desk.keys("3 i l <Tab> \"+1w\" <Enter>");
    let contact = newest(desk.scheme());
    assert_eq!(contact.outcome.map(|outcome| outcome.to_string()).unwrap(), "left a message");
    assert_eq!((contact.pair, contact.next_on), (Some(pair), Some(day("2026-03-10"))));
}

#[rstest]
#[case::of_a_new_pair("2026-02-25", ContactPurpose::Welcome)]
#[case::of_one_that_did_not_begin("2026-02-10", ContactPurpose::Chase)]
fn the_purpose_is_guessed_from_how_the_pair_stands(
    #[case] start: &str,
    #[case] purpose: ContactPurpose,
) {
    let (small, pair) = small(start);
    let book = Book::named("contact").unwrap();
    let begun = (book.begin)(&small.scheme, day(TODAY), Some(pair.into()));
    let place = (book.fields)().iter().position(|field| field.id == "purpose").unwrap();
    assert_eq!(begun[place], matchbook::domain::codes::Code::code(purpose));
}

#[test]
fn a_late_review_is_what_a_contact_is_for() {
    let (mut small, pair) = small("2026-01-05");
    small.put(Review::planned(ReviewId(1), pair, ReviewKind::FirstCheckIn, day(TODAY)));
    let mut desk = Desk::open(small.scheme, day(TODAY), (80, 24));
    desk.keys("3 i <Enter>");
    assert_eq!(newest(desk.scheme()).purpose, ContactPurpose::Review);
}

#[test]
fn the_suggested_contact_settles_contact_due_and_undo_brings_it_back() {
    let (small, pair) = small("2026-02-15");
    let mut desk = Desk::open(small.scheme, day(TODAY), (100, 30));
    let is_due = |desk: &Desk| {
        let mut items = desk.model.world().items.iter();
        items.any(|item| item.rule == "contact-due" && item.subject == Some(pair.into()))
    };
    assert!(is_due(&desk), "{}", desk.screen());
    while !desk.cursor_row().contains("contact due") {
        let before = desk.cursor_row();
        desk.keys("j");
        assert_ne!(desk.cursor_row(), before, "{}", desk.screen());
    }
    assert!(desk.screen().contains("log a support contact"), "{}", desk.screen());
    desk.keys("i <Enter>");
    assert!(!is_due(&desk), "{}", desk.screen());
    desk.keys("u");
    assert!(is_due(&desk));
    desk.keys("U");
    assert!(!is_due(&desk));
}

#[test]
fn a_next_step_that_has_come_shows_on_card_and_list_until_somebody_was_in_touch() {
    let (mut small, pair) = small("2026-02-01");
    let contact = |id, on: &str, next: Option<&str>| Contact {
        id: ContactId(id),
        person: None,
        pair: Some(pair),
        day: day(on),
        channel: Channel::Email,
        purpose: ContactPurpose::CheckIn,
        outcome: None,
        next_on: next.map(day),
    };
    small.put(contact(1, "2026-02-20", Some("2026-03-01")));
    let mut desk = Desk::open(small.scheme.clone(), day(TODAY), (140, 36));
    desk.keys("4");
    assert!(desk.screen().contains("CONTACTS"), "{}", desk.screen());
    assert!(desk.screen().contains("next 1 Mar (2 days late)"), "{}", desk.screen());
    desk.keys(": \"support contacts\" <Enter>");
    assert!(desk.screen().contains("2 days late"), "{}", desk.screen());
    assert_eq!(small.scheme.last_contact(pair, day(TODAY)).unwrap().id, ContactId(1));
    assert!(small.scheme.last_contact(pair, day("2026-02-19")).is_none(), "it was not yet");
    small.put(contact(2, TODAY, None));
    assert_eq!(small.scheme.last_contact(pair, day(TODAY)).unwrap().id, ContactId(2));
    let mut desk = Desk::open(small.scheme, day(TODAY), (140, 36));
    desk.keys("4");
    assert!(desk.screen().contains("next 1 Mar (done)"), "{}", desk.screen());
}

#[test]
fn every_contact_of_the_sample_is_about_somebody() {
    let scheme = sample::scheme_of(sample::every_rule(day(TODAY)));
    for contact in scheme.all::<Contact>() {
        assert!(contact.person.is_some() != contact.pair.is_some());
    }
}
