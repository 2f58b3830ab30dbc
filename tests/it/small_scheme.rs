//! A small scheme for tests, put together record by record: mentors, mentees, pairs, and what they said.

use chrono::NaiveDate;
use matchbook::domain::codes::{Origin, PairKind, RequestKind, Status, Subject, TopicSide};
use matchbook::domain::ids::{OfferId, PairId, PersonId, RequestId};
use matchbook::domain::records::{
    Mentee, Mentor, Offer, Overrides, Pair, Person, PersonTopic, Phase, Request, Topic,
};
use matchbook::domain::verbs::set_setting;
use matchbook::domain::{Builder, Change, Row, Scheme, admit};
use matchbook::text::{Text, fold};

/// A day from its ISO form.
pub(crate) fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// A scheme that grows by calls.
#[derive(Default)]
pub(crate) struct Small {
    pub(crate) scheme: Scheme,
}

impl Small {
    /// Writes what a builder says.
    pub(crate) fn build<T>(&mut self, write: impl FnOnce(&mut Builder) -> T) -> T {
        let scheme = self.scheme.clone();
        let mut builder = Builder::new(&scheme);
        let result = write(&mut builder);
        self.scheme.apply(&builder.done("a test")).unwrap();
        result
    }

    /// Puts a record in place.
    pub(crate) fn put<T: Row>(&mut self, row: T) {
        self.build(|builder| builder.put(row));
    }

    /// Changes a record.
    pub(crate) fn change<T: Row>(&mut self, key: T::Key, change: impl FnOnce(&mut T)) {
        self.build(|builder| builder.change(key, change));
    }

    /// An active person.
    pub(crate) fn person(&mut self, name: &str) -> PersonId {
        let id = self.build(|builder| {
            let id = builder.new_id::<Person>();
            builder.put(Person::named(id, name));
            id
        });
        self.status(Subject::Person, id.0, "2025-01-01", Status::Active);
        id
    }

    /// An active, trained mentor with places.
    pub(crate) fn mentor(&mut self, name: &str, capacity: i64) -> PersonId {
        let id = self.person(name);
        let mentor = Mentor { trained: Some(true), ..Mentor::with_capacity(id, capacity) };
        self.put(mentor);
        id
    }

    /// An active mentee.
    pub(crate) fn mentee(&mut self, name: &str) -> PersonId {
        let id = self.person(name);
        self.put(Mentee::new(id));
        id
    }

    /// A status of a person or pair from a day on.
    pub(crate) fn status(&mut self, subject: Subject, id: i64, since: &str, status: Status) {
        self.build(|builder| {
            let phase = Phase {
                id: builder.new_id::<Phase>(),
                subject,
                subject_id: id,
                since: day(since),
                status,
                why: Text::default(),
            };
            builder.put(phase);
        });
    }

    /// A pair, active from its start.
    pub(crate) fn pair(&mut self, mentor: PersonId, mentee: PersonId, start: &str) -> PairId {
        let id = self.build(|builder| {
            let id = builder.new_id::<Pair>();
            builder.put(Pair {
                id,
                mentor,
                mentee,
                origin: Origin::Coordinator,
                kind: PairKind::Tactical,
                start: day(start),
                agreed_end: None,
                request: None,
                reasons: Text::default(),
                overrides: Overrides::default(),
            });
            id
        });
        self.status(Subject::Pair, id.0, start, Status::Active);
        id
    }

    /// A request for mentoring.
    pub(crate) fn request(&mut self, mentee: PersonId, received: &str) -> RequestId {
        self.build(|builder| {
            let id = builder.new_id::<Request>();
            builder.put(Request {
                id,
                mentee,
                kind: RequestKind::Mentoring,
                received: day(received),
                topic: Text::default(),
                reason: Text::default(),
                message: Text::default(),
                source: Text::default(),
                group_of: None,
                ended: None,
                ending: None,
            });
            id
        })
    }

    /// An offer that waits for its answer.
    pub(crate) fn offer(&mut self, request: RequestId, mentor: PersonId, sent: &str) -> OfferId {
        self.build(|builder| {
            let id = builder.new_id::<Offer>();
            builder.put(Offer {
                id,
                request,
                mentor,
                sent: day(sent),
                answer: None,
                answered: None,
                decline_reason: None,
                decline_text: Text::default(),
                courtesy: None,
                alternative: Text::default(),
                overrides: Overrides::default(),
            });
            id
        })
    }

    /// A topic that a person offers or wants.
    pub(crate) fn topic(&mut self, person: PersonId, side: TopicSide, name: &str) {
        let known = self
            .scheme
            .all::<Topic>()
            .find(|topic| fold(topic.name.exact()) == fold(name))
            .map(|topic| topic.id);
        self.build(|builder| {
            let topic = known.unwrap_or_else(|| {
                let id = builder.new_id::<Topic>();
                builder.put(Topic { id, name: name.into(), same_as: None });
                id
            });
            let id = builder.new_id::<PersonTopic>();
            builder.put(PersonTopic { id, person, topic, side });
        });
    }

    /// Gives a setting a value.
    pub(crate) fn set(&mut self, setting: &str, value: &str) {
        let change = set_setting(&self.scheme, setting, value).unwrap();
        self.scheme.apply(&change).unwrap();
    }

    /// Takes a change in as the program would: admitted, applied, and taken back to the same
    /// scheme by its inverse (ids given out stay given out).
    pub(crate) fn accept(&mut self, change: &Change) {
        admit(&self.scheme, change).unwrap();
        let after = self.scheme.after(change).unwrap();
        let back = after.after(&change.inverse("back".into())).unwrap();
        assert_eq!(back.tables(), self.scheme.tables(), "the inverse restores every record");
        assert!(!change.words.is_empty());
        self.scheme = after;
    }
}
