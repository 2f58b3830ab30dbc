//! Exports of lists: exact values in files, harmless ones as text, the same bytes each time.

use proptest::prelude::*;

use crate::domain::hand::{Hand, day};
use crate::domain::lists::{List, Sheet};
use crate::domain::records::{ExtraField, Person};
use crate::text::formula::unguarded;
use crate::text::width::cells;

use super::*;

fn scheme_with(name: &str, phone: &str, extra: &str) -> Hand {
    let mut hand = Hand::default();
    let ana = hand.mentor(name, "2026-01-01", 2);
    hand.change::<Person>(ana, |person| {
        person.phone = phone.into();
        person.year = Some(1999);
        person.consent = Some(true);
        person.joined = Some(day("2026-01-02"));
    });
    hand.put(ExtraField {
        id: crate::domain::ids::ExtraFieldId(1),
        subject: crate::domain::codes::Subject::Person,
        subject_id: ana.0,
        heading: "Car, plate".into(),
        value: extra.into(),
    });
    hand.mentee("Bo Lind", "2026-01-01");
    hand
}

fn people(hand: &Hand) -> Sheet {
    Sheet::read(hand.scheme(), List::People, day("2026-03-03"))
}

/// A column of a CSV file as an import would read it.
fn column(file: &str, heading: &str) -> Vec<String> {
    let mut reader = ::csv::Reader::from_reader(file.trim_start_matches('\u{feff}').as_bytes());
    let place = reader.headers().unwrap().iter().position(|one| one == heading).unwrap();
    reader.records().map(|row| unguarded(&row.unwrap()[place]).to_owned()).collect()
}

#[test]
fn a_list_as_csv_has_its_mark_the_import_names_and_a_column_for_each_extra_heading() {
    let file = list_csv(&people(&scheme_with("Ana", "+44 20", "=1+1")));
    assert!(file.starts_with("\u{feff}\"id\",\"full_name\",\"role\""));
    assert!(file.contains("\"'+44 20\"") && file.contains("\"'=1+1\""));
    assert!(file.ends_with("\r\n"));
    assert_eq!(column(&file, "full_name"), ["Ana", "Bo Lind"]);
    assert_eq!(column(&file, "phone"), ["+44 20", ""]);
    assert_eq!(column(&file, "Car, plate"), ["=1+1", ""]);
    assert_eq!(column(&file, "joined"), ["2026-01-02", ""]);
    assert_eq!(column(&file, "consent"), ["yes", ""]);
}

proptest! {
    #[test]
    fn what_goes_out_as_csv_comes_back_exactly(
        name in "[a-z]\\PC{0,8}",
        phone in "['=+@0-9\\-\\t\\n\"; ,]{1,8}",
    ) {
        let file = list_csv(&people(&scheme_with(&name, &phone, "007")));
        prop_assert!(column(&file, "full_name").contains(&name));
        if !phone.trim().is_empty() {
            prop_assert!(column(&file, "phone").contains(&phone));
        }
        prop_assert!(column(&file, "Car, plate").contains(&"007".to_owned()));
    }

    #[test]
    fn a_table_keeps_its_room_and_its_columns_whatever_the_names(
        name in "\\PC{0,40}", room in 60_usize..140,
    ) {
        let text = list_text(&people(&scheme_with(&name, "", "")), Some(room));
        for line in text.lines() {
            prop_assert!(cells(line) <= room, "{line}");
        }
    }
}

#[test]
fn json_holds_exact_values_with_their_types() {
    let hand = scheme_with("An\u{1b}a\u{9b}", "+44", "x");
    let json = list_json(&people(&hand));
    assert!(json.bytes().all(|byte| byte != 0x1b) && !json.contains('\u{9b}'));
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    let ana = &rows[0];
    assert_eq!(ana["id"], "P1");
    assert_eq!(ana["full_name"], "An\u{1b}a\u{9b}");
    assert_eq!(ana["year"], 1999);
    assert_eq!(ana["consent"], true);
    assert_eq!(ana["capacity"], 2);
    assert_eq!(ana["email"], serde_json::Value::Null);
    assert_eq!(ana["extra"]["Car, plate"], "x");
    assert_eq!(rows[1]["extra"], serde_json::json!({}));
    assert_eq!(rows[1]["free"], serde_json::Value::Null);
}

#[test]
fn a_list_as_text_is_aligned_and_holds_no_escape() {
    let hand = scheme_with("Zöe \u{1b}[2J 王芳", "", "");
    let text = list_text(&people(&hand), Some(80));
    insta::assert_snapshot!(text, @r"
    Id  Name           Role    Status  Places  Pairs  Topics
    P2  Bo Lind        mentee  active              0
    P1  Zöe ␛[2J 王芳  mentor  active  2 of 2      0
    ");
}

#[test]
fn a_record_as_text_names_what_is_known() {
    let hand = scheme_with("Ana Costa", "+44", "x");
    let sheet = Sheet::of(
        hand.scheme(),
        List::People,
        day("2026-03-03"),
        &[crate::domain::ids::PersonId(1).into()],
    );
    insta::assert_snapshot!(record_text(&sheet, Some(60)), @r"
    Id             P1
    Name           Ana Costa
    Role           mentor
    Status         active
    Places         2 of 2
    Pairs          0
    Free           2
    Open requests  0
    Extra fields   Car, plate: x
    Phone          +44
    Year           1999
    Joined         2 Jan
    Consent        yes
    Capacity       2
    Trained        yes
    ");
}

#[test]
fn an_empty_list_says_so() {
    let sheet = Sheet::read(Hand::default().scheme(), List::Requests, day("2026-03-03"));
    assert_eq!(list_text(&sheet, None), "No requests.\n");
    assert_eq!(list_json(&sheet), "[]\n");
    assert_eq!(hits_text(&[], None), "Nothing found.\n");
}
