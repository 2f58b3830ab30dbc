//! How alike two texts are: the cosine of their stems, rare ones counting more, in whole numbers so that it is the same everywhere.

use std::collections::HashMap;

use crate::domain::matching::words::{Stems, is_stop, words_of};

/// A word more often than this in one text counts no more.
const OFTEN: u64 = 3;
/// One unit of a logarithm.
const UNIT: u64 = 256;

/// How often each stem stands in how many of the texts that are searched.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    ids: HashMap<String, u32>,
    /// In how many texts each stem stands, by its number.
    texts_with: Vec<u64>,
    texts: u64,
}

/// A text as the weights of its stems, by their numbers in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Likeness {
    weights: Vec<(u32, u64)>,
    length: u64,
}

impl Corpus {
    /// The stems of a text that is to be searched, with how often each stands there.
    pub(super) fn learn(&mut self, texts: &[&str], stems: &mut Stems) -> Vec<(u32, u64)> {
        let mut counts: HashMap<u32, u64> = HashMap::new();
        for text in texts {
            for (_, folded) in words_of(text).filter(|(_, folded)| !is_stop(folded)) {
                let stem = stems.of(&folded);
                let fresh = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
                let id = *self.ids.entry(stem).or_insert(fresh);
                *counts.entry(id).or_default() += 1;
            }
        }
        self.texts += u64::from(!counts.is_empty());
        self.texts_with.resize(self.ids.len(), 0);
        for id in counts.keys() {
            if let Some(texts) =
                usize::try_from(*id).ok().and_then(|at| self.texts_with.get_mut(at))
            {
                *texts += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_unstable();
        counts
    }

    /// A text that was learned, weighed when all are known.
    pub(super) fn weigh(&self, counts: &[(u32, u64)]) -> Likeness {
        let weigh = |(id, count): &(u32, u64)| (*id, count.min(&OFTEN) * self.rarity(Some(*id)));
        let weights: Vec<_> = counts.iter().map(weigh).filter(|(_, weight)| *weight > 0).collect();
        let square: u64 = weights.iter().map(|(_, weight)| weight * weight).sum();
        Likeness { weights, length: square.isqrt() }
    }

    /// A text that is held against those learned. A stem that none of them has makes it longer.
    pub(super) fn ask(&self, texts: &[&str], stems: &mut Stems) -> Likeness {
        let mut counts: HashMap<String, u64> = HashMap::new();
        for text in texts {
            for (_, folded) in words_of(text).filter(|(_, folded)| !is_stop(folded)) {
                *counts.entry(stems.of(&folded)).or_default() += 1;
            }
        }
        let (mut weights, mut square) = (Vec::new(), 0);
        for (stem, count) in counts {
            let id = self.ids.get(&stem).copied();
            let weight = count.min(OFTEN) * self.rarity(id);
            square += weight * weight;
            if let Some(id) = id.filter(|_| weight > 0) {
                weights.push((id, weight));
            }
        }
        weights.sort_unstable();
        Likeness { weights, length: square.isqrt() }
    }

    /// The logarithm of how rare a stem is; of one in no text, as if it were in one.
    fn rarity(&self, id: Option<u32>) -> u64 {
        let texts = id.and_then(|id| self.texts_with.get(usize::try_from(id).ok()?));
        logarithm(self.texts + 1, texts.copied().unwrap_or(1).max(1))
    }

    /// The words of these texts whose stem has one of these numbers, as they stand there, each
    /// stem once.
    pub(super) fn words(&self, texts: &[&str], sought: &[u32]) -> HashMap<u32, String> {
        let mut stems = Stems::default();
        let mut found = HashMap::new();
        for text in texts {
            for (word, folded) in words_of(text).filter(|(_, folded)| !is_stop(folded)) {
                if let Some(id) = self.ids.get(&stems.of(&folded))
                    && sought.contains(id)
                {
                    found.entry(*id).or_insert_with(|| word.to_owned());
                }
            }
        }
        found
    }
}

impl Likeness {
    /// Whether the text has no word that tells anything.
    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The cosine in thousandths, 0 to 1000.
    pub(super) fn cosine(&self, other: &Self) -> i64 {
        let lengths = self.length * other.length;
        if lengths == 0 {
            return 0;
        }
        let mut product = 0;
        self.shared(other, |_, part| product += part);
        i64::try_from((product * 1000 + lengths / 2) / lengths).unwrap_or(1000).min(1000)
    }

    /// The stems that both have, those first that make them most alike.
    pub(super) fn in_common(&self, other: &Self) -> Vec<u32> {
        let mut parts = Vec::new();
        self.shared(other, |id, part| parts.push((std::cmp::Reverse(part), id)));
        parts.sort_unstable();
        parts.into_iter().map(|(_, id)| id).collect()
    }

    fn shared(&self, other: &Self, mut each: impl FnMut(u32, u64)) {
        let (mut mine, mut theirs) =
            (self.weights.iter().peekable(), other.weights.iter().peekable());
        while let (Some((a, weight)), Some((b, other))) = (mine.peek(), theirs.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => _ = mine.next(),
                std::cmp::Ordering::Greater => _ = theirs.next(),
                std::cmp::Ordering::Equal => {
                    each(*a, weight * other);
                    mine.next();
                    theirs.next();
                }
            }
        }
    }
}

/// The logarithm to base 2 of a quotient of 1 or more, in units of 1/256.
fn logarithm(above: u64, below: u64) -> u64 {
    let mut value = (above.min(1 << 40) << 16) / below.max(1);
    let mut result = 0;
    while value >= 2 << 16 {
        value >>= 1;
        result += UNIT;
    }
    let mut bit = UNIT / 2;
    while bit > 0 {
        value = (value * value) >> 16;
        if value >= 2 << 16 {
            value >>= 1;
            result += bit;
        }
        bit /= 2;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_that_of_the_books() {
        for (above, below, exact) in [(1, 1, 0.0), (2, 1, 1.0), (1001, 1, 9.967), (1001, 37, 4.758)]
        {
            let found = f64::from(u32::try_from(logarithm(above, below)).unwrap()) / 256.0;
            assert!((found - exact).abs() < 0.01, "{above}/{below}: {found}");
        }
    }

    #[test]
    fn a_text_is_like_itself_and_rare_words_count_more() {
        let mut corpus = Corpus::default();
        let stems = &mut Stems::default();
        let texts = ["physics grants", "physics teaching", "physics opera"];
        let learned: Vec<_> = texts.iter().map(|text| corpus.learn(&[text], stems)).collect();
        let weighed: Vec<_> = learned.iter().map(|counts| corpus.weigh(counts)).collect();
        let asked = corpus.ask(&["physics", "and the GRANT"], stems);
        let cosines: Vec<_> = weighed.iter().map(|text| asked.cosine(text)).collect();
        assert!(cosines[0] > 900 && cosines[1] < 200, "{cosines:?}");
        assert_eq!(weighed[1].cosine(&weighed[1]), 1000);
        let common = asked.in_common(&weighed[0]);
        let words = corpus.words(&["Physics, grants"], &common);
        assert_eq!(
            common.iter().map(|id| words[id].as_str()).collect::<Vec<_>>(),
            ["grants", "Physics"]
        );
    }

    #[test]
    fn texts_without_a_telling_word_are_like_nothing() {
        let mut corpus = Corpus::default();
        let stems = &mut Stems::default();
        let learned = corpus.learn(&["physics"], stems);
        let physics = corpus.weigh(&learned);
        for nothing in ["", "I would like to", "  ,;"] {
            let asked = corpus.ask(&[nothing], stems);
            assert!(asked.is_empty() && asked.cosine(&physics) == 0, "{nothing}");
        }
    }
}
