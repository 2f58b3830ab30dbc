//! What Today asks for can be done from its row: the suggested act takes each item away, by keys and by command, and `u` brings it back.

use std::fs;

use matchbook::app::draw;
use matchbook::domain::codes::Code;
use matchbook::domain::ids::{AnyId, PersonId};
use matchbook::domain::records::{Meeting, Pair, Person};
use matchbook::domain::rules::{Item, RULES};
use matchbook::domain::{Change, Edit, Link, Scheme};
use matchbook::runtime::{Dashboard, Fixed, Looks, Places};
use matchbook::sample;
use matchbook::store::{Access, Stamp, Store};
use matchbook::ui::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::Value;

use crate::cli_support;
use crate::harness::{Desk, script_keys};
use crate::small_scheme::day;
use crate::store_support::noon;

const TODAY: &str = "2026-03-03";
/// The day on which the file of the scheme was made: its copy elsewhere is due by now.
const MADE: &str = "2026-02-10";
/// Wide and tall enough for the whole card.
const SIZE: (u16, u16) = (140, 70);

/// What is done about a rule: what its card says, and the keys on its row. `@Label` goes to the
/// field with this label.
struct Deed {
    rule: &'static str,
    card: &'static str,
    keys: &'static str,
}

const fn deed(rule: &'static str, card: &'static str, keys: &'static str) -> Deed {
    Deed { rule, card, keys }
}

/// Every rule but `backup-old`, which is about no record and has its own test.
const DEEDS: &[Deed] = &[
    deed("request-overdue", "a  reassign to", "a <Enter>"),
    deed("request-due", "r  record the response", "r a"),
    deed("request-blocked", "a  reassign to", "a <Enter>"),
    deed("request-unassigned", "m  match to", "m <Enter>"),
    deed("courtesy-owed", "r c  record the courtesy message", "r c"),
    deed("pair-not-started", "l  log a meeting", "l <Ctrl-S>"),
    deed("pair-stale", "l  log a meeting", "l <Ctrl-S>"),
    deed("cancellations", "l  log a meeting", "l <Ctrl-S>"),
    deed("meeting-unlogged", "l  log a meeting", "l <Ctrl-S>"),
    deed("review-overdue", "v  hold the review", "v <Ctrl-S>"),
    deed("term-ended", "c  close", "c c <Ctrl-S>"),
    deed("review-due", "v  hold the review", "v <Ctrl-S>"),
    deed("agreement-unsigned", "A  record the agreement", r#"A <Ctrl-F> "t" <Tab> "t" <Ctrl-S>"#),
    deed("training-missing", "e  edit the person", "e y <Ctrl-S>"),
    deed("manager-agreement-missing", "w l  record whether", "w l <Ctrl-S>"),
    deed("closing-open", "c  close", r#"c @Debriefed "t" <Ctrl-S>"#),
    deed("line-conflict", "c  close", "c c <Ctrl-S>"),
    deed("over-capacity", "e  edit the person", r#"e <Ctrl-U> "2" <Ctrl-S>"#),
    deed("second-mentor", "c  close", "c 1 c <Ctrl-S>"),
    deed("mentee-waiting", "m  match", "m <Enter>"),
    deed("mentor-returning", "o  note that the mentor", "o <Ctrl-S>"),
    deed("evaluation-due", "e  edit the person", r#"e "t" <Ctrl-S>"#),
    deed("contact-due", "i  log a support contact", "i <Enter>"),
    deed("concern-open", "C  open the concerns", "C c <Ctrl-S> <Backspace>"),
    deed("commitment-due", "e  renew the commitment", r#"e <Ctrl-U> "+1y" <Ctrl-S>"#),
    deed("keep-until-passed", "w k  keep until", r#"w k <Tab> "grant report" <Ctrl-S>"#),
];

fn every_rule() -> Scheme {
    sample::scheme_of(sample::every_rule(day(TODAY)))
}

fn raises(item: &Item, rule: &str) -> bool {
    item.rule == rule || item.also.contains(&rule)
}

fn is_raised(items: &[Item], rule: &str, subject: Option<AnyId>) -> bool {
    items.iter().any(|item| item.subject == subject && raises(item, rule))
}

fn items(desk: &Desk) -> Vec<Item> {
    desk.model.world().items.clone()
}

/// Goes down Today to the row of an item.
#[track_caller]
fn go_to(desk: &mut Desk, item: &Item) {
    let row = format!("{}:{}", item.section.code(), item.subject_text());
    desk.keys("1 g");
    for _ in 0..items(desk).len() {
        if desk.model.spot().1.row.as_deref() == Some(row.as_str()) {
            return;
        }
        desk.keys("j");
    }
    panic!("{row} is no row of Today");
}

/// Types a script in which `@Label` goes to the field with this label.
#[track_caller]
fn press(desk: &mut Desk, script: &str) {
    for part in script.split_inclusive(' ') {
        let Some(label) = part.strip_prefix('@') else { continue };
        let (before, after) = script.split_once(part).unwrap();
        desk.keys(before);
        for _ in 0..40 {
            if desk.cursor_row().contains(label.trim()) {
                desk.keys(after);
                return;
            }
            desk.keys("<Tab>");
        }
        panic!("no field {label} in\n{}", desk.screen());
    }
    desk.keys(script);
}

/// The keys about an item: who has no line manager on record names one.
fn keys(deed: &Deed, item: &Item) -> String {
    let names_one = item.why.contains("no line manager") || item.rule != deed.rule;
    match deed.rule {
        "manager-agreement-missing" if names_one => r#"w l "Head of Law" <Ctrl-S>"#.to_owned(),
        _ => deed.keys.to_owned(),
    }
}

#[test]
fn every_rule_has_its_deed() {
    for rule in RULES.iter().filter(|rule| rule.id != "backup-old") {
        assert_eq!(DEEDS.iter().filter(|deed| deed.rule == rule.id).count(), 1, "{}", rule.id);
    }
    assert_eq!(DEEDS.len() + 1, RULES.len());
}

/// What is wrong when an item is worked off by its keys and all of it is taken back.
fn faults(scheme: &Scheme, before: &[Item], deed: &Deed, item: &Item) -> Vec<String> {
    let mut desk = Desk::open(scheme.clone(), day(TODAY), SIZE);
    go_to(&mut desk, item);
    let mut faults = Vec::new();
    let mut say = |what: &str, desk: &Desk| {
        let (about, why) = (item.subject_text(), &item.why);
        faults.push(format!("{} of {about} ({why}) {what}\n{}", deed.rule, desk.screen()));
    };
    if item.rule == deed.rule && !desk.screen().contains(deed.card) {
        say("does not suggest what is done", &desk);
    }
    press(&mut desk, &keys(deed, item));
    if is_raised(&items(&desk), deed.rule, item.subject) {
        say("is there still", &desk);
    }
    for _ in 0..desk.heads().len() {
        desk.keys("u");
    }
    if items(&desk) != before || desk.scheme().tables() != scheme.tables() {
        say("is not back as it was", &desk);
    }
    faults
}

#[test]
fn the_suggested_keys_take_every_item_of_today_away_and_undo_brings_it_back() {
    let scheme = every_rule();
    let before = items(&Desk::open(scheme.clone(), day(TODAY), SIZE));
    let mut all = Vec::new();
    for deed in DEEDS {
        assert!(before.iter().any(|item| item.rule == deed.rule), "{} leads no row", deed.rule);
        // rows on which another rule is graver are worked off by the same keys
        let about = before.iter().filter(|item| raises(item, deed.rule));
        all.extend(about.flat_map(|item| faults(&scheme, &before, deed, item)));
    }
    assert!(all.is_empty(), "{}", all.join("\n\n"));
}

#[test]
fn an_act_on_who_has_several_pairs_asks_which_one_and_esc_leaves_all_as_it_was() {
    let scheme = every_rule();
    let mut desk = Desk::open(scheme.clone(), day(TODAY), SIZE);
    let both = items(&desk).into_iter().find(|item| item.rule == "second-mentor").unwrap();
    for key in ["l", "A", "v", "c"] {
        go_to(&mut desk, &both);
        desk.keys(key);
        let asked = format!("Which pair of {}?", both.people[0].name);
        assert!(desk.screen().contains(&asked), "{key}\n{}", desk.screen());
        desk.keys("<Esc>");
    }
    assert_eq!(desk.scheme().tables(), scheme.tables());
    desk.keys("l 2 <Ctrl-S>");
    let met = |desk: &Desk| desk.scheme().all::<Meeting>().count();
    let mut pairs: Vec<_> = scheme.all::<Pair>().map(|pair| (pair.start, pair.id, pair)).collect();
    pairs.retain(|(.., pair)| AnyId::from(pair.mentee) == both.subject.unwrap());
    pairs.sort_unstable_by_key(|(start, id, _)| (*start, *id));
    assert_eq!(met(&desk), scheme.all::<Meeting>().count() + 1, "{}", desk.screen());
    let logged = desk.scheme().last_held(pairs[0].1, day(TODAY)).unwrap();
    assert_eq!(logged.day, day(TODAY), "the second line is the older pair");
}

/// A file with the scheme that raises every rule, made long enough ago.
fn file() -> cli_support::Desk {
    let desk = cli_support::Desk::empty();
    let mut store = Store::create(&desk.file).unwrap();
    let (empty, _) = store.load().unwrap();
    let records = sample::every_rule(day(TODAY)).into_iter();
    let edits = records.map(|record| Edit { before: None, after: Some(record) }).collect();
    let change = Change { words: "a test begins".to_owned(), edits };
    let (who, host) = ("somebody else".to_owned(), "desk".to_owned());
    let stamp = Stamp { now: noon(MADE), day: day(MADE), who, host };
    store.apply(&empty, &change, &stamp).unwrap();
    desk
}

/// The program over the file.
fn dashboard(desk: &cli_support::Desk) -> Dashboard {
    let store = Store::open(&desk.file, Access::Write).unwrap();
    let clock = Box::new(Fixed { today: day(TODAY), now: noon(TODAY) });
    let places = Places::in_file(desk.home().join("places.json"));
    Dashboard::new(store, clock, places, Looks::default(), SIZE).unwrap()
}

fn on_dashboard(dashboard: &mut Dashboard, script: &str) {
    for key in script_keys(script) {
        dashboard.press(key);
    }
}

fn screen(dashboard: &Dashboard) -> String {
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let mut buf = Buffer::empty(area);
    draw(dashboard.model(), area, &mut buf);
    paint::rows(&buf).join("\n")
}

/// Goes down Today to the only row of a rule.
#[track_caller]
fn down_to(dashboard: &mut Dashboard, rule: &str) -> Item {
    let item = dashboard.model().world().items.iter().find(|item| item.rule == rule).cloned();
    let item = item.unwrap_or_else(|| panic!("{rule} is not raised"));
    let row = format!("{}:{}", item.section.code(), item.subject_text());
    on_dashboard(dashboard, "1 g");
    while dashboard.model().spot().1.row.as_deref() != Some(row.as_str()) {
        let before = dashboard.model().spot().1.row;
        on_dashboard(dashboard, "j");
        assert_ne!(dashboard.model().spot().1.row, before, "{row} is no row of Today");
    }
    item
}

#[test]
fn a_copy_elsewhere_takes_its_item_away_and_undo_passes_it_over() {
    let desk = file();
    let mut dashboard = dashboard(&desk);
    let before = dashboard.model().world().items.clone();
    down_to(&mut dashboard, "backup-old");
    let shown = screen(&dashboard);
    assert!(shown.contains("Enter  make a copy outside"), "{shown}");
    // one inside the data folder is a copy, and none that would outlive the folder
    let inside = desk.home().join("inside.db");
    let typed = format!(r#"<Enter> <Ctrl-U> "{}" <Enter>"#, inside.display());
    on_dashboard(&mut dashboard, &typed);
    assert!(inside.exists(), "{}", screen(&dashboard));
    assert!(is_raised(&dashboard.model().world().items, "backup-old", None));
    fs::create_dir(desk.home().join("stick")).unwrap();
    let outside = desk.home().join("stick/scheme.db");
    down_to(&mut dashboard, "backup-old");
    let typed = format!(r#"<Enter> <Ctrl-U> "{}" <Enter>"#, outside.display());
    on_dashboard(&mut dashboard, &typed);
    assert!(outside.exists(), "{}", screen(&dashboard));
    let after: Vec<Item> = before.into_iter().filter(|item| item.rule != "backup-old").collect();
    assert_eq!(dashboard.model().world().items, after, "{}", screen(&dashboard));
    // a copy is a note of the history: the copy is there, whatever is taken back
    assert!(!screen(&dashboard).contains("u undo"), "{}", screen(&dashboard));
    on_dashboard(&mut dashboard, "u");
    assert_eq!(dashboard.model().world().items, after, "{}", screen(&dashboard));
    let copy = Store::open(&outside, Access::Look).unwrap().load().unwrap().0;
    assert_eq!(copy.tables(), every_rule().tables());
}

#[test]
fn a_name_that_is_taken_is_no_place_for_a_copy() {
    let desk = file();
    let mut dashboard = dashboard(&desk);
    down_to(&mut dashboard, "backup-old");
    let taken = desk.home().join("taken.txt");
    fs::write(&taken, "mine").unwrap();
    let typed = format!(r#"<Enter> <Ctrl-U> "{}" <Enter>"#, taken.display());
    on_dashboard(&mut dashboard, &typed);
    assert!(screen(&dashboard).contains("exists"), "{}", screen(&dashboard));
    assert_eq!(fs::read(&taken).unwrap(), b"mine");
    assert!(is_raised(&dashboard.model().world().items, "backup-old", None));
}

#[test]
fn erasing_takes_the_item_of_who_was_kept_too_long_away_for_good() {
    let desk = file();
    let mut dashboard = dashboard(&desk);
    let item = down_to(&mut dashboard, "keep-until-passed");
    let AnyId { number, .. } = item.subject.unwrap();
    on_dashboard(&mut dashboard, &format!(r#"w e <Tab> "P{number}" <Enter>"#));
    let gone = |dashboard: &Dashboard| {
        let world = dashboard.model().world();
        let name = world.scheme.get::<Person>(PersonId(number)).unwrap().full_name.clone();
        assert!(!name.exact().contains("Mentee"), "{}", screen(dashboard));
        assert!(!is_raised(&world.items, "keep-until-passed", item.subject));
    };
    gone(&dashboard);
    assert!(!screen(&dashboard).contains("u undo"), "{}", screen(&dashboard));
    on_dashboard(&mut dashboard, "u");
    gone(&dashboard);
}

/// Mentors who are suggested for a mentee, without those who were asked.
fn suggested(desk: &cli_support::Desk, item: &Value) -> String {
    let mentee = person(item, "mentee");
    let ranked = desk.json(&["match", "suggest", &mentee, "--format", "json"]);
    let ranked = ranked["ranked"].as_array().unwrap().iter();
    let mut ids = ranked.map(|one| one["mentor"].as_str().unwrap().to_owned());
    let asked = person(item, "mentor");
    ids.find(|id| *id != asked).unwrap()
}

fn person(item: &Value, role: &str) -> String {
    let people = item["people"].as_array().unwrap().iter();
    let mut of_role = people.filter(|one| one["as"] == role);
    of_role.next().map_or(String::new(), |one| one["id"].as_str().unwrap().to_owned())
}

/// The newest pair of a mentee.
fn pair_of(mentee: &str) -> String {
    let scheme = every_rule();
    let pairs = scheme.linked::<Pair>(Link::PairsOfMentee, mentee.parse::<PersonId>().unwrap());
    pairs.map(|pair| pair.id).max().unwrap().to_string()
}

/// The command of what an item suggests.
fn command(desk: &cli_support::Desk, item: &Value) -> Vec<String> {
    let text = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
    let (rule, about) = (text("rule"), text("subject"));
    let words: Vec<&str> = match (text("suggest").as_str(), rule.as_str()) {
        ("answer", _) => vec!["request", "answer", "@", "accepted"],
        ("reassign", _) => vec!["request", "reassign", "@", "@mentor"],
        ("match", "mentee-waiting") => vec!["pair", "start", "@", "@mentor"],
        ("match", _) => vec!["pair", "start", "@mentee", "@mentor", "--request", "@"],
        ("courtesy", _) => vec!["request", "courtesy", "@"],
        ("log", "meeting-unlogged") => vec!["meeting", "log", "@", "--day", "@since"],
        ("log", _) => vec!["meeting", "log", "@"],
        ("close", "closing-open") => vec!["pair", "steps", "@", "--debriefed", TODAY],
        ("close", "second-mentor") => vec!["pair", "close", "@pair", "--reason", "time"],
        ("close", _) => vec!["pair", "close", "@", "--reason", "time"],
        ("review", _) => vec!["review", "hold", "@"],
        ("agree", _) => vec!["pair", "agree", "@", "--as-usual", "--signed", TODAY],
        ("person", "training-missing") => vec!["person", "edit", "@", "--trained", "yes"],
        ("person", "over-capacity") => vec!["person", "edit", "@", "--capacity", "2"],
        ("person", "evaluation-due") => vec!["person", "edit", "@", "--evaluated-on", TODAY],
        ("resume", _) => vec!["person", "show", "@"],
        ("manager", _) => vec!["person", "agreed", "@mentee", "yes"],
        ("contact", _) => vec!["contact", "add", "@"],
        ("concern", _) => vec!["concern", "close", "C1"],
        ("renew", _) => vec!["commitment", "edit", "@", "--renewal", "2027-03-01"],
        ("keep", _) => vec!["privacy", "keep", "@", "2027-03-01", "--because", "a report"],
        ("backup", _) => vec!["backup", "stick/copy.db"],
        (verb, rule) => panic!("{verb} of {rule} has no command"),
    };
    let word = |word: &str| match word {
        "@" => about.clone(),
        "@mentor" => suggested(desk, item),
        "@mentee" => person(item, "mentee"),
        "@pair" => pair_of(&about),
        "@since" => text("since"),
        other => other.to_owned(),
    };
    words.into_iter().map(word).collect()
}

#[test]
fn the_command_of_each_suggestion_takes_the_item_of_each_rule_away() {
    let first = file();
    let today = |desk: &cli_support::Desk| {
        let list = desk.json(&["today", "--format", "json"]);
        list.as_array().unwrap().clone()
    };
    let before = today(&first);
    let mut faults = Vec::new();
    for rule in RULES {
        let item = before.iter().find(|item| item["rule"] == rule.id);
        let item = item.unwrap_or_else(|| panic!("{} leads no item", rule.id));
        let desk = cli_support::Desk::empty();
        fs::copy(&first.file, &desk.file).unwrap();
        fs::create_dir(desk.home().join("stick")).unwrap();
        let command = command(&desk, item);
        let ran = desk.run(&command.iter().map(String::as_str).collect::<Vec<_>>());
        let raises = |other: &Value| {
            let also = other["also"].as_array().unwrap().iter().any(|also| also == rule.id);
            other["subject"] == item["subject"] && (other["rule"] == rule.id || also)
        };
        if ran.code != 0 || today(&desk).iter().any(raises) {
            faults.push(format!("{}: {command:?}: {}{}", rule.id, ran.out, ran.err));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
