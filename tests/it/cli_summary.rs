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
fn every_form_has_the_same_bytes_in_another_locale_and_time_zone() {
    let desk = Desk::small();
    for ending in ["md", "html", "csv", "xlsx", "json"] {
        let file = |name: &str| desk.home().join(format!("{name}.{ending}"));
        let (here, there) = (file("here"), file("there"));
        desk.done(&["summary", "--period", "2026-02", "-o", here.to_str().unwrap()]);
        let args = ["summary", "--period", "2026-02", "-o", there.to_str().unwrap()];
        let other = [("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "America/Lima")];
        assert!(desk.command(&args).envs(other).output().unwrap().status.success());
        assert_eq!(fs::read(here).unwrap(), fs::read(there).unwrap(), "{ending}");
    }
    let line = desk.refused(&["summary", "--format", "xlsx"]);
    assert!(line.contains("-o summary.xlsx"), "{line}");
}

#[test]
fn without_freezing_a_summary_writes_nothing_and_with_it_the_figures_stay() {
    let desk = Desk::small();
    let february = ["summary", "--period", "2026-02", "--format", "json"];
    let before = desk.bytes();
    let said = desk.json(&february);
    assert_eq!(desk.bytes(), before);
    let line = desk.refused(&["summary", "--period", "2026-03", "--freeze"]);
    assert!(line.contains("is not over"), "{line}");
    assert_eq!(desk.bytes(), before);

    let frozen = desk.json(&[&february[..], &["--freeze"]].concat());
    assert_eq!(frozen["frozen"], json!({"on": "2026-03-03", "now": []}));
    assert_eq!((&frozen["figures"], &frozen["text"]), (&said["figures"], &said["text"]));
    desk.done(&["meeting", "log", "M1", "--day", "2026-02-20"]);
    let later = desk.json(&february);
    assert_eq!(later["figures"], said["figures"]);
    let now = later["frozen"]["now"].as_array().unwrap();
    assert!(now.iter().any(|one| one["id"] == "hours-delivered"), "{now:?}");
    let page = desk.done(&["summary", "--period", "2026-02"]);
    assert!(page.contains("as they were reported on 3 March 2026"), "{page}");
    assert!(page.contains("The records give today:"), "{page}");
    let line = desk.refused(&[&february[..], &["--freeze"]].concat());
    assert!(line.contains("were frozen on"), "{line}");
    // the freezing was one act, as any other
    desk.done(&["undo"]);
    desk.done(&["undo"]);
    assert_eq!(desk.json(&february)["figures"], said["figures"]);
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

#[test]
fn groups_and_other_schemes_stand_beside_each_other_and_are_only_read() {
    let desk = Desk::small();
    let (other, before) = (Desk::small(), desk.bytes());
    let file = other.home().join("other.db");
    let bytes = other.bytes().unwrap();
    fs::write(&file, &bytes).unwrap();
    let beside = ["summary", "--period", "2026-02", "--beside", file.to_str().unwrap()];
    let page = desk.done(&beside);
    assert!(page.contains("## Comparison of schemes"), "{page}");
    assert!(page.contains("| Mentoring scheme (2) |"), "{page}");
    assert_eq!((desk.bytes(), fs::read(&file).unwrap()), (before, bytes));

    let line = desk.refused(&["summary", "--beside", "/nowhere/none.db"]);
    assert!(line.contains("--beside /nowhere/none.db"), "{line}");
    let line = desk.refused(&["summary", "--by", "full_name"]);
    assert!(line.contains("'full_name' makes no groups: name one of cohort, "), "{line}");
    let line = desk.refused(&["summary", "--by", "degree"]);
    assert!(line.contains("no mentor and no mentee has a degree"), "{line}");
}
