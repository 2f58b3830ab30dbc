//! What is said when a command is not done: one clear line on standard error, and the exit code.

use std::io::{self, Write};

use clap::error::ErrorKind;
use color_eyre::Report;

use super::{DONE, NOT_DONE, STOPPED, mistyped};
use crate::store::StoreError;
use crate::text::inert;

/// Tells an error in one line. A reader that closed the pipe has seen what it wanted: that is no
/// error at all.
pub(super) fn tell(error: &Report) -> u8 {
    if is_closed_pipe(error) {
        return DONE;
    }
    // only what is printed fails without a word of what was tried
    if let Some(io) = error.downcast_ref::<io::Error>().filter(|_| error.chain().len() == 1) {
        return unprinted(io);
    }
    say(&words(error));
    if matches!(of_store(error), Some(StoreError::Stopped)) { STOPPED } else { NOT_DONE }
}

/// Tells that what was asked for is done but could not be printed.
pub(super) fn unprinted(error: &io::Error) -> u8 {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return DONE;
    }
    let why = crate::store::why(error);
    say(&format!("what was done cannot be printed: {why}; nothing needs to be done again"));
    NOT_DONE
}

/// The whole error in words, outermost first. What the store says is whole in itself; the command
/// line adds which command helps.
fn words(error: &Report) -> String {
    let mut words = Vec::new();
    for cause in error.chain() {
        words.push(cause.to_string());
        if let Some(store) = cause.downcast_ref::<StoreError>() {
            words.extend(remedy(store).map(str::to_owned));
            break;
        }
    }
    words.join(": ")
}

/// The command or option that helps, where the store's own words do not name it: they are shown in
/// the dashboard too.
fn remedy(error: &StoreError) -> Option<&'static str> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "all others say themselves what to do")]
    match error {
        StoreError::NothingToUndo => {
            Some("matchbook history lists what others did, to be undone by its number")
        }
        StoreError::NothingToRedo => Some("only what was undone last can be done again"),
        StoreError::NotUndoable { .. } => Some("matchbook history lists the entries"),
        StoreError::NotAdmitted { .. } => Some("matchbook history shows what came after it"),
        StoreError::LookOnly { why } if why.contains("--read-only") => {
            Some("leave that out to change something")
        }
        StoreError::LookOnly { why } if why.contains("read-only") => {
            Some("nothing was changed; make it writable, or work on a copy")
        }
        StoreError::Sqlite { .. } => Some("matchbook check looks for what is wrong"),
        _ => None,
    }
}

fn of_store(error: &Report) -> Option<&StoreError> {
    error.chain().find_map(|cause| cause.downcast_ref::<StoreError>())
}

/// One line on standard error, for errors and for notices. If that is closed too, nobody listens.
pub(super) fn say(line: &str) {
    let words: Vec<&str> = line.split_whitespace().collect();
    // in one piece, so that two programs do not write into each other's line
    let line = format!("matchbook: {}\n", inert(&words.join(" ")));
    let _unheard = io::stderr().lock().write_all(line.as_bytes());
}

/// Prints help and version where they were asked for; says in one line what was mistyped.
pub(super) fn answer(asked: &clap::Error) -> u8 {
    if matches!(asked.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let text = asked.render().to_string();
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        return written.map_or_else(|error| unprinted(&error), |()| DONE);
    }
    say(&mistyped::line(asked, std::env::args_os().skip(1)));
    NOT_DONE
}

fn is_closed_pipe(error: &Report) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.map(io::Error::kind).or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
