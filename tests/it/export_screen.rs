//! `p`: what stands on the screen goes into a file, the same bytes as the command writes (I3).

use std::fs;
use std::path::Path;

use chrono::{DateTime, NaiveTime, Utc};
use matchbook::app::draw;
use matchbook::runtime::{Dashboard, Fixed, Looks, Places};
use matchbook::store::{Access, Store};
use matchbook::ui::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rstest::rstest;

use crate::cli_support::Desk;
use crate::concerns::given;
use crate::harness::script_keys;
use crate::small_scheme::day;

const SIZE: (u16, u16) = (100, 40);

/// The fixed week in a file.
fn week() -> Desk {
    let desk = Desk::empty();
    desk.done(&["sample"]);
    desk
}

pub(crate) fn dashboard(desk: &Desk, access: Access) -> Dashboard {
    let store = Store::open(&desk.file, access).unwrap();
    let now: DateTime<Utc> = day("2026-03-03").and_time(NaiveTime::MIN).and_utc();
    let clock = Box::new(Fixed { today: day("2026-03-03"), now });
    Dashboard::new(store, clock, Places::nowhere(), Looks::default(), SIZE).unwrap()
}

pub(crate) fn press(dashboard: &mut Dashboard, script: &str) {
    for key in script_keys(script) {
        dashboard.press(key);
    }
}

pub(crate) fn screen(dashboard: &Dashboard) -> String {
    let area = Rect::new(0, 0, SIZE.0, SIZE.1);
    let mut buf = Buffer::empty(area);
    draw(dashboard.model(), area, &mut buf);
    paint::rows(&buf).join("\n")
}

pub(crate) fn message(dashboard: &Dashboard) -> String {
    dashboard.model().notice().map(|notice| notice.words.clone()).unwrap_or_default()
}

/// The keys that choose a form, then columns if the form asks for them, and type the file's name.
fn into(format: &str, columns: &str, file: &Path) -> String {
    format!("p \"{format}\" <Tab> {columns} <Ctrl-E> <Ctrl-U> \"{}\" <Ctrl-S>", file.display())
}

const ALL: &str = "\"a\" <Tab>";

#[rstest]
#[case::people("4", "CSV", "csv", ALL, &["people"])]
#[case::people_workbook("4", "XLSX", "xlsx", ALL, &["people"])]
#[case::people_json("4", "JSON", "json", ALL, &["people"])]
#[case::filtered(r#"3 / "an" <Enter>"#, "CSV", "csv", ALL, &["pairs", "--filter", "an"])]
#[case::sorted("3 s 1", "XLSX", "xlsx", ALL, &["pairs", "--sort", "mentee"])]
#[case::sorted_down("2 s 1 s 1", "CSV", "csv", ALL, &["requests", "--sort", "mentee", "--reverse"])]
#[case::reviews("5", "CSV", "csv", ALL, &["reviews"])]
#[case::gaps(r#": "data gaps" <Enter>"#, "CSV", "csv", "", &["gaps"])]
#[case::meetings(r#": "meetings" <Enter>"#, "XLSX", "xlsx", ALL, &["meetings"])]
#[case::events(r#": "events" <Enter>"#, "CSV", "csv", ALL, &["events"])]
#[case::kept(r#": "data kept" <Enter>"#, "CSV", "csv", ALL, &["kept"])]
#[case::today("1", "CSV", "csv", "", &["today"])]
#[case::today_workbook("1", "XLSX", "xlsx", "", &["today"])]
fn the_screen_and_the_command_write_the_same_bytes(
    #[case] keys: &str,
    #[case] format: &str,
    #[case] ending: &str,
    #[case] columns: &str,
    #[case] command: &[&str],
) {
    let desk = week();
    let mut person = desk.json(&["list", "people", "--format", "json"]);
    let id = person[0]["id"].take();
    desk.done(&["person", "edit", id.as_str().unwrap(), "--keep-until", "2026-12-31"]);
    desk.done(&["person", "add", "Zed Zero", "--role", "mentee"]);
    desk.done(&["event", "add", "--kind", "briefing", "--day", "2026-04-01"]);
    let by_keys = desk.home().join(format!("keys.{ending}"));
    let mut dashboard = dashboard(&desk, Access::Write);
    press(&mut dashboard, keys);
    press(&mut dashboard, &into(format, columns, &by_keys));
    assert!(message(&dashboard).contains("is in"), "{}", screen(&dashboard));
    let name = format!("command.{ending}");
    desk.done(&[&["export", "-o", &name], command].concat());
    let by_command = fs::read(desk.home().join(&name)).unwrap();
    assert!(by_command.len() > 60);
    assert!(fs::read(&by_keys).unwrap() == by_command, "{command:?}: other bytes");
}

#[test]
fn tab_completes_a_path_that_was_just_typed_and_else_goes_to_the_next_field() {
    let desk = week();
    let papers = desk.home().join("papers of mine");
    fs::create_dir(&papers).unwrap();
    fs::write(papers.join("minutes.odp"), "").unwrap();
    let mut dashboard = dashboard(&desk, Access::Write);
    let home = desk.home().display();
    press(&mut dashboard, &format!("3 p <Tab> <Tab> <Ctrl-U> \"{home}/PAP\" <Tab>"));
    let shown = screen(&dashboard);
    assert!(shown.contains("papers of mine/ "), "{shown}");
    press(&mut dashboard, "\"mi\" <Tab>");
    let shown = screen(&dashboard);
    assert!(shown.contains("papers of mine/minutes.odp "), "{shown}");
    // nothing was typed since: on to the first field, whose choice the letter changes
    press(&mut dashboard, "<Tab> \"X\"");
    let shown = screen(&dashboard);
    assert!(shown.contains("> XLSX, a workbook"), "{shown}");
    // what nothing is called goes on too
    press(&mut dashboard, "<Tab> <Tab> \"zz\" <Tab> \"C\"");
    let shown = screen(&dashboard);
    assert!(shown.contains("> CSV, text"), "{shown}");
}

#[test]
fn only_marked_rows_and_the_columns_of_the_screen_leave_and_the_form_says_so() {
    let desk = week();
    let file = desk.home().join("marked.csv");
    let mut dashboard = dashboard(&desk, Access::Write);
    press(&mut dashboard, "3 <Space> <Space> p");
    let shown = screen(&dashboard);
    assert!(shown.contains("2 rows: only the marked ones, of 29"), "{shown}");
    assert!(shown.contains("Columns: Mentee, Mentor"), "{shown}");
    assert!(shown.contains("pairs-2026-03-03.csv"), "{shown}");
    press(&mut dashboard, &into("CSV", "<Tab>", &file).replacen("p ", "", 1));
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.lines().count(), 3, "{text}");
    let head = text.trim_start_matches('\u{feff}').lines().next().unwrap();
    assert!(head.starts_with("\"mentee\",\"mentor\""), "{head}");
    let history = desk.done(&["history"]);
    assert!(history.contains("the list of pairs was put into a file, 2 rows"), "{history}");
}

#[test]
fn a_file_that_is_there_is_replaced_only_after_a_question() {
    let desk = week();
    let file = desk.home().join("people.csv");
    fs::write(&file, "mine").unwrap();
    let mut dashboard = dashboard(&desk, Access::Write);
    press(&mut dashboard, "4");
    press(&mut dashboard, &into("CSV", ALL, &file));
    assert!(screen(&dashboard).contains("is there already:"), "{}", screen(&dashboard));
    press(&mut dashboard, "<Esc>");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    press(&mut dashboard, "<Ctrl-S> <Enter>");
    assert!(fs::read_to_string(&file).unwrap().contains("full_name"), "{}", screen(&dashboard));
}

#[test]
fn a_scheme_open_to_look_only_gives_its_lists_and_is_not_written() {
    let desk = week();
    let before = desk.bytes();
    let mut dashboard = dashboard(&desk, Access::Look);
    press(&mut dashboard, "4");
    press(&mut dashboard, &into("JSON", ALL, &desk.home().join("people.json")));
    assert!(desk.home().join("people.json").exists(), "{}", screen(&dashboard));
    assert!(desk.bytes() == before);
}

#[test]
fn concerns_leave_neither_by_key_nor_inside_today() {
    let desk = week();
    let add = ["concern", "add", "--about", "P1", "--category", "conduct"];
    let ran = given(&desk, &add, b"something was said\n.\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut dashboard = dashboard(&desk, Access::Write);
    press(&mut dashboard, "C p");
    assert!(message(&dashboard).contains("concerns leave for no file"), "{}", screen(&dashboard));
    assert!(desk.done(&["today"]).contains("concern"), "the scheme has an open concern");
    desk.done(&["export", "today", "-o", "today.csv"]);
    let file = desk.home().join("keys.csv");
    press(&mut dashboard, "<Esc> 1");
    press(&mut dashboard, &into("CSV", "", &file));
    for name in ["today.csv", "keys.csv"] {
        let text = fs::read_to_string(desk.home().join(name)).unwrap();
        assert!(text.lines().count() > 10 && !text.contains("concern"), "{name}: {text}");
    }
}
