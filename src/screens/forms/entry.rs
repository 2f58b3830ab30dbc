//! The form of an entry: every field of its kind, filled with what is known; and the question before one is taken out.

use crate::domain::entry::{Book, EntryField};
use crate::domain::ids::AnyId;
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::fields;
use crate::ui::field::Field;
use crate::ui::form::Form;

/// Adds an entry, or changes one.
#[derive(Debug)]
pub struct EditEntry {
    /// Its kind.
    pub book: &'static Book,
    /// The entry; none for a new one.
    pub entry: Option<AnyId>,
    /// What a new one is about.
    pub about: Option<AnyId>,
    /// The field with the cursor; none begins where it is quickest.
    pub at: Option<&'static str>,
}

impl EditEntry {
    fn values(&self, world: &World) -> Result<Vec<(EntryField, String)>, Refusal> {
        let values = match self.entry {
            Some(id) => (self.book.values)(&world.scheme, id.number)
                .ok_or_else(|| Refusal::NotFound(id.to_string()))?,
            None => (self.book.begin)(&world.scheme, world.today, self.about),
        };
        Ok((self.book.fields)().into_iter().zip(values).collect())
    }
}

impl EditEntry {
    /// The field on which a new one begins and Enter saves: nothing that is required is missing.
    fn quick(&self, values: &[(EntryField, String)]) -> Option<&'static str> {
        let ready = values.iter().all(|(field, value)| !field.required || !value.is_empty());
        let quick = self.book.quick;
        (self.entry.is_none() && ready && !quick.is_empty()).then_some(quick)
    }
}

impl Act for EditEntry {
    fn title(&self, world: &World) -> String {
        match (self.entry, self.about) {
            (Some(id), _) => format!("Edit {id}: {}", world.scheme.title(id)),
            (None, Some(about)) => {
                format!("New {}: {}", self.book.noun, world.scheme.title(about))
            }
            (None, None) => format!("New {}", self.book.noun),
        }
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let shown = |(field, value): (EntryField, String)| {
            let shown = fields::shown(field.id, field.label, field.kind, &value, world);
            if field.required { shown.required() } else { shown }
        };
        let values = self.values(world)?;
        let quick = self.quick(&values);
        let mut fields: Vec<Field> = values.into_iter().map(shown).collect();
        for field in fields.iter_mut().filter(|field| quick == Some(field.id)) {
            field.decides = true;
        }
        let mut form = Form::new(self.title(world), "save it", fields, world.calendar());
        if let Some(first) = self.at.or(quick) {
            form.focus(first);
        }
        Ok(form)
    }

    fn draft_key(&self) -> String {
        let about = self.entry.or(self.about).map(|id| id.to_string()).unwrap_or_default();
        format!("{}:{about}", self.book.name)
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let given: Vec<_> = (self.book.fields)()
            .into_iter()
            .filter_map(|field| Some((field.id, fields::entered(form, field.id, field.kind)?)))
            .collect();
        let id = self.entry.map(|id| id.number);
        (self.book.save)(&world.scheme, world.today, id, &given).map(|(_, change)| change)
    }

    fn watched(&self, world: &World) -> Vec<(String, String)> {
        if self.entry.is_none() {
            return Vec::new();
        }
        let values = self.values(world).unwrap_or_default();
        values.into_iter().map(|(field, value)| (field.label.to_owned(), value)).collect()
    }
}

/// Takes an entry out, once that was confirmed.
#[derive(Debug)]
pub struct RemoveEntry {
    /// Its kind.
    pub book: &'static Book,
    /// The entry.
    pub entry: AnyId,
}

impl Act for RemoveEntry {
    fn title(&self, world: &World) -> String {
        format!("Take out {}: {}", self.entry, world.scheme.title(self.entry))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let sure = Field::yes_no("sure", "Take it out?", false).required();
        Ok(Form::new(self.title(world), "take it out", vec![sure], world.calendar()))
    }

    fn draft_key(&self) -> String {
        format!("remove:{}", self.entry)
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        if !form.yes("sure") {
            return Err(Refusal::field("sure", "choose yes to take it out, or press Esc"));
        }
        (self.book.remove)(&world.scheme, self.entry.number)
    }
}
