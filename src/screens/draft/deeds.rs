//! What is decided by hand in a draft: its keys, and the draft worked out anew with it.

use std::sync::Arc;

use super::DraftScreen;
use crate::domain::Refusal;
use crate::domain::codes::MatchAim;
use crate::domain::ids::PersonId;
use crate::domain::matching::{Board, Wishes};
use crate::domain::verbs::change_draft;
use crate::screens::contract::{Effect, Step, Then, World};
use crate::screens::forms::another::Another;
use crate::screens::scoring::{Pace, Scoring};
use crate::screens::{Drafting, Route};
use crate::ui::keys::{Bind, Key, bind};

/// How many other mentors are offered for a mentee.
const OTHERS: usize = 9;

/// What can be done with rows of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::screens) enum Cmd {
    Lock,
    Forbid,
    Another,
    Out,
    Aim,
    Again,
    Reset,
    Confirm,
    Stop,
}

/// What is changed by hand, once the points are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deed {
    pub(super) cmd: Cmd,
    pub(super) rows: Vec<PersonId>,
}

/// The keys of a draft.
pub(super) const KEYS: &[Bind<Cmd>] = &[
    bind(
        "lock-pair",
        &[Key::Char('l')],
        Cmd::Lock,
        "lock",
        "Keep the two together, or let them go again",
    ),
    bind("forbid-pair", &[Key::Char('f')], Cmd::Forbid, "forbid", "Never these two in this draft"),
    bind(
        "another-mentor",
        &[Key::Char('a')],
        Cmd::Another,
        "another",
        "Another mentor for this mentee, and what it costs",
    ),
    bind(
        "leave-out",
        &[Key::Char('o')],
        Cmd::Out,
        "leave out",
        "Leave the mentee out of the draft, or take them in again",
    ),
    bind(
        "confirm-draft",
        &[Key::Char('c')],
        Cmd::Confirm,
        "confirm",
        "Start all pairs as one act; they are provisional",
    ),
    bind(
        "next-aim",
        &[Key::Char('t')],
        Cmd::Aim,
        "aim",
        "Best total, most mentees matched, or nobody badly off",
    ),
    bind(
        "work-out",
        &[Key::Char('r')],
        Cmd::Again,
        "again",
        "Work it out again with what stands today",
    ),
    bind(
        "forget-by-hand",
        &[],
        Cmd::Reset,
        "",
        "Forget all that was decided by hand in this draft",
    ),
    bind("stop-work", &[Key::Char('x')], Cmd::Stop, "", "Stop working out the points"),
];

impl DraftScreen {
    /// Does it with the points of the pool, which are worked out first where they are not there.
    pub(super) fn begin(&mut self, deed: Deed, world: &World) -> Step {
        if let Some(board) = self.board.clone().filter(|board| board.is_of(&world.scheme)) {
            return self.perform(&deed, &board, world);
        }
        let pace = Arc::new(Pace::default());
        let (scheme, today) = (Arc::clone(&world.scheme), world.today);
        let work = Scoring { scheme, today, pace: Arc::clone(&pace) };
        if Scoring::is_short(&self.pool) {
            return match work.run().board {
                Ok(board) => {
                    self.board = Some(Arc::clone(&board));
                    self.perform(&deed, &board, world)
                }
                Err(why) => why.into(),
            };
        }
        self.waiting = Some((deed, pace));
        Step::Do(Effect::Score(work))
    }

    pub(super) fn perform(&self, deed: &Deed, board: &Board, world: &World) -> Step {
        match self.changed(deed, board, world) {
            Ok(step) => step,
            Err(why) => why.into(),
        }
    }

    /// Works the draft out anew with what is changed by hand.
    fn changed(&self, deed: &Deed, board: &Board, world: &World) -> Result<Step, Refusal> {
        let mut wishes = self.wishes(world);
        let first = deed.rows.first().copied();
        if let (Cmd::Another, Some(mentee)) = (deed.cmd, first) {
            let options = board.instead(&wishes, mentee, OTHERS, &|_, _| true)?;
            let (draft, now) = (self.id, self.pairs.get(&mentee).copied());
            let another = Another { draft, mentee, now, wishes, options };
            return Ok(Step::Go(Route::Matching(Drafting::Another(Box::new(another)))));
        }
        let what = self.wish(deed, &mut wishes)?;
        let proposal = board.solve(&wishes, &|_, _| true)?;
        let cost = self.points() - proposal.total();
        let told = match cost {
            0 => format!("{what}, which costs nothing"),
            cost if cost > 0 => format!("{what}, which costs {cost}"),
            gain => format!("{what}, which brings {}", -gain),
        };
        let change = change_draft(&world.scheme, self.id, &wishes, &proposal, &told)?;
        if change.is_empty() {
            return Ok(Step::Say("Nothing to change: it is the best already.".to_owned()));
        }
        Ok(Step::Do(Effect::Commit { change, then: Then::Stay }))
    }

    /// Changes the wishes and says what was changed.
    fn wish(&self, deed: &Deed, wishes: &mut Wishes) -> Result<String, Refusal> {
        let mut said = Vec::new();
        for mentee in &deed.rows {
            let mentor = self.pairs.get(mentee).map(|pair| pair.mentor);
            let two = mentor.map(|mentor| (*mentee, mentor));
            match (deed.cmd, two) {
                (Cmd::Lock, Some(two)) if wishes.locked.remove(&two) => {
                    said.push(format!("{{{}}} and {{{}}} unlocked", two.0, two.1));
                }
                (Cmd::Lock, Some((mentee, mentor))) => {
                    wishes.lock(mentee, mentor);
                    said.push(format!("{{{mentee}}} and {{{mentor}}} locked"));
                }
                (Cmd::Forbid, Some((mentee, mentor))) => {
                    wishes.forbid(mentee, mentor);
                    said.push(format!("{{{mentee}}} and {{{mentor}}} forbidden"));
                }
                (Cmd::Out, _) if wishes.out.remove(mentee) => {
                    said.push(format!("{{{mentee}}} taken in again"));
                }
                (Cmd::Out, _) => {
                    wishes.leave_out(*mentee);
                    said.push(format!("{{{mentee}}} left out"));
                }
                (Cmd::Lock | Cmd::Forbid, None) => {
                    return Err(Refusal::because("nobody is proposed here: a gives a mentor"));
                }
                _ => {}
            }
        }
        match deed.cmd {
            Cmd::Aim => {
                wishes.aim = match wishes.aim {
                    MatchAim::Total => MatchAim::Most,
                    MatchAim::Most => MatchAim::Fair,
                    MatchAim::Fair => MatchAim::Total,
                };
                said.push(format!("best at: {}", wishes.aim));
            }
            Cmd::Reset => {
                *wishes = Wishes::of(wishes.aim);
                said.push("nothing decided by hand any more".to_owned());
            }
            Cmd::Again => said.push("worked out again".to_owned()),
            Cmd::Lock | Cmd::Forbid | Cmd::Another | Cmd::Out | Cmd::Confirm | Cmd::Stop => {}
        }
        Ok(said.join(", "))
    }
}
