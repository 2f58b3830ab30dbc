//! Hard and soft rules of M2: each speaks on its side of the boundary and is silent on the other.

use matchbook::domain::codes::{PreferenceKind, Status, Subject};
use matchbook::domain::ids::PersonId;
use matchbook::domain::matching::{RULES, free_places, objections, objections_except};
use matchbook::domain::records::{
    Absence, Closure, Line, Mentor, Pair, Person, Preference, Request,
};
use matchbook::text::Text;

use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-13";

/// A small scheme with one mentor of two places and one mentee, whom nothing keeps apart.
fn two() -> (Small, PersonId, PersonId) {
    let mut small = Small::default();
    let mentor = small.mentor("Marta Costa", 2);
    let mentee = small.mentee("Tom Reed");
    (small, mentor, mentee)
}

fn rules(small: &Small, mentor: PersonId, mentee: PersonId, on: &str) -> Vec<&'static str> {
    objections(&small.scheme, mentor, mentee, day(on)).iter().map(|o| o.rule).collect()
}

fn why(small: &Small, mentor: PersonId, mentee: PersonId, rule: &str) -> String {
    let all = objections(&small.scheme, mentor, mentee, day(TODAY));
    all.into_iter().find(|objection| objection.rule == rule).unwrap().why
}

fn manages(small: &mut Small, person: PersonId, manager: Option<PersonId>, name: &str) {
    small.build(|builder| {
        let id = builder.new_id::<Line>();
        builder.put(Line {
            id,
            person,
            manager,
            manager_name: name.into(),
            since: None,
            until: None,
            briefed: None,
            agreed: None,
            agreed_on: None,
        });
    });
}

fn hide(small: &mut Small, person: PersonId, since: &str, until: Option<&str>) {
    small.build(|builder| {
        let id = builder.new_id::<Absence>();
        let until = until.map(day);
        let reason = "sabbatical".into();
        builder.put(Absence { id, person, since: day(since), until, reason, ended: None });
    });
}

fn prefers(small: &mut Small, person: PersonId, other: Option<PersonId>, kind: PreferenceKind) {
    small.build(|builder| {
        let id = builder.new_id::<Preference>();
        let other_name = if other.is_none() { "marta COSTA".into() } else { Text::default() };
        builder.put(Preference { id, person, other, other_name, kind });
    });
}

#[test]
fn hard_rules_come_before_soft_ones_and_every_id_stands_once() {
    let first_soft = RULES.iter().position(|rule| !rule.hard).unwrap();
    assert!(RULES.iter().skip(first_soft).all(|rule| !rule.hard));
    let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len());
    assert!(RULES.iter().all(|rule| rule.says.ends_with('.')));
}

#[test]
fn nothing_speaks_against_two_active_people_of_different_places() {
    let (small, mentor, mentee) = two();
    assert_eq!(rules(&small, mentor, mentee, TODAY), Vec::<&str>::new());
}

#[test]
fn nobody_is_their_own_mentor_and_that_is_said_alone() {
    let (mut small, mentor, _) = two();
    small.change::<Person>(mentor, |person| person.team = "Group A".into());
    assert_eq!(rules(&small, mentor, mentor, TODAY), ["self"]);
}

#[test]
fn the_line_is_climbed_in_both_directions_through_loops() {
    let (mut small, mentor, mentee) = two();
    let between = small.person("Bea Tween");
    manages(&mut small, mentee, Some(between), "");
    assert_eq!(rules(&small, mentor, mentee, TODAY), Vec::<&str>::new());
    manages(&mut small, between, Some(mentee), "");
    assert_eq!(rules(&small, mentor, mentee, TODAY), Vec::<&str>::new(), "a loop ends");
    manages(&mut small, between, Some(mentor), "");
    assert_eq!(rules(&small, mentor, mentee, TODAY), ["line"]);
    assert_eq!(
        why(&small, mentor, mentee, "line"),
        "Marta Costa is 2 steps above Tom Reed in the line of management"
    );
    small.put(Mentor { trained: Some(true), ..Mentor::with_capacity(mentee, 1) });
    assert_eq!(rules(&small, mentee, mentor, TODAY), ["line"], "the reverse");
    assert_eq!(
        why(&small, mentee, mentor, "line"),
        "Marta Costa is 2 steps above Tom Reed in the line of management"
    );
}

#[test]
fn a_line_manager_known_by_name_only_counts_and_a_past_one_does_not() {
    let (mut small, mentor, mentee) = two();
    manages(&mut small, mentee, None, "Márta  costa");
    assert_eq!(why(&small, mentor, mentee, "line"), "Marta Costa is the line manager of Tom Reed");
    let id = small.scheme.all::<Line>().next().unwrap().id;
    small.change::<Line>(id, |line| line.until = Some(day("2026-03-13")));
    assert_eq!(rules(&small, mentor, mentee, "2026-03-13"), ["line"]);
    assert_eq!(rules(&small, mentor, mentee, "2026-03-14"), Vec::<&str>::new());
}

#[test]
fn the_same_group_or_department_counts_without_accents_and_empty_ones_do_not() {
    let (mut small, mentor, mentee) = two();
    small.change::<Person>(mentor, |p| (p.team, p.department) = ("Küche".into(), " ".into()));
    small.change::<Person>(mentee, |p| (p.team, p.department) = ("kuche".into(), " ".into()));
    assert_eq!(rules(&small, mentor, mentee, TODAY), ["group"]);
    small.change::<Person>(mentor, |p| (p.team, p.department) = ("".into(), "Physics".into()));
    small.change::<Person>(mentee, |p| (p.team, p.department) = ("".into(), "PHYSICS".into()));
    assert_eq!(rules(&small, mentor, mentee, TODAY), ["same-department"]);
    small.change::<Person>(mentee, |p| p.department = "Law".into());
    assert_eq!(rules(&small, mentor, mentee, TODAY), Vec::<&str>::new());
}

#[test]
fn a_mentor_is_full_when_every_place_is_taken_whatever_the_state_of_the_pair() {
    let (mut small, mentor, mentee) = two();
    let (other, third) = (small.mentee("Ana One"), small.mentee("Bo Two"));
    let pair = small.pair(mentor, other, "2026-01-10");
    assert_eq!(free_places(&small.scheme, mentor, day(TODAY)), 1);
    let later = small.pair(mentor, third, "2026-04-01");
    assert_eq!(free_places(&small.scheme, mentor, day(TODAY)), 0, "promised from April on");
    assert_eq!(why(&small, mentor, mentee, "full"), "Marta Costa is full: 2 of 2 places taken");
    for status in [Status::Provisional, Status::OnHold, Status::WindingDown] {
        small.status(Subject::Pair, pair.0, "2026-02-01", status);
        assert_eq!(rules(&small, mentor, mentee, TODAY), ["full"], "{status}");
    }
    let ignoring = |pair| objections_except(&small.scheme, mentor, mentee, day(TODAY), pair, None);
    assert_eq!(ignoring(Some(pair)), []);
    assert_eq!(ignoring(Some(later)), []);
    small.status(Subject::Pair, pair.0, "2026-03-13", Status::Closed);
    assert_eq!(rules(&small, mentor, mentee, "2026-03-12"), ["full"]);
    assert_eq!(rules(&small, mentor, mentee, "2026-03-13"), Vec::<&str>::new());
}

#[test]
fn a_mentor_without_places_is_full_from_the_start() {
    let (mut small, mentor, mentee) = two();
    small.change::<Mentor>(mentor, |mentor| mentor.capacity = 0);
    assert_eq!(why(&small, mentor, mentee, "full"), "Marta Costa takes no mentees: 0 places");
}

#[test]
fn a_mentor_is_hidden_on_the_first_and_last_day_and_back_the_day_after() {
    let (mut small, mentor, mentee) = two();
    hide(&mut small, mentor, "2026-03-02", Some("2026-03-13"));
    assert_eq!(rules(&small, mentor, mentee, "2026-03-01"), Vec::<&str>::new());
    assert_eq!(rules(&small, mentor, mentee, "2026-03-02"), ["hidden"]);
    assert_eq!(rules(&small, mentor, mentee, "2026-03-13"), ["hidden"]);
    assert_eq!(rules(&small, mentor, mentee, "2026-03-14"), Vec::<&str>::new());
    assert_eq!(
        why(&small, mentor, mentee, "hidden"),
        "Marta Costa is hidden until 13 Mar (sabbatical)"
    );
}

#[test]
fn both_must_be_approved_or_active_and_the_mentor_a_mentor() {
    let (mut small, mentor, mentee) = two();
    assert_eq!(rules(&small, mentee, mentor, TODAY), ["not-active"]);
    assert_eq!(why(&small, mentee, mentor, "not-active"), "Tom Reed is no mentor");
    assert_eq!(rules(&small, mentor, mentee, "2024-12-31"), ["not-active"], "before any status");
    for (status, speaks) in [
        (Status::Applied, true),
        (Status::Approved, false),
        (Status::Paused, true),
        (Status::Active, false),
        (Status::Withdrawn, true),
        (Status::Left, true),
    ] {
        for id in [mentor, mentee] {
            small.status(Subject::Person, id.0, "2026-02-01", status);
            let found = rules(&small, mentor, mentee, TODAY);
            assert_eq!(!found.is_empty(), speaks, "{status} {id}");
            small.status(Subject::Person, id.0, "2026-02-01", Status::Active);
        }
    }
    small.status(Subject::Person, mentee.0, "2026-02-02", Status::Paused);
    assert_eq!(why(&small, mentor, mentee, "not-active"), "Tom Reed is paused since 2 Feb");
}

#[test]
fn either_side_may_avoid_the_other_by_id_or_by_name() {
    let (mut small, mentor, mentee) = two();
    prefers(&mut small, mentee, Some(mentor), PreferenceKind::Prefers);
    assert_eq!(rules(&small, mentor, mentee, TODAY), Vec::<&str>::new());
    prefers(&mut small, mentee, None, PreferenceKind::Avoids);
    assert_eq!(rules(&small, mentor, mentee, TODAY), ["avoid"]);
    assert_eq!(why(&small, mentor, mentee, "avoid"), "Tom Reed would rather not have Marta Costa");
    let (mut small, mentor, mentee) = two();
    prefers(&mut small, mentor, Some(mentee), PreferenceKind::Avoids);
    assert_eq!(rules(&small, mentor, mentee, TODAY), ["avoid"]);
}

#[test]
fn two_who_closed_for_good_are_not_paired_again_in_either_role() {
    let (mut small, mentor, mentee) = two();
    let pair = small.pair(mentor, mentee, "2025-06-01");
    small.status(Subject::Pair, pair.0, "2026-03-01", Status::Closed);
    for (may, speaks) in [(None, false), (Some(true), false), (Some(false), true)] {
        small.put(Closure { may_pair_again: may, ..Closure::on(pair, day("2026-03-01")) });
        let found = rules(&small, mentor, mentee, TODAY);
        assert_eq!(found == ["never-again"], speaks, "{may:?}");
    }
    assert!(!rules(&small, mentor, mentee, "2026-02-28").contains(&"never-again"));
    assert!(rules(&small, mentee, mentor, TODAY).contains(&"never-again"));
}

#[test]
fn an_open_pair_of_the_two_speaks_until_it_is_closed() {
    let (mut small, mentor, mentee) = two();
    let pair = small.pair(mentor, mentee, "2026-01-10");
    assert_eq!(rules(&small, mentor, mentee, TODAY), ["already-paired"]);
    assert_eq!(
        why(&small, mentor, mentee, "already-paired"),
        "Marta Costa and Tom Reed are a pair since 10 Jan"
    );
    let except = objections_except(&small.scheme, mentor, mentee, day(TODAY), Some(pair), None);
    assert_eq!(except, []);
    small.status(Subject::Pair, pair.0, "2026-03-13", Status::Closed);
    assert_eq!(rules(&small, mentor, mentee, "2026-03-12"), ["already-paired"]);
    assert_eq!(rules(&small, mentor, mentee, TODAY), Vec::<&str>::new());
}

#[test]
fn an_untrained_mentor_is_warned_of_until_the_day_of_the_training() {
    let (mut small, mentor, mentee) = two();
    for (trained, speaks) in [(None, true), (Some(false), true), (Some(true), false)] {
        small.change::<Mentor>(mentor, |mentor| mentor.trained = trained);
        assert_eq!(rules(&small, mentor, mentee, TODAY) == ["untrained"], speaks, "{trained:?}");
    }
    small.change::<Mentor>(mentor, |mentor| mentor.trained_on = Some(day(TODAY)));
    assert_eq!(rules(&small, mentor, mentee, "2026-03-12"), ["untrained"]);
    assert_eq!(rules(&small, mentor, mentee, TODAY), Vec::<&str>::new());
}

#[test]
fn a_first_time_mentor_is_warned_of_from_the_second_mentee_on() {
    let (mut small, mentor, mentee) = two();
    small.change::<Mentor>(mentor, |mentor| mentor.first_time = Some(true));
    assert_eq!(rules(&small, mentor, mentee, TODAY), Vec::<&str>::new());
    let other = small.mentee("Ana One");
    let pair = small.pair(mentor, other, "2026-01-10");
    assert_eq!(rules(&small, mentor, mentee, TODAY), ["first-time-second"]);
    let except = objections_except(&small.scheme, mentor, mentee, day(TODAY), Some(pair), None);
    assert_eq!(except, []);
    small.change::<Mentor>(mentor, |mentor| mentor.first_time = Some(false));
    assert_eq!(rules(&small, mentor, mentee, TODAY), Vec::<&str>::new());
}

#[test]
fn a_mentee_with_another_mentor_is_warned_of() {
    let (mut small, mentor, mentee) = two();
    let other = small.mentor("Other Mentor", 1);
    let pair = small.pair(other, mentee, "2026-01-10");
    assert_eq!(rules(&small, mentor, mentee, TODAY), ["second-mentor"]);
    assert_eq!(
        why(&small, mentor, mentee, "second-mentor"),
        "Tom Reed already has a mentor, Other Mentor"
    );
    let except = objections_except(&small.scheme, mentor, mentee, day(TODAY), Some(pair), None);
    assert_eq!(except, []);
}

#[test]
fn an_unanswered_offer_elsewhere_is_warned_of_but_not_the_ignored_one_or_its_group() {
    let (mut small, mentor, mentee) = two();
    let other = small.mentor("Other Mentor", 1);
    let request = small.request(mentee, "2026-03-01");
    let own = small.offer(request, mentor, "2026-03-02");
    assert_eq!(rules(&small, mentor, mentee, TODAY), Vec::<&str>::new());
    assert_eq!(rules(&small, other, mentee, TODAY), ["offer-pending"]);
    assert_eq!(rules(&small, other, mentee, "2026-03-01"), Vec::<&str>::new());
    assert_eq!(
        why(&small, other, mentee, "offer-pending"),
        "Tom Reed has an unanswered offer with Marta Costa since 2 Mar"
    );
    let except = |small: &Small, mentor| {
        objections_except(&small.scheme, mentor, mentee, day(TODAY), None, Some(own)).len()
    };
    assert_eq!(except(&small, other), 0);
    let second = small.request(mentee, "2026-03-01");
    small.offer(second, other, "2026-03-02");
    assert_eq!(except(&small, mentor), 1, "a request of its own");
    small.change::<Request>(second, |second| second.group_of = Some(request));
    assert_eq!(except(&small, mentor), 0, "sent to several at once");
}

#[test]
fn a_pair_that_was_made_against_a_rule_still_takes_its_place() {
    let (mut small, mentor, mentee) = two();
    small.change::<Mentor>(mentor, |mentor| mentor.capacity = 1);
    let other = small.mentee("Ana One");
    let pair = small.pair(mentor, other, "2026-01-10");
    small.change::<Pair>(pair, |pair| pair.overrides.set("full", &"sabbatical cover".into()));
    assert_eq!(why(&small, mentor, mentee, "full"), "Marta Costa is full: 1 of 1 place taken");
}
