//! A sheet comes in by keys: picked, understood, changed, planned, saved as one change, taken back; and what is said where that can't be.

use std::fs;
use std::path::{Path, PathBuf};

use matchbook::app::draw;
use matchbook::domain::records::{Pair, Person};
use matchbook::runtime::{Dashboard, Event, Fixed, Input, Looks, Places, Program};
use matchbook::store::{Access, Store, newest_backup};
use matchbook::ui::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::cli_support::Desk as Cli;
use crate::harness::script_keys;
use crate::small_scheme::day;
use crate::store_support::noon;

const TODAY: &str = "2026-03-03";

/// The program over a file, with sheets beside it.
pub(crate) struct Importing {
    pub(crate) cli: Cli,
    pub(crate) dashboard: Dashboard,
    size: (u16, u16),
}

impl Importing {
    /// Over an empty scheme.
    pub(crate) fn new(size: (u16, u16)) -> Self {
        let cli = Cli::empty();
        cli.done(&["init", "--name", "A scheme"]);
        Self::over(cli, Access::Write, size)
    }

    pub(crate) fn over(cli: Cli, access: Access, size: (u16, u16)) -> Self {
        let store = Store::open(&cli.file, access).unwrap();
        let clock = Box::new(Fixed { today: day(TODAY), now: noon(TODAY) });
        let places = Places::in_file(cli.home().join("places.json"));
        let dashboard = Dashboard::new(store, clock, places, Looks::default(), size).unwrap();
        Self { cli, dashboard, size }
    }

    /// Puts a sheet beside the scheme.
    pub(crate) fn sheet(&self, name: &str, text: &str) -> PathBuf {
        let path = self.cli.home().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// Puts one of the sample sheets beside the scheme.
    fn sample(&self, name: &str) -> PathBuf {
        let from = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/sheets/");
        let path = self.cli.home().join(name);
        fs::copy(Path::new(from).join(name), &path).unwrap();
        path
    }

    pub(crate) fn keys(&mut self, script: &str) -> &mut Self {
        for key in script_keys(script) {
            self.dashboard.press(key);
        }
        self
    }

    /// Opens a sheet.
    pub(crate) fn open(&mut self, path: &Path) -> &mut Self {
        let path = path.display();
        self.keys(&format!(": \"Import\" <Enter> <Ctrl-U> \"{path}\" <Enter>"))
    }

    pub(crate) fn screen(&self) -> String {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buf = Buffer::empty(area);
        draw(self.dashboard.model(), area, &mut buf);
        paint::rows(&buf).join("\n")
    }

    #[track_caller]
    pub(crate) fn shows(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(words), "{words} is not in:\n{screen}");
        self
    }

    pub(crate) fn message(&self) -> String {
        let notice = self.dashboard.model().notice();
        notice.map(|notice| notice.words.clone()).unwrap_or_default()
    }

    pub(crate) fn people(&self) -> usize {
        self.dashboard.model().world().scheme.all::<Person>().count()
    }

    fn history(&self) -> i64 {
        self.dashboard.model().world().scheme.history()
    }
}

const SMALL: &str = "Name,E-mail,Topics you can offer,Shoe size\n\
    Ann Fox,ann@example.org,\"writing, leadership\",38\n\
    Bo Eze,bo@example.org,writing,44\n";

#[test]
fn a_sheet_comes_in_as_one_change_and_u_takes_it_back() {
    for size in [(80, 24), (100, 30)] {
        let mut desk = Importing::new(size);
        let sheet = desk.sample("mentors-google-forms.csv");
        desk.open(&sheet).shows("25 rows, 15 columns").shows("a as people   w mentors");
        desk.shows("d days month/day/year, 2/3/2026 = 3 February 2026");
        let before = desk.history();
        // a column whose heading says nothing is left out, and the plan is looked at
        desk.keys("/ \"roughly\" <Enter> o <Esc>").shows("left out");
        assert_eq!(desk.history(), before, "nothing is changed by looking");
        desk.keys("v").shows("[all 25]").shows("a added 24").shows("l skipped 1");
        desk.keys("i");
        assert_eq!(desk.message(), "Imported 24 people: 24 added; 1 row stays out.");
        assert_eq!((desk.people(), desk.history()), (24, before + 1));
        desk.shows("[4 People 24]").shows("u undo");
        desk.keys("u");
        assert_eq!(desk.people(), 0, "one undo takes all of it back");
    }
}

#[test]
fn a_second_import_of_the_same_sheet_finds_nothing_to_change() {
    let mut desk = Importing::new((80, 24));
    let sheet = desk.sheet("mentors.csv", SMALL);
    desk.open(&sheet).keys("v i");
    assert_eq!(desk.message(), "Imported 2 people: 2 added.");
    let before = desk.history();
    desk.open(&sheet).keys("v").shows("e unchanged 2").shows("Nothing would change");
    desk.keys("i");
    assert_eq!(desk.message(), "nothing would change");
    assert_eq!(desk.history(), before);
}

#[test]
fn what_differs_is_shown_field_by_field_and_a_copy_of_the_scheme_is_made_before() {
    let mut desk = Importing::new((100, 30));
    let sheet = desk.sheet("mentors.csv", SMALL);
    desk.open(&sheet).keys("v i");
    let sheet = desk.sheet("mentors.csv", &SMALL.replace("writing,44", "cooking,45"));
    desk.open(&sheet).keys("v c").shows("[c changed 1]").shows("CHANGES");
    desk.shows("Shoe size: 44 → 45").shows("Bo Eze");
    desk.keys("c").shows("[all 2]").keys("i");
    assert_eq!(desk.message(), "Imported 2 people: 1 changed, 1 unchanged.");
    assert!(newest_backup(&desk.cli.file).is_some(), "as the command does");
}

#[test]
fn enter_gives_a_column_another_field_and_asks_where_another_column_has_it() {
    let mut desk = Importing::new((100, 30));
    let sheet = desk.sheet("mentors.csv", SMALL);
    desk.open(&sheet)
        .keys("/ \"shoe\" <Enter> <Enter>")
        .shows("What is 'Shoe size'?")
        .shows("38 | 44");
    desk.keys("\"capac\" <Enter> <Esc>").shows("Capacity        said");
    // only one column can be the name
    desk.keys("/ \"topics\" <Enter> <Enter> \"name\" <Enter>").shows("Which column is 'Name'?");
    desk.shows("Topics").shows("The other one becomes: extra field.");
    desk.keys("<Down> <Enter> <Esc>");
    let screen = desk.screen();
    let line = |heading: &str| {
        let mut lines = screen.lines().map(|line| line.trim_start_matches(['>', ' ']));
        let found = lines.rfind(|line| line.starts_with(heading));
        found.unwrap_or_default().to_owned()
    };
    assert!(line("Name ").contains("Name"), "{screen}");
    assert!(line("Topics").contains("extra field"), "{screen}");
}

#[test]
fn whose_sheet_it_is_and_what_its_rows_are_is_asked_at_once_where_that_is_not_clear() {
    let mut desk = Importing::new((80, 24));
    let sheet = desk.sheet("list.csv", "Name,E-mail\nAnn Fox,ann@example.org\n");
    desk.open(&sheet).shows("Who are these people?");
    desk.keys("<Down> <Enter>").shows("w mentees").keys("v").shows("a added 1");
    let mut desk = Importing::new((80, 24));
    let sheet = desk.sheet("list.csv", "Colour,Size\nblue,3\nred,4\n");
    desk.open(&sheet).shows("What is a row of this sheet?").keys("<Enter>");
    desk.shows("Missing: a column of names or of e-mail addresses");
    desk.keys("v");
    assert!(desk.message().contains("Enter gives a column its field"), "{}", desk.message());
    desk.keys("<Enter> \"name\" <Enter>").shows("Who are these people?");
}

#[test]
fn days_headings_marks_and_letters_are_changed_by_key_and_shown_in_words() {
    let mut desk = Importing::new((80, 24));
    let text = "Our list\nName;E-mail;Role;Joined the scheme\nZo\u{e9} Fox;zoe@example.org;mentor;03/04/2026\n";
    let path = desk.cli.home().join("list.csv");
    let bytes: Vec<u8> =
        text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    fs::write(&path, bytes).unwrap();
    desk.open(&path).shows("h headings in row 2").shows("m semicolons").shows("Zoé Fox");
    desk.keys("e \"cyr\" <Enter>")
        .shows("e windows-1251")
        .keys("e \"western\" <Enter>")
        .shows("Zoé Fox");
    desk.keys("h").shows("row 1").shows("Our list").keys("<Enter>").shows("h headings in row 2");
    desk.keys("/ \"joined\" <Enter> <Enter> \"submitted\" <Enter> <Esc>");
    desk.keys("d").shows("03/04/2026 = 3 April 2026").shows("03/04/2026 = 4 March 2026");
    desk.keys("\"month/day\" <Enter>").shows("d days month/day/year");
}

#[test]
fn a_key_that_does_not_fit_the_sheet_says_why() {
    let mut desk = Importing::new((100, 30));
    let people = desk.sheet("mentors.csv", "Mentor,E-mail\nAnn Fox,ann@example.org\n");
    desk.open(&people);
    for (keys, why) in [
        ("d", "no column of this sheet holds days"),
        ("t", "the file has one sheet alone"),
        ("v n", "whoever is new in a sheet of people comes in anyway"),
    ] {
        desk.keys(keys);
        assert!(desk.message().contains(why), "{keys}: {}", desk.message());
    }
    let pairs = desk.sheet("pairs.csv", "Mentor,Mentee\nAnn Fox,Bo Lee\n");
    desk.keys("<Esc> <Esc> <Esc>").open(&pairs).keys("w");
    let why = "the rows are pairs: both sides stand in each";
    assert!(desk.message().contains(why), "{}", desk.message());
    desk.keys("v d");
    assert!(desk.message().contains("asked of a sheet of people"), "{}", desk.message());
    let book = desk.sample("mentees-microsoft-forms.xlsx");
    desk.keys("<Esc> <Esc> <Esc>").open(&book).keys("m");
    assert!(desk.message().contains("a workbook says by itself"), "{}", desk.message());
}

#[test]
fn rows_that_are_refused_stay_out_after_a_question() {
    let mut desk = Importing::new((100, 30));
    for name in ["mentors-google-forms.csv", "mentees-microsoft-forms.xlsx"] {
        let sheet = desk.sample(name);
        desk.open(&sheet).keys("v i");
        if desk.screen().contains("Go on without them?") {
            desk.keys("<Enter>");
        }
    }
    let sheet = desk.sample("pairs-own-list.csv");
    desk.open(&sheet).keys("v r").shows("REFUSED").shows("WHAT TO DO");
    let pairs = |desk: &Importing| desk.dashboard.model().world().scheme.all::<Pair>().count();
    desk.keys("i").shows("Some rows are refused. Go on without them?");
    desk.keys("\"look\" <Enter>");
    assert_eq!(pairs(&desk), 0);
    desk.keys("i <Enter>");
    assert!(pairs(&desk) > 5, "{}", desk.message());
    assert!(desk.message().contains("stay"), "{}", desk.message());
    desk.shows("[3 Pairs");
}

#[test]
fn a_scheme_that_is_only_looked_at_shows_the_plan_and_saves_nothing() {
    let cli = Cli::empty();
    cli.done(&["init"]);
    let mut desk = Importing::over(cli, Access::Look, (80, 24));
    let sheet = desk.sheet("mentors.csv", SMALL);
    desk.open(&sheet).keys("v").shows("a added 2").shows("Nothing can be saved");
    desk.keys("i");
    assert!(desk.message().starts_with("read-only"), "{}", desk.message());
    assert_eq!(desk.people(), 0);
}

#[test]
fn a_file_that_changed_is_read_again_before_it_is_saved() {
    let mut desk = Importing::new((80, 24));
    let sheet = desk.sheet("mentors.csv", SMALL);
    desk.open(&sheet).keys("v");
    desk.sheet("mentors.csv", &format!("{SMALL}Cy Rao,cy@example.org,writing,40\n"));
    desk.keys("i");
    assert!(desk.message().contains("was changed after it was read: R"), "{}", desk.message());
    assert_eq!(desk.people(), 0);
    desk.keys("R").shows("a added 3").keys("i");
    assert_eq!(desk.people(), 3);
}

#[test]
fn what_is_no_sheet_says_so_and_the_question_stays_open() {
    let mut desk = Importing::new((80, 24));
    let paper = desk.sheet("paper.csv", "%PDF-1.4 not a sheet");
    desk.open(&paper).shows("This is no sheet but a PDF").shows("Import a sheet");
    let nowhere = desk.cli.home().join("nowhere.csv");
    desk.keys("<Esc>").open(&nowhere).shows("does not exist");
    let no_folder = desk.cli.home().join("no/such.csv");
    desk.keys("<Esc>").open(&no_folder).shows("does not exist");
}

#[test]
fn a_path_completes_itself_and_can_be_dropped() {
    let mut desk = Importing::new((80, 24));
    let folder = desk.cli.home().join("my sheets");
    fs::create_dir(&folder).unwrap();
    for name in ["mentees.csv", "mentors.csv", "photo.jpg", ".hidden.csv"] {
        fs::write(folder.join(name), SMALL).unwrap();
    }
    let home = desk.cli.home().display().to_string();
    desk.keys(&format!(": \"Import\" <Enter> <Ctrl-U> \"{home}/my\" <Tab>"));
    desk.shows("my sheets/").shows("mentees.csv").shows("1 other file is no sheet");
    assert!(!desk.screen().contains("hidden"), "{}", desk.screen());
    desk.keys("m <Tab>")
        .shows("my sheets/ment")
        .keys("o <Tab> <Enter>")
        .shows("mentors.csv: 2 rows");
    // a terminal types the path of a file that is dropped on it, as a shell would want it
    let mut desk = Importing::new((80, 24));
    let sheet = desk.sheet("my sheet.csv", SMALL);
    let dropped = format!("file://{}", sheet.display().to_string().replace(' ', "%20"));
    desk.keys(": \"Import\" <Enter>");
    desk.dashboard.handle(Event::Input(Input::Paste(dropped))).unwrap();
    desk.keys("<Enter>").shows("my sheet.csv: 2 rows");
}

#[test]
fn what_was_typed_here_is_neither_repeated_nor_kept() {
    let mut desk = Importing::new((80, 24));
    let sheet = desk.sheet("mentors.csv", SMALL);
    desk.open(&sheet).keys("/ \"ann\" <Esc> v i .");
    assert!(desk.message().contains("Nothing was done yet"), "{}", desk.message());
    assert!(desk.dashboard.model().world().drafts.is_empty());
    assert_eq!(desk.people(), 2);
}

#[test]
fn esc_goes_back_one_step_at_a_time() {
    let mut desk = Importing::new((80, 24));
    let sheet = desk.sheet("mentors.csv", SMALL);
    desk.open(&sheet).keys("v").shows("what would be done");
    desk.keys("<Esc>").shows("2 rows, 4 columns");
    desk.keys("<Esc>").shows("Import a sheet");
    desk.keys("<Esc>");
    assert!(!desk.screen().contains("Import a sheet"));
}
