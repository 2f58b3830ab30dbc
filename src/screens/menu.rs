//! What all small menus have in common: the first key of a change opens one, the second commits.

use std::fmt::Debug;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::Refusal;
use crate::screens::contract::{AnyScreen, Ctx, Step, World};
use crate::ui::keys::{Hint, Key};
use crate::ui::menu::{Menu, MenuStep};

/// A choice that is made by one key.
pub trait Choose: Debug + 'static {
    /// What the menu is called.
    fn title(&self, world: &World) -> String;
    /// Its lines, or why it cannot be opened.
    fn menu(&self, world: &World) -> Result<Menu, Refusal>;
    /// A line was taken. [`Step::Become`] opens a form in its place; an effect closes it once saved
    /// with [`crate::screens::contract::Then::Close`].
    fn take(&mut self, id: &str, ctx: &Ctx<'_>) -> Step;
}

/// A menu on the screen.
#[derive(Debug)]
pub struct MenuScreen<C: Choose> {
    choice: C,
    menu: Menu,
}

impl<C: Choose> MenuScreen<C> {
    /// Opens the menu.
    pub fn open(choice: C, world: &World) -> Result<Self, Refusal> {
        let menu = choice.menu(world)?;
        Ok(Self { choice, menu })
    }
}

impl<C: Choose> AnyScreen for MenuScreen<C> {
    fn title(&self, world: &World) -> String {
        self.choice.title(world)
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        match self.menu.key(key) {
            MenuStep::Stay => Step::Stay,
            MenuStep::Close => Step::Close,
            MenuStep::Take(id) => self.choice.take(id, ctx),
        }
    }

    fn pasted(&mut self, _text: &str, _ctx: &Ctx<'_>) -> Step {
        Step::Pass
    }

    fn clicked(&mut self, _at: Position, _ctx: &Ctx<'_>) -> Step {
        Step::Stay
    }

    fn run(&mut self, _id: &str, _ctx: &Ctx<'_>) -> Step {
        Step::Pass
    }

    fn hints(&self, _ctx: &Ctx<'_>) -> Vec<Hint> {
        Vec::new()
    }

    fn renewed(&mut self, ctx: &Ctx<'_>) {
        if let Ok(menu) = self.choice.menu(ctx.world) {
            self.menu = menu;
        }
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        self.menu.draw(ctx.area, buf, ctx.theme)
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_overlay(&self) -> bool {
        true
    }
}
