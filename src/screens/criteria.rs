//! The selection criteria: every rule and criterion of matching with its points, as participants may read them (M7).

use crate::domain::Refusal;
use crate::domain::matching::{NEVER, PARTS, Published, published};
use crate::screens::Route;
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::ui::card::{Card, Part};
use crate::ui::keys::{Bind, Key};
use crate::ui::table::{Column, Row};

/// What can be done with a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CriterionCmd {
    /// Change its points.
    Edit,
}

const KEYS: &[Bind<CriterionCmd>] = &[Bind {
    id: "edit-weight",
    keys: &[Key::Char('e')],
    cmd: CriterionCmd::Edit,
    label: "edit",
    help: "Change the points of the criterion",
}];

const COLUMNS: &[Column] = &[
    Column { title: "Criterion", min: 17, most: 18, right: false, optional: false },
    Column { title: "Points", min: 8, most: 16, right: false, optional: false },
    Column { title: "What it says", min: 20, most: 100, right: false, optional: false },
];

/// The list of rules and criteria.
#[derive(Debug, Default)]
pub(super) struct CriteriaList;

/// A row by its place.
fn at(place: usize, world: &World) -> Option<Published> {
    published(world.scheme.settings()).into_iter().nth(place)
}

impl List for CriteriaList {
    type Key = usize;
    type Cmd = CriterionCmd;
    const KEYS: &'static [Bind<CriterionCmd>] = KEYS;
    const FILE: (&'static str, &'static str) = ("criteria", "Selection criteria");

    fn title(&self, _: &World) -> String {
        "Selection criteria".to_owned()
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, world: &World) -> Vec<Line<usize>> {
        let rows = published(world.scheme.settings());
        let mut lines = Vec::new();
        for part in PARTS {
            let own: Vec<usize> =
                (0..).zip(&rows).filter(|(_, row)| row.part == part).map(|(at, _)| at).collect();
            let heading = format!("{} {}", part.heading().to_uppercase(), own.len());
            lines.push(Line::Section(heading, part.note().to_owned()));
            lines.extend(own.into_iter().map(Line::Row));
        }
        lines
    }

    fn row(&self, place: usize, world: &World) -> Row {
        let Some(row) = at(place, world) else { return Row::default() };
        Row { sign: ' ', cells: vec![row.id.to_owned(), row.shortly(), row.says], ..Row::default() }
    }

    fn name(&self, place: usize) -> String {
        place.to_string()
    }

    fn card(&self, place: usize, world: &World) -> Card {
        let Some(row) = at(place, world) else { return Card::default() };
        let setting = row.setting.and_then(crate::domain::settings::Key::setting);
        let points = match setting {
            Some(setting) => format!("{}, by the setting {}", row.in_words(), setting.id),
            None => format!("{}: {}", row.in_words(), row.part.note()),
        };
        Card {
            title: row.id.to_uppercase(),
            badge: row.in_words(),
            brief: vec![row.says.clone(), points.clone()],
            parts: vec![
                Part::new("WHAT IT SAYS", [row.says.clone()]),
                Part::new(&row.part.heading().to_uppercase(), [points]),
            ],
            ..Card::default()
        }
    }

    fn empty(&self, _: &World) -> String {
        "No criterion has these words.".to_owned()
    }

    fn head(&self, _: &World, _room: usize) -> Vec<String> {
        vec![format!("{NEVER} To print: matchbook criteria")]
    }

    fn available(
        &self,
        _: CriterionCmd,
        selected: Option<usize>,
        world: &World,
    ) -> Result<(), Refusal> {
        if let Some(why) = &world.read_only {
            return Err(Refusal::because(format!("read-only: {why}")));
        }
        match selected.and_then(|place| at(place, world)) {
            Some(row) if row.setting.is_none() => {
                Err(Refusal::because("a hard rule has no points"))
            }
            Some(_) => Ok(()),
            None => Err(Refusal::because("no criterion is selected")),
        }
    }

    fn run(&mut self, cmd: CriterionCmd, rows: &[usize], ctx: &Ctx<'_>) -> Step {
        let row = rows.first().and_then(|place| at(*place, ctx.world));
        match (cmd, row.and_then(|row| row.setting?.setting())) {
            (CriterionCmd::Edit, Some(setting)) => Step::Go(Route::Setting(setting.id)),
            (CriterionCmd::Edit, None) => Step::Refuse("a hard rule has no points".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::screens::list::faults::<CriteriaList>(), Vec::<String>::new());
    }
}
