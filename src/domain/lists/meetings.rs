//! The list of meetings, newest first.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::ids::AnyId;
use crate::domain::lists::{Cell, Column, View};
use crate::domain::records::{Meeting, Pair};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

/// All meetings, newest first.
pub(super) fn rows(scheme: &Scheme, _: NaiveDate) -> Vec<AnyId> {
    let mut meetings: Vec<_> = scheme.all::<Meeting>().collect();
    meetings.sort_by_key(|meeting| Reverse((meeting.day, meeting.id)));
    meetings.into_iter().map(|meeting| meeting.id.into()).collect()
}

/// Every column of the list.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", "Id", |view| Cell::Id(view.id)),
    Column::new("meeting_date", "Day", |view| view.of(|meeting: &Meeting| meeting.day))
        .narrow(6, 11),
    Column::new("mentee", "Mentee", |view| pair(view).map(|pair| view.name(pair.mentee)).into())
        .narrow(10, 18),
    Column::new("mentor", "Mentor", |view| pair(view).map(|pair| view.name(pair.mentor)).into())
        .narrow(10, 18),
    Column::new("meeting_status", "Status", |view| {
        Cell::code(view.record::<Meeting>().map(|meeting| meeting.status))
    })
    .narrow(7, 9),
    Column::new("minutes", "Length", |view| {
        Cell::minutes(view.record::<Meeting>().and_then(|meeting| meeting.minutes))
    })
    .narrow(6, 6)
    .right(),
    Column::new("format", "How", |view| {
        Cell::code(view.record::<Meeting>().and_then(|meeting| meeting.format))
    })
    .narrow(5, 10),
    Column::new("by", "By", |view| Cell::code(view.record::<Meeting>().and_then(|m| m.by)))
        .wide(6, 11),
    Column::new("agenda_sent", "Agenda sent", |view| view.of(|m: &Meeting| m.agenda_sent)),
    Column::new("actions_recorded", "Actions recorded", |view| {
        view.of(|meeting: &Meeting| meeting.actions_recorded)
    }),
    Column::new("pair", "Pair", |view| Cell::id(view.record::<Meeting>().map(|m| m.pair))),
    Column::new("mentee_id", "Mentee's id", |view| Cell::id(pair(view).map(|pair| pair.mentee))),
    Column::new("mentor_id", "Mentor's id", |view| Cell::id(pair(view).map(|pair| pair.mentor))),
    Column::new("extra", "Extra fields", |view| view.extra(Link::ExtrasOfMeeting)),
];

fn pair<'a>(view: &View<'a>) -> Option<&'a Pair> {
    view.record::<Meeting>().and_then(|meeting| view.pair(meeting.pair))
}
