//! The drafts of matching: which are kept; `n` works out a new one for everybody who waits (M4).

use std::sync::Arc;

use crate::domain::Refusal;
use crate::domain::codes::MatchAim;
use crate::domain::ids::{AnyId, MatchDraftId};
use crate::domain::lists::{Leaving, List as Records};
use crate::domain::matching::{Board, Placed, Pool, Wishes, kept_pairs};
use crate::domain::records::MatchDraft;
use crate::domain::verbs::{drop_draft, save_draft};
use crate::screens::contract::{Ctx, Effect, Step, Then, World};
use crate::screens::list::{Line, List};
use crate::screens::scoring::{Pace, Scored, Scoring};
use crate::screens::{Drafting, Route};
use crate::text::days::{self, plural};
use crate::ui::card::{Card, Part};
use crate::ui::keys::{Bind, Key, bind};
use crate::ui::table::{Column, Row};
use crate::ui::theme::Role;

/// The list of drafts.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// The work under way.
    pace: Option<Arc<Pace>>,
}

/// What can be done with drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cmd {
    New,
    Compare,
    Confirm,
    Drop,
    Stop,
}

const COLUMNS: &[Column] = &[
    Column::fixed("Draft", 6),
    Column::fixed("Made", 11),
    Column::grows("Best at", 14, 22),
    Column::fixed("Pairs", 5).right(),
    Column::fixed("Points", 7).right(),
    Column::grows("State", 8, 24),
];

impl Drafts {
    /// Keeps the best draft and opens it.
    fn keep(&mut self, board: &Board, world: &World) -> Step {
        self.pace = None;
        let wishes = Wishes::of(MatchAim::Total);
        let saved = board
            .solve(&wishes, &|_, _| true)
            .and_then(|best| save_draft(&world.scheme, world.today, &wishes, &best));
        match saved {
            Ok((id, change)) => Step::Do(Effect::Commit {
                change,
                then: Then::Open(Route::Matching(Drafting::One(id, None))),
            }),
            Err(why) => why.into(),
        }
    }

    fn begin(&mut self, world: &World) -> Step {
        let pool = Pool::new(&world.scheme, world.today);
        if pool.mentees().is_empty() {
            return Step::Refuse(
                "Nobody waits: every mentee who takes part has a mentor or was offered one.".into(),
            );
        }
        let pace = Arc::new(Pace::default());
        let (scheme, today) = (Arc::clone(&world.scheme), world.today);
        let work = Scoring { scheme, today, pace: Arc::clone(&pace) };
        if Scoring::is_short(&pool) {
            return match work.run().board {
                Ok(board) => self.keep(&board, world),
                Err(why) => why.into(),
            };
        }
        self.pace = Some(pace);
        Step::Do(Effect::Score(work))
    }
}

impl List for Drafts {
    type Key = MatchDraftId;
    type Cmd = Cmd;
    const KEYS: &'static [Bind<Cmd>] = &[
        bind(
            "new-draft",
            &[Key::Char('n')],
            Cmd::New,
            "new",
            "Work out the best pairs for everybody who waits",
        ),
        bind(
            "compare-drafts",
            &[Key::Char('b')],
            Cmd::Compare,
            "compare",
            "Compare two marked drafts, or the selected one with the one before",
        ),
        bind(
            "confirm-draft",
            &[Key::Char('c')],
            Cmd::Confirm,
            "confirm",
            "Start all pairs of the draft as one act",
        ),
        bind(
            "drop-draft",
            &[],
            Cmd::Drop,
            "",
            "Drop the draft; pairs that were started from it stay",
        ),
        bind("stop-work", &[Key::Char('x')], Cmd::Stop, "", "Stop working out the points"),
    ];

    fn title(&self, _: &World) -> String {
        "Matching drafts".to_owned()
    }

    fn columns(&self) -> &[Column] {
        COLUMNS
    }

    fn lines(&self, world: &World) -> Vec<Line<MatchDraftId>> {
        let mut drafts: Vec<_> = world.scheme.all::<MatchDraft>().map(|draft| draft.id).collect();
        drafts.reverse();
        drafts.into_iter().map(Line::Row).collect()
    }

    fn row(&self, key: MatchDraftId, world: &World) -> Row {
        let Some(draft) = world.scheme.get::<MatchDraft>(key) else { return Row::default() };
        let pairs = kept_pairs(&world.scheme, key);
        let cells = vec![
            key.to_string(),
            days::short(draft.made, world.today),
            draft.aim.to_string(),
            pairs.len().to_string(),
            points(&pairs).to_string(),
            state(draft, world),
        ];
        let sign = if draft.confirmed.is_some() { '+' } else { ' ' };
        Row { sign, cells, role: Role::Plain, ..Row::default() }
    }

    fn name(&self, key: MatchDraftId) -> String {
        key.to_string()
    }

    fn card(&self, key: MatchDraftId, world: &World) -> Card {
        let Some(draft) = world.scheme.get::<MatchDraft>(key) else { return Card::default() };
        let pairs = kept_pairs(&world.scheme, key);
        let name = |id| world.scheme.name(id);
        let lines = pairs.iter().map(|pair| {
            format!("{:>4}  {} with {}", pair.points, name(pair.mentee), name(pair.mentor))
        });
        let head = format!("{}, {} points", plural(count(pairs.len()), "pair"), points(&pairs));
        Card {
            title: format!("DRAFT {key}"),
            badge: state(draft, world),
            role: Role::Info,
            brief: vec![head.clone(), "Enter opens it".to_owned()],
            parts: vec![Part::new("", [head]), Part::new("PAIRS", lines)],
        }
    }

    fn leaving(&self, rows: &[MatchDraftId], _: &World) -> Result<Leaving, Refusal> {
        let ids = rows.iter().map(|id| AnyId::from(*id)).collect();
        Ok(Leaving::Records(Records::Drafts, ids))
    }

    fn in_files(&self) -> Vec<&'static str> {
        vec!["id", "made", "aim", "pairs", "points", "confirmed"]
    }

    fn empty(&self, _: &World) -> String {
        "No draft is kept. Press n: the best pairs for everybody who waits are worked out."
            .to_owned()
    }

    fn head(&self, world: &World, _room: usize) -> Vec<String> {
        if let Some(pace) = &self.pace {
            return vec![format!("Working out the points: {} %  (x stops)", pace.percent())];
        }
        let drafts = world.scheme.all::<MatchDraft>().len();
        vec![format!("{} of matching for everybody who waits", plural(count(drafts), "draft"))]
    }

    fn available(
        &self,
        cmd: Cmd,
        selected: Option<MatchDraftId>,
        world: &World,
    ) -> Result<(), Refusal> {
        let draft = selected.and_then(|id| world.scheme.get::<MatchDraft>(id));
        match cmd {
            Cmd::Stop if self.pace.is_none() => {
                Err(Refusal::because("nothing is being worked out"))
            }
            Cmd::New if self.pace.is_some() => Err(Refusal::because("a draft is being worked out")),
            Cmd::Compare | Cmd::Confirm | Cmd::Drop if draft.is_none() => {
                Err(Refusal::because("there is no draft yet: press n"))
            }
            Cmd::Confirm if draft.is_some_and(|draft| draft.confirmed.is_some()) => {
                Err(Refusal::because("it is confirmed already"))
            }
            Cmd::Compare if world.scheme.all::<MatchDraft>().len() < 2 => {
                Err(Refusal::because("there is only one draft: press n for another"))
            }
            Cmd::Stop | Cmd::New | Cmd::Compare | Cmd::Confirm | Cmd::Drop => Ok(()),
        }
    }

    fn run(&mut self, cmd: Cmd, rows: &[MatchDraftId], ctx: &Ctx<'_>) -> Step {
        let first = rows.first().copied();
        match (cmd, first) {
            (Cmd::New, _) => self.begin(ctx.world),
            (Cmd::Stop, _) => {
                if let Some(pace) = self.pace.take() {
                    pace.stop();
                }
                Step::Say("Stopped: nothing was changed.".to_owned())
            }
            (Cmd::Compare, Some(one)) => {
                let before =
                    || ctx.world.scheme.all::<MatchDraft>().map(|d| d.id).filter(|id| *id != one);
                let other = rows.get(1).copied();
                let other = other.or_else(|| before().rfind(|id| *id < one));
                Step::Go(Route::Matching(Drafting::One(one, other.or_else(|| before().next()))))
            }
            (Cmd::Confirm, Some(id)) => Step::Go(Route::Matching(Drafting::Confirm(id))),
            (Cmd::Drop, Some(id)) => match drop_draft(&ctx.world.scheme, id) {
                Ok(change) => Step::Do(Effect::Commit { change, then: Then::Stay }),
                Err(why) => why.into(),
            },
            (Cmd::Compare | Cmd::Confirm | Cmd::Drop, None) => Step::Stay,
        }
    }

    fn open(&mut self, key: MatchDraftId, _: &Ctx<'_>) -> Step {
        Step::Go(Route::Matching(Drafting::One(key, None)))
    }

    fn scored(&mut self, scored: &Scored, ctx: &Ctx<'_>) -> Step {
        if !self.pace.as_ref().is_some_and(|pace| Arc::ptr_eq(pace, &scored.pace)) {
            return Step::Stay;
        }
        self.pace = None;
        match &scored.board {
            Ok(board) => self.keep(board, ctx.world),
            Err(why) => why.clone().into(),
        }
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        if let Some(pace) = &self.pace {
            pace.stop();
        }
    }
}

fn points(pairs: &[Placed]) -> i64 {
    pairs.iter().map(|pair| pair.points).sum()
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}

fn state(draft: &MatchDraft, world: &World) -> String {
    match draft.confirmed {
        Some(day) => format!("confirmed {}", days::short(day, world.today)),
        None => "draft".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_table_has_no_faults() {
        assert_eq!(crate::screens::list::faults::<Drafts>(), Vec::<String>::new());
    }
}
