//! Saving people: only what differs is written, the same twice is nothing, and what does not fit is refused at its field.

use matchbook::domain::codes::{PreferenceKind, Status, Subject, TopicSide};
use matchbook::domain::ids::{PairId, PersonId};
use matchbook::domain::records::{
    Absence, ExtraField, Line, Mentor, Pair, Person, PersonTopic, Preference, Topic,
};
use matchbook::domain::verbs::{manager_agreed, manager_briefed, save_person};
use matchbook::domain::{Change, Link, Profile, Refusal, Row, Table};
use matchbook::text::Text;

use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-13";

fn profile(small: &Small, id: PersonId) -> Profile {
    Profile::of(&small.scheme, id, day(TODAY)).unwrap()
}

fn try_save(small: &Small, profile: &Profile) -> Result<(PersonId, Change), Refusal> {
    save_person(&small.scheme, day(TODAY), profile)
}

/// Saves, and sees that saving the same again is nothing.
fn save(small: &mut Small, profile: &Profile) -> (PersonId, Change) {
    let (id, change) = try_save(small, profile).unwrap();
    small.accept(&change);
    let mut again = profile.clone();
    again.person.id = id;
    let (same, nothing) = try_save(small, &again).unwrap();
    assert_eq!((same, nothing.is_empty()), (id, true), "{:?}", nothing.edits);
    (id, change)
}

fn tables(change: &Change) -> Vec<Table> {
    change.edits.iter().filter_map(|edit| Some(edit.row()?.0)).collect()
}

fn texts(values: &[&str]) -> Vec<Text> {
    values.iter().map(|value| Text::from(*value)).collect()
}

fn rows<T: Row>(small: &Small) -> Vec<T> {
    small.scheme.all::<T>().cloned().collect()
}

fn refused(result: Result<(PersonId, Change), Refusal>) -> (&'static str, String) {
    let refusal = result.unwrap_err();
    let Refusal::Field { field, why } = refusal else { panic!("{refusal:?}") };
    (field, why)
}

#[test]
fn somebody_new_comes_with_everything_that_was_told() {
    let mut small = Small::default();
    let manager = small.person("Lee Manager");
    let mut told = Profile::new(&small.scheme, "Marta Costa");
    told.is_mentor = true;
    told.mentor.capacity = 3;
    told.person.email = "marta@example.org".into();
    told.person.joined = Some(day("2026-02-01"));
    told.topics_offered = texts(&["CV", "leadership", "cv"]);
    told.topics_wanted = texts(&["Leadership"]);
    told.line_manager = "manager, lee".into();
    told.manager_agreed = Some(true);
    told.avoids = texts(&["P1", "Somebody Else"]);
    told.hidden_until = Some(day("2026-04-01"));
    told.extra = vec![("Shoe size".into(), "39".into())];
    small.change::<Person>(manager, |person| {
        (person.first_name, person.last_name) = ("Lee".into(), "Manager".into());
    });
    let (id, change) = save(&mut small, &told);
    assert_eq!(change.words, format!("{{{id}}} is added as mentor"));
    assert_eq!(small.scheme.words(&change.words), "Marta Costa is added as mentor");
    let state = |on| small.scheme.state_on(Subject::Person, id.0, day(on));
    assert_eq!((state("2026-01-31"), state("2026-02-01")), (None, Some(Status::Active)));
    assert_eq!(small.scheme.get::<Mentor>(id).unwrap().capacity, 3);
    let names: Vec<_> = rows::<Topic>(&small).iter().map(|t| t.name.exact().to_owned()).collect();
    assert_eq!(names, ["CV", "leadership"], "one topic for both spellings and sides");
    assert_eq!(small.scheme.topics(id, TopicSide::Wanted).count(), 1);
    let line = rows::<Line>(&small).remove(0);
    assert_eq!((line.manager, line.since, line.agreed), (Some(manager), None, Some(true)));
    let wishes: Vec<_> = rows::<Preference>(&small)
        .iter()
        .map(|wish| (wish.other, wish.other_name.exact().to_owned(), wish.kind))
        .collect();
    let avoids = PreferenceKind::Avoids;
    assert_eq!(
        wishes,
        [(Some(manager), String::new(), avoids), (None, "Somebody Else".to_owned(), avoids)]
    );
    let absence = rows::<Absence>(&small).remove(0);
    assert_eq!((absence.since, absence.until), (day(TODAY), Some(day("2026-04-01"))));
    assert_eq!(rows::<ExtraField>(&small).len(), 1);
}

#[test]
fn an_unchanged_profile_is_an_empty_change_and_one_field_is_one_edit() {
    let mut small = Small::default();
    let id = small.mentor("Marta Costa", 2);
    let mut told = profile(&small, id);
    let (_, nothing) = try_save(&small, &told).unwrap();
    assert_eq!((nothing.is_empty(), nothing.words), (true, "{P1} is unchanged".to_owned()));
    told.person.location = "Porto".into();
    let (_, change) = save(&mut small, &told);
    assert_eq!(tables(&change), [Table::Person]);
    assert_eq!(change.words, "{P1} is changed: Location");
    told.mentor.capacity = 3;
    told.person.grade = "Senior".into();
    let (_, change) = save(&mut small, &told);
    assert_eq!(tables(&change), [Table::Person, Table::Mentor]);
    assert_eq!(change.words, "{P1} is changed: Grade, Capacity");
}

#[test]
fn a_name_is_needed_and_made_of_its_parts_where_only_those_are_told() {
    let mut small = Small::default();
    let mut told = Profile::new(&small.scheme, " ");
    assert_eq!(refused(try_save(&small, &told)).0, "full_name");
    told.person.last_name = "Costa".into();
    told.person.first_name = "Marta".into();
    let (id, _) = try_save(&small, &told).unwrap();
    told.person.full_name = "Marta Costa".into();
    let (saved, _) = save(&mut small, &told);
    assert_eq!(saved, id);
}

#[test]
fn an_address_must_look_like_one_and_belongs_to_one_person() {
    let mut small = Small::default();
    let marta = small.mentor("Marta Costa", 2);
    small.change::<Person>(marta, |person| person.email = "Marta@Example.org".into());
    let mut told = Profile::new(&small.scheme, "Tom Reed");
    for wrong in ["marta", "@example.org", "tom@", "tom reed@example.org", "a@b@c"] {
        told.person.email = wrong.into();
        let (field, why) = refused(try_save(&small, &told));
        assert_eq!(field, "email");
        assert!(why.ends_with("write it like name@example.org"), "{why}");
    }
    told.person.email = "marta@example.ORG".into();
    let (field, why) = refused(try_save(&small, &told));
    assert_eq!(
        (field, &*why),
        (
            "email",
            "Marta Costa (P1) has this address already: change that person, or give another address"
        )
    );
    told.person.email = "tom@example.org".into();
    save(&mut small, &told);
    let mut marta = profile(&small, marta);
    marta.person.email = "marta@example.org".into();
    save(&mut small, &marta);
}

#[test]
fn an_old_address_that_does_not_fit_does_not_stop_other_changes() {
    let mut small = Small::default();
    let id = small.mentor("Marta Costa", 2);
    small.change::<Person>(id, |person| person.email = "ask her".into());
    let mut told = profile(&small, id);
    told.person.team = "Group B".into();
    save(&mut small, &told);
}

#[test]
fn topics_are_added_and_taken_by_their_folded_names() {
    let mut small = Small::default();
    let id = small.mentor("Marta Costa", 2);
    small.topic(id, TopicSide::Offered, "Négotiation");
    small.topic(id, TopicSide::Offered, "CV");
    let mut told = profile(&small, id);
    told.topics_offered = texts(&["cv", "negotiation"]);
    let (_, change) = try_save(&small, &told).unwrap();
    assert!(change.is_empty(), "other spelling and order");
    told.topics_offered = texts(&["Negotiation", "Funding"]);
    let (_, change) = save(&mut small, &told);
    assert_eq!(tables(&change), [Table::PersonTopic, Table::Topic, Table::PersonTopic]);
    assert_eq!(change.words, "{P1} is changed: Topics offered");
    assert_eq!(rows::<PersonTopic>(&small).len(), 2);
}

#[test]
fn wishes_are_kept_by_id_where_one_person_is_meant_and_by_name_otherwise() {
    let mut small = Small::default();
    let id = small.mentee("Tom Reed");
    let first = small.mentor("Ana Lee", 1);
    let mut told = profile(&small, id);
    told.prefers = texts(&["ána lee", "Bo Unknown"]);
    save(&mut small, &told);
    let wish = &rows::<Preference>(&small)[0];
    assert_eq!((wish.other, wish.other_name.is_empty()), (Some(first), true));
    let second = small.mentor("Ana Lee", 1);
    small.mentor("Bo Unknown", 1);
    let (_, nothing) = try_save(&small, &told).unwrap();
    assert!(nothing.is_empty(), "who was meant then is meant still");
    told.avoids = texts(&["Ana Lee"]);
    save(&mut small, &told);
    assert_eq!(rows::<Preference>(&small)[2].other, None, "two people have that name");
    told.avoids = vec![Text::new(second.to_string())];
    save(&mut small, &told);
    assert_eq!(rows::<Preference>(&small)[2].other, Some(second));
    told.avoids = texts(&["P99"]);
    assert_eq!(
        refused(try_save(&small, &told)),
        ("avoids", "there is no person P99: give another id, or a name".to_owned())
    );
    told.avoids = texts(&["Tom Reed"]);
    assert_eq!(refused(try_save(&small, &told)).0, "avoids");
}

#[test]
fn another_line_manager_ends_the_old_line_the_day_before() {
    let mut small = Small::default();
    let id = small.mentee("Tom Reed");
    let mut told = profile(&small, id);
    told.line_manager = "Lee Manager".into();
    told.manager_agreed = Some(true);
    told.manager_agreed_on = Some(day("2026-01-05"));
    save(&mut small, &told);
    let new = small.person("Kim Boss");
    told.line_manager = "kim boss".into();
    told.manager_agreed = None;
    let (_, change) = try_save(&small, &told).unwrap();
    small.accept(&change);
    let lines = rows::<Line>(&small);
    assert_eq!((lines[0].until, lines[0].agreed), (Some(day("2026-03-12")), Some(true)));
    assert_eq!((lines[1].manager, lines[1].since), (Some(new), Some(day(TODAY))));
    assert_eq!((lines[1].agreed, lines[1].agreed_on), (None, None));
    let mut told = profile(&small, id);
    told.line_manager = "Somebody Else".into();
    save(&mut small, &told);
    assert_eq!(rows::<Line>(&small).len(), 2, "twice on one day is a correction");
    told.line_manager = "".into();
    save(&mut small, &told);
    assert_eq!(rows::<Line>(&small).len(), 1);
    assert_eq!(small.scheme.line(id, day("2026-03-12")).unwrap().id, lines[0].id);
    told.line_manager = Text::new(id.to_string());
    assert_eq!(refused(try_save(&small, &told)).0, "line_manager");
}

#[test]
fn an_agreement_is_kept_even_of_a_manager_without_a_name_who_is_named_later() {
    let mut small = Small::default();
    let id = small.mentee("Tom Reed");
    assert!(manager_agreed(&small.scheme, day(TODAY), id, true, day(TODAY)).is_err());
    let mut told = profile(&small, id);
    told.manager_agreed = Some(false);
    save(&mut small, &told);
    told.line_manager = "Lee Manager".into();
    save(&mut small, &told);
    let change = manager_agreed(&small.scheme, day(TODAY), id, true, day("2026-03-10")).unwrap();
    small.accept(&change);
    let change = manager_briefed(&small.scheme, day(TODAY), id, day("2026-03-09")).unwrap();
    small.accept(&change);
    let lines = rows::<Line>(&small);
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].since, lines[0].agreed), (None, Some(true)));
    assert_eq!(lines[0].agreed_on, Some(day("2026-03-10")));
    assert_eq!(lines[0].briefed, Some(day("2026-03-09")));
    let tomorrow = day("2026-03-14");
    assert!(manager_agreed(&small.scheme, day(TODAY), id, true, tomorrow).is_err());
}

#[test]
fn hidden_until_moves_ends_and_never_doubles_an_absence() {
    let mut small = Small::default();
    let id = small.mentor("Marta Costa", 2);
    let mut told = profile(&small, id);
    let until = |small: &Small| {
        let rows: Vec<_> =
            small.scheme.linked::<Absence>(Link::AbsencesOfPerson, id).cloned().collect();
        rows.iter().map(|row| (row.since, row.until, row.ended)).collect::<Vec<_>>()
    };
    told.hidden_until = Some(day("2026-03-20"));
    save(&mut small, &told);
    told.hidden_until = Some(day("2026-03-27"));
    save(&mut small, &told);
    assert_eq!(until(&small), [(day(TODAY), Some(day("2026-03-27")), None)]);
    told.hidden_until = None;
    save(&mut small, &told);
    assert_eq!(until(&small), [(day(TODAY), Some(day("2026-03-27")), Some(day(TODAY)))]);
    told.hidden_until = Some(day("2026-03-12"));
    save(&mut small, &told);
    let past = day("2026-03-12");
    assert_eq!(until(&small)[1], (past, Some(past), None), "past already: kept as that day");
}

#[test]
fn extra_fields_are_found_by_heading_even_if_one_stands_twice() {
    let mut small = Small::default();
    let id = small.mentee("Tom Reed");
    let mut told = profile(&small, id);
    let extra = |pairs: &[(&str, &str)]| -> Vec<(Text, Text)> {
        pairs.iter().map(|(heading, value)| ((*heading).into(), (*value).into())).collect()
    };
    told.extra = extra(&[("Remark", "one"), ("Remark", "two"), ("Size", "39")]);
    save(&mut small, &told);
    told.extra = extra(&[("Remark", "one"), ("remark", "three")]);
    let (_, change) = save(&mut small, &told);
    assert_eq!(tables(&change), [Table::ExtraField, Table::ExtraField]);
    let values: Vec<_> =
        rows::<ExtraField>(&small).iter().map(|row| row.value.exact().to_owned()).collect();
    assert_eq!(values, ["one", "three"]);
}

#[test]
fn another_status_is_a_phase_from_today_and_leaving_an_open_pair_is_refused() {
    let mut small = Small::default();
    let (mentor, mentee) = (small.mentor("Marta Costa", 2), small.mentee("Tom Reed"));
    let mut told = profile(&small, mentor);
    told.status = Some(Status::Paused);
    save(&mut small, &told);
    let state = |small: &Small, on| small.scheme.state_on(Subject::Person, mentor.0, day(on));
    assert_eq!(state(&small, "2026-03-12"), Some(Status::Active));
    assert_eq!(state(&small, TODAY), Some(Status::Paused));
    let pair = small.pair(mentor, mentee, "2026-01-10");
    told.status = Some(Status::Left);
    assert_eq!(
        refused(try_save(&small, &told)),
        ("status", format!("Marta Costa has an open pair with Tom Reed: close {pair} first"))
    );
}

#[test]
fn somebody_who_joins_later_is_saved_twice_without_another_phase() {
    let mut small = Small::default();
    let mut told = Profile::new(&small.scheme, "Marta Costa");
    told.person.joined = Some(day("2026-04-01"));
    told.status = Some(Status::Active);
    save(&mut small, &told);
}

#[test]
fn lowering_the_capacity_covers_the_newest_pairs_with_the_reason() {
    let mut small = Small::default();
    let mentor = small.mentor("Marta Costa", 3);
    let pairs: Vec<PairId> = [("Ana", "2026-02-01"), ("Bo", "2025-11-01"), ("Cy", "2026-01-01")]
        .map(|(name, start)| {
            let mentee = small.mentee(name);
            small.pair(mentor, mentee, start)
        })
        .to_vec();
    let reason = |small: &Small, pair: PairId| {
        let overrides = &small.scheme.get::<Pair>(pair).unwrap().overrides;
        overrides.reason("full").map(|reason| reason.exact().to_owned())
    };
    let mut told = profile(&small, mentor);
    told.mentor.capacity = 2;
    save(&mut small, &told);
    let two = Some("capacity lowered to 2".to_owned());
    assert_eq!(pairs.iter().map(|p| reason(&small, *p)).collect::<Vec<_>>(), [two, None, None]);
    told.mentor.capacity = 1;
    save(&mut small, &told);
    assert_eq!(reason(&small, pairs[2]), Some("capacity lowered to 1".to_owned()));
    assert_eq!(reason(&small, pairs[1]), None);
    told.mentor.capacity = 4;
    let (_, change) = save(&mut small, &told);
    assert_eq!(tables(&change), [Table::Mentor]);
}

#[test]
fn a_role_goes_only_while_it_has_no_history() {
    let mut small = Small::default();
    let (mentor, mentee) = (small.mentor("Marta Costa", 2), small.mentee("Tom Reed"));
    let mut told = profile(&small, mentor);
    (told.is_mentor, told.is_mentee) = (false, true);
    let (_, change) = save(&mut small, &told);
    assert_eq!(tables(&change), [Table::Mentor, Table::Mentee]);
    (told.is_mentor, told.is_mentee) = (true, false);
    save(&mut small, &told);
    small.pair(mentor, mentee, "2026-01-10");
    told.is_mentor = false;
    let (field, why) = refused(try_save(&small, &told));
    assert_eq!(field, "role");
    assert_eq!(why, "Marta Costa has a history as mentor: pause or withdraw them instead");
    told.person.id = PersonId(99);
    assert!(matches!(try_save(&small, &told), Err(Refusal::NotFound(_))));
}
