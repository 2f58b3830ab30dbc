//! Keys as the program knows them, and the rows that bind them to commands.
//!
//! One table of [`Bind`] rows a screen serves dispatch, footer, help, palette, README and man page.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "every key without a meaning here is passed on"
)]

use std::fmt;

/// A key press, free of any terminal library; shifted letters are upper-case characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character that types itself; the space bar is `Char(' ')`.
    Char(char),
    /// Control and a lower-case letter.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
}

/// Keys with a name, as they are written in help, settings and scripts.
const NAMES: &[(&str, Key)] = &[
    ("Space", Key::Char(' ')),
    ("Enter", Key::Enter),
    ("Esc", Key::Esc),
    ("Tab", Key::Tab),
    ("Shift-Tab", Key::BackTab),
    ("Backspace", Key::Backspace),
    ("Delete", Key::Delete),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("PgUp", Key::PageUp),
    ("PgDn", Key::PageDown),
    ("Home", Key::Home),
    ("End", Key::End),
];

impl Key {
    /// The key of a name: `a`, `Space`, `Enter`, `Ctrl-S`.
    pub fn named(name: &str) -> Option<Self> {
        let known = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let mut letters = name.chars();
        let single = letters.next().filter(|_| letters.next().is_none());
        let ctrl = name.strip_prefix("Ctrl-").and_then(|rest| rest.chars().next());
        known
            .map(|(_, key)| *key)
            .or(single.map(Self::Char))
            .or(ctrl.map(|letter| Self::Ctrl(letter.to_ascii_lowercase())))
    }

    /// The character that a text field takes from this key.
    pub fn typed(self) -> Option<char> {
        match self {
            Self::Char(letter) if !letter.is_control() => Some(letter),
            _ => None,
        }
    }

    /// The command key at the same place of a Latin keyboard, for Cyrillic and Greek letters.
    fn latin(self) -> Option<Self> {
        let Self::Char(letter) = self else { return None };
        let upper = letter.is_uppercase();
        let lower = letter.to_lowercase().next()?;
        let found = PLACES.iter().find_map(|(letters, places)| {
            letters.chars().zip(places.chars()).find(|(other, _)| *other == lower)
        })?;
        Some(Self::Char(if upper { found.1.to_ascii_uppercase() } else { found.1 }))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = NAMES.iter().find(|(_, key)| key == self).map(|(name, _)| *name);
        match (named, self) {
            (Some(name), _) => f.pad(name),
            (None, Self::Char(letter)) => f.pad(&letter.to_string()),
            (None, Self::Ctrl(letter)) => f.pad(&format!("Ctrl-{}", letter.to_ascii_uppercase())),
            (None, _) => Ok(()),
        }
    }
}

/// Letters of other keyboards and the Latin letters at the same places.
const PLACES: &[(&str, &str)] = &[
    ("йцукенгшщзфывапролдячсмитьіѕ", "qwertyuiopasdfghjklzxcvbnmss"),
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
];

/// One row of a screen's key table.
#[derive(Debug)]
pub struct Bind<C: 'static> {
    /// Name of the command in the palette and in configured keys: `log-meeting`.
    pub id: &'static str,
    /// The keys; the first is the one that is shown.
    pub keys: &'static [Key],
    /// What the screen does.
    pub cmd: C,
    /// A word for the footer; empty: not shown there.
    pub label: &'static str,
    /// What it does, in a sentence for help and palette.
    pub help: &'static str,
}

/// A row of a key table.
pub const fn bind<C: Copy>(
    id: &'static str,
    keys: &'static [Key],
    cmd: C,
    label: &'static str,
    help: &'static str,
) -> Bind<C> {
    Bind { id, keys, cmd, label, help }
}

/// The row that claims a key, a Cyrillic or Greek letter counting as the Latin one at its place.
pub fn find<C>(binds: &'static [Bind<C>], key: Key) -> Option<&'static Bind<C>> {
    let claims = |wanted: Key| binds.iter().find(|bind| bind.keys.contains(&wanted));
    claims(key).or_else(|| key.latin().and_then(claims))
}

/// A row without its command: what help, footer and palette show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Name of the command.
    pub id: &'static str,
    /// The keys as written.
    pub keys: &'static [Key],
    /// The word for the footer; may be empty.
    pub label: &'static str,
    /// The sentence for help.
    pub help: &'static str,
    /// Why the command cannot be used now; `None`: it can.
    pub refused: Option<String>,
}

impl Hint {
    /// `g, Home`.
    pub fn key_names(&self) -> String {
        self.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// The rows of a table as hints, in order; `refused` says why a command cannot be used now.
pub fn hints<C: Copy>(
    binds: &'static [Bind<C>],
    refused: impl Fn(C) -> Option<String>,
) -> Vec<Hint> {
    binds
        .iter()
        .map(|bind| Hint {
            id: bind.id,
            keys: bind.keys,
            label: bind.label,
            help: bind.help,
            refused: refused(bind.cmd),
        })
        .collect()
}

/// What is wrong with a key table, one line a fault; every table is tested to have none.
///
/// A command needs a key that every keyboard has, no key may stand twice, nothing may hang on keys
/// that terminals or other layouts swallow, and id, and help must be there (tui-ux check 22).
pub fn faults<C>(binds: &[Bind<C>]) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, bind) in binds.iter().enumerate() {
        let mut fault = |words: String| faults.push(format!("{}: {words}", bind.id));
        let id_is_plain =
            bind.id.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        if bind.id.is_empty() || !id_is_plain {
            fault("the id is not in kebab case".to_owned());
        }
        if bind.help.is_empty() || bind.help.ends_with('.') {
            fault("the help is empty or ends in a full stop".to_owned());
        }
        // a command without keys is run by its name alone
        if !bind.keys.is_empty() && !bind.keys.iter().any(|key| is_everywhere(*key)) {
            fault("no key that every keyboard has".to_owned());
        }
        for (other, key) in bind.keys.iter().enumerate() {
            if is_swallowed(*key) {
                fault(format!("{key} does not reach the program everywhere"));
            }
            let twice = bind.keys.iter().skip(other + 1).any(|same| same == key)
                || binds.iter().skip(at + 1).any(|row| row.keys.contains(key));
            if twice {
                fault(format!("{key} is bound twice"));
            }
        }
        if binds.iter().skip(at + 1).any(|row| row.id == bind.id) {
            fault("the id is used twice".to_owned());
        }
    }
    faults
}

/// Keys that every keyboard has without a modifier other than Shift.
fn is_everywhere(key: Key) -> bool {
    match key {
        Key::Char(letter) => letter.is_ascii_alphanumeric() || " /?:.,*".contains(letter),
        Key::Enter
        | Key::Esc
        | Key::Tab
        | Key::Backspace
        | Key::Up
        | Key::Down
        | Key::Left
        | Key::Right => true,
        Key::Ctrl(_)
        | Key::BackTab
        | Key::Delete
        | Key::PageUp
        | Key::PageDown
        | Key::Home
        | Key::End => false,
    }
}

/// Keys that terminals, multiplexers or national layouts keep for themselves.
fn is_swallowed(key: Key) -> bool {
    match key {
        Key::Char(letter) => !is_everywhere(key) || letter.is_control(),
        Key::Ctrl(letter) => "abhijm\\".contains(letter),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[Bind<u8>] = &[
        Bind { id: "close", keys: &[Key::Char('c')], cmd: 1, label: "close", help: "Close it" },
        Bind { id: "top", keys: &[Key::Char('g'), Key::Home], cmd: 2, label: "", help: "Go up" },
    ];

    #[test]
    fn a_key_is_found_by_its_place_on_other_keyboards() {
        assert_eq!(find(TABLE, Key::Char('c')).map(|bind| bind.cmd), Some(1));
        assert_eq!(find(TABLE, Key::Char('с')).map(|bind| bind.cmd), Some(1), "Cyrillic es");
        assert_eq!(find(TABLE, Key::Char('п')).map(|bind| bind.cmd), Some(2), "Cyrillic pe");
        assert_eq!(find(TABLE, Key::Char('ψ')).map(|bind| bind.cmd), Some(1), "Greek psi");
        assert!(find(TABLE, Key::Char('C')).is_none());
        for (letters, places) in PLACES {
            assert_eq!(letters.chars().count(), places.chars().count());
        }
    }

    #[test]
    fn names_of_keys_are_read_back() {
        for (_, key) in NAMES {
            assert_eq!(Key::named(&key.to_string()), Some(*key));
        }
        for key in [Key::Char('a'), Key::Char('?'), Key::Ctrl('s')] {
            assert_eq!(Key::named(&key.to_string()), Some(key));
        }
        assert_eq!(Key::named("nothing"), None);
    }

    #[test]
    fn a_good_table_has_no_faults_and_a_bad_one_names_each() {
        assert!(faults(TABLE).is_empty());
        let bad = [
            Bind { id: "One", keys: &[Key::Ctrl('h')], cmd: (), label: "", help: "x." },
            Bind { id: "two", keys: &[Key::Char('@')], cmd: (), label: "", help: "y" },
            Bind { id: "two", keys: &[Key::Char('@')], cmd: (), label: "", help: "y" },
        ];
        assert_eq!(faults(&bad).len(), 10, "{:#?}", faults(&bad));
    }
}
