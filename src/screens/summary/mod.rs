//! The monitoring summary: a period, what managers are told of it, every figure with its records; export and freeze (U1 to U5).

mod behind;
mod card;
mod custom;
mod figures;
mod keys;
mod period;
mod told;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(super) use behind::Behind;
pub use keys::summary_keys;

use crate::domain::figures::freeze;
use crate::screens::contract::{AnyScreen, Ctx, Spot, Step, World};
use crate::screens::list::{LIST_KEYS, ListScreen};
use crate::screens::{OfSummary, Route};
use crate::text::width;
use crate::ui::form::{Form, FormStep};
use crate::ui::keys::{Hint, Key, find, hints};
use crate::ui::menu::{Menu, MenuStep};
use crate::ui::theme::Role;
use crate::ui::{layout, paint};
use figures::Figures;
use keys::{Cmd, KEYS, is_for_rows};
use period::{CUSTOM, Picked, against};

/// The screen.
#[derive(Debug)]
pub(super) struct SummaryScreen {
    list: ListScreen<Figures>,
    asking: Option<Asking>,
}

/// What is asked over the figures.
#[derive(Debug)]
enum Asking {
    /// Which period of those at hand.
    Which(Menu),
    /// Any period.
    Any(Box<Form>),
}

impl SummaryScreen {
    /// The summary of this month, as the command gives it.
    pub(super) fn new(world: &World) -> Self {
        let figures = Figures::new(Picked::default(), world);
        Self { list: ListScreen::new(figures, world), asking: None }
    }

    fn figures(&self) -> &Figures {
        self.list.list()
    }

    fn pick(&mut self, picked: Picked, world: &World) -> Step {
        let period = picked.period(world.today);
        if let Some(why) = against(period, world.today) {
            return Step::Refuse(why);
        }
        self.list.change(world, |figures| figures.pick(picked, world));
        Step::Stay
    }

    /// Why a command cannot be used now, if it cannot.
    fn against(&self, cmd: Cmd, world: &World) -> Option<String> {
        let period = self.figures().period();
        match cmd {
            Cmd::Later => against(period.next(), world.today),
            Cmd::Earlier => against(period.previous(), world.today),
            Cmd::Freeze => {
                let read_only = world.read_only.as_ref().map(|why| format!("read-only: {why}"));
                let is_over = self.figures().summary().is_over();
                let frozen = self.figures().summary().frozen.is_some();
                let refused = || freeze(&world.scheme, period, world.today).err();
                // a period that is over and stands open can be frozen: no need to try
                let why = (!is_over || frozen).then(refused).flatten();
                read_only.or_else(|| why.map(|why| why.to_string()))
            }
            Cmd::Records => self.list.selected().is_none().then(|| "no row is selected".to_owned()),
            Cmd::Choose | Cmd::Next | Cmd::Previous | Cmd::Today | Cmd::Export | Cmd::Copy => None,
        }
    }

    fn go(&mut self, cmd: Cmd, ctx: &Ctx<'_>) -> Step {
        let world = ctx.world;
        if let Some(why) = self.against(cmd, world) {
            return Step::Refuse(why);
        }
        let (period, picked) = (self.figures().period(), self.figures().picked);
        let of = |period| Picked::of(period, world.today);
        match cmd {
            Cmd::Records => return self.list.run("open", ctx),
            Cmd::Choose => self.asking = Some(Asking::Which(Picked::menu(world.today))),
            Cmd::Earlier => return self.pick(of(period.previous()), world),
            Cmd::Later => return self.pick(of(period.next()), world),
            Cmd::Next => return self.pick(picked.beside(true), world),
            Cmd::Previous => return self.pick(picked.beside(false), world),
            Cmd::Today => return self.pick(Picked::of_today(period), world),
            Cmd::Export => return Step::Go(Route::OfSummary(OfSummary::File(period))),
            Cmd::Freeze => return Step::Go(Route::OfSummary(OfSummary::Freeze(period))),
            Cmd::Copy => return Step::Do(told::copied(self.figures().summary())),
        }
        Step::Stay
    }

    /// A key while something is asked.
    fn answer(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        let world = ctx.world;
        match &mut self.asking {
            Some(Asking::Which(menu)) => match menu.key(key) {
                MenuStep::Stay => {}
                MenuStep::Close => self.asking = None,
                MenuStep::Take(CUSTOM) => {
                    let form = custom::form(self.list.list().period(), world);
                    self.asking = Some(Asking::Any(Box::new(form)));
                }
                MenuStep::Take(id) => {
                    self.asking = None;
                    return Picked::named(id).map_or(Step::Stay, |picked| self.pick(picked, world));
                }
            },
            Some(Asking::Any(form)) => {
                let step = form.key(key);
                return self.asked_any(step, world);
            }
            None => {}
        }
        Step::Stay
    }

    /// What a key did to the form of any period.
    fn asked_any(&mut self, step: FormStep, world: &World) -> Step {
        let Some(Asking::Any(form)) = &mut self.asking else { return Step::Stay };
        match step {
            FormStep::Stay => {}
            FormStep::Changed(_) => custom::changed(form, world),
            FormStep::Leave => self.asking = None,
            FormStep::Save | FormStep::Extra(_) => match custom::read(form, world) {
                Ok(period) => {
                    self.asking = None;
                    return self.pick(Picked::of(period, world.today), world);
                }
                Err((field, why)) => form.refuse(Some(field), why),
            },
        }
        Step::Stay
    }

    /// Whether the line of periods is seen.
    fn shows_line(&self, ctx: &Ctx<'_>) -> bool {
        !self.list.is_covered(ctx)
    }

    /// Draws the line of periods, the chosen one in brackets.
    fn draw_line(&self, ctx: &Ctx<'_>, buf: &mut Buffer) {
        let chosen = self.figures().picked.place();
        if !Self::fits(ctx.area.width) {
            let name = Picked::names().nth(chosen).unwrap_or_default();
            let pieces = [
                (format!("[{name}]"), Role::Heading),
                ("  c chooses, b and f go back and on".to_owned(), Role::Muted),
            ];
            let pieces: Vec<_> =
                pieces.iter().map(|(text, role)| (text.as_str(), ctx.theme.style(*role))).collect();
            paint::put_all(buf, ctx.area, 0, 0, &pieces);
            return;
        }
        let mut x = 0;
        for (at, name) in Picked::names().enumerate() {
            let (words, role) = if at == chosen {
                (format!("[{name}]"), Role::Heading)
            } else {
                (format!(" {name} "), Role::Plain)
            };
            x += paint::put(buf, ctx.area, x, 0, &words, ctx.theme.style(role));
        }
    }

    /// Whether all periods of the line are seen.
    fn fits(wide: u16) -> bool {
        Picked::names().map(|name| width::cells(name) + 2).sum::<usize>() <= usize::from(wide)
    }

    /// The place on the line of periods at a column.
    fn place_at(column: u16) -> Option<usize> {
        let mut end = 0;
        Picked::names().position(|name| {
            end += width::cells(name) + 2;
            usize::from(column) < end
        })
    }
}

impl AnyScreen for SummaryScreen {
    fn title(&self, world: &World) -> String {
        AnyScreen::title(&self.list, world)
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        if self.asking.is_some() {
            return self.answer(key, ctx);
        }
        if self.list.is_typing() {
            return self.list.key(key, ctx);
        }
        if let Some(bind) = find(KEYS, key) {
            return self.go(bind.cmd, ctx);
        }
        match find(LIST_KEYS, key) {
            Some(bind) if is_for_rows(bind.cmd) => Step::Pass,
            _ => self.list.key(key, ctx),
        }
    }

    fn pasted(&mut self, text: &str, ctx: &Ctx<'_>) -> Step {
        match &mut self.asking {
            Some(Asking::Any(form)) => {
                let step = form.paste(text);
                self.asked_any(step, ctx.world)
            }
            Some(Asking::Which(_)) => Step::Pass,
            None => self.list.pasted(text, ctx),
        }
    }

    fn clicked(&mut self, at: Position, ctx: &Ctx<'_>) -> Step {
        if self.asking.is_some() {
            return Step::Stay;
        }
        if at.y == ctx.area.y && self.shows_line(ctx) && Self::fits(ctx.area.width) {
            return match Self::place_at(at.x.saturating_sub(ctx.area.x)) {
                Some(place) if place + 1 == Picked::names().count() => {
                    let form = custom::form(self.figures().period(), ctx.world);
                    self.asking = Some(Asking::Any(Box::new(form)));
                    Step::Stay
                }
                Some(place) => self.pick(Picked::Moving(place), ctx.world),
                None => Step::Stay,
            };
        }
        self.list.clicked(at, ctx)
    }

    fn run(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        match KEYS.iter().find(|bind| bind.id == id) {
            Some(bind) => self.go(bind.cmd, ctx),
            None => match LIST_KEYS.iter().find(|bind| bind.id == id) {
                Some(bind) if is_for_rows(bind.cmd) => Step::Pass,
                _ => self.list.run(id, ctx),
            },
        }
    }

    fn hints(&self, ctx: &Ctx<'_>) -> Vec<Hint> {
        let mut all = hints(KEYS, |cmd| self.against(cmd, ctx.world));
        let of_list = LIST_KEYS.iter().filter(|bind| !is_for_rows(bind.cmd));
        let ids: Vec<&str> = of_list.map(|bind| bind.id).collect();
        let of_list = self.list.hints(ctx).into_iter().filter(|hint| ids.contains(&hint.id));
        for mut hint in of_list {
            if hint.id == "card" && ctx.area.width < layout::BESIDE {
                // where only a part of the card is seen
                hint.label = "card";
                all.insert(1, hint);
            } else {
                all.push(hint);
            }
        }
        all
    }

    fn renewed(&mut self, ctx: &Ctx<'_>) {
        self.list.renewed(ctx);
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        self.figures().theme.set(ctx.theme);
        let at = self.list.view(ctx, buf);
        if self.shows_line(ctx) {
            self.draw_line(ctx, buf);
        }
        match &self.asking {
            Some(Asking::Which(menu)) => menu.draw(ctx.area, buf, ctx.theme),
            Some(Asking::Any(form)) => {
                let area = Rect { y: ctx.area.y + 2, height: ctx.area.height - 2, ..ctx.area };
                form.draw(area, buf, ctx.theme)
            }
            None => at,
        }
    }

    fn is_typing(&self) -> bool {
        self.asking.is_some() || self.list.is_typing()
    }

    fn foot(&self) -> &'static str {
        if self.asking.is_some() { "" } else { "Enter keeps the filter   Esc clears it" }
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
