//! The dashboard: the pure program, the open scheme, and the loop's events between them.

mod work;

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use color_eyre::Result;
use color_eyre::eyre::WrapErr;
use ratatui::Frame;

use super::care::{Care, Chore, Heard, do_chore};
use super::clock::Clock;
use super::effects::{news, perform, posted, renewed};
use super::event_loop::{Ended, Event, Options, Program, run_program};
use super::jobs::{Ticket, Worker};
use super::opener::Opener;
use super::places::{Places, from_home};
use super::preferences::Preferences;
use super::recent::Recent;
use super::session::Session;
use super::terminal;
use super::wait::{Input, Waker};
use super::watch::FileWatch;
use crate::app::{self, Model, Msg};
use crate::screens::{Effect, Pace, Spot};
use crate::store::{Access, Store, StoreError};
use crate::ui::keys::Key;
use crate::ui::theme::Theme;

/// What was typed in a form is stored at most this much later (tui-ux 5.25: 2 s).
const KEEP_AFTER: Duration = Duration::from_millis(1500);

/// What is private is covered when nothing was typed for this long.
const COVER_AFTER: Duration = Duration::from_mins(5);

/// Pauses between looks at a file that somebody is writing to: the first, doubled up to the last.
const AGAIN_FIRST: Duration = Duration::from_millis(20);
const AGAIN_LAST: Duration = Duration::from_secs(1);

/// How often the progress of long work is shown anew.
const PROGRESS: Duration = Duration::from_millis(100);

/// How the dashboard is shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Looks {
    /// Lines of `- | +` and no sign beyond ASCII.
    pub ascii: bool,
    /// The scheme is a throw-away copy, marked PRACTICE.
    pub practice: bool,
}

/// Runs the dashboard over an open scheme until it is left. The terminal is as before afterwards;
/// on [`Ended::Quit`] the lines are the receipt, to be printed.
pub fn run_dashboard(
    store: Store,
    clock: Box<dyn Clock>,
    looks: Looks,
) -> Result<(Ended, Vec<String>)> {
    let places = if looks.practice { Places::nowhere() } else { Places::of_user() };
    let preferences = Preferences::of_user();
    let mut receipt = Vec::new();
    let ended = run_program(Options { mouse: preferences.mouse() }, &mut receipt, |start| {
        let mut dashboard = Dashboard::new(store, clock, places, looks, start.size)?;
        dashboard.start(preferences, looks, start.waker)?;
        Ok(dashboard)
    })?;
    Ok((ended, receipt))
}

/// The program on the loop; also driven by tests, key by key.
#[derive(Debug)]
pub struct Dashboard {
    model: Model,
    session: Session,
    preferences: Preferences,
    recent: Recent,
    /// Whether clicks and the wheel are taken.
    mouse: bool,
    watch: Option<FileWatch>,
    /// What wakes the loop, to watch another file with.
    waker: Option<Waker>,
    worker: Option<Worker<Chore, Heard>>,
    /// What starts the mail program.
    opener: Opener,
    /// The long work that the worker is at, since when: its progress is shown.
    long: Option<(Ticket, Arc<Pace>, Instant)>,
    /// A sheet that the worker saves: until then nobody looks for what is new in the file.
    saving: Option<Ticket>,
    /// Until when what was typed must be stored.
    keep_at: Option<Instant>,
    /// When to look again for what somebody was in the middle of writing. The journal vanishes, and
    /// we are told of that, a little before the writer lets go of the file.
    again: Option<(Instant, Duration)>,
    /// When something was typed last.
    typed: Instant,
}

impl Dashboard {
    /// The dashboard at the place where the scheme was left, on a screen of so many columns and
    /// rows. It watches nothing and works at nothing by itself.
    pub fn new(
        store: Store,
        clock: Box<dyn Clock>,
        places: Places,
        looks: Looks,
        size: (u16, u16),
    ) -> Result<Self> {
        let session =
            Session::open(store, clock, places, looks.practice).wrap_err("reading the scheme")?;
        let theme = Theme::new(!terminal::no_color(), looks.ascii);
        let mut model = Model::new(session.world().wrap_err("reading the scheme")?, theme, size);
        if let Some(place) = session.place() {
            // a filter of before would hide rows unseen
            let spot = Spot { row: place.row, filter: String::new() };
            model.go_to(&place.screen, &spot);
        }
        let notices = session.notices();
        let mut dashboard = Self {
            model,
            session,
            preferences: Preferences::nowhere(),
            recent: Recent::nowhere(),
            mouse: true,
            watch: None,
            waker: None,
            worker: None,
            opener: Opener::of_user(),
            long: None,
            saving: None,
            keep_at: None,
            again: None,
            typed: Instant::now(),
        };
        for notice in notices {
            dashboard.tell(Msg::Said(notice));
        }
        Ok(dashboard)
    }

    /// Takes what its user likes on this machine, and begins to watch the file.
    pub(super) fn start(
        &mut self,
        preferences: Preferences,
        looks: Looks,
        waker: Waker,
    ) -> Result<()> {
        self.mouse = preferences.mouse();
        self.recent = if looks.practice { Recent::nowhere() } else { Recent::of_user() };
        self.session.preferences = preferences.clone();
        self.preferences = preferences;
        self.watch(waker)?;
        for msg in renewed(&self.session).wrap_err("reading the scheme")? {
            self.tell(msg);
        }
        Ok(())
    }

    /// Starts to watch the file for changes of others, and to look after it in the background.
    fn watch(&mut self, waker: Waker) -> Result<()> {
        let file = self.session.file();
        self.watch = Some(FileWatch::start(&file, waker.clone()));
        self.waker = Some(waker.clone());
        self.opener.wakes(waker.clone());
        self.opener.tidy(self.session.clock().now());
        let mut worker = Worker::start(do_chore, waker).wrap_err("starting the worker")?;
        let world = self.model.world();
        worker.give(Chore::Care(Care {
            file,
            now: self.session.clock().now(),
            changed: world.heads.first().map(|head| head.at),
            copy: world.read_only.is_none() && !world.practice,
        }));
        self.worker = Some(worker);
        Ok(())
    }

    /// Tells the program something, and does all that it then asks for.
    pub(super) fn tell(&mut self, msg: Msg) {
        let mut effects = VecDeque::from(app::update(&mut self.model, msg));
        while let Some(effect) = effects.pop_front() {
            let msgs = if effect == Effect::Backup {
                self.back_up()
            } else if let Effect::Post { letters, by } = &effect {
                posted(&mut self.session, &self.opener, letters, by)
            } else if let Effect::Score(work) = effect {
                self.mind_scoring(work)
            } else if let Effect::Sheet(work) = effect {
                self.mind_sheet(work)
            } else if effect == Effect::Mouse {
                vec![self.turn_mouse()]
            } else if let Effect::OpenScheme { file, create } = &effect {
                match self.open_scheme(file, *create) {
                    Ok(()) => Vec::new(),
                    Err(error) => vec![Msg::Failed(error.to_string())],
                }
            } else {
                if matches!(effect, Effect::Erase { .. }) {
                    self.opener.clear(self.session.clock().now());
                }
                perform(&mut self.session, effect)
            };
            for msg in msgs {
                effects.extend(app::update(&mut self.model, msg));
            }
        }
    }

    /// Leaves this scheme as on quitting and goes on with another one, from its first screen.
    fn open_scheme(&mut self, typed: &str, create: bool) -> std::result::Result<(), StoreError> {
        let file = from_home(typed);
        let store = if create { Store::create(&file) } else { Store::open(&file, Access::Write) }?;
        for (key, draft) in self.model.unkept_drafts() {
            self.session.keep_draft(key, &draft)?;
        }
        let (screen, spot) = self.model.spot();
        self.session.leave(screen, spot.row);
        self.session.switch(store)?;
        self.model.begin_anew(self.session.world()?);
        if let Some(waker) = self.waker.clone() {
            self.watch = Some(FileWatch::start(&self.session.file(), waker));
        }
        let name = self.model.world().name().to_owned();
        let mut words = vec![format!("Open now: {name}.")];
        words.extend(self.session.notices());
        for said in words {
            self.tell(Msg::Said(said));
        }
        Ok(())
    }

    /// Takes clicks and the wheel, or leaves them to the terminal; kept for the next time.
    fn turn_mouse(&mut self) -> Msg {
        let on = !self.mouse;
        self.mouse = on;
        self.preferences.keep_mouse(on);
        terminal::take_mouse(on);
        Msg::Said(if on {
            "The mouse is on: a click selects, the wheel moves. Shift and dragging mark text."
                .to_owned()
        } else {
            "The mouse is off: the terminal marks text by itself. : mouse turns it on.".to_owned()
        })
    }

    /// Presses a key, with all that follows from it.
    pub fn press(&mut self, key: Key) {
        self.tell(Msg::Key(key));
        self.mind_drafts();
    }

    /// What the program holds, for tests to look at.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Takes in what others wrote and a day that has begun; true when anything is new.
    pub fn look_around(&mut self) -> bool {
        let (mut msgs, is_busy) = news(&mut self.session);
        let pause = self.again.map_or(AGAIN_FIRST, |(_, pause)| (pause * 2).min(AGAIN_LAST));
        self.again = is_busy.then(|| (Instant::now() + pause, pause));
        if msgs.is_empty() && self.session.today() != self.model.world().today {
            msgs = renewed(&self.session).unwrap_or_else(|e| vec![Msg::Failed(e.to_string())]);
        }
        let is_new = !msgs.is_empty();
        for msg in msgs {
            self.tell(msg);
        }
        is_new
    }

    /// Says what the mail program came to; true when there was anything.
    fn hear_opener(&mut self) -> bool {
        let troubles = self.opener.troubles();
        let any = !troubles.is_empty();
        for why in troubles {
            self.tell(Msg::Failed(why));
        }
        any
    }

    /// Sets when what was typed must be stored, and stores it when that is past.
    fn mind_drafts(&mut self) {
        if self.model.unkept_drafts().is_empty() {
            self.keep_at = None;
        } else if self.keep_at.is_none() {
            self.keep_at = Some(Instant::now() + KEEP_AFTER);
        }
        if self.keep_at.is_some_and(|at| at <= Instant::now()) {
            self.keep_at = None;
            self.tell(Msg::KeepDrafts);
        }
    }

    /// When what is private is to be covered.
    fn cover_at(&self) -> Option<Instant> {
        self.model.shows_private().then(|| self.typed + COVER_AFTER)
    }

    /// The loop woke without a key: a job, the file, the day, a draft.
    fn mind_the_rest(&mut self) -> bool {
        let is_heard = self.hear_worker() | self.hear_opener();
        let is_told = self.watch.as_ref().is_some_and(FileWatch::take_changed);
        let is_new_day = self.session.today() != self.model.world().today;
        let is_again = self.again.is_some_and(|(at, _)| at <= Instant::now());
        let may_look = self.saving.is_none();
        let is_new = (is_told || is_new_day || is_again) && may_look && self.look_around();
        let had_draft = self.keep_at.is_some();
        self.mind_drafts();
        let is_covered = self.cover_at().is_some_and(|at| at <= Instant::now());
        if is_covered {
            self.tell(Msg::Cover);
        }
        let is_late = self.mind_late();
        is_late || is_heard || is_new || is_covered || (had_draft && self.keep_at.is_none())
    }
}

impl Program for Dashboard {
    fn handle(&mut self, event: Event) -> Result<bool> {
        #[cfg(debug_assertions)]
        super::panics::rehearse(&event);
        match event {
            Event::Woken | Event::Due => return Ok(self.mind_the_rest()),
            Event::Resized { columns, rows } => self.tell(Msg::Resize(columns, rows)),
            Event::Input(input) => {
                self.typed = Instant::now();
                // a key on the morning after means the new day
                if self.session.today() != self.model.world().today {
                    self.look_around();
                }
                self.tell(match input {
                    Input::Key(key) => Msg::Key(key),
                    Input::Paste(text) => Msg::Paste(text),
                    Input::Click { column, row } => Msg::Click(column, row),
                    Input::Wheel(notches) => Msg::Wheel(notches),
                });
                self.mind_drafts();
            }
        }
        Ok(true)
    }

    fn at_most(&self) -> Option<Duration> {
        let until = |at: Instant| at.saturating_duration_since(Instant::now());
        let (keep, again) = (self.keep_at.map(until), self.again.map(|(at, _)| until(at)));
        let look = self.watch.as_ref().and_then(FileWatch::look_every);
        let cover = self.cover_at().map(until);
        let progress = self.long.as_ref().map(|_| PROGRESS);
        [keep, again, look, cover, progress, self.session.clock().until_tomorrow()]
            .into_iter()
            .flatten()
            .min()
    }

    fn draw(&mut self, frame: &mut Frame<'_>) {
        app::view(&self.model, frame);
    }

    fn finished(&self) -> bool {
        self.model.is_over()
    }

    fn leave(&mut self, _why: Ended) {
        self.tell(Msg::KeepDrafts);
        let (screen, spot) = self.model.spot();
        self.session.leave(screen, spot.row);
    }

    fn receipt(&self) -> Vec<String> {
        super::receipt::lines(&self.model)
    }
}

#[cfg(test)]
mod tests;
