//! The scheme of which every figure was worked out by hand: about fifty records around the days at the borders of October 2026.

use crate::domain::codes::{
    Answer, CloseReason, Code, ConcernCategory, ConcernStatus, Ending, GoalsMet, HoursTask,
    MeetingStatus, Outcome, Party, Priority, Status, Subject,
};
use crate::domain::entry::Entry;
use crate::domain::hand::{Hand, day};
use crate::domain::ids::{
    BudgetLineId, ConcernId, HoursId, LineId, OfferId, PairId, PersonId, SettingId, StoryId,
};
use crate::domain::records::{
    Agreement, BudgetLine, Concern, Hours, Line, Offer, Pair, SettingRow, Story,
};

use MeetingStatus::{Cancelled, Held, NoShow, Planned, Postponed};

/// Three mentors (Ann with 2 places, Bob with 1, Cy with 3 and untrained), five mentees, five
/// pairs, six requests, ten meetings, six reviews, four concerns, three stories, four lines of hours
/// and three of the budget around October 2026.
pub(super) fn autumn() -> Hand {
    let mut hand = Hand::default();
    let ann = hand.mentor("Ann", "2026-01-01", 2);
    let bob = hand.mentor("Bob", "2026-01-01", 1);
    let cy = hand.mentor("Cy", "2026-01-01", 3);
    hand.change::<crate::domain::records::Mentor>(cy, |mentor| mentor.trained = None);
    let dee = hand.mentee("Dee", "2026-01-01");
    let eli = hand.mentee("Eli", "2026-01-01");
    let fay = hand.mentee("Fay", "2026-09-01");
    let _gus = hand.mentee("Gus", "2026-10-11");
    let hal = hand.mentee("Hal", "2026-01-01");
    hand.phase(Subject::Person, hal.0, "2026-10-31", Status::Paused);
    pairs(&mut hand, [ann, bob, cy], [dee, eli, fay, hal]);
    requests(&mut hand, [ann, bob, cy], [dee, eli, fay]);
    meetings(&mut hand);
    reviews(&mut hand);
    effort(&mut hand);
    concerns(&mut hand);
    managers(&mut hand, [dee, fay]);
    for (id, on, consent) in
        [(1, "2026-10-31", Some(true)), (2, "2026-10-15", None), (3, "2026-11-01", Some(true))]
    {
        let story = "They met on the stairs.".into();
        hand.put(Story { id: StoryId(id), pair: PairId(1), day: day(on), story, consent });
    }
    hand
}

fn pairs(hand: &mut Hand, [ann, bob, cy]: [PersonId; 3], [dee, eli, fay, hal]: [PersonId; 4]) {
    // M1 is signed, 45 minutes, and on hold from 5 to 14 October
    let m1 = hand.pair(dee, ann, "2026-06-10", "2026-12-10");
    hand.change::<Agreement>(m1, |agreement| {
        agreement.minutes = Some(45);
        agreement.mentor_signed = Some(day("2026-06-20"));
        agreement.mentee_signed = Some(day("2026-06-20"));
    });
    hand.phase(Subject::Pair, m1.0, "2026-10-05", Status::OnHold);
    hand.phase(Subject::Pair, m1.0, "2026-10-15", Status::Active);
    // M2 ends on the first day of October, before the agreed end
    let m2 = hand.pair(eli, bob, "2026-07-01", "2026-12-31");
    hand.close(m2, "2026-10-01", |closure| {
        closure.reasons.0 = vec![CloseReason::Time];
        closure.initiated_by = Some(Party::Mentee);
        closure.goals = Some(GoalsMet::Partly);
    });
    // M3 begins on the last day of October
    let _m3 = hand.pair(fay, ann, "2026-10-31", "2027-04-30");
    // M4 ends early because its goals are met
    let m4 = hand.pair(eli, cy, "2026-10-05", "2027-04-05");
    hand.close(m4, "2026-10-20", |closure| {
        closure.reasons.0 = vec![CloseReason::GoalsMet];
        closure.initiated_by = Some(Party::Both);
        closure.goals = Some(GoalsMet::Fully);
    });
    // M5 ends on the last day of the third quarter, before the agreed end
    let m5 = hand.pair(hal, cy, "2026-05-01", "2026-11-01");
    hand.close(m5, "2026-09-30", |closure| closure.reasons.0 = vec![CloseReason::LostMomentum]);
}

fn requests(hand: &mut Hand, [ann, bob, cy]: [PersonId; 3], [dee, eli, fay]: [PersonId; 3]) {
    let r1 = hand.request(eli, "2026-09-28", "promotion");
    hand.offer(r1, cy, "2026-10-01", Some((Answer::Accepted, "2026-10-05")));
    hand.end(r1, "2026-10-05", Ending::Accepted);
    hand.change::<Pair>(PairId(4), |pair| pair.request = Some(r1));
    // O2: its day 10 is 30 September; declined on day 15, no courtesy message
    let r2 = hand.request(fay, "2026-09-20", "writing");
    hand.offer(r2, bob, "2026-09-20", Some((Answer::Declined, "2026-10-05")));
    // O3: accepted on day 10
    hand.offer(r2, ann, "2026-10-06", Some((Answer::Accepted, "2026-10-16")));
    hand.end(r2, "2026-10-16", Ending::Accepted);
    hand.change::<Pair>(PairId(3), |pair| pair.request = Some(r2));
    // O4: declined on day 11; the courtesy message came after October
    let r3 = hand.request(dee, "2026-10-12", "teaching");
    let o4 = hand.offer(r3, bob, "2026-10-20", Some((Answer::Declined, "2026-10-31")));
    assert_eq!(o4, OfferId(4));
    hand.change::<Offer>(o4, |offer| offer.courtesy = Some(day("2026-11-02")));
    // O5: on 31 October it is day 10; accepted the day after
    let r4 = hand.request(dee, "2026-10-21", "grants");
    hand.offer(r4, cy, "2026-10-21", Some((Answer::Accepted, "2026-11-01")));
    hand.end(r4, "2026-11-01", Ending::Accepted);
    // O6: on 31 October it is day 11
    let r5 = hand.request(dee, "2026-10-20", "networks");
    hand.offer(r5, ann, "2026-10-20", None);
    // O7: withdrawn
    let r6 = hand.request(dee, "2026-10-02", "confidence");
    hand.offer(r6, cy, "2026-10-02", Some((Answer::Withdrawn, "2026-10-04")));
    hand.end(r6, "2026-10-04", Ending::Withdrawn);
}

fn meetings(hand: &mut Hand) {
    for (pair, on, status, minutes) in [
        (1, "2026-10-01", Held, Some(60)),
        (1, "2026-10-15", Cancelled, None),
        (1, "2026-10-31", Held, None), // 45 minutes, as agreed
        (2, "2026-10-01", Held, None), // 60 minutes, the scheme's default
        (4, "2026-10-12", Held, Some(90)),
        (4, "2026-10-19", NoShow, None),
        (1, "2026-09-30", Held, Some(60)),
        (1, "2026-11-01", Held, Some(30)),
        (1, "2026-10-20", Planned, Some(60)),
        (1, "2026-10-21", Postponed, None),
    ] {
        hand.meeting(PairId(pair), on, status, minutes);
    }
}

fn reviews(hand: &mut Hand) {
    // V1 is held 14 days after its day, V2 15 days, V3 not at all, V4 is called off
    hand.review(PairId(1), "2026-10-01", |review| {
        review.held = Some(day("2026-10-15"));
        (review.mentor_score, review.mentee_score) = (Some(4), Some(5));
        review.outcome = Some(Outcome::Continue);
    });
    hand.review(PairId(1), "2026-10-02", |review| {
        review.held = Some(day("2026-10-17"));
        review.mentor_score = Some(3);
        review.outcome = Some(Outcome::ContinueChanged);
    });
    hand.review(PairId(3), "2026-10-31", |_| {});
    hand.review(PairId(2), "2026-10-10", |review| review.cancelled = Some(day("2026-10-01")));
    hand.review(PairId(1), "2026-11-01", |_| {});
    // V6 was due on the last day of the quarter and held on the first of the next
    hand.review(PairId(1), "2026-09-30", |review| {
        review.held = Some(day("2026-10-01"));
        review.mentee_score = Some(2);
    });
}

/// An hour of a volunteer is worth 20, one of the coordinator costs 15.
fn effort(hand: &mut Hand) {
    let settings =
        [("volunteer-rate", "20.00"), ("coordinator-rate", "15.00"), ("manager-agreement", "yes")];
    for (id, (key, value)) in (1..).zip(settings) {
        hand.put(SettingRow { id: SettingId(id), key: key.into(), value: value.into() });
    }
    let worked = [("2026-09-30", 90), ("2026-10-01", 120), ("2026-10-31", 60), ("2026-11-01", 30)];
    for (id, (on, minutes)) in (1..).zip(worked) {
        let task = HoursTask::Support;
        hand.put(Hours { id: HoursId(id), day: day(on), minutes, task });
    }
    for (id, on, planned, spent) in [
        (1, "2026-09-30", None, Some(3_000)),
        (2, "2026-10-31", Some(20_000), Some(12_000)),
        (3, "2026-11-01", Some(5_000), None),
    ] {
        let line = BudgetLine::blank(BudgetLineId(id));
        hand.put(BudgetLine { day: day(on), planned, spent, what: "x".into(), ..line });
    }
}

/// On 31 October C2 has been open for 15 days and C3 for 14.
fn concerns(hand: &mut Hand) {
    for (id, raised, closed) in [
        (1, "2026-10-01", Some("2026-10-31")),
        (2, "2026-10-16", None),
        (3, "2026-10-17", None),
        (4, "2026-09-30", Some("2026-10-01")),
    ] {
        let status = match closed {
            Some(_) => ConcernStatus::Closed,
            None => ConcernStatus::Open,
        };
        hand.put(Concern {
            id: ConcernId(id),
            person: None,
            pair: None,
            day: day(raised),
            category: ConcernCategory::ALL[0],
            priority: Priority::ALL[0],
            status,
            closed: closed.map(day),
        });
    }
}

/// Dee's line manager agrees on the last day of October, Fay's on the first of November.
fn managers(hand: &mut Hand, [dee, fay]: [PersonId; 2]) {
    for (id, person, on) in [(1, dee, "2026-10-31"), (2, fay, "2026-11-01")] {
        hand.put(Line {
            id: LineId(id),
            person,
            manager: None,
            manager_name: "Moss".into(),
            since: None,
            until: None,
            briefed: None,
            agreed: Some(true),
            agreed_on: Some(day(on)),
        });
    }
}
