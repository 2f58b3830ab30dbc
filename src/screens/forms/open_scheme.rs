//! The form that opens another scheme: one of those opened before, or any file (S5).

use crate::domain::{Change, Refusal};
use crate::screens::contract::{Effect, World};
use crate::screens::form::Act;
use crate::ui::field::{Field, Input, Pick, PickOption};
use crate::ui::form::Form;

/// Opens another scheme instead of this one.
#[derive(Debug)]
pub struct OpenScheme;

impl Act for OpenScheme {
    fn title(&self, _: &World) -> String {
        "Open another scheme".to_owned()
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let known = world.schemes.iter().map(|file| {
            let name = file.rsplit('/').next().unwrap_or(file);
            PickOption::new(file.clone(), crate::text::inert(name), crate::text::inert(file))
        });
        let known: Vec<_> = known.collect();
        let mut fields = Vec::new();
        if !known.is_empty() {
            let pick = Input::Pick(Box::new(Pick::new(known, "")));
            fields.push(Field::new("known", "Opened before", pick));
        }
        fields.push(Field::line("file", "Or a file", "").path());
        fields.push(Field::yes_no("new", "Make it", false).help("an empty scheme in a new file"));
        let mut form = Form::new(self.title(world), "open it", fields, world.calendar());
        form.heading = vec![("Open now".to_owned(), world.name().to_owned())];
        Ok(form)
    }

    fn draft_key(&self) -> String {
        "open-scheme".to_owned()
    }

    fn change(&self, _: &Form, _: &World) -> Result<Change, Refusal> {
        Err(Refusal::because("nothing is to be saved here"))
    }

    fn effect(&self, form: &Form, _: &World) -> Option<Result<Effect, Refusal>> {
        let typed = form.value("file").trim().to_owned();
        let known = form.value("known");
        let file = if typed.is_empty() { known } else { typed };
        Some(if file.is_empty() {
            Err(Refusal::field("file", "choose a scheme, or type the path of its file"))
        } else {
            Ok(Effect::OpenScheme { file, create: form.yes("new") })
        })
    }
}
