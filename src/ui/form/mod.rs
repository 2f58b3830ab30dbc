//! A form: fields that are walked through, checked, kept as a draft and saved; `view` draws it.

mod lines;
#[cfg(test)]
mod tests;
mod values;
mod view;

use std::collections::BTreeMap;

use crate::ui::field::{Calendar, Field, Reply};
use crate::ui::keys::Key;

/// A draft: what was changed in a form, by field id, as text.
pub type Draft = BTreeMap<String, String>;

/// A field that somebody else changed while the form was open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Label of the field.
    pub label: String,
    /// What is stored now.
    pub theirs: String,
    /// What the form says.
    pub yours: String,
}

/// What a key did to a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormStep {
    /// Nothing that the screen must know.
    Stay,
    /// The value of this field changed; the screen may show, hide or refill others.
    Changed(&'static str),
    /// Everything is filled and readable: save it.
    Save,
    /// One of the extra keys was pressed and everything is filled and readable.
    Extra(&'static str),
    /// Leave; the draft is kept if [`Form::is_changed`].
    Leave,
}

/// An extra key of a form, such as "Save and next pair", or one that fills fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extra {
    /// A control key, since letters type themselves.
    pub key: Key,
    /// What is returned.
    pub id: &'static str,
    /// What the footer says.
    pub label: &'static str,
    /// Whether it saves; one that does not is a change, and the screen fills in fields.
    pub saves: bool,
}

/// What is asked back once before saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// `They met that day already: log a second?`.
    pub words: String,
    /// The extra way to save that asked for it; Enter goes on with the same.
    pub extra: Option<&'static str>,
}

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// `Reassign request R42: Amina Yusuf`.
    pub title: String,
    /// Read-only lines above the fields: label and text.
    pub heading: Vec<(String, String)>,
    /// What else will happen on saving.
    pub notes: Vec<String>,
    /// Why saving was refused, if it is no single field's fault.
    pub trouble: Option<String>,
    /// What is asked back: the next Enter saves all the same, any other key drops it.
    pub question: Option<Question>,
    /// What somebody else changed meanwhile.
    pub differences: Vec<Difference>,
    /// What is said in the corner: `draft saved`.
    pub corner: &'static str,
    /// What Enter does at the end, for the footer: `reassign now`.
    pub save_label: &'static str,
    /// What Esc does, where it is something else than keeping a draft.
    pub leave_label: &'static str,
    /// Extra keys.
    pub extras: Vec<Extra>,
    fields: Vec<Field>,
    focus: usize,
    calendar: Calendar,
    /// Whether saving was tried, so that what is missing counts as a problem.
    tried: bool,
    insists: bool,
    first: BTreeMap<&'static str, String>,
}

impl Form {
    /// A form with the cursor on its first field.
    pub fn new(
        title: impl Into<String>,
        save_label: &'static str,
        fields: Vec<Field>,
        calendar: Calendar,
    ) -> Self {
        let mut form = Self {
            title: title.into(),
            heading: Vec::new(),
            notes: Vec::new(),
            trouble: None,
            question: None,
            differences: Vec::new(),
            corner: "",
            save_label,
            leave_label: "",
            extras: Vec::new(),
            first: fields.iter().map(|field| (field.id, field.value())).collect(),
            fields,
            focus: 0,
            calendar,
            tried: false,
            insists: false,
        };
        if form.focused().is_some_and(|field| field.hidden) {
            form.move_by(true);
        }
        form.enter_focused();
        form
    }

    /// The same with a read-only line above the fields.
    #[must_use]
    pub fn heading(mut self, label: impl Into<String>, text: impl Into<String>) -> Self {
        self.heading.push((label.into(), text.into()));
        self
    }

    /// Adds a field at the end.
    pub fn add(&mut self, field: Field) {
        self.first.insert(field.id, field.value());
        self.fields.push(field);
    }

    /// Takes over from a newly made form the values of all fields that were not changed here.
    pub fn refill(&mut self, fresh: &Self) {
        for field in &mut self.fields {
            let untouched = self.first.get(field.id) == Some(&field.value());
            if let Some(other) = fresh.field(field.id).filter(|_| untouched) {
                field.input = other.input.clone();
                self.first.insert(field.id, field.value());
            }
        }
        self.enter_focused();
    }

    /// What the field with this label shows.
    pub fn shown(&self, label: &str) -> Option<String> {
        self.fields.iter().find(|field| field.label == label).map(Field::shown)
    }

    /// The day it is and the order of typed days.
    pub fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// A field by its id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// A field by its id, to refill it.
    pub fn field_mut(&mut self, id: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.id == id)
    }

    /// All fields in order, hidden ones too.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field with the cursor.
    pub fn focused(&self) -> Option<&Field> {
        self.fields.get(self.focus)
    }

    /// Puts the cursor on a field.
    pub fn focus(&mut self, id: &str) {
        if let Some(at) = self.fields.iter().position(|field| field.id == id && !field.hidden) {
            self.go(at);
        }
    }

    /// Shows or leaves out a field.
    pub fn show(&mut self, id: &str, shown: bool) {
        if let Some(field) = self.field_mut(id) {
            field.hidden = !shown;
        }
    }

    /// Saving was refused: says why, at the field whose fault it is, and puts the cursor there.
    pub fn refuse(&mut self, id: Option<&str>, why: impl Into<String>) {
        let why = why.into();
        self.tried = true;
        match id.and_then(|id| self.fields.iter().position(|field| field.id == id)) {
            Some(at) => {
                if let Some(field) = self.fields.get_mut(at) {
                    field.refusal = Some(why);
                    field.hidden = false;
                }
                self.go(at);
            }
            None => self.trouble = Some(why),
        }
    }

    /// What is wrong, as label and reason, in the order of the fields.
    pub fn problems(&self) -> Vec<(&'static str, String)> {
        self.fields
            .iter()
            .filter_map(|field| Some((field.label, field.problem(self.calendar, self.tried)?)))
            .collect()
    }

    /// Whether anything differs from how the form opened.
    pub fn is_changed(&self) -> bool {
        self.fields.iter().any(|field| self.first.get(field.id) != Some(&field.value()))
    }

    /// What differs from how the form opened, to be kept as a draft.
    pub fn draft(&self) -> Draft {
        self.fields
            .iter()
            .filter(|field| self.first.get(field.id) != Some(&field.value()))
            .map(|field| (field.id.to_owned(), field.value()))
            .collect()
    }

    /// Puts a draft back in; unknown fields are passed over.
    pub fn restore(&mut self, draft: &Draft) {
        for field in &mut self.fields {
            if let Some(value) = draft.get(field.id) {
                field.set(value);
            }
        }
        self.enter_focused();
    }

    /// Whether the question was answered by saving once more.
    pub fn insists(&self) -> bool {
        self.insists
    }

    /// Handles a key.
    pub fn key(&mut self, key: Key) -> FormStep {
        let question = self.question.take();
        self.insists = question.is_some();
        if let Some(question) = question {
            if key == Key::Enter {
                return self.save_as(question.extra);
            } else if key == Key::Esc {
                return FormStep::Stay;
            }
        }
        if key == Key::Ctrl('s') {
            return self.save();
        }
        if let Some(extra) = self.extras.iter().find(|extra| extra.key == key).copied() {
            if !extra.saves {
                return FormStep::Changed(extra.id);
            }
            return self.save_as(Some(extra.id));
        }
        self.trouble = None;
        let calendar = self.calendar;
        let passes = matches!(key, Key::Tab | Key::BackTab);
        let reply = match self.fields.get_mut(self.focus) {
            Some(field) if !passes => (field.id, field.key(key, calendar)),
            Some(field) => (field.id, Reply::Pass),
            None => ("", Reply::Pass),
        };
        match (reply, key) {
            ((id, Reply::Changed), _) => FormStep::Changed(id),
            ((_, Reply::Kept), _) => FormStep::Stay,
            (_, Key::Enter) => self.accept(),
            ((id, Reply::Took), _) => {
                self.move_by(true);
                FormStep::Changed(id)
            }
            (_, Key::Tab | Key::Down) => {
                self.move_by(true);
                FormStep::Stay
            }
            (_, Key::BackTab | Key::Up) => {
                self.move_by(false);
                FormStep::Stay
            }
            (_, Key::Esc) => FormStep::Leave,
            _ => FormStep::Stay,
        }
    }

    /// Takes pasted text into the field with the cursor.
    pub fn paste(&mut self, text: &str) -> FormStep {
        self.question = None;
        match self.fields.get_mut(self.focus).map(|field| (field.id, field.paste(text))) {
            Some((id, Reply::Changed | Reply::Took)) => FormStep::Changed(id),
            _ => FormStep::Stay,
        }
    }

    /// Enter: takes the field and goes on; saves on the last one and on one that decides.
    fn accept(&mut self) -> FormStep {
        let Some(field) = self.focused() else { return FormStep::Leave };
        let id = field.id;
        if field.problem(self.calendar, false).is_some() {
            return FormStep::Stay;
        }
        if field.decides || self.is_last() {
            return self.save();
        }
        self.move_by(true);
        FormStep::Changed(id)
    }

    fn save_as(&mut self, extra: Option<&'static str>) -> FormStep {
        match (self.save(), extra) {
            (FormStep::Save, Some(id)) => FormStep::Extra(id),
            (step, _) => step,
        }
    }

    fn save(&mut self) -> FormStep {
        self.tried = true;
        for field in &mut self.fields {
            // the screen judges anew on every attempt
            field.refusal = None;
        }
        let calendar = self.calendar;
        let wrong = self.fields.iter().position(|field| field.problem(calendar, true).is_some());
        match wrong {
            Some(at) => {
                self.go(at);
                FormStep::Stay
            }
            None => FormStep::Save,
        }
    }

    /// Whether no visible field follows the one with the cursor.
    fn is_last(&self) -> bool {
        self.fields.iter().skip(self.focus + 1).all(|field| field.hidden)
    }

    fn move_by(&mut self, forward: bool) {
        let count = self.fields.len();
        let order: Vec<usize> = if forward {
            (self.focus + 1..count).chain(0..self.focus).collect()
        } else {
            (0..self.focus).rev().chain((self.focus + 1..count).rev()).collect()
        };
        let next =
            order.into_iter().find(|at| self.fields.get(*at).is_some_and(|field| !field.hidden));
        if let Some(next) = next {
            self.go(next);
        }
    }

    fn go(&mut self, at: usize) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.leave();
        }
        self.focus = at;
        self.enter_focused();
    }

    fn enter_focused(&mut self) {
        if let Some(field) = self.fields.get_mut(self.focus) {
            field.enter();
        }
    }
}
