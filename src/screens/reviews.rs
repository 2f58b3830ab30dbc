//! The screen of all reviews, those that wait first.

use std::cmp::Ordering;

use crate::domain::ids::AnyId;
use crate::domain::lists::List as Records;
use crate::domain::records::Review;
use crate::screens::contract::{Ctx, Effect, Step, World};
use crate::screens::list::{Line, List};
use crate::screens::listing::Listing;
use crate::ui::card::Card;
use crate::ui::keys::{Bind, Key};
use crate::ui::table::{Column, Row};

/// All reviews.
#[derive(Debug)]
pub(super) struct Reviews {
    listing: Listing,
}

impl Default for Reviews {
    fn default() -> Self {
        Self { listing: Listing::new(Records::Reviews) }
    }
}

/// What can be done with a review here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cmd {
    /// Put its card on the clipboard.
    Copy,
}

/// How many reviews wait.
pub(super) fn open(world: &World) -> usize {
    let reviews = world.scheme.all::<Review>();
    reviews.filter(|review| review.is_open(world.today)).count()
}

impl List for Reviews {
    type Key = AnyId;
    type Cmd = Cmd;
    const KEYS: &'static [Bind<Cmd>] = &[Bind {
        id: "copy",
        keys: &[Key::Char('y')],
        cmd: Cmd::Copy,
        label: "copy",
        help: "Copy the card to the clipboard",
    }];

    fn title(&self, _: &World) -> String {
        "Reviews".to_owned()
    }

    fn columns(&self) -> &[Column] {
        self.listing.columns()
    }

    fn lines(&self, world: &World) -> Vec<Line<AnyId>> {
        self.listing.lines(world)
    }

    fn row(&self, id: AnyId, world: &World) -> Row {
        self.listing.row(id, world)
    }

    fn name(&self, id: AnyId) -> String {
        id.to_string()
    }

    fn sought(&self, id: AnyId, world: &World) -> String {
        self.listing.sought(id, world)
    }

    fn compare(&self, column: usize, a: AnyId, b: AnyId, world: &World) -> Ordering {
        self.listing.compare(column, a, b, world)
    }

    fn card(&self, id: AnyId, world: &World) -> Card {
        let title = format!("REVIEW {id}");
        self.listing.card(id, &title, world)
    }

    fn empty(&self, _: &World) -> String {
        "No reviews yet. They are planned when a pair starts.".to_owned()
    }

    fn run(&mut self, cmd: Cmd, rows: &[AnyId], ctx: &Ctx<'_>) -> Step {
        match cmd {
            Cmd::Copy => {
                let cards = rows.iter().flat_map(|id| self.card(*id, ctx.world).to_lines());
                let text = cards.collect::<Vec<_>>().join("\n");
                let ids = rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                Step::Do(Effect::Copy { text, what: format!("the card of {ids}") })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::screens::list::faults::<Reviews>(), Vec::<String>::new());
    }
}
