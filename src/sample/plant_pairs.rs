//! Puts pairs of a sample together: agreement signed, reviews held as planned, meetings at the agreed interval.

use crate::domain::codes::{
    CloseReason, Fit, Format, Frequency, GoalsMet, MeetingStatus, Origin, Outcome, PairKind, Party,
    ReviewKind, Several, Status, Subject,
};
use crate::domain::ids::{PairId, PersonId, RequestId};
use crate::domain::records::{Agreement, Closure, Meeting, Overrides, Pair, Review};
use crate::sample::plant::Planter;
use crate::text::Text;

/// Half a term and a term in days: reviews and agreed ends of a sample are counted in days.
const HALF_TERM: i64 = 91;
const TERM: i64 = 183;
const CHECK_IN: i64 = 35;

/// What a pair shall look like. Days are counted back from the day of the sample.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    pub(super) mentor: PersonId,
    pub(super) mentee: PersonId,
    /// Days since the start.
    pub(super) age: i64,
    pub(super) every: Frequency,
    /// Days since the last meeting held; none if there was none.
    pub(super) last: Option<i64>,
    /// Days since it closed, and why.
    pub(super) closed: Option<(i64, CloseReason)>,
    pub(super) request: Option<RequestId>,
    /// Reviews due before so many days ago were held.
    pub(super) reviewed: i64,
    /// Days from the start to the first check-in.
    pub(super) check_in: i64,
}

impl Plan {
    /// A pair in order that came of no request.
    pub(super) fn of(mentor: PersonId, mentee: PersonId, age: i64, last: Option<i64>) -> Self {
        Self {
            mentor,
            mentee,
            age,
            every: Frequency::Monthly,
            last,
            closed: None,
            request: None,
            reviewed: 0,
            check_in: CHECK_IN,
        }
    }
}

impl Planter {
    /// A pair with its phases, agreement, reviews, held meetings and closing.
    pub(super) fn pair(&mut self, plan: Plan) -> PairId {
        let id = self.id::<Pair>();
        let until = plan.closed.map_or(0, |(ago, _)| ago);
        let terms = (plan.age - until - 1).max(0) / TERM + 1;
        self.put(Pair {
            id,
            mentor: plan.mentor,
            mentee: plan.mentee,
            origin: if plan.request.is_some() { Origin::Request } else { Origin::Coordinator },
            kind: if id.0 % 6 == 0 { PairKind::Strategic } else { PairKind::Tactical },
            start: self.ago(plan.age),
            agreed_end: Some(self.ago(plan.age - terms * TERM)),
            request: plan.request,
            reasons: "topics in common".into(),
            overrides: Overrides::default(),
        });
        self.phase(Subject::Pair, id.0, plan.age, Status::Active);
        self.put(Agreement {
            frequency: Some(plan.every),
            minutes: Some(60),
            formats: Several(vec![Format::Video, Format::InPerson]),
            signed: Some(true),
            mentor_signed: Some(self.ago(plan.age)),
            mentee_signed: Some(self.ago(plan.age)),
            ..Agreement::blank(id)
        });
        self.reviews(id, plan, until, terms);
        self.meetings(id, plan);
        if let Some((ago, reason)) = plan.closed {
            self.close(id, ago, reason);
        }
        id
    }

    fn reviews(&mut self, pair: PairId, plan: Plan, until: i64, terms: i64) {
        let mut dues = vec![(ReviewKind::FirstCheckIn, plan.check_in)];
        for term in 0..terms {
            dues.push((ReviewKind::MidTerm, term * TERM + HALF_TERM));
            dues.push((ReviewKind::EndOfTerm, (term + 1) * TERM));
        }
        for (kind, after) in dues {
            let due = plan.age - after;
            let past = due >= plan.reviewed.max(until) && due > 0;
            if !past && plan.closed.is_some() {
                continue;
            }
            let id = self.id::<Review>();
            let review = Review::planned(id, pair, kind, self.ago(due));
            if !past {
                self.put(review);
                continue;
            }
            let renewed = kind == ReviewKind::EndOfTerm && due > until;
            self.put(Review {
                held: Some(self.ago((due - 3).max(until).max(0))),
                mentor_fit: Some(Fit::Good),
                mentee_fit: Some(Fit::Good),
                mentor_score: Some(4),
                mentee_score: Some(5),
                goals: Some(GoalsMet::Partly),
                outcome: Some(Outcome::Continue),
                new_end: renewed.then(|| self.ago(plan.age - after - TERM)),
                ..review
            });
        }
    }

    /// Held meetings from the last one back at the agreed interval.
    fn meetings(&mut self, pair: PairId, plan: Plan) {
        let interval = plan.every.days().unwrap_or(30);
        let Some(last) = plan.last else { return };
        let mut days: Vec<i64> = Vec::new();
        let mut ago = last;
        while ago < plan.age {
            days.push(ago);
            ago += interval;
        }
        for ago in days.into_iter().rev() {
            self.meeting(pair, ago, MeetingStatus::Held);
        }
    }

    pub(super) fn meeting(&mut self, pair: PairId, ago: i64, status: MeetingStatus) {
        let id = self.id::<Meeting>();
        let held = status == MeetingStatus::Held;
        let missed = !held && status != MeetingStatus::Planned;
        let format = if (pair.0 + id.0) % 3 == 0 { Format::InPerson } else { Format::Video };
        self.put(Meeting {
            id,
            pair,
            day: self.ago(ago),
            minutes: Some(60),
            format: Some(format),
            status,
            by: missed.then_some(if id.0 % 2 == 0 { Party::Mentor } else { Party::Mentee }),
            agenda_sent: held.then_some(true),
            actions_recorded: held.then_some(true),
        });
    }

    fn close(&mut self, pair: PairId, ago: i64, reason: CloseReason) {
        self.phase(Subject::Pair, pair.0, ago, Status::Closed);
        let soon = Some(self.ago((ago - 5).max(0)));
        self.put(Closure {
            initiated_by: Some(Party::Both),
            reasons: Several(vec![reason]),
            goals: Some(GoalsMet::Mostly),
            mentor_evaluated: soon,
            mentee_evaluated: soon,
            celebrated: Some(true),
            signposted: Text::default(),
            contact_after: Some(true),
            mentor_rematch: Some(true),
            mentee_rematch: Some(false),
            may_pair_again: Some(reason != CloseReason::NotAFit),
            debriefed: soon,
            ..Closure::on(pair, self.ago(ago))
        });
    }
}
