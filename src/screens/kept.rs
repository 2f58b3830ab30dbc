//! How long people's data are kept: everybody with a last day, the longest over first, with the keys to keep or erase them (I4).

use chrono::NaiveDate;

use crate::domain::Refusal;
use crate::domain::ids::{AnyId, PersonId};
use crate::domain::lists::{Leaving, List as Records};
use crate::domain::records::Person;
use crate::domain::verbs::retained;
use crate::screens::Route;
use crate::screens::acts::{self, ROW_KEYS, RowCmd};
use crate::screens::cards::{self, Look};
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::text::days;
use crate::ui::card::Card;
use crate::ui::keys::Bind;
use crate::ui::table::{Column, Row};
use crate::ui::theme::Role;

/// Everybody whose data have a last day.
#[derive(Debug)]
pub(super) struct Kept;

const COLUMNS: &[Column] = &[
    Column::grows("Name", 14, 30),
    Column::fixed("Kept until", 16),
    Column::fixed("When", 14).right(),
    Column::grows("Kept longer because", 12, 40).optional(),
];

impl List for Kept {
    type Key = AnyId;
    type Cmd = RowCmd;
    const KEYS: &'static [Bind<RowCmd>] = ROW_KEYS;

    fn title(&self, _: &World) -> String {
        "Data kept".to_owned()
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, world: &World) -> Vec<Line<AnyId>> {
        let all = retained(&world.scheme, world.today, NaiveDate::MAX);
        all.into_iter().map(|one| Line::Row(one.person.id.into())).collect()
    }

    fn row(&self, id: AnyId, world: &World) -> Row {
        let person = world.scheme.get::<Person>(PersonId(id.number));
        let Some((person, until)) = person.and_then(|p| Some((p, p.keep_until?))) else {
            return Row::default();
        };
        let is_over = until < world.today;
        let cells = vec![
            person.full_name.to_string(),
            days::long(until),
            days::due(until, world.today),
            person.keep_reason.to_string(),
        ];
        let (sign, role) = if is_over { ('*', Role::Warn) } else { (' ', Role::Plain) };
        Row { sign, cells, role, ..Row::default() }
    }

    fn name(&self, id: AnyId) -> String {
        id.to_string()
    }

    fn card(&self, id: AnyId, world: &World) -> Card {
        let look = Look::of(world, world.gravest(id));
        cards::card(look, id).unwrap_or_default()
    }

    fn leaving(&self, rows: &[AnyId], _: &World) -> Result<Leaving, Refusal> {
        Ok(Leaving::Records(Records::Kept, rows.to_vec()))
    }

    fn in_files(&self) -> Vec<&'static str> {
        vec!["full_name", "keep_until", "over", "keep_reason"]
    }

    fn empty(&self, _: &World) -> String {
        "Nobody's data have a last day: it is a field of the person (e), or w k sets it.".to_owned()
    }

    fn head(&self, world: &World, _room: usize) -> Vec<String> {
        let over = retained(&world.scheme, world.today, world.today).len();
        vec![format!("{over} over their last day; w k keeps one longer, w e erases one")]
    }

    fn available(
        &self,
        cmd: RowCmd,
        selected: Option<AnyId>,
        world: &World,
    ) -> Result<(), Refusal> {
        acts::available(cmd, selected, world)
    }

    fn run(&mut self, cmd: RowCmd, rows: &[AnyId], ctx: &Ctx<'_>) -> Step {
        acts::run(cmd, rows, Route::AddPerson, ctx.world)
    }
}
