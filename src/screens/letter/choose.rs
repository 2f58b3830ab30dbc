//! Another type of letter, or another addressee, chosen from a menu over the letter.

use super::LetterScreen;
use super::pile::Wanted;
use crate::domain::Refusal;
use crate::domain::codes::Code;
use crate::domain::ids::PersonId;
use crate::domain::letters::{Addressee, LetterKind, addressees};
use crate::screens::contract::{Step, World};
use crate::text::days::plural;
use crate::ui::keys::Key;
use crate::ui::menu::{Menu, MenuItem, NUMBERED};

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// The type of the letter that is seen.
    Kind,
    /// The type of all letters.
    KindOfAll,
    /// To whom the letter that is seen goes.
    To,
}

/// The line that goes back to whom a type is for.
const AS_USUAL: &str = "0";

/// Keys of the lines of a menu of types, which may be more than nine.
const KEYS: &str = "123456789abcdefghi";

impl LetterScreen {
    /// Opens the menu.
    pub(super) fn choose(&mut self, choice: Choice, world: &World) -> Step {
        let menu = match choice {
            Choice::To => self.whom(world),
            Choice::KindOfAll => self.kinds_of_all(world),
            Choice::Kind => self.kinds(world),
        };
        match menu {
            Ok(menu) => {
                self.menu = Some((choice, menu));
                Step::Stay
            }
            Err(why) => why.into(),
        }
    }

    fn kinds(&self, world: &World) -> Result<Menu, Refusal> {
        let kinds = self.page().map(|page| page.wanted.kinds(world)).unwrap_or_default();
        let now = self.page().map(|page| page.letter.kind);
        match kinds.as_slice() {
            [] => Err(Refusal::because("no other type of letter fits")),
            [only] if Some(*only) == now => {
                Err(Refusal::because(format!("only this type fits: {}", only.label())))
            }
            kinds => Ok(menu_of(kinds, "Which type of letter?")),
        }
    }

    fn kinds_of_all(&self, world: &World) -> Result<Menu, Refusal> {
        let mut kinds: Vec<LetterKind> = Vec::new();
        for at in self.pile.unlogged() {
            for kind in
                self.pile.pages.get(at).map(|page| page.wanted.kinds(world)).unwrap_or_default()
            {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
        }
        if kinds.is_empty() {
            return Err(Refusal::because("no other type of letter fits"));
        }
        Ok(menu_of(&kinds, "Which type for all of them?"))
    }

    /// Everybody to whom a letter of this type about this record may go.
    fn everybody(&self, world: &World) -> Vec<Addressee> {
        let Some(page) = self.page() else { return Vec::new() };
        let (scheme, today) = (&world.scheme, world.today);
        let all = addressees(scheme, today, page.letter.kind, page.wanted.about, None);
        all.unwrap_or_default().into_iter().filter(|someone| someone.person.is_some()).collect()
    }

    fn whom(&self, world: &World) -> Result<Menu, Refusal> {
        let everybody = self.everybody(world);
        if everybody.len() < 2 {
            return Err(Refusal::because("this type of letter goes to nobody else: t for another"));
        }
        let mut items = vec![MenuItem::new(Key::Char('0'), AS_USUAL, "all, as usual")];
        let names = everybody.iter().zip(NUMBERED);
        items.extend(names.map(|(someone, (key, id))| {
            MenuItem::new(Key::Char(*key), id, format!("only {}", someone.name))
        }));
        Ok(Menu::new("To whom?", items))
    }

    /// Takes a line of the menu.
    pub(super) fn take(&mut self, choice: Choice, id: &str, world: &World) -> Step {
        match choice {
            Choice::Kind => {
                let kind = LetterKind::from_code(id);
                self.rewrite(|wanted| Wanted { kind, to: None, ..wanted }, world)
            }
            Choice::To => {
                let to = self.person(id, world);
                self.rewrite(|wanted| Wanted { to, ..wanted }, world)
            }
            Choice::KindOfAll => match LetterKind::from_code(id) {
                Some(kind) => self.rewrite_all(kind, world),
                None => Step::Stay,
            },
        }
    }

    fn person(&self, id: &str, world: &World) -> Option<PersonId> {
        let place = NUMBERED.iter().position(|(_, known)| *known == id)?;
        self.everybody(world).get(place).and_then(|someone| someone.person)
    }

    fn rewrite(&mut self, change: impl FnOnce(Wanted) -> Wanted, world: &World) -> Step {
        let Some(page) = self.page() else { return Step::Stay };
        let wanted = change(page.wanted.clone());
        let about = wanted.about;
        if let Err(why) = self.pile.rewrite(self.at, &wanted, world) {
            return why.into();
        }
        let at = self.pile.place_of(about).unwrap_or(0);
        self.go(at);
        Step::Stay
    }

    /// Gives all letters that are not logged the same type where it fits.
    fn rewrite_all(&mut self, kind: LetterKind, world: &World) -> Step {
        let mut wanted: Vec<Wanted> = Vec::new();
        for at in self.pile.unlogged() {
            let found = self.pile.pages.get(at).map(|page| page.wanted.clone());
            wanted.extend(found.filter(|one| !wanted.contains(one)));
        }
        let all = wanted.len();
        let mut odd = 0;
        for one in wanted {
            let at = self.pile.pages.iter().position(|page| page.wanted == one).unwrap_or(0);
            let other = Wanted { kind: Some(kind), ..one };
            odd += usize::from(self.pile.rewrite(at, &other, world).is_err());
        }
        self.go(0);
        let words = plural(i64::try_from(all - odd).unwrap_or(i64::MAX), "row");
        let rest =
            if odd > 0 { format!("; {odd} have no such letter and stay") } else { String::new() };
        Step::Say(format!("{}: {words}{rest}.", kind.label()))
    }
}

fn menu_of(kinds: &[LetterKind], title: &str) -> Menu {
    let items = KEYS.chars().zip(kinds);
    let items = items.map(|(key, kind)| MenuItem::new(Key::Char(key), kind.code(), kind.label()));
    Menu::new(title, items.collect())
}
