//! Verbs of requests, pairs, meetings, reviews and closings: what they write, what they refuse, and that undo fits.

use chrono::NaiveDate;
use matchbook::domain::codes::{
    Answer, Channel, CloseReason, DeclineReason, Ending, MeetingStatus, Outcome, PairKind,
    RequestKind, ReviewKind, Several, Status, Subject,
};
use matchbook::domain::ids::{OfferId, PairId, PersonId, RequestId, ReviewId};
use matchbook::domain::records::{
    Closure, Meeting, Mentee, Mentor, Offer, Pair, Person, Phase, Reminder, Request, Review,
};
use matchbook::domain::verbs::{
    AddRequest, ClosePair, ClosingSteps, HoldReview, Leave, LogMeeting, ReassignPair, Reply,
    SendOffer, StartPair, add_request, answer_request, close_pair, complete_closing, hold_pair,
    hold_review, log_meeting, offer_request, reassign_pair, reassign_request, remind_mentor,
    resume_pair, send_courtesy, start_pair,
};
use matchbook::domain::{Builder, Change, Link, Refusal, Scheme, admit};
use matchbook::text::Text;

const ANA: PersonId = PersonId(1);
const BEN: PersonId = PersonId(2);
const TOM: PersonId = PersonId(3);
const UMA: PersonId = PersonId(4);

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Two mentees (Ana, Ben) and two trained mentors with one place each (Tom, Uma), all active.
fn four() -> Scheme {
    let scheme = Scheme::default();
    let mut builder = Builder::new(&scheme);
    for (id, name) in
        [(ANA, "Ana Costa"), (BEN, "Ben Okafor"), (TOM, "Tom Reed"), (UMA, "Uma Bell")]
    {
        builder.put(Person::named(id, name));
        let phase = builder.new_id::<Phase>();
        builder.put(Phase {
            id: phase,
            subject: Subject::Person,
            subject_id: id.0,
            since: day("2025-01-01"),
            status: Status::Active,
            why: Text::default(),
        });
    }
    for id in [ANA, BEN] {
        builder.put(Mentee::new(id));
    }
    for id in [TOM, UMA] {
        let mut mentor = Mentor::with_capacity(id, 1);
        mentor.trained = Some(true);
        builder.put(mentor);
    }
    let change = builder.done("four people");
    scheme.after(&change).unwrap()
}

/// An offer that no rule speaks against.
fn sent(request: RequestId, mentor: PersonId, sent: NaiveDate) -> SendOffer {
    SendOffer { request, mentor, sent, leave: Leave::none() }
}

/// Applies a change that must be admitted, and proves that its inverse brings back the scheme.
fn done(scheme: &Scheme, change: &Change) -> Scheme {
    admit(scheme, change).unwrap();
    let after = scheme.after(change).unwrap();
    let back = after.after(&change.inverse("undo".into())).unwrap();
    assert_eq!(back.tables(), scheme.tables(), "undo of: {}", change.words);
    after
}

fn asked(mentee: PersonId, mentor: PersonId, on: &str) -> (Scheme, RequestId) {
    let scheme = four();
    let mut input = AddRequest::by(mentee, day(on));
    input.mentor = Some(mentor);
    let (id, change) = add_request(&scheme, day(on), &input).unwrap();
    (done(&scheme, &change), id)
}

fn accepted() -> Reply {
    Reply::Accepted { start: None, leave: Leave::none() }
}

fn declined() -> Reply {
    Reply::Declined {
        reason: Some(DeclineReason::NoTime),
        text: Text::default(),
        courtesy: false,
        alternative: Text::default(),
    }
}

#[test]
fn an_accepted_request_becomes_a_pair_of_six_months_with_three_reviews() {
    let (scheme, id) = asked(ANA, TOM, "2025-08-20");
    let change = answer_request(&scheme, day("2025-09-02"), id, day("2025-08-31"), &accepted());
    let scheme = done(&scheme, &change.unwrap());
    let pair = scheme.get::<Pair>(PairId(1)).unwrap();
    // six calendar months from 31 August end on the last of February
    assert_eq!((pair.start, pair.agreed_end), (day("2025-08-31"), Some(day("2026-02-28"))));
    let reviews: Vec<_> = scheme
        .linked::<Review>(Link::ReviewsOfPair, pair.id)
        .map(|review| (review.kind, review.due.to_string()))
        .collect();
    let expected = [
        (ReviewKind::FirstCheckIn, "2025-10-05".to_owned()),
        (ReviewKind::MidTerm, "2025-11-29".to_owned()),
        (ReviewKind::EndOfTerm, "2026-02-28".to_owned()),
    ];
    assert_eq!(reviews, expected);
    assert_eq!(scheme.get::<Request>(id).unwrap().ending, Some(Ending::Accepted));
    assert_eq!(scheme.get::<Offer>(OfferId(1)).unwrap().answer, Some(Answer::Accepted));
}

#[test]
fn an_accepted_help_request_makes_a_one_off_pair_with_an_end_review_only() {
    let scheme = four();
    let mut input = AddRequest::by(ANA, day("2026-01-05"));
    input.mentor = Some(TOM);
    input.kind = RequestKind::Help;
    let (id, change) = add_request(&scheme, day("2026-01-05"), &input).unwrap();
    let scheme = done(&scheme, &change);
    let on = day("2026-01-07");
    let scheme = done(&scheme, &answer_request(&scheme, on, id, on, &accepted()).unwrap());
    assert_eq!(scheme.get::<Pair>(PairId(1)).unwrap().kind, PairKind::OneOff);
    let kinds: Vec<_> = scheme.all::<Review>().map(|review| review.kind).collect();
    assert_eq!(kinds, [ReviewKind::EndOfTerm]);
}

#[test]
fn requests_of_one_group_lapse_when_one_is_accepted() {
    let (scheme, first) = asked(ANA, TOM, "2026-01-05");
    let mut input = AddRequest::by(ANA, day("2026-01-05"));
    input.mentor = Some(UMA);
    input.group_of = Some(first);
    let (second, change) = add_request(&scheme, day("2026-01-05"), &input).unwrap();
    let scheme = done(&scheme, &change);
    let on = day("2026-01-08");
    let scheme = done(&scheme, &answer_request(&scheme, on, second, on, &accepted()).unwrap());
    let first = scheme.get::<Request>(first).unwrap();
    assert_eq!((first.ending, first.ended), (Some(Ending::Lapsed), Some(on)));
    assert_eq!(scheme.get::<Offer>(OfferId(1)).unwrap().answer, Some(Answer::Lapsed));
}

#[test]
fn a_decline_owes_courtesy_until_it_is_recorded_and_the_clock_falls_back_to_the_request() {
    let (scheme, id) = asked(ANA, TOM, "2026-01-05");
    let on = day("2026-01-12");
    let scheme = done(&scheme, &answer_request(&scheme, on, id, on, &declined()).unwrap());
    let request = scheme.get::<Request>(id).unwrap();
    assert!(request.is_open(on) && scheme.pending_offer(id, on).is_none());
    assert_eq!(scheme.clock(request, on), day("2026-01-05"));
    let change = send_courtesy(&scheme, on, id, on, &Text::default()).unwrap();
    let scheme = done(&scheme, &change);
    assert_eq!(scheme.get::<Offer>(OfferId(1)).unwrap().courtesy, Some(on));
    assert!(send_courtesy(&scheme, on, id, on, &Text::default()).is_err(), "it is owed once");
}

#[test]
fn reminding_never_resets_the_clock_and_another_mentor_starts_a_new_one() {
    let (scheme, id) = asked(ANA, TOM, "2026-01-05");
    let on = day("2026-01-16");
    let change = remind_mentor(&scheme, on, id, on, Channel::Email).unwrap();
    let scheme = done(&scheme, &change);
    assert_eq!(scheme.all::<Reminder>().len(), 1);
    assert_eq!(scheme.clock(scheme.get::<Request>(id).unwrap(), on), day("2026-01-05"));
    let change = reassign_request(&scheme, on, &sent(id, UMA, on)).unwrap();
    let scheme = done(&scheme, &change);
    assert_eq!(scheme.clock(scheme.get::<Request>(id).unwrap(), on), on);
    let old = scheme.get::<Offer>(OfferId(1)).unwrap();
    assert_eq!((old.answer, old.answered), (Some(Answer::Reassigned), Some(on)));
    let same = reassign_request(&scheme, on, &sent(id, UMA, on));
    assert!(same.unwrap_err().to_string().contains("with Uma Bell already"));
}

#[test]
fn days_of_answers_are_neither_in_the_future_nor_before_the_offer() {
    let (scheme, id) = asked(ANA, TOM, "2026-01-05");
    let on = day("2026-01-12");
    for wrong in ["2026-01-13", "2026-01-04"] {
        let refused = answer_request(&scheme, on, id, day(wrong), &accepted()).unwrap_err();
        assert!(matches!(refused, Refusal::Field { field: "day", .. }), "{wrong}: {refused}");
    }
}

#[test]
fn a_full_mentor_is_offered_only_with_a_reason_and_a_confirmation() {
    let scheme = four();
    let on = day("2026-01-05");
    let (_, change) = start_pair(&scheme, on, &StartPair::of(ANA, TOM, on)).unwrap();
    let scheme = done(&scheme, &change);
    let mut second = StartPair::of(BEN, TOM, on);
    for (reason, confirmed) in [("", false), ("", true), ("short of mentors", false)] {
        second.leave = Leave { reason: reason.into(), confirmed };
        let refused = start_pair(&scheme, on, &second).unwrap_err();
        assert!(matches!(refused, Refusal::Rule { rule: "full", hard: true, .. }), "{refused}");
    }
    second.leave = Leave { reason: "short of mentors".into(), confirmed: true };
    let (id, change) = start_pair(&scheme, on, &second).unwrap();
    let scheme = done(&scheme, &change);
    let overrides = &scheme.get::<Pair>(id).unwrap().overrides;
    assert_eq!(overrides.reason("full").map(Text::exact), Some("short of mentors"));
}

#[test]
fn the_state_itself_is_refused_even_if_a_verb_forgot_to_ask() {
    let scheme = four();
    let on = day("2026-01-05");
    let (_, change) = start_pair(&scheme, on, &StartPair::of(ANA, TOM, on)).unwrap();
    let scheme = done(&scheme, &change);
    let mut second = StartPair::of(BEN, TOM, on);
    second.leave = Leave { reason: "x".into(), confirmed: true };
    let (id, change) = start_pair(&scheme, on, &second).unwrap();
    let mut forged = Builder::new(&scheme);
    forged.extend(change);
    forged.change::<Pair>(id, |pair| {
        pair.overrides = matchbook::domain::records::Overrides::default();
    });
    let refused = admit(&scheme, &forged.done("forged")).unwrap_err();
    assert!(matches!(refused, Refusal::Rule { rule: "full", .. }));
}

#[test]
fn closing_asks_for_a_reason_and_calls_off_what_was_planned() {
    let scheme = four();
    let start = day("2026-01-05");
    let (id, change) = start_pair(&scheme, start, &StartPair::of(ANA, TOM, start)).unwrap();
    let scheme = done(&scheme, &change);
    let today = day("2026-03-03");
    let mut input = ClosePair::on(today);
    assert!(matches!(
        close_pair(&scheme, today, id, &input),
        Err(Refusal::Field { field: "reasons", .. })
    ));
    input.reasons = Several(vec![CloseReason::GoalsMet, CloseReason::TermCompleted]);
    input.new_request = true;
    let scheme = done(&scheme, &close_pair(&scheme, today, id, &input).unwrap());
    assert_eq!(scheme.pair_status(id, day("2026-03-02")), Some(Status::Active));
    assert_eq!(scheme.pair_status(id, today), Some(Status::Closed));
    assert!(scheme.all::<Review>().all(|review| review.cancelled == Some(today)));
    assert_eq!(scheme.open_requests(ANA, today).count(), 1);
    let again = close_pair(&scheme, today, id, &input).unwrap_err();
    assert!(again.to_string().contains("already closed on Tue 3 Mar 2026"), "{again}");
    let steps = ClosingSteps { debriefed: Some(today), ..ClosingSteps::default() };
    let scheme = done(&scheme, &complete_closing(&scheme, today, id, &steps).unwrap());
    let open = scheme.get::<Closure>(id).unwrap().open_steps(today);
    assert_eq!(open, ["goals met", "mentor's evaluation", "mentee's evaluation"]);
}

#[test]
fn a_pair_is_not_closed_before_its_last_meeting_nor_a_meeting_logged_after_its_end() {
    let scheme = four();
    let start = day("2026-01-05");
    let (id, change) = start_pair(&scheme, start, &StartPair::of(ANA, TOM, start)).unwrap();
    let scheme = done(&scheme, &change);
    let today = day("2026-03-03");
    let met = LogMeeting::held(id, day("2026-02-20"));
    let scheme = done(&scheme, &log_meeting(&scheme, today, &met).unwrap().1);
    let mut early = ClosePair::on(day("2026-02-19"));
    early.reasons = Several(vec![CloseReason::Time]);
    assert!(close_pair(&scheme, today, id, &early).is_err());
    early.day = day("2026-02-20");
    let scheme = done(&scheme, &close_pair(&scheme, today, id, &early).unwrap());
    let late = LogMeeting::held(id, day("2026-02-21"));
    assert!(log_meeting(&scheme, today, &late).is_err());
    assert!(log_meeting(&scheme, today, &LogMeeting::held(id, day("2026-01-04"))).is_err());
}

#[test]
fn logging_on_a_planned_day_tells_what_came_of_the_plan() {
    let scheme = four();
    let start = day("2026-01-05");
    let (id, change) = start_pair(&scheme, start, &StartPair::of(ANA, TOM, start)).unwrap();
    let scheme = done(&scheme, &change);
    let mut first = LogMeeting::held(id, day("2026-01-20"));
    first.next = Some(day("2026-02-20"));
    let scheme = done(&scheme, &log_meeting(&scheme, day("2026-01-20"), &first).unwrap().1);
    let second = LogMeeting::held(id, day("2026-02-20"));
    let scheme = done(&scheme, &log_meeting(&scheme, day("2026-02-24"), &second).unwrap().1);
    let statuses: Vec<_> = scheme.all::<Meeting>().map(|meeting| meeting.status).collect();
    assert_eq!(statuses, [MeetingStatus::Held, MeetingStatus::Held]);
}

#[test]
fn reassigning_a_pair_ends_it_and_asks_the_next_mentor_in_one_act() {
    let scheme = four();
    let start = day("2026-01-05");
    let (id, change) = start_pair(&scheme, start, &StartPair::of(ANA, TOM, start)).unwrap();
    let scheme = done(&scheme, &change);
    let today = day("2026-03-03");
    let input = ReassignPair {
        mentor: Some(UMA),
        day: today,
        reasons: Several(vec![CloseReason::Cancelling]),
        initiated_by: None,
        leave: Leave::none(),
    };
    let change = reassign_pair(&scheme, today, id, &input).unwrap();
    let scheme = done(&scheme, &change);
    assert_eq!(scheme.pair_status(id, today), Some(Status::Closed));
    let request = scheme.open_requests(ANA, today).next().unwrap();
    assert_eq!(scheme.pending_offer(request.id, today).unwrap().mentor, UMA);
    assert!(scheme.words(&change.words).contains("Ana Costa is offered to Uma Bell"));
}

#[test]
fn holding_needs_an_open_pair_and_days_in_order() {
    let scheme = four();
    let start = day("2026-01-05");
    let (id, change) = start_pair(&scheme, start, &StartPair::of(ANA, TOM, start)).unwrap();
    let scheme = done(&scheme, &change);
    let held = hold_pair(&scheme, id, day("2026-02-01"), &"leave".into()).unwrap();
    let scheme = done(&scheme, &held);
    assert_eq!(scheme.pair_status(id, day("2026-01-31")), Some(Status::Active));
    assert_eq!(scheme.pair_status(id, day("2026-02-01")), Some(Status::OnHold));
    assert!(hold_pair(&scheme, id, day("2026-02-05"), &Text::default()).is_err(), "already");
    assert!(resume_pair(&scheme, id, day("2026-01-31")).is_err(), "before the hold");
    let scheme = done(&scheme, &resume_pair(&scheme, id, day("2026-03-01")).unwrap());
    assert_eq!(scheme.pair_status(id, day("2026-03-01")), Some(Status::Active));
}

#[test]
fn continuing_at_the_end_of_term_plans_another_term() {
    let scheme = four();
    let start = day("2025-09-01");
    let (id, change) = start_pair(&scheme, start, &StartPair::of(ANA, TOM, start)).unwrap();
    let scheme = done(&scheme, &change);
    let end = scheme.linked::<Review>(Link::ReviewsOfPair, id).last().unwrap().id;
    let today = day("2026-03-03");
    let change = hold_review(&scheme, today, end, &HoldReview::on(today)).unwrap();
    let scheme = done(&scheme, &change);
    // the term ended on 1 March; six months from the day of the review
    assert_eq!(scheme.get::<Pair>(id).unwrap().agreed_end, Some(day("2026-09-03")));
    let next: Vec<_> =
        scheme.all::<Review>().filter(|review| review.id > end).map(|r| (r.kind, r.due)).collect();
    assert_eq!(next[0], (ReviewKind::FirstCheckIn, day("2026-04-07")));
    assert_eq!(next[2], (ReviewKind::EndOfTerm, day("2026-09-03")));
    let again = hold_review(&scheme, today, ReviewId(end.0), &HoldReview::on(today)).unwrap_err();
    assert!(again.to_string().contains("was held on"));
}

#[test]
fn phasing_out_winds_the_pair_down_from_that_day() {
    let scheme = four();
    let start = day("2026-01-05");
    let (id, change) = start_pair(&scheme, start, &StartPair::of(ANA, TOM, start)).unwrap();
    let scheme = done(&scheme, &change);
    let today = day("2026-02-10");
    let mut input = HoldReview::on(today);
    input.outcome = Outcome::PhaseOut;
    let review = scheme.next_review(id, today).unwrap().id;
    let scheme = done(&scheme, &hold_review(&scheme, today, review, &input).unwrap());
    assert_eq!(scheme.pair_status(id, today), Some(Status::WindingDown));
}

#[test]
fn a_request_that_waits_with_nobody_is_offered_and_matched() {
    let scheme = four();
    let on = day("2026-01-05");
    let (id, change) = add_request(&scheme, on, &AddRequest::by(ANA, on)).unwrap();
    let scheme = done(&scheme, &change);
    let offered = offer_request(&scheme, on, &sent(id, TOM, on)).unwrap();
    assert!(offer_request(&done(&scheme, &offered), on, &sent(id, UMA, on)).is_err());
    let mut input = StartPair::of(ANA, UMA, on);
    input.request = Some(id);
    let (_, change) = start_pair(&scheme, on, &input).unwrap();
    let scheme = done(&scheme, &change);
    assert!(!scheme.get::<Request>(id).unwrap().is_open(on));
    let offer = scheme.get::<Offer>(OfferId(1)).unwrap();
    assert_eq!((offer.mentor, offer.answer), (UMA, Some(Answer::Accepted)));
}
