//! What is left to be decided once the locks have taken their places, in the order of the keys.

use super::problem::{Problem, Unsolvable};

/// The rows that are not locked and the columns that still have places, each by key.
#[derive(Debug)]
pub(super) struct Pool {
    /// Positions of rows in the problem.
    pub(super) rows: Vec<usize>,
    /// Positions of columns in the problem.
    pub(super) columns: Vec<usize>,
    /// The places that each of `columns` has left: 1 or more, and no more than there are rows.
    pub(super) places: Vec<u32>,
}

impl Pool {
    /// The pool of a problem, or why its locks or keys cannot be.
    pub(super) fn of(problem: &Problem) -> Result<Self, Unsolvable> {
        let rows = by_key(problem.rows.iter().copied())?;
        let columns = by_key(problem.columns.iter().map(|(key, _)| *key))?;
        let mut left: Vec<usize> = problem.columns.iter().map(|(_, places)| *places).collect();
        let lock_of = |row: usize| problem.locks.get(row).copied().flatten();
        for (row, column) in rows.iter().filter_map(|row| Some((*row, lock_of(*row)?))) {
            if problem.points(row, column).is_none() {
                return Err(Unsolvable::LockForbidden { row, column });
            }
            match left.get_mut(column) {
                Some(places) if *places > 0 => *places -= 1,
                _ => return Err(Unsolvable::LockFull { row, column }),
            }
        }
        let rows: Vec<usize> = rows.into_iter().filter(|row| lock_of(*row).is_none()).collect();
        let most = rows.len();
        let room = columns.len();
        let mut pool =
            Self { rows, columns: Vec::with_capacity(room), places: Vec::with_capacity(room) };
        for column in columns {
            let places = left.get(column).copied().unwrap_or_default().min(most);
            if places > 0 {
                pool.columns.push(column);
                pool.places.push(u32::try_from(places).unwrap_or(u32::MAX));
            }
        }
        Ok(pool)
    }

    /// Whether the columns are all those of the problem, in its own order.
    pub(super) fn has_columns_as_given(&self, problem: &Problem) -> bool {
        self.columns.len() == problem.column_count() && self.columns.is_sorted()
    }

    /// How many rows can be matched at most, going by places alone.
    pub(super) fn most_matched(&self) -> u64 {
        let places: u64 = self.places.iter().map(|places| u64::from(*places)).sum();
        places.min(self.rows.len() as u64)
    }
}

/// The positions of keys, least key first.
fn by_key(keys: impl ExactSizeIterator<Item = i64> + Clone) -> Result<Vec<usize>, Unsolvable> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    // most often they are in order already
    if keys.clone().zip(keys.clone().skip(1)).all(|(one, next)| one < next) {
        return Ok(order);
    }
    let keys: Vec<i64> = keys.collect();
    let key = |at: usize| keys.get(at).copied().unwrap_or_default();
    order.sort_unstable_by_key(|at| key(*at));
    for (one, next) in order.iter().zip(order.iter().skip(1)) {
        if key(*one) == key(*next) {
            return Err(Unsolvable::Twice { key: key(*one) });
        }
    }
    Ok(order)
}
