//! What can be typed: the global options and the list of commands; each family's own options stand in its file.

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

use super::calendar::Calendar;
use super::concern::ConcernCommand;
use super::criteria::Criteria;
use super::entry::EntryCommand;
use super::export::Export;
use super::history::{History, Undo};
use super::import::Import;
use super::keep::{Backup, Check, Restore};
use super::letter::WriteLetter;
use super::list::{Lists, Search, Show};
use super::matching::MatchCommand;
use super::meeting::MeetingCommand;
use super::pair::PairCommand;
use super::person::PersonCommand;
use super::privacy::PrivacyCommand;
use super::request::RequestCommand;
use super::review::ReviewCommand;
use super::settings::Settings;
use super::setup::{Init, Sample};
use super::summary::Monitoring;
use super::today::{Snooze, Today};

const EXAMPLES: &str = "\
Examples:
  matchbook demo                       look around in a throw-away sample
  matchbook init                       make a scheme of your own
  matchbook today                      what needs you, gravest first
  matchbook match suggest 'Ana Costa'  who could mentor her, and why

Days are written as you say them: t (today), fri, 14 mar, 14/3, +2w, 2026-03-14.";

/// The coordinator's desk of a mentoring scheme: a dashboard over one local file.
///
/// Without a command the dashboard opens; where there is no terminal, Today is printed as text.
#[derive(Debug, Parser)]
#[command(name = "matchbook", version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// The scheme's file [default: scheme.db in your data folder]
    #[arg(long, global = true, value_name = "FILE", env = "MATCHBOOK_DB", hide_env_values = true)]
    pub(super) db: Option<OsString>,
    /// The day it is, for results that can be repeated [default: today]
    #[arg(long, global = true, value_name = "DAY")]
    pub(super) on: Option<String>,
    /// Write nothing at all
    #[arg(long, global = true)]
    pub(super) read_only: bool,
    /// One fact per line, starting with its state; for screen readers and simple terminals
    #[arg(long, global = true)]
    pub(super) plain: bool,
    /// Only plain signs (no dashes, arrows or lines beyond ASCII); names stay as they are
    #[arg(long, global = true)]
    pub(super) ascii: bool,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Look around in the dashboard on a throw-away sample, marked PRACTICE
    #[command(after_help = "Examples:
  matchbook demo
  matchbook demo --plain               what the sample needs today, as text")]
    Demo,
    /// Make a sample scheme: a week with something of everything, or any size
    #[command(after_help = "Examples:
  matchbook --db sample.db sample
  matchbook --db big.db sample --pairs 500 --seed 7")]
    Sample(Sample),
    /// Make an empty scheme
    #[command(after_help = "Examples:
  matchbook init
  matchbook --db nursing.db init")]
    Init(Init),
    /// What needs you today, gravest first
    #[command(after_help = "Examples:
  matchbook today
  matchbook today --filter reed --format json
  matchbook today --on 'next tue'")]
    Today(Today),
    /// Put an item of Today off
    #[command(
        after_help = "Examples:\n  matchbook snooze R42\n  matchbook snooze M17 +2w\n  matchbook snooze M17 --section reviews --wake"
    )]
    Snooze(Snooze),
    /// Print a list: people, requests, pairs, meetings, reviews, gaps, or of what is kept by its fields
    #[command(after_help = "Examples:
  matchbook list requests --filter overdue
  matchbook list pairs --sort last_met --format csv > pairs.csv")]
    List(Lists),
    /// Show one record with what was done about it
    #[command(after_help = "Examples:\n  matchbook show R42\n  matchbook show 'Ana Costa'")]
    Show(Show),
    /// Find people, requests and pairs
    #[command(after_help = "Example:\n  matchbook search data analysis")]
    Search(Search),
    /// Add, edit or hide people
    #[command(subcommand)]
    Person(PersonCommand),
    /// Add, offer, answer, remind, withdraw or reassign requests
    #[command(subcommand)]
    Request(RequestCommand),
    /// Start, agree, confirm, hold, resume, reassign or close pairs
    #[command(subcommand)]
    Pair(PairCommand),
    /// Log meetings, or plan a series
    #[command(subcommand)]
    Meeting(MeetingCommand),
    /// Plan, move and hold reviews
    #[command(subcommand)]
    Review(ReviewCommand),
    /// Raise, read, change and close concerns; they are shown by these commands alone
    #[command(subcommand)]
    Concern(ConcernCommand),
    /// Contacts, goals, events, budget and all else that is kept by its fields
    #[command(flatten)]
    Entry(EntryCommand),
    /// How long data are kept, all data of a person, and erasing a person
    #[command(subcommand)]
    Privacy(PrivacyCommand),
    /// Find a mentor for a mentee
    #[command(subcommand)]
    Match(MatchCommand),
    /// The figures of a period, without names
    #[command(after_help = "Examples:
  matchbook summary --period 2026-02
  matchbook summary --period 2026-Q1 --format json
  matchbook summary --period 2025-09-01..2026-08-31 -o year.md")]
    Summary(Monitoring),
    /// Bring in a sheet of people, requests, pairs or meetings
    #[command(after_help = "Examples:
  matchbook import mentors.csv --dry-run
  matchbook import people.xlsx --role mentee --map 'Unit=department'
  matchbook import log.csv --as meetings --date-order mdy

Ctrl-C stops a long import; nothing is changed then.")]
    Import(Import),
    /// Put a list into a file: CSV, a workbook (XLSX) or JSON
    #[command(after_help = "Examples:
  matchbook export people -o people.xlsx
  matchbook export pairs --filter stale --sort last_met -o stale.csv
  matchbook export requests --columns id,mentee,topic,state -o requests.json

An import reads what was exported, CSV or XLSX, and finds nothing new in it.")]
    Export(Export),
    /// Write a letter about a record: text, mail draft or link; record that it was sent
    #[command(after_help = super::letter::kinds())]
    Letter(WriteLetter),
    /// Put reviews, meetings, events and deadlines into a file for a calendar (.ics)
    #[command(after_help = "Examples:
  matchbook calendar -o scheme.ics
  matchbook calendar --only reviews,events -o scheme.ics --force

Nothing that was noted is in it. The same entries keep their names, so that importing it again
updates the calendar. Events are at the times of the scheme's zone: matchbook settings time-zone")]
    Calendar(Calendar),
    /// Take back your newest change, or an entry of the history
    #[command(after_help = "Examples:\n  matchbook undo\n  matchbook undo 118")]
    Undo(Undo),
    /// Do again what you took back last
    #[command(after_help = "Example:\n  matchbook redo")]
    Redo,
    /// What was done, newest first
    #[command(
        after_help = "Examples:\n  matchbook history\n  matchbook history P12 --format json\n  matchbook history 'Ana Costa' --limit 5"
    )]
    History(History),
    /// Make a checked copy of the scheme
    #[command(
        after_help = "Examples:\n  matchbook backup\n  matchbook backup /media/stick/scheme-march.db"
    )]
    Backup(Backup),
    /// Bring a copy back; what is there is set aside
    #[command(
        after_help = "Examples:\n  matchbook restore\n  matchbook restore /media/stick/scheme-march.db"
    )]
    Restore(Restore),
    /// Look for everything that can be wrong with the file; exit code 1 if something is
    #[command(after_help = "Examples:\n  matchbook check\n  matchbook check --format json")]
    Check(Check),
    /// Show the scheme's limits and defaults, or change one
    #[command(after_help = "Examples:
  matchbook settings
  matchbook settings answer-days 14
  matchbook settings answer-days default
  matchbook settings letter-reminder > reminder.txt
  matchbook settings letter-reminder --from reminder.txt")]
    Settings(Settings),
    /// By which rules and points mentors and mentees are matched, for participants to read
    #[command(after_help = "Examples:\n  matchbook criteria\n  matchbook criteria --format csv")]
    Criteria(Criteria),
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  matchbook completions bash > ~/.local/share/bash-completion/completions/matchbook"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of the program or of a command
    #[command(
        after_help = "Examples:\n  matchbook man | man -l -\n  matchbook man request add | man -l -"
    )]
    Man {
        /// The command, as it is typed
        command: Vec<String>,
    },
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_table_of_commands_is_sound() {
        Cli::command().debug_assert();
    }

    /// The words of an example as a shell gives them: quotation marks hold words together, what
    /// stands behind a pipe or an arrow is the shell's, and two blanks begin what it means.
    fn words(line: &str) -> Vec<String> {
        let line = [" | ", " > ", " < "].iter().fold(line, |l, cut| l.split(cut).next().unwrap());
        let mut words = vec![String::new()];
        let (mut quoted, mut blanks) = (false, 0);
        for letter in line.chars() {
            blanks = if letter == ' ' && !quoted { blanks + 1 } else { 0 };
            match letter {
                _ if blanks > 1 => {
                    words.pop();
                    break;
                }
                '\'' => quoted = !quoted,
                ' ' if !quoted => words.push(String::new()),
                letter => words.last_mut().unwrap().push(letter),
            }
        }
        words
    }

    fn examples(command: &clap::Command, all: &mut Vec<String>) {
        let leaf = command.get_subcommands().all(|below| below.get_name() == "help");
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let name = command.get_name();
        assert!(!leaf || name == "help" || help.contains("Example"), "{name} has no example");
        let lines = help.lines().map(str::trim);
        all.extend(lines.filter(|line| line.starts_with("matchbook ")).map(str::to_owned));
        for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
            examples(below, all);
        }
    }

    #[test]
    fn every_command_has_an_example_and_every_example_is_understood() {
        let mut all = Vec::new();
        examples(&Cli::command(), &mut all);
        assert!(all.len() > 50, "{all:?}");
        for line in all {
            let typed = Cli::try_parse_from(words(&line));
            assert!(typed.is_ok(), "{line}: {}", typed.unwrap_err());
        }
    }
}
