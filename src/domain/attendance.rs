//! Who was invited to an event and who came, and the days of people that follow from coming (S1).

use chrono::NaiveDate;

use crate::domain::change::Builder;
use crate::domain::codes::EventKind;
use crate::domain::ids::{EventId, PersonId};
use crate::domain::records::{Attendance, Event, Line, Mentee, Mentor};
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;

/// How many were invited to an event, and what is known of their coming.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turnout {
    /// Invited.
    pub invited: i64,
    /// Came, invited or not.
    pub came: i64,
    /// Are known not to have come.
    pub missed: i64,
    /// Are on the list, and nothing is known yet.
    pub unknown: i64,
}

impl Scheme {
    /// A person's place at an event.
    pub fn attendance(&self, event: EventId, person: PersonId) -> Option<&Attendance> {
        self.linked::<Attendance>(Link::AttendanceOfPerson, person).find(|one| one.event == event)
    }

    /// How many were invited to an event, and what is known of their coming.
    pub fn turnout(&self, event: EventId) -> Turnout {
        let mut turnout = Turnout::default();
        for one in self.linked::<Attendance>(Link::AttendanceOfEvent, event) {
            turnout.invited += i64::from(one.invited.is_some());
            turnout.came += i64::from(one.attended == Some(true));
            turnout.missed += i64::from(one.attended == Some(false));
            turnout.unknown += i64::from(one.attended.is_none());
        }
        turnout
    }

    /// The last day by which a person came to another event of the same kind.
    fn came_before(&self, event: &Event, person: PersonId) -> Option<NaiveDate> {
        self.linked::<Attendance>(Link::AttendanceOfPerson, person)
            .filter(|one| one.attended == Some(true) && one.event != event.id)
            .filter_map(|one| self.get::<Event>(one.event))
            .filter(|other| other.kind == event.kind)
            .map(|other| other.day)
            .max()
    }
}

/// Fills in what coming to an event means for a person, where nothing is known or an earlier day
/// stands: the training of a mentor, the induction of mentor and mentee, the briefing of a line
/// manager. Whether anything was filled in.
pub(in crate::domain) fn fill(builder: &mut Builder<'_>, event: &Event, person: PersonId) -> bool {
    let day = event.day;
    set(builder, event, person, |known| {
        if known.is_none_or(|known| known < day) { Some(day) } else { known }
    })
}

/// Takes back what coming to an event had filled in: the day of the last other such event stands
/// again, or none. Days that do not come from this event stay. Whether anything was taken back.
pub(in crate::domain) fn take_back(
    builder: &mut Builder<'_>,
    event: &Event,
    person: PersonId,
) -> bool {
    let other = builder.scheme().came_before(event, person);
    set(builder, event, person, |known| if known == Some(event.day) { other } else { known })
}

/// Changes the days that depend on an event of this kind; whether one is another now.
fn set(
    builder: &mut Builder<'_>,
    event: &Event,
    person: PersonId,
    day: impl Fn(Option<NaiveDate>) -> Option<NaiveDate>,
) -> bool {
    let mut changed = false;
    let mut renew = |known: &mut Option<NaiveDate>| {
        let new = day(*known);
        let differs = new != *known;
        *known = new;
        changed |= differs;
        differs
    };
    match event.kind {
        EventKind::Training => builder.change::<Mentor>(person, |mentor| {
            if renew(&mut mentor.trained_on) {
                mentor.trained = mentor.trained_on.map(|_| true);
            }
        }),
        EventKind::Induction => {
            builder.change::<Mentor>(person, |mentor| {
                renew(&mut mentor.induction_on);
            });
            builder.change::<Mentee>(person, |mentee| {
                renew(&mut mentee.induction_on);
            });
        }
        EventKind::Briefing => {
            let lines = builder.scheme().linked::<Line>(Link::LinesOfManager, person);
            for line in lines.filter(|line| line.holds(event.day)) {
                builder.change::<Line>(line.id, |line| {
                    renew(&mut line.briefed);
                });
            }
        }
        EventKind::DropIn | EventKind::Other => {}
    }
    changed
}
