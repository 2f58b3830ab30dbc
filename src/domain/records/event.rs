//! Events of the scheme, who was invited and who came (S1).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::EventKind;
use crate::domain::entry::Entry;
use crate::domain::field::{
    Field, choice_must_field, day_field, day_must_field, number_field, text_field,
};
use crate::domain::ids::{AnyId, AttendanceId, EventId, PersonId};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::{Link, Linked};
use crate::text::{Text, days};

/// An event (S1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Primary key, shown as `E2`.
    pub id: EventId,
    /// Briefing, induction, training or drop-in.
    pub kind: EventKind,
    /// What it is called; may be empty.
    pub name: Text,
    /// Day.
    pub day: NaiveDate,
    /// When it begins, as told ("14:00").
    pub time: Text,
    /// Length in minutes, 1 to 1440; none while unknown.
    pub minutes: Option<i64>,
    /// Where.
    pub place: Text,
    /// Day on which it was called off.
    pub cancelled: Option<NaiveDate>,
}

impl Linked for Event {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}

impl Entry for Event {
    const FIELDS: &'static [Field<Self>] = &[
        choice_must_field!("kind", "Kind", EventKind, kind),
        text_field!("name", "Name", name),
        day_must_field!("day", "Day", day),
        text_field!("time", "Begins at", time),
        number_field!("minutes", "Minutes", 1..=1440, minutes),
        text_field!("place", "Place", place),
        day_field!("cancelled", "Called off on", cancelled),
    ];
    const REQUIRED: &'static [&'static str] = &["kind", "day"];

    fn blank(id: EventId) -> Self {
        Self {
            id,
            kind: EventKind::Briefing,
            name: Text::default(),
            day: NaiveDate::MIN,
            time: Text::default(),
            minutes: None,
            place: Text::default(),
            cancelled: None,
        }
    }

    fn begin(&mut self, _scheme: &Scheme, today: NaiveDate, _about: Option<AnyId>) {
        self.day = today;
    }

    fn settle(&mut self, _scheme: &Scheme, today: NaiveDate) -> Result<(), Refusal> {
        crate::domain::entry::not_after("cancelled", self.cancelled, today)
    }

    fn title(&self, _scheme: &Scheme) -> String {
        let name = if self.name.is_empty() { self.kind.to_string() } else { self.name.to_string() };
        format!("{name} on {}", days::long(self.day))
    }

    fn about(&self) -> Vec<AnyId> {
        Vec::new()
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.day)
    }
}

/// A person at an event: invited, and whether they came (S1).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attendance {
    /// Primary key.
    pub id: AttendanceId,
    /// The event.
    pub event: EventId,
    /// The person.
    pub person: PersonId,
    /// Day of the invitation; none if they came uninvited.
    pub invited: Option<NaiveDate>,
    /// Whether they came; none while unknown.
    pub attended: Option<bool>,
}

impl Linked for Attendance {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::AttendanceOfEvent, self.event.0);
        link(Link::AttendanceOfPerson, self.person.0);
    }
}
