//! Acts on one or several rows at once: the menu of answers and reminders, meetings one after the other, addresses.

use crate::domain::ids::{AnyId, PairId, PersonId, RequestId};
use crate::domain::records::{Pair, Person};
use crate::screens::acts::{pair_of, person_of};
use crate::screens::contract::{Effect, Step, World};
use crate::screens::forms::snooze::named;
use crate::screens::{Route, Wanted};
use crate::text::days;

/// The menu of what came of requests, or of reminders to pairs; a review stands for its pair.
pub(super) fn respond(rows: &[AnyId], world: &World) -> Step {
    let mut about: Vec<AnyId> = Vec::new();
    for id in rows {
        let subject = match (id.letter, pair_of(*id, world)) {
            ('R', _) => *id,
            ('M' | 'V', Some(pair)) => pair.into(),
            _ => {
                let name = world.scheme.title(*id);
                let why = format!("{name} is neither request nor pair: take the mark off (Space)");
                return Step::Refuse(why);
            }
        };
        if !about.contains(&subject) {
            about.push(subject);
        }
    }
    Step::Go(Route::Respond(about))
}

/// The form that logs a meeting of each pair, one after the other; rows about no pair are named.
pub(super) fn log(rows: &[AnyId], world: &World) -> Step {
    let mut pairs: Vec<PairId> = Vec::new();
    for id in rows {
        let Some(pair) = pair_of(*id, world) else {
            let name = world.scheme.title(*id);
            return Step::Refuse(format!("{name} is about no pair: take the mark off (Space)"));
        };
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    match pairs.split_first() {
        Some((first, others)) => Step::Go(Route::Log(*first, others.to_vec())),
        None => Step::Refuse("this is about no pair".into()),
    }
}

/// The form that invites people to an event; rows that are nobody are named (S1).
pub(super) fn invite(rows: &[AnyId], world: &World) -> Step {
    if let Some(other) = rows.iter().find(|id| id.letter != 'P') {
        let name = world.scheme.title(*other);
        return Step::Refuse(format!("{name} is nobody to invite: take the mark off (Space)"));
    }
    let people = rows.iter().map(|id| PersonId(id.number));
    Step::Go(Route::Invite(people.collect(), None))
}

/// The letters that the rows call for.
pub(super) fn letters(rows: &[AnyId]) -> Step {
    Step::Go(Route::Letters(rows.iter().copied().map(Wanted::about).collect()))
}

/// The menu that snoozes all that Today says about the rows.
pub(super) fn snooze(rows: &[AnyId], world: &World) -> Step {
    // what is about a pair's review is about the pair
    let is_meant = |id: AnyId| {
        let pair = pair_of(id, world).filter(|_| id.letter == 'V');
        rows.contains(&id) || pair.is_some_and(|pair| rows.contains(&pair.into()))
    };
    let about = world.items.iter().filter(|item| item.subject.is_some_and(is_meant));
    Step::Go(Route::Snooze(about.map(named).collect()))
}

/// Copies how to reach the people of the rows: one line each, "Name <mail>".
pub(super) fn copy(rows: &[AnyId], world: &World) -> Step {
    let mut people: Vec<PersonId> = Vec::new();
    for id in rows {
        let pair = pair_of(*id, world).and_then(|pair| world.scheme.get::<Pair>(pair));
        let waits = (id.letter == 'R')
            .then(|| world.scheme.pending_offer(RequestId(id.number), world.today))
            .flatten();
        let found = [
            waits.map(|offer| offer.mentor),
            person_of(*id, world),
            pair.map(|pair| pair.mentor).filter(|_| id.letter != 'P'),
        ];
        for person in found.into_iter().flatten() {
            if !people.contains(&person) {
                people.push(person);
            }
        }
    }
    let line = |id: &PersonId| {
        let person = world.scheme.get::<Person>(*id)?;
        Some(if person.email.is_empty() {
            person.full_name.to_string()
        } else {
            format!("{} <{}>", person.full_name, person.email)
        })
    };
    let text: Vec<_> = people.iter().filter_map(line).collect();
    let what = days::plural(i64::try_from(text.len()).unwrap_or_default(), "address");
    let what = what.replace("addresss", "addresses");
    Step::Do(Effect::Copy { text: text.join("\n"), what })
}
