//! Awkward sheets, each with the outcome expected of it beside it; each comes in twice, and the second time changes nothing.

#![allow(clippy::too_many_lines, reason = "tables of sheets")]

use matchbook::domain::codes::{Frequency, MeetingStatus};
use matchbook::domain::records::{Agreement, Meeting, Mentee, Mentor, Pair, Person};
use matchbook::domain::{Link, Scheme};
use matchbook::import::mapping::Wishes;
use matchbook::import::{ImportError, Options, Plan, SheetError, SheetKind, plan};
use matchbook::text::days::Order;

/// A sheet and what is expected of it.
struct Awkward {
    about: &'static str,
    name: &'static str,
    bytes: Vec<u8>,
    /// Added, changed, unchanged, skipped, refused.
    counts: [usize; 5],
    /// The rows that are refused, with a part of the reason of each.
    refused: &'static [(usize, &'static str)],
    /// What else is true of the scheme after it.
    check: fn(&Scheme, &Plan),
}

/// A scheme with a few people and one pair, on which lists of pairs, meetings and requests stand.
fn start() -> Scheme {
    let mut scheme = Scheme::default();
    for (name, text) in [
        ("mentors.csv", "Name,Email,Capacity\nMaria Diaz,maria@x.org,2\nTom Li,tom@x.org,1\n"),
        ("mentees.csv", "Name,Email\nAna Costa,ana@x.org\nBo Ng,bo@x.org\nCy Ode,cy@x.org\n"),
        ("pairs.csv", "Mentor,Mentee,Start\nMaria Diaz,Ana Costa,2026-01-10\n"),
    ] {
        let plan = plan(&scheme, name, text.as_bytes(), &on()).unwrap();
        scheme.apply(&plan.change).unwrap();
    }
    scheme
}

fn on() -> Options {
    Options::on("2026-03-03".parse().unwrap())
}

fn person<'a>(scheme: &'a Scheme, email: &str) -> &'a Person {
    scheme.all::<Person>().find(|person| person.email.exact() == email).unwrap()
}

fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    std::iter::once('\u{feff}')
        .chain(text.chars())
        .flat_map(|c| {
            let mut units = [0; 2];
            c.encode_utf16(&mut units)
                .iter()
                .flat_map(|unit| unit.to_be_bytes())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn people(about: &'static str, bytes: impl Into<Vec<u8>>, counts: [usize; 5]) -> Awkward {
    let check = |_: &Scheme, _: &Plan| ();
    Awkward { about, name: "mentees.csv", bytes: bytes.into(), counts, refused: &[], check }
}

fn named(name: &'static str, about: &'static str, text: &str, counts: [usize; 5]) -> Awkward {
    Awkward { name, ..people(about, text, counts) }
}

impl Awkward {
    fn refusing(self, refused: &'static [(usize, &'static str)]) -> Self {
        Self { refused, ..self }
    }

    fn with(self, check: fn(&Scheme, &Plan)) -> Self {
        Self { check, ..self }
    }
}

fn people_sheets() -> Vec<Awkward> {
    vec![
        people("windows-1252 with semicolons", latin("Name;E-Mail\nJörg Müller;j@x.org\n"), [1, 0, 0, 0, 0])
            .with(|scheme, _| assert_eq!(person(scheme, "j@x.org").full_name.exact(), "Jörg Müller")),
        people("UTF-16 with tabs", wide("Name\tEmail\nZoë Ng\tz@x.org\n"), [1, 0, 0, 0, 0])
            .with(|scheme, _| assert_eq!(person(scheme, "z@x.org").full_name.exact(), "Zoë Ng")),
        people("a mark at the start, and CR alone", "\u{feff}Name,Email\rAl Li,al@x.org\r\rDi Fu,di@x.org\r", [2, 0, 0, 0, 0])
            .with(|_, plan| assert_eq!(plan.sheet.rows[1].number, 4)),
        people("sep= with an unusual separator", "sep=|\nName|Email\nAl Li|al@x.org\n", [1, 0, 0, 0, 0]),
        people("titles and blank rows above the headings",
            "Mentees 2026,,\nas of March,,\n,,\nName,Email,Dept\nAl Li,al@x.org,Estates\n", [1, 0, 0, 0, 0])
            .with(|scheme, _| assert_eq!(person(scheme, "al@x.org").department.exact(), "Estates")),
        people("German headings", "Vorname;Nachname;E-Mail-Adresse;Abteilung\nEva;Öz;eva@x.org;Einkauf\n", [1, 0, 0, 0, 0])
            .with(|scheme, _| {
                let eva = person(scheme, "eva@x.org");
                assert_eq!((eva.full_name.exact(), eva.department.exact()), ("Eva Öz", "Einkauf"));
            }),
        named("list.csv", "both sides in one sheet",
            "Name,Email,Role\nAl Li,al@x.org,Mentor\nDi Fu,di@x.org,mentee\nEd Wu,ed@x.org,Both\nFi Xu,fi@x.org,friend\n",
            [3, 0, 0, 0, 1])
            .refusing(&[(5, "neither mentor nor mentee")])
            .with(|scheme, _| {
                let sides = |email: &str| {
                    let id = person(scheme, email).id;
                    (scheme.get::<Mentor>(id).is_some(), scheme.get::<Mentee>(id).is_some())
                };
                assert_eq!(sides("al@x.org"), (true, false));
                assert_eq!(sides("di@x.org"), (false, true));
                assert_eq!(sides("ed@x.org"), (true, true));
            }),
        named("list.csv", "a yes or no for each person",
            "Name,Email,Do you want to sign up as a mentor?\nAl Li,al@x.org,Yes\nDi Fu,di@x.org,No thanks\n", [2, 0, 0, 0, 0])
            .with(|scheme, _| {
                assert!(scheme.get::<Mentor>(person(scheme, "al@x.org").id).is_some());
                assert!(scheme.get::<Mentee>(person(scheme, "di@x.org").id).is_some());
            }),
        people("one address under two names",
            "Name,Email\nAl Li,office@x.org\nDi Fu,office@x.org\nAl M. Li,office@x.org\n", [1, 0, 0, 1, 1])
            .refusing(&[(3, "for Al Li")]),
        people("an address of the scheme under another name", "Name,Email\nEd Wu,ANA@x.org\n", [0, 0, 0, 0, 1])
            .refusing(&[(2, "Ana Costa")]),
        people("two of one name with two addresses", "Name,Email\nAl Li,al@x.org\nAl Li,al.li@x.org\n", [2, 0, 0, 0, 0]),
        people("a name that two have, without an address",
            "Name,Email\nAl Li,al@x.org\nAl Li,al.li@x.org\nAl Li,\n", [2, 0, 0, 0, 1])
            .refusing(&[(4, "are called the same")]),
        people("somebody who is there, by name alone", "Name,Department\nAna Costa,Library\n", [0, 0, 0, 0, 1])
            .refusing(&[(2, "a name alone is no proof")]),
        people("errors of a spreadsheet", "Name,Email,Department\nAl Li,al@x.org,#REF!\nDi Fu,di@x.org,#####\n", [0, 0, 0, 0, 2])
            .refusing(&[(2, "#REF!"), (3, "widen the column")]),
        people("long, short and blank rows, and a total",
            "Name,Email,Dept\nAl Li,al@x.org,A,more\nDi Fu\n,,\nTotal,,2\n", [1, 0, 0, 0, 2])
            .refusing(&[(2, "4 values for 3 headings"), (5, "totals")]),
        people("the same heading twice", "Name,Email,Notes,Email,Notes\nAl Li,,a,al@x.org,b\n", [1, 0, 0, 0, 0])
            .with(|scheme, _| {
                let al = person(scheme, "al@x.org");
                let extra = scheme.linked::<matchbook::domain::records::ExtraField>(Link::ExtrasOfPerson, al.id);
                let extra: Vec<_> = extra.map(|field| (field.heading.exact(), field.value.exact())).collect();
                assert_eq!((al.notes.exact(), extra), ("a", vec![("Notes (2)", "b")]));
            }),
        people("the guard of a formula", "Name,Email,Notes\nAl Li,al@x.org,'=1+1\n", [1, 0, 0, 0, 0])
            .with(|scheme, _| assert_eq!(person(scheme, "al@x.org").notes.exact(), "=1+1")),
        people("two submissions, the later one first",
            "Timestamp,Name,Email,Dept\n2026-02-02 10:00,Al Li,al@x.org,New\n2026-02-01 10:00,Al Li,AL@x.org ,Old\n",
            [1, 0, 0, 1, 0])
            .with(|scheme, _| assert_eq!(person(scheme, "al@x.org").department.exact(), "New")),
        people("lists with semicolons and commas inside",
            "Name,Email,Topics you want to work on\nAl Li,al@x.org,\"CV, letters; teaching;;CV, letters\"\n", [1, 0, 0, 0, 0])
            .with(|scheme, _| {
                let al = person(scheme, "al@x.org").id;
                let topics = scheme.topics(al, matchbook::domain::codes::TopicSide::Wanted);
                let topics: Vec<&str> = topics.map(matchbook::text::Text::exact).collect();
                assert_eq!(topics, ["CV, letters", "teaching"]);
            }),
        people("a line manager further down",
            "Name,Email,Line manager\nAl Li,al@x.org,\"Fu, Di\"\nDi Fu,di@x.org,n/a\n", [2, 0, 0, 0, 0])
            .with(|scheme, _| {
                let on = "2026-03-03".parse().unwrap();
                let line = scheme.line(person(scheme, "al@x.org").id, on).unwrap();
                assert_eq!(line.manager, Some(person(scheme, "di@x.org").id));
            }),
        people("values that can't be read are kept",
            "Name,Email,Year of graduation,Consent\nAl Li,al@x.org,2012,yes\nDi Fu,di@x.org,a while ago,perhaps\n", [2, 0, 0, 0, 0])
            .with(|_, plan| {
                assert!(plan.rows[1].why.contains("'Consent': neither yes nor no; kept"), "{}", plan.rows[1].why);
            }),
    ]
}

fn other_sheets() -> Vec<Awkward> {
    vec![
        named("pairs.csv", "names in parts, days as Americans write them",
            "Mentor First Name,Mentor Last Name,Mentee Email,Match Date,Ends\nTom,Li,BO@x.org,1/15/2026,7/4/2026\n",
            [1, 0, 0, 0, 0])
            .with(|scheme, _| {
                let pair = scheme.all::<Pair>().last().unwrap();
                assert_eq!((pair.start.to_string(), pair.agreed_end.unwrap().to_string()),
                    ("2026-01-15".into(), "2026-07-04".into()));
            }),
        named("pairs.csv", "days in no proved order, read as the scheme writes them and said",
            "Mentor,Mentee,Start\nTom Li,Bo Ng,03/02/2026\n", [1, 0, 0, 0, 0])
            .with(|scheme, plan| {
                assert_eq!(scheme.all::<Pair>().last().unwrap().start.to_string(), "2026-02-03");
                assert!(plan.mapping.notes[0].contains("3 February 2026"), "{:?}", plan.mapping.notes);
            }),
        named("pairs.csv", "days that no calendar has",
            "Mentor,Mentee,Start,Ends\nTom Li,Bo Ng,29/02/2027,2027-08-01\nMaria Diaz,Cy Ode,2026-02-01,31/06/2026\n",
            [1, 0, 0, 0, 1])
            .refusing(&[(2, "29/02/2027")])
            .with(|_, plan| assert!(plan.rows[1].why.contains("kept as it stands"), "{}", plan.rows[1].why)),
        named("pairs.csv", "the same pair twice, unknown people, one person on both sides",
            "Mentor,Mentee,Start,How often\nTom Li,Bo Ng,2026-02-01,weekly\nTom Li,Bo Ng,2026-02-01,every 6 weeks\n\
             Ghost Ng,Bo Ng,2026-02-01,\nTom Li,Tom Li,2026-02-01,\nSum,2,,\n",
            [1, 0, 0, 1, 3])
            .refusing(&[(4, "nobody in the scheme is called Ghost Ng"), (5, "their own mentor"), (6, "totals")])
            .with(|scheme, _| {
                let agreement = scheme.all::<Agreement>().last().unwrap();
                assert_eq!(agreement.frequency, Some(Frequency::SixWeekly));
            }),
        named("pairs.csv", "more than a mentor's places, and a second mentor",
            "Mentor,Mentee,Start\nTom Li,Bo Ng,2026-02-01\nTom Li,Cy Ode,2026-02-01\nMaria Diaz,Bo Ng,2026-02-01\n",
            [3, 0, 0, 0, 0])
            .with(|scheme, _| {
                let rules = |pair: &Pair| pair.overrides.iter().map(|(rule, why)| (rule.to_owned(), why.exact().to_owned())).collect::<Vec<_>>();
                let pairs: Vec<&Pair> = scheme.all::<Pair>().collect();
                assert!(rules(pairs[2]).contains(&("full".into(), "as in the sheet".into())));
                assert!(rules(pairs[3]).contains(&("second-mentor".into(), "as in the sheet".into())));
            }),
        named("pairs.csv", "a second open pair of the same two",
            "Mentor,Mentee,Start\nTom Li,Bo Ng,2026-01-05\nTom Li,Bo Ng,2026-02-01\n", [1, 0, 0, 0, 1])
            .refusing(&[(3, "open pair already")]),
        named("pairs.csv", "closed without a day or a reason, and closed before it began",
            "Mentor,Mentee,Start,Ends,Status,Closed on\nTom Li,Bo Ng,2025-06-01,2025-12-01,closed,\n\
             Tom Li,Cy Ode,2026-02-01,,closed,2026-01-01\n",
            [1, 0, 0, 0, 1])
            .refusing(&[(3, "too early")])
            .with(|_, plan| assert!(plan.rows[0].why.contains("2025-12-01 is taken"), "{}", plan.rows[0].why)),
        named("log.csv", "meetings of no pair, before its start, in the future, and in many words",
            "Date,Mentor,Mentee,Did it happen?,How long?\n2026-01-05,Maria Diaz,Ana Costa,Yes,60\n\
             2026-02-01,Tom Li,Ana Costa,Yes,60\n2026-02-05,\"Diaz, Maria\",ana@x.org,Yes,1h30\n\
             2026-04-01,Maria Diaz,Ana Costa,Yes,60\n2026-04-02,Maria Diaz,Ana Costa,,half an hour\n\
             2026-02-06,Maria Diaz,Ana Costa,lovely,\n2026-02-05,Maria Diaz,Ana Costa,yes,1h30\n",
            [2, 0, 0, 1, 4])
            .refusing(&[(2, "before the start"), (3, "no pair"), (5, "in the future"), (7, "does not say")])
            .with(|scheme, _| {
                let all: Vec<_> = scheme.all::<Meeting>().map(|m| (m.status, m.minutes)).collect();
                assert_eq!(all, [(MeetingStatus::Planned, Some(30)), (MeetingStatus::Held, Some(90))]);
            }),
        named("sessions.csv", "days as serial numbers, and what was said left out",
            "Session date,Mentor,Mentee,Notes\n46058,Maria Diaz,Ana Costa,she told me\n", [1, 0, 0, 0, 0])
            .with(|scheme, plan| {
                assert_eq!(scheme.all::<Meeting>().next().unwrap().day.to_string(), "2026-02-05");
                assert!(!format!("{:?}", plan.change).contains("told"));
            }),
        named("requests.csv", "requests with nobody asked, with an unknown mentor, and answered in many ways",
            "Request date,Mentee,Mentor,Topic,Reply,Reply date,Why declined\n\
             2026-02-01,Bo Ng,,teaching,,,\n2026-02-02,Bo Ng,Who Ever,x,,,\n\
             2026-02-03,Bo Ng,Tom Li,x,needs more time,2026-02-05,\n2026-02-04,Cy Ode,Tom Li,x,Sorry no,2026-02-06,too busy\n\
             2026-03-04,Cy Ode,Tom Li,x,,,\n2026-02-05,Cy Ode,Maria Diaz,x,happy to,2026-02-04,\n2026-02-07,Cy Ode,Maria Diaz,x,perhaps,,\n",
            [3, 0, 0, 0, 4])
            .refusing(&[(3, "Who Ever"), (6, "in the future"), (7, "too early"), (8, "no reply")]),
        named("requests.csv", "a yes whose pair is there already",
            "Request date,Mentee,Mentor,Reply,Reply date\n2026-01-02,Ana Costa,Maria Diaz,yes,2026-01-08\n", [1, 0, 0, 0, 0])
            .with(|scheme, _| {
                assert_eq!(scheme.all::<Pair>().len(), 1);
                assert!(scheme.all::<Pair>().next().unwrap().request.is_some());
            }),
    ]
}

#[test]
fn awkward_sheets_come_in_as_expected_and_a_second_time_change_nothing() {
    for sheet in people_sheets().into_iter().chain(other_sheets()) {
        let about = sheet.about;
        let mut scheme = start();
        let first = plan(&scheme, sheet.name, &sheet.bytes, &on())
            .unwrap_or_else(|why| panic!("{about}: {why}"));
        let counts = first.counts();
        let counts =
            [counts.added, counts.changed, counts.unchanged, counts.skipped, counts.refused];
        assert_eq!(counts, sheet.counts, "{about}: {:#?}", first.rows);
        let refused: Vec<_> =
            first.rows.iter().filter(|row| row.outcome.word() == "refused").collect();
        assert_eq!(refused.len(), sheet.refused.len(), "{about}");
        for (row, (number, why)) in refused.iter().zip(sheet.refused) {
            assert_eq!(row.row, *number, "{about}");
            assert!(row.why.contains(why), "{about}: {}", row.why);
        }
        scheme.apply(&first.change).unwrap();
        (sheet.check)(&scheme, &first);
        let again = plan(&scheme, sheet.name, &sheet.bytes, &on()).unwrap();
        assert!(again.change.is_empty(), "{about}: {:#?}", again.rows);
        let counts = again.counts();
        assert_eq!((counts.added, counts.changed), (0, 0), "{about}");
    }
}

#[test]
fn an_order_of_days_that_is_given_counts_for_every_column() {
    let text = "Mentor,Mentee,Start\nTom Li,Bo Ng,03/02/2026\n";
    let wishes = Wishes { date_order: Some(Order::Mdy), ..Wishes::default() };
    let mut scheme = start();
    let plan = plan(&scheme, "pairs.csv", text.as_bytes(), &Options { wishes, ..on() }).unwrap();
    scheme.apply(&plan.change).unwrap();
    assert_eq!(scheme.all::<Pair>().last().unwrap().start.to_string(), "2026-03-02");
    assert!(plan.mapping.notes.is_empty());
}

#[test]
fn a_closed_pair_is_not_opened_again_by_an_old_sheet() {
    let mut scheme = start();
    let closed =
        "Mentor,Mentee,Start,Status,Closed on\nMaria Diaz,Ana Costa,2026-01-10,Closed,2026-02-20\n";
    let first = plan(&scheme, "pairs.csv", closed.as_bytes(), &on()).unwrap();
    assert_eq!(first.counts().changed, 1, "{:?}", first.rows);
    scheme.apply(&first.change).unwrap();
    let old = "Mentor,Mentee,Start,Status\nMaria Diaz,Ana Costa,2026-01-10,Active\n";
    let again = plan(&scheme, "pairs.csv", old.as_bytes(), &on()).unwrap();
    assert_eq!((again.counts().skipped, again.change.is_empty()), (1, true));
}

#[test]
fn a_sheet_that_can_not_be_understood_asks_for_what_it_needs() {
    let refused = |text: &str, wishes: Wishes| {
        plan(&start(), "x.csv", text.as_bytes(), &Options { wishes, ..on() })
            .unwrap_err()
            .to_string()
    };
    let none = Wishes::default;
    assert!(refused("Name,Email\nAl Li,al@x.org\n", none()).contains("--role"));
    assert!(refused("Colour,Size\nred,2\n", none()).contains("--as"));
    let pairs = Wishes { kind: Some(SheetKind::Pairs), ..none() };
    assert!(refused("Colour,Size\nred,2\n", pairs).contains("--map"));
    let error = plan(&start(), "x.csv", b"Name,Email\nA,\"b\n", &on()).unwrap_err();
    assert!(matches!(error, ImportError::Sheet(SheetError::OpenQuote { row: 2, .. })));
}

#[test]
fn a_workbook_with_errors_hidden_sheets_and_typed_days_is_read_as_it_is_shown() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    let hidden = book.add_worksheet().set_name("old").unwrap();
    hidden.write(0, 0, "Name").unwrap();
    hidden.write(1, 0, "Ghost").unwrap();
    hidden.set_hidden(true);
    let pairs = book.add_worksheet().set_name("Pairs").unwrap();
    pairs.set_active(true);
    for (column, heading) in ["Mentor", "Mentee", "Start", "Agreement signed?"].iter().enumerate() {
        pairs.write(2, u16::try_from(column).unwrap(), *heading).unwrap();
    }
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 2, 1).unwrap();
    pairs.write(3, 0, "Tom Li").unwrap();
    pairs.write(3, 1, "Bo Ng").unwrap();
    pairs.write_datetime_with_format(3, 2, &day, &date).unwrap();
    pairs.write(3, 3, true).unwrap();
    pairs.write(5, 0, "Maria Diaz").unwrap();
    pairs.write_formula(5, 1, rust_xlsxwriter::Formula::new("=#REF!").set_result("#REF!")).unwrap();
    book.add_worksheet().set_name("Notes").unwrap().write(0, 0, "x").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let mut scheme = start();
    let plan = plan(&scheme, "book.xlsx", &bytes, &on()).unwrap();
    let rows: Vec<_> = plan.rows.iter().map(|row| (row.row, row.outcome.word())).collect();
    assert_eq!(rows, [(4, "added"), (6, "refused")], "{:?}", plan.rows);
    assert_eq!(plan.sheet.worksheet.as_deref(), Some("Pairs"));
    let notes = plan.sheet.notes.join("; ");
    assert!(notes.contains("hidden sheets") && notes.contains("not: Notes"), "{notes}");
    scheme.apply(&plan.change).unwrap();
    let pair = scheme.all::<Pair>().last().unwrap();
    assert_eq!(pair.start.to_string(), "2026-02-01");
    assert_eq!(scheme.get::<Agreement>(pair.id).unwrap().signed, Some(true));
}
