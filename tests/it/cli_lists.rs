//! Commands that show: Today, lists, records and searches, as text, JSON and CSV.

use serde_json::json;

use crate::cli_support::Desk;

#[test]
fn today_is_what_the_design_says_as_json() {
    let desk = Desk::small();
    let today = desk.json(&["today", "--format", "json"]);
    let item = &today[0];
    let keys: Vec<&String> = item.as_object().unwrap().keys().collect();
    for key in [
        "section",
        "rule",
        "also",
        "severity",
        "subject",
        "people",
        "days",
        "limit",
        "since",
        "why",
        "suggest",
        "snoozed_until",
    ] {
        assert!(keys.contains(&&key.to_owned()), "{key} of {keys:?}");
    }
    assert_eq!(keys.len(), 12);
    assert_eq!(item["rule"], json!("request-overdue"));
    assert_eq!(
        (&item["subject"], &item["days"], &item["limit"]),
        (&json!("R1"), &json!(11), &json!(10))
    );
    assert_eq!(item["since"], json!("2026-02-20"));
    assert_eq!(item["people"][0], json!({"id": "P4", "name": "Ben Okafor", "as": "mentee"}));
    assert_eq!(item["snoozed_until"], json!(null));
}

#[test]
fn today_as_text_says_why_and_what_next_and_the_bare_program_prints_it_too() {
    let desk = Desk::small();
    let text = desk.done(&["today"]);
    assert!(text.starts_with("Tue 3 Mar 2026, Mentoring scheme: "), "{text}");
    assert!(
        text.contains("REQUESTS 1\n! red    R1     Ben Okafor and Tom Reed")
            && text.contains("next: reassign"),
        "{text}"
    );
    assert_eq!(desk.done(&[]), text);
    let dumb = desk.command(&[]).env("TERM", "dumb").output().unwrap();
    assert_eq!(String::from_utf8(dumb.stdout).unwrap(), text);
    for line in desk.done(&["today", "--plain"]).lines() {
        let state = line.split(':').next().unwrap();
        assert!(["red", "amber", "info"].contains(&state), "{line}");
    }
    assert_eq!(
        desk.json(&["today", "--filter", "okafor tom", "--format", "json"])
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert!(desk.done(&["today", "--filter", "nobody like this"]).contains("nothing needs you"));
    let csv = desk.done(&["today", "--format", "csv"]);
    assert!(csv.contains("\"request-overdue\"") && csv.contains("\"Ben Okafor\""), "{csv}");
}

#[test]
fn a_snoozed_item_is_left_out_until_its_day_and_can_be_woken() {
    let desk = Desk::small();
    assert!(desk.done(&["snooze", "R1"]).contains("until Fri 6 Mar 2026"));
    assert!(!desk.done(&["today"]).contains("R1 "));
    assert!(desk.done(&["today"]).contains("1 snoozed"));
    let all = desk.json(&["today", "--all", "--format", "json"]);
    assert_eq!(all[0]["snoozed_until"], json!("2026-03-06"));
    assert!(desk.done(&["today", "--all", "--plain"]).starts_with("snoozed: request-overdue"));
    desk.done(&["snooze", "R1", "--wake"]);
    assert!(desk.done(&["today"]).contains("R1 "));
    assert!(desk.refused(&["snooze", "R1", "yesterday"]).contains("not after today"));
    assert!(desk.refused(&["snooze", "R7"]).contains("nothing in Today is about R7"));
}

#[test]
fn every_list_is_there_in_each_form() {
    let desk = Desk::small();
    desk.done(&["meeting", "log", "M1", "--day", "fri"]);
    desk.done(&["review", "plan", "M1", "+2w"]);
    for (list, count) in
        [("people", 4), ("requests", 1), ("pairs", 1), ("meetings", 1), ("reviews", 1)]
    {
        let rows = desk.json(&["list", list, "--format", "json"]);
        assert_eq!(rows.as_array().unwrap().len(), count, "{list}");
        assert!(rows[0]["id"].is_string());
        let csv = desk.done(&["list", list, "--format", "csv"]);
        assert_eq!(csv.lines().count(), count + 1, "{csv}");
        assert_eq!(desk.done(&["list", list]).lines().count(), count + 1);
        assert_eq!(desk.done(&["list", list, "--plain"]).lines().count(), count);
        assert!(
            desk.done(&["list", list, "--filter", "no such thing"]).contains(&format!("No {list}"))
        );
    }
    let pair = &desk.json(&["list", "pairs", "--format", "json"])[0];
    assert_eq!((&pair["mentor"], &pair["mentor_id"]), (&json!("Tom Reed"), &json!("P1")));
    assert_eq!((&pair["mentee"], &pair["mentee_id"]), (&json!("Ana Costa"), &json!("P3")));
}

#[test]
fn a_list_is_sorted_by_a_column_and_an_unknown_one_names_the_known() {
    let desk = Desk::small();
    let first = |args: &[&str]| desk.json(args)[0]["full_name"].clone();
    let sorted = ["list", "people", "--format", "json", "--sort", "full_name"];
    assert_eq!(first(&sorted), json!("Ana Costa"));
    let turned: Vec<&str> = sorted.into_iter().chain(["--reverse"]).collect();
    assert_eq!(first(&turned), json!("Tom Reed"));
    assert!(desk.refused(&["list", "people", "--sort", "shoe"]).contains("full_name"));
}

#[test]
fn a_record_is_shown_with_what_stands_around_it() {
    let desk = Desk::small();
    desk.done(&["request", "remind", "R1"]);
    let text = desk.done(&["show", "R1"]);
    for part in ["Ben Okafor", "HISTORY", "sent to Tom Reed", "reminded by e-mail", "WHY HERE"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(desk.done(&["show", "ana"]).contains("Ana Costa and Tom Reed, since 5 Jan"));
    assert!(desk.done(&["show", "M1"]).contains("DONE"));
    assert_eq!(desk.json(&["show", "P3", "--format", "json"])["full_name"], json!("Ana Costa"));
    assert!(desk.refused(&["show", "M9"]).contains("there is no pair M9"));
    assert!(desk.refused(&["show", "X1"]).contains("there are no ids with X"));
}

#[test]
fn a_search_finds_people_whatever_the_accents() {
    let desk = Desk::small();
    desk.done(&[
        "person",
        "add",
        "Zo\u{eb} L\u{f3}pez",
        "--role",
        "mentee",
        "--department",
        "History",
    ]);
    assert_eq!(desk.json(&["search", "zoe", "lopez", "--format", "json"])[0]["id"], json!("P5"));
    assert!(desk.done(&["search", "history"]).contains("Zo\u{eb}"));
    assert!(desk.done(&["search", "zeppelin"]).contains("Nothing found"));
}

#[test]
fn a_hostile_name_is_harmless_in_text_and_exact_in_json() {
    let desk = Desk::small();
    let name = "Eve\u{1b}]0;x\u{7}\u{202e}\u{9b}2J";
    desk.done(&["person", "add", name, "--role", "mentee", "--email", "eve@example.ac.uk"]);
    for args in [
        &["list", "people"][..],
        &["list", "people", "--plain"],
        &["list", "people", "--format", "csv"],
        &["show", "P5"],
        &["history"],
        &["search", "eve"],
        &["match", "suggest", "eve@example.ac.uk"],
    ] {
        let text = desk.done(args);
        assert!(!text.contains(['\u{7}', '\u{202e}', '\u{9b}']), "{args:?}: {text}");
    }
    let found = desk.json(&["show", "P5", "--format", "json"]);
    assert_eq!(found["full_name"], json!(name));
}

#[test]
fn ascii_keeps_the_signs_of_the_program_plain() {
    let desk = Desk::small();
    for args in [
        &["today", "--ascii"][..],
        &["list", "pairs", "--ascii"],
        &["--ascii", "match", "suggest", "ana"],
    ] {
        assert!(desk.done(args).is_ascii(), "{args:?}");
    }
}

#[test]
fn the_summary_of_a_period_is_printed_or_put_into_a_new_file_without_names() {
    let desk = Desk::small();
    let summary = desk.json(&["summary", "--period", "2026-02", "--format", "json"]);
    assert_eq!(summary["period"], json!({"from": "2026-02-01", "to": "2026-02-28"}));
    assert_eq!(summary["as_of"], json!("2026-02-28"));
    for key in [
        "id",
        "section",
        "value",
        "numerator",
        "denominator",
        "unit",
        "previous",
        "year_earlier",
        "definition",
    ] {
        assert!(summary["figures"][0].get(key).is_some(), "{key}");
    }
    let page = desk.done(&["summary", "--period", "2026-Q1"]);
    for name in ["Ana", "Ben", "Tom", "Priya"] {
        assert!(!page.contains(name), "{page}");
    }
    desk.done(&["summary", "-o", "march.md"]);
    assert!(std::fs::read_to_string(desk.home().join("march.md")).unwrap().starts_with("# "));
    assert!(desk.refused(&["summary", "-o", "march.md"]).contains("already exists"));
    assert!(desk.refused(&["summary", "--period", "last"]).contains("2026-10"));
}
