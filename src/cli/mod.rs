//! The command line: everything the screens do, as commands on the same functions; one file a family.

mod agree;
mod args;
mod calendar;
mod card;
mod closing;
mod concern;
mod criteria;
mod dashboard;
mod desk;
mod entry;
mod event;
mod export;
mod fail;
mod fields;
mod files;
mod history;
mod import;
mod keep;
mod letter;
mod list;
mod manual;
mod match_draft;
mod matching;
mod meeting;
mod mistyped;
mod output;
mod pair;
mod person;
mod person_fields;
mod pointed;
mod privacy;
mod request;
mod review;
mod settings;
mod setup;
mod summary;
mod today;
mod typed;
mod watching;
mod who;

use std::io::{self, BufWriter, Write};

use clap::Parser;
use color_eyre::Result;

use args::{Cli, Command};
use desk::Desk;
use output::Out;

/// The name under which the program is called.
const NAME: &str = "matchbook";
/// Everything was done, whatever is shown.
const DONE: u8 = 0;
/// `check` found something, `import` refused rows.
const FOUND: u8 = 1;
/// Nothing was done; one line on standard error says why.
const NOT_DONE: u8 = 2;
/// Stopped by Ctrl-C (128 and the number of the signal); nothing was changed.
const STOPPED: u8 = 130;

/// Runs the program as its arguments say and gives the exit code: 0 done, 1 from `check` with findings and `import` with refused rows, 2 not done (design, part 5).
pub fn run() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(asked) => return fail::answer(&asked),
    };
    let mut stdout = BufWriter::new(io::stdout().lock());
    let mut out = Out::new(&mut stdout, &cli.global);
    let done = dispatch(&cli, &mut out);
    match done {
        Ok(code) => stdout.flush().map_or_else(|error| fail::unprinted(&error), |()| code),
        Err(error) => {
            // what was found before the error is worth seeing; where it can't be, the error is told
            let _unseen = stdout.flush();
            fail::tell(&error)
        }
    }
}

/// Runs one command.
fn dispatch(cli: &Cli, out: &mut Out<'_>) -> Result<u8> {
    let global = &cli.global;
    let open = || Desk::open(global);
    let Some(command) = &cli.command else {
        return dashboard::open(global, out);
    };
    match command {
        Command::Demo => setup::demo(global, out),
        Command::Sample(input) => setup::sample(input, global, out),
        Command::Init(input) => setup::init(input, global, out),
        Command::Today(input) => today::run(input, &open()?, out),
        Command::Snooze(input) => today::snooze(input, &mut open()?, out),
        Command::List(input) => list::run(input, &open()?, out),
        Command::Show(input) => list::show(input, &open()?, out),
        Command::Search(input) => list::find(input, &open()?, out),
        Command::Person(command) => person::run(command, &mut open()?, out),
        Command::Request(command) => request::run(command, &mut open()?, out),
        Command::Pair(command) => pair::run(command, &mut open()?, out),
        Command::Meeting(command) => meeting::run(command, &mut open()?, out),
        Command::Review(command) => review::run(command, &mut open()?, out),
        Command::Concern(command) => concern::run(command, &mut open()?, out),
        Command::Privacy(command) => privacy::run(command, &mut open()?, out),
        Command::Entry(command) => entry::run(command, &mut open()?, out),
        Command::Match(command) => matching::run(command, &mut open()?, out),
        Command::Summary(input) => summary::run(input, &mut open()?, out),
        Command::Import(input) => import::run(input, &mut open()?, out),
        Command::Calendar(input) => calendar::run(input, &mut open()?, out),
        Command::Export(input) => export::run(input, &mut open()?, out),
        Command::Letter(input) => letter::run(input, &mut open()?, out),
        Command::Undo(input) => history::undo(input, &mut open()?, out),
        Command::Redo => history::redo(&mut open()?, out),
        Command::History(input) => history::history(input, &open()?, out),
        Command::Backup(input) => keep::backup(input, &mut open()?, out),
        Command::Restore(input) => keep::restore(input, global, out),
        Command::Check(input) => keep::check(input, global, out),
        Command::Settings(input) => settings::run(input, &mut open()?, out),
        Command::Criteria(input) => criteria::run(input, &open()?, out),
        Command::Completions { shell } => manual::completions(*shell, out),
        Command::Man { command } => manual::man(command, out),
    }
}
