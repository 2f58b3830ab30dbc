//! The card of a meeting: when, how long, and what came of it. What was said has no place.

use crate::domain::ids::MeetingId;
use crate::domain::records::{ExtraField, Meeting};
use crate::domain::tables::Link;
use crate::screens::cards::{Look, fact};
use crate::text::days;
use crate::ui::card::{Card, Part};

/// The card of a meeting.
pub(super) fn card(look: Look<'_>, id: MeetingId) -> Option<Card> {
    let meeting = look.scheme.get::<Meeting>(id)?;
    let (badge, role) = look.badge();
    let pair = look.scheme.pair_title(meeting.pair).unwrap_or_else(|| meeting.pair.to_string());
    let yes_no = |value: Option<bool>| value.map_or("", |yes| if yes { "yes" } else { "no" });
    let mut facts = Vec::new();
    facts.extend(fact("Pair", format!("{} {pair}", meeting.pair)));
    facts.extend(fact("Day", days::long(meeting.day)));
    facts.extend(fact("Status", meeting.status.to_string()));
    facts.extend(fact("By", meeting.by.map_or(String::new(), |by| by.to_string())));
    let minutes = meeting.minutes.map_or(String::new(), |minutes| minutes.to_string());
    facts.extend(fact("Minutes", minutes));
    facts.extend(fact("How", meeting.format.map_or(String::new(), |format| format.to_string())));
    facts.extend(fact("Agenda sent", yes_no(meeting.agenda_sent)));
    facts.extend(fact("Actions", yes_no(meeting.actions_recorded)));
    let extras = look.scheme.linked::<ExtraField>(Link::ExtrasOfMeeting, id);
    facts.extend(
        extras.filter_map(|field| fact(&field.heading.to_string(), field.value.to_string())),
    );
    let brief = facts.iter().take(4).cloned().collect();
    let parts = vec![Part::new("", facts)];
    Some(Card { title: format!("MEETING {id}"), badge, role, brief, parts })
}
