//! Awkward workbooks, each with the outcome that was expected of it; and sheets that are too much of something.

use std::io::{Cursor, Read, Write};

use matchbook::domain::records::{Meeting, Pair, Person};
use matchbook::domain::{Profile, Scheme};
use matchbook::import::{Cell, Options, Plan, Reading, SheetError, plan, read};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::import_corpus::scheme;
use crate::small_scheme::day;

const ON: &str = "2026-03-03";

/// A workbook of one sheet.
fn book(name: &str, fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name(name).unwrap());
    book.save_to_buffer().unwrap()
}

/// Texts from the given row on.
fn rows(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) {
    for (row, cells) in (first..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            sheet.write(row, column, *text).unwrap();
        }
    }
}

/// The same workbook with its parts changed or added.
fn repacked(
    bytes: &[u8],
    change: impl Fn(&str, String) -> String,
    added: &[(&str, &str)],
) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().to_string();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        out.start_file(name.clone(), options).unwrap();
        out.write_all(change(&name, text).as_bytes()).unwrap();
    }
    for (name, text) in added {
        out.start_file(*name, options).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Imports a workbook twice; the second time changes nothing.
fn import(name: &str, bytes: &[u8]) -> (Scheme, Plan) {
    let mut scheme = scheme(false);
    let options = Options::on(day(ON));
    let first = plan(&scheme, name, bytes, &options).unwrap();
    scheme.apply(&first.change).unwrap();
    let again = plan(&scheme, name, bytes, &options).unwrap();
    assert!(again.change.is_empty(), "{:#?}", again.rows);
    (scheme, first)
}

fn words(plan: &Plan) -> Vec<&'static str> {
    plan.rows.iter().map(|row| row.outcome.word()).collect()
}

fn has(scheme: &Scheme, email: &str, field: &str) -> String {
    let person = scheme.all::<Person>().find(|person| person.email.exact() == email).unwrap();
    let profile = Profile::of(scheme, person.id, day(ON)).unwrap();
    (Profile::field(field).unwrap().get)(&profile)
}

/// Workbooks that are worth damaging.
pub(crate) fn some() -> Vec<(&'static str, Vec<u8>)> {
    vec![("mentors.xlsx", instructions_first()), ("pairs.xlsx", typed())]
}

fn instructions_first() -> Vec<u8> {
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("Read me").unwrap();
    rows(cover, 0, &[&["How to fill in this workbook"], &["One row a person, please"]]);
    let mentors = book.add_worksheet().set_name("Mentors").unwrap();
    rows(mentors, 0, &[&["Name", "Email", "Capacity"], &["Al Li", "al@x.org", "Two"]]);
    let mentees = book.add_worksheet().set_name("Mentees").unwrap();
    rows(mentees, 0, &[&["Name", "Email"], &["Di Fu", "di@x.org"], &["Ed Wu", "ed@x.org"]]);
    book.save_to_buffer().unwrap()
}

fn typed() -> Vec<u8> {
    book("Pairs", |sheet| {
        let days = Format::new().set_num_format("dd/mm/yyyy");
        rows(sheet, 0, &[&["Mentor", "Mentee", "Start", "Length", "Signed?"]]);
        rows(sheet, 1, &[&["Tom Li", "Bo Ng"], &["Maria Diaz", "Cy Ode"]]);
        let day = ExcelDateTime::from_ymd(2026, 2, 1).unwrap();
        sheet.write_datetime_with_format(1, 2, &day, &days).unwrap();
        sheet.write(1, 3, 45).unwrap();
        sheet.write(1, 4, true).unwrap();
        // a day that nobody gave its form
        sheet.write(2, 2, 46056).unwrap();
        sheet.write(2, 3, "1h").unwrap();
    })
}

#[test]
fn a_page_of_instructions_is_passed_over_and_the_other_list_is_read_when_it_is_named() {
    let bytes = instructions_first();
    let (scheme, plan) = import("people.xlsx", &bytes);
    assert_eq!(plan.sheet.worksheet.as_deref(), Some("Mentors"));
    assert_eq!(plan.sheet.worksheets, ["Read me", "Mentors", "Mentees"]);
    assert_eq!(has(&scheme, "al@x.org", "role"), "mentor");
    let mut options = Options::on(day(ON));
    options.reading.worksheet = Some("Mentees".into());
    let other = matchbook::import::plan(&scheme, "people.xlsx", &bytes, &options).unwrap();
    assert_eq!((other.mapping.role.unwrap().name(), other.rows.len()), ("mentee", 2));
    options.reading.worksheet = Some("Tutors".into());
    let why = matchbook::import::plan(&scheme, "people.xlsx", &bytes, &options).unwrap_err();
    assert!(why.to_string().contains("Read me, Mentors, Mentees"), "{why}");
}

#[test]
fn typed_days_numbers_and_ticks_are_taken_as_they_are_meant() {
    let (scheme, plan) = import("pairs.xlsx", &typed());
    assert_eq!(words(&plan), ["added", "added"], "{:#?}", plan.rows);
    let starts: Vec<String> = scheme.all::<Pair>().map(|pair| pair.start.to_string()).collect();
    assert_eq!(starts, ["2026-01-10", "2026-02-01", "2026-02-03"]);
}

#[test]
fn a_workbook_of_the_1904_system_has_its_own_days() {
    let bytes = book("Pairs", |sheet| {
        let days = Format::new().set_num_format("dd/mm/yyyy");
        rows(sheet, 0, &[&["Mentor", "Mentee", "Start"], &["Tom Li", "Bo Ng"]]);
        // 1 February 2026 counted from 1 January 1904
        sheet.write_number_with_format(1, 2, 46054.0 - 1462.0, &days).unwrap();
    });
    let old = repacked(
        &bytes,
        |name, text| match name {
            "xl/workbook.xml" => text.replace("<workbookPr ", "<workbookPr date1904=\"1\" "),
            _ => text,
        },
        &[],
    );
    assert_ne!(bytes, old);
    let (scheme, _) = import("pairs.xlsx", &old);
    assert_eq!(scheme.all::<Pair>().last().unwrap().start.to_string(), "2026-02-01");
}

#[test]
fn merged_headings_in_two_storeys_are_joined() {
    let bytes = book("Matches", |sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 0, 1, "Mentor", &plain).unwrap();
        sheet.merge_range(0, 2, 0, 3, "Mentee", &plain).unwrap();
        rows(sheet, 1, &[&["Name", "E-mail", "Name", "E-mail", "Since"]]);
        rows(sheet, 2, &[&["Tom Li", "tom@x.org", "Bo Ng", "bo@x.org", "1 Feb 2026"]]);
    });
    let (scheme, plan) = import("list.xlsx", &bytes);
    assert_eq!(words(&plan), ["added"], "{:#?}", plan.rows);
    assert_eq!(scheme.all::<Pair>().last().unwrap().start.to_string(), "2026-02-01");
}

#[test]
fn a_formula_without_a_value_an_error_and_the_false_leap_day_stop_their_rows_alone() {
    let bytes = book("Pairs", |sheet| {
        let days = Format::new().set_num_format("dd/mm/yyyy");
        rows(sheet, 0, &[&["Mentor", "Mentee", "Start"]]);
        rows(sheet, 1, &[&["Tom Li"], &["Tom Li"], &["Tom Li", "Bo Ng"], &["Tom Li", "Cy Ode"]]);
        sheet.write_formula(1, 1, Formula::new("=VLOOKUP(1,x,2)").set_result("#N/A")).unwrap();
        sheet.write_formula(2, 1, Formula::new("=A1")).unwrap();
        sheet.write_number_with_format(3, 2, 60.0, &days).unwrap();
        sheet.write_formula(4, 2, Formula::new("=DATE(2026,2,1)").set_result("46054")).unwrap();
    });
    // as programs write it that can't calculate
    let bytes = repacked(&bytes, |_, text| text.replace("<f>A1</f><v>0</v>", "<f>A1</f>"), &[]);
    let (_, plan) = import("pairs.xlsx", &bytes);
    assert_eq!(words(&plan), ["refused", "refused", "refused", "added"], "{:#?}", plan.rows);
    for (row, part) in plan.rows.iter().zip(["#N/A", "never calculated", "29 February 1900"]) {
        assert!(row.why.contains(part), "{}", row.why);
    }
}

#[test]
fn hidden_sheets_are_left_alone_also_when_nothing_else_is_there() {
    let mut book = Workbook::new();
    let hidden = book.add_worksheet().set_name("old").unwrap();
    rows(hidden, 0, &[&["Name", "Email"], &["Al Li", "al@x.org"]]);
    hidden.set_hidden(true);
    book.add_worksheet().set_name("new").unwrap().set_active(true);
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(read("x.xlsx", &bytes, &Reading::default()), Err(SheetError::Empty));
    let wanted = Reading { worksheet: Some("old".into()), ..Reading::default() };
    assert_eq!(read("x.xlsx", &bytes, &wanted).unwrap().rows.len(), 1);
}

#[test]
fn macros_and_links_to_other_files_are_neither_run_nor_followed() {
    let bytes = book("Mentees", |sheet| {
        rows(sheet, 0, &[&["Name", "Email", "Department"], &["Al Li", "al@x.org"]]);
        let link = Formula::new("='[/etc/passwd]x'!A1").set_result("Estates");
        sheet.write_formula(1, 2, link).unwrap();
    });
    let added = [
        ("xl/vbaProject.bin", "Sub Auto_Open()"),
        (
            "xl/externalLinks/externalLink1.xml",
            "<externalLink><externalBook r:id=\"file:///etc/passwd\"/></externalLink>",
        ),
    ];
    let bytes = repacked(&bytes, |_, text| text, &added);
    let (scheme, plan) = import("mentees.xlsm", &bytes);
    assert_eq!(words(&plan), ["added"]);
    assert_eq!(has(&scheme, "al@x.org", "department"), "Estates");
}

#[test]
fn spans_long_numbers_and_rich_headings_of_a_workbook_are_read() {
    let bytes = book("Log", |sheet| {
        let span = Format::new().set_num_format("[h]:mm");
        rows(sheet, 0, &[&["Date of\nmeeting", "Mentor", "Mentee", "How long?"]]);
        rows(sheet, 1, &[&["5 Feb 2026", "Maria Diaz", "Ana Costa"]]);
        sheet.write_number_with_format(1, 3, 1.5 / 24.0, &span).unwrap();
    });
    let (scheme, _) = import("log.xlsx", &bytes);
    assert_eq!(scheme.all::<Meeting>().next().unwrap().minutes, Some(90));
    let bytes = book("Mentees", |sheet| {
        rows(sheet, 0, &[&["Name", "Email", "Phone"], &["Al Li", "al@x.org"]]);
        sheet.write(1, 2, 447_911_123_456_i64).unwrap();
    });
    let (scheme, _) = import("mentees.xlsx", &bytes);
    assert_eq!(has(&scheme, "al@x.org", "phone"), "447911123456");
}

#[test]
fn other_kinds_of_workbooks_are_refused_in_words_that_help() {
    let refused = |bytes: &[u8]| read("x", bytes, &Reading::default()).unwrap_err().to_string();
    let old = refused(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    assert!(old.contains("save it as XLSX without password"), "{old}");
    let mut open = zip::ZipWriter::new(Cursor::new(Vec::new()));
    open.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
    open.write_all(b"<office:document-content/>").unwrap();
    let open = refused(&open.finish().unwrap().into_inner());
    assert!(open.contains("OpenDocument") && open.contains("XLSX"), "{open}");
}

#[test]
fn twenty_thousand_columns_are_too_many_unless_they_are_empty() {
    let heading = (0..20_000).map(|n| format!("c{n}")).collect::<Vec<_>>().join(",");
    let values = (0..20_000).map(|_| "x").collect::<Vec<_>>().join(",");
    let wide = format!("{heading}\n{values}\n");
    let refused = read("x.csv", wide.as_bytes(), &Reading::default());
    assert_eq!(refused, Err(SheetError::TooBig { what: "columns", limit: 2_000 }));
    let blank = ",".repeat(20_000);
    let sheet = format!("Name,Email{blank}\nAl Li,al@x.org{blank}\n");
    let sheet = read("x.csv", sheet.as_bytes(), &Reading::default()).unwrap();
    assert_eq!(sheet.headings, ["Name", "Email"]);
    assert_eq!(sheet.rows[0].cells, [Cell::Text("Al Li".into()), Cell::Text("al@x.org".into())]);
}
