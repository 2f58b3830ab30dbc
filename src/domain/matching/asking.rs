//! What a mentee asks for and whom they asked, and what of it a new mentor would replace.

use chrono::NaiveDate;

use crate::domain::ids::{OfferId, PairId, PersonId, RequestId};
use crate::domain::matching::places::holds_place;
use crate::domain::records::{Offer, Pair, Request};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

/// What a mentee asks for, and whom they asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Asking {
    /// The open request, if there is one.
    pub(super) request: Option<RequestId>,
    /// Its topic, in the mentee's words.
    pub(super) topic: String,
    /// Who was asked for it, or is the mentor to be replaced.
    pub(super) asked: Vec<PersonId>,
}

impl Asking {
    /// By the newest open request of a mentee.
    pub(super) fn newest(scheme: &Scheme, mentee: PersonId, on: NaiveDate) -> Self {
        let newest = scheme.open_requests(mentee, on).max_by_key(|one| (one.received, one.id));
        let Some(request) = newest else { return Self::default() };
        let offers = scheme.linked::<Offer>(Link::OffersOfRequest, request.id);
        let asked = offers.filter(|offer| offer.sent <= on).map(|offer| offer.mentor).collect();
        Self { request: Some(request.id), topic: request.topic.exact().to_owned(), asked }
    }

    /// With a topic and those asked as told; the texts are those of the newest open request of
    /// this topic, else of the newest.
    pub(super) fn told(
        scheme: &Scheme,
        mentee: PersonId,
        on: NaiveDate,
        topic: Option<&str>,
        asked: &[PersonId],
    ) -> Self {
        let topic = topic.unwrap_or_default();
        let of_topic = |request: &&Request| request.topic.exact() == topic;
        let request = scheme
            .open_requests(mentee, on)
            .max_by_key(|request| (of_topic(request), request.received, request.id));
        Self {
            request: request.map(|request| request.id),
            topic: topic.to_owned(),
            asked: asked.to_vec(),
        }
    }

    /// The pair and the waiting offer of the mentee with somebody who was asked.
    pub(super) fn leaving(
        &self,
        scheme: &Scheme,
        mentee: PersonId,
        on: NaiveDate,
    ) -> (Option<PairId>, Option<OfferId>) {
        let mut pairs = scheme.linked::<Pair>(Link::PairsOfMentee, mentee);
        let pair =
            pairs.find(|pair| self.asked.contains(&pair.mentor) && holds_place(scheme, pair, on));
        let offer = offers(scheme, mentee)
            .filter(|offer| self.asked.contains(&offer.mentor) && offer.is_pending(on))
            .max_by_key(|offer| (offer.sent, offer.id));
        (pair.map(|pair| pair.id), offer.map(|offer| offer.id))
    }
}

/// Whether the mentee has a pair or a waiting offer besides those that are left.
pub(super) fn has_anybody(
    scheme: &Scheme,
    mentee: PersonId,
    on: NaiveDate,
    (pair, offer): (Option<PairId>, Option<OfferId>),
) -> bool {
    let mut pairs = scheme.linked::<Pair>(Link::PairsOfMentee, mentee);
    pairs.any(|own| Some(own.id) != pair && holds_place(scheme, own, on))
        || offers(scheme, mentee).any(|own| Some(own.id) != offer && own.is_pending(on))
}

/// All offers for a mentee.
pub(super) fn offers(scheme: &Scheme, mentee: PersonId) -> impl Iterator<Item = &Offer> {
    scheme
        .linked::<Request>(Link::RequestsOfMentee, mentee)
        .flat_map(|request| scheme.linked::<Offer>(Link::OffersOfRequest, request.id))
}
