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
    ("strsim", &["import"]),
    ("csv", &["import", "export"]),
    ("minijinja", &["domain", "export"]),
    ("mail_builder", &["export"]),
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

/// A library of one folder or file a room, which the rest of the room does without.
const IN_ONE_FOLDER: &[(&str, &[&str])] =
    &[("minijinja", &["src/domain/letters/", "src/export/summary/html.rs"])];

#[test]
fn a_library_of_one_folder_is_used_nowhere_else() {
    for (library, places) in IN_ONE_FOLDER {
        let users: Vec<_> = sources()
            .into_iter()
            .filter(|(.., text)| text.lines().any(|line| stands_in(line, library)))
            .map(|(_, path, _)| path.display().to_string().replace('\\', "/"))
            .collect();
        assert!(!users.is_empty(), "{library} is used nowhere");
        for user in users {
            assert!(places.iter().any(|place| user.contains(place)), "{library} in {user}");
        }
    }
}

#[test]
fn a_use_across_a_wall_is_found() {
    assert_eq!(faults("domain", "use crate::store::Store;").len(), 1);
    assert_eq!(faults("domain", "use crate::{text, ui};").len(), 1);
    assert_eq!(faults("ui", "use super::super::x;").len(), 1);
    assert_eq!(faults("domain", "let now = chrono::Utc::now();").len(), 1);
    assert_eq!(faults("screens", "use rusqlite::Connection;").len(), 1);
    assert_eq!(faults("screens", "use minijinja::Environment;").len(), 1);
    assert_eq!(faults("import", "let text = std::fs::read(path);").len(), 1);
    assert_eq!(faults("attic", "").len(), 1);
    assert!(faults("store", "use rusqlite::Connection; use crate::domain::Scheme;").is_empty());
}

/// Lines of a file in `src`.
const SHORT: usize = 400;
/// Lines of the few files that may be longer, each with its reason in the first line.
const LONG: usize = 600;
/// How many those few are at most.
const LONG_FILES: usize = 3;

/// What is wrong with the first lines and the lengths of these files, each given as name and text.
fn length_faults<'a>(files: impl Iterator<Item = (String, &'a str)>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut long = Vec::new();
    for (name, text) in files {
        let first = text.lines().next().unwrap_or_default();
        let lines = text.lines().count();
        if !first.starts_with("//! ") || first.len() <= 20 {
            faults.push(format!("{name}: its first line does not say what lives there: {first}"));
        }
        if lines > LONG {
            faults.push(format!("{name} has {lines} lines"));
        }
        if lines > SHORT {
            let reason = first.split_once(" long because ").map_or("", |(_, reason)| reason);
            if reason.split_whitespace().count() < 3 {
                faults.push(format!(
                    "{name} has {lines} lines, and its first line does not end in \"long because \
                     ...\" with the reason"
                ));
            }
            long.push(name);
        }
    }
    if long.len() > LONG_FILES {
        faults.push(format!("over {SHORT} lines: {}", long.join(", ")));
    }
    faults
}

#[test]
fn every_file_says_in_its_first_line_what_lives_there_and_stays_short() {
    let sources = sources();
    let files = sources.iter().map(|(_, path, text)| (path.display().to_string(), text.as_str()));
    let faults = length_faults(files);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_file_that_is_long_without_a_reason_is_found() {
    let file = |first: &str, lines: usize| format!("{first}\n{}", "//\n".repeat(lines - 1));
    let faults = |texts: &[String]| {
        let named = texts.iter().enumerate().map(|(n, text)| (n.to_string(), text.as_str()));
        length_faults(named).len()
    };
    let plain = "//! The words of every closed list.";
    let excused = "//! The words of every closed list; long because one list is read at a time.";
    assert_eq!(faults(&[file(plain, SHORT)]), 0);
    assert_eq!(faults(&[file(plain, SHORT + 1)]), 1, "no reason");
    assert_eq!(faults(&[file("//! The words; long because so.", SHORT + 1)]), 1, "no real reason");
    assert_eq!(faults(&[file(excused, SHORT + 1), file(excused, LONG)]), 0);
    assert_eq!(faults(&[file(excused, LONG + 1)]), 1, "too long with any reason");
    let three = vec![file(excused, SHORT + 1); LONG_FILES];
    assert_eq!(faults(&three), 0);
    assert_eq!(faults(&[three, vec![file(excused, SHORT + 1)]].concat()), 1, "one too many");
    assert_eq!(faults(&["use x;\n".to_owned()]), 1, "no first line");
}
