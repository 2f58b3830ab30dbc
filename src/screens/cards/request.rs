//! The card of a request: who wants what, with whom it waits, whom to ask next, and its history (Q7).

use chrono::NaiveDate;

use crate::domain::codes::{Answer, ReminderKind, RequestKind};
use crate::domain::records::{ExtraField, Offer, Reminder, Request};
use crate::domain::rules::Verb;
use crate::domain::tables::Link;
use crate::screens::cards::people::reach;
use crate::screens::cards::{Look, fact};
use crate::screens::suggested::in_words;
use crate::text::days;
use crate::ui::card::{Card, Part};
use crate::ui::theme::Role;

/// The card of a request.
pub(super) fn card(look: Look<'_>, request: &Request) -> Card {
    let scheme = look.scheme;
    let (badge, role) = look.badge();
    let mentee = scheme.name(request.mentee);
    let wants = if request.topic.is_empty() {
        "no topic named".to_owned()
    } else {
        request.topic.to_string()
    };
    let place = place(look, request);
    let mut facts = vec![format!("{mentee} wants: {wants}"), place.clone()];
    if request.kind == RequestKind::Help {
        facts.push("asks for help: one chat".into());
    }
    facts.extend(fact("Mentee", reach(scheme, request.mentee)));
    if let Some(offer) = scheme.pending_offer(request.id, look.today) {
        facts.extend(fact("Mentor", reach(scheme, offer.mentor)));
        facts.extend(offer.overrides.iter().map(|(rule, why)| format!("{rule} over-ruled: {why}")));
    }
    facts.extend(fact("Reason", request.reason.to_string()));
    facts.extend(fact("Message", request.message.to_string()));
    let extras = scheme.linked::<ExtraField>(Link::ExtrasOfRequest, request.id);
    facts.extend(
        extras.filter_map(|field| fact(&field.heading.to_string(), field.value.to_string())),
    );
    let suggested = suggested(look, request);
    let history = history(look, request);
    // why it is here says with whom it is and since when
    let place = if look.item.is_some() { String::new() } else { format!("   {place}") };
    let mut brief = vec![format!("{mentee} wants {wants}{place}")];
    brief.extend(look.item.map(|item| format!("Why here: {}", item.why)));
    let letter = look.letter();
    let beside = letter.as_ref().map_or(String::new(), |letter| format!(";  {letter}"));
    brief.extend(suggested.first().map(|(_, line)| format!("Suggested: {line}{beside}")));
    brief.push(history.iter().map(|(_, line)| line.clone()).collect::<Vec<_>>().join("   "));
    let mut parts = vec![Part::new("", facts)];
    parts.extend(look.why());
    let suggested: Vec<_> =
        suggested.into_iter().chain(letter.map(|letter| (Role::Plain, letter))).collect();
    if !suggested.is_empty() {
        parts.push(Part { heading: "SUGGESTED".into(), lines: suggested });
    }
    parts.push(Part { heading: "HISTORY".into(), lines: history });
    Card { title: format!("REQUEST {}", request.id), badge, role, brief, parts }
}

/// With whom it is, or how it ended.
fn place(look: Look<'_>, request: &Request) -> String {
    if let (Some(ended), Some(ending)) = (request.ended, request.ending)
        && ended <= look.today
    {
        return format!("{ending} on {}", days::long(ended));
    }
    match look.scheme.pending_offer(request.id, look.today) {
        Some(offer) => {
            let name = look.scheme.name(offer.mentor);
            format!("with {name} since {}", days::long(offer.sent))
        }
        None => format!("nobody is asked; it came on {}", days::long(request.received)),
    }
}

/// The act suggested first, with the mentor who would be asked and what speaks for them.
fn suggested(look: Look<'_>, request: &Request) -> Vec<(Role, String)> {
    if !request.is_open(look.today) {
        return Vec::new();
    }
    let asked: Vec<_> = look
        .scheme
        .linked::<Offer>(Link::OffersOfRequest, request.id)
        .map(|offer| offer.mentor)
        .collect();
    let topic = (!request.topic.is_empty()).then(|| request.topic.exact());
    let best = look.matcher.best(request.mentee, topic, &asked);
    let verb = look.item.map_or(Verb::Show, |item| item.suggest);
    let Some(best) = best else {
        return vec![(Role::Warn, "no mentor is free for this: see People (4)".into())];
    };
    let name = look.scheme.name(best.mentor);
    let first = if matches!(verb, Verb::Reassign | Verb::Match) {
        format!("{} to {name}", in_words(verb))
    } else if matches!(verb, Verb::Answer | Verb::Courtesy) {
        format!("{}; else {name} could be asked", in_words(verb))
    } else {
        format!("{name} could be asked")
    };
    let mut lines = vec![(Role::Plain, first)];
    lines.extend(best.warnings.iter().map(|warning| (Role::Warn, format!("! {}", warning.why))));
    lines.push((Role::Muted, best.reason()));
    lines
}

/// What happened, newest first.
fn history(look: Look<'_>, request: &Request) -> Vec<(Role, String)> {
    let scheme = look.scheme;
    let mut events: Vec<(NaiveDate, u8, String)> =
        vec![(request.received, 0, "request received".into())];
    for offer in scheme.linked::<Offer>(Link::OffersOfRequest, request.id) {
        let name = scheme.name(offer.mentor);
        events.push((offer.sent, 1, format!("sent to {name}")));
        if let (Some(day), Some(answer)) = (offer.answered, offer.answer) {
            events.push((day, 3, answered(offer, answer, &name)));
        }
        if let (Some(day), false) =
            (offer.courtesy.or(offer.answered), offer.alternative.is_empty())
        {
            events.push((day, 5, format!("pointed to {}", offer.alternative)));
        }
        if let Some(day) = offer.courtesy {
            events.push((day, 4, "courtesy message sent".into()));
        }
    }
    for reminder in scheme.linked::<Reminder>(Link::RemindersOfRequest, request.id) {
        let words = match reminder.kind {
            ReminderKind::Reminder => format!("reminded by {}", reminder.channel),
            ReminderKind::NeedsTime | ReminderKind::NeedsInformation => reminder.kind.to_string(),
        };
        events.push((reminder.day, 2, words));
    }
    events.retain(|(day, ..)| *day <= look.today);
    events.sort_by_key(|(day, rank, _)| std::cmp::Reverse((*day, *rank)));
    let line = |(day, _, words)| (Role::Plain, format!("{:<6} {words}", look.short(day)));
    events.into_iter().map(line).collect()
}

fn answered(offer: &Offer, answer: Answer, name: &str) -> String {
    match answer {
        Answer::Declined => {
            let reason = offer.decline_reason.map(|reason| reason.to_string());
            let words = offer.decline_text.to_string();
            let why: Vec<_> =
                reason.into_iter().chain(Some(words)).filter(|w| !w.is_empty()).collect();
            if why.is_empty() {
                format!("{name} declined")
            } else {
                format!("{name} declined: {}", why.join(", "))
            }
        }
        Answer::Accepted => format!("{name} {answer}"),
        Answer::Reassigned | Answer::Withdrawn | Answer::Lapsed => answer.to_string(),
    }
}
