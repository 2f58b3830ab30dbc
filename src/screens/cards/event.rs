//! Events on cards: those of a person, and the card of one with who was invited and who came (S1).

use crate::domain::ids::PersonId;
use crate::domain::records::{Attendance, Event};
use crate::domain::tables::Link;
use crate::screens::cards::{Look, fact};
use crate::text::{days, fold};
use crate::ui::card::{Card, Part};

/// The events to which a person was invited or came, newest first; none if there are none.
pub(super) fn part(look: Look<'_>, person: PersonId) -> Option<Part> {
    let scheme = look.scheme;
    let places = scheme.linked::<Attendance>(Link::AttendanceOfPerson, person);
    let mut events: Vec<(&Event, &Attendance)> =
        places.filter_map(|one| Some((scheme.get::<Event>(one.event)?, one))).collect();
    events.sort_by_key(|(event, _)| std::cmp::Reverse((event.day, event.id)));
    let line = |(event, one): (&Event, &Attendance)| {
        format!("{:<6} {}: {}", look.short(event.day), event.called(), one.state())
    };
    let lines: Vec<_> = events.into_iter().map(line).collect();
    (!lines.is_empty()).then(|| Part::new("EVENTS", lines))
}

/// The card of an event.
pub(super) fn card(look: Look<'_>, event: &Event) -> Card {
    let scheme = look.scheme;
    let turnout = scheme.turnout(event.id);
    let at = if event.time.is_empty() { String::new() } else { format!(", {}", event.time) };
    let when = days::relative(event.day, look.today);
    let minutes = event.minutes.and_then(|minutes| u32::try_from(minutes).ok());
    let mut facts = Vec::new();
    facts.extend(fact("Kind", event.kind.to_string()));
    facts.extend(fact("Name", event.name.to_string()));
    facts.extend(fact("Day", format!("{}{at} ({when})", days::long(event.day))));
    facts.extend(minutes.and_then(|m| fact("Length", crate::text::minutes::say_minutes(m))));
    facts.extend(fact("Place", event.place.to_string()));
    facts.extend(event.cancelled.and_then(|day| fact("Called off", days::long(day))));
    let unknown = match turnout.unknown {
        0 => String::new(),
        unknown => format!(", {unknown} not known"),
    };
    let known = format!(
        "{} invited, {} came, {} did not{unknown}",
        turnout.invited, turnout.came, turnout.missed
    );
    let is_past = event.day <= look.today;
    let count = if is_past { known } else { format!("{} invited", turnout.invited) };
    facts.extend(fact("People", &count));
    let day = format!("{}{at} ({when})", days::long(event.day));
    let brief = vec![event.called(), day, count, "E  its people: mark who came".to_owned()];
    let mut parts = vec![Part::new("", facts)];
    let groups =
        [("CAME", Some(true)), ("DID NOT COME", Some(false)), ("INVITED, NOT KNOWN", None)];
    parts.extend(groups.into_iter().filter_map(|(heading, attended)| {
        let names = names(look, event, attended);
        let heading = format!("{heading} {}", names.len());
        (!names.is_empty()).then(|| Part::new(&heading, names))
    }));
    if turnout.unknown > 0 && event.day <= look.today {
        parts.push(Part::new("SUGGESTED", ["E  mark who came".to_owned()]));
    }
    let called_off = event.cancelled.map_or(String::new(), |_| "CALLED OFF".to_owned());
    Card {
        title: format!("EVENT {}", event.id),
        badge: called_off,
        brief,
        parts,
        ..Card::default()
    }
}

/// The names of those of whom this is known, in their order.
fn names(look: Look<'_>, event: &Event, attended: Option<bool>) -> Vec<String> {
    let here = look.scheme.linked::<Attendance>(Link::AttendanceOfEvent, event.id);
    let mut names: Vec<String> = here
        .filter(|one| one.attended == attended)
        .map(|one| look.scheme.name(one.person))
        .collect();
    names.sort_by_cached_key(|name| fold(name));
    names
}
