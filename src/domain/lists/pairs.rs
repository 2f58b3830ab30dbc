//! The list of pairs: the open ones by name, then the closed ones, newest first.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::codes::Status;
use crate::domain::ids::{AnyId, PairId};
use crate::domain::lists::{Cell, Column, View};
use crate::domain::records::{Agreement, Closure, Meeting, Pair};
use crate::domain::rules::{Item, RULES, Section, Severity};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::text::{days, fold};

/// Pairs that are open or yet to begin by the mentee's name, then the closed ones.
pub(super) fn rows(scheme: &Scheme, on: NaiveDate) -> Vec<AnyId> {
    let mut pairs: Vec<_> = scheme.all::<Pair>().collect();
    pairs.sort_by_cached_key(|pair| {
        let closed = scheme.pair_status(pair.id, on) == Some(Status::Closed);
        let last = closed.then(|| scheme.get::<Closure>(pair.id).map(|closure| closure.day));
        (closed, Reverse(last.flatten()), fold(&scheme.name(pair.mentee)), pair.id)
    });
    pairs.into_iter().map(|pair| pair.id.into()).collect()
}

/// Every column of the list.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", "Id", |view| Cell::Id(view.id)),
    Column::new("mentee", "Mentee", |view| pair(view).map(|pair| view.name(pair.mentee)).into())
        .narrow(10, 18),
    Column::new("mentor", "Mentor", |view| pair(view).map(|pair| view.name(pair.mentor)).into())
        .narrow(10, 18),
    Column::new("met", "Met", |view| held(view).map(|_| 1).sum::<i64>().into())
        .narrow(3, 3)
        .right(),
    Column::new("last_met", "Last met", |view| held(view).map(|m| m.day).max().into()).narrow(8, 8),
    Column::new("next_review", "Review", |view| {
        view.scheme.next_review(id(view), view.on).map(|review| review.due).into()
    })
    .wide(6, 8),
    Column::new("state", "State", state).narrow(15, 18),
    Column::new("since", "Since", |view| {
        pair(view).map(|pair| days::month_and_year(pair.start)).into()
    })
    .wide(6, 6),
    Column::new("end", "Ends", |view| pair(view).and_then(|pair| pair.agreed_end).into())
        .wide(8, 8),
    Column::new("frequency", "Meets", |view| {
        Cell::code(agreement(view).and_then(|agreement| agreement.frequency))
    })
    .wide(7, 14),
    Column::new("kind", "Kind", |view| Cell::code(pair(view).map(|pair| pair.kind))).wide(7, 9),
    Column::new("status", "Status", |view| Cell::code(view.scheme.pair_status(id(view), view.on)))
        .filter(),
    Column::new("origin", "Origin", |view| Cell::code(pair(view).map(|pair| pair.origin))),
    Column::new("mentee_id", "Mentee's id", |view| Cell::id(pair(view).map(|pair| pair.mentee))),
    Column::new("mentor_id", "Mentor's id", |view| Cell::id(pair(view).map(|pair| pair.mentor))),
    Column::new("start", "Start", |view| pair(view).map(|pair| pair.start).into()),
    Column::new("minutes", "Length", |view| {
        Cell::minutes(agreement(view).and_then(|agreement| agreement.minutes))
    })
    .right(),
    Column::new("formats", "Formats", |view| {
        agreement(view).map(|agreement| agreement.formats.codes("; ")).into()
    }),
    Column::new("agreement_signed", "Agreement signed", |view| {
        agreement(view).map(|agreement| agreement.is_signed(view.on)).into()
    }),
    Column::new("days_since_met", "Days since met", |view| {
        let open = view.scheme.is_pair_open(id(view), view.on);
        let open = pair(view).filter(|_| open);
        open.map(|pair| view.scheme.met(pair, view.on).quiet).into()
    })
    .right(),
    Column::new("next_meeting", "Next meeting", |view| {
        use crate::domain::codes::MeetingStatus::Planned;
        let planned = meetings(view).filter(|m| m.status == Planned && m.day >= view.on);
        planned.map(|meeting| meeting.day).min().into()
    }),
    Column::new("closed_on", "Closed on", |view| closure(view).map(|closure| closure.day).into()),
    Column::new("closed_by", "Closed by", |view| {
        Cell::code(closure(view).and_then(|closure| closure.initiated_by))
    }),
    Column::new("close_reasons", "Reasons", |view| {
        closure(view).map(|closure| closure.reasons.codes("; ")).into()
    }),
    Column::new("goals_met", "Goals met", |view| {
        Cell::code(closure(view).and_then(|closure| closure.goals))
    }),
    Column::new("request", "Request", |view| Cell::id(pair(view).and_then(|pair| pair.request))),
    Column::new("match_reasons", "Match reasons", |view| pair(view).map(|p| &p.reasons).into()),
    Column::new("overrides", "Overruled", |view| {
        let rules = pair(view).map(|p| {
            let rules = p.overrides.iter().map(|(rule, why)| format!("{rule}: {}", why.exact()));
            rules.collect::<Vec<_>>().join("; ")
        });
        rules.into()
    }),
    Column::new("extra", "Extra fields", |view| view.extra(Link::ExtrasOfPair)),
];

fn id(view: &View<'_>) -> PairId {
    PairId(view.id.number)
}

fn pair<'a>(view: &View<'a>) -> Option<&'a Pair> {
    view.record::<Pair>()
}

fn agreement<'a>(view: &View<'a>) -> Option<&'a Agreement> {
    view.scheme.get::<Agreement>(id(view))
}

/// The closure, once the pair has ended.
fn closure<'a>(view: &View<'a>) -> Option<&'a Closure> {
    view.scheme.get::<Closure>(id(view)).filter(|closure| closure.day <= view.on)
}

fn meetings<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Meeting> {
    view.scheme.linked::<Meeting>(Link::MeetingsOfPair, id(view))
}

fn held<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Meeting> {
    let on = view.on;
    meetings(view).filter(move |meeting| meeting.held_by(on))
}

/// What presses most on the day in few words ("STALE", "review 4d late"), else the status.
fn state(view: &View<'_>) -> Cell {
    let Some(status) = view.scheme.pair_status(id(view), view.on) else { return Cell::Empty };
    match view.item {
        Some(item) if status == Status::Active || speaks_louder(item) => pressing(item).into(),
        _ => Cell::code(Some(status)),
    }
}

/// Whether an item hides that a pair is on hold, winding down or closed: paperwork that is open
/// and what is only good to know do not.
fn speaks_louder(item: &Item) -> bool {
    match item.severity {
        Severity::Red => true,
        Severity::Amber => item.section < Section::Paperwork || item.rule == "closing-open",
        Severity::Info => false,
    }
}

fn pressing(item: &Item) -> String {
    let days = item.days.unwrap_or_default();
    match item.rule {
        "review-overdue" => format!("review {days}d late"),
        "review-due" if days == 0 => "review today".to_owned(),
        "review-due" => format!("review in {}d", -days),
        "term-ended" => "past its end".to_owned(),
        "pair-stale" => "STALE".to_owned(),
        "meeting-unlogged" => "unlogged".to_owned(),
        "closing-open" => "closed, to finish".to_owned(),
        "line-conflict" => "in the line".to_owned(),
        "manager-agreement-missing" => "manager to agree".to_owned(),
        "contact-due" => "contact due".to_owned(),
        id => {
            let rule = RULES.iter().find(|rule| rule.id == id);
            rule.map_or(id, |rule| rule.counts.1).to_owned()
        }
    }
}
