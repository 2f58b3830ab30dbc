//! Rough handling: damaged bytes, two programs writing at once, a program killed in mid-write.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use matchbook::domain::ids::PersonId;
use matchbook::domain::records::Person;
use matchbook::domain::{Builder, Scheme};
use matchbook::store::{Access, News, Store, StoreError};

use crate::store_acts::{Dice, next_act};
use crate::store_support::{by, folder, noon, scheme_in};

/// Damaged files that are tried.
const DAMAGES: u64 = 3000;

#[test]
fn no_damaged_byte_makes_it_panic_or_write() {
    let folder = folder();
    let file = scheme_in(&folder);
    let mut store = Store::open(&file, Access::Write).unwrap();
    let (mut scheme, _) = store.load().unwrap();
    let mut dice = Dice::new(7);
    for _ in 0..12 {
        let change = next_act(&mut dice, &scheme);
        store.apply(&scheme, &change, &by("ada")).unwrap().onto(&mut scheme).unwrap();
    }
    drop(store);
    let whole = fs::read(&file).unwrap();
    let mut silent = 0;
    for seed in 0..DAMAGES {
        let mut dice = Dice::new(seed);
        let mut bytes = whole.clone();
        for _ in 0..=dice.below(4) {
            // half of them where the first pages are, which hold the schema
            let end = if dice.below(2) == 0 { 8192 } else { bytes.len() };
            let at = dice.below(end);
            bytes[at] ^= 1 << dice.below(8);
        }
        fs::write(&file, &bytes).unwrap();
        match Store::open(&file, Access::Look).and_then(|mut store| store.load()) {
            Ok((again, unreadable)) => {
                silent += u64::from(again == scheme && unreadable.is_empty());
            }
            Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
        }
        assert!(fs::read(&file).unwrap() == bytes, "seed {seed} wrote to the file");
    }
    // most of a file is text and empty space, where one bit changes nothing that anybody reads
    assert!(silent < DAMAGES * 9 / 10, "{silent} of {DAMAGES} damages were not noticed");
}

/// Runs one of the tests below as another program.
fn program(test: &str, file: &Path, who: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env("MATCHBOOK_TEST_FILE", file)
        .env("MATCHBOOK_TEST_WHO", who)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// What the program was started with; none if this is an ordinary run of the tests.
fn started_with() -> Option<(PathBuf, String)> {
    let file = std::env::var_os("MATCHBOOK_TEST_FILE")?;
    let who = std::env::var_os("MATCHBOOK_TEST_WHO")?;
    Some((PathBuf::from(file), who.into_string().unwrap()))
}

/// Adds a person, catching up with others as often as it takes.
fn add(store: &mut Store, scheme: &mut Scheme, who: &str, name: &str) -> PersonId {
    loop {
        let mut builder = Builder::new(scheme);
        let id = builder.new_id::<Person>();
        builder.put(Person::named(id, name));
        match store.apply(scheme, &builder.done("a person was added"), &by(who)) {
            Ok(applied) => {
                applied.onto(scheme).unwrap();
                return id;
            }
            Err(error) => assert!(error.is_passing(), "{error}"),
        }
        match store.since(scheme.history()).unwrap() {
            News::Nothing | News::Busy => {}
            News::Entries(entries) => {
                for entry in entries {
                    entry.onto(scheme).unwrap();
                }
            }
            News::Reload => *scheme = store.load().unwrap().0,
        }
    }
}

const EACH: usize = 200;

#[test]
fn program_that_writes_beside_another() {
    let Some((file, who)) = started_with() else { return };
    let mut store = Store::open(&file, Access::Write).unwrap();
    let (mut scheme, _) = store.load().unwrap();
    for n in 0..EACH {
        add(&mut store, &mut scheme, &who, &format!("{who} {n}"));
    }
}

#[test]
fn two_programs_write_four_hundred_changes_and_none_is_lost() {
    let folder = folder();
    let file = scheme_in(&folder);
    let test = "store_rough::program_that_writes_beside_another";
    let mut programs = ["ada", "bob"].map(|who| program(test, &file, who));
    // a third that comes and goes meanwhile takes no change that is being made for an interrupted one
    while programs.iter_mut().any(|p| p.try_wait().unwrap().is_none()) {
        let mut third = Store::open(&file, Access::Write).unwrap();
        assert_eq!(third.notices(), []);
        third.load().unwrap();
    }
    for program in &mut programs {
        assert!(program.wait().unwrap().success());
    }
    let mut store = Store::open(&file, Access::Write).unwrap();
    let (scheme, _) = store.load().unwrap();
    for who in ["ada", "bob"] {
        let mut names: Vec<String> = scheme
            .all::<Person>()
            .map(|p| p.full_name.exact().to_owned())
            .filter(|name| name.starts_with(who))
            .collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), EACH, "{who}");
    }
    assert_eq!(scheme.history(), 400);
    assert!(store.check(noon("2026-03-03")).unwrap().iter().all(|f| f.check == "backup"));
}

#[test]
fn program_that_writes_until_it_is_killed() {
    let Some((file, who)) = started_with() else { return };
    let mut store = Store::open(&file, Access::Write).unwrap();
    let (mut scheme, _) = store.load().unwrap();
    for n in 0..100_000 {
        let id = add(&mut store, &mut scheme, &who, &format!("{n}"));
        println!("saved {}", id.0);
    }
}

#[test]
fn a_killed_program_loses_nothing_that_it_said_was_saved() {
    let folder = folder();
    let file = scheme_in(&folder);
    let mut dice = Dice::new(11);
    // with the twenty kills of the dashboard a hundred in all
    for cycle in 0..80 {
        let mut child =
            program("store_rough::program_that_writes_until_it_is_killed", &file, "ada");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut saved: i64 = 0;
        let mut read = |line: &str| {
            if let Some(id) = line.split("saved ").nth(1) {
                saved = id.parse().unwrap_or(saved);
            }
        };
        for _ in 0..10 + dice.below(60) {
            read(&lines.next().unwrap().unwrap());
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // what it said before it was gone
        lines.map_while(Result::ok).for_each(|line| read(&line));
        let mut store = Store::open(&file, Access::Write).unwrap();
        let (scheme, unreadable) = store.load().unwrap();
        assert_eq!(unreadable, []);
        assert!(
            saved > 0 && scheme.get::<Person>(PersonId(saved)).is_some(),
            "cycle {cycle}: {saved}"
        );
        let found = store.check(noon("2026-03-03")).unwrap();
        assert!(found.iter().all(|f| f.check == "backup"), "cycle {cycle}: {found:?}");
    }
}

#[test]
fn a_file_that_may_not_grow_says_that_the_disk_is_full() {
    let folder = folder();
    let file = scheme_in(&folder);
    let limit = fs::metadata(&file).unwrap().len() / 512;
    // a shell's limit on the size of files stands for a full disk; the signal for it is ignored
    let test = "store_rough::program_that_finds_the_disk_full";
    let exe = std::env::current_exe().unwrap();
    let line = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" {test} --exact");
    let done = Command::new("bash")
        .args(["-c", &line])
        .arg(exe)
        .env("MATCHBOOK_TEST_FILE", &file)
        .env("MATCHBOOK_TEST_WHO", "ada")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}");
    let mut store = Store::open(&file, Access::Write).unwrap();
    assert_eq!(store.load().unwrap().0.all::<Person>().count(), 0);
    assert!(store.check(noon("2026-03-03")).unwrap().is_empty());
}

#[test]
fn program_that_finds_the_disk_full() {
    let Some((file, who)) = started_with() else { return };
    let mut store = Store::open(&file, Access::Write).unwrap();
    let (scheme, _) = store.load().unwrap();
    let mut builder = Builder::new(&scheme);
    let id = builder.new_id::<Person>();
    builder.put(Person::named(id, "x".repeat(200_000)));
    let error = store.apply(&scheme, &builder.done("a person was added"), &by(&who)).unwrap_err();
    assert!(matches!(error, StoreError::DiskFull | StoreError::DiskFault { .. }), "{error}");
    // what is there can still be read, and no half copy is left
    assert_eq!(store.load().unwrap().0, scheme);
    let copy = file.with_extension("copy");
    assert!(store.backup_to(&copy).is_ok() || !copy.exists());
}
