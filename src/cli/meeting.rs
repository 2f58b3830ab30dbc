//! `meeting`: log one, plan a series, or say what came of a planned one (R3). What was said has no option.

use clap::{Args, Subcommand};
use color_eyre::Result;

use super::DONE;
use super::desk::Desk;
use super::output::Out;
use super::typed::{minutes, word, words_of, yes_no};
use crate::domain::codes::{Format, MeetingStatus, Party};
use crate::domain::verbs::{self, LogMeeting, MeetingResult, PlanSeries};
use crate::text::days::Lean;
use crate::text::every::read_every;

/// What a planned meeting can come to.
const RESULTS: [MeetingStatus; 4] = [
    MeetingStatus::Held,
    MeetingStatus::Cancelled,
    MeetingStatus::Postponed,
    MeetingStatus::NoShow,
];

/// What can be done with meetings.
#[derive(Debug, Subcommand)]
pub(super) enum MeetingCommand {
    /// Log a meeting that was held, missed or is planned
    #[command(after_help = "Examples:
  matchbook meeting log 'Ana Costa' --day tue --length 1h --format video
  matchbook meeting log M17 --status cancelled --by mentor --next +2w")]
    Log(Log),
    /// Plan a series of meetings at once
    #[command(after_help = "Examples:
  matchbook meeting plan M17 --from 'next tue' --every 4w --times 6
  matchbook meeting plan 'Ana Costa'")]
    Plan(Plan),
    /// Record what came of a planned meeting
    #[command(after_help = "Example:\n  matchbook meeting result S5 held --length 45")]
    Result(Came),
}

/// Options of `meeting log`.
#[derive(Debug, Args)]
pub(super) struct Log {
    /// The pair: id, or somebody in it
    pair: String,
    /// The day [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// How long (45, 1h, 1h30) [default: as last time, else as agreed]
    #[arg(long, visible_alias = "minutes", allow_negative_numbers = true, value_parser = minutes)]
    length: Option<i64>,
    /// How they met [default: as last time, else as agreed]
    #[arg(long, value_parser = word::<Format>())]
    format: Option<Format>,
    /// What became of it
    #[arg(long, value_parser = word::<MeetingStatus>(), default_value = "held")]
    status: MeetingStatus,
    /// Who cancelled, postponed or did not come
    #[arg(long, value_parser = word::<Party>())]
    by: Option<Party>,
    /// Whether an agenda was sent
    #[arg(long, value_parser = yes_no())]
    agenda: Option<bool>,
    /// Whether the pair recorded actions
    #[arg(long, value_parser = yes_no())]
    actions: Option<bool>,
    /// The day of the next meeting, which is planned with it
    #[arg(long, value_name = "DAY")]
    next: Option<String>,
    /// Log it although there is one on that day already
    #[arg(long)]
    again: bool,
}

/// Options of `meeting plan`.
#[derive(Debug, Args)]
pub(super) struct Plan {
    /// The pair: id, or somebody in it
    pair: String,
    /// Day of the first meeting [default: today]
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// From one meeting to the next (2w, 4 weeks, 10d) [default: as agreed]
    #[arg(long, value_parser = read_every)]
    every: Option<i64>,
    /// How many, at most 60 [default: until the agreed end]
    #[arg(long, value_name = "NUMBER")]
    times: Option<i64>,
}

/// Options of `meeting result`.
#[derive(Debug, Args)]
pub(super) struct Came {
    /// The planned meeting, by id (S5)
    meeting: String,
    /// What became of it
    #[arg(value_parser = words_of::<MeetingStatus>(&RESULTS))]
    status: MeetingStatus,
    /// How long (45, 1h, 1h30)
    #[arg(long, allow_negative_numbers = true, value_parser = minutes)]
    length: Option<i64>,
    /// Who cancelled, postponed or did not come
    #[arg(long, value_parser = word::<Party>())]
    by: Option<Party>,
}

/// Runs one of them.
pub(super) fn run(command: &MeetingCommand, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    match command {
        MeetingCommand::Log(input) => log(input, desk, out)?,
        MeetingCommand::Plan(input) => {
            let pair = desk.pair(&input.pair)?;
            let from = desk.day("--from", input.from.as_deref(), Lean::Future)?;
            let every = input.every.unwrap_or_else(|| desk.scheme.usual_every(pair));
            let series = PlanSeries { pair, from, every, times: input.times };
            let today = desk.today;
            desk.act(out, |scheme| verbs::plan_series(scheme, today, &series))?;
        }
        MeetingCommand::Result(input) => {
            let id = desk.meeting(&input.meeting)?;
            let result =
                MeetingResult { status: input.status, minutes: input.length, by: input.by };
            let today = desk.today;
            desk.act(out, |scheme| verbs::meeting_result(scheme, today, id, &result))?;
        }
    }
    Ok(DONE)
}

fn log(input: &Log, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let lean = if input.status == MeetingStatus::Planned { Lean::Future } else { Lean::Past };
    let day = desk.day("--day", input.day.as_deref(), lean)?;
    let pair = desk.pair(&input.pair)?;
    let (minutes, format) = desk.scheme.usual_meeting(pair, desk.today);
    let mut meeting = LogMeeting::held(pair, day);
    meeting.minutes = Some(input.length.unwrap_or(minutes));
    meeting.format = input.format.or(format);
    meeting.status = input.status;
    meeting.by = input.by;
    meeting.agenda_sent = input.agenda;
    meeting.actions_recorded = input.actions;
    meeting.next = desk.day_if("--next", input.next.as_deref(), Lean::Future)?;
    meeting.again = input.again;
    let today = desk.today;
    desk.act(out, |scheme| Ok(verbs::log_meeting(scheme, today, &meeting)?.1))
}
