//! The scheme itself and people's rights by keys and by command: every clause of S1 to S7, and I4.

use matchbook::domain::codes::{Code, EventKind, Status, Subject};
use matchbook::domain::entry::{Book, EntryField};
use matchbook::domain::ids::{EventId, LineId, PersonId};
use matchbook::domain::records::{Line, Mentee, Mentor, Person};
use matchbook::domain::settings::{SETTINGS, Setting, SettingKind};
use matchbook::domain::verbs::{LogMeeting, log_meeting};
use matchbook::domain::{Kind, Scheme};
use matchbook::screens::Effect;
use serde_json::Value;

use crate::cli_support::Desk as Cli;
use crate::harness::Desk;
use crate::reach::{
    TODAY, chosen, desk, fill, go_to, kept, option, run, save, typed, value, words,
};
use crate::small_scheme::{Small, day};

/// The four events of S1.
const EVENTS: &[&str] = &["briefing", "induction", "training", "drop-in"];
/// What S2, S3, S4 and S7 name of their records: the kind, then its fields.
const BOOKS: &[(&str, &str, &[&str])] = &[
    ("S2", "campaign", &["name", "channel", "since", "until", "source"]),
    ("S3", "budget", &["what", "day", "category", "planned", "spent"]),
    ("S3", "hours", &["day", "minutes", "task"]),
    ("S4", "note", &["kind", "day", "entry"]),
    ("S4", "commitment", &["who", "what", "made", "renewal", "ended"]),
    ("S7", "directory", &["name", "kind", "contact", "hint"]),
];

/// Tom (P1) mentors Ana (P2) as M1 and met her once for an hour; Una (P3) is an untrained mentor,
/// Uma (P4) is Ana's line manager.
fn small() -> Small {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 1);
    let ana = small.mentee("Ana Costa");
    let una = small.mentor("Una Bell", 1);
    small.change::<Mentor>(una, |una| una.trained = None);
    let uma = small.person("Uma Lane");
    small.put(Line {
        id: LineId(1),
        person: ana,
        manager: Some(uma),
        manager_name: "".into(),
        since: None,
        until: None,
        briefed: None,
        agreed: None,
        agreed_on: None,
    });
    let pair = small.pair(tom, ana, "2026-01-05");
    let mut held = LogMeeting::held(pair, day("2026-02-10"));
    held.minutes = Some(60);
    let logged = log_meeting(&small.scheme, day(TODAY), &held).unwrap().1;
    small.accept(&logged);
    small
}

fn fields(book: &Book, ids: &[&str]) -> Vec<EntryField> {
    let all = (book.fields)();
    let named: Vec<_> = all.iter().map(|field| field.id).collect();
    assert_eq!(named, ids, "{}", book.name);
    all
}

#[track_caller]
fn is_kept(scheme: &Scheme, book: &Book) {
    let values = (book.values)(scheme, 1).unwrap();
    for (field, kept) in (book.fields)().iter().zip(values) {
        assert_eq!(kept, value(field.id, field.kind), "{} {}", book.name, field.id);
    }
}

/// Types every field of the records of a requirement, finds them in their lists, takes one out.
fn books_by_keys(number: &str) {
    for (_, name, ids) in BOOKS.iter().filter(|(of, ..)| *of == number) {
        let book = Book::named(name).unwrap();
        let mut desk = desk(small());
        desk.keys(&format!(": \"{}\" <Enter> n", book.title));
        for field in fields(book, ids) {
            fill(&mut desk, &[(field.label, &typed(field.id, field.kind))]);
        }
        save(&mut desk, &[]);
        is_kept(desk.scheme(), book);
        desk.keys("e <Ctrl-S>");
        is_kept(desk.scheme(), book);
        desk.keys(": \"remove\" <Enter>");
        save(&mut desk, &[("Take it out?", "y")]);
        assert_eq!((book.rows)(desk.scheme()).len(), 0);
    }
}

/// The same by command; what a new one needs is told first.
fn books_by_command(number: &str) {
    for (_, name, ids) in BOOKS.iter().filter(|(of, ..)| *of == number) {
        let book = Book::named(name).unwrap();
        let cli = Cli::with(&small());
        let add: &[&str] = match *name {
            "campaign" | "directory" | "note" => &["x"],
            "budget" => &["x", "--planned", "1"],
            "hours" => &["--minutes", "1"],
            _ => &["x", "y"],
        };
        cli.done(&[&[*name, "add"][..], add].concat());
        let mut edit = words(&[name, "edit", &book.id(1).to_string()]);
        for field in fields(book, ids) {
            edit.extend([option(field.id), value(field.id, field.kind)]);
        }
        run(&cli, &edit);
        is_kept(&kept(&cli), book);
        assert!(cli.done(&["list", book.list]).contains(&book.id(1).to_string()));
        cli.done(&[name, "remove", &book.id(1).to_string()]);
        assert_eq!((book.rows)(&kept(&cli)).len(), 0);
    }
}

/// Every word of a closed list is taken by a field of a kind of entry.
#[track_caller]
fn every_word_by_keys(book: &str, field: &str) {
    let book = Book::named(book).unwrap();
    let field = (book.fields)().into_iter().find(|one| one.id == field).unwrap();
    let Kind::Choice(options) = field.kind else { panic!("{} is no choice", field.id) };
    let mut desk = desk(small());
    for (at, (code, label)) in options().into_iter().enumerate() {
        desk.keys(&format!(": \"{}\" <Enter> n", book.title));
        for other in (book.fields)().into_iter().filter(|one| one.required && one.id != field.id) {
            fill(&mut desk, &[(other.label, &typed(other.id, other.kind))]);
        }
        let keys = chosen(label);
        save(&mut desk, &[(field.label, &keys)]);
        let number = i64::try_from(at + 1).unwrap();
        let values = (book.values)(desk.scheme(), number).unwrap();
        let place = (book.fields)().iter().position(|one| one.id == field.id).unwrap();
        assert_eq!(values[place], code);
    }
}

fn event_dates(scheme: &Scheme) -> [Option<chrono::NaiveDate>; 4] {
    let mentor = scheme.get::<Mentor>(PersonId(3)).unwrap();
    let mentee = scheme.get::<Mentee>(PersonId(2)).unwrap();
    let briefed = scheme.all::<Line>().next().unwrap().briefed;
    [mentor.trained_on, mentor.induction_on, mentee.induction_on, briefed]
}

#[test]
fn s1_by_keys_every_kind_of_event_is_planned_a_filtered_list_invited_and_attendance_fills_days() {
    let known: Vec<_> = EventKind::ALL.iter().map(|kind| kind.code()).collect();
    assert!(known.starts_with(EVENTS));
    every_word_by_keys("event", "kind");
    let mut desk = desk(small());
    for (at, kind) in EVENTS.iter().enumerate() {
        desk.keys(": \"events\" <Enter> n");
        let label = EventKind::from_code(kind).unwrap().label();
        let told = [
            ("Kind", chosen(label)),
            ("Name", format!("\"{kind} day\"")),
            ("Day", "\"2026-03-02\"".into()),
            ("Begins at", "\"14:00\"".into()),
            ("Minutes", "\"90\"".into()),
            ("Place", "\"Library\"".into()),
        ];
        let told: Vec<_> = told.iter().map(|(label, keys)| (*label, keys.as_str())).collect();
        save(&mut desk, &told);
        let id = EventId(i64::try_from(at + 1).unwrap());
        desk.keys("4 / <Ctrl-U> \"active\" <Enter> *");
        desk.keys(&format!("E \"{kind} day\" <Ctrl-S>"));
        assert_eq!(desk.scheme().turnout(id).invited, 4, "{}", desk.screen());
        desk.keys(&format!(": \"events\" <Enter> / <Ctrl-U> \"{kind} day\" <Enter> E * r c"));
        assert_eq!(desk.scheme().turnout(id).came, 4, "{}", desk.screen());
    }
    assert_eq!(event_dates(desk.scheme()), [Some(day("2026-03-02")); 4]);
}

#[test]
fn s1_by_command_every_kind_of_event_is_planned_a_filtered_list_invited_and_attendance_fills_days()
{
    let cli = Cli::with(&small());
    for (at, kind) in EVENTS.iter().enumerate() {
        let id = format!("E{}", at + 1);
        let told = format!("event add --kind {kind} --day 2026-03-02 --time 14:00 --place Library");
        cli.done(&told.split(' ').collect::<Vec<_>>());
        cli.done(&["event", "invite", &id, "--filter", "active"]);
        cli.done(&["event", "attended", &id, "--all-invited"]);
        let turnout = kept(&cli).turnout(EventId(i64::try_from(at + 1).unwrap()));
        assert_eq!((turnout.invited, turnout.came), (4, 4));
    }
    assert_eq!(event_dates(&kept(&cli)), [Some(day("2026-03-02")); 4]);
}

#[test]
fn s2_by_keys_campaigns_with_days_channel_and_sign_ups_by_source() {
    books_by_keys("S2");
    every_word_by_keys("campaign", "channel");
    let mut desk = desk(small());
    desk.keys(": \"campaigns\" <Enter> n");
    save(&mut desk, &[("Name", "\"Spring letter\""), ("From", "\"2026-02-01\"")]);
    desk.keys("4 / \"una\" <Enter> e");
    save(&mut desk, &[("Heard of us", "\"spring letter\""), ("Joined", "\"2026-02-10\"")]);
    desk.keys(": \"campaigns\" <Enter>");
    let row = desk.cursor_row();
    assert!(row.contains("Spring letter") && row.contains(" 1 "), "{row}");
}

#[test]
fn s2_by_command_campaigns_with_days_channel_and_sign_ups_by_source() {
    books_by_command("S2");
    let cli = Cli::with(&small());
    cli.done(&["campaign", "add", "Spring letter", "--since", "2026-02-01"]);
    let source = ["--source", "spring letter", "--joined", "2026-02-10"];
    cli.done(&[&["person", "edit", "una"], &source[..]].concat());
    assert_eq!(cli.json(&["list", "campaigns", "--format", "json"])[0]["sign_ups"], 1);
}

/// 118.50 and 7 hours at 20.00 for one pair; an hour given, worth 50.00.
const COSTS: &[(&str, &str, f64)] = &[
    ("spent", "Spent", 118.5),
    ("planned", "Planned", 120.0),
    ("coordinator-hours", "Coordinator hours", 7.0),
    ("cost-per-pair", "Cost per pair", 258.5),
    ("value-of-volunteer-hours", "Value of volunteer hours", 50.0),
];

#[test]
fn s3_by_keys_budget_hours_cost_per_pair_value_of_hours_and_return() {
    books_by_keys("S3");
    every_word_by_keys("hours", "task");
    let mut desk = desk(small());
    desk.keys(": \"budget\" <Enter> n");
    save(&mut desk, &[("What for", "\"lunch\""), ("Planned", "\"120\""), ("Spent", "\"118.50\"")]);
    desk.keys(": \"hours\" <Enter> n");
    save(&mut desk, &[("Minutes", "\"420\"")]);
    set_by_keys(&mut desk, Setting::named("coordinator-rate").unwrap(), "20");
    set_by_keys(&mut desk, Setting::named("volunteer-rate").unwrap(), "50");
    desk.keys(": \"figures\" <Enter> c y");
    for (_, name, amount) in COSTS {
        desk.keys(&format!("/ <Ctrl-U> \"{name}\" <Enter> g"));
        let row = desk.cursor_row();
        assert!(row.contains(&format!("{amount}")), "{name}: {row}");
    }
    desk.keys("/ <Ctrl-U> \"return\" <Enter>");
    assert!(desk.screen().contains("0.19 (50.00 for 258.5)"), "{}", desk.screen());
}

#[test]
fn s3_by_command_budget_hours_cost_per_pair_value_of_hours_and_return() {
    books_by_command("S3");
    let cli = Cli::with(&small());
    cli.done(&["budget", "add", "lunch", "--planned", "120", "--spent", "118.50"]);
    cli.done(&["hours", "add", "--minutes", "420"]);
    cli.done(&["settings", "coordinator-rate", "20"]);
    cli.done(&["settings", "volunteer-rate", "50"]);
    let summary = cli.json(&["summary", "--period", "2026", "--format", "json"]);
    let figure = |id: &str| -> Value {
        let figures = summary["figures"].as_array().unwrap();
        figures.iter().find(|figure| figure["id"] == id).unwrap()["value"].clone()
    };
    for (id, _, amount) in COSTS {
        assert_eq!(figure(id), *amount, "{id}");
    }
    let back = figure("return-on-cost").as_f64().unwrap();
    assert!((back - 50.0 / 258.5).abs() < 1e-9, "{back}");
}

#[test]
fn s4_by_keys_commitments_with_a_renewal_benchmarks_decisions_stories_and_notes() {
    books_by_keys("S4");
    every_word_by_keys("note", "kind");
    let mut desk = desk(small());
    desk.keys(": \"commitments\" <Enter> n");
    save(
        &mut desk,
        &[("Who", "\"Provost\""), ("To what", "\"a day a week\""), ("Renewal on", "\"+2w\"")],
    );
    assert!(desk.model.world().items.iter().any(|item| item.rule == "commitment-due"));
    desk.keys("e");
    fill(&mut desk, &[("Ended on", "\"2026-03-04\"")]);
    desk.keys("<Ctrl-S>");
    assert!(desk.screen().contains("still to come"), "{}", desk.screen());
}

#[test]
fn s4_by_command_commitments_with_a_renewal_benchmarks_decisions_stories_and_notes() {
    books_by_command("S4");
    let cli = Cli::with(&small());
    for kind in ["note", "decision", "benchmark", "story"] {
        cli.done(&["note", "add", "words", "--kind", kind]);
    }
    assert_eq!(cli.json(&["list", "log", "--format", "json"]).as_array().unwrap().len(), 4);
    cli.done(&["commitment", "add", "Provost", "a day a week", "--renewal", "+2w"]);
    assert!(cli.done(&["today"]).contains("Provost"));
    let why = cli.refused(&["commitment", "edit", "W1", "--ended", "2026-03-04"]);
    assert!(why.contains("still to come"), "{why}");
}

/// What S5 names beside the limits of the other requirements.
const S5: &[&str] =
    &["name", "weekday", "currency", "volunteer-rate", "coordinator-rate", "date-order"];
/// The limits of Today and the defaults that the requirements name.
const LIMITS: &[&str] = &[
    "answer-days",
    "courtesy-red-days",
    "start-days",
    "start-red-days",
    "stale-percent",
    "stale-red-percent",
    "default-interval",
    "default-minutes",
    "missed-amber",
    "missed-red",
    "unlogged-days",
    "review-red-days",
    "review-notice-days",
    "agreement-days",
    "closing-days",
    "manager-agreement",
    "waiting-days",
    "waiting-red-days",
    "returning-days",
    "evaluation-days",
    "contacts",
    "contact-first-days",
    "contact-second-days",
    "contact-every-days",
    "commitment-notice-days",
    "backup-days",
    "term-months",
    "check-in-days",
    "first-capacity",
    "commitment-minutes",
    "small-cells",
];

/// A value that is not the default.
fn another(setting: &Setting) -> String {
    match setting.kind {
        SettingKind::Days(least, most)
        | SettingKind::Months(least, most)
        | SettingKind::Count(least, most)
        | SettingKind::Percent(least, most) => {
            if setting.default == least.to_string() { most } else { least }.to_string()
        }
        SettingKind::YesNo => if setting.default == "yes" { "no" } else { "yes" }.to_owned(),
        SettingKind::Word(all) => {
            all.iter().find(|word| **word != setting.default).unwrap().to_string()
        }
        SettingKind::Line | SettingKind::Note => "other words".to_owned(),
        SettingKind::Money => "12.50".to_owned(),
        SettingKind::Zone => "Asia/Tokyo".to_owned(),
        SettingKind::Address => "una@example.org".to_owned(),
        SettingKind::Lines | SettingKind::Letter(_) => {
            format!("{} other words", setting.default).trim().to_owned()
        }
    }
}

#[track_caller]
fn set_by_keys(desk: &mut Desk, setting: &Setting, value: &str) {
    desk.keys(&format!(": \"settings\" <Enter> / <Ctrl-U> \"{}\" <Enter> g", setting.id));
    for _ in 0..SETTINGS.len() {
        let row = desk.cursor_row();
        if row.trim_start_matches(['>', '+', ' ']).starts_with(&format!("{} ", setting.id)) {
            break;
        }
        desk.keys("j");
    }
    desk.keys("e");
    let is_text = matches!(
        setting.kind,
        SettingKind::Line | SettingKind::Note | SettingKind::Money | SettingKind::Address
    );
    let empty = if is_text { "<Ctrl-E> <Ctrl-U> " } else { "" };
    if matches!(setting.kind, SettingKind::Lines | SettingKind::Letter(_)) {
        // at the end of what stands there; the text of a letter opens at its beginning
        let added = value.strip_prefix(setting.default).unwrap();
        let lines = setting.default.lines().count();
        let end = format!("{}<End>", "<Down> ".repeat(lines));
        desk.keys(&format!("{end} \"{added}\" <Ctrl-S>"));
        return;
    }
    let keys = format!("{empty}\"{value}\"");
    save(desk, &[("Value", &keys)]);
}

#[test]
fn s5_by_keys_every_setting_is_changed_and_another_scheme_opened() {
    for id in S5.iter().chain(LIMITS) {
        assert!(Setting::named(id).is_some(), "{id}");
    }
    let mut desk = desk(small());
    for setting in SETTINGS {
        let other = another(setting);
        set_by_keys(&mut desk, setting, &other);
        assert_eq!(desk.scheme().settings().text(setting.key), other, "{}", setting.id);
    }
    desk.keys(": \"open another\" <Enter>");
    fill(&mut desk, &[("Or a file", "\"other.db\""), ("Make it", "y")]);
    desk.keys("<Ctrl-S>");
    let wanted = Effect::OpenScheme { file: "other.db".into(), create: true };
    assert!(desk.other.contains(&wanted), "{}", desk.screen());
}

#[test]
fn s5_by_command_every_setting_is_changed_and_another_scheme_opened() {
    let cli = Cli::with(&small());
    let shown = cli.done(&["settings"]);
    for setting in SETTINGS {
        assert!(shown.contains(setting.id) && shown.contains(setting.meaning), "{}", setting.id);
        let other = another(setting);
        cli.done(&["settings", setting.id, &other]);
        assert_eq!(kept(&cli).settings().text(setting.key), other, "{}", setting.id);
    }
    cli.done(&["init", "--db", "other.db", "--name", "Nursing"]);
    let name = cli.done(&["settings", "name", "--db", "other.db"]);
    assert!(name.contains("Nursing"), "{name}");
    assert!(
        cli.done(&["list", "people", "--db", "other.db", "--format", "csv"]).lines().count() <= 1
    );
}

/// What S6 names, in the words of the list and of the figure.
const GAPS: &[(&str, &str)] = &[
    ("e-mail address", "people without an e-mail address"),
    ("frequency agreed", "open pairs without an agreed frequency"),
    ("signed agreement", "open pairs without a signed agreement"),
    ("consent", "people without a recorded consent"),
    ("line manager", "mentees without a line manager"),
];

fn with_gaps() -> Small {
    let mut small = small();
    small.mentee("Ben Okafor");
    small
}

#[test]
fn s6_by_keys_what_is_missing_is_a_list_to_work_through_and_a_figure() {
    let mut desk = desk(with_gaps());
    desk.keys(": \"data gaps\" <Enter>");
    let list = desk.screen();
    for (missing, _) in GAPS {
        desk.keys(&format!("/ <Ctrl-U> \"{missing}\" <Enter>"));
        assert!(!desk.screen().contains("Nothing fits"), "{missing}: {list}");
    }
    desk.keys("/ <Ctrl-U> \"ben\" <Enter> e");
    save(
        &mut desk,
        &[("E-mail", "\"ben@example.org\""), ("Consent", "y"), ("Line manager", "\"Uma Lane\"")],
    );
    desk.keys("/ <Ctrl-U> <Enter>");
    assert!(!desk.screen().contains("Ben Okafor"), "{}", desk.screen());
    desk.keys(": \"figures\" <Enter>");
    for (missing, counted) in GAPS {
        desk.keys(&format!("/ <Ctrl-U> \"{counted}\" <Enter>"));
        let row = desk.cursor_row();
        assert!(row.contains(&format!("Missing: {missing}")), "{}", desk.screen());
    }
}

#[test]
fn s6_by_command_what_is_missing_is_a_list_to_work_through_and_a_figure() {
    let cli = Cli::with(&with_gaps());
    let list = cli.done(&["list", "gaps", "--format", "csv"]);
    let summary = cli.done(&["summary"]);
    for (missing, counted) in GAPS {
        assert!(list.contains(missing), "{missing}: {list}");
        assert!(summary.contains(counted), "{counted}: {summary}");
    }
}

#[test]
fn s7_by_keys_services_are_kept_and_offered_where_people_are_pointed_to() {
    books_by_keys("S7");
    every_word_by_keys("directory", "kind");
    let mut desk = desk(small());
    desk.keys(": \"directory\" <Enter> n");
    save(&mut desk, &[("Name", "\"Mediation office\"")]);
    for (keys, label) in [("3 c", "Pointed to"), ("3 C n", "Referred to")] {
        desk.keys(keys);
        go_to(&mut desk, label);
        assert!(desk.screen().contains("Mediation office"), "{keys}: {}", desk.screen());
        desk.keys("<Esc> <Esc>");
    }
}

#[test]
fn s7_by_command_services_are_kept_and_named_where_people_are_pointed_to() {
    books_by_command("S7");
    let cli = Cli::with(&small());
    cli.done(&["directory", "add", "Mediation office", "--kind", "mediation"]);
    cli.done(&["pair", "close", "M1", "--reason", "time", "--signposted", "I1"]);
    assert!(cli.done(&["show", "M1"]).contains("pointed to Mediation office"));
}

fn over() -> Small {
    let mut small = small();
    small.change::<Person>(PersonId(3), |una| una.keep_until = Some(day("2026-03-02")));
    small.status(Subject::Person, 3, "2026-01-01", Status::Left);
    small.change::<Person>(PersonId(4), |uma| uma.keep_until = Some(day("2026-12-31")));
    small
}

#[test]
fn i4_by_keys_all_data_as_a_file_kept_longer_erased_and_the_retention_list() {
    let mut desk = desk(over());
    desk.keys(": \"data kept\" <Enter>");
    let screen = desk.screen();
    assert!(screen.contains("1 over their last day"), "{screen}");
    assert!(desk.cursor_row().contains("Una Bell"), "the longest over comes first: {screen}");
    assert!(screen.contains("Uma Lane") && !screen.contains("Tom Reed"), "{screen}");
    desk.keys("w d <Ctrl-S>");
    let file = |effect: &Effect| matches!(effect, Effect::PersonFile { person: PersonId(3), .. });
    assert!(desk.other.iter().any(file), "{}", desk.screen());
    desk.keys("<Esc> w e");
    fill(&mut desk, &[("Type the name", "\"Una Bell\"")]);
    desk.keys("<Ctrl-S>");
    let erased = |effect: &Effect| matches!(effect, Effect::Erase { person: PersonId(3), .. });
    assert!(desk.other.iter().any(erased), "{}", desk.screen());
    desk.keys("<Esc> w k");
    save(&mut desk, &[("Keep until", "\"2027-03-01\""), ("Because", "\"mentors again\"")]);
    let una = desk.scheme().get::<Person>(PersonId(3)).unwrap();
    assert_eq!(
        (una.keep_until, una.keep_reason.exact()),
        (Some(day("2027-03-01")), "mentors again")
    );
    assert!(desk.screen().contains("0 over their last day"), "{}", desk.screen());
}

#[test]
fn i4_by_command_all_data_as_a_file_kept_longer_erased_and_the_retention_list() {
    let cli = Cli::with(&over());
    assert!(cli.done(&["privacy", "due"]).contains("Una Bell"));
    assert!(cli.done(&["privacy", "due", "--by", "2027-01-01"]).contains("Uma Lane"));
    for (format, file) in [("md", "una.md"), ("json", "una.json")] {
        cli.done(&["privacy", "export", "una", "-o", file, "--format", format]);
        let text = std::fs::read_to_string(cli.home().join(file)).unwrap();
        assert!(text.contains("Una Bell"), "{file}");
    }
    cli.done(&["privacy", "keep", "una", "2027-03-01", "--because", "mentors again"]);
    assert!(cli.done(&["privacy", "due"]).starts_with("Nobody"));
    let counts = |cli: &Cli| cli.done(&["summary", "--period", "2026"]);
    let before = counts(&cli);
    cli.done(&["privacy", "erase", "una", "--confirm", "Una Bell"]);
    assert!(!cli.done(&["list", "people", "--format", "csv"]).contains("Una Bell"));
    let figures = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with('|')).map(str::to_owned).collect()
    };
    assert_eq!(figures(&counts(&cli)), figures(&before), "the counts are kept");
}
