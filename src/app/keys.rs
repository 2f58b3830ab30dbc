//! The keys that count everywhere but in a text field (tui-ux section 2).

use crate::ui::keys::{Bind, Key, bind};

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
    /// A copy of the scheme's file.
    Backup,
    /// Clicks and the wheel, or none.
    Mouse,
    /// A new request.
    AddRequest,
    /// A new person.
    AddPerson,
    /// A new pair.
    StartPair,
    /// Deliberately nothing.
    Nothing,
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
        "messages",
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
    bind("add-request", &[], Global::AddRequest, "", "Record a new request of a mentee"),
    bind("add-person", &[], Global::AddPerson, "", "Add a person"),
    bind("start-pair", &[], Global::StartPair, "", "Match a mentee and a mentor: a pair starts"),
    bind("backup", &[], Global::Backup, "", "Make a checked copy of the scheme's file now"),
    bind(
        "mouse",
        &[],
        Global::Mouse,
        "",
        "Clicks and the wheel on, or off so that the terminal marks text",
    ),
    bind(
        "nothing",
        &[Key::Char('d'), Key::Char('x'), Key::Char('D'), Key::Delete],
        Global::Nothing,
        "",
        "Nothing is deleted here; to end a pair press c",
    ),
];

/// Other words by which people look for a command: its name, then the words.
pub(super) const ALSO_CALLED: &[(&str, &str)] = &[
    (
        "respond",
        "answer reply accepted declined needs more time withdrawn courtesy remind reminder chase nudge",
    ),
    ("reassign", "another mentor change mentor move swap re-offer unpair"),
    ("snooze", "later postpone put off wake hide"),
    ("letter", "mail e-mail write draft reminder template introduction invitation thanks"),
    ("match", "pair up offer ask assign mentor suggest"),
    ("log", "meeting met held cancelled no-show"),
    ("close", "end finish unpair closing steps"),
    ("review", "check-in mid-term end of term schedule plan hold"),
    ("state", "pause resume on hold hidden unhide away absence"),
    ("edit", "change correct rename person profile e-mail"),
    ("copy", "clipboard addresses e-mail yank"),
    ("history", "what was done changes audit"),
    ("new", "add create insert"),
    ("filter", "search find look for"),
    ("sort", "order arrange"),
    ("mark", "select tick several batch"),
    ("help", "keys shortcuts manual signs"),
    ("commands", "palette"),
    ("quit", "exit leave close program end"),
    ("undo", "revert back mistake oops"),
    ("redo", "again"),
    ("messages", "log journal undo list notices"),
    ("reload", "refresh read again"),
    ("in-touch", "contact support ready ear care check in phone"),
    ("write", "goal milestone story substitute contact note add"),
    ("event", "invite invitation training induction briefing drop-in attendance came"),
    ("remove", "delete erase take out"),
    ("add-request", "new ask enquiry"),
    ("add-person", "new mentor mentee sign-up register member"),
    ("start-pair", "new match add pair self-found"),
    ("backup", "save copy export safe file"),
    ("Import", "sheet excel csv xlsx google forms upload bring in load"),
    ("Copy elsewhere", "backup save stick safe export file"),
    ("mouse", "click wheel scroll select text copy"),
    ("Today", "home start dashboard overdue due"),
    ("Pairs", "relationships matches stale"),
    ("People", "mentors mentees members"),
    ("Reviews", "check-ins calendar"),
    ("Summary", "figures report monitoring statistics numbers month quarter year managers"),
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

    /// Names of commands of lists and of everywhere, of the tabs and the places behind them.
    fn names() -> Vec<&'static str> {
        let acts = crate::screens::acts::ROW_KEYS.iter().map(|bind| bind.id);
        let lists = crate::screens::list::LIST_KEYS.iter().map(|bind| bind.id);
        let global = GLOBAL_KEYS.iter().map(|bind| bind.id);
        let places: Vec<_> = crate::screens::places().map(|place| place.name).collect();
        let tabs = TABS.iter().map(|tab| tab.name);
        acts.chain(lists).chain(global).chain(tabs).chain(places).collect()
    }

    #[test]
    fn no_two_commands_of_a_list_have_one_name() {
        let mut names = names();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn nothing_has_other_words_but_what_there_is() {
        let names = names();
        for (id, words) in ALSO_CALLED {
            assert!(names.contains(id) && !words.is_empty(), "{id}");
        }
    }
}
