//! The form that keeps a person's data until a later day, with the reason (rule `keep-until-passed`, I4).

use chrono::Months;

use crate::domain::ids::PersonId;
use crate::domain::records::Person;
use crate::domain::verbs::keep_longer;
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{coming_day, text};
use crate::text::days;
use crate::ui::field::Field;
use crate::ui::form::Form;

/// Keeps a person's data longer.
#[derive(Debug)]
pub struct KeepLonger {
    /// Whose data.
    pub person: PersonId,
}

impl Act for KeepLonger {
    fn title(&self, world: &World) -> String {
        format!("Keep the data of {}", world.scheme.name(self.person))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let missing = || Refusal::NotFound(self.person.to_string());
        let person = world.scheme.get::<Person>(self.person).ok_or_else(missing)?;
        let from = person.keep_until.unwrap_or(world.today).max(world.today);
        let next = from.checked_add_months(Months::new(12)).unwrap_or(from);
        let fields = vec![
            coming_day("keep_until", "Keep until", &next.to_string()).required(),
            Field::line("keep_reason", "Because", person.keep_reason.exact()).required(),
        ];
        let now = person.keep_until.map_or("no day is set".to_owned(), days::long);
        let form = Form::new(self.title(world), "keep it", fields, world.calendar());
        Ok(form.heading("Until now", now))
    }

    fn draft_key(&self) -> String {
        format!("keep:{}", self.person)
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let until = form.day("keep_until");
        let until = until.ok_or_else(|| Refusal::field("keep_until", "give a day after today"))?;
        keep_longer(&world.scheme, world.today, self.person, until, &text(form, "keep_reason"))
    }
}
