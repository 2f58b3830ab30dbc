//! The criterion of texts: words that the mentee's goals and the mentor's experience share.

use crate::domain::matching::criteria::Both;
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
    let shared = mentee.side.text.in_common(&mentor.side.text).into_iter().take(NAMED);
    let named = shared.map(|(goal, own)| {
        let word = if fold(goal) == fold(own) { goal.to_owned() } else { format!("{goal}/{own}") };
        Text::new(word).to_string()
    });
    let named: Vec<String> = named.collect();
    if named.is_empty() {
        "no word of the goals in what the mentor says".to_owned()
    } else {
        format!("both write of {}", named.join(", "))
    }
}
