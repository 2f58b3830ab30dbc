//! What Today and the lists show of the fixed week, read from the screen: traces, legends, orders, the palette and the mouse.

use matchbook::app::Msg;
use matchbook::sample;
use matchbook::screens::{Effect, World};
use rstest::rstest;

use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";

fn desk(size: (u16, u16)) -> Desk {
    let today = day(TODAY);
    Desk::open(sample::scheme_of(sample::week(today)), today, size)
}

/// The row of the list in which a name stands.
fn row(desk: &Desk, name: &str) -> String {
    let rows = desk.rows().0;
    let found = rows.into_iter().find(|row| row.get(2..).is_some_and(|row| row.contains(name)));
    found.unwrap_or_else(|| panic!("no {name}:\n{}", desk.screen()))
}

/// Puts the cursor on the row in which a name stands.
fn go_to(desk: &mut Desk, name: &str) {
    desk.keys("g");
    for _ in 0..60 {
        if desk.cursor_row().contains(name) {
            return;
        }
        desk.keys("j");
    }
    panic!("no {name}:\n{}", desk.screen());
}

#[rstest]
#[case::stale("Gita Rao")]
#[case::review("Kemi Ad")]
fn a_reminder_of_a_pair_is_seen_on_its_row_in_its_reason_and_in_its_history(#[case] name: &str) {
    let mut desk = desk((100, 30));
    go_to(&mut desk, name);
    desk.keys("r n");
    assert!(row(&desk, name).contains("reminded 3 Mar"), "{}", row(&desk, name));
    go_to(&mut desk, name);
    desk.keys("<Tab> <PgDn> <PgDn> <PgDn>");
    assert!(desk.screen().contains("3 Mar  reminded by e-mail"), "{}", desk.screen());
    let items = &desk.model.world().items;
    let told = items.iter().filter(|item| item.why.ends_with("; reminded on 3 Mar")).count();
    assert!(told > 0, "why it is here says so too");
}

#[test]
fn what_is_done_about_a_request_is_in_its_own_history() {
    let mut desk = desk((80, 24));
    desk.keys("j r n k h");
    assert!(desk.screen().contains("told by e-mail"), "{}", desk.screen());
}

#[rstest]
#[case((80, 24))]
#[case((100, 30))]
fn every_sign_of_the_strip_is_explained_beside_it_and_no_other(#[case] size: (u16, u16)) {
    let desk = desk(size);
    let line = desk.rows().0.into_iter().find(|row| row.starts_with(" Pairs 20 ")).unwrap();
    let (signs, legend) = line[" Pairs 20 ".len()..].split_once("   ").unwrap();
    assert_eq!(signs.len(), 20, "{line}");
    for (sign, word) in [('!', "late"), ('~', "stale"), ('*', "due"), ('h', "on hold")] {
        assert_eq!(signs.contains(sign), legend.contains(&format!("{sign} {word}")), "{line}");
    }
    assert!(legend.contains(". in order"), "{line}");
    let small = Desk::open(Small::default().scheme, day(TODAY), size);
    assert!(!small.screen().contains("in order"), "no sign, no legend");
}

#[test]
fn what_was_done_is_read_whole_at_80_columns() {
    let mut desk = desk((80, 24));
    for keys in ["r a", "r n", "a <Enter>", "z <Enter>"] {
        desk.keys(keys);
        let said = desk.message();
        let rows = desk.rows().0;
        let foot: Vec<&str> = rows.iter().rev().take(5).rev().map(|row| row.trim()).collect();
        assert!(foot.join(" ").contains(&said), "{keys}: {said}\n{}", desk.screen());
    }
    desk.tell(Msg::Failed("why not, at length: ".repeat(7).trim().to_owned()));
    let rows = desk.rows().0;
    let foot: Vec<&str> = rows.iter().rev().take(5).rev().map(|row| row.trim()).collect();
    assert!(foot.join(" ").contains(&desk.message()), "{}", desk.screen());
}

#[test]
fn n_on_today_offers_what_can_be_added_and_a_meeting_to_the_pair_of_the_row() {
    let mut desk = desk((80, 24));
    desk.keys("n <Enter>");
    assert!(desk.screen().contains("New request"), "{}", desk.screen());
    desk.keys("<Esc> n p");
    assert!(desk.screen().contains("New person"), "{}", desk.screen());
    desk.keys("<Esc> n m");
    assert!(desk.screen().contains("Mentee"), "{}", desk.screen());
    desk.keys("<Esc> n l");
    assert!(desk.screen().contains("stand on a row of the pair"), "{}", desk.screen());
    desk.keys("<Esc>");
    go_to(&mut desk, "Gita Rao");
    desk.keys("n l");
    assert!(desk.screen().contains("Log a meeting: Gita Rao"), "{}", desk.screen());
}

#[test]
fn the_list_of_pairs_says_what_presses_most() {
    let mut desk = desk((100, 30));
    desk.keys("3");
    for (name, state) in [
        ("Kemi Ad", "review 4d late"),
        ("Liam Burke", "review in 2d"),
        ("Gita Rao", "STALE"),
        ("Rosa Mart", "unlogged"),
        ("Ana Costa", "active"),
    ] {
        assert!(row(&desk, name).contains(state), "{name}: {}", row(&desk, name));
    }
    assert!(row(&desk, "Kemi Ad")[1..].starts_with('!'), "{}", row(&desk, "Kemi Ad"));
}

#[rstest]
#[case::pairs("3", &["closed"])]
#[case::reviews("5", &["held", "called off"])]
fn no_order_mixes_what_is_over_with_what_is_open(#[case] screen: &str, #[case] over: &[&str]) {
    let mut desk = desk((80, 150));
    desk.keys(screen);
    for order in ["s 1", "s 1", "s 3", "s 3", "s 5", "s 5"] {
        desk.keys(order);
        let rows = desk.rows().0;
        let rows: Vec<bool> =
            rows[3..130].iter().map(|row| over.iter().any(|o| row.contains(o))).collect();
        let first = rows.iter().position(|is_over| *is_over).expect("something is over");
        let open = rows[first..].iter().position(|is_over| !is_over).unwrap_or(rows.len());
        let after = rows[first..].get(open..).unwrap_or_default();
        assert!(first > 0 && !after.contains(&true), "{order}:\n{}", desk.screen());
    }
}

#[test]
fn the_palette_finds_by_the_words_people_use_and_offers_nothing_that_is_not_there() {
    let mut desk = desk((80, 24));
    desk.keys(r#": "save copy" <Enter>"#);
    assert_eq!(desk.other.last(), Some(&Effect::Backup));
    desk.keys(r#": "wheel" <Enter>"#);
    assert_eq!(desk.other.last(), Some(&Effect::Mouse));
    desk.keys(r#": "revert" <Enter>"#);
    assert_eq!(desk.message(), "there is nothing to undo");
    desk.keys(r#"<Esc> : "shortcuts" <Enter>"#);
    assert!(desk.screen().contains("Keys: Today"), "{}", desk.screen());
    desk.keys(r#"<Esc> : "messages" <Enter>"#);
    assert!(desk.screen().contains("What happened"), "{}", desk.screen());
    desk.keys(r#"<Esc> : "add-person" <Enter>"#);
    assert!(desk.screen().contains("New person"), "{}", desk.screen());
    desk.keys(r#"<Esc> : "teleport""#);
    assert!(desk.screen().contains("Nothing is called so here"), "{}", desk.screen());
}

#[test]
fn what_a_line_of_the_palette_or_log_cannot_hold_is_read_whole_when_it_is_selected() {
    let mut desk = desk((80, 24));
    desk.keys(r#": "out of sight""#);
    let words = "Out of sight for some days, or awake; its age goes on";
    assert!(desk.screen().contains(words), "{}", desk.screen());
    desk.keys("<Esc> r a L");
    let flat: Vec<_> = desk.screen().split_whitespace().map(str::to_owned).collect();
    let flat = flat.join(" ").replace(" | | ", " ");
    let said = desk.heads().first().map(|head| head.words.clone()).unwrap_or_default();
    assert!(said.len() > 76 && flat.contains(&said), "{said}\n{}", desk.screen());
}

#[test]
fn a_practice_copy_is_not_backed_up() {
    let scheme = std::sync::Arc::new(sample::scheme_of(sample::week(day(TODAY))));
    let world = World { practice: true, ..World::new(scheme, day(TODAY)) };
    let mut desk = Desk::over(world, (80, 24));
    desk.keys(r#": "backup" <Enter>"#);
    assert!(desk.screen().contains("this copy is thrown away"), "{}", desk.screen());
    assert!(desk.other.is_empty());
}

#[test]
fn what_began_today_is_not_said_to_be_zero_days_old() {
    let mut desk = desk((100, 30));
    desk.keys("r d <Enter>");
    let row = row(&desk, "Amina Yusuf");
    assert!(row.contains("today") && row.contains("courtesy owed"), "{}", desk.screen());
    assert!(!desk.screen().contains(" 0 days"), "{}", desk.screen());
}

#[test]
fn a_click_selects_a_second_one_opens_and_the_wheel_moves() {
    let mut desk = desk((100, 30));
    desk.tell(Msg::Click(5, 6));
    assert!(desk.cursor_row().contains("Carla"), "{}", desk.screen());
    desk.tell(Msg::Wheel(1));
    assert!(desk.cursor_row().contains("Dev Shah"), "{}", desk.screen());
    desk.tell(Msg::Wheel(-2));
    assert!(desk.cursor_row().contains("Ben Okafor"), "{}", desk.screen());
    // a section is no row
    desk.tell(Msg::Click(5, 3));
    assert!(desk.cursor_row().contains("Ben Okafor"), "{}", desk.screen());
    // on the tab line
    desk.tell(Msg::Click(20, 0));
    assert!(desk.screen().contains("[2 Requests"), "{}", desk.screen());
    // twice on a row of a narrow screen: its card in full size, where clicks do nothing
    desk.keys("1").tell(Msg::Resize(80, 24));
    desk.tell(Msg::Click(5, 6)).tell(Msg::Click(5, 6)).tell(Msg::Click(5, 8));
    assert!(desk.screen().contains("WHY HERE"), "{}", desk.screen());
    desk.keys("<Esc>");
    assert!(desk.cursor_row().contains("Carla"), "{}", desk.screen());
}

#[test]
fn a_click_on_the_card_lets_the_wheel_scroll_it() {
    let mut desk = desk((100, 30));
    let before = desk.screen();
    desk.tell(Msg::Click(80, 10)).tell(Msg::Wheel(3));
    assert!(desk.screen() != before && !desk.screen().contains("Amina Yusuf wants:"));
    desk.tell(Msg::Click(5, 4)).tell(Msg::Wheel(1));
    assert!(desk.cursor_row().contains("Ben Okafor"), "{}", desk.screen());
}

#[test]
fn the_wheel_changes_nothing_in_a_form() {
    let mut desk = desk((100, 30));
    desk.keys("a <Tab> <Tab>");
    let before = desk.screen();
    desk.tell(Msg::Wheel(3));
    assert_eq!(desk.screen(), before);
}
