//! The letters that are gone through: one or more of each row, those that cannot be written with the reason, and what logging them changes.

use crate::domain::codes::Channel;
use crate::domain::ids::{AnyId, PersonId};
use crate::domain::letters::{Letter, LetterKind, compose, kinds_for};
use crate::domain::verbs::{SentLetter, letter_sent};
use crate::domain::{Builder, Change, Refusal};
use crate::screens::contract::World;

/// A letter that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What it is about.
    pub about: AnyId,
    /// To whom alone; none: whom its kind is for.
    pub to: Option<PersonId>,
    /// Which kind; none: the one that fits best.
    pub kind: Option<LetterKind>,
}

impl Wanted {
    /// The letter that fits a record best.
    pub fn about(about: AnyId) -> Self {
        Self { about, to: None, kind: None }
    }

    /// A letter of this kind.
    pub fn kind(about: AnyId, kind: LetterKind) -> Self {
        Self { kind: Some(kind), ..Self::about(about) }
    }

    /// The kinds that fit, the best first.
    pub(super) fn kinds(&self, world: &World) -> Vec<LetterKind> {
        kinds_for(&world.scheme, world.today, self.about)
    }

    fn write(&self, world: &World) -> Result<Vec<Letter>, Refusal> {
        let kind = self.kind.or_else(|| self.kinds(world).first().copied());
        let kind = kind.ok_or_else(|| Refusal::because("there is no letter about this now"))?;
        compose(&world.scheme, world.today, kind, self.about, self.to)
    }
}

/// A letter on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// What was asked for.
    pub(super) wanted: Wanted,
    /// The letter, with the words that were changed here.
    pub(super) letter: Letter,
    /// Whether words were changed here.
    pub(super) edited: bool,
    /// Whether it was opened, copied or saved.
    pub(super) handed: bool,
    /// The entry of the history that logs it as sent.
    pub(super) logged: Option<i64>,
}

/// All letters, in the order of their rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Pile {
    pub(super) pages: Vec<Page>,
    /// Rows without a letter, and why.
    pub(super) unwritten: Vec<(AnyId, String)>,
}

impl Pile {
    /// Writes the letters that are asked for; refuses where the only one cannot be written.
    pub(super) fn write(wanted: Vec<Wanted>, world: &World) -> Result<Self, Refusal> {
        let mut pile = Self::default();
        let is_one = wanted.len() == 1;
        for wanted in wanted {
            match pages(&wanted, world) {
                Ok(pages) => pile.pages.extend(pages),
                Err(why) if is_one => return Err(why),
                Err(why) => pile.unwritten.push((wanted.about, why.to_string())),
            }
        }
        Ok(pile)
    }

    /// Puts another letter in the place of those of the same row.
    pub(super) fn rewrite(
        &mut self,
        at: usize,
        wanted: &Wanted,
        world: &World,
    ) -> Result<(), Refusal> {
        let Some(old) = self.pages.get(at).map(|page| page.wanted.clone()) else { return Ok(()) };
        let fresh = pages(wanted, world)?;
        let first = self.pages.iter().position(|page| page.wanted == old).unwrap_or(at);
        self.pages.retain(|page| page.wanted != old);
        self.pages.splice(first..first, fresh);
        Ok(())
    }

    /// The place of the first letter of a row.
    pub(super) fn place_of(&self, about: AnyId) -> Option<usize> {
        self.pages.iter().position(|page| page.wanted.about == about)
    }

    /// Letters that were not changed here follow what the records say now; one that can no longer be
    /// written stays as it was.
    pub(super) fn renew(&mut self, world: &World) {
        for at in 0..self.pages.len() {
            let Some(page) = self.pages.get(at) else { return };
            let stays = page.edited || page.logged.is_some();
            let same: Vec<usize> = self.places_of(&page.wanted);
            let place = same.iter().position(|other| *other == at);
            let fresh = if stays { None } else { page.wanted.write(world).ok() };
            let fresh = fresh.filter(|letters| letters.len() == same.len());
            let letter =
                fresh.zip(place).and_then(|(letters, place)| letters.into_iter().nth(place));
            if let (Some(letter), Some(page)) = (letter, self.pages.get_mut(at)) {
                page.letter = letter;
            }
        }
    }

    fn places_of(&self, wanted: &Wanted) -> Vec<usize> {
        let places = self.pages.iter().enumerate();
        places.filter(|(_, page)| page.wanted == *wanted).map(|(at, _)| at).collect()
    }

    /// The letters that are not logged yet, by their places.
    pub(super) fn unlogged(&self) -> Vec<usize> {
        let places = self.pages.iter().enumerate();
        places.filter(|(_, page)| page.logged.is_none()).map(|(at, _)| at).collect()
    }

    /// These letters with those that are logged together with them: of what is recorded about a pair
    /// or request as a whole, the other letters of the same row.
    pub(super) fn together(&self, places: &[usize]) -> Vec<usize> {
        let mut all = places.to_vec();
        for page in places.iter().filter_map(|at| self.pages.get(*at)) {
            if !matches!(page.letter.kind, LetterKind::Invitation | LetterKind::Closing) {
                all.extend(self.places_of(&page.wanted));
            }
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What is recorded of these letters: of a row whose letters are all among them one thing.
    fn sent(&self, places: &[usize], world: &World) -> Vec<SentLetter> {
        let mut sent = Vec::new();
        let mut done: Vec<&Wanted> = Vec::new();
        for page in places.iter().filter_map(|at| self.pages.get(*at)) {
            let whole = self.places_of(&page.wanted).iter().all(|at| places.contains(at));
            if whole && done.contains(&&page.wanted) {
                continue;
            }
            done.push(&page.wanted);
            let only = page.letter.to.first().and_then(|someone| someone.person);
            sent.push(SentLetter {
                kind: page.letter.kind,
                about: page.letter.about,
                to: if whole { page.wanted.to } else { only },
                day: world.today,
                channel: Channel::Email,
            });
        }
        sent
    }

    /// What logs these letters as sent today, as one change.
    pub(super) fn log(&self, places: &[usize], world: &World) -> Result<Change, Refusal> {
        let sent = self.sent(places, world);
        if let [only] = sent.as_slice() {
            return letter_sent(&world.scheme, world.today, only);
        }
        let mut scheme = (*world.scheme).clone();
        let mut all = Builder::new(&world.scheme);
        for one in &sent {
            let change = letter_sent(&scheme, world.today, one)?;
            scheme.apply(&change)?;
            all.extend(change);
        }
        Ok(all.done(format!("{} letters were sent", places.len())))
    }
}

fn pages(wanted: &Wanted, world: &World) -> Result<Vec<Page>, Refusal> {
    let page = |letter: Letter| Page {
        // the kind that was found stays, whatever fits best later
        wanted: Wanted { kind: Some(letter.kind), ..wanted.clone() },
        letter,
        edited: false,
        handed: false,
        logged: None,
    };
    Ok(wanted.write(world)?.into_iter().map(page).collect())
}
