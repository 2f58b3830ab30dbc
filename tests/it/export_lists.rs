//! `export`: lists as files that a spreadsheet reads without running anything and an import finds nothing new in.

use std::fs;
use std::io::Cursor;
use std::os::unix::fs::PermissionsExt;

use calamine::{Data, Reader, Xlsx};
use chrono::{NaiveDate, NaiveTime};
use matchbook::domain::codes::{Subject, TopicSide};
use matchbook::domain::ids::ExtraFieldId;
use matchbook::domain::records::{ExtraField, Person};
use matchbook::text::Text;
use rstest::rstest;

use crate::cli_support::Desk;
use crate::small_scheme::Small;

/// The fixed week in a file.
fn week() -> Desk {
    let desk = Desk::empty();
    desk.done(&["sample"]);
    desk
}

/// Exports a list and imports the file again; gives the counts of rows.
fn again(desk: &Desk, list: &str, file: &str) -> [u64; 5] {
    desk.done(&["export", list, "-o", file]);
    let ran = desk.run(&["import", file, "--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let counts = ["added", "changed", "skipped", "refused", "unchanged"];
    let counted = counts.map(|key| said[key].as_u64().unwrap());
    assert_eq!(counted[..4], [0; 4], "{list} {file}: {said:#}");
    counted
}

fn book(desk: &Desk, file: &str) -> Vec<Vec<Data>> {
    let bytes = fs::read(desk.home().join(file)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[0].clone();
    assert_eq!(book.worksheet_formula(&name).unwrap().used_cells().count(), 0);
    let range = book.worksheet_range(&name).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn column(rows: &[Vec<Data>], heading: &str) -> usize {
    rows[0].iter().position(|cell| *cell == Data::String(heading.to_owned())).unwrap()
}

#[rstest]
#[case("people.csv")]
#[case("people.xlsx")]
#[case("requests.csv")]
#[case("requests.xlsx")]
#[case("pairs.csv")]
#[case("pairs.xlsx")]
#[case("meetings.csv")]
#[case("meetings.xlsx")]
fn what_was_exported_changes_nothing_when_it_is_imported(#[case] file: &str) {
    let desk = week();
    let list = file.split('.').next().unwrap();
    let rows = desk.json(&["list", list, "--format", "json"]).as_array().unwrap().len();
    let before = desk.json(&["list", list, "--format", "json"]);
    assert_eq!(again(&desk, list, file)[4], rows as u64);
    assert_eq!(desk.json(&["list", list, "--format", "json"]), before);
}

/// Two people whose fields begin with everything that a spreadsheet would run.
fn hostile() -> Desk {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let ana = small.mentee("=HYPERLINK(\"http://x\")");
    small.topic(tom, TopicSide::Offered, "+cmd|' /C calc'!A0");
    small.change::<Person>(tom, |person| {
        person.phone = Text::from("+44 20 7946 0000");
        person.job_title = Text::from("'=already guarded");
        person.department = Text::from("-2+3");
    });
    small.put(ExtraField {
        id: ExtraFieldId(1),
        subject: Subject::Person,
        subject_id: ana.0,
        heading: Text::from("@heading"),
        value: Text::from("@SUM(A1)"),
    });
    Desk::with(&small)
}

#[test]
fn no_cell_of_an_export_runs_and_every_value_comes_back_exactly() {
    let desk = hostile();
    again(&desk, "people", "people.csv");
    again(&desk, "people", "people.xlsx");
    let csv = fs::read_to_string(desk.home().join("people.csv")).unwrap();
    assert!(csv.starts_with('\u{feff}') && csv.contains("\r\n"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&csv.as_bytes()[3..]);
    let cells: Vec<String> = reader
        .records()
        .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(cells.contains(&"'-2+3".to_owned()), "{cells:?}");
    assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    let rows = book(&desk, "people.xlsx");
    let texts = rows.iter().flatten().filter(|cell| **cell == Data::String("-2+3".to_owned()));
    assert_eq!(texts.count(), 1, "{rows:?}");
}

#[test]
fn days_and_counts_of_a_workbook_are_days_and_numbers() {
    let desk = Desk::small();
    desk.done(&["meeting", "log", "M1", "--day", "2026-02-10", "--length", "45"]);
    desk.done(&["export", "meetings", "-o", "log.xlsx"]);
    let rows = book(&desk, "log.xlsx");
    let Data::DateTime(day) = &rows[1][column(&rows, "meeting_date")] else {
        panic!("no day: {rows:?}")
    };
    let wanted: NaiveDate = "2026-02-10".parse().unwrap();
    assert_eq!(day.as_datetime().unwrap(), wanted.and_time(NaiveTime::MIN));
    assert_eq!(rows[1][column(&rows, "minutes")], Data::Float(45.0));
    let first = fs::read(desk.home().join("log.xlsx")).unwrap();
    desk.done(&["export", "meetings", "-o", "same.xlsx"]);
    assert_eq!(
        fs::read(desk.home().join("same.xlsx")).unwrap(),
        first,
        "the same list, other bytes"
    );
}

#[test]
fn a_file_that_exists_is_replaced_only_if_asked_and_is_its_owners() {
    let desk = Desk::small();
    let file = desk.home().join("people.csv");
    fs::write(&file, "mine").unwrap();
    let said = desk.refused(&["export", "people", "-o", "people.csv"]);
    assert!(said.contains("people.csv already exists"), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    desk.done(&["export", "people", "-o", "people.csv", "--force"]);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let said = desk.refused(&["export", "people", "-o", "people.txt"]);
    assert!(said.contains("people.txt ends in none of .csv, .xlsx and .json"), "{said}");
    desk.done(&["export", "people", "-o", "people.txt", "--format", "csv"]);
    let both = ["people.csv", "people.txt"].map(|name| fs::read(desk.home().join(name)).unwrap());
    assert_eq!(both[0], both[1]);
}

#[test]
fn rows_order_and_columns_are_as_asked_for() {
    let desk = Desk::small();
    let args = ["--filter", "mentor", "--sort", "full_name", "--reverse"];
    let mut export = vec!["export", "people", "-o", "a.json", "--columns", "id,full_name"];
    export.extend(args);
    assert_eq!(desk.done(&export), "The list of people is in a.json: 2 rows.\n");
    let text = fs::read_to_string(desk.home().join("a.json")).unwrap();
    let wanted = serde_json::json!([
        {"id": "P1", "full_name": "Tom Reed"}, {"id": "P2", "full_name": "Priya Nair"}
    ]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), wanted);
    let said = desk.refused(&["export", "people", "-o", "b.csv", "--columns", "id,nothing"]);
    assert!(said.contains("there is no column 'nothing': it is one of id, full_name"), "{said}");
    assert!(!desk.home().join("b.csv").exists());
}

#[test]
fn an_export_is_noted_without_names_and_looking_only_writes_no_note() {
    let desk = Desk::small();
    desk.done(&["export", "people", "-o", "a.csv", "--filter", "costa"]);
    let history = desk.done(&["history"]);
    assert!(history.contains("the list of people was put into a file, 1 row"), "{history}");
    let before = desk.bytes();
    desk.done(&["--read-only", "export", "people", "-o", "b.csv"]);
    assert_eq!(desk.bytes(), before);
}

#[test]
fn every_list_is_exported_in_every_form() {
    let desk = week();
    for list in matchbook::domain::lists::List::all() {
        for ending in ["csv", "xlsx", "json"] {
            let file = format!("{}.{ending}", list.name());
            desk.done(&["export", list.name(), "-o", &file]);
            assert!(fs::metadata(desk.home().join(&file)).unwrap().len() > 2, "{file}");
        }
    }
}
