//! People by keys and by command: every clause of P1 to P5.

use matchbook::domain::codes::{Code, PreferenceKind, Status, Subject, TopicSide};
use matchbook::domain::ids::PersonId;
use matchbook::domain::records::{
    Absence, Commitment, ExtraField, Line, Mentee, Mentor, Pair, Person, Phase, Preference, mentee,
    mentor, person,
};
use matchbook::domain::{Field, Profile, Scheme};

use crate::cli_support::Desk as Cli;
use crate::harness::Desk;
use crate::reach::{
    TODAY, chosen, desk, fill, go_to, kept, option, run, save, typed, value, words,
};
use crate::small_scheme::{Small, day};

/// What P1 names, field by field.
const P1: &[&str] = &[
    "full_name",
    "preferred_name",
    "email",
    "phone",
    "preferred_channel",
    "organisation",
    "department",
    "team",
    "job_title",
    "grade",
    "employer",
    "industry",
    "job_function",
    "location",
    "time_zone",
    "year",
    "degree",
    "cohort",
    "languages",
    "biography",
    "source",
    "joined",
    "role_accepted",
    "equality_accepted",
    "consent",
    "consent_version",
    "consent_on",
    "keep_until",
];
/// What P2 names of a mentor; hidden from and until stand in the state of the person.
const P2: &[&str] = &[
    "topics_offered",
    "kinds",
    "cannot_help",
    "capacity",
    "mentor_first_time",
    "experience",
    "formats",
    "availability",
    "trained",
    "trained_on",
    "training",
    "mentor_induction_on",
    "conduct_on",
    "evaluated_on",
    "evaluation_score",
    "guide",
];
/// What P3 names of a mentee.
const P3: &[&str] = &[
    "topics_wanted",
    "goals",
    "first_time",
    "student",
    "plan",
    "induction_on",
    "prefers",
    "avoids",
];
/// What P4 names of a line manager.
const P4: &[&str] = &["line_manager", "manager_briefed", "manager_agreed", "manager_agreed_on"];

/// Tom (P1) mentors Ana (P2); Una (P3) is a mentor with nothing known.
fn small() -> Small {
    let mut small = Small::default();
    let tom = small.mentor("Tom Reed", 2);
    let ana = small.mentee("Ana Costa");
    small.pair(tom, ana, "2026-01-05");
    let una = small.mentor("Una Bell", 1);
    small.change::<Mentor>(una, |una| una.trained = None);
    small
}

fn fields(ids: &[&str]) -> Vec<&'static Field<Profile>> {
    let field = |id: &&str| Profile::field(id).unwrap_or_else(|| panic!("no field {id}"));
    ids.iter().map(field).collect()
}

/// Types every field of a person's open form, and checks that each was kept.
#[track_caller]
fn type_all(desk: &mut Desk, name: &str, fields: &[&'static Field<Profile>]) {
    let scripts: Vec<_> = fields.iter().map(|f| (f.label, script(f))).collect();
    let scripts: Vec<_> = scripts.iter().map(|(label, keys)| (*label, keys.as_str())).collect();
    save(desk, &scripts);
    are_kept(desk.scheme(), name, fields);
}

fn script(field: &Field<Profile>) -> String {
    match field.id {
        // the one who is picked or written
        "line_manager" => "\"Mona Vale\"".to_owned(),
        id => typed(id, field.kind),
    }
}

#[track_caller]
fn are_kept(scheme: &Scheme, name: &str, fields: &[&'static Field<Profile>]) {
    let id = scheme.all::<Person>().find(|person| person.full_name.exact() == name).unwrap().id;
    let profile = Profile::of(scheme, id, day(TODAY)).unwrap();
    for field in fields {
        let expected =
            if field.id == "full_name" { name.into() } else { value(field.id, field.kind) };
        assert_eq!((field.get)(&profile), expected, "{}", field.id);
    }
}

#[track_caller]
fn edit_all(cli: &Cli, who: &str, fields: &[&'static Field<Profile>]) {
    let mut all = words(&["person", "edit", who]);
    for field in fields.iter().filter(|field| field.id != "full_name") {
        all.extend([option(field.id), value(field.id, field.kind)]);
    }
    run(cli, &all);
}

#[test]
fn every_field_of_the_tables_is_named_by_the_requirements_or_known_beside_them() {
    let beside = ["first_name", "last_name", "pronouns", "notes", "keep_reason"];
    let of_person = person::FIELDS.iter().map(|field| field.id);
    for id in of_person.filter(|id| !beside.contains(id)) {
        assert!(P1.contains(&id), "{id}");
    }
    for field in mentor::FIELDS {
        assert!(P2.contains(&field.id), "{}", field.id);
    }
    let beside = ["mentee_formats", "mentee_availability"];
    for field in mentee::FIELDS.iter().filter(|field| !beside.contains(&field.id)) {
        assert!(P3.contains(&field.id), "{}", field.id);
    }
}

#[test]
fn p1_by_keys_every_field_is_typed_into_the_form_of_a_new_person() {
    let mut desk = desk(small());
    desk.keys("4 n \"Iris Vale\"");
    let rest: Vec<_> = fields(P1).into_iter().filter(|field| field.id != "full_name").collect();
    type_all(&mut desk, "Iris Vale", &rest);
}

#[test]
fn p1_by_command_every_field_is_an_option() {
    let cli = Cli::with(&small());
    cli.done(&["person", "add", "Iris Vale"]);
    edit_all(&cli, "P4", &fields(P1));
    are_kept(&kept(&cli), "Iris Vale", &fields(P1));
}

/// Statuses of P1, in their words.
const STATUSES: &[&str] = &["applied", "approved", "active", "paused", "withdrawn", "left"];

fn status_since(scheme: &Scheme, person: i64) -> (Status, String) {
    let phases = scheme
        .all::<Phase>()
        .filter(|phase| phase.subject == Subject::Person && phase.subject_id == person);
    let last = phases.max_by_key(|phase| (phase.since, phase.id)).unwrap();
    (last.status, last.since.to_string())
}

#[test]
fn p1_by_keys_every_status_has_its_day_and_who_leaves_its_last_one() {
    assert_eq!(STATUSES.len(), Status::OF_PERSON.len());
    let mut desk = desk(small());
    for status in STATUSES.iter().filter(|status| **status != "active") {
        desk.keys("4 / <Ctrl-U> \"una\" <Enter> o");
        let keys = chosen(status);
        save(
            &mut desk,
            &[("From now on", &keys), ("Since", "\"2026-03-02\""), ("Why", "\"asked\"")],
        );
        let now = status_since(desk.scheme(), 3);
        assert_eq!(now, (Status::from_code(status).unwrap(), "2026-03-02".to_owned()));
        desk.keys("u <Esc>");
    }
    desk.keys("4 / <Ctrl-U> \"una\" <Enter> e");
    save(&mut desk, &[("Status", "\"paused\"")]);
    desk.keys("e");
    save(&mut desk, &[("Status", "\"active\"")]);
    assert_eq!(status_since(desk.scheme(), 3), (Status::Active, TODAY.to_owned()));
}

#[test]
fn p1_by_command_every_status_has_its_day_and_who_leaves_its_last_one() {
    let cli = Cli::with(&small());
    for status in STATUSES.iter().filter(|status| **status != "active") {
        cli.done(&["person", "status", "una", status, "--since", "2026-03-02", "--why", "asked"]);
        let now = status_since(&kept(&cli), 3);
        assert_eq!(now, (Status::from_code(status).unwrap(), "2026-03-02".to_owned()));
        cli.done(&["undo"]);
    }
    cli.done(&["person", "leave", "una", "--day", "2026-03-02", "--why", "moved"]);
    assert_eq!(status_since(&kept(&cli), 3), (Status::Left, "2026-03-02".to_owned()));
}

/// Whether somebody is mentor, and whether mentee.
fn roles(scheme: &Scheme, person: i64) -> (bool, bool) {
    let id = PersonId(person);
    (scheme.get::<Mentor>(id).is_some(), scheme.get::<Mentee>(id).is_some())
}

#[test]
fn p1_by_keys_one_record_is_mentor_mentee_both_or_neither_line_manager_or_sponsor() {
    let mut desk = desk(small());
    desk.keys("4 / \"una\" <Enter>");
    for (keys, expected) in [
        ("<Right> <Space>", (true, true)),
        ("<Space>", (false, true)),
        ("<Space>", (false, false)),
        ("<Space>", (true, false)),
    ] {
        desk.keys("e");
        save(&mut desk, &[("Role", keys)]);
        assert_eq!(roles(desk.scheme(), 3), expected, "{keys}");
    }
    desk.keys("4 / <Ctrl-U> \"tom\" <Enter> e");
    fill(&mut desk, &[("Role", "<Space>")]);
    desk.keys("<Ctrl-S>");
    assert!(desk.screen().contains("has a history as mentor"), "{}", desk.screen());
    desk.keys("<Esc> 4 / <Ctrl-U> \"ana\" <Enter> e");
    save(&mut desk, &[("Line manager", "\"una\"")]);
    assert_eq!(desk.scheme().all::<Line>().next().unwrap().manager, Some(PersonId(3)));
    desk.keys(": \"commitments\" <Enter> n");
    save(&mut desk, &[("Who", "\"Una Bell\""), ("To what", "\"sponsors the scheme\"")]);
    assert_eq!(desk.scheme().all::<Commitment>().next().unwrap().who.exact(), "Una Bell");
}

#[test]
fn p1_by_command_one_record_is_mentor_mentee_both_or_neither_line_manager_or_sponsor() {
    let cli = Cli::with(&small());
    for (told, expected) in [
        ("both", (true, true)),
        ("mentee", (false, true)),
        ("", (false, false)),
        ("mentor", (true, false)),
        ("mentor,mentee", (true, true)),
    ] {
        cli.done(&["person", "edit", "una", "--role", told]);
        assert_eq!(roles(&kept(&cli), 3), expected, "{told}");
    }
    let why = cli.refused(&["person", "edit", "tom", "--role", "mentee"]);
    assert!(why.contains("Tom Reed has a history as mentor"), "{why}");
    let why = cli.refused(&["person", "edit", "ana", "--role", ""]);
    assert!(why.contains("Ana Costa has a history as mentee"), "{why}");
    cli.done(&["substitute", "add", "M1", "Una Bell"]);
    let why = cli.refused(&["person", "edit", "una", "--role", "mentee"]);
    assert!(why.contains("Una Bell has a history as mentor"), "who stood in did so: {why}");
    cli.done(&["person", "edit", "ana", "--line-manager", "Una Bell"]);
    cli.done(&["commitment", "add", "Una Bell", "sponsors the scheme"]);
    let scheme = kept(&cli);
    assert_eq!(scheme.all::<Line>().next().unwrap().manager, Some(PersonId(3)));
    assert_eq!(scheme.all::<Commitment>().next().unwrap().who.exact(), "Una Bell");
}

#[test]
fn p1_by_command_a_role_that_is_taken_away_takes_its_topics_along_and_undo_brings_them_back() {
    let cli = Cli::with(&small());
    cli.done(&["person", "edit", "una", "--topics-offered", "law", "--capacity", "3"]);
    let before = kept(&cli);
    cli.done(&["person", "edit", "una", "--role", "mentee"]);
    let scheme = kept(&cli);
    assert_eq!(scheme.topics(PersonId(3), TopicSide::Offered).count(), 0);
    cli.done(&["undo"]);
    assert_eq!(kept(&cli).tables(), before.tables());
}

#[test]
fn p1_by_command_columns_that_fit_nothing_are_kept_and_shown() {
    let cli = Cli::with(&small());
    let sheet = "Name,Email,Favourite colour\nIris Vale,iris@example.org,teal\n";
    std::fs::write(cli.home().join("people.csv"), sheet).unwrap();
    cli.done(&["import", "people.csv", "--role", "mentor"]);
    let shown = cli.done(&["show", "Iris Vale"]);
    assert!(shown.contains("Favourite colour") && shown.contains("teal"), "{shown}");
}

#[test]
fn p1_by_keys_columns_that_fitted_nothing_are_on_the_card() {
    let mut small = small();
    small.put(ExtraField {
        id: matchbook::domain::ids::ExtraFieldId(1),
        subject: Subject::Person,
        subject_id: 3,
        heading: "Favourite colour".into(),
        value: "teal".into(),
    });
    let mut desk = desk(small);
    desk.keys("4 / \"una\" <Enter> <Enter>");
    let card = desk.screen();
    assert!(card.contains("Favourite colour") && card.contains("teal"), "{card}");
}

#[test]
fn p2_by_keys_every_field_of_a_mentor_is_typed() {
    let mut desk = desk(small());
    desk.keys("4 / \"una\" <Enter> e");
    type_all(&mut desk, "Una Bell", &fields(P2));
}

#[test]
fn p2_by_command_every_field_of_a_mentor_is_an_option() {
    let cli = Cli::with(&small());
    edit_all(&cli, "una", &fields(P2));
    are_kept(&kept(&cli), "Una Bell", &fields(P2));
}

#[test]
fn p2_by_keys_who_passes_by_a_field_with_people_names_nobody() {
    let mut desk = desk(small());
    desk.keys("4 / \"una\" <Enter> e");
    let before = desk.scheme().tables().clone();
    for label in ["Guided by", "Name"] {
        go_to(&mut desk, label);
    }
    desk.keys("<Ctrl-S>");
    assert_eq!(desk.scheme().tables(), &before, "{}", desk.screen());
}

fn hidden(scheme: &Scheme) -> (String, Option<String>, String) {
    let absence = scheme.all::<Absence>().next().unwrap();
    let until = absence.until.map(|day| day.to_string());
    (absence.since.to_string(), until, absence.reason.exact().to_owned())
}

#[test]
fn p2_by_keys_a_mentor_is_hidden_from_a_day_until_a_day_for_a_reason_and_back() {
    let mut desk = desk(small());
    desk.keys("4 / \"una\" <Enter> o");
    let told = [("From", "\"20 mar\""), ("Until", "\"30 apr\""), ("Why", "\"sabbatical\"")];
    save(&mut desk, &told);
    let expected = ("2026-03-20".into(), Some("2026-04-30".into()), "sabbatical".into());
    assert_eq!(hidden(desk.scheme()), expected);
    desk.keys("u o");
    save(&mut desk, &[("Why", "\"leave\"")]);
    assert_eq!(hidden(desk.scheme()), (TODAY.into(), None, "leave".into()));
    desk.keys("o");
    save(&mut desk, &[]);
    let absence = desk.scheme().all::<Absence>().next().unwrap();
    assert_eq!(absence.ended, Some(day(TODAY)));
}

#[test]
fn p2_by_command_a_mentor_is_hidden_from_a_day_until_a_day_for_a_reason_and_back() {
    let cli = Cli::with(&small());
    let hide = ["person", "hide", "una", "--since", "20 mar", "--until", "30 apr"];
    cli.done(&[&hide[..], &["--reason", "sabbatical"]].concat());
    let expected = ("2026-03-20".into(), Some("2026-04-30".into()), "sabbatical".into());
    assert_eq!(hidden(&kept(&cli)), expected);
    cli.done(&["undo"]);
    cli.done(&["person", "hide", "una"]);
    cli.done(&["person", "show", "una"]);
    assert_eq!(kept(&cli).all::<Absence>().next().unwrap().ended, Some(day(TODAY)));
}

#[test]
fn p2_by_keys_a_new_mentor_starts_with_one_mentee() {
    let mut desk = desk(small());
    desk.keys("4 n \"Iris Vale\"");
    save(&mut desk, &[("Role", "<Space>")]);
    assert_eq!(desk.scheme().get::<Mentor>(PersonId(4)).unwrap().capacity, 1);
}

#[test]
fn p2_by_command_a_new_mentor_starts_with_one_mentee_and_what_was_done_lies_not_ahead() {
    let cli = Cli::with(&small());
    cli.done(&["person", "add", "Iris Vale", "--role", "mentor"]);
    assert_eq!(kept(&cli).get::<Mentor>(PersonId(4)).unwrap().capacity, 1);
    for id in ["evaluated-on", "conduct-on", "consent-on", "role-accepted", "equality-accepted"] {
        let why = cli.refused(&["person", "edit", "una", &option(id), "2026-03-04"]);
        assert!(why.contains("in the future"), "{id}: {why}");
    }
    cli.done(&["person", "edit", "una", "--trained-on", "2026-03-20", "--joined", "2026-04-01"]);
}

#[test]
fn p3_by_keys_every_field_of_a_mentee_is_typed() {
    let mut desk = desk(small());
    desk.keys("4 / \"ana\" <Enter> e");
    type_all(&mut desk, "Ana Costa", &fields(P3));
    let wishes: Vec<_> = desk.scheme().all::<Preference>().map(|wish| wish.kind).collect();
    assert_eq!(wishes, [PreferenceKind::Prefers, PreferenceKind::Avoids]);
}

#[test]
fn p3_by_command_every_field_of_a_mentee_is_an_option() {
    let cli = Cli::with(&small());
    edit_all(&cli, "ana", &fields(P3));
    are_kept(&kept(&cli), "Ana Costa", &fields(P3));
}

#[test]
fn p3_by_keys_a_second_mentor_is_had_only_for_a_reason() {
    let mut desk = desk(small());
    desk.keys("4 / \"ana\" <Enter> m");
    fill(&mut desk, &[("Mentor", "\"una\"")]);
    desk.keys("<Ctrl-S>");
    assert_eq!(desk.scheme().all::<Pair>().len(), 1, "{}", desk.screen());
    save(&mut desk, &[("Why all the same", "\"another field\"")]);
    let pair = desk.scheme().all::<Pair>().last().unwrap();
    assert_eq!(pair.overrides.reason("second-mentor").unwrap().exact(), "another field");
}

#[test]
fn p3_by_command_a_second_mentor_is_had_only_for_a_reason() {
    let cli = Cli::with(&small());
    cli.refused(&["pair", "start", "ana", "una"]);
    cli.done(&["pair", "start", "ana", "una", "--because", "another field"]);
    let scheme = kept(&cli);
    let pair = scheme.all::<Pair>().last().unwrap();
    assert_eq!(pair.overrides.reason("second-mentor").unwrap().exact(), "another field");
}

#[test]
fn p4_by_keys_the_line_manager_is_a_person_or_a_name_briefed_on_a_day_and_agrees_on_one() {
    let mut desk = desk(small());
    desk.keys("4 / \"ana\" <Enter> e");
    type_all(&mut desk, "Ana Costa", &fields(P4));
    desk.keys("u e");
    save(&mut desk, &[("Line manager", "\"una\"")]);
    let said = |desk: &Desk| {
        let line = desk.scheme().all::<Line>().last().unwrap().clone();
        (line.manager, line.briefed, line.agreed, line.agreed_on)
    };
    desk.keys("w l");
    save(&mut desk, &[("Said", "\"was\""), ("On", "\"2026-03-01\"")]);
    desk.keys("w l");
    save(&mut desk, &[("Said", "\"agreed\""), ("On", "\"2026-03-02\"")]);
    let (briefed, agreed) = (Some(day("2026-03-01")), Some(day("2026-03-02")));
    assert_eq!(said(&desk), (Some(PersonId(3)), briefed, Some(true), agreed));
}

#[test]
fn p4_by_command_the_line_manager_is_a_person_or_a_name_briefed_on_a_day_and_agrees_on_one() {
    let cli = Cli::with(&small());
    edit_all(&cli, "ana", &fields(P4));
    are_kept(&kept(&cli), "Ana Costa", &fields(P4));
    cli.done(&["undo"]);
    cli.done(&["person", "edit", "ana", "--line-manager", "Una Bell"]);
    cli.done(&["person", "briefed", "ana", "--day", "2026-03-01"]);
    cli.done(&["person", "agreed", "ana", "yes", "--day", "2026-03-02"]);
    let scheme = kept(&cli);
    let line = scheme.all::<Line>().last().unwrap();
    assert_eq!((line.manager, line.briefed), (Some(PersonId(3)), Some(day("2026-03-01"))));
    assert_eq!((line.agreed, line.agreed_on), (Some(true), Some(day("2026-03-02"))));
}

/// Somebody with a word of their own in each field of P5, and how each is sought.
fn sought() -> (Small, Vec<(&'static str, &'static str)>) {
    let mut small = small();
    let zoe = small.mentor("Zoë Łukasz", 1);
    small.change::<Person>(zoe, |zoe| {
        zoe.location = "Coimbra".into();
        zoe.year = Some(1998);
        zoe.employer = "Société Générale".into();
        zoe.organisation = "Universität Köln".into();
        zoe.industry = "Banking".into();
        zoe.job_function = "Risk".into();
        zoe.department = "Économie".into();
    });
    small.topic(zoe, TopicSide::Offered, "interviews");
    let terms = [
        ("name", "zoe lukasz"),
        ("topic", "INTERVIEWS"),
        ("location", "coimbra"),
        ("year", "1998"),
        ("company", "societe generale"),
        ("organisation", "koln"),
        ("industry", "banking"),
        ("job function", "risk"),
        ("department", "economie"),
    ];
    (small, terms.to_vec())
}

#[test]
fn p5_by_keys_each_field_finds_its_person_without_accents() {
    let (small, terms) = sought();
    let mut desk = desk(small);
    for (field, term) in terms {
        desk.keys(&format!("4 / <Ctrl-U> \"{term}\" <Enter>"));
        assert!(desk.screen().contains("1 of 4"), "{field}:\n{}", desk.screen());
        assert!(desk.cursor_row().contains("Zoë"), "{field}:\n{}", desk.screen());
        desk.keys("<Esc>");
    }
}

#[test]
fn p5_by_command_each_field_finds_its_person_without_accents() {
    let (small, terms) = sought();
    let cli = Cli::with(&small);
    for (field, term) in terms {
        let found = cli.done(&["search", term]);
        assert!(found.contains("Zoë Łukasz") && !found.contains("Una"), "{field}: {found}");
        let listed = cli.json(&["list", "people", "--filter", term, "--format", "json"]);
        let names: Vec<_> =
            listed.as_array().unwrap().iter().map(|row| &row["full_name"]).collect();
        assert_eq!(names, ["Zoë Łukasz"], "{field}");
    }
}
