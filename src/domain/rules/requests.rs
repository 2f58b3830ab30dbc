//! Rules about requests: overdue, due, blocked, with nobody, and courtesy messages owed.

use chrono::NaiveDate;

use crate::domain::codes::{Answer, Code, ReminderKind};
use crate::domain::matching::objections_except;
use crate::domain::records::{Offer, Overrides, Reminder, Request};
use crate::domain::rules::{Finding, Look, Severity, Someone, Verb, Waiting, graded};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::Link;
use crate::text::days::count;

/// How an open request waits; none once its mentor has accepted.
pub(super) fn waiting<'a>(
    scheme: &'a Scheme,
    request: &'a Request,
    on: NaiveDate,
) -> Option<Waiting<'a>> {
    let offer = scheme.current_offer(request.id, on);
    if offer.and_then(|offer| offer.answer_on(on)) == Some(Answer::Accepted) {
        return None;
    }
    let since = scheme.clock(request, on);
    let offer = offer.filter(|offer| offer.is_pending(on));
    Some(Waiting { request, offer, since, days: (on - since).num_days() })
}

/// Pending for more than the days that a mentor has (Q2).
pub(super) fn overdue(look: &Look) -> Vec<Finding> {
    let limit = look.number(Key::AnswerDays);
    let late = look.requests.iter().filter(|waiting| waiting.days > limit);
    late.map(|waiting| {
        let late = waiting.since + chrono::TimeDelta::days(limit + 1);
        let late = format!("; the limit is {limit}, late since {}", look.day(late));
        pending(look, waiting, Severity::Red, &late, Verb::Reassign)
    })
    .collect()
}

/// Pending, and the limit is near or today (Q2).
pub(super) fn due(look: &Look) -> Vec<Finding> {
    let limit = look.number(Key::AnswerDays);
    let from = limit - look.number(Key::AnswerNoticeDays);
    let near = look.requests.iter().filter(|waiting| (from..=limit).contains(&waiting.days));
    near.map(|waiting| {
        let left = match limit - waiting.days {
            0 => "the limit is today".to_owned(),
            left => format!("the limit of {limit} is reached in {}", count(left)),
        };
        pending(look, waiting, Severity::Amber, &format!("; {left}"), Verb::Answer)
    })
    .collect()
}

/// With a mentor against whom a hard or soft rule of M2 speaks. What the coordinator over-ruled
/// with a reason is settled; what a sheet brought in is not (M3).
pub(super) fn blocked(look: &Look) -> Vec<Finding> {
    let blocked = look.requests.iter().filter_map(|waiting| {
        let offer = waiting.offer?;
        let (mentor, mentee) = (offer.mentor, waiting.request.mentee);
        let objections =
            objections_except(look.scheme, mentor, mentee, look.on, None, Some(offer.id));
        let settled = |rule: &str| {
            let reason = offer.overrides.reason(rule);
            reason.is_some_and(|reason| reason.exact() != Overrides::AS_IN_SHEET)
        };
        let standing: Vec<_> = objections
            .into_iter()
            .filter(|objection| !settled(objection.rule))
            .map(|objection| objection.why)
            .collect();
        let first = standing.first()?;
        let more = match standing.len() {
            1 => String::new(),
            several => format!(", and {} more", several - 1),
        };
        let finding = Finding::new(
            waiting.request.id,
            Severity::Amber,
            format!("{first}{more}; asked on {}", look.day(offer.sent)),
            "an offer to another mentor, or the reason no longer holding",
        );
        Some(clocked(look, waiting, finding))
    });
    blocked.collect()
}

/// Open, and nobody is asked.
pub(super) fn unassigned(look: &Look) -> Vec<Finding> {
    let alone = look.requests.iter().filter(|waiting| waiting.offer.is_none());
    alone.map(|waiting| pending(look, waiting, Severity::Amber, "", Verb::Match)).collect()
}

/// Declined, and the mentee was not told kindly (Q4).
pub(super) fn courtesy(look: &Look) -> Vec<Finding> {
    let red = look.number(Key::CourtesyRedDays);
    let told = |offer: &Offer| offer.courtesy.is_some_and(|day| day <= look.on);
    let declined =
        look.scheme.all::<Offer>().filter(|offer| offer.answer == Some(Answer::Declined));
    let owed = declined.filter(|offer| !told(offer)).filter_map(|offer| {
        let answered = offer.answered.filter(|day| *day <= look.on)?;
        let request = look.scheme.get::<Request>(offer.request)?;
        let days = look.days_since(answered);
        // owed from the day of the decline itself, so the first limit lies before it
        let (severity, limit) = graded(days, -1, red)?;
        let reason = offer.decline_reason.map(|why| format!(" ({})", why.label()));
        let mentor = look.scheme.name(offer.mentor);
        let mentee = look.scheme.name(request.mentee);
        let reason = reason.unwrap_or_default();
        let why = if days == 0 {
            format!("{mentor} declined today{reason}; {mentee} has had no courtesy message yet")
        } else {
            format!(
                "{mentor} declined on {}{reason}; {mentee} has had no courtesy message for {}",
                look.day(answered),
                count(days)
            )
        };
        let finding = Finding::new(request.id, severity, why, "a courtesy message on record")
            .clock(answered, days)
            .limit(limit.max(0))
            .people(people(look, request, Some(offer)));
        Some(finding)
    });
    // of several declines of one request the oldest speaks
    let mut owed: Vec<Finding> = owed.collect();
    owed.sort_by_key(|finding| (finding.subject, finding.since));
    owed.dedup_by_key(|finding| finding.subject);
    owed
}

/// A request that waits, with how long and for whom.
fn pending(
    look: &Look,
    waiting: &Waiting,
    severity: Severity,
    limit: &str,
    suggest: Verb,
) -> Finding {
    let days = count(waiting.days);
    let ago = if waiting.days == 0 { "today".to_owned() } else { format!("{days} ago") };
    let (why, leaves, suggest) = match waiting.offer {
        Some(offer) => (
            format!(
                "{} was asked on {} and has not answered for {days}{limit}{}",
                look.scheme.name(offer.mentor),
                look.day(offer.sent),
                reminders(look, offer)
            ),
            "an answer, or an offer to another mentor",
            suggest,
        ),
        None => (
            format!(
                "nobody is asked{}; the request came on {}, {ago}{limit}",
                declined(look, waiting.request),
                look.day(waiting.since)
            ),
            "an offer to a mentor, or the end of the request",
            Verb::Match,
        ),
    };
    let finding = Finding::new(waiting.request.id, severity, why, leaves).suggest(suggest);
    clocked(look, waiting, finding)
}

/// The clock and the people of a waiting request.
fn clocked(look: &Look, waiting: &Waiting, finding: Finding) -> Finding {
    finding.clock(waiting.since, waiting.days).limit(look.number(Key::AnswerDays)).people(people(
        look,
        waiting.request,
        waiting.offer,
    ))
}

fn people(look: &Look, request: &Request, offer: Option<&Offer>) -> Vec<Someone> {
    let mut people = vec![look.someone(request.mentee, "mentee")];
    people.extend(offer.map(|offer| look.someone(offer.mentor, "mentor")));
    people
}

/// "; reminded twice, last on 20 Feb" since an offer was sent.
fn reminders(look: &Look, offer: &Offer) -> String {
    let said = |reminder: &&Reminder| {
        reminder.offer == Some(offer.id) && (offer.sent..=look.on).contains(&reminder.day)
    };
    let about = look.scheme.linked::<Reminder>(Link::RemindersOfRequest, offer.request);
    let mut about: Vec<_> = about.filter(said).collect();
    about.sort_by_key(|reminder| (reminder.day, reminder.id));
    let Some(last) = about.last() else { return String::new() };
    let day = look.day(last.day);
    match (last.kind, about.iter().filter(|r| r.kind == ReminderKind::Reminder).count()) {
        (ReminderKind::Reminder, 1) => format!("; reminded on {day}"),
        (ReminderKind::Reminder, times) => format!("; reminded {times} times, last on {day}"),
        (ReminderKind::NeedsTime | ReminderKind::NeedsInformation, _) => {
            format!("; {} since {day}", last.kind.label())
        }
    }
}

/// " since Tom Reed declined on 20 Feb" for the last offer of a request.
fn declined(look: &Look, request: &Request) -> String {
    let Some(offer) = look.scheme.current_offer(request.id, look.on) else { return String::new() };
    match (offer.answer, offer.answered) {
        (Some(Answer::Declined), Some(day)) => {
            format!(" since {} declined on {}", look.scheme.name(offer.mentor), look.day(day))
        }
        _ => String::new(),
    }
}
