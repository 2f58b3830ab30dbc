//! A desk without terminal and file: the real program over a scheme, driven by a script of keys, seen as text.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{NaiveDate, TimeZone, Utc};
use matchbook::app::{Model, Msg, draw, update};
use matchbook::domain::ids::ConcernId;
use matchbook::domain::records::ConcernText;
use matchbook::domain::{Change, Row, Scheme, Table};
use matchbook::screens::{Effect, Head, Then, World};
use matchbook::ui::keys::Key;
use matchbook::ui::paint;
use matchbook::ui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The program over a scheme, with a store that is only memory.
pub(crate) struct Desk {
    pub(crate) model: Model,
    size: (u16, u16),
    /// Changes that stand, the newest at the end.
    done: Vec<Change>,
    undone: Vec<Change>,
    heads: Vec<Head>,
    /// What concerns say, which no snapshot holds.
    texts: BTreeMap<ConcernId, ConcernText>,
    /// Effects that a real store would not see: copies, drafts, the end.
    pub(crate) other: Vec<Effect>,
}

impl Desk {
    /// The program as it opens on a day, on a terminal of this size.
    pub(crate) fn open(scheme: Scheme, today: NaiveDate, size: (u16, u16)) -> Self {
        let world = World::new(Arc::new(scheme), today);
        Self::over(world, size)
    }

    /// The program over a world.
    pub(crate) fn over(world: World, size: (u16, u16)) -> Self {
        let model = Model::new(world, Theme::new(false, true), size);
        let (done, undone, heads, other) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { model, size, done, undone, heads, other, texts: BTreeMap::new() }
    }

    /// The scheme as the program sees it.
    /// What was done, newest first.
    pub(crate) fn heads(&self) -> &[Head] {
        &self.heads
    }

    pub(crate) fn scheme(&self) -> &Scheme {
        &self.model.world().scheme
    }

    /// Types a script: keys with spaces between them (`r a j`), names in brackets (`<Enter>`,
    /// `<Ctrl-S>`, `<Space>`), texts in quotes (`"next fri"`).
    pub(crate) fn keys(&mut self, script: &str) -> &mut Self {
        for key in script_keys(script) {
            self.tell(Msg::Key(key));
        }
        self
    }

    /// Tells the program something and does what it asks for.
    pub(crate) fn tell(&mut self, msg: Msg) -> &mut Self {
        if let Msg::Resize(width, height) = msg {
            self.size = (width, height);
        }
        let mut waiting: Vec<Effect> = update(&mut self.model, msg);
        while !waiting.is_empty() {
            let effect = waiting.remove(0);
            waiting.extend(self.perform(effect));
        }
        self
    }

    fn perform(&mut self, effect: Effect) -> Vec<Effect> {
        match effect {
            Effect::Commit { change, then } => {
                self.undone.clear();
                self.done.push(change.clone());
                self.save(&change, then)
            }
            Effect::Undo => match self.done.pop() {
                Some(change) => {
                    let inverse = change.inverse(format!("Undone: {}", change.words));
                    self.undone.push(change);
                    self.save(&inverse, Then::Stay)
                }
                None => update(&mut self.model, Msg::Failed("there is nothing to undo".into())),
            },
            Effect::Redo => match self.undone.pop() {
                Some(change) => {
                    self.done.push(change.clone());
                    self.save(&change, Then::Stay)
                }
                None => update(&mut self.model, Msg::Failed("there is nothing to redo".into())),
            },
            Effect::Score(work) => update(&mut self.model, Msg::Scored(work.run())),
            Effect::OpenConcern(id) => {
                let text = self.texts.get(&id).cloned().map(Box::new);
                update(&mut self.model, Msg::Concern(id, text))
            }
            Effect::Sheet(_)
            | Effect::UndoEntry(_)
            | Effect::KeepDraft(..)
            | Effect::DropDraft(_)
            | Effect::Copy { .. }
            | Effect::Post { .. }
            | Effect::Backup
            | Effect::CopyElsewhere { .. }
            | Effect::Mouse
            | Effect::OpenScheme { .. }
            | Effect::Erase { .. }
            | Effect::PersonFile { .. }
            | Effect::ListFile { .. }
            | Effect::SummaryFile { .. }
            | Effect::CalendarFile { .. }
            | Effect::Reload
            | Effect::Quit => {
                self.other.push(effect);
                Vec::new()
            }
        }
    }

    fn save(&mut self, change: &Change, then: Then) -> Vec<Effect> {
        let world = self.model.world();
        let scheme = match world.scheme.after(change) {
            Ok(scheme) => scheme,
            Err(why) => return update(&mut self.model, Msg::Failed(why.to_string())),
        };
        for edit in &change.edits {
            if let Some((Table::ConcernText, id)) = edit.row() {
                let text = edit.after.as_ref().and_then(ConcernText::of).cloned();
                match text {
                    Some(text) => self.texts.insert(ConcernId(id), text),
                    None => self.texts.remove(&ConcernId(id)),
                };
            }
        }
        let said = scheme.words(&change.words);
        let number = i64::try_from(self.heads.len()).unwrap() + 1;
        let head = Head {
            number,
            at: Utc.with_ymd_and_hms(2026, 3, 3, 9, 0, 0).unwrap(),
            day: world.today,
            who: "test".into(),
            words: said.clone(),
            about: matchbook::screens::named_in(&change.words),
            stands: true,
        };
        self.heads.insert(0, head);
        let heads = self.heads.clone();
        let scheme = Arc::new(scheme);
        let fresh = World::new(scheme, world.today);
        let world = World { heads, drafts: world.drafts.clone(), ..fresh };
        update(&mut self.model, Msg::Saved { world: Box::new(world), said, then })
    }

    /// The screen as text, one line a row, with where the cursor stands.
    pub(crate) fn rows(&self) -> (Vec<String>, Option<Position>) {
        let area = Rect::new(0, 0, self.size.0, self.size.1);
        let mut buf = Buffer::empty(area);
        let at = draw(&self.model, area, &mut buf);
        (paint::rows(&buf), at)
    }

    /// The screen as one text.
    pub(crate) fn screen(&self) -> String {
        self.rows().0.join("\n")
    }

    /// The row of the screen on which the hardware cursor stands.
    pub(crate) fn cursor_row(&self) -> String {
        let (rows, at) = self.rows();
        at.and_then(|at| rows.get(usize::from(at.y)).cloned()).unwrap_or_default()
    }

    /// What the message line says.
    pub(crate) fn message(&self) -> String {
        self.model.notice().map(|notice| notice.words.clone()).unwrap_or_default()
    }
}

/// The keys of a script.
pub(crate) fn script_keys(script: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = script.trim_start();
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('"') {
            let (text, after) = quoted.split_once('"').expect("a text without its end");
            keys.extend(text.chars().map(Key::Char));
            rest = after.trim_start();
            continue;
        }
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let name = word.strip_prefix('<').and_then(|name| name.strip_suffix('>')).unwrap_or(word);
        keys.push(Key::named(name).unwrap_or_else(|| panic!("no such key: {word}")));
        rest = after.trim_start();
    }
    keys
}
