//! What happens on a panic: the terminal is put back first, then the report is written.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};

use color_eyre::config::{HookBuilder, Theme};
use color_eyre::section::PanicMessage;

#[cfg(debug_assertions)]
use super::event_loop::Event;
use super::terminal;
#[cfg(debug_assertions)]
use super::wait::Input;
use crate::text::inert;

thread_local! {
    /// Where this thread last panicked, for the message about a job that failed.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Installs the report of errors and panics. Call it once, first of all.
///
/// A panic of the thread that owns the screen restores the terminal and prints; one of a worker is
/// noted and told by the loop. The report holds the place and the message, no environment and no
/// captured values.
pub fn install_panic_hook() -> color_eyre::Result<()> {
    let (report, errors) = HookBuilder::default()
        .theme(Theme::new())
        .display_env_section(false)
        .panic_message(Message)
        .try_into_hooks()?;
    errors.install()?;
    panic::set_hook(Box::new(move |info| {
        PLACE.set(info.location().map(|at| format!("{}:{}", at.file(), at.line())));
        if terminal::owned_by_another_thread() {
            return;
        }
        terminal::restore();
        // the terminal may have gone, and a panic inside the hook would abort
        let _gone = writeln!(io::stderr(), "{}", report.panic_report(info));
    }));
    Ok(())
}

/// Debug builds alone: panics when the text of the variable `MATCHBOOK_PANIC_AT` is pasted, so that a
/// test sees what a mistake in the program does to the terminal and to what was typed.
#[cfg(debug_assertions)]
#[expect(clippy::disallowed_methods, reason = "the environment is read in this room")]
pub(super) fn rehearse(event: &Event) {
    let Event::Input(Input::Paste(text)) = event else { return };
    let asked = std::env::var("MATCHBOOK_PANIC_AT").is_ok_and(|at| at == *text);
    assert!(!asked, "a mistake on demand");
}

/// Where the calling thread panicked last, as `file:line`.
pub(super) fn last_place() -> Option<String> {
    PLACE.take()
}

#[derive(Debug)]
struct Message;

impl PanicMessage for Message {
    fn display(&self, info: &PanicHookInfo<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let payload = info.payload();
        let said = payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("no message");
        writeln!(f, "Matchbook stopped because of a mistake in the program.")?;
        writeln!(f, "What it had called saved is saved.")?;
        write!(f, "Message: {}", inert(said))?;
        match info.location() {
            Some(at) => write!(f, "\nPlace:   {}:{}", at.file(), at.line()),
            None => Ok(()),
        }
    }
}
