//! The menu of what can be written down about a record: contact, goal, milestone, story, substitute, planned meetings, and
//! what the line manager said or how long data are kept.

use crate::domain::Refusal;
use crate::domain::entry::{BOOKS, Book};
use crate::domain::ids::{AnyId, PersonId};
use crate::domain::records::Pair;
use crate::domain::verbs::may_erase;
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

/// The line that plans a series of meetings of a pair (R3).
const PLAN: &str = "plan";
const MANAGER: &str = "line-manager";
const KEEP: &str = "keep";
const DATA: &str = "data";
const ERASE: &str = "erase";

impl More {
    /// The person whose line manager is asked: of a pair or request the mentee.
    fn managed(&self, world: &World) -> Option<PersonId> {
        if self.about.letter == 'P' {
            return Some(PersonId(self.about.number));
        }
        let pair = world.scheme.pair_behind(Some(self.about))?;
        world.scheme.get::<Pair>(pair).map(|pair| pair.mentee)
    }

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
        let mut items: Vec<MenuItem> = items.collect();
        if world.scheme.pair_behind(Some(self.about)).is_some() {
            items.push(MenuItem::new(Key::Char('p'), PLAN, "series of planned meetings"));
        }
        if self.managed(world).is_some() {
            items.push(MenuItem::new(Key::Char('l'), MANAGER, "what the line manager said"));
        }
        if self.about.letter == 'P' {
            let (person, scheme) = (PersonId(self.about.number), &world.scheme);
            let why = may_erase(scheme, world.today, person).err().map(|why| why.to_string());
            items.push(MenuItem::new(Key::Char('k'), KEEP, "keep the data until a later day"));
            items.push(MenuItem::new(Key::Char('d'), DATA, "all data of the person as a file"));
            items.push(MenuItem::new(Key::Char('e'), ERASE, "erase the person").refused(why));
        }
        Ok(Menu::new(self.title(world), items))
    }

    fn take(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        let pair = ctx.world.scheme.pair_behind(Some(self.about));
        if let Some(pair) = pair.filter(|_| id == PLAN) {
            return Step::Become(Route::PlanMeetings(pair));
        }
        let person = PersonId(self.about.number);
        match (id, self.managed(ctx.world)) {
            (MANAGER, Some(person)) => return Step::Become(Route::Manager(person)),
            (DATA, _) => return Step::Become(Route::Hand(person)),
            (ERASE, _) => return Step::Become(Route::Erase(person)),
            (KEEP, _) => return Step::Become(Route::Keep(person)),
            _ => {}
        }
        let Some(book) = Book::named(id) else { return Step::Stay };
        let pair = pair.map(AnyId::from);
        let about = if book.about.contains(self.about.letter) { Some(self.about) } else { pair };
        Step::Become(Route::AddEntry(book.letter, about))
    }
}
