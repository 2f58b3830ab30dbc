//! The letter screen: a letter is seen before anything happens, handed over, and logged when the coordinator says that it was sent (Q4, Q5, I3).

mod after;
mod choose;
mod keys;
mod pile;
mod post;
mod template;
mod view;

pub(in crate::screens) use after::called_for;
pub use keys::letter_keys;
pub use pile::Wanted;
pub use post::By;
pub(in crate::screens) use template::TemplateScreen;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::Refusal;
use crate::domain::letters::Letter;
use crate::export::letter_text;
use crate::screens::Route;
use crate::screens::contract::{AnyScreen, Ctx, Effect, Step, Then, World};
use crate::text::days::plural;
use crate::ui::field::Reply;
use crate::ui::keys::{self as toolkit, Hint, Key};
use crate::ui::menu::{Menu, MenuStep};
use crate::ui::writing::Writing;
use choose::Choice;
use keys::{Cmd, How, KEYS, Way};
use pile::{Page, Pile};

/// More drafts than these are opened only when that is asked for twice.
const MANY: usize = 10;

/// Letters on the screen.
#[derive(Debug)]
pub(super) struct LetterScreen {
    pile: Pile,
    /// The letter that is seen; behind the last one stand those not written.
    at: usize,
    scroll: usize,
    editing: Option<Writing>,
    menu: Option<(Choice, Menu)>,
    /// The letters whose logging is under way.
    logging: Vec<usize>,
    /// What was asked once and is done when it is asked again.
    asked: Option<Key>,
}

impl LetterScreen {
    /// The letters that are asked for, or why the only one cannot be written.
    pub(super) fn open(wanted: Vec<Wanted>, world: &World) -> Result<Self, Refusal> {
        let pile = Pile::write(wanted, world)?;
        Ok(Self {
            pile,
            at: 0,
            scroll: 0,
            editing: None,
            menu: None,
            logging: Vec::new(),
            asked: None,
        })
    }

    fn page(&self) -> Option<&Page> {
        self.pile.pages.get(self.at)
    }

    fn page_mut(&mut self) -> Option<&mut Page> {
        self.pile.pages.get_mut(self.at)
    }

    /// How many places there are to go through.
    fn places(&self) -> usize {
        self.pile.pages.len() + usize::from(!self.pile.unwritten.is_empty())
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.places().saturating_sub(1));
        self.scroll = 0;
    }

    /// Letters that are not logged yet.
    fn left(&self) -> Vec<Letter> {
        let places = self.pile.unlogged();
        let page = |at: usize| self.pile.pages.get(at).map(|page| page.letter.clone());
        places.into_iter().filter_map(page).collect()
    }

    fn available(&self, cmd: Cmd, world: &World) -> Result<(), Refusal> {
        let refuse = |why: &str| Err(Refusal::because(why.to_owned()));
        let writes = matches!(cmd, Cmd::Sent | Cmd::SentAll);
        if let Some(why) = world.read_only.as_ref().filter(|_| writes) {
            return Err(Refusal::because(format!("read-only: {why}")));
        }
        if cmd.is_for_all() && self.places() < 2 {
            return refuse("there is only this one letter");
        }
        if cmd.is_about_one() && self.page().is_none() {
            return refuse("these letters cannot be written, for the reasons given");
        }
        if cmd.takes_all() && self.left().is_empty() {
            return refuse("all of them are logged as sent");
        }
        let Some(page) = self.page() else { return Ok(()) };
        let changes = matches!(cmd, Cmd::Edit | Cmd::Choose(Choice::Kind | Choice::To));
        if page.logged.is_some() && (changes || cmd == Cmd::Sent) {
            return refuse("it is logged already as sent; u takes that back");
        }
        if cmd == Cmd::Again && !page.edited {
            return refuse("no word of it was changed here");
        }
        let without = page.letter.to.iter().find(|someone| someone.email.is_empty());
        match without {
            Some(someone) if matches!(cmd, Cmd::Hand(How::Draft | How::Link)) => {
                let name = &someone.name;
                let why = "has no e-mail address: y copies the letter, f saves it as text";
                Err(Refusal::because(format!("{name} {why}")))
            }
            _ => Ok(()),
        }
    }

    fn update(&mut self, cmd: Cmd, ctx: &Ctx<'_>) -> Step {
        match cmd {
            Cmd::Scroll(way) => self.scroll(way, ctx),
            Cmd::Next => self.go(self.at + 1),
            Cmd::Before => self.go(self.at.saturating_sub(1)),
            Cmd::Edit => {
                self.editing =
                    self.page().map(|page| Writing::new(&page.letter.subject, &page.letter.body));
            }
            Cmd::Again => {
                if let Some(page) = self.page_mut() {
                    page.edited = false;
                }
                self.pile.renew(ctx.world);
            }
            Cmd::Choose(choice) => return self.choose(choice, ctx.world),
            Cmd::Sent => return self.log(&[self.at], ctx.world),
            Cmd::SentAll => return self.log(&self.pile.unlogged(), ctx.world),
            Cmd::Hand(how) => return self.hand_one(how),
            Cmd::HandAll(how) => return self.hand_all(how),
            Cmd::Close => return self.close(),
        }
        Step::Stay
    }

    fn scroll(&mut self, way: Way, ctx: &Ctx<'_>) {
        let half = usize::from(ctx.area.height / 2).max(1);
        let line = match way {
            Way::Down => self.scroll.saturating_add(1),
            Way::Up => self.scroll.saturating_sub(1),
            Way::HalfDown => self.scroll.saturating_add(half),
            Way::HalfUp => self.scroll.saturating_sub(half),
            Way::Top => 0,
            Way::Bottom => usize::MAX,
        };
        self.scroll_to(line, ctx);
    }

    /// Hands the letter that is seen over.
    fn hand_one(&mut self, how: How) -> Step {
        let Some(page) = self.page_mut() else { return Step::Stay };
        // files are there only once their form was saved
        page.handed |= how != How::File;
        hand(vec![page.letter.clone()], how)
    }

    /// Hands all letters over that are not logged yet.
    fn hand_all(&mut self, how: How) -> Step {
        let letters = self.left();
        let many = how == How::Draft && letters.len() > MANY;
        if many && self.asked.replace(Key::Char('O')).is_none() {
            let count = letters.len();
            return Step::Say(format!("Open {count} drafts at once? O once more opens them."));
        }
        for page in self.pile.pages.iter_mut().filter(|page| page.logged.is_none()) {
            page.handed |= how != How::File;
        }
        hand(letters, how)
    }

    /// Logs letters as sent; with the last one the screen closes.
    fn log(&mut self, places: &[usize], world: &World) -> Step {
        let places = self.pile.together(places);
        match self.pile.log(&places, world) {
            Ok(change) => {
                let is_all = places.len() == self.pile.unlogged().len();
                let then = if is_all { Then::Close } else { Then::Stay };
                self.logging = places;
                Step::Do(Effect::Commit { change, then })
            }
            Err(why) => why.into(),
        }
    }

    /// Leaves; words that were changed here are kept nowhere, so that is asked once.
    fn close(&mut self) -> Step {
        let loses = self.pile.pages.iter().any(|page| page.edited && page.logged.is_none());
        if loses && self.asked.replace(Key::Esc).is_none() {
            let why = "what you changed in the text is kept nowhere: Esc once more leaves it";
            return Step::Say(why.to_owned());
        }
        Step::Close
    }

    fn editing_key(&mut self, key: Key) -> Step {
        let Some(writing) = &mut self.editing else { return Step::Pass };
        if !matches!(key, Key::Esc | Key::Ctrl('s')) {
            writing.key(key);
            return Step::Stay;
        }
        let (subject, body) = (writing.subject().to_owned(), writing.text());
        self.editing = None;
        if let Some(page) = self.page_mut()
            && (page.letter.subject != subject || page.letter.body != body)
        {
            page.letter = Letter { subject, body, ..page.letter.clone() };
            page.edited = true;
        }
        Step::Stay
    }

    fn command(&mut self, cmd: Cmd, ctx: &Ctx<'_>) -> Step {
        match self.available(cmd, ctx.world) {
            Ok(()) => self.update(cmd, ctx),
            Err(why) => why.into(),
        }
    }
}

fn hand(letters: Vec<Letter>, how: How) -> Step {
    match how {
        How::Draft => Step::Do(Effect::Post { letters, by: By::Draft }),
        How::Link => Step::Do(Effect::Post { letters, by: By::Link }),
        How::Copy => copy(&letters),
        How::File => Step::Go(Route::SaveLetters(letters)),
    }
}

/// Copies letters, one below the other.
fn copy(letters: &[Letter]) -> Step {
    let text: Vec<String> = letters.iter().map(letter_text).collect();
    let what = match letters {
        [only] => format!("the letter \"{}\"", crate::text::inert(&only.subject)),
        several => plural(i64::try_from(several.len()).unwrap_or(i64::MAX), "letter"),
    };
    Step::Do(Effect::Copy { text: text.join("\n\n"), what })
}

impl AnyScreen for LetterScreen {
    fn title(&self, world: &World) -> String {
        match self.page() {
            Some(page) => format!("Letter about {}", world.scheme.title(page.wanted.about)),
            None => "Letters".to_owned(),
        }
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        if self.editing.is_some() {
            return self.editing_key(key);
        }
        if let Some((choice, menu)) = &mut self.menu {
            let (choice, step) = (*choice, menu.key(key));
            return match step {
                MenuStep::Stay => Step::Stay,
                MenuStep::Close => {
                    self.menu = None;
                    Step::Stay
                }
                MenuStep::Take(id) => {
                    self.menu = None;
                    self.take(choice, id, ctx.world)
                }
            };
        }
        self.asked.take_if(|asked| *asked != key);
        match toolkit::find(KEYS, key) {
            Some(bind) => self.command(bind.cmd, ctx),
            None => Step::Pass,
        }
    }

    fn pasted(&mut self, text: &str, _: &Ctx<'_>) -> Step {
        match self.editing.as_mut().map(|writing| writing.paste(text)) {
            Some(Reply::Changed | Reply::Kept | Reply::Took) => Step::Stay,
            Some(Reply::Pass) | None => Step::Pass,
        }
    }

    fn clicked(&mut self, _: Position, _: &Ctx<'_>) -> Step {
        Step::Stay
    }

    fn run(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        match KEYS.iter().find(|bind| bind.id == id) {
            Some(bind) => self.command(bind.cmd, ctx),
            None => Step::Pass,
        }
    }

    fn hints(&self, ctx: &Ctx<'_>) -> Vec<Hint> {
        toolkit::hints(KEYS, |cmd| self.available(cmd, ctx.world).err().map(|why| why.to_string()))
    }

    fn renewed(&mut self, ctx: &Ctx<'_>) {
        let newest = ctx.world.heads.first().map_or(0, |head| head.number);
        for at in std::mem::take(&mut self.logging) {
            if let Some(page) = self.pile.pages.get_mut(at) {
                page.logged = Some(newest);
                self.at = at;
            }
        }
        let stands = |number: i64| {
            let head = ctx.world.heads.iter().find(|head| head.number == number);
            head.is_none_or(|head| head.stands)
        };
        for page in &mut self.pile.pages {
            page.logged = page.logged.filter(|number| stands(*number));
        }
        self.pile.renew(ctx.world);
        // on to the next one that is left
        let left = self.pile.unlogged();
        let next = left.iter().find(|at| **at >= self.at).or_else(|| left.first()).copied();
        if let Some(next) = next.filter(|_| self.page().is_some_and(|page| page.logged.is_some())) {
            self.go(next);
        }
    }

    fn refused(&mut self, _why: &str, _: &Ctx<'_>) {
        self.logging.clear();
        if let Some(page) = self.page_mut() {
            page.handed = false;
        }
    }

    /// Files were written.
    fn acted(&mut self) {
        if let Some(page) = self.page_mut() {
            page.handed = true;
        }
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, ctx, buf)
    }

    fn is_typing(&self) -> bool {
        self.editing.is_some() || self.menu.is_some()
    }

    /// While something is typed its own lines say the keys, as in what lies over a screen.
    fn is_overlay(&self) -> bool {
        self.is_typing()
    }
}
