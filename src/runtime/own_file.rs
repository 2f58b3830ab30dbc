//! A small file of this user's own, beside no data: read whole, replaced whole, passed over where that can't be done.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where the platform keeps such files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// What programs note by themselves.
    State,
    /// What the user likes.
    Settings,
}

/// A JSON file of this user, or none.
#[derive(Debug, Clone)]
pub(super) struct OwnFile {
    path: Option<PathBuf>,
}

impl OwnFile {
    /// The file of this name in the platform's folder; none on a machine that has no such folder.
    pub(super) fn of_user(kept: Kept, name: &str) -> Self {
        let base = etcetera::choose_base_strategy().ok();
        let path = base.map(|base| {
            let folder = match kept {
                Kept::State => base.state_dir().unwrap_or_else(|| base.data_dir()),
                Kept::Settings => base.config_dir(),
            };
            folder.join("matchbook").join(name)
        });
        Self { path }
    }

    /// The file at a path that is given.
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path: Some(path) }
    }

    /// No file: nothing is known and nothing is kept.
    pub(super) fn nowhere() -> Self {
        Self { path: None }
    }

    /// What it holds; nothing where it can't be read or makes no sense.
    pub(super) fn read<T: DeserializeOwned + Default>(&self) -> T {
        let text = self.path.as_ref().and_then(|path| fs::read(path).ok());
        text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
    }

    /// Replaces what it holds. What is kept so is a convenience: a full disk costs that alone, and
    /// the file stays as it was.
    pub(super) fn write(&self, all: &impl Serialize) {
        let Some(path) = &self.path else { return };
        let _lost = replace(path, all);
    }
}

/// Replaces the file as a whole. A temporary file is born for its owner only (0600), and so is the
/// folder (0700 by the mask that the process sets for itself).
fn replace(path: &Path, all: &impl Serialize) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(&serde_json::to_vec_pretty(all)?)?;
    fresh.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_was_written_is_read_again_and_is_its_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state/a.json");
        let file = OwnFile::at(path.clone());
        assert_eq!(file.read::<Vec<String>>(), Vec::<String>::new());
        file.write(&["one"]);
        assert_eq!(file.read::<Vec<String>>(), ["one"]);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn what_cannot_be_read_or_written_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = OwnFile::at(folder.path().join("a.json"));
        fs::write(folder.path().join("a.json"), "{ no sense").unwrap();
        assert_eq!(file.read::<Vec<String>>(), Vec::<String>::new());
        let below = OwnFile::at(folder.path().join("a.json/b.json"));
        below.write(&["one"]);
        OwnFile::nowhere().write(&["one"]);
        assert_eq!(below.read::<Vec<String>>(), Vec::<String>::new());
        assert_eq!(fs::read_to_string(folder.path().join("a.json")).unwrap(), "{ no sense");
    }
}
