//! Figures of matching: how soon requests are answered, how many are accepted, and how long a match takes.

use chrono::NaiveDate;

use crate::domain::codes::{Answer, Subject};
use crate::domain::figures::value::real;
use crate::domain::figures::{Figure, Good, PairFacts, Section, Unit, Value, View};
use crate::domain::ids::AnyId;
use crate::domain::records::{Offer, Person, Request};
use crate::domain::settings::Key;

/// The figures of this section.
pub(super) const FIGURES: &[Figure] = &[
    Figure {
        id: "time-to-match",
        section: Section::Matching,
        name: "Time to match",
        definition: "Days from the request that led to a pair, else from the day on which the \
                     mentee joined, to the start of the pair, for pairs that began in the period: \
                     the median. Pairs of which neither day is known are left out.",
        unit: Unit::Days,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| {
            let begun = view.begun();
            let times = begun.iter().filter_map(|facts| {
                let days = (facts.began - asked_on(view, facts)?).num_days();
                (days >= 0).then(|| (facts.pair.id.into(), real(days)))
            });
            Value::median(times.collect())
        },
    },
    Figure {
        id: "request-response-rate",
        section: Section::Matching,
        name: "Request response rate",
        definition: "Requests sent to a mentor that were accepted or declined within \
                     {answer-days} days, of those sent whose day {answer-days} falls in the \
                     period. Requests that the mentee withdrew are left out.",
        unit: Unit::Share,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: response_rate,
    },
    Figure {
        id: "median-response-time",
        section: Section::Matching,
        name: "Median response time",
        definition: "Days from the sending of a request to the mentor's answer, for answers \
                     (accepted or declined) that came in the period: the median.",
        unit: Unit::Days,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| {
            let answered = view.answered();
            let times = answered.iter().filter_map(|offer| {
                Some((request(offer), real((offer.answered? - offer.sent).num_days())))
            });
            Value::median(times.collect())
        },
    },
    Figure {
        id: "acceptance-rate",
        section: Section::Matching,
        name: "Acceptance rate",
        definition: "Accepted requests, of those accepted or declined, by answers that came in \
                     the period.",
        unit: Unit::Share,
        good: Good::Higher,
        target: None,
        dated: true,
        compute: |view| {
            let accepted = |offer: &&Offer| offer.answer == Some(Answer::Accepted);
            Value::share(&view.answered(), |offer| request(offer), accepted)
        },
    },
    Figure {
        id: "overdue-now",
        section: Section::Matching,
        name: "Overdue now",
        definition: "Open requests that have waited for more than {answer-days} days on the as-of \
                     day, since they were sent to the mentor, or since they came where nobody is \
                     asked.",
        unit: Unit::Count,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| {
            let limit = view.limit(Key::AnswerDays);
            let late = view.waiting_requests().filter(|(_, days)| *days > limit);
            Value::count(late.map(|(request, _)| request.id.into()).collect())
        },
    },
    Figure {
        id: "declines-without-courtesy-message",
        section: Section::Matching,
        name: "Declines without courtesy message",
        definition: "Requests declined in the period whose mentee had no courtesy message by the \
                     as-of day.",
        unit: Unit::Count,
        good: Good::Lower,
        target: None,
        dated: true,
        compute: |view| {
            let owed = |offer: &&Offer| {
                offer.answer == Some(Answer::Declined)
                    && offer.courtesy.is_none_or(|day| day > view.as_of)
            };
            let owed = view.answered().into_iter().filter(owed);
            Value::count(owed.map(request).collect())
        },
    },
];

/// The request of an offer: offers have no list of their own.
fn request(offer: &Offer) -> AnyId {
    offer.request.into()
}

fn response_rate(view: &View<'_>) -> Value {
    let limit = view.limit(Key::AnswerDays);
    let days = chrono::Days::new(limit.unsigned_abs());
    let due: Vec<&Offer> = view
        .offers()
        .filter(|offer| offer.sent.checked_add_days(days).is_some_and(|day| view.covers(day)))
        .filter(|offer| offer.answer_on(view.as_of) != Some(Answer::Withdrawn))
        .collect();
    let in_time = |offer: &&Offer| {
        matches!(offer.answer_on(view.as_of), Some(Answer::Accepted | Answer::Declined))
            && offer.answered.is_some_and(|day| (day - offer.sent).num_days() <= limit)
    };
    Value::share(&due, |offer| request(offer), in_time)
}

/// The day from which a mentee waited for this pair.
fn asked_on(view: &View<'_>, facts: &PairFacts<'_>) -> Option<NaiveDate> {
    let request = facts.pair.request.and_then(|id| view.scheme.get::<Request>(id));
    let joined = || {
        let mentee = facts.pair.mentee;
        let person = view.scheme.get::<Person>(mentee)?;
        let phases = view.scheme.phases(Subject::Person, mentee.0);
        person.joined.or_else(|| phases.map(|phase| phase.since).min())
    };
    request.map(|request| request.received).or_else(joined)
}
