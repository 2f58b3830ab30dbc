//! The awkward sheets of tests/data/sheets/awkward: what was expected of each stands beside it.
//!
//! A case begins with `== FILE : what is awkward`. Before its lines (`| ...`) stand how they are
//! written (`bytes ENCODING`, `ends cr|crlf`), the options of the command (`with --map ...`), and
//! `empty` for a scheme without people. After them what is expected: `fails WORDS` for the whole
//! sheet, or `is KIND [ROLE]`, `fields ...`, `counts ADDED CHANGED UNCHANGED SKIPPED REFUSED`, `refused
//! ROW WORDS`, `says ROW WORDS`, `note WORDS`, `has ADDRESS FIELD = VALUE`, `row LIST COLUMN=VALUE; ... :
//! COLUMN = VALUE` and `total LIST NUMBER`.

use std::fs;

use matchbook::domain::lists::{List, View};
use matchbook::domain::records::Person;
use matchbook::domain::{Profile, Scheme};
use matchbook::import::values::dates::order_named;
use matchbook::import::{Answer, Options, Plan, Role, SheetKind, plan};

use crate::small_scheme::day;

const ON: &str = "2026-03-03";

/// One awkward sheet with what is expected of it.
pub(crate) struct Case {
    pub(crate) about: String,
    pub(crate) file: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) options: Options,
    pub(crate) is_empty: bool,
    expected: Vec<String>,
}

/// All awkward sheets that are kept as text.
pub(crate) fn cases() -> Vec<Case> {
    let folder = format!("{}/tests/data/sheets/awkward", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt")) {
        let text = fs::read_to_string(file).unwrap();
        cases.extend(text.split("\n== ").skip(1).map(read));
    }
    cases
}

fn read(text: &str) -> Case {
    let (head, body) = text.split_once('\n').unwrap();
    let (file, about) = head.split_once(" : ").unwrap();
    let mut case = Case {
        about: about.to_owned(),
        file: file.to_owned(),
        bytes: Vec::new(),
        options: Options::on(day(ON)),
        is_empty: false,
        expected: Vec::new(),
    };
    let (mut lines, mut encoding, mut end) = (Vec::new(), "utf-8", "\n");
    for line in body.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(raw) = line.strip_prefix("| ") {
            lines.push(unescaped(raw));
        } else if let Some(name) = line.strip_prefix("bytes ") {
            encoding = name;
        } else if let Some(name) = line.strip_prefix("ends ") {
            end = if name == "cr" { "\r" } else { "\r\n" };
        } else if let Some(options) = line.strip_prefix("with ") {
            with(&mut case.options, options);
        } else if line == "empty" {
            case.is_empty = true;
        } else {
            case.expected.push(line.to_owned());
        }
    }
    let mut text = lines.join(end);
    text.push_str(end);
    case.bytes = encoded(&text, encoding);
    case
}

fn unescaped(text: &str) -> String {
    let mut out = text
        .replace("\\t", "\t")
        .replace("\\r", "\r")
        .replace("\\n", "\n")
        .replace("\\0", "\0")
        .replace("\\z", "\u{1a}");
    while let Some(at) = out.find("\\u{") {
        let end = at + out[at..].find('}').unwrap();
        let code = u32::from_str_radix(&out[at + 3..end], 16).unwrap();
        out.replace_range(at..=end, &char::from_u32(code).unwrap().to_string());
    }
    out
}

fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    let (name, mark) = encoding.strip_suffix("+bom").map_or((encoding, ""), |n| (n, "\u{feff}"));
    let text = format!("{mark}{text}");
    match name {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        name => {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
            encoding.encode(&text).0.into_owned()
        }
    }
}

/// Options as on the command line.
fn with(options: &mut Options, said: &str) {
    let (name, value) = said.split_once(' ').unwrap_or((said, ""));
    let value = value.trim_matches('\'');
    let wishes = &mut options.wishes;
    match name {
        "--map" => {
            let (heading, field) = value.rsplit_once('=').unwrap();
            wishes.map.push((heading.to_owned(), field.to_owned()));
        }
        "--role" => wishes.role = Role::named(value),
        "--as" => wishes.kind = SheetKind::named(value),
        "--date-order" => wishes.date_order = order_named(value),
        "--others" => wishes.leave_others_out = Some(value == "ignore"),
        "--duplicates" => wishes.duplicates = Answer::named(value),
        "--add-people" => wishes.add_people = Some(true),
        "--encoding" => options.reading.encoding = Some(value.to_owned()),
        "--separator" => options.reading.separator = value.chars().next(),
        "--header-row" => options.reading.header_row = value.parse().ok(),
        other => panic!("no option {other}"),
    }
}

/// A scheme with two mentors, three mentees and one pair; without them if it should be empty.
pub(crate) fn scheme(is_empty: bool) -> Scheme {
    let mut scheme = Scheme::default();
    if is_empty {
        return scheme;
    }
    for (name, text) in [
        ("mentors.csv", "Name,Email,Capacity\nMaria Diaz,maria@x.org,2\nTom Li,tom@x.org,1\n"),
        ("mentees.csv", "Name,Email\nAna Costa,ana@x.org\nBo Ng,bo@x.org\nCy Ode,cy@x.org\n"),
        ("pairs.csv", "Mentor,Mentee,Start\nMaria Diaz,Ana Costa,2026-01-10\n"),
    ] {
        let plan = plan(&scheme, name, text.as_bytes(), &Options::on(day(ON))).unwrap();
        scheme.apply(&plan.change).unwrap();
    }
    scheme
}

/// What is wrong with the outcome of a case; empty when all is as expected.
pub(crate) fn wrong(case: &Case) -> Vec<String> {
    let mut scheme = scheme(case.is_empty);
    let fails = case.expected.iter().find_map(|line| line.strip_prefix("fails "));
    let plan = match plan(&scheme, &case.file, &case.bytes, &case.options) {
        Err(why) => {
            let why = why.to_string();
            return match fails {
                Some(part) if why.contains(part) => Vec::new(),
                _ => vec![format!("fails: {why}")],
            };
        }
        Ok(_) if fails.is_some() => return vec!["does not fail".to_owned()],
        Ok(plan) => plan,
    };
    scheme.apply(&plan.change).unwrap();
    let mut wrong: Vec<String> =
        case.expected.iter().filter_map(|line| check(line, &scheme, &plan).err()).collect();
    if !wrong.is_empty() {
        wrong.extend(plan.rows.iter().map(|row| format!("  {row:?}")));
        wrong.push(format!("  notes {:?} {:?}", plan.sheet.notes, plan.mapping.notes));
    }
    wrong.extend(second(case, &scheme));
    wrong
}

/// A second import changes nothing.
fn second(case: &Case, scheme: &Scheme) -> Option<String> {
    let again = plan(scheme, &case.file, &case.bytes, &case.options);
    let again = match again {
        Ok(again) => again,
        Err(why) => return Some(format!("the second time: {why}")),
    };
    let counts = again.counts();
    let quiet = again.change.is_empty() && counts.added + counts.changed == 0;
    (!quiet).then(|| format!("the second time: {:#?}", again.rows))
}

fn check(line: &str, scheme: &Scheme, plan: &Plan) -> Result<(), String> {
    let (word, rest) = line.split_once(' ').unwrap();
    let found = match word {
        "is" => {
            let role = plan.mapping.role.filter(|_| rest.contains(' '));
            let role = role.map_or(String::new(), |role| format!(" {}", role.name()));
            format!("{}{role}", plan.mapping.kind.name())
        }
        "fields" => {
            plan.mapping.columns.iter().map(|column| column.field).collect::<Vec<_>>().join(" ")
        }
        "counts" => {
            let c = plan.counts();
            format!("{} {} {} {} {}", c.added, c.changed, c.unchanged, c.skipped, c.refused)
        }
        "refused" | "says" => return row_says(word, rest, plan),
        "note" => {
            let notes = plan.sheet.notes.iter().chain(&plan.mapping.notes);
            let there = notes.into_iter().any(|note| note.contains(rest));
            return if there { Ok(()) } else { Err(format!("no note: {rest}")) };
        }
        "has" => return person_has(rest, scheme),
        "row" => return list_has(rest, scheme),
        "total" => {
            let (list, _) = rest.split_once(' ').unwrap();
            format!("{list} {}", List::named(list).unwrap().rows(scheme, day(ON)).len())
        }
        other => panic!("nothing is called {other}"),
    };
    if found == rest { Ok(()) } else { Err(format!("{word}: wanted {rest}, is {found}")) }
}

fn row_says(word: &str, rest: &str, plan: &Plan) -> Result<(), String> {
    let (row, part) = rest.split_once(' ').unwrap();
    let row: usize = row.parse().unwrap();
    let row = plan.rows.iter().find(|outcome| outcome.row == row).ok_or("no such row")?;
    let outcome = word == "says" || row.outcome.word() == word;
    let there = outcome && row.why.contains(part);
    if there { Ok(()) } else { Err(format!("row {rest}: {} {}", row.outcome.word(), row.why)) }
}

fn person_has(rest: &str, scheme: &Scheme) -> Result<(), String> {
    let (who, wanted) = rest.split_once(' ').unwrap();
    let (field, value) = wanted.split_once(" =").unwrap();
    let value = value.trim();
    let person = scheme.all::<Person>().find(|person| person.email.exact() == who);
    let person = person.ok_or_else(|| format!("nobody has the address {who}"))?;
    let profile = Profile::of(scheme, person.id, day(ON)).unwrap();
    let found = match field.strip_prefix("extra:") {
        Some(heading) => {
            let mut extra = profile.extra.iter().filter(|(known, _)| known.exact() == heading);
            extra.next().map(|(_, value)| value.exact().to_owned()).unwrap_or_default()
        }
        None => (Profile::field(field).unwrap().get)(&profile),
    };
    if found == value { Ok(()) } else { Err(format!("{who} {field}: wanted {value}, is {found}")) }
}

fn list_has(rest: &str, scheme: &Scheme) -> Result<(), String> {
    let (list, rest) = rest.split_once(' ').unwrap();
    let list = List::named(list).unwrap();
    let (which, wanted) = rest.split_once(" : ").unwrap();
    let (column, value) = wanted.split_once(" =").unwrap();
    let columns = list.columns();
    let shown = |view: &View<'_>, id: &str| {
        let column = columns.iter().find(|column| column.id == id).unwrap();
        let cell = column.cell(view);
        if id == "extra" || id.contains("date") || matches!(id, "start" | "end" | "minutes") {
            cell.exact()
        } else {
            cell.shown(day(ON))
        }
    };
    let mut found = Vec::new();
    for id in list.rows(scheme, day(ON)) {
        let view = View::new(scheme, day(ON), id, None);
        let is_it = which.split("; ").all(|part| {
            let (id, value) = part.split_once('=').unwrap();
            shown(&view, id) == value
        });
        if is_it {
            found.push(shown(&view, column));
        }
    }
    if found == [value.trim()] { Ok(()) } else { Err(format!("row {rest}: is {found:?}")) }
}

#[test]
fn every_awkward_sheet_comes_in_as_expected_and_a_second_time_changes_nothing() {
    let cases = cases();
    let mut all = Vec::new();
    for case in &cases {
        let wrong = wrong(case);
        if !wrong.is_empty() {
            all.push(format!("== {} : {}\n{}", case.file, case.about, wrong.join("\n")));
        }
    }
    assert!(all.is_empty(), "{} of {}\n{}", all.len(), cases.len(), all.join("\n"));
}
