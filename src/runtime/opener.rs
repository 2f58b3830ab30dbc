//! Starting the mail program, with a draft from a private folder or with a mail link; it is never waited for, and says when it fails.

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, Utc};
use etcetera::BaseStrategy;

use super::wait::Waker;
use crate::store::why;

/// The variable that names another program than the platform's.
const OPENER: &str = "MATCHBOOK_OPENER";
/// A program that ends with an error within this time did not start; later it was closed by a person.
const STARTS_WITHIN: Duration = Duration::from_secs(30);
/// Drafts are kept this long, so that no mail program loses one that it has just opened.
const KEPT: Duration = Duration::from_hours(1);
/// What to do instead.
const INSTEAD: &str = "press f for a file or y to copy";

/// What starts the mail program.
#[derive(Debug)]
pub(super) struct Opener {
    /// Where drafts are put; none where the platform names no folder.
    folder: Option<PathBuf>,
    /// Words that name another program than the platform's.
    named: Option<OsString>,
    waker: Option<Waker>,
    says: Sender<String>,
    said: Receiver<String>,
}

impl Opener {
    /// Puts drafts into this user's folder for the state of programs.
    pub(super) fn of_user() -> Self {
        let folder = etcetera::choose_base_strategy().ok().map(|base| {
            let folder = base.state_dir().unwrap_or_else(|| base.data_dir());
            folder.join("matchbook").join("letters")
        });
        Self::new(folder, std::env::var_os(OPENER).filter(|named| !named.is_empty()))
    }

    fn new(folder: Option<PathBuf>, named: Option<OsString>) -> Self {
        let (says, said) = channel();
        Self { folder, named, waker: None, says, said }
    }

    /// Wakes the loop when there is something to say.
    pub(super) fn wakes(&mut self, waker: Waker) {
        self.waker = Some(waker);
    }

    /// What went wrong since it was asked last.
    pub(super) fn troubles(&self) -> Vec<String> {
        self.said.try_iter().collect()
    }

    /// Opens a draft in the mail program; where it cannot be, says why in words.
    pub(super) fn open_draft(&self, draft: &[u8]) -> Result<(), String> {
        let file = self.put(draft)?;
        self.start(file.as_os_str())
    }

    /// Opens a mail link.
    pub(super) fn open_link(&self, link: &str) -> Result<(), String> {
        self.start(OsStr::new(link))
    }

    /// Removes drafts of before; those of the last hour may still be read by a mail program.
    pub(super) fn tidy(&self, now: DateTime<Utc>) {
        self.remove(now, |age| age > KEPT);
    }

    /// Removes every draft: somebody is erased.
    pub(super) fn clear(&self, now: DateTime<Utc>) {
        self.remove(now, |_| true);
    }

    fn remove(&self, now: DateTime<Utc>, is_old: impl Fn(Duration) -> bool) {
        let drafts = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok());
        let now = SystemTime::from(now);
        for draft in drafts.into_iter().flatten().flatten() {
            let written = draft.metadata().and_then(|about| about.modified());
            // a clock that was set back makes a draft no older
            let age = written.map(|day| now.duration_since(day).unwrap_or_default());
            let is_draft = draft.path().extension().is_some_and(|end| end == "eml");
            if is_draft && age.is_ok_and(&is_old) {
                let _gone_already = fs::remove_file(draft.path());
            }
        }
    }

    /// Writes a draft that only its owner can read, into a folder that only its owner can enter.
    fn put(&self, draft: &[u8]) -> Result<PathBuf, String> {
        let folder = self.folder.as_deref().ok_or("there is no folder for drafts here")?;
        let cannot = |error: io::Error| {
            let folder = crate::text::inert(&folder.to_string_lossy()).into_owned();
            format!("no draft can be put into {folder}: {}; {INSTEAD}", why(&error))
        };
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(cannot)?;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).map_err(cannot)?;
        let mut file = tempfile::Builder::new()
            .prefix("letter-")
            .suffix(".eml")
            .tempfile_in(folder)
            .map_err(cannot)?;
        file.write_all(draft).map_err(cannot)?;
        let (_, path) = file.keep().map_err(|error| cannot(error.error))?;
        Ok(path)
    }

    fn start(&self, what: &OsStr) -> Result<(), String> {
        let (program, options) = self.program()?;
        let shown = crate::text::inert(&program.to_string_lossy()).into_owned();
        let mut command = Command::new(&program);
        command.args(options).arg(what);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // its own group, so that Ctrl-C here does not end it
        command.process_group(0);
        let child = command.spawn().map_err(|error| not_started(&shown, &why(&error)))?;
        self.look_after(child, shown);
        Ok(())
    }

    /// The program and what stands before the file or link.
    fn program(&self) -> Result<(OsString, Vec<OsString>), String> {
        if let Some(named) = &self.named {
            return Ok(split(named));
        }
        let has_window = ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
        match std::env::consts::OS {
            "macos" => Ok(("open".into(), Vec::new())),
            "windows" => Ok(("explorer".into(), Vec::new())),
            _ if has_window => Ok(("xdg-open".into(), Vec::new())),
            // it would take a browser of the terminal, which is ours
            _ => Err(format!("no mail program can be started without a desktop; {INSTEAD}")),
        }
    }

    /// Takes the end of the program, and says it when it comes too soon.
    fn look_after(&self, mut child: Child, shown: String) {
        let (says, waker, began) = (self.says.clone(), self.waker.clone(), Instant::now());
        let watch = move || {
            let failed = child.wait().ok().filter(|status| !status.success());
            if let Some(status) = failed.filter(|_| began.elapsed() < STARTS_WITHIN) {
                let _nobody_listens = says.send(not_started(&shown, &status.to_string()));
                if let Some(waker) = waker {
                    waker.wake();
                }
            }
        };
        // without the thread the program runs all the same, and nobody hears of its end
        let _unwatched = thread::Builder::new().name("opener".to_owned()).spawn(watch);
    }
}

fn not_started(program: &str, why: &str) -> String {
    format!("no mail program could be started ({program}: {why}); {INSTEAD}")
}

/// The words of a command: the whole is one program where there is such a file, else its first word
/// is, and the others are its options.
fn split(named: &OsStr) -> (OsString, Vec<OsString>) {
    let whole = (named.to_owned(), Vec::new());
    if Path::new(named).is_file() {
        return whole;
    }
    let Some(text) = named.to_str() else { return whole };
    let mut words = text.split_whitespace().map(OsString::from);
    words.next().map_or(whole, |program| (program, words.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program that copies what it was given beside itself, and one that fails.
    fn opener(folder: &Path, script: &str) -> Opener {
        let program = folder.join("open it");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
        Opener::new(Some(folder.join("letters")), Some(program.into_os_string()))
    }

    fn drafts(folder: &Path) -> Vec<PathBuf> {
        let files = fs::read_dir(folder.join("letters")).into_iter().flatten();
        files.map(|file| file.unwrap().path()).collect()
    }

    #[test]
    fn a_draft_is_its_owners_alone_and_goes_once_it_is_old() {
        let folder = tempfile::tempdir().unwrap();
        let opener = opener(folder.path(), "exit 0");
        opener.open_draft(b"Subject: one\r\n\r\nDear Ann").unwrap();
        let [draft] = drafts(folder.path()).try_into().unwrap();
        assert_eq!(fs::read(&draft).unwrap(), b"Subject: one\r\n\r\nDear Ann");
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&draft), mode(draft.parent().unwrap())), (0o600, 0o700));
        let written: DateTime<Utc> = draft.metadata().unwrap().modified().unwrap().into();
        opener.tidy(written + KEPT);
        assert_eq!(drafts(folder.path()).len(), 1, "the mail program may not have read it yet");
        opener.tidy(written + KEPT + Duration::from_secs(1));
        assert!(drafts(folder.path()).is_empty());
        opener.open_draft(b"Subject: two").unwrap();
        opener.clear(written);
        assert!(drafts(folder.path()).is_empty(), "somebody is erased");
    }

    #[test]
    fn a_program_that_ends_with_an_error_is_heard_of() {
        let folder = tempfile::tempdir().unwrap();
        let opener = opener(folder.path(), "exit 3");
        opener.open_link("mailto:ann@example.org").unwrap();
        let said = opener.said.recv_timeout(Duration::from_secs(20)).unwrap();
        assert!(said.contains("exit status: 3") && said.contains(INSTEAD), "{said}");
    }

    #[test]
    fn a_program_that_is_not_there_is_named_at_once() {
        let opener = Opener::new(None, Some("/nowhere/mail --compose".into()));
        let why = opener.open_link("mailto:ann@example.org").unwrap_err();
        assert!(why.contains("/nowhere/mail:") && why.contains(INSTEAD), "{why}");
        assert!(opener.open_draft(b"").is_err(), "there is no folder for it");
    }

    #[test]
    fn a_command_may_have_options_and_a_program_spaces_in_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let spaced = folder.path().join("my mail");
        fs::write(&spaced, "").unwrap();
        assert_eq!(split(spaced.as_os_str()), (spaced.clone().into_os_string(), Vec::new()));
        let (program, options) = split(OsStr::new("flatpak run org.example.Mail"));
        assert_eq!(program, "flatpak");
        assert_eq!(options, ["run", "org.example.Mail"]);
    }
}
