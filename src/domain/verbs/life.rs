//! The life of a pair: confirmed, on hold, active again, winding down (R1); what each state allows.

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{Status, Subject};
use crate::domain::ids::PairId;
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::verbs::pair::{open_pair, put_phase};
use crate::domain::verbs::request::not_before;
use crate::text::{Text, days};

/// Puts an open pair on hold from a day on; the time does not count as stale (R4).
pub fn hold_pair(
    scheme: &Scheme,
    id: PairId,
    since: NaiveDate,
    why: &Text,
) -> Result<Change, Refusal> {
    let day = days::long(since);
    phase(scheme, id, since, Status::OnHold, why, format!("{{{id}}} are on hold from {day}"))
}

/// Confirms a provisional pair: both agreed, it is active from a day on (R1, M4).
pub fn confirm_pair(scheme: &Scheme, id: PairId, since: NaiveDate) -> Result<Change, Refusal> {
    let status = last_status(scheme, id);
    if let Some(status) = status.filter(|s| !matches!(s, Status::Provisional | Status::Closed)) {
        let why = format!("pair {id} is {status}: only a provisional pair is confirmed");
        return Err(Refusal::because(why));
    }
    let day = days::long(since);
    let words = format!("{{{id}}} are confirmed, active from {day}");
    phase(scheme, id, since, Status::Active, &Text::default(), words)
}

/// Takes a pair back into activity from a day on; a provisional one is confirmed instead.
pub fn resume_pair(scheme: &Scheme, id: PairId, since: NaiveDate) -> Result<Change, Refusal> {
    if last_status(scheme, id) == Some(Status::Provisional) {
        return Err(Refusal::because(format!("pair {id} is provisional: confirm it")));
    }
    let day = days::long(since);
    let why = Text::default();
    phase(scheme, id, since, Status::Active, &why, format!("{{{id}}} are active from {day}"))
}

/// Lets a pair wind down from a day on.
pub fn wind_down(
    scheme: &Scheme,
    id: PairId,
    since: NaiveDate,
    why: &Text,
) -> Result<Change, Refusal> {
    if last_status(scheme, id) == Some(Status::Provisional) {
        let why = format!("pair {id} is provisional and did not begin: confirm it, or close it");
        return Err(Refusal::because(why));
    }
    let day = days::long(since);
    phase(scheme, id, since, Status::WindingDown, why, format!("{{{id}}} wind down from {day}"))
}

/// The status of a pair in its last phase, whenever that begins.
fn last_status(scheme: &Scheme, id: PairId) -> Option<Status> {
    let last = scheme.phases(Subject::Pair, id.0).max_by_key(|phase| (phase.since, phase.id));
    last.map(|phase| phase.status)
}

fn phase(
    scheme: &Scheme,
    id: PairId,
    since: NaiveDate,
    status: Status,
    why: &Text,
    words: String,
) -> Result<Change, Refusal> {
    let pair = open_pair(scheme, id)?;
    not_before("day", since, pair.start)?;
    let last = scheme.phases(Subject::Pair, id.0).max_by_key(|phase| (phase.since, phase.id));
    if let Some(last) = last {
        if last.status == status {
            return Err(Refusal::because(format!("pair {id} is {status} already")));
        }
        not_before("day", since, last.since)?;
    }
    let mut builder = Builder::new(scheme);
    put_phase(&mut builder, id, since, status, why);
    Ok(builder.done(words))
}
