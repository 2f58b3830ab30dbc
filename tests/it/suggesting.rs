//! Suggestions of mentors: points that sum up and are explained, one order every time, nobody left out.

use chrono::Duration;
use matchbook::domain::codes::Status;
use matchbook::domain::codes::{Answer, DeclineReason, PreferenceKind, Subject, TopicSide};
use matchbook::domain::ids::{OfferId, PersonId};
use matchbook::domain::matching::{CRITERIA, RULES, Suggestion, suggest};
use matchbook::domain::records::{Mentor, Offer, Person, Preference, Topic};

use crate::small_scheme::{Small, day};

const TODAY: &str = "2026-03-13";

fn ranked(small: &Small, mentee: PersonId, topic: Option<&str>) -> Vec<Suggestion> {
    suggest(&small.scheme, mentee, day(TODAY), topic, &[]).0
}

fn line(suggestion: &Suggestion, criterion: &str) -> (i64, String) {
    let line = suggestion.lines.iter().find(|line| line.criterion == criterion).unwrap();
    (line.points, line.why.clone())
}

fn answer(small: &mut Small, offer: OfferId, answer: Answer, after: i64) {
    small.change::<Offer>(offer, |offer| {
        offer.answer = Some(answer);
        offer.answered = Some(offer.sent + Duration::days(after));
    });
}

#[test]
fn every_mentor_stands_in_exactly_one_list_and_points_sum_up() {
    let mut small = Small::default();
    let mentee = small.mentee("Tom Reed");
    let mut mentors: Vec<_> =
        (0..6).map(|n| small.mentor(&format!("Mentor {n}"), i64::from(n % 3))).collect();
    small.change::<Mentor>(mentors[1], |mentor| mentor.trained = None);
    small.status(Subject::Person, mentors[4].0, "2026-01-01", Status::Left);
    small.put(Mentor::with_capacity(mentee, 1));
    mentors.push(mentee);
    let (ranked, excluded) = suggest(&small.scheme, mentee, day(TODAY), None, &[mentors[5]]);
    let mut all: Vec<_> = ranked.iter().map(|suggestion| suggestion.mentor).collect();
    all.extend(excluded.iter().map(|excluded| excluded.mentor));
    all.sort_unstable();
    mentors.sort_unstable();
    assert_eq!(all, mentors);
    for suggestion in &ranked {
        let sum: i64 = suggestion.lines.iter().map(|line| line.points).sum();
        assert_eq!(suggestion.points, sum);
        assert!(suggestion.free > 0);
        assert!(suggestion.warnings.iter().all(|warning| !warning.hard));
        // the extra fields are left out, none is chosen
        assert_eq!(suggestion.lines.len(), CRITERIA.len() - 1 + suggestion.warnings.len());
    }
    let rules: Vec<_> = excluded.iter().map(|excluded| excluded.objection.rule).collect();
    assert_eq!(rules, ["self", "full", "full", "not-active", "asked"]);
}

#[test]
fn ids_of_criteria_and_rules_are_all_different() {
    let mut ids: Vec<_> = CRITERIA.iter().map(|criterion| criterion.id).collect();
    ids.extend(RULES.iter().map(|rule| rule.id));
    ids.push("asked");
    let number = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), number);
    assert!(CRITERIA.iter().all(|criterion| criterion.says.ends_with('.')));
}

#[test]
fn the_topic_of_the_request_counts_most_and_only_whole_terms_count() {
    let mut small = Small::default();
    let mentee = small.mentee("Tom Reed");
    let exact = small.mentor("Exact", 1);
    let wanted = small.mentor("Wanted", 1);
    let partly = small.mentor("Partly", 1);
    small.topic(exact, TopicSide::Offered, "CV and interviews");
    small.topic(wanted, TopicSide::Offered, "Leadership");
    small.topic(partly, TopicSide::Offered, "interview");
    small.topic(mentee, TopicSide::Wanted, "leadership");
    let found = ranked(&small, mentee, Some("help with cv and interviews, please"));
    let points: Vec<_> = found.iter().map(|s| (s.mentor, line(s, "topics").0)).collect();
    // of 60 points three quarters are the request's; another form of a word counts less
    assert_eq!(points, [(exact, 45), (partly, 32), (wanted, 15)]);
    assert_eq!(line(&found[0], "topics").1, "offers CV and interviews (1 of 2 topics)");
    let near = "offers interview (near help with cv and interviews, please) (1 of 2 topics)";
    assert_eq!(line(&found[1], "topics").1, near);
    let reason = "offers CV and interviews (1 of 2 topics), 1 of 1 place free, no mentee so far";
    assert_eq!(found[0].reason(), reason);
}

#[test]
fn a_topic_that_is_another_word_for_one_wanted_counts_once() {
    let mut small = Small::default();
    let mentee = small.mentee("Tom Reed");
    let mentor = small.mentor("Marta Costa", 1);
    small.topic(mentee, TopicSide::Wanted, "Leadership");
    small.topic(mentor, TopicSide::Offered, "Leading people");
    small.topic(mentor, TopicSide::Offered, "Leadership");
    let ids: Vec<_> = small.scheme.all::<Topic>().map(|topic| topic.id).collect();
    small.change::<Topic>(ids[1], |t| t.same_as = Some(ids[0]));
    assert_eq!(
        line(&ranked(&small, mentee, None)[0], "topics"),
        (60, "offers Leadership".to_owned())
    );
}

#[test]
fn a_wish_brings_points_and_a_soft_rule_costs_some() {
    let mut small = Small::default();
    let mentee = small.mentee("Tom Reed");
    let liked = small.mentor("Marta Costa", 1);
    let same = small.mentor("Same Place", 1);
    small.build(|builder| {
        let id = builder.new_id::<Preference>();
        let (other, kind) = (Some(liked), PreferenceKind::Prefers);
        builder.put(Preference { id, person: mentee, other, other_name: "".into(), kind });
    });
    for (id, department) in [(mentee, "Law"), (liked, "Physics"), (same, "law")] {
        small.change::<Person>(id, |person| person.department = department.into());
    }
    let found = ranked(&small, mentee, None);
    assert_eq!(found[0].mentor, liked);
    assert_eq!(line(&found[0], "preference"), (30, "wished for by the mentee".to_owned()));
    assert_eq!(line(&found[0], "department"), (5, "another department, Physics".to_owned()));
    assert_eq!(line(&found[1], "department"), (0, "same department, law".to_owned()));
    assert_eq!(line(&found[1], "same-department").0, -20);
    // the places, and the rest that never ended
    assert_eq!(found[1].points, 4 + 5 - 20);
}

#[test]
fn answer_times_come_from_past_offers_at_both_boundaries() {
    let mut small = Small::default();
    let mentee = small.mentee("Tom Reed");
    let asking = small.mentee("Ana Past");
    let mentor = small.mentor("Marta Costa", 1);
    let request = small.request(asking, "2025-11-01");
    let offer = small.offer(request, mentor, "2025-11-02");
    let found = |small: &Small| line(&ranked(small, mentee, None)[0], "answers");
    assert_eq!(found(&small), (0, "no offer answered yet".to_owned()));
    for (days, points, why) in [
        (0, 10, "usually answers on the same day"),
        (3, 10, "usually answers within 3 days"),
        (4, 5, "usually answers within 4 days"),
        (10, 5, "usually answers within 10 days"),
        (11, 0, "usually answers within 11 days"),
    ] {
        answer(&mut small, offer, Answer::Declined, days);
        assert_eq!(found(&small), (points, why.to_owned()));
    }
    answer(&mut small, offer, Answer::Reassigned, 11);
    assert_eq!(found(&small), (0, "left 1 of 1 offers unanswered".to_owned()));
}

#[test]
fn equal_points_go_to_fewest_pairs_then_longest_without_a_mentee_then_id() {
    let mut small = Small::default();
    let mentee = small.mentee("Tom Reed");
    let others: Vec<_> = (0..3).map(|n| small.mentee(&format!("Mentee {n}"))).collect();
    let busy = small.mentor("Busy", 5);
    let recent = small.mentor("Recent", 4);
    let long_ago = small.mentor("Long ago", 4);
    let never = small.mentor("Never", 4);
    let never_too = small.mentor("Never too", 4);
    for (mentor, mentee, start, end) in [
        (busy, others[0], "2024-01-01", None),
        (recent, others[1], "2025-06-01", Some("2025-12-01")),
        (long_ago, others[2], "2025-01-01", Some("2026-02-01")),
    ] {
        let pair = small.pair(mentor, mentee, start);
        if let Some(end) = end {
            small.status(Subject::Pair, pair.0, end, Status::Closed);
        }
    }
    small.set("weight-fairness", "0");
    small.set("weight-capacity", "0");
    let order: Vec<_> = ranked(&small, mentee, None).iter().map(|s| s.mentor).collect();
    assert_eq!(order, [never, never_too, long_ago, recent, busy]);
}

#[test]
fn who_was_asked_is_pushed_out_with_what_came_of_it_and_their_offer_warns_no_more() {
    let mut small = Small::default();
    let mentee = small.mentee("Tom Reed");
    let first = small.mentor("Ana First", 1);
    let second = small.mentor("Bo Second", 1);
    let third = small.mentor("Cy Third", 1);
    let request = small.request(mentee, "2026-02-20");
    let declined = small.offer(request, first, "2026-02-21");
    answer(&mut small, declined, Answer::Declined, 2);
    small.change::<Offer>(declined, |offer| offer.decline_reason = Some(DeclineReason::NoTime));
    small.offer(request, second, "2026-02-24");
    let (found, out) = suggest(&small.scheme, mentee, day(TODAY), None, &[first, second]);
    assert_eq!(found.iter().map(|s| s.mentor).collect::<Vec<_>>(), [third]);
    assert_eq!(found[0].warnings, []);
    let why: Vec<_> = out.iter().map(|excluded| excluded.objection.why.as_str()).collect();
    assert_eq!(
        why,
        [
            "Ana First was asked on 21 Feb and declined (no time)",
            "Bo Second was asked on 24 Feb and has not answered"
        ]
    );
    let unasked = ranked(&small, mentee, None);
    let third = unasked.iter().find(|suggestion| suggestion.mentor == third).unwrap();
    assert_eq!(third.warnings[0].rule, "offer-pending");
}

#[test]
fn the_mentor_of_a_pair_to_be_reassigned_is_not_suggested_and_warns_no_more() {
    let mut small = Small::default();
    let mentee = small.mentee("Tom Reed");
    let old = small.mentor("Old Mentor", 1);
    let new = small.mentor("New Mentor", 1);
    small.pair(old, mentee, "2026-01-01");
    let (found, out) = suggest(&small.scheme, mentee, day(TODAY), None, &[old]);
    assert_eq!((found[0].mentor, found[0].warnings.len()), (new, 0));
    assert_eq!(out[0].objection.why, "Old Mentor is the mentor to be replaced");
}
