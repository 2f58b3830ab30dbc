//! A record chosen from a ranked list by typing a part of its name; what cannot be chosen says why.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "every key without a meaning here is passed on"
)]

use super::pick_option::{self, PickOption};
use super::{LineInput, Reply};
use crate::text::fold;
use crate::ui::keys::Key;

/// What a picker has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Chosen {
    #[default]
    Nothing,
    /// The option of this index.
    Option(usize),
    /// A text that is none of the options.
    Written(String),
}

/// A field that picks one of many records.
#[derive(Clone, Debug)]
pub struct Pick {
    options: Vec<PickOption>,
    query: LineInput,
    /// Indexes of the options shown, best first; one behind the last stands for `as_written`.
    shown: Vec<usize>,
    cursor: usize,
    chosen: Chosen,
    /// What was chosen before anything was typed; Esc and leaving without a fit go back to it.
    before: Chosen,
    /// Where a text of one's own will do too: the line of the list that stands for it.
    as_written: Option<PickOption>,
}

impl Pick {
    /// Options, best first; `chosen` is the id at first, an unknown one is nothing.
    pub fn new(options: Vec<PickOption>, chosen: &str) -> Self {
        Self::with(options, chosen, None)
    }

    /// Options, or a text of one's own that is none of them; `chosen` is an id or such a text, and
    /// nothing will do too.
    pub fn or_text(options: Vec<PickOption>, chosen: &str) -> Self {
        Self::with(options, chosen, Some(PickOption::default()))
    }

    fn with(options: Vec<PickOption>, chosen: &str, as_written: Option<PickOption>) -> Self {
        let mut pick = Self {
            options,
            query: LineInput::default(),
            shown: Vec::new(),
            cursor: 0,
            chosen: Chosen::Nothing,
            before: Chosen::Nothing,
            as_written,
        };
        pick.choose(chosen);
        pick
    }

    /// The first option that can be chosen is chosen.
    pub fn first(options: Vec<PickOption>) -> Self {
        let id = options.iter().find(|option| option.refused.is_none()).map(|o| o.id.clone());
        Self::new(options, &id.unwrap_or_default())
    }

    /// Id of what is chosen, or the text that was written.
    pub fn chosen(&self) -> Option<&str> {
        match &self.chosen {
            Chosen::Nothing => None,
            Chosen::Option(at) => self.options.get(*at).map(|option| option.id.as_str()),
            Chosen::Written(text) => Some(text),
        }
    }

    /// The option that is chosen.
    pub fn option(&self) -> Option<&PickOption> {
        let Chosen::Option(at) = &self.chosen else { return None };
        self.options.get(*at)
    }

    /// What is chosen, as a person reads it.
    pub fn label(&self) -> &str {
        match &self.chosen {
            Chosen::Nothing => "",
            Chosen::Option(_) => self.option().map_or("", |option| option.label.as_str()),
            Chosen::Written(text) => text,
        }
    }

    /// All options, best first.
    pub fn all(&self) -> std::slice::Iter<'_, PickOption> {
        self.options.iter()
    }

    /// What is typed.
    pub fn query(&self) -> &LineInput {
        &self.query
    }

    fn line(&self, index: usize) -> Option<&PickOption> {
        self.options.get(index).or(self.as_written.as_ref())
    }

    /// The options that fit what is typed, best first, each with whether the cursor is on it.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = (&PickOption, bool)> {
        self.shown
            .iter()
            .enumerate()
            .filter_map(|(at, index)| Some((self.line(*index)?, at == self.cursor)))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// Chooses by id; an id that is not offered or refused leaves things as they are, except that
    /// an empty one chooses nothing. Where a text of one's own will do, it is that.
    pub fn choose(&mut self, id: &str) {
        let found = self.options.iter().position(|option| option.id == id);
        let free = found.filter(|at| self.options.get(*at).is_some_and(|o| o.refused.is_none()));
        let chosen = match free {
            Some(at) => Some(Chosen::Option(at)),
            None if id.is_empty() => Some(Chosen::Nothing),
            None => self.as_written.as_ref().map(|_| Chosen::Written(id.to_owned())),
        };
        if let Some(chosen) = chosen {
            self.chosen = chosen.clone();
            self.before = chosen;
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
        if self.chosen == Chosen::Nothing {
            self.chosen = self.before.clone();
        }
        self.before = self.chosen.clone();
        self.filter();
        let at = match self.chosen {
            Chosen::Option(at) => Some(at),
            Chosen::Nothing | Chosen::Written(_) => None,
        };
        self.cursor = self
            .shown
            .iter()
            .position(|index| Some(*index) == at)
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
                self.chosen = self.before.clone();
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
            Key::Backspace | Key::Delete | Key::Ctrl('u' | 'w') if self.can_be_emptied() => {
                self.choose("");
                Reply::Changed
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

    /// Whether something is chosen that a key of deletion takes away.
    fn can_be_emptied(&self) -> bool {
        self.as_written.is_some() && !self.is_filtering() && self.chosen != Chosen::Nothing
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
        if self.is_filtering() {
            self.chosen = Chosen::Nothing;
            self.take();
        } else {
            self.chosen = self.before.clone();
        }
    }

    /// Whether something is typed that nobody fits who can be chosen.
    pub fn is_lost(&self) -> bool {
        self.is_filtering() && self.chosen == Chosen::Nothing
    }

    /// Chooses the option under the cursor; `false`: there is none, or it is refused.
    fn take(&mut self) -> bool {
        let Some(index) = self.shown.get(self.cursor).copied() else { return false };
        let taken = match self.options.get(index) {
            Some(option) if option.refused.is_some() => None,
            Some(_) => Some(Chosen::Option(index)),
            None if self.is_filtering() => {
                Some(Chosen::Written(self.query.text().trim().to_owned()))
            }
            None => Some(self.before.clone()),
        };
        let took = taken.is_some();
        self.chosen = taken.unwrap_or_else(|| self.chosen.clone());
        took
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
        self.shown
            .iter()
            .position(|index| self.line(*index).is_some_and(|option| option.refused.is_none()))
    }

    fn filter(&mut self) {
        let query = fold(self.query.text());
        if self.as_written.is_some() {
            self.filter_names(&query);
            return;
        }
        self.shown = pick_option::best(&self.options, &query);
    }

    /// Where a text of one's own will do, only whole beginnings of a name mean somebody; the text
    /// itself comes behind them, and with nothing typed what is chosen without being an option.
    fn filter_names(&mut self, query: &str) {
        let own = self.options.len();
        let all = self.options.iter().enumerate();
        let fits = all.filter(|(_, option)| query.is_empty() || option.is_called(query));
        let mut fits: Vec<(usize, &PickOption)> = fits.collect();
        fits.sort_by_cached_key(|(_, option)| !option.begins(query));
        self.shown = fits.into_iter().map(|(at, _)| at).collect();
        let (label, detail) = match (&self.before, query.is_empty()) {
            (_, false) => (self.query.text().trim().to_owned(), "as written"),
            (Chosen::Written(text), true) => (text.clone(), "as written"),
            (Chosen::Nothing, true) => ("nobody".to_owned(), ""),
            (Chosen::Option(_), true) => {
                return;
            }
        };
        if query.is_empty() {
            self.shown.insert(0, own);
        } else {
            self.shown.push(own);
        }
        self.as_written = Some(PickOption::new("", label, detail));
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
        assert!(typed("pnr").is_lost(), "nor by letters strewn over it");
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

    fn manager(chosen: &str) -> Pick {
        let people = vec![
            PickOption::new("P3", "Łukasz Brzęk", "Law"),
            PickOption::new("P2", "Priya Nair", "Physics"),
        ];
        Pick::or_text(people, chosen)
    }

    #[test]
    fn a_text_of_ones_own_stays_what_it_is_and_an_id_shows_its_name() {
        let mut written = manager("Head of Law");
        assert_eq!((written.chosen(), written.label()), (Some("Head of Law"), "Head of Law"));
        assert_eq!(written.key(Key::Enter), Reply::Took);
        assert_eq!(written.chosen(), Some("Head of Law"), "passing by changes nothing");
        let mut known = manager("P2");
        assert_eq!((known.chosen(), known.label()), (Some("P2"), "Priya Nair"));
        assert_eq!(known.key(Key::Enter), Reply::Took);
        assert_eq!(known.chosen(), Some("P2"));
        let mut nobody = manager("");
        assert_eq!(nobody.key(Key::Enter), Reply::Took);
        assert_eq!(nobody.chosen(), None, "nobody is not made somebody by Enter");
    }

    #[test]
    fn the_beginning_of_a_name_means_that_person_and_anything_else_is_as_written() {
        let typed = |text: &str| {
            let mut pick = manager("P2");
            for letter in text.chars() {
                pick.key(Key::Char(letter));
            }
            pick
        };
        assert_eq!(typed("luk brz").chosen(), Some("P3"));
        assert_eq!(typed("Head of Law").chosen(), Some("Head of Law"));
        let mut pick = typed("Pri");
        pick.key(Key::Down);
        assert_eq!(pick.chosen(), Some("Pri"), "one line further down it is as written");
        pick.key(Key::Esc);
        assert_eq!(pick.chosen(), Some("P2"));
        assert_eq!(pick.key(Key::Backspace), Reply::Changed);
        pick.leave();
        assert_eq!(pick.chosen(), None);
    }
}
