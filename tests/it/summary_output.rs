//! The summary as it leaves the program: no name in it, the same bytes each time, and the form that programs read.

use std::io::{Cursor, Read};

use matchbook::domain::Scheme;
use matchbook::domain::codes::{MeetingStatus, TopicSide};
use matchbook::domain::figures::{Comparison, Period, Summary};
use matchbook::domain::ids::{ExtraFieldId, MeetingId};
use matchbook::domain::records::{ExtraField, Meeting, Person};
use matchbook::export::summary::{csv, html, json, markdown, workbook};
use matchbook::text::Text;

use super::small_scheme::{Small, day};

/// A word that no output may hold, in every text that belongs to a person.
const PLANTED: &str = "Zyxwv";

fn planted(number: usize, what: &str) -> Text {
    Text::new(format!("{PLANTED} {what} {number}"))
}

/// Six people with planted texts in all their fields, two pairs, a meeting and an open request.
fn scheme() -> Scheme {
    let mut small = Small::default();
    let mut people = Vec::new();
    for number in 0..6 {
        let name = format!("{PLANTED} Name {number}");
        let id = if number < 2 { small.mentor(&name, 3) } else { small.mentee(&name) };
        small.change::<Person>(id, |person| {
            for (place, what) in [
                (&mut person.email, "mail@example.org"),
                (&mut person.department, "department"),
                (&mut person.grade, "grade"),
                (&mut person.team, "team"),
                (&mut person.notes, "notes"),
                (&mut person.employer, "employer"),
            ] {
                *place = planted(number, what);
            }
        });
        small.topic(id, TopicSide::Wanted, &format!("{PLANTED} topic {number}"));
        people.push(id);
    }
    let pair = small.pair(people[0], people[2], "2026-01-10");
    small.pair(people[1], people[3], "2026-01-10");
    let request = small.request(people[4], "2026-02-10");
    small.offer(request, people[0], "2026-02-10");
    small.put(Meeting {
        id: MeetingId(1),
        pair,
        day: day("2026-02-20"),
        minutes: Some(60),
        format: None,
        status: MeetingStatus::Held,
        by: None,
        agenda_sent: None,
        actions_recorded: None,
    });
    small.put(ExtraField {
        id: ExtraFieldId(1),
        subject: matchbook::domain::codes::Subject::Person,
        subject_id: people[2].0,
        heading: planted(0, "heading"),
        value: planted(0, "value"),
    });
    small.scheme
}

fn summary(period: &str, today: &str) -> Summary {
    Summary::new(&scheme(), period.parse::<Period>().unwrap(), day(today))
}

/// The same with its groups by a field beside each other.
fn compared(period: &str, today: &str, field: &str) -> Summary {
    let (scheme, parsed) = (scheme(), period.parse::<Period>().unwrap());
    let by = Comparison::by_field(&scheme, parsed, day(today), field).unwrap();
    summary(period, today).beside(by)
}

/// All parts of a workbook as one text.
fn unpacked(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..zip.len() {
        zip.by_index(at).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

#[test]
fn no_name_and_no_text_of_a_person_is_in_any_form_of_the_summary() {
    for (period, today) in
        [("2026-02", "2026-02-28"), ("2026", "2026-03-03"), ("2025", "2026-03-03")]
    {
        for summary in [
            summary(period, today),
            compared(period, today, "department"),
            compared(period, today, "Employer"),
        ] {
            let page = html(&summary).unwrap();
            let book = unpacked(&workbook(&summary).unwrap());
            for output in [json(&summary), markdown(&summary), csv(&summary), page, book] {
                assert!(!output.to_lowercase().contains(&PLANTED.to_lowercase()), "{output}");
            }
        }
    }
}

#[test]
fn groups_stand_beside_each_other_in_every_form() {
    let mut small = Small::default();
    for number in 0..14 {
        let (mentor, mentee) = (small.mentor("Mentor", 1), small.mentee("Mentee"));
        let cohort = if number < 8 { "Autumn | 2025" } else { "=Spring" };
        for id in [mentor, mentee] {
            small.change::<Person>(id, |person| person.cohort = cohort.into());
        }
        small.pair(mentor, mentee, "2026-01-10");
    }
    let february: Period = "2026-02".parse().unwrap();
    let by = Comparison::by_field(&small.scheme, february, day("2026-02-28"), "cohort").unwrap();
    let summary = Summary::new(&small.scheme, february, day("2026-02-28")).beside(by);
    let page = markdown(&summary);
    let line =
        page.lines().find(|line| line.starts_with("| Active pairs  ") && line.contains("| 8 "));
    let cells: Vec<&str> = line.unwrap().split('|').map(str::trim).collect();
    assert_eq!(cells, ["", "Active pairs", "14", "8", "6", ""]);
    assert!(page.find("## Comparison by cohort").unwrap() < page.find("## Definitions").unwrap());
    assert!(
        html(&summary).unwrap().contains("<th scope=\"col\" class=\"number\">Autumn | 2025</th>")
    );
    let sheet = csv(&summary);
    assert!(
        sheet.contains(r#""active-pairs","Active pairs","Autumn | 2025","8","8","","count""#),
        "{sheet}"
    );
    assert!(!sheet.contains("\"=Spring"), "no cell that a spreadsheet would run");
    let value: serde_json::Value = serde_json::from_str(&json(&summary)).unwrap();
    let beside = &value["comparison"];
    assert_eq!(beside["columns"], serde_json::json!(["All", "Autumn | 2025", "=Spring"]));
    let figures = beside["figures"].as_array().unwrap();
    let active = figures.iter().find(|one| one["id"] == "active-pairs").unwrap();
    let values: Vec<_> =
        active["values"].as_array().unwrap().iter().map(|one| &one["value"]).collect();
    assert_eq!(values, [14, 8, 6]);
    assert!(unpacked(&workbook(&summary).unwrap()).contains("Comparison by cohort"));
}

#[test]
fn the_same_data_and_day_give_the_same_bytes() {
    let (first, second) = (summary("2026-02", "2026-02-28"), summary("2026-02", "2026-02-28"));
    assert_eq!(json(&first), json(&second));
    assert_eq!(markdown(&first), markdown(&second));
    assert_eq!(csv(&first), csv(&second));
    assert_eq!(html(&first).unwrap(), html(&second).unwrap());
    assert_eq!(workbook(&first).unwrap(), workbook(&second).unwrap());
}

#[test]
fn the_summary_as_json_has_the_form_that_programs_expect() {
    let value: serde_json::Value =
        serde_json::from_str(&json(&summary("2026-02", "2026-02-28"))).unwrap();
    assert_eq!(value["period"], serde_json::json!({"from": "2026-02-01", "to": "2026-02-28"}));
    assert_eq!(value["as_of"], "2026-02-28");
    let figure = |id: &str| {
        value["figures"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone()
    };
    let served = figure("pairs-served");
    assert_eq!(served["value"], 2);
    assert_eq!(served["section"], "participation");
    assert_eq!(served["denominator"], serde_json::Value::Null);
    let keys: Vec<_> = served.as_object().unwrap().keys().cloned().collect();
    let mut expected = [
        "id",
        "section",
        "value",
        "numerator",
        "denominator",
        "unit",
        "previous",
        "year_earlier",
        "definition",
    ]
    .map(str::to_owned);
    expected.sort();
    assert_eq!(keys, expected);
    let rate = figure("match-rate");
    assert_eq!((&rate["numerator"], &rate["denominator"]), (&4.into(), &6.into()));
    assert!((rate["value"].as_f64().unwrap() - 4.0 / 6.0).abs() < 1e-12);
    assert_eq!(figure("acceptance-rate")["value"], serde_json::Value::Null);
    let departments = value["breakdowns"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["id"] == "participants-by-department")
        .unwrap();
    assert_eq!(departments["rows"][0]["suppressed"], true);
    assert_eq!(departments["rows"][0]["value"], serde_json::Value::Null);
    assert!(value["text"][0].as_str().unwrap().contains("2 pairs were open"));
}

#[test]
fn the_summary_as_markdown_reads_from_headline_to_definitions() {
    let page = markdown(&summary("2026-02", "2026-02-28"));
    let headings: Vec<_> = page.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(
        headings,
        [
            "# Mentoring scheme: monitoring summary",
            "## Headline",
            "## Participation",
            "## Matching",
            "## Relationships",
            "## Outcomes",
            "## Closures and learning",
            "## Risks and asks",
            "## Effort and cost",
            "## Definitions and data gaps",
        ]
    );
    assert!(page.contains("4 of 6 (67 %)"), "{page}");
    assert!(
        page.contains("Participants by department: Too few to show")
            && page.contains("**Pairs served**: Pairs that began")
    );
    assert!(page.is_ascii() && page.ends_with('\n'));
}

#[test]
fn a_breakdown_shows_what_is_large_enough_and_escapes_what_people_entered() {
    let mut small = Small::default();
    for number in 0..13 {
        let id = small.mentee(&format!("Mentee {number}"));
        let department = if number < 7 { "R&D | *Labs*" } else { "Estates" };
        small.change::<Person>(id, |person| person.department = department.into());
    }
    let summary = Summary::new(&small.scheme, "2026-02".parse().unwrap(), day("2026-02-28"));
    let page = markdown(&summary);
    let row = |start: &str| page.lines().find(|line| line.starts_with(start)).unwrap();
    assert!(row("| R&amp;D \\| \\*Labs\\* ").trim_end_matches([' ', '|']).ends_with('7'));
    assert!(row("| Estates ").trim_end_matches([' ', '|']).ends_with('6'));
    assert!(!page.contains("| Participants by grade"), "{page}");
}
