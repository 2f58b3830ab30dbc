//! Concerns (V5) by keys and by command: raised, read, changed, closed, opened again, undone; no draft, no repeat, covered.

use std::io::Write;
use std::process::Stdio;

use matchbook::app::Msg;
use matchbook::domain::codes::{ConcernCategory, ConcernStatus, Priority};
use matchbook::domain::ids::{ConcernId, PairId};
use matchbook::domain::records::Concern;
use matchbook::screens::Effect;
use rstest::rstest;
use serde_json::json;

use crate::cli_support::Ran;
use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const SAID: &str = "shouted at her";

fn small() -> Small {
    let mut small = Small::default();
    let (tom, ana) = (small.mentor("Tom Reed", 2), small.mentee("Ana Costa"));
    small.mentee("Ben Okafor");
    small.pair(tom, ana, "2026-01-05");
    small
}

fn desk(size: (u16, u16)) -> Desk {
    Desk::open(small().scheme, day("2026-03-03"), size)
}

/// A concern about the pair, raised by keys.
fn raised(size: (u16, u16)) -> Desk {
    let mut desk = desk(size);
    desk.keys(&format!("3 C n ha <Tab> <Tab> \"{SAID}\" <Ctrl-S>").replace("ha", "h a"));
    desk
}

fn the_concern(desk: &Desk) -> Concern {
    desk.scheme().get::<Concern>(ConcernId(1)).unwrap().clone()
}

#[rstest]
fn v5_raised_and_read_by_keys_and_shown_until_the_screen_is_left(
    #[values((80, 24), (100, 30))] size: (u16, u16),
) {
    let mut desk = raised(size);
    assert_eq!(desk.message(), "concern C1 is recorded");
    let one = the_concern(&desk);
    assert_eq!((one.pair, one.person, one.status), (Some(PairId(1)), None, ConcernStatus::Open));
    assert_eq!((one.category, one.priority), (ConcernCategory::Harassment, Priority::Routine));
    let about = desk.screen();
    assert!(about.contains("ABOUT Ana Costa and Tom Reed 1"), "{about}");
    assert!(!about.contains(SAID), "it is not shown by itself:\n{about}");
    desk.keys("<Enter>");
    assert!(desk.screen().contains(SAID), "{}", desk.screen());
    desk.keys("3 C");
    assert!(!desk.screen().contains(SAID), "left and come back:\n{}", desk.screen());
    desk.keys("<Enter> h <Backspace>");
    assert!(!desk.screen().contains(SAID), "something else was shown:\n{}", desk.screen());
}

#[test]
fn v5_changed_closed_opened_again_and_taken_back_by_keys() {
    let mut desk = raised((100, 30));
    desk.keys("e <Tab> <Tab> <Tab> \"the dean\" <Ctrl-S>");
    assert_eq!(the_concern(&desk).status, ConcernStatus::Referred);
    desk.keys("<Enter>");
    assert!(desk.screen().contains(SAID) && desk.screen().contains("the dean"));
    desk.keys("c <Ctrl-S>");
    assert_eq!(the_concern(&desk).closed, Some(day("2026-03-03")));
    desk.keys("o");
    assert_eq!(the_concern(&desk).status, ConcernStatus::Referred, "{}", desk.message());
    desk.keys("u u u");
    assert_eq!(the_concern(&desk).status, ConcernStatus::Open);
    desk.keys("<Enter>");
    let screen = desk.screen();
    assert!(screen.contains(SAID) && !screen.contains("the dean"), "{screen}");
    desk.keys("u");
    assert_eq!(desk.scheme().all::<Concern>().len(), 0);
    assert!(!desk.screen().contains(SAID));
}

#[test]
fn v5_what_was_typed_is_kept_as_no_draft_and_cannot_be_repeated() {
    let mut desk = desk((100, 30));
    desk.keys(&format!("4 C n h a <Tab> <Tab> \"{SAID}\""));
    desk.tell(Msg::KeepDrafts);
    desk.keys("<Esc>");
    assert!(desk.screen().contains("no draft is kept"), "{}", desk.screen());
    assert!(desk.screen().contains(SAID), "it asks back before it drops it");
    desk.keys("<Esc> n");
    assert!(!desk.screen().contains(SAID));
    desk.keys("<Esc>");
    let kept = desk.other.iter().any(|effect| matches!(effect, Effect::KeepDraft(..)));
    assert!(!kept, "{:?}", desk.other);
    let mut desk = raised((100, 30));
    desk.keys("3 .");
    assert_eq!(desk.message(), "Nothing was done yet that could be repeated.");
    assert_eq!(desk.scheme().all::<Concern>().len(), 1);
}

#[test]
fn v5_what_is_private_is_covered_when_nobody_types() {
    let mut desk = raised((100, 30));
    desk.keys("<Enter>");
    desk.tell(Msg::Cover);
    let covered = desk.screen();
    assert!(!covered.contains(SAID) && !covered.contains("harassment"), "{covered}");
    desk.keys("x");
    assert!(desk.screen().contains("harassment") && !desk.screen().contains(SAID));
    desk.keys(&format!("n h a <Tab> <Tab> \"{SAID}\""));
    desk.tell(Msg::Cover);
    assert!(!desk.screen().contains(SAID));
    desk.keys("x");
    assert!(desk.screen().contains(SAID), "what is typed is not lost");
    desk.keys("<Esc> <Esc> 1");
    desk.tell(Msg::Cover);
    assert!(desk.screen().contains("[1 Today"), "what is not private stays");
}

#[test]
fn v5_today_says_that_there_is_one_and_enter_opens_the_concerns() {
    let mut desk = raised((100, 30));
    desk.keys("1");
    let at = desk.model.world().items.iter().position(|item| item.rule == "concern-open");
    let down = "j ".repeat(at.unwrap());
    desk.keys(&down);
    let screen = desk.screen();
    assert!(screen.contains("a concern is open") && !screen.contains("harassment"), "{screen}");
    desk.keys("<Enter>");
    assert!(desk.screen().contains("harassment"), "{}", desk.screen());
    let open = |desk: &Desk| desk.screen().contains("concern open");
    desk.keys("c <Ctrl-S> 1");
    assert!(!open(&desk), "{}", desk.screen());
    desk.keys("u");
    assert!(open(&desk), "{}", desk.screen());
}

#[test]
fn v5_from_a_person_the_concerns_about_them_and_their_pairs_come_first() {
    let mut desk = raised((100, 30));
    for (rows, first) in [("", "ABOUT Ana Costa 1"), ("j ", "ABOUT Ben Okafor 0")] {
        desk.keys(&format!("4 g {rows}C"));
        assert!(desk.screen().contains(first), "{}", desk.screen());
    }
    desk.keys("n h a <Tab> <Tab> \"another\" <Ctrl-S>");
    assert!(desk.screen().contains("ABOUT Ben Okafor 1"), "{}", desk.screen());
}

/// Runs a command with this on standard input.
pub(crate) fn given(desk: &crate::cli_support::Desk, args: &[&str], input: &[u8]) -> Ran {
    let mut command = desk.command(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // a command that refuses its arguments reads nothing
    let _unread = child.stdin.take().unwrap().write_all(input);
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: done.status.code().unwrap(), out: text(done.stdout), err: text(done.stderr) }
}

#[test]
fn v5_by_command_the_text_comes_from_standard_input() {
    let desk = crate::cli_support::Desk::small();
    let add = [
        "concern",
        "add",
        "--about",
        "Ana Costa",
        "--category",
        "conduct",
        "--referred-to",
        "--note",
        "--day",
        "1 mar",
    ];
    let ran = given(&desk, &add, b"two\nlines\n.\nthe dean\nspoke to both\n");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out, "Concern C1 is recorded.\nundo with: matchbook undo\n");
    let shown = desk.done(&["concern", "show", "C1"]);
    for words in ["Ana Costa", "conduct", "referred", "two\nlines\n", "the dean", "spoke to both"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let heads = desk.done(&["concern", "list"]);
    assert!(heads.starts_with("C1 ") && heads.contains("Ana Costa"), "{heads}");
    assert!(!heads.contains("dean") && !heads.contains("lines"), "{heads}");
    let head = json!([{
        "id": "C1", "about": "P3", "day": "2026-03-01", "category": "conduct",
        "priority": "routine", "status": "referred", "closed": null,
    }]);
    assert_eq!(desk.json(&["concern", "list", "--format", "json"]), head);
    let edit = ["concern", "edit", "C1", "--about", "M1", "--priority", "immediate", "--note"];
    assert_eq!(given(&desk, &edit, b"it was settled").code, 0);
    let shown = desk.done(&["concern", "show", "C1"]);
    assert!(shown.contains("Ana Costa and Tom Reed") && shown.contains("settled"), "{shown}");
    assert!(shown.contains("the dean") && !shown.contains("spoke to both"), "{shown}");
    desk.done(&["concern", "close", "C1", "--day", "2 mar"]);
    assert!(desk.done(&["concern", "show", "C1"]).contains("closed on Mon 2 Mar 2026"));
    desk.done(&["concern", "reopen", "C1"]);
    assert!(desk.done(&["concern", "list"]).contains("referred"));
    for _ in 0..3 {
        desk.done(&["undo"]);
    }
    assert!(desk.done(&["concern", "show", "C1"]).contains("spoke to both"));
    desk.done(&["redo"]);
    assert!(desk.done(&["concern", "show", "C1"]).contains("it was settled"));
    let done = desk.done(&["history", "C1"]);
    assert!(done.contains("concern C1 is recorded") && !done.contains("settled"), "{done}");
}

#[test]
fn v5_by_command_what_cannot_be_is_refused_in_a_line() {
    let desk = crate::cli_support::Desk::small();
    let add = ["concern", "add", "--category", "conduct"];
    assert_eq!(desk.refused(&add), "text: say what was raised, in a few words");
    let no_text = ["concern", "add", "what was said", "--category", "conduct"];
    assert!(desk.refused(&no_text).contains("one word too many"));
    let missing = desk.refused(&["concern", "show", "C7"]);
    assert_eq!(missing, "there is no concern C7: see matchbook concern list");
    for args in [["concern", "close", "C7"], ["concern", "reopen", "C7"]] {
        assert_eq!(desk.refused(&args), missing);
    }
    assert!(desk.refused(&["list", "concerns"]).contains("concerns"));
    assert!(desk.refused(&["show", "C1"]).contains("matchbook concern show C1"));
    let ran = given(&desk, &add, b"\xff\xfe");
    assert_eq!(ran.err, "matchbook: standard input is no UTF-8 text: nothing was changed\n");
    let ran = given(&desk, &add, &vec![b'a'; 200_000]);
    assert!(ran.code == 2 && ran.err.contains("longer than 100000 bytes"), "{}", ran.err);
}

#[test]
fn v5_keys_and_commands_leave_the_same_heads() {
    let by_keys = raised((80, 24));
    let file = crate::cli_support::Desk::with(&small());
    let add = ["concern", "add", "--about", "M1", "--category", "harassment"];
    assert_eq!(given(&file, &add, SAID.as_bytes()).code, 0);
    let head = |status: &str, closed: Option<&str>| {
        json!([{
            "id": "C1", "about": "M1", "day": "2026-03-03", "category": "harassment",
            "priority": "routine", "status": status, "closed": closed,
        }])
    };
    let one = the_concern(&by_keys);
    let mut store =
        matchbook::store::Store::open(&file.file, matchbook::store::Access::Look).unwrap();
    let (scheme, _) = store.load().unwrap();
    assert_eq!(scheme.get::<Concern>(ConcernId(1)), Some(&one));
    assert_eq!(store.concern_text(ConcernId(1)).unwrap().unwrap().text, SAID.into());
    assert_eq!(store.concern_text(ConcernId(2)).unwrap(), None);
    drop(store);
    assert_eq!(file.json(&["concern", "list", "--format", "json"]), head("open", None));
    file.done(&["concern", "close", "C1"]);
    let closed = head("closed", Some("2026-03-03"));
    assert_eq!(file.json(&["concern", "list", "--format", "json"]), closed);
}

#[test]
fn v5_the_summary_has_counts_and_nothing_that_leads_to_one() {
    let desk = crate::cli_support::Desk::small();
    for (day, closed) in [("16 feb", None), ("17 feb", Some("28 feb")), ("2 mar", None)] {
        let add = ["concern", "add", "--category", "conduct", "--day", day];
        assert_eq!(given(&desk, &add, b"said").code, 0);
        if let Some(closed) = closed {
            desk.done(&["concern", "close", "C2", "--day", closed]);
        }
    }
    let counts = |period: &str| {
        let summary = desk.json(&["summary", "--period", period, "--format", "json"]);
        let figures = summary["figures"].as_array().unwrap().clone();
        ["raised", "closed", "open", "open-long"].map(|which| {
            let id = format!("concerns-{which}");
            figures.iter().find(|figure| figure["id"] == id.as_str()).unwrap()["value"].to_string()
        })
    };
    assert_eq!(counts("2026-02"), ["2", "1", "1", "0"], "28 February: one since 12 days");
    assert_eq!(counts("2026-03"), ["1", "0", "2", "1"], "3 March: one since 15 days");
    assert_eq!(counts("2026-02-01..2026-02-27"), ["2", "0", "2", "0"], "closed a day later");
}
