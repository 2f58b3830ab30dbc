//! Every requirement about people, pairs, reviews, closings and the scheme is reachable by keys and by command: the list of their numbers, and what their tests share.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use matchbook::domain::{Kind, Scheme};
use matchbook::store::{Access, Store};

use crate::cli_support::Desk as Cli;
use crate::harness::Desk;
use crate::small_scheme::{Small, day};

/// The day on which all is done.
pub(crate) const TODAY: &str = "2026-03-03";

/// The numbers of the requirements in the sections People, Pairs, Reviews and closing, The scheme
/// itself, and I4.
const NUMBERS: &[&str] = &[
    "P1", "P2", "P3", "P4", "P5", //
    "R1", "R2", "R3", "R4", "R5", "R6", "R7", //
    "V1", "V2", "V3", "V4", "V5", //
    "S1", "S2", "S3", "S4", "S5", "S6", "S7", //
    "I4",
];

/// Names of functions in the sources of these tests.
fn tests() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let mut is_test = false;
        for line in text.lines() {
            is_test |= line.starts_with("#[test]") || line.starts_with("#[rstest]");
            if let Some(rest) = line.strip_prefix("fn ") {
                if is_test {
                    names.extend(rest.split(['(', '<']).next().map(str::to_owned));
                }
                is_test = false;
            }
        }
    }
    names
}

#[test]
fn every_number_is_reached_by_keys_and_by_command() {
    let names = tests();
    for number in NUMBERS {
        for way in ["by_keys", "by_command"] {
            let begins = format!("{}_{way}_", number.to_lowercase());
            let reached = names.iter().any(|name| name.starts_with(&begins));
            assert!(reached, "{number} has no test {begins}...");
        }
    }
}

/// The program over a scheme, on a terminal with room for long forms.
pub(crate) fn desk(small: Small) -> Desk {
    Desk::open(small.scheme, day(TODAY), (120, 60))
}

/// The scheme in the file of a command line.
pub(crate) fn kept(cli: &Cli) -> Scheme {
    Store::open(&cli.file, Access::Look).unwrap().load().unwrap().0
}

/// Goes to the field with this label in the open form.
#[track_caller]
pub(crate) fn go_to(desk: &mut Desk, label: &str) {
    let is_there = |desk: &Desk| {
        let row = desk.cursor_row();
        let row = row.trim_start_matches(['|', '>', ' ']);
        row.strip_prefix(label).is_some_and(|rest| rest.starts_with("  "))
    };
    for _ in 0..90 {
        if is_there(desk) {
            return;
        }
        desk.keys("<Tab>");
    }
    panic!("no field is called {label}:\n{}", desk.screen());
}

/// Types into fields of the open form, each found by its label.
#[track_caller]
pub(crate) fn fill(desk: &mut Desk, fields: &[(&str, &str)]) {
    for (label, keys) in fields {
        go_to(desk, label);
        desk.keys(keys);
    }
}

/// Fills a form and saves it, as one change.
#[track_caller]
pub(crate) fn save(desk: &mut Desk, fields: &[(&str, &str)]) {
    let before = desk.heads().len();
    fill(desk, fields);
    desk.keys("<Ctrl-S>");
    assert_eq!(desk.heads().len(), before + 1, "nothing was saved:\n{}", desk.screen());
}

/// A value that fits a field, in canonical text.
pub(crate) fn value(id: &str, kind: Kind) -> String {
    match kind {
        Kind::Day if matches!(id, "keep_until" | "hidden_until" | "target" | "due" | "until") => {
            "2026-12-01".into()
        }
        Kind::Day => "2026-02-01".into(),
        Kind::Number(least, most) => (least + 1).min(most).to_string(),
        Kind::YesNo => "yes".into(),
        Kind::Choice(options) | Kind::Choices(options) => options().last().unwrap().0.into(),
        Kind::Email => "una@example.org".into(),
        Kind::Topics => "leadership; writing".into(),
        Kind::Record(_) => "P1".into(),
        Kind::Person => "Mona Vale".into(),
        Kind::Line | Kind::Long => format!("some {}", id.replace('_', " ")),
        Kind::Money => "120.50".into(),
    }
}

/// The keys by which that value is typed.
pub(crate) fn typed(id: &str, kind: Kind) -> String {
    let value = value(id, kind);
    match kind {
        Kind::YesNo => "y".to_owned(),
        Kind::Choice(options) | Kind::Choices(options) => chosen(options().last().unwrap().1),
        Kind::Record(_) => "\"tom\"".to_owned(),
        Kind::Line | Kind::Email | Kind::Topics | Kind::Person | Kind::Money => {
            format!("<Ctrl-E> <Ctrl-U> \"{value}\"")
        }
        Kind::Day | Kind::Number(..) | Kind::Long => format!("\"{value}\""),
    }
}

/// The keys that choose an option by the first word of its label.
pub(crate) fn chosen(label: &str) -> String {
    format!("\"{}\"", label.split(' ').next().unwrap_or_default())
}

/// The option of a field on the command line.
pub(crate) fn option(id: &str) -> String {
    format!("--{}", id.replace('_', "-"))
}

/// Runs a command whose words were put together.
#[track_caller]
pub(crate) fn run(cli: &Cli, words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    cli.done(&words)
}

/// Words of a command.
pub(crate) fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|word| (*word).to_owned()).collect()
}
