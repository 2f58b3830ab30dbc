//! The criterion of topics: what the mentor offers of what the mentee wants, by whole terms.

use crate::domain::matching::criteria::Both;
use crate::domain::matching::facts::{MentorFacts, Wanted};
use crate::domain::matching::words::SAME;
use crate::text::fold;

/// The topic of the request counts as much as so many others.
const REQUEST: i64 = 3;
/// So many other topics count at most.
const OTHERS: usize = 3;

/// How near the nearest topic that a mentor offers comes to one wanted, with its name.
fn nearest<'a>(wanted: &Wanted, mentor: &'a MentorFacts) -> Option<(i64, &'a str)> {
    let near = |number| wanted.near.iter().find(|(known, _)| *known == number);
    let offered = mentor.offered.iter();
    let found = offered.filter_map(|(number, name)| Some((near(*number)?.1, name.as_str())));
    // of equally near ones the first
    found.rev().max_by_key(|(nearness, _)| *nearness)
}

pub(super) fn fits(both: &Both) -> i64 {
    let nearness = |wanted: &Wanted| nearest(wanted, both.mentor).map_or(0, |(near, _)| near);
    let mut best = [0_i64; OTHERS];
    for wanted in &both.mentee.wanted {
        let mut near = nearness(wanted);
        for place in &mut best {
            if near > *place {
                std::mem::swap(place, &mut near);
            }
        }
    }
    let request = both.mentee.request.as_ref();
    let others = i64::try_from(both.mentee.wanted.len().min(OTHERS)).unwrap_or_default();
    let parts = others + request.map_or(0, |_| REQUEST);
    if parts == 0 {
        return 0;
    }
    (REQUEST * request.map_or(0, nearness) + best.iter().sum::<i64>()) / parts
}

pub(super) fn why(both: &Both) -> String {
    let mentee = both.mentee;
    if mentee.request.is_none() && mentee.wanted.is_empty() {
        return "the mentee named no topic".to_owned();
    }
    if both.mentor.offered.is_empty() {
        return "the mentor named no topic".to_owned();
    }
    let mut named: Vec<String> = Vec::new();
    if let Some(request) = &mentee.request {
        let is_same = |number| request.near.contains(&(number, SAME));
        let same = both.mentor.offered.iter().filter(|(number, _)| is_same(*number));
        named.extend(same.map(|(_, name)| name.clone()));
        if named.is_empty()
            && let Some((_, name)) = nearest(request, both.mentor)
        {
            named.push(format!("{name} (near {})", request.name));
        }
    }
    let mut covered = usize::from(!named.is_empty());
    for wanted in &mentee.wanted {
        let Some((nearness, name)) = nearest(wanted, both.mentor) else { continue };
        covered += 1;
        let line = if nearness < SAME {
            format!("{name} (near {})", wanted.name)
        } else if fold(name) == fold(&wanted.name) {
            name.to_owned()
        } else {
            format!("{name} (for {})", wanted.name)
        };
        if !named.contains(&line) {
            named.push(line);
        }
    }
    let all = mentee.wanted.len() + usize::from(mentee.request.is_some());
    if named.is_empty() {
        "no topic in common".to_owned()
    } else if covered < all {
        format!("offers {} ({covered} of {all} topics)", named.join(", "))
    } else {
        format!("offers {}", named.join(", "))
    }
}
