//! Keys that move, mark, sort and filter in every list; acts on its rows are in `acts.rs`.

use crate::ui::keys::{Bind, Key, bind};

/// What every list can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListCmd {
    /// One row down.
    Down,
    /// One row up.
    Up,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
    /// Open the row.
    Open,
    /// Between list and card.
    Card,
    /// Close the card, clear marks, clear the filter.
    Close,
    /// Type a filter.
    Filter,
    /// Choose the order.
    Sort,
    /// Mark the row and step down.
    Mark,
    /// Mark up to the row.
    MarkRange,
    /// Mark all or none.
    MarkAll,
    /// Put the rows into a file.
    File,
}

/// The keys of every list.
pub const LIST_KEYS: &[Bind<ListCmd>] = &[
    bind("mark", &[Key::Char(' ')], ListCmd::Mark, "mark", "Mark the row and step down"),
    bind("filter", &[Key::Char('/')], ListCmd::Filter, "filter", "Show only rows with these words"),
    bind("sort", &[Key::Char('s')], ListCmd::Sort, "sort", "Choose the order"),
    bind("down", &[Key::Down, Key::Char('j')], ListCmd::Down, "", "One row down"),
    bind("up", &[Key::Up, Key::Char('k')], ListCmd::Up, "", "One row up"),
    bind(
        "half-down",
        &[Key::Char('J'), Key::PageDown, Key::Ctrl('d')],
        ListCmd::HalfDown,
        "",
        "Half a page down",
    ),
    bind(
        "half-up",
        &[Key::Char('K'), Key::PageUp, Key::Ctrl('u')],
        ListCmd::HalfUp,
        "",
        "Half a page up",
    ),
    bind("top", &[Key::Char('g'), Key::Home], ListCmd::Top, "", "The first row"),
    bind("bottom", &[Key::Char('G'), Key::End], ListCmd::Bottom, "", "The last row"),
    bind("open", &[Key::Enter], ListCmd::Open, "", "Open the card of the row"),
    bind("card", &[Key::Tab], ListCmd::Card, "", "Go between list and card"),
    bind(
        "clear",
        &[Key::Esc],
        ListCmd::Close,
        "",
        "Close the card, then clear marks, then clear the filter",
    ),
    bind(
        "mark-range",
        &[Key::Char('V')],
        ListCmd::MarkRange,
        "",
        "Mark from the last mark to here",
    ),
    bind("mark-all", &[Key::Char('*')], ListCmd::MarkAll, "", "Mark all rows shown, or none"),
    bind(
        "file",
        &[Key::Char('p')],
        ListCmd::File,
        "",
        "Put the rows shown, or those marked, into a file for a spreadsheet or a program",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_no_faults() {
        assert_eq!(crate::ui::keys::faults(LIST_KEYS), Vec::<String>::new());
    }
}
