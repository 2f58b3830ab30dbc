//! Sheets from outside: folders looked into, files read within a limit, plans made and saved, by the worker.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use chrono::{DateTime, Local, Utc};

use super::places::from_home;
use super::recent::Recent;
use crate::import::{ImportError, MappingError, Options, Plan, Remembered};
use crate::screens::importing::{
    Folder, InFolder, Look, Save, SheetAnswer, SheetAsk, SheetFile, SheetTold, SheetWork,
};
use crate::screens::{Pace, Then};
use crate::store::{Access, Stamp, Store, StoreError, why};
use crate::text::inert;

/// The most bytes of a file that is read at all (reliability reference, fault 76).
const MAX_FILE: u64 = 256 * 1024 * 1024;
/// So many entries of a folder are looked at.
const MAX_ENTRIES: usize = 5_000;
/// What the names of sheets end in; the last ones are told how to save themselves.
const ENDINGS: [&str; 9] = ["csv", "tsv", "tab", "txt", "xlsx", "xlsm", "psv", "xls", "ods"];

/// What the work needs of the open scheme.
#[derive(Debug, Clone)]
pub(super) struct SheetDesk {
    /// The scheme's file; the work opens it for itself.
    pub(super) file: PathBuf,
    /// Who does it, and when.
    pub(super) stamp: Stamp,
    /// Which sheets were opened last.
    pub(super) recent: Recent,
}

/// What came of the work.
#[derive(Debug, Clone)]
pub(super) enum SheetHeard {
    /// An answer for the screen.
    Told(SheetTold),
    /// It was saved: what is said, and what happens then.
    Saved(String, Then),
}

/// Does a piece of work about sheets.
pub(super) fn do_sheet(work: &SheetWork, desk: &SheetDesk) -> SheetHeard {
    let pace = &work.pace;
    let answer = if pace.is_stopped() {
        SheetAnswer::Stopped
    } else {
        match &work.ask {
            SheetAsk::Folder(typed) => SheetAnswer::Folder(folder(typed, &desk.recent)),
            SheetAsk::Read { file, options } => {
                read(file, options, desk).unwrap_or_else(SheetAnswer::Failed)
            }
            SheetAsk::Look(look, options) => looked(look.again(options.clone())),
            SheetAsk::Plan(look, scheme) => match tombstones(&desk.file) {
                Ok(erased) => planned(look.plan(scheme, erased, pace)),
                Err(error) => SheetAnswer::Failed(error.to_string()),
            },
            SheetAsk::Save(save) => match keep(save, pace, desk) {
                Ok(()) => return SheetHeard::Saved(save.said.clone(), save.then.clone()),
                Err(_) if pace.is_stopped() => SheetAnswer::Stopped,
                Err(words) => SheetAnswer::Failed(words),
            },
        }
    };
    SheetHeard::Told(SheetTold { pace: Arc::clone(pace), answer })
}

fn tombstones(file: &Path) -> Result<Vec<crate::domain::erased::Tombstone>, StoreError> {
    Store::open(file, Access::Look)?.tombstones()
}

/// How sheets were understood before.
fn mappings(file: &Path) -> Result<Vec<Remembered>, StoreError> {
    let kept = Store::open(file, Access::Look)?.mappings()?.into_iter();
    let remembered = kept.map(|(headings, mapping, used)| {
        let used = used.date_naive();
        Remembered { headings, mapping, used }
    });
    Ok(remembered.collect())
}

fn looked(look: Result<Look, ImportError>) -> SheetAnswer {
    match look {
        Ok(look) => SheetAnswer::Looked(Arc::new(look)),
        Err(why) => SheetAnswer::Refused(why),
    }
}

fn planned(plan: Result<Plan, ImportError>) -> SheetAnswer {
    match plan {
        Ok(plan) => SheetAnswer::Planned(Arc::new(plan)),
        Err(ImportError::Stopped) => SheetAnswer::Stopped,
        Err(why) => SheetAnswer::Refused(why),
    }
}

/// Reads a file and what it is understood to be.
fn read(typed: &str, options: &Options, desk: &SheetDesk) -> Result<SheetAnswer, String> {
    let path = from_home(typed);
    let bytes = read_file(&path, MAX_FILE, false)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mark = mark(&path).unwrap_or_default();
    let path = path.canonicalize().unwrap_or(path);
    let file = SheetFile { path: path.to_string_lossy().into_owned(), name, bytes, mark };
    let file = Arc::new(file);
    let mut options = options.clone();
    options.remembered = mappings(&desk.file).map_err(|error| error.to_string())?;
    let mut look = Look::new(Arc::clone(&file), options.clone());
    if let Err(ImportError::Mapping(MappingError::NoSuchHeading { .. })) = look {
        // its headings are others than before: what was said of them counts no more
        options.wishes.map.clear();
        look = Look::new(file, options);
    }
    let answer = looked(look);
    if matches!(answer, SheetAnswer::Looked(_)) {
        desk.recent.keep(&path);
    }
    Ok(answer)
}

/// The bytes of a file that may have at most so many, or why they can't be had. A pipe is read to
/// its end where that is asked for.
pub fn read_file(file: &Path, most: u64, pipes: bool) -> Result<Vec<u8>, String> {
    let name = inert(&file.to_string_lossy()).into_owned();
    let cannot = |error: io::Error| {
        if error.kind() == io::ErrorKind::NotFound {
            return format!("{name} does not exist: check its name and its folder");
        }
        format!("{name} cannot be read: {}; check its path and who may read it", why(&error))
    };
    let kind = fs::metadata(file).map_err(cannot)?.file_type();
    if kind.is_dir() {
        return Err(format!("{name} is a folder: name a file in it"));
    }
    if !(kind.is_file() || (pipes && is_pipe(kind))) {
        return Err(format!("{name} is a device or a socket: name a file"));
    }
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|open| open.take(most + 1).read_to_end(&mut bytes));
    read.map_err(cannot)?;
    if bytes.len() as u64 > most {
        let limit = most / (1024 * 1024);
        return Err(format!("{name} is too big for a sheet: at most {limit} MB; split it"));
    }
    Ok(bytes)
}

fn is_pipe(kind: fs::FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_fifo() || kind.is_char_device()
}

/// Length and instant of the last change of a file.
fn mark(path: &Path) -> Option<(u64, i128)> {
    let about = fs::metadata(path).ok()?;
    let at = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((about.len(), i128::try_from(at.as_nanos()).ok()?))
}

/// Does what was planned, behind an own copy of the scheme as the command makes it. Where it does
/// not come to an end, nothing of it is left, not even the copy.
fn keep(save: &Save, pace: &Pace, desk: &SheetDesk) -> Result<(), String> {
    let file = &save.look.file;
    // one that is gone can't be read again: what was read of it is what is on the screen
    if mark(Path::new(&file.path)).is_some_and(|now| now != file.mark) {
        let name = inert(&file.name);
        return Err(format!("{name} was changed after it was read: R reads it again"));
    }
    let words = |error: StoreError| error.to_string();
    let mut store = Store::open(&desk.file, Access::Write).map_err(words)?;
    let copy = match save.scheme.history() {
        0 => None,
        _ => Some(store.backup_own(desk.stamp.now).map_err(words)?),
    };
    store.stop_on(pace.flag());
    let written = if pace.is_stopped() {
        Err(StoreError::Stopped)
    } else {
        store.apply(&save.scheme, &save.plan.change, &desk.stamp)
    };
    if let (Ok(_), Some((headings, mapping))) = (&written, &save.plan.memory) {
        // the sheet is in; where what was said of it is not kept, it is guessed the next time
        let _unkept = store.mapping_save(headings, mapping, desk.stamp.now).is_err();
    }
    written.map(drop).map_err(|error| {
        if let Some(copy) = &copy {
            store.drop_own(copy);
        }
        if matches!(error, StoreError::Behind) {
            return "somebody changed the scheme meanwhile: v twice makes the plan anew".to_owned();
        }
        error.to_string()
    })
}

/// What is in a folder.
fn folder(typed: &str, recent: &Recent) -> Folder {
    let path = if typed.is_empty() { PathBuf::from(".") } else { from_home(typed) };
    let mut folder =
        Folder { typed: typed.to_owned(), recent: recent.known(), ..Folder::default() };
    let entries = match fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(error) => {
            let name = inert(typed).into_owned();
            folder.fault = Some(if error.kind() == io::ErrorKind::NotFound {
                format!("there is no folder {name}")
            } else {
                format!("{name} can't be looked into: {}", why(&error))
            });
            return folder;
        }
    };
    for (at, entry) in entries.flatten().enumerate() {
        if at >= MAX_ENTRIES {
            folder.more = true;
            break;
        }
        // a link counts as what it leads to
        let about = fs::metadata(entry.path());
        let (Ok(about), Ok(name)) = (about, entry.file_name().into_string()) else {
            folder.others += 1;
            continue;
        };
        if about.is_dir() {
            folder.folders.push(name);
        } else if about.is_file() && is_sheet(&name) {
            let changed = about
                .modified()
                .ok()
                .map(|at| DateTime::<Utc>::from(at).with_timezone(&Local).date_naive());
            folder.sheets.push(InFolder { name, bytes: about.len(), changed });
        } else if !name.starts_with('.') {
            folder.others += 1;
            folder.files.push(name);
        }
    }
    folder.folders.sort_by_cached_key(|name| name.to_lowercase());
    folder.sheets.sort_by_cached_key(|sheet| sheet.name.to_lowercase());
    folder
}

fn is_sheet(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

#[cfg(test)]
mod tests;
