//! Ranked mentors for one mentee, each line explained, and every excluded mentor with the rule that blocks them (M1).

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::codes::{Answer, DeclineReason};
use crate::domain::ids::{OfferId, PairId, PersonId};
use crate::domain::matching::criteria::{CRITERIA, Fit, SOFT_RULE, Wish};
use crate::domain::matching::objections::{Objection, RULES, objections_except};
use crate::domain::matching::places::{free_places, holds_place, places_taken};
use crate::domain::records::{Mentor, Offer, Pair, Request};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::text::days::short;

/// A mentor who may be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The mentee.
    pub mentee: PersonId,
    /// The mentor.
    pub mentor: PersonId,
    /// The sum of the points of `lines`; may be below zero.
    pub points: i64,
    /// One line a criterion, in the order of the table, then one for each soft rule.
    pub lines: Vec<Line>,
    /// Soft rules that speak against the two.
    pub warnings: Vec<Objection>,
    /// Free places on the day, 1 or more.
    pub free: i64,
}

impl Suggestion {
    /// What speaks for the mentor, shortly: the lines that brought points.
    pub fn reason(&self) -> String {
        let lines = self.lines.iter().filter(|line| line.points > 0);
        lines.map(|line| line.why.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// Points of one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Id of the criterion or of the soft rule.
    pub criterion: &'static str,
    /// Points; may be 0 or below.
    pub points: i64,
    /// Why, without a full stop.
    pub why: String,
}

/// A mentor who may not be asked, with the first rule that says so. A mentor who was asked
/// already has the rule `asked`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// The mentor.
    pub mentor: PersonId,
    /// Why not.
    pub objection: Objection,
}

/// Every mentor of the scheme in one of two lists: those who may be asked for a mentee on a day,
/// best first, and those who may not, by rule. `topic` is the request's, in the mentee's words.
/// Who was `asked` before for the same request, or is the mentor to be replaced, is not suggested
/// again; their waiting offer and their pair with the mentee count as gone.
///
/// The order is the same every time: points, fewest open pairs, longest since the last mentee, id.
pub fn suggest(
    scheme: &Scheme,
    mentee: PersonId,
    on: NaiveDate,
    topic: Option<&str>,
    asked: &[PersonId],
) -> (Vec<Suggestion>, Vec<Excluded>) {
    let wish = Wish::of(scheme, mentee, topic);
    let leaving = leaving(scheme, mentee, on, asked);
    let (mut ranked, mut excluded) = (Vec::new(), Vec::new());
    for mentor in scheme.all::<Mentor>().map(|mentor| mentor.id) {
        let (pair, offer) = leaving;
        let mut against = objections_except(scheme, mentor, mentee, on, pair, offer);
        if let Some(first) = against.iter().position(|objection| objection.hard) {
            excluded.push(Excluded { mentor, objection: against.swap_remove(first) });
        } else if asked.contains(&mentor) {
            excluded.push(Excluded { mentor, objection: asked_before(scheme, mentor, mentee, on) });
        } else {
            let fit = Fit { scheme, mentor, mentee, on, wish: &wish };
            ranked.push(suggestion(&fit, against));
        }
    }
    ranked.sort_by_cached_key(|suggestion| {
        let mentor = suggestion.mentor;
        let pairs = scheme.linked::<Pair>(Link::PairsOfMentor, mentor);
        let last = pairs.map(|pair| pair.start).filter(|start| *start <= on).max();
        (Reverse(suggestion.points), places_taken(scheme, mentor, on), last, mentor)
    });
    excluded.sort_by_key(|excluded| {
        let rule = excluded.objection.rule;
        let place = RULES.iter().position(|row| row.id == rule).unwrap_or(RULES.len());
        (place, excluded.mentor)
    });
    (ranked, excluded)
}

fn suggestion(fit: &Fit, warnings: Vec<Objection>) -> Suggestion {
    let criteria = CRITERIA.iter().map(|criterion| {
        let (points, why) = (criterion.score)(fit);
        Line { criterion: criterion.id, points, why }
    });
    let costs = warnings.iter().map(|warning| Line {
        criterion: warning.rule,
        points: SOFT_RULE,
        why: warning.why.clone(),
    });
    let lines: Vec<Line> = criteria.chain(costs).collect();
    Suggestion {
        mentee: fit.mentee,
        mentor: fit.mentor,
        points: lines.iter().map(|line| line.points).sum(),
        lines,
        warnings,
        free: free_places(fit.scheme, fit.mentor, fit.on),
    }
}

/// What a mentee asks for and whom they asked: by their newest open request.
#[derive(Debug, Clone, Default)]
pub(super) struct Asking {
    topic: Option<String>,
    asked: Vec<PersonId>,
}

impl Asking {
    pub(super) fn of(scheme: &Scheme, mentee: PersonId, on: NaiveDate) -> Self {
        let newest = scheme.open_requests(mentee, on).max_by_key(|one| (one.received, one.id));
        let Some(request) = newest else { return Self::default() };
        let topic = request.topic.exact();
        let offers = scheme.linked::<Offer>(Link::OffersOfRequest, request.id);
        let asked = offers.filter(|offer| offer.sent <= on).map(|offer| offer.mentor).collect();
        Self { topic: (!topic.is_empty()).then(|| topic.to_owned()), asked }
    }
}

/// The points of these two with every line, hard rules left aside.
pub(super) fn explain(
    scheme: &Scheme,
    mentor: PersonId,
    mentee: PersonId,
    on: NaiveDate,
    asking: &Asking,
) -> Suggestion {
    let wish = Wish::of(scheme, mentee, asking.topic.as_deref());
    let (pair, offer) = leaving(scheme, mentee, on, &asking.asked);
    let mut against = objections_except(scheme, mentor, mentee, on, pair, offer);
    against.retain(|objection| !objection.hard);
    suggestion(&Fit { scheme, mentor, mentee, on, wish: &wish }, against)
}

/// The first hard rule that forbids these two.
pub(super) fn forbidden(
    scheme: &Scheme,
    mentor: PersonId,
    mentee: PersonId,
    on: NaiveDate,
    asking: &Asking,
) -> Option<Objection> {
    let (pair, offer) = leaving(scheme, mentee, on, &asking.asked);
    let against = objections_except(scheme, mentor, mentee, on, pair, offer);
    let hard = against.into_iter().find(|objection| objection.hard);
    let asked = || asking.asked.contains(&mentor);
    hard.or_else(|| asked().then(|| asked_before(scheme, mentor, mentee, on)))
}

/// The pair and the waiting offer of the mentee with somebody who was asked: what a new mentor
/// would replace.
fn leaving(
    scheme: &Scheme,
    mentee: PersonId,
    on: NaiveDate,
    asked: &[PersonId],
) -> (Option<PairId>, Option<OfferId>) {
    let mut pairs = scheme.linked::<Pair>(Link::PairsOfMentee, mentee);
    let pair = pairs.find(|pair| asked.contains(&pair.mentor) && holds_place(scheme, pair, on));
    let offer = offers(scheme, mentee)
        .filter(|offer| asked.contains(&offer.mentor) && offer.is_pending(on))
        .max_by_key(|offer| (offer.sent, offer.id));
    (pair.map(|pair| pair.id), offer.map(|offer| offer.id))
}

fn offers(scheme: &Scheme, mentee: PersonId) -> impl Iterator<Item = &Offer> {
    scheme
        .linked::<Request>(Link::RequestsOfMentee, mentee)
        .flat_map(|request| scheme.linked::<Offer>(Link::OffersOfRequest, request.id))
}

/// What came of the last offer of this mentee to the mentor.
fn asked_before(scheme: &Scheme, mentor: PersonId, mentee: PersonId, on: NaiveDate) -> Objection {
    let name = scheme.name(mentor);
    let last = offers(scheme, mentee)
        .filter(|offer| offer.mentor == mentor && offer.sent <= on)
        .max_by_key(|offer| (offer.sent, offer.id));
    let why = match last {
        None => format!("{name} is the mentor to be replaced"),
        Some(offer) => {
            let sent = short(offer.sent, on);
            format!("{name} was asked on {sent} {}", outcome(offer, on))
        }
    };
    Objection { rule: "asked", hard: true, why }
}

fn outcome(offer: &Offer, on: NaiveDate) -> String {
    match offer.answer_on(on) {
        None | Some(Answer::Reassigned | Answer::Lapsed) => "and has not answered".to_owned(),
        Some(Answer::Accepted) => "and accepted".to_owned(),
        Some(Answer::Withdrawn) => "and the mentee withdrew".to_owned(),
        Some(Answer::Declined) => match offer.decline_reason {
            None | Some(DeclineReason::Other) => "and declined".to_owned(),
            Some(reason) => format!("and declined ({reason})"),
        },
    }
}
