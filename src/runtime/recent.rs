//! Which sheets this user opened last: their paths alone, in the platform's folder for the state of programs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

/// Sheets that are remembered.
const REMEMBERED: usize = 10;

/// The paths of the sheets that were opened last.
///
/// They are a convenience: what cannot be read or written is passed over.
#[derive(Debug, Clone)]
pub struct Recent {
    file: Option<PathBuf>,
}

impl Recent {
    /// Those of this user.
    pub fn of_user() -> Self {
        let file = etcetera::choose_base_strategy().ok().map(|base| {
            let folder = base.state_dir().unwrap_or_else(|| base.data_dir());
            folder.join("matchbook").join("sheets.json")
        });
        Self { file }
    }

    /// Those in a file that is given.
    pub fn in_file(file: PathBuf) -> Self {
        Self { file: Some(file) }
    }

    /// None are known and none are kept.
    pub fn nowhere() -> Self {
        Self { file: None }
    }

    /// The paths that still lead to a file, the one opened last first.
    pub fn known(&self) -> Vec<String> {
        self.read().into_iter().filter(|path| Path::new(path).is_file()).collect()
    }

    /// Keeps that a sheet was opened.
    pub fn keep(&self, sheet: &Path) {
        let (Some(file), Some(path)) = (&self.file, sheet.to_str()) else { return };
        let mut all = self.read();
        all.retain(|known| known != path);
        all.insert(0, path.to_owned());
        all.truncate(REMEMBERED);
        // a full disk costs the convenience alone
        let _lost = write(file, &all);
    }

    fn read(&self) -> Vec<String> {
        let text = self.file.as_ref().and_then(|file| fs::read(file).ok());
        text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
    }
}

/// Replaces the file as a whole; a temporary file is born for its owner only.
fn write(file: &Path, all: &[String]) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(&serde_json::to_vec_pretty(all)?)?;
    fresh.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
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
