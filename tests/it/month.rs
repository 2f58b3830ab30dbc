//! Reviews as a month beside the list: what is on its days, by keys and clicks, at every size (V1, S1, R3).

use matchbook::app::Msg;
use matchbook::domain::codes::{EventKind, MeetingStatus, ReviewKind};
use matchbook::domain::ids::{EventId, MeetingId, ReviewId};
use matchbook::domain::records::{Event, Meeting, Review};
use matchbook::text::Text;
use rstest::rstest;

use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const SIZES: [(u16, u16); 3] = [(80, 24), (100, 30), (140, 36)];

/// On Friday 6 March a review and a training, on Saturday 7 March a meeting, on 9 April a review.
fn desk(size: (u16, u16)) -> Desk {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let ana = small.mentee("Ana Costa");
    let pair = small.pair(tom, ana, "2026-02-01");
    for (id, due) in [(1, "2026-03-06"), (2, "2026-04-09")] {
        small.put(Review::planned(ReviewId(id), pair, ReviewKind::FirstCheckIn, day(due)));
    }
    small.put(Event {
        id: EventId(1),
        kind: EventKind::Training,
        name: Text::from("Spring training"),
        day: day("2026-03-06"),
        time: Text::from("14:00"),
        minutes: None,
        place: Text::default(),
        cancelled: None,
    });
    small.put(Meeting {
        id: MeetingId(1),
        pair,
        day: day("2026-03-07"),
        minutes: None,
        format: None,
        status: MeetingStatus::Planned,
        by: None,
        agenda_sent: None,
        actions_recorded: None,
    });
    let mut desk = Desk::open(small.scheme, day("2026-03-03"), size);
    desk.keys("5");
    desk
}

#[rstest]
fn where_there_is_room_the_month_of_the_review_stands_beside_the_list(
    #[values((100, 30), (140, 36))] size: (u16, u16),
) {
    let mut desk = desk(size);
    let screen = desk.screen();
    assert!(screen.contains("March 2026") && screen.contains("[3]"), "{screen}");
    assert!(screen.contains(" 6+ 7*"), "{screen}");
    assert!(screen.contains("REVIEW V1"), "the card stays: {screen}");
    assert_eq!(screen.contains("April 2026"), size.0 > 130, "{screen}");
    desk.keys("j");
    let screen = desk.screen();
    assert!(screen.contains("April 2026") && screen.contains(" 9*"), "{screen}");
}

#[test]
fn the_list_alone_stands_on_a_small_screen_until_tab_shows_the_month() {
    let mut desk = desk((80, 24));
    assert!(!desk.screen().contains("Mo Tu We"), "{}", desk.screen());
    desk.keys("<Tab>");
    let screen = desk.screen();
    assert!(screen.contains("March 2026") && screen.contains("April 2026"), "{screen}");
    assert!(!screen.contains("REVIEW V1"), "{screen}");
    desk.keys("<Tab>");
    assert!(!desk.screen().contains("Mo Tu We"), "{}", desk.screen());
    assert!(desk.cursor_row().contains("Ana Costa"));
}

#[rstest]
fn arrows_move_by_day_and_week_and_t_goes_to_today(
    #[values(SIZES[0], SIZES[1], SIZES[2])] size: (u16, u16),
) {
    let mut desk = desk(size);
    for (keys, shown) in [
        ("<Tab>", "Fri 6 Mar 2026"),
        ("<Right>", "Sat 7 Mar 2026"),
        ("<Down>", "Sat 14 Mar 2026"),
        ("<Left> <Up>", "Fri 6 Mar 2026"),
        ("t", "Tue 3 Mar 2026"),
        ("J", "Fri 3 Apr 2026"),
        ("K K", "Tue 3 Feb 2026"),
        ("G", "Sat 28 Feb 2026"),
        ("<Esc> t", "Tue 3 Mar 2026"),
    ] {
        desk.keys(keys);
        let (rows, at) = desk.rows();
        // the date of today stands on the tab line
        assert!(rows[1..].iter().any(|row| row.contains(shown)), "{keys}: {}", desk.screen());
        assert!(at.is_some_and(|at| at.y > 1), "the cursor stands on the day");
    }
}

#[rstest]
fn the_day_names_what_is_on_it_and_enter_opens_it_to_be_worked_on(
    #[values(SIZES[0], SIZES[1], SIZES[2])] size: (u16, u16),
) {
    let mut desk = desk(size);
    desk.keys("<Tab>");
    let screen = desk.screen();
    for words in ["Spring training", "first check-in review", "AFTER IT", "Sat 7 Mar"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    desk.keys("<Enter> j");
    assert!(desk.cursor_row().contains("Ana Costa = Tom Reed"), "{}", desk.screen());
    desk.keys("v <Ctrl-S>");
    assert!(desk.scheme().get::<Review>(ReviewId(1)).unwrap().held.is_some(), "{}", desk.screen());
    desk.keys("u <Esc>");
    assert!(desk.screen().contains("AFTER IT"), "back on the day: {}", desk.screen());
    desk.keys("t <Enter>");
    assert_eq!(desk.message(), "nothing is on Tue 3 Mar 2026");
}

#[test]
fn what_was_held_moves_to_its_day() {
    let mut desk = desk((140, 36));
    desk.keys("v <Ctrl-S> t");
    let screen = desk.screen();
    assert!(screen.contains("review: Ana Costa = Tom Reed (held)"), "{screen}");
}

#[test]
fn a_day_is_clicked_and_a_click_on_the_list_goes_back_to_it() {
    let mut desk = desk((100, 30));
    let (rows, _) = desk.rows();
    let y = rows.iter().position(|row| row.contains(" 6+ 7*")).unwrap();
    let x = rows[y].find("7*").unwrap();
    desk.tell(Msg::Click(u16::try_from(x).unwrap(), u16::try_from(y).unwrap()));
    assert!(desk.screen().contains("Sat 7 Mar 2026"), "{}", desk.screen());
    desk.tell(Msg::Click(u16::try_from(x).unwrap(), u16::try_from(y).unwrap()));
    assert!(desk.cursor_row().contains("meeting"), "a second click opens: {}", desk.screen());
    desk.keys("<Esc>").tell(Msg::Click(5, 4));
    assert!(desk.screen().contains("REVIEW V2"), "{}", desk.screen());
}

#[test]
fn the_keys_of_the_list_work_as_before_and_its_filter_takes_letters() {
    let mut desk = desk((100, 30));
    desk.keys("/ \"t\"");
    assert!(desk.screen().contains("/t"), "{}", desk.screen());
    desk.keys("<Esc> <Enter> <Tab> s");
    assert!(desk.screen().contains("the list's own order"), "{}", desk.screen());
    desk.keys("<Esc> ?");
    assert!(desk.screen().contains("Go to the month, and back to the list"), "{}", desk.screen());
}

#[test]
fn no_size_panics_in_list_or_month() {
    let mut desk = desk((80, 24));
    for keys in ["t", "<Esc>", "<Tab>", "<Enter>"] {
        for size in [(60, 16), (96, 16), (96, 22), (97, 17), (131, 18), (300, 90), (1, 1), (0, 0)] {
            desk.tell(Msg::Resize(size.0, size.1));
            desk.screen();
        }
        desk.tell(Msg::Resize(80, 24)).keys(keys);
    }
}
