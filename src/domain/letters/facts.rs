//! The facts of a letter: what its fields stand for, from the records that it is about.

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::domain::codes::{DeclineReason, Ending, EventKind, Frequency, ReviewKind};
use crate::domain::letters::case::Case;
use crate::domain::letters::fields::Facts;
use crate::domain::letters::names::{first, line, listed, name, paragraphs, phrase};
use crate::domain::letters::{Addressee, LetterKind};
use crate::domain::records::{
    Agreement, Closure, Event, Mentee, Mentor, Offer, Pair, Person, Service,
};
use crate::domain::settings::Key;
use crate::domain::tables::Link;
use crate::text::days::{self, count, plural};

/// What is known for a letter to these people.
pub(super) fn facts(case: &Case<'_>, to: &[Addressee]) -> Facts {
    let mut facts = Facts::new();
    everywhere(case, to, &mut facts);
    people(case, &mut facts);
    request(case, &mut facts);
    pair(case, to, &mut facts);
    event(case, &mut facts);
    facts
}

fn yes(is: bool) -> String {
    if is { "yes".to_owned() } else { String::new() }
}

fn maybe(day: Option<NaiveDate>) -> String {
    day.map(days::in_full).unwrap_or_default()
}

/// "13 days", nothing for today and days to come.
fn since(case: &Case<'_>, day: NaiveDate) -> String {
    let days = (case.today - day).num_days();
    if days > 0 { count(days) } else { String::new() }
}

/// A day some days on.
fn after(day: NaiveDate, days: i64) -> NaiveDate {
    TimeDelta::try_days(days).and_then(|by| day.checked_add_signed(by)).unwrap_or(day)
}

fn everywhere(case: &Case<'_>, to: &[Addressee], facts: &mut Facts) {
    let settings = case.scheme.settings();
    let greeted: Vec<_> = to.iter().map(|one| greeted(case, one)).collect();
    let names: Vec<_> = to.iter().map(|one| one.name.clone()).collect();
    facts.insert("to.name", listed(&names));
    facts.insert("to.first_name", listed(&greeted));
    facts.insert("today", days::in_full(case.today));
    facts.insert("reply_by", days::in_full_with_weekday(reply_by(case)));
    // a scheme without a name of its own is not called by the default in the middle of a sentence
    let called = settings.text(Key::Name);
    let unnamed = Key::Name.setting().is_some_and(|setting| setting.default == called);
    let in_sentence = if unnamed { "our mentoring scheme" } else { called };
    facts.insert("scheme.name", line(in_sentence));
    facts.insert("scheme.email", line(settings.text(Key::MailAddress)));
    let coordinator = line(settings.text(Key::Coordinator));
    let own = paragraphs(settings.text(Key::LetterSignature));
    let usual = [coordinator.clone(), line(called)];
    let usual = usual.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
    facts.insert("coordinator", coordinator);
    facts.insert("signature", if own.is_empty() { usual } else { own });
}

fn greeted(case: &Case<'_>, to: &Addressee) -> String {
    let person = to.person.and_then(|id| case.scheme.get::<Person>(id));
    person.map_or_else(|| to.name.clone(), first)
}

/// The day by which an answer is asked for: the days of the setting from today, but not after the
/// day that the letter is about, while that is still to come.
fn reply_by(case: &Case<'_>) -> NaiveDate {
    let usual = after(case.today, case.scheme.settings().number(Key::LetterReplyDays));
    let limit = match case.kind {
        LetterKind::Reminder | LetterKind::Offer => Some(answer_by(case)),
        LetterKind::Review => case.review.map(|review| review.due),
        LetterKind::Invitation => case.event.and_then(|event| event.day.pred_opt()),
        LetterKind::Welcome => next_event(case).and_then(|event| event.day.pred_opt()),
        LetterKind::Manager
        | LetterKind::Waiting
        | LetterKind::Courtesy
        | LetterKind::Introduction
        | LetterKind::Nudge
        | LetterKind::Agreement
        | LetterKind::Evaluation
        | LetterKind::Closing => None,
    };
    match limit {
        // an offer gives the mentor's whole time; one printed again when that has run out, some days
        Some(day) if case.kind == LetterKind::Offer && day >= case.today => day,
        Some(day) if day > case.today => day.min(usual),
        Some(_) if matches!(case.kind, LetterKind::Invitation | LetterKind::Welcome) => case.today,
        _ => usual,
    }
}

/// The last day of the mentor's time to answer (Q2).
fn answer_by(case: &Case<'_>) -> NaiveDate {
    let sent = case.offer.map_or(case.today, |offer| offer.sent);
    after(sent, case.scheme.settings().number(Key::AnswerDays))
}

fn people(case: &Case<'_>, facts: &mut Facts) {
    let shared = case.may_share();
    let email = |person: &Person| if shared { line(person.email.exact()) } else { String::new() };
    if let Some(mentor) = case.mentor {
        facts.insert("mentor.name", name(mentor.full_name.exact()));
        facts.insert("mentor.first_name", first(mentor));
        facts.insert("mentor.email", email(mentor));
        facts.insert("mentor.since", maybe(mentor.joined.filter(|day| *day <= case.today)));
        let row = case.scheme.get::<Mentor>(mentor.id);
        let last = row.and_then(|row| row.evaluated_on).filter(|day| *day <= case.today);
        facts.insert("evaluation.last", maybe(last));
    }
    if let Some(mentee) = case.mentee {
        facts.insert("mentee.name", name(mentee.full_name.exact()));
        facts.insert("mentee.first_name", first(mentee));
        facts.insert("mentee.email", email(mentee));
    }
    let settings = case.scheme.settings();
    let months = settings.number(Key::TermMonths);
    facts.insert("pair.term", in_words(months, "month"));
    let minutes = settings.number(Key::CommitmentMinutes);
    let time = match (minutes / 60, minutes % 60) {
        (hours @ 1.., 0) => in_words(hours, "hour"),
        _ => plural(minutes, "minute"),
    };
    facts.insert("scheme.commitment", format!("about {time} a month"));
    let Some(person) = case.person else { return };
    facts.insert("person.name", name(person.full_name.exact()));
    facts.insert("person.first_name", first(person));
    let is_mentor = case.scheme.get::<Mentor>(person.id).is_some();
    let is_mentee = case.scheme.get::<Mentee>(person.id).is_some();
    let role = match (is_mentor, is_mentee) {
        (true, true) => "mentor and mentee",
        (true, false) => "mentor",
        (false, true) => "mentee",
        (false, false) => "",
    };
    facts.insert("person.role", role.to_owned());
    facts.insert("person.is_mentor", yes(is_mentor));
    facts.insert("person.is_mentee", yes(is_mentee));
    if let Some(line) = case.scheme.line(person.id, case.today) {
        let known = line.manager.map(|manager| case.scheme.get::<Person>(manager));
        let known = known.flatten().map_or(&line.manager_name, |manager| &manager.full_name);
        facts.insert("manager.name", name(known.exact()));
    }
    if case.kind == LetterKind::Waiting
        && let Some((day, _)) = case.scheme.waits_since(person.id, case.today)
    {
        facts.insert("days", since(case, day));
    }
}

fn request(case: &Case<'_>, facts: &mut Facts) {
    let Some(request) = case.request else { return };
    let chat = case.is_chat();
    let kind = if chat { "one conversation" } else { "mentoring" };
    facts.insert("request.topic", phrase(request.topic.exact()));
    facts.insert("request.kind", kind.to_owned());
    facts.insert("request.is_chat", yes(chat));
    facts.insert("request.is_open", yes(request.is_open(case.today)));
    let settled = !request.is_open(case.today) && request.ending == Some(Ending::Accepted);
    facts.insert("request.is_settled", yes(settled));
    facts.insert("request.received", days::in_full(request.received));
    facts.insert("request.answer_by", days::in_full_with_weekday(answer_by(case)));
    facts.insert("request.asked_on", maybe(case.offer.map(|offer| offer.sent)));
    let from = case.offer.map_or(request.received, |offer| offer.sent);
    if matches!(case.kind, LetterKind::Reminder | LetterKind::Waiting) {
        facts.insert("days", since(case, from));
    }
    // the mentee wrote to the first mentor who was asked, and to nobody else
    let mut others = case.scheme.linked::<Offer>(Link::OffersOfRequest, request.id);
    let mentor = case.mentor.map(|mentor| mentor.id);
    if others.all(|offer| Some(offer.mentor) == mentor) {
        facts.insert("request.message", paragraphs(request.message.exact()));
    }
    if let Some(next) = case.scheme.pending_offer(request.id, case.today) {
        let limit = case.scheme.settings().number(Key::AnswerDays);
        facts.insert("next.asked_on", days::in_full(next.sent));
        facts.insert("next.answer_by", days::in_full(after(next.sent, limit)));
    }
    if let Some(offer) = case.offer.filter(|_| case.kind == LetterKind::Courtesy) {
        facts.insert("decline.reason", neutral(offer.decline_reason).to_owned());
        facts.insert("pointed_to", pointed_to(case, offer.alternative.exact()));
    }
}

/// A reason for a decline that says nothing of the mentee; the others stay with the coordinator.
fn neutral(reason: Option<DeclineReason>) -> &'static str {
    match reason {
        Some(DeclineReason::NoTime) => "does not have the time at present",
        Some(DeclineReason::Full) => "has no free place at present",
        Some(DeclineReason::NotMyExpertise | DeclineReason::SomeoneElse) => {
            "thinks that somebody else could help you better"
        }
        Some(DeclineReason::ConflictOfInterest | DeclineReason::Other) | None => "",
    }
}

/// The places that were pointed out, services of the directory with how to reach them (S7).
fn pointed_to(case: &Case<'_>, told: &str) -> String {
    let places = told.split([';', '\n']).map(phrase).filter(|place| !place.is_empty());
    let places = places.map(|place| {
        let fits = |service: &&Service| line(service.name.exact()) == place;
        let contact = case.scheme.all::<Service>().find(fits);
        let contact = contact.map(|service| phrase(service.contact.exact())).unwrap_or_default();
        if contact.is_empty() { place } else { format!("{place} ({contact})") }
    });
    listed(&places.collect::<Vec<_>>())
}

fn pair(case: &Case<'_>, to: &[Addressee], facts: &mut Facts) {
    let Some(pair) = case.pair else { return };
    let settings = case.scheme.settings();
    facts.insert("pair.start", days::in_full(pair.start));
    facts.insert("pair.end", maybe(pair.agreed_end));
    if let Some(end) = pair.agreed_end {
        facts.insert("pair.term", term(pair.start, end));
    }
    facts.insert("pair.is_chat", yes(case.is_chat()));
    let agreement = case.scheme.get::<Agreement>(pair.id);
    let cadence = agreement.and_then(|agreement| agreement.frequency).map_or("", cadence);
    facts.insert("pair.cadence", cadence.to_owned());
    let last = case.scheme.last_held(pair.id, case.today).map(|meeting| meeting.day);
    facts.insert("pair.last_met", maybe(last));
    if matches!(case.kind, LetterKind::Nudge | LetterKind::Agreement) {
        let from = last.filter(|_| case.kind == LetterKind::Nudge).unwrap_or(pair.start);
        facts.insert("days", since(case, from));
    }
    let meet_by = after(pair.start.max(case.today), settings.number(Key::StartDays));
    facts.insert("meet_by", days::in_full_with_weekday(meet_by));
    if let Some(review) = case.review {
        let name = match review.kind {
            ReviewKind::FirstCheckIn => "first check-in",
            ReviewKind::MidTerm => "mid-term review",
            ReviewKind::EndOfTerm => "end-of-term review",
            ReviewKind::Extra => "review",
        };
        facts.insert("review.name", name.to_owned());
        facts.insert("review.due", days::in_full_with_weekday(review.due));
        facts.insert("review.late", since(case, review.due));
    }
    if case.kind == LetterKind::Closing {
        closing(case, pair, to, facts);
    }
}

fn closing(case: &Case<'_>, pair: &Pair, to: &[Addressee], facts: &mut Facts) {
    let reader = to.first().and_then(|one| one.person);
    let is_mentor = reader == Some(pair.mentor);
    let other = if is_mentor { case.mentee } else { case.mentor };
    if let Some(other) = other {
        facts.insert("other.name", name(other.full_name.exact()));
        facts.insert("other.first_name", first(other));
    }
    let Some(closure) = case.scheme.get::<Closure>(pair.id) else { return };
    facts.insert("closing.day", days::in_full(closure.day));
    let evaluated = if is_mentor { closure.mentor_evaluated } else { closure.mentee_evaluated };
    facts.insert("closing.evaluated", yes(evaluated.is_some_and(|day| day <= case.today)));
    facts.insert("pointed_to", pointed_to(case, closure.signposted.exact()));
}

fn cadence(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Weekly => "once a week",
        Frequency::Fortnightly => "once a fortnight",
        Frequency::Monthly => "once a month",
        Frequency::SixWeekly => "every six weeks",
        Frequency::AsNeeded => "as needed",
    }
}

/// "six months", in whole months of a span; in weeks where it is shorter than one.
fn term(start: NaiveDate, end: NaiveDate) -> String {
    let to = after(end, 1);
    let months = i64::from(to.year() - start.year()) * 12 + i64::from(to.month())
        - i64::from(start.month())
        - i64::from(to.day() < start.day());
    let weeks = (end - start).num_days() / 7;
    if months > 0 { in_words(months, "month") } else { in_words(weeks.max(1), "week") }
}

/// "six months": numbers up to twelve as words.
fn in_words(number: i64, noun: &str) -> String {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let counted = plural(number, noun);
    let word = usize::try_from(number - 1).ok().and_then(|place| WORDS.get(place));
    match (word, counted.split_once(' ')) {
        (Some(word), Some((_, noun))) => format!("{word} {noun}"),
        _ => counted,
    }
}

fn event(case: &Case<'_>, facts: &mut Facts) {
    let welcome = case.kind == LetterKind::Welcome;
    let Some(event) = case.event.or_else(|| next_event(case).filter(|_| welcome)) else { return };
    let title = phrase(&event.called());
    let mut letters = title.chars();
    let title = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    facts.insert("event.title", title.unwrap_or_default());
    facts.insert("event.kind", event.kind.to_string());
    let day = days::in_full_with_weekday(event.day);
    let time = line(event.time.exact());
    let when = if time.is_empty() { day } else { format!("{day}, {time}") };
    facts.insert("event.when", when);
    facts.insert("event.where", phrase(event.place.exact()));
    facts.insert(
        "event.length",
        event.minutes.map(|length| plural(length, "minute")).unwrap_or_default(),
    );
}

/// The next induction, or for a mentor training, to which somebody new can come.
fn next_event<'a>(case: &Case<'a>) -> Option<&'a Event> {
    let person = case.person?;
    let is_mentor = case.scheme.get::<Mentor>(person.id).is_some();
    let fits = |event: &&Event| {
        event.cancelled.is_none()
            && event.day > case.today
            && (event.kind == EventKind::Induction
                || is_mentor && event.kind == EventKind::Training)
    };
    case.scheme.all::<Event>().filter(fits).min_by_key(|event| (event.day, event.id))
}
