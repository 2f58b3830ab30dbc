//! The same act by keys and by command leaves the same rows: every form against its command, on the fixed week.

use std::path::Path;
use std::process::Command;

use matchbook::domain::Tables;
use matchbook::sample;
use matchbook::store::{Access, Store};
use rstest::rstest;

use crate::harness::Desk;
use crate::small_scheme::day;

const TODAY: &str = "2026-03-03";

/// The tables after a command on a file with the fixed week.
fn after_command(command: &[&str]) -> Tables {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("week.db");
    run(&file, &["sample"]);
    run(&file, command);
    let mut store = Store::open(&file, Access::Look).unwrap();
    store.load().unwrap().0.tables().clone()
}

fn run(file: &Path, command: &[&str]) {
    let out = Command::new(env!("CARGO_BIN_EXE_matchbook"))
        .args(["--on", TODAY, "--db"])
        .arg(file)
        .args(command)
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{command:?}: {words}");
}

/// The tables after a key script on the fixed week.
fn after_keys(keys: &str, size: (u16, u16)) -> Tables {
    let today = day(TODAY);
    let mut desk = Desk::open(sample::scheme_of(sample::week(today)), today, size);
    desk.keys(keys);
    assert_eq!(desk.heads().len(), 1, "{keys}:\n{}", desk.screen());
    desk.scheme().tables().clone()
}

#[rstest]
#[case::accept("r a", &["request", "answer", "R8", "accepted"])]
#[case::remind("r n", &["request", "remind", "R8"])]
#[case::reassign("a <Enter>", &["request", "reassign", "R8", "Priya Nair"])]
#[case::match_("j m <Enter>", &["pair", "start", "Ben Okafor", "@first", "--request", "R9"])]
#[case::snooze("z <Enter>", &["snooze", "R8"])]
#[case::close("3 c c <Ctrl-S>", &["pair", "close", "@pair", "--reason", "term-completed"])]
#[case::log("3 l <Ctrl-S>", &["meeting", "log", "@pair"])]
#[case::log_on_a_day("3 l \"y\" <Ctrl-S>", &["meeting", "log", "@pair", "--day", "y"])]
#[case::setting(
    ": \"settings\" <Enter> / \"answer-days\" <Enter> e \"14\" <Ctrl-S>",
    &["settings", "answer-days", "14"]
)]
#[case::budget_line(
    ": \"budget\" <Enter> n \"Catering\" <Tab> <Tab> <Tab> \"120\" <Ctrl-S>",
    &["budget", "add", "Catering", "--planned", "120"]
)]
#[case::goal(
    "3 w g <Tab> \"Hand in\" <Ctrl-S>",
    &["goal", "add", "@pair", "Hand in"]
)]
#[case::hold_review("5 v <Ctrl-S>", &["review", "hold", "@review"])]
#[case::plan_review(
    "3 v p \"\" <Tab> \"20 mar\" <Ctrl-S>",
    &["review", "plan", "@pair", "20 mar"]
)]
#[case::reassign_pair(
    "3 a l <Ctrl-S>",
    &["pair", "reassign", "@pair", "--reason", "lost-momentum", "--to", "@next"]
)]
#[case::add_person(
    "4 n \"Iris Vale\" <Tab> m <Tab> \"iris.vale@example.org\" <Ctrl-S>",
    &["person", "add", "Iris Vale", "--role", "mentor", "--email", "iris.vale@example.org"]
)]
#[case::add_request(
    "2 n \"mia lo\" <Enter> \"interviews\" <Ctrl-S>",
    &["request", "add", "Mia López", "--topic", "interviews"]
)]
#[case::contact_with_a_person("4 / \"amina\" <Enter> i <Enter>", &["contact", "add", "Amina Yusuf"])]
#[case::contact_about_a_pair("3 i a <Enter>", &["contact", "add", "@pair", "--outcome", "well"])]
#[case::agree(
    "3 A <Ctrl-F> \"t\" <Tab> \"t\" <Ctrl-S>",
    &["pair", "agree", "@pair", "--as-usual", "--signed", "t"]
)]
#[case::plan_series(
    "3 w p \"10 mar\" <Tab> <Ctrl-U> \"1w\" <Tab> \"2\" <Ctrl-S>",
    &["meeting", "plan", "@pair", "--from", "10 mar", "--every", "1w", "--times", "2"]
)]
#[case::another_end(
    "3 o \"another\" <Tab> \"1 dec\" <Ctrl-S>",
    &["pair", "end-on", "@pair", "1 dec"]
)]
fn keys_and_command_write_the_same_rows(
    #[case] keys: &str,
    #[case] command: &[&str],
    #[values((80, 24), (100, 30))] size: (u16, u16),
) {
    let typed = after_keys(keys, size);
    let command: Vec<String> = command.iter().map(|word| resolved(word)).collect();
    let command: Vec<&str> = command.iter().map(String::as_str).collect();
    let ran = after_command(&command);
    assert_eq!(typed, ran, "{keys} and {command:?}");
}

/// Words of a command that depend on the sample: its first pair by name, and who is suggested.
fn resolved(word: &str) -> String {
    let today = day(TODAY);
    let mut desk = Desk::open(sample::scheme_of(sample::week(today)), today, (100, 30));
    let picked = |desk: &Desk, field: &str| {
        let screen = desk.screen();
        let line = screen.lines().find(|line| line.contains(field)).unwrap_or_default().to_owned();
        let name =
            line.split(field).nth(1).unwrap_or_default().split('(').next().unwrap_or_default();
        let name = name.split("  ");
        name.map(str::trim).find(|part| !part.is_empty()).unwrap_or_default().to_owned()
    };
    match word {
        "@pair" => {
            let (screen, spot) = {
                desk.keys("3");
                desk.model.spot()
            };
            assert_eq!(screen, "Pairs");
            spot.row.unwrap()
        }
        "@review" => {
            desk.keys("5");
            desk.model.spot().1.row.unwrap()
        }
        "@first" => picked(desk.keys("j m"), "Mentor "),
        "@next" => picked(desk.keys("3 a"), "New mentor "),
        other => other.to_owned(),
    }
}
