//! All topics that mentors offer, as whole terms, so that those near a wanted one are found at once.

use std::collections::{BTreeMap, HashMap};

use crate::domain::matching::words::{NEAR, SAME, Stems, Term, is_stop, words_of};

/// More words of a request than this are not searched for topics.
const LONGEST_REQUEST: usize = 80;

/// Offered terms by their numbers, each with how near it is to a wanted one, in thousandths.
pub(super) type Near = Vec<(u32, i64)>;

/// The terms that are offered, each once, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Terms {
    all: Vec<Term>,
    by_words: HashMap<Vec<String>, u32>,
    by_joined: HashMap<String, Vec<u32>>,
    by_stems: HashMap<Vec<String>, Vec<u32>>,
    /// Words of the longest term.
    longest: usize,
}

/// What was worked out already for wanted terms and words, so that many mentees are read fast.
#[derive(Debug, Default)]
pub(super) struct Worked {
    pub(super) stems: Stems,
    /// What is near a wanted term, by its words.
    near: HashMap<Vec<String>, Near>,
}

impl Terms {
    /// The number of an offered term; none where there is no word in it.
    pub(super) fn offer(&mut self, text: &str, stems: &mut Stems) -> Option<u32> {
        let term = Term::of(text, stems)?;
        if let Some(known) = self.by_words.get(&term.words) {
            return Some(*known);
        }
        let number = u32::try_from(self.all.len()).ok()?;
        self.by_words.insert(term.words.clone(), number);
        self.by_joined.entry(term.joined.clone()).or_default().push(number);
        self.by_stems.entry(term.stems.clone()).or_default().push(number);
        self.longest = self.longest.max(term.words.len());
        self.all.push(term);
        Some(number)
    }

    /// The number of a term, if a mentor offers it.
    pub(super) fn offered(&self, text: &str, stems: &mut Stems) -> Option<u32> {
        let term = Term::of(text, stems)?;
        self.by_words.get(&term.words).copied()
    }

    /// Another word that the scheme names for an offered term.
    pub(super) fn also(&mut self, number: u32, text: &str, stems: &mut Stems) {
        let Some(term) = Term::of(text, stems) else { return };
        self.longest = self.longest.max(term.words.len());
        self.by_words.entry(term.words).or_insert(number);
        self.by_joined.entry(term.joined).or_default().push(number);
        self.by_stems.entry(term.stems).or_default().push(number);
    }

    /// The words of a wanted term, and the offered terms near it; none where there is no word in it.
    pub(super) fn near(&self, text: &str, worked: &mut Worked) -> Option<(Vec<String>, Near)> {
        let term = Term::of(text, &mut worked.stems)?;
        if let Some(known) = worked.near.get(&term.words) {
            return Some((term.words, known.clone()));
        }
        let numbered = (0_u32..).zip(&self.all);
        let near = numbered.map(|(number, offered)| (number, offered.nearness(&term)));
        let near: Vec<_> = near.filter(|(_, nearness)| *nearness > 0).collect();
        worked.near.insert(term.words.clone(), near.clone());
        Some((term.words, near))
    }

    /// The offered terms that stand as a whole in what a request says, or are near all of it.
    pub(super) fn inside(&self, text: &str, worked: &mut Worked) -> Near {
        let Some((_, near)) = self.near(text, worked) else { return Vec::new() };
        let mut found: BTreeMap<u32, i64> = near.into_iter().collect();
        let words: Vec<String> =
            words_of(text).map(|(_, word)| word).take(LONGEST_REQUEST).collect();
        for part in (1..=self.longest + 1).flat_map(|length| words.windows(length)) {
            if let Some(number) = self.by_words.get(part) {
                found.insert(*number, SAME);
            }
            let mut stems: Vec<String> = part
                .iter()
                .filter(|word| !is_stop(word))
                .map(|word| worked.stems.of(word))
                .collect();
            stems.sort_unstable();
            let joined = self.by_joined.get(&part.concat());
            let alike = joined.into_iter().chain(self.by_stems.get(&stems)).flatten();
            for number in alike {
                found.entry(*number).or_insert(NEAR);
            }
        }
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(text: &str, term: &str) -> i64 {
        let mut terms = Terms::default();
        let number = terms.offer(term, &mut Stems::default()).unwrap();
        let found = terms.inside(text, &mut Worked::default());
        found.iter().find(|(known, _)| *known == number).map_or(0, |(_, nearness)| *nearness)
    }

    #[test]
    fn a_request_holds_whole_terms_only() {
        assert_eq!(inside("help with CV and interviews, please", "cv and interviews"), SAME);
        assert_eq!(inside("help with CV and interviews, please", "interview"), NEAR);
        assert_eq!(inside("my leader-ship", "leadership"), NEAR);
        assert_eq!(inside("leadershop", "leadership"), NEAR);
        assert_eq!(inside("retail and entertainment", "AI"), 0);
        assert_eq!(inside("a", "people management"), 0);
        assert_eq!(inside("", "AI"), 0);
    }

    #[test]
    fn a_term_has_one_number_however_it_is_dressed() {
        let mut terms = Terms::default();
        let stems = &mut Stems::default();
        let first = terms.offer("Grant income", stems);
        assert_eq!(terms.offer("grant  INCOME", stems), first);
        assert_eq!(terms.offer(" ,;", stems), None);
        let (words, near) = terms.near("Grants income", &mut Worked::default()).unwrap();
        assert_eq!((words.len(), near), (2, vec![(0, NEAR)]));
    }
}
