//! Puts records of a sample together, each with its paperwork in order: people, topics, requests, offers.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use crate::domain::codes::{
    Answer, Channel, DeclineReason, Ending, Format, RequestKind, Several, Status, Subject,
    TopicSide,
};
use crate::domain::ids::{Id, OfferId, PersonId, RequestId, TopicId};
use crate::domain::records::{
    Line, Mentee, Mentor, Offer, Overrides, Person, PersonTopic, Phase, Request, Topic,
};
use crate::domain::{Record, Row, Table};
use crate::text::Text;

/// The records of a sample in the making. All days are counted back from one day, so that
/// weekdays and the lengths of months do not matter.
pub(super) struct Planter {
    day: NaiveDate,
    records: Vec<Record>,
    last: BTreeMap<Table, i64>,
    topics: BTreeMap<String, TopicId>,
}

/// Who somebody is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Who<'a> {
    pub(super) name: &'a str,
    pub(super) email: &'a str,
    pub(super) department: &'a str,
    pub(super) job: &'a str,
    /// Days since joining the scheme.
    pub(super) joined: i64,
}

impl Planter {
    pub(super) fn new(day: NaiveDate) -> Self {
        Self { day, records: Vec::new(), last: BTreeMap::new(), topics: BTreeMap::new() }
    }

    /// The records, each behind those that it refers to.
    pub(super) fn records(mut self) -> Vec<Record> {
        self.records.sort_by_key(|record| (record.table(), record.id()));
        self.records
    }

    /// The day so many days ago; ahead where the number is below zero.
    pub(super) fn ago(&self, days: i64) -> NaiveDate {
        self.day.checked_sub_signed(TimeDelta::days(days)).unwrap_or(self.day)
    }

    pub(super) fn id<T: Row>(&mut self) -> T::Key {
        let last = self.last.entry(T::TABLE).or_insert(0);
        *last += 1;
        T::Key::from_raw(*last)
    }

    pub(super) fn put<T: Row>(&mut self, row: T) {
        self.records.push(row.wrap());
    }

    /// Changes a record that was put before.
    pub(super) fn change<T: Row>(&mut self, key: T::Key, change: impl FnOnce(&mut T)) {
        let place = |record: &Record| T::of(record).is_some_and(|row| row.key() == key);
        if let Some(record) = self.records.iter_mut().rev().find(|record| place(record))
            && let Some(mut row) = T::of(record).cloned()
        {
            change(&mut row);
            *record = row.wrap();
        }
    }

    pub(super) fn phase(&mut self, subject: Subject, id: i64, ago: i64, status: Status) {
        let phase = Phase {
            id: self.id::<Phase>(),
            subject,
            subject_id: id,
            since: self.ago(ago),
            status,
            why: Text::default(),
        };
        self.put(phase);
    }

    /// Somebody with consent, briefed line manager and all that a person signs; without a status.
    pub(super) fn newcomer(&mut self, who: Who) -> PersonId {
        let id = self.id::<Person>();
        let joined = Some(self.ago(who.joined));
        self.put(Person {
            email: who.email.into(),
            organisation: "Northfield University".into(),
            department: who.department.into(),
            job_title: who.job.into(),
            location: "Northfield".into(),
            languages: "English".into(),
            source: "newsletter".into(),
            preferred_channel: Some(Channel::Email),
            joined,
            role_accepted: joined,
            equality_accepted: joined,
            consent: Some(true),
            consent_version: "1".into(),
            consent_on: joined,
            keep_until: Some(self.ago(-1500)),
            ..Person::named(id, who.name)
        });
        let line = Line {
            id: self.id::<Line>(),
            person: id,
            manager: None,
            manager_name: Text::new(format!("Head of {}", who.department)),
            since: None,
            until: None,
            briefed: joined,
            agreed: Some(true),
            agreed_on: joined,
        };
        self.put(line);
        id
    }

    /// A newcomer who is active from the day of joining.
    pub(super) fn person(&mut self, who: Who) -> PersonId {
        let id = self.newcomer(who);
        self.phase(Subject::Person, id.0, who.joined, Status::Active);
        id
    }

    /// Makes a person a mentor, trained and evaluated. `topics` are separated by commas.
    pub(super) fn mentor(&mut self, id: PersonId, joined: i64, capacity: i64, topics: &str) {
        // trained within a week, evaluated in the last half year or not yet due
        let (trained, evaluated) = (joined - 6, 20 + (id.0 * 17).rem_euclid(150));
        let evaluated = (evaluated < joined).then_some(evaluated);
        self.put(Mentor {
            formats: Several(vec![Format::Video, Format::InPerson]),
            availability: "most afternoons".into(),
            first_time: Some(capacity == 1),
            trained: Some(true),
            trained_on: Some(self.ago(trained)),
            training: "mentor training".into(),
            induction_on: Some(self.ago(trained)),
            conduct_on: Some(self.ago(trained)),
            evaluated_on: evaluated.map(|ago| self.ago(ago)),
            evaluation_score: evaluated.map(|_| 4),
            ..Mentor::with_capacity(id, capacity)
        });
        self.topics(id, TopicSide::Offered, topics);
    }

    /// Makes a person a mentee, inducted.
    pub(super) fn mentee(&mut self, id: PersonId, joined: i64, topics: &str) {
        self.put(Mentee {
            goals: Text::new(format!("get further with {topics}")),
            first_time: Some(true),
            student: Some(false),
            formats: Several(vec![Format::Video, Format::InPerson]),
            plan: Some(true),
            induction_on: Some(self.ago(joined)),
            ..Mentee::new(id)
        });
        self.topics(id, TopicSide::Wanted, topics);
    }

    fn topics(&mut self, person: PersonId, side: TopicSide, topics: &str) {
        for name in topics.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let known = self.topics.get(name).copied();
            let topic = known.unwrap_or_else(|| {
                let id = self.id::<Topic>();
                self.put(Topic { id, name: name.into(), same_as: None });
                self.topics.insert(name.to_owned(), id);
                id
            });
            let id = self.id::<PersonTopic>();
            self.put(PersonTopic { id, person, topic, side });
        }
    }

    /// A request for mentoring, open unless it has an end.
    pub(super) fn request(
        &mut self,
        mentee: PersonId,
        received: i64,
        topic: &str,
        end: Option<(i64, Ending)>,
    ) -> RequestId {
        let id = self.id::<Request>();
        self.put(Request {
            id,
            mentee,
            kind: RequestKind::Mentoring,
            received: self.ago(received),
            topic: topic.into(),
            reason: Text::default(),
            message: Text::new(format!("I would like to talk about {topic}.")),
            source: "form".into(),
            group_of: None,
            ended: end.map(|(ago, _)| self.ago(ago)),
            ending: end.map(|(_, ending)| ending),
        });
        id
    }

    /// An offer that was sent and answered so many days ago; a decline has its courtesy message.
    pub(super) fn offer(
        &mut self,
        request: RequestId,
        mentor: PersonId,
        sent: i64,
        answer: Option<(i64, Answer)>,
    ) -> OfferId {
        let id = self.id::<Offer>();
        let answered = answer.map(|(ago, _)| self.ago(ago));
        let declined = answer.is_some_and(|(_, answer)| answer == Answer::Declined);
        self.put(Offer {
            id,
            request,
            mentor,
            sent: self.ago(sent),
            answer: answer.map(|(_, answer)| answer),
            answered,
            decline_reason: declined.then_some(DeclineReason::NoTime),
            decline_text: Text::default(),
            courtesy: answered.filter(|_| declined),
            alternative: Text::default(),
            overrides: Overrides::default(),
        });
        id
    }
}
