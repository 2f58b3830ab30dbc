//! `import` as a command: the five sheets into a new scheme, looked at first, taken back, and brought in again.

use serde_json::{Value, json};

use crate::cli_support::Desk;

const SHEETS: [&str; 5] = [
    "mentors-google-forms.csv",
    "mentees-microsoft-forms.xlsx",
    "pairs-own-list.csv",
    "meetings-log.tsv",
    "requests.csv",
];

fn path(name: &str) -> String {
    format!("{}/tests/data/sheets/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn new_scheme() -> Desk {
    let desk = Desk::empty();
    desk.done(&["init"]);
    desk
}

/// Imports a sheet and gives the exit code with the JSON.
fn import(desk: &Desk, name: &str, more: &[&str]) -> (i32, Value) {
    let path = path(name);
    let mut args = vec!["import", path.as_str(), "--format", "json"];
    args.extend(more);
    let ran = desk.run(&args);
    (ran.code, serde_json::from_str(&ran.out).unwrap())
}

#[test]
fn the_five_sheets_come_in_and_the_second_time_change_nothing() {
    let desk = new_scheme();
    let counts = |said: &Value| {
        ["added", "changed", "unchanged", "skipped", "refused"]
            .map(|key| said[key].as_u64().unwrap())
    };
    let first = SHEETS.map(|name| {
        let (code, said) = import(&desk, name, &[]);
        (code, counts(&said))
    });
    let wanted = [
        (0, [24, 0, 0, 1, 0]),
        (0, [31, 3, 0, 0, 0]),
        (1, [14, 0, 0, 0, 1]),
        (0, [37, 0, 0, 0, 0]),
        (0, [11, 0, 0, 0, 0]),
    ];
    assert_eq!(first, wanted);
    let file = desk.bytes();
    for name in SHEETS {
        let (_, said) = import(&desk, name, &[]);
        assert_eq!((&said["added"], &said["changed"]), (&json!(0), &json!(0)), "{name}");
    }
    assert_eq!(desk.bytes(), file, "a second import wrote something");
    let list =
        |what: &str| desk.json(&["list", what, "--format", "json"]).as_array().unwrap().len();
    assert_eq!((list("people"), list("pairs"), list("requests")), (55, 16, 11));
    let items = desk.json(&["today", "--format", "json"]);
    let days = |rule: &str, since: &str| {
        let items = items.as_array().unwrap();
        let found = items.iter().find(|item| item["rule"] == rule && item["since"] == since);
        found.map(|item| item["days"].clone())
    };
    assert_eq!(days("request-overdue", "2026-02-20"), Some(json!(11)));
    assert_eq!(days("request-due", "2026-02-21"), Some(json!(10)));
}

#[test]
fn the_report_for_programs_names_every_column_and_every_row() {
    let desk = new_scheme();
    import(&desk, SHEETS[0], &[]);
    import(&desk, SHEETS[1], &[]);
    let (code, said) = import(&desk, SHEETS[2], &["--dry-run"]);
    assert_eq!(code, 1);
    let keys: Vec<&str> = said.as_object().unwrap().keys().map(String::as_str).collect();
    let wanted = ["added", "changed", "mapping", "refused", "rows", "skipped", "unchanged"];
    let mut sorted = keys.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, wanted);
    assert_eq!(said["mapping"][2], json!({"heading": "Match Date", "field": "start"}));
    let last = said["rows"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["row"], &last["outcome"]), (&json!(16), &json!("refused")));
    assert!(last["why"].as_str().unwrap().contains("Total"));
}

#[test]
fn a_dry_run_writes_nothing_and_says_so() {
    let desk = new_scheme();
    let before = desk.bytes();
    let said = desk.done(&["import", &path(SHEETS[0]), "--dry-run"]);
    assert!(
        said.contains("25 rows: 24 added, 0 changed, 0 unchanged, 1 skipped, 0 refused."),
        "{said}"
    );
    assert!(said.ends_with("Nothing was changed: this was a dry run.\n"), "{said}");
    assert_eq!(desk.bytes(), before);
}

#[test]
fn an_import_is_taken_back_as_one_act() {
    let desk = new_scheme();
    let said = desk.done(&["import", &path(SHEETS[0])]);
    assert!(said.ends_with("Saved as one change; undo with: matchbook undo\n"), "{said}");
    desk.done(&["undo"]);
    assert_eq!(desk.json(&["list", "people", "--format", "json"]), json!([]));
    let (_, again) = import(&desk, SHEETS[0], &[]);
    assert_eq!(again["added"], json!(24));
    let check = desk.run(&["check"]).out;
    assert!(!check.contains("fault"), "{check}");
}

#[test]
fn what_can_not_be_imported_is_told_in_one_line() {
    let desk = new_scheme();
    let sheet = desk.home().join("list.csv");
    let refused = |text: &str, more: &[&str]| {
        std::fs::write(&sheet, text).unwrap();
        let mut args = vec!["import", sheet.to_str().unwrap()];
        args.extend(more);
        desk.refused(&args)
    };
    assert!(refused("", &[]).contains("the file is empty"));
    assert!(refused("Name,Email\nAl Li,al@example.org\n", &[]).contains("--role mentor"));
    assert!(refused("Name,Email\nAl Li,\"al\n", &[]).contains("row 2 (line 2)"));
    let people = ["--role", "mentor", "--map", "Unit=team"];
    assert!(
        refused("Name,Email\nAl Li,al@example.org\n", &people)
            .contains("no column is called 'Unit'")
    );
    assert!(desk.refused(&["import", "missing.csv"]).contains("missing.csv"));
}

#[test]
fn what_was_said_of_a_sheet_counts_for_the_next_one_with_the_same_headings() {
    let desk = new_scheme();
    let sheet = |name: &str, text: &str| {
        let file = desk.home().join(name);
        std::fs::write(&file, text).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let first = sheet("a.csv", "Name,Email,Unit\nAl Li,al@example.org,Ops\n");
    let said = ["import", first.as_str(), "--role", "mentor", "--map", "Unit=team"];
    desk.done(&[&said[..], &["--dry-run"]].concat());
    let next = sheet("b.csv", "unit,EMAIL,name\nOps,di@example.org,Di Fu\n");
    assert!(desk.refused(&["import", &next]).contains("--role mentor"), "a dry run was remembered");
    desk.done(&said);
    let told = desk.done(&["import", &next]);
    assert!(told.contains("Note: mapped as on"), "{told}");
    assert!(told.contains("people (mentors)") && told.contains("1 added"), "{told}");
    let people = desk.json(&["list", "people", "--format", "json"]);
    assert_eq!(people[1]["team"], json!("Ops"), "{people:#}");
    assert!(desk.refused(&["import", &next, "--fresh"]).contains("--role mentor"));
    let fresh = desk.done(&["import", &next, "--fresh", "--role", "mentee"]);
    assert!(fresh.contains("unit   department") && !fresh.contains("mapped as"), "{fresh}");
}

#[test]
fn rows_that_may_be_about_somebody_known_are_answered_one_by_one_or_all_at_once() {
    let desk = new_scheme();
    let sheet = desk.home().join("list.csv");
    let import = |text: &str, more: &[&str]| {
        std::fs::write(&sheet, text).unwrap();
        let args = ["import", sheet.to_str().unwrap(), "--role", "mentor", "--format", "json"];
        let ran = desk.run(&[&args[..], more].concat());
        let said: Value = serde_json::from_str(&ran.out).unwrap();
        let rows = said["rows"].as_array().unwrap().iter();
        (ran.code, rows.map(|row| row["outcome"].as_str().unwrap().to_owned()).collect::<Vec<_>>())
    };
    import("Name,Email\nAl Li,al@example.org\nBo Ng,bo@example.org\n", &[]);
    let names = "Name,Department\nAl Li,Ops\nBo Ng,Ops\nAl Li,HR\n";
    assert_eq!(import(names, &["--dry-run"]), (1, vec!["refused".into(); 3]));
    let answers = ["--row", "2=same", "--row", "3=skip", "--row", "4=new", "--dry-run"];
    let wanted: Vec<String> = ["changed", "skipped", "added"].map(str::to_owned).into();
    assert_eq!(import(names, &answers), (0, wanted));
    let all = import(names, &["--duplicates", "skip", "--dry-run"]);
    assert_eq!(all, (0, vec!["skipped".into(); 3]));
    let refused = desk.refused(&["import", sheet.to_str().unwrap(), "--row", "2=perhaps"]);
    assert!(refused.contains("--row '2=perhaps'"), "{refused}");
}

#[test]
fn how_a_file_is_read_may_be_said() {
    let desk = new_scheme();
    let sheet = desk.home().join("mentors.csv");
    std::fs::write(&sheet, "a;b\nName;Email\nAl Li;al@example.org\n").unwrap();
    let path = sheet.to_str().unwrap();
    let said = desk.done(&[
        "import",
        path,
        "--separator",
        ";",
        "--header-row",
        "2",
        "--encoding",
        "latin1",
    ]);
    assert!(said.contains("windows-1252, separated by semicolons, headings in row 2"), "{said}");
    assert!(desk.refused(&["import", path, "--encoding", "klingon"]).contains("klingon"));
    assert!(desk.refused(&["import", path, "--separator", "ab"]).contains("one sign"));
}

#[test]
fn namesakes_of_an_own_export_are_told_apart_by_their_ids() {
    let desk = new_scheme();
    let import = |name: &str, text: &str, more: &[&str]| {
        let file = desk.home().join(name);
        std::fs::write(&file, text).unwrap();
        let args = ["import", file.to_str().unwrap(), "--duplicates", "new"];
        desk.done(&[&args[..], more].concat())
    };
    import("mentors.csv", "Name,Department\nAl Li,Ops\nAl Li,HR\n", &[]);
    import("mentees.csv", "Name,Email\nBo Ng,bo@example.org\n", &[]);
    desk.done(&["pair", "start", "P3", "P2", "--because", "as agreed"]);
    for list in ["people", "pairs"] {
        let file = format!("{list}.csv");
        desk.done(&["export", list, "-o", &file]);
        let said = desk.done(&["import", &file]);
        let wanted = "0 added, 0 changed";
        assert!(said.contains(wanted) && said.contains("0 refused"), "{list}: {said}");
    }
}
