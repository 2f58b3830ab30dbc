//! Pairs, their cadence, fit and stories by keys and by command: every clause of R1, R4 to R7.

use matchbook::domain::Scheme;
use matchbook::domain::codes::{Code, Fit, Origin, PairKind, Status};
use matchbook::domain::ids::PairId;
use matchbook::domain::records::{Agreement, Closure, Pair, Story, Substitute};
use matchbook::domain::rules::{Outside, Severity, today};
use rstest::rstest;

use crate::cli_support::Desk as Cli;
use crate::harness::Desk;
use crate::reach::{TODAY, chosen, desk, fill, kept, save};
use crate::small_scheme::{Small, day};

const KINDS: &[&str] = &["one-off", "tactical", "strategic"];
const ORIGINS: &[&str] = &["request", "coordinator", "self-found", "imported"];
pub(crate) const MISSED: &[&str] = &["cancelled", "postponed", "no-show"];

/// Tom (P1, one place) mentors Ana (P2) as M1; Ben (P3) has nobody; Una (P4) has two places.
pub(crate) fn small() -> Small {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 1);
    let ana = small.mentee("Ana Costa");
    small.mentee("Ben Okafor");
    small.mentor("Una Bell", 2);
    small.pair(tom, ana, "2026-01-05");
    small
}

fn pair(scheme: &Scheme, id: i64) -> Pair {
    scheme.get::<Pair>(PairId(id)).unwrap().clone()
}

pub(crate) fn agreement(scheme: &Scheme) -> Agreement {
    scheme.get::<Agreement>(PairId(1)).unwrap().clone()
}

pub(crate) fn codes<C: Code>() -> Vec<&'static str> {
    C::ALL.iter().map(|code| code.code()).collect()
}

fn raised(scheme: &Scheme, rule: &str) -> Option<(Severity, String)> {
    let items = today(scheme, day(TODAY), &Outside::default());
    let item = items.into_iter().find(|item| item.rule == rule || item.also.contains(&rule))?;
    Some((item.severity, format!("{:?}", item.suggest)))
}

#[test]
fn the_closed_lists_are_those_of_the_requirements() {
    assert_eq!(codes::<PairKind>(), KINDS);
    assert_eq!(codes::<Origin>(), ORIGINS);
    assert_eq!(codes::<Fit>(), ["good", "deciding", "not-a-fit"]);
}

#[test]
fn r1_by_keys_a_pair_has_all_that_is_told_of_it_and_every_status_in_turn() {
    let mut desk = desk(small());
    desk.keys("4 / \"ben\" <Enter> m");
    let told = [
        ("Mentor", "\"una\""),
        ("Starts on", "\"2026-03-02\""),
        ("Agreed end", "\"2026-12-01\""),
        ("Kind", "\"strategic\""),
        ("Comes from", "\"found\""),
        ("Why these two", "\"both paint\""),
        ("Provisional", "y"),
    ];
    save(&mut desk, &told);
    is_as_told(&pair(desk.scheme(), 2));
    let status = |desk: &Desk| desk.scheme().pair_status(PairId(2), day(TODAY)).unwrap();
    assert_eq!(status(&desk), Status::Provisional);
    desk.keys("3 / \"ben\" <Enter>");
    for (what, why, expected) in [
        ("\"active\"", None, Status::Active),
        ("\"on\"", Some(("Why", "\"leave\"")), Status::OnHold),
        ("\"active\"", None, Status::Active),
        ("\"winding\"", Some(("Why", "\"goals met\"")), Status::WindingDown),
    ] {
        desk.keys("o");
        let fields: Vec<_> = [("From now on", what)].into_iter().chain(why).collect();
        save(&mut desk, &fields);
        assert_eq!(status(&desk), expected);
    }
    desk.keys("o");
    save(&mut desk, &[("From now on", "\"another\""), ("Agreed end", "\"2026-11-01\"")]);
    assert_eq!(pair(desk.scheme(), 2).agreed_end, Some(day("2026-11-01")));
    desk.keys("c");
    save(&mut desk, &[("Why it ends", "c")]);
    assert_eq!(status(&desk), Status::Closed);
}

#[track_caller]
fn is_as_told(pair: &Pair) {
    assert_eq!((pair.mentor.0, pair.mentee.0), (4, 3));
    assert_eq!((pair.start, pair.agreed_end), (day("2026-03-02"), Some(day("2026-12-01"))));
    assert_eq!((pair.kind, pair.origin), (PairKind::Strategic, Origin::SelfFound));
    assert_eq!(pair.reasons.exact(), "both paint");
}

#[test]
fn r1_by_command_a_pair_has_all_that_is_told_of_it_and_every_status_in_turn() {
    let cli = Cli::with(&small());
    let told = "pair start ben una --start 2026-03-02 --end 2026-12-01 --kind strategic \
                --origin self-found --provisional --reasons";
    let told: Vec<&str> = told.split_whitespace().chain(["both paint"]).collect();
    cli.done(&told);
    is_as_told(&pair(&kept(&cli), 2));
    let status = || kept(&cli).pair_status(PairId(2), day(TODAY)).unwrap();
    assert_eq!(status(), Status::Provisional);
    let steps: [(&[&str], Status); 5] = [
        (&["confirm", "M2"], Status::Active),
        (&["hold", "M2", "--why", "leave"], Status::OnHold),
        (&["resume", "M2"], Status::Active),
        (&["wind-down", "M2", "--why", "goals met"], Status::WindingDown),
        (&["close", "M2", "--reason", "term-completed"], Status::Closed),
    ];
    for (args, expected) in steps {
        if expected == Status::Closed {
            cli.done(&["pair", "end-on", "M2", "2026-11-01"]);
            assert_eq!(pair(&kept(&cli), 2).agreed_end, Some(day("2026-11-01")));
        }
        cli.done(&[&["pair"], args].concat());
        assert_eq!(status(), expected, "{args:?}");
    }
}

#[test]
fn r1_by_keys_every_kind_and_origin_the_usual_end_and_a_hard_rule_over_ruled() {
    let mut desk = desk(small());
    let labels = ["request", "coordinator", "found", "imported"];
    for (at, origin) in ORIGINS.iter().enumerate() {
        let kind = KINDS[at % KINDS.len()];
        desk.keys("4 / <Ctrl-U> \"ben\" <Enter> m");
        let (kind_keys, from) = (chosen(kind), chosen(labels[at]));
        save(&mut desk, &[("Mentor", "\"una\""), ("Kind", &kind_keys), ("Comes from", &from)]);
        let pair = pair(desk.scheme(), 2 + i64::try_from(at).unwrap());
        assert_eq!((pair.kind.code(), pair.origin.code()), (kind, *origin));
        assert_eq!(pair.agreed_end, Some(day("2026-09-03")), "six months");
        desk.keys("u <Esc>");
    }
    desk.keys("4 / <Ctrl-U> \"ben\" <Enter> m");
    fill(&mut desk, &[("Mentor", "\"tom\"")]);
    desk.keys("<Ctrl-S>");
    save(&mut desk, &[("Why all the same", "\"one month only\""), ("Overrule it?", "y")]);
    let pair = desk.scheme().all::<Pair>().last().unwrap();
    assert_eq!(pair.overrides.reason("full").unwrap().exact(), "one month only");
}

#[test]
fn r1_by_command_every_kind_and_origin_the_usual_end_and_a_hard_rule_over_ruled() {
    let cli = Cli::with(&small());
    for (at, origin) in ORIGINS.iter().enumerate() {
        let kind = KINDS[at % KINDS.len()];
        cli.done(&["pair", "start", "ben", "una", "--kind", kind, "--origin", origin]);
        let pair = kept(&cli).all::<Pair>().last().unwrap().clone();
        assert_eq!((pair.kind.code(), pair.origin.code()), (kind, *origin));
        assert_eq!(pair.agreed_end, Some(day("2026-09-03")), "six months");
        cli.done(&["undo"]);
    }
    cli.refused(&["pair", "start", "ben", "tom", "--because", "one month only"]);
    cli.done(&["pair", "start", "ben", "tom", "--because", "one month only", "--confirm"]);
    let scheme = kept(&cli);
    let pair = scheme.all::<Pair>().last().unwrap();
    assert_eq!(pair.overrides.reason("full").unwrap().exact(), "one month only");
}

#[test]
fn r1_by_keys_a_request_for_help_that_is_accepted_makes_a_one_off_pair() {
    let mut desk = desk(small());
    desk.keys("2 n");
    save(&mut desk, &[("From", "\"ben\""), ("To", "\"una\""), ("Asks for", "\"help\"")]);
    desk.keys("r a");
    let pair = pair(desk.scheme(), 2);
    assert_eq!((pair.kind, pair.origin), (PairKind::OneOff, Origin::Request));
}

#[test]
fn r1_by_command_a_request_for_help_that_is_accepted_makes_a_one_off_pair() {
    let cli = Cli::with(&small());
    cli.done(&["request", "add", "ben", "--to", "una", "--kind", "help"]);
    cli.done(&["request", "answer", "R1", "accepted"]);
    let pair = pair(&kept(&cli), 2);
    assert_eq!((pair.kind, pair.origin), (PairKind::OneOff, Origin::Request));
}

fn substitute(scheme: &Scheme) -> (i64, String, Option<String>, String) {
    let one = scheme.all::<Substitute>().next().unwrap();
    let until = one.until.map(|day| day.to_string());
    (one.mentor.0, one.since.to_string(), until, one.reason.exact().to_owned())
}

#[test]
fn r1_by_keys_a_substitute_stands_in_for_a_time() {
    let mut desk = desk(small());
    desk.keys("3 w u");
    let told = [
        ("Stands in", "\"una\""),
        ("From", "\"2026-03-01\""),
        ("Until", "\"2026-04-30\""),
        ("Why", "\"leave\""),
    ];
    save(&mut desk, &told);
    let expected = (4, "2026-03-01".into(), Some("2026-04-30".into()), "leave".into());
    assert_eq!(substitute(desk.scheme()), expected);
}

#[test]
fn r1_by_command_a_substitute_stands_in_for_a_time() {
    let cli = Cli::with(&small());
    let told = "substitute add M1 P4 --since 2026-03-01 --until 2026-04-30 --reason leave";
    cli.done(&told.split(' ').collect::<Vec<_>>());
    let expected = (4, "2026-03-01".into(), Some("2026-04-30".into()), "leave".into());
    assert_eq!(substitute(&kept(&cli)), expected);
}

/// What a pair that met 42 days ago is by its own frequency.
const STALE: &[(&str, Option<Severity>)] = &[
    ("weekly", Some(Severity::Red)),
    ("fortnightly", Some(Severity::Red)),
    ("monthly", None),
    ("six-weekly", None),
    ("as-needed", None),
];

fn met_42_days_ago() -> Small {
    let mut small = small();
    let mut held = matchbook::domain::verbs::LogMeeting::held(PairId(1), day("2026-01-20"));
    held.minutes = Some(60);
    let logged = matchbook::domain::verbs::log_meeting(&small.scheme, day(TODAY), &held);
    small.accept(&logged.unwrap().1);
    small
}

#[test]
fn r4_by_keys_a_pair_is_stale_by_its_own_frequency_and_not_while_on_hold() {
    let mut desk = desk(met_42_days_ago());
    desk.keys("3 <Enter>");
    assert!(
        desk.screen().contains("0.5 hours a month, 1.0 is the commitment"),
        "{}",
        desk.screen()
    );
    desk.keys("<Esc>");
    for (frequency, stale) in STALE {
        desk.keys("A");
        let word = frequency.replace("six-weekly", "every").replace("as-needed", "as");
        save(&mut desk, &[("How often", &chosen(&word))]);
        assert_eq!(raised(desk.scheme(), "pair-stale").map(|found| found.0), *stale, "{frequency}");
    }
    desk.keys("A");
    save(&mut desk, &[("How often", "\"weekly\"")]);
    desk.keys("o");
    save(&mut desk, &[("From now on", "\"on\""), ("Since", "\"2026-01-27\"")]);
    assert_eq!(raised(desk.scheme(), "pair-stale"), None);
    desk.keys("o");
    save(&mut desk, &[("From now on", "\"active\"")]);
    assert_eq!(raised(desk.scheme(), "pair-stale"), None, "the time on hold does not count");
}

#[test]
fn r4_by_command_a_pair_is_stale_by_its_own_frequency_and_not_while_on_hold() {
    let cli = Cli::with(&met_42_days_ago());
    for (frequency, stale) in STALE {
        cli.done(&["pair", "agree", "M1", "--frequency", frequency]);
        assert_eq!(raised(&kept(&cli), "pair-stale").map(|found| found.0), *stale, "{frequency}");
    }
    cli.done(&["pair", "agree", "M1", "--frequency", "weekly"]);
    assert!(cli.done(&["today"]).contains("Ana Costa"));
    cli.done(&["pair", "hold", "M1", "--since", "2026-01-27"]);
    assert_eq!(raised(&kept(&cli), "pair-stale"), None);
    cli.done(&["pair", "resume", "M1"]);
    assert_eq!(raised(&kept(&cli), "pair-stale"), None, "the time on hold does not count");
    let summary = cli.json(&["summary", "--period", "2026-01", "--format", "json"]);
    let figures = summary["figures"].as_array().unwrap();
    let hours = figures.iter().find(|figure| figure["id"] == "hours-per-pair-month").unwrap();
    assert_eq!(hours["numerator"], 1.0, "an hour was delivered: {hours}");
}

#[test]
fn r5_by_keys_missing_again_and_again_is_a_reason_to_reassign() {
    let mut desk = desk(met_42_days_ago());
    desk.keys("3");
    let mut seen = Vec::new();
    for (status, on) in MISSED.iter().zip(["2026-02-02", "2026-02-16", "2026-03-02"]) {
        desk.keys("l");
        save(&mut desk, &[("Day", &format!("\"{on}\"")), ("It was", &chosen(status))]);
        seen.push(raised(desk.scheme(), "cancellations").map(|found| found.0));
    }
    assert_eq!(seen, [None, Some(Severity::Amber), Some(Severity::Red)]);
    desk.keys("1 g");
    assert!(desk.screen().contains("c  close"), "unpair: {}", desk.screen());
    desk.keys("a");
    save(&mut desk, &[("Why it ends", "r")]);
    assert_eq!(desk.scheme().pair_status(PairId(1), day(TODAY)), Some(Status::Closed));
}

#[test]
fn r5_by_command_missing_again_and_again_is_a_reason_to_reassign() {
    let cli = Cli::with(&met_42_days_ago());
    let mut seen = Vec::new();
    for (status, on) in MISSED.iter().zip(["2026-02-02", "2026-02-16", "2026-03-02"]) {
        cli.done(&["meeting", "log", "M1", "--day", on, "--status", status]);
        seen.push(raised(&kept(&cli), "cancellations").map(|found| found.0));
    }
    assert_eq!(seen, [None, Some(Severity::Amber), Some(Severity::Red)]);
    let items = cli.json(&["today", "--format", "json"]);
    let item = items.as_array().unwrap().iter().find(|item| item["rule"] == "cancellations");
    assert_eq!(item.unwrap()["suggest"], "close", "unpair");
    cli.done(&["pair", "reassign", "M1", "--reason", "cancelling", "--to", "una"]);
    assert_eq!(kept(&cli).pair_status(PairId(1), day(TODAY)), Some(Status::Closed));
}

#[rstest]
#[case("good")]
#[case("deciding")]
#[case("not-a-fit")]
fn r6_by_keys_the_first_talk_the_fit_of_each_and_a_way_out_without_fault(#[case] fit: &str) {
    let mut desk = desk(small());
    desk.keys("3 A");
    let word = chosen(&fit.replace("deciding", "still").replace('-', " "));
    let told = [
        ("First conversation", "\"2026-02-01\""),
        ("Fit, says the mentor", word.as_str()),
        ("Fit, says the mentee", word.as_str()),
    ];
    fill(&mut desk, &told);
    assert_eq!(desk.screen().contains("Nobody's fault"), fit == "not-a-fit");
    save(&mut desk, &[]);
    let kept = agreement(desk.scheme());
    let fit = Fit::from_code(fit);
    assert_eq!(
        (kept.first_talk, kept.mentor_fit, kept.mentee_fit),
        (Some(day("2026-02-01")), fit, fit)
    );
    desk.keys("c");
    save(&mut desk, &[("Why it ends", "\"not\"")]);
    let closure = desk.scheme().get::<Closure>(PairId(1)).unwrap();
    assert_eq!((closure.reasons.labels(), closure.initiated_by), ("not a fit".to_owned(), None));
}

#[rstest]
#[case("good")]
#[case("deciding")]
#[case("not-a-fit")]
fn r6_by_command_the_first_talk_the_fit_of_each_and_a_way_out_without_fault(#[case] fit: &str) {
    let cli = Cli::with(&small());
    let told = ["--first-talk", "2026-02-01", "--mentor-fit", fit, "--mentee-fit", fit];
    cli.done(&[&["pair", "agree", "M1"], &told[..]].concat());
    let (agreed, fit) = (agreement(&kept(&cli)), Fit::from_code(fit));
    let first = Some(day("2026-02-01"));
    assert_eq!((agreed.first_talk, agreed.mentor_fit, agreed.mentee_fit), (first, fit, fit));
    cli.done(&["pair", "close", "M1", "--reason", "not-a-fit"]);
    let scheme = kept(&cli);
    let closure = scheme.get::<Closure>(PairId(1)).unwrap();
    assert_eq!((closure.reasons.labels(), closure.initiated_by), ("not a fit".to_owned(), None));
}

#[test]
fn r7_by_keys_a_success_story_with_consent_to_share_it_or_without() {
    let mut desk = desk(small());
    desk.keys("3");
    for (keys, consent) in [(Some("y"), Some(true)), (Some("n"), Some(false)), (None, None)] {
        desk.keys("w s");
        let story = ("Story, without names", "\"a talk\"");
        let asked = keys.map(|keys| ("May be shared", keys));
        let fields: Vec<_> =
            [story, ("Told on", "\"2026-03-02\"")].into_iter().chain(asked).collect();
        save(&mut desk, &fields);
        let story = desk.scheme().all::<Story>().last().unwrap();
        assert_eq!((story.story.exact(), story.consent), ("a talk", consent));
        assert_eq!(story.day, day("2026-03-02"));
    }
}

#[test]
fn r7_by_command_a_success_story_with_consent_to_share_it_or_without() {
    let cli = Cli::with(&small());
    for (told, consent) in [("yes", Some(true)), ("no", Some(false)), ("", None)] {
        let day = ["--day", "2026-03-02", "--consent", told];
        cli.done(&[&["story", "add", "M1", "a talk"], &day[..]].concat());
        let scheme = kept(&cli);
        let story = scheme.all::<Story>().last().unwrap();
        assert_eq!((story.story.exact(), story.consent), ("a talk", consent));
    }
}
