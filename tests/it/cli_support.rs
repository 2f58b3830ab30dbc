//! What the tests of the commands share: a small scheme in a file, and running the program on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use matchbook::domain::codes::TopicSide;
use matchbook::domain::{Change, Edit, Table};
use matchbook::store::Store;
use tempfile::TempDir;

use crate::small_scheme::Small;
use crate::store_support::{by, folder};

/// A file with a scheme, in a folder that is also the user's home.
pub(crate) struct Desk {
    home: TempDir,
    pub(crate) file: PathBuf,
}

/// What a command did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    /// A home without any scheme.
    pub(crate) fn empty() -> Self {
        let home = folder();
        let file = home.path().join("scheme.db");
        Self { home, file }
    }

    /// A scheme as its records say.
    pub(crate) fn with(small: &Small) -> Self {
        let desk = Self::empty();
        let mut store = Store::create(&desk.file).unwrap();
        let (empty, _) = store.load().unwrap();
        let tables = small.scheme.tables();
        let mut ids = Vec::new();
        tables.each(&mut |table, id, _| ids.push((table, id)));
        ids.sort_by_key(|(table, id)| {
            (Table::ALL.iter().position(|known| known == table).unwrap(), *id)
        });
        let edit = |(table, id)| Edit { before: None, after: tables.record(table, id) };
        let edits = ids.into_iter().map(edit).collect();
        let change = Change { words: "a test begins".to_owned(), edits };
        store.apply(&empty, &change, &by("somebody else")).unwrap();
        desk
    }

    /// Tom Reed (P1, two places) mentors Ana Costa (P3) since 5 January as M1; Ben Okafor (P4)
    /// asked for leadership on 20 February, and R1 waits with Tom; Priya Nair (P2) offers
    /// leadership and has two free places.
    pub(crate) fn small() -> Self {
        let mut small = Small::default();
        let tom = small.mentor("Tom Reed", 2);
        let priya = small.mentor("Priya Nair", 2);
        let ana = small.mentee("Ana Costa");
        let ben = small.mentee("Ben Okafor");
        small.topic(priya, TopicSide::Offered, "leadership");
        small.pair(tom, ana, "2026-01-05");
        let request = small.request(ben, "2026-02-20");
        small.offer(request, tom, "2026-02-20");
        Self::with(&small)
    }

    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The program on this scheme, on Tuesday 3 March 2026.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_matchbook"));
        command
            .args(args)
            .args(["--on", "2026-03-03"])
            .env_clear()
            .env("HOME", self.home.path())
            .env("USER", "ann")
            .env("MATCHBOOK_DB", &self.file)
            .current_dir(self.home.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let Output { status, stdout, stderr } = self.command(args).output().unwrap();
        let out = String::from_utf8(stdout).unwrap();
        let err = String::from_utf8(stderr).unwrap();
        assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'), "an escape: {out}{err}");
        Ran { code: status.code().unwrap(), out, err }
    }

    /// Runs what must be done, and gives what it printed.
    #[track_caller]
    pub(crate) fn done(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}: {}", ran.out);
        ran.out
    }

    /// Runs what must be refused, in one line and with the file as it was; gives the line.
    #[track_caller]
    pub(crate) fn refused(&self, args: &[&str]) -> String {
        let before = self.bytes();
        let ran = self.run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{args:?}: {}", ran.err);
        assert_eq!(self.bytes(), before, "{args:?} wrote");
        ran.err.strip_prefix("matchbook: ").unwrap().trim_end().to_owned()
    }

    /// Runs it and reads the JSON that it prints.
    #[track_caller]
    pub(crate) fn json(&self, args: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.done(args)).unwrap()
    }

    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        std::fs::read(&self.file).ok()
    }
}
