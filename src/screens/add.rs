//! The menu of `n` on Today: something new of any kind.

use crate::domain::Refusal;
use crate::domain::ids::AnyId;
use crate::screens::Route;
use crate::screens::acts::pair_of;
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::menu::Choose;
use crate::ui::keys::Key;
use crate::ui::menu::{Menu, MenuItem};

/// Adds something; what belongs to a pair, to that of the row.
#[derive(Debug)]
pub(super) struct Add {
    /// The row that is selected.
    pub(super) beside: Option<AnyId>,
}

impl Choose for Add {
    fn title(&self, _world: &World) -> String {
        "New".into()
    }

    fn menu(&self, world: &World) -> Result<Menu, Refusal> {
        let pair = self.beside.and_then(|id| pair_of(id, world));
        let title = pair.and_then(|pair| world.scheme.pair_title(pair));
        let why = title.is_none().then(|| "stand on a row of the pair, or go to Pairs (3)".into());
        let of = title.map_or(" of a pair".to_owned(), |title| format!(": {title}"));
        let item = |key, id, label: String| MenuItem::new(Key::Char(key), id, label);
        let items = vec![
            item('r', "request", "a request of a mentee".into()),
            item('p', "person", "a person".into()),
            item('m', "pair", "a pair: match a mentee and a mentor".into()),
            item('l', "meeting", format!("a meeting{of}")).refused(why.clone()),
            item('v', "review", format!("a review{of}")).refused(why),
        ];
        Ok(Menu::new("New", items))
    }

    fn take(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        let pair = self.beside.and_then(|id| pair_of(id, ctx.world));
        Step::Become(match (id, pair) {
            ("person", _) => Route::AddPerson,
            ("pair", _) => Route::MatchAnyone,
            ("meeting", Some(pair)) => Route::Log(pair, Vec::new()),
            ("review", Some(pair)) => Route::PlanReview(pair.into()),
            _ => Route::AddRequest(None),
        })
    }
}
