//! The cheapest assignment of rows to columns with places, by shortest augmenting paths.
//!
//! Every column has a price, never above zero and below it only where no place is left; a row
//! pays the cost of its cell less the price. At all times each placed row pays the least that it
//! could pay anywhere, staying out included, which proves that the placed rows are placed best.
//! One row more is placed by the shortest way to a free place, or out, over rows that move on
//! (R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear
//! assignment problems", Computing 38, 1987), with the places of a column never told apart.
//! Who once stays out remains out, as prices only fall.
//!
//! Costs are even. Where a column is full its cells count as one dearer, so that of two equally
//! short ways the one to a free place is found first: with many equal points most searches end
//! at once. Of equal columns the first is taken, so that the outcome is fixed by the order.

use super::Progress;
use super::costs::{Cost, Table};
use super::problem::Unsolvable;

/// No row, or no column.
pub(super) const NONE: u32 = u32::MAX;

/// Who is placed where, and the prices that prove it best.
#[derive(Debug)]
pub(super) struct Placing<'a, T> {
    pub(super) table: &'a Table<T>,
    price: Vec<T>,
    /// The price, one lower where the column is full.
    pub(super) shown: Vec<T>,
    /// Free places of each column.
    left: Vec<u32>,
    /// The row that was placed in a column last, and before each row the one before it.
    last: Vec<u32>,
    before: Vec<u32>,
    /// The column of each row.
    column_of: Vec<u32>,
}

/// What a search for one row works on, kept from one to the next.
#[derive(Debug, Default)]
struct Search<T> {
    /// How far a column is, odd where it is full; of no meaning once it is settled.
    distance: Vec<T>,
    /// The rows reached, in order, each with what is added to its costs.
    reached: Vec<(u32, T)>,
    /// The full columns reached, in order.
    settled: Vec<Settled<T>>,
}

/// A full column from whose rows a search went on.
#[derive(Debug, Clone, Copy)]
struct Settled<T> {
    column: u32,
    distance: T,
    /// How many rows had been reached when it was.
    after: usize,
}

/// Where a search ended: at a free place of a column, or with a row that stays out.
enum End {
    Column(u32),
    Out(u32),
}

/// The column of each row of a table, [`NONE`] for a row that stays out.
pub(super) fn cheapest<T: Cost>(
    table: &Table<T>,
    places: &[u32],
    progress: &mut Progress,
) -> Result<Vec<u32>, Unsolvable> {
    Ok(placed(table, places, progress)?.column_of)
}

/// All rows placed, or left out.
fn placed<'a, T: Cost>(
    table: &'a Table<T>,
    places: &[u32],
    progress: &mut Progress,
) -> Result<Placing<'a, T>, Unsolvable> {
    let mut placing = Placing::new(table, places);
    let waiting = placing.reduce(progress)?;
    if waiting.is_empty() {
        return Ok(placing);
    }
    let mut search = Search { distance: vec![T::MOST; table.columns], ..Search::default() };
    for (at, row) in waiting.iter().enumerate() {
        progress.at(2 * table.rows - waiting.len() + at)?;
        placing.place(*row, &mut search);
    }
    Ok(placing)
}

impl<'a, T: Cost> Placing<'a, T> {
    fn new(table: &'a Table<T>, places: &[u32]) -> Self {
        Self {
            table,
            price: vec![T::default(); table.columns],
            shown: vec![T::default(); table.columns],
            left: places.to_vec(),
            last: vec![NONE; table.columns],
            before: vec![NONE; table.rows],
            column_of: vec![NONE; table.rows],
        }
    }

    /// Places one row more, or leaves one out, so that all is best again.
    fn place(&mut self, start: u32, search: &mut Search<T>) {
        let (end, length) = self.search(start, search);
        let (mut row, mut to) = match end {
            End::Column(column) => {
                let shown = self.price(column);
                let row = self.reached_from(column, shown, length, &search.reached);
                (row.unwrap_or(start), column)
            }
            End::Out(row) => (row, NONE),
        };
        let mut moves = vec![(row, to)];
        while row != start {
            to = self.column_of(row);
            let Some(settled) = search.settled.iter().find(|settled| settled.column == to) else {
                break;
            };
            let before = search.reached.get(..settled.after).unwrap_or_default();
            let shown = self.price(to).less(T::ODD);
            let distance = settled.distance.plus(T::ODD);
            row = self.reached_from(to, shown, distance, before).unwrap_or(start);
            moves.push((row, to));
        }
        for settled in search.settled.drain(..) {
            let price = self.price(settled.column).plus(settled.distance).less(length);
            self.set_price(settled.column, price);
        }
        for (row, to) in moves {
            self.remove(row);
            self.add(row, to);
        }
    }

    /// The first of the rows reached over which a column is as far as it is.
    fn reached_from(
        &self,
        column: u32,
        shown: T,
        distance: T,
        reached: &[(u32, T)],
    ) -> Option<u32> {
        let over = |row, base: T| at(self.table.row(row), column).plus(base).less(shown);
        reached.iter().find(|(row, base)| over(*row, *base) == distance).map(|(row, _)| *row)
    }

    /// Finds the shortest way from a row to a free place or out, and its length. The columns that
    /// it settles are shown so dear that they are left alone, until they get their new price.
    fn search(&mut self, start: u32, search: &mut Search<T>) -> (End, T) {
        let closed = self.table.closed();
        search.distance.fill(T::MOST);
        search.reached.clear();
        search.reached.push((start, T::default()));
        let (mut level, mut out, mut wave) = (T::default(), (self.table.out, start), 0);
        loop {
            let mut least = T::MOST;
            for (row, base) in search.reached.get(wave..).unwrap_or_default() {
                least = relax(self.table.row(*row), &self.shown, *base, &mut search.distance);
                // nothing is nearer than a free place right here
                if least == level {
                    break;
                }
            }
            if out.0 <= least {
                return (End::Out(out.1), out.0);
            }
            if !least.is_odd() {
                let column = search.distance.iter().position(|distance| *distance == least);
                return (End::Column(index(column.unwrap_or_default())), least);
            }
            level = least.even();
            wave = search.reached.len();
            for (column, distance) in search.distance.iter_mut().enumerate() {
                if *distance != least {
                    continue;
                }
                *distance = T::MOST;
                let column = index(column);
                put(&mut self.shown, column, closed);
                search.settled.push(Settled { column, distance: level, after: wave });
                for row in self.rows_in(column) {
                    let base = level.less(self.pays(row, column));
                    let way_out = base.plus(self.table.out);
                    if way_out < out.0 {
                        out = (way_out, row);
                    }
                    search.reached.push((row, base));
                }
            }
        }
    }

    /// What a row pays in a column.
    pub(super) fn pays(&self, row: u32, column: u32) -> T {
        at(self.table.row(row), column).less(at(&self.price, column))
    }

    pub(super) fn price(&self, column: u32) -> T {
        at(&self.price, column)
    }

    pub(super) fn set_price(&mut self, column: u32, price: T) {
        put(&mut self.price, column, price);
        self.show(column);
    }

    /// Whether a column has no place left.
    pub(super) fn is_full(&self, column: u32) -> bool {
        at(&self.left, column) == 0
    }

    fn show(&mut self, column: u32) {
        let price = at(&self.price, column);
        let shown = if self.is_full(column) { price.less(T::ODD) } else { price };
        put(&mut self.shown, column, shown);
    }

    pub(super) fn column_of(&self, row: u32) -> u32 {
        at(&self.column_of, row)
    }

    /// The rows in a column, who came last first.
    pub(super) fn rows_in(&self, column: u32) -> impl Iterator<Item = u32> + '_ {
        let found = |row: u32| (row != NONE).then_some(row);
        let first = self.last.get(column as usize).copied().and_then(found);
        std::iter::successors(first, move |row| found(at(&self.before, *row)))
    }

    /// Gives a row a place in a column that has one; [`NONE`] leaves it out.
    pub(super) fn add(&mut self, row: u32, column: u32) {
        put(&mut self.column_of, row, column);
        if column == NONE {
            return;
        }
        put(&mut self.before, row, at(&self.last, column));
        put(&mut self.last, column, row);
        let left = at(&self.left, column).saturating_sub(1);
        put(&mut self.left, column, left);
        if self.is_full(column) {
            self.show(column);
        }
    }

    /// Takes a row out of its column, if it has one. Who calls fills the place at once, so that
    /// the column still counts as full.
    pub(super) fn remove(&mut self, row: u32) {
        let column = self.column_of(row);
        if column == NONE {
            return;
        }
        let before = at(&self.before, row);
        let after = self.rows_in(column).find(|other| at(&self.before, *other) == row);
        match after {
            Some(after) if at(&self.last, column) != row => put(&mut self.before, after, before),
            _ => put(&mut self.last, column, before),
        }
        put(&mut self.column_of, row, NONE);
        let left = at(&self.left, column) + 1;
        put(&mut self.left, column, left);
    }
}

/// Brings the distances up to date with the ways over one row, and gives the least. Without
/// branches and without noting whence, so that several columns are done at once.
fn relax<T: Cost>(costs: &[T], shown: &[T], base: T, distances: &mut [T]) -> T {
    let mut least = T::MOST;
    for ((cost, shown), distance) in costs.iter().zip(shown).zip(distances) {
        let now = (*distance).min(cost.plus(base).less(*shown));
        *distance = now;
        least = least.min(now);
    }
    least
}

/// The value at a position; every list here has one for each row, or for each column.
pub(super) fn at<V: Copy + Default>(list: &[V], position: u32) -> V {
    list.get(position as usize).copied().unwrap_or_default()
}

/// Sets the value at a position.
pub(super) fn put<V>(list: &mut [V], position: u32, value: V) {
    if let Some(place) = list.get_mut(position as usize) {
        *place = value;
    }
}

/// A position as a short number; there are at most a million.
pub(super) fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::matching::solve::costs::Terms;
    use crate::domain::matching::solve::pool::Pool;
    use crate::domain::matching::solve::problem::Problem;
    use crate::domain::matching::solve::range_of;

    /// A pool of 40 rows and 30 columns with 0 to 2 places, a third of the cells forbidden.
    fn mixed(seed: i64, spread: i64) -> Problem {
        let columns = (0..30).map(|key| (key, usize::try_from((key + seed) % 3).unwrap()));
        let mut problem = Problem::new((0..40).collect(), columns.collect()).unwrap();
        for row in 0..40 {
            for column in 0..30 {
                let mixed = (row * 7919 + column * 104_729 + seed * 611) * 2_654_435_761 % 999_983;
                let points = (mixed % 3 > 0).then_some(mixed % spread);
                let (row, column) = (usize::try_from(row).unwrap(), usize::try_from(column));
                problem.set(row, column.unwrap(), points).unwrap();
            }
        }
        problem
    }

    fn terms(problem: &Problem, pool: &Pool) -> [Terms; 3] {
        let range = range_of(problem, pool).unwrap();
        [
            Terms::total(range, 5, pool.rows.len()),
            Terms::most(range, range.bottom, pool.most_matched()),
            Terms::count(range, range.bottom),
        ]
    }

    fn placed_all<'a, T: Cost>(table: &'a Table<T>, pool: &Pool) -> Placing<'a, T> {
        let mut progress = Progress { watch: &|_, _| true, before: 0, of: 0 };
        placed(table, &pool.places, &mut progress).unwrap()
    }

    #[test]
    fn the_prices_prove_that_the_placing_is_the_cheapest() {
        for (seed, spread) in (0..60).zip([2, 30, 5000].into_iter().cycle()) {
            let problem = mixed(seed, spread);
            let pool = Pool::of(&problem).unwrap();
            for terms in terms(&problem, &pool) {
                let table = Table::<i32>::of(&problem, &pool, terms).unwrap();
                let placing = placed_all(&table, &pool);
                for column in 0..index(table.columns) {
                    let price = placing.price(column);
                    assert!(price <= 0 && (price == 0 || placing.is_full(column)));
                    let (held, most) = (placing.rows_in(column).count(), at(&pool.places, column));
                    assert_eq!(index(held) + at(&placing.left, column), most);
                    assert!(placing.rows_in(column).all(|row| placing.column_of(row) == column));
                }
                for row in 0..index(table.rows) {
                    let cheapest =
                        (0..index(table.columns)).map(|column| placing.pays(row, column));
                    let least = cheapest.min().unwrap().min(table.out);
                    let pays = match placing.column_of(row) {
                        NONE => table.out,
                        column => placing.pays(row, column),
                    };
                    assert_eq!(pays, least, "row {row} of {seed}");
                }
            }
        }
    }

    #[test]
    fn narrow_and_wide_numbers_give_the_same_placing() {
        for seed in 0..30 {
            let problem = mixed(seed, 40);
            let pool = Pool::of(&problem).unwrap();
            for terms in terms(&problem, &pool) {
                let narrow = Table::<i32>::of(&problem, &pool, terms).unwrap();
                let wide = Table::<i64>::of(&problem, &pool, terms).unwrap();
                let (narrow, wide) = (placed_all(&narrow, &pool), placed_all(&wide, &pool));
                assert_eq!(narrow.column_of, wide.column_of);
            }
        }
    }

    #[test]
    fn sums_that_might_not_fit_are_not_narrow() {
        let mut problem = mixed(1, 40);
        let pool = Pool::of(&problem).unwrap();
        let [_, most, _] = terms(&problem, &pool);
        assert!(Table::<i32>::of(&problem, &pool, most).is_some());
        problem.set(0, 0, Some(100_000_000)).unwrap();
        let [_, most, _] = terms(&problem, &pool);
        assert!(Table::<i32>::of(&problem, &pool, most).is_none());
        assert!(Table::<i64>::of(&problem, &pool, most).is_some());
    }
}
