//! What was done with one record, newest first: the changes whose words name it.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::domain::ids::AnyId;
use crate::screens::contract::{Ctx, Screen, Step, World};
use crate::text::days;
use crate::ui::card::{Card, Part};
use crate::ui::keys::{Bind, Key};

/// The history of a record.
#[derive(Debug)]
pub struct RecordHistory {
    about: AnyId,
    scroll: usize,
}

/// What can be done here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cmd {
    /// One line down.
    Down,
    /// One line up.
    Up,
    /// Back to the list.
    Close,
}

impl RecordHistory {
    /// The history of this record.
    pub fn new(about: AnyId) -> Self {
        Self { about, scroll: 0 }
    }

    fn card(&self, world: &World) -> Card {
        let about = world.heads.iter().filter(|head| head.about.contains(&self.about));
        let line = |head: &crate::screens::contract::Head| {
            let day = days::short(head.day, world.today);
            let gone = if head.stands { "" } else { "  (taken back)" };
            format!("{day:<11} {}{gone}  {}", head.words, head.who)
        };
        let mut lines: Vec<String> = about.map(line).collect();
        if lines.is_empty() {
            lines.push("Nothing was done with it by a change that is kept here.".into());
        }
        let title = format!("HISTORY of {}", world.scheme.title(self.about));
        Card { title, parts: vec![Part::new("", lines)], ..Card::default() }
    }
}

impl Screen for RecordHistory {
    type Cmd = Cmd;
    const KEYS: &'static [Bind<Cmd>] = &[
        Bind {
            id: "close",
            keys: &[Key::Esc, Key::Enter],
            cmd: Cmd::Close,
            label: "back",
            help: "Back to the list",
        },
        Bind {
            id: "down",
            keys: &[Key::Down, Key::Char('j')],
            cmd: Cmd::Down,
            label: "",
            help: "One line down",
        },
        Bind {
            id: "up",
            keys: &[Key::Up, Key::Char('k')],
            cmd: Cmd::Up,
            label: "",
            help: "One line up",
        },
    ];

    fn title(&self, world: &World) -> String {
        format!("History of {}", world.scheme.title(self.about))
    }

    fn update(&mut self, cmd: Cmd, _ctx: &Ctx<'_>) -> Step {
        match cmd {
            Cmd::Close => return Step::Close,
            Cmd::Down => self.scroll = self.scroll.saturating_add(1),
            Cmd::Up => self.scroll = self.scroll.saturating_sub(1),
        }
        Step::Stay
    }

    fn view(&self, ctx: &Ctx<'_>, buf: &mut Buffer) -> Option<Position> {
        self.card(ctx.world).draw(ctx.area, buf, ctx.theme, self.scroll);
        (!ctx.area.is_empty()).then(|| Position::new(ctx.area.x, ctx.area.y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        let table = <RecordHistory as Screen>::KEYS;
        assert_eq!(crate::ui::keys::faults(table), Vec::<String>::new());
    }
}
