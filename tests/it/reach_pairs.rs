//! Pairs, meetings and agreements by keys and by command: every clause of R1 to R7.

use matchbook::domain::codes::{
    Code, Fit, Format, GoalStatus, MeetingStatus, Origin, PairKind, Party, Status,
};
use matchbook::domain::ids::PairId;
use matchbook::domain::records::agreement::FIELDS;
use matchbook::domain::records::{
    Agreement, Closure, Goal, Meeting, Milestone, Pair, Story, Substitute,
};
use matchbook::domain::rules::{Outside, Severity, today};
use matchbook::domain::{Field, Scheme};
use rstest::rstest;

use crate::cli_support::Desk as Cli;
use crate::harness::Desk;
use crate::reach::{
    TODAY, chosen, desk, fill, go_to, kept, option, run, save, typed, value, words,
};
use crate::small_scheme::{Small, day};

/// What R2 names of an agreement, clause by clause, and its two signatures.
const R2: &[&str] = &[
    "objective",
    "ground_rules",
    "support",
    "activities",
    "formats",
    "venue",
    "frequency",
    "minutes",
    "availability",
    "cancellation",
    "agendas",
    "confidentiality",
    "recording",
    "contact_between",
    "evaluation",
    "early_end",
    "mentor_signed",
    "mentee_signed",
];
/// What the other requirements name of it: the action plan shared (P3), the first talk (R6).
const BESIDE_R2: &[&str] = &["plan_shared", "first_talk", "mentor_fit", "mentee_fit"];
const FREQUENCIES: &[(&str, i64)] =
    &[("weekly", 7), ("fortnightly", 14), ("monthly", 30), ("six-weekly", 42), ("as-needed", 30)];
const LENGTHS: &[i64] = &[15, 30, 45, 60, 90];
const GOALS: &[&str] = &["open", "met", "partly-met", "not-met"];
const KINDS: &[&str] = &["one-off", "tactical", "strategic"];
const ORIGINS: &[&str] = &["request", "coordinator", "self-found", "imported"];
const MEETINGS: &[&str] = &["planned", "held", "cancelled", "postponed", "no-show"];
const MISSED: &[&str] = &["cancelled", "postponed", "no-show"];

/// Tom (P1, one place) mentors Ana (P2) as M1; Ben (P3) has nobody; Una (P4) has two places.
fn small() -> Small {
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

fn agreement(scheme: &Scheme) -> Agreement {
    scheme.get::<Agreement>(PairId(1)).unwrap().clone()
}

fn codes<C: Code>() -> Vec<&'static str> {
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
    assert_eq!(codes::<MeetingStatus>(), MEETINGS);
    assert_eq!(codes::<GoalStatus>(), GOALS);
    let frequencies: Vec<_> = FREQUENCIES.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes::<matchbook::domain::codes::Frequency>(), frequencies);
    assert_eq!(codes::<Fit>(), ["good", "deciding", "not-a-fit"]);
    for field in FIELDS {
        assert!(R2.contains(&field.id) || BESIDE_R2.contains(&field.id), "{}", field.id);
    }
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

fn clauses() -> Vec<&'static Field<Agreement>> {
    let find = |id: &&'static str| FIELDS.iter().find(|field| field.id == *id);
    R2.iter().chain(BESIDE_R2).map(|id| find(id).unwrap_or_else(|| panic!("no {id}"))).collect()
}

fn told(field: &Field<Agreement>) -> String {
    if field.id == "minutes" { "45".into() } else { value(field.id, field.kind) }
}

#[track_caller]
fn are_agreed(scheme: &Scheme) {
    let kept = agreement(scheme);
    for field in clauses() {
        assert_eq!((field.get)(&kept), told(field), "{}", field.id);
    }
    assert!(kept.missing().is_empty() && kept.is_signed(day(TODAY)));
}

#[test]
fn r2_by_keys_every_clause_and_both_signatures_and_what_is_missing_is_listed() {
    let mut desk = desk(small());
    desk.keys("3 A");
    assert!(desk.screen().contains("Missing: How often, Minutes"), "{}", desk.screen());
    for field in clauses() {
        let keys =
            if field.id == "minutes" { "\"45\"".into() } else { typed(field.id, field.kind) };
        fill(&mut desk, &[(field.label, &keys)]);
    }
    assert!(desk.screen().contains("No clause is missing"), "{}", desk.screen());
    save(&mut desk, &[]);
    are_agreed(desk.scheme());
    desk.keys("A");
    save(
        &mut desk,
        &[("Minutes", "<Ctrl-U> <Backspace> <Backspace>"), ("Venue", "<Ctrl-E> <Ctrl-U>")],
    );
    assert_eq!(agreement(desk.scheme()).missing(), ["Minutes", "Venue"]);
    desk.keys("<Enter>");
    assert!(desk.screen().contains("missing: minutes, venue"), "{}", desk.screen());
}

#[test]
fn r2_by_command_every_clause_and_both_signatures_and_what_is_missing_is_listed() {
    let cli = Cli::with(&small());
    let mut all = words(&["pair", "agree", "M1"]);
    for field in clauses() {
        let name = if field.id == "minutes" { "--length".into() } else { option(field.id) };
        all.extend([name, told(field)]);
    }
    run(&cli, &all);
    are_agreed(&kept(&cli));
    for field in clauses() {
        let name = if field.id == "minutes" { "--length".into() } else { option(field.id) };
        run(&cli, &[words(&["pair", "agree", "M1"]), vec![name, String::new()]].concat());
        assert_eq!((field.get)(&agreement(&kept(&cli))), "", "{} is taken out", field.id);
        cli.done(&["undo"]);
    }
    cli.done(&["pair", "agree", "M1", "--length", "", "--venue", ""]);
    let shown = cli.done(&["show", "M1"]);
    assert!(shown.contains("missing: minutes, venue"), "{shown}");
    assert!(shown.contains("Objective               some objective"), "{shown}");
}

#[test]
fn r2_by_keys_every_frequency_and_length() {
    let mut desk = desk(small());
    desk.keys("3");
    for (frequency, days) in FREQUENCIES {
        desk.keys("A");
        let word = frequency.replace("six-weekly", "every").replace("as-needed", "as");
        save(&mut desk, &[("How often", &chosen(&word))]);
        let agreed = agreement(desk.scheme()).frequency.unwrap();
        assert_eq!((agreed.code(), agreed.days().unwrap_or(30)), (*frequency, *days));
    }
    for minutes in LENGTHS {
        desk.keys("A");
        save(&mut desk, &[("Minutes", &format!("\"{minutes}\""))]);
        assert_eq!(agreement(desk.scheme()).minutes, Some(*minutes));
    }
}

#[test]
fn r2_by_command_every_frequency_and_length() {
    let cli = Cli::with(&small());
    for (frequency, days) in FREQUENCIES {
        cli.done(&["pair", "agree", "M1", "--frequency", frequency]);
        let agreed = agreement(&kept(&cli)).frequency.unwrap();
        assert_eq!((agreed.code(), agreed.days().unwrap_or(30)), (*frequency, *days));
    }
    for minutes in LENGTHS {
        cli.done(&["pair", "agree", "M1", "--length", &minutes.to_string()]);
        assert_eq!(agreement(&kept(&cli)).minutes, Some(*minutes));
    }
}

fn goal(scheme: &Scheme) -> (String, Option<String>, GoalStatus, Option<String>) {
    let goal = scheme.all::<Goal>().next().unwrap();
    let iso = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    (goal.goal.exact().to_owned(), iso(goal.target), goal.status, iso(goal.settled))
}

fn milestone(scheme: &Scheme) -> (String, Option<String>, Option<String>) {
    let one = scheme.all::<Milestone>().next().unwrap();
    let iso = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    (one.milestone.exact().to_owned(), iso(one.due), iso(one.reached))
}

const GOAL: &str = "a first grant";

#[track_caller]
fn goal_is(scheme: &Scheme, status: &str) {
    let settled = (status != "open").then(|| "2026-03-02".to_owned());
    let expected = GoalStatus::from_code(status).unwrap();
    assert_eq!(goal(scheme), (GOAL.into(), Some("2026-06-30".into()), expected, settled));
}

#[test]
fn r2_by_keys_goals_with_a_target_day_milestones_and_every_status() {
    let mut desk = desk(small());
    desk.keys("3 w g");
    save(&mut desk, &[("Goal", &format!("\"{GOAL}\"")), ("By", "\"2026-06-30\"")]);
    goal_is(desk.scheme(), "open");
    desk.keys("w m");
    save(&mut desk, &[("Milestone", "\"a draft\""), ("By", "\"2026-04-30\"")]);
    desk.keys(": \"milestones\" <Enter> e");
    save(&mut desk, &[("Reached on", "\"2026-03-02\"")]);
    let reached = Some("2026-03-02".into());
    assert_eq!(milestone(desk.scheme()), ("a draft".into(), Some("2026-04-30".into()), reached));
    desk.keys(": \"goals\" <Enter>");
    for status in GOALS.iter().cycle().skip(1).take(4) {
        desk.keys("e");
        let word = chosen(&status.replace("-met", " met"));
        let settled = (*status != "open").then_some(("Settled on", "\"2026-03-02\""));
        let fields: Vec<_> = [("Status", word.as_str())].into_iter().chain(settled).collect();
        save(&mut desk, &fields);
        goal_is(desk.scheme(), status);
    }
    desk.keys("e");
    fill(&mut desk, &[("Settled on", "\"2026-03-02\"")]);
    desk.keys("<Ctrl-S>");
    assert!(desk.screen().contains("an open goal is not settled"), "{}", desk.screen());
}

#[test]
fn r2_by_command_goals_with_a_target_day_milestones_and_every_status() {
    let cli = Cli::with(&small());
    cli.done(&["goal", "add", "M1", GOAL, "--target", "2026-06-30"]);
    goal_is(&kept(&cli), "open");
    cli.done(&["milestone", "add", "G1", "a draft", "--due", "2026-04-30"]);
    cli.done(&["milestone", "edit", "L1", "--reached", "2026-03-02"]);
    let reached = Some("2026-03-02".into());
    assert_eq!(milestone(&kept(&cli)), ("a draft".into(), Some("2026-04-30".into()), reached));
    let why = cli.refused(&["goal", "edit", "G1", "--settled", "2026-03-02"]);
    assert!(why.contains("an open goal is not settled"), "{why}");
    for status in &GOALS[1..] {
        cli.done(&["goal", "edit", "G1", "--status", status, "--settled", "2026-03-02"]);
        goal_is(&kept(&cli), status);
    }
    cli.done(&["goal", "edit", "G1", "--status", "open"]);
    goal_is(&kept(&cli), "open");
    for args in [
        ["goal", "edit", "G1", "--status", "met", "--settled", "2026-03-04"],
        ["milestone", "edit", "L1", "--reached", "2026-03-04", "--due", "2026-05-01"],
    ] {
        let why = cli.refused(&args);
        assert!(why.contains("still to come"), "{why}");
    }
}

fn meeting(scheme: &Scheme) -> Meeting {
    scheme.all::<Meeting>().last().unwrap().clone()
}

#[track_caller]
fn meeting_is(scheme: &Scheme, status: &str) {
    let kept = meeting(scheme);
    let on = if status == "planned" { "2026-03-10" } else { "2026-03-02" };
    assert_eq!((kept.status.code(), kept.day.to_string().as_str()), (status, on));
    assert_eq!((kept.minutes, kept.format), (Some(45), Some(Format::InPerson)), "{status}");
    assert_eq!(kept.by, MISSED.contains(&status).then_some(Party::Mentee), "{status}");
    assert_eq!(kept.agenda_sent, Some(true), "{status}");
    assert_eq!(kept.actions_recorded, (status == "held").then_some(true), "{status}");
}

#[test]
fn r3_by_keys_a_meeting_has_day_minutes_format_every_status_by_whom_agenda_and_actions() {
    let mut desk = desk(small());
    desk.keys("3");
    for status in MEETINGS {
        desk.keys("l");
        let word = chosen(status);
        let on = if *status == "planned" { "\"2026-03-10\"" } else { "\"2026-03-02\"" };
        let mut fields = vec![
            ("Day", on),
            ("It was", &word),
            ("Length", "\"45\""),
            ("How", "\"in\""),
            ("Agenda sent", "y"),
        ];
        if MISSED.contains(status) {
            fields.push(("By whom", "\"mentee\""));
        }
        if *status == "held" {
            fields.push(("Actions recorded", "y"));
        }
        save(&mut desk, &fields);
        meeting_is(desk.scheme(), status);
        desk.keys("u");
    }
}

#[test]
fn r3_by_command_a_meeting_has_day_minutes_format_every_status_by_whom_agenda_and_actions() {
    let cli = Cli::with(&small());
    for status in MEETINGS {
        let on = if *status == "planned" { "2026-03-10" } else { "2026-03-02" };
        let mut args = vec!["meeting", "log", "M1", "--day", on, "--status", status];
        args.extend(["--length", "45", "--format", "in-person", "--agenda", "yes"]);
        if MISSED.contains(status) {
            args.extend(["--by", "mentee"]);
        }
        if *status == "held" {
            args.extend(["--actions", "yes"]);
        }
        cli.done(&args);
        meeting_is(&kept(&cli), status);
        cli.done(&["undo"]);
    }
}

#[test]
fn r3_by_keys_there_is_no_field_for_what_was_said() {
    let mut desk = desk(small());
    desk.keys("3 l");
    let known =
        ["Day", "It was", "Length", "How", "Agenda sent", "Actions recorded", "Next meeting"];
    let mut seen = Vec::new();
    for label in known {
        go_to(&mut desk, label);
        seen.push(desk.cursor_row());
    }
    desk.keys("<Tab>");
    assert_eq!(desk.cursor_row(), seen[0], "after the last comes the first:\n{}", desk.screen());
}

#[test]
fn r3_by_command_there_is_no_option_for_what_was_said() {
    let cli = Cli::with(&small());
    for option in ["--note", "--notes", "--topic", "--topics", "--about", "--said"] {
        let why = cli.refused(&["meeting", "log", "M1", option, "x"]);
        assert!(why.contains(option), "{why}");
    }
}

fn planned(scheme: &Scheme) -> Vec<String> {
    let planned = scheme.all::<Meeting>().filter(|one| one.status == MeetingStatus::Planned);
    planned.map(|one| one.day.to_string()).collect()
}

#[test]
fn r3_by_keys_a_series_is_planned_at_once_and_each_comes_to_something() {
    let mut desk = desk(small());
    desk.keys("3 w p");
    let told = [
        ("First on", "\"2026-03-10\""),
        ("Then every", "<Ctrl-E> <Ctrl-U> \"2w\""),
        ("How many", "\"3\""),
    ];
    save(&mut desk, &told);
    assert_eq!(planned(desk.scheme()), ["2026-03-10", "2026-03-24", "2026-04-07"]);
    let mut later = Desk::open(desk.scheme().clone(), day("2026-03-10"), (120, 60));
    later.keys("3 l");
    save(&mut later, &[("It was", "\"no\""), ("By whom", "\"mentor\"")]);
    let first = later.scheme().all::<Meeting>().next().unwrap();
    assert_eq!((first.status, first.by), (MeetingStatus::NoShow, Some(Party::Mentor)));
}

#[test]
fn r3_by_command_a_series_is_planned_at_once_and_each_comes_to_something() {
    let cli = Cli::with(&small());
    let plan = "meeting plan M1 --from 2026-03-03 --every 2w --times 3";
    cli.done(&plan.split(' ').collect::<Vec<_>>());
    assert_eq!(planned(&kept(&cli)), [TODAY, "2026-03-17", "2026-03-31"]);
    cli.done(&["meeting", "result", "S1", "no-show", "--by", "mentor"]);
    let scheme = kept(&cli);
    let first = scheme.all::<Meeting>().next().unwrap();
    assert_eq!((first.status, first.by), (MeetingStatus::NoShow, Some(Party::Mentor)));
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
