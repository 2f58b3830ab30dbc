//! Pairs: start, change the end, reassign (R1, M5, M6); their states are in `life.rs`.

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{
    Answer, CloseReason, Ending, Frequency, Origin, PairKind, Party, RequestKind, Several, Status,
    Subject,
};
use crate::domain::ids::{PairId, PersonId, RequestId};
use crate::domain::matching::objections_except;
use crate::domain::records::{Agreement, Mentee, Offer, Pair, Person, Phase, Request, Review};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::Link;
use crate::domain::verbs::closing::{ClosePair, put_closing};
use crate::domain::verbs::leave::{Leave, allow};
use crate::domain::verbs::offer::{SendOffer, waiting};
use crate::domain::verbs::request::{AddRequest, end_request, not_before, open_request, put_offer};
use crate::domain::verbs::review::plan_reviews;
use crate::text::{Text, days};

/// A pair to be started (R1, M6).
#[derive(Debug, Clone, PartialEq)]
pub struct StartPair {
    /// The mentee.
    pub mentee: PersonId,
    /// The mentor.
    pub mentor: PersonId,
    /// First day.
    pub start: NaiveDate,
    /// Agreed last day; none means the default term after the start (six months, R1).
    pub end: Option<NaiveDate>,
    /// One-off, tactical or strategic.
    pub kind: PairKind,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it waits to be confirmed.
    pub provisional: bool,
    /// How often they agreed to meet.
    pub frequency: Option<Frequency>,
    /// Minutes of a meeting.
    pub minutes: Option<i64>,
    /// Why these two.
    pub reasons: Text,
    /// The open request that it answers.
    pub request: Option<RequestId>,
    /// Day on which that request was accepted; none means the start.
    pub answered: Option<NaiveDate>,
    /// Leave for the rules that speak against it (M3).
    pub leave: Leave,
}

impl StartPair {
    /// A pair made by the coordinator, with the defaults of the scheme.
    pub fn of(mentee: PersonId, mentor: PersonId, start: NaiveDate) -> Self {
        Self {
            mentee,
            mentor,
            start,
            end: None,
            kind: PairKind::Tactical,
            origin: Origin::Coordinator,
            provisional: false,
            frequency: None,
            minutes: None,
            reasons: Text::default(),
            request: None,
            answered: None,
            leave: Leave::none(),
        }
    }

    /// The same as the answer to a request; a help request makes a one-off pair (R1).
    #[must_use]
    pub fn answering(self, request: &Request) -> Self {
        let kind = match request.kind {
            RequestKind::Help => PairKind::OneOff,
            RequestKind::Mentoring => self.kind,
        };
        Self { request: Some(request.id), origin: Origin::Request, kind, ..self }
    }
}

/// Starts a pair: plans its reviews (V1), answers the request that it comes from, and lets the
/// other requests of the same group lapse (Q1).
pub fn start_pair(
    scheme: &Scheme,
    today: NaiveDate,
    input: &StartPair,
) -> Result<(PairId, Change), Refusal> {
    let mut builder = Builder::new(scheme);
    let (id, first) = put_pair(&mut builder, today, input)?;
    let review = first.map_or(String::new(), |due| format!(", first review {}", days::long(due)));
    let start = days::long(input.start);
    let (mentee, mentor) = (input.mentee, input.mentor);
    let of = input.request.map_or(String::new(), |request| format!(" of {request}"));
    let words = format!("{{{mentee}}} and {{{mentor}}}{of}: pair {id} starts {start}{review}");
    Ok((id, builder.done(words)))
}

/// Writes a new pair with all that follows; gives its id and the day of its first review.
pub(super) fn put_pair(
    builder: &mut Builder<'_>,
    today: NaiveDate,
    input: &StartPair,
) -> Result<(PairId, Option<NaiveDate>), Refusal> {
    let scheme = builder.scheme();
    for id in [input.mentor, input.mentee] {
        if scheme.get::<Person>(id).is_none() {
            return Err(Refusal::NotFound(id.to_string()));
        }
    }
    likely_start(today, input.start)?;
    let months = i32::try_from(scheme.settings().number(Key::TermMonths)).unwrap_or(6);
    let end = input.end.unwrap_or_else(|| days::add_months(input.start, months));
    if end < input.start {
        return Err(Refusal::EndBeforeStart { start: input.start, end });
    }
    let offered = input.request.and_then(|id| waiting(scheme, id));
    let same = offered.filter(|offer| offer.mentor == input.mentor);
    let kept = same.map(|offer| offer.overrides.clone()).unwrap_or_default();
    let against = objections_except(
        scheme,
        input.mentor,
        input.mentee,
        today,
        None,
        offered.map(|offer| offer.id),
    );
    let overrides = allow(&against, &kept, &input.leave)?;
    if scheme.get::<Mentee>(input.mentee).is_none() {
        builder.put(Mentee::new(input.mentee));
    }
    if let Some(request) = input.request {
        accept_request(builder, request, today, input)?;
    }
    let id = builder.new_id::<Pair>();
    let pair = Pair {
        id,
        mentor: input.mentor,
        mentee: input.mentee,
        origin: input.origin,
        kind: input.kind,
        start: input.start,
        agreed_end: Some(end),
        request: input.request,
        reasons: input.reasons.clone(),
        overrides,
    };
    builder.put(pair.clone());
    let status = if input.provisional { Status::Provisional } else { Status::Active };
    put_phase(builder, id, input.start, status, &Text::default());
    if input.frequency.is_some() || input.minutes.is_some() {
        let mut agreement = Agreement::blank(id);
        agreement.frequency = input.frequency;
        agreement.minutes = input.minutes;
        builder.put(agreement);
    }
    Ok((id, plan_reviews(builder, &pair, input.start)))
}

/// A start more than a year ahead is a slip of the year: the pair would stand in no list of work
/// until then.
fn likely_start(today: NaiveDate, start: NaiveDate) -> Result<(), Refusal> {
    if start <= days::add_months(today, 12) {
        return Ok(());
    }
    let start = days::long(start);
    Err(Refusal::field("start", format!("{start} is more than a year ahead: check the year")))
}

/// Ends the request with an accepted offer to the mentor of the pair; what waited elsewhere, and
/// the other requests of the group, lapse.
fn accept_request(
    builder: &mut Builder<'_>,
    id: RequestId,
    today: NaiveDate,
    input: &StartPair,
) -> Result<(), Refusal> {
    let scheme = builder.scheme();
    let request = open_request(scheme, id)?;
    if request.mentee != input.mentee {
        let name = scheme.name(input.mentee);
        return Err(Refusal::field("request", format!("{id} is not a request of {name}")));
    }
    let day = input.answered.unwrap_or(input.start.min(today));
    not_before("day", day, request.received)?;
    not_before("start", input.start, request.received)?;
    match waiting(scheme, id) {
        Some(offer) if offer.mentor == input.mentor => {
            builder.change::<Offer>(offer.id, |offer| {
                offer.answer = Some(Answer::Accepted);
                offer.answered = Some(day);
            });
        }
        other => {
            if let Some(old) = other {
                not_before("day", day, old.sent)?;
                builder.change::<Offer>(old.id, |offer| {
                    offer.answer = Some(Answer::Reassigned);
                    offer.answered = Some(day);
                });
            }
            let (mentor, leave) = (input.mentor, input.leave.clone());
            let asked = SendOffer { request: id, mentor, sent: day, leave };
            let offer = put_offer(builder, today, &asked)?;
            builder.change::<Offer>(offer, |offer| {
                offer.answer = Some(Answer::Accepted);
                offer.answered = Some(day);
            });
        }
    }
    end_request(builder, id, day, Ending::Accepted, Answer::Lapsed)?;
    let group = request.group_of.unwrap_or(id);
    let others: Vec<_> = scheme
        .linked::<Request>(Link::RequestsOfGroup, group)
        .chain(scheme.get::<Request>(group))
        .filter(|other| other.id != id && other.ended.is_none())
        .map(|other| other.id)
        .collect();
    for other in others {
        end_request(builder, other, day, Ending::Lapsed, Answer::Lapsed)?;
    }
    Ok(())
}

/// Agrees on another last day; the end-of-term review moves with it.
pub fn end_on(scheme: &Scheme, id: PairId, end: NaiveDate) -> Result<Change, Refusal> {
    let pair = open_pair(scheme, id)?;
    if end < pair.start {
        return Err(Refusal::EndBeforeStart { start: pair.start, end });
    }
    let mut builder = Builder::new(scheme);
    put_end(&mut builder, id, end);
    Ok(builder.done(format!("{{{id}}} now end {}", days::long(end))))
}

/// Writes another agreed end, and moves the open end-of-term review there.
pub(super) fn put_end(builder: &mut Builder<'_>, id: PairId, end: NaiveDate) {
    builder.change::<Pair>(id, |pair| pair.agreed_end = Some(end));
    let review = builder
        .scheme()
        .linked::<Review>(Link::ReviewsOfPair, id)
        .filter_map(|review| builder.get::<Review>(review.id))
        .find(|review| {
            review.kind == crate::domain::codes::ReviewKind::EndOfTerm
                && review.held.is_none()
                && review.cancelled.is_none()
        })
        .map(|review| review.id);
    if let Some(review) = review {
        builder.change::<Review>(review, |review| review.due = end);
    }
}

/// A pair to be ended and its mentee offered to another mentor, in one act (M5).
#[derive(Debug, Clone, PartialEq)]
pub struct ReassignPair {
    /// The next mentor; none lets the new request wait with nobody.
    pub mentor: Option<PersonId>,
    /// Last day of the old pair, and day of the new request.
    pub day: NaiveDate,
    /// Why the old pair ends; at least one reason.
    pub reasons: Several<CloseReason>,
    /// Who ended it.
    pub initiated_by: Option<Party>,
    /// Leave for rules that speak against the next mentor.
    pub leave: Leave,
}

/// Ends a pair, keeps its history, and offers its mentee to the next mentor: one act (M5).
pub fn reassign_pair(
    scheme: &Scheme,
    today: NaiveDate,
    id: PairId,
    input: &ReassignPair,
) -> Result<Change, Refusal> {
    let pair = open_pair(scheme, id)?;
    let mut closing = ClosePair::on(input.day);
    closing.reasons = input.reasons.clone();
    closing.initiated_by = input.initiated_by;
    let mut builder = Builder::new(scheme);
    put_closing(&mut builder, today, id, &closing)?;
    let mut request = AddRequest::by(pair.mentee, input.day);
    if let Some(old) = pair.request.and_then(|old| scheme.get::<Request>(old)) {
        request.topic = old.topic.clone();
        request.kind = old.kind;
    }
    let closed = builder.done("");
    let after = scheme.after(&closed)?;
    request.mentor = input.mentor;
    request.leave = input.leave.clone();
    let (_, asked) = super::request::add_request(&after, today, &request)?;
    let mut all = Builder::new(scheme);
    all.extend(closed);
    all.extend(asked);
    let (mentee, mentor) = (pair.mentee, pair.mentor);
    let next = input
        .mentor
        .map_or("waits for a mentor".to_owned(), |next| format!("is offered to {{{next}}}"));
    Ok(all.done(format!("{{{mentee}}} and {{{mentor}}} are ended; {{{mentee}}} {next}")))
}

/// A pair by its id.
pub(super) fn pair_of(scheme: &Scheme, id: PairId) -> Result<&Pair, Refusal> {
    scheme.get::<Pair>(id).ok_or_else(|| Refusal::NotFound(format!("pair {id}")))
}

/// A pair whose last phase is not closed.
pub(super) fn open_pair(scheme: &Scheme, id: PairId) -> Result<&Pair, Refusal> {
    let pair = pair_of(scheme, id)?;
    let last = scheme.phases(Subject::Pair, id.0).max_by_key(|phase| (phase.since, phase.id));
    match last.filter(|phase| phase.status == Status::Closed) {
        Some(phase) => {
            let day = days::long(phase.since);
            let why = format!("pair {id} was already closed on {day}: start a new one instead");
            Err(Refusal::because(why))
        }
        None => Ok(pair),
    }
}

/// Writes a phase of a pair.
pub(super) fn put_phase(
    builder: &mut Builder<'_>,
    pair: PairId,
    since: NaiveDate,
    status: Status,
    why: &Text,
) {
    let id = builder.new_id::<Phase>();
    builder.put(Phase {
        id,
        subject: Subject::Pair,
        subject_id: pair.0,
        since,
        status,
        why: why.clone(),
    });
}
