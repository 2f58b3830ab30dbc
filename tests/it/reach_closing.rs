//! Reviews, closings, support contacts and concerns by keys and by command: every clause of V1 to V5.

use matchbook::domain::Scheme;
use matchbook::domain::codes::{
    Channel, CloseReason, Code, ConcernCategory, ConcernStatus, ContactOutcome, ContactPurpose,
    Fit, GoalsMet, Outcome, Party, Priority, ReviewKind,
};
use matchbook::domain::ids::{PairId, ReviewId};
use matchbook::domain::records::{Closure, Concern, Contact, Request, Review, Service};
use matchbook::store::{Access, Store};
use rstest::rstest;

use crate::cli_support::Desk as Cli;
use crate::concerns::given;
use crate::harness::Desk;
use crate::reach::{TODAY, chosen, desk, fill, kept, save};
use crate::small_scheme::{Small, day};

const OUTCOMES: &[&str] = &["continue", "continue-changed", "phase-out", "end"];
const REASONS: &[&str] = &[
    "term-completed",
    "goals-met",
    "lost-momentum",
    "time",
    "cancelling",
    "not-a-fit",
    "changed-job",
    "line-managed",
    "leave",
    "concern",
    "mentee-withdrew",
    "mentor-withdrew",
    "unreachable",
];
const PARTIES: &[&str] = &["mentor", "mentee", "both", "coordinator", "line-manager"];
const CATEGORIES: &[&str] =
    &["conduct", "harassment", "health-and-safety", "wellbeing", "confidentiality", "other"];

/// Tom (P1) mentors Ana (P2) as M1; Ben (P3) has nobody; Una (P4) has a place; I1 is a service.
fn small() -> Small {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 1);
    let ana = small.mentee("Ana Costa");
    small.mentee("Ben Okafor");
    small.mentor("Una Bell", 1);
    small.pair(tom, ana, "2026-01-05");
    small.put(Service {
        id: matchbook::domain::ids::ServiceId(1),
        name: "Mediation office".into(),
        kind: matchbook::domain::codes::ServiceKind::Mediation,
        contact: "ext. 12".into(),
        hint: "quarrels".into(),
    });
    small
}

fn codes<C: Code>() -> Vec<&'static str> {
    C::ALL.iter().map(|code| code.code()).collect()
}

fn label<C: Code>(code: &str) -> &'static str {
    C::from_code(code).unwrap().label()
}

#[test]
fn the_closed_lists_are_those_of_the_requirements() {
    assert_eq!(codes::<Outcome>(), OUTCOMES);
    assert_eq!(codes::<CloseReason>(), REASONS);
    assert_eq!(codes::<Party>(), PARTIES);
    assert_eq!(codes::<ConcernCategory>(), CATEGORIES);
    assert_eq!(codes::<Priority>(), ["routine", "immediate"]);
    assert_eq!(codes::<ConcernStatus>(), ["open", "referred", "closed"]);
}

/// The reviews of a pair that wait: their kinds and days.
fn waiting(scheme: &Scheme, pair: i64) -> Vec<(&'static str, String)> {
    let open = scheme.all::<Review>().filter(|one| one.pair == PairId(pair));
    let open = open.filter(|one| one.held.is_none() && one.cancelled.is_none());
    let mut all: Vec<_> = open.map(|one| (one.due, one.kind)).collect();
    all.sort_unstable();
    all.into_iter().map(|(due, kind)| (kind.code(), due.to_string())).collect()
}

/// Five weeks after the start, half-way, and the agreed end six months on.
fn planned() -> Vec<(&'static str, String)> {
    let days = [
        ("first-check-in", "2026-04-06"),
        ("mid-term", "2026-06-02"),
        ("end-of-term", "2026-09-02"),
    ];
    days.map(|(kind, due)| (kind, due.to_owned())).to_vec()
}

#[test]
fn v1_by_keys_reviews_are_planned_with_the_pair_and_after_continue_and_more_are_added() {
    let mut desk = desk(small());
    desk.keys("4 / \"ben\" <Enter> m");
    save(&mut desk, &[("Mentor", "\"una\""), ("Starts on", "\"2026-03-02\"")]);
    assert_eq!(waiting(desk.scheme(), 2), planned());
    desk.keys("3 / \"ben\" <Enter> v");
    save(
        &mut desk,
        &[("What", "\"plan\""), ("Planned for", "\"2026-03-20\""), ("Kind", "\"extra\"")],
    );
    assert_eq!(waiting(desk.scheme(), 2)[0], ("extra", "2026-03-20".to_owned()));
    desk.keys("v");
    save(&mut desk, &[("What", "\"moved\""), ("Planned for", "\"2026-03-27\"")]);
    assert_eq!(waiting(desk.scheme(), 2)[0], ("extra", "2026-03-27".to_owned()));
    desk.keys("u u 5 / \"end\" <Enter> v");
    save(&mut desk, &[("What", "\"it\"")]);
    let next = waiting(desk.scheme(), 2);
    assert!(next.contains(&("end-of-term", "2027-03-02".to_owned())), "{next:?}");
    let one_off = [("Mentor", "\"una\""), ("Starts on", "\"2026-03-02\""), ("Kind", "\"one\"")];
    desk.keys("u u 4 / <Ctrl-U> \"ben\" <Enter> m");
    save(&mut desk, &one_off);
    assert_eq!(waiting(desk.scheme(), 3), [("end-of-term", "2026-09-02".to_owned())]);
}

#[test]
fn v1_by_command_reviews_are_planned_with_the_pair_and_after_continue_and_more_are_added() {
    let cli = Cli::with(&small());
    cli.done(&["pair", "start", "ben", "una", "--start", "2026-03-02"]);
    assert_eq!(waiting(&kept(&cli), 2), planned());
    for kind in codes::<ReviewKind>() {
        cli.done(&["review", "plan", "M2", "2026-03-20", "--kind", kind]);
        assert_eq!(waiting(&kept(&cli), 2)[0], (kind, "2026-03-20".to_owned()));
        cli.done(&["undo"]);
    }
    cli.done(&["review", "move", "V1", "2026-03-27"]);
    assert_eq!(waiting(&kept(&cli), 2)[0], ("first-check-in", "2026-03-27".to_owned()));
    cli.done(&["review", "hold", "V3"]);
    let next = waiting(&kept(&cli), 2);
    assert!(next.contains(&("end-of-term", "2027-03-02".to_owned())), "{next:?}");
    cli.done(&["pair", "close", "M2", "--reason", "time"]);
    cli.done(&["pair", "start", "ben", "una", "--start", "2026-03-02", "--kind", "one-off"]);
    assert_eq!(waiting(&kept(&cli), 3), [("end-of-term", "2026-09-02".to_owned())]);
}

fn reviewed() -> Small {
    let mut small = small();
    small.put(Review::planned(ReviewId(1), PairId(1), ReviewKind::MidTerm, day("2026-03-10")));
    small
}

#[track_caller]
fn is_held(scheme: &Scheme, outcome: &str) {
    let review = scheme.get::<Review>(ReviewId(1)).unwrap();
    assert_eq!(review.held, Some(day("2026-03-02")));
    assert_eq!((review.mentor_fit, review.mentee_fit), (Some(Fit::Good), Some(Fit::NotAFit)));
    assert_eq!((review.mentor_score, review.mentee_score), (Some(4), Some(2)));
    assert_eq!(review.goals, Some(GoalsMet::Partly));
    assert_eq!(review.outcome.unwrap().code(), outcome);
    let end = scheme.get::<matchbook::domain::records::Pair>(PairId(1)).unwrap().agreed_end;
    assert_eq!(end == Some(day("2026-12-01")), outcome == "continue-changed");
}

#[rstest]
#[case("continue", "\"continue\"")]
#[case("continue-changed", "<Right>")]
#[case("phase-out", "\"phase\"")]
#[case("end", "\"end\"")]
fn v2_by_keys_a_review_has_its_day_both_fits_and_scores_goals_and_an_outcome(
    #[case] outcome: &str,
    #[case] keys: &str,
) {
    let mut desk = desk(reviewed());
    desk.keys("5 v");
    let mut told = vec![
        ("Held on", "\"2026-03-02\""),
        ("Outcome", keys),
        ("Mentor's fit", "\"good\""),
        ("Mentee's fit", "\"not\""),
        ("Mentor's score", "\"4\""),
        ("Mentee's score", "\"2\""),
        ("Goals met", "\"partly\""),
    ];
    if outcome == "continue-changed" {
        told.push(("New end", "\"2026-12-01\""));
    }
    save(&mut desk, &told);
    is_held(desk.scheme(), outcome);
}

#[test]
fn v2_by_command_a_review_has_its_day_both_fits_and_scores_goals_and_an_outcome() {
    let cli = Cli::with(&reviewed());
    for outcome in OUTCOMES {
        let told = "review hold V1 --day 2026-03-02 --mentor-fit good --mentee-fit not-a-fit \
                    --mentor-score 4 --mentee-score 2 --goals partly --outcome";
        let mut told: Vec<&str> = told.split_whitespace().chain([*outcome]).collect();
        if *outcome == "continue-changed" {
            told.extend(["--end", "2026-12-01"]);
        }
        cli.done(&told);
        is_held(&kept(&cli), outcome);
        cli.done(&["undo"]);
    }
}

/// A closing in which everything is told, and the next request of the mentee.
#[track_caller]
fn is_closed(scheme: &Scheme) {
    let mut all = Closure::on(PairId(1), day("2026-03-02"));
    let came = |iso: &str| Some(day(iso));
    all.initiated_by = Some(Party::Mentee);
    all.reasons.0 = vec![CloseReason::TermCompleted, CloseReason::NotAFit];
    all.goals = Some(GoalsMet::Mostly);
    (all.mentor_evaluated, all.mentee_evaluated) = (came("2026-03-01"), came("2026-03-02"));
    all.debriefed = came(TODAY);
    all.celebrated = Some(true);
    all.signposted = "Mediation office; her dean".into();
    all.contact_after = Some(false);
    (all.mentor_rematch, all.mentee_rematch) = (Some(true), Some(true));
    all.may_pair_again = Some(false);
    assert_eq!(scheme.get::<Closure>(PairId(1)), Some(&all));
    let request = scheme.all::<Request>().next().unwrap();
    assert_eq!((request.mentee.0, request.received), (2, day("2026-03-02")));
}

#[test]
fn v3_by_keys_a_closing_asks_everything_and_may_start_a_new_request() {
    let mut desk = desk(small());
    desk.keys("3 c");
    let told = [
        ("Why it ends", "c <Left> n"),
        ("Last day", "\"2026-03-02\""),
        ("Ended by", "\"mentee\""),
        ("Goals met", "\"mostly\""),
        ("Mentor evaluated", "\"2026-03-01\""),
        ("Mentee evaluated", "\"2026-03-02\""),
        ("Debriefed on", "\"2026-03-03\""),
        ("Celebrated", "y"),
        ("Pointed to", "\"med\""),
        ("Also to", "\"her dean\""),
        ("Stay in contact", "n"),
        ("May pair again", "n"),
        ("Mentor wants more", "y"),
        ("Mentee wants more", "y"),
    ];
    save(&mut desk, &told);
    is_closed(desk.scheme());
}

#[test]
fn v3_by_command_a_closing_asks_everything_and_may_start_a_new_request() {
    let cli = Cli::with(&small());
    let told = "pair close M1 --reason term-completed,not-a-fit --day 2026-03-02 --by mentee \
                --goals mostly --mentor-evaluated 2026-03-01 --mentee-evaluated 2026-03-02 \
                --debriefed 2026-03-03 --celebrated yes --contact-after no --pair-again no \
                --mentor-rematch yes --mentee-rematch yes --new-request --signposted";
    let told: Vec<&str> = told.split_whitespace().chain(["I1; her dean"]).collect();
    cli.done(&told);
    is_closed(&kept(&cli));
}

#[test]
fn v3_by_keys_every_reason_and_everybody_who_may_end_it() {
    let mut desk = desk(small());
    desk.keys("3");
    for (at, reason) in REASONS.iter().enumerate() {
        let party = PARTIES[at % PARTIES.len()];
        desk.keys("c");
        let (why, by) = (chosen(label::<CloseReason>(reason)), chosen(label::<Party>(party)));
        save(&mut desk, &[("Why it ends", &why), ("Ended by", &by)]);
        let closure = desk.scheme().get::<Closure>(PairId(1)).unwrap();
        assert_eq!(closure.reasons.0, [CloseReason::from_code(reason).unwrap()]);
        assert_eq!(closure.initiated_by, Party::from_code(party));
        desk.keys("u");
    }
}

#[test]
fn v3_by_command_every_reason_and_everybody_who_may_end_it() {
    let cli = Cli::with(&small());
    for (at, reason) in REASONS.iter().enumerate() {
        let party = PARTIES[at % PARTIES.len()];
        cli.done(&["pair", "close", "M1", "--reason", reason, "--by", party]);
        let scheme = kept(&cli);
        let closure = scheme.get::<Closure>(PairId(1)).unwrap();
        assert_eq!(closure.reasons.0, [CloseReason::from_code(reason).unwrap()]);
        assert_eq!(closure.initiated_by, Party::from_code(party));
        cli.done(&["undo"]);
    }
}

/// The contact of one turn: every channel, purpose and outcome comes in some turn.
fn turn(at: usize) -> (Channel, ContactPurpose, ContactOutcome) {
    fn pick<C: Code>(at: usize) -> C {
        C::ALL[at % C::ALL.len()]
    }
    (pick(at), pick(at), pick(at))
}

#[track_caller]
fn is_logged(scheme: &Scheme, at: usize) {
    let kept = scheme.all::<Contact>().last().unwrap();
    let (channel, purpose, outcome) = turn(at);
    assert_eq!((kept.channel, kept.purpose, kept.outcome), (channel, purpose, Some(outcome)));
    assert_eq!((kept.day, kept.next_on), (day("2026-03-02"), Some(day("2026-03-20"))));
}

/// So many turns show every channel, purpose and outcome.
const TURNS: usize = 7;

#[test]
fn v4_by_keys_a_contact_has_day_person_channel_purpose_outcome_and_next_day() {
    assert!(Channel::ALL.len().max(ContactOutcome::ALL.len()) <= TURNS);
    assert_eq!(ContactPurpose::ALL.len(), TURNS);
    let mut desk = desk(small());
    for at in 0..TURNS {
        desk.keys(if at % 2 == 0 { "3 i" } else { "4 i" });
        let (channel, purpose, outcome) = turn(at);
        let told = [
            ("Day", "\"2026-03-02\""),
            ("By", &chosen(channel.label())),
            ("What for", &chosen(purpose.label())),
            ("What came of it", &chosen(outcome.label())),
            ("Next on", "\"2026-03-20\""),
        ];
        save(&mut desk, &told);
        is_logged(desk.scheme(), at);
    }
    let about: Vec<_> = desk.scheme().all::<Contact>().map(|one| one.pair.is_some()).collect();
    assert_eq!(about, [true, false, true, false, true, false, true], "of a pair and of a person");
}

#[test]
fn v4_by_command_a_contact_has_day_person_channel_purpose_outcome_and_next_day() {
    let cli = Cli::with(&small());
    for at in 0..TURNS {
        let with = if at % 2 == 0 { "M1" } else { "Ana Costa" };
        let (channel, purpose, outcome) = turn(at);
        cli.done(&[
            "contact",
            "add",
            with,
            "--day",
            "2026-03-02",
            "--channel",
            channel.code(),
            "--purpose",
            purpose.code(),
            "--outcome",
            outcome.code(),
            "--next-on",
            "2026-03-20",
        ]);
        is_logged(&kept(&cli), at);
    }
}

#[track_caller]
fn heads(scheme: &Scheme, category: &str, priority: Priority, status: ConcernStatus) {
    let one = scheme.all::<Concern>().last().unwrap();
    assert_eq!((one.category.code(), one.priority, one.status), (category, priority, status));
    assert_eq!((one.pair, one.day), (Some(PairId(1)), day("2026-03-02")));
}

#[test]
fn v5_by_keys_a_concern_has_category_priority_to_whom_it_was_referred_and_a_status() {
    let mut desk = desk(small());
    for (at, category) in CATEGORIES.iter().enumerate() {
        let urgent = if at % 2 == 0 { Priority::Routine } else { Priority::Immediate };
        let referred = at % 2 == 1;
        desk.keys("3 C n");
        fill(
            &mut desk,
            &[
                ("Category", &chosen(label::<ConcernCategory>(category))),
                ("Priority", &chosen(urgent.label())),
                ("What was raised", "\"said\""),
                ("Raised on", "\"2026-03-02\""),
            ],
        );
        save(&mut desk, if referred { &[("Referred to", "\"the dean\"")] } else { &[] });
        let status = if referred { ConcernStatus::Referred } else { ConcernStatus::Open };
        heads(desk.scheme(), category, urgent, status);
        desk.keys("u");
        assert_eq!(desk.scheme().all::<Concern>().len(), 0);
    }
    desk.keys("3 C n");
    let told = [
        ("Category", "\"conduct\""),
        ("What was raised", "\"said\""),
        ("Raised on", "\"2026-03-02\""),
    ];
    save(&mut desk, &told);
    desk.keys("c");
    save(&mut desk, &[]);
    heads(desk.scheme(), "conduct", Priority::Routine, ConcernStatus::Closed);
    let mut figures = Desk::open(desk.scheme().clone(), day(TODAY), (120, 60));
    figures.keys(": \"figures\" <Enter> / \"concerns\" <Enter>");
    let screen = figures.screen();
    assert!(screen.contains("Concerns raised") && screen.contains("Concerns closed"), "{screen}");
    assert!(!screen.contains("conduct"), "a count is all: {screen}");
}

#[test]
fn v5_by_command_a_concern_has_category_priority_to_whom_it_was_referred_and_a_status() {
    let cli = Cli::with(&small());
    for (at, category) in CATEGORIES.iter().enumerate() {
        let urgent = if at % 2 == 0 { Priority::Routine } else { Priority::Immediate };
        let mut add = vec!["concern", "add", "--about", "M1", "--category", category];
        add.extend(["--priority", urgent.code(), "--day", "2026-03-02"]);
        let status = if at % 2 == 0 {
            ConcernStatus::Open
        } else {
            add.push("--referred-to");
            ConcernStatus::Referred
        };
        assert_eq!(given(&cli, &add, b"said\n.\nthe dean\n").code, 0);
        heads(&kept(&cli), category, urgent, status);
    }
    let mut store = Store::open(&cli.file, Access::Look).unwrap();
    store.load().unwrap();
    let text = store.concern_text(matchbook::domain::ids::ConcernId(2)).unwrap().unwrap();
    assert_eq!((text.text.exact(), text.referred_to.exact()), ("said", "the dean"));
    drop(store);
    cli.done(&["concern", "close", "C6"]);
    heads(&kept(&cli), "other", Priority::Immediate, ConcernStatus::Closed);
    cli.done(&["concern", "reopen", "C6"]);
    heads(&kept(&cli), "other", Priority::Immediate, ConcernStatus::Referred);
    let summary = cli.json(&["summary", "--format", "json"]);
    let figures = summary["figures"].as_array().unwrap();
    let raised = figures.iter().find(|figure| figure["id"] == "concerns-raised").unwrap();
    assert_eq!(raised["value"], 6, "a count is all");
}
