//! What senior managers are asked for: mentors for the topics for which mentees wait and nobody is free.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::codes::TopicSide;
use crate::domain::figures::View;
use crate::domain::ids::{PersonId, TopicId};
use crate::domain::records::{PersonTopic, Topic};
use crate::domain::settings::Key;
use crate::text::Text;

/// A topic for which mentees wait and no mentor has a free place.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    /// The topic; none where so few people name it that it may point to one of them (U4).
    pub topic: Option<Text>,
    /// How many mentees wait for it; none where the number is small enough to be suppressed (U4).
    pub waiting: Option<i64>,
}

/// The topics to ask for, most wanted first; none for a past day, as topics are kept only as they
/// are today. Topics that are not named come last, one entry each.
pub(super) fn asks(view: &View<'_>) -> Vec<Ask> {
    if view.is_past {
        return Vec::new();
    }
    let mut wanted: BTreeMap<TopicId, i64> = BTreeMap::new();
    for (person, _) in view.waiting_mentees() {
        for topic in view.scheme.common_topics(person.id, TopicSide::Wanted) {
            *wanted.entry(topic).or_default() += 1;
        }
    }
    if wanted.is_empty() {
        return Vec::new();
    }
    let free: BTreeSet<TopicId> = free_mentors(view)
        .into_iter()
        .flat_map(|mentor| view.scheme.common_topics(mentor, TopicSide::Offered))
        .collect();
    let named = naming(view);
    let limit = view.limit(Key::SmallCells);
    let short = wanted.into_iter().filter(|(topic, _)| !free.contains(topic));
    let mut asks: Vec<(i64, Ask)> = short
        .map(|(topic, waiting)| {
            let often = named.get(&topic).is_some_and(|people| *people > limit);
            let name = view.scheme.get::<Topic>(topic).map(|topic| topic.name.clone());
            let waiting_told = (waiting > limit).then_some(waiting);
            (waiting, Ask { topic: name.filter(|_| often), waiting: waiting_told })
        })
        .collect();
    // of two equally wanted topics the name decides: the order tells nothing about small numbers
    asks.sort_by(|(_, a), (_, b)| {
        let name = |ask: &Ask| ask.topic.as_ref().map(|topic| topic.exact().to_owned());
        (a.topic.is_none().cmp(&b.topic.is_none()))
            .then(b.waiting.cmp(&a.waiting))
            .then_with(|| name(a).cmp(&name(b)))
    });
    asks.into_iter().map(|(_, ask)| ask).collect()
}

/// Mentors who take part, are not hidden, and have a place free.
fn free_mentors(view: &View<'_>) -> Vec<PersonId> {
    let mut led: BTreeMap<PersonId, i64> = BTreeMap::new();
    for facts in view.open() {
        *led.entry(facts.pair.mentor).or_default() += 1;
    }
    let mentors = view.participants.iter().filter_map(|one| one.mentor);
    mentors
        .filter(|mentor| {
            mentor.capacity > led.get(&mentor.id).copied().unwrap_or_default()
                && !view.is_hidden(mentor.id)
        })
        .map(|mentor| mentor.id)
        .collect()
}

/// How many people name each topic, on either side.
fn naming(view: &View<'_>) -> BTreeMap<TopicId, i64> {
    let mut people: BTreeMap<TopicId, BTreeSet<PersonId>> = BTreeMap::new();
    for row in view.scheme.all::<PersonTopic>() {
        people.entry(view.scheme.stands_for(row.topic)).or_default().insert(row.person);
    }
    let size = |people: BTreeSet<PersonId>| i64::try_from(people.len()).unwrap_or(i64::MAX);
    people.into_iter().map(|(topic, people)| (topic, size(people))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::figures::Period;
    use crate::domain::hand::{Hand, day};

    /// Five mentees wait for leading, one for a rare topic; two mentors lead, one of them is full.
    fn hand() -> Hand {
        let mut hand = Hand::default();
        for number in 0..5 {
            let mentee = hand.mentee(&format!("Mentee {number}"), "2026-01-01");
            hand.topic(mentee, TopicSide::Wanted, "Leading");
        }
        let rare = hand.mentee("Only one", "2026-01-01");
        hand.topic(rare, TopicSide::Wanted, "Rare");
        hand
    }

    fn asked(hand: &Hand, today: &str) -> Vec<(Option<String>, Option<i64>)> {
        let period: Period = "2026-03".parse().unwrap();
        let asks = asks(&View::new(hand.scheme(), period, day(today)));
        let word = |ask: Ask| (ask.topic.map(|topic| topic.exact().to_owned()), ask.waiting);
        asks.into_iter().map(word).collect()
    }

    #[test]
    fn a_topic_is_asked_for_while_nobody_who_offers_it_is_free() {
        let mut hand = hand();
        assert_eq!(asked(&hand, "2026-03-03"), [(Some("Leading".into()), Some(5)), (None, None)]);
        let full = hand.mentor("Full", "2026-01-01", 1);
        hand.topic(full, TopicSide::Offered, "Leading");
        let theirs = hand.mentee("Theirs", "2026-01-01");
        hand.pair(theirs, full, "2026-02-01", "2026-08-01");
        assert_eq!(asked(&hand, "2026-03-03").len(), 2);
        let free = hand.mentor("Free", "2026-01-01", 1);
        hand.topic(free, TopicSide::Offered, "Leading");
        assert_eq!(asked(&hand, "2026-03-03"), [(None, None)]);
    }

    #[test]
    fn for_a_past_day_nothing_is_asked_for_as_topics_are_kept_as_they_are_today() {
        assert_eq!(asked(&hand(), "2026-04-03"), []);
    }
}
