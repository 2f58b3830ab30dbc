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
    /// How far a column is, odd where it is full; [`Cost::LEAST`] once it is settled.
    distance: Vec<T>,
    /// The row from which a column is reached.
    from: Vec<u32>,
    /// Full columns reached, each with its distance.
    settled: Vec<(u32, T)>,
    /// Rows from which to go on, each with what is added to its costs.
    wave: Vec<(u32, T)>,
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
    let mut placing = Placing::new(table, places);
    let waiting = placing.reduce(progress)?;
    let mut search = Search {
        distance: vec![T::MOST; table.columns],
        from: vec![NONE; table.columns],
        ..Search::default()
    };
    for (at, row) in waiting.iter().enumerate() {
        progress.at(2 * table.rows - waiting.len() + at)?;
        placing.place(*row, &mut search);
    }
    Ok(placing.column_of)
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
        for (column, distance) in search.settled.drain(..) {
            self.set_price(column, at(&self.price, column).plus(distance).less(length));
        }
        let (mut row, mut to) = match end {
            End::Column(column) => (at(&search.from, column), column),
            End::Out(row) => (row, NONE),
        };
        loop {
            let old = self.column_of(row);
            self.remove(row);
            self.add(row, to);
            if row == start {
                return;
            }
            (to, row) = (old, at(&search.from, old));
        }
    }

    /// Finds the shortest way from a row to a free place or out, and its length.
    fn search(&self, start: u32, search: &mut Search<T>) -> (End, T) {
        search.distance.fill(T::MOST);
        search.wave.clear();
        search.wave.push((start, T::default()));
        let (mut level, mut out) = (T::default(), (self.table.out, start));
        loop {
            let mut least = T::MOST;
            for (row, base) in &search.wave {
                let costs = self.table.row(*row).iter().zip(&self.shown);
                least = relax(costs, *base, *row, &mut search.distance, &mut search.from);
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
            search.wave.clear();
            for (column, distance) in search.distance.iter_mut().enumerate() {
                if *distance != least {
                    continue;
                }
                *distance = T::LEAST;
                let column = index(column);
                search.settled.push((column, level));
                for row in self.rows_in(column) {
                    let base = level.less(self.pays(row, column));
                    let way_out = base.plus(self.table.out);
                    if way_out < out.0 {
                        out = (way_out, row);
                    }
                    search.wave.push((row, base));
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

/// Brings the distances up to date with the ways over one row, and gives the least distance of a
/// column that is not settled. Without branches, so that several columns are done at once.
fn relax<'a, T: Cost + 'a>(
    costs: impl Iterator<Item = (&'a T, &'a T)>,
    base: T,
    row: u32,
    distances: &mut [T],
    from: &mut [u32],
) -> T {
    let mut least = T::MOST;
    for (((cost, shown), distance), from) in costs.zip(distances).zip(from) {
        let new = cost.plus(base).less(*shown);
        let nearer = new < *distance;
        let now = if nearer { new } else { *distance };
        *distance = now;
        *from = if nearer { row } else { *from };
        let open = if now < T::default() { T::MOST } else { now };
        least = if open < least { open } else { least };
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
