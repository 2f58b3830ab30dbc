//! Points turned into costs: one table in which the cheapest assignment is the wanted one, for every aim.
//!
//! Costs are never below zero and always even; the odd numbers between them are left to the
//! search, which counts a column without a free place as one dearer (see `paths`). A row may
//! always stay unmatched, at the cost `out`. A cell that no best solution can use (forbidden, or
//! worse than staying unmatched) costs `far`, more than any detour over other cells and out.

use super::pool::Pool;
use super::problem::{MOST_POINTS, Problem};

/// Whole numbers in which costs are added up: 32 bits where the sums fit (half the memory, and
/// twice as many at once), 64 otherwise.
pub(super) trait Cost: Copy + Ord + Default + std::fmt::Debug {
    const MOST: Self;
    /// The difference between an even number and the odd one above it.
    const ODD: Self;
    /// The number, if sums of a few of them are sure to fit.
    fn fitting(wide: i64) -> Option<Self>;
    /// `(top - points) * step`, wrapped around where that is out of range.
    fn of(top: i32, points: i32, step: Self) -> Self;
    fn plus(self, other: Self) -> Self;
    fn less(self, other: Self) -> Self;
    fn is_odd(self) -> bool;
    /// The even number at or below.
    fn even(self) -> Self {
        if self.is_odd() { self.less(Self::ODD) } else { self }
    }
}

macro_rules! cost {
    ($number:ty) => {
        impl Cost for $number {
            const MOST: Self = <$number>::MAX;
            const ODD: Self = 1;
            fn fitting(wide: i64) -> Option<Self> {
                // the longest sum is a far cell, out, and a closed column: 6 out + 6
                <$number>::try_from(wide).ok().filter(|narrow| *narrow < <$number>::MAX / 8)
            }
            fn of(top: i32, points: i32, step: Self) -> Self {
                Self::from(top).wrapping_sub(Self::from(points)).wrapping_mul(step)
            }
            fn plus(self, other: Self) -> Self {
                self + other
            }
            fn less(self, other: Self) -> Self {
                self - other
            }
            fn is_odd(self) -> bool {
                self & 1 == 1
            }
        }
    };
}
cost!(i32);
cost!(i64);

/// How points become costs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    /// The points that cost nothing.
    top: i32,
    /// The least points of a cell that may be used.
    floor: i32,
    /// What a point less costs.
    step: i64,
    /// What it costs to stay unmatched.
    out: i64,
}

impl Terms {
    /// The greatest total; of equal totals, the one with most matched: all is counted in steps
    /// so wide that the rows which stay unmatched can be counted between two of them.
    pub(super) fn total(range: Range, unmatched: i64, rows: usize) -> Self {
        let floor = i32::try_from(-unmatched.min(MOST_POINTS)).unwrap_or(-i32::MAX);
        let top = range.top.max(floor);
        let step = wide(rows) + 1;
        let out = (i64::from(top) - i64::from(floor)) * step + 1;
        Self { top, floor, step: 2 * step, out: 2 * out }
    }

    /// Most matched with cells of at least `floor` points, then the greatest total: staying
    /// unmatched costs more than all that can be gained elsewhere by it.
    pub(super) fn most(range: Range, floor: i32, most_matched: u64) -> Self {
        let spread = (i64::from(range.top) - i64::from(floor.max(range.bottom))).max(0);
        let out = spread * i64::try_from(most_matched).unwrap_or(0) + 1;
        Self { top: range.top, floor: floor.max(range.bottom), step: 2, out: 2 * out }
    }

    /// Most matched with cells of at least `floor` points, whatever the total.
    pub(super) fn count(range: Range, floor: i32) -> Self {
        Self { top: range.top, floor: floor.max(range.bottom), step: 0, out: 2 }
    }
}

/// The most and the least points of the cells of a pool that are not forbidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) bottom: i32,
    pub(super) top: i32,
}

/// Costs of the rows and columns of a pool.
#[derive(Debug)]
pub(super) struct Table<T> {
    /// One row after the other.
    cells: Vec<T>,
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) out: T,
}

impl<T: Cost> Table<T> {
    /// The table of a pool under some terms, if its sums are sure to fit.
    pub(super) fn of(problem: &Problem, pool: &Pool, terms: Terms) -> Option<Self> {
        let (out, step) = (T::fitting(terms.out)?, T::fitting(terms.step)?);
        let far = out.plus(out).plus(T::ODD).plus(T::ODD);
        let cost = |points: i32| {
            let cost = T::of(terms.top, points, step);
            if points >= terms.floor { cost } else { far }
        };
        let (rows, columns) = (pool.rows.len(), pool.columns.len());
        let mut cells = Vec::with_capacity(rows * columns);
        let as_given = pool.has_columns_as_given(problem);
        for row in &pool.rows {
            let given = problem.row(*row);
            if as_given {
                cells.extend(given.iter().map(|points| cost(*points)));
            } else {
                let picked = pool.columns.iter().filter_map(|column| given.get(*column));
                cells.extend(picked.map(|points| cost(*points)));
            }
        }
        Some(Self { cells, rows, columns, out })
    }

    /// What a column is shown as so that no way leads over it: dearer than out by any row.
    pub(super) fn closed(&self) -> T {
        T::default().less(self.out).less(self.out).less(self.out).less(T::ODD)
    }

    /// The costs of a row.
    pub(super) fn row(&self, row: u32) -> &[T] {
        let start = row as usize * self.columns;
        self.cells.get(start..start + self.columns).unwrap_or_default()
    }
}

/// A count as a wide number; counts are at most a million.
fn wide(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
