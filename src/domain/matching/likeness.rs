//! How alike two texts are: the cosine of their stems, rare ones counting more, in whole numbers so that it is the same everywhere.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::domain::matching::words::{Stems, is_stop, words_of};

/// A word more often than this in one text counts no more.
const OFTEN: u64 = 3;
/// One unit of a logarithm.
const UNIT: u64 = 256;

/// How often each stem stands in how many of the texts that are searched.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    /// The stem of each word of these texts; none for a stop word.
    known: HashMap<String, Option<u32>>,
    ids: HashMap<String, u32>,
    /// In how many texts each stem stands, by its number.
    texts_with: Vec<u64>,
    texts: u64,
}

/// The stems of a text, ascending, each with how often it stands there and its first word.
pub(super) type Counts = Vec<(u32, u64, String)>;

/// A text as the weights of its stems, by their numbers in ascending order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Likeness {
    weights: Vec<(u32, u64)>,
    /// The word of each, as it stands in the text.
    words: Vec<String>,
    length: u64,
}

impl Corpus {
    /// The stems of a text that is to be searched.
    pub(super) fn learn(&mut self, texts: &[&str], stems: &mut Stems) -> Counts {
        let mut found = Vec::new();
        for (word, folded) in texts.iter().flat_map(|text| words_of(text)) {
            let stem = match self.known.get(&folded) {
                Some(stem) => *stem,
                None => self.fresh(folded, stems),
            };
            found.extend(stem.map(|stem| (stem, word)));
        }
        let counts = counted(found);
        self.texts += u64::from(!counts.is_empty());
        self.texts_with.resize(self.ids.len(), 0);
        for (id, ..) in &counts {
            if let Some(texts) =
                usize::try_from(*id).ok().and_then(|at| self.texts_with.get_mut(at))
            {
                *texts += 1;
            }
        }
        counts
    }

    /// The stem of a word that was not met before.
    fn fresh(&mut self, folded: String, stems: &mut Stems) -> Option<u32> {
        let number = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        let telling = !is_stop(&folded);
        let stem = telling.then(|| *self.ids.entry(stems.of(&folded)).or_insert(number));
        self.known.insert(folded, stem);
        stem
    }

    /// A text that was learned, weighed when all are known.
    pub(super) fn weigh(&self, counts: Counts) -> Likeness {
        let mut text = Likeness::default();
        let mut square = 0;
        for (id, count, word) in counts {
            let weight = count.min(OFTEN) * self.rarity(Some(id));
            square += weight * weight;
            if weight > 0 {
                text.weights.push((id, weight));
                text.words.push(word);
            }
        }
        text.length = square.isqrt();
        text
    }

    /// A text that is held against those learned. A stem that none of them has makes it longer.
    pub(super) fn ask(&self, texts: &[&str], stems: &mut Stems) -> Likeness {
        let mut found = Vec::new();
        let mut others: HashMap<String, u64> = HashMap::new();
        for (word, folded) in texts.iter().flat_map(|text| words_of(text)) {
            if is_stop(&folded) {
                continue;
            }
            let stem = stems.of(&folded);
            match self.ids.get(&stem) {
                Some(id) => found.push((*id, word)),
                None => *others.entry(stem).or_default() += 1,
            }
        }
        let rare = self.rarity(None);
        let others = others.values().map(|count| (count.min(&OFTEN) * rare).pow(2));
        let others: u64 = others.sum();
        let mut text = self.weigh(counted(found));
        text.length = (text.length.pow(2) + others).isqrt();
        text
    }

    /// The logarithm of how rare a stem is; of one in no text, as if it were in one.
    fn rarity(&self, id: Option<u32>) -> u64 {
        let texts = id.and_then(|id| self.texts_with.get(usize::try_from(id).ok()?));
        logarithm(self.texts + 1, texts.copied().unwrap_or(1).max(1))
    }
}

/// How often each stem was found, and the first word of each.
fn counted(mut found: Vec<(u32, &str)>) -> Counts {
    found.sort_by_key(|(stem, _)| *stem);
    let mut counts: Counts = Vec::new();
    for (stem, word) in found {
        match counts.last_mut() {
            Some((last, count, _)) if *last == stem => *count += 1,
            _ => counts.push((stem, 1, word.to_owned())),
        }
    }
    counts
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

    /// The words that both have by their stems, as they stand in each; those first that make the
    /// two most alike.
    pub(super) fn in_common<'a>(&'a self, other: &'a Self) -> Vec<(&'a str, &'a str)> {
        let mut parts = Vec::new();
        self.shared(other, |(mine, theirs), part| parts.push((Reverse(part), mine, theirs)));
        parts.sort_unstable();
        let words = |(_, mine, theirs): (_, usize, usize)| {
            Some((self.words.get(mine)?.as_str(), other.words.get(theirs)?.as_str()))
        };
        parts.into_iter().filter_map(words).collect()
    }

    /// Each stem that both have: its places, and what it adds to the product.
    fn shared(&self, other: &Self, mut each: impl FnMut((usize, usize), u64)) {
        let (mut mine, mut theirs) = (0, 0);
        while let (Some((a, weight)), Some((b, others))) =
            (self.weights.get(mine), other.weights.get(theirs))
        {
            if a == b {
                each((mine, theirs), weight * others);
            }
            mine += usize::from(a <= b);
            theirs += usize::from(b <= a);
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
        let weighed: Vec<_> = learned.into_iter().map(|counts| corpus.weigh(counts)).collect();
        let asked = corpus.ask(&["physics", "and the GRANT"], stems);
        let cosines: Vec<_> = weighed.iter().map(|text| asked.cosine(text)).collect();
        assert!(cosines[0] > 900 && cosines[1] < 200, "{cosines:?}");
        assert_eq!(weighed[1].cosine(&weighed[1]), 1000);
        assert_eq!(asked.in_common(&weighed[0]), [("GRANT", "grants"), ("physics", "physics")]);
    }

    #[test]
    fn texts_without_a_telling_word_are_like_nothing() {
        let mut corpus = Corpus::default();
        let stems = &mut Stems::default();
        let learned = corpus.learn(&["physics"], stems);
        let physics = corpus.weigh(learned);
        for nothing in ["", "I would like to", "  ,;"] {
            let asked = corpus.ask(&[nothing], stems);
            assert!(asked.is_empty() && asked.cosine(&physics) == 0, "{nothing}");
        }
    }
}
