//! The command `summary`: printed or written, in both forms, the same bytes each time.

use std::fs;

use serde_json::json;

use crate::cli_support::Desk;

#[test]
fn the_month_it_is_is_summed_up_unless_another_period_is_named() {
    let desk = Desk::small();
    let page = desk.done(&["summary"]);
    assert!(page.starts_with("# Mentoring scheme: monitoring summary\n"), "{page}");
    assert!(page.contains("Period: March 2026 (1 March 2026 to 31 March 2026)"), "{page}");
    assert!(page.contains("Figures as of 3 March 2026."), "{page}");
    let quarter = desk.json(&["summary", "--period", "2026-Q1", "--format", "json"]);
    assert_eq!(quarter["period"], json!({"from": "2026-01-01", "to": "2026-03-31"}));
    assert_eq!(quarter["as_of"], json!("2026-03-03"));
    let figure = |id: &str| {
        let figures = quarter["figures"].as_array().unwrap();
        figures.iter().find(|figure| figure["id"] == id).unwrap()["value"].clone()
    };
    assert_eq!(figure("pairs-served"), json!(1));
    assert_eq!(figure("overdue-now"), json!(1));
    assert_eq!(figure("request-response-rate"), json!(0));
}

#[test]
fn the_same_command_gives_the_same_bytes_in_another_locale_and_time_zone() {
    let desk = Desk::small();
    let args = ["summary", "--period", "2026-02", "--format", "json"];
    let here = desk.command(&args).output().unwrap().stdout;
    let there = desk
        .command(&args)
        .env("LANG", "de_DE.UTF-8")
        .env("LC_ALL", "de_DE.UTF-8")
        .env("TZ", "Pacific/Kiritimati")
        .output()
        .unwrap()
        .stdout;
    assert!(!here.is_empty() && here == there);
}

#[test]
fn a_file_holds_what_is_printed() {
    let desk = Desk::small();
    let file = desk.home().join("summary.md");
    let name = file.to_str().unwrap();
    desk.done(&["summary", "--output", name]);
    assert_eq!(fs::read_to_string(&file).unwrap(), desk.done(&["summary"]));
    let line = desk.refused(&["summary", "-o", name, "--format", "json"]);
    assert!(line.contains("already exists"), "{line}");
}

#[test]
fn what_is_no_period_is_refused_with_an_example() {
    let desk = Desk::small();
    for wrong in ["2026-13", "last month", "2026-03-02..2026-03-01"] {
        let line = desk.refused(&["summary", "--period", wrong]);
        assert!(line.contains("2026-Q3") || line.contains("before it begins"), "{line}");
    }
}
