//! `calendar`: reviews, meetings, events and deadlines for a calendar program, under names that stay (I3).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use icalendar::{Calendar, Component, DatePerhapsTime, Event, EventLike};
use matchbook::domain::Builder;
use matchbook::domain::records::Event as OfScheme;
use matchbook::domain::records::{Commitment, Person, Review};
use matchbook::sample;
use rstest::rstest;

use crate::cli_support::Desk;
use crate::small_scheme::{Small, day};

/// The fixed week in a file.
fn week() -> Desk {
    let desk = Desk::empty();
    desk.done(&["sample"]);
    desk
}

/// Makes the calendar, and reads it.
fn made(desk: &Desk, args: &[&str]) -> BTreeMap<String, Event> {
    desk.done(&[&["calendar", "-o", "a.ics", "--force"], args].concat());
    let text = fs::read_to_string(desk.home().join("a.ics")).unwrap();
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    let calendar: Calendar = text.parse().unwrap();
    assert_eq!(calendar.property_value("PRODID"), Some("-//Matchbook//Mentoring scheme//EN"));
    let events: Vec<Event> = calendar.events().cloned().collect();
    let named: BTreeMap<String, Event> =
        events.iter().map(|event| (event.get_uid().unwrap().to_owned(), event.clone())).collect();
    assert_eq!(named.len(), events.len(), "a name stands twice");
    named
}

/// The one entry whose name begins so.
#[track_caller]
fn one<'a>(events: &'a BTreeMap<String, Event>, begins: &str) -> &'a Event {
    let mut found = events.iter().filter(|(name, _)| name.starts_with(begins));
    let event = found.next().unwrap_or_else(|| panic!("no {begins}: {:?}", events.keys())).1;
    assert!(found.next().is_none(), "{begins} twice");
    event
}

fn status(event: &Event) -> &str {
    event.property_value("STATUS").unwrap()
}

#[test]
fn the_same_file_day_and_command_give_the_same_bytes_and_looking_only_writes_nothing() {
    let desk = week();
    let before = desk.bytes();
    let make = |name: &str| {
        desk.done(&["--read-only", "calendar", "-o", name]);
        fs::read(desk.home().join(name)).unwrap()
    };
    assert!(make("one.ics") == make("two.ics"));
    assert!(desk.bytes() == before);
    // what only notes that something left is no change of the scheme
    desk.done(&["calendar", "-o", "three.ics"]);
    assert!(make("four.ics") == make("one.ics.again"));
    assert!(make("five.ics") == fs::read(desk.home().join("three.ics")).unwrap());
    assert!(desk.done(&["history"]).contains("the calendar was put into a file"));
}

#[test]
fn another_import_updates_what_was_moved_and_takes_out_what_was_called_off() {
    let desk = Desk::small();
    desk.done(&["review", "plan", "M1", "2026-03-20"]);
    desk.done(&["event", "add", "--kind", "induction", "--day", "2026-04-02"]);
    let first = made(&desk, &[]);
    let review = one(&first, "review-V1@");
    assert_eq!(review.get_summary(), Some("Review: Ana Costa and Tom Reed"));
    assert_eq!(review.get_start(), Some(DatePerhapsTime::Date(day("2026-03-20"))));
    assert_eq!(review.get_end(), Some(DatePerhapsTime::Date(day("2026-03-21"))));
    desk.done(&["review", "move", "V1", "2026-03-27"]);
    desk.done(&["event", "edit", "E1", "--cancelled", "2026-03-03"]);
    let second = made(&desk, &[]);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let moved = one(&second, "review-V1@");
    assert_eq!(moved.get_start(), Some(DatePerhapsTime::Date(day("2026-03-27"))));
    let number = |event: &Event| event.get_sequence().unwrap();
    assert!(number(moved) > number(review));
    assert_eq!([status(one(&first, "event-E1@")), status(moved)], ["CONFIRMED"; 2]);
    assert_eq!(status(one(&second, "event-E1@")), "CANCELLED");
    // the first has the same names, and those of another scheme are others
    let other = made(&Desk::small(), &[]);
    assert!(other.keys().all(|name| !second.contains_key(name)));
}

#[test]
fn deadlines_move_with_what_they_are_about_and_go_when_it_is_settled() {
    let desk = Desk::small();
    desk.done(&["commitment", "add", "Dean", "time", "--renewal", "2026-06-01"]);
    let before = made(&desk, &["--only", "deadlines"]);
    let answer = one(&before, "answer-R1@");
    assert_eq!(answer.get_summary(), Some("Answer due: Tom Reed to Ben Okafor"));
    assert_eq!(answer.get_start(), Some(DatePerhapsTime::Date(day("2026-03-02"))));
    assert_eq!(one(&before, "renewal-W1@").get_summary(), Some("Commitment to renew: Dean"));
    assert_eq!(status(one(&before, "signatures-M1@")), "CONFIRMED");
    desk.done(&["request", "reassign", "R1", "Priya Nair"]);
    let after = made(&desk, &["--only", "deadlines"]);
    let answer = one(&after, "answer-R1@");
    assert_eq!(answer.get_summary(), Some("Answer due: Priya Nair to Ben Okafor"));
    assert_eq!(answer.get_start(), Some(DatePerhapsTime::Date(day("2026-03-13"))));
    desk.done(&["request", "answer", "R1", "accepted"]);
    assert_eq!(status(one(&made(&desk, &[]), "answer-R1@")), "CANCELLED");
}

#[rstest]
#[case::no_zone("", "20260702T140000", "20260702T153000")]
#[case::london("Europe/London", "20260702T130000Z", "20260702T143000Z")]
#[case::tokyo("asia/tokyo", "20260702T050000Z", "20260702T063000Z")]
fn an_event_with_a_time_is_at_that_time_of_the_scheme(
    #[case] zone: &str,
    #[case] begins: &str,
    #[case] ends: &str,
) {
    let desk = Desk::small();
    desk.done(&["settings", "time-zone", zone]);
    let add = ["event", "add", "--kind", "training", "--day", "2026-07-02", "--time", "2 pm"];
    desk.done(&[&add[..], &["--minutes", "90", "--place", "Room 2; first floor"]].concat());
    let events = made(&desk, &["--only", "events"]);
    let event = one(&events, "event-E1@");
    let value = |key| event.property_value(key).unwrap();
    assert_eq!([value("DTSTART"), value("DTEND")], [begins, ends]);
    assert_eq!(event.get_location(), Some("Room 2; first floor"));
    assert_eq!(events.len(), 1);
}

#[test]
fn an_unknown_time_zone_is_refused_and_a_time_in_words_is_said() {
    let desk = Desk::small();
    let said = desk.refused(&["settings", "time-zone", "Middle/Earth"]);
    assert!(said.contains("no time zone such as Europe/London"), "{said}");
    let add = ["event", "add", "--kind", "briefing", "--day", "2026-07-02", "--time"];
    desk.done(&[&add[..], &["after lunch"]].concat());
    let events = made(&desk, &["--only", "events"]);
    let event = one(&events, "event-E1@");
    assert!(event.get_summary().unwrap().ends_with(", after lunch"), "{event:?}");
    assert_eq!(event.get_start(), Some(DatePerhapsTime::Date(day("2026-07-02"))));
}

#[test]
fn hostile_names_break_no_line_and_come_back() {
    let mut small = Small::default();
    let hostile = "Ann, \\n; \"B\"\r\nEND:VEVENT\u{202e}\u{0} \u{738b}\u{82b3}\u{1f469}";
    let ann = small.mentor(&hostile.repeat(4), 2);
    let bo = small.mentee("Bo: X;Y,Z\\");
    let pair = small.pair(ann, bo, "2026-02-01");
    small.build(|builder: &mut Builder| {
        let id = builder.new_id::<Review>();
        let kind = matchbook::domain::codes::ReviewKind::Extra;
        builder.put(Review::planned(id, pair, kind, day("2026-03-30")));
        let id = builder.new_id::<OfScheme>();
        let blank = <OfScheme as matchbook::domain::entry::Entry>::blank(id);
        let (name, place) = (hostile.into(), "BEGIN:VALARM\r\n".into());
        builder.put(OfScheme { day: day("2026-03-31"), name, place, ..blank });
    });
    let shown = small.scheme.name(ann);
    let desk = Desk::with(&small);
    let events = made(&desk, &[]);
    let title = format!("Review: Bo: X;Y,Z\\ and {shown}");
    assert_eq!(one(&events, "review-V1@").get_summary(), Some(title.as_str()));
    assert!(one(&events, "event-E1@").get_location().unwrap().starts_with("BEGIN:VALARM"));
    let kinds: BTreeSet<&str> = events.keys().map(|name| name.split('-').next().unwrap()).collect();
    assert_eq!(kinds, BTreeSet::from(["event", "review", "signatures"]));
}

#[test]
fn a_calendar_says_nothing_that_was_noted_and_nothing_of_concerns() {
    let records = sample::every_rule(day("2026-03-03"));
    let mut small = Small { scheme: sample::scheme_of(records) };
    let people: Vec<_> = small.scheme.all::<Person>().map(|person| person.id).collect();
    for id in people {
        small.change::<Person>(id, |person| {
            person.notes = "SECRET".into();
            person.email = "SECRET@example.org".into();
            person.phone = "SECRET".into();
        });
    }
    let commitments: Vec<_> = small.scheme.all::<Commitment>().map(|one| one.id).collect();
    assert!(!commitments.is_empty());
    for id in commitments {
        small.change::<Commitment>(id, |one| one.what = "SECRET".into());
    }
    let desk = Desk::with(&small);
    let events = made(&desk, &[]);
    let text = fs::read_to_string(desk.home().join("a.ics")).unwrap();
    assert!(events.len() > 20, "{}", events.len());
    assert!(!text.contains("SECRET") && !text.to_lowercase().contains("concern"), "{text}");
    let allowed = [
        "CATEGORIES",
        "CLASS",
        "DTEND",
        "DTSTAMP",
        "DTSTART",
        "LAST-MODIFIED",
        "LOCATION",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "TRANSP",
        "UID",
    ];
    for event in events.values() {
        assert!(event.properties().keys().all(|key| allowed.contains(&key.as_str())), "{event:?}");
    }
}
