//! What the worker does once the screen stands: a look whether the file is whole, the day's own copy, the points of a pool, sheets.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::jobs::Stop;
use super::sheets::{SheetDesk, SheetHeard, do_sheet};
use crate::app::Msg;
use crate::screens::importing::SheetWork;
use crate::screens::{Scored, Scoring};
use crate::store::{Access, Store, StoreError, newest_backup};

/// A job for the worker.
#[derive(Debug, Clone)]
pub(super) enum Chore {
    /// The look after the file at the start.
    Care(Care),
    /// A copy that somebody asked for: of this file, at this instant.
    Copy(PathBuf, DateTime<Utc>),
    /// The points of a whole pool.
    Score(Scoring),
    /// Something about a sheet.
    Sheet(Box<(SheetWork, SheetDesk)>),
}

/// What the user must know of a job, or what a screen asked for.
#[derive(Debug, Clone)]
pub(super) enum Heard {
    /// Nothing.
    Nothing,
    /// It was done.
    Done(String),
    /// Something is wrong.
    Fault(String),
    /// The points of a pool.
    Scored(Scored),
    /// What came of work about a sheet.
    Sheet(SheetHeard),
}

/// Does a job.
pub(super) fn do_chore(chore: &Chore, stop: &Stop) -> Heard {
    match chore {
        Chore::Care(care) => take_care(care, stop).map_or(Heard::Nothing, Heard::Fault),
        Chore::Score(work) => Heard::Scored(work.run()),
        Chore::Sheet(work) => Heard::Sheet(do_sheet(&work.0, &work.1)),
        Chore::Copy(file, now) => match make_copy(file, *now) {
            Ok(words) => Heard::Done(words),
            Err(error) => Heard::Fault(format!("No copy was made: {error}")),
        },
    }
}

/// What a job told, as a message; of a sheet that was saved the dashboard tells, with the world.
pub(super) fn heard(told: Heard) -> Option<Msg> {
    match told {
        Heard::Sheet(SheetHeard::Told(told)) => Some(Msg::Sheet(told)),
        Heard::Sheet(SheetHeard::Saved(..)) | Heard::Nothing => None,
        Heard::Done(words) => Some(Msg::Said(words)),
        Heard::Fault(words) => Some(Msg::Failed(words)),
        Heard::Scored(scored) => Some(Msg::Scored(scored)),
    }
}

/// Makes a checked copy among Matchbook's own, and says where it is.
fn make_copy(file: &Path, now: DateTime<Utc>) -> Result<String, StoreError> {
    let made = Store::open(file, Access::Look)?.backup_own(now)?;
    let kilobytes = made.bytes.div_ceil(1024);
    Ok(format!(
        "Copied and checked: {} ({kilobytes} KB). For a copy elsewhere: matchbook backup FILE, or Copy elsewhere here.",
        made.file.display()
    ))
}

/// The look after a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Care {
    /// The scheme's file; the job opens it for itself.
    pub(super) file: PathBuf,
    /// The instant it is.
    pub(super) now: DateTime<Utc>,
    /// When the scheme was last changed before it was opened; none: never.
    pub(super) changed: Option<DateTime<Utc>>,
    /// Whether copies may be made: not of a practice copy, and not when it is opened to look.
    pub(super) copy: bool,
}

/// Does it; gives back what the user must know, if anything.
///
/// The copy is that of reliability decision 6: at the start of a day, if anything was changed
/// since the last one.
fn take_care(care: &Care, _stop: &Stop) -> Option<String> {
    let store = match Store::open(&care.file, Access::Look) {
        Ok(store) => store,
        Err(error) => return Some(error.to_string()),
    };
    match store.quick_check() {
        Ok(None) => {}
        Ok(Some(found)) => return Some(format!("{}: {}", found.words, found.remedy)),
        Err(error) => return Some(error.to_string()),
    }
    let newest = newest_backup(&care.file).map(|(_, at)| at.and_utc());
    let is_of_today = newest.is_some_and(|at| at.date_naive() == care.now.date_naive());
    let is_behind = care.changed.is_some_and(|changed| newest.is_none_or(|at| at < changed));
    if !care.copy || is_of_today || !is_behind {
        return None;
    }
    store.backup_own(care.now).err().map(|error| format!("the day's copy was not made: {error}"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use chrono::TimeDelta;

    use super::*;

    /// A new scheme's file with the job of looking after it, an hour after its last change.
    fn case(folder: &tempfile::TempDir) -> Care {
        let file = folder.path().join("scheme.db");
        drop(Store::create(&file).unwrap());
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
        Care { file, now, changed: Some(now - TimeDelta::hours(1)), copy: true }
    }

    fn care(care: &Care) -> Option<String> {
        take_care(care, &Stop::default())
    }

    #[test]
    fn a_day_with_changes_begins_with_one_copy() {
        let folder = tempfile::tempdir().unwrap();
        let mut job = case(&folder);
        assert_eq!(care(&job), None);
        let (first, at) = newest_backup(&job.file).unwrap();
        assert_eq!(at.and_utc(), job.now);
        job.now += TimeDelta::minutes(5);
        assert_eq!(care(&job), None);
        assert_eq!(newest_backup(&job.file).unwrap().0, first, "one a day is enough");
        job.now += TimeDelta::days(2);
        assert_eq!(care(&job), None);
        assert_eq!(newest_backup(&job.file).unwrap().0, first, "nothing was changed since");
    }

    #[test]
    fn a_copy_that_is_asked_for_is_made_at_once_and_its_place_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let job = case(&folder);
        let heard = do_chore(&Chore::Copy(job.file.clone(), job.now), &Stop::default());
        let (copy, _) = newest_backup(&job.file).unwrap();
        let Heard::Done(words) = heard else { panic!("{heard:?}") };
        assert!(words.contains(&copy.display().to_string()), "{words}");
        let gone = folder.path().join("gone.db");
        let heard = do_chore(&Chore::Copy(gone, job.now), &Stop::default());
        assert!(matches!(heard, Heard::Fault(_)), "{heard:?}");
    }

    #[test]
    fn a_file_opened_to_look_is_not_copied() {
        let folder = tempfile::tempdir().unwrap();
        let job = Care { copy: false, ..case(&folder) };
        assert_eq!(care(&job), None);
        assert_eq!(newest_backup(&job.file), None);
    }

    #[test]
    fn a_damaged_file_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let job = case(&folder);
        let mut bytes = fs::read(&job.file).unwrap();
        for byte in bytes.iter_mut().skip(4096 * 2).take(4096 * 4) {
            *byte = 0xA5;
        }
        fs::write(&job.file, bytes).unwrap();
        assert!(care(&job).is_some());
    }
}
