//! How a list with its card is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Line, List, ListScreen};
use crate::screens::contract::Ctx;
use crate::ui::layout::{self, Panes};
use crate::ui::paint;
use crate::ui::table::{Entry, Table};
use crate::ui::theme::Role;

/// Where the parts of a list screen are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Areas {
    /// The lines above the list, if any.
    pub(super) head: Option<Rect>,
    /// List and card.
    pub(super) panes: Panes,
    /// The place above the card that the list leaves free, if any.
    pub(super) above: Option<Rect>,
    /// The table with the headings of its columns.
    pub(super) table: Rect,
}

/// Lines that a card needs below what stands above it.
const LEAST_CARD: u16 = 4;

/// Divides the screen; the head line takes the whole width. `above` lines are left free above a card
/// that stands beside the list and keeps [`LEAST_CARD`] lines.
pub(super) fn areas(area: Rect, lines: usize, third: bool, above: u16, share: u16) -> Areas {
    let head_height = u16::try_from(lines).unwrap_or(0).min(area.height);
    let head = (head_height > 0).then_some(Rect { height: head_height, ..area });
    let mut panes = layout::panes_with(area, head_height, third, share);
    let card = panes.card.filter(|card| {
        panes.beside && above > 0 && card.height >= above.saturating_add(LEAST_CARD)
    });
    let free = card.map(|card| Rect { height: above, ..card });
    if let Some(card) = card {
        panes.card = Some(Rect { y: card.y + above, height: card.height - above, ..card });
    }
    // a cell stays free before the line between list and card
    let margin = u16::from(panes.beside && panes.card.is_some());
    let table = Rect { width: panes.list.width.saturating_sub(margin), ..panes.list };
    Areas { head, panes, above: free, table }
}

impl<L: List> ListScreen<L> {
    /// Draws everything; the hardware cursor stands on the selected row or in the filter.
    pub(super) fn draw(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        self.draw_all(ctx, buf, !self.on_card())
    }

    /// Draws everything while keys go to something beside the list.
    pub fn draw_aside(&self, ctx: &Ctx<'_>, buf: &mut Buffer) {
        self.draw_all(ctx, buf, false);
    }

    fn draw_all(&self, ctx: &Ctx<'_>, buf: &mut Buffer, focused: bool) -> Option<Position> {
        let areas = self.areas(ctx);
        let theme = ctx.theme;
        if self.is_full_card(areas.panes.beside) {
            return self.draw_full_card(ctx, buf);
        }
        let status = self.status(ctx.world);
        if let Some(head) = areas.head {
            let room = usize::from(head.width.saturating_sub(2));
            let mut lines = self.list.head(ctx.world, room);
            let filtered = status.is_some();
            if let Some(status) = status {
                // the last line is the nearest to the list
                lines.pop();
                lines.push(status);
            }
            let last = lines.len().saturating_sub(1);
            for (at, (y, words)) in (0..head.height).zip(&lines).enumerate() {
                let role = if filtered && at == last { Role::Heading } else { Role::Muted };
                paint::put_cut(buf, head, (1, y), u16::MAX, words, theme.style(role));
            }
        }
        let empty = if self.filter.text().is_empty() {
            self.list.empty(ctx.world)
        } else {
            format!("Nothing fits /{}. Esc clears the filter.", self.filter.text())
        };
        let laid = self.laid(areas.table.width);
        let entry = |index: usize| match laid.line(index).and_then(|at| self.shown.get(at)) {
            Some(Line::Row(key)) => {
                let mut row = self.list.row(*key, ctx.world);
                row.marked = self.marks.contains(key);
                Entry::Row(row)
            }
            Some(Line::Section(title, note)) => {
                Entry::Heading { title: title.clone(), note: note.clone() }
            }
            Some(Line::Note(words)) => Entry::Note(words.clone()),
            Some(Line::Said(_)) => Entry::Words(laid.words(index).to_owned()),
            None => Entry::Gap,
        };
        let table = Table {
            columns: self.list.columns(),
            headings: L::HEADINGS,
            len: laid.len(),
            cursor: self.cursor(&laid),
            focused,
            empty: &empty,
            entry: &entry,
        };
        let mut at = table.draw(areas.table, buf, theme);
        at = self.draw_card(&areas, ctx, buf).or(at);
        if self.filtering {
            at = areas.head.map(|head| self.filter_cursor(head));
        }
        match &self.menu {
            Some(menu) => menu.draw(ctx.area, buf, theme),
            None => at,
        }
    }

    /// Draws card and third column; returns the cursor when the card has it.
    fn draw_card(&self, areas: &Areas, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        let panes = areas.panes;
        let card_area = panes.card?;
        let card = self.selected.map(|key| self.list.card(key, ctx.world));
        if !panes.beside {
            let rule = Rect { y: card_area.y.saturating_sub(1), height: 1, ..card_area };
            paint::rule(buf, rule, 0, ctx.theme);
            let card = card?;
            let style = ctx.theme.style(Role::Heading);
            paint::put_cut(buf, rule, (2, 0), u16::MAX, &format!(" {} ", card.title), style);
            card.draw_brief(card_area, buf, ctx.theme);
            return None;
        }
        let line = Rect { x: panes.list.right(), width: 1, ..panes.list };
        paint::upright(buf, line, 0, ctx.theme);
        if let Some(card) = card {
            card.draw(card_area, buf, ctx.theme, self.scroll);
        }
        if let (Some(area), Some(third)) = (panes.third, self.list.third(ctx.world)) {
            let line = Rect { x: area.x.saturating_sub(1), width: 1, ..area };
            paint::upright(buf, line, 0, ctx.theme);
            third.draw(area, buf, ctx.theme, 0);
        }
        (self.on_card() && !card_area.is_empty()).then(|| Position::new(card_area.x, card_area.y))
    }

    /// The card alone, for screens where it does not fit beside the list.
    fn draw_full_card(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        let card = self.list.card(self.selected?, ctx.world);
        let below = card.draw(ctx.area, buf, ctx.theme, self.scroll);
        if below > 0 && ctx.area.height > 0 {
            let words = format!("... {below} more below: Down");
            let words = crate::text::width::pad(&words, usize::from(ctx.area.width));
            let last = ctx.area.height - 1;
            paint::put(buf, ctx.area, 1, last, &words, ctx.theme.style(Role::Muted));
        }
        (!ctx.area.is_empty()).then(|| Position::new(ctx.area.x, ctx.area.y))
    }
}
