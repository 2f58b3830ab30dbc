//! Small schemes written by hand, for tests that know every record.

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{
    Answer, Ending, MeetingStatus, Origin, PairKind, RequestKind, ReviewKind, Status, Subject,
    TopicSide,
};
use crate::domain::ids::{MeetingId, OfferId, PairId, PersonId, PhaseId, RequestId, ReviewId};
use crate::domain::records::{
    Agreement, Closure, Meeting, Mentee, Mentor, Offer, Overrides, Pair, Person, PersonTopic,
    Phase, Request, Review, Topic,
};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Row;
use crate::text::Text;

/// A day in ISO form.
pub(crate) fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// A scheme that grows by one record a call.
#[derive(Default)]
pub(crate) struct Hand {
    scheme: Scheme,
}

impl Hand {
    /// The scheme as it stands.
    pub(crate) fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Puts a record in place.
    pub(crate) fn put<T: Row>(&mut self, row: T) {
        let mut builder = Builder::new(&self.scheme);
        builder.put(row);
        let change = builder.done("");
        self.scheme.apply(&change).unwrap();
    }

    /// Applies what a verb built.
    pub(crate) fn apply(&mut self, change: &Change) {
        self.scheme.apply(change).unwrap();
    }

    /// Changes a record.
    pub(crate) fn change<T: Row>(&mut self, key: T::Key, change: impl FnOnce(&mut T)) {
        let mut row = self.scheme.get::<T>(key).unwrap().clone();
        change(&mut row);
        self.put(row);
    }

    fn id<T: Row>(&self) -> T::Key {
        Builder::new(&self.scheme).new_id::<T>()
    }

    /// Somebody of this name who is active from a day on.
    pub(crate) fn person(&mut self, name: &str, active: &str) -> PersonId {
        let id = self.id::<Person>();
        self.put(Person::named(id, name));
        self.phase(Subject::Person, id.0, active, Status::Active);
        id
    }

    /// A mentor with this many places, trained, active from a day on.
    pub(crate) fn mentor(&mut self, name: &str, active: &str, capacity: i64) -> PersonId {
        let id = self.person(name, active);
        self.put(Mentor { trained: Some(true), ..Mentor::with_capacity(id, capacity) });
        id
    }

    /// A mentee, active from a day on.
    pub(crate) fn mentee(&mut self, name: &str, active: &str) -> PersonId {
        let id = self.person(name, active);
        self.put(Mentee::new(id));
        id
    }

    /// A topic on a side of somebody; one of the same name is the same topic.
    pub(crate) fn topic(&mut self, person: PersonId, side: TopicSide, name: &str) {
        let known = self.scheme.all::<Topic>().find(|topic| topic.name.exact() == name);
        let topic = if let Some(known) = known {
            known.id
        } else {
            let id = self.id::<Topic>();
            self.put(Topic { id, name: name.into(), same_as: None });
            id
        };
        let id = self.id::<PersonTopic>();
        self.put(PersonTopic { id, person, topic, side });
    }

    /// A status from a day on.
    pub(crate) fn phase(&mut self, subject: Subject, id: i64, since: &str, status: Status) {
        let key: PhaseId = self.id::<Phase>();
        let since = day(since);
        self.put(Phase { id: key, subject, subject_id: id, since, status, why: Text::default() });
    }

    /// A pair that is active from its start on and has a blank agreement.
    pub(crate) fn pair(
        &mut self,
        mentee: PersonId,
        mentor: PersonId,
        start: &str,
        end: &str,
    ) -> PairId {
        let id = self.id::<Pair>();
        self.put(Pair {
            id,
            mentor,
            mentee,
            origin: Origin::Coordinator,
            kind: PairKind::Tactical,
            start: day(start),
            agreed_end: Some(day(end)),
            request: None,
            reasons: Text::default(),
            overrides: Overrides::default(),
        });
        self.put(Agreement::blank(id));
        self.phase(Subject::Pair, id.0, start, Status::Active);
        id
    }

    /// Closes a pair on its last day; `also` fills in the rest.
    pub(crate) fn close(&mut self, pair: PairId, on: &str, also: impl FnOnce(&mut Closure)) {
        let mut closure = Closure::on(pair, day(on));
        also(&mut closure);
        self.put(closure);
        self.phase(Subject::Pair, pair.0, on, Status::Closed);
    }

    /// A meeting.
    pub(crate) fn meeting(
        &mut self,
        pair: PairId,
        on: &str,
        status: MeetingStatus,
        minutes: Option<i64>,
    ) -> MeetingId {
        let id = self.id::<Meeting>();
        self.put(Meeting {
            id,
            pair,
            day: day(on),
            minutes,
            format: None,
            status,
            by: None,
            agenda_sent: None,
            actions_recorded: None,
        });
        id
    }

    /// An open request.
    pub(crate) fn request(&mut self, mentee: PersonId, received: &str, topic: &str) -> RequestId {
        let id = self.id::<Request>();
        self.put(Request {
            id,
            mentee,
            kind: RequestKind::Mentoring,
            received: day(received),
            topic: topic.into(),
            reason: Text::default(),
            message: Text::default(),
            source: Text::default(),
            group_of: None,
            ended: None,
            ending: None,
        });
        id
    }

    /// An offer of a request, with its answer and the day of it.
    pub(crate) fn offer(
        &mut self,
        request: RequestId,
        mentor: PersonId,
        sent: &str,
        answer: Option<(Answer, &str)>,
    ) -> OfferId {
        let id = self.id::<Offer>();
        self.put(Offer {
            id,
            request,
            mentor,
            sent: day(sent),
            answer: answer.map(|(answer, _)| answer),
            answered: answer.map(|(_, on)| day(on)),
            decline_reason: None,
            decline_text: Text::default(),
            courtesy: None,
            alternative: Text::default(),
            overrides: Overrides::default(),
        });
        id
    }

    /// Ends a request.
    pub(crate) fn end(&mut self, request: RequestId, on: &str, ending: Ending) {
        self.change::<Request>(request, |row| {
            row.ended = Some(day(on));
            row.ending = Some(ending);
        });
    }

    /// A review; `also` fills in what it found.
    pub(crate) fn review(
        &mut self,
        pair: PairId,
        due: &str,
        also: impl FnOnce(&mut Review),
    ) -> ReviewId {
        let id = self.id::<Review>();
        let mut review = Review::planned(id, pair, ReviewKind::FirstCheckIn, day(due));
        also(&mut review);
        self.put(review);
        id
    }
}
