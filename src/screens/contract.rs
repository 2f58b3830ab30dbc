//! What every screen is to the program: what it sees, what it answers, and the trait it implements; long because all that a screen may know, ask and answer is read in one place.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::erased::Ground;
use crate::domain::figures::Period;
use crate::domain::ids::{AnyId, ConcernId, PersonId};
use crate::domain::letters::Letter;
use crate::domain::matching::Matcher;
use crate::domain::records::ConcernText;
use crate::domain::rules::{self, Item, Outside};
use crate::domain::settings::Key as Setting;
use crate::domain::{Change, Refusal, Scheme};
use crate::export::summary::Page;
use crate::export::{CalendarFile, ListFile};
use crate::screens::Route;
use crate::screens::importing::{SheetTold, SheetWork};
use crate::screens::letter::By;
use crate::screens::scoring::{Scored, Scoring};
use crate::text::days::Order;
use crate::ui::field::Calendar;
use crate::ui::form::Draft;
use crate::ui::keys::{self, Bind, Hint, Key};
use crate::ui::theme::Theme;

/// Everything that screens know: made anew when something was saved, when another program changed
/// the file, and at midnight; never on a key and never while drawing.
#[derive(Debug, Clone)]
pub struct World {
    /// The scheme as it stands.
    pub scheme: Arc<Scheme>,
    /// Suggestions of mentors and mentees; the scheme is read for them at the first.
    pub matcher: Arc<Matcher>,
    /// The day it is for the scheme.
    pub today: NaiveDate,
    /// The items of Today, those that are snoozed too, in their order.
    pub items: Vec<Item>,
    /// Where among them the gravest about each record stands; see [`World::gravest`].
    pub gravest: HashMap<AnyId, usize>,
    /// What will pass its limit before the coordinator's next day, in words.
    pub forecast: Option<String>,
    /// The coordinator's next day.
    pub next_day: NaiveDate,
    /// What was done, newest first; as far back as the log shows.
    pub heads: Vec<Head>,
    /// Begun forms of this person, by their key.
    pub drafts: BTreeMap<String, Draft>,
    /// The day of the last visit and the history number seen then.
    pub last_visit: Option<(NaiveDate, i64)>,
    /// Why nothing can be written; `None`: it can.
    pub read_only: Option<String>,
    /// Whether this is a throw-away copy.
    pub practice: bool,
    /// The folder in which files made for people go: where the last one went, else their documents;
    /// as it is typed, with `~` for the home. Empty: wherever the program was started.
    pub folder: String,
    /// Paths of the other schemes that this person opened before, the last one first.
    pub schemes: Vec<String>,
}

impl World {
    /// A world of a scheme on a day, with nothing else known.
    pub fn new(scheme: Arc<Scheme>, today: NaiveDate) -> Self {
        Self::with(scheme, today, &Outside::default())
    }

    /// A world of a scheme on a day, with what the rules need from outside.
    pub fn with(scheme: Arc<Scheme>, today: NaiveDate, outside: &Outside) -> Self {
        let next_day = rules::next_day(&scheme, today);
        let ahead = rules::forecast(&scheme, today, next_day);
        let items = rules::today_all(&scheme, today, outside);
        Self {
            gravest: rules::gravest(&scheme, &items),
            items,
            forecast: rules::in_words(&ahead, next_day),
            next_day,
            matcher: Arc::new(Matcher::new(Arc::clone(&scheme), today)),
            scheme,
            today,
            heads: Vec::new(),
            drafts: BTreeMap::new(),
            last_visit: None,
            read_only: None,
            practice: false,
            folder: String::new(),
            schemes: Vec::new(),
        }
    }

    /// The gravest item of Today about a record; of a pair also those about its reviews.
    pub fn gravest(&self, id: AnyId) -> Option<&Item> {
        self.gravest.get(&id).and_then(|place| self.items.get(*place))
    }

    /// How days are typed in this scheme, and the day it is.
    pub fn calendar(&self) -> Calendar {
        let order = match self.scheme.settings().text(Setting::DateOrder) {
            "mdy" => Order::Mdy,
            "ymd" => Order::Ymd,
            _ => Order::Dmy,
        };
        Calendar { today: self.today, order }
    }

    /// The name of the scheme.
    pub fn name(&self) -> &str {
        self.scheme.settings().text(Setting::Name)
    }

    /// What was done since the last visit, newest first; nothing on the first one.
    pub fn since_last_visit(&self) -> impl Iterator<Item = &Head> {
        let seen = self.last_visit.map_or(i64::MAX, |(_, seen)| seen);
        self.heads.iter().filter(move |head| head.number > seen)
    }

    /// Whether a record is named by a change since the last visit.
    pub fn is_new(&self, id: AnyId) -> bool {
        self.since_last_visit().any(|head| head.about.contains(&id))
    }

    /// How many changes were made today and stand; making a sample scheme is none of them.
    pub fn done_today(&self) -> usize {
        let mine = |head: &&Head| head.day == self.today && head.stands && head.who != "matchbook";
        self.heads.iter().filter(mine).count()
    }
}

/// One entry of the history, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The day it was for the scheme.
    pub day: NaiveDate,
    /// By whom.
    pub who: String,
    /// What was done, with names.
    pub words: String,
    /// The records that its words name.
    pub about: Vec<AnyId>,
    /// Whether it is a change that was not taken back.
    pub stands: bool,
}

/// The records that the words of a change name, in their order (`{P12} accepted R4: pair M7 ...`).
pub fn named_in(words: &str) -> Vec<AnyId> {
    let mut named = Vec::new();
    for part in words.split(|c: char| !c.is_alphanumeric()) {
        let upper = part.chars().next().is_some_and(char::is_uppercase);
        let id = part.parse().ok().filter(|_| upper);
        named.extend(id.filter(|id| !named.contains(id)));
    }
    named
}

/// What a screen sees while it handles something or draws.
#[derive(Debug, Clone, Copy)]
pub struct Ctx<'a> {
    /// The scheme and all about it.
    pub world: &'a World,
    /// The screen's own place: between tab line and message line.
    pub area: Rect,
    /// How it looks.
    pub theme: Theme,
}

/// What a screen answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Nothing more.
    Stay,
    /// The screen has no use for it.
    Pass,
    /// Go to a place: a tab, or something over the screen.
    Go(Route),
    /// Go there instead of being here (a menu that opens a form).
    Become(Route),
    /// Close; what was typed is kept as a draft.
    Close,
    /// Say something.
    Say(String),
    /// Say why not.
    Refuse(String),
    /// The rows of the list are to be gathered anew.
    Renew,
    /// Have the impure half do this.
    Do(Effect),
}

impl From<Refusal> for Step {
    fn from(why: Refusal) -> Self {
        Self::Refuse(why.to_string())
    }
}

/// What the impure half is asked to do; plain data, so that tests compare it.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Save a change.
    Commit {
        /// What is written.
        change: Change,
        /// What to do when it was saved.
        then: Then,
    },
    /// Take back my newest change that stands.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Take back one entry of the history by its number.
    UndoEntry(i64),
    /// Keep what was typed in a form.
    KeepDraft(String, Draft),
    /// Forget what was typed in a form.
    DropDraft(String),
    /// Put a text on the clipboard; the words say what it is.
    Copy {
        /// What is copied.
        text: String,
        /// What it is, for the message.
        what: String,
    },
    /// Hand letters over to the mail program, or put them into files; nothing is sent by this (I3).
    Post {
        /// The letters, as they were seen.
        letters: Vec<Letter>,
        /// Which way.
        by: By,
    },
    /// Make a checked copy of the scheme's file beside it.
    Backup,
    /// Make a checked copy of the scheme's file elsewhere.
    CopyElsewhere {
        /// The path of the copy, as it was typed.
        file: String,
    },
    /// Take clicks and the wheel, or leave them to the terminal.
    Mouse,
    /// Leave this scheme and open another one.
    OpenScheme {
        /// The path of its file, as it was typed.
        file: String,
        /// Whether a new empty scheme is made there.
        create: bool,
    },
    /// Read what a concern says, for the screen that asks (V5).
    OpenConcern(ConcernId),
    /// Erase a person for good; no undo takes it back.
    Erase {
        /// Who.
        person: PersonId,
        /// Why.
        ground: Ground,
    },
    /// Put a list into a file.
    ListFile {
        /// Which rows and columns, and in which form.
        list: Box<ListFile>,
        /// The path of the file, as it was typed.
        file: String,
        /// Whether a file that is there may be replaced; else it is asked back.
        replace: bool,
    },
    /// Put the summary of a period into a file.
    SummaryFile {
        /// The period.
        period: Period,
        /// In which form.
        page: Page,
        /// The path of the file, as it was typed.
        file: String,
        /// Whether a file that is there may be replaced; else it is asked back.
        replace: bool,
    },
    /// Put reviews, meetings, events and deadlines into a file for a calendar.
    CalendarFile {
        /// What stands in it.
        calendar: CalendarFile,
        /// The path of the file, as it was typed.
        file: String,
        /// Whether a file that is there may be replaced; else it is asked back.
        replace: bool,
    },
    /// Put all that is kept of a person into a file.
    PersonFile {
        /// Who.
        person: PersonId,
        /// The path of the file, as it was typed.
        file: String,
        /// Whether it is for programs.
        json: bool,
        /// What of the held back is included, by id.
        include: Vec<String>,
    },
    /// Work out the points of a whole pool; the answer is [`AnyScreen::scored`].
    Score(Scoring),
    /// Read, understand, plan or save a sheet; the answer is [`AnyScreen::sheet`], or, once it is
    /// saved, that of any change.
    Sheet(SheetWork),
    /// Look at the file again.
    Reload,
    /// End the program.
    Quit,
}

/// What happens when a change was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// The screen stays.
    Stay,
    /// The screen closes.
    Close,
    /// The screen closes and another opens.
    Open(Route),
    /// All that is open closes, and a list shows what is new.
    Show {
        /// The tab of the list.
        route: Route,
        /// The row on which the cursor stands, as the list names it.
        row: Option<String>,
    },
}

/// Where a list stood, to be there again next time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spot {
    /// The selected row, as its screen names it.
    pub row: Option<String>,
    /// What the list was filtered by.
    pub filter: String,
}

/// A screen: its state, its commands, its keys, its look. One file a screen.
///
/// Lists, forms and menus have a common behaviour; most screens are a [`super::list::List`], a
/// [`super::form::Act`] or a [`super::menu::Choose`] and get this through them.
pub trait Screen: Debug + 'static {
    /// The screen's own verbs.
    type Cmd: Copy + 'static;
    /// Key, command, help: one row each.
    const KEYS: &'static [Bind<Self::Cmd>];

    /// What it is called.
    fn title(&self, world: &World) -> String;
    /// Does what a row of the table says.
    fn update(&mut self, cmd: Self::Cmd, ctx: &Ctx<'_>) -> Step;
    /// Whether a command can be used now, or why not.
    fn available(&self, _cmd: Self::Cmd, _ctx: &Ctx<'_>) -> Result<(), Refusal> {
        Ok(())
    }
    /// A key that no row claims.
    fn typed(&mut self, _key: Key, _ctx: &Ctx<'_>) -> Step {
        Step::Pass
    }
    /// A text was pasted.
    fn pasted(&mut self, _text: &str, _ctx: &Ctx<'_>) -> Step {
        Step::Pass
    }
    /// A place of the screen was clicked.
    fn clicked(&mut self, _at: Position, _ctx: &Ctx<'_>) -> Step {
        Step::Pass
    }
    /// The world was made anew.
    fn renewed(&mut self, _ctx: &Ctx<'_>) {}
    /// Draws itself; returns where the hardware cursor stands.
    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position>;
}

/// A screen of any kind, as the program holds it.
pub trait AnyScreen: Debug {
    /// What it is called.
    fn title(&self, world: &World) -> String;
    /// Handles a key.
    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step;
    /// Takes pasted text.
    fn pasted(&mut self, text: &str, ctx: &Ctx<'_>) -> Step;
    /// Takes a click.
    fn clicked(&mut self, at: Position, ctx: &Ctx<'_>) -> Step;
    /// Runs a command by its name (help, palette, configured keys).
    fn run(&mut self, id: &str, ctx: &Ctx<'_>) -> Step;
    /// Its commands with their keys, best first, each with why it cannot be used now.
    fn hints(&self, ctx: &Ctx<'_>) -> Vec<Hint>;
    /// The world was made anew.
    fn renewed(&mut self, ctx: &Ctx<'_>);
    /// Draws itself; returns where the hardware cursor stands.
    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position>;
    /// Whether letters type themselves, so that no global key counts.
    fn is_typing(&self) -> bool {
        false
    }
    /// Whether it is drawn over the screen below.
    fn is_overlay(&self) -> bool {
        false
    }
    /// What the line of hints says while letters type themselves and nothing is drawn over.
    fn foot(&self) -> &'static str {
        "Enter keeps the filter   Esc clears it"
    }
    /// What was typed and not saved: key and draft.
    fn draft(&self) -> Option<(String, Draft)> {
        None
    }
    /// The key of its draft, to be forgotten once it was saved.
    fn draft_key(&self) -> Option<String> {
        None
    }
    /// Whether what it shows is for nobody else: no key typed in it is remembered, and it is covered
    /// when nobody types.
    fn is_private(&self) -> bool {
        false
    }
    /// Takes what a concern says, as asked for with [`Effect::OpenConcern`].
    fn concern(&mut self, _id: ConcernId, _text: Option<ConcernText>, _ctx: &Ctx<'_>) -> Step {
        Step::Stay
    }
    /// Takes the points of a pool, as asked for with [`Effect::Score`].
    fn scored(&mut self, _scored: &Scored, _ctx: &Ctx<'_>) -> Step {
        Step::Stay
    }
    /// Takes what came of work about a sheet, as asked for with [`Effect::Sheet`]; passes where that
    /// was somebody else's.
    fn sheet(&mut self, _told: &SheetTold, _ctx: &Ctx<'_>) -> Step {
        Step::Pass
    }
    /// It was just opened: what it needs of the impure half it asks for.
    fn began(&mut self, _ctx: &Ctx<'_>) -> Step {
        Step::Stay
    }
    /// Something else is shown: what is for this screen alone is dropped.
    fn hide(&mut self) {}
    /// What was begun here with its rows was saved.
    fn acted(&mut self) {}
    /// Before going on something is asked, to be answered by doing it once more.
    fn asked(&mut self, _words: &str) {}
    /// Saving failed: why.
    fn refused(&mut self, _why: &str, _ctx: &Ctx<'_>) {}
    /// Where it stands.
    fn spot(&self) -> Spot {
        Spot::default()
    }
    /// Goes where it stood.
    fn go_to(&mut self, _spot: &Spot, _ctx: &Ctx<'_>) {}
}

impl<S: Screen> AnyScreen for S {
    fn title(&self, world: &World) -> String {
        Screen::title(self, world)
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        match keys::find(S::KEYS, key) {
            Some(bind) => run(self, bind.cmd, ctx),
            None => self.typed(key, ctx),
        }
    }

    fn pasted(&mut self, text: &str, ctx: &Ctx<'_>) -> Step {
        Screen::pasted(self, text, ctx)
    }

    fn clicked(&mut self, at: Position, ctx: &Ctx<'_>) -> Step {
        Screen::clicked(self, at, ctx)
    }

    fn run(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        match S::KEYS.iter().find(|bind| bind.id == id) {
            Some(bind) => run(self, bind.cmd, ctx),
            None => Step::Pass,
        }
    }

    fn hints(&self, ctx: &Ctx<'_>) -> Vec<Hint> {
        keys::hints(S::KEYS, |cmd| self.available(cmd, ctx).err().map(|why| why.to_string()))
    }

    fn renewed(&mut self, ctx: &Ctx<'_>) {
        Screen::renewed(self, ctx);
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        Screen::view(self, ctx, buf)
    }
}

fn run<S: Screen>(screen: &mut S, cmd: S::Cmd, ctx: &Ctx<'_>) -> Step {
    match screen.available(cmd, ctx) {
        Ok(()) => screen.update(cmd, ctx),
        Err(why) => why.into(),
    }
}
