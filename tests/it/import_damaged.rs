//! A thousand damaged sheets: no panic, every row accounted for, and a second import changes nothing.

use matchbook::domain::Scheme;
use matchbook::import::{Options, Role, plan};

use crate::import_books::some;
use crate::import_corpus::{cases, scheme};

/// Sheets of each of the tests, which run side by side.
const EACH: usize = 250;

/// A small generator of numbers that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (limit.max(1) as u64)).unwrap()
    }
}

fn damage(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    const PARTS: [&[u8]; 14] = [
        b"\"",
        b"\n",
        b"\r",
        b",",
        b";",
        b"\t",
        b"\0",
        b"\x1a",
        b"\xff",
        b"\"\"",
        b"'",
        b"#REF!",
        b"\xf0\x9f",
        b"|||",
    ];
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        let to = (at + dice.below(80)).min(bytes.len());
        match dice.below(5) {
            0 => drop(bytes.drain(at..to)),
            1 => {
                let copy = bytes[at..to].to_vec();
                bytes.splice(at..at, copy);
            }
            2 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(dice.below(256)).unwrap();
                }
            }
            3 => drop(bytes.splice(at..at, PARTS[dice.below(PARTS.len())].iter().copied())),
            _ => bytes.truncate(at.max(20)),
        }
    }
    bytes
}

/// Every sheet of the corpus as it comes, with its options.
fn corpus() -> Vec<(String, Vec<u8>, Options)> {
    let folder = format!("{}/tests/data/sheets", env!("CARGO_MANIFEST_DIR"));
    let plain = || Options::on("2026-03-03".parse().unwrap());
    let mut corpus: Vec<(String, Vec<u8>, Options)> = Vec::new();
    for name in [
        "pairs-own-list.csv",
        "meetings-log.tsv",
        "requests.csv",
        "mentors-google-forms.csv",
        "mentees-microsoft-forms.xlsx",
    ] {
        let bytes = std::fs::read(format!("{folder}/{name}")).unwrap();
        corpus.push((name.to_owned(), bytes, plain()));
    }
    for (name, bytes) in some() {
        corpus.push((name.to_owned(), bytes, plain()));
    }
    corpus.extend(cases().into_iter().map(|case| (case.file, case.bytes, case.options)));
    corpus
}

/// Damages sheets of the corpus, beginning at one of them, and gives how many could still be read.
fn damage_all(first: usize) -> usize {
    let (corpus, scheme) = (corpus(), scheme(false));
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 + first as u64);
    let mut read = 0;
    for round in first..first + EACH {
        let (name, bytes, options) = &corpus[round % corpus.len()];
        let bytes = damage(bytes, &mut dice);
        let mut options = options.clone();
        options.wishes.role = options.wishes.role.or(Some(Role::Mentee));
        let Ok(first) = plan(&scheme, name, &bytes, &options) else { continue };
        read += 1;
        let counts = first.counts();
        let sum =
            counts.added + counts.changed + counts.unchanged + counts.skipped + counts.refused;
        assert_eq!(sum, first.sheet.rows.len(), "{name}, round {round}");
        assert_eq!(first.rows.len(), first.sheet.rows.len(), "{name}, round {round}");
        second(&scheme.after(&first.change).unwrap(), name, &bytes, &options, round);
    }
    read
}

fn second(after: &Scheme, name: &str, bytes: &[u8], options: &Options, round: usize) {
    let again = plan(after, name, bytes, options).unwrap();
    let text = String::from_utf8_lossy(bytes);
    assert!(again.change.is_empty(), "{name}, round {round}: {:#?}\n{text}", again.rows);
}

#[test]
fn damaged_sheets_never_panic_and_every_row_is_accounted_for() {
    let parts = [0, EACH, 2 * EACH, 3 * EACH];
    let read: usize = std::thread::scope(|scope| {
        let running: Vec<_> =
            parts.map(|first| scope.spawn(move || damage_all(first))).into_iter().collect();
        running.into_iter().map(|part| part.join().unwrap()).sum()
    });
    assert!(read > 500, "only {read} of the damaged sheets could be read at all");
}
