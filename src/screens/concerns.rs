//! The concerns: their heads as a list, and what the opened one says, which is read for this screen and dropped with it (V5).

use crate::domain::codes::{ConcernStatus, Priority};
use crate::domain::ids::{AnyId, ConcernId};
use crate::domain::lists::Leaving;
use crate::domain::records::{Concern, ConcernText, Service};
use crate::domain::verbs::reopen_concern;
use crate::domain::{Refusal, Scheme};
use crate::screens::Route;
use crate::screens::contract::{Ctx, Effect, Step, Then, World};
use crate::screens::list::{Line, List};
use crate::text::{Text, days};
use crate::ui::card::{Card, Part};
use crate::ui::keys::{Bind, Key};
use crate::ui::table::{Column, Row};
use crate::ui::theme::Role;

/// The screen of the concerns.
#[derive(Debug)]
pub(super) struct Concerns {
    /// The record from which it was opened; concerns that bear on it come first.
    about: Option<AnyId>,
    /// What is to be done with the text that was asked for.
    wanted: Option<(ConcernId, Wanted)>,
    /// What the opened concern says; it never leaves this screen.
    open: Option<(ConcernId, Option<ConcernText>)>,
    /// The entry of the history that changed the opened concern last.
    seen: Option<i64>,
}

/// What is done with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Read,
    Edit,
    Reopen,
}

/// What can be done with concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cmd {
    /// Raise one.
    Raise,
    /// Change one.
    Edit,
    /// Close one.
    Close,
    /// Open a closed one again.
    Reopen,
    /// What was done with it.
    History,
}

const COLUMNS: &[Column] = &[
    Column::fixed("No", 5),
    Column::grows("About", 14, 40),
    Column::fixed("Raised", 10),
    Column::grows("Category", 10, 22),
    Column::fixed("Priority", 9),
    Column::fixed("Status", 8),
];

impl Concerns {
    /// The screen as it is opened from a record, if from one.
    pub(super) fn about(about: Option<AnyId>, world: &World) -> Self {
        let about = about.filter(|id| world.scheme.has(*id));
        Self { about, wanted: None, open: None, seen: None }
    }

    fn ask(&mut self, id: ConcernId, wanted: Wanted) -> Step {
        self.wanted = Some((id, wanted));
        Step::Do(Effect::OpenConcern(id))
    }

    /// The person or pair that a new concern is about.
    fn subject(&self, world: &World) -> Option<AnyId> {
        let about = self.about?;
        match about.letter {
            'P' | 'M' => Some(about),
            _ => world.scheme.pair_behind(Some(about)).map(AnyId::from),
        }
    }
}

fn concern(id: ConcernId, world: &World) -> Option<&Concern> {
    world.scheme.get::<Concern>(id)
}

fn subject(concern: &Concern, scheme: &Scheme) -> String {
    concern.about().map_or_else(|| "the scheme".to_owned(), |id| scheme.title(id))
}

/// The entry of the history that changed a concern last.
fn last_change(id: ConcernId, world: &World) -> Option<i64> {
    world.heads.iter().find(|head| head.about.contains(&id.into())).map(|head| head.number)
}

/// Lines of a text, each harmless when shown.
fn lines(text: &Text) -> Vec<String> {
    text.exact().lines().map(|line| Text::new(line).to_string()).collect()
}

impl List for Concerns {
    type Key = ConcernId;
    type Cmd = Cmd;
    const KEYS: &'static [Bind<Cmd>] = &[
        Bind {
            id: "raise",
            keys: &[Key::Char('n')],
            cmd: Cmd::Raise,
            label: "raise",
            help: "Raise a concern",
        },
        Bind {
            id: "edit",
            keys: &[Key::Char('e')],
            cmd: Cmd::Edit,
            label: "edit",
            help: "Change it: what was done, to whom it was referred",
        },
        Bind {
            id: "close",
            keys: &[Key::Char('c')],
            cmd: Cmd::Close,
            label: "close",
            help: "Close it on a day",
        },
        Bind {
            id: "reopen",
            keys: &[Key::Char('o')],
            cmd: Cmd::Reopen,
            label: "reopen",
            help: "Open a closed one again",
        },
        Bind {
            id: "history",
            keys: &[Key::Char('h')],
            cmd: Cmd::History,
            label: "",
            help: "When it was recorded and changed; not what it says",
        },
    ];
    const PRIVATE: bool = true;

    fn title(&self, _: &World) -> String {
        "Concerns".into()
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, world: &World) -> Vec<Line<ConcernId>> {
        let mut all: Vec<&Concern> = world.scheme.all::<Concern>().collect();
        all.sort_by_key(|one| {
            (one.priority != Priority::Immediate, std::cmp::Reverse((one.day, one.id)))
        });
        let mut lines = Vec::new();
        let mut section = |title: String, note: &str, rows: Vec<&Concern>| {
            if !rows.is_empty() || self.about.is_some() {
                lines.push(Line::Section(format!("{title} {}", rows.len()), note.into()));
                lines.extend(rows.into_iter().map(|one| Line::Row(one.id)));
            }
        };
        if let Some(about) = self.about {
            let (own, rest) = all.into_iter().partition(|one| one.bears_on(&world.scheme, about));
            all = rest;
            let title = format!("ABOUT {}", world.scheme.title(about));
            section(title, "n raises one", own);
        }
        let (open, closed): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| one.is_open(world.today));
        section("OPEN".into(), "Enter reads one", open);
        section("CLOSED".into(), "", closed);
        lines
    }

    fn row(&self, id: ConcernId, world: &World) -> Row {
        let Some(one) = concern(id, world) else { return Row::default() };
        let pressing = one.priority == Priority::Immediate;
        let (sign, role) = match (one.status, pressing) {
            (ConcernStatus::Closed, _) => (' ', Role::Muted),
            (_, true) => ('!', Role::Urgent),
            (_, false) => ('*', Role::Warn),
        };
        let cells = vec![
            id.to_string(),
            subject(one, &world.scheme),
            days::short(one.day, world.today),
            one.category.to_string(),
            one.priority.to_string(),
            one.status.to_string(),
        ];
        Row { sign, cells, role, ..Row::default() }
    }

    fn name(&self, id: ConcernId) -> String {
        id.to_string()
    }

    fn card(&self, id: ConcernId, world: &World) -> Card {
        let Some(one) = concern(id, world) else { return Card::default() };
        let mut facts = vec![
            format!("About {}", subject(one, &world.scheme)),
            format!("Raised on {}: {}", days::long(one.day), one.category),
        ];
        if let Some(closed) = one.closed {
            facts.push(format!("Closed on {}", days::long(closed)));
        }
        let mut brief = facts.clone();
        let mut parts = vec![Part::new("", facts)];
        match &self.open {
            Some((open, Some(text))) if *open == id => {
                let said = [
                    ("WHAT WAS RAISED", &text.text),
                    ("REFERRED TO", &text.referred_to),
                    ("WHAT WAS DONE", &text.note),
                ];
                let said = said.into_iter().filter(|(_, text)| !text.is_empty());
                parts.extend(said.map(|(heading, text)| Part::new(heading, lines(text))));
                if one.closed.is_none() {
                    parts.extend(services(&world.scheme));
                }
            }
            Some((open, None)) if *open == id => {
                parts.push(Part::new("", ["Nothing more is kept of it.".to_owned()]));
            }
            _ => {
                let words = "Enter shows what it says, until you leave this screen.";
                brief.push(words.to_owned());
                parts.push(Part::new("", [words.to_owned()]));
            }
        }
        let badge = format!("{} {}", one.status, one.priority);
        Card { title: format!("CONCERN {id}"), badge, brief, parts, role: Role::Plain }
    }

    fn leaving(&self, _: &[ConcernId], _: &World) -> Result<Leaving, Refusal> {
        Err(Refusal::because("concerns leave for no file: they are read here alone"))
    }

    fn empty(&self, _: &World) -> String {
        "No concerns. n raises one; what it says is shown on this screen alone.".into()
    }

    fn head(&self, world: &World, _room: usize) -> Vec<String> {
        let all = world.scheme.all::<Concern>();
        let open = all.filter(|one| one.is_open(world.today)).count();
        let open = days::plural(i64::try_from(open).unwrap_or_default(), "open concern");
        vec![format!("{open}; Today says that there is one, and no other place says more")]
    }

    fn available(
        &self,
        cmd: Cmd,
        selected: Option<ConcernId>,
        world: &World,
    ) -> Result<(), Refusal> {
        if let Some(why) = world.read_only.as_ref().filter(|_| cmd != Cmd::History) {
            return Err(Refusal::because(format!("read-only: {why}")));
        }
        if cmd == Cmd::Raise {
            return Ok(());
        }
        let one = selected.and_then(|id| concern(id, world));
        let one = one.ok_or_else(|| Refusal::because("no row is selected"))?;
        match (cmd, one.closed) {
            (Cmd::Close, Some(_)) => {
                Err(Refusal::because("it is closed already: o opens it again"))
            }
            (Cmd::Reopen, None) => Err(Refusal::because("it is open")),
            _ => Ok(()),
        }
    }

    fn run(&mut self, cmd: Cmd, rows: &[ConcernId], ctx: &Ctx<'_>) -> Step {
        if cmd == Cmd::Raise {
            return Step::Go(Route::RaiseConcern(self.subject(ctx.world)));
        }
        let [id] = *rows else {
            return Step::Refuse("one at a time: clear the marks with Esc, or mark one row".into());
        };
        match cmd {
            Cmd::Raise | Cmd::Edit => self.ask(id, Wanted::Edit),
            Cmd::Close => Step::Go(Route::CloseConcern(id)),
            Cmd::Reopen => self.ask(id, Wanted::Reopen),
            Cmd::History => Step::Go(Route::History(id.into())),
        }
    }

    fn open(&mut self, id: ConcernId, _ctx: &Ctx<'_>) -> Step {
        self.ask(id, Wanted::Read)
    }

    fn concern(&mut self, id: ConcernId, text: Option<ConcernText>, world: &World) -> Step {
        match self.wanted.take() {
            Some((wanted, Wanted::Read)) if wanted == id => {
                self.open = Some((id, text));
                self.seen = last_change(id, world);
                Step::Pass
            }
            Some((wanted, Wanted::Edit)) if wanted == id => {
                Step::Go(Route::EditConcern(id, text.map(Box::new)))
            }
            Some((wanted, Wanted::Reopen)) if wanted == id => {
                match reopen_concern(&world.scheme, id, text.as_ref()) {
                    Ok(change) => Step::Do(Effect::Commit { change, then: Then::Stay }),
                    Err(why) => why.into(),
                }
            }
            _ => Step::Stay,
        }
    }

    fn hide(&mut self) {
        self.open = None;
        self.wanted = None;
    }

    fn renewed(&mut self, world: &World) {
        let changed = |id: ConcernId| last_change(id, world) != self.seen;
        if self.open.as_ref().is_some_and(|(id, _)| changed(*id)) {
            self.open = None;
        }
    }
}

/// The directory, as far as somebody could be referred to it (S7).
fn services(scheme: &Scheme) -> Option<Part> {
    let line = |service: &Service| {
        let contact = service.contact.to_string();
        let contact = if contact.is_empty() { contact } else { format!(": {contact}") };
        format!("{} ({}){contact}", service.name, service.kind)
    };
    let all: Vec<String> = scheme.all::<Service>().map(line).collect();
    (!all.is_empty()).then(|| Part::new("COULD BE REFERRED TO", all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::screens::list::faults::<Concerns>(), Vec::<String>::new());
    }
}
