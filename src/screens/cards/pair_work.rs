//! What a pair does, for its card: agreement, meetings against the agreed cadence, reviews, goals, the last contact.

use chrono::{Days, NaiveDate};

use crate::domain::codes::{GoalStatus, MeetingStatus, PairKind};
use crate::domain::records::{
    Agreement, Closure, Contact, Goal, Meeting, Milestone, Pair, Reminder, Review, Story,
};
use crate::domain::settings::Key;
use crate::domain::tables::Link;
use crate::screens::cards::Look;
use crate::text::days;
use crate::text::minutes::say_minutes;
use crate::ui::theme::Role;

/// Most intervals that the strip of meetings shows.
const INTERVALS: u64 = 12;
/// Most goals with a line of their own.
const GOALS: usize = 4;
/// Days from which on hours a month mean something.
const A_MONTH: i64 = 30;

/// Frequency, length, formats and whether it is signed, in one line.
pub(super) fn agreed(look: Look<'_>, pair: &Pair) -> String {
    let Some(agreement) = look.scheme.get::<Agreement>(pair.id) else {
        let interval = look.scheme.interval(pair.id);
        return format!("nothing yet, {interval} days count; not signed");
    };
    let signed = if agreement.is_signed(look.today) { "signed" } else { "not signed" };
    format!("{}; {signed}", terms(agreement))
}

fn terms(agreement: &Agreement) -> String {
    let often = agreement.frequency.map_or("no frequency".to_owned(), |f| f.to_string());
    let long = agreement
        .minutes
        .and_then(|minutes| u32::try_from(minutes).ok())
        .map_or(String::new(), |minutes| format!(", {}", say_minutes(minutes)));
    let formats = agreement.formats.labels();
    let formats = if formats.is_empty() { String::new() } else { format!(", {formats}") };
    format!("{often}{long}{formats}")
}

/// What was agreed, who signed, which clauses are missing, and what came of the first conversation.
pub(super) fn agreement(look: Look<'_>, pair: &Pair) -> Vec<(Role, String)> {
    let Some(agreement) = look.scheme.get::<Agreement>(pair.id) else {
        let interval = look.scheme.interval(pair.id);
        let words = format!("nothing is agreed yet, {interval} days count; nobody has signed (A)");
        // a pair of one chat needs no agreement
        let role = if pair.kind == PairKind::OneOff { Role::Muted } else { Role::Warn };
        return vec![(role, words)];
    };
    let mut lines = vec![(Role::Plain, terms(agreement))];
    lines.push(signatures(look, agreement));
    let missing = agreement.missing();
    if !missing.is_empty() {
        lines.push((Role::Muted, format!("missing: {}", missing.join(", ").to_lowercase())));
    }
    let mut talk = Vec::new();
    talk.extend(agreement.first_talk.map(|day| format!("first talk {}", look.short(day))));
    talk.extend(agreement.mentor_fit.map(|fit| format!("fit for the mentor: {fit}")));
    talk.extend(agreement.mentee_fit.map(|fit| format!("for the mentee: {fit}")));
    talk.extend(agreement.plan_shared.map(|day| format!("plan shared {}", look.short(day))));
    if !talk.is_empty() {
        lines.push((Role::Plain, talk.join(", ")));
    }
    lines
}

fn signatures(look: Look<'_>, agreement: &Agreement) -> (Role, String) {
    let on = |day: Option<NaiveDate>| day.map_or(String::new(), |day| look.short(day));
    match agreement.signatures(look.today) {
        (true, true) if agreement.mentor_signed.is_none() => (Role::Plain, "signed by both".into()),
        (true, true) => {
            let (mentor, mentee) = (on(agreement.mentor_signed), on(agreement.mentee_signed));
            (Role::Plain, format!("signed: mentor {mentor}, mentee {mentee}"))
        }
        (true, false) => {
            let mentor = on(agreement.mentor_signed);
            (Role::Warn, format!("signed: mentor {mentor}, the mentee has not"))
        }
        (false, true) => {
            let mentee = on(agreement.mentee_signed);
            (Role::Warn, format!("signed: mentee {mentee}, the mentor has not"))
        }
        (false, false) => (Role::Warn, "nobody has signed".to_owned()),
    }
}

/// Meetings held: how many, when last, a strip against the agreed interval, the time on record (a
/// length that is not known counts nothing there) and hours a month (where it counts as agreed, as
/// in the summary).
pub(super) fn met(look: Look<'_>, pair: &Pair) -> Vec<String> {
    let scheme = look.scheme;
    let meetings: Vec<&Meeting> = scheme
        .linked::<Meeting>(Link::MeetingsOfPair, pair.id)
        .filter(|meeting| meeting.day <= look.today || meeting.status == MeetingStatus::Planned)
        .collect();
    let held: Vec<_> = meetings.iter().filter(|meeting| meeting.held_by(look.today)).collect();
    let count = i64::try_from(held.len()).unwrap_or_default();
    let known = scheme.met(pair, look.today);
    let last = known.last_held.map_or("never yet".to_owned(), |meeting| {
        format!("last {} ({})", look.short(meeting.day), days::relative(meeting.day, look.today))
    });
    let mut lines = vec![format!("{} held, {last}", days::plural(count, "meeting"))];
    lines.push(format!("every {} days  {} > now", known.interval, strip(look, pair, &meetings)));
    let minutes: i64 = held.iter().filter_map(|meeting| meeting.minutes).sum();
    if minutes > 0 {
        let unknown = match held.iter().filter(|meeting| meeting.minutes.is_none()).count() {
            0 => String::new(),
            meetings => format!("; {meetings} of unknown length"),
        };
        let (hours, rest) = (minutes / 60, minutes % 60);
        lines.push(format!("{hours} hours {rest:02} minutes on record{unknown}"));
    }
    lines.extend(hours_a_month(look, pair));
    if !known.missed.is_empty() {
        let missed = i64::try_from(known.missed.len()).unwrap_or_default();
        lines.push(format!("{} missed since", days::plural(missed, "meeting")));
    }
    let planned = meetings.iter().filter(|meeting| meeting.status == MeetingStatus::Planned);
    let mut planned: Vec<NaiveDate> = planned.map(|meeting| meeting.day).collect();
    planned.sort_unstable();
    if let Some(first) = planned.first() {
        let more = match planned.len() {
            1 => String::new(),
            all => format!(" and {} more", all - 1),
        };
        lines.push(format!("planned for {}{more}", days::long(*first)));
    }
    lines
}

/// "1.1 hours a month, 1.0 is the commitment"; nothing in the first month.
fn hours_a_month(look: Look<'_>, pair: &Pair) -> Option<String> {
    let (minutes, days) = look.scheme.minutes_and_days(pair, look.today);
    if days < A_MONTH {
        return None;
    }
    // a month has 365.25 / 12 days; rounded to tenths of an hour
    let tenths = (minutes * 36_525 + days * 3_600) / (days * 7_200);
    let committed = look.scheme.settings().number(Key::CommitmentMinutes);
    let committed = (committed * 10 + 30) / 60;
    let say = |tenths: i64| format!("{}.{}", tenths / 10, tenths % 10);
    Some(format!("{} hours a month, {} is the commitment", say(tenths), say(committed)))
}

/// One sign an agreed interval: the number held, `x` missed, `h` all of it on hold, `.` nothing.
fn strip(look: Look<'_>, pair: &Pair, meetings: &[&Meeting]) -> String {
    let scheme = look.scheme;
    let closed = scheme.get::<Closure>(pair.id).map_or(look.today, |closure| closure.day);
    let end = closed.min(look.today);
    let interval = scheme.interval(pair.id).max(1);
    let step = u64::try_from(interval).unwrap_or(1);
    let sign = |back: u64| {
        let last = end.checked_sub_days(Days::new(step * back))?;
        let before = last.checked_sub_days(Days::new(step))?;
        let within = meetings.iter().filter(|meeting| before < meeting.day && meeting.day <= last);
        let held = within.clone().filter(|m| m.status == MeetingStatus::Held).count();
        if last < pair.start && held == 0 {
            return None;
        }
        Some(match held {
            0 if within.clone().any(|meeting| meeting.was_missed()) => 'x',
            0 if scheme.days_on_hold(pair.id, before, last) == interval => 'h',
            0 => '.',
            held => u32::try_from(held).ok().and_then(|n| char::from_digit(n, 10)).unwrap_or('+'),
        })
    };
    (0..INTERVALS).rev().filter_map(sign).collect()
}

/// Every review, those that wait first.
pub(super) fn reviews(look: Look<'_>, pair: &Pair) -> Vec<(Role, String)> {
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

/// The goals with how they stand, open ones first, and the stories told.
pub(super) fn goals(look: Look<'_>, pair: &Pair) -> Vec<String> {
    let scheme = look.scheme;
    let mut goals: Vec<&Goal> = scheme.linked(Link::GoalsOfPair, pair.id).collect();
    goals.sort_by_key(|goal| (goal.status != GoalStatus::Open, goal.target, goal.id));
    let line = |goal: &&Goal| {
        let steps: Vec<&Milestone> = scheme.linked(Link::MilestonesOfGoal, goal.id).collect();
        let reached = steps.iter().filter(|s| s.reached.is_some_and(|d| d <= look.today)).count();
        let steps = match steps.len() {
            0 => String::new(),
            all => format!(" ({reached} of {all} milestones)"),
        };
        let when = match (goal.status, goal.target, goal.settled) {
            (GoalStatus::Open, Some(target), _) => format!(" by {}", look.short(target)),
            (GoalStatus::Open, None, _) | (_, _, None) => String::new(),
            (_, _, Some(settled)) => format!(" {}", look.short(settled)),
        };
        format!("{}{when}: {}{steps}", goal.status, goal.goal)
    };
    let mut lines: Vec<String> = goals.iter().take(GOALS).map(line).collect();
    if goals.is_empty() {
        lines.push("none is set (w g)".to_owned());
    }
    if goals.len() > GOALS {
        lines.push(format!("and {} more: all are on :goals", goals.len() - GOALS));
    }
    for story in scheme.linked::<Story>(Link::StoriesOfPair, pair.id) {
        let shared = match story.consent {
            Some(true) => "may be shared",
            Some(false) => "not to be shared",
            None => "consent not asked",
        };
        lines.push(format!("success story of {}, {shared}", look.short(story.day)));
    }
    lines
}

/// When somebody was last in touch with the pair or one of its two, how, and what came of it.
pub(super) fn contact(look: Look<'_>, pair: &Pair) -> String {
    let scheme = look.scheme;
    let last = scheme
        .linked::<Contact>(Link::ContactsOfPair, pair.id)
        .chain(scheme.linked(Link::ContactsOfPerson, pair.mentor))
        .chain(scheme.linked(Link::ContactsOfPerson, pair.mentee))
        .filter(|contact| contact.day <= look.today)
        .max_by_key(|contact| (contact.day, contact.id));
    let contact = last.map(|contact| {
        let outcome = contact.outcome.map_or(String::new(), |outcome| format!(": {outcome}"));
        let next =
            contact.next_on.map_or(String::new(), |next| format!("; next on {}", look.short(next)));
        let (channel, purpose) = (contact.channel, contact.purpose);
        let words = format!("{} by {channel}, {purpose}{outcome}{next}", look.short(contact.day));
        (contact.day, words)
    });
    let reminder = scheme
        .linked::<Reminder>(Link::RemindersOfPair, pair.id)
        .filter(|reminder| reminder.day <= look.today)
        .max_by_key(|reminder| (reminder.day, reminder.id))
        .map(|one| (one.day, format!("{} by {}, reminded", look.short(one.day), one.channel)));
    let newest = contact.into_iter().chain(reminder).max_by_key(|(day, _)| *day);
    newest.map_or("none on record (i)".to_owned(), |(_, words)| words)
}
