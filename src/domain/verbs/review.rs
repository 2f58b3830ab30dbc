//! Reviews: plan them with the pair, add and move one, hold one and act on its outcome (V1, V2).

use chrono::{Days, NaiveDate};

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{Fit, GoalsMet, Outcome, PairKind, ReviewKind, Status};
use crate::domain::ids::{PairId, ReviewId};
use crate::domain::records::{Pair, Review};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::verbs::pair::{open_pair, put_end, put_phase};
use crate::domain::verbs::request::{not_before, not_later};
use crate::text::{Text, days};

/// Plans the reviews of a pair: first check-in after five weeks, mid-term half-way, end of term at
/// the agreed end; a one-off pair has only the last (V1). Those due before `from` are left out, for
/// pairs that are taken over from a sheet. Gives the day of the first one.
pub fn plan_reviews(builder: &mut Builder<'_>, pair: &Pair, from: NaiveDate) -> Option<NaiveDate> {
    let end = pair.agreed_end?;
    let check_in = builder.scheme().settings().number(Key::CheckInDays);
    let check_in = pair.start + Days::new(u64::try_from(check_in).unwrap_or_default());
    let half = u64::try_from((end - pair.start).num_days() / 2).unwrap_or_default();
    let mid_term = pair.start + Days::new(half);
    let mut plan = vec![(ReviewKind::EndOfTerm, end)];
    if pair.kind != PairKind::OneOff {
        plan.push((ReviewKind::MidTerm, mid_term));
        plan.push((ReviewKind::FirstCheckIn, check_in));
        plan.retain(|(kind, due)| {
            *kind == ReviewKind::EndOfTerm || (pair.start < *due && *due < end)
        });
    }
    plan.sort_by_key(|(kind, due)| (*due, *kind));
    let mut first = None;
    for (kind, due) in plan.into_iter().filter(|(_, due)| from <= *due) {
        let id = builder.new_id::<Review>();
        builder.put(Review::planned(id, pair.id, kind, due));
        first = first.or(Some(due));
    }
    first
}

/// Adds a review to an open pair (V1).
pub fn plan_review(
    scheme: &Scheme,
    pair: PairId,
    kind: ReviewKind,
    due: NaiveDate,
) -> Result<(ReviewId, Change), Refusal> {
    not_before("due", due, open_pair(scheme, pair)?.start)?;
    let mut builder = Builder::new(scheme);
    let id = builder.new_id::<Review>();
    builder.put(Review::planned(id, pair, kind, due));
    let day = days::long(due);
    Ok((id, builder.done(format!("{kind} review of {{{pair}}} is planned for {day}"))))
}

/// Moves a planned review to another day.
pub fn move_review(scheme: &Scheme, id: ReviewId, due: NaiveDate) -> Result<Change, Refusal> {
    let review = open_review(scheme, id)?;
    not_before("due", due, open_pair(scheme, review.pair)?.start)?;
    let mut builder = Builder::new(scheme);
    builder.change::<Review>(id, |review| review.due = due);
    let (pair, day) = (review.pair, days::long(due));
    Ok(builder.done(format!("{} review of {{{pair}}} is moved to {day}", review.kind)))
}

/// What a review found (V2); what is none is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct HoldReview {
    /// Day on which it was held; not after today.
    pub held: NaiveDate,
    /// How the mentor sees the match.
    pub mentor_fit: Option<Fit>,
    /// How the mentee sees the match.
    pub mentee_fit: Option<Fit>,
    /// The mentor's score, 1 to 5.
    pub mentor_score: Option<i64>,
    /// The mentee's score, 1 to 5.
    pub mentee_score: Option<i64>,
    /// How far the goals are met.
    pub goals: Option<GoalsMet>,
    /// What was decided.
    pub outcome: Outcome,
    /// The new agreed end; needed for "continue with changes", and for "continue" at the end of
    /// the term, where it is by default one more term.
    pub new_end: Option<NaiveDate>,
}

impl HoldReview {
    /// A review held on a day, to be continued, with nothing else known.
    pub fn on(held: NaiveDate) -> Self {
        Self {
            held,
            mentor_fit: None,
            mentee_fit: None,
            mentor_score: None,
            mentee_score: None,
            goals: None,
            outcome: Outcome::Continue,
            new_end: None,
        }
    }
}

/// Records a review and what follows from it: a new end with its reviews, or winding down (V2).
/// "End" leaves the closing to its own act, which asks more (V3).
pub fn hold_review(
    scheme: &Scheme,
    today: NaiveDate,
    id: ReviewId,
    input: &HoldReview,
) -> Result<Change, Refusal> {
    let review = open_review(scheme, id)?;
    let pair = open_pair(scheme, review.pair)?;
    not_later("held", input.held, today)?;
    not_before("held", input.held, pair.start)?;
    for (field, score) in
        [("mentor_score", input.mentor_score), ("mentee_score", input.mentee_score)]
    {
        if score.is_some_and(|score| !(1..=5).contains(&score)) {
            return Err(Refusal::field(field, "a score is a number from 1 to 5"));
        }
    }
    let new_end = next_end(scheme, pair, review.kind, input)?;
    let mut builder = Builder::new(scheme);
    builder.change::<Review>(id, |review| {
        review.held = Some(input.held);
        review.mentor_fit = input.mentor_fit;
        review.mentee_fit = input.mentee_fit;
        review.mentor_score = input.mentor_score;
        review.mentee_score = input.mentee_score;
        review.goals = input.goals;
        review.outcome = Some(input.outcome);
        review.new_end = new_end;
    });
    let follows = follow(&mut builder, pair, review.kind, input, new_end);
    let (kind, pair, outcome) = (review.kind, pair.id, input.outcome);
    Ok(builder.done(format!("{kind} review of {{{pair}}} is held: {outcome}{follows}")))
}

/// The agreed end that a review decides on, if it changes it.
fn next_end(
    scheme: &Scheme,
    pair: &Pair,
    kind: ReviewKind,
    input: &HoldReview,
) -> Result<Option<NaiveDate>, Refusal> {
    let months = i32::try_from(scheme.settings().number(Key::TermMonths)).unwrap_or(6);
    let from = pair.agreed_end.map_or(input.held, |end| end.max(input.held));
    match input.outcome {
        Outcome::Continue if kind == ReviewKind::EndOfTerm => {
            let end = input.new_end.unwrap_or_else(|| days::add_months(from, months));
            not_before("new_end", end, input.held)?;
            Ok(Some(end))
        }
        Outcome::ContinueChanged if input.new_end.is_none() => {
            Err(Refusal::field("new_end", "say the new end of the pair"))
        }
        Outcome::Continue | Outcome::ContinueChanged | Outcome::PhaseOut => {
            input.new_end.map_or(Ok(()), |end| not_before("new_end", end, input.held))?;
            Ok(input.new_end)
        }
        Outcome::End => Ok(None),
    }
}

/// Writes what follows from a review; gives it in words.
fn follow(
    builder: &mut Builder<'_>,
    pair: &Pair,
    kind: ReviewKind,
    input: &HoldReview,
    new_end: Option<NaiveDate>,
) -> String {
    let mut words = String::new();
    if let Some(end) = new_end {
        put_end(builder, pair.id, end);
        words = format!("; they end {}", days::long(end));
        if kind == ReviewKind::EndOfTerm && input.outcome != Outcome::PhaseOut {
            let mut term = pair.clone();
            term.start = input.held;
            term.agreed_end = Some(end);
            let next = plan_reviews(builder, &term, input.held);
            words +=
                &next.map_or(String::new(), |due| format!(", next review {}", days::long(due)));
        }
    }
    if input.outcome == Outcome::PhaseOut
        && builder.scheme().pair_status(pair.id, input.held) != Some(Status::WindingDown)
    {
        put_phase(builder, pair.id, input.held, Status::WindingDown, &Text::default());
    }
    if input.outcome == Outcome::End {
        words += "; close the pair when you are ready";
    }
    words
}

fn open_review(scheme: &Scheme, id: ReviewId) -> Result<&Review, Refusal> {
    let review =
        scheme.get::<Review>(id).ok_or_else(|| Refusal::NotFound(format!("review {id}")))?;
    match (review.held, review.cancelled) {
        (Some(held), _) => Err(Refusal::because(format!(
            "review {id} was held on {}: plan another one",
            days::long(held)
        ))),
        (None, Some(day)) => Err(Refusal::because(format!(
            "review {id} was called off on {}: plan another one",
            days::long(day)
        ))),
        (None, None) => Ok(review),
    }
}
