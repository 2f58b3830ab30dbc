//! Offers: send a request to a mentor, record the answer, remind, owe and send courtesy (Q2 to Q6, M5).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{Answer, Channel, DeclineReason, Ending, ReminderKind};
use crate::domain::ids::{OfferId, PairId, PersonId, RequestId};
use crate::domain::records::{Offer, Pair, Reminder, Request};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::domain::verbs::leave::Leave;
use crate::domain::verbs::pair::{StartPair, put_pair};
use crate::domain::verbs::request::{
    end_request, not_before, not_later, open_request, put_offer, withdraw_request,
};
use crate::text::{Text, days};

/// What a mentor, or the mentee, said to a request (Q3).
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// The mentor takes it: a pair starts.
    Accepted {
        /// First day of the pair; none means the day of the answer.
        start: Option<NaiveDate>,
        /// Leave for rules that speak against the pair by now.
        leave: Leave,
    },
    /// The mentor declines.
    Declined {
        /// Why.
        reason: Option<DeclineReason>,
        /// Why, in the mentor's words.
        text: Text,
        /// Whether the mentee has had a courtesy message already (Q4).
        courtesy: bool,
        /// An alternative mentor or service that was pointed out.
        alternative: Text,
    },
    /// The mentor needs time or information: logged, and the clock goes on.
    NeedsMore(ReminderKind),
    /// The mentee withdrew.
    Withdrawn,
    /// Nobody will answer any more.
    Lapsed,
}

/// An offer of an open request to a mentor (Q1).
#[derive(Debug, Clone, PartialEq)]
pub struct SendOffer {
    /// The request.
    pub request: RequestId,
    /// Who is asked.
    pub mentor: PersonId,
    /// The day on which it is sent; not in the future.
    pub sent: NaiveDate,
    /// Leave for rules that speak against the two (M3).
    pub leave: Leave,
}

/// Offers an open request that waits with nobody to a mentor (Q1).
pub fn offer_request(
    scheme: &Scheme,
    today: NaiveDate,
    input: &SendOffer,
) -> Result<Change, Refusal> {
    let id = input.request;
    if let Some(offer) = waiting(scheme, id) {
        let name = scheme.name(offer.mentor);
        return Err(Refusal::because(format!("{id} waits with {name}: reassign it instead")));
    }
    reassign_request(scheme, today, input)
}

/// Offers a request to another mentor in one act; what waited with the old one stays in the
/// history as offered elsewhere, and a new clock starts (Q2, M5).
pub fn reassign_request(
    scheme: &Scheme,
    today: NaiveDate,
    input: &SendOffer,
) -> Result<Change, Refusal> {
    let SendOffer { request: id, mentor, sent, .. } = *input;
    let request = open_request(scheme, id)?;
    not_before("sent", sent, request.received)?;
    let mut builder = Builder::new(scheme);
    let mut from = String::new();
    if let Some(old) = waiting(scheme, id) {
        if old.mentor == mentor {
            let name = scheme.name(mentor);
            return Err(Refusal::field(
                "mentor",
                format!("{id} is with {name} already: name somebody else"),
            ));
        }
        not_before("sent", sent, old.sent)?;
        builder.change::<Offer>(old.id, |offer| {
            offer.answer = Some(Answer::Reassigned);
            offer.answered = Some(sent);
        });
        from = format!(" from {{{}}}", old.mentor);
    }
    put_offer(&mut builder, today, input)?;
    let due = sent + chrono::Days::new(answer_days(scheme));
    let due = days::long(due);
    Ok(builder.done(format!("{{{id}}} goes{from} to {{{mentor}}}; the answer is due {due}")))
}

/// Records an answer with the day on which it came (Q3).
pub fn answer_request(
    scheme: &Scheme,
    today: NaiveDate,
    id: RequestId,
    day: NaiveDate,
    reply: &Reply,
) -> Result<Change, Refusal> {
    let request = open_request(scheme, id)?;
    not_later("day", day, today)?;
    match reply {
        Reply::Withdrawn => return withdraw_request(scheme, today, id, day),
        Reply::Lapsed => {
            not_before("day", day, request.received)?;
            let mut builder = Builder::new(scheme);
            end_request(&mut builder, id, day, Ending::Lapsed, Answer::Lapsed)?;
            return Ok(builder.done(format!("{{{id}}} lapsed")));
        }
        Reply::Accepted { .. } | Reply::Declined { .. } | Reply::NeedsMore(_) => {}
    }
    let offer = waiting(scheme, id).ok_or_else(|| {
        Refusal::because(format!("{id} waits with nobody: offer it to a mentor first"))
    })?;
    not_before("day", day, offer.sent)?;
    match reply {
        Reply::Accepted { start, leave } => {
            accept(scheme, today, request, offer, day, *start, leave)
        }
        Reply::Declined { reason, text, courtesy, alternative } => {
            let mut builder = Builder::new(scheme);
            builder.change::<Offer>(offer.id, |offer| {
                offer.answer = Some(Answer::Declined);
                offer.answered = Some(day);
                offer.decline_reason = *reason;
                offer.decline_text = text.clone();
                offer.courtesy = courtesy.then_some(day);
                offer.alternative = alternative.clone();
            });
            let owed = if *courtesy { "" } else { "; a courtesy message is owed" };
            let (mentor, mentee) = (offer.mentor, request.mentee);
            Ok(builder.done(format!("{{{mentor}}} declined the request of {{{mentee}}}{owed}")))
        }
        Reply::NeedsMore(kind) => {
            let mut builder = Builder::new(scheme);
            put_reminder(&mut builder, request.id, Some(offer.id), day, Channel::Email, *kind);
            Ok(builder.done(format!("{{{}}} {kind}; the clock goes on", offer.mentor)))
        }
        Reply::Withdrawn | Reply::Lapsed => Err(Refusal::because("nothing to record")),
    }
}

/// Records that the mentor who is waited for was reminded (Q5); with nobody asked it is the mentee
/// who heard that the request is not forgotten. The age goes on.
pub fn remind_mentor(
    scheme: &Scheme,
    today: NaiveDate,
    id: RequestId,
    day: NaiveDate,
    channel: Channel,
) -> Result<Change, Refusal> {
    let request = open_request(scheme, id)?;
    not_later("day", day, today)?;
    let offer = waiting(scheme, id);
    not_before("day", day, offer.map_or(request.received, |offer| offer.sent))?;
    let mut builder = Builder::new(scheme);
    let kind = ReminderKind::Reminder;
    put_reminder(&mut builder, id, offer.map(|offer| offer.id), day, channel, kind);
    Ok(builder.done(match offer {
        Some(offer) => format!("{{{}}} was reminded of {{{id}}} by {channel}", offer.mentor),
        // named by its request, so that its history has it
        None => format!("{{{id}}}: the mentee was told by {channel} that a mentor is still sought"),
    }))
}

/// Records that a pair was nudged.
pub fn remind_pair(
    scheme: &Scheme,
    today: NaiveDate,
    id: PairId,
    day: NaiveDate,
    channel: Channel,
) -> Result<Change, Refusal> {
    let pair = scheme.get::<Pair>(id).ok_or_else(|| Refusal::NotFound(format!("pair {id}")))?;
    not_later("day", day, today)?;
    not_before("day", day, pair.start)?;
    let mut builder = Builder::new(scheme);
    let reminder = Reminder {
        id: builder.new_id::<Reminder>(),
        request: None,
        offer: None,
        pair: Some(id),
        day,
        channel,
        kind: ReminderKind::Reminder,
    };
    builder.put(reminder);
    Ok(builder.done(format!("{{{id}}} were reminded by {channel}")))
}

/// Records the courtesy message that every decline of a request owes the mentee (Q4).
pub fn send_courtesy(
    scheme: &Scheme,
    today: NaiveDate,
    id: RequestId,
    day: NaiveDate,
    alternative: &Text,
) -> Result<Change, Refusal> {
    let request =
        scheme.get::<Request>(id).ok_or_else(|| Refusal::NotFound(format!("request {id}")))?;
    not_later("day", day, today)?;
    let owed: Vec<_> = scheme
        .linked::<Offer>(Link::OffersOfRequest, id)
        .filter(|offer| offer.answer == Some(Answer::Declined) && offer.courtesy.is_none())
        .map(|offer| (offer.id, offer.answered))
        .collect();
    if owed.is_empty() {
        return Err(Refusal::because(format!(
            "no courtesy message is owed for {id}: only a decline owes one"
        )));
    }
    let mut builder = Builder::new(scheme);
    for (offer, answered) in owed {
        not_before("day", day, answered.unwrap_or(request.received))?;
        builder.change::<Offer>(offer, |offer| {
            offer.courtesy = Some(day);
            if !alternative.is_empty() {
                offer.alternative = alternative.clone();
            }
        });
    }
    Ok(builder.done(format!("{{{id}}}: the mentee got a courtesy message")))
}

/// The offer of a request that has no answer yet.
pub(super) fn waiting(scheme: &Scheme, id: RequestId) -> Option<&Offer> {
    scheme
        .linked::<Offer>(Link::OffersOfRequest, id)
        .filter(|offer| offer.answer.is_none())
        .max_by_key(|offer| (offer.sent, offer.id))
}

fn answer_days(scheme: &Scheme) -> u64 {
    let days = scheme.settings().number(crate::domain::settings::Key::AnswerDays);
    u64::try_from(days).unwrap_or_default()
}

fn accept(
    scheme: &Scheme,
    today: NaiveDate,
    request: &Request,
    offer: &Offer,
    day: NaiveDate,
    start: Option<NaiveDate>,
    leave: &Leave,
) -> Result<Change, Refusal> {
    let first = start.unwrap_or(day);
    let mut input = StartPair::of(request.mentee, offer.mentor, first).answering(request);
    input.answered = Some(day);
    input.leave = leave.clone();
    let mut builder = Builder::new(scheme);
    let (pair, first) = put_pair(&mut builder, today, &input)?;
    let review = first.map_or(String::new(), |due| format!(", first review {}", days::long(due)));
    let start = days::long(input.start);
    let (mentor, id) = (offer.mentor, request.id);
    Ok(builder.done(format!("{{{mentor}}} accepted {id}: pair {pair} starts {start}{review}")))
}

fn put_reminder(
    builder: &mut Builder<'_>,
    request: RequestId,
    offer: Option<OfferId>,
    day: NaiveDate,
    channel: Channel,
    kind: ReminderKind,
) {
    let id = builder.new_id::<Reminder>();
    builder.put(Reminder { id, request: Some(request), offer, pair: None, day, channel, kind });
}
