//! The forms of concerns: raise, change, close (V5). They keep no draft.

use crate::domain::codes::Priority;
use crate::domain::field::Kind;
use crate::domain::ids::{AnyId, ConcernId};
use crate::domain::records::{Concern, ConcernText};
use crate::domain::verbs::{ConcernInput, change_concern, close_concern, raise_concern};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{choice, chosen, fields, past_day, pointing, text};
use crate::ui::field::Field;
use crate::ui::form::Form;

/// Raises a concern.
#[derive(Debug)]
pub struct Raise {
    /// The person or pair, if known.
    pub about: Option<AnyId>,
}

/// Changes a concern.
#[derive(Debug)]
pub struct EditConcern {
    /// The concern.
    pub id: ConcernId,
    /// What it says, as it was read for this form.
    pub text: Option<ConcernText>,
}

/// Closes a concern.
#[derive(Debug)]
pub struct Close {
    /// The concern.
    pub id: ConcernId,
}

/// The fields of a concern, filled; one that is new cannot be closed yet.
fn form(title: String, input: &ConcernInput, new: bool, world: &World) -> Form {
    let about = input.about.map(|id| id.to_string()).unwrap_or_default();
    let closed = input.closed.map(|day| day.to_string()).unwrap_or_default();
    let mut closed = past_day("closed", "Closed on", &closed);
    closed.hidden = new;
    let [services, other] = pointing::fields(world, "Referred to", &input.referred_to);
    let list = vec![
        choice("category", "Category", input.category).required(),
        choice("priority", "Priority", Some(input.priority)).required(),
        Field::note("text", "What was raised", input.text.exact()).required(),
        services,
        other,
        Field::note("note", "What was done", input.note.exact()),
        past_day("day", "Raised on", &input.day.to_string()).required(),
        fields::shown("about", "About", Kind::Record("PM"), &about, world)
            .help("a person or pair; empty: the scheme"),
        closed,
    ];
    Form::new(title, "save it", list, world.calendar())
        .heading("Kept for", "its own screen; no draft of this form is kept")
}

fn input(form: &Form, world: &World) -> ConcernInput {
    ConcernInput {
        about: form.value("about").parse().ok(),
        day: form.day("day").unwrap_or(world.today),
        category: chosen(form, "category"),
        priority: chosen(form, "priority").unwrap_or(Priority::Routine),
        closed: form.day("closed"),
        text: text(form, "text"),
        referred_to: pointing::entered(form, world),
        note: text(form, "note"),
    }
}

fn known(id: ConcernId, world: &World) -> Result<&Concern, Refusal> {
    let concern = world.scheme.get::<Concern>(id);
    concern.ok_or_else(|| Refusal::NotFound(format!("concern {id}")))
}

impl Act for Raise {
    fn title(&self, _: &World) -> String {
        "Raise a concern".to_owned()
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        Ok(form(self.title(world), &ConcernInput::on(world.today, self.about), true, world))
    }

    fn draft_key(&self) -> String {
        "concern:".to_owned()
    }

    fn is_private(&self) -> bool {
        true
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let raised = raise_concern(&world.scheme, world.today, &input(form, world));
        raised.map(|(_, change)| change)
    }
}

impl Act for EditConcern {
    fn title(&self, _: &World) -> String {
        format!("Change concern {}", self.id)
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let input = ConcernInput::of(known(self.id, world)?, self.text.as_ref());
        Ok(form(self.title(world), &input, false, world))
    }

    fn draft_key(&self) -> String {
        format!("concern:{}", self.id)
    }

    fn is_private(&self) -> bool {
        true
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let input = input(form, world);
        change_concern(&world.scheme, world.today, self.id, self.text.as_ref(), &input)
    }
}

impl Act for Close {
    fn title(&self, _: &World) -> String {
        format!("Close concern {}", self.id)
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        known(self.id, world)?;
        let day = past_day("closed", "Closed on", "today").required();
        let title = self.title(world);
        Ok(Form::new(title, "close it", vec![day], world.calendar())
            .heading("What was done", "is written with e, before or after"))
    }

    fn draft_key(&self) -> String {
        format!("close:{}", self.id)
    }

    fn is_private(&self) -> bool {
        true
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let day = form.day("closed").unwrap_or(world.today);
        close_concern(&world.scheme, world.today, self.id, day)
    }
}
