//! The card of a pair: both people, since and until, what is open and next, what was agreed, meetings, reviews, history.

use chrono::NaiveDate;

use crate::domain::codes::{MeetingStatus, Status, Subject};
use crate::domain::ids::{AnyId, PersonId};
use crate::domain::records::{
    Closure, Contact, ExtraField, Line, Meeting, Pair, Reminder, Review, Substitute,
};
use crate::domain::rules::Item;
use crate::domain::tables::Link;
use crate::screens::cards::people::reach;
use crate::screens::cards::{Look, fact, pair_work, role, sign_and_word, word_of};
use crate::screens::suggested::in_words;
use crate::text::days;
use crate::ui::card::{Card, Part};
use crate::ui::theme::Role;

/// Most lines of the history; `h` shows all of it.
const HISTORY: usize = 4;

/// The card of a pair.
pub(super) fn card(look: Look<'_>, pair: &Pair) -> Card {
    let scheme = look.scheme;
    let (badge, role) = look.badge();
    let names = format!("{} = {}", scheme.name(pair.mentee), scheme.name(pair.mentor));
    let status = scheme.pair_status(pair.id, look.today);
    let status = status.map_or("not begun".to_owned(), |status| status.to_string());
    let until = pair.agreed_end.map_or(String::new(), |end| format!(" until {}", look.short(end)));
    let span = format!("{status}, since {}{until}", look.short(pair.start));
    let met = pair_work::met(look, pair);
    let reviews = pair_work::reviews(look, pair);
    let mut brief = vec![format!("{names}   {span}")];
    if look.item.is_some() {
        brief = vec![names];
    }
    brief.extend(look.item.map(|item| format!("Why here: {}", item.why)));
    brief.extend(met.first().cloned());
    let agreed = pair_work::agreed(look, pair);
    brief.extend(reviews.first().map(|(_, line)| format!("Review {line}   agreed: {agreed}")));
    let mut parts = vec![Part::new("", facts(look, pair, &span))];
    let open = open(look, pair);
    if !open.is_empty() {
        parts.push(Part { heading: "OPEN IN TODAY".into(), lines: open });
    }
    parts.push(Part::new("NEXT", next(look, pair)));
    parts.push(Part::new("MEETINGS", met));
    parts.push(Part { heading: "AGREEMENT".into(), lines: pair_work::agreement(look, pair) });
    parts.push(Part { heading: "REVIEWS".into(), lines: reviews });
    parts.push(Part::new("GOALS", pair_work::goals(look, pair)));
    parts.push(Part::new("LAST CONTACT", [pair_work::contact(look, pair)]));
    let closing = closing(look, pair);
    if !closing.is_empty() {
        parts.push(Part::new("CLOSING", closing));
    }
    parts.push(Part::new("HISTORY", history(look, pair)));
    Card { title: format!("PAIR {}", pair.id), badge, role, brief, parts }
}

/// Who they are and how to reach them, how the pair stands, and what speaks for and against it.
fn facts(look: Look<'_>, pair: &Pair, span: &str) -> Vec<String> {
    let scheme = look.scheme;
    let mut facts = Vec::new();
    facts.extend(fact("Mentee", reach(scheme, pair.mentee)));
    facts.extend(fact("Mentor", reach(scheme, pair.mentor)));
    let instead = scheme.linked::<Substitute>(Link::SubstitutesOfPair, pair.id);
    for substitute in instead.filter(|substitute| substitute.covers(look.today)) {
        let until = substitute.until.map_or("until further notice".to_owned(), |until| {
            format!("until {}", look.short(until))
        });
        facts.extend(fact("Stands in", format!("{}, {until}", reach(scheme, substitute.mentor))));
    }
    facts.extend(fact("Status", format!("{span}; {}, {}", pair.kind, pair.origin)));
    facts.extend(fact("Line manager", line_manager(look, pair.mentee)));
    facts.extend(fact("Why", pair.reasons.to_string()));
    facts.extend(pair.overrides.iter().map(|(rule, why)| format!("{rule} over-ruled: {why}")));
    let extras = scheme.linked::<ExtraField>(Link::ExtrasOfPair, pair.id);
    facts.extend(
        extras.filter_map(|field| fact(&field.heading.to_string(), field.value.to_string())),
    );
    facts
}

/// Who manages the mentee, and whether they agreed (P4).
fn line_manager(look: Look<'_>, mentee: PersonId) -> String {
    let Some(line) = look.scheme.line(mentee, look.today) else {
        return "none on record".to_owned();
    };
    let name = match line.manager {
        Some(manager) => look.scheme.name(manager),
        None if line.manager_name.is_empty() => "name not known".to_owned(),
        None => line.manager_name.to_string(),
    };
    format!("{name}: {}", said(look, line))
}

fn said(look: Look<'_>, line: &Line) -> String {
    let on = line.agreed_on.map_or(String::new(), |day| format!(" {}", look.short(day)));
    let briefed = line.briefed.filter(|day| *day <= look.today);
    match (line.agreed, briefed) {
        (Some(true), _) if line.agreed_on.is_none_or(|day| day <= look.today) => {
            format!("agreed{on}")
        }
        (Some(false), _) => format!("did not agree{on}"),
        (_, Some(day)) => format!("briefed {}, has not agreed yet", look.short(day)),
        (_, None) => "has not agreed yet".to_owned(),
    }
}

/// What is open in Today about the pair, its reviews and its two people: the gravest in full, of
/// the others their words.
fn open(look: Look<'_>, pair: &Pair) -> Vec<(Role, String)> {
    let scheme = look.scheme;
    let is_about = |id: AnyId| match id.letter {
        'M' => id == pair.id.into(),
        'V' => scheme.pair_behind(Some(id)) == Some(pair.id),
        'P' => [pair.mentor, pair.mentee].iter().any(|person| AnyId::from(*person) == id),
        _ => false,
    };
    let mut lines: Vec<(Role, String)> = Vec::new();
    if let Some(item) = look.item {
        lines.push((role(item.severity), item.why.clone()));
        if let Some(until) = item.snoozed_until {
            lines.push((Role::Muted, format!("Snoozed until {}", days::long(until))));
        }
    }
    let is_first = |item: &Item| {
        look.item
            .is_some_and(|first| (first.section, first.subject) == (item.section, item.subject))
    };
    let others = look.items.iter().filter(|item| !is_first(item));
    let others = others.filter(|item| item.subject.is_some_and(is_about));
    let mut also: Vec<String> = look.item.map(more_of).unwrap_or_default();
    for item in others {
        let (sign, word) = sign_and_word(item);
        let days = item
            .days
            .filter(|days| *days > 0)
            .map_or(String::new(), |days| format!(" {}", days::count(days)));
        also.push(format!("{sign} {}{days}", word.to_lowercase()));
        also.extend(more_of(item));
    }
    if !also.is_empty() {
        lines.push((Role::Warn, format!("Also {}", also.join(", "))));
    }
    lines
}

/// The other rules of an item in a word each.
fn more_of(item: &Item) -> Vec<String> {
    item.also.iter().filter_map(|rule| word_of(rule)).collect()
}

/// The next step: what Today suggests, else the meeting or review that comes next.
fn next(look: Look<'_>, pair: &Pair) -> Vec<String> {
    if let Some(item) = look.item {
        let mut lines = vec![in_words(item.suggest)];
        lines.extend(look.letter());
        if !item.leaves.is_empty() {
            lines.push(format!("Settled by {}", item.leaves));
        }
        return lines;
    }
    if look.scheme.pair_status(pair.id, look.today) == Some(Status::Provisional) {
        let mut contacts = look.scheme.linked::<Contact>(Link::ContactsOfPair, pair.id);
        let told = contacts.any(|contact| contact.day >= pair.start);
        let told =
            told || look.scheme.linked::<Reminder>(Link::RemindersOfPair, pair.id).next().is_some();
        let confirm = "o  confirm the pair when both have agreed";
        let introduce = "M  a letter is due that introduces the two";
        let lines = if told { vec![confirm] } else { vec![introduce, confirm] };
        return lines.into_iter().map(str::to_owned).collect();
    }
    let meeting = look
        .scheme
        .linked::<Meeting>(Link::MeetingsOfPair, pair.id)
        .filter(|meeting| meeting.status == MeetingStatus::Planned)
        .min_by_key(|meeting| meeting.day)
        .map(|meeting| (meeting.day, "meeting planned for".to_owned()));
    let review = look.scheme.next_review(pair.id, look.today);
    let review = review.map(|review: &Review| (review.due, format!("{} review", review.kind)));
    let first = meeting.into_iter().chain(review).min_by_key(|(day, _)| *day);
    let line = first.map_or("nothing is planned".to_owned(), |(day, what)| {
        format!("{what} {} ({})", look.short(day), days::due(day, look.today))
    });
    vec![line]
}

fn closing(look: Look<'_>, pair: &Pair) -> Vec<String> {
    let Some(closure) = look.scheme.get::<Closure>(pair.id) else { return Vec::new() };
    let by = closure.initiated_by.map_or(String::new(), |by| format!(" by {by}"));
    let mut lines =
        vec![format!("on {}{by}: {}", days::long(closure.day), closure.reasons.labels())];
    let yes_no = |value: Option<bool>, yes: &'static str, no: &'static str| {
        value.map(|value| if value { yes } else { no }.to_owned())
    };
    let told: Vec<String> = [
        closure.goals.map(|goals| format!("goals {goals}")),
        yes_no(closure.celebrated, "celebrated", "not celebrated"),
        yes_no(closure.contact_after, "stay in contact", "do not stay in contact"),
        yes_no(closure.mentor_rematch, "mentor wants another match", "mentor wants no other"),
        yes_no(closure.mentee_rematch, "mentee wants another match", "mentee wants no other"),
        yes_no(closure.may_pair_again, "may be paired again", "not to be paired again"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !told.is_empty() {
        lines.push(told.join(", "));
    }
    if !closure.signposted.is_empty() {
        lines.push(format!("pointed to {}", closure.signposted));
    }
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
    let shown = events.into_iter().take(HISTORY);
    shown.map(|(day, words)| format!("{:<6} {words}", look.short(day))).collect()
}
