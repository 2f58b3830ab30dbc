//! The program around the screens: tabs, messages, help, palette, undo, filter, small terminals.

use matchbook::app::Msg;
use matchbook::domain::records::Person;
use matchbook::screens::{Effect, World};
use matchbook::ui::keys::Key;
use rstest::rstest;

use crate::harness::Desk;
use crate::small_scheme::{Small, day};

fn desk(size: (u16, u16)) -> Desk {
    let mut small = Small::default();
    small.mentor("Priya Nair", 2);
    small.mentor("Łukasz Brzęk", 1);
    small.mentee("Amina Yusuf");
    small.mentee("王芳");
    Desk::open(small.scheme, day("2026-03-03"), size)
}

#[test]
fn numbers_and_arrows_go_to_the_tabs_and_backspace_goes_back() {
    let mut desk = desk((80, 24));
    desk.keys("4");
    let people = desk.scheme().all::<Person>().len();
    assert!(desk.screen().contains(&format!("[4 People {people}]")), "{}", desk.screen());
    desk.keys("<Right>");
    assert!(desk.screen().contains("[5 Rev"), "{}", desk.screen());
    desk.keys("<Left> <Left>");
    assert!(desk.screen().contains("[3 Pairs 0]"));
    desk.keys("<Backspace> <Backspace>");
    assert!(desk.screen().contains("[5 Rev"));
}

#[test]
fn the_cursor_stands_on_the_selected_row() {
    let mut desk = desk((80, 24));
    desk.keys("4");
    for expected in ["Amina", "Łukasz", "Priya", "王芳", "王芳"] {
        let row = desk.cursor_row();
        assert!(row.starts_with('>') && row.contains(expected), "{row}");
        desk.keys("j");
    }
    desk.keys("g");
    assert!(desk.cursor_row().contains("Amina"));
}

#[test]
fn a_filter_finds_without_accents_says_how_many_and_is_cleared_by_escape() {
    let mut desk = desk((80, 24));
    desk.keys(r#"4 / "lukasz q" <Backspace> <Backspace>"#);
    assert!(desk.screen().contains("/lukasz   1 of 4"), "{}", desk.screen());
    desk.keys("<Enter>");
    assert!(desk.cursor_row().contains("Łukasz"));
    desk.keys("<Esc>");
    assert!(!desk.screen().contains("1 of 4"));
    assert!(desk.cursor_row().contains("Łukasz"), "the row stays selected");
    desk.keys(r#"/ "zzz""#);
    assert!(desk.screen().contains("Nothing fits /zzz"));
}

#[test]
fn escape_and_the_keys_of_deletion_do_nothing_but_say_so() {
    let mut desk = desk((80, 24));
    desk.keys("<Esc> <Esc> <Esc>");
    assert!(!desk.model.is_over());
    for key in ["d", "x", "D", "<Delete>"] {
        desk.keys(key);
        assert_eq!(desk.message(), "Nothing is deleted here. To end a pair press c.");
        desk.keys("j");
        assert_eq!(desk.message(), "");
    }
}

#[test]
fn q_leaves_at_once_and_control_c_everywhere() {
    let mut first = desk((80, 24));
    first.keys("q");
    assert!(first.model.is_over());
    assert_eq!(first.other, [Effect::Quit]);
    let mut second = desk((80, 24));
    second.keys("4 / q <Ctrl-C>");
    assert!(second.model.is_over());
}

#[test]
fn help_lists_the_keys_of_the_screen_finds_by_typing_and_runs() {
    let mut desk = desk((80, 24));
    desk.keys("4 ?");
    assert!(desk.screen().contains("Keys: People"), "{}", desk.screen());
    desk.keys(r#""last row""#);
    assert!(desk.screen().contains("The last row"));
    desk.keys("<Enter>");
    assert!(desk.cursor_row().contains("王芳"));
}

#[test]
fn the_palette_runs_commands_and_goes_to_screens_by_name() {
    let mut desk = desk((80, 24));
    desk.keys(r#": "people" <Enter>"#);
    assert!(desk.screen().contains("[4 People 4]"), "{}", desk.screen());
    desk.keys(r#": "undo" <Enter>"#);
    assert_eq!(desk.message(), "there is nothing to undo");
}

#[test]
fn an_error_stays_until_escape() {
    let mut desk = desk((80, 24));
    desk.keys("4 u j j");
    assert_eq!(desk.message(), "there is nothing to undo");
    desk.keys("<Esc>");
    assert_eq!(desk.message(), "");
}

#[test]
fn a_paste_on_a_list_is_inert_and_goes_into_an_open_filter() {
    let mut desk = desk((80, 24));
    desk.keys("4").tell(Msg::Paste("qqzz\n:quit\n".into()));
    assert!(desk.message().starts_with("Paste ignored"));
    assert!(!desk.model.is_over());
    desk.keys("/").tell(Msg::Paste("priya".into()));
    assert!(desk.screen().contains("/priya   1 of 4"));
}

#[test]
fn a_read_only_scheme_says_why_nothing_is_saved_and_is_marked() {
    let mut small = Small::default();
    small.mentee("Amina Yusuf");
    let scheme = std::sync::Arc::new(small.scheme);
    let read_only = Some("the file is read-only".to_owned());
    let world = World { read_only, ..World::new(scheme, day("2026-03-03")) };
    let mut desk = Desk::over(world, (80, 24));
    desk.keys("u");
    assert_eq!(desk.message(), "Nothing is saved: the file is read-only");
    assert!(desk.screen().contains("READ-ONLY"));
}

#[rstest]
#[case((60, 16))]
#[case((80, 24))]
#[case((100, 30))]
#[case((130, 40))]
fn the_frame_shows_tabs_date_and_hints_at_every_usable_size(#[case] size: (u16, u16)) {
    let mut desk = desk(size);
    for tab in ["2", "3", "4", "5", "6"] {
        desk.keys(tab);
        let (rows, at) = desk.rows();
        assert!(rows[0].contains("3 Mar"), "{}", rows[0]);
        assert!(rows.last().unwrap().contains("? help"), "{}", rows.last().unwrap());
        assert!(at.is_some());
    }
}

#[test]
fn a_terminal_that_is_too_small_shows_a_notice_and_loses_nothing() {
    let mut desk = desk((80, 24));
    desk.keys(r#"4 j / "a""#);
    let before = desk.screen();
    for size in [(59, 16), (60, 15), (20, 5), (1, 1), (0, 0)] {
        desk.tell(Msg::Resize(size.0, size.1)).keys("x");
        assert!(!desk.screen().contains("People"), "{size:?}");
    }
    desk.tell(Msg::Resize(80, 24));
    assert_eq!(desk.screen(), before);
}

#[test]
fn no_size_and_no_key_panics() {
    let mut desk = desk((80, 24));
    let keys =
        ["4", "?", "<Esc>", ":", "<Esc>", "L", "<Esc>", "<Tab>", "s", "<Esc>", "*", "V", "/"];
    for (number, key) in keys.iter().enumerate() {
        let number = u16::try_from(number).unwrap();
        for size in [(number, 3), (60 + number * 11, 16 + number), (500, 200), (200, 1), (0, 9)] {
            desk.tell(Msg::Resize(size.0, size.1));
            desk.screen();
        }
        desk.tell(Msg::Resize(80, 24)).keys(key);
    }
    for key in [Key::PageDown, Key::PageUp, Key::End, Key::Home, Key::BackTab, Key::Ctrl('u')] {
        desk.tell(Msg::Key(key));
    }
}

#[test]
fn marks_are_set_by_space_by_range_and_all_at_once() {
    let mut desk = desk((80, 24));
    desk.keys("4 <Space>");
    assert!(desk.screen().contains("#1 marked"));
    assert!(desk.cursor_row().contains("Łukasz"), "marking steps down");
    desk.keys("j V");
    assert!(desk.screen().contains("#3 marked"));
    desk.keys("* *");
    assert!(!desk.screen().contains("marked"));
    desk.keys("<Space> y");
    assert!(matches!(desk.other.last(), Some(Effect::Copy { .. })));
}

#[test]
fn sorting_is_chosen_from_a_menu_and_turned_by_a_second_choice() {
    let mut desk = desk((80, 24));
    desk.keys("4 s 1");
    assert!(desk.screen().contains("sorted by name"), "{}", desk.screen());
    desk.keys("s 1 g");
    assert!(desk.cursor_row().contains("王芳"), "{}", desk.screen());
    desk.keys("s 0");
    assert!(!desk.screen().contains("sorted"));
}
