//! The keys of the letter screen: hand a letter over, change it, go through several, log what was sent.

use super::choose::Choice;
use crate::ui::keys::{Bind, Hint, Key, bind, hints};

/// What can be done with letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cmd {
    /// Hand over the one that is seen.
    Hand(How),
    /// Hand over all that are left.
    HandAll(How),
    /// It was sent: log it.
    Sent,
    /// All were sent: log them.
    SentAll,
    /// Change the words of this one.
    Edit,
    /// Another type or addressee.
    Choose(Choice),
    /// The words of the template again.
    Again,
    /// The next letter.
    Next,
    /// The letter before.
    Before,
    /// Up or down in the text.
    Scroll(Way),
    /// Back to the list.
    Close,
}

/// How a letter is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// As a draft in the mail program.
    Draft,
    /// As a mail link.
    Link,
    /// By the clipboard.
    Copy,
    /// As a file.
    File,
}

/// How far the text moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Down,
    Up,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
}

impl Cmd {
    /// Whether it is about several letters.
    pub(super) fn is_for_all(self) -> bool {
        self.takes_all() || matches!(self, Self::Next | Self::Before)
    }

    /// Whether it does something with all that are left.
    pub(super) fn takes_all(self) -> bool {
        matches!(self, Self::HandAll(_) | Self::SentAll | Self::Choose(Choice::KindOfAll))
    }

    /// Whether it needs a letter, and not only the list of those not written.
    pub(super) fn is_about_one(self) -> bool {
        matches!(
            self,
            Self::Hand(_)
                | Self::Sent
                | Self::Edit
                | Self::Choose(Choice::Kind | Choice::To)
                | Self::Again
        )
    }
}

/// The keys of the letter screen, the ones shown in the footer first.
pub(super) const KEYS: &[Bind<Cmd>] = &[
    bind(
        "open-letter",
        &[Key::Char('o'), Key::Enter],
        Cmd::Hand(How::Draft),
        "open",
        "Open the letter as a draft in the mail program; nothing is sent from here",
    ),
    bind("letter-sent", &[Key::Char('s')], Cmd::Sent, "sent", "It was sent: log it"),
    bind(
        "copy-letter",
        &[Key::Char('y')],
        Cmd::Hand(How::Copy),
        "copy",
        "Copy addresses, subject and text",
    ),
    bind(
        "save-letter",
        &[Key::Char('f')],
        Cmd::Hand(How::File),
        "file",
        "Save it as a file: a draft for a mail program, or plain text",
    ),
    bind("edit-letter", &[Key::Char('e')], Cmd::Edit, "edit", "Change the words, for this once"),
    bind("next-letter", &[Key::Char('n'), Key::Right], Cmd::Next, "next", "The next letter"),
    bind(
        "letters-sent",
        &[Key::Char('S')],
        Cmd::SentAll,
        "all sent",
        "All of them were sent: log them as one act",
    ),
    bind(
        "letter-kind",
        &[Key::Char('t')],
        Cmd::Choose(Choice::Kind),
        "type",
        "Another type of letter",
    ),
    bind(
        "letter-to",
        &[Key::Char('a')],
        Cmd::Choose(Choice::To),
        "to",
        "To somebody else of those it can be about",
    ),
    bind(
        "mail-link",
        &[Key::Char('m')],
        Cmd::Hand(How::Link),
        "",
        "Open it as a mail link (mailto:)",
    ),
    bind("letter-again", &[Key::Char('w')], Cmd::Again, "", "The words of the template again"),
    bind("letter-before", &[Key::Char('p'), Key::Left], Cmd::Before, "", "The letter before"),
    bind(
        "open-letters",
        &[Key::Char('O')],
        Cmd::HandAll(How::Draft),
        "",
        "Open all drafts in the mail program",
    ),
    bind("copy-letters", &[Key::Char('Y')], Cmd::HandAll(How::Copy), "", "Copy all letters"),
    bind(
        "save-letters",
        &[Key::Char('F')],
        Cmd::HandAll(How::File),
        "",
        "Save all letters into a folder",
    ),
    bind(
        "letters-kind",
        &[Key::Char('T')],
        Cmd::Choose(Choice::KindOfAll),
        "",
        "Another type for all of them where it fits",
    ),
    bind("letter-down", &[Key::Down, Key::Char('j')], Cmd::Scroll(Way::Down), "", "One line down"),
    bind("letter-up", &[Key::Up, Key::Char('k')], Cmd::Scroll(Way::Up), "", "One line up"),
    bind(
        "letter-half-down",
        &[Key::Char('J'), Key::PageDown, Key::Ctrl('d')],
        Cmd::Scroll(Way::HalfDown),
        "",
        "Half a page down",
    ),
    bind(
        "letter-half-up",
        &[Key::Char('K'), Key::PageUp, Key::Ctrl('u')],
        Cmd::Scroll(Way::HalfUp),
        "",
        "Half a page up",
    ),
    bind("letter-top", &[Key::Char('g'), Key::Home], Cmd::Scroll(Way::Top), "", "The first line"),
    bind(
        "letter-bottom",
        &[Key::Char('G'), Key::End],
        Cmd::Scroll(Way::Bottom),
        "",
        "The last line",
    ),
    bind("letter-close", &[Key::Esc], Cmd::Close, "", "Back to the list"),
];

/// The keys of the letter screen with what they do.
pub fn letter_keys() -> Vec<Hint> {
    hints(KEYS, |_| None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::ui::keys::faults(KEYS), Vec::<String>::new());
    }
}
