//! All of a person's data as one file (I4; reliability reference, faults 86 and 87): everything of theirs, nothing of others.

use std::os::unix::fs::PermissionsExt;

use matchbook::domain::Profile;
use matchbook::domain::codes::{
    Answer, Channel, ConcernCategory, ConcernStatus, ContactPurpose, Format, GoalStatus,
    MeetingStatus, PreferenceKind, Priority, ReviewKind, Subject,
};
use matchbook::domain::ids::{
    ConcernId, ContactId, ExtraFieldId, GoalId, MeetingId, OfferId, PairId, PersonId, PreferenceId,
    ReviewId,
};
use matchbook::domain::records::{
    Concern, ConcernText, Contact, ExtraField, Goal, Meeting, Offer, Person, Preference, Request,
    Review,
};
use matchbook::domain::verbs::save_person;
use matchbook::domain::{Builder, Kind};
use matchbook::screens::Effect;
use matchbook::store::{Access, Store};
use serde_json::json;

use crate::cli_support::Desk;
use crate::harness;
use crate::small_scheme::{Small, day};
use crate::store_support::by;

const ON: &str = "2026-03-03";

/// Tom (P1) mentors Ana (P2); every field of Ana is filled with a word of its own.
fn scheme() -> Small {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let ana = small.mentee("Ana Costa");
    let pair = small.pair(tom, ana, "2026-01-05");
    small.change::<Person>(tom, |tom| {
        tom.notes = "otherword notes".into();
        tom.phone = "otherword phone".into();
        tom.email = "otherword@example.org".into();
    });
    let mut profile = Profile::of(&small.scheme, ana, day(ON)).unwrap();
    profile.is_mentor = true;
    for field in Profile::fields() {
        let text = matches!(field.kind, Kind::Line | Kind::Long) && field.id != "full_name";
        if text {
            (field.set)(&mut profile, &format!("own {}", field.id)).unwrap();
        }
    }
    let change = save_person(&small.scheme, day(ON), &profile).unwrap().1;
    small.scheme.apply(&change).unwrap();
    let request = small.request(ana, "2026-01-01");
    small.change::<Request>(request, |request| {
        request.message = "own message".into();
        request.ended = Some(day("2026-01-05"));
        request.ending = Some(matchbook::domain::codes::Ending::Accepted);
    });
    small.offer(request, tom, "2026-01-02");
    small.change::<Offer>(OfferId(1), |offer| {
        offer.answer = Some(Answer::Declined);
        offer.answered = Some(day("2026-01-03"));
        offer.decline_text = "saidword of Tom".into();
    });
    small.put(Preference {
        id: PreferenceId(1),
        person: tom,
        other: Some(ana),
        other_name: "".into(),
        kind: PreferenceKind::Avoids,
    });
    of_pair(&mut small, ana, pair);
    said_of(&mut small, ana);
    small
}

/// What their pair has, with an answer of each side.
fn of_pair(small: &mut Small, ana: PersonId, pair: PairId) {
    small.put(ExtraField {
        id: ExtraFieldId(1),
        subject: Subject::Person,
        subject_id: ana.0,
        heading: "own heading".into(),
        value: "own value".into(),
    });
    small.put(Goal {
        id: GoalId(1),
        pair,
        goal: "own goal".into(),
        target: None,
        status: GoalStatus::Open,
        settled: None,
    });
    small.put(Meeting {
        id: MeetingId(1),
        pair,
        day: day("2026-02-01"),
        minutes: Some(55),
        format: Some(Format::Video),
        status: MeetingStatus::Held,
        by: None,
        agenda_sent: None,
        actions_recorded: None,
    });
    let mut review = Review::planned(ReviewId(1), pair, ReviewKind::MidTerm, day("2026-02-10"));
    review.mentee_score = Some(4);
    review.mentor_score = Some(2);
    small.put(review);
    small.put(Contact {
        id: ContactId(1),
        person: Some(ana),
        pair: None,
        day: day("2026-02-11"),
        channel: Channel::Phone,
        purpose: ContactPurpose::ReadyEar,
        outcome: None,
        next_on: None,
    });
}

/// A concern about her.
fn said_of(small: &mut Small, ana: PersonId) {
    small.put(Concern {
        id: ConcernId(1),
        person: Some(ana),
        pair: None,
        day: day("2026-02-12"),
        category: ConcernCategory::Conduct,
        priority: Priority::Routine,
        status: ConcernStatus::Open,
        closed: None,
    });
}

fn desk() -> Desk {
    let desk = Desk::with(&scheme());
    let mut store = Store::open(&desk.file, Access::Write).unwrap();
    let scheme = store.load().unwrap().0;
    let mut builder = Builder::new(&scheme);
    builder.put(ConcernText {
        id: ConcernId(1),
        text: "concernword".into(),
        referred_to: "".into(),
        note: "noteword".into(),
    });
    store.apply(&scheme, &builder.done("C1 is recorded"), &by("ann")).unwrap();
    desk
}

#[test]
fn i4_86_every_field_of_the_person_is_in_the_file_and_nothing_of_others_but_names() {
    let desk = desk();
    let said = desk.done(&["privacy", "export", "ana", "-o", "ana.md"]);
    assert!(said.contains("held back, for a decision: C1, a concern about them"), "{said}");
    assert!(said.contains("P1, what P1 wishes about them") && said.contains("R1, "), "{said}");
    let file = desk.home().join("ana.md");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let text = std::fs::read_to_string(&file).unwrap();
    for field in Profile::fields().filter(|field| matches!(field.kind, Kind::Line | Kind::Long)) {
        if field.id != "full_name" {
            let own = format!("own {}", field.id).replace('_', "\\_");
            assert!(text.contains(&own), "{} is missing:\n{text}", field.id);
        }
    }
    for part in [
        "Ana Costa",
        "Tom Reed",
        "own message",
        "own heading",
        "own value",
        "own goal",
        "2026-02-01",
        "2026-02-11",
        "Mentee score: 4",
        "Kept until",
    ] {
        assert!(text.contains(part), "{part} is missing:\n{text}");
    }
    for other in
        ["otherword", "Mentor score", "saidword", "concernword", "noteword", "rather not have"]
    {
        assert!(!text.contains(other), "{other} is in:\n{text}");
    }
}

#[test]
fn i4_87_what_is_held_back_is_released_one_by_one_and_never_by_itself() {
    let desk = desk();
    let data = |include: &[&str], file: &str| {
        let mut args = vec!["privacy", "export", "P2", "--format", "json", "-o", file];
        args.extend(include.iter().flat_map(|id| ["--include", *id]));
        desk.done(&args);
        let text = std::fs::read_to_string(desk.home().join(file)).unwrap();
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    let held = |data: &serde_json::Value| -> Vec<(String, bool)> {
        let all = data["held_back"].as_array().unwrap().iter();
        all.map(|one| (one["id"].as_str().unwrap().to_owned(), one["released"] == json!(true)))
            .collect()
    };
    let none = data(&[], "none.json");
    assert_eq!(held(&none), [("C1".into(), false), ("P1".into(), false), ("R1".into(), false)]);
    let one = data(&["C1"], "one.json");
    assert_eq!(held(&one), [("C1".into(), true), ("P1".into(), false), ("R1".into(), false)]);
    assert_eq!(one["held_back"][0]["words"], json!("concernword; noteword"));
    assert!(!one.to_string().contains("saidword"));
    let all = data(&["P1", "R1"], "all.json");
    assert!(
        all.to_string().contains("saidword of Tom") && !all.to_string().contains("concernword")
    );
    assert_eq!(all["data"]["person"]["phone"], json!("own phone"));
    let why = desk.refused(&["privacy", "export", "P2", "-o", "x.md", "--include", "C9"]);
    assert!(why.contains("C9 is not among what is held back of P2"), "{why}");
}

#[test]
fn i4_the_file_is_written_over_no_other_and_the_history_tells_of_it_without_a_name() {
    let desk = desk();
    desk.done(&["privacy", "export", "P2", "-o", "ana.md"]);
    let why = desk.refused(&["privacy", "export", "P2", "-o", "ana.md"]);
    assert!(why.contains("already exists"), "{why}");
    desk.done(&["privacy", "export", "P2", "-o", "ana.md", "--force"]);
    let history = desk.json(&["history", "--format", "json"]);
    let words = "all data of P2 were put into a file; asked for today it is due by Fri 3 Apr 2026";
    assert_eq!((&history[0]["kind"], &history[0]["words"]), (&json!("note"), &json!(words)));
    // a file opened to look only gives the data too, and notes nothing
    desk.done(&["privacy", "export", "P2", "-o", "look.md", "--read-only"]);
}

#[test]
fn i4_the_file_is_asked_for_by_keys() {
    let mut screen = harness::Desk::open(scheme().scheme, day(ON), (100, 30));
    screen.keys("4 / \"ana\" <Enter> w d <Ctrl-S>");
    let wanted = Effect::PersonFile {
        person: PersonId(2),
        file: "data-of-P2.md".to_owned(),
        json: false,
        include: Vec::new(),
    };
    assert!(screen.other.contains(&wanted), "{}", screen.screen());
}
