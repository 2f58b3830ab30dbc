//! The quick start: rows outbid one another for columns, which places most of them without a search.
//!
//! Each row takes the column in which it pays least. A full column gets as cheap as the row that
//! would be the first to leave it, and that row leaves when another comes that would stay longer
//! (the augmenting row reduction of Jonker and Volgenant, here for columns with many places).

use super::Progress;
use super::costs::Cost;
use super::paths::{NONE, Placing, at, index, put};
use super::problem::Unsolvable;

/// How often the rows that are left over get another try.
const PASSES: usize = 2;

/// How many times as many tries as there are rows are made at most: the rest is for the search,
/// which does not mind small steps.
const TRIES: usize = 4;

/// The cheapest columns for a row.
struct Choice<T> {
    /// What the row would pay in the cheapest column; odd if it is full.
    pays: T,
    column: u32,
    /// What it would pay in the next best, or out; even.
    next: T,
}

impl<T: Cost> Placing<'_, T> {
    /// Places rows by outbidding; gives those that neither have a place nor stay out.
    pub(super) fn reduce(&mut self, progress: &mut Progress) -> Result<Vec<u32>, Unsolvable> {
        let rows = self.table.rows;
        // the price at which a row would rather leave its column
        let mut leaves = vec![T::default(); rows];
        let mut waiting: Vec<u32> = (0..index(rows)).collect();
        let mut tries = rows * TRIES;
        for pass in 0..PASSES {
            let mut later = Vec::new();
            for (at, row) in waiting.iter().enumerate() {
                if pass == 0 {
                    progress.at(at)?;
                }
                let mut next = Some(*row);
                while let Some(row) = next {
                    if tries == 0 {
                        later.push(row);
                        break;
                    }
                    tries -= 1;
                    next = self.bid(row, &mut leaves, &mut later);
                }
            }
            waiting = later;
        }
        Ok(waiting)
    }

    /// One row takes its cheapest column, stays out, or waits; gives the row that had to go.
    fn bid(&mut self, row: u32, leaves: &mut [T], later: &mut Vec<u32>) -> Option<u32> {
        let choice = self.choose(row);
        if self.table.out <= choice.pays {
            return None;
        }
        let pays = choice.pays.even();
        let column = choice.column;
        let full = choice.pays.is_odd();
        if full && pays == choice.next {
            // nothing would be gained by taking the place of another
            later.push(row);
            return None;
        }
        let left = self.price(column).plus(pays).less(choice.next);
        put(leaves, row, left);
        let gone = if full { self.first_to_leave(column, leaves) } else { None };
        if let Some(gone) = gone {
            self.remove(gone);
        }
        self.add(row, column);
        if self.is_full(column) {
            let first = self.first_to_leave(column, leaves).unwrap_or(row);
            self.set_price(column, at(leaves, first));
        }
        gone
    }

    /// The row of a column that leaves at the highest price.
    fn first_to_leave(&self, column: u32, leaves: &[T]) -> Option<u32> {
        self.rows_in(column).max_by_key(|row| at(leaves, *row))
    }

    /// The cheapest column for a row.
    fn choose(&self, row: u32) -> Choice<T> {
        let (mut pays, mut next, mut column) = (T::MOST, T::MOST, NONE);
        for (position, (cost, shown)) in self.table.row(row).iter().zip(&self.shown).enumerate() {
            let here = cost.less(*shown);
            if here < next {
                if here < pays {
                    (next, pays, column) = (pays, here, index(position));
                } else {
                    next = here;
                }
            }
        }
        Choice { pays, column, next: next.even().min(self.table.out) }
    }
}
