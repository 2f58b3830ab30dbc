//! The state of a list: cursor, marks, filter and order, and what the keys of every list do to it.

use ratatui::layout::{Position, Rect};

use super::view;
use super::{Line, List, ListCmd, without_empty_sections};
use crate::domain::Refusal;
use crate::screens::contract::{AnyScreen, Ctx, Step, World};
use crate::text::{fold, width};
use crate::ui::field::{LineInput, Reply};
use crate::ui::keys::Key;
use crate::ui::menu::{Menu, MenuItem};

/// Where the keys of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// On its rows.
    List,
    /// On the card beside it.
    Card,
    /// On the card, which takes the whole screen.
    Full,
}

/// A list with its state. Rows are remembered by their keys, never by their place.
#[derive(Debug)]
pub struct ListScreen<L: List> {
    pub(super) list: L,
    lines: Vec<Line<L::Key>>,
    /// What the filter looks into, folded; read when a filter is first typed.
    sought: Vec<String>,
    /// What is shown after filter and sorting.
    pub(super) shown: Vec<Line<L::Key>>,
    pub(super) selected: Option<L::Key>,
    /// Which row it was, counted among rows, for when it goes away.
    pub(super) place: usize,
    pub(super) marks: Vec<L::Key>,
    pub(super) filter: LineInput,
    pub(super) filtering: bool,
    pub(super) sort: Option<(usize, bool)>,
    pub(super) menu: Option<Menu>,
    /// Where the keys are.
    pub(super) focus: Focus,
    pub(super) scroll: usize,
    /// Whether an act on its rows was just saved.
    acted: bool,
}

impl<L: List> ListScreen<L> {
    /// The list with its cursor on the first row.
    pub fn new(list: L, world: &World) -> Self {
        let mut screen = Self {
            list,
            lines: Vec::new(),
            sought: Vec::new(),
            shown: Vec::new(),
            selected: None,
            place: 0,
            marks: Vec::new(),
            filter: LineInput::default(),
            filtering: false,
            sort: None,
            menu: None,
            focus: Focus::List,
            scroll: 0,
            acted: false,
        };
        screen.load(world);
        screen
    }

    /// The screen's own part.
    pub fn list(&self) -> &L {
        &self.list
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<L::Key> {
        self.selected
    }

    pub(super) fn load(&mut self, world: &World) {
        self.lines = self.list.lines(world);
        self.sought.clear();
        self.arrange(world);
        if std::mem::take(&mut self.acted) && self.rows().next().is_none() {
            // what was looked for is done
            self.filter.set("");
            self.arrange(world);
        }
    }

    /// An act on the rows was saved: marks go, and a list that is worked through goes on to the
    /// row behind those that were acted on.
    pub(super) fn acted(&mut self) {
        let acted = self.targets();
        self.acted = true;
        self.marks.clear();
        if L::ADVANCES {
            let rows: Vec<L::Key> = self.rows().collect();
            let last = rows.iter().rposition(|row| acted.contains(row));
            let next = last.and_then(|last| rows.get(last + 1)).copied();
            if let Some(place) = next.and_then(|next| rows.iter().position(|row| *row == next)) {
                self.select(place);
            }
        }
    }

    /// Applies filter and sorting; the cursor stays on its row, else at its place.
    pub(super) fn arrange(&mut self, world: &World) {
        let query = fold(self.filter.text());
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        if !words.is_empty() && self.sought.is_empty() {
            let sought = |line: &Line<L::Key>| match line {
                Line::Row(key) => fold(&self.list.sought(*key, world)),
                Line::Section(..) | Line::Note(_) | Line::Said(_) => String::new(),
            };
            self.sought = self.lines.iter().map(sought).collect();
        }
        let fits = |(line, sought): (&Line<L::Key>, &String)| match line {
            Line::Row(_) => words.iter().all(|word| sought.contains(word)),
            Line::Section(..) => true,
            Line::Note(_) | Line::Said(_) => false,
        };
        let kept: Vec<Line<L::Key>> = if words.is_empty() {
            self.lines.clone()
        } else {
            let lines = self.lines.iter().zip(&self.sought);
            lines.filter(|pair| fits(*pair)).map(|(line, _)| line.clone()).collect()
        };
        self.shown = match self.sort {
            None => without_empty_sections(kept, !words.is_empty()),
            Some(by) => {
                let row = |line| match line {
                    Line::Row(key) => Some((self.list.is_over(key, world), key)),
                    Line::Section(..) | Line::Note(_) | Line::Said(_) => None,
                };
                let mut rows: Vec<(bool, L::Key)> = kept.into_iter().filter_map(row).collect();
                rows.sort_by(|(a_over, a), (b_over, b)| {
                    let by_column = || self.list.compare(by, *a, *b, world);
                    a_over.cmp(b_over).then_with(by_column)
                });
                rows.into_iter().map(|(_, key)| Line::Row(key)).collect()
            }
        };
        let rows: Vec<L::Key> = self.rows().collect();
        self.marks.retain(|mark| rows.contains(mark));
        match self.selected.and_then(|key| rows.iter().position(|row| *row == key)) {
            Some(at) => self.place = at,
            None => self.select(self.place.min(rows.len().saturating_sub(1))),
        }
    }

    /// The rows shown, in order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = L::Key> {
        self.shown.iter().filter_map(|line| match line {
            Line::Row(key) => Some(*key),
            Line::Section(..) | Line::Note(_) | Line::Said(_) => None,
        })
    }

    /// How many rows there are before the filter.
    pub(super) fn total(&self) -> usize {
        self.lines.iter().filter(|line| matches!(line, Line::Row(_))).count()
    }

    pub(super) fn select(&mut self, place: usize) {
        self.place = place;
        let selected = self.rows().nth(place);
        if selected != self.selected {
            self.scroll = 0;
        }
        self.selected = selected;
    }

    fn step(&mut self, by: isize) {
        let count = self.rows().count();
        if self.on_card() {
            self.scroll = self.scroll.saturating_add_signed(by);
        } else if count > 0 {
            self.select(self.place.saturating_add_signed(by).min(count - 1));
        }
    }

    /// The rows that a command acts on.
    pub fn targets(&self) -> Vec<L::Key> {
        if self.marks.is_empty() {
            return self.selected.into_iter().collect();
        }
        self.rows().filter(|row| self.marks.contains(row)).collect()
    }

    pub(super) fn list_command(&mut self, cmd: ListCmd, ctx: &Ctx<'_>) -> Step {
        let half = isize::try_from(ctx.area.height / 2).unwrap_or(1).max(1);
        match cmd {
            ListCmd::Down => self.step(1),
            ListCmd::Up => self.step(-1),
            ListCmd::HalfDown => self.step(half),
            ListCmd::HalfUp => self.step(-half),
            ListCmd::Top => self.step(isize::MIN),
            ListCmd::Bottom => self.step(isize::MAX),
            ListCmd::Open => return self.open(ctx),
            ListCmd::Card => {
                let to_card = !self.on_card() && self.selected.is_some();
                self.focus = if to_card { Focus::Card } else { Focus::List };
            }
            ListCmd::Close => return self.close(ctx.world),
            ListCmd::Filter => {
                // typing begins a new filter; the arrows change the one that is there
                self.filter.select();
                self.filtering = true;
            }
            ListCmd::File => return self.put_into_file(ctx),
            ListCmd::Sort => self.menu = Some(self.sort_menu()),
            ListCmd::Mark => {
                if let Some(key) = self.selected {
                    if self.marks.contains(&key) {
                        self.marks.retain(|mark| *mark != key);
                    } else {
                        self.marks.push(key);
                    }
                    self.focus = Focus::List;
                    self.step(1);
                }
            }
            ListCmd::MarkRange => self.mark_range(),
            ListCmd::MarkAll => {
                let all: Vec<L::Key> = self.rows().collect();
                self.marks = if self.marks.len() == all.len() { Vec::new() } else { all };
            }
        }
        Step::Stay
    }

    /// Marks from the row marked last to the one under the cursor.
    fn mark_range(&mut self) {
        let rows: Vec<L::Key> = self.rows().collect();
        let from = self.marks.last().and_then(|mark| rows.iter().position(|row| row == mark));
        let (from, to) = (from.unwrap_or(self.place), self.place);
        for row in rows.get(from.min(to)..=from.max(to)).unwrap_or_default() {
            if !self.marks.contains(row) {
                self.marks.push(*row);
            }
        }
    }

    fn open(&mut self, ctx: &Ctx<'_>) -> Step {
        let Some(key) = self.selected else { return Step::Stay };
        let step = self.list.open(key, ctx);
        if step == Step::Pass {
            self.focus = Focus::Full;
            return Step::Stay;
        }
        step
    }

    /// Esc: closes the card, then clears marks, then the filter; it never leaves the screen.
    fn close(&mut self, world: &World) -> Step {
        if self.on_card() {
            self.focus = Focus::List;
        } else if !self.marks.is_empty() {
            self.marks.clear();
        } else if !self.filter.text().is_empty() {
            self.filter.set("");
            self.arrange(world);
        } else {
            return Step::Pass;
        }
        Step::Stay
    }

    fn sort_menu(&self) -> Menu {
        let mut items = vec![MenuItem::new(Key::Char('0'), "own", "the list's own order")];
        for (key, (at, column)) in ('1'..='9').zip(self.list.columns().iter().enumerate()) {
            let again = self.sort == Some((at, false));
            let how = if again { ", the other way round" } else { "" };
            let label = format!("by {}{how}", column.title.to_lowercase());
            items.push(MenuItem::new(Key::Char(key), column.title, label));
        }
        Menu::new("Sort", items)
    }

    pub(super) fn sort_by(&mut self, id: &str, world: &World) {
        let column = self.list.columns().iter().position(|column| column.title == id);
        self.sort = column.map(|column| (column, self.sort == Some((column, false))));
        self.arrange(world);
    }

    /// A key while the filter is typed: Enter and the arrows leave it, Esc clears it.
    pub(super) fn filter_key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        match self.filter.key(key) {
            Reply::Changed => self.arrange(ctx.world),
            Reply::Kept | Reply::Took => {}
            Reply::Pass => {
                self.filtering = false;
                if key == Key::Esc {
                    self.filter.set("");
                    self.arrange(ctx.world);
                } else if key != Key::Enter {
                    return self.key(key, ctx);
                }
            }
        }
        Step::Stay
    }

    /// Whether a command fits at least one of its rows, or why not.
    fn fits(&self, cmd: L::Cmd, rows: &[L::Key], world: &World) -> Result<(), Refusal> {
        if rows.is_empty() {
            return self.list.available(cmd, None, world);
        }
        let mut first = Ok(());
        for row in rows {
            let fits = self.list.available(cmd, Some(*row), world);
            if fits.is_ok() {
                return fits;
            }
            first = first.and(fits);
        }
        match first {
            Err(why) if rows.len() > 1 => {
                Err(Refusal::because(format!("none of the {} marked: {why}", rows.len())))
            }
            first => first,
        }
    }

    pub(super) fn row_command(&mut self, cmd: L::Cmd, ctx: &Ctx<'_>) -> Step {
        let rows = self.targets();
        if let Err(why) = self.fits(cmd, &rows, ctx.world) {
            return why.into();
        }
        let step = self.list.run(cmd, &rows, ctx);
        if step == Step::Renew {
            self.load(ctx.world);
        }
        step
    }

    /// Whether the card is all that is seen.
    pub(super) fn is_full_card(&self, beside: bool) -> bool {
        self.focus == Focus::Full || (self.on_card() && !beside)
    }

    /// Whether its card covers the whole screen.
    pub fn is_covered(&self, ctx: &Ctx<'_>) -> bool {
        self.is_full_card(self.areas(ctx).panes.beside)
    }

    /// Where the parts of the screen are.
    pub(super) fn areas(&self, ctx: &Ctx<'_>) -> view::Areas {
        let head = self.list.head(ctx.world, usize::from(ctx.area.width)).len();
        let lines = head.max(usize::from(self.status(ctx.world).is_some()));
        let third = self.list.third(ctx.world).is_some();
        view::areas(ctx.area, lines, third, self.list.above_card(), L::SHARE)
    }

    /// The place above the card that the list leaves free; none where the card does not stand
    /// beside it or is not tall enough.
    pub fn above_card(&self, ctx: &Ctx<'_>) -> Option<Rect> {
        self.areas(ctx).above
    }

    /// Whether keys scroll the card.
    pub fn on_card(&self) -> bool {
        self.focus != Focus::List
    }

    /// `/ami  3 of 31  #2 marked  sorted by Age`; nothing when the list is as it is.
    pub(super) fn status(&self, _world: &World) -> Option<String> {
        let mut parts = Vec::new();
        if self.filtering || !self.filter.text().is_empty() {
            parts.push(format!("/{}", self.filter.text()));
            parts.push(format!("{} of {}", self.rows().count(), self.total()));
            parts.push("Esc clears".to_owned());
        }
        if !self.marks.is_empty() {
            parts.push(format!("#{} marked", self.marks.len()));
        }
        if let Some((column, down)) = self.sort {
            let title = self.list.columns().get(column).map_or("", |column| column.title);
            let way = if down { ", downwards" } else { "" };
            parts.push(format!("sorted by {}{way}", title.to_lowercase()));
        }
        (!parts.is_empty()).then(|| parts.join("   "))
    }

    /// The cell behind the filter that is being typed.
    pub(super) fn filter_cursor(&self, area: Rect) -> Position {
        let typed = u16::try_from(width::cells(self.filter.text())).unwrap_or(u16::MAX);
        let x = area.x.saturating_add(2).saturating_add(typed);
        Position::new(x.min(area.right().saturating_sub(1)), area.y)
    }
}
