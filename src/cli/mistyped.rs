//! What was mistyped, in one line: which part of what was typed is wrong, and what may stand there.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory};

use super::NAME;
use super::args::Cli;
use crate::domain::field::cut;

/// Longer lists of words than this are not written out: the command itself shows them.
const MANY: usize = 24;

/// The line about what clap refused; `typed` are the words behind the program's name.
pub(super) fn line(asked: &clap::Error, typed: impl Iterator<Item = OsString>) -> String {
    let (command, below) = command(typed);
    let (arg, given) = (name(asked), text(asked, ContextKind::InvalidValue));
    #[expect(clippy::wildcard_enum_match_arm, reason = "a list of another crate that grows")]
    let what = match asked.kind() {
        ErrorKind::InvalidValue if given.is_empty() => format!("{arg} needs a value"),
        ErrorKind::InvalidValue => match list(asked, ContextKind::ValidValue).as_slice() {
            known if known.len() > MANY => {
                let near = did_you_mean(&list(asked, ContextKind::SuggestedValue));
                return format!("there is no {arg} '{}'{near}: {command} lists them", cut(&given));
            }
            known => format!("{arg} '{}' is none of: {}", cut(&given), known.join(", ")),
        },
        ErrorKind::ValueValidation => {
            let why = asked.source().map(ToString::to_string).unwrap_or_default();
            format!("{arg} '{}': {why}", cut(&given))
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<_> =
                list(asked, ContextKind::InvalidArg).iter().map(|arg| bare(arg)).collect();
            let are = if missing.len() == 1 { "is" } else { "are" };
            format!("{} {are} missing", missing.join(" and "))
        }
        ErrorKind::UnknownArgument => unknown(asked),
        ErrorKind::InvalidSubcommand => {
            let given = text(asked, ContextKind::InvalidSubcommand);
            let near = did_you_mean(&list(asked, ContextKind::SuggestedSubcommand));
            format!("there is no command '{}'{near}", cut(&given))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            format!("say what to do: {}", below.join(", "))
        }
        ErrorKind::ArgumentConflict => {
            let other = first(&bare(&text(asked, ContextKind::PriorArg)));
            if other == arg {
                format!("{arg} is given twice")
            } else {
                format!("{arg} and {other} do not go together")
            }
        }
        ErrorKind::InvalidUtf8 => "what was typed is no text (UTF-8)".to_owned(),
        _ => {
            let text = asked.render().to_string();
            let first = text.lines().next().unwrap_or_default();
            first.strip_prefix("error: ").unwrap_or(first).to_owned()
        }
    };
    format!("{what}: see {command} --help")
}

/// An option that there is not, or a word too many.
fn unknown(asked: &clap::Error) -> String {
    let given = text(asked, ContextKind::InvalidArg);
    let given = cut(&given);
    if given.starts_with('-') {
        let near = did_you_mean(&list(asked, ContextKind::SuggestedArg));
        return format!("there is no option {given} here{near}");
    }
    format!("'{given}' is one word too many (words that belong together stand in quotation marks)")
}

fn did_you_mean(near: &[String]) -> String {
    near.first().map_or_else(String::new, |near| format!(" (did you mean {near}?)"))
}

/// What is wrong, as it is typed: `--day`, or `PAIR` for what has no dashes.
fn name(asked: &clap::Error) -> String {
    first(&bare(&text(asked, ContextKind::InvalidArg)))
}

fn first(arg: &str) -> String {
    arg.split([' ', '=']).next().unwrap_or_default().to_owned()
}

/// `--reason <REASON>` without the marks of a manual.
fn bare(arg: &str) -> String {
    let arg = arg.trim_end_matches("...");
    arg.chars().filter(|letter| !"<>[]".contains(*letter)).collect()
}

fn text(asked: &clap::Error, kind: ContextKind) -> String {
    list(asked, kind).into_iter().next().unwrap_or_default()
}

fn list(asked: &clap::Error, kind: ContextKind) -> Vec<String> {
    match asked.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(several)) => several.clone(),
        _ => Vec::new(),
    }
}

/// The command that was typed, as far as there is one, and the commands that it has.
fn command(mut typed: impl Iterator<Item = OsString>) -> (String, Vec<String>) {
    let root = Cli::command();
    let mut command: &Command = &root;
    let mut words = vec![NAME.to_owned()];
    while let Some(word) = typed.next() {
        if word == "--db" || word == "--on" {
            let _its_value = typed.next();
            continue;
        }
        let Some(deeper) = command.find_subcommand(&word) else { continue };
        words.push(deeper.get_name().to_owned());
        command = deeper;
    }
    let below = command.get_subcommands().map(Command::get_name).filter(|name| *name != "help");
    (words.join(" "), below.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn said(typed: &[&str]) -> String {
        let words = std::iter::once(NAME).chain(typed.iter().copied());
        let asked = Cli::try_parse_from(words).unwrap_err();
        line(&asked, typed.iter().map(OsString::from))
    }

    #[test]
    fn each_kind_of_slip_is_told_with_what_may_stand_there() {
        for (typed, wanted) in [
            (&["fly"][..], "there is no command 'fly': see matchbook --help"),
            (
                &["pair", "close", "M1"],
                "--reason REASON is missing: see matchbook pair close --help",
            ),
            (
                &["--on", "today", "undo", "banana"],
                "NUMBER 'banana': a whole number from 1 on is needed: see matchbook undo --help",
            ),
            (
                &["import", "x.csv", "--role", "boss"],
                "--role 'boss' is none of: mentor, mentee: see matchbook import --help",
            ),
            (&["import", ""], "FILE needs a value: see matchbook import --help"),
            (
                &["person", "edit", "Ana", "Costa"],
                "'Costa' is one word too many (words that belong together stand in quotation marks): \
                 see matchbook person edit --help",
            ),
            (
                &["today", "--on", "t", "--on", "t"],
                "--on is given twice: see matchbook today --help",
            ),
            (
                &["snooze", "R1", "fri", "--wake"],
                "--wake and UNTIL do not go together: see matchbook snooze --help",
            ),
        ] {
            let line = said(typed).replace("UNTIL and --wake", "--wake and UNTIL");
            assert_eq!(line, wanted);
        }
        let line = said(&["request"]);
        assert!(line.starts_with("say what to do: add, offer, answer"), "{line}");
        let line = said(&["person", "edit", "P1", "--emial", "x"]);
        assert!(
            line.starts_with("there is no option --emial here (did you mean --email?)"),
            "{line}"
        );
    }
}
