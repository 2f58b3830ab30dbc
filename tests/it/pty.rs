//! The terminal is left as it was found on every way out, and nothing hangs or runs while idle.

use std::time::Duration;

use rstest::rstest;
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::process::Signal;

use crate::pty_child::{DRAFT, child_command, start_child};
use crate::pty_desk::{Desk, Link};

/// The program, ready and with `abc` typed, and the file that its draft goes to.
fn typed_abc(link: Link) -> (Desk, tempfile::NamedTempFile) {
    let draft = tempfile::NamedTempFile::new().unwrap();
    let desk = start_child(link, draft.path());
    desk.wait_text("ready 80x24");
    desk.send("abc");
    desk.wait_text("typed [abc]");
    (desk, draft)
}

fn kept(draft: &tempfile::NamedTempFile) -> String {
    std::fs::read_to_string(draft.path()).unwrap()
}

#[rstest]
#[case::q("q", 0)]
#[case::ctrl_c("\x03", 0)]
#[case::an_error("e", 2)]
#[case::a_panic("p", 101)]
fn the_terminal_is_left_as_found_after(#[case] key: &str, #[case] code: i32) {
    let (mut desk, draft) = typed_abc(Link::Controlling);
    desk.send(key);
    desk.ends_with(code);
    desk.is_as_found();
    assert_eq!(kept(&draft), "abc");
}

#[test]
fn the_report_of_a_panic_is_readable_after_the_screen_is_left() {
    let (mut desk, _draft) = typed_abc(Link::Controlling);
    desk.send("p");
    desk.ends_with(101);
    desk.wait("report on the main screen", |screen| {
        !screen.alternate_screen() && screen.contents().contains("a mistake of its own")
    });
    desk.wait_text("pty_child.rs:");
}

#[rstest]
#[case::term(Signal::TERM, 143)]
#[case::int(Signal::INT, 130)]
#[case::hup(Signal::HUP, 129)]
#[case::quit(Signal::QUIT, 131)]
fn the_terminal_is_left_as_found_after_the_signal(#[case] signal: Signal, #[case] code: i32) {
    let (mut desk, draft) = typed_abc(Link::Controlling);
    desk.signal(signal);
    let took = desk.ends_with(code);
    assert!(took < Duration::from_secs(1), "it took {took:?}");
    desk.is_as_found();
    assert_eq!(kept(&draft), "abc");
}

#[rstest]
#[case::of_a_window(Link::Controlling)]
#[case::with_hang_ups_ignored(Link::HangUpIgnored)]
#[case::that_sends_no_signal(Link::Foreign)]
fn the_program_is_gone_soon_and_idle_when_the_terminal_vanishes(#[case] link: Link) {
    let (mut desk, draft) = typed_abc(link);
    let before = desk.ticks();
    desk.hang_up();
    let (status, took, after) = desk.end();
    assert_eq!(status.code(), Some(129));
    assert!(took < Duration::from_secs(2), "it took {took:?}");
    assert!(after - before <= 10, "{} ticks of 10 ms", after - before);
    assert_eq!(kept(&draft), "abc");
}

#[test]
fn a_terminal_that_is_read_no_more_does_not_hold_the_program() {
    let (mut desk, _draft) = typed_abc(Link::Controlling);
    desk.stop_reading();
    for _ in 0..100 {
        desk.send("f");
    }
    desk.signal(Signal::TERM);
    let (status, took, _) = desk.end();
    assert_eq!(status.code(), Some(143));
    assert!(took < Duration::from_secs(3), "it took {took:?}");
    assert_eq!(format!("{:?}", desk.settings()), format!("{:?}", desk.found));
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_draws_at_the_new_size() {
    let draft = tempfile::NamedTempFile::new().unwrap();
    let program = std::env::current_exe().unwrap();
    let script = "set -m; \"$0\" \"$@\"; echo given back; read line; fg; echo all over";
    let shell = ["/bin/sh", "-c", script];
    let command: Vec<&str> =
        shell.into_iter().chain(child_command(program.to_str().unwrap())).collect();
    let path = draft.path().to_str().unwrap();
    let desk = Desk::start(Link::Controlling, &command, &[(DRAFT, path)]);
    desk.wait_text("ready 80x24");
    desk.send("abc");
    desk.wait_text("typed [abc]");

    desk.send("\x1a");
    desk.wait("shell", |screen| {
        !screen.alternate_screen() && screen.contents().contains("given back")
    });
    assert_eq!(format!("{:?}", desk.settings()), format!("{:?}", desk.found));
    assert_eq!(desk.count(b"\x1b[?2004l"), 1);

    desk.resize(100, 30);
    desk.send("\n");
    desk.wait_text("ready 100x30 typed [abc]");
    desk.wait("alternate screen", vt100::Screen::alternate_screen);
    desk.send("q");
    desk.wait_text("all over");
}

#[test]
fn ctrl_z_without_a_shell_brings_the_screen_back() {
    let (mut desk, _draft) = typed_abc(Link::Controlling);
    desk.send("\x1ad");
    desk.wait_text("typed [abcd]");
    desk.send("q");
    desk.ends_with(0);
}

#[test]
fn an_idle_program_writes_nothing_and_never_runs() {
    let (desk, _draft) = typed_abc(Link::Controlling);
    // the second look after input, and the threads that started it, come to rest first
    assert_eq!(desk.written_within(Duration::from_millis(300)), b"");
    let before = desk.naps();
    assert_eq!(desk.written_within(Duration::from_secs(3)), b"");
    assert_eq!(desk.naps(), before);
}

#[test]
fn a_new_size_is_drawn_at_once() {
    let (desk, _draft) = typed_abc(Link::Controlling);
    for (columns, rows) in [(100, 30), (20, 5), (1, 1), (132, 43)] {
        desk.resize(columns, rows);
    }
    desk.wait_text("ready 132x43 typed [abc]");
}

#[test]
fn a_cut_sequence_holds_nobody() {
    let (mut desk, _draft) = typed_abc(Link::Controlling);
    desk.send("\x1b[<0;1");
    assert_eq!(desk.written_within(Duration::from_millis(300)), b"");
    desk.send("M");
    desk.send("d");
    desk.wait_text("typed [abcd]");
    desk.send("\x1b[1;");
    desk.signal(Signal::TERM);
    assert!(desk.ends_with(143) < Duration::from_secs(1));
}

#[test]
fn a_paste_of_a_megabyte_arrives_whole() {
    let (mut desk, _draft) = typed_abc(Link::Controlling);
    desk.send(format!("\x1b[200~{}\x1b[201~", "q\r\n".repeat(350_000)));
    desk.wait_text("told [pasted 700000]");
    desk.send("q");
    desk.ends_with(0);
}

#[test]
fn mouse_reports_outside_the_screen_and_key_releases_do_nothing() {
    let (mut desk, _draft) = typed_abc(Link::Controlling);
    desk.send("\x1b[<0;0;0M\x1b[<0;999;999M\x1b[97;1:3ud");
    desk.wait_text("typed [abcd] told []");
    desk.send("q");
    desk.ends_with(0);
    assert_eq!(desk.count(b"\x1b[?1000h") + desk.count(b"\x1b[>"), 0);
}

#[test]
fn a_copy_goes_to_the_terminal_as_one_sequence() {
    let (mut desk, _draft) = typed_abc(Link::Controlling);
    desk.send("y");
    desk.wait_bytes(b"\x1b]52;c;YWJj\x1b\\");
    desk.send("q");
    desk.ends_with(0);
}

#[test]
fn escape_and_a_letter_in_one_write_are_two_keys() {
    let (desk, _draft) = typed_abc(Link::Controlling);
    desk.send("\x1br");
    desk.wait_text("typed [abcr] told [key Esc]");
}

#[test]
fn a_flood_of_random_bytes_ends_in_good_order() {
    let (mut desk, _draft) = typed_abc(Link::Controlling);
    // a small generator of our own, so that a failure can be repeated; without the keys that end
    // or stop the program
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let bytes: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[3]
    })
    .filter(|byte| !b"qepy\x03\x1a".contains(byte))
    .take(200_000)
    .collect();
    desk.send(bytes);
    desk.send("\x1b[201~");
    desk.signal(Signal::TERM);
    desk.ends_with(143);
    desk.is_as_found();
}

#[test]
fn what_was_typed_behind_the_last_key_is_not_left_to_the_shell() {
    let (mut desk, _draft) = typed_abc(Link::Foreign);
    let shell = desk.other_side();
    desk.send(format!("q{}", "rm everything\n".repeat(5000)));
    desk.ends_with(0);
    let mut fds = [PollFd::new(&shell, PollFlags::IN)];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    rustix::event::poll(&mut fds, Some(&now)).unwrap();
    assert!(fds[0].revents().is_empty(), "a shell would read and run it");
    desk.is_as_found();
}

#[test]
fn no_color_keeps_bold_and_writes_no_colour() {
    let draft = tempfile::NamedTempFile::new().unwrap();
    let program = std::env::current_exe().unwrap();
    let path = draft.path().to_str().unwrap();
    let command = child_command(program.to_str().unwrap());
    let desk = Desk::start(Link::Controlling, &command, &[(DRAFT, path), ("NO_COLOR", "1")]);
    desk.wait_text("ready 80x24");
    desk.send("f");
    desk.wait_text("BBBB");
    assert_eq!(desk.count(b"\x1b[m") + desk.count(b"\x1b[;m"), 0, "an empty SGR resets bold");
    desk.wait("bold", |screen| screen.cell(5, 5).is_some_and(vt100::Cell::bold));
}
