//! Commands that change the scheme: each does what it says in words, and refuses in one line with the file unchanged.

use rstest::rstest;
use serde_json::json;

use crate::cli_support::Desk;

#[rstest]
#[case::a_request(&["request", "add", "ben", "--topic", "returning"], "Ben Okafor")]
#[case::an_acceptance(&["request", "answer", "R1", "accepted"], "Tom Reed accepted R1: pair")]
#[case::a_decline(&["request", "answer", "Ben Okafor", "declined", "--why", "no-time"], "declined")]
#[case::a_holding_answer(&["request", "answer", "R1", "needs-time"], "needs more time")]
#[case::a_reminder(&["request", "remind", "R1"], "reminded")]
#[case::a_withdrawal(&["request", "withdraw", "R1", "--day", "yesterday"], "withdrawn")]
#[case::another_mentor(&["request", "reassign", "R1", "priya"], "Priya Nair")]
#[case::a_pair(&["pair", "start", "Ben Okafor", "Priya Nair", "--length", "1h30", "--because", "he waits"], "Ben Okafor and Priya Nair")]
#[case::an_agreement(&["pair", "agree", "M1", "--frequency", "fortnightly", "--signed", "t"], "agreement")]
#[case::a_hold(&["pair", "hold", "ana", "--since", "mon", "--why", "illness"], "on hold from Mon 2 Mar 2026")]
#[case::an_end(&["pair", "extend", "M1", "1 oct"], "1 Oct 2026")]
#[case::winding_down(&["pair", "wind-down", "M1"], "wind down")]
#[case::a_nudge(&["pair", "remind", "M1", "--by", "phone"], "reminded by phone")]
#[case::a_closing(&["pair", "close", "Ana Costa", "--reason", "term-completed,goals-met"], "closed")]
#[case::a_new_mentor(&["pair", "reassign", "M1", "--to", "P2", "--reason", "not-a-fit"], "Priya Nair")]
#[case::a_meeting(&["meeting", "log", "M1", "--day", "fri", "--length", "45", "--next", "+2w"], "on Fri 27 Feb 2026: held")]
#[case::a_missed_meeting(&["meeting", "log", "M1", "--status", "no-show", "--by", "mentee"], "no-show")]
#[case::a_planned_review(&["review", "plan", "M1", "+2w"], "17 Mar 2026")]
fn every_change_says_what_it_did_and_is_taken_back(#[case] args: &[&str], #[case] said: &str) {
    let desk = Desk::small();
    let before = desk.json(&["history", "--format", "json"]).as_array().unwrap().len();
    let printed = desk.done(args);
    assert!(printed.contains(said), "{printed}");
    assert!(printed.ends_with("undo with: matchbook undo\n"), "{printed}");
    let history = desk.json(&["history", "--format", "json"]);
    assert_eq!(history.as_array().unwrap().len(), before + 1);
    assert_eq!((&history[0]["who"], &history[0]["day"]), (&json!("ann"), &json!("2026-03-03")));
    let undone = desk.done(&["undo"]);
    assert!(undone.starts_with("Undone: ") && undone.contains(said), "{undone}");
    assert_eq!(desk.json(&["history", "--format", "json"])[1]["live"], json!(false));
    assert!(desk.done(&["redo"]).starts_with("Done again: "));
    let check = desk.run(&["check"]).out;
    assert!(!check.contains("fault"), "{check}");
}

#[test]
fn the_history_of_a_pair_has_what_was_done_about_it_in_other_tables() {
    let desk = Desk::small();
    desk.done(&["pair", "remind", "M1"]);
    desk.done(&["meeting", "log", "M1", "--day", "fri", "--length", "45"]);
    let words = desk.done(&["history", "M1"]);
    assert!(words.contains("were reminded") && words.contains("27 Feb"), "{words}");
    desk.done(&["undo"]);
    desk.done(&["undo"]);
    let words = desk.done(&["history", "M1"]);
    assert!(words.contains("undone") && words.contains("were reminded"), "{words}");
}

#[rstest]
#[case::an_unknown_request(&["request", "remind", "R9"], "there is no request R9")]
#[case::an_unknown_name(&["pair", "hold", "Nobody"], "there is nobody called 'Nobody'")]
#[case::another_kind_of_id(&["pair", "hold", "R1"], "R1 is a request, not a pair: give the id of a pair (M17)")]
#[case::a_day_to_come(&["request", "answer", "R1", "accepted", "--day", "2026-03-04"], "day")]
#[case::an_option_that_says_nothing(&["request", "answer", "R1", "accepted", "--why", "full"], "--why")]
#[case::no_courtesy_owed(&["request", "courtesy", "R1"], "no courtesy message is owed")]
#[case::steps_of_an_open_pair(&["pair", "steps", "M1", "--goals", "fully"], "not closed")]
#[case::a_hard_rule(&["pair", "start", "Ana Costa", "Tom Reed", "--because", "they asked"], "--confirm")]
#[case::a_soft_rule(&["pair", "start", "Ana Costa", "Priya Nair"], "--because 'REASON'")]
#[case::nothing_to_undo(&["undo"], "nothing of yours to undo")]
#[case::an_unknown_entry(&["undo", "99"], "no such entry")]
fn what_cannot_be_done_is_refused_in_one_line(#[case] args: &[&str], #[case] said: &str) {
    let line = Desk::small().refused(args);
    assert!(line.contains(said), "{line}");
}

#[test]
fn a_soft_rule_is_over_ruled_with_a_reason_and_a_hard_one_with_a_second_word() {
    let desk = Desk::small();
    desk.done(&["pair", "start", "Ana Costa", "Priya Nair", "--because", "two topics"]);
    let desk = Desk::small();
    let against = ["request", "add", "Tom Reed", "--to", "Tom Reed", "--because", "a test"];
    assert!(desk.refused(&against).contains("(hard rule self)"));
    let sure: Vec<&str> = against.into_iter().chain(["--confirm"]).collect();
    desk.done(&sure);
    assert!(desk.refused(&["pair", "hold", "M1", "--confirm"]).contains("--confirm"));
}

#[test]
fn a_name_that_fits_several_people_lists_them() {
    let mut small = crate::small_scheme::Small::default();
    small.mentee("Ana Costa");
    small.mentee("Ana Diaz");
    let desk = Desk::with(&small);
    let line = desk.refused(&["request", "add", "ana"]);
    assert_eq!(line, "'ana' may be P1 Ana Costa, P2 Ana Diaz: name one by id");
    desk.done(&["request", "add", "ana d"]);
    assert!(desk.refused(&["pair", "hold", "P1"]).contains("P1 has no pair"));
}

#[test]
fn what_somebody_else_did_is_not_mine_to_undo() {
    let desk = Desk::small();
    desk.done(&["request", "remind", "R1"]);
    let mut other = desk.command(&["undo"]);
    let ran = other.env("USER", "bob").output().unwrap();
    assert_eq!(ran.status.code(), Some(2));
}

#[test]
fn suggestions_name_everyone_with_a_reason() {
    let desk = Desk::small();
    let found = desk.json(&["match", "suggest", "Ana Costa", "--format", "json"]);
    assert_eq!(found["mentee"], json!("P3"));
    let first = &found["ranked"][0];
    assert_eq!(
        (&first["mentor"], &first["name"], &first["free"]),
        (&json!("P2"), &json!("Priya Nair"), &json!(2))
    );
    let points: i64 = first["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["points"].as_i64().unwrap())
        .sum();
    assert_eq!(first["score"], json!(points));
    let out = &found["excluded"][0];
    assert_eq!((&out["mentor"], &out["rule"]), (&json!("P1"), &json!("already-paired")));
    let asked = desk.json(&["match", "suggest", "R1", "--format", "json"]);
    assert_eq!(asked["excluded"][0]["rule"], json!("asked"));
    let text = desk.done(&["match", "suggest", "ana"]);
    assert!(text.contains("Priya Nair P2") && text.contains("already-paired"), "{text}");
    for line in desk.done(&["--plain", "match", "suggest", "ana"]).lines() {
        assert!(line.starts_with("suggested: ") || line.starts_with("excluded: "), "{line}");
    }
}

#[test]
fn a_copy_is_made_brought_back_and_what_was_there_is_kept() {
    let desk = Desk::small();
    desk.done(&["backup", "copy.db"]);
    assert!(desk.refused(&["backup", "copy.db"]).contains("already exists"));
    desk.done(&["request", "withdraw", "R1"]);
    let printed = desk.done(&["restore", "copy.db"]);
    assert!(printed.contains("is kept in"), "{printed}");
    desk.done(&["request", "remind", "R1"]);
}

#[test]
fn two_who_write_at_once_are_both_served() {
    let desk = Desk::small();
    let children: Vec<_> = ["ann", "bob", "cem", "dea"]
        .iter()
        .flat_map(|who| std::iter::repeat_n(who, 5))
        .map(|who| {
            let mut command = desk.command(&["request", "remind", "R1"]);
            command.env("USER", who).stdout(std::process::Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let history = desk.json(&["history", "--format", "json", "--limit", "99"]);
    assert_eq!(history.as_array().unwrap().len(), 21);
}

#[test]
fn a_second_meeting_of_a_day_needs_to_be_insisted_on() {
    let desk = Desk::small();
    let log = ["meeting", "log", "M1", "--day", "fri", "--length", "45"];
    desk.done(&log);
    assert_eq!(
        desk.refused(&log),
        "there is one on Fri 27 Feb 2026 already (held, 45 min): to log a second add --again"
    );
    desk.done(&[&log[..], &["--again"]].concat());
    desk.done(&["meeting", "log", "M1", "--day", "thu"]);
}
