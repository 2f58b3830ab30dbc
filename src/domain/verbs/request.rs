//! Requests: take one in, withdraw one (Q1, Q3).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{Answer, Ending, RequestKind};
use crate::domain::ids::{OfferId, PersonId, RequestId};
use crate::domain::matching::objections_except;
use crate::domain::records::{Mentee, Offer, Overrides, Person, Request};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::domain::verbs::leave::{Leave, allow};
use crate::domain::verbs::offer::{SendOffer, waiting};
use crate::text::{Text, days};

/// A request as it comes in (Q1).
#[derive(Debug, Clone, PartialEq)]
pub struct AddRequest {
    /// Who asks; becomes a mentee if not one yet.
    pub mentee: PersonId,
    /// Who is asked; none lets the request wait with nobody.
    pub mentor: Option<PersonId>,
    /// For mentoring or for one chat.
    pub kind: RequestKind,
    /// Day on which it came; not after today.
    pub received: NaiveDate,
    /// Day on which it was sent to the mentor; none means the day it came.
    pub sent: Option<NaiveDate>,
    /// Topic.
    pub topic: Text,
    /// Why this mentor, or why now.
    pub reason: Text,
    /// The message to the mentor.
    pub message: Text,
    /// By which way it came.
    pub source: Text,
    /// The first of several requests that were sent to several mentors at once.
    pub group_of: Option<RequestId>,
    /// Leave to ask a mentor whom a rule speaks against.
    pub leave: Leave,
}

impl AddRequest {
    /// A request for mentoring with nobody asked.
    pub fn by(mentee: PersonId, received: NaiveDate) -> Self {
        Self {
            mentee,
            mentor: None,
            kind: RequestKind::Mentoring,
            received,
            sent: None,
            topic: Text::default(),
            reason: Text::default(),
            message: Text::default(),
            source: Text::default(),
            group_of: None,
            leave: Leave::none(),
        }
    }
}

/// Takes in a request, and offers it if a mentor is named (Q1, Q6).
pub fn add_request(
    scheme: &Scheme,
    today: NaiveDate,
    input: &AddRequest,
) -> Result<(RequestId, Change), Refusal> {
    if scheme.get::<Person>(input.mentee).is_none() {
        return Err(Refusal::NotFound(input.mentee.to_string()));
    }
    not_later("received", input.received, today)?;
    if let Some(group) = input.group_of
        && scheme.get::<Request>(group).is_none_or(|first| first.mentee != input.mentee)
    {
        return Err(Refusal::NotFound(format!("request {group} of the same mentee")));
    }
    let mut builder = Builder::new(scheme);
    if scheme.get::<Mentee>(input.mentee).is_none() {
        builder.put(Mentee::new(input.mentee));
    }
    let id = builder.new_id::<Request>();
    builder.put(Request {
        id,
        mentee: input.mentee,
        kind: input.kind,
        received: input.received,
        topic: input.topic.clone(),
        reason: input.reason.clone(),
        message: input.message.clone(),
        source: input.source.clone(),
        group_of: input.group_of,
        ended: None,
        ending: None,
    });
    let Some(mentor) = input.mentor else {
        return Ok((id, builder.done(format!("{{{id}}} is recorded, nobody is asked yet"))));
    };
    let sent = input.sent.unwrap_or(input.received);
    let leave = input.leave.clone();
    put_offer(&mut builder, today, &SendOffer { request: id, mentor, sent, leave })?;
    let day = days::long(sent);
    Ok((id, builder.done(format!("{{{id}}} is recorded, sent to {{{mentor}}} on {day}"))))
}

/// Ends an open request because the mentee withdrew it (Q3).
pub fn withdraw_request(
    scheme: &Scheme,
    today: NaiveDate,
    id: RequestId,
    day: NaiveDate,
) -> Result<Change, Refusal> {
    let request = open_request(scheme, id)?;
    not_later("day", day, today)?;
    not_before("day", day, request.received)?;
    let mut builder = Builder::new(scheme);
    end_request(&mut builder, id, day, Ending::Withdrawn, Answer::Withdrawn)?;
    Ok(builder.done(format!("{{{id}}} is withdrawn")))
}

/// An open request: not ended on any day.
pub(super) fn open_request(scheme: &Scheme, id: RequestId) -> Result<&Request, Refusal> {
    let request =
        scheme.get::<Request>(id).ok_or_else(|| Refusal::NotFound(format!("request {id}")))?;
    match (request.ended, request.ending) {
        (Some(ended), Some(ending)) => {
            let day = days::long(ended);
            let why = format!("{id} is not open: {ending} on {day}; add a new request instead");
            Err(Refusal::because(why))
        }
        _ => Ok(request),
    }
}

/// Offers a request to a mentor. What speaks against the two needs leave (M3, Q6).
pub(super) fn put_offer(
    builder: &mut Builder<'_>,
    today: NaiveDate,
    input: &SendOffer,
) -> Result<OfferId, Refusal> {
    let SendOffer { request, mentor, sent, .. } = *input;
    not_later("sent", sent, today)?;
    let asked = builder.get::<Request>(request);
    let (mentee, group) = asked
        .map(|row| (row.mentee, row.group_of.unwrap_or(request)))
        .ok_or_else(|| Refusal::NotFound(format!("request {request}")))?;
    // what waits with this request or its group is not "elsewhere"
    let old = waiting(builder.scheme(), request).or_else(|| waiting(builder.scheme(), group));
    let old = old.map(|offer| offer.id);
    let against = objections_except(builder.scheme(), mentor, mentee, today, None, old);
    let overrides = allow(&against, &Overrides::default(), &input.leave)?;
    let id = builder.new_id::<Offer>();
    builder.put(Offer {
        id,
        request,
        mentor,
        sent,
        answer: None,
        answered: None,
        decline_reason: None,
        decline_text: Text::default(),
        courtesy: None,
        alternative: Text::default(),
        overrides,
    });
    Ok(id)
}

/// Ends a request on a day, and what still waits of its offers with the answer given.
pub(super) fn end_request(
    builder: &mut Builder<'_>,
    id: RequestId,
    day: NaiveDate,
    ending: Ending,
    answer: Answer,
) -> Result<(), Refusal> {
    let waiting: Vec<_> = builder
        .scheme()
        .linked::<Offer>(Link::OffersOfRequest, id)
        .filter_map(|offer| builder.get::<Offer>(offer.id))
        .filter(|offer| offer.answer.is_none())
        .map(|offer| (offer.id, offer.sent))
        .collect();
    for (offer, sent) in waiting {
        not_before("day", day, sent)?;
        builder.change::<Offer>(offer, |offer| {
            offer.answer = Some(answer);
            offer.answered = Some(day);
        });
    }
    builder.change::<Request>(id, |request| {
        request.ended = Some(day);
        request.ending = Some(ending);
    });
    Ok(())
}

/// Refuses a day after another.
pub(super) fn not_later(
    field: &'static str,
    day: NaiveDate,
    last: NaiveDate,
) -> Result<(), Refusal> {
    if day > last {
        let (day, last) = (days::long(day), days::long(last));
        return Err(Refusal::field(
            field,
            format!("{day} is in the future: give a day up to today, {last}"),
        ));
    }
    Ok(())
}

/// Refuses a day before another.
pub(super) fn not_before(
    field: &'static str,
    day: NaiveDate,
    first: NaiveDate,
) -> Result<(), Refusal> {
    if day < first {
        let (day, first) = (days::long(day), days::long(first));
        return Err(Refusal::field(
            field,
            format!("{day} is too early: give a day from {first} on"),
        ));
    }
    Ok(())
}
