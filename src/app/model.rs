//! `Model`: everything the program holds; `Msg`: everything it is told.

use ratatui::layout::Rect;

use super::frame;
use super::keys::Global;
use super::overlay::Overlay;
use crate::domain::ids::ConcernId;
use crate::domain::records::ConcernText;
use crate::screens::importing::SheetTold;
use crate::screens::{
    self, AnyScreen, Ctx, Effect, Route, Scored, Spot, Step, TABS, Then, World, tab_of,
};
use crate::ui::form::Draft;
use crate::ui::keys::Key;
use crate::ui::theme::Theme;

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was said; it goes with the next key.
    Said,
    /// Something was saved and can be taken back with `u`.
    Saved,
    /// Something was done for good, or changed nothing: a copy, a file, an erasure.
    Done,
    /// Something was refused or failed; it stays until Esc.
    Failed,
}

/// A message on the message line and in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub words: String,
    /// How they are meant.
    pub tone: Tone,
}

/// What the program is told.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
    /// A cell was clicked, counted from the upper left corner.
    Click(u16, u16),
    /// The wheel was turned by so many notches, down is positive.
    Wheel(i16),
    /// The terminal has this size in cells.
    Resize(u16, u16),
    /// The world is another: somebody else changed the file, or a new day began.
    World(Box<World>),
    /// What a screen asked for was saved.
    Saved {
        /// The world with the change in it.
        world: Box<World>,
        /// What was done, in words with names.
        said: String,
        /// What happens to the screen that asked.
        then: Then,
    },
    /// Before what a screen asked for is done, something is asked back.
    Asked(String),
    /// What a screen asked for failed or was refused.
    Failed(String),
    /// Something else is to be said.
    Said(String),
    /// What a concern says, for the screen that asked.
    Concern(ConcernId, Option<Box<ConcernText>>),
    /// The points of a pool, for the screen that asked.
    Scored(Scored),
    /// What came of work about a sheet, for the screen that asked.
    Sheet(SheetTold),
    /// Go to a place by its name; one that is not there is passed over.
    Visit(&'static str),
    /// It is time to keep what was typed.
    KeepDrafts,
    /// Nobody has typed for long: what is private is covered.
    Cover,
}

/// Everything the program holds.
#[derive(Debug)]
pub struct Model {
    pub(super) world: World,
    pub(super) theme: Theme,
    pub(super) size: (u16, u16),
    /// How many things wait on each tab.
    pub(super) counts: Vec<Option<usize>>,
    /// The screens of the tabs, opened when first visited.
    pub(super) tabs: Vec<Option<Box<dyn AnyScreen>>>,
    pub(super) tab: usize,
    /// Which tabs have not seen the newest world yet: they look when they are shown.
    stale: Vec<bool>,
    /// What is open over the tab.
    pub(super) stack: Vec<Box<dyn AnyScreen>>,
    /// Tabs visited before, the last one at the end.
    pub(super) before: Vec<usize>,
    pub(super) overlay: Option<Overlay>,
    pub(super) notice: Option<Notice>,
    /// All messages since the start.
    pub(super) said: Vec<Notice>,
    /// Keys since the last one on a bare list, and those of the last saved action.
    pub(super) typed: Vec<Key>,
    pub(super) last: Vec<Key>,
    pub(super) quit: bool,
    /// Whether what is private is covered until the next key.
    pub(super) covered: bool,
}

impl Model {
    /// The program on its first tab, on a terminal of this size in cells.
    pub fn new(world: World, theme: Theme, size: (u16, u16)) -> Self {
        let mut model = Self {
            counts: Vec::new(),
            tabs: TABS.iter().map(|_| None).collect(),
            tab: 0,
            stale: TABS.iter().map(|_| false).collect(),
            stack: Vec::new(),
            before: Vec::new(),
            overlay: None,
            notice: None,
            said: Vec::new(),
            typed: Vec::new(),
            last: Vec::new(),
            quit: false,
            covered: false,
            world,
            theme,
            size,
        };
        model.count();
        model.show_tab(0);
        model
    }

    /// Begins with another scheme, on the first tab with nothing open; messages stay.
    pub fn begin_anew(&mut self, world: World) {
        let said = std::mem::take(&mut self.said);
        *self = Self { said, ..Self::new(world, self.theme, self.size) };
    }

    /// Whether the program is to end.
    pub fn is_over(&self) -> bool {
        self.quit
    }

    /// What the screens know.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The message that is shown.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// All messages since the start, for the receipt on leaving.
    pub fn messages(&self) -> &[Notice] {
        &self.said
    }

    /// Where the program stands: the tab's name and the place in it.
    pub fn spot(&self) -> (&'static str, Spot) {
        let name = TABS.get(self.tab).map_or("", |tab| tab.name);
        let spot = self.tab_screen().map(AnyScreen::spot).unwrap_or_default();
        (name, spot)
    }

    /// Goes where the program stood when it was left; unknown places are passed over.
    pub fn go_to(&mut self, name: &str, spot: &Spot) {
        if let Some(at) = TABS.iter().position(|tab| tab.name == name) {
            self.show_tab(at);
            let area = self.area();
            let ctx = Ctx { world: &self.world, area, theme: self.theme };
            if let Some(Some(screen)) = self.tabs.get_mut(at) {
                screen.go_to(spot, &ctx);
            }
        }
    }

    /// Whether something is shown that is for nobody else (V5).
    pub fn shows_private(&self) -> bool {
        !self.covered && self.stack.iter().any(|screen| screen.is_private())
    }

    /// Covers what is private until the next key.
    pub(super) fn cover(&mut self) {
        self.covered = self.shows_private();
        for screen in &mut self.stack {
            screen.hide();
        }
    }

    /// What was typed in open forms and is not kept yet.
    pub fn unkept_drafts(&self) -> Vec<(String, Draft)> {
        let drafts = self.stack.iter().filter_map(|screen| screen.draft());
        drafts.filter(|(key, draft)| self.world.drafts.get(key) != Some(draft)).collect()
    }

    /// The place of the screens.
    pub(super) fn area(&self) -> Rect {
        frame::body(self, Rect::new(0, 0, self.size.0, self.size.1))
    }

    pub(super) fn ctx(&self) -> Ctx<'_> {
        Ctx { world: &self.world, area: self.area(), theme: self.theme }
    }

    pub(super) fn tab_screen(&self) -> Option<&dyn AnyScreen> {
        self.tabs.get(self.tab)?.as_deref()
    }

    /// The screen that keys go to.
    pub(super) fn top(&self) -> Option<&dyn AnyScreen> {
        self.stack.last().map(AsRef::as_ref).or_else(|| self.tab_screen())
    }

    /// The screen that keys go to, and what it sees.
    pub(super) fn top_mut(&mut self) -> Option<(&mut dyn AnyScreen, Ctx<'_>)> {
        let ctx = Ctx { world: &self.world, area: self.area(), theme: self.theme };
        let screen = match self.stack.last_mut() {
            Some(screen) => screen,
            None => self.tabs.get_mut(self.tab)?.as_mut()?,
        };
        Some((screen.as_mut(), ctx))
    }

    /// Why a command of everywhere cannot be used now.
    pub(super) fn against(&self, cmd: Global) -> Option<String> {
        let writes = matches!(
            cmd,
            Global::Undo
                | Global::Redo
                | Global::Backup
                | Global::AddRequest
                | Global::AddPerson
                | Global::StartPair
        );
        if cmd == Global::Backup && self.world.practice {
            return Some("this copy is thrown away".to_owned());
        }
        let read_only = self.world.read_only.as_ref().filter(|_| writes);
        read_only.map(|why| format!("read-only: {why}"))
    }

    /// Says something on the message line.
    pub(super) fn say(&mut self, words: impl Into<String>, tone: Tone) {
        let notice = Notice { words: words.into(), tone };
        self.said.push(notice.clone());
        self.notice = Some(notice);
    }

    /// Shows a tab; what is open over the old one must be closed before.
    pub(super) fn show_tab(&mut self, at: usize) {
        let (Some(slot), Some(tab)) = (self.tabs.get_mut(at), TABS.get(at)) else { return };
        if slot.is_none() {
            match screens::open(tab.route.clone(), &self.world) {
                Ok(screen) => *slot = Some(screen),
                Err(why) => return self.say(why.to_string(), Tone::Failed),
            }
        }
        self.tab = at;
        self.look_anew();
    }

    /// Has the tab that is shown look at the world, if it did not yet.
    fn look_anew(&mut self) {
        let is_stale = self.stale.get_mut(self.tab).is_some_and(std::mem::take);
        let ctx = Ctx { world: &self.world, area: Rect::default(), theme: self.theme };
        if let Some(Some(screen)) = self.tabs.get_mut(self.tab).filter(|_| is_stale) {
            screen.renewed(&ctx);
        }
    }

    /// Opens something over the tab, and does what it asks for at once.
    #[must_use]
    pub(super) fn push(&mut self, route: Route) -> Vec<Effect> {
        for screen in &mut self.stack {
            screen.hide();
        }
        match screens::open(route, &self.world) {
            Ok(screen) => self.stack.push(screen),
            Err(why) => {
                self.say(why.to_string(), Tone::Failed);
                return Vec::new();
            }
        }
        let step = self.top_mut().map_or(Step::Stay, |(screen, ctx)| screen.began(&ctx));
        self.apply(step)
    }

    /// Hands what came of work about a sheet to the screen that asked, wherever it stands.
    pub(super) fn tell_of_sheet(&mut self, told: &SheetTold) -> Vec<Effect> {
        let ctx = Ctx { world: &self.world, area: self.area(), theme: self.theme };
        let steps = self.stack.iter_mut().rev().map(|screen| screen.sheet(told, &ctx));
        let step = steps.into_iter().find(|step| *step != Step::Pass);
        self.apply(step.unwrap_or(Step::Stay))
    }

    /// Shows a list from anywhere, with the cursor on a row of it.
    pub(super) fn show(&mut self, route: Route, row: Option<String>) -> Vec<Effect> {
        let tab = tab_of(&route).and_then(|at| TABS.get(at));
        let effects = self.go(route);
        if let Some(tab) = tab.filter(|_| row.is_some()) {
            self.go_to(tab.name, &Spot { row, filter: String::new() });
        }
        effects
    }

    /// Takes in another world: what is shown looks anew, other tabs when they are shown again; the
    /// cursor stays on its row.
    pub(super) fn renew(&mut self, world: World) {
        self.world = world;
        self.count();
        self.stale = self.tabs.iter().map(Option::is_some).collect();
        self.look_anew();
        let ctx = Ctx { world: &self.world, area: Rect::default(), theme: self.theme };
        for screen in &mut self.stack {
            screen.renewed(&ctx);
        }
    }

    fn count(&mut self) {
        self.counts = TABS.iter().map(|tab| Some((tab.count?)(&self.world))).collect();
    }
}
