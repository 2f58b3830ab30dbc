//! What is seen of long work: a bar on the terminal where it takes long, and Ctrl-C that calls it off.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use color_eyre::Result;
use color_eyre::eyre::WrapErr;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::runtime;
use crate::store::StoreError;

/// What takes no longer than this shows no bar.
const SOON: Duration = Duration::from_millis(500);
/// How often the bar is drawn while rows are looked at.
const EVERY: Duration = Duration::from_millis(100);

/// Long work as its user sees it. The bar is gone when the value is.
pub(super) struct Watching {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
}

impl Watching {
    /// From now on Ctrl-C calls the work off instead of ending the program in the middle. `quiet`
    /// shows no bar; there is none either where standard error is no terminal.
    pub(super) fn new(doing: &'static str, quiet: bool) -> Result<Self> {
        let stop = runtime::on_interrupt().wrap_err("listening for Ctrl-C")?;
        let target = ProgressDrawTarget::stderr();
        let target = if quiet { ProgressDrawTarget::hidden() } else { target };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{msg} {bar:30} {percent}%  Ctrl-C stops");
        bar.set_style(style.wrap_err("drawing the bar")?.progress_chars("=> "));
        bar.set_message(doing);
        Ok(Self { bar, stop })
    }

    /// Whether Ctrl-C was pressed; for whoever can call off what they do.
    pub(super) fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// So many of so many steps are done; false when Ctrl-C was pressed.
    pub(super) fn step(&self, done: usize, of: usize) -> bool {
        if self.bar.elapsed() > SOON {
            self.bar.set_length(of as u64);
            self.bar.set_position(done as u64);
        }
        !self.stop.load(Ordering::SeqCst)
    }

    /// The rows are read, and what they say is written: for that there is no count.
    pub(super) fn saving(&self) {
        if self.bar.elapsed() > SOON && !self.bar.is_hidden() {
            let style = ProgressStyle::with_template("{spinner} {msg}  Ctrl-C stops");
            let style = style.unwrap_or_else(|_| ProgressStyle::default_spinner());
            self.bar.set_style(style.tick_chars("|/-\\ "));
            self.bar.set_message("Saving as one change");
            self.bar.enable_steady_tick(EVERY);
        }
    }

    /// Refuses to go on when Ctrl-C was pressed.
    pub(super) fn go_on(&self) -> Result<()> {
        if self.stop.load(Ordering::SeqCst) { Err(StoreError::Stopped.into()) } else { Ok(()) }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
