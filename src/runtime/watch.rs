//! Changes of the scheme's file that another program made.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use notify::event::{CreateKind, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::wait::Waker;

/// How often the file is looked at where the system does not tell of changes (design, part 1).
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// A watch over one database file.
#[derive(Debug)]
pub struct FileWatch {
    /// Kept, because dropping it ends the watch; `None` where the file is looked at instead.
    told: Option<RecommendedWatcher>,
    changed: Arc<AtomicBool>,
}

impl FileWatch {
    /// Watches the folder of `file`; a change wakes the loop once, until it is taken.
    ///
    /// Folders on a network do not tell what other machines do, and a system may have no watch to
    /// give; then [`FileWatch::look_every`] says how often to look.
    pub fn start(file: &Path, waker: Waker) -> Self {
        let changed = Arc::new(AtomicBool::new(false));
        let told = watch(file, Arc::clone(&changed), waker);
        Self { told, changed }
    }

    /// How often the file must be looked at; `None` when changes are told.
    pub fn look_every(&self) -> Option<Duration> {
        if self.told.is_some() { None } else { Some(LOOK_EVERY) }
    }

    /// Whether a change was told since last asked; always when changes are not told.
    pub fn take_changed(&self) -> bool {
        self.told.is_none() || self.changed.swap(false, Ordering::SeqCst)
    }
}

fn watch(file: &Path, changed: Arc<AtomicBool>, waker: Waker) -> Option<RecommendedWatcher> {
    let file = file.canonicalize().ok()?;
    let folder = file.parent()?;
    if is_on_network(folder) {
        return None;
    }
    let name = file.file_name()?.to_owned();
    let mut journal = name.clone();
    journal.push("-journal");
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // a lost event (an error) is a reason to look, too
        let concerned = event.map_or(true, |event| concerns(&event, &name, &journal));
        if concerned && !changed.swap(true, Ordering::SeqCst) {
            waker.wake();
        }
    })
    .ok()?;
    watcher.watch(folder, RecursiveMode::NonRecursive).ok()?;
    Some(watcher)
}

/// Whether an event means that the content may be new: the file was written, replaced or removed,
/// or its journal vanished, which is the moment of a commit. Reading it means nothing.
fn concerns(event: &notify::Event, name: &OsStr, journal: &OsString) -> bool {
    let of = |wanted: &OsStr| event.paths.iter().any(|path| path.file_name() == Some(wanted));
    match event.kind {
        EventKind::Create(CreateKind::Any | CreateKind::File | CreateKind::Other)
        | EventKind::Modify(ModifyKind::Any | ModifyKind::Data(_) | ModifyKind::Other) => of(name),
        EventKind::Modify(ModifyKind::Name(_)) | EventKind::Remove(_) => of(name) || of(journal),
        EventKind::Any | EventKind::Other => event.need_rescan() || of(name),
        EventKind::Access(_)
        | EventKind::Create(CreateKind::Folder)
        | EventKind::Modify(ModifyKind::Metadata(_)) => false,
    }
}

/// Whether a folder is on a file system that other machines write to unseen.
#[cfg(target_os = "linux")]
fn is_on_network(folder: &Path) -> bool {
    /// NFS, SMB (two), CIFS, FUSE (sshfs), 9P, AFS, Coda, Ceph: numbers of Linux's magic.h.
    const NETWORK: [u64; 9] = [
        0x6969,
        0x517B,
        0xFE53_4D42,
        0xFF53_4D42,
        0x6573_5546,
        0x0102_1997,
        0x5346_414F,
        0x7375_7245,
        0x00C3_6400,
    ];
    rustix::fs::statfs(folder)
        .ok()
        .and_then(|found| u64::try_from(found.f_type).ok())
        .is_some_and(|kind| NETWORK.contains(&(kind & 0xFFFF_FFFF)))
}

/// Elsewhere the system's watch is trusted.
#[cfg(not(target_os = "linux"))]
fn is_on_network(_folder: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::fs;

    use notify::Event;
    use notify::event::{AccessKind, DataChange, MetadataKind, RemoveKind, RenameMode};

    use super::*;
    use crate::runtime::wait::Wait;

    fn concerned(kind: EventKind, file: &str) -> bool {
        let event = Event::new(kind).add_path(Path::new("/schemes").join(file));
        concerns(&event, OsStr::new("a.db"), &OsString::from("a.db-journal"))
    }

    #[test]
    fn writing_replacing_and_committing_concern_us() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        assert!(concerned(written, "a.db"));
        assert!(concerned(renamed, "a.db"));
        assert!(concerned(EventKind::Remove(RemoveKind::File), "a.db"));
        assert!(concerned(EventKind::Remove(RemoveKind::File), "a.db-journal"));
    }

    #[test]
    fn reading_and_other_files_do_not_concern_us() {
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let touched = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        assert!(!concerned(EventKind::Access(AccessKind::Any), "a.db"));
        assert!(!concerned(touched, "a.db"));
        assert!(!concerned(written, "b.db"));
        assert!(!concerned(written, "a.db-journal"));
    }

    #[test]
    fn a_write_by_another_wakes_the_loop_once_until_it_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        fs::write(&file, "one").unwrap();
        let mut wait = Wait::new().unwrap();
        let watch = FileWatch::start(&file, wait.waker());
        assert_eq!(watch.look_every(), None, "this machine should have a file watch");
        fs::write(&file, "two").unwrap();
        assert!(wait.poked_within(Duration::from_secs(10)), "nothing came");
        assert!(watch.take_changed());
    }

    #[test]
    fn a_file_that_cannot_be_watched_is_looked_at() {
        let wait = Wait::new().unwrap();
        let watch = FileWatch::start(Path::new("/nowhere/a.db"), wait.waker());
        assert_eq!(watch.look_every(), Some(LOOK_EVERY));
        assert!(watch.take_changed());
    }
}
