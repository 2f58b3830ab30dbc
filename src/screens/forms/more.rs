//! The menu of what can be written down about a record: contact, goal, milestone, story, substitute.

use crate::domain::Refusal;
use crate::domain::entry::{BOOKS, Book};
use crate::domain::ids::AnyId;
use crate::screens::Route;
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::menu::Choose;
use crate::ui::keys::Key;
use crate::ui::menu::{Menu, MenuItem};

/// What to write down about a record.
#[derive(Debug)]
pub struct More {
    /// The record.
    pub about: AnyId,
}

/// The keys of the kinds of entry, by their names.
const KEYS: &[(&str, char)] =
    &[("contact", 'c'), ("goal", 'g'), ("milestone", 'm'), ("story", 's'), ("substitute", 'u')];

impl More {
    /// The kinds that can be about the record, or about the pair behind it.
    fn books(&self, world: &World) -> Vec<&'static Book> {
        let pair = world.scheme.pair_behind(Some(self.about)).is_some();
        let fits = |book: &&Book| {
            book.about.contains(self.about.letter) || (pair && book.about.contains('M'))
        };
        BOOKS.iter().filter(fits).collect()
    }
}

impl Choose for More {
    fn title(&self, world: &World) -> String {
        format!("Write down about {}", world.scheme.title(self.about))
    }

    fn menu(&self, world: &World) -> Result<Menu, Refusal> {
        let items = self.books(world).into_iter().filter_map(|book| {
            let (_, key) = KEYS.iter().find(|(name, _)| *name == book.name)?;
            Some(MenuItem::new(Key::Char(*key), book.name, book.noun))
        });
        Ok(Menu::new(self.title(world), items.collect()))
    }

    fn take(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        let Some(book) = Book::named(id) else { return Step::Stay };
        let pair = ctx.world.scheme.pair_behind(Some(self.about)).map(AnyId::from);
        let about = if book.about.contains(self.about.letter) { Some(self.about) } else { pair };
        Step::Become(Route::AddEntry(book.letter, about))
    }
}
