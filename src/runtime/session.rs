//! One time that a scheme is open on the screen: its file, the snapshot of it, and what has become of both.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Local, NaiveDate, Utc};

use super::clock::Clock;
use super::papers::make_file;
use super::places::{Place, Places, documents};
use super::preferences::Preferences;
use super::user::User;
use crate::domain::erased::Ground;
use crate::domain::ids::{ConcernId, PersonId};
use crate::domain::records::ConcernText;
use crate::domain::settings::Key;
use crate::domain::verbs::{handed_over, may_erase};
use crate::domain::{Change, Scheme, admit};
use crate::export::person_data;
use crate::screens::{Head, World, named_in};
use crate::store::{Act, Applied, Draft, News, Stamp, Store, StoreError, Visit};

/// Entries of the history that screens see, newest first; more than a month of anybody's work.
const HEADS: usize = 500;
/// How often a change is tried while others are quicker. Each time somebody got something done.
const TRIES: usize = 1000;

/// What there was of others' writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caught {
    /// Nothing.
    Nothing,
    /// Somebody is in the middle of it: it is to be looked for again soon.
    Busy,
    /// Something, which is in the snapshot now.
    New,
}

/// An open scheme.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) store: Store,
    pub(super) scheme: Arc<Scheme>,
    clock: Box<dyn Clock>,
    user: User,
    places: Places,
    pub(super) preferences: Preferences,
    /// A throw-away copy: it keeps no visit and no place.
    practice: bool,
    opened: DateTime<Utc>,
    last_visit: Option<(NaiveDate, i64)>,
}

impl Session {
    /// Reads the scheme. `places` is where it is remembered how it was left.
    pub(super) fn open(
        mut store: Store,
        clock: Box<dyn Clock>,
        places: Places,
        practice: bool,
    ) -> Result<Self, StoreError> {
        let (scheme, _) = store.load()?;
        let user = User::here();
        let last_visit = last_visit(&store, &user, &places)?;
        let opened = clock.now();
        let scheme = Arc::new(scheme);
        let preferences = Preferences::nowhere();
        Ok(Self { store, scheme, clock, user, places, preferences, practice, opened, last_visit })
    }

    /// Goes on with another scheme; what there is to keep of the one before was kept by
    /// [`Session::leave`]. Where its file cannot be read, the one before stays open.
    pub(super) fn switch(&mut self, mut store: Store) -> Result<(), StoreError> {
        let (scheme, _) = store.load()?;
        self.last_visit = last_visit(&store, &self.user, &self.places)?;
        self.scheme = Arc::new(scheme);
        self.opened = self.clock.now();
        self.store = store;
        self.practice = false;
        Ok(())
    }

    /// The day it is.
    pub(super) fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// The clock, for deadlines.
    pub(super) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// Where answers to letters go.
    pub(super) fn reply_to(&self) -> &str {
        self.scheme.settings().text(Key::MailAddress)
    }

    /// The real path of the file.
    pub(super) fn file(&self) -> PathBuf {
        self.store.file().to_owned()
    }

    /// What the person who opened the file should know, one line each.
    pub(super) fn notices(&self) -> Vec<String> {
        self.store.notices().iter().map(ToString::to_string).collect()
    }

    /// Everything that screens know, as it is now.
    pub(super) fn world(&self) -> Result<World, StoreError> {
        let outside = self.store.outside()?;
        let mut world = World::with(Arc::clone(&self.scheme), self.today(), &outside);
        world.heads = self.store.heads(HEADS)?.into_iter().map(|head| self.shown(head)).collect();
        world.drafts = self.drafts()?;
        world.last_visit = self.last_visit;
        world.read_only = self.store.look_only().map(str::to_owned);
        world.practice = self.practice;
        world.folder = self.preferences.folder().or_else(documents).unwrap_or_default();
        let here = self.store.file().to_string_lossy();
        world.schemes = self.places.known().into_iter().filter(|file| *file != here).collect();
        Ok(world)
    }

    fn shown(&self, head: crate::store::Head) -> Head {
        Head {
            number: head.number,
            at: head.at,
            day: head.day,
            words: self.scheme.words(&head.words),
            about: named_in(&head.words),
            stands: head.act == Act::Change && head.live,
            who: head.who,
        }
    }

    /// Begun forms of this user. One that does not read as fields is passed over.
    fn drafts(&self) -> Result<BTreeMap<String, crate::ui::form::Draft>, StoreError> {
        let kept = self.store.drafts(&self.user.name)?;
        let read = |draft: Draft| Some((draft.key, serde_json::from_str(&draft.fields).ok()?));
        Ok(kept.into_iter().filter_map(read).collect())
    }

    /// Saves a change; gives back what was done, in words with names.
    ///
    /// Where somebody else was quicker, what they did is taken in, and the change is written if
    /// all that it touches still stands as it was and the scheme still admits it.
    pub(super) fn commit(&mut self, change: &Change) -> Result<String, StoreError> {
        for _ in 0..TRIES {
            admit(&self.scheme, change)
                .map_err(|why| StoreError::NotAdmitted { words: why.to_string() })?;
            match self.store.apply(&self.scheme, change, &self.stamp()) {
                Err(StoreError::Behind) => self.catch_up()?,
                done => return self.take(&done?),
            };
            if self.scheme.after(change).is_err() {
                return Err(StoreError::Behind);
            }
        }
        Err(StoreError::Busy)
    }

    /// Takes back one's own newest change that stands.
    pub(super) fn undo(&mut self) -> Result<String, StoreError> {
        self.again_while_behind(Store::undo)
    }

    /// Does again what was taken back last.
    pub(super) fn redo(&mut self) -> Result<String, StoreError> {
        self.again_while_behind(Store::redo)
    }

    /// Takes back one entry of the history.
    pub(super) fn undo_entry(&mut self, number: i64) -> Result<String, StoreError> {
        self.again_while_behind(|store, scheme, stamp| store.undo_entry(scheme, number, stamp))
    }

    /// Erases a person for good: here, in the history, in drafts and in own copies.
    pub(super) fn erase(&mut self, person: PersonId, ground: Ground) -> Result<String, StoreError> {
        for _ in 0..TRIES {
            may_erase(&self.scheme, self.today(), person)
                .map_err(|why| StoreError::NotAdmitted { words: why.to_string() })?;
            match self.store.erase(&self.scheme, person, ground, &self.stamp()) {
                Err(StoreError::Behind) => self.catch_up()?,
                done => {
                    let erasure = done?;
                    let said = self.take(&erasure.applied)?;
                    return Ok([vec![said], erasure.words()].concat().join(" "));
                }
            };
        }
        Err(StoreError::Busy)
    }

    /// Puts all that is kept of a person into a new file, and notes that in the history.
    pub(super) fn hand_over(
        &mut self,
        person: PersonId,
        file: &Path,
        json: bool,
        include: &[String],
    ) -> Result<String, String> {
        let mut concern = |id| self.store.concern_text(id).ok().flatten();
        let data = person_data(&self.scheme, self.today(), person, include, &mut concern);
        let data = data.map_err(|why| why.to_string())?;
        let text = if json { format!("{:#}\n", data.json()) } else { data.markdown() };
        make_file(file, text.as_bytes(), false)?;
        if self.store.look_only().is_none() {
            let words = handed_over(person, self.today());
            let noted = self.again_while_behind(|store, scheme, stamp| {
                store.note(scheme, words.clone(), stamp)
            });
            noted.map_err(|why| why.to_string())?;
        }
        let held = data.held().iter().filter(|one| one.words.is_none()).count();
        let held = if held == 0 { String::new() } else { format!("; {held} held back") };
        let name = crate::text::inert(&file.to_string_lossy()).into_owned();
        Ok(format!("All data of {} are in {name}{held}.", self.scheme.name(person)))
    }

    /// Makes a checked copy at a path where nothing is; one outside the scheme's own folder is
    /// noted in the history, and Today asks for none for a while.
    pub(super) fn copy_elsewhere(&mut self, file: &Path) -> Result<String, StoreError> {
        let (made, is_noted) = self.store.copy_to(&self.scheme, file, &self.stamp())?;
        self.catch_up()?;
        let kilobytes = made.bytes.div_ceil(1024);
        let file = crate::text::inert(&made.file.to_string_lossy()).into_owned();
        let inside = if is_noted {
            ""
        } else {
            " It is inside the data folder: make another one elsewhere."
        };
        Ok(format!("Copied and checked: {file} ({kilobytes} KB).{inside}"))
    }

    pub(super) fn again_while_behind(
        &mut self,
        act: impl Fn(&mut Store, &Scheme, &Stamp) -> Result<Applied, StoreError>,
    ) -> Result<String, StoreError> {
        for _ in 0..TRIES {
            let stamp = self.stamp();
            match act(&mut self.store, &self.scheme, &stamp) {
                Err(StoreError::Behind) => self.catch_up()?,
                done => return self.take(&done?),
            };
        }
        Err(StoreError::Busy)
    }

    /// Takes what was written into the snapshot, and says it.
    fn take(&mut self, done: &Applied) -> Result<String, StoreError> {
        if done.number != self.scheme.history()
            && done.onto(Arc::make_mut(&mut self.scheme)).is_err()
        {
            self.reload()?;
        }
        Ok(sentence(&self.scheme.words(&done.change.words)))
    }

    /// Takes in what the worker saved for us; gives back the world with it.
    pub(super) fn taken_in(&mut self) -> Result<World, StoreError> {
        for _ in 0..TRIES {
            if self.catch_up()? != Caught::Busy {
                break;
            }
        }
        self.world()
    }

    /// Takes in what others wrote.
    pub(super) fn catch_up(&mut self) -> Result<Caught, StoreError> {
        match self.store.since(self.scheme.history())? {
            News::Nothing => return Ok(Caught::Nothing),
            News::Busy => return Ok(Caught::Busy),
            News::Entries(entries) => {
                let scheme = Arc::make_mut(&mut self.scheme);
                if entries.iter().any(|entry| entry.onto(scheme).is_err()) {
                    self.reload()?;
                }
            }
            News::Reload => self.reload()?,
        }
        Ok(Caught::New)
    }

    /// Reads the whole file anew.
    pub(super) fn reload(&mut self) -> Result<(), StoreError> {
        self.scheme = Arc::new(self.store.load()?.0);
        Ok(())
    }

    /// What a concern says; it is read each time and kept nowhere (V5).
    pub(super) fn concern_text(&self, id: ConcernId) -> Result<Option<ConcernText>, StoreError> {
        self.store.concern_text(id)
    }

    /// Keeps what was typed in a form.
    pub(super) fn keep_draft(
        &self,
        key: String,
        fields: &crate::ui::form::Draft,
    ) -> Result<(), StoreError> {
        let fields = serde_json::to_string(fields).unwrap_or_default();
        let draft = Draft { key, fields, saved: self.clock.now() };
        self.store.draft_save(&self.user.name, &draft)
    }

    /// Forgets what was typed in a form.
    pub(super) fn drop_draft(&self, key: &str) -> Result<(), StoreError> {
        self.store.draft_drop(&self.user.name, key)
    }

    /// Where the scheme was left earlier today; on another day the work begins with Today.
    pub(super) fn place(&self) -> Option<Place> {
        let place = self.places.of(self.store.file()).filter(|_| !self.practice)?;
        let today = self.clock.now().date_naive();
        place.left.is_some_and(|left| left.date_naive() == today).then_some(place)
    }

    /// Keeps where the scheme is left now, and that it was open until now.
    pub(super) fn leave(&self, screen: &str, row: Option<String>) {
        if self.practice {
            return;
        }
        let (until, seen) = (self.clock.now(), self.scheme.history());
        let place = Place { screen: screen.to_owned(), row, left: Some(until), seen };
        self.places.keep(self.store.file(), place);
        let User { name: who, host } = self.user.clone();
        let visit = Visit { who, host, since: self.opened, until, history: seen };
        // a file that has gone or is open to look keeps no visit; the place above is enough then
        let _unkept = self.store.visit_save(&visit);
    }

    /// When, where and by whom something is done now.
    pub(super) fn stamp(&self) -> Stamp {
        let User { name: who, host } = self.user.clone();
        Stamp { now: self.clock.now(), day: self.today(), who, host }
    }
}

/// The last visit of this user: from the file, or from this machine where the file could only be
/// looked at; the later one counts.
fn last_visit(
    store: &Store,
    user: &User,
    places: &Places,
) -> Result<Option<(NaiveDate, i64)>, StoreError> {
    let kept = store.visit_last(&user.name)?.map(|visit| (visit.until, visit.history));
    let here = places.of(store.file()).and_then(|place| Some((place.left?, place.seen)));
    let last = kept.into_iter().chain(here).max();
    Ok(last.map(|(until, seen)| (until.with_timezone(&Local).date_naive(), seen)))
}

/// Words as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    let mut sentence: String = first.into_iter().flatten().chain(letters).collect();
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests;
