//! Hiding mentors, status of people, snoozing and settings: both sides of each day, and what is refused.

use matchbook::domain::codes::{Status, Subject};
use matchbook::domain::ids::PersonId;
use matchbook::domain::records::{Absence, SettingRow, Snooze};
use matchbook::domain::settings::Key;
use matchbook::domain::verbs::{hide_mentor, set_setting, set_status, show_again, snooze, wake};
use matchbook::domain::{Change, Refusal};
use matchbook::text::Text;

use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-13";

fn hide(small: &Small, id: PersonId, since: &str, until: Option<&str>) -> Result<Change, Refusal> {
    let reason = "sabbatical".into();
    hide_mentor(&small.scheme, day(TODAY), id, day(since), until.map(day), &reason)
}

fn covered(small: &Small, on: &str) -> bool {
    small.scheme.all::<Absence>().any(|absence| absence.covers(day(on)))
}

#[test]
fn a_hidden_mentor_is_back_the_day_after_the_last_or_when_noted() {
    let mut small = Small::default();
    let id = small.mentor("Marta Costa", 2);
    assert!(show_again(&small.scheme, day(TODAY), id).is_err(), "not hidden");
    let change = hide(&small, id, TODAY, Some("2026-04-01")).unwrap();
    assert_eq!(change.words, "{P1} is hidden until Wed 1 Apr 2026");
    small.accept(&change);
    assert!(!covered(&small, "2026-03-12") && covered(&small, TODAY));
    assert!(covered(&small, "2026-04-01") && !covered(&small, "2026-04-02"));
    let change = show_again(&small.scheme, day("2026-03-20"), id).unwrap();
    assert_eq!(change.words, "{P1} is back from Fri 20 Mar 2026");
    small.accept(&change);
    assert!(covered(&small, "2026-03-19") && !covered(&small, "2026-03-20"));
    assert!(show_again(&small.scheme, day("2026-03-20"), id).is_err(), "noted already");
}

#[test]
fn an_absence_that_ran_out_is_noted_and_one_to_come_stays() {
    let mut small = Small::default();
    let id = small.mentor("Marta Costa", 2);
    small.accept(&hide(&small, id, "2026-03-01", Some("2026-03-14")).unwrap());
    small.accept(&hide(&small, id, "2026-06-01", None).unwrap());
    assert_eq!(small.scheme.all::<Absence>().len(), 2);
    small.accept(&show_again(&small.scheme, day("2026-03-30"), id).unwrap());
    assert!(covered(&small, "2026-03-14") && !covered(&small, "2026-03-15"));
    assert!(covered(&small, "2026-06-01"));
}

#[test]
fn hiding_over_an_absence_makes_it_fit() {
    let mut small = Small::default();
    let id = small.mentor("Marta Costa", 2);
    small.accept(&hide(&small, id, "2026-03-20", Some("2026-03-31")).unwrap());
    small.accept(&hide(&small, id, "2026-03-31", None).unwrap());
    let rows: Vec<_> = small.scheme.all::<Absence>().collect();
    assert_eq!((rows.len(), rows[0].since, rows[0].until), (1, day("2026-03-20"), None));
}

#[test]
fn hiding_refuses_days_in_the_wrong_order_in_the_past_and_people_who_are_no_mentors() {
    let mut small = Small::default();
    let id = small.mentor("Marta Costa", 2);
    let backwards = hide(&small, id, "2026-04-02", Some("2026-04-01"));
    assert!(matches!(backwards, Err(Refusal::EndBeforeStart { .. })));
    let past = hide(&small, id, "2026-03-01", Some("2026-03-12")).unwrap_err();
    assert!(matches!(past, Refusal::Field { field: "hidden_until", .. }));
    assert!(hide(&small, id, "2026-03-01", Some(TODAY)).is_ok());
    let mentee = small.mentee("Tom Reed");
    let why = hide(&small, mentee, TODAY, None).unwrap_err().to_string();
    assert_eq!(why, "Tom Reed is no mentor: only mentors are hidden; make them one first");
}

#[test]
fn a_status_counts_from_its_day_and_nobody_leaves_out_of_an_open_pair() {
    let mut small = Small::default();
    let (mentor, mentee) = (small.mentor("Marta Costa", 2), small.mentee("Tom Reed"));
    let set = |small: &Small, id, status, on: &str| {
        set_status(&small.scheme, id, status, day(on), &Text::from("on leave"))
    };
    let change = set(&small, mentor, Status::Paused, "2026-03-20").unwrap();
    assert_eq!(change.words, "{P1} is paused from Fri 20 Mar 2026");
    small.accept(&change);
    let state = |small: &Small, on| small.scheme.state_on(Subject::Person, mentor.0, day(on));
    assert_eq!(state(&small, "2026-03-19"), Some(Status::Active));
    assert_eq!(state(&small, "2026-03-20"), Some(Status::Paused));
    let why = set(&small, mentor, Status::Paused, "2026-03-21").unwrap_err().to_string();
    assert_eq!(why, "Marta Costa is paused already");
    assert!(set(&small, mentor, Status::Active, "2026-03-19").is_err(), "before the last phase");
    assert!(set(&small, mentor, Status::OnHold, "2026-03-21").is_err(), "a status of pairs");
    let pair = small.pair(mentor, mentee, "2026-01-10");
    for status in [Status::Left, Status::Withdrawn] {
        for (id, why) in [
            (mentor, "Marta Costa has an open pair with Tom Reed"),
            (mentee, "Tom Reed has an open pair with Marta Costa"),
        ] {
            let refused = set(&small, id, status, "2026-03-21").unwrap_err().to_string();
            assert_eq!(refused, format!("{why}: close {pair} first"));
        }
    }
    small.status(Subject::Pair, pair.0, "2026-03-20", Status::Closed);
    small.accept(&set(&small, mentor, Status::Left, "2026-03-20").unwrap());
}

#[test]
fn an_item_is_snoozed_from_today_until_a_later_day_and_once() {
    let mut small = Small::default();
    let put = |small: &Small, until: &str| {
        snooze(&small.scheme, day(TODAY), "requests", "R1", day(until))
    };
    assert!(matches!(put(&small, TODAY), Err(Refusal::Field { field: "until", .. })));
    let change = put(&small, "2026-03-14").unwrap();
    assert_eq!(change.words, "{R1} is snoozed until Sat 14 Mar 2026");
    small.accept(&change);
    let change = put(&small, "2026-03-16").unwrap();
    small.accept(&change);
    let rows: Vec<_> = small.scheme.all::<Snooze>().cloned().collect();
    assert_eq!(rows.len(), 1, "the earlier one is replaced");
    assert!(rows[0].hides(day(TODAY)) && rows[0].hides(day("2026-03-15")));
    assert!(!rows[0].hides(day("2026-03-16")));
    assert!(wake(&small.scheme, "pairs", "R1").is_err(), "another section");
    let change = wake(&small.scheme, "requests", "R1").unwrap();
    assert_eq!(change.words, "{R1} is shown again");
    small.accept(&change);
    assert_eq!(small.scheme.all::<Snooze>().len(), 0);
    let whole = snooze(&small.scheme, day(TODAY), "scheme", "", day("2026-03-16")).unwrap();
    assert_eq!(whole.words, "the item of scheme is snoozed until Mon 16 Mar 2026");
}

#[test]
fn a_setting_is_kept_only_while_it_differs_from_its_default() {
    let mut small = Small::default();
    let set = |small: &Small, value: &str| set_setting(&small.scheme, "answer-days", value);
    assert!(set(&small, "10").unwrap().is_empty(), "the default");
    let change = set(&small, " 014").unwrap();
    assert_eq!(change.words, "answer-days is now 14");
    small.accept(&change);
    assert_eq!(small.scheme.settings().number(Key::AnswerDays), 14);
    assert!(set(&small, "14").unwrap().is_empty(), "what it is already");
    let change = set(&small, "10").unwrap();
    small.accept(&change);
    assert_eq!(small.scheme.all::<SettingRow>().len(), 0);
    assert_eq!(small.scheme.settings().number(Key::AnswerDays), 10);
    let refused = set(&small, "0").unwrap_err();
    assert!(matches!(refused, Refusal::Field { field: "answer-days", .. }));
    let unknown = set_setting(&small.scheme, "answer-dayz", "3").unwrap_err();
    assert_eq!(unknown.to_string(), "there is no setting 'answer-dayz'");
}
