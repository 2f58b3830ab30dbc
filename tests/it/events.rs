//! Events: invitations of many at once, attendance, and the days of people that follow from it (S1).

use matchbook::domain::codes::EventKind;
use matchbook::domain::entry::Book;
use matchbook::domain::ids::{EventId, LineId, PersonId};
use matchbook::domain::records::{Attendance, Event, Line, Mentee, Mentor};
use matchbook::domain::verbs::{invite, mark_attendance, uninvite};
use matchbook::domain::{Change, Refusal, Scheme};
use matchbook::store::{Access, Store};
use matchbook::text::Text;
use rstest::rstest;

use crate::cli_support::Desk as Home;
use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";
/// Tom and Priya are mentors, Ana is a mentee, Uma manages Ana.
const TOM: PersonId = PersonId(1);
const PRIYA: PersonId = PersonId(2);
const ANA: PersonId = PersonId(3);
const UMA: PersonId = PersonId(4);
/// A training on 2 March, an induction on 1 March, a briefing today, a training on 20 March.
const TRAINING: EventId = EventId(1);
const INDUCTION: EventId = EventId(2);
const BRIEFING: EventId = EventId(3);
const COMING: EventId = EventId(4);

fn scheme() -> Scheme {
    let mut small = Small::default();
    for name in ["Tom Reed", "Priya Nair"] {
        let id = small.mentor(name, 2);
        small.change::<Mentor>(id, |mentor| mentor.trained = None);
    }
    small.mentee("Ana Costa");
    small.person("Uma Bell");
    small.put(Line {
        id: LineId(1),
        person: ANA,
        manager: Some(UMA),
        manager_name: Text::default(),
        since: None,
        until: None,
        briefed: None,
        agreed: None,
        agreed_on: None,
    });
    let events = [
        (TRAINING, EventKind::Training, "2026-03-02"),
        (INDUCTION, EventKind::Induction, "2026-03-01"),
        (BRIEFING, EventKind::Briefing, TODAY),
        (COMING, EventKind::Training, "2026-03-20"),
    ];
    for (id, kind, on) in events {
        small.put(Event {
            id,
            kind,
            name: Text::default(),
            day: day(on),
            time: Text::default(),
            minutes: None,
            place: Text::default(),
            cancelled: None,
        });
    }
    small.scheme
}

fn came(scheme: &Scheme, event: EventId, people: &[PersonId]) -> Change {
    mark_attendance(scheme, day(TODAY), event, people, Some(true)).unwrap()
}

fn trained(scheme: &Scheme, person: PersonId) -> (Option<bool>, Option<chrono::NaiveDate>) {
    let mentor = scheme.get::<Mentor>(person).unwrap();
    (mentor.trained, mentor.trained_on)
}

/// A change, and that its inverse leaves nothing of it.
fn after(scheme: &Scheme, change: &Change) -> Scheme {
    let after = scheme.after(change).unwrap();
    let back = after.after(&change.inverse(String::new())).unwrap();
    assert_eq!(back.tables(), scheme.tables());
    after
}

#[test]
fn coming_fills_the_days_of_training_induction_and_briefing_and_one_undo_takes_all_back() {
    let scheme = scheme();
    let change = came(&scheme, TRAINING, &[TOM, PRIYA, ANA]);
    let after_training = after(&scheme, &change);
    for mentor in [TOM, PRIYA] {
        assert_eq!(trained(&after_training, mentor), (Some(true), Some(day("2026-03-02"))));
    }
    assert!(change.words.contains("day of training of 2 people is filled in"), "{}", change.words);
    let inducted = after(&scheme, &came(&scheme, INDUCTION, &[TOM, ANA]));
    let first = Some(day("2026-03-01"));
    assert_eq!(inducted.get::<Mentor>(TOM).unwrap().induction_on, first);
    assert_eq!(inducted.get::<Mentee>(ANA).unwrap().induction_on, first);
    let briefed = after(&scheme, &came(&scheme, BRIEFING, &[UMA, TOM]));
    assert_eq!(briefed.get::<Line>(LineId(1)).unwrap().briefed, Some(day(TODAY)));
    assert_eq!(trained(&briefed, TOM), (None, None), "a briefing trains nobody");
}

#[test]
fn a_later_day_that_is_known_stays() {
    let mut small = Small { scheme: scheme() };
    small.change::<Mentor>(TOM, |tom| tom.trained_on = Some(day("2026-03-03")));
    let change = came(&small.scheme, TRAINING, &[TOM]);
    assert_eq!(trained(&after(&small.scheme, &change), TOM).1, Some(day("2026-03-03")));
    small.change::<Mentor>(TOM, |tom| tom.trained_on = Some(day("2026-03-01")));
    let change = came(&small.scheme, TRAINING, &[TOM]);
    assert_eq!(trained(&after(&small.scheme, &change), TOM).1, Some(day("2026-03-02")));
}

#[test]
fn not_having_come_after_all_takes_back_what_the_event_had_filled_in() {
    let scheme = scheme();
    let scheme = after(&scheme, &came(&scheme, TRAINING, &[TOM, PRIYA]));
    let today = day(TODAY);
    for known in [Some(false), None] {
        let change = mark_attendance(&scheme, today, TRAINING, &[TOM], known).unwrap();
        let after = after(&scheme, &change);
        assert_eq!(trained(&after, TOM), (None, None));
        assert_eq!(trained(&after, PRIYA).0, Some(true));
        assert_eq!(after.attendance(TRAINING, TOM).unwrap().attended, known);
    }
}

#[test]
fn another_day_or_kind_of_an_event_moves_the_days_of_those_who_came() {
    let scheme = scheme();
    let scheme = after(&scheme, &came(&scheme, TRAINING, &[TOM]));
    let book = Book::named("event").unwrap();
    let save = |given: &[(&'static str, String)]| {
        (book.save)(&scheme, day(TODAY), Some(TRAINING.0), given).map(|(_, change)| change)
    };
    let moved = after(&scheme, &save(&[("day", "2026-02-27".into())]).unwrap());
    assert_eq!(trained(&moved, TOM), (Some(true), Some(day("2026-02-27"))));
    let other = after(&scheme, &save(&[("kind", "drop-in".into())]).unwrap());
    assert_eq!(trained(&other, TOM), (None, None));
    assert!(save(&[("day", "2026-03-04".into())]).is_err(), "they came to what is to come");
    assert!(save(&[("cancelled", TODAY.into())]).is_err());
    let why = (book.remove)(&scheme, TRAINING.0).unwrap_err().to_string();
    assert!(why.contains("1 person is on its list"), "{why}");
}

#[test]
fn many_are_invited_at_once_and_once_only() {
    let scheme = scheme();
    let (today, people) = (day(TODAY), [TOM, PRIYA, TOM, ANA, UMA]);
    let change = invite(&scheme, today, COMING, &people, today).unwrap();
    assert_eq!(change.put::<Attendance>().count(), 4);
    assert_eq!(change.words, "4 people are invited to {E4}");
    let invited = after(&scheme, &change);
    let again = invite(&invited, today, COMING, &[TOM, ANA], today).unwrap();
    assert!(again.is_empty());
    let off = after(&invited, &uninvite(&invited, COMING, &[TOM]).unwrap());
    assert_eq!(off.turnout(COMING).invited, 3);
    assert!(uninvite(&off, COMING, &[TOM]).is_err(), "he is not on it any more");
}

#[test]
fn what_cannot_be_says_why() {
    let scheme = scheme();
    let today = day(TODAY);
    let refused = |result: Result<Change, Refusal>| result.unwrap_err().to_string();
    let why = refused(mark_attendance(&scheme, today, COMING, &[TOM], Some(true)));
    assert!(why.contains("still to come"), "{why}");
    let why = refused(mark_attendance(&scheme, today, TRAINING, &[TOM], Some(false)));
    assert!(why.contains("Tom Reed was not invited"), "{why}");
    let why = refused(invite(&scheme, today, TRAINING, &[TOM], today));
    assert!(why.contains("the event was on"), "{why}");
    let why = refused(invite(&scheme, today, COMING, &[PersonId(99)], today));
    assert!(why.contains("P99"), "{why}");
    let there = after(&scheme, &came(&scheme, TRAINING, &[TOM]));
    let why = refused(uninvite(&there, TRAINING, &[TOM]));
    assert!(why.contains("Tom Reed came"), "{why}");
}

#[rstest]
#[case((80, 24))]
#[case((100, 30))]
fn a_filtered_list_is_invited_at_once_and_marked_by_keys(#[case] size: (u16, u16)) {
    let mut desk = Desk::open(scheme(), day(TODAY), size);
    desk.keys("4 / \"mentor\" <Enter> * E <Enter>");
    let said = "Priya Nair and Tom Reed are invited to briefing on Tue 3 Mar 2026";
    assert_eq!(desk.message(), said, "today's event is the nearest");
    assert_eq!(desk.scheme().turnout(BRIEFING).invited, 2);
    desk.keys("u");
    assert_eq!(desk.scheme().turnout(BRIEFING).invited, 0, "one undo takes all back");
    desk.keys("<Esc> <Esc> * E \"training\" <Ctrl-S>");
    assert_eq!(desk.scheme().turnout(COMING).invited, 4, "{}", desk.screen());
    desk.keys("* E <Enter>");
    assert_eq!(desk.scheme().turnout(BRIEFING).invited, 4, "{}", desk.screen());
    desk.keys(": \"events\" <Enter> / \"briefing\" <Enter> E");
    assert!(
        desk.screen().contains("4 invited, 0 came, 0 did not, 4 not known"),
        "{}",
        desk.screen()
    );
    assert!(desk.cursor_row().contains("Ana Costa"), "{}", desk.screen());
    desk.keys("<Space> r m");
    let turnout = desk.scheme().turnout(BRIEFING);
    assert_eq!((turnout.missed, turnout.unknown), (1, 3), "{}", desk.screen());
    assert!(!desk.screen().contains("marked"), "{}", desk.screen());
    desk.keys("r o");
    assert_eq!(desk.scheme().turnout(BRIEFING).came, 2, "all others but the one of the row");
    desk.keys("r c");
    assert_eq!(desk.scheme().turnout(BRIEFING).came, 3);
    assert_eq!(desk.scheme().get::<Line>(LineId(1)).unwrap().briefed, Some(day(TODAY)));
    desk.keys("u");
    assert_eq!(desk.scheme().turnout(BRIEFING).came, 2);
    desk.keys("<Esc>");
    assert!(desk.screen().contains("EVENT E3"), "{}", desk.screen());
}

#[test]
fn the_card_of_an_event_names_who_came_and_that_of_a_person_where_they_were() {
    let scheme = scheme();
    let scheme = after(&scheme, &came(&scheme, TRAINING, &[TOM, PRIYA]));
    let mut desk = Desk::open(scheme, day(TODAY), (100, 30));
    desk.keys(": \"events\" <Enter> / \"2 mar\" <Enter> j <Enter>");
    let screen = desk.screen();
    assert!(screen.contains("CAME 2") && screen.contains("Priya Nair"), "{screen}");
    desk.keys("<Esc> <Esc> 4 / \"tom\" <Enter> <Tab>");
    for _ in 0..30 {
        if desk.screen().contains("EVENTS") {
            break;
        }
        desk.keys("j");
    }
    assert!(desk.screen().contains("mentor training: came"), "{}", desk.screen());
}

#[test]
fn keys_and_commands_write_the_same_rows() {
    let home = Home::small();
    home.done(&["event", "add", "--kind", "training", "--day", "2026-03-03"]);
    home.done(&["event", "add", "--kind", "induction", "--day", "2026-03-10"]);
    let tables = || {
        let mut store = Store::open(&home.file, Access::Look).unwrap();
        store.load().unwrap().0
    };
    let mut desk = Desk::open(tables(), day(TODAY), (80, 24));
    let same = |desk: &mut Desk, keys: &str, command: &[&str]| {
        desk.keys(keys);
        home.done(command);
        assert_eq!(desk.scheme().tables(), tables().tables(), "{keys}\n{}", desk.screen());
    };
    same(
        &mut desk,
        "4 / \"mentor\" <Enter> * E <Enter>",
        &["event", "invite", "E1", "--role", "mentor"],
    );
    same(
        &mut desk,
        "<Esc> / \"ana\" <Enter> E \"induc\" <Ctrl-S>",
        &["event", "invite", "E2", "Ana Costa"],
    );
    let went = ": \"events\" <Enter> / \"3 mar\" <Enter> E / \"tom\" <Enter> r c";
    same(&mut desk, went, &["event", "attended", "E1", "Tom Reed"]);
    let others = "<Esc> / \"priya\" <Enter> r m";
    same(&mut desk, others, &["event", "missed", "E1", "--all-invited", "--except", "P1"]);
    same(&mut desk, "r w", &["event", "unmark", "E1", "P2"]);
    same(&mut desk, "r t", &["event", "uninvite", "E1", "P2"]);
    same(&mut desk, "n \"ben\" <Tab> y <Ctrl-S>", &["event", "attended", "E1", "P4"]);
}

#[test]
fn events_are_worked_by_command_as_by_keys() {
    let home = Home::small();
    home.done(&["event", "add", "--kind", "training", "--day", "2026-03-02"]);
    home.done(&["person", "edit", "P1", "--trained", ""]);
    let said = home.done(&["event", "invite", "E1", "--role", "mentor", "--untrained"]);
    assert!(said.contains("Tom Reed is invited"), "{said}");
    let said = home.done(&["event", "invite", "E1", "--filter", "ana", "--day", "2026-03-01"]);
    assert!(said.contains("Ana Costa is invited"), "{said}");
    let said = home.done(&["event", "attended", "E1", "--all-invited", "--except", "Ana Costa"]);
    assert!(said.contains("Tom Reed came") && said.contains("day of training"), "{said}");
    home.done(&["event", "missed", "E1", "Ana Costa"]);
    let shown = home.done(&["show", "E1"]);
    assert!(shown.contains("came          Tom Reed"), "{shown}");
    assert!(shown.contains("did not come  Ana Costa"), "{shown}");
    let list = home.json(&["list", "events", "--format", "json"]);
    assert_eq!(list[0]["invited"], 2);
    assert_eq!((&list[0]["came"], &list[0]["missed"]), (&1.into(), &1.into()));
    assert_eq!(list[0]["came_ids"], "P1");
    let tom = home.json(&["show", "P1", "--format", "json"]);
    assert_eq!(tom["trained_on"], "2026-03-02");
    home.done(&["event", "unmark", "E1", "Tom Reed"]);
    assert_eq!(
        home.json(&["show", "P1", "--format", "json"])["trained_on"],
        serde_json::Value::Null
    );
    home.done(&["event", "uninvite", "E1", "Tom Reed"]);
    assert!(!home.done(&["show", "E1"]).contains("Tom Reed\n"));
    let why = home.refused(&["event", "invite", "E1"]);
    assert!(why.contains("PERSON is missing"), "{why}");
    let why = home.refused(&["event", "invite", "E9", "P1"]);
    assert!(why.contains("there is no event E9"), "{why}");
}
