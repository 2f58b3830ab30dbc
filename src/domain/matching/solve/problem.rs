//! What the solver is asked: points of rows with columns, places, locks, and what it refuses, in words.

/// The most points of a cell, and the dearest cost of leaving a row unmatched; the least points
/// are as far below zero. So much that no weight needs it, so little that no sum overflows.
pub const MOST_POINTS: i64 = 1_000_000_000;

/// The most rows, and the most columns, of a problem.
pub const MOST_LINES: usize = 1_000_000;

/// Marks a forbidden cell; below every allowed number of points.
pub(super) const FORBIDDEN: i32 = i32::MIN;

/// Why a problem has no solution.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsolvable {
    /// Points, or a cost, that are out of range.
    #[error("{points} is out of range: points go from -{MOST_POINTS} to {MOST_POINTS}")]
    Points {
        /// What was given.
        points: i64,
    },
    /// A cost of leaving a row unmatched that is out of range.
    #[error("leaving somebody unmatched cannot cost {cost}: it goes from 0 to {MOST_POINTS}")]
    Unmatched {
        /// What was given.
        cost: i64,
    },
    /// More rows or columns than [`MOST_LINES`], or more cells than a list can have.
    #[error("{rows} rows and {columns} columns are too many")]
    TooLarge {
        /// How many rows.
        rows: usize,
        /// How many columns.
        columns: usize,
    },
    /// Two rows or two columns have the same key, so that no order between them can be told.
    #[error("the key {key} stands twice")]
    Twice {
        /// The key.
        key: i64,
    },
    /// A cell outside the problem.
    #[error("there is no cell in row {row}, column {column}")]
    Outside {
        /// The row, counted from 0.
        row: usize,
        /// The column, counted from 0.
        column: usize,
    },
    /// A row is locked to a column that is forbidden to it.
    #[error("row {row} cannot be locked to column {column}: the two are forbidden")]
    LockForbidden {
        /// The row, counted from 0.
        row: usize,
        /// The column, counted from 0.
        column: usize,
    },
    /// More rows are locked to a column than it has places.
    #[error("row {row} cannot be locked to column {column}: it has no place left")]
    LockFull {
        /// The first row, by key, that finds no place, counted from 0.
        row: usize,
        /// The column, counted from 0.
        column: usize,
    },
    /// It was called off by who watches it.
    #[error("stopped")]
    Stopped,
}

/// A pool to be matched: which row may have which column and for how many points.
///
/// Rows and columns are named by their position; their keys give the order in which the solver
/// takes them, so that the same pool in another order has the same solution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub(super) rows: Vec<i64>,
    pub(super) columns: Vec<(i64, usize)>,
    /// One row after the other, [`FORBIDDEN`] or the points.
    pub(super) cells: Vec<i32>,
    pub(super) locks: Vec<Option<usize>>,
    pub(super) unmatched: i64,
}

impl Problem {
    /// A pool in which every cell is forbidden and leaving somebody unmatched costs nothing:
    /// the keys of the rows, and each column with its key and places (0 or more).
    pub fn new(rows: Vec<i64>, columns: Vec<(i64, usize)>) -> Result<Self, Unsolvable> {
        let too_large = Unsolvable::TooLarge { rows: rows.len(), columns: columns.len() };
        if rows.len() > MOST_LINES || columns.len() > MOST_LINES {
            return Err(too_large);
        }
        let count = rows.len().checked_mul(columns.len()).ok_or(too_large.clone())?;
        let mut cells = Vec::new();
        cells.try_reserve_exact(count).map_err(|_| too_large)?;
        cells.resize(count, FORBIDDEN);
        let locks = vec![None; rows.len()];
        Ok(Self { rows, columns, cells, locks, unmatched: 0 })
    }

    /// Sets what leaving a row unmatched costs, in points (0 or more).
    pub fn set_unmatched(&mut self, cost: i64) -> Result<(), Unsolvable> {
        if !(0..=MOST_POINTS).contains(&cost) {
            return Err(Unsolvable::Unmatched { cost });
        }
        self.unmatched = cost;
        Ok(())
    }

    /// Sets the points of a row with a column; `None` forbids the two.
    pub fn set(
        &mut self,
        row: usize,
        column: usize,
        points: Option<i64>,
    ) -> Result<(), Unsolvable> {
        let value = match points {
            None => FORBIDDEN,
            Some(points) if (-MOST_POINTS..=MOST_POINTS).contains(&points) => {
                i32::try_from(points).map_err(|_| Unsolvable::Points { points })?
            }
            Some(points) => return Err(Unsolvable::Points { points }),
        };
        self.has(row, column)?;
        if let Some(cell) = self.cells.get_mut(row * self.columns.len() + column) {
            *cell = value;
        }
        Ok(())
    }

    /// The points of a row with a column; `None` where the two are forbidden or do not exist.
    pub fn points(&self, row: usize, column: usize) -> Option<i64> {
        self.has(row, column).ok()?;
        let cell = self.cells.get(row * self.columns.len() + column).copied()?;
        (cell != FORBIDDEN).then_some(i64::from(cell))
    }

    /// Locks a row to a column, in place of the column that it was locked to. Whether the lock is
    /// possible is looked at when the problem is solved.
    pub fn lock(&mut self, row: usize, column: usize) -> Result<(), Unsolvable> {
        self.has(row, column)?;
        self.set_lock(row, Some(column));
        Ok(())
    }

    /// Takes the lock of a row away, if it has one.
    pub fn unlock(&mut self, row: usize) {
        self.set_lock(row, None);
    }

    /// How many rows there are.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// How many columns there are.
    pub fn column_count(&self) -> usize {
        self.columns.len()
    }

    /// The cells of one row.
    pub(super) fn row(&self, row: usize) -> &[i32] {
        let width = self.columns.len();
        self.cells.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    fn set_lock(&mut self, row: usize, column: Option<usize>) {
        if let Some(lock) = self.locks.get_mut(row) {
            *lock = column;
        }
    }

    fn has(&self, row: usize, column: usize) -> Result<(), Unsolvable> {
        if row < self.rows.len() && column < self.columns.len() {
            Ok(())
        } else {
            Err(Unsolvable::Outside { row, column })
        }
    }
}
