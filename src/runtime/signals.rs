//! Signals: they wake the loop, and end the program by force when the loop does not react.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::flag;
use signal_hook::iterator::Signals as Stream;
use signal_hook::low_level::{self, pipe};

use super::terminal;
use super::wait::Waker;

/// The signals that ask the program to end.
const ENDING: [i32; 4] = [SIGTERM, SIGINT, SIGHUP, SIGQUIT];
/// How long the loop may take to end by itself.
const GRACE: Duration = Duration::from_secs(1);

/// A flag that Ctrl-C sets from now on, instead of ending the program; for work that looks at it.
/// Pressed again it ends the program, should the work not look.
pub fn on_interrupt() -> io::Result<Arc<AtomicBool>> {
    let asked = Arc::new(AtomicBool::new(false));
    // in this order: the first time the flag is not set yet when the program would end
    flag::register_conditional_shutdown(SIGINT, 128 + SIGINT, Arc::clone(&asked))?;
    flag::register(SIGINT, Arc::clone(&asked))?;
    Ok(asked)
}

/// What signals have said since last asked.
#[derive(Debug)]
pub(super) struct Signals {
    ending: Arc<AtomicUsize>,
    resized: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
}

impl Signals {
    /// Listens for the rest of the process's life; each signal wakes the loop through `waker`.
    ///
    /// A flag is set before the wake-up is sent (handlers run in the order of their registration),
    /// so the loop never wakes without finding it.
    pub(super) fn listen(waker: &Waker) -> io::Result<Self> {
        let signals =
            Self { ending: Arc::default(), resized: Arc::default(), continued: Arc::default() };
        for signal in ENDING {
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&signals.ending), number)?;
        }
        flag::register(SIGWINCH, Arc::clone(&signals.resized))?;
        flag::register(SIGCONT, Arc::clone(&signals.continued))?;
        for signal in ENDING.into_iter().chain([SIGWINCH, SIGCONT]) {
            pipe::register(signal, waker.raw_end()?)?;
        }
        let stream = Stream::new(ENDING)?;
        thread::Builder::new().name("signals".into()).spawn(move || end_by_force(stream))?;
        Ok(signals)
    }

    /// The signal that asked the program to end, if one did.
    pub(super) fn ending(&self) -> Option<i32> {
        i32::try_from(self.ending.load(Ordering::SeqCst)).ok().filter(|signal| *signal > 0)
    }

    /// Whether the terminal changed its size since last asked.
    pub(super) fn take_resized(&self) -> bool {
        self.resized.swap(false, Ordering::SeqCst)
    }

    /// Whether the program was continued after a stop since last asked.
    pub(super) fn take_continued(&self) -> bool {
        self.continued.swap(false, Ordering::SeqCst)
    }

    /// Waits until the program was stopped and continued, at most so long when no stop comes.
    pub(super) fn wait_continued(&self, at_most: Duration) {
        let begun = Instant::now();
        while !self.take_continued() && begun.elapsed() < at_most {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Gives the loop its time, then puts the terminal back and ends the process.
fn end_by_force(mut stream: Stream) {
    if let Some(signal) = stream.forever().next() {
        thread::sleep(GRACE);
        terminal::restore();
        low_level::exit(128 + signal);
    }
}
