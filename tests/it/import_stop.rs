//! An import that is called off: by whoever watches it, and by Ctrl-C, without a trace.

use std::cell::Cell;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use matchbook::domain::Scheme;
use matchbook::import::{ImportError, Options, plan_watched};
use rusqlite::Connection;

use crate::cli_support::Desk;
use crate::small_scheme::day;
use crate::store_support::names;

const SHEET: &str =
    "Name,Email\nAl Li,al@example.org\nBo Ng,bo@example.org\nCy Oz,cy@example.org\n";

#[test]
fn whoever_watches_an_import_is_told_each_step_and_may_call_it_off() {
    let told = Cell::new((0, 0));
    let plan = |last: usize| {
        let watch = |done, of| {
            assert!(done == told.get().0 + 1 && done <= of);
            told.set((done, of));
            done < last
        };
        told.set((0, 0));
        let options = Options::on(day("2026-03-03"));
        plan_watched(&Scheme::default(), "mentors.csv", SHEET.as_bytes(), &options, &watch)
    };
    assert_eq!(plan(usize::MAX).unwrap().counts().added, 3);
    assert_eq!(told.get(), (9, 9));
    assert_eq!(plan(5).unwrap_err(), ImportError::Stopped);
    assert_eq!(told.get(), (5, 9));
}

#[test]
fn an_import_that_is_stopped_by_ctrl_c_leaves_no_trace() {
    let desk = Desk::small();
    fs::write(desk.home().join("mentors.csv"), SHEET).unwrap();
    let (before, there) = (desk.bytes(), names(desk.home()));
    // somebody else is writing, so that the import has to wait with saving
    let other = Connection::open(&desk.file).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut command = desk.command(&["import", "mentors.csv"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // the copy that it makes before it saves is there: it listens for Ctrl-C since long
    let backups = desk.home().join("scheme.db.backups");
    let begun = Instant::now();
    while !backups.is_dir() || names(&backups).is_empty() {
        assert!(begun.elapsed() < Duration::from_mins(1), "no copy was made");
        std::thread::yield_now();
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    other.execute_batch("ROLLBACK").unwrap();
    drop(other);
    let ran = child.wait_with_output().unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(
        (ran.status.code(), said.as_str()),
        (Some(130), "matchbook: stopped: nothing was changed\n")
    );
    assert!(ran.stdout.is_empty());
    assert_eq!(desk.bytes(), before);
    assert_eq!(names(desk.home()), there);
    // and the next one takes it in as if nothing had been
    assert!(desk.done(&["import", "mentors.csv"]).contains("3 added"));
}
