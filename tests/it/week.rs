//! The fixed week, worked through by key scripts: each verb in two keys, the cursor on the next item, words, and `u`.

use matchbook::app::Msg;
use matchbook::sample;
use rstest::rstest;

use crate::harness::Desk;
use crate::small_scheme::day;

const TODAY: &str = "2026-03-03";

fn desk(size: (u16, u16)) -> Desk {
    let today = day(TODAY);
    Desk::open(sample::scheme_of(sample::week(today)), today, size)
}

/// Does an act on the first item, sees that it is said and that the cursor is on the next item,
/// takes it back, and finds the scheme as it was.
#[rstest]
#[case::accepted("r a", "accepted")]
#[case::reminded("r n", "was reminded")]
#[case::reassigned("a <Enter>", "goes from")]
#[case::snoozed("z <Enter>", "snoozed")]
fn each_verb_is_two_keys_says_what_it_did_and_is_taken_back(
    #[case] keys: &str,
    #[case] said: &str,
    #[values((80, 24), (100, 30))] size: (u16, u16),
) {
    let mut desk = desk(size);
    let before = desk.scheme().tables().clone();
    let first = desk.cursor_row();
    desk.keys("j");
    let second = desk.cursor_row();
    desk.keys("k").keys(keys);
    let words = desk.model.notice().map(|notice| notice.words.clone()).unwrap_or_default();
    assert!(words.to_lowercase().contains(said), "{keys}: {words}");
    assert_ne!(desk.scheme().tables(), &before, "{keys}");
    let name = |row: &str| row.split("->").next().unwrap_or_default()[2..].trim().to_owned();
    assert_eq!(name(&desk.cursor_row()), name(&second), "{keys}: the cursor is on the next item");
    desk.keys("u");
    assert_eq!(desk.scheme().tables(), &before, "{keys} and u");
    desk.keys("g");
    assert_eq!(name(&desk.cursor_row()), name(&first));
}

/// The whole week, every item dealt with and the program left: at most 35 keys.
#[test]
fn the_week_is_done_in_thirty_five_keys() {
    let mut desk = desk((100, 30));
    let script = "r a  r n  a <Enter>  z <Enter>  r n  r n \
                  l <Ctrl-S>  l <Ctrl-S>  l <Ctrl-S>  l <Ctrl-S>  z <Enter> \
                  v <Ctrl-S>  v <Ctrl-S>  v <Ctrl-S>  q";
    let keys = script.split_whitespace().count();
    assert!(keys <= 35, "{keys} keys");
    let items = desk.model.world().items.len();
    assert_eq!(items, 14);
    for (number, act) in script.split("  ").enumerate() {
        let before = desk.heads().len();
        desk.keys(act.trim());
        if act.trim() != "q" {
            let acts = act.split_whitespace().count() / 2;
            assert_eq!(desk.heads().len(), before + acts, "act {number}: {act}\n{}", desk.screen());
        }
    }
    assert!(desk.model.is_over());
    // 14 items, each acted on once
    assert_eq!(desk.heads().len(), 14);
}

#[test]
fn several_marked_requests_are_reminded_as_one_act_and_one_undo() {
    let mut desk = desk((100, 30));
    let before = desk.scheme().tables().clone();
    desk.keys("<Space> <Space> <Space> r n");
    assert_eq!(desk.heads().len(), 1);
    let words = desk.model.notice().map(|notice| notice.words.clone()).unwrap_or_default();
    assert!(words.starts_with("3 of them"), "{words}");
    desk.keys("u");
    assert_eq!(desk.scheme().tables(), &before);
}

#[test]
fn every_screen_and_form_of_the_week_is_drawn_at_every_size() {
    let mut desk = desk((80, 24));
    let places = [
        "1", "2", "3", "4", "5", "1 r", "1 r d", "1 a", "1 m", "1 z", "1 z o", "3 c", "3 l", "3 v",
        "3 o", "4 n", "4 e", "4 o", "2 n", "3 n", "5 v", "1 h", "1 ?", "1 :", "1 L",
    ];
    for place in places {
        desk.keys("<Esc> <Esc> <Esc> <Esc>").keys(place);
        for (width, height) in
            [(0, 0), (1, 1), (20, 5), (59, 15), (60, 16), (80, 24), (100, 30), (131, 40), (200, 60)]
        {
            desk.tell(Msg::Resize(width, height));
            let (rows, _) = desk.rows();
            assert_eq!(rows.len(), usize::from(height), "{place}");
        }
        desk.tell(Msg::Resize(80, 24));
    }
}
