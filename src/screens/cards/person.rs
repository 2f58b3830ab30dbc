//! The card of a person: how to reach them, what they do in the scheme, and all that is known of them.

use crate::domain::codes::TopicSide;
use crate::domain::field::Kind;
use crate::domain::ids::PersonId;
use crate::domain::matching::free_places;
use crate::domain::profile::Profile;
use crate::domain::records::{Absence, ExtraField, Pair, Person, Request};
use crate::domain::tables::Link;
use crate::screens::cards::contact;
use crate::screens::cards::event;
use crate::screens::cards::people::{listed, reach};
use crate::screens::cards::{Look, fact};
use crate::screens::suggested::{self, in_words};
use crate::text::days;
use crate::ui::card::{Card, Part};

/// Fields that have a line of their own above, or stand in the title.
const ELSEWHERE: &[&str] = &[
    "full_name",
    "first_name",
    "last_name",
    "email",
    "phone",
    "role",
    "status",
    "topics_offered",
    "topics_wanted",
    "capacity",
    "line_manager",
    "prefers",
    "avoids",
    "hidden_until",
];

/// The card of a person.
pub(super) fn card(look: Look<'_>, person: &Person) -> Card {
    let (badge, role) = look.badge();
    let id = person.id;
    let Some(profile) = Profile::of(look.scheme, id, look.today) else { return Card::default() };
    let roles = match (profile.is_mentor, profile.is_mentee) {
        (true, true) => "mentor and mentee",
        (true, false) => "mentor",
        (false, true) => "mentee",
        (false, false) => "neither mentor nor mentee",
    };
    let status = profile.status.map_or(String::new(), |status| format!(", {status}"));
    let mut facts = vec![reach(look.scheme, id), format!("{roles}{status}")];
    if profile.is_mentor {
        let free = free_places(look.scheme, id, look.today);
        facts.extend(fact("Places", format!("{free} of {} free", profile.mentor.capacity)));
        facts.extend(fact("Offers", listed(look.scheme.topics(id, TopicSide::Offered))));
    }
    if profile.is_mentee {
        facts.extend(fact("Wants", listed(look.scheme.topics(id, TopicSide::Wanted))));
    }
    facts.extend(fact("Manager", named(look, &profile.line_manager.to_string())));
    facts.extend(fact("Would like", names(look, profile.prefers.iter())));
    facts.extend(fact("Avoids", names(look, profile.avoids.iter())));
    let hidden = look.scheme.linked::<Absence>(Link::AbsencesOfPerson, id);
    facts.extend(hidden.filter(|absence| absence.covers(look.today)).map(|absence| {
        let until = absence.until.map_or("further notice".to_owned(), |day| look.short(day));
        format!("hidden until {until}: {}", absence.reason)
    }));
    let mut brief = facts.clone();
    if let Some(item) = look.item {
        brief.insert(1.min(brief.len()), format!("Why here: {}", item.why));
        brief.insert(2.min(brief.len()), format!("Suggested: {}", in_words(item.suggest)));
    }
    let mut parts = vec![Part::new("", facts)];
    parts.extend(look.why());
    parts.extend(look.item.map(|item| suggested::part(item, look.letter())));
    let links = links(look, id);
    if !links.is_empty() {
        parts.push(Part::new("PAIRS AND REQUESTS", links));
    }
    parts.extend(contact::part(look, id));
    parts.extend(event::part(look, id));
    parts.push(Part::new("KNOWN", known(look, &profile)));
    Card { title: format!("{id} {}", person.full_name), badge, role, brief, parts }
}

/// Pairs and open requests, newest first.
fn links(look: Look<'_>, id: PersonId) -> Vec<String> {
    let scheme = look.scheme;
    let mut pairs: Vec<&Pair> = scheme
        .linked::<Pair>(Link::PairsOfMentor, id)
        .chain(scheme.linked::<Pair>(Link::PairsOfMentee, id))
        .collect();
    pairs.sort_by_key(|pair| std::cmp::Reverse(pair.start));
    let pair_line = |pair: &Pair| {
        let other = if pair.mentor == id { pair.mentee } else { pair.mentor };
        let status = scheme.pair_status(pair.id, look.today);
        let status = status.map_or("not begun".to_owned(), |status| status.to_string());
        let since = look.short(pair.start);
        format!("{} with {}, {status}, since {since}", pair.id, scheme.name(other))
    };
    let request_line = |request: &Request| {
        let state = if request.is_open(look.today) { "open" } else { "ended" };
        format!("{} {state}: {}", request.id, request.topic)
    };
    pairs
        .into_iter()
        .map(pair_line)
        .chain(scheme.linked::<Request>(Link::RequestsOfMentee, id).rev().map(request_line))
        .collect()
}

/// Every other field that is filled, and the extra ones.
fn known(look: Look<'_>, profile: &Profile) -> Vec<String> {
    let filled = Profile::fields().filter(|field| !ELSEWHERE.contains(&field.id));
    let mut lines: Vec<String> = filled
        .filter_map(|field| {
            let value = (field.get)(profile);
            let value = match field.kind {
                Kind::Choice(options) | Kind::Choices(options) => labels(&value, &options()),
                Kind::Day => value.parse().map_or(value, days::long),
                Kind::Record(_) => named(look, &value),
                Kind::Line
                | Kind::Long
                | Kind::Email
                | Kind::Number(..)
                | Kind::YesNo
                | Kind::Topics
                | Kind::Person
                | Kind::Money => crate::text::inert(&value).into_owned(),
            };
            fact(field.label, value)
        })
        .collect();
    let extras = look.scheme.linked::<ExtraField>(Link::ExtrasOfPerson, profile.person.id);
    lines.extend(
        extras.filter_map(|field| fact(&field.heading.to_string(), field.value.to_string())),
    );
    lines
}

/// Codes of a list as their labels.
fn labels(codes: &str, options: &[(&'static str, &'static str)]) -> String {
    let label = |code: &str| {
        let known = options.iter().find(|(known, _)| *known == code);
        known.map_or_else(|| code.to_owned(), |(_, label)| (*label).to_owned())
    };
    codes.split("; ").map(label).collect::<Vec<_>>().join(", ")
}

/// An id as the person's name, anything else as it is.
fn named(look: Look<'_>, value: &str) -> String {
    value.parse::<PersonId>().map_or_else(|_| value.to_owned(), |id| look.scheme.name(id))
}

fn names<'a>(look: Look<'_>, values: impl Iterator<Item = &'a crate::text::Text>) -> String {
    values.map(|value| named(look, &value.to_string())).collect::<Vec<_>>().join(", ")
}
