//! The form of `E` on people: invite them to an event, or note that they came (S1).

use chrono::{Days, NaiveDate};

use crate::domain::ids::{EventId, PersonId};
use crate::domain::records::{Event, Person};
use crate::domain::verbs::{invite, mark_attendance};
use crate::domain::{Change, Refusal};
use crate::screens::contract::World;
use crate::screens::form::Act;
use crate::screens::forms::past_day;
use crate::text::days;
use crate::ui::field::{Field, Input, Pick, PickOption};
use crate::ui::form::Form;

/// Days back to which events of the past are offered, for whom nobody wrote down in time.
const BACK: Days = Days::new(60);

/// Invites people to an event.
#[derive(Debug)]
pub struct Invite {
    /// The people; nobody yet where the event is known and somebody is to be put on its list.
    pub people: Vec<PersonId>,
    /// The event, if known.
    pub event: Option<EventId>,
}

impl Invite {
    /// The events that may be meant: those to come, the soonest first, then those just past.
    fn events(&self, world: &World) -> Vec<PickOption> {
        let (scheme, today) = (&world.scheme, world.today);
        let since = today.checked_sub_days(BACK).unwrap_or(NaiveDate::MIN);
        let mut events: Vec<&Event> = scheme
            .all::<Event>()
            .filter(|event| self.event.is_none_or(|id| id == event.id))
            .filter(|event| event.cancelled.is_none())
            .filter(|event| event.day >= since || self.event.is_some())
            .collect();
        events.sort_by_key(|event| {
            let ahead = (event.day - today).num_days();
            (ahead < 0, ahead.abs(), event.id)
        });
        let option = |event: &&Event| {
            let invited = scheme.turnout(event.id).invited;
            let when = days::relative(event.day, today);
            let detail = format!("{}  {when}, {invited} invited", event.id);
            PickOption::new(event.id.to_string(), scheme.title(event.id.into()), detail)
        };
        events.iter().map(option).collect()
    }

    /// Who is invited: those of the rows, else the one who was chosen.
    fn people(&self, form: &Form) -> Vec<PersonId> {
        let chosen = form.value("person").parse().ok();
        if self.people.is_empty() { chosen.into_iter().collect() } else { self.people.clone() }
    }

    fn who(&self, world: &World) -> String {
        let names: Vec<_> = self.people.iter().map(|person| world.scheme.name(*person)).collect();
        match names.as_slice() {
            [] => "somebody".to_owned(),
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [first, ..] => format!("{first} and {} more", names.len() - 1),
        }
    }
}

/// The event that a form names.
fn event<'a>(form: &Form, world: &'a World) -> Option<&'a Event> {
    world.scheme.get::<Event>(form.value("event").parse().ok()?)
}

impl Act for Invite {
    fn title(&self, world: &World) -> String {
        match self.event {
            Some(event) => format!("Invite to {}", world.scheme.title(event.into())),
            None => format!("Invite {}", self.who(world)),
        }
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let events = self.events(world);
        if events.is_empty() {
            let why = "no event is planned: type :events, then n adds one";
            return Err(Refusal::because(why));
        }
        let mut fields = Vec::new();
        if self.people.is_empty() {
            let mut people: Vec<_> = world.scheme.all::<Person>().collect();
            people.sort_by_cached_key(|person| crate::text::fold(person.full_name.exact()));
            let option = |person: &Person| {
                let detail = format!("{}  {}", person.id, person.department);
                PickOption::new(person.id.to_string(), person.full_name.to_string(), detail)
            };
            let pick = Pick::new(people.into_iter().map(option).collect(), "");
            fields.push(Field::new("person", "Who", Input::pick(pick)).required().decides());
        }
        let mut event = Field::new("event", "Event", Input::pick(Pick::first(events)));
        event.hidden = self.event.is_some();
        let came = Field::yes_no("came", "Came already", false);
        fields.push(event.required().decides());
        fields.push(came.help("yes: they are put on the list as having come"));
        fields.push(past_day("invited", "Invited on", "today").required());
        let form = Form::new(self.title(world), "invite", fields, world.calendar());
        let many = self.people.len();
        let count = days::plural(i64::try_from(many).unwrap_or_default(), "person");
        Ok(if many > 1 { form.heading("People", count.replace("persons", "people")) } else { form })
    }

    fn draft_key(&self) -> String {
        let who = self.people.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let event = self.event.map(|event| event.to_string()).unwrap_or_default();
        format!("invite:{event}{who}")
    }

    fn changed(&self, form: &mut Form, _field: &str, world: &World) {
        let event = event_of(self, form, world);
        let is_past = event.is_some_and(|event| event.day <= world.today);
        let came = is_past && form.field("came").is_some_and(|field| field.value() == "yes");
        form.show("came", is_past);
        form.show("invited", !came);
        form.save_label = if came { "put them on the list" } else { "invite" };
    }

    fn change(&self, form: &Form, world: &World) -> Result<Change, Refusal> {
        let people = self.people(form);
        let event = event_of(self, form, world)
            .ok_or_else(|| Refusal::field("event", "choose an event"))?;
        if form.yes("came") {
            return mark_attendance(&world.scheme, world.today, event.id, &people, Some(true));
        }
        let day = form.day("invited").unwrap_or(world.today);
        // today stands for the day of an event that is past
        let day = if day == world.today { day.min(event.day) } else { day };
        invite(&world.scheme, world.today, event.id, &people, day)
    }
}

/// The event that is meant: the one that was given, else the one chosen.
fn event_of<'a>(act: &Invite, form: &Form, world: &'a World) -> Option<&'a Event> {
    act.event.map_or_else(|| event(form, world), |id| world.scheme.get::<Event>(id))
}
