//! The keys of the summary: the period, its records, the way out of the program, and freezing.

use crate::screens::list::ListCmd;
use crate::ui::keys::{Bind, Hint, Key, bind, hints};

/// What can be done with the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cmd {
    /// The records behind a figure.
    Records,
    /// Choose the period.
    Choose,
    /// The period before.
    Earlier,
    /// The period after.
    Later,
    /// The next of the line.
    Next,
    /// The one before it on the line.
    Previous,
    /// The period of today.
    Today,
    /// Into a file.
    Export,
    /// Keep the figures.
    Freeze,
    /// What managers are told, to the clipboard.
    Copy,
}

/// The keys beside those of the list.
pub(super) const KEYS: &[Bind<Cmd>] = &[
    bind(
        "records",
        &[Key::Enter],
        Cmd::Records,
        "records",
        "List the records behind the figure; of what has none, open the card",
    ),
    bind(
        "period",
        &[Key::Char('c')],
        Cmd::Choose,
        "period",
        "Choose the period: a month, quarter, year, or any two days",
    ),
    bind(
        "earlier",
        &[Key::Char('b')],
        Cmd::Earlier,
        "before",
        "The period before, of the same length",
    ),
    bind(
        "later",
        &[Key::Char('f')],
        Cmd::Later,
        "following",
        "The period after, of the same length",
    ),
    bind(
        "export",
        &[Key::Char('p')],
        Cmd::Export,
        "export",
        "Put the summary into a file: a page with charts, Markdown, a workbook, CSV or JSON",
    ),
    bind(
        "next-period",
        &[Key::Char('m')],
        Cmd::Next,
        "",
        "The next period of the line: this month, last month, quarter and so on",
    ),
    bind("previous-period", &[Key::Char('M')], Cmd::Previous, "", "The one before it on the line"),
    bind(
        "today",
        &[Key::Char('t')],
        Cmd::Today,
        "",
        "The month, quarter or year of today, as long as the one shown",
    ),
    bind(
        "freeze",
        &[Key::Char('F')],
        Cmd::Freeze,
        "freeze",
        "Keep the figures of the period as they are reported, whatever is corrected later",
    ),
    bind(
        "copy",
        &[Key::Char('y')],
        Cmd::Copy,
        "copy",
        "Copy what managers are told to the clipboard: the sentences, without names",
    ),
];

/// The keys of the summary beside those of lists, for help and README.
pub fn summary_keys() -> Vec<Hint> {
    hints(KEYS, |_| None)
}

/// Keys of lists that mean nothing here: the summary leaves as a whole.
pub(super) fn is_for_rows(cmd: ListCmd) -> bool {
    matches!(
        cmd,
        ListCmd::Mark | ListCmd::MarkRange | ListCmd::MarkAll | ListCmd::File | ListCmd::Open
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::list::LIST_KEYS;
    use crate::ui::keys::find;

    #[test]
    fn the_key_table_has_no_faults_and_hides_no_key_of_lists_but_those_without_meaning_here() {
        assert_eq!(crate::ui::keys::faults(KEYS), Vec::<String>::new());
        for bind in KEYS {
            for key in bind.keys {
                let of_list = find(LIST_KEYS, *key);
                assert!(of_list.is_none_or(|bind| is_for_rows(bind.cmd)), "{key}");
            }
        }
    }
}
