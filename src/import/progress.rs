//! `Progress`: how far an import is, for somebody who watches it and may call it off.

use std::fmt;

/// Told the steps that are done and how many there are; false calls the import off.
pub type Watch<'a> = &'a dyn Fn(usize, usize) -> bool;

/// Counts the steps of an import.
pub(super) struct Progress<'a> {
    watch: Option<Watch<'a>>,
    done: usize,
    of: usize,
    stopped: bool,
}

impl fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Progress({} of {})", self.done, self.of)
    }
}

impl<'a> Progress<'a> {
    /// Nothing of so many steps is done.
    pub(super) fn new(watch: Option<Watch<'a>>, of: usize) -> Self {
        Self { watch, done: 0, of, stopped: false }
    }

    /// One step more is done; false when the import was called off.
    pub(super) fn step(&mut self) -> bool {
        self.done += 1;
        if !self.stopped {
            self.stopped = self.watch.is_some_and(|watch| !watch(self.done, self.of));
        }
        !self.stopped
    }

    /// Whether the import was called off.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }
}
