//! The README tells the truth: its picture is the program's, and its keys are those of the key tables.

use std::fmt::Write as _;

use matchbook::app::GLOBAL_KEYS;
use matchbook::sample;
use matchbook::screens::acts::ROW_KEYS;
use matchbook::screens::list::LIST_KEYS;
use matchbook::ui::keys::{Hint, hints};

use crate::harness::Desk;
use crate::small_scheme::day;

fn readme() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_picture_is_what_the_program_shows() {
    let today = day("2026-03-03");
    let desk = Desk::open(sample::scheme_of(sample::week(today)), today, (100, 30));
    let shown: Vec<_> = desk.screen().lines().map(|line| line.trim_end().to_owned()).collect();
    let picture = shown.join("\n");
    assert!(readme().contains(&picture), "the README should show:\n{picture}");
}

#[test]
fn every_key_stands_in_the_readme_with_its_help() {
    let tables: [(&str, Vec<Hint>); 3] = [
        ("On a row", hints(ROW_KEYS, |_| None)),
        ("In a list", hints(LIST_KEYS, |_| None)),
        ("Everywhere", hints(GLOBAL_KEYS, |_| None)),
    ];
    let mut expected = String::new();
    for (title, rows) in tables {
        writeln!(expected, "| {title} | |\n|---|---|").unwrap();
        for row in rows {
            let mut keys: Vec<_> = row.keys.iter().map(|key| format!("`{key}`")).collect();
            if keys.is_empty() {
                keys.push(format!("`:{}`", row.id));
            }
            writeln!(expected, "| {} | {} |", keys.join(" "), row.help).unwrap();
        }
        expected += "\n";
    }
    assert!(readme().contains(expected.trim_end()), "the README should say:\n{expected}");
}
