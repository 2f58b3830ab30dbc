//! Meetings: log one, plan one, say what came of a planned one (R3).

use chrono::NaiveDate;

use crate::domain::change::{Builder, Change};
use crate::domain::codes::{Format, MeetingStatus, Party};
use crate::domain::ids::{MeetingId, PairId};
use crate::domain::records::{Agreement, Closure, Meeting};
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::Link;
use crate::domain::verbs::pair::pair_of;
use crate::domain::verbs::request::{not_before, not_later};
use crate::text::days;
use crate::text::minutes::say_minutes;

/// A meeting to be logged or planned (R3).
#[derive(Debug, Clone, PartialEq)]
pub struct LogMeeting {
    /// The pair.
    pub pair: PairId,
    /// Day; in the future only for a planned meeting.
    pub day: NaiveDate,
    /// Length in minutes, 1 to 600; none while unknown.
    pub minutes: Option<i64>,
    /// How they met.
    pub format: Option<Format>,
    /// Planned, held or not.
    pub status: MeetingStatus,
    /// By whom it was cancelled, postponed or missed.
    pub by: Option<Party>,
    /// Whether an agenda was sent.
    pub agenda_sent: Option<bool>,
    /// Whether actions were recorded by the pair.
    pub actions_recorded: Option<bool>,
    /// Day of the next meeting, planned at once.
    pub next: Option<NaiveDate>,
    /// Whether a second meeting of the pair on one day is meant.
    pub again: bool,
}

impl LogMeeting {
    /// A meeting held on a day.
    pub fn held(pair: PairId, day: NaiveDate) -> Self {
        Self {
            pair,
            day,
            minutes: None,
            format: None,
            status: MeetingStatus::Held,
            by: None,
            agenda_sent: None,
            actions_recorded: None,
            next: None,
            again: false,
        }
    }
}

impl Scheme {
    /// Length in minutes and format that a pair's next meeting most likely has: those of its last
    /// one, else what it agreed, else the scheme's default length.
    pub fn usual_meeting(&self, pair: PairId, on: NaiveDate) -> (i64, Option<Format>) {
        let last = self.last_held(pair, on);
        let agreed = self.get::<Agreement>(pair);
        let minutes = last
            .and_then(|meeting| meeting.minutes)
            .or_else(|| agreed.and_then(|agreement| agreement.minutes))
            .unwrap_or_else(|| self.settings().number(Key::DefaultMinutes));
        let format = last
            .and_then(|meeting| meeting.format)
            .or_else(|| agreed.and_then(|agreement| agreement.formats.0.first().copied()));
        (minutes, format)
    }
}

/// Logs a meeting, and plans the next one if its day is given. A planned meeting of the same day
/// is the one that is logged; any other meeting of the pair on that day is a doubt, unless `again`.
pub fn log_meeting(
    scheme: &Scheme,
    today: NaiveDate,
    input: &LogMeeting,
) -> Result<(MeetingId, Change), Refusal> {
    let pair = pair_of(scheme, input.pair)?;
    if input.status != MeetingStatus::Planned {
        not_later("day", input.day, today)?;
    }
    not_before("day", input.day, pair.start)?;
    before_the_end(scheme, input.pair, input.day)?;
    check_minutes(input.minutes)?;
    let mut builder = Builder::new(scheme);
    let planned = scheme
        .linked::<Meeting>(Link::MeetingsOfPair, input.pair)
        .find(|meeting| meeting.status == MeetingStatus::Planned && meeting.day == input.day)
        .map(|meeting| meeting.id)
        .filter(|_| input.status != MeetingStatus::Planned);
    if !input.again {
        alone_on_its_day(scheme, input.pair, input.day, planned)?;
    }
    let id = planned.unwrap_or_else(|| builder.new_id::<Meeting>());
    builder.put(Meeting {
        id,
        pair: input.pair,
        day: input.day,
        minutes: input.minutes,
        format: input.format,
        status: input.status,
        by: input.by,
        agenda_sent: input.agenda_sent,
        actions_recorded: input.actions_recorded,
    });
    let day = days::long(input.day);
    let (pair, status) = (input.pair, input.status);
    let mut words = format!("meeting of {{{pair}}} on {day}: {status}");
    if let Some(next) = input.next {
        not_before("next", next, today)?;
        before_the_end(scheme, input.pair, next)?;
        if !input.again {
            alone_on_its_day(scheme, input.pair, next, None)?;
        }
        let id = builder.new_id::<Meeting>();
        builder.put(Meeting {
            id,
            pair: input.pair,
            day: next,
            minutes: input.minutes,
            format: input.format,
            status: MeetingStatus::Planned,
            by: None,
            agenda_sent: None,
            actions_recorded: None,
        });
        words = format!("{words}; the next is planned for {}", days::long(next));
    }
    Ok((id, builder.done(words)))
}

/// What came of a planned meeting (rule `meeting-unlogged`).
#[derive(Debug, Clone, PartialEq)]
pub struct MeetingResult {
    /// Held or not.
    pub status: MeetingStatus,
    /// Length in minutes, where known.
    pub minutes: Option<i64>,
    /// By whom it was cancelled, postponed or missed.
    pub by: Option<Party>,
}

/// Records what came of a planned meeting.
pub fn meeting_result(
    scheme: &Scheme,
    today: NaiveDate,
    id: MeetingId,
    result: &MeetingResult,
) -> Result<Change, Refusal> {
    let meeting =
        scheme.get::<Meeting>(id).ok_or_else(|| Refusal::NotFound(format!("meeting {id}")))?;
    if result.status != MeetingStatus::Planned {
        not_later("day", meeting.day, today)?;
    }
    check_minutes(result.minutes)?;
    let mut builder = Builder::new(scheme);
    builder.change::<Meeting>(id, |meeting| {
        meeting.status = result.status;
        meeting.minutes = result.minutes.or(meeting.minutes);
        meeting.by = result.by.or(meeting.by);
    });
    let (pair, day, status) = (meeting.pair, days::long(meeting.day), result.status);
    Ok(builder.done(format!("meeting of {{{pair}}} on {day}: {status}")))
}

/// Refuses, as a doubt, where the pair has a meeting on that day other than the one `taken`.
fn alone_on_its_day(
    scheme: &Scheme,
    pair: PairId,
    day: NaiveDate,
    taken: Option<MeetingId>,
) -> Result<(), Refusal> {
    let mut there = scheme.linked::<Meeting>(Link::MeetingsOfPair, pair);
    let Some(there) = there.find(|meeting| meeting.day == day && Some(meeting.id) != taken) else {
        return Ok(());
    };
    let minutes = there.minutes.and_then(|minutes| u32::try_from(minutes).ok());
    let length = minutes.map_or(String::new(), |minutes| format!(", {}", say_minutes(minutes)));
    let (on, status) = (days::long(day), there.status);
    let insist =
        if there.status == MeetingStatus::Planned { "plan a second" } else { "log a second" };
    Err(Refusal::Doubt { why: format!("there is one on {on} already ({status}{length})"), insist })
}

fn check_minutes(minutes: Option<i64>) -> Result<(), Refusal> {
    if minutes.is_some_and(|minutes| !(1..=600).contains(&minutes)) {
        return Err(Refusal::field("minutes", "a meeting lasts from 1 to 600 minutes"));
    }
    Ok(())
}

fn before_the_end(scheme: &Scheme, pair: PairId, day: NaiveDate) -> Result<(), Refusal> {
    match scheme.get::<Closure>(pair).map(|closure| closure.day).filter(|end| day > *end) {
        Some(end) => {
            let end = days::long(end);
            Err(Refusal::field("day", format!("the pair ended on {end}: give a day up to then")))
        }
        None => Ok(()),
    }
}
