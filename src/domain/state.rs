//! What requests and pairs know of themselves on a day: read by verbs, rules, lists, cards and figures alike.

use chrono::NaiveDate;

use crate::domain::codes::{MeetingStatus, Status, Subject};
use crate::domain::ids::{PairId, PersonId, RequestId};
use crate::domain::records::{Meeting, Offer, Pair, Request, Review};
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

    /// What the meetings of a pair say of it on a day, looked through once.
    pub fn met(&self, pair: &Pair, on: NaiveDate) -> Met<'_> {
        let mut last_held: Option<&Meeting> = None;
        let mut missed: Vec<&Meeting> = Vec::new();
        for meeting in self.linked::<Meeting>(Link::MeetingsOfPair, pair.id) {
            if meeting.day > on {
                continue;
            }
            if meeting.was_missed() {
                missed.push(meeting);
            } else if meeting.status == MeetingStatus::Held
                && last_held.is_none_or(|last| (last.day, last.id) < (meeting.day, meeting.id))
            {
                last_held = Some(meeting);
            }
        }
        // a meeting that was held after all on the day of the missed one makes up for it
        missed.retain(|meeting| last_held.is_none_or(|held| held.day < meeting.day));
        missed.sort_by_key(|meeting| (meeting.day, meeting.id));
        let since = last_held.map_or(pair.start, |meeting| meeting.day);
        let on_hold = self.days_on_hold(pair.id, since, on);
        Met { last_held, missed, since, on_hold, quiet: (on - since).num_days() - on_hold }
    }
}

/// What the meetings of a pair say of it on a day (R4, R5). Planned meetings do not count.
#[derive(Debug, Clone)]
pub struct Met<'a> {
    /// The last meeting held.
    pub last_held: Option<&'a Meeting>,
    /// Meetings cancelled, postponed or not shown up to since then, oldest first.
    pub missed: Vec<&'a Meeting>,
    /// The day of the last meeting held, else the start of the pair.
    pub since: NaiveDate,
    /// Days since then on which the pair was on hold.
    pub on_hold: i64,
    /// Days since then without those on hold.
    pub quiet: i64,
}
