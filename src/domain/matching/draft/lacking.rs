//! Topics for which there are too few mentors: what waiting mentees want against the free places (M4).

use std::collections::BTreeMap;

use crate::domain::codes::TopicSide;
use crate::domain::ids::TopicId;
use crate::domain::matching::Pool;
use crate::domain::records::Topic;
use crate::domain::scheme::Scheme;
use crate::text::Text;

/// A topic that more mentees of the pool want than there are free places for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lack {
    /// The topic, by the word that stands for its synonyms.
    pub topic: Text,
    /// How many mentees of the pool want it.
    pub wanted: i64,
    /// How many places the mentors of the pool have free who offer it; a place counts for each of
    /// the mentor's topics.
    pub free: i64,
}

/// The topics that lack mentors, the worst first, then by name.
pub fn lacking(scheme: &Scheme, pool: &Pool) -> Vec<Lack> {
    let mut wanted: BTreeMap<TopicId, i64> = BTreeMap::new();
    let mut free: BTreeMap<TopicId, i64> = BTreeMap::new();
    for mentee in pool.mentees() {
        for topic in scheme.common_topics(*mentee, TopicSide::Wanted) {
            *wanted.entry(topic).or_default() += 1;
        }
    }
    for (mentor, places) in pool.mentors() {
        for topic in scheme.common_topics(*mentor, TopicSide::Offered) {
            *free.entry(topic).or_default() += places;
        }
    }
    let short = wanted.into_iter().filter_map(|(id, wanted)| {
        let free = free.get(&id).copied().unwrap_or_default();
        let topic = scheme.get::<Topic>(id)?.name.clone();
        (wanted > free).then_some(Lack { topic, wanted, free })
    });
    let mut short: Vec<Lack> = short.collect();
    short.sort_by(|a, b| {
        let gap = |lack: &Lack| lack.free - lack.wanted;
        gap(a).cmp(&gap(b)).then_with(|| a.topic.exact().cmp(b.topic.exact()))
    });
    short
}
