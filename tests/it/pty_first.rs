//! The first start on a terminal: three questions, nothing written before they are answered or skipped (S5).

use std::fs;
use std::path::{Path, PathBuf};

use matchbook::domain::settings::Key;
use matchbook::store::{Access, Store};
use tempfile::TempDir;

use crate::pty_desk::{Desk, Link};
use crate::pty_home::TODAY;
use crate::store_support::folder;

/// The home of somebody who never started the program.
fn started(home: &TempDir) -> Desk {
    let path = home.path().to_str().unwrap();
    let data = format!("{path}/data");
    let state = format!("{path}/state");
    let env =
        [("HOME", path), ("XDG_STATE_HOME", &state), ("XDG_DATA_HOME", &data), ("USER", "ana")];
    let desk =
        Desk::start(Link::Controlling, &[env!("CARGO_BIN_EXE_matchbook"), "--on", TODAY], &env);
    desk.wait_text("Welcome to Matchbook");
    desk
}

fn scheme(home: &TempDir) -> PathBuf {
    home.path().join("data/matchbook/scheme.db")
}

/// Files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn setting(home: &TempDir, key: Key) -> String {
    let mut store = Store::open(&scheme(home), Access::Look).unwrap();
    store.load().unwrap().0.settings().text(key).to_owned()
}

#[test]
fn nothing_is_written_before_the_questions_are_answered_or_skipped() {
    let home = folder();
    let mut desk = started(&home);
    desk.send("Nursing");
    desk.wait_text("Nursing");
    desk.send("\u{3}");
    desk.ends_with(0);
    assert_eq!(files(home.path()), Vec::<PathBuf>::new());
}

#[test]
fn three_answers_make_the_scheme_and_the_dashboard_opens_on_it() {
    let home = folder();
    let mut desk = started(&home);
    desk.send("Nursing\r");
    desk.send("m\r");
    desk.send("\r");
    desk.wait_text("1 Today");
    assert_eq!(setting(&home, Key::Name), "Nursing");
    assert_eq!(setting(&home, Key::DateOrder), "mdy");
    desk.send("q");
    desk.ends_with(0);
}

#[test]
fn escape_skips_to_an_empty_scheme_with_the_usual_answers() {
    let home = folder();
    let mut desk = started(&home);
    desk.send("\u{1b}");
    desk.wait_text("1 Today");
    assert_eq!(setting(&home, Key::Name), "Mentoring scheme");
    desk.send("q");
    desk.ends_with(0);
    assert!(scheme(&home).exists());
}

#[test]
fn a_look_at_the_sample_leaves_no_scheme_behind() {
    let home = folder();
    let mut desk = started(&home);
    desk.send("\r\rl\r");
    desk.wait_text("PRACTICE");
    desk.send("q");
    desk.ends_with(0);
    assert!(!scheme(&home).exists());
}
