//! A record chosen from a ranked list by typing a part of its name; what cannot be chosen says why.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "every key without a meaning here is passed on"
)]

use std::fmt;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{LineInput, Reply};
use crate::text::fold;
use crate::ui::keys::Key;

/// One record that may be offered.
#[derive(Clone, PartialEq, Eq)]
pub struct PickOption {
    /// What is stored and returned.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What helps to choose: free places, shared topics.
    pub detail: String,
    /// Why it cannot be chosen; `None`: it can.
    pub refused: Option<String>,
    key: String,
}

impl fmt::Debug for PickOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PickOption({})", self.id)
    }
}

impl PickOption {
    /// An option that can be chosen.
    pub fn new(id: impl Into<String>, label: impl Into<String>, detail: impl Into<String>) -> Self {
        let (label, detail) = (label.into(), detail.into());
        let key = fold(&format!("{label} {detail}"));
        Self { id: id.into(), label, detail, refused: None, key }
    }

    /// The same, with a reason why it cannot be chosen.
    #[must_use]
    pub fn refused(mut self, why: impl Into<String>) -> Self {
        self.refused = Some(why.into());
        self
    }
}

/// A field that picks one of many records.
#[derive(Clone, Debug)]
pub struct Pick {
    options: Vec<PickOption>,
    query: LineInput,
    /// Indexes of the options shown, best first.
    shown: Vec<usize>,
    cursor: usize,
    chosen: Option<usize>,
    /// What was chosen before anything was typed; Esc and leaving without a fit go back to it.
    before: Option<usize>,
}

impl Pick {
    /// Options, best first; `chosen` is the id at first, an unknown one is nothing.
    pub fn new(options: Vec<PickOption>, chosen: &str) -> Self {
        let shown = (0..options.len()).collect();
        let mut pick = Self {
            options,
            query: LineInput::default(),
            shown,
            cursor: 0,
            chosen: None,
            before: None,
        };
        pick.choose(chosen);
        pick
    }

    /// The first option that can be chosen is chosen.
    pub fn first(options: Vec<PickOption>) -> Self {
        let id = options.iter().find(|option| option.refused.is_none()).map(|o| o.id.clone());
        Self::new(options, &id.unwrap_or_default())
    }

    /// Id of what is chosen.
    pub fn chosen(&self) -> Option<&str> {
        self.option().map(|option| option.id.as_str())
    }

    /// What is chosen.
    pub fn option(&self) -> Option<&PickOption> {
        self.options.get(self.chosen?)
    }

    /// What is typed.
    pub fn query(&self) -> &LineInput {
        &self.query
    }

    /// The options that fit what is typed, best first, each with whether the cursor is on it.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = (&PickOption, bool)> {
        self.shown
            .iter()
            .enumerate()
            .filter_map(|(at, index)| Some((self.options.get(*index)?, at == self.cursor)))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// Chooses by id; an id that is not offered or refused leaves things as they are, except that
    /// an empty one chooses nothing.
    pub fn choose(&mut self, id: &str) {
        let found = self.options.iter().position(|option| option.id == id);
        let can = found.and_then(|at| self.options.get(at)).is_some_and(|o| o.refused.is_none());
        if can || id.is_empty() {
            self.chosen = found.filter(|_| can);
            self.before = self.chosen;
        }
        self.enter();
    }

    /// Whether something is typed that Esc takes back first.
    pub fn is_filtering(&self) -> bool {
        !self.query.text().is_empty()
    }

    /// The field got the cursor: nothing typed, the cursor on what is chosen.
    pub fn enter(&mut self) {
        self.query = LineInput::default();
        self.filter();
        self.chosen = self.chosen.or(self.before);
        self.before = self.chosen;
        let chosen = self.chosen;
        self.cursor = self
            .shown
            .iter()
            .position(|index| Some(*index) == chosen)
            .or_else(|| self.first_free())
            .unwrap_or(0);
    }

    /// The field lost the cursor: what was typed is dropped, what is chosen stays.
    pub fn leave(&mut self) {
        self.enter();
    }

    /// Handles a key. Typing chooses the best fit at once, so that Tab and Ctrl-S take it.
    pub fn key(&mut self, key: Key) -> Reply {
        match key {
            Key::Esc if self.is_filtering() => {
                self.chosen = self.before;
                self.enter();
                Reply::Kept
            }
            Key::Up => self.step(false),
            Key::Down => self.step(true),
            Key::Enter | Key::Tab => {
                if self.take() {
                    Reply::Took
                } else if self.is_filtering() {
                    Reply::Kept
                } else {
                    Reply::Pass
                }
            }
            _ => {
                let reply = self.query.key(key);
                if reply == Reply::Changed {
                    self.typed();
                }
                reply
            }
        }
    }

    /// Takes pasted text as typed.
    pub fn paste(&mut self, text: &str) -> Reply {
        self.query.paste(text);
        self.typed();
        Reply::Changed
    }

    fn typed(&mut self) {
        self.filter();
        self.cursor = self.first_free().unwrap_or(0);
        self.chosen = self.before.filter(|_| !self.is_filtering());
        if self.is_filtering() {
            self.take();
        }
    }

    /// Whether something is typed that nobody fits who can be chosen.
    pub fn is_lost(&self) -> bool {
        self.is_filtering() && self.chosen.is_none()
    }

    /// Chooses the option under the cursor; `false`: there is none, or it is refused.
    fn take(&mut self) -> bool {
        let under = self.shown.get(self.cursor).copied();
        let free = under
            .and_then(|index| self.options.get(index))
            .is_some_and(|option| option.refused.is_none());
        if free {
            self.chosen = under;
        }
        free
    }

    /// Moves the cursor and chooses what it stands on if that can be chosen; it stops at the ends.
    fn step(&mut self, down: bool) -> Reply {
        let next = if down { self.cursor.checked_add(1) } else { self.cursor.checked_sub(1) };
        match next.filter(|next| *next < self.shown.len()) {
            None if self.shown.is_empty() => Reply::Pass,
            None => Reply::Kept,
            Some(next) => {
                self.cursor = next;
                if self.take() { Reply::Changed } else { Reply::Kept }
            }
        }
    }

    fn first_free(&self) -> Option<usize> {
        self.shown.iter().position(|index| {
            self.options.get(*index).is_some_and(|option| option.refused.is_none())
        })
    }

    /// The options that fit what is typed; the order of the options decides between equals, and
    /// what cannot be chosen comes last.
    fn filter(&mut self) {
        let query = fold(self.query.text());
        if query.is_empty() {
            self.shown = (0..self.options.len()).collect();
            return;
        }
        let pattern =
            Pattern::new(&query, CaseMatching::Ignore, Normalization::Never, AtomKind::Fuzzy);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut fits: Vec<(bool, std::cmp::Reverse<u32>, usize)> = self
            .options
            .iter()
            .enumerate()
            .filter_map(|(at, option)| {
                let score =
                    pattern.score(Utf32Str::new(&option.key, &mut letters), &mut matcher)?;
                Some((option.refused.is_some(), std::cmp::Reverse(score), at))
            })
            .collect();
        fits.sort();
        self.shown = fits.into_iter().map(|(_, _, at)| at).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick() -> Pick {
        Pick::first(vec![
            PickOption::new("P1", "Prisca Wolf", "0 of 1 free").refused("full"),
            PickOption::new("P2", "Priya Nair", "1 of 2 free"),
            PickOption::new("P3", "Łukasz Brzęk", "2 of 2 free"),
        ])
    }

    fn typed(text: &str) -> Pick {
        let mut pick = pick();
        for letter in text.chars() {
            pick.key(Key::Char(letter));
        }
        pick
    }

    #[test]
    fn the_first_option_that_can_be_chosen_is_ready() {
        assert_eq!(pick().chosen(), Some("P2"));
        assert_eq!(Pick::first(Vec::new()).chosen(), None);
    }

    #[test]
    fn typing_finds_without_accents_and_chooses_the_best_fit() {
        assert_eq!(typed("lukasz").chosen(), Some("P3"));
        assert_eq!(typed("pri").shown().count(), 2);
        assert_eq!(typed("pri").chosen(), Some("P2"));
        assert_eq!(typed("zzz").shown().count(), 0);
        assert!(typed("zzz").is_lost(), "nothing is chosen by half a name");
    }

    #[test]
    fn what_is_refused_cannot_be_chosen() {
        let mut pick = typed("prisca");
        assert_eq!(pick.key(Key::Enter), Reply::Kept);
        assert_eq!(pick.chosen(), None);
        pick.leave();
        assert_eq!(pick.chosen(), Some("P2"), "leaving without a fit goes back");
        pick.choose("P1");
        assert_eq!(pick.chosen(), Some("P2"));
    }

    #[test]
    fn escape_takes_back_what_was_typed_first() {
        let mut pick = typed("lu");
        assert_eq!(pick.key(Key::Esc), Reply::Kept);
        assert!(!pick.is_filtering());
        assert_eq!(pick.chosen(), Some("P2"));
        assert_eq!(pick.key(Key::Esc), Reply::Pass);
    }
}
