//! The criterion of texts: words that the mentee's goals and the mentor's experience share.

use crate::domain::matching::criteria::Both;
use crate::domain::matching::prepared::{mentee_texts, mentor_texts};
use crate::domain::records::{Mentee, Mentor};
use crate::text::{Text, fold};

/// Two short texts that fit are seldom more alike than by half, so half is full.
const FULL: i64 = 500;
/// So many shared words are named.
const NAMED: usize = 4;

pub(super) fn fits(both: &Both) -> i64 {
    (both.mentee.side.text.cosine(&both.mentor.side.text) * 1000 / FULL).min(1000)
}

pub(super) fn why(both: &Both) -> String {
    let (mentee, mentor) = (both.mentee, both.mentor);
    if mentee.side.text.is_empty() {
        return "the mentee told no goals".to_owned();
    }
    if mentor.side.text.is_empty() {
        return "the mentor told nothing of themselves".to_owned();
    }
    let mut shared = mentee.side.text.in_common(&mentor.side.text);
    shared.truncate(NAMED);
    let scheme = &both.prepared.scheme;
    let none = (Mentee::new(mentee.id), Mentor::with_capacity(mentor.id, 0));
    let told = scheme.get::<Mentee>(mentee.id).unwrap_or(&none.0);
    let says = scheme.get::<Mentor>(mentor.id).unwrap_or(&none.1);
    let corpus = &both.prepared.corpus;
    let goals = corpus.words(&mentee_texts(scheme, told, &mentee.asking), &shared);
    let mut texts = mentor_texts(scheme, says);
    texts.extend(mentor.offered.iter().map(|(_, name)| name.as_str()));
    let own = corpus.words(&texts, &shared);
    let named = shared.iter().filter_map(|stem| {
        let (goal, own) = (goals.get(stem)?, own.get(stem)?);
        let word = if fold(goal) == fold(own) { goal.clone() } else { format!("{goal}/{own}") };
        Some(Text::new(word).to_string())
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        "no word of the goals in what the mentor says".to_owned()
    } else {
        format!("both write of {}", named.join(", "))
    }
}
