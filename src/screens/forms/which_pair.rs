//! The menu of a person's pairs: an act on somebody who has several asks first which one is meant.

use crate::domain::Refusal;
use crate::domain::ids::{AnyId, PersonId};
use crate::domain::records::Pair;
use crate::screens::Route;
use crate::screens::acts::{self, RowCmd};
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::menu::Choose;
use crate::text::days;
use crate::ui::keys::Key;
use crate::ui::menu::{Menu, MenuItem, NUMBERED};

/// Chooses the pair that an act is about.
#[derive(Debug)]
pub struct WhichPair {
    /// The act.
    pub cmd: RowCmd,
    /// Who has several pairs.
    pub person: PersonId,
}

impl WhichPair {
    fn pairs<'w>(&self, world: &'w World) -> impl Iterator<Item = (&'static str, char, &'w Pair)> {
        let pairs = acts::pairs_of(self.person, world);
        NUMBERED.iter().zip(pairs).map(|((key, id), pair)| (*id, *key, pair))
    }
}

impl Choose for WhichPair {
    fn title(&self, world: &World) -> String {
        format!("Which pair of {}?", world.scheme.name(self.person))
    }

    fn menu(&self, world: &World) -> Result<Menu, Refusal> {
        let line = |(id, key, pair): (&'static str, char, &Pair)| {
            let names = world.scheme.title(pair.id.into());
            let since = days::short(pair.start, world.today);
            MenuItem::new(Key::Char(key), id, format!("{names}, since {since}"))
        };
        Ok(Menu::new(self.title(world), self.pairs(world).map(line).collect()))
    }

    fn take(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        let taken = self.pairs(ctx.world).find(|(known, ..)| *known == id);
        let Some(pair) = taken.map(|(.., pair)| AnyId::from(pair.id)) else { return Step::Close };
        let step = acts::run(self.cmd, &[pair], Route::Pairs, ctx.world);
        if let Step::Go(route) = step { Step::Become(route) } else { step }
    }
}
