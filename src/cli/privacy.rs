//! `privacy`: how long people's data are kept, all of a person's data as one file, and erasing a person (I4).

use std::cell::RefCell;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use color_eyre::Result;
use color_eyre::eyre::eyre;
use serde_json::json;

use super::DONE;
use super::desk::{Desk, refused};
use super::output::{ListFormat, Out};
use super::typed::word;
use crate::domain::erased::Ground;
use crate::domain::verbs::{self, Retained, retained};
use crate::export::{self, person_data};
use crate::runtime::make_file;
use crate::text::days::{Lean, count, long};
use crate::text::{Text, fold, inert, width};

/// What can be done for people's privacy.
#[derive(Debug, Subcommand)]
pub(super) enum PrivacyCommand {
    /// Whose data may no longer be kept, longest over first
    #[command(after_help = "Examples:
  matchbook privacy due
  matchbook privacy due --by '31 dec' --format csv")]
    Due(Due),
    /// Keep a person's data until a later day, with the reason
    #[command(
        after_help = "Example:\n  matchbook privacy keep P3 '31 aug 2027' --because 'mentors again in autumn'"
    )]
    Keep(Keep),
    /// Put all that is kept of a person into one file
    #[command(after_help = "What others said of the person, and concerns, are only named; each is
included by a decision of its own.

Examples:
  matchbook privacy export 'Ana Costa' -o ana.md
  matchbook privacy export P3 -o ana.json --format json --include C1 --include P7")]
    Export(Export),
    /// Erase a person for good; pairs, meetings and figures stay
    #[command(after_help = "No undo takes it back.

Examples:
  matchbook privacy erase P3
  matchbook privacy erase P3 --ground keep-until --confirm 'Ana Costa'")]
    Erase(Erase),
}

/// Options of `privacy due`.
#[derive(Debug, Args)]
pub(super) struct Due {
    /// Also those whose last day comes before this one [default: today]
    #[arg(long, value_name = "DAY")]
    by: Option<String>,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

/// Options of `privacy keep`.
#[derive(Debug, Args)]
pub(super) struct Keep {
    /// The person: id, e-mail address or name
    person: String,
    /// The new last day
    day: String,
    /// Why the data must be kept longer
    #[arg(long, value_name = "TEXT")]
    because: String,
}

/// Options of `privacy export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// The person: id, e-mail address or name
    person: String,
    /// The file, which must not exist yet
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    format: Paper,
    /// Include what is held back, by its id; may be given several times
    #[arg(long, value_name = "ID")]
    include: Vec<String>,
    /// Replace a file that exists
    #[arg(long)]
    force: bool,
}

/// How a person's data are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Paper {
    /// Markdown, to be read as it is
    #[default]
    Md,
    /// JSON for programs
    Json,
}

/// Options of `privacy erase`.
#[derive(Debug, Args)]
pub(super) struct Erase {
    /// The person: id, e-mail address or name
    person: String,
    /// Why
    #[arg(long, value_parser = word::<Ground>(), default_value = "asked")]
    ground: Ground,
    /// The person's whole name or id, typed again; asked for where it is left out
    #[arg(long, value_name = "NAME")]
    confirm: Option<String>,
}

/// Runs one of them.
pub(super) fn run(command: &PrivacyCommand, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    match command {
        PrivacyCommand::Due(input) => due(input, desk, out),
        PrivacyCommand::Keep(input) => {
            let id = desk.person(&input.person)?;
            let day = desk.day("DAY", Some(&input.day), Lean::Future)?;
            let (today, because) = (desk.today, Text::new(input.because.trim()));
            desk.act(out, |scheme| verbs::keep_longer(scheme, today, id, day, &because))?;
            Ok(DONE)
        }
        PrivacyCommand::Export(input) => hand_over(input, desk, out),
        PrivacyCommand::Erase(input) => erase(input, desk, out),
    }
}

/// Writes all that is kept of a person into a file, and notes that in the history.
fn hand_over(input: &Export, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let id = desk.person(&input.person)?;
    let mut failed = None;
    let data = {
        let mut concern = |concern| match desk.store.concern_text(concern) {
            Ok(text) => text,
            Err(why) => {
                failed = Some(why);
                None
            }
        };
        person_data(&desk.scheme, desk.today, id, &input.include, &mut concern)
    };
    if let Some(why) = failed {
        return Err(why.into());
    }
    let data = data.map_err(|refusal| refused(&refusal))?;
    let text = match input.format {
        Paper::Md => data.markdown(),
        Paper::Json => format!("{:#}\n", data.json()),
    };
    make_file(&input.output, text.as_bytes(), input.force).map_err(|why| eyre!("{why}"))?;
    if desk.store.look_only().is_none() {
        let words = verbs::handed_over(id, desk.today);
        desk.write(|desk| Ok(desk.store.note(&desk.scheme, words.clone(), &desk.stamp())?))?;
    }
    let name = desk.scheme.name(id);
    out.line(&format!("All data of {name} are in {}.", input.output.display()))?;
    for one in data.held().iter().filter(|one| one.words.is_none()) {
        out.line(&format!("held back, for a decision: {}, {}", one.id, one.what))?;
    }
    Ok(DONE)
}

/// Erases a person, once their name was typed.
fn erase(input: &Erase, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let id = desk.person(&input.person)?;
    verbs::may_erase(&desk.scheme, desk.today, id).map_err(|refusal| refused(&refusal))?;
    let name = desk.exact_name(id);
    let typed = match &input.confirm {
        Some(typed) => typed.clone(),
        None if io::stdin().is_terminal() => {
            out.line(&format!(
                "{name} will be erased from the file, its history, drafts and own backups."
            ))?;
            out.line("Pairs, meetings, requests and figures stay. No undo takes it back.")?;
            out.line(&format!("Type the whole name, or {id}:"))?;
            out.to.flush()?;
            let mut line = String::new();
            io::stdin().read_line(&mut line)?;
            line
        }
        None => return Err(eyre!("erasing is for good: say who again with --confirm '{id}'")),
    };
    let typed = typed.trim();
    if fold(typed) != fold(&name) && typed.parse() != Ok(id) {
        return Err(eyre!("'{}' is neither the name nor {id}: nothing was changed", inert(typed)));
    }
    let done = RefCell::new(None);
    desk.write(|desk| {
        verbs::may_erase(&desk.scheme, desk.today, id).map_err(|refusal| refused(&refusal))?;
        let erasure = desk.store.erase(&desk.scheme, id, input.ground, &desk.stamp())?;
        let applied = erasure.applied.clone();
        done.replace(Some(erasure));
        Ok(applied)
    })?;
    out.line(&format!("{id} was erased: {}.", input.ground))?;
    if let Some(erasure) = done.into_inner() {
        erasure.words().iter().try_for_each(|words| out.line(words))?;
    }
    Ok(DONE)
}

/// Prints whose data may no longer be kept.
fn due(input: &Due, desk: &Desk, out: &mut Out<'_>) -> Result<u8> {
    let by = desk.day("--by", input.by.as_deref(), Lean::Future)?;
    let due = retained(&desk.scheme, desk.today, by);
    match input.format {
        ListFormat::Json => out.json(&due.iter().map(entry).collect::<Vec<_>>())?,
        ListFormat::Csv => {
            let headings = ["id", "name", "keep_until", "days_over", "reason"];
            let mut rows = vec![headings.map(str::to_owned).to_vec()];
            rows.extend(due.iter().map(|one| {
                vec![
                    one.person.id.to_string(),
                    one.person.full_name.exact().to_owned(),
                    one.until.to_string(),
                    one.over.to_string(),
                    one.person.keep_reason.exact().to_owned(),
                ]
            }));
            out.table(&export::rows_csv(&rows))?;
        }
        ListFormat::Text if due.is_empty() => {
            out.line("Nobody's data are kept longer than they may be.")?;
        }
        ListFormat::Text => due.iter().try_for_each(|one| out.line(&line(one)))?,
    }
    Ok(DONE)
}

fn line(one: &Retained<'_>) -> String {
    let id = width::pad(&one.person.id.to_string(), 5);
    let over = match one.over {
        over if over > 0 => format!("{} over", count(over)),
        over => format!("in {}", count(-over)),
    };
    let reason = if one.person.keep_reason.is_empty() {
        String::new()
    } else {
        format!("; kept because {}", one.person.keep_reason)
    };
    format!("{id} {}: until {}, {over}{reason}", one.person.full_name, long(one.until))
}

fn entry(one: &Retained<'_>) -> serde_json::Value {
    json!({
        "id": one.person.id.to_string(),
        "name": one.person.full_name.exact(),
        "keep_until": one.until,
        "days_over": one.over,
        "reason": (!one.person.keep_reason.is_empty()).then(|| one.person.keep_reason.exact()),
    })
}
