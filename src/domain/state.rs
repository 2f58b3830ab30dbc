//! What requests and pairs know of themselves on a day: read by verbs, rules, lists, cards and figures alike.

use chrono::NaiveDate;

use crate::domain::codes::{Status, Subject};
use crate::domain::ids::{AnyId, MeetingId, PairId, PersonId, RequestId, ReviewId};
use crate::domain::records::{Contact, Meeting, Offer, Pair, Request, Review};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

impl Scheme {
    /// The newest offer of a request that was sent by this day.
    pub fn current_offer(&self, request: RequestId, on: NaiveDate) -> Option<&Offer> {
        self.linked::<Offer>(Link::OffersOfRequest, request)
            .filter(|offer| offer.sent <= on)
            .max_by_key(|offer| (offer.sent, offer.id))
    }

    /// The offer of a request that waits for an answer on this day.
    pub fn pending_offer(&self, request: RequestId, on: NaiveDate) -> Option<&Offer> {
        self.current_offer(request, on).filter(|offer| offer.is_pending(on))
    }

    /// The day from which the clock of an open request runs (Q2): when the waiting offer was sent,
    /// else, with nobody asked, the day of the request.
    pub fn clock(&self, request: &Request, on: NaiveDate) -> NaiveDate {
        self.pending_offer(request.id, on).map_or(request.received, |offer| offer.sent)
    }

    /// The open requests of a mentee on a day.
    pub fn open_requests(&self, mentee: PersonId, on: NaiveDate) -> impl Iterator<Item = &Request> {
        self.linked::<Request>(Link::RequestsOfMentee, mentee).filter(move |r| r.is_open(on))
    }

    /// The status of a pair on a day; none before its first phase.
    pub fn pair_status(&self, pair: PairId, on: NaiveDate) -> Option<Status> {
        self.state_on(Subject::Pair, pair.0, on)
    }

    /// The pair that a record is, or belongs to: itself, that of a review or meeting, or the one
    /// open pair of a person.
    pub fn pair_behind(&self, about: Option<AnyId>) -> Option<PairId> {
        let id = about?;
        match id.letter {
            'M' => Some(PairId(id.number)),
            'V' => self.get::<Review>(ReviewId(id.number)).map(|review| review.pair),
            'S' => self.get::<Meeting>(MeetingId(id.number)).map(|meeting| meeting.pair),
            'P' => {
                let person = PersonId(id.number);
                let mut pairs = self
                    .standing(Link::PairsOfMentor, person)
                    .chain(self.standing(Link::PairsOfMentee, person));
                let first = pairs.next().map(|pair| pair.id);
                if pairs.next().is_some() { None } else { first }
            }
            _ => None,
        }
    }

    /// Whether a pair is open on a day: begun and not closed.
    pub fn is_pair_open(&self, pair: PairId, on: NaiveDate) -> bool {
        self.pair_status(pair, on).is_some_and(|status| status != Status::Closed)
    }

    /// The last meeting of a pair that was held by this day (R4).
    pub fn last_held(&self, pair: PairId, on: NaiveDate) -> Option<&Meeting> {
        self.linked::<Meeting>(Link::MeetingsOfPair, pair)
            .filter(|meeting| meeting.held_by(on))
            .max_by_key(|meeting| (meeting.day, meeting.id))
    }

    /// The support contacts with a pair, or with one of its two, from its start to this day, in no
    /// order (V4).
    pub fn contacts_with(&self, pair: &Pair, on: NaiveDate) -> impl Iterator<Item = &Contact> {
        let span = pair.start..=on;
        self.linked::<Contact>(Link::ContactsOfPair, pair.id)
            .chain(self.linked::<Contact>(Link::ContactsOfPerson, pair.mentor))
            .chain(self.linked::<Contact>(Link::ContactsOfPerson, pair.mentee))
            .filter(move |contact| span.contains(&contact.day))
    }

    /// The newest support contact with a pair, or with one of its two, by this day (V4).
    pub fn last_contact(&self, pair: PairId, on: NaiveDate) -> Option<&Contact> {
        let pair = self.get::<Pair>(pair)?;
        self.contacts_with(pair, on).max_by_key(|contact| (contact.day, contact.id))
    }

    /// The first review of a pair that still waits to be held on this day.
    pub fn next_review(&self, pair: PairId, on: NaiveDate) -> Option<&Review> {
        self.linked::<Review>(Link::ReviewsOfPair, pair)
            .filter(|review| review.is_open(on))
            .min_by_key(|review| (review.due, review.id))
    }
}
