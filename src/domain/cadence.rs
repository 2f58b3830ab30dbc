//! How long a pair has not met, measured against what it agreed on (R2, R4): read by rules, lists and figures alike.

use chrono::NaiveDate;

use crate::domain::codes::{Frequency, MeetingStatus, Status, Subject};
use crate::domain::ids::PairId;
use crate::domain::records::{Agreement, Meeting, Pair};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::Link;

/// What the meetings of a pair say of it on a day (R4, R5). Planned meetings do not count.
#[derive(Debug, Clone)]
pub struct Met<'a> {
    /// The last meeting held.
    pub last_held: Option<&'a Meeting>,
    /// Meetings cancelled, postponed or not shown up to since then, oldest first.
    pub missed: Vec<&'a Meeting>,
    /// The day of the last meeting held, else the start of the pair.
    pub since: NaiveDate,
    /// Days since then on which the pair was on hold.
    pub on_hold: i64,
    /// Days since then without those on hold.
    pub quiet: i64,
    /// The agreed interval in days; "as needed" and none agreed count as the scheme's default.
    pub interval: i64,
}

impl Met<'_> {
    /// The last day, counted as `quiet` is, that this share of the interval (per cent) allows. Days
    /// are whole: more than 1.5 times 7 is more than 10.
    pub fn allowed(&self, percent: i64) -> i64 {
        self.interval.saturating_mul(percent) / 100
    }

    /// Whether the pair has met, but longer ago than this share of the interval (per cent).
    pub fn is_stale(&self, percent: i64) -> bool {
        self.last_held.is_some() && self.quiet > self.allowed(percent)
    }
}

impl Scheme {
    /// The interval in days at which a pair agreed to meet; the default where it agreed on none or
    /// meets as needed (R4).
    pub fn interval(&self, pair: PairId) -> i64 {
        self.get::<Agreement>(pair)
            .and_then(|agreement| agreement.frequency)
            .and_then(Frequency::days)
            .unwrap_or_else(|| self.settings().number(Key::DefaultInterval))
    }

    /// What the meetings of a pair say of it on a day, looked through once.
    pub fn met(&self, pair: &Pair, on: NaiveDate) -> Met<'_> {
        let mut last_held: Option<&Meeting> = None;
        let mut missed: Vec<&Meeting> = Vec::new();
        for meeting in self.linked::<Meeting>(Link::MeetingsOfPair, pair.id) {
            if meeting.day > on {
                continue;
            }
            if meeting.was_missed() {
                missed.push(meeting);
            } else if meeting.status == MeetingStatus::Held
                && last_held.is_none_or(|last| (last.day, last.id) < (meeting.day, meeting.id))
            {
                last_held = Some(meeting);
            }
        }
        // a meeting that was held after all on the day of the missed one makes up for it
        missed.retain(|meeting| last_held.is_none_or(|held| held.day < meeting.day));
        missed.sort_by_key(|meeting| (meeting.day, meeting.id));
        let since = last_held.map_or(pair.start, |meeting| meeting.day);
        let on_hold = self.days_on_hold(pair.id, since, on);
        let quiet = (on - since).num_days() - on_hold;
        Met { last_held, missed, since, on_hold, quiet, interval: self.interval(pair.id) }
    }

    /// The minutes that a pair met by a day, and the days on which it was active or winding down:
    /// what hours a month are made from. A length that is not known counts as agreed, else as the
    /// scheme's default, like in the figure `hours-delivered`.
    pub fn minutes_and_days(&self, pair: &Pair, on: NaiveDate) -> (i64, i64) {
        let agreed = self.get::<Agreement>(pair.id).and_then(|agreement| agreement.minutes);
        let usual = agreed.unwrap_or_else(|| self.settings().number(Key::DefaultMinutes));
        let meetings = self.linked::<Meeting>(Link::MeetingsOfPair, pair.id);
        let held = meetings.filter(|meeting| meeting.held_by(on));
        let minutes = held.map(|meeting| meeting.minutes.unwrap_or(usual)).sum();
        let before = pair.start.pred_opt().unwrap_or(pair.start);
        let counts = |status| matches!(status, Status::Active | Status::WindingDown);
        (minutes, self.days_as(pair.id, before, on, counts))
    }

    /// How many of the days after `after`, up to and including `to`, a pair was on hold.
    pub fn days_on_hold(&self, pair: PairId, after: NaiveDate, to: NaiveDate) -> i64 {
        self.days_as(pair, after, to, |status| status == Status::OnHold)
    }

    /// How many of the days after `after`, up to and including `to`, a pair had a status for which
    /// `counts` holds.
    pub fn days_as(
        &self,
        pair: PairId,
        after: NaiveDate,
        to: NaiveDate,
        counts: impl Fn(Status) -> bool,
    ) -> i64 {
        let mut phases: Vec<_> =
            self.phases(Subject::Pair, pair.0).filter(|phase| phase.since <= to).collect();
        phases.sort_by_key(|phase| (phase.since, phase.id));
        let first_day = after.succ_opt().unwrap_or(after);
        let mut days = 0;
        for (place, phase) in phases.iter().enumerate() {
            let end = phases.get(place + 1).map_or_else(
                || to.succ_opt().unwrap_or(to), // the last phase lasts until the day itself
                |next| next.since,
            );
            if counts(phase.status) {
                days += (end - phase.since.max(first_day)).num_days().max(0);
            }
        }
        days
    }
}
