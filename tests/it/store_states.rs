//! What the scheme may never be: the database refuses it on every write that could make it, and the domain says it in words.

use chrono::NaiveDate;
use matchbook::domain::codes::{
    Answer, Ending, MeetingStatus, Origin, PairKind, RequestKind, Status, Subject,
};
use matchbook::domain::ids::{Id, MeetingId, PairId, PersonId, PhaseId};
use matchbook::domain::records::{
    Absence, Closure, Meeting, Mentor, Offer, Overrides, Pair, Person, Phase, Request,
};
use matchbook::domain::{Builder, Scheme, admit};
use matchbook::store::{Access, Store, StoreError};
use tempfile::TempDir;

use crate::store_support::{by, day, dump, folder, scheme_in};

/// P1 mentors P2 and P3, with two places; pair 1 is closed, pair 2 is open, with one meeting each.
struct Desk {
    folder: TempDir,
    store: Store,
    scheme: Scheme,
}

fn pair(id: i64, mentor: i64, mentee: i64, start: &str) -> Pair {
    Pair {
        id: PairId(id),
        mentor: PersonId(mentor),
        mentee: PersonId(mentee),
        origin: Origin::Coordinator,
        kind: PairKind::Tactical,
        start: day(start),
        agreed_end: None,
        request: None,
        reasons: "".into(),
        overrides: Overrides::default(),
    }
}

fn phase(id: i64, pair: i64, since: &str, status: Status) -> Phase {
    Phase {
        id: PhaseId(id),
        subject: Subject::Pair,
        subject_id: pair,
        since: day(since),
        status,
        why: "".into(),
    }
}

fn meeting(id: i64, pair: i64, on: &str, status: MeetingStatus) -> Meeting {
    Meeting {
        id: MeetingId(id),
        pair: PairId(pair),
        day: day(on),
        minutes: None,
        format: None,
        status,
        by: None,
        agenda_sent: None,
        actions_recorded: None,
    }
}

fn closed(b: &mut Builder<'_>, pair: i64, on: NaiveDate) {
    b.put(Closure::on(PairId(pair), on));
}

fn desk() -> Desk {
    let folder = folder();
    let mut store = Store::open(&scheme_in(&folder), Access::Write).unwrap();
    let (scheme, _) = store.load().unwrap();
    let mut desk = Desk { folder, store, scheme };
    desk.write(|b| {
        for n in 1..=5 {
            b.put(Person::named(PersonId(n), format!("Person {n}")));
        }
        b.put(Mentor::with_capacity(PersonId(1), 1));
        b.put(Mentor::with_capacity(PersonId(4), 1));
        b.put(pair(1, 1, 2, "2026-01-01"));
        b.put(phase(1, 1, "2026-01-01", Status::Active));
        b.put(meeting(1, 1, "2026-01-15", MeetingStatus::Held));
        b.put(phase(2, 1, "2026-02-01", Status::Closed));
        closed(b, 1, day("2026-02-01"));
        b.put(pair(2, 1, 3, "2026-02-01"));
        b.put(phase(3, 2, "2026-02-01", Status::Active));
        b.put(meeting(2, 2, "2026-02-15", MeetingStatus::Held));
    })
    .unwrap();
    desk
}

impl Desk {
    fn write(&mut self, build: impl FnOnce(&mut Builder<'_>)) -> Result<(), StoreError> {
        crate::store_support::write(&mut self.store, &mut self.scheme, "ada", "x", build).map(drop)
    }
}

/// Writes a state that must be refused: by the database, and, where it is a rule of the domain,
/// in words too.
fn refused(rule: &str, in_words: bool, build: impl FnOnce(&mut Builder<'_>)) {
    let mut desk = desk();
    let file = desk.folder.path().join("scheme.db");
    let before = dump(&file);
    let mut builder = Builder::new(&desk.scheme);
    build(&mut builder);
    let change = builder.done("x");
    let error = desk.store.apply(&desk.scheme, &change, &by("ada")).unwrap_err();
    assert!(matches!(&error, StoreError::Refused { rule: said } if said.contains(rule)), "{error}");
    assert_eq!(admit(&desk.scheme, &change).is_err(), in_words, "{rule}");
    assert_eq!(dump(&file), before);
}

const FULL: &str = "open pairs over the capacity of a mentor";
const SECOND: &str = "a second open pair of a mentee without a reason";
const OUTSIDE: &str = "a held meeting outside the days of its pair";

#[test]
fn a_mentor_never_has_more_open_pairs_than_places() {
    refused(FULL, true, |b| {
        b.put(pair(3, 1, 5, "2026-03-01"));
        b.put(phase(4, 3, "2026-03-01", Status::Provisional));
    });
    // reopening: by changing the last phase, and by taking it out
    refused(FULL, true, |b| b.change::<Phase>(PhaseId(2), |p| p.status = Status::OnHold));
    refused(FULL, true, |b| b.take::<Phase>(PhaseId(2)));
    refused(FULL, true, |b| b.change::<Mentor>(PersonId(1), |m| m.capacity = 0));
    refused(FULL, true, |b| {
        b.put(pair(3, 4, 5, "2026-03-01"));
        b.put(phase(4, 3, "2026-03-01", Status::Active));
        b.change::<Pair>(PairId(3), |p| p.mentor = PersonId(1));
    });
}

#[test]
fn a_mentee_never_has_a_second_open_pair_without_a_reason() {
    refused(SECOND, true, |b| {
        b.put(pair(3, 4, 3, "2026-03-01"));
        b.put(phase(4, 3, "2026-03-01", Status::Active));
    });
    refused(SECOND, true, |b| {
        b.put(pair(3, 4, 5, "2026-03-01"));
        b.put(phase(4, 3, "2026-03-01", Status::Active));
        b.change::<Pair>(PairId(3), |p| p.mentee = PersonId(3));
    });
}

#[test]
fn a_reason_kept_on_the_pair_allows_it_and_cannot_be_taken_away_again() {
    let mut desk = desk();
    desk.write(|b| {
        let mut third = pair(3, 1, 3, "2026-03-01");
        third.overrides.set("full", &"sabbatical cover".into());
        third.overrides.set("second-mentor", &"two subjects".into());
        b.put(third);
        b.put(phase(4, 3, "2026-03-01", Status::Active));
    })
    .unwrap();
    let error = desk
        .write(|b| b.change::<Pair>(PairId(3), |p| p.overrides = Overrides::default()))
        .unwrap_err();
    assert!(matches!(error, StoreError::Refused { .. }), "{error}");
}

#[test]
fn a_held_meeting_never_lies_outside_the_days_of_its_pair() {
    use MeetingStatus::{Held, Planned};
    refused(OUTSIDE, true, |b| b.put(meeting(3, 2, "2026-01-31", Held)));
    refused(OUTSIDE, true, |b| b.put(meeting(3, 1, "2026-02-02", Held)));
    refused(OUTSIDE, true, |b| {
        b.put(meeting(3, 2, "2026-01-31", Planned));
        b.change::<Meeting>(MeetingId(3), |m| m.status = Held);
    });
    refused(OUTSIDE, true, |b| b.change::<Pair>(PairId(2), |p| p.start = day("2026-02-16")));
    refused(OUTSIDE, true, |b| b.change::<Closure>(PairId(1), |c| c.day = day("2026-01-14")));
    refused(OUTSIDE, true, |b| closed(b, 2, day("2026-02-14")));
    // both boundary days are inside
    let mut desk = desk();
    desk.write(|b| b.put(meeting(3, 2, "2026-02-01", Held))).unwrap();
    desk.write(|b| b.put(meeting(4, 1, "2026-02-01", Held))).unwrap();
}

#[test]
fn nothing_ends_before_it_starts() {
    refused("start <= agreed_end", true, |b| {
        b.change::<Pair>(PairId(2), |p| p.agreed_end = Some(day("2026-01-31")));
    });
    refused("an end before the start", true, |b| closed(b, 2, day("2026-01-31")));
    refused("since <= until", false, |b| {
        let id = b.new_id::<Absence>();
        b.put(Absence {
            id,
            person: PersonId(1),
            since: day("2026-03-02"),
            until: Some(day("2026-03-01")),
            reason: "".into(),
            ended: None,
        });
    });
    let mut desk = desk();
    desk.write(|b| b.change::<Pair>(PairId(2), |p| p.agreed_end = Some(day("2026-02-01"))))
        .unwrap();
}

#[test]
fn a_status_fits_its_subject_and_nobody_is_their_own_mentor() {
    refused("CHECK constraint failed", true, |b| b.put(phase(9, 2, "2026-03-01", Status::Left)));
    refused("mentor <> mentee", true, |b| {
        b.put(pair(3, 4, 4, "2026-03-01"));
        b.put(phase(4, 3, "2026-03-01", Status::Active));
    });
}

#[test]
fn answers_have_their_day_and_records_point_to_records() {
    let request = |b: &mut Builder<'_>, ending: Option<Ending>| {
        let id = b.new_id::<Request>();
        b.put(Request {
            id,
            mentee: PersonId(5),
            kind: RequestKind::Mentoring,
            received: day("2026-02-20"),
            topic: "".into(),
            reason: "".into(),
            message: "".into(),
            source: "".into(),
            group_of: None,
            ended: None,
            ending,
        });
        id
    };
    refused("CHECK constraint failed", false, |b| {
        request(b, Some(Ending::Lapsed));
    });
    let offer = |b: &mut Builder<'_>, mentor: i64, answer: Option<Answer>| {
        let asked = request(b, None);
        let id = b.new_id::<Offer>();
        b.put(Offer {
            id,
            request: asked,
            mentor: PersonId(mentor),
            sent: day("2026-02-20"),
            answer,
            answered: None,
            decline_reason: None,
            decline_text: "".into(),
            courtesy: None,
            alternative: "".into(),
            overrides: Overrides::default(),
        });
    };
    refused("CHECK constraint failed", false, |b| offer(b, 1, Some(Answer::Declined)));
    refused("FOREIGN KEY", false, |b| offer(b, 99, None));
    refused("FOREIGN KEY", false, |b| b.take::<Person>(PersonId::from_raw(3)));
}
