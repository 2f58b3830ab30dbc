//! Why a mentee of a pool stays unmatched, in words (M4).

use std::collections::{BTreeMap, BTreeSet};

use super::{Placed, Wishes};
use crate::domain::ids::PersonId;
use crate::domain::matching::Pool;
use crate::text::days::plural;

/// The mentees of a pool without a pair in a draft, and why, by mentee.
pub fn unmatched(pool: &Pool, wishes: &Wishes, pairs: &[Placed]) -> Vec<(PersonId, String)> {
    let mut taken: BTreeMap<PersonId, i64> = BTreeMap::new();
    for pair in pairs {
        *taken.entry(pair.mentor).or_default() += 1;
    }
    let placed: BTreeSet<PersonId> = pairs.iter().map(|pair| pair.mentee).collect();
    let alone = pool.mentees().iter().filter(|mentee| !placed.contains(mentee));
    alone.map(|mentee| (*mentee, why_unmatched(pool, *mentee, wishes, &taken))).collect()
}

/// Why a mentee has no mentor in a draft in which so many places of each mentor are taken.
fn why_unmatched(
    pool: &Pool,
    mentee: PersonId,
    wishes: &Wishes,
    taken: &BTreeMap<PersonId, i64>,
) -> String {
    if wishes.out.contains(&mentee) {
        return "left out by hand".to_owned();
    }
    if pool.mentors().is_empty() {
        return "no mentor has a free place".to_owned();
    }
    let mut against: BTreeMap<&'static str, usize> = BTreeMap::new();
    let (mut may, mut open) = (0, 0);
    for (mentor, places) in pool.mentors() {
        let rule = if wishes.forbidden.contains(&(mentee, *mentor)) {
            Some("forbidden by hand")
        } else {
            pool.why_not(mentee, *mentor).map(|objection| objection.rule)
        };
        if let Some(rule) = rule {
            *against.entry(rule).or_default() += 1;
            continue;
        }
        may += 1;
        if taken.get(mentor).copied().unwrap_or_default() < *places {
            open += 1;
        }
    }
    let mut rules: Vec<(&str, usize)> = against.into_iter().collect();
    rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(*count), *rule));
    let rules: Vec<String> =
        rules.into_iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    let rules = rules.join(", ");
    if may == 0 {
        let mentors = plural(i64::try_from(pool.mentors().len()).unwrap_or(i64::MAX), "mentor");
        return format!("none of the {mentors} with a free place may: {rules}");
    }
    let besides = if rules.is_empty() { String::new() } else { format!(" ({rules})") };
    if open > 0 {
        return format!("each pair would cost more than it brings{besides}");
    }
    let who = if may == 1 { "the one mentor who may is" } else { "the mentors who may are" };
    format!("{who} given to others{besides}")
}
