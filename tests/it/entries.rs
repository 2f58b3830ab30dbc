//! Records that are kept by their fields alone: by command, in lists, and taken back (V4, R2, R7, S1 to S4, S7).

use crate::cli_support::Desk;

/// Each kind with what one is added by, and a word that its list then shows.
const ADDED: &[(&str, &[&str], &str)] = &[
    ("contact", &["Ana Costa", "--purpose", "welcome"], "welcome"),
    ("event", &["--kind", "training", "--day", "2026-04-14", "--place", "Library"], "Library"),
    ("campaign", &["Spring letter", "--since", "2026-02-01"], "Spring letter"),
    ("budget", &["Catering", "--planned", "1,200.50"], "1200.50"),
    ("hours", &["--minutes", "450", "--task", "matching"], "450"),
    ("note", &["We keep Tuesdays", "--kind", "decision"], "We keep Tuesdays"),
    ("commitment", &["Provost", "A day a week", "--renewal", "2027-01-31"], "Provost"),
    ("directory", &["Mediation service", "--kind", "mediation"], "Mediation service"),
];

#[test]
fn every_kind_is_added_listed_changed_and_taken_out_by_command() {
    let home = Desk::empty();
    home.done(&["init"]);
    home.done(&["person", "add", "Ana Costa", "--role", "mentee"]);
    for (name, args, shown) in ADDED {
        let book = matchbook::domain::entry::Book::named(name).unwrap();
        let mut all = vec![*name, "add"];
        all.extend(*args);
        home.done(&all);
        let id = format!("{}1", book.letter);
        let list = home.done(&["list", book.list, "--format", "csv"]);
        assert!(list.contains(shown), "{name}: {list}");
        let text = home.done(&["show", &id]);
        assert!(text.contains(&id), "{name}: {text}");
        home.done(&[name, "remove", &id]);
        assert!(!home.done(&["list", book.list, "--format", "csv"]).contains(shown), "{name}");
        home.done(&["undo"]);
        assert!(home.done(&["list", book.list, "--format", "csv"]).contains(shown), "{name}");
    }
    home.done(&["budget", "edit", "B1", "--spent", "1180"]);
    let budget = home.done(&["list", "budget", "--format", "csv"]);
    assert!(budget.contains("1200.50") && budget.contains("1180.00"), "{budget}");
}

#[test]
fn what_belongs_to_a_pair_is_kept_with_it() {
    let home = Desk::empty();
    home.done(&["init"]);
    home.done(&["person", "add", "Ana Costa", "--role", "mentee"]);
    home.done(&["person", "add", "Tom Reed", "--role", "mentor"]);
    home.done(&["person", "add", "Uma Bell", "--role", "mentor"]);
    home.done(&["pair", "start", "Ana Costa", "Tom Reed", "--because", "they asked for it"]);
    home.done(&["goal", "add", "M1", "Hand in the thesis", "--target", "2026-06-30"]);
    home.done(&["milestone", "add", "G1", "First draft", "--due", "2026-04-30"]);
    home.done(&["story", "add", "M1", "A first talk abroad", "--consent", "yes"]);
    home.done(&["substitute", "add", "M1", "Uma Bell", "--until", "2026-05-31"]);
    let goals = home.done(&["list", "goals", "--format", "json"]);
    assert!(
        goals.contains("\"pair_id\": \"M1\"") || goals.contains("\"pair_id\":\"M1\""),
        "{goals}"
    );
    let why = home.refused(&["goal", "remove", "G1"]);
    assert!(why.contains("L1 belongs to it"), "{why}");
    let why = home.refused(&["substitute", "add", "M1", "Tom Reed"]);
    assert!(why.contains("cannot stand in"), "{why}");
    home.done(&["goal", "edit", "G1", "--status", "met"]);
    let goals = home.done(&["list", "goals", "--format", "csv"]);
    assert!(goals.contains("\"met\",\"2026-03-03\""), "{goals}");
}

#[test]
fn sign_ups_count_for_the_campaign_whose_source_people_name() {
    let home = Desk::empty();
    home.done(&["init"]);
    home.done(&["campaign", "add", "Spring letter", "--since", "2026-02-01", "--source", "letter"]);
    for (name, source, joined) in [
        ("A", "Letter", "2026-02-01"),
        ("B", "letter", "2026-01-31"),
        ("C", "poster", "2026-02-02"),
    ] {
        home.done(&["person", "add", name, "--source", source, "--joined", joined]);
    }
    let list = home.done(&["list", "campaigns", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert_eq!(value[0]["sign_ups"], 1);
}

#[test]
fn what_is_missing_is_a_list_to_work_through() {
    let home = Desk::empty();
    home.done(&["init"]);
    home.done(&["person", "add", "Ana Costa", "--role", "mentee"]);
    let gaps = home.done(&["list", "gaps", "--format", "csv"]);
    assert!(
        gaps.contains("\"Ana Costa\",\"3\",\"e-mail address, consent, line manager\""),
        "{gaps}"
    );
    home.done(&["person", "edit", "P1", "--email", "ana@example.org", "--consent", "yes"]);
    home.done(&["person", "edit", "P1", "--line-manager", "Uma Bell"]);
    assert!(!home.done(&["list", "gaps", "--format", "csv"]).contains("Ana"));
}
