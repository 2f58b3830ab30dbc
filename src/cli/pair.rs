//! `pair`: start, agree, confirm, hold, resume, wind-down, extend, remind, reassign, close, steps (R1, R2, M5, M6, V3).

use clap::{Args, Subcommand};
use color_eyre::Result;

use super::DONE;
use super::agree::{self, Agree};
use super::closing::{self, Close, Reassign, Steps};
use super::desk::Desk;
use super::output::Out;
use super::typed::{Overrule, minutes, text, word};
use crate::domain::codes::{Channel, Frequency, Origin, PairKind};
use crate::domain::records::Request;
use crate::domain::verbs::{self, StartPair};
use crate::text::days::Lean;

/// What can be done with pairs.
#[derive(Debug, Subcommand)]
pub(super) enum PairCommand {
    /// Start a pair
    #[command(after_help = "Examples:
  matchbook pair start 'Ana Costa' 'Tom Reed' --frequency monthly --length 1h
  matchbook pair start P12 P7 --origin self-found --start 'mon'")]
    Start(New),
    /// Record what a pair agreed on
    #[command(after_help = "Examples:
  matchbook pair agree M17 --as-usual --signed t
  matchbook pair agree M17 --frequency fortnightly --objective 'a first grant' --mentor-signed mon")]
    Agree(Agree),
    /// Confirm a provisional pair: both agreed
    #[command(after_help = "Example:\n  matchbook pair confirm 'Ana Costa' --since mon")]
    Confirm(Resume),
    /// Put a pair on hold; the time on hold does not count
    #[command(after_help = "Example:\n  matchbook pair hold 'Ana Costa' --since mon --why illness")]
    Hold(Turn),
    /// Take a pair back from hold
    #[command(after_help = "Example:\n  matchbook pair resume M17 --since t")]
    Resume(Resume),
    /// Let a pair wind down
    #[command(after_help = "Example:\n  matchbook pair wind-down M17 --why 'goals met'")]
    WindDown(Turn),
    /// Agree on another last day; the end-of-term review moves with it
    #[command(
        visible_alias = "end-on",
        after_help = "Examples:\n  matchbook pair extend M17 '1 oct'\n  matchbook pair extend M17 +3m"
    )]
    Extend(Extend),
    /// Record that a pair was reminded of each other
    #[command(after_help = "Example:\n  matchbook pair remind M17 --by phone")]
    Remind(Remind),
    /// End a pair and offer its mentee to the next mentor, in one act
    #[command(
        after_help = "Example:\n  matchbook pair reassign M17 --to 'Priya Nair' --reason not-a-fit"
    )]
    Reassign(Reassign),
    /// Close a pair
    #[command(after_help = "Example:
  matchbook pair close M17 --reason term-completed,goals-met --goals fully --celebrated yes")]
    Close(Close),
    /// Record closing steps that came in after the closing
    #[command(
        after_help = "Example:\n  matchbook pair steps M17 --mentor-evaluated t --debriefed t"
    )]
    Steps(Steps),
}

/// Options of `pair start`.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The mentee: id, e-mail address or name
    mentee: String,
    /// The mentor: id, e-mail address or name
    mentor: String,
    /// First day [default: today]
    #[arg(long, value_name = "DAY")]
    start: Option<String>,
    /// Agreed last day [default: the scheme's term after the start]
    #[arg(long, value_name = "DAY")]
    end: Option<String>,
    /// What kind of pair [default: tactical; one-off for a request for help]
    #[arg(long, value_parser = word::<PairKind>())]
    kind: Option<PairKind>,
    /// Where it comes from [default: the request if there is one, else the coordinator]
    #[arg(long, value_parser = word::<Origin>())]
    origin: Option<Origin>,
    /// It waits to be confirmed
    #[arg(long)]
    provisional: bool,
    /// How often they agreed to meet
    #[arg(long, value_parser = word::<Frequency>())]
    frequency: Option<Frequency>,
    /// Length of a meeting (45, 1h, 1h30)
    #[arg(long, allow_negative_numbers = true, value_parser = minutes)]
    length: Option<i64>,
    /// Why these two
    #[arg(long, value_name = "TEXT")]
    reasons: Option<String>,
    /// The open request that it answers: id, or its mentee
    #[arg(long)]
    request: Option<String>,
    /// The day on which that request was accepted [default: the first day]
    #[arg(long, value_name = "DAY", requires = "request")]
    answered: Option<String>,
    #[command(flatten)]
    overrule: Overrule,
}

/// Options of `pair hold` and `pair wind-down`.
#[derive(Debug, Args)]
pub(super) struct Turn {
    /// The pair: id, or somebody in it
    pair: String,
    /// From this day on [default: today]
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
}

/// Options of `pair resume` and `pair confirm`.
#[derive(Debug, Args)]
pub(super) struct Resume {
    /// The pair: id, or somebody in it
    pair: String,
    /// From this day on [default: today]
    #[arg(long, value_name = "DAY")]
    since: Option<String>,
}

/// Options of `pair extend`.
#[derive(Debug, Args)]
pub(super) struct Extend {
    /// The pair: id, or somebody in it
    pair: String,
    /// The new last day
    day: String,
}

/// Options of `pair remind`.
#[derive(Debug, Args)]
pub(super) struct Remind {
    /// The pair: id, or somebody in it
    pair: String,
    /// The day of the reminder [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// How they were reached
    #[arg(long, value_parser = word::<Channel>(), default_value = "email")]
    by: Channel,
}

/// Runs one of them.
pub(super) fn run(command: &PairCommand, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    match command {
        PairCommand::Start(input) => start(input, desk, out)?,
        PairCommand::Agree(input) => agree::agree(input, desk, out)?,
        PairCommand::Confirm(input) => {
            let id = desk.pair(&input.pair)?;
            let since = desk.day("--since", input.since.as_deref(), Lean::Past)?;
            desk.act(out, |scheme| verbs::confirm_pair(scheme, id, since))?;
        }
        PairCommand::Hold(input) => {
            let id = desk.pair(&input.pair)?;
            let since = desk.day("--since", input.since.as_deref(), Lean::Past)?;
            let why = text(input.why.as_deref());
            desk.act(out, |scheme| verbs::hold_pair(scheme, id, since, &why))?;
        }
        PairCommand::Resume(input) => {
            let id = desk.pair(&input.pair)?;
            let since = desk.day("--since", input.since.as_deref(), Lean::Past)?;
            desk.act(out, |scheme| verbs::resume_pair(scheme, id, since))?;
        }
        PairCommand::WindDown(input) => {
            let id = desk.pair(&input.pair)?;
            let since = desk.day("--since", input.since.as_deref(), Lean::Past)?;
            let why = text(input.why.as_deref());
            desk.act(out, |scheme| verbs::wind_down(scheme, id, since, &why))?;
        }
        PairCommand::Extend(input) => {
            let id = desk.pair(&input.pair)?;
            let end = desk.day("DAY", Some(&input.day), Lean::Future)?;
            desk.act(out, |scheme| verbs::end_on(scheme, id, end))?;
        }
        PairCommand::Remind(input) => {
            let id = desk.pair(&input.pair)?;
            let day = desk.day("--day", input.day.as_deref(), Lean::Past)?;
            let (today, by) = (desk.today, input.by);
            desk.act(out, |scheme| verbs::remind_pair(scheme, today, id, day, by))?;
        }
        PairCommand::Reassign(input) => closing::reassign(input, desk, out)?,
        PairCommand::Close(input) => closing::close(input, desk, out)?,
        PairCommand::Steps(input) => closing::steps(input, desk, out)?,
    }
    Ok(DONE)
}

fn start(input: &New, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let first = desk.day("--start", input.start.as_deref(), Lean::Future)?;
    let (mentee, mentor) = (desk.person(&input.mentee)?, desk.mentor(&input.mentor)?);
    let mut pair = StartPair::of(mentee, mentor, first);
    pair.end = desk.day_if("--end", input.end.as_deref(), Lean::Future)?;
    if let Some(told) = input.request.as_deref() {
        let request = desk.request(told)?;
        if let Some(request) = desk.scheme.get::<Request>(request) {
            pair = pair.answering(request);
        }
    }
    pair.kind = input.kind.unwrap_or(pair.kind);
    pair.origin = input.origin.unwrap_or(pair.origin);
    pair.provisional = input.provisional;
    pair.frequency = input.frequency;
    pair.minutes = input.length;
    pair.reasons = text(input.reasons.as_deref());
    pair.answered = desk.day_if("--answered", input.answered.as_deref(), Lean::Past)?;
    pair.leave = input.overrule.leave();
    let today = desk.today;
    desk.act(out, |scheme| Ok(verbs::start_pair(scheme, today, &pair)?.1))
}
