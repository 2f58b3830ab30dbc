//! The card of a pair: both people, since and until, what was agreed, meetings against the cadence, reviews, history.

use chrono::{Days, NaiveDate};

use crate::domain::codes::{MeetingStatus, Status, Subject};
use crate::domain::records::{Agreement, Closure, ExtraField, Meeting, Pair, Reminder, Review};
use crate::domain::tables::Link;
use crate::screens::cards::people::reach;
use crate::screens::cards::{Look, fact};
use crate::screens::suggested::in_words;
use crate::text::days;
use crate::text::minutes::say_minutes;
use crate::ui::card::{Card, Part};
use crate::ui::theme::Role;

/// Weeks that the strip of meetings shows.
const WEEKS: u64 = 12;

/// The card of a pair.
pub(super) fn card(look: Look<'_>, pair: &Pair) -> Card {
    let scheme = look.scheme;
    let (badge, role) = look.badge();
    let names = format!("{} = {}", scheme.name(pair.mentee), scheme.name(pair.mentor));
    let status = scheme.pair_status(pair.id, look.today);
    let status = status.map_or("not begun".to_owned(), |status| status.to_string());
    let until = pair.agreed_end.map_or(String::new(), |end| format!(" until {}", look.short(end)));
    let span = format!("{status}, since {}{until}", look.short(pair.start));
    let agreed = agreed(look, pair);
    let met = met(look, pair);
    let mut facts = Vec::new();
    facts.extend(fact("Mentee", reach(scheme, pair.mentee)));
    facts.extend(fact("Mentor", reach(scheme, pair.mentor)));
    facts.extend(fact("Status", &span));
    facts.extend(fact("Kind", format!("{}, {}", pair.kind, pair.origin)));
    facts.extend(fact("Agreed", &agreed));
    facts.extend(fact("Why", pair.reasons.to_string()));
    facts.extend(pair.overrides.iter().map(|(rule, why)| format!("{rule} over-ruled: {why}")));
    let extras = scheme.linked::<ExtraField>(Link::ExtrasOfPair, pair.id);
    facts.extend(
        extras.filter_map(|field| fact(&field.heading.to_string(), field.value.to_string())),
    );
    let reviews = reviews(look, pair);
    let mut brief = vec![format!("{names}   {span}")];
    if look.item.is_some() {
        brief = vec![names];
    }
    brief.extend(look.item.map(|item| format!("Why here: {}", item.why)));
    brief.extend(met.first().cloned());
    brief.extend(reviews.first().map(|(_, line)| format!("Review {line}   agreed: {agreed}")));
    let mut parts = vec![Part::new("", facts)];
    parts.extend(look.why());
    if let Some(item) = look.item {
        parts.push(Part::new("SUGGESTED", [in_words(item.suggest)]));
    }
    parts.push(Part::new("MEETINGS", met));
    parts.push(Part { heading: "REVIEWS".into(), lines: reviews });
    let closing = closing(look, pair);
    if !closing.is_empty() {
        parts.push(Part::new("CLOSING", closing));
    }
    parts.push(Part::new("HISTORY", history(look, pair)));
    Card { title: format!("PAIR {}", pair.id), badge, role, brief, parts }
}

/// Frequency, length and signatures.
fn agreed(look: Look<'_>, pair: &Pair) -> String {
    let Some(agreement) = look.scheme.get::<Agreement>(pair.id) else {
        let interval = look.scheme.interval(pair.id);
        return format!("nothing yet, {interval} days count; not signed");
    };
    let often = agreement.frequency.map_or("no frequency".to_owned(), |f| f.to_string());
    let long = agreement
        .minutes
        .and_then(|minutes| u32::try_from(minutes).ok())
        .map_or(String::new(), |minutes| format!(", {}", say_minutes(minutes)));
    let formats = agreement.formats.labels();
    let formats = if formats.is_empty() { String::new() } else { format!(", {formats}") };
    let signed = if agreement.is_signed(look.today) { "signed" } else { "not signed" };
    format!("{often}{long}{formats}; {signed}")
}

/// Meetings held: how many, when last, a strip by week, and the time on record (a length that is not
/// known counts nothing here, unlike in the summary's hours delivered).
fn met(look: Look<'_>, pair: &Pair) -> Vec<String> {
    let meetings: Vec<_> = look
        .scheme
        .linked::<Meeting>(Link::MeetingsOfPair, pair.id)
        .filter(|meeting| meeting.day <= look.today || meeting.status == MeetingStatus::Planned)
        .collect();
    let held: Vec<_> = meetings.iter().filter(|meeting| meeting.held_by(look.today)).collect();
    let count = i64::try_from(held.len()).unwrap_or_default();
    let known = look.scheme.met(pair, look.today);
    let last = known.last_held.map_or("never yet".to_owned(), |meeting| {
        format!("last {} ({})", look.short(meeting.day), days::relative(meeting.day, look.today))
    });
    let mut lines = vec![format!("{} held, {last}", days::plural(count, "meeting"))];
    lines.push(format!("by week  {}  (newest right)", strip(look.today, &meetings)));
    let minutes: i64 = held.iter().filter_map(|meeting| meeting.minutes).sum();
    if minutes > 0 {
        let unknown = match held.iter().filter(|meeting| meeting.minutes.is_none()).count() {
            0 => String::new(),
            meetings => format!("; {meetings} of unknown length"),
        };
        lines.push(format!(
            "{} hours {:02} minutes on record{unknown}",
            minutes / 60,
            minutes % 60
        ));
    }
    if !known.missed.is_empty() {
        let missed = i64::try_from(known.missed.len()).unwrap_or_default();
        lines.push(format!("{} missed since", days::plural(missed, "meeting")));
    }
    let planned = meetings.iter().filter(|meeting| meeting.status == MeetingStatus::Planned);
    lines.extend(planned.map(|meeting| format!("planned for {}", days::long(meeting.day))));
    lines
}

/// One sign a week: the number held, `x` missed, `.` nothing.
pub(super) fn strip(today: NaiveDate, meetings: &[&Meeting]) -> String {
    let sign = |week: u64| {
        let last = today - Days::new(7 * week);
        let first = last - Days::new(6);
        let within = meetings.iter().filter(|meeting| (first..=last).contains(&meeting.day));
        let held = within.clone().filter(|m| m.status == MeetingStatus::Held).count();
        match held {
            0 if within.clone().any(|meeting| meeting.was_missed()) => 'x',
            0 => '.',
            held => u32::try_from(held).ok().and_then(|n| char::from_digit(n, 10)).unwrap_or('+'),
        }
    };
    (0..WEEKS).rev().map(sign).collect()
}

fn reviews(look: Look<'_>, pair: &Pair) -> Vec<(Role, String)> {
    let mut reviews: Vec<_> = look.scheme.linked::<Review>(Link::ReviewsOfPair, pair.id).collect();
    reviews.sort_by_key(|review| (!review.is_open(look.today), review.due));
    let line = |review: &&Review| {
        let kind = review.kind;
        if let Some(held) = review.held {
            let outcome = review.outcome.map_or(String::new(), |outcome| format!(": {outcome}"));
            return (Role::Muted, format!("{kind} held {}{outcome}", look.short(held)));
        }
        if review.cancelled.is_some() {
            return (Role::Muted, format!("{kind} called off"));
        }
        let due = days::due(review.due, look.today);
        (Role::Plain, format!("{kind} {} ({due})", look.short(review.due)))
    };
    if reviews.is_empty() {
        return vec![(Role::Muted, "none is planned".into())];
    }
    reviews.iter().map(line).collect()
}

fn closing(look: Look<'_>, pair: &Pair) -> Vec<String> {
    let Some(closure) = look.scheme.get::<Closure>(pair.id) else { return Vec::new() };
    let by = closure.initiated_by.map_or(String::new(), |by| format!(" by {by}"));
    let mut lines =
        vec![format!("on {}{by}: {}", days::long(closure.day), closure.reasons.labels())];
    let open = closure.open_steps(look.today);
    if !open.is_empty() {
        lines.push(format!("open: {}", open.join(", ")));
    }
    lines
}

fn history(look: Look<'_>, pair: &Pair) -> Vec<String> {
    let scheme = look.scheme;
    let mut events: Vec<(NaiveDate, String)> = scheme
        .phases(Subject::Pair, pair.id.0)
        .map(|phase| {
            let why = if phase.why.is_empty() { String::new() } else { format!(": {}", phase.why) };
            let status = if phase.status == Status::Active && phase.since == pair.start {
                "started".to_owned()
            } else {
                phase.status.to_string()
            };
            (phase.since, format!("{status}{why}"))
        })
        .collect();
    let reminders = scheme.linked::<Reminder>(Link::RemindersOfPair, pair.id);
    events.extend(reminders.map(|r| (r.day, format!("reminded by {}", r.channel))));
    events.retain(|(day, _)| *day <= look.today);
    events.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    events.into_iter().map(|(day, words)| format!("{:<6} {words}", look.short(day))).collect()
}
