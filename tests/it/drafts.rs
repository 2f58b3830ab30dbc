//! Drafts of matching for the whole pool (M4) by keys and by command: changed by hand, costed, compared, confirmed as one act.

use matchbook::domain::codes::{CellKind, MatchAim, Status, TopicSide};
use matchbook::domain::ids::{MatchDraftId, PersonId};
use matchbook::domain::matching::{Board, Wishes, kept_pairs};
use matchbook::domain::records::{DraftCell, MatchDraft, Mentor, Pair};
use matchbook::domain::verbs::{Leave, confirm_draft, save_draft};
use matchbook::domain::{Scheme, admit};
use serde_json::json;

use crate::cli_support::Desk as Cli;
use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";

/// Three mentees who want what one mentor of one place, and one of two places, offer.
fn pool() -> Small {
    let mut small = Small::default();
    let ada = small.mentor("Ada Stone", 1);
    let bob = small.mentor("Bob Reed", 2);
    for mentor in [ada, bob] {
        small.change::<Mentor>(mentor, |row| row.trained = Some(true));
    }
    small.topic(ada, TopicSide::Offered, "Leadership");
    small.topic(bob, TopicSide::Offered, "Teaching");
    for (name, topic) in
        [("Cem Kaya", "Leadership"), ("Dee Park", "Teaching"), ("Eve Lind", "Leadership")]
    {
        let mentee = small.mentee(name);
        small.topic(mentee, TopicSide::Wanted, topic);
    }
    small
}

fn id(number: i64) -> PersonId {
    PersonId(number)
}

/// Mentee and mentor of each pair that is kept in a draft.
fn pairs(scheme: &Scheme, draft: i64) -> Vec<(PersonId, PersonId)> {
    let kept = kept_pairs(scheme, MatchDraftId(draft));
    kept.into_iter().map(|pair| (pair.mentee, pair.mentor)).collect()
}

fn desk(small: Small) -> Desk {
    let mut desk = Desk::open(small.scheme, day(TODAY), (100, 30));
    desk.keys(": \"matching drafts\" <Enter>");
    desk
}

#[test]
fn m4_a_draft_is_made_changed_by_hand_and_confirmed_by_keys_and_taken_back() {
    let mut desk = desk(pool());
    assert!(desk.screen().contains("Press n"), "{}", desk.screen());
    desk.keys("n");
    let screen = desk.screen();
    assert!(screen.contains("D1, best total: 3 of 3 mentees"), "{screen}");
    let first = pairs(desk.scheme(), 1);
    assert_eq!(first.len(), 3, "{screen}");
    assert_eq!(first[1], (id(4), id(2)), "Dee wants to teach, Bob offers it");
    let before = desk.scheme().clone();
    // Cem and Eve both want Ada, who has one place: whoever has her can be forbidden her
    let with_ada = first.iter().position(|(_, mentor)| *mentor == id(1)).unwrap();
    desk.keys("g");
    for _ in 0..with_ada {
        desk.keys("j");
    }
    desk.keys("f");
    assert!(desk.message().contains("forbidden"), "{}", desk.message());
    assert!(!pairs(desk.scheme(), 1).contains(&first[with_ada]));
    desk.keys("u");
    assert_eq!(desk.scheme().tables(), before.tables());
    desk.keys("o");
    assert!(
        desk.screen().contains("UNMATCHED 1") && desk.screen().contains("left out"),
        "{}",
        desk.screen()
    );
    desk.keys("u l");
    assert_eq!(
        desk.scheme().all::<DraftCell>().filter(|cell| cell.kind == CellKind::Lock).count(),
        1
    );
    desk.keys("t t");
    assert_eq!(desk.scheme().get::<MatchDraft>(MatchDraftId(1)).unwrap().aim, MatchAim::Fair);
    let pairs_before = desk.scheme().all::<Pair>().len();
    desk.keys("c <Ctrl-S>");
    let made: Vec<Pair> = desk.scheme().all::<Pair>().cloned().collect();
    assert_eq!(made.len(), pairs_before + 3, "{}", desk.screen());
    for pair in &made {
        assert_eq!(desk.scheme().pair_status(pair.id, day(TODAY)), Some(Status::Provisional));
        assert!(!pair.reasons.is_empty());
    }
    assert!(desk.message().contains("confirmed"), "{}", desk.message());
    desk.keys("l");
    assert!(
        desk.message().contains("confirmed already") || desk.message().contains("is confirmed")
    );
    desk.keys("u");
    assert_eq!(desk.scheme().all::<Pair>().len(), pairs_before, "one act, one undo");
}

#[test]
fn m4_another_mentor_is_given_with_what_it_costs_and_the_rest_is_worked_out_again() {
    let mut desk = desk(pool());
    desk.keys("n g");
    let before = kept_pairs(desk.scheme(), MatchDraftId(1));
    let total: i64 = before.iter().map(|pair| pair.points).sum();
    desk.keys("a");
    let screen = desk.screen();
    assert!(screen.contains("points: costs ") || screen.contains("costs nothing"), "{screen}");
    let cost: i64 = screen.split("points: costs ").nth(1).map_or(0, |rest| {
        rest.split_whitespace().next().unwrap().trim_end_matches(',').parse().unwrap_or(0)
    });
    desk.keys("1");
    let after = kept_pairs(desk.scheme(), MatchDraftId(1));
    assert_ne!(after[0].mentor, before[0].mentor, "{}", desk.screen());
    assert!(after[0].locked);
    let now: i64 = after.iter().map(|pair| pair.points).sum();
    assert_eq!(total - now, cost, "it costs what was said");
}

#[test]
fn m4_two_drafts_are_compared_row_by_row() {
    let mut desk = desk(pool());
    desk.keys("n f <Esc>");
    desk.keys(": \"matching drafts\" <Enter> n <Esc> : \"matching drafts\" <Enter> g b");
    let screen = desk.screen();
    assert!(screen.contains(" Other ") && screen.contains("~ differs from D1"), "{screen}");
}

#[test]
fn m4_by_command_a_draft_writes_nothing_until_it_is_saved_and_is_confirmed_as_one() {
    let cli = Cli::with(&pool());
    let before = cli.bytes();
    let found = cli.json(&["match", "draft", "--aim", "most", "--format", "json"]);
    assert_eq!(found["aim"], json!("most"));
    assert_eq!(found["pairs"].as_array().unwrap().len(), 3);
    assert_eq!(found["unmatched"], json!([]));
    let total: i64 =
        found["pairs"].as_array().unwrap().iter().map(|pair| pair["score"].as_i64().unwrap()).sum();
    assert_eq!(found["total"], json!(total));
    assert_eq!(found["lacking"], json!([{"topic": "Leadership", "wanted": 2, "free": 1}]));
    assert_eq!(cli.bytes(), before, "without --save nothing is written");
    let locked =
        cli.json(&["match", "draft", "--lock", "P5=P1", "--forbid", "P3=P2", "--format", "json"]);
    assert!(
        locked["pairs"]
            .as_array()
            .unwrap()
            .iter()
            .any(|pair| pair["mentee"] == "P5" && pair["mentor"] == "P1")
    );
    let why = locked["unmatched"][0]["why"].as_str().unwrap();
    assert!(why.contains("forbidden by hand") || why.contains("given to others"), "{why}");
    cli.done(&["match", "draft", "--save"]);
    let shown = cli.json(&["match", "show", "D1", "--format", "json"]);
    assert_eq!(shown["pairs"].as_array().unwrap().len(), 3);
    assert!(cli.done(&["match", "compare", "D1", "D1"]).contains("same pairs"));
    assert!(
        cli.done(&["match", "confirm", "D1", "--start", "10.3.2026"])
            .contains("3 provisional pairs")
    );
    assert!(cli.refused(&["match", "confirm", "D1"]).contains("was confirmed on"));
    assert!(cli.done(&["match", "draft"]).contains("Nobody waits"));
    cli.done(&["undo"]);
    assert_eq!(cli.json(&["list", "pairs", "--format", "json"]), json!([]));
    assert!(cli.done(&["match", "drop", "D1"]).contains("dropped"));
    assert!(cli.done(&["match", "drafts"]).contains("No draft is kept"));
}

#[test]
fn m4_a_pool_without_mentors_mentees_or_differences_says_so() {
    let empty = Small::default();
    let board = Board::new(&empty.scheme, day(TODAY), &|_, _| true).unwrap();
    let best = board.solve(&Wishes::of(MatchAim::Fair), &|_, _| true).unwrap();
    assert_eq!((best.pairs.len(), best.unmatched.len(), best.total()), (0, 0, 0));
    let mut alone = Small::default();
    let mentee = alone.mentee("Ana Costa");
    let board = Board::new(&alone.scheme, day(TODAY), &|_, _| true).unwrap();
    for aim in [MatchAim::Total, MatchAim::Most, MatchAim::Fair] {
        let best = board.solve(&Wishes::of(aim), &|_, _| true).unwrap();
        assert_eq!(best.unmatched, [(mentee, "no mentor has a free place".to_owned())]);
    }
    let mut same = Small::default();
    for name in ["A One", "B Two", "C Three"] {
        same.mentor(name, 1);
    }
    for name in ["D Four", "E Five", "F Six"] {
        same.mentee(name);
    }
    let board = Board::new(&same.scheme, day(TODAY), &|_, _| true).unwrap();
    let first = board.solve(&Wishes::of(MatchAim::Total), &|_, _| true).unwrap();
    assert_eq!(first.pairs.len(), 3);
    assert_eq!(board.solve(&Wishes::of(MatchAim::Total), &|_, _| true).unwrap(), first);
}

#[test]
fn m4_a_draft_that_something_has_overtaken_is_not_confirmed_at_all() {
    let mut small = pool();
    let board = Board::new(&small.scheme, day(TODAY), &|_, _| true).unwrap();
    let wishes = Wishes::of(MatchAim::Most);
    let best = board.solve(&wishes, &|_, _| true).unwrap();
    let (draft, change) = save_draft(&small.scheme, day(TODAY), &wishes, &best).unwrap();
    small.accept(&change);
    small.pair(id(2), id(4), "2026-03-01");
    let refused = confirm_draft(&small.scheme, day(TODAY), draft, day(TODAY), &Leave::none());
    let why = refused.unwrap_err().to_string();
    assert!(why.contains("Dee Park") && why.contains("does not wait any more"), "{why}");
}

#[test]
fn m4_stopping_leaves_nothing_and_a_confirmed_draft_is_admitted_whole() {
    let small = pool();
    let stopped = Board::new(&small.scheme, day(TODAY), &|done, _| done < 1);
    assert!(stopped.unwrap_err().to_string().contains("stopped"));
    let board = Board::new(&small.scheme, day(TODAY), &|_, _| true).unwrap();
    let wishes = Wishes::of(MatchAim::Total);
    let best = board.solve(&wishes, &|_, _| true).unwrap();
    let (draft, change) = save_draft(&small.scheme, day(TODAY), &wishes, &best).unwrap();
    let kept = small.scheme.after(&change).unwrap();
    let confirmed = confirm_draft(&kept, day(TODAY), draft, day(TODAY), &Leave::none()).unwrap();
    admit(&kept, &confirmed).unwrap();
    let after = kept.after(&confirmed).unwrap();
    assert_eq!(pairs(&after, draft.0).len(), after.all::<Pair>().len());
    let back = after.after(&confirmed.inverse("back".to_owned())).unwrap();
    assert_eq!(back.tables(), kept.tables());
}
