//! What an import would do: the five sheets of the issue, then a set of awkward ones with the outcome expected of each.

use chrono::NaiveDate;
use matchbook::domain::codes::{Origin, Status, Subject};
use matchbook::domain::records::{
    ExtraField, Line, Meeting, Mentee, Mentor, Pair, Person, Request, Review,
};
use matchbook::domain::{Link, Scheme};
use matchbook::import::{Counts, Options, Outcome, Plan, plan};

const SHEETS: [&str; 5] = [
    "mentors-google-forms.csv",
    "mentees-microsoft-forms.xlsx",
    "pairs-own-list.csv",
    "meetings-log.tsv",
    "requests.csv",
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn import_on(scheme: &mut Scheme, name: &str, on: &str) -> Plan {
    let path = format!("{}/tests/data/sheets/{name}", env!("CARGO_MANIFEST_DIR"));
    let plan = plan(scheme, name, &std::fs::read(path).unwrap(), &Options::on(day(on))).unwrap();
    scheme.apply(&plan.change).unwrap();
    plan
}

fn import(scheme: &mut Scheme, name: &str) -> Plan {
    import_on(scheme, name, "2026-03-03")
}

fn five() -> Scheme {
    let mut scheme = Scheme::default();
    for name in SHEETS {
        import(&mut scheme, name);
    }
    scheme
}

fn person<'a>(scheme: &'a Scheme, name: &str) -> &'a Person {
    scheme.all::<Person>().find(|person| person.full_name.exact() == name).unwrap()
}

fn pair<'a>(scheme: &'a Scheme, mentor: &str, mentee: &str) -> &'a Pair {
    let (mentor, mentee) = (person(scheme, mentor).id, person(scheme, mentee).id);
    scheme.all::<Pair>().find(|pair| pair.mentor == mentor && pair.mentee == mentee).unwrap()
}

#[test]
fn the_five_sheets_give_the_people_pairs_meetings_and_requests_of_the_issue() {
    let scheme = five();
    let mentors = scheme.all::<Mentor>().len();
    let mentees = scheme.all::<Mentee>().len();
    let both =
        scheme.all::<Mentor>().filter(|mentor| scheme.get::<Mentee>(mentor.id).is_some()).count();
    assert_eq!((scheme.all::<Person>().len(), mentors, mentees, both), (55, 24, 34, 3));
    assert_eq!(scheme.all::<Pair>().len(), 16);
    assert_eq!(scheme.all::<Meeting>().len(), 37);
    assert_eq!(scheme.all::<Request>().len(), 11);
}

#[test]
fn the_only_refused_row_of_the_five_sheets_is_the_total_named_with_its_row() {
    let mut scheme = Scheme::default();
    let mut refused = Vec::new();
    for name in SHEETS {
        let plan = import(&mut scheme, name);
        refused.extend(
            plan.rows
                .into_iter()
                .filter(|row| row.outcome == Outcome::Refused)
                .map(|row| (name, row.row, row.why)),
        );
    }
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!((refused[0].0, refused[0].1), ("pairs-own-list.csv", 16));
    assert!(refused[0].2.contains("Total"), "{}", refused[0].2);
}

#[test]
fn the_mentor_who_submitted_twice_is_one_person_and_the_later_form_counts() {
    let mut scheme = Scheme::default();
    let plan = import(&mut scheme, SHEETS[0]);
    let counts = plan.counts();
    assert_eq!(counts, Counts { added: 24, skipped: 1, ..Counts::default() });
    let skipped = plan.rows.iter().find(|row| row.outcome == Outcome::Skipped).unwrap();
    assert_eq!(skipped.row, 6);
    assert!(skipped.why.contains("26"), "{}", skipped.why);
}

#[test]
fn a_second_import_of_each_sheet_changes_nothing() {
    let mut scheme = five();
    let before = scheme.clone();
    for name in SHEETS {
        let plan = import(&mut scheme, name);
        let counts = plan.counts();
        assert!(plan.change.is_empty(), "{name}: {:?}", plan.rows);
        assert_eq!((counts.added, counts.changed), (0, 0), "{name}");
    }
    assert_eq!(scheme, before);
}

#[test]
fn an_import_is_one_change_and_its_undo_gives_the_scheme_before() {
    let mut scheme = Scheme::default();
    for name in SHEETS {
        let before = scheme.clone();
        let plan = import(&mut scheme, name);
        let mut back = scheme.clone();
        back.apply(&plan.change.inverse(String::new())).unwrap();
        assert_eq!(back.tables(), before.tables(), "{name}");
    }
}

#[test]
fn a_pair_on_hold_is_on_hold_from_the_day_of_the_import() {
    let scheme = five();
    let pair = pair(&scheme, "Liam Shah", "Siobhán Price");
    let state = |on: &str| scheme.state_on(Subject::Pair, pair.id.0, day(on));
    assert_eq!(state("2026-03-02"), Some(Status::Active));
    assert_eq!(state("2026-03-03"), Some(Status::OnHold));
}

#[test]
fn a_closed_pair_is_closed_on_its_day_and_last_contact_is_an_extra_field_and_no_meeting() {
    let scheme = five();
    let pair = pair(&scheme, "Bo Murphy", "Fatima Murphy");
    let state = |on: &str| scheme.state_on(Subject::Pair, pair.id.0, day(on));
    assert_eq!(state("2026-02-19"), Some(Status::Active));
    assert_eq!(state("2026-02-20"), Some(Status::Closed));
    let extras: Vec<(&str, &str)> = scheme
        .linked::<ExtraField>(Link::ExtrasOfPair, pair.id)
        .map(|field| (field.heading.exact(), field.value.exact()))
        .collect();
    assert_eq!(extras, [("Last Contact", "02/02/2026")]);
}

#[test]
fn an_accepted_request_becomes_a_pair_with_its_reviews() {
    let scheme = five();
    let pair = pair(&scheme, "Uma Stone", "Mei al-Sayed");
    assert_eq!((pair.origin, pair.start), (Origin::Request, day("2026-02-07")));
    assert_eq!(pair.agreed_end, Some(day("2026-08-07")));
    let due: Vec<String> =
        scheme.linked::<Review>(Link::ReviewsOfPair, pair.id).map(|r| r.due.to_string()).collect();
    assert_eq!(due, ["2026-03-14", "2026-05-08", "2026-08-07"]);
}

#[test]
fn line_managers_who_are_nobody_in_the_scheme_stay_text() {
    let scheme = five();
    let manager = |name: &str| {
        let id = person(&scheme, name).id;
        scheme.linked::<Line>(Link::LinesOfPerson, id).next().cloned().unwrap()
    };
    let text = manager("Ivan López");
    assert_eq!((text.manager, text.manager_name.exact()), (None, "Dr J. Price"));
    assert_eq!(text.agreed, Some(true));
    let known = manager("Siobhán Price");
    assert_eq!(known.manager, Some(person(&scheme, "Nguyễn Rao").id));
    assert_eq!(known.agreed, Some(false));
    let dated = manager("Ana al-Sayed");
    assert_eq!((dated.agreed, dated.agreed_on), (Some(true), Some(day("2026-02-03"))));
}

#[test]
fn whoever_names_themselves_as_their_line_manager_is_taken_without_one() {
    let sheet = "Name,Email,Line manager\nAl Li,al@example.org,al li\n";
    let options = Options::on(day("2026-03-03"));
    let plan = plan(&Scheme::default(), "mentors.csv", sheet.as_bytes(), &options).unwrap();
    assert_eq!(plan.rows[0].outcome, Outcome::Added);
    assert!(plan.rows[0].why.contains("the name is left out"), "{}", plan.rows[0].why);
}

#[test]
fn values_of_a_form_are_taken_as_they_are_meant() {
    let scheme = five();
    let stone = person(&scheme, "Aoife Stone");
    assert_eq!(stone.email.exact(), "aoife.stone@example.ac.uk");
    assert_eq!((stone.consent, stone.joined), (Some(true), Some(day("2026-01-23"))));
    assert_eq!(scheme.get::<Mentor>(stone.id).unwrap().capacity, 2);
    let shah = person(&scheme, "Liam Shah");
    assert_eq!(shah.last_name.exact(), "Shah");
    assert_eq!(shah.notes.exact(), "=HYPERLINK(\"http://example.org\",\"my page\")");
    let trained = scheme.get::<Mentor>(person(&scheme, "Yusuf Ade").id).unwrap();
    assert_eq!((trained.trained, trained.training.exact()), (Some(true), "online module"));
}

#[test]
fn on_the_third_of_march_the_unanswered_requests_are_overdue_and_due() {
    use matchbook::domain::rules::{Outside, today_all};
    let scheme = five();
    let items = today_all(&scheme, day("2026-03-03"), &Outside::default());
    let of = |received: &str| {
        let request = scheme.all::<Request>().find(|r| r.received == day(received)).unwrap();
        let id = request.id.to_string();
        let item = items.iter().find(|item| item.subject_text() == id).unwrap();
        (item.rule, item.days)
    };
    assert_eq!(of("2026-02-20"), ("request-overdue", Some(11)));
    assert_eq!(of("2026-02-21"), ("request-due", Some(10)));
}
