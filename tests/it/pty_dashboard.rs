//! The program itself on a terminal: the fixed week by its keys, what is kept on every way out, and what others do meanwhile.

use std::path::Path;
use std::time::{Duration, Instant};

use matchbook::domain::{Builder, records::Person};
use matchbook::store::{Access, Grade, Store, newest_backup};
use rstest::rstest;
use rustix::process::Signal;

use crate::pty_desk::Link;
use crate::pty_home::{Home, TODAY, type_a_name};
use crate::store_support::{by, dump, noon};

/// Somebody else adds a person to the file.
fn add_person(file: &Path, name: &str) {
    let mut store = Store::open(file, Access::Write).unwrap();
    let (scheme, _) = store.load().unwrap();
    let mut builder = Builder::new(&scheme);
    let id = builder.new_id::<Person>();
    builder.put(Person::named(id, name));
    store.apply(&scheme, &builder.done(format!("{name} added")), &by("ben")).unwrap();
}

#[test]
fn the_week_is_worked_through_by_thirty_five_keys_typed_in_one_go() {
    let home = Home::with_the_week();
    let mut desk = home.opened(Link::Controlling);
    let keys = "ra rn a\r z\r rn rn l\x13 l\x13 l\x13 l\x13 z\r v\x13 v\x13 v\x13 q";
    let keys: String = keys.split(' ').collect();
    assert!(keys.len() <= 35);
    desk.send(keys);
    desk.ends_with(0);
    desk.is_as_found();
    assert_eq!(home.done().len(), 14, "{:#?}", home.done());
    desk.wait_text("14 changes saved");
}

#[rstest]
#[case::accepted("ra")]
#[case::reminded("rn")]
#[case::reassigned("a\r")]
#[case::snoozed("z\r")]
fn undo_brings_back_every_row(#[case] keys: &str) {
    let home = Home::with_the_week();
    let before = dump(&home.file);
    let mut desk = home.opened(Link::Controlling);
    desk.send(keys);
    desk.wait_text("u undo");
    assert_ne!(dump(&home.file), before, "it was saved when it was said");
    desk.send("u");
    desk.wait_text("Undone");
    assert_eq!(dump(&home.file), before);
    desk.send("q");
    desk.ends_with(0);
}

#[rstest]
#[case::q("\x1bq", 0)]
#[case::ctrl_c("\x03", 0)]
fn leaving_by_a_key_keeps_what_was_typed(#[case] keys: &str, #[case] code: i32) {
    let home = Home::with_the_week();
    let mut desk = home.opened(Link::Controlling);
    type_a_name(&desk, "Zoë Half");
    desk.send(keys);
    desk.ends_with(code);
    desk.is_as_found();
    assert!(home.drafts().concat().contains("Zoë Half"), "{:?}", home.drafts());
}

#[rstest]
#[case::term(Signal::TERM, 143)]
#[case::int(Signal::INT, 130)]
#[case::hup(Signal::HUP, 129)]
fn leaving_by_a_signal_keeps_what_was_typed(#[case] signal: Signal, #[case] code: i32) {
    let home = Home::with_the_week();
    let mut desk = home.opened(Link::Controlling);
    type_a_name(&desk, "Zoë Half");
    desk.signal(signal);
    desk.ends_with(code);
    desk.is_as_found();
    assert!(home.drafts().concat().contains("Zoë Half"), "{:?}", home.drafts());
}

#[rstest]
#[case::of_a_window(Link::Controlling)]
#[case::with_hang_ups_ignored(Link::HangUpIgnored)]
#[case::that_sends_no_signal(Link::Foreign)]
fn a_terminal_that_vanishes_ends_the_program_and_loses_nothing(#[case] link: Link) {
    let home = Home::with_the_week();
    let mut desk = home.opened(link);
    type_a_name(&desk, "Zoë Half");
    let before = desk.ticks();
    desk.hang_up();
    let (status, took, after) = desk.end();
    assert_eq!(status.code(), Some(129));
    assert!(took < Duration::from_secs(2), "it took {took:?}");
    assert!(after - before <= 10, "{} ticks of 10 ms", after - before);
    assert!(home.drafts().concat().contains("Zoë Half"), "{:?}", home.drafts());
}

#[test]
fn what_was_typed_two_seconds_before_a_kill_is_offered_again() {
    let home = Home::with_the_week();
    let mut desk = home.opened(Link::Controlling);
    type_a_name(&desk, "Zoë Half");
    let typed = Instant::now();
    while home.drafts().is_empty() {
        assert!(typed.elapsed() < Duration::from_secs(5), "no draft was kept");
        desk.written_within(Duration::from_millis(20));
    }
    assert!(typed.elapsed() < Duration::from_secs(2), "{:?}", typed.elapsed());
    desk.signal(Signal::KILL);
    desk.end();
    let desk = home.opened(Link::Controlling);
    desk.send("4");
    desk.wait_text("[4 People");
    desk.send("n");
    desk.wait_text("Zoë Half");
}

#[test]
fn a_change_whose_message_was_on_the_screen_survives_a_kill() {
    let home = Home::with_the_week();
    for round in 0..20 {
        let before = home.done().len();
        let mut desk = home.opened(Link::Controlling);
        desk.send("rn");
        if round % 2 == 0 {
            desk.wait_text("u undo");
        } else {
            desk.written_within(Duration::from_millis(round * 2));
        }
        desk.signal(Signal::KILL);
        desk.end();
        let after = home.done().len();
        if desk.shows("u undo") {
            assert_eq!(after, before + 1, "round {round}: said and lost");
        }
        assert!(after <= before + 1);
        let store = Store::open(&home.file, Access::Write).unwrap();
        let faults = store.check(noon(TODAY)).unwrap();
        assert!(faults.iter().all(|found| found.grade != Grade::Fault), "{faults:?}");
    }
}

#[test]
fn an_idle_dashboard_writes_nothing_and_never_runs() {
    let home = Home::with_the_week();
    let desk = home.opened(Link::Controlling);
    // the worker's look at the file and its copy of the day come first
    while !desk.written_within(Duration::from_secs(1)).is_empty() {}
    let before = desk.naps();
    assert_eq!(desk.written_within(Duration::from_secs(3)), b"");
    assert_eq!(desk.naps(), before);
}

#[test]
fn what_another_program_saves_is_shown_within_two_seconds() {
    let home = Home::with_the_week();
    let desk = home.opened(Link::Controlling);
    desk.send("4");
    desk.wait_text("[4 People 52]");
    let begun = Instant::now();
    add_person(&home.file, "Aaron Aardvark");
    desk.wait_text("[4 People 53]");
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

#[test]
fn two_programs_on_one_file_show_each_others_changes() {
    let home = Home::with_the_week();
    let (one, two) = (home.opened(Link::Controlling), home.opened(Link::Controlling));
    two.wait_text("[1 Today 14]");
    one.send("z\r");
    two.wait_text("[1 Today 13]");
    two.send("z\r");
    one.wait_text("[1 Today 12]");
    one.send("u");
    two.wait_text("[1 Today 13]");
}

#[test]
fn the_program_opens_where_it_was_left() {
    let home = Home::with_the_week();
    let mut desk = home.opened(Link::Controlling);
    desk.send("3");
    desk.wait_text("[3 Pairs");
    desk.send("jjj");
    desk.send("q");
    desk.ends_with(0);
    let again = home.open(Link::Controlling, &[]);
    again.wait_text("[3 Pairs");
}

#[test]
fn a_hundred_sizes_while_typing_lose_no_letter() {
    let home = Home::with_the_week();
    let mut desk = home.opened(Link::Controlling);
    type_a_name(&desk, "Z");
    let name: String = ('a'..='z').collect();
    for (number, letter) in name.chars().cycle().take(52).enumerate() {
        let number = u16::try_from(number).unwrap();
        desk.resize(60 + number * 37 % 140, 16 + number * 17 % 50);
        desk.send(letter.to_string());
    }
    desk.resize(100, 30);
    desk.wait_text("tuvwxyz");
    // far too small ones: the notice instead, and nothing else changes
    for number in 0..100 {
        desk.resize(1 + number * 37 % 70, 1 + number * 17 % 20);
    }
    desk.resize(100, 30);
    desk.wait_text("tuvwxyz");
    desk.send("\x03");
    desk.ends_with(0);
    assert!(home.drafts().concat().contains(&format!("Z{name}{name}")), "{:?}", home.drafts());
}

#[rstest]
#[case::no_colour(&[("NO_COLOR", "1")], false)]
#[case::empty_no_colour(&[("NO_COLOR", "")], true)]
fn colours_are_left_out_when_asked(#[case] env: &[(&str, &str)], #[case] coloured: bool) {
    let home = Home::with_the_week();
    let mut desk = home.open(Link::Controlling, env);
    desk.wait_text("1 Today");
    desk.send("jjq");
    desk.ends_with(0);
    let bytes = desk.bytes();
    let text = String::from_utf8_lossy(&bytes);
    let sgr = |parameter: &str| text.contains(&format!("\x1b[{parameter};"));
    assert_eq!(sgr("38"), coloured);
    assert!(!text.contains("38;2") && !text.contains("48;2"), "no colour of its own");
    assert_eq!(desk.count(b"\x1b[m") + desk.count(b"\x1b[;m"), 0);
    assert!(text.contains("\x1b[7m") || text.contains("\x1b[1m"), "the selected row stands out");
}

#[test]
fn a_dumb_terminal_gets_today_as_text() {
    let home = Home::with_the_week();
    let mut desk = home.open(Link::Controlling, &[("TERM", "dumb")]);
    desk.ends_with(0);
    desk.wait_text("requests");
    assert_eq!(desk.count(b"\x1b"), 0);
}

#[test]
fn the_demo_is_marked_and_leaves_nothing_behind() {
    let home = Home::with_the_week();
    let temporary = home.folder.path().join("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let program = [env!("CARGO_BIN_EXE_matchbook"), "demo"];
    let tmp = ("TMPDIR", temporary.to_str().unwrap());
    let mut desk = home.run(Link::Controlling, &program, &[tmp]);
    desk.wait_text("PRACTICE");
    desk.wait_text("[1 Today 14]");
    desk.send("z\rq");
    desk.ends_with(0);
    desk.is_as_found();
    assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0);
    assert!(!home.folder.path().join("state").exists());
}

#[test]
fn a_stray_core_of_the_process_and_open_modes_are_impossible() {
    let home = Home::with_the_week();
    let desk = home.opened(Link::Controlling);
    let pid = desk.pid().as_raw_pid();
    let limits = std::fs::read_to_string(format!("/proc/{pid}/limits")).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    assert!(status.lines().any(|line| line == "Umask:\t0077"), "{status}");
}

#[test]
fn the_mouse_is_taken_until_it_is_turned_off_and_that_is_kept() {
    const ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
    const OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";
    let home = Home::with_the_week();
    let mut desk = home.opened(Link::Controlling);
    assert_eq!(desk.count(ON), 1);
    assert_eq!(desk.count(b"\x1b[?1002h") + desk.count(b"\x1b[?1003h"), 0, "no movements");
    desk.send("\x1b[<0;20;1M\x1b[<0;20;1m");
    desk.wait_text("[2 Req");
    desk.send(":mouse\r");
    desk.wait_text("The mouse is off");
    assert_eq!(desk.count(OFF), 1);
    desk.send("q");
    desk.ends_with(0);
    desk.is_as_found();
    let mut again = home.opened(Link::Controlling);
    assert_eq!(again.count(ON), 0);
    again.send(":mouse\r");
    again.wait_text("The mouse is on");
    assert_eq!(again.count(ON), 1);
    again.send("q");
    again.ends_with(0);
    again.is_as_found();
}

#[test]
fn a_copy_asked_for_by_name_is_made_and_its_place_is_shown() {
    let home = Home::with_the_week();
    let mut desk = home.opened(Link::Controlling);
    desk.send(":backup\r");
    desk.wait_text("Copied and checked");
    let (copy, _) = newest_backup(&home.file).expect("a copy is there");
    assert!(Store::open(&copy, Access::Look).is_ok());
    desk.send("q");
    desk.ends_with(0);
}
