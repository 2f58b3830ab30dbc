//! The keys that count everywhere but in a text field (tui-ux section 2).

use crate::ui::keys::{Bind, Key};

/// What can be done everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Global {
    /// Commands by name.
    Palette,
    /// Help that can be typed into and run from.
    Help,
    /// Leave the program.
    Quit,
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// What happened.
    Log,
    /// The place before.
    Back,
    /// The screen at the left.
    Previous,
    /// The screen at the right.
    Next,
    /// The last action once more.
    Repeat,
    /// Look at the file again.
    Reload,
    /// Deliberately nothing.
    Nothing,
}

const fn bind(
    id: &'static str,
    keys: &'static [Key],
    cmd: Global,
    label: &'static str,
    help: &'static str,
) -> Bind<Global> {
    Bind { id, keys, cmd, label, help }
}

/// The global keys; the first ones are shown in the footer.
pub const GLOBAL_KEYS: &[Bind<Global>] = &[
    bind(
        "commands",
        &[Key::Char(':'), Key::Ctrl('p')],
        Global::Palette,
        "commands",
        "Find a command by its name",
    ),
    bind(
        "help",
        &[Key::Char('?')],
        Global::Help,
        "help",
        "All keys of this screen; type to find, Enter runs",
    ),
    bind("quit", &[Key::Char('q')], Global::Quit, "quit", "Leave at once; everything is kept"),
    bind("undo", &[Key::Char('u')], Global::Undo, "", "Take back your last change"),
    bind("redo", &[Key::Char('U')], Global::Redo, "", "Do again what was taken back"),
    bind(
        "log",
        &[Key::Char('L')],
        Global::Log,
        "",
        "What happened: messages, and changes to take back one by one",
    ),
    bind("back", &[Key::Backspace], Global::Back, "", "The place before"),
    bind("previous-screen", &[Key::Left], Global::Previous, "", "The screen at the left"),
    bind("next-screen", &[Key::Right], Global::Next, "", "The screen at the right"),
    bind("repeat", &[Key::Char('.')], Global::Repeat, "", "The last action once more, here"),
    bind("reload", &[Key::Char('R')], Global::Reload, "", "Look at the file again"),
    bind(
        "nothing",
        &[Key::Char('d'), Key::Char('x'), Key::Char('D'), Key::Delete],
        Global::Nothing,
        "",
        "Nothing is deleted here; to end a pair press c",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::TABS;
    use crate::ui::keys::{faults, find};

    #[test]
    fn the_table_has_no_faults() {
        assert_eq!(faults(GLOBAL_KEYS), Vec::<String>::new());
    }

    #[test]
    fn no_act_and_no_key_of_lists_hides_a_key_that_counts_everywhere() {
        let acts = crate::screens::acts::ROW_KEYS.iter().map(|bind| (bind.id, bind.keys));
        let lists = crate::screens::list::LIST_KEYS.iter().map(|bind| (bind.id, bind.keys));
        for (id, keys) in acts.chain(lists) {
            for key in keys {
                assert!(find(GLOBAL_KEYS, *key).is_none(), "{id}: {key}");
                assert!(TABS.iter().all(|tab| tab.key != *key), "{id}: {key}");
            }
        }
    }

    #[test]
    fn no_tab_key_is_a_global_key() {
        for tab in TABS {
            assert!(find(GLOBAL_KEYS, tab.key).is_none(), "{}", tab.name);
        }
    }
}
