//! How a list answers to keys, clicks, pastes and new worlds.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::screen::Focus;
use super::{LIST_KEYS, Line, List, ListCmd, ListScreen};
use crate::domain::ids::ConcernId;
use crate::domain::records::ConcernText;
use crate::screens::contract::{AnyScreen, Ctx, Spot, Step, World};
use crate::screens::scoring::Scored;
use crate::ui::keys::{self, Hint, Key};
use crate::ui::menu::MenuStep;
use crate::ui::window::window;

impl<L: List> ListScreen<L> {
    /// Changes the screen's own part and gathers the rows anew; the cursor stays on its row.
    pub fn change<T>(&mut self, world: &World, how: impl FnOnce(&mut L) -> T) -> T {
        let done = how(&mut self.list);
        self.load(world);
        done
    }
}

impl<L: List> AnyScreen for ListScreen<L> {
    fn title(&self, world: &World) -> String {
        self.list.title(world)
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        if let Some(menu) = &mut self.menu {
            match menu.key(key) {
                MenuStep::Stay => {}
                MenuStep::Close => self.menu = None,
                MenuStep::Take(id) => {
                    self.menu = None;
                    self.sort_by(id, ctx.world);
                }
            }
            return Step::Stay;
        }
        if self.filtering {
            return self.filter_key(key, ctx);
        }
        if let Some(bind) = keys::find(L::KEYS, key) {
            return self.row_command(bind.cmd, ctx);
        }
        match keys::find(LIST_KEYS, key) {
            Some(bind) => self.list_command(bind.cmd, ctx),
            None => Step::Pass,
        }
    }

    fn pasted(&mut self, text: &str, ctx: &Ctx<'_>) -> Step {
        if !self.filtering {
            return Step::Pass;
        }
        self.filter.paste(text);
        self.arrange(ctx.world);
        Step::Stay
    }

    fn clicked(&mut self, at: Position, ctx: &Ctx<'_>) -> Step {
        let areas = self.areas(ctx);
        let table = areas.table;
        let is_full_card = self.is_full_card(areas.panes.beside);
        if self.menu.is_some() || is_full_card {
            return Step::Stay;
        }
        if !table.contains(at) {
            // the wheel then scrolls the card
            let is_card = areas.panes.card.is_some_and(|card| card.contains(at));
            let to_card = is_card && areas.panes.beside && self.selected.is_some();
            self.focus = if to_card { Focus::Card } else { Focus::List };
            return Step::Stay;
        }
        let headings = u16::from(L::HEADINGS);
        let Some(y) = (at.y - table.y).checked_sub(headings) else { return Step::Stay };
        let height = usize::from(table.height.saturating_sub(headings));
        let laid = self.laid(table.width);
        let cursor = self.cursor(&laid).unwrap_or(0);
        let seen = window(cursor, laid.len(), height);
        let line = laid.line(seen.start + usize::from(y));
        if let Some(Line::Row(key)) = line.and_then(|line| self.shown.get(line)) {
            let key = *key;
            let again = self.selected == Some(key) && !self.on_card();
            let place = self.rows().position(|row| row == key);
            self.select(place.unwrap_or(self.place));
            self.focus = Focus::List;
            if again {
                return self.list_command(ListCmd::Open, ctx);
            }
        }
        Step::Stay
    }

    fn run(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        if let Some(bind) = L::KEYS.iter().find(|bind| bind.id == id) {
            return self.row_command(bind.cmd, ctx);
        }
        match LIST_KEYS.iter().find(|bind| bind.id == id) {
            Some(bind) => self.list_command(bind.cmd, ctx),
            None => Step::Pass,
        }
    }

    fn hints(&self, ctx: &Ctx<'_>) -> Vec<Hint> {
        let why = |cmd| {
            if !self.marks.is_empty() {
                // what fits the marked rows is looked at when the key is pressed
                return None;
            }
            self.list.available(cmd, self.selected, ctx.world).err().map(|why| why.to_string())
        };
        let mut hints = keys::hints(L::KEYS, why);
        let leaves = || self.list.leaving(&[], ctx.world).err().map(|why| why.to_string());
        hints.extend(keys::hints(LIST_KEYS, |cmd| (cmd == ListCmd::File).then(leaves).flatten()));
        hints
    }

    fn acted(&mut self) {
        ListScreen::acted(self);
    }

    fn is_private(&self) -> bool {
        L::PRIVATE
    }

    fn concern(&mut self, id: ConcernId, text: Option<ConcernText>, ctx: &Ctx<'_>) -> Step {
        let step = self.list.concern(id, text, ctx.world);
        if step == Step::Pass {
            self.focus = Focus::Card;
            return Step::Stay;
        }
        step
    }

    fn scored(&mut self, scored: &Scored, ctx: &Ctx<'_>) -> Step {
        self.list.scored(scored, ctx)
    }

    fn hide(&mut self) {
        self.list.hide();
    }

    fn renewed(&mut self, ctx: &Ctx<'_>) {
        self.list.renewed(ctx.world);
        self.load(ctx.world);
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        self.draw(ctx, buf)
    }

    fn is_typing(&self) -> bool {
        self.filtering || self.menu.is_some()
    }

    fn spot(&self) -> Spot {
        let row = self.selected.map(|key| self.list.name(key));
        Spot { row, filter: self.filter.text().to_owned() }
    }

    fn go_to(&mut self, spot: &Spot, ctx: &Ctx<'_>) {
        self.filter.set(&spot.filter);
        self.arrange(ctx.world);
        let is_there = |row| Some(self.list.name(row)) == spot.row;
        let place = self.rows().position(is_there);
        if let Some(place) = place {
            self.select(place);
        }
    }
}
