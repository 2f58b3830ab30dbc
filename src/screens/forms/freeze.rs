//! The form that keeps the figures of a period as they are reported, once somebody was told what that does (U4).

use crate::domain::figures::{Period, freeze};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::ui::field::Field;
use crate::ui::form::Form;

/// Keeps the figures of a period.
#[derive(Debug)]
pub struct Freeze {
    /// The period.
    pub period: Period,
}

/// What freezing does, a line each.
const MEANS: [(&str, &str); 3] = [
    ("What is kept", "every figure, chart and sentence of it, as they read now"),
    ("Later on", "corrections and erasures change none; where they differ is said"),
    ("Once", "what is frozen is not frozen again; u takes it back"),
];

impl Act for Freeze {
    fn title(&self, _: &World) -> String {
        format!("Freeze the figures of {}", self.period)
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        // a period that is not over, or frozen already, is refused before anything is asked
        freeze(&world.scheme, self.period, world.today)?;
        let sure = Field::yes_no("sure", "Freeze them?", true).required();
        let form = Form::new(self.title(world), "freeze them", vec![sure], world.calendar());
        Ok(MEANS.into_iter().fold(form, |form, (label, text)| form.heading(label, text)))
    }

    fn draft_key(&self) -> String {
        format!("freeze:{}..{}", self.period.from, self.period.to)
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        if !form.yes("sure") {
            return Err(Refusal::field("sure", "choose yes to freeze them, or press Esc"));
        }
        freeze(&world.scheme, self.period, world.today)
    }
}
