//! Which sheets this user opened last: their paths alone, in the platform's folder for the state of programs.

use std::path::{Path, PathBuf};

use super::own_file::{Kept, OwnFile};

/// Sheets that are remembered.
const REMEMBERED: usize = 10;

/// The paths of the sheets that were opened last.
///
/// They are a convenience: what cannot be read or written is passed over.
#[derive(Debug, Clone)]
pub struct Recent {
    file: OwnFile,
}

impl Recent {
    /// Those of this user.
    pub fn of_user() -> Self {
        Self { file: OwnFile::of_user(Kept::State, "sheets.json") }
    }

    /// Those in a file that is given.
    pub fn in_file(file: PathBuf) -> Self {
        Self { file: OwnFile::at(file) }
    }

    /// None are known and none are kept.
    pub fn nowhere() -> Self {
        Self { file: OwnFile::nowhere() }
    }

    /// The paths that still lead to a file, the one opened last first.
    pub fn known(&self) -> Vec<String> {
        self.read().into_iter().filter(|path| Path::new(path).is_file()).collect()
    }

    /// Keeps that a sheet was opened.
    pub fn keep(&self, sheet: &Path) {
        let Some(path) = sheet.to_str() else { return };
        let mut all = self.read();
        all.retain(|known| known != path);
        all.insert(0, path.to_owned());
        all.truncate(REMEMBERED);
        self.file.write(&all);
    }

    fn read(&self) -> Vec<String> {
        self.file.read()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_sheet_opened_last_stands_first_and_one_that_is_gone_is_not_offered() {
        let folder = tempfile::tempdir().unwrap();
        let recent = Recent::in_file(folder.path().join("state/sheets.json"));
        let [one, two] = ["one.csv", "two.csv"].map(|name| folder.path().join(name));
        for sheet in [&one, &two] {
            fs::write(sheet, "a").unwrap();
            recent.keep(sheet);
        }
        recent.keep(&one);
        let path = |file: &Path| file.to_string_lossy().into_owned();
        assert_eq!(recent.known(), [path(&one), path(&two)]);
        fs::remove_file(&two).unwrap();
        assert_eq!(recent.known(), [path(&one)]);
        assert_eq!(Recent::nowhere().known(), Vec::<String>::new());
    }
}
