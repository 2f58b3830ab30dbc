//! Rows that are meetings: each belongs to the pair of its two people on its day; what was said is not taken.

use chrono::NaiveDate;

use super::differences::Differences;
use super::drive::{About, Stop, Taken, drive};
use super::pairs::two_people;
use super::plan::{Outcome, RowOutcome};
use super::reader::Reader;
use super::values::{states, words};
use super::work::Work;
use crate::domain::codes::{MeetingStatus, Party, Subject};
use crate::domain::ids::PairId;
use crate::domain::records::{Closure, Meeting, Pair};
use crate::domain::verbs::{LogMeeting, log_meeting};
use crate::domain::{Link, Refusal};

/// Two rows are the same meeting when pair, day and state are: a cancelled meeting may be held later
/// on its day.
type MeetingKey = (PairId, NaiveDate, MeetingStatus);

/// Takes all rows of a log of meetings.
pub(super) fn rows(work: &mut Work<'_>) -> Vec<RowOutcome> {
    drive(work, about, |_, _, _| (), take)
}

fn about(work: &mut Work<'_>, reader: &mut Reader<'_>) -> Result<About<MeetingKey>, Stop> {
    let (mentor, mentee) = two_people(work, reader)?;
    let day = reader.needed_day("meeting_date")?.ok_or("the day of the meeting is missing")?;
    let (status, _) = status(work, reader, day)?;
    let pairs: Vec<&Pair> = work
        .scheme
        .linked::<Pair>(Link::PairsOfMentor, mentor)
        .filter(|pair| pair.mentee == mentee)
        .collect();
    let end = |pair: &Pair| work.scheme.get::<Closure>(pair.id).map(|closure| closure.day);
    let holds = |pair: &&&Pair| pair.start <= day && end(pair).is_none_or(|end| day <= end);
    let names = || format!("{} and {}", work.scheme.name(mentee), work.scheme.name(mentor));
    match (pairs.iter().find(holds), pairs.as_slice()) {
        (Some(pair), _) => Ok(About { key: (pair.id, day, status), at: None }),
        (None, []) => Err(Stop::Refuse(format!("{} are no pair in the scheme", names()))),
        (None, [pair]) if day < pair.start => {
            Err(Stop::Refuse(format!("{day} is before the start of the pair, {}", pair.start)))
        }
        (None, _) => Err(Stop::Refuse(format!("{} were no pair on {day}", names()))),
    }
}

/// How it went. Without a word for it, a day that has passed was held when the sheet has no such
/// column, and is still open when it has one.
fn status(
    work: &Work<'_>,
    reader: &Reader<'_>,
    day: NaiveDate,
) -> Result<(MeetingStatus, Option<Party>), String> {
    match reader.cell("meeting_status") {
        Some(cell) => states::meeting_status(cell),
        None if day > work.today || work.mapping.place("meeting_status").is_some() => {
            Ok((MeetingStatus::Planned, None))
        }
        None => Ok((MeetingStatus::Held, None)),
    }
}

fn take(work: &mut Work<'_>, reader: &mut Reader<'_>, key: &MeetingKey) -> Taken {
    let (pair, day, status) = *key;
    let (_, by) = self::status(work, reader, day)?;
    let mut input = LogMeeting::held(pair, day);
    input.status = status;
    input.by = by;
    // two rows of one day are told apart by their state, and both count
    input.again = true;
    input.minutes = reader.minutes().unwrap_or_else(|why| {
        reader.remark(format!("{why}, and was left out"));
        None
    });
    input.format = reader.line("formats").and_then(|text| {
        let format = words::format(&text);
        if format.is_none() {
            reader.remark(format!("'{text}' is no way of meeting and was left out"));
        }
        format
    });
    write(work, reader, &input).map_err(|why| why.to_string())
}

fn write(work: &mut Work<'_>, reader: &Reader<'_>, input: &LogMeeting) -> Result<Outcome, Refusal> {
    let mut seen = Differences::default();
    let known = known(work, input);
    let id = if let Some(there) = &known {
        compare(work, there, input, &mut seen)?;
        there.id
    } else {
        let (id, change) = log_meeting(&work.scheme, work.today, input)?;
        work.write(change)?;
        id
    };
    // Columns that somebody asked to keep with `--map`; of a meeting nothing is kept unasked (R3).
    let extras = work.extras(Subject::Meeting, id.0, &reader.asked_extras())?;
    seen.extras(extras);
    Ok(if known.is_some() { seen.outcome() } else { Outcome::Added })
}

/// The meeting of the pair on that day in that state, else the planned one of that day.
fn known(work: &Work<'_>, input: &LogMeeting) -> Option<Meeting> {
    let mut planned = None;
    for meeting in work.scheme.linked::<Meeting>(Link::MeetingsOfPair, input.pair) {
        if meeting.day == input.day && meeting.status == input.status {
            return Some(meeting.clone());
        }
        if meeting.day == input.day && meeting.status == MeetingStatus::Planned {
            planned = Some(meeting.clone());
        }
    }
    planned
}

fn compare(
    work: &mut Work<'_>,
    there: &Meeting,
    input: &LogMeeting,
    seen: &mut Differences,
) -> Result<(), Refusal> {
    let mut meeting = there.clone();
    if seen.saw("Status", Some(meeting.status), Some(input.status)) {
        meeting.status = input.status;
    }
    if seen.saw("Minutes", meeting.minutes, input.minutes) {
        meeting.minutes = input.minutes;
    }
    if seen.saw("How", meeting.format, input.format) {
        meeting.format = input.format;
    }
    if seen.saw("By", meeting.by, input.by) {
        meeting.by = input.by;
    }
    work.build(|builder| builder.put(meeting))
}
