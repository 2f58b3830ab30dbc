//! The letters that a change calls for: who is asked hears of the request, who was declined hears that, pairs are introduced, endings thanked (M5, Q4).

use super::Wanted;
use crate::domain::Change;
use crate::domain::codes::Answer;
use crate::domain::ids::AnyId;
use crate::domain::letters::LetterKind;
use crate::domain::records::{Closure, Offer, Pair};
use crate::domain::tables::Row;

/// The letters that a change calls for, in the order in which it was made.
pub(in crate::screens) fn called_for(change: &Change) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for edit in &change.edits {
        let is_new = edit.before.is_none();
        let pair = edit.after.as_ref().and_then(Pair::of).filter(|_| is_new);
        let closure = edit.after.as_ref().and_then(Closure::of).filter(|_| is_new);
        let offer = edit.after.as_ref().and_then(Offer::of);
        let asked = offer.filter(|offer| is_new && offer.answer.is_none());
        let told = |offer: &&Offer| offer.answer == Some(Answer::Declined);
        let owed = offer.filter(told).filter(|offer| offer.courtesy.is_none());
        let found: [(Option<AnyId>, LetterKind); 4] = [
            (closure.map(|closure| closure.id.into()), LetterKind::Closing),
            (owed.map(|offer| offer.request.into()), LetterKind::Courtesy),
            (asked.map(|offer| offer.request.into()), LetterKind::Offer),
            (pair.map(|pair| pair.id.into()), LetterKind::Introduction),
        ];
        let found = found.into_iter().filter_map(|(about, kind)| Some(Wanted::kind(about?, kind)));
        for letter in found {
            if !wanted.contains(&letter) {
                wanted.push(letter);
            }
        }
    }
    wanted
}
