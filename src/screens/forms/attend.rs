//! The menu of `r` on the people of an event: who came, who did not, who is taken off the list (S1).

use crate::domain::ids::{EventId, PersonId};
use crate::domain::records::{Attendance, Event};
use crate::domain::tables::Link;
use crate::domain::verbs::{mark_attendance, uninvite};
use crate::domain::{Change, Refusal};
use crate::screens::contract::{Ctx, Effect, Step, Then, World};
use crate::screens::menu::Choose;
use crate::text::days;
use crate::ui::keys::Key;
use crate::ui::menu::{Menu, MenuItem};

/// Records who came to an event.
#[derive(Debug)]
pub struct Attend {
    /// The event.
    pub event: EventId,
    /// The people.
    pub people: Vec<PersonId>,
}

impl Attend {
    /// Everybody else on the list of whom nothing is known.
    fn others(&self, world: &World) -> Vec<PersonId> {
        let here = world.scheme.linked::<Attendance>(Link::AttendanceOfEvent, self.event);
        here.filter(|one| one.attended.is_none() && !self.people.contains(&one.person))
            .map(|one| one.person)
            .collect()
    }

    fn change(&self, id: &str, world: &World) -> Result<Change, Refusal> {
        let mark = |people: &[PersonId], came| {
            mark_attendance(&world.scheme, world.today, self.event, people, came)
        };
        match id {
            "came" => mark(&self.people, Some(true)),
            "missed" => mark(&self.people, Some(false)),
            "others-came" => mark(&self.others(world), Some(true)),
            "others-missed" => mark(&self.others(world), Some(false)),
            "off" => uninvite(&world.scheme, self.event, &self.people),
            _ => mark(&self.people, None),
        }
    }
}

impl Choose for Attend {
    fn title(&self, world: &World) -> String {
        match self.people.as_slice() {
            [one] => format!("Did {} come?", world.scheme.name(*one)),
            people => format!("Did these {} come?", people.len()),
        }
    }

    fn menu(&self, world: &World) -> Result<Menu, Refusal> {
        let missing = || Refusal::NotFound(format!("event {}", self.event));
        let event = world.scheme.get::<Event>(self.event).ok_or_else(missing)?;
        let early = (event.day > world.today)
            .then(|| format!("it is still to come, on {}", days::with_weekday(event.day)));
        let others = self.others(world).len();
        let nobody = (others == 0).then(|| "nothing is open of anybody else".to_owned());
        let item = |key, id, label: String| MenuItem::new(Key::Char(key), id, label);
        let all = format!("the other {others} of whom nothing is known");
        let mut items = vec![
            item('c', "came", "came".into()).refused(early.clone()),
            item('m', "missed", "did not come".into()).refused(early.clone()),
            item('o', "others-came", format!("{all} came"))
                .refused(early.clone().or(nobody.clone())),
            item('n', "others-missed", format!("{all} did not come"))
                .refused(early.clone().or(nobody)),
            item('w', "unknown", "not known: take back what was recorded".into()),
            item('t', "off", "take off the list".into()),
        ];
        if early.is_some() {
            items.rotate_right(1);
        }
        Ok(Menu::new(self.title(world), items))
    }

    fn take(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        match self.change(id, ctx.world) {
            Ok(change) => Step::Do(Effect::Commit { change, then: Then::Close }),
            Err(why) => why.into(),
        }
    }
}
