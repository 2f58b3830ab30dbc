//! Calendar files: every entry under a name that stays, so that a second import updates what the first one brought (I3).

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use icalendar::{Calendar, Component, Event, Property};

use crate::domain::diary::{DIARY_BACK, DiaryEntry, DiaryKind, Edition, diary};
use crate::domain::ids::AnyId;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::text::inert;

/// Who made it, as calendars ask for.
const MADE_BY: &str = "-//Matchbook//Mentoring scheme//EN";
/// An instant.
const INSTANT: &str = "%Y%m%dT%H%M%SZ";
/// A time on the wall of whoever looks.
const LOCAL: &str = "%Y%m%dT%H%M%S";
/// A day.
const DAY: &str = "%Y%m%d";

/// How a calendar file is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// What stands in it.
    pub kinds: Vec<DiaryKind>,
    /// The records that it is about; none named: all of these kinds.
    pub only: Vec<AnyId>,
}

/// What it is called in a sentence.
pub const CALENDAR: &str = "the calendar";
/// What is counted in it.
pub const ENTRY: &str = "entry";

impl CalendarFile {
    /// The file's text, and how many entries stand in it that are not called off.
    ///
    /// The same scheme on the same day gives the same bytes. What is called off stays in it as
    /// cancelled for [`DIARY_BACK`] days, so that a calendar takes it out.
    pub fn text(&self, scheme: &Scheme, on: NaiveDate, edition: &Edition) -> (String, usize) {
        let from =
            if self.only.is_empty() { on - TimeDelta::days(DIARY_BACK) } else { NaiveDate::MIN };
        let mut entries = diary(scheme, on, from, &self.kinds);
        entries.retain(|entry| self.only.is_empty() || self.only.contains(&entry.id));
        let zone = scheme.settings().text(Key::TimeZone).parse().ok();
        let mut calendar = Calendar::empty();
        for (key, value) in [
            ("VERSION", "2.0"),
            ("PRODID", MADE_BY),
            ("CALSCALE", "GREGORIAN"),
            ("METHOD", "PUBLISH"),
        ] {
            calendar.append_property((key, value));
        }
        calendar.name(&inert(scheme.settings().text(Key::Name)));
        for entry in &entries {
            calendar.push(component(entry, on, zone, edition));
        }
        let stands = entries.iter().filter(|entry| entry.off.is_none()).count();
        (calendar.to_string(), stands)
    }
}

fn component(entry: &DiaryEntry, on: NaiveDate, zone: Option<Tz>, edition: &Edition) -> Event {
    let mut event = Event::new();
    event.add_property("UID", format!("{}-{}@{}", entry.what, entry.id, edition.scheme));
    event.add_property("SUMMARY", &entry.title);
    // of two with one name the later counts: by the number of the newest change, then by the day
    event.add_property("SEQUENCE", edition.number.to_string());
    event.add_property("LAST-MODIFIED", edition.changed.format(INSTANT).to_string());
    event.add_property("DTSTAMP", on.and_time(NaiveTime::MIN).format(INSTANT).to_string());
    event.add_property("STATUS", if entry.off.is_some() { "CANCELLED" } else { "CONFIRMED" });
    event.add_property("CLASS", "PRIVATE");
    event.add_property("CATEGORIES", entry.kind.name());
    if !entry.place.is_empty() {
        event.add_property("LOCATION", &entry.place);
    }
    if let Some(begins) = entry.begins {
        let begins = entry.day.and_time(begins);
        let ends = begins + TimeDelta::minutes(entry.minutes);
        event.append_property(moment("DTSTART", begins, zone));
        event.append_property(moment("DTEND", ends, zone));
    } else {
        event.append_property(whole_day("DTSTART", entry.day));
        event.append_property(whole_day("DTEND", entry.day + TimeDelta::days(1)));
        // a day on which something is due is free for everything else
        event.add_property("TRANSP", "TRANSPARENT");
    }
    event.done()
}

fn whole_day(key: &str, day: NaiveDate) -> Property {
    Property::new(key, day.format(DAY).to_string()).add_parameter("VALUE", "DATE").done()
}

/// A time of the scheme: an instant where its time zone is known, else the time on the wall of
/// whoever looks.
fn moment(key: &str, local: NaiveDateTime, zone: Option<Tz>) -> Property {
    let text = zone.and_then(|zone| instant(local, zone)).map_or_else(
        || local.format(LOCAL).to_string(),
        |instant| instant.format(INSTANT).to_string(),
    );
    Property::new(key, text)
}

/// The instant of a time in a zone. Of a time that comes twice it is the first; one that is left out
/// when clocks go forward is read as they were before.
fn instant(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    let hour = TimeDelta::hours(1);
    let read = |local| zone.from_local_datetime(&local).earliest();
    let found = read(local).or_else(|| Some(read(local - hour)? + hour));
    found.map(|found| found.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, zone: Tz) -> String {
        instant(text.parse().unwrap(), zone).unwrap().to_rfc3339()
    }

    #[test]
    fn a_time_is_read_with_the_summer_time_of_its_day() {
        let london = Tz::Europe__London;
        assert_eq!(at("2026-03-03T14:00:00", london), "2026-03-03T14:00:00+00:00");
        assert_eq!(at("2026-04-03T14:00:00", london), "2026-04-03T13:00:00+00:00");
        assert_eq!(at("2026-03-29T01:30:00", london), "2026-03-29T01:30:00+00:00", "left out");
        assert_eq!(at("2026-10-25T01:30:00", london), "2026-10-25T00:30:00+00:00", "comes twice");
        assert_eq!(at("2026-07-01T09:00:00", Tz::Asia__Kolkata), "2026-07-01T03:30:00+00:00");
    }
}
