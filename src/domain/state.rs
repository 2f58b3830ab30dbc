//! What requests and pairs know of themselves on a day: read by verbs, rules, lists, cards and figures alike.

use chrono::NaiveDate;

use crate::domain::codes::{Status, Subject};
use crate::domain::ids::{PairId, PersonId, RequestId};
use crate::domain::records::{Meeting, Offer, Request, Review};
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

    /// The first review of a pair that still waits to be held on this day.
    pub fn next_review(&self, pair: PairId, on: NaiveDate) -> Option<&Review> {
        self.linked::<Review>(Link::ReviewsOfPair, pair)
            .filter(|review| review.is_open(on))
            .min_by_key(|review| (review.due, review.id))
    }
}
