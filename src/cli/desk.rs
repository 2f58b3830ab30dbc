//! The open scheme behind a command: which file, which day, and how a change gets into it.

use std::path::PathBuf;

use chrono::NaiveDate;
use color_eyre::Result;
use color_eyre::eyre::{WrapErr, eyre};
use etcetera::BaseStrategy;

use super::args::Global;
use super::fail;
use super::output::Out;
use crate::domain::admit::admitted;
use crate::domain::settings::Key;
use crate::domain::{Change, Refusal, Scheme};
use crate::runtime::{Clock, System, User};
use crate::store::{Access, Applied, News, Notice, Stamp, Store, StoreError};
use crate::text::days::{Lean, Order, read_day};

/// How often a change is built anew when others write at the same time. Each failed try means
/// that somebody else got something done.
const TRIES: usize = 1000;

/// How often a file is waited for that somebody keeps locked; the store waits 5 seconds each time.
const WAITS: usize = 2;

/// An open scheme and the day it is.
pub(super) struct Desk {
    /// The file.
    pub(super) store: Store,
    /// What is in it.
    pub(super) scheme: Scheme,
    /// The day it is, which `--on` may set.
    pub(super) today: NaiveDate,
    clock: System,
}

/// The file that the global options name, else `scheme.db` in the platform's data folder.
pub(super) fn file(global: &Global) -> Result<PathBuf> {
    if let Some(file) = named(global) {
        return Ok(file);
    }
    let base = etcetera::choose_base_strategy()
        .map_err(|_| eyre!("your home folder is not known: name the scheme's file with --db"))?;
    Ok(base.data_dir().join("matchbook").join("scheme.db"))
}

/// The file that somebody named; an empty name is none.
fn named(global: &Global) -> Option<PathBuf> {
    global.db.as_ref().filter(|file| !file.is_empty()).map(PathBuf::from)
}

/// Whether somebody is here for the first time: nobody named a file, and none is in its place.
pub(super) fn is_first(global: &Global) -> Result<bool> {
    Ok(named(global).is_none() && file(global)?.symlink_metadata().is_err())
}

/// Opens that file. Where nobody named one and none is there, somebody is here for the first time.
pub(super) fn store(global: &Global, access: Access) -> Result<Store> {
    let file = file(global)?;
    if named(global).is_none() && file.symlink_metadata().is_err() {
        let first = Store::open(&file, access);
        if matches!(first, Err(StoreError::Missing { .. } | StoreError::Folder { .. })) {
            return Err(eyre!(
                "there is no scheme yet: make one with matchbook init, or look around with matchbook demo"
            ));
        }
    }
    Ok(Store::open(&file, access)?)
}

/// The clock, with the day that `--on` names.
pub(super) fn clock(global: &Global) -> Result<System> {
    let machine = System::default().today();
    let on = global.on.as_deref().map(|typed| {
        read_day(typed, machine, Lean::Past, Order::Dmy)
            .map_err(|why| eyre!("--on '{typed}': {why}"))
    });
    Ok(System { on: on.transpose()? })
}

/// The instant and the person for the history.
pub(super) fn stamp(clock: System) -> Stamp {
    let User { name: who, host } = User::here();
    Stamp { now: clock.now(), day: clock.today(), who, host }
}

impl Desk {
    /// Opens the scheme that the global options name, and says what its user should know.
    pub(super) fn open(global: &Global) -> Result<Self> {
        let access = if global.read_only { Access::Look } else { Access::Write };
        Self::of(store(global, access)?, clock(global)?)
    }

    /// Reads the scheme of an open file.
    pub(super) fn of(mut store: Store, clock: System) -> Result<Self> {
        let (scheme, _) = store.load()?;
        for notice in store.notices().iter().filter(|notice| is_news(notice)) {
            fail::say(&notice.to_string());
        }
        Ok(Self { store, scheme, today: clock.today(), clock })
    }

    /// The instant and the person for the history.
    pub(super) fn stamp(&self) -> Stamp {
        stamp(self.clock)
    }

    /// A day that was typed as the value of an option; today if it was not.
    pub(super) fn day(&self, option: &str, typed: Option<&str>, lean: Lean) -> Result<NaiveDate> {
        Ok(self.day_if(option, typed, lean)?.unwrap_or(self.today))
    }

    /// A day that was typed as the value of an option.
    pub(super) fn day_if(
        &self,
        option: &str,
        typed: Option<&str>,
        lean: Lean,
    ) -> Result<Option<NaiveDate>> {
        let order = match self.scheme.settings().text(Key::DateOrder) {
            "mdy" => Order::Mdy,
            "ymd" => Order::Ymd,
            _ => Order::Dmy,
        };
        typed
            .map(|typed| {
                read_day(typed, self.today, lean, order)
                    .map_err(|why| eyre!("{option} '{typed}': {why}"))
            })
            .transpose()
    }

    /// Builds a change upon the scheme, writes it, and says in words what was done. Where somebody
    /// else was quicker it takes in what they did and builds it anew.
    pub(super) fn act(
        &mut self,
        out: &mut Out<'_>,
        build: impl Fn(&Scheme) -> Result<Change, Refusal>,
    ) -> Result<()> {
        let change = self.keep(build)?;
        self.tell(&change, out)
    }

    /// Says in words what was done.
    pub(super) fn tell(&self, change: &Change, out: &mut Out<'_>) -> Result<()> {
        if change.is_empty() {
            return out.line("Nothing to change: it is so already.");
        }
        out.line(&format!("{}.", capital(&self.scheme.words(&change.words))))?;
        out.line("undo with: matchbook undo")
    }

    /// Builds a change and writes it, in silence.
    pub(super) fn keep(
        &mut self,
        build: impl Fn(&Scheme) -> Result<Change, Refusal>,
    ) -> Result<Change> {
        self.write(|desk| desk.try_once(build(&desk.scheme)))
    }

    /// Writes what was built, once; for [`Self::write`].
    pub(super) fn try_once(&mut self, built: Result<Change, Refusal>) -> Result<Applied> {
        let change = built.map_err(|refusal| refused(&refusal))?;
        let after = admitted(&self.scheme, &change).map_err(|refusal| refused(&refusal))?;
        let stamp = self.stamp();
        let applied = self.store.apply(&self.scheme, &change, &stamp)?;
        self.scheme = after.at_history(applied.number);
        Ok(applied)
    }

    /// Notes in the history what left the scheme, unless nothing may be written.
    pub(super) fn note(&mut self, words: &str) -> Result<()> {
        if self.store.look_only().is_none() {
            let words = words.to_owned();
            self.write(|desk| Ok(desk.store.note(&desk.scheme, words.clone(), &desk.stamp())?))?;
        }
        Ok(())
    }

    /// Writes with `write`, again and again while others are quicker, and takes it into the scheme.
    pub(super) fn write(&mut self, write: impl Fn(&mut Self) -> Result<Applied>) -> Result<Change> {
        let mut waits = 0;
        for _ in 0..TRIES {
            let error = match write(self) {
                Ok(applied) if applied.number == self.scheme.history() => {
                    return Ok(applied.change);
                }
                Ok(applied) => {
                    applied.onto(&mut self.scheme).wrap_err("reading what was saved")?;
                    return Ok(applied.change);
                }
                Err(error) => error,
            };
            match error.downcast_ref::<StoreError>() {
                Some(StoreError::Busy) if waits < WAITS => waits += 1,
                Some(StoreError::Behind | StoreError::Stale { .. }) => {}
                _ => return Err(error),
            }
            self.catch_up()?;
        }
        Err(eyre!("others keep changing the scheme: nothing was changed, try again in a moment"))
    }

    fn catch_up(&mut self) -> Result<()> {
        match self.store.since(self.scheme.history())? {
            News::Nothing | News::Busy => {}
            News::Entries(entries) => {
                for entry in entries {
                    entry.onto(&mut self.scheme).wrap_err("reading what others changed")?;
                }
            }
            News::Reload => self.scheme = self.store.load()?.0,
        }
        Ok(())
    }
}

/// Whether a command says it. That a file may not be written matters to what would write, and is
/// its refusal there.
fn is_news(notice: &Notice) -> bool {
    !matches!(notice, Notice::LookOnly { why } if why.ends_with("read-only"))
}

/// Words as a sentence begins.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    first.map_or_else(String::new, |first| first.chain(letters).collect())
}

/// A refusal in one line: where it was, and how it may be over-ruled (M3).
pub(super) fn refused(refusal: &Refusal) -> color_eyre::Report {
    match refusal {
        Refusal::Rule { rule: "self", why, .. } => {
            eyre!("{why} (hard rule self): name somebody else")
        }
        Refusal::Rule { rule, hard: false, why } => {
            eyre!("{why} (rule {rule}): to do it all the same add --because 'REASON'")
        }
        Refusal::Rule { rule, hard: true, why } => {
            eyre!(
                "{why} (hard rule {rule}): to do it all the same add --because 'REASON' --confirm"
            )
        }
        Refusal::Doubt { why, insist } => eyre!("{why}: to {insist} add --again"),
        Refusal::Field { field, why } => eyre!("{}: {why}", field.replace('_', " ")),
        Refusal::NotFound(_) => {
            eyre!("{refusal}: matchbook search finds people, requests and pairs")
        }
        Refusal::EndBeforeStart { .. } | Refusal::Changed(_) | Refusal::Because(_) => {
            eyre!("{refusal}")
        }
    }
}
