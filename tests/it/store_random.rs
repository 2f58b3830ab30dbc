//! The store against the snapshot, over many random acts: equal at each step, and each step taken back exactly.

use matchbook::domain::Scheme;
use matchbook::store::{Access, Store};
use rusqlite::Connection;

use crate::store_acts::{Dice, next_act};
use crate::store_support::{by, folder, noon, rows_of, scheme_in};

/// Acts of one sequence; all of them are then taken back one by one.
const ACTS: usize = 30;
/// Sequences of a plain run. `MATCHBOOK_SEQUENCES=1000` runs as many as are promised, which takes
/// minutes in a debug build.
const FEW: u64 = 150;
/// Sequences that share a file, so that not each has to make one.
const A_FILE: u64 = 50;

#[test]
fn random_acts_give_what_a_reload_gives_and_are_taken_back_to_the_row() {
    let asked = std::env::var_os("MATCHBOOK_SEQUENCES").and_then(|n| n.to_str()?.parse().ok());
    let sequences: u64 = asked.unwrap_or(FEW);
    let halves = [0..sequences / 2, sequences / 2..sequences].map(|seeds| {
        std::thread::spawn(move || {
            let mut first = seeds.start;
            while first < seeds.end {
                one_file(first..(first + A_FILE).min(seeds.end));
                first += A_FILE;
            }
        })
    });
    for half in halves {
        half.join().unwrap();
    }
}

fn one_file(seeds: std::ops::Range<u64>) {
    let folder = folder();
    let file = scheme_in(&folder);
    let mut store = Store::open(&file, Access::Write).unwrap();
    let (mut scheme, _) = store.load().unwrap();
    let rows = Connection::open(&file).unwrap();
    rows.set_prepared_statement_cache_capacity(64);
    for seed in seeds {
        one_sequence(seed, &mut store, &mut scheme, &rows);
    }
    let found = store.check(noon("2026-03-03")).unwrap();
    assert!(found.iter().all(|f| f.check == "backup"), "{found:?}");
}

fn one_sequence(seed: u64, store: &mut Store, scheme: &mut Scheme, rows: &Connection) {
    let mut dice = Dice::new(seed);
    let mut steps = vec![rows_of(rows)];
    let stamp = by("ada");
    for step in 0..ACTS {
        let change = next_act(&mut dice, scheme);
        let applied = store.apply(scheme, &change, &stamp);
        let applied =
            applied.unwrap_or_else(|e| panic!("seed {seed} step {step}: {e}: {change:?}"));
        applied.onto(scheme).unwrap();
        let (again, unreadable) = store.load().unwrap();
        assert_eq!(unreadable, [], "seed {seed} step {step}");
        assert!(again == *scheme, "seed {seed} step {step}: {change:?}");
        steps.push(rows_of(rows));
    }
    for (step, expected) in steps.iter().enumerate().rev().skip(1) {
        let undone = store.undo(scheme, &stamp);
        undone.unwrap_or_else(|e| panic!("seed {seed} undoing {step}: {e}")).onto(scheme).unwrap();
        assert!(rows_of(rows) == *expected, "seed {seed} undoing {step}");
    }
}
