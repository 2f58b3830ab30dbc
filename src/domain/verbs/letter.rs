//! Letters: record that one was sent, as the reminder, courtesy message, invitation or contact that it is (Q4, Q5, V4).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{Channel, ContactPurpose};
use crate::domain::ids::{AnyId, EventId, PairId, PersonId, RequestId};
use crate::domain::letters::{Addressee, LetterKind, addressees};
use crate::domain::records::{Attendance, Contact, Pair};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::domain::verbs::event::invite;
use crate::domain::verbs::leave::Leave;
use crate::domain::verbs::offer::{
    SendOffer, reassign_request, remind_mentor, remind_pair, send_courtesy,
};
use crate::domain::verbs::request::{not_before, not_later};
use crate::text::Text;

/// A letter that went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentLetter {
    /// Its kind.
    pub kind: LetterKind,
    /// The record that it was about.
    pub about: AnyId,
    /// The one person to whom it went; none means everybody to whom such a letter goes.
    pub to: Option<PersonId>,
    /// The day on which it was sent; not in the future.
    pub day: NaiveDate,
    /// By which way.
    pub channel: Channel,
}

/// Records that a letter was sent, with its day and channel; its text is never kept. A letter that
/// is a record already becomes that one: a reminder of the request or pair, the courtesy message,
/// the offer, the invitation. Any other is a support contact.
pub fn letter_sent(
    scheme: &Scheme,
    today: NaiveDate,
    sent: &SentLetter,
) -> Result<Change, Refusal> {
    let SentLetter { kind, about, to, day, channel } = *sent;
    not_later("day", day, today)?;
    let people = addressees(scheme, today, kind, about, to)?;
    let request = RequestId(about.number);
    match kind {
        LetterKind::Reminder => remind_mentor(scheme, today, request, day, channel),
        LetterKind::Waiting if about.letter == 'R' => {
            match scheme.pending_offer(request, today) {
                None => remind_mentor(scheme, today, request, day, channel),
                // a reminder would count as one of the mentor's
                Some(_) => with_people(scheme, sent, &people, ContactPurpose::CheckIn),
            }
        }
        LetterKind::Courtesy => send_courtesy(scheme, today, request, day, &Text::default()),
        LetterKind::Offer => offer(scheme, today, sent, &people),
        LetterKind::Nudge | LetterKind::Agreement | LetterKind::Review => {
            remind_pair(scheme, today, pair_of(scheme, about)?, day, channel)
        }
        LetterKind::Invitation => invitation(scheme, today, sent, &people),
        LetterKind::Introduction => {
            about_pair(scheme, today, sent, pair_of(scheme, about)?, ContactPurpose::Welcome)
        }
        LetterKind::Closing if to.is_none() => {
            about_pair(scheme, today, sent, pair_of(scheme, about)?, ContactPurpose::Other)
        }
        LetterKind::Welcome => with_people(scheme, sent, &people, ContactPurpose::Welcome),
        LetterKind::Waiting => with_people(scheme, sent, &people, ContactPurpose::CheckIn),
        LetterKind::Closing | LetterKind::Evaluation | LetterKind::Manager => {
            with_people(scheme, sent, &people, ContactPurpose::Other)
        }
    }
}

fn pair_of(scheme: &Scheme, about: AnyId) -> Result<PairId, Refusal> {
    let of_request = || {
        let request = (about.letter == 'R').then_some(RequestId(about.number))?;
        scheme.linked::<Pair>(Link::PairsOfRequest, request).next_back().map(|pair| pair.id)
    };
    let pair = scheme.pair_behind(Some(about)).or_else(of_request);
    pair.ok_or_else(|| Refusal::NotFound(format!("pair of {about}")))
}

/// The offer itself where its mentor is asked already, then only the contact is new; else the
/// letter asks the mentor, and the offer is recorded.
fn offer(
    scheme: &Scheme,
    today: NaiveDate,
    sent: &SentLetter,
    people: &[Addressee],
) -> Result<Change, Refusal> {
    let request = RequestId(sent.about.number);
    let mentor = people.first().and_then(|one| one.person);
    let asked = scheme.pending_offer(request, today).map(|offer| offer.mentor);
    match mentor {
        Some(mentor) if asked != Some(mentor) => {
            let offer = SendOffer { request, mentor, sent: sent.day, leave: Leave::none() };
            reassign_request(scheme, today, &offer)
        }
        _ => with_people(scheme, sent, people, ContactPurpose::Other),
    }
}

/// Who is not invited yet is; with who was, the letter is a contact.
fn invitation(
    scheme: &Scheme,
    today: NaiveDate,
    sent: &SentLetter,
    people: &[Addressee],
) -> Result<Change, Refusal> {
    let event = EventId(sent.about.number);
    let was_invited = |one: &&Addressee| {
        let place = one.person.and_then(|person| scheme.attendance(event, person));
        place.is_some_and(|place: &Attendance| place.invited.is_some())
    };
    let (old, new): (Vec<_>, Vec<_>) = people.iter().partition(was_invited);
    let new: Vec<PersonId> = new.into_iter().filter_map(|one| one.person).collect();
    if new.is_empty() {
        return with_people(scheme, sent, people, ContactPurpose::Other);
    }
    let first = invite(scheme, today, event, &new, sent.day)?;
    if old.is_empty() {
        return Ok(first);
    }
    let old: Vec<Addressee> = old.into_iter().cloned().collect();
    let rest = with_people(scheme, sent, &old, ContactPurpose::Other)?;
    let words = rest.words.clone();
    let mut builder = Builder::new(scheme);
    builder.extend(first);
    builder.extend(rest);
    Ok(builder.done(words))
}

/// A contact about a pair.
fn about_pair(
    scheme: &Scheme,
    today: NaiveDate,
    sent: &SentLetter,
    id: PairId,
    purpose: ContactPurpose,
) -> Result<Change, Refusal> {
    let pair = scheme.get::<Pair>(id).ok_or_else(|| Refusal::NotFound(format!("pair {id}")))?;
    // an introduction may go out before the first day
    not_before("day", sent.day, pair.start.min(today))?;
    let mut builder = Builder::new(scheme);
    put(&mut builder, sent, None, Some(id), purpose);
    Ok(builder.done(format!("{} to {{{id}}} by {}", letter(sent.kind), sent.channel)))
}

/// A contact with each of the people. A line manager who is not in the scheme has no contacts:
/// then it is one about the person who is managed.
fn with_people(
    scheme: &Scheme,
    sent: &SentLetter,
    people: &[Addressee],
    purpose: ContactPurpose,
) -> Result<Change, Refusal> {
    let mut builder = Builder::new(scheme);
    let mut known: Vec<PersonId> = people.iter().filter_map(|one| one.person).collect();
    let is_outside = known.is_empty();
    if is_outside {
        known.extend(managed(scheme, sent.about));
    }
    for person in &known {
        put(&mut builder, sent, Some(*person), None, purpose);
    }
    let to = match known.as_slice() {
        [] => return Err(Refusal::because("there is nobody to whom it went")),
        [one] if is_outside => format!("to the line manager of {{{one}}}"),
        [one] => format!("to {{{one}}}"),
        [one, two] => format!("to {{{one}}} and {{{two}}}"),
        many => format!("to {} people", many.len()),
    };
    Ok(builder.done(format!("{} {to} by {}", letter(sent.kind), sent.channel)))
}

/// Whose line manager was written to.
fn managed(scheme: &Scheme, about: AnyId) -> Option<PersonId> {
    match about.letter {
        'P' => Some(PersonId(about.number)),
        'M' => scheme.get::<Pair>(PairId(about.number)).map(|pair| pair.mentee),
        _ => None,
    }
}

/// "the letter 'welcome' went".
fn letter(kind: LetterKind) -> String {
    format!("the letter '{kind}' went")
}

fn put(
    builder: &mut Builder<'_>,
    sent: &SentLetter,
    person: Option<PersonId>,
    pair: Option<PairId>,
    purpose: ContactPurpose,
) {
    let id = builder.new_id::<Contact>();
    let SentLetter { day, channel, .. } = *sent;
    builder.put(Contact { id, person, pair, day, channel, purpose, outcome: None, next_on: None });
}
