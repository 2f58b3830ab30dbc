//! The README tells the truth: its picture is the program's, its keys are those of the key tables, and its commands run.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use matchbook::app::GLOBAL_KEYS;
use matchbook::sample;
use matchbook::screens::acts::ROW_KEYS;
use matchbook::screens::letter_keys;
use matchbook::screens::list::LIST_KEYS;
use matchbook::screens::summary_keys;
use matchbook::ui::keys::{Hint, hints};
use rust_xlsxwriter::Workbook;

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
    let tables: [(&str, Vec<Hint>); 4] = [
        ("On a row", hints(ROW_KEYS, |_| None)),
        ("In a list", hints(LIST_KEYS, |_| None)),
        ("On the Summary", summary_keys()),
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

#[test]
fn every_key_of_a_letter_but_those_that_scroll_stands_in_the_readme() {
    let readme = readme();
    for row in
        letter_keys().iter().filter(|row| !row.help.contains("line") && row.id != "letter-close")
    {
        if row.id.starts_with("letter-half") {
            continue;
        }
        let keys: Vec<_> = row.keys.iter().map(|key| format!("`{key}`")).collect();
        let line = format!("| {} | {} |", keys.join(" "), row.help);
        assert!(readme.contains(&line), "the README should say:\n{line}");
    }
}

/// The lines of the shell blocks that are for the program, block by block.
fn shell_blocks() -> Vec<Vec<String>> {
    let text = readme();
    let blocks = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let lines = |block: &str| {
        let lines = block.lines().filter(|line| !line.starts_with("cargo "));
        lines.map(str::to_owned).collect()
    };
    blocks.map(lines).collect()
}

/// The sheets that the README names: those of the tests under its names, and a workbook of pairs.
fn put_sheets(home: &Path) {
    let sheets = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sheets");
    for (from, to) in [
        ("mentors-google-forms.csv", "mentors.csv"),
        ("mentees-microsoft-forms.xlsx", "mentees.xlsx"),
    ] {
        std::fs::copy(format!("{sheets}/{from}"), home.join(to)).unwrap();
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["Mentor", "Mentee", "Match date", "Ends"],
        ["Tom Sato", "Ivan López", "2025-12-12", "2026-06-12"],
        ["Aoife Stone", "Ana Petrov", "2025-11-07", "2026-05-08"],
    ];
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save(home.join("pairs.xlsx")).unwrap();
}

#[test]
fn every_command_runs_as_it_is_pasted() {
    let home = crate::store_support::folder();
    put_sheets(home.path());
    let mut run = 0;
    for lines in shell_blocks() {
        // what a shell was told stays so for the block; the day is fixed, the rest as pasted
        let mut script = "matchbook() { \"$PROGRAM\" --on 2026-03-03 \"$@\"; }\n".to_owned();
        for line in lines {
            let mut shell = Command::new("/bin/sh");
            shell.args(["-c", &format!("{script}{line}")]).env_clear().current_dir(home.path());
            shell.env("HOME", home.path()).env("USER", "ann");
            shell.env("PROGRAM", env!("CARGO_BIN_EXE_matchbook"));
            let ran = shell.output().unwrap();
            assert!(ran.status.success(), "{line}: {}", String::from_utf8_lossy(&ran.stderr));
            run += 1;
            if line.starts_with("export ") {
                writeln!(script, "{line}").unwrap();
            }
        }
    }
    assert!(run > 15, "only {run} lines");
}
