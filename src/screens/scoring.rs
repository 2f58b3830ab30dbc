//! The points of a whole pool as long work: what is asked, how far it is, and what comes back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use chrono::NaiveDate;

use crate::domain::matching::{Board, Pool};
use crate::domain::{Refusal, Scheme};

/// So many cells are worked out at once; more are left to the worker, with progress.
const AT_ONCE: usize = 10_000;

/// How far long work is; shared by who does it and who shows it.
#[derive(Debug, Default)]
pub struct Pace {
    done: AtomicUsize,
    of: AtomicUsize,
    stopped: Arc<AtomicBool>,
    late: AtomicBool,
}

impl Pace {
    /// Notes how far it is; false where it is to be stopped.
    pub fn step(&self, done: usize, of: usize) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
        !self.stopped.load(Ordering::Relaxed)
    }

    /// Stops the work at its next step.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped; true from then on.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// The flag that is up once it is stopped, for whoever looks at nothing else.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stopped)
    }

    /// It takes so long that it is worth a word (tui-ux check 6: 300 ms).
    pub fn mark_late(&self) {
        self.late.store(true, Ordering::Relaxed);
    }

    /// Whether it takes so long that it is worth a word.
    pub fn is_late(&self) -> bool {
        self.late.load(Ordering::Relaxed)
    }

    /// Steps that are done, and how many there are; none where nothing was counted yet.
    pub fn steps(&self) -> Option<(usize, usize)> {
        let of = self.of.load(Ordering::Relaxed);
        (of > 0).then(|| (self.done.load(Ordering::Relaxed).min(of), of))
    }

    /// How much is done, in per cent.
    pub fn percent(&self) -> usize {
        let of = self.of.load(Ordering::Relaxed).max(1);
        self.done.load(Ordering::Relaxed) * 100 / of
    }
}

/// The points of everybody who waits with everybody who is free, asked for as long work.
#[derive(Debug, Clone)]
pub struct Scoring {
    /// The scheme as it stands.
    pub scheme: Arc<Scheme>,
    /// The day it is.
    pub today: NaiveDate,
    /// How far it is.
    pub pace: Arc<Pace>,
}

impl Scoring {
    /// Works the points out.
    pub fn run(&self) -> Scored {
        let board = Board::new(&self.scheme, self.today, &|done, of| self.pace.step(done, of));
        Scored { pace: Arc::clone(&self.pace), board: board.map(Arc::new) }
    }

    /// Whether the pool is so small that it is done before anybody waits.
    pub fn is_short(pool: &Pool) -> bool {
        pool.mentees().len().saturating_mul(pool.mentors().len()) <= AT_ONCE
    }
}

impl PartialEq for Scoring {
    /// The same piece of work.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.pace, &other.pace)
    }
}

/// The points of a pool, or why they were not worked out.
#[derive(Debug, Clone)]
pub struct Scored {
    /// Whose work it was.
    pub pace: Arc<Pace>,
    /// The board.
    pub board: Result<Arc<Board>, Refusal>,
}
