//! Rules about care: support contacts that are due, and open concerns.

use crate::domain::codes::{Priority, Status};
use crate::domain::records::Concern;
use crate::domain::rules::{Finding, Look, Severity};
use crate::domain::settings::Key;

/// No support contact, review or letter with a pair since the day on which one was due (V4). The
/// mission names the days on which one is due, so the item is there from the due day itself.
pub(super) fn contact_due(look: &Look) -> Vec<Finding> {
    if !look.scheme.settings().is_on(Key::Contacts) {
        return Vec::new();
    }
    let due = look.pairs.iter().filter_map(|open| {
        if !matches!(open.status, Status::Active | Status::WindingDown) {
            return None;
        }
        let pair = open.pair;
        let (due, last) = look.scheme.next_contact(pair, look.on)?;
        let days = look.days_since(due);
        if days < 0 {
            return None;
        }
        let since = last.map_or_else(
            || format!("nobody was in touch with them since the start on {}", look.day(pair.start)),
            |day| format!("the last contact with them was on {}", look.day(day)),
        );
        let why = format!("{since}; one was due on {}", look.day(due));
        let leaves = "a support contact, a review or a letter";
        let finding = Finding::new(pair.id, Severity::Info, why, leaves)
            .clock(due, days)
            .limit(0)
            .people(look.both(pair));
        Some(finding)
    });
    due.collect()
}

/// An open concern: nothing is said but that there is one (V5).
pub(super) fn concern_open(look: &Look) -> Vec<Finding> {
    let open = || look.scheme.all::<Concern>().filter(|concern| concern.is_open(look.on));
    if open().next().is_none() {
        return Vec::new();
    }
    let pressing = open().any(|concern| concern.priority == Priority::Immediate);
    let severity = if pressing { Severity::Red } else { Severity::Amber };
    let count = match open().count() {
        1 => "a concern is open".to_owned(),
        _ => "concerns are open".to_owned(),
    };
    vec![Finding::of_scheme(severity, count, "closing it on its own screen")]
}
