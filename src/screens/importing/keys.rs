//! The keys of the import: those of the columns, and those of the plan.

use super::asks::About;
use crate::ui::keys::{Bind, Key, bind};

/// What can be done with a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cmd {
    /// Another field for the column.
    Field,
    /// Keep columns as extra fields.
    Extra,
    /// Leave columns out.
    Out,
    /// A question about the sheet as a whole.
    Ask(About),
    /// From the columns to the plan and back.
    Turn,
    /// Read the file again.
    Again,
    /// Show one outcome alone, by its place among them.
    Only(usize),
    /// Decide about rows of people who may be known.
    Known,
    /// Do it.
    Import,
}

/// The keys of the columns.
pub(super) const COLUMN_KEYS: &[Bind<Cmd>] = &[
    bind(
        "column-field",
        &[Key::Enter, Key::Char('f')],
        Cmd::Field,
        "field",
        "Give the column another field",
    ),
    bind(
        "show-plan",
        &[Key::Char('v'), Key::Ctrl('s')],
        Cmd::Turn,
        "plan",
        "See what an import would do, row by row",
    ),
    bind(
        "column-extra",
        &[Key::Char('x')],
        Cmd::Extra,
        "extra",
        "Keep the column as an extra field",
    ),
    bind("column-out", &[Key::Char('o')], Cmd::Out, "out", "Leave the column out"),
    bind(
        "sheet-kind",
        &[Key::Char('a')],
        Cmd::Ask(About::Kind),
        "as",
        "Say what a row is: person, pair, meeting or request",
    ),
    bind(
        "sheet-side",
        &[Key::Char('w')],
        Cmd::Ask(About::Side),
        "whose",
        "Say whether the people are mentors or mentees",
    ),
    bind(
        "sheet-days",
        &[Key::Char('d')],
        Cmd::Ask(About::Days),
        "days",
        "Say in which order days are written",
    ),
    bind(
        "sheet-headings",
        &[Key::Char('h')],
        Cmd::Ask(About::Headings),
        "",
        "Say in which row the headings are",
    ),
    bind(
        "worksheet",
        &[Key::Char('t')],
        Cmd::Ask(About::Worksheet),
        "",
        "Choose another sheet of the workbook",
    ),
    bind(
        "sheet-marks",
        &[Key::Char('m')],
        Cmd::Ask(About::Mark),
        "",
        "Say what stands between the values of a text file",
    ),
    bind(
        "sheet-letters",
        &[Key::Char('e')],
        Cmd::Ask(About::Letters),
        "",
        "Say how the letters of a text file are stored",
    ),
    bind(
        "read-again",
        &[Key::Char('R')],
        Cmd::Again,
        "",
        "Read the file again, after it was corrected",
    ),
];

/// The keys of the plan.
pub(super) const PLAN_KEYS: &[Bind<Cmd>] = &[
    bind(
        "import-now",
        &[Key::Char('i'), Key::Ctrl('s')],
        Cmd::Import,
        "import",
        "Bring the sheet in, as one change",
    ),
    bind("show-columns", &[Key::Char('v')], Cmd::Turn, "columns", "Back to the columns"),
    bind(
        "refused-rows",
        &[Key::Char('r')],
        Cmd::Only(0),
        "refused",
        "Only the refused rows, or all again",
    ),
    bind(
        "changed-rows",
        &[Key::Char('c')],
        Cmd::Only(1),
        "changed",
        "Only the rows that change a record, or all again",
    ),
    bind(
        "added-rows",
        &[Key::Char('a')],
        Cmd::Only(2),
        "added",
        "Only the rows that add a record, or all again",
    ),
    bind(
        "skipped-rows",
        &[Key::Char('l')],
        Cmd::Only(3),
        "",
        "Only the rows left out on purpose, or all again",
    ),
    bind(
        "unchanged-rows",
        &[Key::Char('e')],
        Cmd::Only(4),
        "",
        "Only the rows that change nothing, or all again",
    ),
    bind(
        "known-person",
        &[Key::Char('d')],
        Cmd::Known,
        "known?",
        "Decide whether a row is about somebody who is known: same, new, or left out",
    ),
    bind(
        "new-people",
        &[Key::Char('n')],
        Cmd::Ask(About::Newcomers),
        "new people",
        "Say whether people who are not in the scheme come in with their pairs",
    ),
    bind(
        "read-file-again",
        &[Key::Char('R')],
        Cmd::Again,
        "",
        "Read the file again, after it was corrected",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::list::LIST_KEYS;
    use crate::ui::keys::{faults, find};

    #[test]
    fn the_key_tables_have_no_faults() {
        assert_eq!(faults(COLUMN_KEYS), Vec::<String>::new());
        assert_eq!(faults(PLAN_KEYS), Vec::<String>::new());
    }

    #[test]
    fn no_key_of_the_import_is_one_of_every_list_but_enter() {
        for bind in COLUMN_KEYS.iter().chain(PLAN_KEYS) {
            for key in bind.keys.iter().filter(|key| **key != Key::Enter) {
                assert!(find(LIST_KEYS, *key).is_none(), "{key}");
            }
        }
    }
}
