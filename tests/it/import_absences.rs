//! Times away that mentors tell in passing: the sure ones hide them and are said, the rest stays a note.

use matchbook::domain::Link;
use matchbook::domain::Scheme;
use matchbook::domain::records::{Absence, Person};
use matchbook::domain::verbs::show_again;
use matchbook::import::{Options, Plan, plan};

use crate::small_scheme::day;

const SHEET: &str = "Timestamp,Name,Email,Anything else?,Free text\n\
    2026-01-14 10:00:00,Al Li,al@example.org,On research leave until 1 May 2026,\n\
    2026-01-15 10:00:00,Bo Ng,bo@example.org,,back in January 2027\n\
    2026-01-16 10:00:00,Cy Oz,cy@example.org,perhaps on leave until 1 May 2026,\n\
    2026-01-17 10:00:00,Di Py,di@example.org,On leave until 1 February 2026,\n\
    2026-01-18 10:00:00,Ed Qi,ed@example.org,On leave from 1 April 2026 to 1 June 2026,\n";

fn import_on(scheme: &mut Scheme, name: &str, sheet: &str, on: &str) -> Plan {
    let plan = plan(scheme, name, sheet.as_bytes(), &Options::on(day(on))).unwrap();
    scheme.apply(&plan.change).unwrap();
    plan
}

/// First and last hidden day of a person, and the reason.
fn hidden(scheme: &Scheme, name: &str) -> Vec<(String, String, String)> {
    let person = scheme.all::<Person>().find(|person| person.full_name.exact() == name).unwrap();
    let absences = scheme.linked::<Absence>(Link::AbsencesOfPerson, person.id);
    let told = |absence: &Absence| {
        let until = absence.until.map(|until| until.to_string()).unwrap_or_default();
        (absence.since.to_string(), until, absence.reason.exact().to_owned())
    };
    absences.map(told).collect()
}

fn as_in_sheet(since: &str, until: &str) -> Vec<(String, String, String)> {
    vec![(since.into(), until.into(), "as in the sheet".into())]
}

#[test]
fn a_sure_time_away_hides_the_mentor_and_the_row_says_so() {
    let mut scheme = Scheme::default();
    let plan = import_on(&mut scheme, "mentors.csv", SHEET, "2026-03-03");
    assert_eq!(hidden(&scheme, "Al Li"), as_in_sheet("2026-03-03", "2026-05-01"));
    assert_eq!(hidden(&scheme, "Bo Ng"), as_in_sheet("2026-03-03", "2026-12-31"));
    assert_eq!(hidden(&scheme, "Ed Qi"), as_in_sheet("2026-04-01", "2026-06-01"));
    for name in ["Cy Oz", "Di Py"] {
        assert_eq!(hidden(&scheme, name), []);
    }
    let why: Vec<&str> = plan.rows.iter().map(|row| row.why.as_str()).collect();
    assert_eq!(
        why,
        [
            "hidden until Fri 1 May 2026, as in the sheet: 'On research leave until 1 May 2026'",
            "hidden until Thu 31 Dec 2026, as in the sheet: 'back in January 2027'",
            "",
            "",
            "hidden from Wed 1 Apr 2026 until Mon 1 Jun 2026, as in the sheet: 'On leave from 1 \
             April 2026 to 1 June 2026'",
        ]
    );
    let al = scheme.all::<Person>().find(|person| person.full_name.exact() == "Al Li").unwrap();
    assert_eq!(al.notes.exact(), "On research leave until 1 May 2026");
}

#[test]
fn what_was_taken_once_is_not_taken_again_although_the_mentor_came_back_earlier() {
    let mut scheme = Scheme::default();
    import_on(&mut scheme, "mentors.csv", SHEET, "2026-03-03");
    let id = scheme.all::<Person>().find(|p| p.full_name.exact() == "Al Li").unwrap().id;
    let back = show_again(&scheme, day("2026-03-10"), id).unwrap();
    scheme.apply(&back).unwrap();
    let again = import_on(&mut scheme, "mentors.csv", SHEET, "2026-03-17");
    assert!(again.change.is_empty(), "{:?}", again.rows);
}

#[test]
fn only_mentors_are_hidden_and_a_time_away_that_is_known_stays() {
    let mut scheme = Scheme::default();
    import_on(&mut scheme, "mentees.csv", SHEET, "2026-03-03");
    assert_eq!(hidden(&scheme, "Al Li"), []);
    let mut scheme = Scheme::default();
    import_on(&mut scheme, "mentors.csv", SHEET, "2026-03-03");
    let later = SHEET.replace("until 1 May 2026", "until 1 July 2026");
    let plan = import_on(&mut scheme, "mentors.csv", &later, "2026-03-04");
    assert_eq!(hidden(&scheme, "Al Li"), as_in_sheet("2026-03-03", "2026-05-01"));
    assert!(plan.rows[0].why.contains("known already and stays"), "{}", plan.rows[0].why);
}
