//! The form of what a line manager said: briefed, agreed or not, on a day; and who it is (P4).

use crate::domain::field::trimmed;
use crate::domain::ids::PersonId;
use crate::domain::profile::Profile;
use crate::domain::records::Person;
use crate::domain::verbs::{manager_agreed, manager_briefed, save_person};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::past_day;
use crate::ui::field::{Choice, Field, Input, Opt};
use crate::ui::form::Form;

/// Records what the line manager of a person said.
#[derive(Debug)]
pub struct Manager {
    /// The person whose line manager it is.
    pub person: PersonId,
}

const AGREED: &str = "agreed";
const REFUSED: &str = "not-agreed";
const BRIEFED: &str = "briefed";

impl Manager {
    /// The line manager as known: a name to be read, not an id.
    fn known(&self, world: &World) -> Option<(Profile, String)> {
        let profile = Profile::of(&world.scheme, self.person, world.today)?;
        let told = profile.line_manager.exact();
        let name = match told.parse::<PersonId>() {
            Ok(id) => world.scheme.get::<Person>(id)?.full_name.exact().to_owned(),
            Err(_) => told.to_owned(),
        };
        Some((profile, name))
    }
}

impl Act for Manager {
    fn title(&self, world: &World) -> String {
        format!("Line manager of {}", world.scheme.name(self.person))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let missing = || Refusal::NotFound(self.person.to_string());
        let (_, name) = self.known(world).ok_or_else(missing)?;
        let what = vec![
            Opt::new(AGREED, "agreed"),
            Opt::new(REFUSED, "did not agree"),
            Opt::new(BRIEFED, "was briefed"),
        ];
        let who = Field::line("line_manager", "Line manager", &name);
        let who = who.help("a person of the scheme or any name").required();
        let what = Field::new("what", "Said", Input::Choice(Choice::one(what, AGREED)));
        let day = past_day("day", "On", "today").required();
        // a manager who is known is not asked for first
        let fields = if name.is_empty() { vec![who, what, day] } else { vec![what, day, who] };
        Ok(Form::new(self.title(world), "record it", fields, world.calendar()))
    }

    fn draft_key(&self) -> String {
        format!("manager:{}", self.person)
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let missing = || Refusal::NotFound(self.person.to_string());
        let (mut profile, name) = self.known(world).ok_or_else(missing)?;
        let (scheme, today) = (&world.scheme, world.today);
        let day = form.day("day").unwrap_or(today);
        let (what, told) = (form.value("what"), trimmed(&form.value("line_manager")));
        if told.exact() == name {
            return match what.as_str() {
                BRIEFED => manager_briefed(scheme, today, self.person, day),
                said => manager_agreed(scheme, today, self.person, said == AGREED, day),
            };
        }
        profile.line_manager = told;
        if what == BRIEFED {
            profile.manager_briefed = Some(day);
            (profile.manager_agreed, profile.manager_agreed_on) = (None, None);
        } else {
            profile.manager_agreed = Some(what == AGREED);
            profile.manager_agreed_on = Some(day);
        }
        save_person(scheme, today, &profile).map(|(_, change)| change)
    }
}
