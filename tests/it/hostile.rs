//! No list leaves in a form that a spreadsheet would run: a scan over every list in every form, with what it would run in every field (I3).

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::{NaiveTime, Utc};
use matchbook::domain::lists::{List, Sheet};
use matchbook::domain::rules::{Outside, today_all};
use matchbook::domain::{Change, Edit, Record, Scheme};
use matchbook::export::FileKind;
use matchbook::sample;
use matchbook::store::{Stamp, Store};
use matchbook::text::formula::unguarded;
use rstest::rstest;
use serde_json::Value;

use crate::cli_support::Desk;
use crate::small_scheme::day;

const TODAY: &str = "2026-03-03";

/// How a text begins that a spreadsheet runs, or that hides such a beginning from a look at it.
const BEGINNINGS: &[&str] = &[
    "=1+",
    "+1+",
    "-1+",
    "@SUM(1)+",
    "\t=1+",
    "\r=1+",
    "\n=1+",
    "\u{0}=1+",
    "＝1+",
    "＋1+",
    "－1+",
    "＠1+",
    " =1+",
    "\u{a0}=1+",
    "\u{feff}=1+",
    "\u{200b}=1+",
    "'=1+",
    "''=1+",
    "=cmd|' /C calc'!A",
    "=HYPERLINK(\"http://example.org\";\"",
    "\"=1+",
    ";=1+",
    ",=1+",
];

/// Those that a text can have after an import has taken the blanks off its ends.
const TRIMMED: &[&str] =
    &["=1+", "+1+", "-1+", "@A1+", "＝1+", "'=1+", "''=1+", "=cmd|' /C calc'!A", "\"=1+"];

/// The scheme that raises every rule, with one of these beginnings and a number of its own in each
/// field that takes any text; and all the texts.
fn planted(beginnings: &[&str], except: &[&str]) -> (Vec<Record>, BTreeSet<String>) {
    let mut texts = BTreeSet::new();
    let mut number = 0;
    let records = sample::every_rule(day(TODAY)).into_iter().map(|record| {
        let mut value = serde_json::to_value(&record).unwrap();
        let table = record.table();
        let names: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
        for name in names {
            let before = value[&name].clone();
            let is_spared = table.name() == "setting" || except.contains(&name.as_str());
            if !before.is_string() || is_spared {
                continue;
            }
            number += 1;
            let text = format!("{}{number}", beginnings[number % beginnings.len()]);
            value[&name] = Value::String(text.clone());
            let read = Record::deserialize(table, value.clone());
            // days, words of closed lists and the like refuse it
            if read.is_ok_and(|read| serde_json::to_value(read).unwrap() == value) {
                texts.insert(text);
            } else {
                value[&name] = before;
            }
        }
        Record::deserialize(table, value).unwrap()
    });
    (records.collect(), texts)
}

/// Every list and Today, with all columns.
fn sheets(scheme: &Scheme) -> Vec<Sheet> {
    let on = day(TODAY);
    let mut sheets: Vec<Sheet> = List::all().map(|list| Sheet::read(scheme, list, on)).collect();
    let items = today_all(scheme, on, &Outside::default());
    sheets.push(Sheet::today(items.iter(), on));
    sheets
}

/// Whether a spreadsheet would run a cell, or drop a part of it: whatever it first looks past.
fn runs(cell: &str) -> bool {
    let shown = cell.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}')
    });
    let first =
        |text: &str| text.starts_with(|c: char| c.is_control() || "=+-@＝＋－＠".contains(c));
    (first(cell) || first(shown)) && cell.parse::<f64>().is_err()
}

#[test]
fn no_cell_of_any_list_in_any_form_is_one_that_a_spreadsheet_would_run() {
    let (records, texts) = planted(BEGINNINGS, &[]);
    assert!(texts.len() > 500, "{}", texts.len());
    let scheme = sample::scheme_of(records);
    let mut met = BTreeSet::new();
    for sheet in sheets(&scheme) {
        let csv = FileKind::Csv.write(&sheet).unwrap();
        let csv = csv.strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
        for row in reader.records() {
            for cell in &row.unwrap() {
                assert!(!runs(cell), "{}.csv: {cell:?}", sheet.name);
                met.insert(unguarded(cell).to_owned());
            }
        }
        let bytes = FileKind::Xlsx.write(&sheet).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let page = book.sheet_names()[0].clone();
        assert_eq!(book.worksheet_formula(&page).unwrap().used_cells().count(), 0);
        for cell in book.worksheet_range(&page).unwrap().used_cells() {
            if let Data::String(text) = cell.2 {
                assert!(sheet.rows.is_empty() || met.contains(unguarded(text)), "{text:?}");
            }
        }
        let json = FileKind::Json.write(&sheet).unwrap();
        let rows: Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(rows.as_array().unwrap().len(), sheet.rows.len());
    }
    let seen = texts.iter().filter(|text| met.contains(*text)).count();
    assert!(seen > 200, "only {seen} of {} texts stand in a list", texts.len());
}

#[test]
fn a_cell_that_would_run_is_found() {
    for cell in ["=1", "+1+1", "-x", "@a", "\t=1", " =1", "\u{0}a", "＝1"] {
        assert!(runs(cell), "{cell:?}");
    }
    for cell in ["", "-5", "'=1", "a=1", "2026-03-03"] {
        assert!(!runs(cell), "{cell:?}");
    }
}

/// A file with these records.
fn kept(records: Vec<Record>) -> Desk {
    let desk = Desk::empty();
    let mut store = Store::create(&desk.file).unwrap();
    let (empty, _) = store.load().unwrap();
    let edits = records.into_iter().map(|record| Edit { before: None, after: Some(record) });
    let change = Change { words: "a test begins".to_owned(), edits: edits.collect() };
    let now = day(TODAY).and_time(NaiveTime::MIN).and_local_timezone(Utc).unwrap();
    let (who, host) = ("somebody else".to_owned(), "desk".to_owned());
    store.apply(&empty, &change, &Stamp { now, day: day(TODAY), who, host }).unwrap();
    desk
}

#[rstest]
#[case("people", "csv")]
#[case("people", "xlsx")]
#[case("requests", "csv")]
#[case("pairs", "xlsx")]
#[case("meetings", "csv")]
fn what_would_run_comes_back_exactly(#[case] list: &str, #[case] ending: &str) {
    // an import keeps no address that is none, and takes quotation marks off names of managers
    let (records, _) = planted(TRIMMED, &["email", "manager_name"]);
    let desk = kept(records);
    let before = desk.json(&["list", list, "--format", "json"]);
    let file = format!("{list}.{ending}");
    desk.done(&["export", list, "-o", &file]);
    let said = desk.json(&["import", &file, "--format", "json"]);
    for outcome in ["added", "changed", "skipped", "refused"] {
        assert_eq!(said[outcome], 0, "{file}: {said:#}");
    }
    assert_eq!(desk.json(&["list", list, "--format", "json"]), before);
    assert!(fs::metadata(desk.home().join(&file)).unwrap().len() > 1000);
}
