//! Letters on the screen, by keys: seen before anything happens, handed over, logged as sent in few keys, many at once, their words changed.

use matchbook::app::Msg;
use matchbook::domain::codes::{Code, EventKind};
use matchbook::domain::ids::{AnyId, EventId};
use matchbook::domain::letters::{LetterKind, kinds_for_item};
use matchbook::domain::records::{Contact, Event, Offer, Person, Reminder};
use matchbook::domain::rules::Item;
use matchbook::domain::settings::Key as Setting;
use matchbook::domain::verbs::invite;
use matchbook::sample;
use matchbook::screens::{By, Effect, World};
use matchbook::text::Text;
use rstest::rstest;

use crate::harness::{Desk, script_keys};
use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";

fn desk(size: (u16, u16)) -> Desk {
    let today = day(TODAY);
    Desk::open(sample::scheme_of(sample::week(today)), today, size)
}

/// The letters that were handed over last, and how.
fn posted(desk: &Desk) -> (Vec<matchbook::domain::letters::Letter>, By) {
    match desk.other.last() {
        Some(Effect::Post { letters, by }) => (letters.clone(), by.clone()),
        other => panic!("nothing was handed over but {other:?}"),
    }
}

/// From Today to a logged reminder, the letter seen on the way: at most four keys.
#[rstest]
#[case::by_the_mail_program("M o s")]
#[case::by_the_clipboard("M y s")]
#[case::by_the_menu_of_answers("r l o s")]
fn an_overdue_request_is_reminded_by_a_letter_that_is_seen_in_at_most_four_keys(
    #[case] keys: &str,
    #[values((80, 24), (100, 30))] size: (u16, u16),
) {
    assert!(script_keys(keys).len() <= 4);
    let mut desk = desk(size);
    let before = desk.scheme().tables().clone();
    let item = desk.model.world().items[0].clone();
    assert_eq!(item.rule, "request-overdue");
    let handed = keys.rsplit_once(' ').unwrap().0;
    desk.keys(handed.rsplit_once(' ').unwrap().0);
    let seen = desk.screen();
    for words in ["REMINDER TO THE MENTOR", "Tom Reed <", "Dear Tom,", "Subject", "o opens"] {
        assert!(seen.contains(words), "{words} is not seen in\n{seen}");
    }
    assert!(desk.heads().is_empty(), "looking changes nothing");
    desk.keys(handed.rsplit_once(' ').unwrap().1);
    assert!(desk.screen().contains("Sent? s logs it as a reminder"), "{}", desk.screen());
    assert!(desk.heads().is_empty(), "handing over changes nothing");
    desk.keys("s");
    assert_eq!(desk.heads().len(), 1, "{}", desk.screen());
    let reminders = |desk: &Desk| desk.scheme().all::<Reminder>().count();
    assert_eq!(desk.scheme().all::<Reminder>().filter(|one| one.day == day(TODAY)).count(), 1);
    assert!(desk.screen().contains("OVERDUE REQUESTS"), "back on Today\n{}", desk.screen());
    assert!(desk.cursor_row().contains("Ben Okafor"), "on the next one: {}", desk.cursor_row());
    let after = reminders(&desk);
    desk.keys("u");
    assert_eq!((desk.scheme().tables(), reminders(&desk)), (&before, after - 1));
}

#[test]
fn every_item_of_today_offers_its_letter_on_its_card_and_opens_it() {
    let today = day(TODAY);
    let scheme = sample::scheme_of(sample::every_rule(today));
    let mut desk = Desk::open(scheme, today, (140, 70));
    let items: Vec<Item> = desk.model.world().items.clone();
    let mut seen = 0;
    for item in &items {
        let kinds = kinds_for_item(desk.scheme(), today, item);
        let Some(kind) = kinds.first().copied() else { continue };
        let row = format!("{}:{}", item.section.code(), item.subject_text());
        desk.keys("1 g");
        for _ in 0..items.len() {
            if desk.model.spot().1.row.as_deref() == Some(row.as_str()) {
                break;
            }
            desk.keys("j");
        }
        let card = desk.screen();
        assert!(card.contains(&format!("M  letter: {}", kind.label())), "{row}\n{card}");
        desk.keys("M");
        let letter = desk.screen();
        assert!(letter.contains(&kind.label().to_uppercase()), "{row}\n{letter}");
        desk.keys("<Esc>");
        seen += 1;
    }
    assert!(seen > 20, "only {seen} of {} items have letters", items.len());
}

#[test]
fn several_marked_rows_are_gone_through_handed_over_and_logged_as_one_change() {
    let mut desk = desk((100, 30));
    let before = desk.scheme().tables().clone();
    desk.keys("<Space> <Space> <Space> <Space> M");
    assert!(desk.screen().contains("1 of 4"), "{}", desk.screen());
    desk.keys("n");
    assert!(desk.screen().contains("2 of 4"), "{}", desk.screen());
    assert!(desk.screen().contains("Ben"), "{}", desk.screen());
    desk.keys("p O");
    let (letters, by) = posted(&desk);
    assert_eq!((letters.len(), by), (4, By::Draft));
    desk.keys("Y");
    let Some(Effect::Copy { text, what }) = desk.other.last() else { panic!("nothing copied") };
    assert!(text.contains("Dear Tom") && text.contains("Dear Ben") && what == "4 letters");
    desk.keys("F");
    assert!(desk.screen().contains("Folder"), "{}", desk.screen());
    desk.keys("<Enter>");
    let (letters, by) = posted(&desk);
    assert_eq!((letters.len(), by), (4, By::Folder(format!("~/letters-{TODAY}"))));
    desk.keys("<Esc> S");
    assert_eq!(desk.heads().len(), 1, "{}", desk.screen());
    assert!(desk.message().starts_with("4 letters were sent"), "{}", desk.message());
    assert!(!desk.screen().contains("marked"), "the marks are gone\n{}", desk.screen());
    desk.keys("u");
    assert_eq!(desk.scheme().tables(), &before);
}

#[test]
fn letters_logged_one_by_one_lead_on_to_the_next_and_back_to_the_list_after_the_last() {
    let mut desk = desk((100, 30));
    desk.keys("<Space> <Space> <Space> M n s");
    assert_eq!(desk.heads().len(), 1);
    assert!(desk.screen().contains("3 of 3"), "{}", desk.screen());
    assert!(desk.screen().contains("1 logged as sent"), "{}", desk.screen());
    desk.keys("p s");
    assert!(desk.message().contains("logged already"), "{}", desk.message());
    desk.keys("<Esc> n s s");
    assert_eq!(desk.heads().len(), 3);
    assert!(desk.screen().contains("OVERDUE REQUESTS"), "{}", desk.screen());
}

#[test]
fn rows_without_a_letter_are_listed_with_the_reason() {
    let today = day(TODAY);
    let scheme = sample::scheme_of(sample::every_rule(today));
    let mut desk = Desk::open(scheme, today, (140, 70));
    let mut subjects: Vec<AnyId> =
        desk.model.world().items.iter().filter_map(|item| item.subject).collect();
    subjects.sort_unstable();
    subjects.dedup();
    desk.keys("* M");
    let first = desk.screen();
    let count = first.lines().find_map(|line| line.split_once(" of ")).unwrap();
    let odd = count.1.split(", ").nth(1).unwrap().split(' ').next().unwrap();
    let odd: usize = odd.parse().unwrap_or_else(|_| panic!("{first}"));
    assert!(odd > 0 && odd < subjects.len());
    assert!(first.contains("NOT WRITTEN"), "{first}");
    desk.keys("p");
    for _ in 0..200 {
        desk.keys("n");
    }
    let last = desk.screen();
    assert!(last.contains("p goes back to the letters"), "{last}");
    let reasons = last.lines().skip_while(|line| !line.contains("NOT WRITTEN"));
    let reasons = reasons.skip(1).filter(|line| line.contains(": ")).count();
    assert!(reasons >= odd, "{reasons} of {odd} reasons\n{last}");
    desk.keys("s");
    assert!(desk.message().contains("cannot be written"), "{}", desk.message());
}

#[test]
fn the_words_of_one_letter_are_changed_for_this_once_and_kept_nowhere() {
    let mut desk = desk((80, 24));
    desk.keys(r#"M e "Hello?" <Enter> <Ctrl-S>"#);
    assert!(desk.screen().contains("CHANGED HERE") || desk.screen().contains("changed here"));
    desk.keys("o");
    let (letters, _) = posted(&desk);
    assert!(letters[0].body.starts_with("Hello?\nDear Tom"), "{}", letters[0].body);
    desk.keys(r#"e <Tab> <Ctrl-U> "Short" <Esc> y"#);
    let Some(Effect::Copy { text, .. }) = desk.other.last() else { panic!("nothing copied") };
    assert!(text.contains("Short") && text.contains("Hello?"), "{text}");
    desk.tell(Msg::KeepDrafts);
    assert!(!desk.other.iter().any(|effect| matches!(effect, Effect::KeepDraft(..))));
    desk.keys("<Esc>");
    assert!(desk.message().contains("kept nowhere"), "{}", desk.message());
    assert!(desk.screen().contains("Hello?"), "{}", desk.screen());
    desk.keys("w");
    assert!(!desk.screen().contains("Hello?"), "{}", desk.screen());
    desk.keys("<Esc>");
    assert!(desk.screen().contains("OVERDUE REQUESTS"), "{}", desk.screen());
    assert!(desk.heads().is_empty());
}

#[test]
fn another_type_and_one_of_the_two_addressees_can_be_chosen() {
    let mut desk = desk((100, 30));
    desk.keys("3 M");
    let usual = desk.screen();
    assert!(usual.contains("OTHER TYPES"), "{usual}");
    desk.keys("t");
    assert!(desk.screen().contains("review invitation"), "{}", desk.screen());
    desk.keys("2");
    assert_ne!(desk.screen(), usual);
    let both = |desk: &Desk| desk.screen().matches('@').count();
    let before = both(&desk);
    desk.keys("a 1");
    assert_eq!(both(&desk), before - 1, "{}", desk.screen());
    desk.keys("a 0");
    assert_eq!(both(&desk), before, "{}", desk.screen());
}

/// A mentor who has no address, whose name and whose mentee's are meant to do harm.
fn hostile() -> Small {
    let mut small = Small::default();
    let evil = "Tom\u{1b}[2J\r\nBcc: all@example.org \u{202e}Reed";
    let mentor = small.mentor(evil, 2);
    let mentee = small.mentee("Ana\u{7}\nCosta, \"x\" <y@example.org>");
    let request = small.request(mentee, "2026-02-01");
    small.offer(request, mentor, "2026-02-02");
    small
}

#[test]
fn a_letter_without_an_address_is_copied_or_saved_and_hostile_names_are_inert() {
    let mut desk = Desk::open(hostile().scheme, day(TODAY), (80, 24));
    desk.keys("M");
    let screen = desk.screen();
    assert!(screen.contains("(no e-mail address)"), "{screen}");
    assert!(!screen.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'), "{screen}");
    for key in ["m", "o"] {
        desk.keys(key);
        assert!(desk.message().contains("has no e-mail address: y copies"), "{}", desk.message());
        assert!(desk.other.is_empty());
    }
    desk.keys("<Esc> y");
    let Some(Effect::Copy { text, .. }) = desk.other.last() else { panic!("nothing copied") };
    assert!(text.contains("Dear") && !text.contains('\u{1b}'), "{text:?}");
    desk.keys("f");
    assert!(desk.screen().contains("~/reminder-R1.txt"), "{}", desk.screen());
    desk.keys("<Enter>");
    let (letters, by) = posted(&desk);
    let path = "~/reminder-R1.txt".to_owned();
    assert_eq!(by, By::File { path, replace: false });
    assert!(!letters[0].subject.contains(['\n', '\r', '\u{1b}']), "{:?}", letters[0].subject);
    desk.keys("<Esc> s");
    assert_eq!(desk.heads().len(), 1, "{}", desk.screen());
}

#[test]
fn more_than_ten_drafts_are_opened_only_when_asked_for_twice() {
    let mut desk = desk((100, 30));
    desk.keys("3 * M O");
    assert!(desk.message().contains("O once more"), "{}", desk.message());
    assert!(desk.other.is_empty());
    desk.keys("O");
    assert!(posted(&desk).0.len() > 10);
}

#[test]
fn nothing_is_logged_where_the_file_is_open_to_look() {
    let today = day(TODAY);
    let scheme = sample::scheme_of(sample::week(today));
    let mut world = World::new(std::sync::Arc::new(scheme), today);
    world.read_only = Some("another version wrote it".to_owned());
    let mut desk = Desk::over(world, (100, 30));
    desk.keys("M y s");
    assert!(desk.message().contains("read-only"), "{}", desk.message());
    assert!(desk.heads().is_empty());
}

#[test]
fn what_is_asked_of_another_mentor_goes_on_to_the_letter_by_one_key() {
    let mut desk = desk((100, 30));
    desk.keys("a <Ctrl-T>");
    assert_eq!(desk.heads().len(), 1, "{}", desk.screen());
    let offer = desk.scheme().all::<Offer>().max_by_key(|offer| offer.id).unwrap().clone();
    let mentor = desk.scheme().name(offer.mentor);
    let screen = desk.screen();
    assert!(screen.contains("OFFER TO A MENTOR") && screen.contains(&mentor), "{screen}");
    desk.keys("s");
    assert_eq!(desk.heads().len(), 2, "{}", desk.screen());
    assert!(desk.screen().contains("OVERDUE REQUESTS"), "{}", desk.screen());
}

#[test]
fn a_decline_goes_on_to_the_courtesy_message_and_the_offer_to_the_next() {
    let mut desk = desk((100, 30));
    desk.keys("r d <Ctrl-T>");
    let screen = desk.screen();
    assert!(screen.contains("COURTESY AFTER A DECLINE") && screen.contains("1 of 2"), "{screen}");
    desk.keys("S");
    assert_eq!(desk.heads().len(), 2, "{}", desk.screen());
    let owed = desk.model.world().items.iter().filter(|item| item.rule == "courtesy-owed");
    assert_eq!(owed.count(), 0, "the courtesy message is on record");
}

#[test]
fn a_new_pair_goes_on_to_its_introduction_and_that_is_a_contact() {
    let mut desk = desk((100, 30));
    let contacts = desk.scheme().all::<Contact>().count();
    desk.keys("j m <Ctrl-T>");
    assert!(desk.screen().contains("INTRODUCTION OF THE PAIR"), "{}", desk.screen());
    desk.keys("o s");
    assert_eq!(desk.scheme().all::<Contact>().count(), contacts + 1, "{}", desk.screen());
}

/// A training to come, with two people invited.
fn with_a_training() -> Small {
    let mut small = Small::default();
    let people = [small.mentor("Tom Reed", 2), small.mentee("Ana Costa")];
    for person in people {
        small.change::<Person>(person, |person| person.email = "one@example.org".into());
    }
    small.put(Event {
        id: EventId(1),
        kind: EventKind::Training,
        name: Text::default(),
        day: day("2026-03-20"),
        time: Text::default(),
        minutes: None,
        place: Text::default(),
        cancelled: None,
    });
    let change = invite(&small.scheme, day(TODAY), EventId(1), &people, day(TODAY)).unwrap();
    small.scheme.apply(&change).unwrap();
    small
}

#[test]
fn invitations_to_an_event_go_to_the_people_marked_on_its_list() {
    let mut desk = Desk::open(with_a_training().scheme, day(TODAY), (100, 30));
    desk.keys(r#": "events" <Enter> E * M"#);
    let screen = desk.screen();
    assert!(screen.contains("EVENT INVITATION") && screen.contains("1 of 2"), "{screen}");
    desk.keys("O");
    let to: Vec<String> = posted(&desk).0.iter().map(|letter| letter.to[0].name.clone()).collect();
    assert_eq!(to, ["Ana Costa", "Tom Reed"]);
    desk.keys("S");
    assert_eq!(desk.heads().len(), 1, "{}", desk.screen());
}

/// Goes to the setting of a letter and opens its text.
fn template(desk: &mut Desk) {
    desk.keys(r#": "settings" <Enter> / "letter-reminder" <Enter> e"#);
}

#[rstest]
fn the_text_of_a_letter_is_changed_with_a_letter_beside_it(
    #[values((80, 24), (100, 30))] size: (u16, u16),
) {
    let mut desk = desk(size);
    template(&mut desk);
    let screen = desk.screen();
    assert!(screen.contains("How it reads, for R"), "{screen}");
    assert!(screen.contains("{{ mentee.name }}"), "{screen}");
    desk.keys(r#"<End> " soon""#);
    assert!(desk.screen().contains("soon"), "{}", desk.screen());
    desk.keys("<Ctrl-S>");
    assert_eq!(desk.heads().len(), 1, "{}", desk.screen());
    let text = desk.scheme().settings().text(Setting::LetterReminder).to_owned();
    assert!(text.lines().next().unwrap().ends_with(" soon"), "{text}");
    desk.keys("1 M");
    assert!(desk.screen().contains("soon"), "{}", desk.screen());
    desk.keys("<Esc>");
    template(&mut desk);
    desk.keys("<Ctrl-R> <Ctrl-S>");
    let text = desk.scheme().settings().text(Setting::LetterReminder);
    assert_eq!(text, LetterKind::Reminder.row().shipped);
}

#[rstest]
fn a_wrong_field_is_said_at_its_place_and_nothing_is_saved(
    #[values((80, 24), (100, 30))] size: (u16, u16),
) {
    let mut desk = desk(size);
    template(&mut desk);
    desk.keys(r#"<End> " {{ mentr.name }}" <Ctrl-S>"#);
    assert!(desk.heads().is_empty());
    let screen = desk.screen();
    assert!(screen.contains("! line 1: 'mentr.name' is no field"), "{screen}");
    desk.keys("<Esc>");
    assert!(desk.message().contains("Draft kept"), "{}", desk.message());
    assert!(desk.other.iter().any(|effect| matches!(effect, Effect::KeepDraft(..))));
    desk.keys("e");
    assert!(desk.screen().contains("draft of before"), "{}", desk.screen());
    desk.keys("<Ctrl-R>");
    assert!(!desk.screen().contains("mentr"), "{}", desk.screen());
}

#[test]
fn every_letter_screen_is_drawn_at_every_size() {
    let mut desk = desk((80, 24));
    let places = ["1 M", "1 M t", "1 M e", "1 M f", "1 * M", "3 M a"];
    for place in places {
        desk.keys("<Esc> <Esc> <Esc> <Esc> <Esc>").keys(place);
        for (width, height) in
            [(0, 0), (1, 1), (20, 5), (59, 15), (60, 16), (80, 24), (100, 30), (131, 40)]
        {
            desk.tell(Msg::Resize(width, height));
            assert_eq!(desk.rows().0.len(), usize::from(height), "{place}");
        }
        desk.tell(Msg::Resize(80, 24));
    }
}
