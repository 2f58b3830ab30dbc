//! The sixth screen: a period, what is told of it, the records behind a figure; export with the bytes of the command, freezing.

use std::fs;

use matchbook::app::Msg;
use matchbook::domain::figures::{Period, Summary, View, figures};
use matchbook::domain::ids::AnyId;
use matchbook::sample;
use matchbook::screens::{Effect, OfSummary, Route};
use matchbook::store::Access;
use rstest::rstest;

use crate::cli_support::Desk as Cli;
use crate::export_screen::{dashboard, message, press, screen};
use crate::harness::Desk;
use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-03";

/// The fixed week on its summary.
fn summary(size: (u16, u16)) -> Desk {
    let today = day(TODAY);
    let mut desk = Desk::open(sample::scheme_of(sample::week(today)), today, size);
    desk.keys("6");
    desk
}

/// The line that names the period and what it is compared with.
fn period_line(desk: &Desk) -> String {
    desk.rows().0.get(2).cloned().unwrap_or_default().trim().to_owned()
}

#[test]
fn the_sixth_tab_opens_the_month_that_the_command_takes_and_its_first_words_are_the_headline() {
    let desk = summary((100, 30));
    assert_eq!(desk.model.spot().0, "Summary");
    let rows = desk.rows().0;
    assert!(rows[0].contains("[6 Summary]"), "{}", rows[0]);
    assert!(rows[1].starts_with("[This month] Last month"), "{}", rows[1]);
    assert_eq!(
        period_line(&desk),
        "March 2026, not over: 3 of 31 days; beside February 2026 and March 2025"
    );
    let told = Summary::new(desk.scheme(), Period::month(day(TODAY)), day(TODAY)).text;
    let shown = desk.screen().replace(['|', '\n'], " ");
    let first: Vec<&str> = told[0].words.split(' ').take(8).collect();
    assert!(shown.contains("HEADLINE"), "{shown}");
    assert!(shown.contains(&first.join(" ")), "{shown}");
}

#[rstest]
#[case("b", "February 2026; beside January 2026 and February 2025")]
#[case("b b", "January 2026; beside December 2025 and January 2025")]
#[case("b b f", "February 2026; beside January 2026 and February 2025")]
#[case("m", "February 2026; beside January 2026 and February 2025")]
#[case("M", "2025; beside 2024")]
#[case(
    "c q",
    "January to March 2026, not over: 62 of 90 days; beside October to December 2025 and January to March 2025"
)]
#[case(
    "c q b",
    "October to December 2025; beside July to September 2025 and October to December 2024"
)]
#[case(
    "c q b b t",
    "January to March 2026, not over: 62 of 90 days; beside October to December 2025 and January to March 2025"
)]
#[case("c y", "2026, not over: 62 of 365 days; beside 2025")]
#[case(
    "c c \"2025-Q3\" <Enter>",
    "July to September 2025; beside April to June 2025 and July to September 2024"
)]
#[case(
    "c c <Tab> \"5 jan\" <Tab> \"14 jan\" <Ctrl-S>",
    "5 January 2026 to 14 January 2026; beside 26 December 2025 to 4 January 2026 and 5 January 2025 to 14 January 2025"
)]
fn a_period_is_a_key_or_a_few_away(#[case] keys: &str, #[case] line: &str) {
    let mut desk = summary((160, 40));
    desk.keys(keys);
    assert_eq!(period_line(&desk), line, "{}", desk.screen());
}

#[test]
fn what_has_not_begun_or_is_no_period_is_refused_with_the_reason() {
    let mut desk = summary((100, 30));
    desk.keys("f");
    assert_eq!(desk.message(), "April 2026 has not begun: today is Tue 3 Mar 2026");
    for (typed, why) in
        [("2026-04", "has not begun"), ("2026-13", "is no period"), ("1215", "1900")]
    {
        desk.keys(&format!("c c \"{typed}\" <Enter>"));
        let shown = desk.screen();
        assert!(shown.contains("Summary of any period") && shown.contains(why), "{shown}");
        desk.keys("<Esc>");
        assert!(period_line(&desk).starts_with("March 2026,"), "{}", desk.screen());
    }
}

/// Every id that the cards of a list name, from the first row to the last.
fn walked(desk: &mut Desk) -> Vec<String> {
    let mut found = Vec::new();
    desk.keys("g");
    for _ in 0..400 {
        let name = card_id(desk);
        if found.last() == Some(&name) {
            break;
        }
        found.push(name);
        desk.keys("j");
    }
    found
}

/// The id in the title of the card beside the list.
fn card_id(desk: &Desk) -> String {
    let rows = desk.rows().0;
    let is_id = |word: &&str| word.parse::<AnyId>().is_ok();
    let title = rows.iter().find_map(|row| row.split_once('|').map(|(_, card)| card.to_owned()));
    title.unwrap_or_default().split([' ', ':']).find(is_id).unwrap_or_default().to_owned()
}

#[test]
fn enter_lists_just_the_records_behind_a_figure_and_escape_is_back_on_it() {
    let mut desk = summary((160, 60));
    desk.keys("c l / \"active pairs\" <Enter> <Esc>");
    let row = desk.cursor_row();
    assert!(row.contains("Active pairs"), "{row}");
    desk.keys("<Enter>");
    let february = Period::month(day("2026-02-01"));
    let view = View::new(desk.scheme(), february, day(TODAY));
    let figure = figures().find(|figure| figure.id == "active-pairs").unwrap();
    let mut counted: Vec<String> =
        figure.value(&view).counted.iter().map(ToString::to_string).collect();
    let head = desk.rows().0[1].clone();
    assert_eq!(head.trim(), "Active pairs in February 2026, as of 28 February 2026: 20");
    let mut shown = walked(&mut desk);
    counted.sort();
    shown.sort();
    assert_eq!(shown, counted, "{}", desk.screen());
    desk.keys("g <Enter>");
    assert!(desk.screen().contains("MEETINGS"), "a card in full: {}", desk.screen());
    desk.keys("<Esc> <Esc>");
    assert_eq!(desk.cursor_row(), row);
}

#[test]
fn of_a_share_those_that_do_not_count_stand_below() {
    let mut desk = summary((160, 60));
    desk.keys("/ \"match rate\" <Enter> <Esc> <Enter>");
    let shown = desk.screen();
    assert!(shown.contains("COUNTED 39") && shown.contains("NOT COUNTED 10"), "{shown}");
}

#[test]
fn a_figure_without_records_says_so_and_concerns_stay_a_number() {
    let mut desk = summary((100, 30));
    desk.keys("/ \"goals met\" <Enter> <Esc> <Enter>");
    assert_eq!(desk.message(), "no record is behind goals met: it reads none");
    desk.keys("<Esc> / \"concerns open\" <Enter> <Esc> <Enter>");
    assert!(desk.message().starts_with("concerns are a number here"), "{}", desk.message());
}

#[test]
fn every_figure_either_lists_its_records_or_says_why_not() {
    let today = day(TODAY);
    let scheme = sample::scheme_of(sample::week(today));
    let year = Period::year(today);
    for figure in figures() {
        let mut desk = Desk::open(scheme.clone(), today, (100, 30));
        desk.keys("6 c y");
        desk.keys(&format!("/ \"{}\" <Enter> g", figure.name.to_lowercase()));
        let row = desk.cursor_row();
        desk.keys("<Enter>");
        let value = figure.value(&View::new(&scheme, year, today));
        let is_listed = !(value.counted.is_empty() && value.out_of.is_empty());
        let said = desk.message();
        assert_eq!(said.is_empty(), is_listed, "{}: {row} {said}", figure.id);
        if is_listed && desk.rows().0[1].contains(figure.name) {
            let shown = desk.screen();
            assert!(shown.contains("COUNTED") || shown.contains("SET AGAINST"), "{shown}");
        }
    }
}

#[test]
fn the_change_is_told_by_sign_and_word_and_the_aim_is_marked() {
    let mut desk = summary((100, 40));
    desk.keys("c l");
    let shown = desk.screen();
    let row = |name: &str| {
        let found = shown.lines().find(|line| line.get(3..).is_some_and(|l| l.starts_with(name)));
        found.unwrap_or_else(|| panic!("no {name}: {shown}")).to_owned()
    };
    assert!(row("Active pairs").contains("+2 better"), "{shown}");
    assert!(row("New pairs").contains("-2 worse"), "{shown}");
    let rate = row("Match rate");
    assert!(rate.contains("39 of 49 (80 %)") && rate.contains("-3 worse"), "{rate}");
    assert!(rate.contains("########+..."), "{rate}");
}

#[rstest]
#[case((80, 24))]
#[case((100, 30))]
#[case((60, 16))]
#[case((200, 60))]
fn the_screen_fits_and_no_key_of_it_breaks_it(#[case] size: (u16, u16)) {
    let mut desk = summary(size);
    for keys in ["G", "g", "m", "m", "c", "<Esc>", "c c", "<Esc>", "<Tab>", "<Esc>", "t", "J", "K"]
    {
        desk.keys(keys);
        let (rows, at) = desk.rows();
        assert!(rows.iter().all(|row| row.chars().count() <= usize::from(size.0)));
        assert!(at.is_some(), "{keys}");
    }
    desk.tell(Msg::Resize(61, 17)).keys("j").tell(Msg::Resize(size.0, size.1));
    assert!(desk.rows().0[0].contains('6'));
}

#[test]
fn the_summary_is_found_by_the_word_figures_and_in_help() {
    let mut desk = Desk::open(Small::default().scheme, day(TODAY), (100, 30));
    desk.keys(": \"figures\" <Enter>");
    assert_eq!(desk.model.spot().0, "Summary");
    assert!(desk.screen().contains("There is nobody yet to count"), "{}", desk.screen());
    desk.keys("5 <Right>");
    assert_eq!(desk.model.spot().0, "Summary");
    desk.keys("? \"freeze\"");
    assert!(desk.screen().contains("Keep the figures of the period"), "{}", desk.screen());
}

#[test]
fn a_saved_change_is_seen_in_the_summary_when_it_is_shown_again() {
    let mut desk = summary((100, 30));
    desk.keys("c l b f 3");
    let before = Summary::new(desk.scheme(), Period::month(day(TODAY)), day(TODAY));
    desk.keys("3 c c <Ctrl-S>");
    assert_eq!(desk.heads().len(), 1, "{}", desk.screen());
    desk.keys("6 t / \"active pairs\" <Enter>");
    let open = before.figure("active-pairs").unwrap().value.value.unwrap();
    let row = desk.cursor_row();
    assert!(row.contains(&format!("{}", open - 1.0)), "{row}");
}

#[rstest]
fn p_writes_what_the_command_writes(
    #[values("html", "md", "csv", "xlsx", "json")] ending: &str,
    #[values(("6", "2026-03"), ("6 b", "2026-02"), ("6 c q", "2026-Q1"))] which: (&str, &str),
) {
    let (keys, period) = which;
    let desk = Cli::empty();
    desk.done(&["sample"]);
    let by_keys = desk.home().join(format!("keys.{ending}"));
    let by_command = desk.home().join(format!("command.{ending}"));
    let before = desk.bytes();
    let mut dashboard = dashboard(&desk, Access::Write);
    press(&mut dashboard, keys);
    let form = format!("p \"{ending}\" <Tab> <Ctrl-E> <Ctrl-U> \"{}\" <Ctrl-S>", by_keys.display());
    press(&mut dashboard, &form);
    assert!(message(&dashboard).contains("is in"), "{}", screen(&dashboard));
    assert!(desk.bytes() == before, "a summary writes nothing");
    desk.done(&["summary", "--period", period, "-o", by_command.to_str().unwrap()]);
    let bytes = fs::read(&by_command).unwrap();
    assert!(bytes.len() > 500);
    assert!(fs::read(&by_keys).unwrap() == bytes, "other bytes");
    // a file that is there is replaced only when asked
    press(&mut dashboard, &form);
    assert!(screen(&dashboard).contains("is there already"), "{}", screen(&dashboard));
}

#[rstest]
#[case((60, 16))]
#[case((80, 24))]
#[case((100, 30))]
fn all_that_is_told_can_be_read_on_every_terminal(#[case] size: (u16, u16)) {
    let mut desk = summary(size);
    desk.keys("b");
    assert!(desk.screen().contains("HEADLINE"), "{}", desk.screen());
    assert!(desk.cursor_row().contains("All that is told"), "{}", desk.screen());
    desk.keys("<Enter>");
    let mut seen = String::new();
    for _ in 0..60 {
        seen += &desk.screen();
        desk.keys("j");
    }
    let words: Vec<&str> = seen.split([' ', '\n', '|']).filter(|word| !word.is_empty()).collect();
    let february = Period::month(day("2026-02-01"));
    for sentence in Summary::new(desk.scheme(), february, day(TODAY)).text {
        let begin: Vec<&str> = sentence.words.split(' ').take(4).collect();
        let found = words.windows(begin.len()).any(|four| four == begin);
        assert!(found, "{}: {}", sentence.words, desk.screen());
    }
}

#[test]
fn the_file_is_a_page_named_after_its_period_unless_another_form_is_chosen() {
    let mut desk = summary((100, 30));
    desk.keys("b p");
    assert!(desk.screen().contains("summary-2026-02.html"), "{}", desk.screen());
    desk.keys("\"XLSX\"");
    assert!(desk.screen().contains("summary-2026-02.xlsx"), "{}", desk.screen());
}

#[test]
fn a_period_that_is_over_is_frozen_by_key_told_so_and_taken_back() {
    let mut desk = summary((120, 40));
    desk.keys("F");
    assert!(desk.message().contains("March 2026 is not over"), "{}", desk.message());
    desk.keys("<Esc> b F");
    let asked = desk.screen();
    assert!(asked.contains("Freeze the figures of February 2026"), "{asked}");
    assert!(asked.contains("corrections and erasures change none"), "{asked}");
    desk.keys("<Ctrl-S>");
    assert_eq!(desk.message(), "froze the figures of February 2026");
    assert!(period_line(&desk).contains("FROZEN on 3 March 2026"), "{}", desk.screen());
    desk.keys("F");
    assert!(desk.message().contains("were frozen on"), "{}", desk.message());
    desk.keys("<Esc> u");
    assert!(!period_line(&desk).contains("FROZEN"), "{}", desk.screen());
}

#[test]
fn a_frozen_period_says_where_the_records_of_today_differ() {
    let mut desk = summary((120, 50));
    desk.keys("b F <Ctrl-S> / \"hours delivered\" <Enter> <Esc>");
    // a meeting of February is logged after the freeze
    desk.keys("3 l \"20 feb\" <Ctrl-S> 6 g");
    let shown = desk.screen();
    assert!(shown.contains("Today's records give: hours delivered"), "{shown}");
    desk.keys("/ \"hours delivered\" <Enter>");
    assert!(desk.screen().contains("FROZEN"), "{}", desk.screen());
}

#[test]
fn what_is_told_is_copied_without_a_name() {
    let mut desk = summary((100, 30));
    desk.keys("b y");
    let Some(Effect::Copy { text, what }) = desk.other.last() else { panic!("nothing copied") };
    assert_eq!(what, "what is told of February 2026");
    assert!(text.contains("Headline\n- On 28 February 2026, 20 pairs were open"), "{text}");
    for person in desk.scheme().all::<matchbook::domain::records::Person>() {
        assert!(!text.contains(&person.full_name.to_string()), "{text}");
    }
}

#[test]
fn a_click_on_the_line_chooses_the_period() {
    let mut desk = summary((100, 30));
    desk.tell(Msg::Click(16, 1));
    assert!(period_line(&desk).starts_with("February 2026;"), "{}", desk.screen());
    let custom = desk.rows().0[1].find("Custom").unwrap();
    desk.tell(Msg::Click(u16::try_from(custom).unwrap(), 1));
    assert!(desk.screen().contains("Summary of any period"), "{}", desk.screen());
}

#[test]
fn the_place_of_the_records_is_one_of_the_program() {
    let march = Period::month(day(TODAY));
    let mut desk = summary((100, 30));
    desk.keys("j <Enter>");
    assert!(desk.screen().contains("Pairs served in March 2026"), "{}", desk.screen());
    let route = Route::OfSummary(OfSummary::Records("concerns-open", march));
    assert!(matchbook::screens::open(route, desk.model.world()).is_err());
}
