//! Letters leave the program: a mail program is started beside it with a draft or a link, files are written, and what fails is said.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::pty_desk::{Desk, Link};
use crate::pty_home::Home;

/// A home in which the mail program is a script: it gets what is opened as `$1`, and its own folder
/// is `$HOME`.
struct Post {
    home: Home,
    opener: String,
}

impl Post {
    fn with(script: &str) -> Self {
        let home = Home::with_the_week();
        let opener = home.folder.path().join("mail program");
        fs::write(&opener, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&opener, fs::Permissions::from_mode(0o700)).unwrap();
        let opener = opener.to_str().unwrap().to_owned();
        Self { home, opener }
    }

    fn open(&self) -> Desk {
        let desk = self.home.open(Link::Controlling, &[("MATCHBOOK_OPENER", &self.opener)]);
        desk.wait_text("OVERDUE REQUESTS");
        desk
    }

    fn file(&self, name: &str) -> PathBuf {
        self.home.folder.path().join(name)
    }

    fn drafts(&self) -> Vec<PathBuf> {
        let folder = self.file("state/matchbook/letters");
        let files = fs::read_dir(folder).into_iter().flatten();
        files.map(|file| file.unwrap().path()).collect()
    }
}

/// What the script left, once it is whole.
fn waited_for(desk: &Desk, file: &std::path::Path) -> String {
    desk.wait("the script", |_| file.exists());
    fs::read_to_string(file).unwrap()
}

#[test]
fn a_draft_is_opened_beside_the_program_which_goes_on_at_once() {
    // it writes elsewhere and moves, so that what is there is whole; then it stays open for long
    let post =
        Post::with("cp \"$1\" \"$HOME/part\"; mv \"$HOME/part\" \"$HOME/seen.eml\"; sleep 60");
    let mut desk = post.open();
    desk.send("M");
    desk.wait_text("Dear Tom");
    desk.send("o");
    desk.wait_text("Sent? s logs it as a reminder");
    let draft = waited_for(&desk, &post.file("seen.eml"));
    assert!(draft.contains("Subject:") && draft.contains("tom.reed@northfield.example"), "{draft}");
    let [kept] = post.drafts().try_into().unwrap();
    assert_eq!(kept.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(kept.parent().unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o700);
    desk.send("s");
    desk.wait_text("u undo");
    assert!(post.home.done()[0].contains("reminded"), "{:?}", post.home.done());
    desk.send("q");
    desk.ends_with(0);
}

#[test]
fn a_mail_link_is_opened_as_such() {
    let post = Post::with("printf %s \"$1\" > \"$HOME/part\"; mv \"$HOME/part\" \"$HOME/link\"");
    let mut desk = post.open();
    desk.send("M");
    desk.wait_text("Dear Tom");
    desk.send("m");
    let link = waited_for(&desk, &post.file("link"));
    assert!(link.starts_with("mailto:tom.reed@northfield.example?"), "{link}");
    assert!(post.drafts().is_empty());
    desk.send("q");
    desk.ends_with(0);
}

#[test]
fn a_mail_program_that_fails_is_said_with_what_to_do_instead() {
    let post = Post::with("exit 3");
    let mut desk = post.open();
    desk.send("M");
    desk.wait_text("Dear Tom");
    desk.send("o");
    desk.wait_text("no mail program could be started");
    desk.wait_text("press f for a file");
    desk.send("q");
    desk.ends_with(0);
}

#[test]
fn letters_are_put_into_files_and_over_others_only_when_asked_twice() {
    let post = Post::with("exit 0");
    let taken = post.file("reminder-R8.eml");
    fs::write(&taken, "mine").unwrap();
    let mut desk = post.open();
    desk.send("M");
    desk.wait_text("Dear Tom");
    desk.send("f\r");
    desk.wait_text("replace it?");
    assert_eq!(fs::read(&taken).unwrap(), b"mine");
    desk.send("\x1b");
    // plain text by its ending
    desk.send("\x15~/letter.txt\r");
    desk.wait_text("The letter is in");
    desk.wait_text("Sent? s logs");
    let text = fs::read_to_string(post.file("letter.txt")).unwrap();
    assert!(text.contains("Dear Tom") && !text.contains("MIME"), "{text}");
    desk.send("\x1b   M");
    desk.wait_text("1 of 3");
    desk.send("F\r");
    desk.wait_text("3 letters in");
    let folder = fs::read_dir(post.file("letters-2026-03-03")).unwrap();
    let mut names: Vec<_> =
        folder.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["reminder-R10.eml", "reminder-R8.eml", "waiting-R9.eml"]);
    desk.send("q");
    desk.ends_with(0);
}

#[test]
fn a_letter_whose_logging_was_taken_back_is_to_be_logged_again() {
    let post = Post::with("exit 0");
    let mut desk = post.open();
    desk.send("  M");
    desk.wait_text("1 of 2");
    desk.send("s");
    desk.wait_text("2 of 2");
    desk.send("p");
    desk.wait_text("Logged as sent");
    desk.send("u");
    desk.wait_text("Nothing is sent from here");
    assert!(post.home.done()[1].starts_with("undone"), "{:?}", post.home.done());
    desk.send("q");
    desk.ends_with(0);
}
