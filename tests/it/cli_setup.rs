//! `demo`, `sample` and `init`: schemes to begin with, and nothing left behind of a throw-away one.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli_support::Desk;
use crate::pty_desk::{self, Link};

/// An empty folder for temporary files.
fn temporary(desk: &Desk) -> PathBuf {
    let folder = desk.home().join("tmp");
    fs::create_dir(&folder).unwrap();
    folder
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn the_demo_without_a_terminal_prints_its_week_and_leaves_nothing_behind() {
    let desk = Desk::empty();
    let folder = temporary(&desk);
    let ran = desk.command(&["demo"]).env("TMPDIR", &folder).output().unwrap();
    let text = String::from_utf8(ran.stdout).unwrap();
    assert!(ran.status.success() && text.contains(": 14 items\n"), "{text}");
    assert!(entries(&folder).is_empty());
    assert!(!desk.file.exists());
}

#[test]
fn the_demo_on_a_terminal_is_for_its_owner_only_and_gone_afterwards() {
    let desk = Desk::empty();
    let folder = temporary(&desk);
    let home = desk.home().to_str().unwrap();
    let env = [("TMPDIR", folder.to_str().unwrap()), ("HOME", home), ("XDG_STATE_HOME", home)];
    let command = [env!("CARGO_BIN_EXE_matchbook"), "demo", "--on", "2026-03-03"];
    let mut screen = pty_desk::Desk::start(Link::Controlling, &command, &env);
    screen.wait_text("PRACTICE");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let folders = entries(&folder);
    assert_eq!((folders.len(), mode(&folders[0])), (1, 0o700));
    for file in entries(&folders[0]).iter().filter(|path| path.is_file()) {
        assert_eq!(mode(file), 0o600, "{file:?}");
    }
    screen.send("q");
    screen.ends_with(0);
    screen.is_as_found();
    assert!(entries(&folder).is_empty());
}

#[test]
fn the_dashboard_opens_on_the_scheme_and_plain_prints_instead() {
    let desk = Desk::small();
    let file = desk.file.to_str().unwrap();
    let program = env!("CARGO_BIN_EXE_matchbook");
    let env = [("HOME", desk.home().to_str().unwrap())];
    let command = [program, "--db", file, "--on", "2026-03-03"];
    let mut screen = pty_desk::Desk::start(Link::Controlling, &command, &env);
    screen.wait_text("Ben Okafor");
    screen.send("q");
    screen.ends_with(0);
    screen.is_as_found();
    let plain: Vec<&str> = command.into_iter().chain(["--plain"]).collect();
    let mut screen = pty_desk::Desk::start(Link::Controlling, &plain, &env);
    screen.wait_text("red: request-overdue");
    screen.ends_with(0);
    assert_eq!(screen.count(b"\x1b"), 0);
}

#[test]
fn a_sample_is_the_week_or_any_size_and_never_over_a_file() {
    let desk = Desk::empty();
    desk.done(&["sample"]);
    assert_eq!(desk.json(&["today", "--format", "json"]).as_array().unwrap().len(), 14);
    assert!(desk.refused(&["sample"]).contains("already exists"));
    assert!(desk.refused(&["undo"]).contains("nothing of yours"));
    let grown = |seed| {
        let desk = Desk::empty();
        desk.done(&["sample", "--pairs", "30", "--seed", seed]);
        desk.json(&["list", "pairs", "--format", "json"])
    };
    let first = grown("7");
    assert_eq!(first.as_array().unwrap().len(), 30);
    assert_eq!(first, grown("7"));
    assert_ne!(first, grown("8"));
    assert!(desk.refused(&["sample", "--seed", "7"]).contains("--pairs"));
    assert!(Desk::empty().refused(&["sample", "--pairs", "-1"]).contains("--help"));
}

#[test]
fn a_new_scheme_has_the_name_it_was_given() {
    let desk = Desk::empty();
    desk.done(&["init", "--name", "Nursing mentors"]);
    assert!(desk.done(&[]).contains("Nursing mentors: nothing needs you"));
    assert!(desk.refused(&["init"]).contains("already exists"));
    assert_eq!(desk.json(&["today", "--format", "json"]), json!([]));
}

#[test]
fn somebody_who_is_here_for_the_first_time_is_told_how_to_begin() {
    let desk = Desk::empty();
    let ran = desk.command(&[]).env("MATCHBOOK_DB", "").output().unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(2));
    assert!(said.contains("matchbook init") && said.contains("matchbook demo"), "{said}");
    let made = desk.command(&["init"]).env_remove("MATCHBOOK_DB").output().unwrap();
    assert!(made.status.success(), "{made:?}");
    let again = desk.command(&[]).env_remove("MATCHBOOK_DB").output().unwrap();
    assert!(String::from_utf8(again.stdout).unwrap().contains("nothing needs you"));
    assert!(desk.home().join(".local/share/matchbook/scheme.db").exists());
}
