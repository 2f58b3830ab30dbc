//! The fields of a form: each kind knows its keys, its value as text and what is wrong with it.

mod choice;
mod day;
mod line;
mod note;
mod pick;
mod pick_option;

pub use choice::{Choice, Opt};
pub use day::DayInput;
pub use line::LineInput;
pub use note::Note;
pub use pick::Pick;
pub use pick_option::PickOption;

use chrono::NaiveDate;

use super::keys::Key;
use crate::text::days::Order;
use crate::text::minutes;

/// What fields need to know to understand a typed day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The day it is.
    pub today: NaiveDate,
    /// What comes first in `14/3`.
    pub order: Order,
}

/// What a key did to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The field has no use for the key.
    Pass,
    /// The field used it; its value is the same.
    Kept,
    /// The value changed.
    Changed,
    /// The field is done: its value is taken and the form goes on.
    Took,
}

/// The kinds of fields.
#[derive(Clone, Debug)]
pub enum Input {
    /// One line of text.
    Line(LineInput),
    /// A length such as `1h30`.
    Minutes(LineInput),
    /// A whole number, both ends included.
    Number(LineInput, i64, i64),
    /// A day in words.
    Day(DayInput),
    /// One of a few.
    Choice(Choice),
    /// A record found by typing.
    Pick(Box<Pick>),
    /// Several lines of text.
    Note(Box<Note>),
    /// Yes or no.
    YesNo(bool),
}

impl Input {
    /// A record found by typing.
    pub fn pick(pick: Pick) -> Self {
        Self::Pick(Box::new(pick))
    }
}

/// One field of a form.
#[derive(Clone, Debug)]
pub struct Field {
    /// Name in drafts and for the screen.
    pub id: &'static str,
    /// What stands before it.
    pub label: &'static str,
    /// A few muted words behind it.
    pub help: String,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether it is left out for now; its value is then nothing.
    pub hidden: bool,
    /// Whether Enter here saves the form when nothing else is wrong.
    pub decides: bool,
    /// What the screen found wrong with it, until it changes.
    pub refusal: Option<String>,
    /// Kind and value.
    pub input: Input,
}

impl Field {
    /// A field with its kind and first value.
    pub fn new(id: &'static str, label: &'static str, input: Input) -> Self {
        Self {
            id,
            label,
            help: String::new(),
            required: false,
            hidden: false,
            decides: false,
            refusal: None,
            input,
        }
    }

    /// One line of text.
    pub fn line(id: &'static str, label: &'static str, text: &str) -> Self {
        Self::new(id, label, Input::Line(LineInput::new(text)))
    }

    /// A note of several lines.
    pub fn note(id: &'static str, label: &'static str, text: &str) -> Self {
        Self::new(id, label, Input::Note(Box::new(Note::new(text))))
    }

    /// A length of time in minutes.
    pub fn minutes(id: &'static str, label: &'static str, text: &str) -> Self {
        Self::new(id, label, Input::Minutes(LineInput::replacing(text)))
    }

    /// A whole number from `least` to `most`, both included.
    pub fn number(
        id: &'static str,
        label: &'static str,
        text: &str,
        (least, most): (i64, i64),
    ) -> Self {
        Self::new(id, label, Input::Number(LineInput::replacing(text), least, most))
    }

    /// Yes or no.
    pub fn yes_no(id: &'static str, label: &'static str, yes: bool) -> Self {
        Self::new(id, label, Input::YesNo(yes))
    }

    /// The same, to be filled.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, with words behind it.
    #[must_use]
    pub fn help(mut self, words: impl Into<String>) -> Self {
        self.help = words.into();
        self
    }

    /// The same; it is a path that Tab completes while it is typed, which its help says.
    #[must_use]
    pub fn path(mut self) -> Self {
        if let Input::Line(line) = &mut self.input {
            line.is_path = true;
        }
        self.help = match self.help.as_str() {
            "" => "Tab completes, ~/ is your home".to_owned(),
            own => format!("{own}; Tab completes"),
        };
        self
    }

    /// Whether it is a path.
    pub fn is_path(&self) -> bool {
        matches!(&self.input, Input::Line(line) if line.is_path)
    }

    /// The same; Enter here saves the form.
    #[must_use]
    pub fn decides(mut self) -> Self {
        self.decides = true;
        self
    }

    /// The value as text, for drafts and comparisons; days and lengths as they were typed, choices
    /// and records by id, several ids with commas between them.
    pub fn value(&self) -> String {
        match &self.input {
            Input::Line(line) | Input::Minutes(line) | Input::Number(line, ..) => {
                line.text().to_owned()
            }
            Input::Day(day) => day.line.text().to_owned(),
            Input::Choice(choice) => choice.value(),
            Input::Pick(pick) => pick.chosen().unwrap_or_default().to_owned(),
            Input::Note(note) => note.text(),
            Input::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        }
    }

    /// The value as a person reads it.
    pub fn shown(&self) -> String {
        match &self.input {
            Input::Choice(choice) => choice.shown(),
            Input::Pick(pick) => pick.label().to_owned(),
            Input::Line(_)
            | Input::Minutes(_)
            | Input::Number(..)
            | Input::Day(_)
            | Input::Note(_)
            | Input::YesNo(_) => self.value(),
        }
    }

    /// Sets the value from its text; a choice or record that is not offered leaves it as it is.
    pub fn set(&mut self, value: &str) {
        match &mut self.input {
            Input::Line(line) | Input::Minutes(line) | Input::Number(line, ..) => line.set(value),
            Input::Day(day) => day.line.set(value),
            Input::Choice(choice) => choice.set(value),
            Input::Pick(pick) => pick.choose(value),
            Input::Note(note) => **note = Note::new(value),
            Input::YesNo(yes) => *yes = value == "yes",
        }
    }

    /// Whether nothing was entered.
    pub fn is_empty(&self) -> bool {
        match &self.input {
            Input::YesNo(_) => false,
            Input::Line(_)
            | Input::Minutes(_)
            | Input::Number(..)
            | Input::Day(_)
            | Input::Choice(_)
            | Input::Pick(_)
            | Input::Note(_) => self.value().trim().is_empty(),
        }
    }

    /// What is wrong with the value, in words; what is missing counts only with `complete`.
    pub fn problem(&self, calendar: Calendar, complete: bool) -> Option<String> {
        if self.hidden {
            return None;
        }
        if let Some(why) = &self.refusal {
            return Some(why.clone());
        }
        if matches!(&self.input, Input::Pick(pick) if pick.is_lost()) {
            return Some("nobody who can be chosen fits what is typed".to_owned());
        }
        if self.is_empty() {
            let missing = || self.missing();
            return (complete && self.required).then(missing);
        }
        match &self.input {
            Input::Day(day) => day.read(calendar).err(),
            Input::Minutes(line) => {
                minutes::read_minutes(line.text()).err().map(|error| error.to_string())
            }
            Input::Number(line, least, most) => {
                let read = line.text().trim().parse::<i64>().ok();
                let fits = read.is_some_and(|number| (*least..=*most).contains(&number));
                (!fits).then(|| format!("a whole number from {least} to {most}"))
            }
            Input::Line(_)
            | Input::Choice(_)
            | Input::Pick(_)
            | Input::Note(_)
            | Input::YesNo(_) => None,
        }
    }

    fn missing(&self) -> String {
        match &self.input {
            Input::Choice(_) => "choose one: Space, or its first letter".to_owned(),
            Input::Pick(_) => "choose one: type a part of the name".to_owned(),
            Input::Day(_) => "a day is needed: t, fri, +2w or 14/3".to_owned(),
            Input::Line(_)
            | Input::Minutes(_)
            | Input::Number(..)
            | Input::Note(_)
            | Input::YesNo(_) => "this is needed".to_owned(),
        }
    }

    /// Handles a key that the form has no use for itself.
    pub fn key(&mut self, key: Key, calendar: Calendar) -> Reply {
        let reply = match &mut self.input {
            Input::Line(line) | Input::Minutes(line) | Input::Number(line, ..) => line.key(key),
            Input::Day(day) => day.key(key, calendar),
            Input::Choice(choice) => choice.key(key),
            Input::Pick(pick) => pick.key(key),
            Input::Note(note) => note.key(key),
            Input::YesNo(yes) => choice::switch(yes, key),
        };
        if matches!(reply, Reply::Changed | Reply::Took) {
            self.refusal = None;
        }
        reply
    }

    /// Takes pasted text: line ends become spaces in one line, stay in a note.
    pub fn paste(&mut self, text: &str) -> Reply {
        match &mut self.input {
            Input::Line(line) | Input::Minutes(line) | Input::Number(line, ..) => line.paste(text),
            Input::Day(day) => day.line.paste(text),
            Input::Pick(pick) => pick.paste(text),
            Input::Note(note) => note.paste(text),
            Input::Choice(_) | Input::YesNo(_) => Reply::Pass,
        }
    }

    /// Called when the field gets the cursor.
    pub fn enter(&mut self) {
        match &mut self.input {
            Input::Line(line) | Input::Minutes(line) | Input::Number(line, ..) => line.enter(),
            Input::Day(day) => day.line.enter(),
            Input::Pick(pick) => pick.enter(),
            Input::Choice(_) | Input::Note(_) | Input::YesNo(_) => {}
        }
    }

    /// Called when the field loses the cursor.
    pub fn leave(&mut self) {
        match &mut self.input {
            Input::Pick(pick) => pick.leave(),
            Input::Day(day) => day.close_month(),
            Input::Line(_)
            | Input::Minutes(_)
            | Input::Number(..)
            | Input::Choice(_)
            | Input::Note(_)
            | Input::YesNo(_) => {}
        }
    }
}
