//! The rooms of the house: which room may use which, and which foreign crate belongs where.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may use; `text` is open to all.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("domain", &[]),
    ("sample", &["domain"]),
    ("store", &["domain"]),
    ("import", &["domain"]),
    ("export", &["domain"]),
    ("ui", &[]),
    ("screens", &["domain", "import", "export", "ui"]),
    ("app", &["screens", "domain", "ui"]),
    ("runtime", &["domain", "sample", "store", "import", "export", "ui", "screens", "app"]),
    ("cli", &["runtime", "store", "screens", "app", "import", "export", "sample", "domain"]),
    ("main", &["cli", "runtime"]),
];

/// Foreign names with the rooms in which they may stand.
const FOREIGN: &[(&str, &[&str])] = &[
    ("ratatui", &["ui", "screens", "app", "runtime"]),
    ("crossterm", &["runtime"]),
    ("tui_input", &["ui"]),
    ("ratatui_textarea", &["ui"]),
    ("rusqlite", &["store"]),
    ("serde_rusqlite", &["store"]),
    ("rusqlite_migration", &["store"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("notify", &["runtime"]),
    ("signal_hook", &["runtime"]),
    ("calamine", &["import"]),
    ("csv", &["import", "export"]),
    ("std::fs", &["store", "runtime", "cli"]),
    ("Utc::now", &["runtime"]),
    ("Local::now", &["runtime"]),
    ("SystemTime::now", &["runtime"]),
    ("Instant::now", &["runtime"]),
    ("std::env", &["runtime", "cli", "store"]),
    ("std::process", &["main", "runtime", "cli"]),
];

/// What is wrong with one file of a room, one line a fault.
fn faults(room: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let allowed = ROOMS.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed);
    let Some(allowed) = allowed else { return vec![format!("no such room: {room}")] };
    for (number, line) in text.lines().enumerate() {
        let code = line.split("//").next().unwrap_or_default();
        let mut fault = |words: String| faults.push(format!("line {}: {words}", number + 1));
        if code.contains("crate::{") || code.contains("super::super") {
            fault("name the room in full, one import a room".into());
        }
        for (used, _) in ROOMS {
            let named = [
                format!("crate::{used}::"),
                format!("crate::{used};"),
                format!("matchbook::{used}::"),
            ];
            let uses = named.iter().any(|name| code.contains(name.as_str()));
            if uses && *used != room && *used != "text" && !allowed.contains(used) {
                fault(format!("{room} may not use {used}"));
            }
        }
        for (foreign, rooms) in FOREIGN {
            if !rooms.contains(&room) && stands_in(code, foreign) {
                fault(format!("{foreign} does not belong into {room}"));
            }
        }
    }
    faults
}

/// Whether a path of a foreign crate stands in a line of code.
fn stands_in(code: &str, foreign: &str) -> bool {
    code.match_indices(foreign).any(|(at, _)| {
        let single = !foreign.contains("::");
        let before = code[..at].chars().next_back();
        let after = &code[at + foreign.len()..];
        let starts =
            before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && (c != ':' || !single));
        starts && if single { after.starts_with("::") } else { !after.starts_with('_') }
    })
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    files(&root, &mut found);
    found.sort();
    let owner = |path: &Path| {
        let inside = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        inside.split(['/', '.']).next().unwrap().to_owned()
    };
    found
        .into_iter()
        .map(|path| (owner(&path), fs::read_to_string(&path).unwrap(), path))
        .map(|(room, text, path)| (room, path, text))
        .filter(|(room, ..)| room != "lib")
        .collect()
}

#[test]
fn every_room_uses_only_what_stands_behind_it() {
    let mut all = Vec::new();
    for (room, path, text) in sources() {
        all.extend(
            faults(&room, &text).into_iter().map(|fault| format!("{}: {fault}", path.display())),
        );
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn a_use_across_a_wall_is_found() {
    assert_eq!(faults("domain", "use crate::store::Store;").len(), 1);
    assert_eq!(faults("domain", "use crate::{text, ui};").len(), 1);
    assert_eq!(faults("ui", "use super::super::x;").len(), 1);
    assert_eq!(faults("domain", "let now = chrono::Utc::now();").len(), 1);
    assert_eq!(faults("screens", "use rusqlite::Connection;").len(), 1);
    assert_eq!(faults("import", "let text = std::fs::read(path);").len(), 1);
    assert_eq!(faults("attic", "").len(), 1);
    assert!(faults("store", "use rusqlite::Connection; use crate::domain::Scheme;").is_empty());
}

#[test]
fn every_file_says_in_its_first_line_what_lives_there_and_stays_short() {
    let mut long = Vec::new();
    for (_, path, text) in sources() {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 20, "{}: {first}", path.display());
        let lines = text.lines().count();
        assert!(lines <= 600, "{} has {lines} lines", path.display());
        if lines > 400 {
            long.push(path);
        }
    }
    assert!(long.len() <= 3, "over 400 lines: {long:?}");
}
