//! `concern`: raise, list, show, change, close and reopen (V5); what a concern says comes from a prompt or standard input alone.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use clap::{Args, Subcommand};
use color_eyre::Result;
use color_eyre::eyre::eyre;
use serde_json::json;

use super::DONE;
use super::desk::Desk;
use super::output::{Format, Out};
use super::pointed::pointed;
use super::typed::word;
use super::who;
use crate::domain::codes::{Code, ConcernCategory, Priority};
use crate::domain::ids::{AnyId, ConcernId};
use crate::domain::records::{Concern, ConcernText};
use crate::domain::verbs::{
    ConcernInput, change_concern, close_concern, raise_concern, reopen_concern,
};
use crate::domain::{Change, Refusal, Scheme};
use crate::text::Text;
use crate::text::days::{Lean, long, short};
use crate::text::width::pad;

/// No text of a concern is longer, in bytes.
const LONGEST: u64 = 100_000;

/// What can be done with concerns.
#[derive(Debug, Subcommand)]
pub(super) enum ConcernCommand {
    /// Raise a concern; what it says is asked for, or read from standard input
    #[command(after_help = "Examples:
  matchbook concern add --about M3 --category conduct
  matchbook concern add --category other --referred-to < concern.txt

Texts are read one after another: what was raised, then --referred-to, then --note. The first and
the last end with a line that holds only a full stop, the one between is a line.")]
    Add(Add),
    /// List concerns by their heads; what they say is not shown
    #[command(after_help = "Example:\n  matchbook concern list --format json")]
    List(Heads),
    /// Show a concern with what it says
    #[command(after_help = "Example:\n  matchbook concern show C3")]
    Show {
        /// The concern, like C3
        concern: ConcernId,
    },
    /// Change a concern; a text is changed where its option is given
    #[command(after_help = "Examples:
  matchbook concern edit C3 --priority immediate
  matchbook concern edit C3 --referred-to --note")]
    Edit(Edit),
    /// Close a concern
    #[command(after_help = "Example:\n  matchbook concern close C3 --day fri")]
    Close(Close),
    /// Open a closed concern again
    #[command(after_help = "Example:\n  matchbook concern reopen C3")]
    Reopen {
        /// The concern, like C3
        concern: ConcernId,
    },
}

/// Options of `concern add`.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// A pair by id, or a person by id, e-mail address or name [default: the scheme as a whole]
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    /// What it is about
    #[arg(long, value_parser = word::<ConcernCategory>())]
    category: ConcernCategory,
    /// How much it presses
    #[arg(long, value_parser = word::<Priority>(), default_value = "routine")]
    priority: Priority,
    /// The day on which it was raised [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// Ask also to whom it was referred
    #[arg(long)]
    referred_to: bool,
    /// Ask also what was done about it
    #[arg(long)]
    note: bool,
}

/// Options of `concern list`.
#[derive(Debug, Args)]
pub(super) struct Heads {
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Options of `concern edit`.
#[derive(Debug, Args)]
pub(super) struct Edit {
    /// The concern, like C3
    concern: ConcernId,
    /// A pair by id, or a person by id, e-mail address or name; empty: the scheme as a whole
    #[arg(long, value_name = "ID")]
    about: Option<String>,
    /// What it is about
    #[arg(long, value_parser = word::<ConcernCategory>())]
    category: Option<ConcernCategory>,
    /// How much it presses
    #[arg(long, value_parser = word::<Priority>())]
    priority: Option<Priority>,
    /// The day on which it was raised
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// Ask anew what was raised
    #[arg(long)]
    text: bool,
    /// Ask anew to whom it was referred
    #[arg(long)]
    referred_to: bool,
    /// Ask anew what was done about it
    #[arg(long)]
    note: bool,
}

/// Options of `concern close`.
#[derive(Debug, Args)]
pub(super) struct Close {
    /// The concern, like C3
    concern: ConcernId,
    /// The day on which it was closed [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
}

/// Runs one of them.
pub(super) fn run(command: &ConcernCommand, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let today = desk.today;
    match command {
        ConcernCommand::Add(input) => add(input, desk, out)?,
        ConcernCommand::List(input) => list(input.format, desk, out)?,
        ConcernCommand::Show { concern } => show(*concern, desk, out)?,
        ConcernCommand::Edit(input) => edit(input, desk, out)?,
        ConcernCommand::Close(input) => {
            known(input.concern, &desk.scheme)?;
            let day = desk.day("--day", input.day.as_deref(), Lean::Past)?;
            desk.act(out, |scheme| close_concern(scheme, today, input.concern, day))?;
        }
        ConcernCommand::Reopen { concern } => {
            known(*concern, &desk.scheme)?;
            change(*concern, desk, out, |scheme, text| reopen_concern(scheme, *concern, text))?;
        }
    }
    Ok(DONE)
}

fn add(input: &Add, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let about = input.about.as_deref().map(|told| about(told, desk)).transpose()?.flatten();
    let mut raised = ConcernInput::on(desk.day("--day", input.day.as_deref(), Lean::Past)?, about);
    raised.category = Some(input.category);
    raised.priority = input.priority;
    raised.text = several_lines("What was raised?")?;
    if input.referred_to {
        raised.referred_to = referred(desk)?;
    }
    if input.note {
        raised.note = several_lines("What was done about it?")?;
    }
    let today = desk.today;
    desk.act(out, |scheme| raise_concern(scheme, today, &raised).map(|(_, change)| change))
}

fn edit(input: &Edit, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let about = input.about.as_deref().map(|told| about(told, desk)).transpose()?;
    let day = desk.day_if("--day", input.day.as_deref(), Lean::Past)?;
    known(input.concern, &desk.scheme)?;
    let text = input.text.then(|| several_lines("What was raised?")).transpose()?;
    let to = input.referred_to.then(|| referred(desk)).transpose()?;
    let note = input.note.then(|| several_lines("What was done about it?")).transpose()?;
    let today = desk.today;
    change(input.concern, desk, out, |scheme, before| {
        let missing = || Refusal::NotFound(format!("concern {}", input.concern));
        let concern = scheme.get::<Concern>(input.concern).ok_or_else(missing)?;
        let mut new = ConcernInput::of(concern, before);
        new.about = about.unwrap_or(new.about);
        new.category = input.category.or(new.category);
        new.priority = input.priority.unwrap_or(new.priority);
        new.day = day.unwrap_or(new.day);
        new.text = text.clone().unwrap_or(new.text);
        new.referred_to = to.clone().unwrap_or(new.referred_to);
        new.note = note.clone().unwrap_or(new.note);
        change_concern(scheme, today, input.concern, before, &new)
    })
}

/// Changes a concern upon what it says now.
fn change(
    id: ConcernId,
    desk: &mut Desk,
    out: &mut Out<'_>,
    build: impl Fn(&Scheme, Option<&ConcernText>) -> Result<Change, Refusal>,
) -> Result<()> {
    let changed = desk.write(|desk| {
        let text = desk.store.concern_text(id)?;
        let change = build(&desk.scheme, text.as_ref());
        desk.try_once(change)
    })?;
    desk.tell(&changed, out)
}

fn known(id: ConcernId, scheme: &Scheme) -> Result<&Concern> {
    who::known(scheme, id.into())?;
    scheme.get::<Concern>(id).ok_or_else(|| eyre!("there is no concern {id}"))
}

/// The person or pair that was named; none for the scheme as a whole.
fn about(told: &str, desk: &Desk) -> Result<Option<AnyId>> {
    if told.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(match told.parse::<AnyId>() {
        Ok(id) if id.letter == 'M' => desk.pair(told)?.into(),
        Ok(_) | Err(_) => desk.person(told)?.into(),
    }))
}

fn subject(concern: &Concern, scheme: &Scheme) -> String {
    concern.about().map_or_else(|| "the scheme".to_owned(), |id| scheme.title(id))
}

fn list(format: Format, desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    let all = || desk.scheme.all::<Concern>().rev();
    if format == Format::Json {
        let head = |one: &Concern| {
            json!({
                "id": one.id.to_string(),
                "about": one.about().map(|id| id.to_string()),
                "day": one.day,
                "category": one.category.code(),
                "priority": one.priority.code(),
                "status": one.status.code(),
                "closed": one.closed,
            })
        };
        return out.json(&all().map(head).collect::<Vec<_>>());
    }
    if all().next().is_none() {
        return out.line("no concerns");
    }
    for one in all() {
        let about = subject(one, &desk.scheme);
        if out.plain {
            let (day, what) = (long(one.day), one.category);
            let priority = one.priority;
            out.line(&format!("{}: {} {priority}, {what}, {day}, {about}", one.status, one.id))?;
            continue;
        }
        let day = pad(&short(one.day, desk.today), 11);
        let (status, priority) =
            (pad(&one.status.to_string(), 8), pad(&one.priority.to_string(), 9));
        let what = pad(&one.category.to_string(), 22);
        out.line(&format!(
            "{:<5}  {day}  {status}  {priority}  {what}  {about}",
            one.id.to_string()
        ))?;
    }
    Ok(())
}

fn show(id: ConcernId, desk: &Desk, out: &mut Out<'_>) -> Result<()> {
    let concern = known(id, &desk.scheme)?;
    let text = desk.store.concern_text(id)?;
    out.line(&format!("CONCERN {id}"))?;
    let closed = concern.closed.map(|day| format!(" on {}", long(day))).unwrap_or_default();
    for (label, value) in [
        ("About", subject(concern, &desk.scheme)),
        ("Raised", long(concern.day)),
        ("Category", concern.category.to_string()),
        ("Priority", concern.priority.to_string()),
        ("Status", format!("{}{closed}", concern.status)),
    ] {
        out.line(&format!("{label:<9} {value}"))?;
    }
    let Some(text) = text else { return Ok(()) };
    for (heading, text) in [
        ("WHAT WAS RAISED", &text.text),
        ("REFERRED TO", &text.referred_to),
        ("WHAT WAS DONE", &text.note),
    ] {
        if !text.is_empty() {
            out.line("")?;
            out.line(heading)?;
            out.lines(text.exact())?;
        }
    }
    Ok(())
}

/// Asks for a text that ends with a line that holds only a full stop, or with the input.
fn several_lines(question: &str) -> Result<Text> {
    ask(question, " End with a line that holds only a full stop.")?;
    let mut text = String::new();
    while let Some(line) = line()? {
        if line == "." {
            break;
        }
        text.push_str(&line);
        text.push('\n');
    }
    Ok(Text::new(text.trim()))
}

/// To whom it was referred; a service of the directory may be named by its id (S7).
fn referred(desk: &Desk) -> Result<Text> {
    pointed(one_line("To whom was it referred?")?.exact(), &desk.scheme)
}

/// Asks for one line.
fn one_line(question: &str) -> Result<Text> {
    ask(question, "")?;
    Ok(Text::new(line()?.unwrap_or_default().trim()))
}

/// The question, where somebody sits at the terminal.
fn ask(question: &str, how: &str) -> Result<()> {
    if io::stdin().is_terminal() {
        let mut terminal = io::stderr().lock();
        writeln!(terminal, "{question}{how}")?;
    }
    Ok(())
}

/// The next line of standard input without its end; none at the end of the input.
fn line() -> Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(LONGEST).read_until(b'\n', &mut bytes)?;
    if u64::try_from(read).is_ok_and(|read| read == LONGEST) {
        return Err(eyre!(
            "a line on standard input is longer than {LONGEST} bytes: nothing was changed"
        ));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| eyre!("standard input is no UTF-8 text: nothing was changed"))?;
    let end = |text: &str| text.trim_end_matches(['\n', '\r']).to_owned();
    Ok((read > 0).then(|| end(&text)))
}
