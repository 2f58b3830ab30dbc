//! Where the coordinator stood in each scheme when it was left: this user's own, beside no data.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::own_file::{Kept, OwnFile};

/// Schemes that are remembered, the ones left last.
const REMEMBERED: usize = 20;

/// Where one scheme was left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Id of the screen.
    pub screen: String,
    /// The selected row, as its screen writes it (`R42`).
    pub row: Option<String>,
    /// When it was left.
    pub left: Option<DateTime<Utc>>,
    /// The newest entry of the history that was seen.
    pub seen: i64,
}

/// The places of all schemes of this user.
///
/// They are a convenience: what cannot be read or written is passed over, and the program starts
/// at its first screen.
#[derive(Debug)]
pub struct Places {
    file: OwnFile,
}

impl Places {
    /// Those in the platform's folder for the state of programs.
    pub fn of_user() -> Self {
        Self { file: OwnFile::of_user(Kept::State, "places.json") }
    }

    /// Those in a file that is given.
    pub fn in_file(file: PathBuf) -> Self {
        Self { file: OwnFile::at(file) }
    }

    /// None are known and none are kept, as for a practice scheme.
    pub fn nowhere() -> Self {
        Self { file: OwnFile::nowhere() }
    }

    /// Where the scheme at this path was left.
    pub fn of(&self, scheme: &Path) -> Option<Place> {
        self.read().remove(&name(scheme))
    }

    /// The paths of the schemes that are remembered, the one left last first.
    pub fn known(&self) -> Vec<String> {
        let mut all: Vec<_> = self.read().into_iter().collect();
        all.sort_by_key(|(_, place)| std::cmp::Reverse(place.left));
        all.into_iter().map(|(name, _)| name).collect()
    }

    /// Keeps where the scheme was left.
    pub fn keep(&self, scheme: &Path, place: Place) {
        let mut all = self.read();
        all.insert(name(scheme), place);
        while all.len() > REMEMBERED {
            let oldest = all.iter().min_by_key(|(_, place)| place.left);
            let Some(oldest) = oldest.map(|(name, _)| name.clone()) else { break };
            all.remove(&oldest);
        }
        // a full disk costs the place, never the leaving
        self.file.write(&all);
    }

    fn read(&self) -> BTreeMap<String, Place> {
        self.file.read()
    }
}

/// What a scheme is called: its real path, so that a link leads to the same place.
fn name(scheme: &Path) -> String {
    scheme.canonicalize().unwrap_or_else(|_| scheme.to_owned()).to_string_lossy().into_owned()
}

/// The path that was typed, with `~` as the home folder.
pub(super) fn from_home(typed: &str) -> PathBuf {
    let home = typed.strip_prefix("~/").and_then(|rest| Some((etcetera::home_dir().ok()?, rest)));
    home.map_or_else(|| PathBuf::from(typed), |(home, rest)| home.join(rest))
}

/// A path as it is typed: with `~` for the home folder.
pub(super) fn to_home(path: &Path) -> String {
    let home = etcetera::home_dir().ok();
    let inside = home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned));
    match inside {
        Some(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
        Some(rest) => format!("~/{}", rest.to_string_lossy()),
        None => path.to_string_lossy().into_owned(),
    }
}

/// The folder of the user's documents as it is typed, where there is one; else the home.
pub(super) fn documents() -> Option<String> {
    let home = etcetera::home_dir().ok()?;
    let named = fs::read_to_string(home.join(".config/user-dirs.dirs")).ok();
    let named = named.and_then(|text| named_documents(&text)).map(|name| home.join(name));
    let usual = home.join("Documents");
    let folder = named.into_iter().chain([usual]).find(|folder| folder.is_dir());
    Some(to_home(&folder.unwrap_or(home)))
}

/// What a desktop calls the folder of documents, where it is in the home
/// (`XDG_DOCUMENTS_DIR="$HOME/Dokumente"`).
fn named_documents(text: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?;
    let name = line.trim().trim_matches('"').strip_prefix("$HOME/")?.trim_end_matches('/');
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use chrono::TimeZone;

    use super::*;

    fn place(screen: &str, year: i32) -> Place {
        let left = Utc.with_ymd_and_hms(year, 3, 3, 9, 0, 0).single();
        Place { screen: screen.into(), left, ..Place::default() }
    }

    #[test]
    fn a_place_comes_back_and_only_its_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/places.json");
        Places::in_file(file.clone()).keep(Path::new("/a.db"), place("pairs", 2026));
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let again = Places::in_file(file);
        assert_eq!(again.of(Path::new("/a.db")), Some(place("pairs", 2026)));
        assert_eq!(again.of(Path::new("/b.db")), None);
    }

    #[test]
    fn the_desktop_says_what_the_folder_of_documents_is_called() {
        let text = "# from the desktop\nXDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n";
        assert_eq!(named_documents(text).as_deref(), Some("Dokumente"));
        assert_eq!(named_documents("XDG_DOCUMENTS_DIR=\"$HOME/\""), None);
        assert_eq!(named_documents("XDG_DOCUMENTS_DIR=/mnt/papers"), None);
    }

    #[test]
    fn a_file_that_makes_no_sense_is_passed_over_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("places.json");
        fs::write(&file, "{ no sense").unwrap();
        let places = Places::in_file(file);
        assert_eq!(places.of(Path::new("/a.db")), None);
        places.keep(Path::new("/a.db"), place("today", 2026));
        assert_eq!(places.of(Path::new("/a.db")), Some(place("today", 2026)));
    }

    #[test]
    fn the_scheme_left_longest_ago_is_forgotten_first() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::in_file(folder.path().join("places.json"));
        for year in 0..=i32::try_from(REMEMBERED).unwrap() {
            places.keep(Path::new(&format!("/{year}.db")), place("today", 2000 + year));
        }
        assert_eq!(places.of(Path::new("/0.db")), None);
        assert!(places.of(Path::new("/1.db")).is_some());
    }
}
