//! Files that people ask for on the screen: lists and calendars, noted in the history as the commands do.

use std::path::{Path, PathBuf};

use super::papers::make_file;
use super::places::to_home;
use super::session::Session;
use crate::domain::figures::{Period, Summary};
use crate::domain::rules;
use crate::domain::verbs::put_into_file;
use crate::export::summary::{Page, said};
use crate::export::{CALENDAR, CalendarFile, ENTRY, ListFile, made};
use crate::text::inert;

/// Why a file was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unmade {
    /// One is there already: the question whether it is to be replaced.
    Exists(String),
    /// Something is in the way, in words.
    Failed(String),
}

impl Session {
    /// Puts a list into a file; gives back what is said of it.
    pub(super) fn put_into_file(
        &mut self,
        list: &ListFile,
        file: &Path,
        replace: bool,
    ) -> Result<String, Unmade> {
        let failed = |why: &dyn std::fmt::Display| Unmade::Failed(why.to_string());
        let outside = self.store.outside().map_err(|why| failed(&why))?;
        let items = rules::today_all(&self.scheme, self.today(), &outside);
        let (sheet, bytes) =
            list.bytes(&self.scheme, self.today(), &items).map_err(|why| failed(&why))?;
        let (what, rows) = (sheet.in_words(), sheet.rows.len());
        self.make(file, &bytes, replace, &put_into_file(&what, rows, "row"))?;
        Ok(made(&what, &shown(file), rows, "row"))
    }

    /// Makes a calendar file; gives back what is said of it.
    pub(super) fn make_calendar(
        &mut self,
        calendar: &CalendarFile,
        file: &Path,
        replace: bool,
    ) -> Result<String, Unmade> {
        let edition = self.store.edition().map_err(|why| Unmade::Failed(why.to_string()))?;
        let (text, count) = calendar.text(&self.scheme, self.today(), &edition.unwrap_or_default());
        let words = put_into_file(CALENDAR, count, ENTRY);
        self.make(file, text.as_bytes(), replace, &words)?;
        Ok(made(CALENDAR, &shown(file), count, ENTRY))
    }

    /// Puts the summary of a period into a file; as with the command, nothing is noted of it, for
    /// nothing in it is about a person.
    pub(super) fn make_summary(
        &mut self,
        period: Period,
        page: Page,
        file: &Path,
        replace: bool,
    ) -> Result<String, Unmade> {
        let summary = Summary::new(&self.scheme, period, self.today());
        let bytes = page.bytes(&summary).map_err(|why| Unmade::Failed(why.to_string()))?;
        self.write(file, &bytes, replace)?;
        Ok(said(period, &shown(file)))
    }

    /// Makes a file and notes it; the next one is offered in the same folder.
    pub(super) fn make(
        &mut self,
        file: &Path,
        bytes: &[u8],
        replace: bool,
        words: &str,
    ) -> Result<(), Unmade> {
        self.write(file, bytes, replace)?;
        self.note_file(words)
    }

    /// Makes a file; the next one is offered in the same folder.
    fn write(&mut self, file: &Path, bytes: &[u8], replace: bool) -> Result<(), Unmade> {
        if !replace && !file.is_dir() && file.symlink_metadata().is_ok() {
            let name = to_home(file);
            return Err(Unmade::Exists(format!("{} is there already: replace it?", inert(&name))));
        }
        make_file(file, bytes, replace).map_err(Unmade::Failed)?;
        if let Some(folder) = shown(file).parent() {
            self.preferences.keep_folder(&folder.to_string_lossy());
        }
        Ok(())
    }

    /// Notes in the history that files were made.
    pub(super) fn note_file(&mut self, words: &str) -> Result<(), Unmade> {
        if self.store.look_only().is_none() {
            self.again_while_behind(|store, scheme, stamp| {
                store.note(scheme, words.to_owned(), stamp)
            })
            .map_err(|why| Unmade::Failed(why.to_string()))?;
        }
        Ok(())
    }
}

/// Where a file is, in full, with `~` for the home.
fn shown(file: &Path) -> PathBuf {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    PathBuf::from(to_home(&whole))
}
