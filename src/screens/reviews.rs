//! Reviews: their list, and beside it a month with all that is on its days: reviews, events, planned meetings.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::calendar::calendar;
use crate::domain::ids::{AnyId, ReviewId};
use crate::domain::lists::List as Records;
use crate::domain::records::Review;
use crate::screens::Route;
use crate::screens::contract::{AnyScreen, Ctx, Spot, Step, World};
use crate::screens::day;
use crate::screens::list::ListScreen;
use crate::screens::records::RecordList;
use crate::text::days;
use crate::ui::card::{Card, Part};
use crate::ui::keys::{Bind, Hint, Key, bind, find, hints};
use crate::ui::month::{self, Month};
use crate::ui::paint;
use crate::ui::theme::Role;

/// Lines of the month above the card, with the rule below it.
pub(super) const ABOVE: u16 = month::SIZE.1 + 1;
/// How many things after the day are named.
const AHEAD: usize = 12;
/// What the signs of the month mean.
const SIGNS: [&str; 3] = ["* one thing", "+ several", "[ ] today"];

/// The screen.
#[derive(Debug)]
pub(super) struct Reviews {
    list: ListScreen<RecordList>,
    /// What is on which day; read once a world.
    things: BTreeMap<NaiveDate, Vec<AnyId>>,
    month: Month,
    /// Whether keys go to the month.
    in_month: bool,
}

/// What can be done with the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cmd {
    /// Between list and month.
    Month,
    /// The month at today.
    Today,
    /// What is on the day.
    Open,
    /// Another day.
    Go(Key),
}

/// The keys beside those of the list.
const LIST_KEYS: &[Bind<Cmd>] = &[
    bind("month", &[Key::Tab], Cmd::Month, "month", "Go to the month, and back to the list"),
    bind("today", &[Key::Char('t')], Cmd::Today, "", "Show the month at today"),
];

/// The keys in the month.
const MONTH_KEYS: &[Bind<Cmd>] = &[
    bind("open-day", &[Key::Enter], Cmd::Open, "open", "What is on this day, to work on it"),
    bind("today", &[Key::Char('t')], Cmd::Today, "today", "Go to today"),
    bind("month", &[Key::Tab, Key::Esc], Cmd::Month, "list", "Go back to the list"),
    bind("day-before", &[Key::Left, Key::Char('h')], Cmd::Go(Key::Left), "", "The day before"),
    bind("day-after", &[Key::Right, Key::Char('l')], Cmd::Go(Key::Right), "", "The day after"),
    bind("week-before", &[Key::Up, Key::Char('k')], Cmd::Go(Key::Up), "", "A week before"),
    bind("week-after", &[Key::Down, Key::Char('j')], Cmd::Go(Key::Down), "", "A week after"),
    bind(
        "month-before",
        &[Key::Char('K'), Key::PageUp],
        Cmd::Go(Key::PageUp),
        "month before",
        "A month before",
    ),
    bind(
        "month-after",
        &[Key::Char('J'), Key::PageDown],
        Cmd::Go(Key::PageDown),
        "after",
        "A month after",
    ),
    bind("month-start", &[Key::Char('g'), Key::Home], Cmd::Go(Key::Home), "", "The first day"),
    bind("month-end", &[Key::Char('G'), Key::End], Cmd::Go(Key::End), "", "The last day"),
];

impl Reviews {
    /// The list with its month at the first review that waits.
    pub(super) fn new(world: &World) -> Self {
        Self {
            list: ListScreen::new(RecordList::new(Records::Reviews), world),
            things: calendar(&world.scheme),
            month: Month { cursor: world.today, today: world.today },
            in_month: false,
        }
    }

    /// The day that the month shows: its own, or that of the review under the cursor.
    fn day(&self, world: &World) -> NaiveDate {
        let review = || world.scheme.get::<Review>(ReviewId(self.list.selected()?.number));
        let of_review = || review().map(|review| review.held.unwrap_or(review.due));
        if self.in_month { self.month.cursor } else { of_review().unwrap_or(world.today) }
    }

    fn go(&mut self, cmd: Cmd, ctx: &Ctx<'_>) -> Step {
        match cmd {
            Cmd::Month => {
                self.month.cursor = self.day(ctx.world);
                self.in_month = !self.in_month;
            }
            Cmd::Today => {
                self.month.cursor = ctx.world.today;
                self.in_month = true;
            }
            Cmd::Open => {
                let day = self.month.cursor;
                if !self.things.contains_key(&day) {
                    return Step::Refuse(format!("nothing is on {}", days::long(day)));
                }
                return Step::Go(Route::Day(day));
            }
            Cmd::Go(key) => {
                self.month.key(key);
            }
        }
        Step::Stay
    }

    /// Where the month is drawn: above the card, else it takes the whole screen while it has the
    /// keys.
    fn place(&self, ctx: &Ctx<'_>) -> Option<Rect> {
        match self.list.above_card(ctx) {
            Some(area) => Some(area),
            None if self.in_month => Some(ctx.area),
            None => None,
        }
    }

    fn sign(&self, day: NaiveDate) -> char {
        match self.things.get(&day).map_or(0, Vec::len) {
            0 => ' ',
            1 => '*',
            _ => '+',
        }
    }

    /// The month, and as there is room the next one beside or below it, else what its signs mean.
    fn draw_month(&self, area: Rect, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        let month = Month { cursor: self.day(ctx.world), today: ctx.world.today };
        let role = if self.in_month { Role::Selected } else { Role::Focus };
        let sign = |day| self.sign(day);
        let at = month.draw_as(area, buf, ctx.theme, &sign, role);
        let next = Month { cursor: days::add_months(month.cursor, 1), ..month };
        let (wide, tall) = (month::SIZE.0 + 2, month::SIZE.1 + 1);
        let beside = Rect { x: area.x + wide, width: area.width.saturating_sub(wide), ..area };
        if beside.width >= month::SIZE.0 {
            next.draw_as(beside, buf, ctx.theme, &sign, Role::Plain);
        } else if area.height >= tall + month::SIZE.1 {
            let below = Rect { y: area.y + tall, height: area.height - tall, ..area };
            next.draw_as(below, buf, ctx.theme, &sign, Role::Plain);
            let room = area.height - tall - month::SIZE.1;
            let last = Rect { y: area.bottom() - room, height: room, ..area };
            draw_signs(last, (1, 0), ctx, buf);
        } else {
            draw_signs(beside, (1, 2), ctx, buf);
        }
        at
    }

    /// What is on the day, and what comes after it.
    fn card(&self, world: &World) -> Card {
        let day = self.month.cursor;
        let line = |id: &AnyId| day::in_words(*id, world);
        let mut here: Vec<String> = self.things.get(&day).into_iter().flatten().map(line).collect();
        if here.is_empty() {
            here.push("Nothing is on this day.".to_owned());
        }
        let mut parts = vec![Part::new("", here)];
        let after = self.things.range(day..).filter(|(other, _)| **other != day);
        let after = after.flat_map(|(day, ids)| ids.iter().map(move |id| (*day, id)));
        let after = after.take(AHEAD).map(|(day, id)| {
            let [what, who, _] = day::thing(*id, world);
            let who = if who.is_empty() { String::new() } else { format!(": {who}") };
            format!("{:<10} {what}{who}", days::with_weekday(day))
        });
        let after: Vec<String> = after.collect();
        if !after.is_empty() {
            parts.push(Part::new("AFTER IT", after));
        }
        let badge = days::relative(day, world.today);
        Card { title: days::long(day), badge, parts, ..Card::default() }
    }

    /// The month alone with its day beside it, where it does not fit beside the list.
    fn draw_alone(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        let width = (month::SIZE.0 + 2).min(ctx.area.width);
        let month = Rect { width, ..ctx.area };
        let at = self.draw_month(month, ctx, buf);
        let line = Rect { x: month.right(), width: 1, ..ctx.area }.intersection(ctx.area);
        paint::upright(buf, line, 0, ctx.theme);
        let rest = ctx.area.width.saturating_sub(width + 1);
        let card = Rect { x: line.right(), width: rest, ..ctx.area };
        self.card(ctx.world).draw(card, buf, ctx.theme, 0);
        at
    }
}

/// What the signs of the month mean, one a line from a place of the area on.
fn draw_signs(area: Rect, (x, y): (u16, u16), ctx: &Ctx<'_>, buf: &mut Buffer) {
    let muted = ctx.theme.style(Role::Muted);
    for (y, words) in (y..).zip(SIGNS) {
        paint::put_cut(buf, area, (x, y), u16::MAX, words, muted);
    }
}

impl AnyScreen for Reviews {
    fn title(&self, world: &World) -> String {
        AnyScreen::title(&self.list, world)
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        if self.in_month {
            return find(MONTH_KEYS, key).map_or(Step::Pass, |bind| self.go(bind.cmd, ctx));
        }
        let is_bare = !self.list.is_typing() && !self.list.on_card();
        match find(LIST_KEYS, key).filter(|_| is_bare) {
            Some(bind) => self.go(bind.cmd, ctx),
            None => self.list.key(key, ctx),
        }
    }

    fn pasted(&mut self, text: &str, ctx: &Ctx<'_>) -> Step {
        if self.in_month { Step::Pass } else { self.list.pasted(text, ctx) }
    }

    fn clicked(&mut self, at: Position, ctx: &Ctx<'_>) -> Step {
        let place = self.place(ctx).filter(|place| place.contains(at) && !self.list.is_typing());
        let Some(place) = place else {
            self.in_month = false;
            return self.list.clicked(at, ctx);
        };
        let shown = Month { cursor: self.day(ctx.world), today: ctx.world.today };
        if let Some(day) = shown.day_at(at.x - place.x, at.y - place.y) {
            let again = self.in_month && self.month.cursor == day;
            self.month.cursor = day;
            self.in_month = true;
            if again {
                return self.go(Cmd::Open, ctx);
            }
        }
        Step::Stay
    }

    fn run(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        let keys = if self.in_month { MONTH_KEYS } else { LIST_KEYS };
        match keys.iter().find(|bind| bind.id == id) {
            Some(bind) => self.go(bind.cmd, ctx),
            None if self.in_month => Step::Pass,
            None => self.list.run(id, ctx),
        }
    }

    fn hints(&self, ctx: &Ctx<'_>) -> Vec<Hint> {
        if self.in_month {
            return hints(MONTH_KEYS, |_| None);
        }
        let mut all = hints(LIST_KEYS, |_| None);
        all.extend(self.list.hints(ctx).into_iter().filter(|hint| hint.id != "card"));
        all
    }

    fn renewed(&mut self, ctx: &Ctx<'_>) {
        self.list.renewed(ctx);
        self.things = calendar(&ctx.world.scheme);
        self.month.today = ctx.world.today;
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        let Some(above) = self.list.above_card(ctx) else {
            return if self.in_month {
                self.draw_alone(ctx, buf)
            } else {
                self.list.view(ctx, buf)
            };
        };
        let mut at = self.draw_month(above, ctx, buf);
        paint::rule(buf, above, above.height - 1, ctx.theme);
        if self.in_month {
            self.list.draw_aside(ctx, buf);
            let bottom = ctx.area.bottom();
            let card = Rect { y: above.bottom(), height: bottom - above.bottom(), ..above };
            paint::clear(buf, card);
            self.card(ctx.world).draw(card, buf, ctx.theme, 0);
        } else {
            at = self.list.view(ctx, buf);
        }
        at
    }

    fn is_typing(&self) -> bool {
        !self.in_month && self.list.is_typing()
    }

    fn acted(&mut self) {
        AnyScreen::acted(&mut self.list);
    }

    fn spot(&self) -> Spot {
        self.list.spot()
    }

    fn go_to(&mut self, spot: &Spot, ctx: &Ctx<'_>) {
        self.list.go_to(spot, ctx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::keys::faults;

    #[test]
    fn the_key_tables_have_no_faults() {
        assert_eq!(faults(LIST_KEYS), Vec::<String>::new());
        assert_eq!(faults(MONTH_KEYS), Vec::<String>::new());
    }

    #[test]
    fn no_key_of_the_month_is_one_of_its_list() {
        use crate::screens::list::LIST_KEYS as OF_LISTS;
        for bind in LIST_KEYS {
            for key in bind.keys.iter().filter(|key| **key != Key::Tab) {
                assert!(find(crate::screens::acts::ROW_KEYS, *key).is_none(), "{key}");
                assert!(find(OF_LISTS, *key).is_none(), "{key}");
            }
        }
    }
}
