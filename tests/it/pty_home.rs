//! The home of one user with the fixed week in a file, and the program itself started there on a terminal.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::{Days, TimeDelta};
use matchbook::sample;
use matchbook::store::{Access, Stamp, Store, newest_backup};
use tempfile::TempDir;

use crate::pty_desk::{Desk, Link};
use crate::small_scheme::day;
use crate::store_support::{by, folder, noon};

/// The day it is for the program.
pub(crate) const TODAY: &str = "2026-03-03";

/// A home of one user with the fixed week in a file.
pub(crate) struct Home {
    pub(crate) folder: TempDir,
    pub(crate) file: PathBuf,
}

impl Home {
    /// The fixed week, made a week ago by somebody else.
    pub(crate) fn with_the_week() -> Self {
        let folder = folder();
        let file = folder.path().join("scheme.db");
        let mut store = Store::create(&file).unwrap();
        let (empty, _) = store.load().unwrap();
        let week = sample::change_of(sample::week(day(TODAY)), "the sample scheme");
        let earlier = Stamp {
            now: noon(TODAY) - TimeDelta::days(7),
            day: day(TODAY) - Days::new(7),
            ..by("somebody else")
        };
        store.apply(&empty, &week, &earlier).unwrap();
        Self { folder, file }
    }

    /// The program on this file as the user Ana opens it.
    pub(crate) fn open(&self, link: Link, more: &[(&str, &str)]) -> Desk {
        let file = self.file.to_str().unwrap();
        let program = [env!("CARGO_BIN_EXE_matchbook"), "--db", file, "--on", TODAY];
        self.run(link, &program, more)
    }

    /// A command in this home.
    pub(crate) fn run(&self, link: Link, command: &[&str], more: &[(&str, &str)]) -> Desk {
        let home = self.folder.path().to_str().unwrap();
        let state = format!("{home}/state");
        let data = format!("{home}/data");
        let own =
            [("HOME", home), ("XDG_STATE_HOME", &state), ("XDG_DATA_HOME", &data), ("USER", "ana")];
        let env: Vec<(&str, &str)> = own.into_iter().chain(more.iter().copied()).collect();
        Desk::start(link, command, &env)
    }

    /// The dashboard, once it stands.
    pub(crate) fn opened(&self, link: Link) -> Desk {
        let desk = self.open(link, &[]);
        desk.wait_text("1 Today");
        desk
    }

    /// Waits until the program has made its copy of the day, so that it writes nothing by itself.
    pub(crate) fn wait_for_the_copy_of_the_day(&self) {
        let begun = Instant::now();
        while newest_backup(&self.file).is_none() {
            assert!(begun.elapsed() < Duration::from_secs(20), "no copy was made");
            std::thread::yield_now();
        }
    }

    /// Words of the history after the sample, oldest first.
    pub(crate) fn done(&self) -> Vec<String> {
        let store = Store::open(&self.file, Access::Look).unwrap();
        store.heads_after(1).unwrap().into_iter().map(|head| head.words).collect()
    }

    /// Texts of Ana's drafts.
    pub(crate) fn drafts(&self) -> Vec<String> {
        let store = Store::open(&self.file, Access::Look).unwrap();
        store.drafts("ana").unwrap().into_iter().map(|draft| draft.fields).collect()
    }
}

/// Goes to the form of a new person and types a name into it.
pub(crate) fn type_a_name(desk: &Desk, name: &str) {
    desk.send("4");
    desk.wait_text("[4 People");
    desk.send("n");
    desk.wait_text("New person");
    desk.send(name);
    desk.wait_text(name);
}
