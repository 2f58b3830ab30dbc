//! Events of the scheme, who was invited and who came (S1).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::attendance::{fill, take_back};
use crate::domain::change::Builder;
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

impl Event {
    /// Its name, else its kind.
    pub fn called(&self) -> String {
        if self.name.is_empty() { self.kind.to_string() } else { self.name.to_string() }
    }
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

    fn settle(&mut self, scheme: &Scheme, today: NaiveDate) -> Result<(), Refusal> {
        crate::domain::entry::not_after("cancelled", self.cancelled, today)?;
        let came = scheme.turnout(self.id).came;
        if came > 0 && self.cancelled.is_some() {
            return Err(Refusal::field("cancelled", "somebody came: it was not called off"));
        }
        if came > 0 && self.day > today {
            return Err(Refusal::field("day", "somebody came: give the day on which it was"));
        }
        Ok(())
    }

    fn kept_by(&self, scheme: &Scheme) -> Option<String> {
        let listed = scheme.linked::<Attendance>(Link::AttendanceOfEvent, self.id).count();
        let people = match listed {
            0 => return None,
            1 => "1 person is on its list".to_owned(),
            many => format!("{many} people are on its list"),
        };
        Some(format!("{people}: call the event off, or take them off the list first"))
    }

    fn follow(&self, before: &Self, builder: &mut Builder<'_>) {
        if (before.kind, before.day) == (self.kind, self.day) {
            return;
        }
        let here = builder.scheme().linked::<Attendance>(Link::AttendanceOfEvent, self.id);
        for one in here.filter(|one| one.attended == Some(true)) {
            take_back(builder, before, one.person);
            fill(builder, self, one.person);
        }
    }

    fn title(&self, _scheme: &Scheme) -> String {
        format!("{} on {}", self.called(), days::long(self.day))
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

impl Attendance {
    /// "came", "did not come", "invited".
    pub fn state(&self) -> &'static str {
        match self.attended {
            Some(true) => "came",
            Some(false) => "did not come",
            None => "invited",
        }
    }
}

impl Linked for Attendance {
    fn links(&self, link: &mut dyn FnMut(Link, i64)) {
        link(Link::AttendanceOfEvent, self.event.0);
        link(Link::AttendanceOfPerson, self.person.0);
    }
}
