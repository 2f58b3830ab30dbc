//! The list of everybody whose data have a last day, the longest over first (I4).

use chrono::NaiveDate;

use crate::domain::ids::{AnyId, PersonId};
use crate::domain::lists::{Cell, Column, View};
use crate::domain::records::Person;
use crate::domain::scheme::Scheme;
use crate::domain::verbs::retained;

/// Every column of the list.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("id", "Id", |view| Cell::Id(view.id)),
    Column::new("full_name", "Name", |view| view.name(PersonId(view.id.number))).narrow(14, 30),
    Column::new("keep_until", "Kept until", |view| view.of(|person: &Person| person.keep_until))
        .narrow(10, 16),
    Column::new("over", "Days over", |view: &View<'_>| {
        let until = view.record::<Person>().and_then(|person| person.keep_until);
        until.map(|until| (view.on - until).num_days()).into()
    })
    .narrow(9, 9)
    .right(),
    Column::new("keep_reason", "Kept longer because", |view| {
        view.of(|person: &Person| person.keep_reason.clone())
    })
    .narrow(12, 40),
];

/// Everybody whose data have a last day.
pub(super) fn rows(scheme: &Scheme, on: NaiveDate) -> Vec<AnyId> {
    retained(scheme, on, NaiveDate::MAX).iter().map(|one| one.person.id.into()).collect()
}
