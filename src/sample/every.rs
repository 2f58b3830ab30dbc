//! The scheme that raises every rule of Today at least once, on any day; for tests.

use chrono::NaiveDate;

use crate::domain::Record;
use crate::domain::codes::{
    Answer, CloseReason, ConcernCategory, ConcernStatus, MeetingStatus, Priority,
};
use crate::domain::ids::PersonId;
use crate::domain::records::{
    Absence, Agreement, Closure, Commitment, Concern, ConcernText, Line, Mentor, Offer, Overrides,
    Pair, Person, SettingRow,
};
use crate::sample::plant::{Planter, Who};
use crate::sample::plant_pairs::Plan;
use crate::text::Text;

/// A scheme that breaks every rule as of a day: its records, each behind those it refers to.
/// `backup-old`, which lies outside the records, is left to the caller.
pub fn every_rule(day: NaiveDate) -> Vec<Record> {
    let mut every = Every { plant: Planter::new(day), count: 0 };
    every.requests();
    every.pairs();
    every.reviews_and_paperwork();
    every.people();
    every.paperwork();
    every.care_and_scheme();
    every.plant.records()
}

struct Every {
    plant: Planter,
    count: i64,
}

impl Every {
    fn person(&mut self, role: &str, joined: i64) -> PersonId {
        self.count += 1;
        let name = format!("{role} {}", self.count);
        let email = format!("p{}@everyrule.example", self.count);
        // one department each, so that nothing but the rule in question speaks against a pair
        let department = format!("Department {}", self.count);
        self.plant.person(Who {
            name: &name,
            email: &email,
            department: &department,
            job: "",
            joined,
        })
    }

    fn mentor(&mut self, capacity: i64) -> PersonId {
        let id = self.person("Mentor", 200);
        self.plant.mentor(id, 200, capacity, "leadership, confidence");
        id
    }

    fn mentee(&mut self, joined: i64) -> PersonId {
        let id = self.person("Mentee", joined);
        self.plant.mentee(id, joined, "leadership");
        id
    }

    /// A pair of two new people.
    fn plan(&mut self, age: i64, last: Option<i64>) -> Plan {
        let (mentor, mentee) = (self.mentor(3), self.mentee(age + 3));
        Plan::of(mentor, mentee, age, last)
    }

    fn requests(&mut self) {
        for age in [11, 9] {
            let (mentor, mentee) = (self.mentor(2), self.mentee(age));
            let request = self.plant.request(mentee, age, "leadership", None);
            self.plant.offer(request, mentor, age, None);
        }
        let (hidden, mentee) = (self.mentor(2), self.mentee(3));
        self.absence(hidden, 30, -60);
        let blocked = self.plant.request(mentee, 3, "leadership", None);
        self.plant.offer(blocked, hidden, 2, None);
        let mentee = self.mentee(1);
        self.plant.request(mentee, 1, "leadership", None);
        let (first, second, mentee) = (self.mentor(2), self.mentor(2), self.mentee(5));
        let declined = self.plant.request(mentee, 5, "leadership", None);
        let offer = self.plant.offer(declined, first, 5, Some((2, Answer::Declined)));
        self.plant.change::<Offer>(offer, |offer| offer.courtesy = None);
        self.plant.offer(declined, second, 1, None);
    }

    fn pairs(&mut self) {
        let not_started = self.plan(20, None);
        self.plant.pair(not_started);
        let stale = self.plan(100, Some(70));
        self.plant.pair(stale);
        let cancelling = self.plan(100, Some(30));
        let cancelling = self.plant.pair(cancelling);
        self.plant.meeting(cancelling, 20, MeetingStatus::Cancelled);
        self.plant.meeting(cancelling, 10, MeetingStatus::NoShow);
        let unlogged = self.plan(100, Some(20));
        let unlogged = self.plant.pair(unlogged);
        self.plant.meeting(unlogged, 5, MeetingStatus::Planned);
    }

    fn reviews_and_paperwork(&mut self) {
        let mut overdue = self.plan(100, Some(10));
        overdue.reviewed = 20;
        self.plant.pair(overdue);
        let due = self.plan(85, Some(10));
        self.plant.pair(due);
        let ended = self.plan(150, Some(10));
        let ended = self.plant.pair(ended);
        let end = self.plant.ago(2);
        self.plant.change::<Pair>(ended, |pair| pair.agreed_end = Some(end));
        let mut closing = self.plan(150, Some(40));
        closing.closed = Some((10, CloseReason::Time));
        let closing = self.plant.pair(closing);
        self.plant.change::<Closure>(closing, |closure| closure.debriefed = None);
    }

    fn people(&mut self) {
        let conflict = self.plan(60, Some(10));
        let line = Line {
            id: self.plant.id::<Line>(),
            person: conflict.mentee,
            manager: Some(conflict.mentor),
            manager_name: Text::default(),
            since: Some(self.plant.ago(5)),
            until: None,
            briefed: None,
            agreed: Some(true),
            agreed_on: None,
        };
        self.plant.put(line);
        self.plant.pair(conflict);
        let full = self.mentor(1);
        for mentee in [self.mentee(70), self.mentee(70)] {
            self.overruled(Plan::of(full, mentee, 60, Some(10)), "full");
        }
        let shared = self.mentee(70);
        for mentor in [self.mentor(2), self.mentor(2)] {
            self.overruled(Plan::of(mentor, shared, 60, Some(10)), "second-mentor");
        }
        self.mentee(30);
        let returning = self.mentor(2);
        self.absence(returning, 30, -3);
    }

    fn paperwork(&mut self) {
        for (key, value) in [("manager-agreement", "yes"), ("contacts", "yes")] {
            let id = self.plant.id::<SettingRow>();
            self.plant.put(SettingRow { id, key: key.into(), value: value.into() });
        }
        let unsigned = self.plan(40, Some(10));
        let unsigned = self.plant.pair(unsigned);
        self.plant.change::<Agreement>(unsigned, |agreement| {
            agreement.signed = None;
            agreement.mentee_signed = None;
        });
        let untrained = self.plan(15, Some(5));
        self.plant.change::<Mentor>(untrained.mentor, |mentor| {
            mentor.trained = Some(false);
            mentor.trained_on = None;
        });
        self.plant.pair(untrained);
        let not_agreed = self.plan(15, Some(5));
        let line = Line {
            id: self.plant.id::<Line>(),
            person: not_agreed.mentee,
            manager: None,
            manager_name: "Head of Studies".into(),
            since: Some(self.plant.ago(14)),
            until: None,
            briefed: None,
            agreed: None,
            agreed_on: None,
        };
        self.plant.put(line);
        self.plant.pair(not_agreed);
        let evaluated = self.mentor(1);
        let long_ago = self.plant.ago(366);
        self.plant.change::<Mentor>(evaluated, |mentor| mentor.evaluated_on = Some(long_ago));
    }

    fn care_and_scheme(&mut self) {
        let quiet = self.plan(32, Some(5));
        self.plant.pair(quiet);
        let concern = Concern {
            id: self.plant.id::<Concern>(),
            person: Some(self.mentee(20)),
            pair: None,
            day: self.plant.ago(4),
            category: ConcernCategory::Wellbeing,
            priority: Priority::Routine,
            status: ConcernStatus::Open,
            closed: None,
        };
        let text = ConcernText {
            id: concern.id,
            text: "Sounded worn out on the phone".into(),
            referred_to: Text::default(),
            note: Text::default(),
        };
        self.plant.put(concern);
        self.plant.put(text);
        let commitment = Commitment {
            id: self.plant.id::<Commitment>(),
            who: "Provost".into(),
            what: "a day a week for the coordinator".into(),
            made: self.plant.ago(350),
            renewal: Some(self.plant.ago(-15)),
            ended: None,
        };
        self.plant.put(commitment);
        let kept = self.mentee(10);
        let passed = self.plant.ago(1);
        self.plant.change::<Person>(kept, |person| person.keep_until = Some(passed));
    }

    /// A pair that a sheet brought in against a rule.
    fn overruled(&mut self, plan: Plan, rule: &str) {
        let pair = self.plant.pair(plan);
        self.plant.change::<Pair>(pair, |pair| {
            pair.overrides.set(rule, &Text::from(Overrides::AS_IN_SHEET));
        });
    }

    fn absence(&mut self, person: PersonId, since: i64, until: i64) {
        let absence = Absence {
            id: self.plant.id::<Absence>(),
            person,
            since: self.plant.ago(since),
            until: Some(self.plant.ago(until)),
            reason: "sabbatical".into(),
            ended: None,
        };
        self.plant.put(absence);
    }
}
