//! One time that a scheme is open on the screen: its file, the snapshot of it, and what has become of both.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Local, NaiveDate, Utc};

use super::clock::Clock;
use super::places::{Place, Places};
use super::user::User;
use crate::domain::ids::ConcernId;
use crate::domain::records::ConcernText;
use crate::domain::{Change, Scheme, admit};
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
    store: Store,
    scheme: Arc<Scheme>,
    clock: Box<dyn Clock>,
    user: User,
    places: Places,
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
        Ok(Self { store, scheme, clock, user, places, practice, opened, last_visit })
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

    fn again_while_behind(
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
    pub(super) fn leave(&self, screen: &str, row: Option<String>, filter: String) {
        if self.practice {
            return;
        }
        let (until, seen) = (self.clock.now(), self.scheme.history());
        let place = Place { screen: screen.to_owned(), row, filter, left: Some(until), seen };
        self.places.keep(self.store.file(), place);
        let User { name: who, host } = self.user.clone();
        let visit = Visit { who, host, since: self.opened, until, history: seen };
        // a file that has gone or is open to look keeps no visit; the place above is enough then
        let _unkept = self.store.visit_save(&visit);
    }

    fn stamp(&self) -> Stamp {
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
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::domain::change::Builder;
    use crate::domain::records::Topic;
    use crate::runtime::clock::Fixed;
    use crate::store::Access;

    /// A session of its own over the file.
    fn session(folder: &tempfile::TempDir, access: Access) -> Session {
        let file = folder.path().join("scheme.db");
        let store = if file.exists() { Store::open(&file, access) } else { Store::create(&file) };
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_515);
        let clock = Fixed { today: now.date_naive(), now };
        let places = Places::in_file(folder.path().join("places.json"));
        Session::open(store.unwrap(), Box::new(clock), places, false).unwrap()
    }

    /// A change that adds a topic.
    fn topic(session: &Session, name: &str) -> Change {
        let mut builder = Builder::new(&session.scheme);
        let id = builder.new_id::<Topic>();
        builder.put(Topic { id, name: name.into(), same_as: None });
        builder.done(format!("{name} added"))
    }

    fn topics(session: &Session) -> Vec<String> {
        session.scheme.all::<Topic>().map(|topic| topic.name.to_string()).collect()
    }

    #[test]
    fn words_become_a_sentence_once() {
        assert_eq!(sentence("ana accepted; a pair starts"), "Ana accepted; a pair starts.");
        assert_eq!(sentence("Done."), "Done.");
        assert_eq!(sentence(""), "");
    }

    #[test]
    fn what_is_saved_is_in_the_world_and_undone_and_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut one = session(&folder, Access::Write);
        let change = topic(&one, "writing");
        assert_eq!(one.commit(&change).unwrap(), "Writing added.");
        assert_eq!(topics(&one), ["writing"]);
        assert_eq!(one.world().unwrap().done_today(), 1);
        assert_eq!(one.undo().unwrap(), "Undone: writing added.");
        assert_eq!(topics(&one), [""; 0]);
        assert_eq!(one.world().unwrap().done_today(), 0);
        one.redo().unwrap();
        assert_eq!(topics(&one), ["writing"]);
        assert!(matches!(one.redo(), Err(StoreError::NothingToRedo)));
    }

    #[test]
    fn a_change_built_before_anothers_is_written_when_it_touches_other_records() {
        let folder = tempfile::tempdir().unwrap();
        let mut one = session(&folder, Access::Write);
        one.commit(&topic(&one, "writing")).unwrap();
        let mut two = session(&folder, Access::Write);
        let mut rename = Builder::new(&one.scheme);
        let id = one.scheme.all::<Topic>().next().unwrap().id;
        rename.change::<Topic>(id, |topic| topic.name = "speaking".into());
        let rename = rename.done("renamed");
        two.commit(&topic(&two, "coding")).unwrap();
        one.commit(&rename).unwrap();
        assert_eq!(topics(&one), ["speaking", "coding"]);
        assert_eq!(two.catch_up().unwrap(), Caught::New);
        assert_eq!(topics(&two), topics(&one));
        assert_eq!(two.catch_up().unwrap(), Caught::Nothing);
    }

    #[test]
    fn a_change_of_a_record_that_another_changed_is_refused_and_the_other_one_stands() {
        let folder = tempfile::tempdir().unwrap();
        let mut one = session(&folder, Access::Write);
        one.commit(&topic(&one, "writing")).unwrap();
        let mut two = session(&folder, Access::Write);
        let rename = |session: &Session, name: &str| {
            let mut builder = Builder::new(&session.scheme);
            let id = session.scheme.all::<Topic>().next().unwrap().id;
            builder.change::<Topic>(id, |topic| topic.name = name.into());
            builder.done("renamed")
        };
        let late = rename(&one, "speaking");
        two.commit(&rename(&two, "listening")).unwrap();
        assert!(matches!(one.commit(&late), Err(StoreError::Behind)));
        assert_eq!(topics(&one), ["listening"], "what the other did is taken in");
    }

    #[test]
    fn drafts_come_back_until_they_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let one = session(&folder, Access::Write);
        let draft = BTreeMap::from([("note".to_owned(), "half a sent".to_owned())]);
        one.keep_draft("close:M17".to_owned(), &draft).unwrap();
        let two = session(&folder, Access::Write);
        assert_eq!(two.world().unwrap().drafts.get("close:M17"), Some(&draft));
        two.drop_draft("close:M17").unwrap();
        assert!(one.world().unwrap().drafts.is_empty());
    }

    #[test]
    fn the_last_visit_and_place_are_known_next_time_even_of_a_file_opened_to_look() {
        let folder = tempfile::tempdir().unwrap();
        let mut one = session(&folder, Access::Write);
        assert_eq!(one.world().unwrap().last_visit, None);
        one.commit(&topic(&one, "writing")).unwrap();
        one.leave("Pairs", Some("M17".to_owned()), "ana".to_owned());
        let two = session(&folder, Access::Look);
        assert!(two.world().unwrap().read_only.is_some());
        assert_eq!(two.last_visit.map(|(_, seen)| seen), Some(1));
        let place = two.place().unwrap();
        assert_eq!((place.screen.as_str(), place.row.as_deref()), ("Pairs", Some("M17")));
        assert_eq!(place.filter, "ana");
        two.leave("People", None, String::new());
        assert_eq!(session(&folder, Access::Look).place().unwrap().screen, "People");
    }
}
