//! The best assignment of rows to columns with places: exact, with forbidden cells and locked rows; numbers only.

mod costs;
mod paths;
mod pool;
mod problem;
mod reduce;

pub use problem::{MOST_LINES, MOST_POINTS, Problem, Unsolvable};

use costs::{Range, Table, Terms};
use pool::Pool;
use problem::FORBIDDEN;

/// What is best. A row may always be left unmatched, also when a column has a place for it.
///
/// Whatever the aim, a locked row has its column, and among solutions that are equally good the
/// order of the keys decides, so that one problem has one solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aim {
    /// The greatest total: the points of the pairs less what the unmatched rows cost. Of equal
    /// totals the one with most rows matched.
    Total,
    /// As many rows matched as can be; with so many, the greatest total.
    Most,
    /// Nobody badly off: as many rows matched as can be; with so many, the greatest
    /// [`Solution::worst`], which leaves locked rows aside, as their pairs are decided and would
    /// only hide how the others fare; with that, the greatest total.
    Fair,
}

/// Told the steps that are done and how many there are; false calls the work off. Asked once a row.
pub type Watch<'a> = &'a dyn Fn(usize, usize) -> bool;

/// Who has which column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Solution {
    /// The column of each row, both by their position in the problem; `None` for an unmatched row.
    pub column_of: Vec<Option<usize>>,
    /// How many rows have a column.
    pub matched: usize,
    /// The points of the pairs added up.
    pub points: i64,
    /// The points less what the unmatched rows cost.
    pub total: i64,
    /// The least points of a pair that is not locked; `None` without such a pair.
    pub worst: Option<i64>,
}

/// What one pair would cost if it were locked: the best solution less the best with the pair.
/// Each may be below zero where the aim ranks something else first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forced {
    /// How much less the total is.
    pub cost: i64,
    /// How many rows less are matched.
    pub fewer_matched: i64,
    /// The best solution with the pair.
    pub solution: Solution,
}

/// How far the work is, for who watches it.
struct Progress<'a> {
    watch: Watch<'a>,
    before: usize,
    of: usize,
}

impl Progress<'_> {
    /// So many steps of the present part are done.
    fn at(&mut self, done: usize) -> Result<(), Unsolvable> {
        if (self.watch)(self.before + done, self.of) { Ok(()) } else { Err(Unsolvable::Stopped) }
    }
}

/// The best solution of a problem, or why there is none.
pub fn solve(problem: &Problem, aim: Aim, watch: Watch) -> Result<Solution, Unsolvable> {
    let pool = Pool::of(problem)?;
    let mut column_of = problem.locks.clone();
    if let Some(range) = range_of(problem, &pool) {
        let part = 2 * pool.rows.len();
        let mut work =
            Work { problem, pool: &pool, range, progress: Progress { watch, before: 0, of: part } };
        let found = match aim {
            Aim::Total => work.run(Terms::total(range, problem.unmatched, pool.rows.len()))?,
            Aim::Most => work.most(range.bottom)?,
            Aim::Fair => work.fair()?,
        };
        for (row, column) in pool.rows.iter().zip(found) {
            if let Some(place) = column_of.get_mut(*row) {
                *place = pool.columns.get(column as usize).copied();
            }
        }
    }
    Ok(told(problem, column_of))
}

/// What it costs to lock one row to one column, against the best solution for the same aim.
pub fn force(
    problem: &Problem,
    aim: Aim,
    best: &Solution,
    (row, column): (usize, usize),
    watch: Watch,
) -> Result<Forced, Unsolvable> {
    let mut forced = problem.clone();
    forced.lock(row, column)?;
    let solution = solve(&forced, aim, watch)?;
    let wide = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    Ok(Forced {
        cost: best.total - solution.total,
        fewer_matched: wide(best.matched) - wide(solution.matched),
        solution,
    })
}

/// The solution with what is told of it.
fn told(problem: &Problem, column_of: Vec<Option<usize>>) -> Solution {
    let (mut matched, mut points, mut worst) = (0, 0, None);
    for (row, (column, lock)) in column_of.iter().zip(&problem.locks).enumerate() {
        let Some(here) = column.and_then(|column| problem.points(row, column)) else { continue };
        matched += 1;
        points += here;
        if lock.is_none() {
            worst = Some(worst.map_or(here, |worst: i64| worst.min(here)));
        }
    }
    let unmatched = i64::try_from(column_of.len() - matched).unwrap_or(i64::MAX);
    let total = points - unmatched * problem.unmatched;
    Solution { column_of, matched, points, total, worst }
}

/// The range of the points in a pool, `None` if nothing in it is allowed.
fn range_of(problem: &Problem, pool: &Pool) -> Option<Range> {
    let all = pool.columns.len() == problem.column_count();
    let mut range: Option<Range> = None;
    let mut meet = |bottom: i32, top: i32| {
        if top != FORBIDDEN {
            let so_far = range.unwrap_or(Range { bottom, top });
            range = Some(Range { bottom: so_far.bottom.min(bottom), top: so_far.top.max(top) });
        }
    };
    for row in &pool.rows {
        let cells = problem.row(*row);
        let (bottom, top) = if all {
            range_in(cells.iter())
        } else {
            range_in(pool.columns.iter().filter_map(|column| cells.get(*column)))
        };
        meet(bottom, top);
    }
    range
}

/// The least and the most of some cells, without the forbidden ones.
fn range_in<'a>(cells: impl Iterator<Item = &'a i32>) -> (i32, i32) {
    cells.fold((i32::MAX, FORBIDDEN), |(bottom, top), points| {
        let low = if *points == FORBIDDEN { i32::MAX } else { *points };
        (bottom.min(low), top.max(*points))
    })
}

/// One problem being worked on.
struct Work<'a> {
    problem: &'a Problem,
    pool: &'a Pool,
    range: Range,
    progress: Progress<'a>,
}

impl Work<'_> {
    /// The cheapest assignment under some terms.
    fn run(&mut self, terms: Terms) -> Result<Vec<u32>, Unsolvable> {
        let (problem, pool) = (self.problem, self.pool);
        if let Some(table) = Table::<i32>::of(problem, pool, terms) {
            return paths::cheapest(&table, &pool.places, &mut self.progress);
        }
        let too_large =
            Unsolvable::TooLarge { rows: problem.row_count(), columns: problem.column_count() };
        let table = Table::<i64>::of(problem, pool, terms).ok_or(too_large)?;
        paths::cheapest(&table, &pool.places, &mut self.progress)
    }

    /// Most matched with cells of at least so many points, then the greatest total.
    fn most(&mut self, floor: i32) -> Result<Vec<u32>, Unsolvable> {
        self.run(Terms::most(self.range, floor, self.pool.most_matched()))
    }

    /// Most matched, then the greatest least points, then the greatest total: the greatest floor
    /// that costs nobody their place is found by halving.
    fn fair(&mut self) -> Result<Vec<u32>, Unsolvable> {
        let Range { bottom, top } = self.range;
        let part = self.progress.of;
        let steps = (i64::from(top) - i64::from(bottom) + 1).ilog2() as usize + 1;
        self.progress.of = part * (steps + 2);
        let (most, mut low) = self.count(bottom)?;
        let mut high = top;
        let mut step = 0;
        while low < high {
            step += 1;
            self.progress.before = part * step;
            // halfway, rounded up
            let floor =
                i32::try_from((i64::from(low) + i64::from(high) + 1).div_euclid(2)).unwrap_or(high);
            match self.count(floor)? {
                (matched, worst) if matched == most => low = worst,
                _ => high = floor - 1,
            }
        }
        self.progress.before = part * (steps + 1);
        self.most(low)
    }

    /// How many rows can be matched with cells of at least so many points, and the least points
    /// in one such solution.
    fn count(&mut self, floor: i32) -> Result<(usize, i32), Unsolvable> {
        let found = self.run(Terms::count(self.range, floor))?;
        let mut matched = 0;
        let mut worst = self.range.top;
        for (row, column) in self.pool.rows.iter().zip(&found) {
            let column = self.pool.columns.get(*column as usize);
            if let Some(points) = column.and_then(|column| self.problem.row(*row).get(*column)) {
                matched += 1;
                worst = worst.min(*points);
            }
        }
        Ok((matched, worst))
    }
}
