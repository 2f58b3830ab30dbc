//! The card of a pair on one screen: every fact of the worst case is read at 100x30, and closing steps in full (R1 to R7, V3, P4).

use std::collections::BTreeMap;

use matchbook::domain::codes::{
    Channel, CloseReason, ContactOutcome, ContactPurpose, Fit, Format, Frequency, GoalStatus,
    MeetingStatus, Outcome, Party, ReviewKind, Several,
};
use matchbook::domain::entry::Entry;
use matchbook::domain::ids::{PairId, PersonId, ServiceId};
use matchbook::domain::records::{
    Agreement, Closure, Contact, Goal, Line, Meeting, Milestone, Offer, Pair, Person, Review,
    Service, Substitute,
};
use matchbook::screens::World;
use matchbook::screens::cards::{Look, card};
use matchbook::store::{Access, Store};
use matchbook::text::Text;
use rstest::rstest;
use std::sync::Arc;

use crate::cli_support::Desk as Cli;
use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";
const MENTEE: &str = "Maximiliana Theodora Papadopoulou-Wolfeschlegelsteinhausenbe";
const MENTOR: &str = "Bartholomew Featherstonehaugh Cholmondeley-Marjoribanks the 2";
const MANAGER: &str = "Anastasia Konstantinopoulou-Vandenbroucke of the Department";

/// A person with everything that is needed to reach them.
fn named(small: &mut Small, name: &str, mail: &str, mentor: bool) -> PersonId {
    let id = if mentor { small.mentor(name, 1) } else { small.mentee(name) };
    small.change::<Person>(id, |person| {
        person.email = mail.into();
        person.phone = "+44 1223 555 0199".into();
    });
    id
}

/// A pair of nine months with twelve meetings, names of sixty letters, clauses and a signature
/// missing, and things open in several sections of Today.
fn worst() -> (Small, PairId) {
    let mut small = Small::default();
    let mentor =
        named(&mut small, MENTOR, "bartholomew.featherstonehaugh@chemistry.example.ac.uk", true);
    let mentee =
        named(&mut small, MENTEE, "maximiliana.papadopoulou@chemistry.example.ac.uk", false);
    let pair = small.pair(mentor, mentee, "2025-06-02");
    small.change::<Pair>(pair, |pair| pair.agreed_end = Some(day("2026-06-02")));
    let agreement = Agreement {
        frequency: Some(Frequency::Monthly),
        minutes: Some(60),
        formats: Several(vec![Format::Video, Format::InPerson]),
        mentor_signed: Some(day("2025-06-10")),
        first_talk: Some(day("2025-06-05")),
        mentor_fit: Some(Fit::Good),
        mentee_fit: Some(Fit::Deciding),
        ..Agreement::blank(pair)
    };
    small.put(agreement);
    meetings(&mut small, pair);
    reviews(&mut small, pair);
    goals(&mut small, pair);
    in_touch(&mut small, pair, mentee);
    (small, pair)
}

/// Twelve meetings, one of them cancelled.
fn meetings(small: &mut Small, pair: PairId) {
    let days = [
        "06-09", "06-23", "07-07", "07-21", "08-04", "09-01", "09-22", "10-06", "10-20", "11-10",
        "12-01", "12-15",
    ];
    for (at, day_of) in days.iter().enumerate() {
        small.build(|builder| {
            let id = builder.new_id::<Meeting>();
            builder.put(Meeting {
                id,
                pair,
                day: day(&format!("2025-{day_of}")),
                minutes: Some(60),
                format: Some(Format::Video),
                status: if at == 6 { MeetingStatus::Cancelled } else { MeetingStatus::Held },
                by: (at == 6).then_some(Party::Mentor),
                agenda_sent: None,
                actions_recorded: None,
            });
        });
    }
}

/// Four reviews: two held, one overdue, one to come.
fn reviews(small: &mut Small, pair: PairId) {
    for (kind, due, held) in [
        (ReviewKind::FirstCheckIn, "2025-07-07", Some("2025-07-08")),
        (ReviewKind::MidTerm, "2025-12-01", Some("2025-12-02")),
        (ReviewKind::Extra, "2026-02-20", None),
        (ReviewKind::EndOfTerm, "2026-06-02", None),
    ] {
        small.build(|builder| {
            let id = builder.new_id::<Review>();
            let mut review = Review::planned(id, pair, kind, day(due));
            review.held = held.map(day);
            review.outcome = held.map(|_| Outcome::Continue);
            builder.put(review);
        });
    }
}

/// Three goals, each with a milestone.
fn goals(small: &mut Small, pair: PairId) {
    let goals =
        ["a first grant of her own", "a talk at the spring meeting", "a plan for the next post"];
    for (at, goal) in goals.into_iter().enumerate() {
        small.build(|builder| {
            let id = builder.new_id::<Goal>();
            let met = at == 2;
            builder.put(Goal {
                id,
                pair,
                goal: goal.into(),
                target: Some(day("2026-05-01")),
                status: if met { GoalStatus::Met } else { GoalStatus::Open },
                settled: met.then(|| day("2026-01-12")),
            });
            let step = builder.new_id::<Milestone>();
            builder.put(Milestone {
                id: step,
                goal: id,
                milestone: "a first draft".into(),
                due: None,
                reached: Some(day("2025-11-01")),
            });
        });
    }
}

/// A support contact with the pair, and the line manager of the mentee.
fn in_touch(small: &mut Small, pair: PairId, mentee: PersonId) {
    small.build(|builder| {
        let id = builder.new_id::<Contact>();
        builder.put(Contact {
            id,
            person: None,
            pair: Some(pair),
            day: day("2026-01-20"),
            channel: Channel::Phone,
            purpose: ContactPurpose::CheckIn,
            outcome: Some(ContactOutcome::FollowUp),
            next_on: Some(day("2026-03-10")),
        });
        let id = builder.new_id::<Line>();
        builder.put(Line {
            id,
            person: mentee,
            manager: None,
            manager_name: MANAGER.into(),
            since: None,
            until: None,
            briefed: Some(day("2025-05-20")),
            agreed: Some(true),
            agreed_on: Some(day("2025-05-28")),
        });
    });
}

/// How often each word stands in a text.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split_whitespace() {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

#[test]
fn the_worst_card_of_a_pair_stands_on_one_screen_with_nothing_cut() {
    let (small, pair) = worst();
    assert!(MENTEE.chars().count() >= 60 && MENTOR.chars().count() >= 60);
    let today = day(TODAY);
    let mut desk = Desk::open(small.scheme.clone(), today, (100, 30));
    desk.keys("3 <Enter>");
    let screen = desk.screen();
    assert!(!screen.contains("more below"), "{screen}");
    let world = World::new(Arc::new(small.scheme), today);
    let look = Look::of(&world, world.gravest(pair.into()));
    let whole = card(look, pair.into()).unwrap().to_lines().join("\n");
    let shown = words(&screen);
    for (word, count) in words(&whole) {
        assert!(shown.get(&word).copied().unwrap_or(0) >= count, "{word} is cut:\n{screen}");
    }
    for fact in [
        MENTEE,
        "maximiliana.papadopoulou@chemistry.example.ac.uk",
        MENTOR,
        "bartholomew.featherstonehaugh@chemistry.example.ac.uk",
        "+44 1223 555 0199",
        "active, since 2 Jun 2025 until 2 Jun; tactical, coordinator",
        &format!("{MANAGER}: agreed 28 May 2025"),
        "last met on",
        "review overdue 11 days",
        "unsigned 274 days",
        "l  log a meeting",
        "11 meetings held, last 15 Dec",
        "every 30 days",
        "11 hours 00 minutes on record",
        "1.2 hours a month, 1.0 is the commitment",
        "monthly, 1h, video call, in person",
        "signed: mentor 10 Jun 2025, the mentee has not",
        "missing: objective, mentor's support, activities and topics, ground rules, venue",
        "first talk 5 Jun 2025, fit for the mentor: good, for the mentee: still deciding",
        "extra 20 Feb",
        "mid-term held 2 Dec 2025: continue",
        "open by 1 May: a first grant of her own (1 of 1 milestones)",
        "met 12 Jan: a plan for the next post",
        "20 Jan by phone, check-in: to be followed up; next on 10 Mar",
    ] {
        assert!(whole.contains(fact), "{fact} is not on the card:\n{whole}");
    }
}

#[rstest]
#[case((80, 24))]
#[case((100, 30))]
#[case((140, 40))]
fn a_card_is_opened_in_full_size_and_left_again(#[case] size: (u16, u16)) {
    let (small, _) = worst();
    let mut desk = Desk::open(small.scheme, day(TODAY), size);
    desk.keys("3 <Enter>");
    assert!(desk.rows().0[1].starts_with(" PAIR M1"), "{}", desk.screen());
    desk.keys("<Esc>");
    assert!(!desk.rows().0[1].starts_with(" PAIR M1"), "{}", desk.screen());
}

#[test]
fn r1_a_substitute_is_on_the_card_while_it_counts() {
    let (mut small, pair) = worst();
    let uma = small.mentor("Uma Bell", 2);
    small.build(|builder| {
        let id = builder.new_id::<Substitute>();
        builder.put(Substitute {
            id,
            pair,
            mentor: uma,
            since: day("2026-03-01"),
            until: Some(day(TODAY)),
            reason: "leave".into(),
        });
    });
    let shown = |on: &str| {
        let mut desk = Desk::open(small.scheme.clone(), day(on), (140, 50));
        desk.keys("3 <Enter>").screen().contains("Stands in    Uma Bell, until 3 Mar")
    };
    assert!(shown(TODAY));
    assert!(!shown("2026-03-04") && !shown("2026-02-28"));
}

#[test]
fn v3_every_closing_step_is_told_by_keys_and_by_command_and_services_are_offered() {
    let desk = Cli::small();
    desk.done(&["directory", "add", "Mediation office"]);
    desk.done(&["pair", "close", "M1", "--reason", "not-a-fit", "--by", "both"]);
    let scheme = || Store::open(&desk.file, Access::Look).unwrap().load().unwrap().0;
    let mut keys = Desk::open(scheme(), day(TODAY), (100, 40));
    keys.keys("3 c");
    let form = keys.screen();
    for label in [
        "Goals met",
        "Mentor evaluated",
        "Mentee evaluated",
        "Debriefed on",
        "Celebrated",
        "Pointed to",
        "Also to",
        "Stay in contact",
        "May pair again",
        "Mentor wants more",
        "Mentee wants more",
    ] {
        assert!(form.contains(label), "{label}:\n{form}");
    }
    keys.keys("\"partly\" <Tab> \"t\" <Tab> \"t\" <Tab> \"t\" <Tab> n <Tab>");
    assert!(keys.screen().contains("Mediation office"), "{}", keys.screen());
    keys.keys("m <Tab> \"her dean\" <Tab> y <Tab> n <Tab> y <Tab> n <Ctrl-S>");
    desk.done(&[
        "pair",
        "steps",
        "M1",
        "--goals",
        "partly",
        "--mentor-evaluated",
        "t",
        "--mentee-evaluated",
        "t",
        "--debriefed",
        "t",
        "--celebrated",
        "no",
        "--signposted",
        "I1; her dean",
        "--contact-after",
        "yes",
        "--pair-again",
        "no",
        "--mentor-rematch",
        "yes",
        "--mentee-rematch",
        "no",
    ]);
    assert_eq!(keys.scheme().tables(), scheme().tables(), "{}", keys.screen());
    let closure = scheme().get::<Closure>(PairId(1)).unwrap().clone();
    assert_eq!(closure.signposted, Text::from("Mediation office; her dean"));
    assert_eq!(closure.reasons, Several(vec![CloseReason::NotAFit]));
    assert_eq!(closure.initiated_by, Some(Party::Both));
    assert_eq!(closure.open_steps(day(TODAY)), Vec::<&str>::new());
    assert_eq!(closure.may_pair_again, Some(false));
    assert!(desk.refused(&["pair", "steps", "M1", "--signposted", "I9"]).contains("no service I9"));
    keys.keys("<Enter>");
    assert!(keys.screen().contains("pointed to Mediation office; her dean"), "{}", keys.screen());
}

/// A request that waits with a mentor, and a directory of one service.
fn pointing() -> Small {
    let mut small = Small::default();
    let (tom, ana) = (small.mentor("Tom Reed", 1), small.mentee("Ana Costa"));
    let request = small.request(ana, "2026-02-10");
    small.offer(request, tom, "2026-02-12");
    small.put(Service { name: "Writing centre".into(), ..Service::blank(ServiceId(1)) });
    small
}

#[test]
fn s7_the_directory_is_offered_where_something_is_declined() {
    let small = pointing();
    let desk = Cli::with(&small);
    let mut keys = Desk::open(small.scheme, day(TODAY), (100, 30));
    keys.keys("2 r d <Tab> <Tab> <Tab> <Tab> <Tab>");
    assert!(keys.screen().contains("Writing centre"), "{}", keys.screen());
    keys.keys("w <Tab> \"her dean\" <Ctrl-S>");
    let offer = keys.scheme().all::<Offer>().next().unwrap().clone();
    assert_eq!(offer.alternative, Text::from("Writing centre; her dean"), "{}", keys.screen());
    desk.done(&["request", "answer", "R1", "declined", "--alternative", "i1; her dean"]);
    let scheme = Store::open(&desk.file, Access::Look).unwrap().load().unwrap().0;
    assert_eq!(scheme.get::<Offer>(offer.id).unwrap().alternative, offer.alternative);
    let other = Cli::with(&pointing());
    other.done(&["request", "answer", "R1", "declined"]);
    other.done(&["request", "courtesy", "R1", "--alternative", "I1"]);
    let shown = other.done(&["show", "R1"]);
    assert!(shown.contains("Writing centre"), "{shown}");
}

#[test]
fn s7_the_directory_is_offered_where_something_is_of_concern() {
    let mut keys = Desk::open(pointing().scheme, day(TODAY), (100, 30));
    keys.keys("4 C n h a <Tab> <Tab> \"said\" <Tab>");
    assert!(keys.screen().contains("Writing centre"), "{}", keys.screen());
    keys.keys("w <Ctrl-S> <Enter>");
    assert!(keys.screen().contains("Writing centre"), "{}", keys.screen());
}
