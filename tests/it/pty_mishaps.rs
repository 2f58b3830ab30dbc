//! The program itself when something goes wrong under it: the terminal is left as found, and what happened is said.

use std::fs;
use std::path::Path;

use rstest::rstest;
use rustix::process::{Resource, Rlimit, prlimit};

use crate::pty_desk::{Desk, Link};
use crate::pty_home::{Home, type_a_name};
use crate::store_support::dump;

/// Sets a limit of a running program from outside; gives back what it was.
fn limit(desk: &Desk, resource: Resource, current: Option<u64>) -> Option<u64> {
    let before = rustix::process::getrlimit(resource);
    let new = Rlimit { current, maximum: before.maximum };
    prlimit(Some(desk.pid()), resource, new).unwrap().current
}

/// Lets its next wait for a key fail: `poll` refuses to look at more files than may be open.
fn break_the_wait(desk: &Desk) {
    limit(desk, Resource::Nofile, Some(1));
}

#[test]
fn an_error_leaves_the_terminal_as_found_and_is_told_in_one_line() {
    let home = Home::with_the_week();
    let mut desk = home.opened(Link::Controlling);
    type_a_name(&desk, "Zoë Half");
    while home.drafts().is_empty() {
        desk.written_within(std::time::Duration::from_millis(20));
    }
    break_the_wait(&desk);
    desk.send("x");
    desk.ends_with(2);
    desk.is_as_found();
    desk.wait_text("matchbook: waiting for a key: Invalid argument");
    desk.wait("one line", |screen| screen.contents().trim().lines().count() == 1);
    assert!(home.drafts().concat().contains("Zoë Half"), "{:?}", home.drafts());
}

#[test]
fn an_error_with_nobody_to_tell_it_to_leaves_the_terminal_as_found() {
    let home = Home::with_the_week();
    let file = home.file.to_str().unwrap();
    let silent = ["/bin/sh", "-c", "exec \"$0\" \"$@\" 2>&-"];
    let program = [env!("CARGO_BIN_EXE_matchbook"), "--db", file];
    let mut desk = home.run(Link::Controlling, &[&silent[..], &program].concat(), &[]);
    desk.wait_text("1 Today");
    break_the_wait(&desk);
    desk.send("x");
    desk.ends_with(2);
    desk.is_as_found();
}

#[test]
fn an_error_before_the_screen_never_touches_the_terminal() {
    let home = Home::with_the_week();
    fs::write(&home.file, "name,email\nAna,ana@example.org\n".repeat(40)).unwrap();
    let mut desk = home.open(Link::Controlling, &[]);
    desk.ends_with(2);
    desk.wait_text("is not a Matchbook file: it looks like");
    assert_eq!(desk.count(b"\x1b"), 0);
    assert_eq!(format!("{:?}", desk.settings()), format!("{:?}", desk.found));
}

/// Does to the file of a running program what `how` says.
fn spoil(file: &Path, how: &str) {
    let other = file.with_extension("other");
    match how {
        "deleted" => fs::remove_file(file),
        "moved" => fs::rename(file, &other),
        "replaced" => fs::copy(file, &other).and_then(|_| fs::rename(&other, file)),
        "written over" => fs::write(file, "x".repeat(500_000)),
        "cut off" => fs::OpenOptions::new().write(true).open(file).unwrap().set_len(9000),
        "emptied" => fs::write(file, ""),
        _ => panic!("{how}"),
    }
    .unwrap();
}

#[rstest]
#[case("deleted", "was moved or replaced while it was open")]
#[case("moved", "was moved or replaced while it was open")]
#[case("replaced", "was moved or replaced while it was open")]
#[case("written over", "is damaged: it was left as it is")]
#[case("cut off", "is damaged: it was left as it is")]
#[case("emptied", "is damaged: it was left as it is")]
fn what_happens_to_the_file_is_said_and_a_key_still_leaves(#[case] how: &str, #[case] said: &str) {
    let home = Home::with_the_week();
    let mut desk = home.opened(Link::Controlling);
    spoil(&home.file, how);
    let left = fs::read(&home.file).ok();
    desk.send("rn");
    desk.wait_text(said);
    desk.send("\x03");
    desk.ends_with(0);
    desk.is_as_found();
    assert!(fs::read(&home.file).ok() == left, "it was written to");
}

#[test]
fn a_disk_that_takes_nothing_is_said_nothing_is_changed_and_the_next_try_works() {
    let home = Home::with_the_week();
    let before = dump(&home.file);
    let mut desk = home.opened(Link::Controlling);
    home.wait_for_the_copy_of_the_day();
    // in the journal, then in the pages of the file
    for bytes in [0, 100_000] {
        let room = limit(&desk, Resource::Fsize, Some(bytes));
        desk.send("rn");
        desk.wait_text("the disk cannot be read or written: nothing was changed");
        limit(&desk, Resource::Fsize, room);
        desk.send("\x1b");
        desk.wait("no message", |screen| !screen.contents().contains("nothing was changed"));
        assert_eq!(dump(&home.file), before);
    }
    desk.send("rn");
    desk.wait_text("u undo");
    desk.send("q");
    desk.ends_with(0);
    desk.is_as_found();
    assert_eq!(home.done().len(), 1);
}

/// A debug build panics when it is asked to by a variable and a paste (`runtime::panics`).
#[cfg(debug_assertions)]
#[test]
fn a_panic_leaves_the_terminal_as_found_keeps_what_was_typed_and_names_no_person() {
    let home = Home::with_the_week();
    let before = dump(&home.file);
    let mut desk = home.open(Link::Controlling, &[("MATCHBOOK_PANIC_AT", "now")]);
    desk.wait_text("1 Today");
    type_a_name(&desk, "Zoë Half");
    desk.send("\x1b[200~now\x1b[201~");
    desk.ends_with(101);
    desk.is_as_found();
    desk.wait_text("Matchbook stopped because of a mistake in the program.");
    desk.wait_text("src/runtime/panics.rs:");
    let told = desk.bytes();
    let left = told.windows(8).rposition(|it| it == b"\x1b[?1049l").unwrap();
    let told = String::from_utf8_lossy(&told[left..]).into_owned();
    assert!(!told.contains("Zoë") && !told.contains(home.file.to_str().unwrap()), "{told}");
    assert!(home.drafts().concat().contains("Zoë Half"), "{:?}", home.drafts());
    assert_eq!(dump(&home.file), before);
}
