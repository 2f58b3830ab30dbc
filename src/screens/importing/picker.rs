//! Which sheet is imported: a path that completes itself over what is in the folder, and those opened before.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "every key without a meaning here is passed on"
)]

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::paths::{begins, completed, dropped, split};
use super::picker_view;
use super::words::options;
use super::work::{Folder, InFolder, Looked, SheetAnswer, SheetAsk, SheetTold, SheetWork};
use crate::screens::Route;
use crate::screens::contract::{AnyScreen, Ctx, Effect, Step, World};
use crate::screens::scoring::Pace;
use crate::text::fold;
use crate::ui::field::{LineInput, Reply};
use crate::ui::keys::{Hint, Key};

/// Most paths of before that are offered.
const RECENT: usize = 6;

/// The question which file it is.
#[derive(Debug)]
pub struct FilePicker {
    pub(super) line: LineInput,
    pub(super) folder: Folder,
    /// The folder that was asked for last.
    asked: Option<String>,
    /// The work that lists a folder, while it is under way, and the one that reads a file.
    listing: Option<Arc<Pace>>,
    pub(super) reading: Option<Arc<Pace>>,
    /// Which of the entries shown is selected.
    pub(super) cursor: usize,
    /// Whether nothing was typed yet: sheets of before are offered then.
    untouched: bool,
    /// What went wrong.
    pub(super) said: Option<String>,
}

/// One line below the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Entry<'a> {
    /// A sheet opened before, by its path.
    Before(&'a str),
    /// A folder, by its name.
    Folder(&'a str),
    /// A sheet in the folder.
    Sheet(&'a InFolder),
}

impl Default for FilePicker {
    /// The question, beginning in the home folder.
    fn default() -> Self {
        Self {
            line: LineInput::new("~/"),
            folder: Folder::default(),
            asked: None,
            listing: None,
            reading: None,
            cursor: 0,
            untouched: true,
            said: None,
        }
    }
}

impl FilePicker {
    /// What is offered: sheets of before as long as nothing was typed, then folders and sheets that
    /// are called as what was typed, those that begin so first.
    pub(super) fn entries(&self) -> Vec<Entry<'_>> {
        let (_, name) = split(self.line.text());
        let mut entries: Vec<Entry<'_>> = Vec::new();
        if self.untouched {
            let before = self.folder.recent.iter().take(RECENT);
            entries.extend(before.map(|path| Entry::Before(path)));
        }
        let wanted = fold(name);
        let is_hidden = |entry: &str| entry.starts_with('.') && !name.starts_with('.');
        for starts in [true, false] {
            let fits = |entry: &str| {
                let is_called = wanted.is_empty() || fold(entry).contains(&wanted);
                !is_hidden(entry) && is_called && begins(entry, name) == starts
            };
            let folders = self.folder.folders.iter().filter(|folder| fits(folder));
            entries.extend(folders.map(|folder| Entry::Folder(folder)));
            let sheets = self.folder.sheets.iter().filter(|sheet| fits(&sheet.name));
            entries.extend(sheets.map(Entry::Sheet));
        }
        entries
    }

    /// Asks what is in the folder that was typed, unless that is known.
    fn list(&mut self) -> Step {
        let (folder, _) = split(self.line.text());
        let folder = if self.line.text() == "~" { "~/" } else { folder };
        if self.asked.as_deref() == Some(folder) {
            return Step::Stay;
        }
        let folder = folder.to_owned();
        self.asked = Some(folder.clone());
        if let Some(before) = self.listing.take() {
            before.stop();
        }
        let ask = SheetAsk::Folder(folder);
        let pace = Arc::new(Pace::default());
        self.listing = Some(Arc::clone(&pace));
        Step::Do(Effect::Sheet(SheetWork { pace, ask }))
    }

    fn typed(&mut self) -> Step {
        self.untouched = false;
        self.cursor = 0;
        self.said = None;
        self.list()
    }

    fn set(&mut self, path: &str) -> Step {
        self.line.set(path);
        self.typed()
    }

    /// The path of an entry, with the stroke behind it if it is a folder.
    fn path(&self, entry: &Entry<'_>) -> String {
        let (folder, _) = split(self.line.text());
        match entry {
            Entry::Before(path) => (*path).to_owned(),
            Entry::Folder(name) => format!("{folder}{name}/"),
            Entry::Sheet(sheet) => format!("{folder}{}", sheet.name),
        }
    }

    /// Tab: what all names that begin so have in common; where that is nothing more, the selected
    /// entry.
    fn complete(&mut self) -> Step {
        let sheets = self.folder.sheets.iter().map(|sheet| sheet.name.as_str());
        let folders = self.folder.folders.iter().map(String::as_str);
        let selected = || self.entries().get(self.cursor).map(|entry| self.path(entry));
        let path = completed(self.line.text(), folders, sheets).or_else(selected);
        path.map_or(Step::Stay, |path| self.set(&path))
    }

    /// Enter: the selected folder is looked into, the selected file is read; with nothing that fits
    /// it is what was typed.
    fn take(&mut self, world: &World) -> Step {
        let entries = self.entries();
        let path = entries.get(self.cursor).map(|entry| self.path(entry));
        let typed = self.line.text().trim();
        match path {
            Some(path) if path.ends_with('/') => self.set(&path),
            Some(path) => self.read(path, world),
            None if split(typed).1.is_empty() => {
                self.said = Some("Type the name of a sheet, or choose a folder.".to_owned());
                Step::Stay
            }
            None => self.read(typed.to_owned(), world),
        }
    }

    fn read(&mut self, file: String, world: &World) -> Step {
        self.said = None;
        let pace = Arc::new(Pace::default());
        self.reading = Some(Arc::clone(&pace));
        let ask = SheetAsk::Read { file, options: options(world) };
        Step::Do(Effect::Sheet(SheetWork { pace, ask }))
    }
}

impl AnyScreen for FilePicker {
    fn title(&self, _: &World) -> String {
        "Import a sheet".to_owned()
    }

    fn began(&mut self, _: &Ctx<'_>) -> Step {
        self.list()
    }

    fn key(&mut self, key: Key, ctx: &Ctx<'_>) -> Step {
        if let Some(pace) = &self.reading {
            if key == Key::Esc {
                pace.stop();
                self.reading = None;
                self.said = Some("Stopped: nothing was read.".to_owned());
            }
            return Step::Stay;
        }
        let last = self.entries().len().saturating_sub(1);
        match key {
            Key::Esc => return Step::Close,
            Key::Enter => return self.take(ctx.world),
            Key::Tab => return self.complete(),
            Key::Down => self.cursor = (self.cursor + 1).min(last),
            Key::Up => self.cursor = self.cursor.saturating_sub(1),
            Key::PageDown => self.cursor = (self.cursor + 10).min(last),
            Key::PageUp => self.cursor = self.cursor.saturating_sub(10),
            // Backspace behind a stroke leaves the folder, as a whole
            Key::Ctrl('w') => {
                let typed = self.line.text().trim_end_matches('/');
                let above = split(typed).0.to_owned();
                return self.set(&above);
            }
            _ if self.line.key(key) == Reply::Changed => return self.typed(),
            _ => {}
        }
        Step::Stay
    }

    fn pasted(&mut self, text: &str, _: &Ctx<'_>) -> Step {
        let path = dropped(text);
        if path.starts_with(['/', '~']) {
            return self.set(&path);
        }
        self.line.paste(&path);
        self.typed()
    }

    fn clicked(&mut self, at: Position, ctx: &Ctx<'_>) -> Step {
        match picker_view::entry_at(self, at, ctx) {
            Some(entry) if entry == self.cursor => self.take(ctx.world),
            Some(entry) => {
                self.cursor = entry;
                Step::Stay
            }
            None => Step::Stay,
        }
    }

    fn run(&mut self, _: &str, _: &Ctx<'_>) -> Step {
        Step::Pass
    }

    fn hints(&self, _: &Ctx<'_>) -> Vec<Hint> {
        Vec::new()
    }

    fn renewed(&mut self, _: &Ctx<'_>) {}

    fn sheet(&mut self, told: &SheetTold, _: &Ctx<'_>) -> Step {
        let is = |pace: &Option<Arc<Pace>>| {
            pace.as_ref().is_some_and(|pace| Arc::ptr_eq(pace, &told.pace))
        };
        if is(&self.listing) {
            self.listing = None;
            if let SheetAnswer::Folder(folder) = &told.answer {
                self.folder = folder.clone();
            }
            return Step::Stay;
        }
        if !is(&self.reading) {
            return Step::Pass;
        }
        self.reading = None;
        match &told.answer {
            SheetAnswer::Looked(look) => {
                return Step::Go(Route::Import(Some(Looked(Arc::clone(look)))));
            }
            SheetAnswer::Refused(why) => self.said = Some(super::words::refused(why)),
            SheetAnswer::Failed(why) => self.said = Some(why.clone()),
            SheetAnswer::Folder(_) | SheetAnswer::Planned(_) | SheetAnswer::Stopped => {}
        }
        Step::Stay
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        Some(picker_view::draw(self, ctx, buf))
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn is_overlay(&self) -> bool {
        true
    }

    fn is_private(&self) -> bool {
        true
    }
}

impl Drop for FilePicker {
    fn drop(&mut self) {
        for pace in self.listing.iter().chain(&self.reading) {
            pace.stop();
        }
    }
}
