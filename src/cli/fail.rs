//! What is said when a command is not done: one clear line on standard error, and the exit code.

use std::io::{self, Write};

use clap::error::ErrorKind;
use color_eyre::Report;

use super::{DONE, NOT_DONE};
use crate::text::inert;

/// Tells an error in one line. A reader that closed the pipe has seen what it wanted: that is no
/// error at all.
pub(super) fn tell(error: &Report) -> u8 {
    if is_closed_pipe(error) {
        return DONE;
    }
    say(&format!("{error:#}"));
    NOT_DONE
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
    let text = asked.render().to_string();
    if matches!(asked.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        return written.map_or_else(|error| tell(&error.into()), |()| DONE);
    }
    say(&mistyped(&text));
    NOT_DONE
}

/// The line about what was mistyped, out of the paragraphs that clap writes.
fn mistyped(text: &str) -> String {
    let mut help = "matchbook --help".to_owned();
    let mut words = Vec::new();
    for line in text.lines().map(str::trim) {
        if let Some(usage) = line.strip_prefix("Usage: ") {
            let command = usage.split(' ').take_while(|word| word.starts_with(char::is_lowercase));
            help = command.chain(["--help"]).collect::<Vec<_>>().join(" ");
        } else if let Some(tip) = line.strip_prefix("tip: ") {
            words.push(format!("({tip})"));
        } else if !line.is_empty() && !line.starts_with("For more information") {
            words.push(line.strip_prefix("error: ").unwrap_or(line).to_owned());
        }
    }
    format!("{}: see {help}", words.join(" ").trim_end_matches('.'))
}

fn is_closed_pipe(error: &Report) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.map(io::Error::kind).or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
