//! The menu of `a` in a draft: another mentor for a mentee, each with what it costs the draft (M4).

use crate::domain::Refusal;
use crate::domain::ids::{MatchDraftId, PersonId};
use crate::domain::matching::{Instead, Placed, Wishes};
use crate::domain::verbs::change_draft;
use crate::screens::contract::{Ctx, Effect, Step, Then, World};
use crate::screens::menu::Choose;
use crate::text::days::plural;
use crate::ui::keys::Key;
use crate::ui::menu::{Menu, MenuItem, NUMBERED};

/// Gives a mentee of a draft to another mentor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Another {
    /// The draft.
    pub draft: MatchDraftId,
    /// The mentee.
    pub mentee: PersonId,
    /// The pair as it is proposed now.
    pub now: Option<Placed>,
    /// What was decided by hand so far.
    pub wishes: Wishes,
    /// The other mentors with the drafts that come of it, cheapest first.
    pub options: Vec<Instead>,
}

/// A line of the menu: who, and what it costs.
fn told(one: &Instead, world: &World) -> String {
    let name = world.scheme.name(one.mentor);
    let cost = match one.cost {
        0 => "costs nothing".to_owned(),
        cost if cost > 0 => format!("costs {cost}"),
        gain => format!("brings {}", -gain),
    };
    let fewer = match one.fewer {
        0 => String::new(),
        fewer if fewer > 0 => format!(", {} less matched", plural(fewer, "mentee")),
        more => format!(", {} more matched", plural(-more, "mentee")),
    };
    format!("{name}, {} points: {cost}{fewer}", one.points)
}

impl Choose for Another {
    fn title(&self, world: &World) -> String {
        let name = world.scheme.name(self.mentee);
        match self.now {
            Some(now) => {
                format!("{name}, now with {} ({})", world.scheme.name(now.mentor), now.points)
            }
            None => format!("A mentor for {name}"),
        }
    }

    fn menu(&self, world: &World) -> Result<Menu, Refusal> {
        if self.options.is_empty() {
            return Err(Refusal::because("no other mentor of the pool may be given"));
        }
        let items = self.options.iter().zip(NUMBERED);
        let items =
            items.map(|(one, (key, id))| MenuItem::new(Key::Char(*key), id, told(one, world)));
        Ok(Menu::new(self.title(world), items.collect()))
    }

    fn take(&mut self, id: &str, ctx: &Ctx<'_>) -> Step {
        let line = NUMBERED.iter().position(|(_, line)| *line == id);
        let Some(one) = line.and_then(|line| self.options.get(line)) else { return Step::Stay };
        let mut wishes = self.wishes.clone();
        wishes.lock(self.mentee, one.mentor);
        let what = format!("{{{}}} and {{{}}} locked", self.mentee, one.mentor);
        match change_draft(&ctx.world.scheme, self.draft, &wishes, &one.proposal, &what) {
            Ok(change) => Step::Do(Effect::Commit { change, then: Then::Close }),
            Err(why) => why.into(),
        }
    }
}
