//! Which letters a record calls for, the likeliest first, by the state that it is in.

use chrono::NaiveDate;

use crate::domain::codes::{Answer, Code, PairKind, Status};
use crate::domain::ids::{AnyId, Id, PairId, PersonId, RequestId};
use crate::domain::letters::case::Case;
use crate::domain::letters::{Addressee, LetterKind};
use crate::domain::records::{
    Agreement, Contact, Event, Mentee, Mentor, Offer, Pair, Person, Reminder, Request, Review,
};
use crate::domain::rules::Item;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::{Link, Row};

/// No more records than this are looked at for a preview.
const LOOKED_AT: usize = 200;

/// The letters that can be written about a record as it stands, the likeliest first: those that it
/// calls for, then all others that are possible.
pub fn kinds_for(scheme: &Scheme, today: NaiveDate, id: AnyId) -> Vec<LetterKind> {
    let called_for = match id.letter {
        'R' => of_request(scheme, today, RequestId(id.number)),
        'M' => of_pair(scheme, today, PairId(id.number)),
        'P' => of_person(scheme, today, PersonId(id.number)),
        'V' => vec![LetterKind::Review, LetterKind::Nudge],
        _ => Vec::new(),
    };
    possible(scheme, today, id, called_for)
}

/// The same for an item of Today: the letter that its rule is about comes first.
pub fn kinds_for_item(scheme: &Scheme, today: NaiveDate, item: &Item) -> Vec<LetterKind> {
    let Some(id) = item.subject else { return Vec::new() };
    let rules = std::iter::once(item.rule).chain(item.also.iter().copied());
    let mut kinds: Vec<_> = rules.filter_map(for_rule).collect();
    kinds.extend(kinds_for(scheme, today, id));
    possible(scheme, today, id, kinds)
}

/// The letter that settles what a rule of Today found.
fn for_rule(rule: &str) -> Option<LetterKind> {
    Some(match rule {
        "request-overdue" | "request-due" | "request-blocked" => LetterKind::Reminder,
        "request-unassigned" | "mentee-waiting" => LetterKind::Waiting,
        "courtesy-owed" => LetterKind::Courtesy,
        "pair-not-started" | "pair-stale" | "cancellations" | "meeting-unlogged"
        | "contact-due" => LetterKind::Nudge,
        "review-overdue" | "review-due" => LetterKind::Review,
        "term-ended" | "closing-open" => LetterKind::Closing,
        "agreement-unsigned" => LetterKind::Agreement,
        "manager-agreement-missing" => LetterKind::Manager,
        "evaluation-due" => LetterKind::Evaluation,
        _ => return None,
    })
}

/// Each kind once, first those of the list, without those that cannot be written.
fn possible(
    scheme: &Scheme,
    today: NaiveDate,
    id: AnyId,
    first: Vec<LetterKind>,
) -> Vec<LetterKind> {
    let mut kinds: Vec<LetterKind> = Vec::new();
    for kind in first.into_iter().chain(LetterKind::ALL.iter().copied()) {
        let fits = || {
            let case = Case::of(scheme, today, kind, id, None);
            case.and_then(|case| case.envelopes(None)).is_ok()
        };
        if !kinds.contains(&kind) && fits() {
            kinds.push(kind);
        }
    }
    kinds
}

fn of_request(scheme: &Scheme, today: NaiveDate, id: RequestId) -> Vec<LetterKind> {
    let Some(request) = scheme.get::<Request>(id) else { return Vec::new() };
    let owes = scheme.linked::<Offer>(Link::OffersOfRequest, id).any(|offer| {
        offer.answer_on(today) == Some(Answer::Declined)
            && offer.courtesy.is_none_or(|day| day > today)
    });
    let courtesy = owes.then_some(LetterKind::Courtesy);
    let pending = scheme.pending_offer(id, today).filter(|_| request.is_open(today));
    let Some(offer) = pending else {
        let seeks = request.is_open(today).then_some(LetterKind::Waiting);
        return courtesy.into_iter().chain(seeks).collect();
    };
    let settings = scheme.settings();
    let (limit, notice) =
        (settings.number(Key::AnswerDays), settings.number(Key::AnswerNoticeDays));
    let is_late = (today - offer.sent).num_days() >= limit - notice;
    let reminded = scheme
        .linked::<Reminder>(Link::RemindersOfRequest, id)
        .any(|reminder| reminder.offer == Some(offer.id) && reminder.day <= today);
    if is_late || reminded {
        [Some(LetterKind::Reminder), courtesy, Some(LetterKind::Offer)]
            .into_iter()
            .flatten()
            .collect()
    } else {
        let fresh = [LetterKind::Offer, LetterKind::Reminder];
        courtesy.into_iter().chain(fresh).collect()
    }
}

fn of_pair(scheme: &Scheme, today: NaiveDate, id: PairId) -> Vec<LetterKind> {
    let Some(pair) = scheme.get::<Pair>(id) else { return Vec::new() };
    if scheme.pair_status(id, today) == Some(Status::Closed) {
        return vec![LetterKind::Closing];
    }
    let limit = |key| scheme.settings().number(key);
    let age = (today - pair.start).num_days();
    let met = scheme.met(pair, today);
    let missed = i64::try_from(met.missed.len()).unwrap_or(i64::MAX);
    let quiet = met.last_held.is_none() && age > limit(Key::StartDays);
    let nudge =
        quiet || met.is_stale(limit(Key::StalePercent)) || missed >= limit(Key::MissedAmber);
    let is_new = met.last_held.is_none()
        && age <= limit(Key::StartDays)
        && scheme.linked::<Contact>(Link::ContactsOfPair, id).next().is_none();
    let review = scheme.next_review(id, today);
    let ahead = review.map(|review| (review.due - today).num_days());
    let unsigned = scheme.get::<Agreement>(id).is_none_or(|agreement| !agreement.is_signed(today));
    let line = scheme.line(pair.mentee, today);
    let asks_manager = scheme.settings().is_on(Key::ManagerAgreement)
        && line.is_none_or(|line| line.agreed.is_none());
    let calls = [
        (is_new, LetterKind::Introduction),
        (ahead.is_some_and(|days| days < 0), LetterKind::Review),
        (nudge, LetterKind::Nudge),
        (pair.agreed_end.is_some_and(|end| end < today), LetterKind::Closing),
        (
            unsigned && pair.kind != PairKind::OneOff && age > limit(Key::AgreementDays),
            LetterKind::Agreement,
        ),
        (ahead.is_some_and(|days| days <= limit(Key::ReviewNoticeDays)), LetterKind::Review),
        (asks_manager, LetterKind::Manager),
        (true, LetterKind::Nudge),
        (true, LetterKind::Review),
        (pair.kind != PairKind::OneOff, LetterKind::Agreement),
        (true, LetterKind::Introduction),
    ];
    calls.into_iter().filter_map(|(is, kind)| is.then_some(kind)).collect()
}

fn of_person(scheme: &Scheme, today: NaiveDate, id: PersonId) -> Vec<LetterKind> {
    let Some(person) = scheme.get::<Person>(id) else { return Vec::new() };
    let limit = |key| scheme.settings().number(key);
    let mentor = scheme.get::<Mentor>(id);
    let evaluated = mentor.map(|mentor| mentor.evaluated_on.or(person.joined));
    let is_due = evaluated
        .flatten()
        .is_some_and(|day| (today - day).num_days() > limit(Key::EvaluationDays));
    let is_new =
        person.joined.is_none_or(|day| (today - day).num_days() <= limit(Key::ContactSecondDays))
            && scheme.linked::<Contact>(Link::ContactsOfPerson, id).next().is_none();
    let waits = scheme.waits_since(id, today).is_some_and(|(day, _)| {
        (today - day).num_days() > limit(Key::WaitingDays) && scheme.get::<Mentee>(id).is_some()
    });
    let calls = [
        (is_due, LetterKind::Evaluation),
        (waits, LetterKind::Waiting),
        (is_new, LetterKind::Welcome),
    ];
    calls.into_iter().filter_map(|(is, kind)| is.then_some(kind)).collect()
}

/// A record that calls for a letter of this kind, else one about which it can be written: the
/// newest first, and no more looked at than a preview may take.
pub(super) fn fitting(
    scheme: &Scheme,
    today: NaiveDate,
    kind: LetterKind,
) -> Option<(AnyId, Case<'_>, Vec<Addressee>)> {
    let ids = || kind.row().about.chars().flat_map(|letter| newest(scheme, letter));
    let called_for = |id: &AnyId| kinds_for(scheme, today, *id).first() == Some(&kind);
    let written = |id: AnyId| {
        let case = Case::of(scheme, today, kind, id, None).ok()?;
        let to = case.envelopes(None).ok()?.into_iter().next()?;
        Some((id, case, to))
    };
    ids().filter(called_for).find_map(written).or_else(|| ids().find_map(written))
}

fn newest(scheme: &Scheme, letter: char) -> Vec<AnyId> {
    fn ids<T: Row>(scheme: &Scheme, letter: char) -> Vec<AnyId> {
        let id = |row: &T| AnyId { letter, number: row.key().raw() };
        scheme.all::<T>().rev().take(LOOKED_AT).map(id).collect()
    }
    match letter {
        'P' => ids::<Person>(scheme, letter),
        'R' => ids::<Request>(scheme, letter),
        'M' => ids::<Pair>(scheme, letter),
        'V' => ids::<Review>(scheme, letter),
        'E' => ids::<Event>(scheme, letter),
        _ => Vec::new(),
    }
}
