//! A series of meetings planned at once: block-booked at the pair's own interval (R3).

use chrono::{Days, NaiveDate};

use crate::domain::change::{Builder, Change};
use crate::domain::codes::MeetingStatus;
use crate::domain::ids::PairId;
use crate::domain::records::Meeting;
use crate::domain::refusal::Refusal;
use crate::domain::scheme::Scheme;
use crate::domain::tables::Link;
use crate::domain::verbs::pair::open_pair;
use crate::domain::verbs::request::not_before;
use crate::text::days;
use crate::text::every::say_every;

/// The most meetings that are planned at once.
const MOST: i64 = 60;

/// A series of meetings to be planned (R3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSeries {
    /// The pair.
    pub pair: PairId,
    /// Day of the first meeting; not in the past.
    pub from: NaiveDate,
    /// Days from one meeting to the next, 1 to 366.
    pub every: i64,
    /// How many meetings, 1 to 60; none means until the agreed end.
    pub times: Option<i64>,
}

impl Scheme {
    /// Days between the meetings of a series as a pair most likely plans it: what it agreed on, in
    /// whole weeks where it is a week or more, so that the weekday stays.
    pub fn usual_every(&self, pair: PairId) -> i64 {
        let interval = self.interval(pair);
        if interval < 7 { interval } else { interval - interval % 7 }
    }
}

/// Plans a series of meetings as one change, with the usual length and format. Days on which the
/// pair has a meeting already are left out; nothing is planned beyond the agreed end (R3).
pub fn plan_series(
    scheme: &Scheme,
    today: NaiveDate,
    input: &PlanSeries,
) -> Result<Change, Refusal> {
    let pair = open_pair(scheme, input.pair)?;
    not_before("from", input.from, today)?;
    not_before("from", input.from, pair.start)?;
    let wanted = days_of(input, pair.agreed_end)?;
    let taken: Vec<NaiveDate> = scheme
        .linked::<Meeting>(Link::MeetingsOfPair, input.pair)
        .map(|meeting| meeting.day)
        .collect();
    let (minutes, format) = scheme.usual_meeting(input.pair, today);
    let mut builder = Builder::new(scheme);
    let free: Vec<NaiveDate> = wanted.into_iter().filter(|day| !taken.contains(day)).collect();
    let (Some(first), Some(last)) = (free.first(), free.last()) else {
        return Err(Refusal::field("from", "all of these days have a meeting already"));
    };
    for day in &free {
        let id = builder.new_id::<Meeting>();
        builder.put(Meeting {
            id,
            pair: input.pair,
            day: *day,
            minutes: Some(minutes),
            format,
            status: MeetingStatus::Planned,
            by: None,
            agenda_sent: None,
            actions_recorded: None,
        });
    }
    let count = i64::try_from(free.len()).unwrap_or(MOST);
    let (first, last) = (days::long(*first), days::long(*last));
    let when = if count == 1 {
        format!("for {first}")
    } else {
        format!("from {first} to {last}, every {}", say_every(input.every))
    };
    let words = format!("{} of {{{}}} planned {when}", days::plural(count, "meeting"), input.pair);
    Ok(builder.done(words))
}

/// The days of a series, or why there is no such series.
fn days_of(input: &PlanSeries, end: Option<NaiveDate>) -> Result<Vec<NaiveDate>, Refusal> {
    if !(1..=366).contains(&input.every) {
        return Err(Refusal::field("every", "from one day to the next it is 1 to 366 days"));
    }
    if input.times.is_some_and(|times| !(1..=MOST).contains(&times)) {
        return Err(Refusal::field("times", format!("plan 1 to {MOST} meetings at once")));
    }
    if let Some(end) = end.filter(|end| input.from > *end) {
        let why = format!(
            "the agreed end is {}, before that day: agree on a later end first",
            days::long(end)
        );
        return Err(Refusal::field("from", why));
    }
    let step = Days::new(u64::try_from(input.every).unwrap_or(1));
    let series = std::iter::successors(Some(input.from), |day| day.checked_add_days(step));
    let within = series.take_while(|day| end.is_none_or(|end| *day <= end));
    let most = usize::try_from(input.times.unwrap_or(MOST)).unwrap_or_default();
    let found: Vec<NaiveDate> = within.take(most).collect();
    let count = i64::try_from(found.len()).unwrap_or(MOST);
    match (input.times, end) {
        (None, None) => {
            Err(Refusal::field("times", "no end is agreed: say how many meetings to plan"))
        }
        (Some(times), Some(end)) if count < times => {
            let why = format!(
                "only {} fit before the agreed end on {}: plan fewer, or agree on a later end first",
                days::plural(count, "meeting"),
                days::long(end)
            );
            Err(Refusal::field("times", why))
        }
        _ => Ok(found),
    }
}
