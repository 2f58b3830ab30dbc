//! `request`: add, offer, answer, remind, courtesy, withdraw, reassign (Q1 to Q6, M5).

use clap::{Args, Subcommand, ValueEnum};
use color_eyre::Result;

use super::DONE;
use super::desk::Desk;
use super::output::Out;
use super::pointed::pointed;
use super::typed::{Overrule, text, word};
use crate::domain::Refusal;
use crate::domain::codes::{Channel, DeclineReason, ReminderKind, RequestKind};
use crate::domain::verbs::{self, AddRequest, Reply, SendOffer};
use crate::text::days::Lean;

/// What can be done with requests.
#[derive(Debug, Subcommand)]
pub(super) enum RequestCommand {
    /// Add a request of a mentee, offered to a mentor or waiting with nobody
    #[command(after_help = "Examples:
  matchbook request add 'Ana Costa' --to 'Tom Reed' --topic leadership
  matchbook request add ana@example.ac.uk --received fri --kind help")]
    Add(Add),
    /// Offer a request that waits with nobody to a mentor
    #[command(after_help = "Example:\n  matchbook request offer R42 'Tom Reed'")]
    Offer(Offer),
    /// Record the answer to a request
    #[command(after_help = "Examples:
  matchbook request answer R42 accepted
  matchbook request answer R42 declined --why no-time --day tue")]
    Answer(Reaction),
    /// Record that the mentor who was asked was reminded
    #[command(
        after_help = "Examples:\n  matchbook request remind R42\n  matchbook request remind 'Ana Costa' --by phone --day mon"
    )]
    Remind(Remind),
    /// Record the courtesy message that a decline owes the mentee
    #[command(
        after_help = "Example:\n  matchbook request courtesy R42 --alternative 'the writing centre'"
    )]
    Courtesy(Courtesy),
    /// Record that the mentee withdrew
    #[command(after_help = "Example:\n  matchbook request withdraw 'Ana Costa' --day fri")]
    Withdraw(Withdraw),
    /// Offer a request to another mentor; the old offer stays in the history
    #[command(after_help = "Example:\n  matchbook request reassign R42 'Priya Nair'")]
    Reassign(Offer),
}

/// Options of `request add`.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// Who asks: id, e-mail address or name
    mentee: String,
    /// Who is asked [default: nobody yet]
    #[arg(long, value_name = "MENTOR")]
    to: Option<String>,
    /// For mentoring or for one chat
    #[arg(long, value_parser = word::<RequestKind>(), default_value = "mentoring")]
    kind: RequestKind,
    /// What it is about
    #[arg(long)]
    topic: Option<String>,
    /// Why this mentor, or why now
    #[arg(long, value_name = "REASON")]
    why: Option<String>,
    /// The message to the mentor
    #[arg(long)]
    message: Option<String>,
    /// Where it came from (form, mail, hub)
    #[arg(long)]
    source: Option<String>,
    /// The day it came [default: today]
    #[arg(long, value_name = "DAY")]
    received: Option<String>,
    /// The day it was sent to the mentor [default: the day it came]
    #[arg(long, value_name = "DAY", requires = "to")]
    sent: Option<String>,
    /// An earlier request of the same mentee that it lapses together with
    #[arg(long, value_name = "REQUEST")]
    group: Option<String>,
    #[command(flatten)]
    overrule: Overrule,
}

/// Options of `request offer` and `request reassign`.
#[derive(Debug, Args)]
pub(super) struct Offer {
    /// The request: id, or its mentee
    request: String,
    /// Who is asked: id, e-mail address or name
    mentor: String,
    /// The day it was sent [default: today]
    #[arg(long, value_name = "DAY")]
    sent: Option<String>,
    #[command(flatten)]
    overrule: Overrule,
}

/// What came back.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Came {
    /// The mentor takes it: a pair starts
    Accepted,
    /// The mentor declines
    Declined,
    /// The mentor needs time; the clock goes on
    NeedsTime,
    /// The mentor needs information; the clock goes on
    NeedsInformation,
    /// The mentee withdrew
    Withdrawn,
    /// Nobody will answer any more
    Lapsed,
}

/// Options of `request answer`.
#[derive(Debug, Args)]
pub(super) struct Reaction {
    /// The request: id, or its mentee
    request: String,
    /// What came back
    answer: Came,
    /// The day of the answer [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// Accepted: the first day of the pair [default: the day of the answer]
    #[arg(long, value_name = "DAY")]
    start: Option<String>,
    /// Declined: why
    #[arg(long, value_parser = word::<DeclineReason>())]
    why: Option<DeclineReason>,
    /// Declined: why, in the mentor's words
    #[arg(long, value_name = "TEXT")]
    words: Option<String>,
    /// Declined: the mentee has had a courtesy message already
    #[arg(long)]
    courtesy: bool,
    /// Declined: another mentor or service that was pointed out: services by id (I3), or any words
    #[arg(long, value_name = "TEXT")]
    alternative: Option<String>,
    #[command(flatten)]
    overrule: Overrule,
}

/// Options of `request remind`.
#[derive(Debug, Args)]
pub(super) struct Remind {
    /// The request: id, or its mentee
    request: String,
    /// The day of the reminder [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// How the mentor was reached
    #[arg(long, value_parser = word::<Channel>(), default_value = "email")]
    by: Channel,
}

/// Options of `request courtesy`.
#[derive(Debug, Args)]
pub(super) struct Courtesy {
    /// The request: id, or its mentee
    request: String,
    /// The day of the message [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// Another mentor or service that was pointed out: services by id (I3), or any words
    #[arg(long, value_name = "TEXT")]
    alternative: Option<String>,
}

/// Options of `request withdraw`.
#[derive(Debug, Args)]
pub(super) struct Withdraw {
    /// The request: id, or its mentee
    request: String,
    /// The day of the withdrawal [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
}

/// What the options of an offer say.
fn sent(input: &Offer, desk: &Desk) -> Result<SendOffer> {
    Ok(SendOffer {
        request: desk.request(&input.request)?,
        mentor: desk.mentor(&input.mentor)?,
        sent: desk.day("--sent", input.sent.as_deref(), Lean::Past)?,
        leave: input.overrule.leave(),
    })
}

/// Runs one of them.
pub(super) fn run(command: &RequestCommand, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    match command {
        RequestCommand::Add(input) => add(input, desk, out)?,
        RequestCommand::Offer(input) => {
            let (today, offer) = (desk.today, sent(input, desk)?);
            desk.act(out, |s| verbs::offer_request(s, today, &offer))?;
        }
        RequestCommand::Reassign(input) => {
            let (today, offer) = (desk.today, sent(input, desk)?);
            desk.act(out, |s| verbs::reassign_request(s, today, &offer))?;
        }
        RequestCommand::Answer(input) => answer(input, desk, out)?,
        RequestCommand::Remind(input) => {
            let id = desk.request(&input.request)?;
            let day = desk.day("--day", input.day.as_deref(), Lean::Past)?;
            let (today, by) = (desk.today, input.by);
            desk.act(out, |s| verbs::remind_mentor(s, today, id, day, by))?;
        }
        RequestCommand::Courtesy(input) => {
            let id = desk.request(&input.request)?;
            let day = desk.day("--day", input.day.as_deref(), Lean::Past)?;
            let today = desk.today;
            let alternative =
                pointed(input.alternative.as_deref().unwrap_or_default(), &desk.scheme)?;
            desk.act(out, |s| verbs::send_courtesy(s, today, id, day, &alternative))?;
        }
        RequestCommand::Withdraw(input) => {
            let id = desk.request(&input.request)?;
            let day = desk.day("--day", input.day.as_deref(), Lean::Past)?;
            let today = desk.today;
            desk.act(out, |s| verbs::withdraw_request(s, today, id, day))?;
        }
    }
    Ok(DONE)
}

fn add(input: &Add, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let received = desk.day("--received", input.received.as_deref(), Lean::Past)?;
    let mut request = AddRequest::by(desk.person(&input.mentee)?, received);
    request.mentor = input.to.as_deref().map(|told| desk.mentor(told)).transpose()?;
    request.kind = input.kind;
    request.sent = desk.day_if("--sent", input.sent.as_deref(), Lean::Past)?;
    request.topic = text(input.topic.as_deref());
    request.reason = text(input.why.as_deref());
    request.message = text(input.message.as_deref());
    request.source = text(input.source.as_deref());
    request.group_of = input.group.as_deref().map(|told| desk.request(told)).transpose()?;
    request.leave = input.overrule.leave();
    let today = desk.today;
    desk.act(out, |scheme| Ok(verbs::add_request(scheme, today, &request)?.1))
}

fn answer(input: &Reaction, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let id = desk.request(&input.request)?;
    let day = desk.day("--day", input.day.as_deref(), Lean::Past)?;
    let start = desk.day_if("--start", input.start.as_deref(), Lean::Future)?;
    fits(input).map_err(|refusal| super::desk::refused(&refusal))?;
    let reply = match input.answer {
        Came::Accepted => Reply::Accepted { start, leave: input.overrule.leave() },
        Came::Declined => Reply::Declined {
            reason: input.why,
            text: text(input.words.as_deref()),
            courtesy: input.courtesy,
            alternative: pointed(input.alternative.as_deref().unwrap_or_default(), &desk.scheme)?,
        },
        Came::NeedsTime => Reply::NeedsMore(ReminderKind::NeedsTime),
        Came::NeedsInformation => Reply::NeedsMore(ReminderKind::NeedsInformation),
        Came::Withdrawn => Reply::Withdrawn,
        Came::Lapsed => Reply::Lapsed,
    };
    let today = desk.today;
    desk.act(out, |scheme| verbs::answer_request(scheme, today, id, day, &reply))
}

/// An option that says nothing about this answer is a slip, and is not passed over in silence.
fn fits(input: &Reaction) -> Result<(), Refusal> {
    let accepted = matches!(input.answer, Came::Accepted);
    let declined = matches!(input.answer, Came::Declined);
    let of_decline = input.why.is_some()
        || input.words.is_some()
        || input.courtesy
        || input.alternative.is_some();
    if of_decline && !declined {
        let why = "--why, --words, --courtesy and --alternative belong to the answer 'declined': leave them out";
        return Err(Refusal::because(why));
    }
    if input.start.is_some() && !accepted {
        return Err(Refusal::because("--start belongs to the answer 'accepted': leave it out"));
    }
    Ok(())
}
