//! Long work off the loop: one worker thread, jobs as data, answers that wake the loop.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::panics;
use super::wait::Waker;

/// Tells a job that nobody waits for its answer any more. A job asks it in its inner loop.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks the job to end.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the job was asked to end.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Names a job that was given to the worker; its answer carries the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket(u64);

/// What became of a job.
#[derive(Debug)]
pub struct Answer<A> {
    /// Which job.
    pub ticket: Ticket,
    /// Its answer, or the place (`file:line`) where it stopped because of a mistake in the program.
    pub outcome: Result<A, String>,
}

/// One thread that does jobs in the order in which they were given.
///
/// A job is data (with the snapshot that it works on inside), so that what is waiting can be
/// compared and shown. A panic in a job ends that job alone.
#[derive(Debug)]
pub struct Worker<J, A> {
    jobs: Sender<(Ticket, Stop, J)>,
    answers: Receiver<Answer<A>>,
    waiting: Vec<(Ticket, Stop)>,
    next: u64,
}

impl<J: Send + 'static, A: Send + 'static> Worker<J, A> {
    /// Starts the thread. `work` does one job; each answer wakes the loop through `waker`.
    pub fn start(work: fn(&J, &Stop) -> A, waker: Waker) -> io::Result<Self> {
        let (jobs, given) = mpsc::channel::<(Ticket, Stop, J)>();
        let (answered, answers) = mpsc::channel();
        thread::Builder::new().name("worker".into()).spawn(move || {
            for (ticket, stop, job) in given {
                let outcome = catch_unwind(AssertUnwindSafe(|| work(&job, &stop)))
                    .map_err(|_| panics::last_place().unwrap_or_else(|| "unknown".into()));
                if answered.send(Answer { ticket, outcome }).is_err() {
                    return;
                }
                waker.wake();
            }
        })?;
        Ok(Self { jobs, answers, waiting: Vec::new(), next: 0 })
    }

    /// Gives a job. Its answer comes from [`Worker::answers`] later.
    pub fn give(&mut self, job: J) -> Ticket {
        let ticket = Ticket(self.next);
        self.next += 1;
        let stop = Stop::default();
        // the thread lives as long as this end of the channel: sending cannot fail
        let _sent = self.jobs.send((ticket, stop.clone(), job));
        self.waiting.push((ticket, stop));
        ticket
    }

    /// Asks a job to end; its answer, if it still gives one, is dropped.
    pub fn stop(&mut self, ticket: Ticket) {
        self.waiting.retain(|(waiting, stop)| {
            let other = *waiting != ticket;
            if !other {
                stop.ask();
            }
            other
        });
    }

    /// Whether any job is under way.
    pub fn is_busy(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The answers that have come and are still waited for.
    pub fn answers(&mut self) -> Vec<Answer<A>> {
        let mut wanted = Vec::new();
        while let Ok(answer) = self.answers.try_recv() {
            let before = self.waiting.len();
            self.waiting.retain(|(ticket, _)| *ticket != answer.ticket);
            if self.waiting.len() < before {
                wanted.push(answer);
            }
        }
        wanted
    }
}

impl<J, A> Drop for Worker<J, A> {
    /// Nobody waits for the thread: what it does is read-only or one transaction.
    fn drop(&mut self) {
        for (_, stop) in &self.waiting {
            stop.ask();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::runtime::wait::Wait;

    enum Task {
        Panic,
        Endless,
        Add([usize; 2]),
    }

    fn work(task: &Task, stop: &Stop) -> usize {
        match task {
            Task::Panic => panic!("a mistake"),
            Task::Endless => {
                while !stop.is_asked() {
                    thread::yield_now();
                }
                0
            }
            Task::Add([one, other]) => one + other,
        }
    }

    fn answers_until(
        worker: &mut Worker<Task, usize>,
        wait: &mut Wait,
        count: usize,
    ) -> Vec<Answer<usize>> {
        let mut all = worker.answers();
        while all.len() < count {
            assert!(wait.poked_within(Duration::from_secs(10)), "no answer came");
            all.extend(worker.answers());
        }
        all
    }

    #[test]
    fn a_job_that_panics_tells_its_place_and_the_next_is_done() {
        let mut wait = Wait::new().unwrap();
        let mut worker = Worker::start(work, wait.waker()).unwrap();
        let (wrong, right) = (worker.give(Task::Panic), worker.give(Task::Add([1, 3])));
        let all = answers_until(&mut worker, &mut wait, 2);
        assert_eq!(all[0].ticket, wrong);
        assert!(all[0].outcome.is_err());
        assert_eq!((all[1].ticket, all[1].outcome.as_ref().ok()), (right, Some(&4)));
        assert!(!worker.is_busy());
    }

    #[test]
    fn a_stopped_job_ends_and_its_answer_is_dropped() {
        let mut wait = Wait::new().unwrap();
        let mut worker = Worker::start(work, wait.waker()).unwrap();
        let endless = worker.give(Task::Endless);
        let next = worker.give(Task::Add([1, 1]));
        worker.stop(endless);
        let all = answers_until(&mut worker, &mut wait, 1);
        assert_eq!(all[0].ticket, next);
    }
}
