//! What all lists have in common: a screen adds its rows, columns, keys and cards to this.

mod events;
mod file;
mod keys;
mod laid;
mod screen;
mod view;

pub use keys::{LIST_KEYS, ListCmd};
pub use screen::ListScreen;

use std::cmp::Ordering;
use std::fmt::Debug;

use crate::domain::Refusal;
use crate::domain::ids::ConcernId;
use crate::domain::lists::Leaving;
use crate::domain::records::ConcernText;
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::scoring::Scored;
use crate::text::fold;
use crate::ui::card::Card;
use crate::ui::keys::Bind;
use crate::ui::table::{Column, Row};

/// One line of a list as its screen gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line<K> {
    /// The name of a section with its count, and a note.
    Section(String, String),
    /// A record.
    Row(K),
    /// Muted words.
    Note(String),
    /// A sentence to be read, in as many lines as it needs.
    Said(String),
}

/// A list screen: one file with its rows, columns, keys and card.
pub trait List: Debug + 'static {
    /// What names a row; it stays the same when the world is made anew.
    type Key: Copy + Eq + Debug + 'static;
    /// The commands on rows.
    type Cmd: Copy + 'static;
    /// Key, command, help: one row each. The keys of [`LIST_KEYS`] are taken.
    const KEYS: &'static [Bind<Self::Cmd>];
    /// Whether the headings of the columns are shown.
    const HEADINGS: bool = true;
    /// The share of the width, in per cent, that the list takes beside its card.
    const SHARE: u16 = crate::ui::layout::LIST_SHARE;
    /// Whether the cursor goes on to the next row when an act was saved.
    const ADVANCES: bool = false;

    /// Whether it is private ([`crate::screens::AnyScreen::is_private`]).
    const PRIVATE: bool = false;

    /// What its rows are called in the name of a file, and on the page of a workbook.
    const FILE: (&'static str, &'static str) = ("list", "List");

    /// What the screen is called.
    fn title(&self, world: &World) -> String;
    /// The columns.
    fn columns(&self) -> &[Column];
    /// All lines in their own order. Asked once a world, never while drawing.
    fn lines(&self, world: &World) -> Vec<Line<Self::Key>>;
    /// How a row looks: its sign and one text a column. Asked for visible rows.
    fn row(&self, key: Self::Key, world: &World) -> Row;
    /// The row's name in a stored place (`R42`).
    fn name(&self, key: Self::Key) -> String;
    /// The text that the filter looks into; by default all columns.
    fn sought(&self, key: Self::Key, world: &World) -> String {
        self.row(key, world).cells.join(" ")
    }
    /// The order of two rows by a column, `down` the other way round; by default by its text.
    fn compare(
        &self,
        (column, down): (usize, bool),
        a: Self::Key,
        b: Self::Key,
        world: &World,
    ) -> Ordering {
        let text = |key| self.row(key, world).cells.get(column).map(|cell| fold(cell));
        if down { text(b).cmp(&text(a)) } else { text(a).cmp(&text(b)) }
    }
    /// Whether a row is over and done with: in every order it stands behind those that are not.
    fn is_over(&self, _key: Self::Key, _world: &World) -> bool {
        false
    }
    /// The card of a row.
    fn card(&self, key: Self::Key, world: &World) -> Card;
    /// What an empty list says: the one next key.
    fn empty(&self, world: &World) -> String;
    /// The lines above the list; as many for every world.
    fn head(&self, _world: &World, _room: usize) -> Vec<String> {
        Vec::new()
    }
    /// A third column on wide screens: its lines.
    fn third(&self, _world: &World) -> Option<Card> {
        None
    }
    /// Lines at the top of the card that are left to whoever holds the list, where the card stands
    /// beside it and is tall enough.
    fn above_card(&self) -> u16 {
        0
    }
    /// Whether a command can be used on the selected row, or why not.
    fn available(
        &self,
        _cmd: Self::Cmd,
        _selected: Option<Self::Key>,
        _world: &World,
    ) -> Result<(), Refusal> {
        Ok(())
    }
    /// Does a command on rows: the marked ones, else the selected one, else none.
    fn run(&mut self, cmd: Self::Cmd, rows: &[Self::Key], ctx: &Ctx<'_>) -> Step;
    /// The rows as they leave for a file (I3), or why they do not; as they are shown by default.
    fn leaving(&self, rows: &[Self::Key], world: &World) -> Result<Leaving, Refusal> {
        let (name, title) = Self::FILE;
        let headings = self.columns().iter().map(|column| column.title).collect();
        let rows = rows.iter().map(|row| self.row(*row, world).cells).collect();
        Ok(Leaving::Shown { name, title, headings, rows })
    }
    /// Of each column on the screen its name in files; none where files always hold the same.
    fn in_files(&self) -> Vec<&'static str> {
        Vec::new()
    }
    /// Enter on a row; by default its card opens in full size.
    fn open(&mut self, _key: Self::Key, _ctx: &Ctx<'_>) -> Step {
        Step::Pass
    }
    /// Takes what a concern says; [`Step::Pass`] opens the card of the row.
    fn concern(&mut self, _id: ConcernId, _text: Option<ConcernText>, _world: &World) -> Step {
        Step::Stay
    }
    /// Takes the points of a pool, as asked for with [`crate::screens::Effect::Score`].
    fn scored(&mut self, _scored: &Scored, _ctx: &Ctx<'_>) -> Step {
        Step::Stay
    }
    /// Something else is shown: what is for this screen alone is dropped.
    fn hide(&mut self) {}
    /// The world was made anew.
    fn renewed(&mut self, _world: &World) {}
}

/// What is wrong with a screen's key table beside the keys of every list; tested to be nothing.
pub fn faults<L: List>() -> Vec<String> {
    let mut faults = crate::ui::keys::faults(L::KEYS);
    for bind in L::KEYS {
        for key in bind.keys.iter().filter(|key| crate::ui::keys::find(LIST_KEYS, **key).is_some())
        {
            faults.push(format!("{}: {key} is a key of every list", bind.id));
        }
        if LIST_KEYS.iter().any(|other| other.id == bind.id) {
            faults.push(format!("{}: the id is one of every list", bind.id));
        }
    }
    faults
}

/// Drops sections without rows when a filter is on.
fn without_empty_sections<K: Clone>(lines: Vec<Line<K>>, filtered: bool) -> Vec<Line<K>> {
    if !filtered {
        return lines;
    }
    let mut kept: Vec<Line<K>> = Vec::with_capacity(lines.len());
    for line in lines {
        if matches!(line, Line::Section(..)) && matches!(kept.last(), Some(Line::Section(..))) {
            kept.pop();
        }
        kept.push(line);
    }
    if matches!(kept.last(), Some(Line::Section(..))) {
        kept.pop();
    }
    kept
}
