//! `pair close`, `pair steps` and `pair reassign`: how a pair ends (V3, M5).

use clap::Args;
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::desk::Desk;
use super::output::Out;
use super::pointed::pointed;
use super::typed::{Overrule, word, yes_no};
use crate::domain::codes::{CloseReason, GoalsMet, Party, Several};
use crate::domain::verbs::{self, ClosePair, ClosingSteps, ReassignPair};
use crate::text::days::Lean;

/// Options of `pair close`.
#[derive(Debug, Args)]
pub(super) struct Close {
    /// The pair: id, or somebody in it
    pair: String,
    #[command(flatten)]
    end: End,
    /// The mentee's next request starts at once
    #[arg(long)]
    new_request: bool,
    #[command(flatten)]
    known: Known,
}

/// Options of `pair steps`.
#[derive(Debug, Args)]
pub(super) struct Steps {
    /// The pair: id, or somebody in it
    pair: String,
    #[command(flatten)]
    known: Known,
}

/// Options of `pair reassign`.
#[derive(Debug, Args)]
pub(super) struct Reassign {
    /// The pair: id, or somebody in it
    pair: String,
    /// The next mentor: id, e-mail address or name [default: nobody yet]
    #[arg(long, value_name = "MENTOR")]
    to: Option<String>,
    #[command(flatten)]
    end: End,
    #[command(flatten)]
    overrule: Overrule,
}

/// How a pair ends, by itself or because its mentee goes to another mentor.
#[derive(Debug, Args)]
struct End {
    /// Why the pair ends, with commas between
    #[arg(long, required = true, value_parser = word::<CloseReason>(), value_delimiter = ',')]
    reason: Vec<CloseReason>,
    /// Last day of the pair that ends [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// Who ended it
    #[arg(long, value_parser = word::<Party>())]
    by: Option<Party>,
}

/// The closing steps, as far as they are known.
#[derive(Debug, Args)]
#[command(next_help_heading = "Closing steps")]
struct Known {
    /// How far the goals were met
    #[arg(long, value_parser = word::<GoalsMet>())]
    goals: Option<GoalsMet>,
    /// The day the mentor's evaluation came
    #[arg(long, value_name = "DAY")]
    mentor_evaluated: Option<String>,
    /// The day the mentee's evaluation came
    #[arg(long, value_name = "DAY")]
    mentee_evaluated: Option<String>,
    /// Whether successes were celebrated
    #[arg(long, value_parser = yes_no())]
    celebrated: Option<bool>,
    /// Where the two were pointed to: services of the directory by id (I3), or any words, with ; between
    #[arg(long, value_name = "TEXT")]
    signposted: Option<String>,
    /// Whether the two stay in contact
    #[arg(long, value_parser = yes_no())]
    contact_after: Option<bool>,
    /// Whether the mentor wants another match
    #[arg(long, value_parser = yes_no())]
    mentor_rematch: Option<bool>,
    /// Whether the mentee wants another match
    #[arg(long, value_parser = yes_no())]
    mentee_rematch: Option<bool>,
    /// Whether these two may be paired again
    #[arg(long, value_parser = yes_no())]
    pair_again: Option<bool>,
    /// The day of the debrief
    #[arg(long, value_name = "DAY")]
    debriefed: Option<String>,
    /// Let the open steps rest from this day on
    #[arg(long, value_name = "DAY")]
    waived: Option<String>,
}

impl Known {
    fn steps(&self, desk: &Desk) -> Result<ClosingSteps> {
        let day =
            |option, typed: &Option<String>| desk.day_if(option, typed.as_deref(), Lean::Past);
        Ok(ClosingSteps {
            goals: self.goals,
            mentor_evaluated: day("--mentor-evaluated", &self.mentor_evaluated)?,
            mentee_evaluated: day("--mentee-evaluated", &self.mentee_evaluated)?,
            celebrated: self.celebrated,
            signposted: self
                .signposted
                .as_deref()
                .map(|told| pointed(told, &desk.scheme))
                .transpose()?,
            contact_after: self.contact_after,
            mentor_rematch: self.mentor_rematch,
            mentee_rematch: self.mentee_rematch,
            may_pair_again: self.pair_again,
            debriefed: day("--debriefed", &self.debriefed)?,
            waived: day("--waived", &self.waived)?,
        })
    }
}

/// Closes a pair.
pub(super) fn close(input: &Close, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let id = desk.pair(&input.pair)?;
    let mut closing = ClosePair::on(desk.day("--day", input.end.day.as_deref(), Lean::Past)?);
    closing.initiated_by = input.end.by;
    closing.reasons = once(&input.end.reason);
    closing.steps = input.known.steps(desk)?;
    closing.new_request = input.new_request;
    let today = desk.today;
    desk.act(out, |scheme| verbs::close_pair(scheme, today, id, &closing))
}

/// Records closing steps that came in later.
pub(super) fn steps(input: &Steps, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let id = desk.pair(&input.pair)?;
    let steps = input.known.steps(desk)?;
    if steps == ClosingSteps::default() {
        return Err(eyre!("say which step was done, such as --debriefed t or --celebrated yes"));
    }
    let today = desk.today;
    desk.act(out, |scheme| verbs::complete_closing(scheme, today, id, &steps))
}

/// Ends a pair and offers its mentee to the next mentor.
pub(super) fn reassign(input: &Reassign, desk: &mut Desk, out: &mut Out<'_>) -> Result<()> {
    let id = desk.pair(&input.pair)?;
    let next = ReassignPair {
        mentor: input.to.as_deref().map(|told| desk.mentor(told)).transpose()?,
        day: desk.day("--day", input.end.day.as_deref(), Lean::Past)?,
        reasons: once(&input.end.reason),
        initiated_by: input.end.by,
        leave: input.overrule.leave(),
    };
    let today = desk.today;
    desk.act(out, |scheme| verbs::reassign_pair(scheme, today, id, &next))
}

/// Each reason once, in the order in which they were given.
fn once(reasons: &[CloseReason]) -> Several<CloseReason> {
    let mut several = Several::default();
    for reason in reasons {
        if !several.has(*reason) {
            several.0.push(*reason);
        }
    }
    several
}
