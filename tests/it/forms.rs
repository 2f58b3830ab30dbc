//! Forms and menus over a scheme, by keys: what they show at once, ask back, and do with marked rows.

use matchbook::domain::codes::{MeetingStatus, PreferenceKind, Status, Subject};
use matchbook::domain::ids::PersonId;
use matchbook::domain::records::{
    Line, Meeting, Mentor, Offer, Preference, Reminder, Request, Snooze,
};
use matchbook::domain::verbs::save_person;
use matchbook::domain::{Profile, Row};
use rstest::rstest;

use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";

fn desk(small: Small, size: (u16, u16)) -> Desk {
    Desk::open(small.scheme, day(TODAY), size)
}

fn rows<T: Row>(desk: &Desk) -> Vec<T> {
    desk.scheme().all::<T>().cloned().collect()
}

/// The words of the screen without frames, wrapping, and the card beside a list.
fn words(desk: &Desk) -> String {
    let (rows, _) = desk.rows();
    let plain = rows.iter().map(|row| row.split_inclusive('|').take(2).collect::<String>());
    let plain = plain.collect::<Vec<_>>().join(" ").replace(['|', '-', '+'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tom Reed (P1) mentors Ana Costa (P3) since January; Priya Nair (P2) is free.
fn pair() -> Small {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    small.mentor("Priya Nair", 2);
    let ana = small.mentee("Ana Costa");
    small.pair(tom, ana, "2026-01-05");
    small
}

#[rstest]
fn a_second_meeting_of_a_day_is_asked_back_once(#[values((80, 24), (100, 30))] size: (u16, u16)) {
    let mut desk = desk(pair(), size);
    desk.keys("3 l <Ctrl-S> l <Ctrl-S>");
    assert_eq!(rows::<Meeting>(&desk).len(), 1, "{}", desk.screen());
    let asked = "There is one on Tue 3 Mar 2026 already (held, 1h): log a second?";
    assert!(words(&desk).contains(asked), "{}", desk.screen());
    desk.keys("<Esc> <Ctrl-S>");
    assert!(words(&desk).contains(asked), "asked again after another key: {}", desk.screen());
    desk.keys("<Enter>");
    assert_eq!(rows::<Meeting>(&desk).len(), 2, "{}", desk.screen());
    desk.keys("l \"y\" <Ctrl-S>");
    assert_eq!(rows::<Meeting>(&desk).len(), 3, "another day is no doubt: {}", desk.screen());
}

#[test]
fn the_day_of_the_next_meeting_is_asked_back_too_and_a_planned_one_is_taken_over() {
    let mut desk = desk(pair(), (80, 24));
    let next = r#"<Tab> <Tab> <Tab> <Tab> <Tab> <Tab> "10 mar" <Ctrl-S>"#;
    desk.keys(&format!("3 l {next}"));
    assert_eq!(rows::<Meeting>(&desk).len(), 2, "{}", desk.screen());
    desk.keys(&format!(r#"l "y" {next}"#));
    assert_eq!(rows::<Meeting>(&desk).len(), 2, "{}", desk.screen());
    let asked = "There is one on Tue 10 Mar 2026 already (planned, 1h): plan a second?";
    assert!(words(&desk).contains(asked), "{}", desk.screen());
    let mut desk = Desk::open(desk.scheme().clone(), day("2026-03-10"), (80, 24));
    desk.keys("3 l <Ctrl-S>");
    let all = rows::<Meeting>(&desk);
    assert_eq!(all.len(), 2, "{}", desk.screen());
    assert!(all.iter().all(|meeting| meeting.status == MeetingStatus::Held));
}

#[test]
fn a_line_manager_is_shown_by_name_and_an_unchanged_person_is_saved_without_a_change() {
    let mut small = pair();
    let priya = PersonId(2);
    let mut told = Profile::of(&small.scheme, PersonId(3), day(TODAY)).unwrap();
    told.line_manager = "Priya Nair".into();
    told.prefers = vec!["P2".into(), "Somebody Else".into()];
    let change = save_person(&small.scheme, day(TODAY), &told).unwrap().1;
    small.accept(&change);
    let mut desk = desk(small, (80, 50));
    desk.keys("4 / \"ana\" <Enter> e");
    let shown = |label: &str| {
        let screen = desk.screen();
        let line = screen
            .lines()
            .find(|line| line.starts_with(&format!("| {label}")))
            .unwrap_or_default()
            .to_owned();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(shown("Line manager").contains("Line manager Priya Nair"), "{}", desk.screen());
    assert!(shown("Would like").contains("Priya Nair; Somebody Else"), "{}", desk.screen());
    let before = desk.scheme().tables().clone();
    desk.keys("<Ctrl-S>");
    assert_eq!(desk.scheme().tables(), &before, "{}", desk.screen());
    // to the field and through it: what is there stays
    desk.keys("e <Ctrl-S>");
    assert_eq!(desk.scheme().tables(), &before);
    let wishes: Vec<_> = rows::<Preference>(&desk).iter().map(|wish| wish.other).collect();
    assert_eq!(wishes, [Some(priya), None]);
    assert!(rows::<Preference>(&desk).iter().all(|wish| wish.kind == PreferenceKind::Prefers));
}

#[test]
fn a_line_manager_is_found_by_the_beginning_of_a_name_written_or_taken_away() {
    let manager = |keys: &str| {
        let mut desk = desk(pair(), (80, 50));
        desk.keys("4 / \"ana\" <Enter> e");
        // the names, role, address and work come first
        for _ in 0..20 {
            if desk.cursor_row().contains("Line manager") {
                break;
            }
            desk.keys("<Tab>");
        }
        desk.keys(keys);
        let line = rows::<Line>(&desk).pop();
        line.map(|line| (line.manager, line.manager_name.exact().to_owned()))
    };
    assert_eq!(manager("<Enter> <Ctrl-S>"), None, "passing through names nobody");
    assert_eq!(manager("\"pri\" <Ctrl-S>"), Some((Some(PersonId(2)), String::new())));
    assert_eq!(manager("\"Head of Law\" <Ctrl-S>"), Some((None, "Head of Law".to_owned())));
    assert_eq!(manager("\"pri\" <Tab> <Shift-Tab> <Backspace> <Ctrl-S>"), None);
}

#[test]
fn a_soft_rule_against_the_first_suggestion_is_said_in_words_before_anything_is_saved() {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let ana = small.mentee("Ana Costa");
    let request = small.request(ana, "2026-02-20");
    small.change::<Mentor>(tom, |mentor| mentor.trained = Some(false));
    let mut desk = desk(small, (80, 24));
    for key in ["m", "a"] {
        desk.keys(&format!("2 {key}"));
        assert!(words(&desk).contains("! Tom Reed is not trained"), "{}", desk.screen());
        desk.keys("<Enter>");
        assert!(rows::<Offer>(&desk).is_empty(), "a reason is asked for first");
        assert!(words(&desk).contains("Why all the same"), "{}", desk.screen());
        desk.keys("<Esc>");
    }
    // the same when the mentor who has the offer accepts
    let mut small = Small { scheme: desk.scheme().clone() };
    small.offer(request, tom, "2026-02-21");
    let mut desk = self::desk(small, (80, 24));
    desk.keys("2 r a");
    assert!(words(&desk).contains("! Tom Reed is not trained"), "{}", desk.screen());
}

#[test]
fn a_verb_on_marked_rows_looks_at_them_and_not_at_the_row_under_the_cursor() {
    let mut small = pair();
    let uma = small.mentor("Uma Bell", 1);
    let zoe = small.mentee("Zoe Lind");
    let calm = small.pair(uma, zoe, "2026-02-27");
    let mut desk = desk(small, (80, 24));
    // Ana's pair is in Today, Zoe's is not, and the cursor ends on Zoe's
    desk.keys("3 * G z");
    assert!(words(&desk).contains("Snooze"), "{}", desk.screen());
    desk.keys("<Enter>");
    let snoozed = rows::<Snooze>(&desk);
    assert!(!snoozed.is_empty() && snoozed.iter().all(|row| row.subject != calm.to_string()));
    desk.keys("G <Space> z");
    assert_eq!(desk.message(), "this is not in Today", "{}", desk.screen());
}

#[test]
fn a_menu_over_several_rows_begins_with_what_fits_them_all_and_never_answers_a_pair() {
    let mut small = pair();
    let (ben, carla) = (small.mentee("Ben Okafor"), small.mentee("Carla Diaz"));
    small.request(ben, "2026-02-10");
    let asked = small.request(carla, "2026-02-12");
    small.offer(asked, PersonId(1), "2026-02-12");
    small.status(Subject::Person, ben.0, "2026-01-01", Status::Active);
    let mut desk = desk(small, (80, 24));
    let menu = |desk: &Desk| {
        let screen = desk.screen();
        let lines = screen.lines().skip_while(|line| !line.contains("What came of"));
        lines.skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    desk.keys("2 * r");
    assert!(menu(&desk)[0].contains("> n"), "{}", desk.screen());
    assert!(menu(&desk).iter().any(|line| line.contains("accepted") && line.contains("not now")));
    desk.keys("a");
    assert!(words(&desk).contains("R1 of Ben Okafor: nobody is asked"), "{}", desk.screen());
    desk.keys("<Esc> <Esc> 1 * r");
    // requests and a pair: only the reminder fits, and `a` touches neither
    let before = desk.scheme().tables().clone();
    desk.keys("a w c i t");
    assert_eq!(desk.scheme().tables(), &before);
    assert!(rows::<Request>(&desk).iter().all(|request| request.ended.is_none()));
    desk.keys("<Esc>");
    assert!(rows::<Reminder>(&desk).is_empty());
}
