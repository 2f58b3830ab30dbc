//! The people of an event: who is invited, who came; Space marks them, `r` records it (S1).

use crate::domain::Refusal;
use crate::domain::ids::{AnyId, EventId, PersonId};
use crate::domain::letters::LetterKind;
use crate::domain::records::{Attendance, Event, Person};
use crate::domain::tables::Link;
use crate::screens::acts::{self, RowCmd};
use crate::screens::cards::{self, Look};
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::screens::{Route, Wanted};
use crate::text::{days, fold};
use crate::ui::card::Card;
use crate::ui::keys::{Bind, Key, bind};
use crate::ui::table::{Column, Row};
use crate::ui::theme::Role;

/// The people on the list of an event.
#[derive(Debug)]
pub(super) struct People {
    /// The event.
    pub(super) event: EventId,
}

/// What can be done with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cmd {
    /// Record who came.
    Record,
    /// Put somebody on the list.
    Add,
    /// Write the invitations.
    Letter,
    /// What can be done with a person anywhere.
    Person(RowCmd),
}

const COLUMNS: &[Column] = &[
    Column::grows("Name", 14, 28),
    Column::fixed("Coming", 12),
    Column::fixed("Invited", 11),
    Column::grows("E-mail", 14, 30).optional(),
    Column::grows("Department", 10, 20).optional(),
];

impl People {
    fn here<'a>(&self, world: &'a World) -> impl Iterator<Item = &'a Attendance> {
        world.scheme.linked::<Attendance>(Link::AttendanceOfEvent, self.event)
    }
}

impl List for People {
    type Key = PersonId;
    type Cmd = Cmd;
    const KEYS: &'static [Bind<Cmd>] = &[
        bind(
            "record",
            &[Key::Char('r')],
            Cmd::Record,
            "record",
            "Record who came or did not, or take people off the list",
        ),
        bind("new", &[Key::Char('n')], Cmd::Add, "invite", "Put somebody on the list"),
        bind(
            "letter",
            &[Key::Char('M')],
            Cmd::Letter,
            "letter",
            "Read the invitation, open it in the mail program, log it as sent",
        ),
        bind(
            "copy",
            &[Key::Char('y')],
            Cmd::Person(RowCmd::Copy),
            "copy",
            "Copy names and addresses to the clipboard",
        ),
        bind(
            "in-touch",
            &[Key::Char('i')],
            Cmd::Person(RowCmd::InTouch),
            "in touch",
            "Log a support contact with the person",
        ),
        bind("edit", &[Key::Char('e')], Cmd::Person(RowCmd::Edit), "edit", "Edit the person"),
        bind(
            "history",
            &[Key::Char('h')],
            Cmd::Person(RowCmd::History),
            "",
            "What was done with this person",
        ),
    ];
    const FILE: (&'static str, &'static str) = ("attendance", "People of an event");

    fn title(&self, world: &World) -> String {
        world.scheme.title(self.event.into())
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    /// Those of whom nothing is known come first: they are what is left to do.
    fn lines(&self, world: &World) -> Vec<Line<PersonId>> {
        let mut here: Vec<&Attendance> = self.here(world).collect();
        here.sort_by_cached_key(|one| {
            let rank = one.attended.map_or(0, |came| if came { 1 } else { 2 });
            (rank, fold(&world.scheme.name(one.person)), one.person)
        });
        here.into_iter().map(|one| Line::Row(one.person)).collect()
    }

    fn row(&self, key: PersonId, world: &World) -> Row {
        let Some(one) = world.scheme.attendance(self.event, key) else { return Row::default() };
        let person = world.scheme.get::<Person>(key);
        let text =
            |text: Option<String>| text.filter(|text| !text.is_empty()).unwrap_or("-".into());
        let known = match one.attended {
            Some(_) => one.state(),
            None => "not known",
        };
        let cells = vec![
            world.scheme.name(key),
            known.to_owned(),
            text(one.invited.map(|day| days::short(day, world.today))),
            text(person.map(|person| person.email.to_string())),
            text(person.map(|person| person.department.to_string())),
        ];
        let sign = one.attended.map_or(' ', |came| if came { '+' } else { '-' });
        Row { sign, cells, role: Role::Plain, ..Row::default() }
    }

    fn name(&self, key: PersonId) -> String {
        key.to_string()
    }

    fn card(&self, key: PersonId, world: &World) -> Card {
        let id = AnyId::from(key);
        let look = Look::of(world, world.gravest(id));
        cards::card(look, id).unwrap_or_default()
    }

    fn empty(&self, _world: &World) -> String {
        "Nobody is invited yet. Press n for one, or mark people on People (4) and press E there."
            .into()
    }

    fn head(&self, world: &World, _room: usize) -> Vec<String> {
        let turnout = world.scheme.turnout(self.event);
        let title = world.scheme.title(self.event.into());
        let is_past =
            world.scheme.get::<Event>(self.event).is_some_and(|event| event.day <= world.today);
        let counts = if is_past {
            format!(
                "{} came, {} did not, {} not known",
                turnout.came, turnout.missed, turnout.unknown
            )
        } else {
            "still to come".to_owned()
        };
        vec![format!("{title}: {} invited, {counts}", turnout.invited)]
    }

    fn available(
        &self,
        cmd: Cmd,
        selected: Option<PersonId>,
        world: &World,
    ) -> Result<(), Refusal> {
        match cmd {
            Cmd::Add => Ok(()),
            Cmd::Record | Cmd::Letter => selected
                .map(|_| ())
                .ok_or_else(|| Refusal::because("nobody is on the list yet: press n")),
            Cmd::Person(cmd) => acts::available(cmd, selected.map(AnyId::from), world),
        }
    }

    fn run(&mut self, cmd: Cmd, rows: &[PersonId], ctx: &Ctx<'_>) -> Step {
        match cmd {
            Cmd::Record => Step::Go(Route::Attend(self.event, rows.to_vec())),
            Cmd::Letter => {
                let invitation = |to: &PersonId| {
                    let wanted = Wanted::kind(self.event.into(), LetterKind::Invitation);
                    Wanted { to: Some(*to), ..wanted }
                };
                Step::Go(Route::Letters(rows.iter().map(invitation).collect()))
            }
            Cmd::Add => Step::Go(Route::Invite(Vec::new(), Some(self.event))),
            Cmd::Person(cmd) => {
                let rows: Vec<AnyId> = rows.iter().map(|person| (*person).into()).collect();
                acts::run(cmd, &rows, Route::AddPerson, ctx.world)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::screens::list::faults::<People>(), Vec::<String>::new());
    }
}
