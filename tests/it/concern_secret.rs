//! What a concern says is nowhere but on its own screen, in its own command and in the file (V5): planted words are searched for everywhere.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use matchbook::app::draw;
use matchbook::domain::figures::BREAKDOWNS;
use matchbook::domain::lists::List;
use matchbook::runtime::{Dashboard, Ended, Fixed, Looks, Places, Program};
use matchbook::screens::{TABS, places};
use matchbook::store::{Access, Store};
use matchbook::ui::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rusqlite::Connection;

use crate::cli_support::{Desk, Ran};
use crate::harness::script_keys;
use crate::pty_desk::Link;
use crate::pty_home::Home;
use crate::store_support::{day, noon};

/// Stands in every text of every concern.
const CANARY: &str = "qzcanary";
/// What all concerns are about; no other record has this word.
const CATEGORY: &str = "harassment";

/// Whether a text gives anything of a concern away.
#[track_caller]
fn keeps_quiet(text: &str, of: &str) {
    let folded = text.to_lowercase();
    for word in [CANARY, CATEGORY] {
        assert!(!folded.contains(word), "{of} says {word}:\n{text}");
    }
}

fn given(desk: &Desk, args: &[&str], input: &str) -> Ran {
    let mut command = desk.command(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // a command that refuses its arguments reads nothing
    let _unread = child.stdin.take().unwrap().write_all(input.as_bytes());
    let done = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: done.status.code().unwrap(), out: text(done.stdout), err: text(done.stderr) }
}

/// The text, to whom it was referred, and the note of the concern of this number.
fn texts(number: usize) -> String {
    format!("{CANARY}text{number}\n.\n{CANARY}referred{number}\n{CANARY}note{number}\n")
}

/// Concerns about a pair, a person and the scheme: open, changed, closed, and taken back.
fn planted() -> Desk {
    let desk = Desk::small();
    let about = [&["--about", "M1"][..], &["--about", "Ana Costa"], &[], &["--about", "P1"]];
    for (number, about) in about.iter().enumerate() {
        let add = ["concern", "add", "--category", CATEGORY, "--referred-to", "--note"];
        let ran = given(&desk, &[&add[..], about].concat(), &texts(number));
        keeps_quiet(&(ran.out + &ran.err), "concern add");
        assert_eq!(ran.code, 0);
    }
    for args in [&["undo"][..], &["concern", "close", "C2"], &["concern", "close", "C3"]] {
        keeps_quiet(&desk.done(args), "a change");
    }
    keeps_quiet(&desk.done(&["concern", "reopen", "C3"]), "a change");
    let edit = ["concern", "edit", "C1", "--text", "--priority", "immediate"];
    let ran = given(&desk, &edit, &format!("{CANARY}again"));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    keeps_quiet(&ran.out, "concern edit");
    for (id, words) in [("C1", "again"), ("C1", "referred0"), ("C2", "text1"), ("C3", "note2")] {
        let shown = desk.done(&["concern", "show", id]);
        assert!(shown.contains(&format!("{CANARY}{words}")), "the words are planted: {shown}");
    }
    desk
}

#[test]
fn no_list_card_search_summary_or_history_says_anything_of_a_concern() {
    let desk = planted();
    let mut commands: Vec<Vec<String>> = Vec::new();
    let mut add = |args: &[&str]| commands.push(args.iter().map(|arg| (*arg).into()).collect());
    for list in List::all() {
        for format in ["text", "json", "csv"] {
            add(&["list", list.name(), "--format", format]);
        }
        add(&["list", list.name(), "--plain"]);
    }
    for id in ["P1", "P2", "P3", "P4", "M1", "R1"] {
        add(&["show", id]);
        add(&["show", id, "--format", "json"]);
        add(&["history", id]);
    }
    for words in ["qzcan", "haras", "ana", "costa"] {
        add(&["search", words]);
        add(&["search", words, "--format", "json"]);
    }
    for format in ["text", "json"] {
        add(&["today", "--all", "--format", format]);
        add(&["history", "--limit", "100", "--format", format]);
        add(&["history", "C1", "--format", format]);
    }
    for format in ["md", "json"] {
        add(&["summary", "--period", "2026", "--format", format]);
    }
    add(&["settings"]);
    add(&["check"]);
    add(&["backup"]);
    add(&["match", "suggest", "P4"]);
    for args in &commands {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let ran = desk.run(&args);
        assert!(ran.code <= 1, "{args:?}: {}", ran.err);
        keeps_quiet(&(ran.out + &ran.err), &args.join(" "));
    }
    assert!(BREAKDOWNS.iter().all(|one| !one.id.contains("concern")), "concerns are counts");
    let heads = desk.done(&["concern", "list"]) + &desk.done(&["concern", "list", "--plain"]);
    let heads = heads + &desk.done(&["concern", "list", "--format", "json"]);
    assert!(heads.contains(CATEGORY) && !heads.contains(CANARY), "heads alone: {heads}");
}

#[test]
fn no_failure_says_anything_of_a_concern() {
    let desk = planted();
    let text = texts(9);
    let long = format!("{text}{}", CANARY.repeat(20_000));
    for (args, input) in [
        (&["concern", "add", "--category", "none"][..], &text),
        (&["concern", "add", "--category", CATEGORY, "--about", "P99"], &text),
        (&["concern", "add", "--category", CATEGORY, "--day", "2027-01-01"], &text),
        (&["concern", "add", "--category", CATEGORY, "--read-only"], &text),
        (&["concern", "add", "--category", CATEGORY, "--note", "--referred-to"], &long),
        (&["concern", "edit", "C9", "--text"], &text),
        (&["concern", "edit", "C1", "--text", "--day", "2027-01-01"], &text),
        (&["concern", "show", "C4"], &text),
        (&["show", "C1"], &text),
        (&["undo", "2"], &text),
        (&["redo"], &text),
    ] {
        let ran = given(&desk, args, input);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
        // the word that was typed as an argument is the person's own
        keeps_quiet(&ran.err.replace(CATEGORY, ""), &args.join(" "));
    }
    let file = fs::read(&desk.file).unwrap();
    let cut = |name: &str, bytes: &[u8]| {
        let broken = desk.home().join(name);
        fs::write(&broken, bytes).unwrap();
        let ran = desk.run(&["concern", "show", "C1", "--db", broken.to_str().unwrap()]);
        assert_eq!(ran.code, 2, "{}", ran.out);
        keeps_quiet(&ran.err, "a damaged file");
        fs::remove_file(broken).unwrap();
    };
    cut("half.db", &file[..file.len() / 2]);
}

/// The program over the file, in the home of the desk.
fn dashboard(desk: &Desk, size: (u16, u16)) -> Dashboard {
    let store = Store::open(&desk.file, Access::Write).unwrap();
    let clock = Box::new(Fixed { today: day("2026-03-03"), now: noon("2026-03-03") });
    let places = Places::in_file(desk.home().join("places.json"));
    Dashboard::new(store, clock, places, Looks::default(), size).unwrap()
}

fn press(dashboard: &mut Dashboard, script: &str) {
    for key in script_keys(script) {
        dashboard.press(key);
    }
}

fn screen(dashboard: &Dashboard, size: (u16, u16)) -> String {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buf = Buffer::empty(area);
    draw(dashboard.model(), area, &mut buf);
    paint::rows(&buf).join("\n")
}

/// Looks at what is shown after each of these scripts.
#[track_caller]
fn look(dashboard: &mut Dashboard, size: (u16, u16), scripts: &[&str]) {
    for script in scripts {
        press(dashboard, script);
        keeps_quiet(&screen(dashboard, size), script);
    }
}

/// Reads a concern on its own screen, and leaves it.
fn read_and_leave(dashboard: &mut Dashboard, size: (u16, u16)) {
    press(dashboard, ": \"Concerns\" <Enter> <Enter>");
    let shown = screen(dashboard, size);
    assert!(shown.contains(CANARY), "its own screen shows it:\n{shown}");
    press(dashboard, "1");
}

fn walk(desk: &Desk, size: (u16, u16)) {
    let mut dashboard = dashboard(desk, size);
    read_and_leave(&mut dashboard, size);
    for tab in TABS {
        press(&mut dashboard, &tab.key.to_string());
        look(&mut dashboard, size, &["g", "<Enter>", "<Esc>", "?", "<Esc>", ":", "<Esc>", "L"]);
        look(
            &mut dashboard,
            size,
            &["<Esc>", "/ \"qzcan\"", "<Esc>", "/ \"haras\"", "<Esc>", "*", "*"],
        );
        for _ in 0..4 {
            look(&mut dashboard, size, &["j"]);
            // Enter on the item of the concerns leads to them
            press(&mut dashboard, "<Tab>");
            look(&mut dashboard, size, &["J", "<Tab>"]);
            look(&mut dashboard, size, &["h", "<Backspace>", "e", "<Esc>", "w", "<Esc>"]);
        }
    }
    for place in places().filter(|place| place.name != "Concerns") {
        look(&mut dashboard, size, &[&format!(": \"{}\" <Enter>", place.name)]);
        look(&mut dashboard, size, &["<Enter>", "<Esc>", "n", "<Esc>", "1"]);
    }
    read_and_leave(&mut dashboard, size);
    look(&mut dashboard, size, &["L", "<Esc>", "u", "L", "<Esc>", "U", "."]);
    assert!(!format!("{dashboard:?}").to_lowercase().contains(CANARY), "what is dumped");
    press(&mut dashboard, &format!("4 C n h a <Tab> <Tab> \"{CANARY} half\""));
    dashboard.leave(Ended::Quit);
    let receipt = dashboard.receipt().join("\n");
    keeps_quiet(&receipt, "the receipt");
}

#[test]
fn no_other_screen_draft_or_file_says_anything_of_a_concern() {
    let desk = planted();
    for size in [(100, 30), (80, 24)] {
        walk(&desk, size);
    }
    desk.done(&["backup"]);
    let conn = Connection::open(&desk.file).unwrap();
    let mut tables = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let names = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut holding = Vec::new();
    for name in names.map(Result::unwrap) {
        let mut rows = conn.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let width = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let text = |n| format!("{:?}", row.get_ref(n).map(|v| v.as_str().map(str::to_owned)));
            if (0..width).any(|n| text(n).to_lowercase().contains(CANARY)) {
                holding.push(name.clone());
            }
        }
    }
    holding.sort();
    holding.dedup();
    assert_eq!(holding, ["concern_text", "history_row"], "tables that hold it");
    let mut files = Vec::new();
    below(desk.home(), &mut files);
    let others = files.iter().filter(|file| file.extension().is_none_or(|end| end != "db"));
    for file in others {
        let text = String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned();
        keeps_quiet(&text, &file.display().to_string());
    }
    assert!(files.iter().any(|file| file.ends_with("places.json")), "{files:?}");
}

fn below(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// A debug build panics when it is asked to by a variable and a paste (`runtime::panics`).
#[cfg(debug_assertions)]
#[test]
fn no_report_of_a_panic_says_anything_of_a_concern() {
    let home = Home::with_the_week();
    let file = home.file.to_str().unwrap();
    let add = ["concern", "add", "--category", CATEGORY, "--db", file, "--on", "2026-03-03"];
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_matchbook"))
        .args(add)
        .env("HOME", home.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(CANARY.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    let mut desk = home.open(Link::Controlling, &[("MATCHBOOK_PANIC_AT", "now")]);
    desk.wait_text("1 Today");
    desk.send("4C");
    desk.wait_text(CATEGORY);
    desk.send("\r");
    desk.wait_text(CANARY);
    desk.send(format!("n{CATEGORY}\t\t{CANARY} half"));
    desk.wait_text(&format!("{CANARY} half"));
    desk.send("\x1b[200~now\x1b[201~");
    desk.ends_with(101);
    desk.is_as_found();
    desk.wait_text("Matchbook stopped because of a mistake in the program.");
    let told = desk.bytes();
    let left = told.windows(8).rposition(|it| it == b"\x1b[?1049l").unwrap();
    keeps_quiet(&String::from_utf8_lossy(&told[left..]), "the report");
    assert_eq!(home.drafts(), [""; 0]);
}
