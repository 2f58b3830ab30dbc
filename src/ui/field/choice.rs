//! A choice of one or several out of a few, by Space, arrows or the first letter.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "every key without a meaning here is passed on"
)]

use super::Reply;
use crate::text::fold;
use crate::ui::keys::Key;

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opt {
    /// What is stored and returned.
    pub id: String,
    /// What is shown.
    pub label: String,
}

impl Opt {
    /// An option.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into() }
    }
}

/// A choice; at first nothing may be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    options: Vec<Opt>,
    chosen: Vec<usize>,
    cursor: usize,
    many: bool,
    /// Letters typed in a row, to tell options apart that begin alike.
    typed: String,
}

impl Choice {
    /// One out of several; `chosen` is the id at first, an unknown one is nothing.
    pub fn one(options: Vec<Opt>, chosen: &str) -> Self {
        let mut choice =
            Self { options, chosen: Vec::new(), cursor: 0, many: false, typed: String::new() };
        choice.set(chosen);
        choice
    }

    /// Any number out of several; ids with commas between them.
    pub fn many(options: Vec<Opt>, chosen: &str) -> Self {
        let mut choice =
            Self { options, chosen: Vec::new(), cursor: 0, many: true, typed: String::new() };
        choice.set(chosen);
        choice
    }

    /// The options in order, each with whether it is chosen and whether the cursor is on it.
    pub fn options(&self) -> impl Iterator<Item = (&Opt, bool, bool)> {
        self.options.iter().enumerate().map(|(at, option)| {
            let under = at == self.cursor && (self.many || self.chosen.contains(&at));
            (option, self.chosen.contains(&at), under)
        })
    }

    /// Whether several may be chosen.
    pub fn is_many(&self) -> bool {
        self.many
    }

    /// The ids chosen, with commas.
    pub fn value(&self) -> String {
        self.chosen_options().map(|option| option.id.as_str()).collect::<Vec<_>>().join(",")
    }

    /// The labels chosen, with commas.
    pub fn shown(&self) -> String {
        self.chosen_options().map(|option| option.label.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn chosen_options(&self) -> impl Iterator<Item = &Opt> {
        self.options.iter().enumerate().filter(|(at, _)| self.chosen.contains(at)).map(|(_, o)| o)
    }

    /// Chooses by ids with commas; unknown ids are passed over, an empty text chooses nothing.
    pub fn set(&mut self, value: &str) {
        let ids: Vec<&str> = value.split(',').map(str::trim).collect();
        let found: Vec<usize> = self
            .options
            .iter()
            .enumerate()
            .filter(|(_, option)| ids.contains(&option.id.as_str()))
            .map(|(at, _)| at)
            .collect();
        if !found.is_empty() || value.is_empty() {
            self.cursor = found.first().copied().unwrap_or(0);
            self.chosen = found;
            if !self.many {
                self.chosen.truncate(1);
            }
        }
    }

    /// Handles a key: arrows and Space change, a letter jumps to the next label that begins so.
    pub fn key(&mut self, key: Key) -> Reply {
        let count = self.options.len();
        if count == 0 {
            return Reply::Pass;
        }
        if !matches!(key, Key::Char(letter) if letter != ' ') {
            self.typed.clear();
        }
        match key {
            Key::Char(' ') if self.many => self.toggle(self.cursor),
            Key::Char(' ') | Key::Right => {
                let none = !self.many && self.chosen.is_empty();
                self.go(if none { 0 } else { (self.cursor + 1) % count })
            }
            Key::Left => self.go((self.cursor + count - 1) % count),
            Key::Char(letter) => self.letter(letter),
            _ => Reply::Pass,
        }
    }

    /// A letter: goes on with the word that is being typed, else to the next option that begins
    /// so. Among several, the option that the word meant before is taken back.
    fn letter(&mut self, letter: char) -> Reply {
        let longer = fold(&format!("{}{letter}", self.typed));
        let begins =
            |option: &Opt, word: &str| !word.is_empty() && fold(&option.label).starts_with(word);
        if !self.typed.is_empty()
            && let Some(at) = self.options.iter().position(|option| begins(option, &longer))
        {
            self.typed = longer;
            if at == self.cursor {
                return Reply::Kept;
            }
            if self.many {
                let meant = self.cursor;
                self.chosen.retain(|chosen| *chosen != meant);
                self.cursor = at;
                self.chosen.retain(|chosen| *chosen != at);
                return self.toggle(at);
            }
            return self.go(at);
        }
        let word = fold(&letter.to_string());
        let count = self.options.len();
        let after = if self.chosen.is_empty() { 0 } else { self.cursor + 1 };
        let found = (after..after + count)
            .map(|at| at % count)
            .find(|at| self.options.get(*at).is_some_and(|option| begins(option, &word)));
        match found {
            Some(at) => {
                self.typed = word;
                if self.many {
                    self.cursor = at;
                    return self.toggle(at);
                }
                self.go(at)
            }
            None => Reply::Kept,
        }
    }

    fn go(&mut self, at: usize) -> Reply {
        self.cursor = at;
        if self.many {
            return Reply::Kept;
        }
        let before = std::mem::replace(&mut self.chosen, vec![at]);
        if before == self.chosen { Reply::Kept } else { Reply::Changed }
    }

    fn toggle(&mut self, at: usize) -> Reply {
        if self.chosen.contains(&at) {
            self.chosen.retain(|chosen| *chosen != at);
        } else {
            self.chosen.push(at);
        }
        Reply::Changed
    }
}

/// A key on a yes-or-no field.
pub(super) fn switch(yes: &mut bool, key: Key) -> Reply {
    let wanted = match key {
        Key::Char(' ') | Key::Left | Key::Right => !*yes,
        Key::Char('y' | 'Y') => true,
        Key::Char('n' | 'N') => false,
        _ => return Reply::Pass,
    };
    if std::mem::replace(yes, wanted) == wanted { Reply::Kept } else { Reply::Changed }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<Opt> {
        ["completed", "moved", "mentor ended", "no contact"]
            .into_iter()
            .map(|label| Opt::new(label.replace(' ', "-"), label))
            .collect()
    }

    #[test]
    fn a_letter_chooses_the_next_option_that_begins_so() {
        let mut choice = Choice::one(options(), "");
        assert_eq!(choice.value(), "");
        choice.key(Key::Char('c'));
        assert_eq!(choice.value(), "completed");
        choice.key(Key::Char('m'));
        choice.key(Key::Char('m'));
        assert_eq!(choice.value(), "mentor-ended");
        assert_eq!(choice.key(Key::Char('x')), Reply::Kept);
    }

    #[test]
    fn a_typed_word_means_one_option() {
        let roles = vec![Opt::new("mentor", "mentor"), Opt::new("mentee", "mentee")];
        let mut choice = Choice::many(roles, "");
        for letter in "mentee".chars() {
            choice.key(Key::Char(letter));
        }
        assert_eq!(choice.value(), "mentee");
    }

    #[test]
    fn arrows_go_round_and_the_first_step_takes_the_first_option() {
        let mut choice = Choice::one(options(), "");
        choice.key(Key::Right);
        assert_eq!(choice.value(), "completed");
        choice.key(Key::Left);
        assert_eq!(choice.value(), "no-contact");
        choice.key(Key::Char(' '));
        assert_eq!(choice.value(), "completed");
    }

    #[test]
    fn several_are_switched_one_by_one_and_kept_in_their_order() {
        let mut choice = Choice::many(options(), "no-contact,unknown");
        choice.key(Key::Char('c'));
        choice.key(Key::Right);
        choice.key(Key::Char(' '));
        assert_eq!(choice.value(), "completed,moved,no-contact");
        choice.key(Key::Char(' '));
        assert_eq!(choice.shown(), "completed, no contact");
    }
}
