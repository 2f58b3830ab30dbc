//! What one person likes on their machine, whatever the scheme: kept in the platform's folder for settings of programs.

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::own_file::{Kept, OwnFile};

/// The folder in which the last file went that was made for a person.
const FOLDER: &str = "folder";

/// Whether clicks and the wheel are taken.
const MOUSE: &str = "mouse";

/// The likes of one person: `{"mouse": false}` in `matchbook/config.json`.
///
/// What cannot be read counts as not said, what cannot be written is as it was next time.
#[derive(Debug, Clone)]
pub struct Preferences {
    file: OwnFile,
}

impl Preferences {
    /// Those of this user.
    pub fn of_user() -> Self {
        Self { file: OwnFile::of_user(Kept::Settings, "config.json") }
    }

    /// Those in a file that is given.
    pub fn in_file(file: PathBuf) -> Self {
        Self { file: OwnFile::at(file) }
    }

    /// None are known and none are kept.
    pub fn nowhere() -> Self {
        Self { file: OwnFile::nowhere() }
    }

    /// Whether clicks and the wheel are taken; not said: yes (tui-ux 1).
    pub fn mouse(&self) -> bool {
        self.read().get(MOUSE).and_then(Value::as_bool).unwrap_or(true)
    }

    /// Keeps whether clicks and the wheel are taken.
    pub fn keep_mouse(&self, on: bool) {
        self.keep(MOUSE, Value::Bool(on));
    }

    /// The folder in which the last file went that was made for a person, as it is typed.
    pub fn folder(&self) -> Option<String> {
        self.read().get(FOLDER).and_then(Value::as_str).map(str::to_owned)
    }

    /// Keeps that folder.
    pub fn keep_folder(&self, folder: &str) {
        self.keep(FOLDER, Value::String(folder.to_owned()));
    }

    /// Keeps one like; all else in the file stays.
    fn keep(&self, like: &str, value: Value) {
        let mut all = self.read();
        all.insert(like.to_owned(), value);
        // a full disk costs the wish, never the work
        self.file.write(&all);
    }

    fn read(&self) -> Map<String, Value> {
        self.file.read()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_mouse_is_taken_until_the_user_says_otherwise_and_the_rest_of_the_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("matchbook/config.json");
        assert!(Preferences::in_file(file.clone()).mouse());
        Preferences::in_file(file.clone()).keep_mouse(false);
        assert!(!Preferences::in_file(file.clone()).mouse());
        fs::write(&file, r#"{"theme": "dark", "mouse": false}"#).unwrap();
        Preferences::in_file(file.clone()).keep_mouse(true);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("dark") && text.contains("\"mouse\": true"), "{text}");
        let likes = Preferences::in_file(file);
        assert_eq!(likes.folder(), None);
        likes.keep_folder("~/Papers");
        assert_eq!((likes.folder().as_deref(), likes.mouse()), (Some("~/Papers"), true));
    }

    #[test]
    fn a_file_that_makes_no_sense_says_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config.json");
        fs::write(&file, "mouse = false").unwrap();
        assert!(Preferences::in_file(file).mouse());
        assert!(Preferences::nowhere().mouse());
    }
}
