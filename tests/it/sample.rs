//! The sample schemes: the fixed week on each day of four years, the scheme of every rule, and any size.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use matchbook::domain::codes::Status;
use matchbook::domain::ids::{PairId, RequestId, ReviewId};
use matchbook::domain::matching::suggest;
use matchbook::domain::records::{Meeting, Mentee, Mentor, Offer, Pair, Person, Request};
use matchbook::domain::rules::{Outside, RULES, Severity, today};
use matchbook::domain::verbs::{
    HoldReview, Leave, LogMeeting, Reply, SendOffer, answer_request, hold_review, log_meeting,
    reassign_request,
};
use matchbook::domain::{Scheme, admit};
use matchbook::sample::{change_of, every_rule, grow, scheme_of, week};
use matchbook::store::{Access, Stamp, Store};

use crate::store_support;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn four_years() -> impl Iterator<Item = NaiveDate> {
    day("2026-01-01").iter_days().take(4 * 365 + 1)
}

/// What the file knows on the day it is opened: made today, never copied.
fn made(on: NaiveDate) -> Outside {
    Outside { copied: None, created: Some(on) }
}

const WEEK: &[(&str, &str, Severity)] = &[
    ("Amina Yusuf", "request-overdue", Severity::Red),
    ("Ben Okafor", "request-overdue", Severity::Red),
    ("Carla Díaz", "request-overdue", Severity::Red),
    ("Dev Shah", "request-overdue", Severity::Red),
    ("Finn Walsh", "request-due", Severity::Amber),
    ("Ella Nováková", "request-due", Severity::Amber),
    ("佐藤 花", "cancellations", Severity::Red),
    ("Gita Rao", "pair-stale", Severity::Red),
    ("Jo Brandt", "pair-not-started", Severity::Amber),
    ("Иван Петров", "pair-stale", Severity::Amber),
    ("Rosa Martínez", "meeting-unlogged", Severity::Amber),
    ("Kemi Adé", "review-overdue", Severity::Amber),
    ("Liam Burke", "review-due", Severity::Info),
    ("Mia López", "review-due", Severity::Info),
];

#[test]
fn the_week_has_its_fourteen_items_on_each_day_of_four_years() {
    for on in four_years() {
        let scheme = scheme_of(week(on));
        let items = today(&scheme, on, &made(on));
        let rows: Vec<_> = items
            .iter()
            .map(|item| (item.people[0].name.exact(), item.rule, item.severity))
            .collect();
        assert_eq!(rows, WEEK, "on {on}");
        let also: Vec<_> = items.iter().flat_map(|item| &item.also).collect();
        assert_eq!(also, [&"request-unassigned", &"request-unassigned"], "on {on}");
    }
}

#[test]
fn the_week_has_the_people_pairs_and_requests_that_it_promises() {
    let on = day("2026-03-03");
    let scheme = scheme_of(week(on));
    let mentors: BTreeSet<_> = scheme.all::<Mentor>().map(|mentor| mentor.id).collect();
    let mentees: BTreeSet<_> = scheme.all::<Mentee>().map(|mentee| mentee.id).collect();
    let counts = (scheme.all::<Person>().len(), mentors.len(), mentees.len());
    assert_eq!(counts, (52, 24, 31));
    assert_eq!(mentors.intersection(&mentees).count(), 3);
    let open = scheme.all::<Pair>().filter(|pair| scheme.is_pair_open(pair.id, on)).count();
    assert_eq!((open, scheme.all::<Pair>().len()), (20, 29));
    assert!(scheme.all::<Request>().len() >= 11);
    let meetings = scheme.all::<Meeting>().len();
    assert!((110..=135).contains(&meetings), "{meetings} meetings");
    let span = on - TimeDelta::days(305);
    assert!(scheme.all::<Meeting>().all(|meeting| meeting.day > span));
    let held =
        scheme.all::<Pair>().filter(|pair| scheme.pair_status(pair.id, on) == Some(Status::OnHold));
    assert_eq!(held.count(), 1);
    assert!(scheme.all::<Person>().all(|person| person.keep_until > Some(on)));
}

#[test]
fn every_request_of_the_week_has_a_first_suggestion_that_nothing_speaks_against() {
    let on = day("2026-03-03");
    let scheme = scheme_of(week(on));
    for item in today(&scheme, on, &made(on)).iter().take(6) {
        let id = RequestId(item.subject.unwrap().number);
        let request = scheme.get::<Request>(id).unwrap();
        let asked: Vec<_> = scheme.current_offer(id, on).map(|o| o.mentor).into_iter().collect();
        let (ranked, _) = suggest(&scheme, request.mentee, on, Some(request.topic.exact()), &asked);
        let first = &ranked[0];
        assert!(first.warnings.is_empty(), "{}", item.why);
        assert!(first.lines[0].points >= 40, "{}: {}", item.why, first.reason());
        assert!(ranked.len() >= 5, "{}", item.why);
    }
}

#[test]
fn the_first_request_can_be_accepted_or_reassigned_and_leaves_today_either_way() {
    let on = day("2026-03-03");
    let scheme = scheme_of(week(on));
    let items = today(&scheme, on, &made(on));
    let first = RequestId(items[0].subject.unwrap().number);
    let offer = scheme.pending_offer(first, on).unwrap();
    let request = scheme.get::<Request>(first).unwrap();
    let (ranked, _) =
        suggest(&scheme, request.mentee, on, Some(request.topic.exact()), &[offer.mentor]);
    let reply = Reply::Accepted { start: None, leave: Leave::default() };
    let accepted = answer_request(&scheme, on, first, on, &reply).unwrap();
    let next = ranked[0].mentor;
    let offer = SendOffer { request: first, mentor: next, sent: on, leave: Leave::default() };
    let reassigned = reassign_request(&scheme, on, &offer).unwrap();
    for change in [accepted, reassigned] {
        admit(&scheme, &change).unwrap();
        let after = today(&scheme.after(&change).unwrap(), on, &made(on));
        assert_eq!(after, items[1..], "{}", change.words);
    }
}

#[test]
fn every_rule_is_raised_on_each_day_of_four_years() {
    for on in four_years() {
        let scheme = scheme_of(every_rule(on));
        let outside = Outside { copied: None, created: Some(on - TimeDelta::days(15)) };
        let items = today(&scheme, on, &outside);
        for rule in RULES {
            let raised =
                items.iter().any(|item| item.rule == rule.id || item.also.contains(&rule.id));
            assert!(raised, "{} on {on}", rule.id);
        }
    }
}

#[test]
fn the_samples_are_admitted_as_one_change() {
    let on = day("2028-02-29");
    for records in [week(on), every_rule(on), grow(60, 1, on)] {
        let change = change_of(records, "a sample");
        admit(&Scheme::default(), &change).unwrap();
    }
}

#[test]
fn the_store_takes_the_samples_and_gives_them_back() {
    let on = day("2026-03-03");
    for records in [week(on), every_rule(on), grow(60, 1, on)] {
        let folder = store_support::folder();
        let mut store = Store::open(&store_support::scheme_in(&folder), Access::Write).unwrap();
        let (empty, _) = store.load().unwrap();
        let now = store_support::noon("2026-03-03");
        let stamp = Stamp { now, day: on, who: "me".into(), host: "here".into() };
        store.apply(&empty, &change_of(records.clone(), "a sample"), &stamp).unwrap();
        let (loaded, unreadable) = store.load().unwrap();
        assert!(unreadable.is_empty());
        assert_eq!(loaded.tables(), scheme_of(records).tables());
    }
}

#[test]
fn a_meeting_logged_for_each_pair_and_a_review_held_leave_only_requests() {
    let on = day("2026-03-03");
    let mut scheme = scheme_of(week(on));
    for item in today(&scheme, on, &made(on)) {
        let subject = item.subject.unwrap();
        let change = match subject.letter {
            'M' => {
                let day = item.since.filter(|_| item.rule == "meeting-unlogged").unwrap_or(on);
                let held = LogMeeting::held(PairId(subject.number), day);
                log_meeting(&scheme, on, &held).unwrap().1
            }
            'V' => {
                let id = ReviewId(subject.number);
                hold_review(&scheme, on, id, &HoldReview::on(on)).unwrap()
            }
            _ => continue,
        };
        admit(&scheme, &change).unwrap();
        scheme.apply(&change).unwrap();
    }
    assert_eq!(today(&scheme, on, &made(on)).len(), 6);
}

#[test]
fn a_grown_scheme_has_its_size_and_is_the_same_from_the_same_seed() {
    let on = day("2026-03-03");
    for pairs in [0, 1, 2, 20, 500] {
        let scheme = scheme_of(grow(pairs, 7, on));
        let open = scheme.all::<Pair>().filter(|pair| scheme.is_pair_open(pair.id, on)).count();
        assert_eq!(scheme.all::<Pair>().len(), usize::try_from(pairs).unwrap());
        assert_eq!(open, usize::try_from((pairs * 2 + 2) / 3).unwrap());
        assert!(scheme.all::<Offer>().all(|offer| scheme.get::<Mentor>(offer.mentor).is_some()));
    }
    assert_eq!(grow(200, 42, on), grow(200, 42, on));
    assert_ne!(grow(200, 42, on), grow(200, 43, on));
}

#[test]
fn a_grown_scheme_keeps_about_ten_meetings_a_pair_and_is_mostly_in_order() {
    let on = day("2026-03-03");
    let scheme = scheme_of(grow(1_000, 1, on));
    let meetings = scheme.all::<Meeting>().len();
    assert!((8_000..=13_000).contains(&meetings), "{meetings} meetings");
    let items = today(&scheme, on, &made(on));
    let red = items.iter().filter(|item| item.severity == Severity::Red).count();
    assert!((20..=200).contains(&red), "{red} of {} are red", items.len());
}
