//! The board of a draft: the pool with the points of every two, worked out once, and the solver's answers upon it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::unmatched::unmatched;
use super::{Placed, Proposal, Wishes};
use crate::domain::codes::MatchAim;
use crate::domain::ids::{Id, PersonId};
use crate::domain::matching::{Aim, Pool, Problem, Solution, Unsolvable, Watch, force, solve};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;

/// The mentees and mentors of a pool on a day, and the points of every two.
#[derive(Debug)]
pub struct Board {
    pool: Pool,
    scheme: Scheme,
    /// Points and forbidden cells; nothing decided by hand.
    problem: Problem,
}

/// What pairing a mentee with another mentor would bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// The other mentor.
    pub mentor: PersonId,
    /// The points of the two.
    pub points: i64,
    /// How much less the whole draft is worth with the two locked; below zero where the aim puts
    /// something else first.
    pub cost: i64,
    /// How many mentees less are matched then.
    pub fewer: i64,
    /// The draft with the two locked.
    pub proposal: Proposal,
}

impl Board {
    /// Works out the points of every two in the pool of a day. `watch` is told the mentees that
    /// are done and of how many; where it says no, the work is stopped.
    pub fn new(scheme: &Scheme, on: NaiveDate, watch: Watch<'_>) -> Result<Self, Refusal> {
        let pool = Pool::new(scheme, on);
        let rows: Vec<i64> = pool.mentees().iter().map(|mentee| mentee.raw()).collect();
        let columns = pool
            .mentors()
            .iter()
            .map(|(mentor, places)| (mentor.raw(), usize::try_from(*places).unwrap_or_default()));
        let count = rows.len();
        let mut problem = Problem::new(rows, columns.collect()).map_err(|why| said(&why))?;
        let cost = scheme.settings().number(Key::UnmatchedCost);
        problem.set_unmatched(cost).map_err(|why| said(&why))?;
        for (row, mentee) in pool.mentees().iter().enumerate() {
            if !watch(row, count) {
                return Err(said(&Unsolvable::Stopped));
            }
            for (column, (mentor, _)) in pool.mentors().iter().enumerate() {
                problem
                    .set(row, column, pool.score(*mentee, *mentor).ok())
                    .map_err(|why| said(&why))?;
            }
        }
        Ok(Self { pool, scheme: scheme.clone(), problem })
    }

    /// The pool.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Whether what the points come from still stands in a scheme: only drafts may differ.
    pub fn is_of(&self, scheme: &Scheme) -> bool {
        self.scheme.tables().differ_in(scheme.tables()).iter().all(|table| table.is_of_drafts())
    }

    /// The best draft under the wishes, or why there is none. A wish about somebody who is not in
    /// the pool, or that a hard rule forbids, is refused in words.
    pub fn solve(&self, wishes: &Wishes, watch: Watch<'_>) -> Result<Proposal, Refusal> {
        let problem = self.problem_of(wishes)?;
        let solution = solve(&problem, aim(wishes.aim), watch).map_err(|why| said(&why))?;
        Ok(self.told(&problem, &solution, wishes))
    }

    /// A solution as a draft.
    fn told(&self, problem: &Problem, solution: &Solution, wishes: &Wishes) -> Proposal {
        let mut pairs = Vec::new();
        for (row, mentee) in self.pool.mentees().iter().enumerate() {
            let column = solution.column_of.get(row).copied().flatten();
            let mentor = column.and_then(|column| self.pool.mentors().get(column));
            let points = column.and_then(|column| problem.points(row, column));
            if let (Some((mentor, _)), Some(points)) = (mentor, points) {
                let locked = wishes.locked.contains(&(*mentee, *mentor));
                pairs.push(Placed { mentee: *mentee, mentor: *mentor, points, locked });
            }
        }
        Proposal { unmatched: unmatched(&self.pool, wishes, &pairs), pairs }
    }

    /// Whom else a mentee could be paired with, cheapest first, and what each costs: at most
    /// `most` of those with the highest points, the present mentor left out.
    pub fn instead(
        &self,
        wishes: &Wishes,
        mentee: PersonId,
        most: usize,
        watch: Watch<'_>,
    ) -> Result<Vec<Instead>, Refusal> {
        let row = self.row(mentee)?;
        let mut free = wishes.clone();
        free.out.remove(&mentee);
        free.locked.retain(|(other, _)| *other != mentee);
        free.forbidden.retain(|(other, _)| *other != mentee);
        let now =
            solve(&self.problem_of(wishes)?, aim(wishes.aim), watch).map_err(|why| said(&why))?;
        let problem = self.problem_of(&free)?;
        let present = now.column_of.get(row).copied().flatten();
        let mut others: Vec<(i64, usize)> = (0..self.pool.mentors().len())
            .filter(|column| Some(*column) != present)
            .filter_map(|column| Some((problem.points(row, column)?, column)))
            .collect();
        others.sort_by_key(|(points, column)| (std::cmp::Reverse(*points), *column));
        others.truncate(most);
        let mut costs = Vec::new();
        for (points, column) in others {
            let Some((mentor, _)) = self.pool.mentors().get(column) else { continue };
            match force(&problem, aim(wishes.aim), &now, (row, column), watch) {
                Ok(forced) => {
                    let (cost, fewer) = (forced.cost, forced.fewer_matched);
                    let mut with = free.clone();
                    with.lock(mentee, *mentor);
                    let proposal = self.told(&problem, &forced.solution, &with);
                    costs.push(Instead { mentor: *mentor, points, cost, fewer, proposal });
                }
                // all places of this mentor are locked to others
                Err(Unsolvable::LockFull { .. }) => {}
                Err(why) => return Err(said(&why)),
            }
        }
        costs.sort_by_key(|one| (one.fewer, one.cost, one.mentor));
        Ok(costs)
    }

    /// The problem with all that was decided by hand.
    fn problem_of(&self, wishes: &Wishes) -> Result<Problem, Refusal> {
        let mut problem = self.problem.clone();
        for (mentee, mentor) in &wishes.forbidden {
            // who is in no pool any more cannot be paired anyway
            if let (Ok(row), Ok(column)) = (self.row(*mentee), self.column(*mentor)) {
                problem.set(row, column, None).map_err(|why| said(&why))?;
            }
        }
        for mentee in &wishes.out {
            let Ok(row) = self.row(*mentee) else { continue };
            for column in 0..self.pool.mentors().len() {
                problem.set(row, column, None).map_err(|why| said(&why))?;
            }
        }
        for (mentee, mentor) in &wishes.locked {
            let names =
                || format!("{} with {}", self.scheme.name(*mentee), self.scheme.name(*mentor));
            let (row, column) = (self.row(*mentee)?, self.column(*mentor)?);
            if let Some(rule) = self.pool.why_not(*mentee, *mentor) {
                return Err(Refusal::because(format!("{}: {}", names(), rule.why)));
            }
            problem.lock(row, column).map_err(|why| said(&why))?;
        }
        let mut locked: BTreeMap<PersonId, i64> = BTreeMap::new();
        for (_, mentor) in &wishes.locked {
            *locked.entry(*mentor).or_default() += 1;
        }
        for (mentor, places) in self.pool.mentors() {
            let held = locked.get(mentor).copied().unwrap_or_default();
            if held > *places {
                let name = self.scheme.name(*mentor);
                let why =
                    format!("{name} is locked to {held} mentees and has {places} free: unlock one");
                return Err(Refusal::because(why));
            }
        }
        Ok(problem)
    }

    fn row(&self, mentee: PersonId) -> Result<usize, Refusal> {
        self.pool.mentees().binary_search(&mentee).map_err(|_| {
            let name = self.scheme.name(mentee);
            Refusal::because(format!(
                "{name} ({mentee}) does not wait: only approved or active mentees without pair and \
                 without an offer that waits are in the draft"
            ))
        })
    }

    fn column(&self, mentor: PersonId) -> Result<usize, Refusal> {
        self.pool.mentors().binary_search_by_key(&mentor, |(mentor, _)| *mentor).map_err(|_| {
            let name = self.scheme.name(mentor);
            Refusal::because(format!(
                "{name} ({mentor}) has no free place, is hidden or does not take part as a mentor"
            ))
        })
    }
}

fn aim(aim: MatchAim) -> Aim {
    match aim {
        MatchAim::Total => Aim::Total,
        MatchAim::Most => Aim::Most,
        MatchAim::Fair => Aim::Fair,
    }
}

fn said(why: &Unsolvable) -> Refusal {
    if *why == Unsolvable::Stopped {
        Refusal::because("stopped: nothing was changed")
    } else {
        Refusal::because(why.to_string())
    }
}
