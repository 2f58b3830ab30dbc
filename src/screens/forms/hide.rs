//! The form of `o` on a person: a mentor is hidden for a while or back, or somebody's status changes (P1, P2).

use crate::domain::codes::{Code, Status, Subject};
use crate::domain::ids::{Id, PersonId};
use crate::domain::records::{Absence, Mentor, Person};
use crate::domain::tables::Link;
use crate::domain::verbs::{hide_mentor, set_status, show_again};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::{coming_day, past_day, text};
use crate::ui::field::{Choice, Field, Input, Opt};
use crate::ui::form::Form;

/// Hides a mentor, shows one again, or changes the status of a person.
#[derive(Debug)]
pub struct Hide {
    /// The person.
    pub person: PersonId,
}

const HIDE: &str = "hide";
const BACK: &str = "back";
/// The states of a person, the likeliest change first.
const LIKELY: &[Status] = &[
    Status::Active,
    Status::Paused,
    Status::Left,
    Status::Withdrawn,
    Status::Approved,
    Status::Applied,
];

impl Hide {
    fn is_hidden(&self, world: &World) -> bool {
        world
            .scheme
            .linked::<Absence>(Link::AbsencesOfPerson, self.person)
            .any(|absence| absence.ended.is_none() && absence.since <= world.today)
    }
}

impl Act for Hide {
    fn title(&self, world: &World) -> String {
        format!("State of {}", world.scheme.name(self.person))
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let scheme = &world.scheme;
        if scheme.get::<Person>(self.person).is_none() {
            return Err(Refusal::NotFound(self.person.to_string()));
        }
        let now = scheme.state_on(Subject::Person, self.person.raw(), world.today);
        let mut what = Vec::new();
        if scheme.get::<Mentor>(self.person).is_some() {
            what.push(if self.is_hidden(world) {
                Opt::new(BACK, "back, no longer hidden")
            } else {
                Opt::new(HIDE, "hidden for a while")
            });
        }
        let others = LIKELY.iter().filter(|status| Some(**status) != now);
        what.extend(others.map(|status| Opt::new(status.code(), status.label())));
        let first = what.first().map_or(String::new(), |option| option.id.clone());
        let fields = vec![
            Field::new("what", "From now on", Input::Choice(Choice::one(what, &first))),
            past_day("since", "Since", "today").required(),
            coming_day("from", "From", "today").required(),
            coming_day("until", "Until", "").help("last hidden day; empty: further notice"),
            Field::line("why", "Why", ""),
        ];
        let now = now.map_or("no status".to_owned(), |status| status.to_string());
        Ok(Form::new(self.title(world), "record", fields, world.calendar()).heading("Now", now))
    }

    fn draft_key(&self) -> String {
        format!("hide:{}", self.person)
    }

    fn changed(&self, form: &mut Form, _field: &str, _world: &World) {
        let what = form.value("what");
        form.show("until", what == HIDE);
        // a status is told of a day that has come, an absence mostly of days ahead
        form.show("since", what != BACK && what != HIDE);
        form.show("from", what == HIDE);
        form.show("why", what != BACK);
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let since = form.day("since").unwrap_or(world.today);
        let why = text(form, "why");
        match form.value("what").as_str() {
            HIDE => {
                let until = form.day("until");
                let from = form.day("from").unwrap_or(world.today);
                hide_mentor(&world.scheme, world.today, self.person, from, until, &why)
            }
            BACK => show_again(&world.scheme, world.today, self.person),
            code => {
                let status = Status::from_code(code)
                    .ok_or_else(|| Refusal::field("what", "choose the new status"))?;
                set_status(&world.scheme, self.person, status, since, &why)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_of_a_person_is_offered() {
        assert_eq!(LIKELY.len(), Status::OF_PERSON.len());
        assert!(Status::OF_PERSON.iter().all(|status| LIKELY.contains(status)));
    }
}
