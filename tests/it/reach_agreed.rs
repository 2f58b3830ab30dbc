//! Agreements, goals and meetings by keys and by command: every clause of R2 and R3.

use matchbook::domain::codes::{Code, Format, Frequency, GoalStatus, MeetingStatus, Party};
use matchbook::domain::records::agreement::FIELDS;
use matchbook::domain::records::{Agreement, Goal, Meeting, Milestone};
use matchbook::domain::{Field, Scheme};

use crate::cli_support::Desk as Cli;
use crate::harness::Desk;
use crate::reach::{
    TODAY, chosen, desk, fill, go_to, kept, option, run, save, typed, value, words,
};
use crate::reach_pairs::{MISSED, agreement, codes, small};
use crate::small_scheme::day;

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
const MEETINGS: &[&str] = &["planned", "held", "cancelled", "postponed", "no-show"];

#[test]
fn the_closed_lists_and_clauses_are_those_of_the_requirements() {
    assert_eq!(codes::<MeetingStatus>(), MEETINGS);
    assert_eq!(codes::<GoalStatus>(), GOALS);
    let frequencies: Vec<_> = FREQUENCIES.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes::<Frequency>(), frequencies);
    for field in FIELDS {
        assert!(R2.contains(&field.id) || BESIDE_R2.contains(&field.id), "{}", field.id);
    }
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
