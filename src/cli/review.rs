//! `review`: plan, move and hold reviews of pairs (V1, V2).

use clap::{Args, Subcommand};
use color_eyre::Result;

use super::DONE;
use super::desk::Desk;
use super::output::Out;
use super::typed::{whole, word};
use crate::domain::codes::{Fit, GoalsMet, Outcome, ReviewKind};
use crate::domain::verbs::{self, HoldReview};
use crate::text::days::Lean;

/// What can be done with reviews.
#[derive(Debug, Subcommand)]
pub(super) enum ReviewCommand {
    /// Plan a review of a pair
    #[command(after_help = "Example:\n  matchbook review plan 'Ana Costa' +2w")]
    Plan(Plan),
    /// Move a planned review to another day
    #[command(
        after_help = "Examples:\n  matchbook review move V9 +1w\n  matchbook review move 'Ana Costa' '14 mar'"
    )]
    Move(Move),
    /// Record a review that was held, and what was decided
    #[command(after_help = "Examples:
  matchbook review hold V9
  matchbook review hold 'Ana Costa' --outcome continue-changed --end '1 oct'")]
    Hold(Hold),
}

/// Options of `review plan`.
#[derive(Debug, Args)]
pub(super) struct Plan {
    /// The pair: id, or somebody in it
    pair: String,
    /// The day
    day: String,
    /// Which review
    #[arg(long, value_parser = word::<ReviewKind>(), default_value = "extra")]
    kind: ReviewKind,
}

/// Options of `review move`.
#[derive(Debug, Args)]
pub(super) struct Move {
    /// The review: id, or the pair whose next one it is
    review: String,
    /// The new day
    day: String,
}

/// Options of `review hold`.
#[derive(Debug, Args)]
pub(super) struct Hold {
    /// The review: id, or the pair whose next one it is
    review: String,
    /// The day it was held [default: today]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// What was decided
    #[arg(long, value_parser = word::<Outcome>(), default_value = "continue")]
    outcome: Outcome,
    /// The new last day of the pair
    #[arg(long, value_name = "DAY")]
    end: Option<String>,
    /// How the mentor sees the match
    #[arg(long, value_parser = word::<Fit>())]
    mentor_fit: Option<Fit>,
    /// How the mentee sees the match
    #[arg(long, value_parser = word::<Fit>())]
    mentee_fit: Option<Fit>,
    /// The mentor's score, 1 to 5
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true, value_parser = whole(1_i64, Some(5)))]
    mentor_score: Option<i64>,
    /// The mentee's score, 1 to 5
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true, value_parser = whole(1_i64, Some(5)))]
    mentee_score: Option<i64>,
    /// How far the goals are met
    #[arg(long, value_parser = word::<GoalsMet>())]
    goals: Option<GoalsMet>,
}

/// Runs one of them.
pub(super) fn run(command: &ReviewCommand, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    match command {
        ReviewCommand::Plan(input) => {
            let pair = desk.pair(&input.pair)?;
            let due = desk.day("DAY", Some(&input.day), Lean::Future)?;
            let kind = input.kind;
            desk.act(out, |scheme| Ok(verbs::plan_review(scheme, pair, kind, due)?.1))?;
        }
        ReviewCommand::Move(input) => {
            let id = desk.review(&input.review)?;
            let due = desk.day("DAY", Some(&input.day), Lean::Future)?;
            desk.act(out, |scheme| verbs::move_review(scheme, id, due))?;
        }
        ReviewCommand::Hold(input) => {
            let id = desk.review(&input.review)?;
            let held = HoldReview {
                held: desk.day("--day", input.day.as_deref(), Lean::Past)?,
                mentor_fit: input.mentor_fit,
                mentee_fit: input.mentee_fit,
                mentor_score: input.mentor_score,
                mentee_score: input.mentee_score,
                goals: input.goals,
                outcome: input.outcome,
                new_end: desk.day_if("--end", input.end.as_deref(), Lean::Future)?,
            };
            let today = desk.today;
            desk.act(out, |scheme| verbs::hold_review(scheme, today, id, &held))?;
        }
    }
    Ok(DONE)
}
