//! Erasing a person (I4; reliability reference, faults 50, 80, 88 to 90): no byte is left of them, and every figure stays.

use std::fs;
use std::path::{Path, PathBuf};

use matchbook::domain::codes::{
    Answer, ConcernCategory, ConcernStatus, GoalStatus, MeetingStatus, PreferenceKind, Priority,
    Status, Subject, TopicSide,
};
use matchbook::domain::erased::ERASED;
use matchbook::domain::ids::{
    AbsenceId, ConcernId, ExtraFieldId, GoalId, LineId, MeetingId, MilestoneId, OfferId, PairId,
    PersonId, PreferenceId, RequestId, StoryId, SubstituteId,
};
use matchbook::domain::records::{
    Absence, Agreement, Closure, Concern, ConcernText, ExtraField, Goal, Line, Meeting, Mentee,
    Mentor, Milestone, Offer, Pair, Person, PersonTopic, Phase, Preference, Request, Story,
    Substitute, Topic,
};
use matchbook::domain::verbs::may_erase;
use matchbook::domain::{Builder, Row, Table};
use matchbook::screens::Effect;
use matchbook::store::{Access, Draft, News, Store, StoreError};
use serde_json::Value;

use crate::cli_support::Desk;
use crate::harness;
use crate::small_scheme::{Small, day};
use crate::store_support::{by, folder, noon};

/// A word that is in no other text of a scheme.
const CANARY: &str = "Quetzalwurst";
const ANA: PersonId = PersonId(2);
const ON: &str = "2026-03-03";

/// The record with the canary in each of its text columns: those that take any text.
fn canaried<T: Row>(row: &T) -> T {
    let Value::Object(whole) = serde_json::to_value(row).unwrap() else { panic!("no record") };
    let mut filled = whole.clone();
    for (name, value) in &whole {
        if value.is_string() {
            let mut tried = filled.clone();
            tried.insert(name.clone(), format!("{CANARY} {name}").into());
            if serde_json::from_value::<T>(Value::Object(tried.clone())).is_ok() {
                filled = tried;
            }
        }
    }
    serde_json::from_value(Value::Object(filled)).unwrap()
}

fn put<T: Row>(small: &mut Small, row: &T) {
    small.put(canaried(row));
}

/// Tom (P1) mentored Ana (P2) in M1, which is closed; Ana left. Everything around Ana has the
/// canary in every text, and there is one more pair of others.
fn planted() -> Small {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let ana = small.mentee("Ana Costa");
    let una = small.mentor("Una Bell", 1);
    let ben = small.mentee("Ben Okafor");
    assert_eq!(ana, ANA);
    let pair = small.pair(tom, ana, "2025-06-02");
    small.pair(una, ben, "2026-01-05");
    let request = small.request(ana, "2025-05-01");
    let offer = small.offer(request, tom, "2025-05-02");
    let other = small.request(ben, "2025-07-01");
    let asked = small.offer(other, ana, "2025-07-02");
    small.status(Subject::Pair, pair.0, "2025-12-01", Status::Closed);
    small.status(Subject::Person, ana.0, "2025-12-05", Status::Left);
    small.topic(ana, TopicSide::Wanted, CANARY);
    small.put(Mentor::with_capacity(ana, 1));
    around(&mut small, ana, tom, pair, request);
    for id in [offer, asked] {
        small.change::<Offer>(id, |offer| {
            *offer = canaried(offer);
            offer.overrides.set("department", &CANARY.into());
            offer.answer = Some(Answer::Declined);
            offer.answered = Some(offer.sent);
            offer.courtesy = Some(offer.sent);
        });
    }
    small.change::<Request>(request, |request| *request = canaried(request));
    small.change::<Request>(other, |request| {
        request.ended = Some(day("2025-08-01"));
        request.ending = Some(matchbook::domain::codes::Ending::Lapsed);
    });
    small.change::<Request>(request, |request| {
        request.ended = Some(day("2025-06-02"));
        request.ending = Some(matchbook::domain::codes::Ending::Accepted);
    });
    small.change::<Person>(ana, |person| {
        *person = canaried(person);
        person.full_name = format!("{CANARY} Costa").into();
        person.email = format!("{CANARY}@example.org").into();
        person.joined = Some(day("2025-01-01"));
    });
    small.change::<Mentee>(ana, |mentee| *mentee = canaried(mentee));
    small.change::<Mentor>(ana, |mentor| *mentor = canaried(mentor));
    small.change::<Pair>(pair, |pair| {
        *pair = canaried(pair);
        pair.overrides.set("department", &CANARY.into());
    });
    let phases: Vec<_> =
        small.scheme.all::<Phase>().map(|phase| (phase.id, phase.subject_id)).collect();
    for (id, subject) in phases {
        small.change::<Phase>(id, |phase| {
            let of_ana = phase.subject == Subject::Person && subject == ana.0;
            let of_pair = phase.subject == Subject::Pair && subject == pair.0;
            if of_ana || of_pair {
                *phase = canaried(phase);
            }
        });
    }
    small
}

/// The rows that hang on Ana and her pair.
fn around(small: &mut Small, ana: PersonId, tom: PersonId, pair: PairId, request: RequestId) {
    let day = day("2025-07-01");
    let line = |id, person, manager_name: &str| Line {
        id: LineId(id),
        person,
        manager: None,
        manager_name: manager_name.into(),
        since: None,
        until: None,
        briefed: None,
        agreed: Some(true),
        agreed_on: Some(day),
    };
    put(small, &line(1, ana, "somebody"));
    small.put(line(2, tom, &format!("{CANARY} Costa")));
    let wish = |id, person, other| Preference {
        id: PreferenceId(id),
        person,
        other,
        other_name: "".into(),
        kind: PreferenceKind::Avoids,
    };
    put(small, &wish(1, ana, None));
    small.put(wish(2, tom, Some(ana)));
    put(
        small,
        &Absence {
            id: AbsenceId(1),
            person: ana,
            since: day,
            until: None,
            reason: "".into(),
            ended: Some(day),
        },
    );
    of_pair(small, pair, request);
    small.put(Concern {
        id: ConcernId(1),
        person: Some(ana),
        pair: None,
        day,
        category: ConcernCategory::Conduct,
        priority: Priority::Routine,
        status: ConcernStatus::Closed,
        closed: Some(day),
    });
}

/// The rows that hang on their pair, and extra fields of all kinds.
fn of_pair(small: &mut Small, pair: PairId, request: RequestId) {
    let day = day("2025-07-01");
    let agreement = Agreement { mentor_signed: Some(day), ..Agreement::blank(pair) };
    put(small, &agreement);
    put(
        small,
        &Goal {
            id: GoalId(1),
            pair,
            goal: "x".into(),
            target: None,
            status: GoalStatus::Met,
            settled: Some(day),
        },
    );
    put(
        small,
        &Milestone {
            id: MilestoneId(1),
            goal: GoalId(1),
            milestone: "x".into(),
            due: None,
            reached: None,
        },
    );
    put(small, &Story { id: StoryId(1), pair, day, story: "x".into(), consent: Some(true) });
    put(
        small,
        &Substitute {
            id: SubstituteId(1),
            pair,
            mentor: PersonId(3),
            since: day,
            until: Some(day),
            reason: "".into(),
        },
    );
    small.put(Meeting {
        id: MeetingId(1),
        pair,
        day,
        minutes: Some(60),
        format: None,
        status: MeetingStatus::Held,
        by: None,
        agenda_sent: None,
        actions_recorded: None,
    });
    let subjects = [
        (Subject::Person, ANA.0),
        (Subject::Pair, pair.0),
        (Subject::Request, request.0),
        (Subject::Meeting, 1),
    ];
    for (at, (subject, subject_id)) in (1..).zip(subjects) {
        let (heading, value) = ("".into(), "".into());
        put(small, &ExtraField { id: ExtraFieldId(at), subject, subject_id, heading, value });
    }
    put(small, &Closure::on(pair, "2025-12-01".parse().unwrap()));
}

/// The planted scheme in a file, with a concern's words, a longer history, drafts and a backup.
fn desk() -> Desk {
    let desk = Desk::with(&planted());
    let mut store = Store::open(&desk.file, Access::Write).unwrap();
    let mut scheme = store.load().unwrap().0;
    let mut save = |words: &str, build: &dyn Fn(&mut Builder<'_>)| {
        let mut builder = Builder::new(&scheme);
        build(&mut builder);
        let change = builder.done(words);
        let applied = store.apply(&scheme, &change, &by("ann")).unwrap();
        applied.onto(&mut scheme).unwrap();
    };
    save("C1 is recorded", &|builder| {
        builder.put(canaried(&ConcernText {
            id: ConcernId(1),
            text: "".into(),
            referred_to: "".into(),
            note: "".into(),
        }));
    });
    // what is gone from the rows by now still stands in the history
    save("{P2} is changed", &|builder| {
        builder.take::<Story>(StoryId(1));
        builder.change::<Person>(ANA, |person| person.notes = format!("{CANARY} again").into());
    });
    save("{P1} is changed", &|builder| {
        builder.change::<Person>(PersonId(1), |person| person.phone = "123".into());
    });
    for (key, text) in [("person:P2", CANARY), ("add-request", "x"), ("log:M1", "y")] {
        let value = if key == "add-request" { format!("{CANARY} Costa") } else { text.to_owned() };
        let fields = serde_json::json!({ "field": value }).to_string();
        let draft = Draft { key: key.into(), fields, saved: noon(ON) };
        store.draft_save("somebody", &draft).unwrap();
    }
    let other = Draft { key: "hold:M2".into(), fields: "{}".into(), saved: noon(ON) };
    store.draft_save("somebody", &other).unwrap();
    store.backup_own(noon("2026-03-02")).unwrap();
    store.backup_own(noon(ON)).unwrap();
    desk
}

/// The files below a folder in which the canary stands in any case, as it is or in UTF-16.
fn holding(folder: &Path) -> Vec<PathBuf> {
    let low = CANARY.to_lowercase();
    let wide = |order: fn(u16) -> [u8; 2]| low.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let sought = [low.clone().into_bytes(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(holding(&path));
            continue;
        }
        let bytes = fs::read(&path).unwrap().to_ascii_lowercase();
        if sought.iter().any(|word| bytes.windows(word.len()).any(|part| part == word)) {
            found.push(path);
        }
    }
    found
}

fn erase(desk: &Desk) -> String {
    desk.done(&["privacy", "erase", "P2", "--confirm", "P2"])
}

#[test]
fn i4_88_after_erasing_no_file_of_the_data_folder_holds_a_byte_of_the_person() {
    let desk = desk();
    assert_eq!(holding(desk.home()).len(), 3, "the file and two backups hold them before");
    let said = erase(&desk);
    assert!(said.starts_with("P2 was erased: they asked for it.\n"), "{said}");
    assert!(said.contains("2 own backups written anew"), "{said}");
    assert_eq!(holding(desk.home()), Vec::<PathBuf>::new());
    // and everything else stands: the rows, the chain, the other draft, the copies
    let mut store = Store::open(&desk.file, Access::Look).unwrap();
    assert_eq!(store.check(noon(ON)).unwrap(), []);
    let drafts = store.drafts("somebody").unwrap();
    assert_eq!(drafts.iter().map(|draft| draft.key.as_str()).collect::<Vec<_>>(), ["hold:M2"]);
    let scheme = store.load().unwrap().0;
    assert_eq!(scheme.get::<Person>(ANA).unwrap().full_name.exact(), ERASED);
    assert_eq!(scheme.get::<Person>(PersonId(1)).unwrap().phone.exact(), "123");
    let backups = desk.home().join("scheme.db.backups");
    for copy in fs::read_dir(backups).unwrap().map(|entry| entry.unwrap().path()) {
        let mut copy = Store::open(&copy, Access::Look).unwrap();
        assert_eq!(copy.check(noon(ON)).unwrap().iter().filter(|f| f.check != "backup").count(), 0);
        let name = &copy.load().unwrap().0.get::<Person>(ANA).unwrap().full_name.clone();
        assert_eq!(name.exact(), ERASED);
    }
}

#[test]
fn i4_88_every_text_column_around_a_person_was_planted_so_the_search_proves_something() {
    let small = planted();
    let planted = |table: Table, id: i64| {
        let record = small.scheme.tables().record(table, id).unwrap();
        serde_json::to_string(&record).unwrap().contains(CANARY)
    };
    for (table, id) in [
        (Table::Person, 2),
        (Table::Mentor, 2),
        (Table::Mentee, 2),
        (Table::Topic, 1),
        (Table::Preference, 1),
        (Table::Line, 1),
        (Table::Line, 2),
        (Table::Absence, 1),
        (Table::Request, 1),
        (Table::Offer, 1),
        (Table::Offer, 2),
        (Table::Pair, 1),
        (Table::Agreement, 1),
        (Table::Closure, 1),
        (Table::Goal, 1),
        (Table::Milestone, 1),
        (Table::Story, 1),
        (Table::Substitute, 1),
        (Table::ExtraField, 1),
        (Table::ExtraField, 4),
    ] {
        assert!(planted(table, id), "{table:?}");
    }
    assert_eq!(small.scheme.all::<Phase>().filter(|phase| !phase.why.is_empty()).count(), 4);
}

#[test]
fn i4_89_the_figures_are_the_same_before_and_after_erasing() {
    let desk = desk();
    let summaries = || {
        ["2025", "2025-07", "2025-Q4", "2026-02", "2026-03"]
            .map(|period| desk.done(&["summary", "--period", period]))
    };
    let before = summaries();
    erase(&desk);
    assert_eq!(summaries(), before);
    let pairs = desk.json(&["list", "pairs", "--format", "json"]);
    assert_eq!(pairs.as_array().unwrap().len(), 2);
    assert_eq!(desk.json(&["list", "meetings", "--format", "json"]).as_array().unwrap().len(), 1);
    assert_eq!(desk.json(&["list", "requests", "--format", "json"]).as_array().unwrap().len(), 2);
}

#[test]
fn i4_an_erasure_is_for_good_and_undo_of_what_touched_the_person_refuses_in_words() {
    let desk = desk();
    erase(&desk);
    let history = desk.json(&["history", "--format", "json"]);
    assert_eq!(
        (&history[0]["kind"], &history[0]["words"]),
        (&"note".into(), &"P2 was erased: they asked for it".into())
    );
    let number = history[0]["number"].to_string();
    assert!(desk.refused(&["undo", &number]).contains("for good"));
    // the newest change is about somebody else and is taken back as ever
    desk.done(&["undo"]);
    let why = desk.refused(&["undo"]);
    assert!(why.contains("records of it were erased since"), "{why}");
    let store = Store::open(&desk.file, Access::Look).unwrap();
    assert_eq!(store.check(noon(ON)).unwrap(), []);
}

#[test]
fn i4_another_program_that_has_the_file_open_sees_the_erasure() {
    let desk = desk();
    let mut other = Store::open(&desk.file, Access::Write).unwrap();
    let scheme = other.load().unwrap().0;
    erase(&desk);
    assert_eq!(other.since(scheme.history()).unwrap(), News::Reload);
    assert_eq!(other.load().unwrap().0.get::<Person>(ANA).unwrap().full_name.exact(), ERASED);
}

#[test]
fn i4_50_an_old_copy_that_is_brought_back_does_not_bring_the_person_back() {
    let desk = desk();
    let outside = folder();
    let copy = outside.path().join("stick.db");
    desk.done(&["backup", copy.to_str().unwrap()]);
    let said = erase(&desk);
    assert!(said.contains("Copies were made elsewhere on Tue 3 Mar"), "{said}");
    assert_eq!(holding(outside.path()).len(), 1, "the stick still holds them");
    desk.done(&["restore", copy.to_str().unwrap()]);
    assert_eq!(holding(desk.home()), Vec::<PathBuf>::new());
    let mut store = Store::open(&desk.file, Access::Look).unwrap();
    assert_eq!(store.load().unwrap().0.get::<Person>(ANA).unwrap().full_name.exact(), ERASED);
    assert_eq!(store.tombstones().unwrap().len(), 1);
    let faults = store.check(noon(ON)).unwrap();
    assert_eq!(faults.iter().filter(|one| one.check == "history").count(), 0);
}

#[test]
fn i4_80_a_sheet_that_brings_an_erased_address_again_is_refused_with_the_day() {
    let desk = desk();
    erase(&desk);
    let sheet = desk.home().join("people.csv");
    let rows = format!("Name,Email,Role\nNew Name,{}@EXAMPLE.org,mentee\n", CANARY.to_lowercase());
    fs::write(&sheet, rows).unwrap();
    let ran = desk.run(&["import", sheet.to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("was erased on Tue 3 Mar 2026 (they asked for it)"), "{}", ran.out);
    fs::write(&sheet, "Name,Email,Role\nNew Name,other@example.org,mentee\n").unwrap();
    desk.done(&["import", sheet.to_str().unwrap()]);
}

#[test]
fn i4_90_nobody_is_erased_out_of_an_open_pair_request_offer_or_concern() {
    let refused = |small: &Small, id: PersonId| {
        may_erase(&small.scheme, day(ON), id).unwrap_err().to_string()
    };
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let ana = small.mentee("Ana Costa");
    let pair = small.pair(tom, ana, "2026-01-05");
    assert!(refused(&small, tom).contains("close M1 first"));
    assert!(refused(&small, ana).contains("close M1 first"));
    small.status(Subject::Pair, pair.0, "2026-02-01", Status::Closed);
    assert!(may_erase(&small.scheme, day(ON), ana).is_ok());
    let request = small.request(ana, "2026-02-20");
    assert!(refused(&small, ana).contains("withdraw R1 first"));
    small.offer(request, tom, "2026-02-20");
    assert!(refused(&small, tom).contains("see to R1 first"));
    small.change::<Offer>(OfferId(1), |offer| {
        offer.answer = Some(Answer::Declined);
        offer.answered = Some(day("2026-02-21"));
    });
    assert!(may_erase(&small.scheme, day(ON), tom).is_ok());
    small.put(Concern {
        id: ConcernId(1),
        person: None,
        pair: Some(pair),
        day: day("2026-01-09"),
        category: ConcernCategory::Other,
        priority: Priority::Routine,
        status: ConcernStatus::Open,
        closed: None,
    });
    assert!(refused(&small, tom).contains("keep the data longer with the reason"));
    assert_eq!(
        may_erase(&small.scheme, day(ON), PersonId(9)).unwrap_err().to_string(),
        "there is no P9"
    );
}

#[test]
fn i4_erasing_asks_for_the_name_again_by_key_and_by_command() {
    let mut small = Small::default();
    small.person("Ana Costa");
    let mut screen = harness::Desk::open(small.scheme.clone(), day(ON), (100, 30));
    screen.keys("4 w e <Tab> \"Anna\" <Enter>");
    assert!(screen.screen().contains("type P1 or the whole name"), "{}", screen.screen());
    screen.keys("<Ctrl-U> \"ana costa\" <Enter>");
    let asked = screen
        .other
        .iter()
        .any(|effect| matches!(effect, Effect::Erase { person: PersonId(1), .. }));
    assert!(asked, "{}", screen.screen());
    let desk = Desk::with(&small);
    assert!(desk.refused(&["privacy", "erase", "P1"]).contains("--confirm"));
    let why = desk.refused(&["privacy", "erase", "P1", "--confirm", "Anna"]);
    assert!(why.contains("neither the name nor P1"), "{why}");
    desk.done(&["privacy", "erase", "P1", "--confirm", "ana costa"]);
    assert!(
        desk.refused(&["privacy", "erase", "P1", "--confirm", "P1"]).contains("erased already")
    );
}

#[test]
fn i4_what_others_wrote_with_the_name_in_it_is_listed_for_the_coordinator() {
    let mut small = Small::default();
    small.person("Ana Costa");
    let tom = small.person("Tom Reed");
    small.change::<Person>(tom, |tom| tom.notes = "met through Ana Costa".into());
    let desk = Desk::with(&small);
    let said = desk.done(&["privacy", "erase", "P1", "--confirm", "P1"]);
    assert!(said.contains("still stands in the words of P2"), "{said}");
    // and a person without an address leaves a stone that knows nobody
    let store = Store::open(&desk.file, Access::Look).unwrap();
    assert_eq!(store.tombstones().unwrap()[0].email_digest, "");
}

#[test]
fn i4_an_erasure_upon_an_old_snapshot_is_behind_and_changes_nothing() {
    let desk = desk();
    let mut store = Store::open(&desk.file, Access::Write).unwrap();
    let scheme = store.load().unwrap().0;
    desk.done(&["person", "edit", "tom", "--phone", "9"]);
    let ground = matchbook::domain::erased::Ground::Asked;
    let behind = store.erase(&scheme, ANA, ground, &by("ann"));
    assert!(matches!(behind, Err(StoreError::Behind)));
    assert!(store.tombstones().unwrap().is_empty());
}

#[test]
fn i4_topics_of_others_stay_and_those_of_nobody_go() {
    let mut small = Small::default();
    let ana = small.mentee("Ana Costa");
    let ben = small.mentee("Ben Okafor");
    small.topic(ana, TopicSide::Wanted, "writing");
    small.topic(ana, TopicSide::Wanted, "kites");
    small.topic(ben, TopicSide::Wanted, "writing");
    let desk = Desk::with(&small);
    desk.done(&["privacy", "erase", "P1", "--confirm", "P1"]);
    let mut store = Store::open(&desk.file, Access::Look).unwrap();
    let scheme = store.load().unwrap().0;
    let names: Vec<_> = scheme.all::<Topic>().map(|topic| topic.name.exact()).collect();
    assert_eq!(names, ["writing"]);
    assert_eq!(scheme.all::<PersonTopic>().len(), 1);
}
