//! Closing a pair, and working off its closing steps (V3).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{CloseReason, GoalsMet, MeetingStatus, Party, Several, Status};
use crate::domain::ids::PairId;
use crate::domain::records::{Closure, Meeting, Request, Review};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::domain::verbs::pair::{open_pair, put_phase};
use crate::domain::verbs::request::{AddRequest, add_request, not_before, not_later};
use crate::text::{Text, days};

/// How a pair is to be closed (V3).
#[derive(Debug, Clone, PartialEq)]
pub struct ClosePair {
    /// Last day; not after today, not before the last meeting held.
    pub day: NaiveDate,
    /// Who ended it.
    pub initiated_by: Option<Party>,
    /// Why; at least one reason.
    pub reasons: Several<CloseReason>,
    /// The other steps, as far as they are known by now.
    pub steps: ClosingSteps,
    /// Whether the mentee's next request starts with the closing.
    pub new_request: bool,
}

/// The steps of a closing (V3); what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClosingSteps {
    /// How far the goals were met.
    pub goals: Option<GoalsMet>,
    /// Day on which the mentor's evaluation came.
    pub mentor_evaluated: Option<NaiveDate>,
    /// Day on which the mentee's evaluation came.
    pub mentee_evaluated: Option<NaiveDate>,
    /// Whether successes were celebrated.
    pub celebrated: Option<bool>,
    /// Where the two were pointed to.
    pub signposted: Option<Text>,
    /// Whether the two stay in contact.
    pub contact_after: Option<bool>,
    /// Whether the mentor wants another match.
    pub mentor_rematch: Option<bool>,
    /// Whether the mentee wants another match.
    pub mentee_rematch: Option<bool>,
    /// Whether these two may be paired again.
    pub may_pair_again: Option<bool>,
    /// Day of the debrief.
    pub debriefed: Option<NaiveDate>,
    /// Day on which the coordinator lets the open steps rest.
    pub waived: Option<NaiveDate>,
}

impl ClosePair {
    /// A closing on a day with nothing else said yet.
    pub fn on(day: NaiveDate) -> Self {
        Self {
            day,
            initiated_by: None,
            reasons: Several::default(),
            steps: ClosingSteps::default(),
            new_request: false,
        }
    }
}

/// Closes a pair: its open reviews are called off, planned meetings after the day go, and the
/// mentee's next request starts if wanted (V3).
pub fn close_pair(
    scheme: &Scheme,
    today: NaiveDate,
    id: PairId,
    input: &ClosePair,
) -> Result<Change, Refusal> {
    let mentee = open_pair(scheme, id)?.mentee;
    let mut builder = Builder::new(scheme);
    let called_off = put_closing(&mut builder, today, id, input)?;
    let day = days::long(input.day);
    let mut words = format!("{{{id}}} are closed on {day}: {}", input.reasons.labels());
    if called_off > 0 {
        words = format!("{words}; {} called off", days::plural(called_off, "review"));
    }
    if !input.new_request {
        return Ok(builder.done(words));
    }
    let closed = builder.done("");
    let after = scheme.after(&closed)?;
    let mut next = AddRequest::by(mentee, input.day);
    let old = scheme.get::<crate::domain::records::Pair>(id).and_then(|pair| pair.request);
    if let Some(old) = old.and_then(|old| scheme.get::<Request>(old)) {
        next.topic = old.topic.clone();
    }
    let (request, asked) = add_request(&after, today, &next)?;
    let mut all = Builder::new(scheme);
    all.extend(closed);
    all.extend(asked);
    Ok(all.done(format!("{words}; {request} is the next request of {{{mentee}}}")))
}

/// Records closing steps that came in after the closing (V3, rule `closing-open`).
pub fn complete_closing(
    scheme: &Scheme,
    today: NaiveDate,
    id: PairId,
    steps: &ClosingSteps,
) -> Result<Change, Refusal> {
    let closure = scheme
        .get::<Closure>(id)
        .ok_or_else(|| Refusal::because(format!("pair {id} is not closed: close it first")))?;
    let mut closure = closure.clone();
    for (field, day) in [
        ("mentor_evaluated", steps.mentor_evaluated),
        ("mentee_evaluated", steps.mentee_evaluated),
        ("debriefed", steps.debriefed),
        ("waived", steps.waived),
    ] {
        day.map_or(Ok(()), |day| not_later(field, day, today))?;
    }
    set_steps(&mut closure, steps);
    let open = closure.open_steps(today).len();
    let mut builder = Builder::new(scheme);
    builder.put(closure);
    let rest = match open {
        0 => "nothing is open".to_owned(),
        open => format!("{} open", days::plural(i64::try_from(open).unwrap_or_default(), "step")),
    };
    Ok(builder.done(format!("the closing of {{{id}}} is recorded, {rest}")))
}

/// Writes the end of a pair; gives how many reviews were called off.
pub(super) fn put_closing(
    builder: &mut Builder<'_>,
    today: NaiveDate,
    id: PairId,
    input: &ClosePair,
) -> Result<i64, Refusal> {
    let scheme = builder.scheme();
    let pair = open_pair(scheme, id)?;
    not_later("day", input.day, today)?;
    not_before("day", input.day, pair.start)?;
    if let Some(phase) = scheme.phase_on(crate::domain::codes::Subject::Pair, id.0, NaiveDate::MAX)
    {
        not_before("day", input.day, phase.since)?;
    }
    if let Some(last) = scheme.last_held(id, NaiveDate::MAX)
        && input.day < last.day
    {
        let last = days::long(last.day);
        return Err(Refusal::field(
            "day",
            format!("they met on {last}: close on that day or later"),
        ));
    }
    if input.reasons.0.is_empty() {
        return Err(Refusal::field("reasons", "say why the pair ends: choose at least one reason"));
    }
    let mut closure = Closure::on(id, input.day);
    closure.initiated_by = input.initiated_by;
    closure.reasons = input.reasons.clone();
    set_steps(&mut closure, &input.steps);
    builder.put(closure);
    put_phase(builder, id, input.day, Status::Closed, &Text::default());
    Ok(call_off(builder, id, input.day))
}

/// Calls off what was planned for a pair after its last day; gives the number of reviews.
fn call_off(builder: &mut Builder<'_>, id: PairId, day: NaiveDate) -> i64 {
    let scheme = builder.scheme();
    let mut reviews = 0;
    for review in scheme.linked::<Review>(Link::ReviewsOfPair, id) {
        if review.held.is_none() && review.cancelled.is_none() {
            builder.change::<Review>(review.id, |review| review.cancelled = Some(day));
            reviews += 1;
        }
    }
    for meeting in scheme.linked::<Meeting>(Link::MeetingsOfPair, id) {
        if meeting.status == MeetingStatus::Planned {
            builder.take::<Meeting>(meeting.id);
        }
    }
    reviews
}

fn set_steps(closure: &mut Closure, steps: &ClosingSteps) {
    closure.goals = steps.goals.or(closure.goals);
    closure.mentor_evaluated = steps.mentor_evaluated.or(closure.mentor_evaluated);
    closure.mentee_evaluated = steps.mentee_evaluated.or(closure.mentee_evaluated);
    closure.celebrated = steps.celebrated.or(closure.celebrated);
    if let Some(signposted) = &steps.signposted {
        closure.signposted = signposted.clone();
    }
    closure.contact_after = steps.contact_after.or(closure.contact_after);
    closure.mentor_rematch = steps.mentor_rematch.or(closure.mentor_rematch);
    closure.mentee_rematch = steps.mentee_rematch.or(closure.mentee_rematch);
    closure.may_pair_again = steps.may_pair_again.or(closure.may_pair_again);
    closure.debriefed = steps.debriefed.or(closure.debriefed);
    closure.steps_waived = steps.waived.or(closure.steps_waived);
}
