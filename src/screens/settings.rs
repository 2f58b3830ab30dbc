//! The settings of the scheme: every limit, default, weight and rate with what it means and where it comes from (S5).

use std::cmp::Ordering;

use crate::domain::Refusal;
use crate::domain::settings::{SETTINGS, Setting};
use crate::screens::Route;
use crate::screens::contract::{Ctx, Step, World};
use crate::screens::list::{Line, List};
use crate::text::inert;
use crate::ui::card::{Card, Part};
use crate::ui::keys::{Bind, Key};
use crate::ui::table::{Column, Row};
use crate::ui::theme::Role;

/// What can be done with a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SettingCmd {
    /// Change it.
    Edit,
}

const KEYS: &[Bind<SettingCmd>] = &[Bind {
    id: "edit-setting",
    keys: &[Key::Char('e')],
    cmd: SettingCmd::Edit,
    label: "edit",
    help: "Change the setting",
}];

const COLUMNS: &[Column] = &[
    Column { title: "Setting", min: 22, most: 26, right: false, optional: false },
    Column { title: "Value", min: 6, most: 20, right: false, optional: false },
    Column { title: "What it means", min: 20, most: 80, right: false, optional: false },
];

/// The list of settings.
#[derive(Debug, Default)]
pub(super) struct SettingList;

/// A setting by its place in the table.
fn at(place: usize) -> Option<&'static Setting> {
    SETTINGS.get(place)
}

impl List for SettingList {
    type Key = usize;
    type Cmd = SettingCmd;
    const KEYS: &'static [Bind<SettingCmd>] = KEYS;
    const FILE: (&'static str, &'static str) = ("settings", "Settings");

    fn title(&self, _: &World) -> String {
        "Settings".to_owned()
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, _: &World) -> Vec<Line<usize>> {
        (0..SETTINGS.len()).map(Line::Row).collect()
    }

    fn row(&self, place: usize, world: &World) -> Row {
        let Some(setting) = at(place) else { return Row::default() };
        let value = world.scheme.settings().text(setting.key);
        let sign = if value == setting.default { ' ' } else { '+' };
        let cells = [setting.id, setting.brief(value), setting.meaning].map(shown);
        Row { sign, cells: cells.to_vec(), ..Row::default() }
    }

    fn name(&self, place: usize) -> String {
        at(place).map_or("", |setting| setting.id).to_owned()
    }

    fn sought(&self, place: usize, world: &World) -> String {
        let source = at(place).map_or("", |setting| setting.source);
        format!("{} {source}", self.row(place, world).cells.join(" "))
    }

    fn compare(&self, by: (usize, bool), a: usize, b: usize, world: &World) -> Ordering {
        let cell = |place| self.row(place, world).cells.get(by.0).cloned();
        let order = cell(a).cmp(&cell(b));
        if by.1 { order.reverse() } else { order }
    }

    fn card(&self, place: usize, world: &World) -> Card {
        let Some(setting) = at(place) else { return Card::default() };
        let value = world.scheme.settings().text(setting.key);
        let changed = if value == setting.default { "" } else { "changed" };
        let lines = vec![
            format!("Value    {}", shown(setting.brief(value))),
            format!("Default  {}", shown(setting.brief(setting.default))),
            format!("Allowed  {}", setting.kind.in_words()),
        ];
        let text = if setting.has_lines() { value } else { "" };
        Card {
            title: setting.id.to_uppercase(),
            badge: changed.to_owned(),
            role: Role::Info,
            brief: std::iter::once(setting.meaning.to_owned()).chain(lines.clone()).collect(),
            parts: vec![
                Part::new("WHAT IT MEANS", [setting.meaning.to_owned()]),
                Part::new("", lines),
                Part::new("TEXT", text.lines().map(|line| inert(line).into_owned())),
                Part::new("WHERE IT COMES FROM", [setting.source.to_owned()]),
            ],
        }
    }

    fn empty(&self, _: &World) -> String {
        "No setting has these words.".to_owned()
    }

    fn head(&self, world: &World, _room: usize) -> Vec<String> {
        let changed = SETTINGS
            .iter()
            .filter(|setting| world.scheme.settings().text(setting.key) != setting.default);
        vec![format!("{} settings, {} changed (+)", SETTINGS.len(), changed.count())]
    }

    fn available(&self, _: SettingCmd, _: Option<usize>, world: &World) -> Result<(), Refusal> {
        match &world.read_only {
            Some(why) => Err(Refusal::because(format!("read-only: {why}"))),
            None => Ok(()),
        }
    }

    fn run(&mut self, cmd: SettingCmd, rows: &[usize], _: &Ctx<'_>) -> Step {
        match (cmd, rows.first().copied().and_then(at)) {
            (SettingCmd::Edit, Some(setting)) => Step::Go(Route::Setting(setting.id)),
            (SettingCmd::Edit, None) => Step::Refuse("no setting is selected".to_owned()),
        }
    }
}

/// A value as it is shown: harmless, and "none" where it is empty.
fn shown(value: &str) -> String {
    if value.is_empty() { "none".to_owned() } else { inert(value).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::screens::list::faults::<SettingList>(), Vec::<String>::new());
    }
}
