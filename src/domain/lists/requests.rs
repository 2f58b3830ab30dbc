//! The list of requests: the open ones first, oldest clock on top, then the ended ones.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::codes::{Answer, Code, ReminderKind};
use crate::domain::ids::{AnyId, Id, RequestId};
use crate::domain::lists::{Cell, Column, View};
use crate::domain::records::{Offer, Pair, Reminder, Request};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::Link;

/// Where a request stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestState {
    /// A mentor was asked and has not answered.
    Waiting,
    /// Open, and nobody is asked.
    Unassigned,
    /// Open, the last mentor declined, and nobody else is asked.
    Declined,
    /// Became a pair.
    Accepted,
    /// Withdrawn by the mentee.
    Withdrawn,
    /// Lapsed.
    Lapsed,
}

impl Code for RequestState {
    const ALL: &'static [Self] = &[
        Self::Waiting,
        Self::Unassigned,
        Self::Declined,
        Self::Accepted,
        Self::Withdrawn,
        Self::Lapsed,
    ];
    fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Unassigned => "unassigned",
            Self::Declined => "declined",
            Self::Accepted => "accepted",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Unassigned => "nobody asked",
            Self::Declined => "declined",
            Self::Accepted => "accepted",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }
}

impl RequestState {
    /// Where a request stands; none before it came.
    pub fn of(scheme: &Scheme, request: &Request, on: NaiveDate) -> Option<Self> {
        use crate::domain::codes::Ending;
        if request.received > on {
            return None;
        }
        if request.is_open(on) {
            let offer = scheme.current_offer(request.id, on);
            return Some(match offer.map(|offer| offer.answer_on(on)) {
                Some(None) => Self::Waiting,
                Some(Some(Answer::Declined)) => Self::Declined,
                Some(Some(
                    Answer::Accepted | Answer::Reassigned | Answer::Withdrawn | Answer::Lapsed,
                ))
                | None => Self::Unassigned,
            });
        }
        Some(match request.ending? {
            Ending::Accepted => Self::Accepted,
            Ending::Withdrawn => Self::Withdrawn,
            Ending::Lapsed => Self::Lapsed,
        })
    }
}

/// Open requests by the start of their clock, then the ended ones, newest first.
pub(super) fn rows(scheme: &Scheme, on: NaiveDate) -> Vec<AnyId> {
    let mut requests: Vec<_> = scheme.all::<Request>().collect();
    requests.sort_by_cached_key(|request| {
        let open = request.is_open(on);
        let clock = if open { scheme.clock(request, on) } else { NaiveDate::MAX };
        (!open, clock, Reverse(request.ended), request.id)
    });
    requests.into_iter().map(|request| request.id.into()).collect()
}

/// Every column of the list.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", "Id", |view| Cell::Id(view.id)),
    Column::new("mentee", "Mentee", |view| request(view).map(|r| view.name(r.mentee)).into())
        .narrow(10, 15),
    Column::new("topic", "Wants", |view| view.of(|r: &Request| &r.topic)).narrow(9, 15),
    Column::new("mentor", "With", with).narrow(10, 15),
    Column::new("sent", "Sent", |view| offer(view).map(|offer| offer.sent).into()).wide(8, 8),
    Column::new("age", "Age", |view| age(view).into()).narrow(3, 3).right(),
    Column::new("state", "State", state).narrow(16, 16),
    Column::new("reminders", "Reminded", |view| {
        let times = reminders(view).map(|_| 1).sum::<i64>();
        (times > 0).then_some(times).into()
    })
    .wide(8, 8)
    .right(),
    Column::new("source", "Source", |view| view.of(|r: &Request| &r.source)).wide(6, 10),
    Column::new("status", "Status", |view| {
        Cell::code(request(view).and_then(|r| RequestState::of(view.scheme, r, view.on)))
    })
    .filter(),
    Column::new("kind", "Kind", |view| Cell::code(request(view).map(|r| r.kind))).filter(),
    Column::new("request_date", "Received", |view| view.of(|r: &Request| r.received)),
    Column::new("mentee_id", "Mentee's id", |view| Cell::id(request(view).map(|r| r.mentee))),
    Column::new("mentor_id", "Mentor's id", |view| Cell::id(offer(view).map(|o| o.mentor))),
    Column::new("due", "Answer due", |view| {
        pending(view).map(|offer| offer.sent + chrono::Days::new(limit(view).unsigned_abs())).into()
    }),
    Column::new("overdue", "Overdue", |view| is_overdue(view).into()),
    Column::new("reply", "Reply", |view| {
        Cell::code(offer(view).and_then(|offer| offer.answer_on(view.on)))
    }),
    Column::new("reply_date", "Reply came", |view| answered(view).and_then(|o| o.answered).into()),
    Column::new("decline_reason", "Why declined", |view| {
        Cell::code(answered(view).and_then(|offer| offer.decline_reason))
    }),
    Column::new("decline_words", "Why, in words", |view| {
        answered(view).map(|offer| &offer.decline_text).into()
    }),
    Column::new("courtesy", "Courtesy message", |view| {
        answered(view).and_then(|o| o.courtesy).filter(|day| *day <= view.on).into()
    }),
    Column::new("reminder_sent", "Last reminder", |view| {
        reminders(view).map(|reminder| reminder.day).max().into()
    }),
    Column::new("reason", "Reason", |view| view.of(|r: &Request| &r.reason)),
    Column::new("message", "Message", |view| view.of(|r: &Request| &r.message)),
    Column::new("ended", "Ended", |view| {
        request(view).and_then(|r| r.ended).filter(|day| *day <= view.on).into()
    }),
    Column::new("pair", "Pair", |view| {
        let id = RequestId(view.id.number);
        Cell::id(view.scheme.linked::<Pair>(Link::PairsOfRequest, id).next().map(|pair| pair.id))
    }),
    Column::new("extra", "Extra fields", |view| view.extra(Link::ExtrasOfRequest)),
];

fn request<'a>(view: &View<'a>) -> Option<&'a Request> {
    view.record::<Request>()
}

fn offer<'a>(view: &View<'a>) -> Option<&'a Offer> {
    view.scheme.current_offer(RequestId(view.id.number), view.on)
}

fn pending<'a>(view: &View<'a>) -> Option<&'a Offer> {
    view.scheme.pending_offer(RequestId(view.id.number), view.on)
}

/// The current offer, if its answer has come by the day.
fn answered<'a>(view: &View<'a>) -> Option<&'a Offer> {
    offer(view).filter(|offer| offer.answer_on(view.on).is_some())
}

fn with(view: &View<'_>) -> Cell {
    offer(view).map(|offer| view.name(offer.mentor)).into()
}

fn limit(view: &View<'_>) -> i64 {
    view.scheme.settings().number(Key::AnswerDays)
}

/// Days since the clock started; of an ended request how long its last offer took.
fn age(view: &View<'_>) -> Option<i64> {
    let request = request(view).filter(|request| request.received <= view.on)?;
    if request.is_open(view.on) {
        return Some((view.on - view.scheme.clock(request, view.on)).num_days());
    }
    let since = offer(view).map_or(request.received, |offer| offer.sent);
    request.ended.map(|ended| (ended - since).num_days())
}

fn is_overdue(view: &View<'_>) -> Option<bool> {
    let open = request(view)?.is_open(view.on);
    Some(open && age(view).is_some_and(|age| age > limit(view)))
}

fn reminders<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Reminder> {
    let (id, on) = (RequestId::from_raw(view.id.number), view.on);
    view.scheme
        .linked::<Reminder>(Link::RemindersOfRequest, id)
        .filter(move |reminder| reminder.kind == ReminderKind::Reminder && reminder.day <= on)
}

/// "OVERDUE reminded", "due today", "waiting", "accepted".
fn state(view: &View<'_>) -> Cell {
    let Some(state) = request(view).and_then(|r| RequestState::of(view.scheme, r, view.on)) else {
        return Cell::Empty;
    };
    let open = request(view).is_some_and(|request| request.is_open(view.on));
    let age = age(view).unwrap_or_default();
    let reminded = if open && reminders(view).next().is_some() { " reminded" } else { "" };
    if is_overdue(view) == Some(true) {
        let also = if state == RequestState::Waiting { reminded } else { ", unasked" };
        return format!("OVERDUE{also}").into();
    }
    if state == RequestState::Waiting && age == limit(view) {
        return "due today".into();
    }
    format!("{}{reminded}", state.label()).into()
}
