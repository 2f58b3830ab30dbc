//! Words made comparable: folded, stemmed, without stop words; and how near one whole term is to another.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::text::fold;

/// How well the same term fits, or one that the scheme names as the same, in thousandths.
pub(super) const SAME: i64 = 1000;
/// How well a term of the same stems fits, or one that is spelt a little differently.
pub(super) const NEAR: i64 = 700;
/// From this many letters on a word may differ by one slip of the pen.
const SLIP_FROM: usize = 6;

/// Words that say nothing of what a text is about, sorted; some are those of every mentoring form.
const STOP: &[&str] = &[
    "a",
    "about",
    "after",
    "all",
    "also",
    "am",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "because",
    "been",
    "being",
    "between",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "doing",
    "for",
    "from",
    "get",
    "had",
    "has",
    "have",
    "having",
    "he",
    "help",
    "her",
    "his",
    "how",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "like",
    "m",
    "me",
    "mentee",
    "mentees",
    "mentor",
    "mentoring",
    "mentors",
    "more",
    "most",
    "my",
    "new",
    "no",
    "not",
    "of",
    "on",
    "one",
    "or",
    "other",
    "our",
    "out",
    "over",
    "please",
    "s",
    "she",
    "should",
    "so",
    "some",
    "such",
    "t",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "too",
    "up",
    "ve",
    "very",
    "want",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
];

/// Words to their stems, each looked up once.
pub(super) struct Stems {
    stemmer: Stemmer,
    known: HashMap<String, String>,
}

impl std::fmt::Debug for Stems {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stems({})", self.known.len())
    }
}

impl Default for Stems {
    fn default() -> Self {
        Self { stemmer: Stemmer::create(Algorithm::English), known: HashMap::new() }
    }
}

impl Stems {
    /// The stem of a folded word.
    pub(super) fn of(&mut self, word: &str) -> String {
        if let Some(stem) = self.known.get(word) {
            return stem.clone();
        }
        let stem = self.stemmer.stem(word).into_owned();
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }
}

/// The words of a text as they stand in it, each with its folded form.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = (&str, String)> {
    text.split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
        .map(|word| (word, if word.is_ascii() { word.to_ascii_lowercase() } else { fold(word) }))
        .filter(|(_, folded)| !folded.is_empty())
}

/// An accent that stands apart from its letter belongs to the word.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Whether a folded word says nothing of what a text is about.
pub(super) fn is_stop(folded: &str) -> bool {
    STOP.binary_search(&folded).is_ok()
}

/// A whole term (a topic, a request in few words), made comparable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// Its folded words in order.
    pub(super) words: Vec<String>,
    /// Their stems, sorted, without stop words; if there are only stop words, those.
    pub(super) stems: Vec<String>,
    /// Its letters without anything between them.
    pub(super) joined: String,
}

impl Term {
    /// The term of a text; none where there is no word in it.
    pub(super) fn of(text: &str, stems: &mut Stems) -> Option<Self> {
        let words: Vec<String> = words_of(text).map(|(_, folded)| folded).collect();
        if words.is_empty() {
            return None;
        }
        let telling: Vec<&String> = words.iter().filter(|word| !is_stop(word)).collect();
        let telling = if telling.is_empty() { words.iter().collect() } else { telling };
        let mut roots: Vec<String> = telling.into_iter().map(|word| stems.of(word)).collect();
        roots.sort_unstable();
        let joined = words.concat();
        Some(Self { words, stems: roots, joined })
    }

    /// How near the other term is, in thousandths; 0 for another one. Never by parts of words:
    /// "AI" is not in "retail".
    pub(super) fn nearness(&self, other: &Self) -> i64 {
        if self.words == other.words {
            SAME
        } else if self.joined == other.joined || self.stems == other.stems || self.is_slip(other) {
            NEAR
        } else {
            0
        }
    }

    /// Whether a term of these folded words stands as a whole in a text.
    pub(super) fn stands_in(words: &[String], text: &str) -> bool {
        let all: Vec<String> = words_of(text).map(|(_, folded)| folded).collect();
        !words.is_empty() && all.windows(words.len()).any(|part| part == words)
    }

    /// Whether the words are the same but for one slip in each longer one ("organisational
    /// change", "organizational change").
    fn is_slip(&self, other: &Self) -> bool {
        let alike = |(one, two): (&String, &String)| one == two || one_slip(one, two);
        self.words.len() == other.words.len()
            && self.joined.len().abs_diff(other.joined.len()) <= self.words.len() * 4
            && self.words.iter().zip(&other.words).all(alike)
    }
}

/// Whether two long words differ by one letter: another one, one more, or two that changed places.
fn one_slip(one: &str, two: &str) -> bool {
    let (one, two): (Vec<char>, Vec<char>) = (one.chars().collect(), two.chars().collect());
    if one.len().min(two.len()) < SLIP_FROM || one.len().abs_diff(two.len()) > 1 {
        return false;
    }
    let start = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let end = one.iter().rev().zip(two.iter().rev()).take_while(|(a, b)| a == b).count();
    let left = |word: &[char]| word.len().saturating_sub(start + end);
    if left(&one).max(left(&two)) <= 1 {
        return true;
    }
    let middle = |word: &[char]| word.get(start..start + 2).map(<[char]>::to_vec);
    let turned = middle(&one).map(|mut letters| {
        letters.reverse();
        letters
    });
    one.len() == two.len() && left(&one) == 2 && turned == middle(&two)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &str, two: &str) -> i64 {
        let stems = &mut Stems::default();
        let (one, two) = (Term::of(one, stems).unwrap(), Term::of(two, stems).unwrap());
        assert_eq!(one.nearness(&two), two.nearness(&one));
        one.nearness(&two)
    }

    #[test]
    fn stop_words_are_sorted_for_the_search() {
        assert!(STOP.is_sorted());
        assert!(is_stop("the") && is_stop("mentoring") && !is_stop("grant"));
    }

    #[test]
    fn the_same_term_in_another_dress_is_the_same() {
        for (one, two) in
            [("Leadership", "leadership"), ("CV, and interviews", "cv and Interviews")]
        {
            assert_eq!(near(one, two), SAME, "{one} {two}");
        }
    }

    #[test]
    fn stems_spellings_and_slips_are_near() {
        for (one, two) in [
            ("leader-ship", "leadership"),
            ("Managing people", "people management"),
            ("publication", "publications"),
            ("organisational change", "organizational change"),
            ("laedership", "leadership"),
            ("work life balance", "work-life balances"),
        ] {
            assert_eq!(near(one, two), NEAR, "{one} {two}");
        }
    }

    #[test]
    fn parts_of_words_and_short_words_that_differ_are_other_terms() {
        for (one, two) in [
            ("AI", "retail"),
            ("law", "lawn"),
            ("art", "start-up"),
            ("teaching", "coaching"),
            ("grants", "grants and teaching"),
            ("grant", "giant"),
        ] {
            assert_eq!(near(one, two), 0, "{one} {two}");
        }
    }
}
