//! What the lists hold, in which order, and what a filter and a sort do with them.

use super::*;
use crate::domain::codes::{Answer, DeclineReason, Ending, MeetingStatus, Status, Subject};
use crate::domain::hand::{Hand, day};
use crate::domain::ids::{ExtraFieldId, PairId, PersonId, RequestId};
use crate::domain::profile::Profile;
use crate::domain::records::{ExtraField, Offer, Person};

const ON: &str = "2026-03-03";

fn week() -> Hand {
    let mut hand = Hand::default();
    let ana = hand.mentor("Ana Costa", "2025-09-01", 2);
    let tom = hand.mentor("Łukasz Reed", "2025-09-01", 1);
    let zoe = hand.mentee("Zoë Lind", "2025-09-01");
    let ben = hand.mentee("ben okafor", "2025-09-01");
    hand.change::<Person>(ben, |person| person.employer = "Acme Steel".into());
    let pair = hand.pair(zoe, ana, "2026-01-10", "2026-07-10");
    hand.meeting(pair, "2026-01-12", MeetingStatus::Held, Some(45));
    hand.meeting(pair, "2026-03-10", MeetingStatus::Planned, None);
    let old = hand.pair(ben, tom, "2025-09-01", "2026-03-01");
    hand.close(old, "2026-02-01", |_| {});
    let waiting = hand.request(ben, "2026-02-18", "data analysis");
    hand.offer(waiting, tom, "2026-02-20", None);
    let declined = hand.request(ben, "2026-02-10", "leadership");
    let offer = hand.offer(declined, ana, "2026-02-10", Some((Answer::Declined, "2026-02-12")));
    hand.change::<Offer>(offer, |row| row.decline_reason = Some(DeclineReason::NoTime));
    let done = hand.request(zoe, "2026-01-01", "first job");
    hand.offer(done, ana, "2026-01-02", Some((Answer::Accepted, "2026-01-08")));
    hand.end(done, "2026-01-08", Ending::Accepted);
    hand.review(pair, "2026-02-14", |_| {});
    hand.put(ExtraField {
        id: ExtraFieldId(1),
        subject: Subject::Person,
        subject_id: zoe.0,
        heading: "Shoe size".into(),
        value: "38".into(),
    });
    hand
}

fn shown(sheet: &Sheet, column: &str) -> Vec<String> {
    let place = sheet.columns.iter().position(|one| one.id == column).unwrap();
    sheet.rows.iter().map(|row| row.cells[place].shown(sheet.on)).collect()
}

fn read(list: List) -> Sheet {
    Sheet::read(week().scheme(), list, day(ON))
}

#[test]
fn every_column_has_an_id_of_its_own_and_room_for_what_it_says() {
    for list in List::all() {
        let mut ids: Vec<_> = list.columns().iter().map(|column| column.id).collect();
        assert_eq!(ids.first(), Some(&"id"));
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count, "{}: an id stands twice", list.name());
        for column in list.columns() {
            assert!(column.min <= column.preferred && !column.label.is_empty(), "{}", column.id);
            assert!(
                column.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'),
                "{}",
                column.id
            );
        }
        assert_eq!(List::named(list.name()), Some(list));
        let narrow: u16 = list.shown(false).iter().map(|column| column.min + 1).sum();
        assert!(narrow < 78, "{}: {narrow} cells at the least", list.name());
    }
    let people: Vec<_> = List::People.columns().iter().map(|column| column.id).collect();
    for field in Profile::fields() {
        assert!(people.contains(&field.id), "{} is not exported", field.id);
    }
}

#[test]
fn people_come_by_name_whatever_its_script_and_case() {
    let sheet = read(List::People);
    assert_eq!(shown(&sheet, "full_name"), ["Ana Costa", "ben okafor", "Łukasz Reed", "Zoë Lind"]);
    assert_eq!(shown(&sheet, "places"), ["1 of 2", "", "1 of 1", ""]);
    assert_eq!(shown(&sheet, "pairs"), ["1", "0", "0", "1"]);
    assert_eq!(shown(&sheet, "waiting"), ["0", "2", "0", "0"]);
    assert_eq!(shown(&sheet, "extra"), ["", "", "", "Shoe size: 38"]);
}

#[test]
fn requests_come_with_the_oldest_clock_first_and_say_where_they_stand() {
    let sheet = read(List::Requests);
    // the declined one has nobody asked, so its clock runs from 10 February: 21 days
    assert_eq!(shown(&sheet, "topic"), ["leadership", "data analysis", "first job"]);
    assert_eq!(shown(&sheet, "age"), ["21", "11", "6"]);
    assert_eq!(shown(&sheet, "state"), ["OVERDUE, unasked", "OVERDUE", "accepted"]);
    assert_eq!(shown(&sheet, "status"), ["declined", "waiting", "accepted"]);
    assert_eq!(shown(&sheet, "mentor"), ["Ana Costa", "Łukasz Reed", "Ana Costa"]);
    assert_eq!(shown(&sheet, "decline_reason"), ["no time", "", ""]);
    assert_eq!(shown(&sheet, "reply_date"), ["12 Feb", "", "8 Jan"]);
}

#[test]
fn day_ten_is_due_and_day_eleven_is_overdue() {
    let hand = week();
    for (on, state) in [
        ("2026-03-01", "waiting"),
        ("2026-03-02", "due today"),
        ("2026-03-03", "OVERDUE"),
        ("2026-02-17", ""),
    ] {
        let id = RequestId(1).into();
        let sheet = Sheet::of(hand.scheme(), List::Requests, day(on), &[id]);
        assert_eq!(shown(&sheet, "state"), [state], "{on}");
    }
}

#[test]
fn an_open_pair_stands_before_a_closed_one_and_says_what_presses_most() {
    let sheet = read(List::Pairs);
    assert_eq!(sheet.ids(), [PairId(1).into(), PairId(2).into()]);
    // a review 17 days late is graver than a silence of 50 days, and the closing is not finished
    assert_eq!(shown(&sheet, "state"), ["review 17d late", "closed, to finish"]);
    assert_eq!(shown(&sheet, "met"), ["1", "0"]);
    assert_eq!(shown(&sheet, "next_meeting"), ["10 Mar", ""]);
    assert_eq!(shown(&sheet, "next_review"), ["14 Feb", ""]);
    assert_eq!(shown(&sheet, "closed_on"), ["", "1 Feb"]);
}

#[test]
fn a_pair_without_a_late_review_says_that_it_is_stale_and_one_on_hold_that_it_rests() {
    let mut hand = week();
    hand.change::<Review>(ReviewId(1), |review| {
        review.due = day("2026-03-20");
    });
    hand.change::<crate::domain::records::Agreement>(PairId(1), |agreement| {
        agreement.signed = Some(true);
    });
    let state = |hand: &Hand, on| {
        let sheet = Sheet::of(hand.scheme(), List::Pairs, day(on), &[PairId(1).into()]);
        shown(&sheet, "state").remove(0)
    };
    // last met 12 January, monthly by default: 45 days are over on 27 February
    assert_eq!(state(&hand, "2026-02-26"), "review in 22d");
    assert_eq!(state(&hand, "2026-02-27"), "STALE");
    hand.phase(Subject::Pair, 1, "2026-02-20", Status::OnHold);
    assert_eq!(state(&hand, "2026-02-27"), "on hold");
}

#[test]
fn what_was_not_yet_known_on_a_day_is_not_shown_for_that_day() {
    let sheet = Sheet::read(week().scheme(), List::Pairs, day("2026-01-11"));
    let place = sheet.rows.iter().position(|row| row.id == Some(PairId(2).into())).unwrap();
    assert_eq!(shown(&sheet, "closed_on")[place], "");
    assert_eq!(shown(&sheet, "status")[place], "active");
    assert_eq!(shown(&sheet, "met"), ["0", "0"]);
}

#[test]
fn days_on_hold_do_not_make_a_pair_stale() {
    let mut hand = week();
    hand.phase(Subject::Pair, 1, "2026-01-20", Status::OnHold);
    hand.phase(Subject::Pair, 1, "2026-02-10", Status::Active);
    let pair = hand.scheme().get::<crate::domain::records::Pair>(PairId(1)).unwrap();
    let met = hand.scheme().met(pair, day(ON));
    // 12 January to 3 March are 50 days; 20 January to 9 February are 21 of them
    assert_eq!((met.quiet, met.on_hold, met.interval), (29, 21, 30));
    assert!(!met.is_stale(100));
    let in_the_middle = hand.scheme().days_on_hold(PairId(1), day("2026-02-01"), day("2026-02-05"));
    assert_eq!(in_the_middle, 4);
}

#[test]
fn reviews_and_meetings_say_whose_they_are() {
    assert_eq!(shown(&read(List::Reviews), "state"), ["17 days late"]);
    assert_eq!(shown(&read(List::Reviews), "mentee"), ["Zoë Lind"]);
    let meetings = read(List::Meetings);
    assert_eq!(shown(&meetings, "meeting_date"), ["10 Mar", "12 Jan"]);
    assert_eq!(shown(&meetings, "minutes"), ["", "45 min"]);
    assert_eq!(shown(&meetings, "meeting_status"), ["planned", "held"]);
}

#[test]
fn a_filter_finds_all_words_without_accents_in_what_is_shown_or_searched() {
    let found = |text: &str| {
        let mut sheet = read(List::People);
        sheet.filter(text);
        shown(&sheet, "full_name")
    };
    assert_eq!(found("lukasz"), ["Łukasz Reed"]);
    assert_eq!(found("  LIND zoe "), ["Zoë Lind"]);
    assert_eq!(found("acme"), ["ben okafor"]);
    assert_eq!(found("zoe reed"), Vec::<String>::new());
    assert_eq!(found("").len(), 4);
}

#[test]
fn a_sort_is_stable_and_leaves_what_is_empty_at_the_end() {
    let mut sheet = read(List::People);
    sheet.sort("pairs", Direction::Down);
    assert_eq!(shown(&sheet, "full_name"), ["Ana Costa", "Zoë Lind", "ben okafor", "Łukasz Reed"]);
    sheet.sort("places", Direction::Down);
    assert_eq!(shown(&sheet, "places"), ["1 of 2", "1 of 1", "", ""]);
    sheet.sort("places", Direction::Up);
    assert_eq!(shown(&sheet, "places"), ["1 of 1", "1 of 2", "", ""]);
    let before = sheet.ids();
    sheet.sort("no such column", Direction::Up);
    assert_eq!(sheet.ids(), before);
}

#[test]
fn a_search_finds_people_first_and_says_where_the_word_stands() {
    let hand = week();
    let hits = search(hand.scheme(), "OKAFOR");
    assert_eq!(hits.first().map(|hit| hit.id), Some(PersonId(4).into()));
    assert!(hits.iter().any(|hit| hit.id == RequestId(1).into()));
    let hits = search(hand.scheme(), "acme");
    assert_eq!(hits.len(), 1);
    assert_eq!(hits[0].found, ["Employer"]);
    assert!(search(hand.scheme(), "  ").is_empty());
}
