//! How long a pair has not met, measured against what it agreed on (R2, R4): read by rules, lists and figures alike.

use chrono::NaiveDate;

use crate::domain::codes::{Frequency, Status, Subject};
use crate::domain::ids::PairId;
use crate::domain::records::{Agreement, Pair};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;

/// Where a pair stands against its agreed interval on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cadence {
    /// The agreed interval in days; "as needed" and none agreed count as the scheme's default.
    pub interval: i64,
    /// Day of the last held meeting, else the start.
    pub since: NaiveDate,
    /// Whether a meeting was held at all.
    pub met: bool,
    /// Days from `since` to the day, without the days on hold.
    pub days: i64,
}

impl Cadence {
    /// Whether more than this share of the interval (per cent) has passed.
    pub fn is_over(&self, percent: i64) -> bool {
        self.days.saturating_mul(100) > self.interval.saturating_mul(percent)
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

    /// Where a pair stands on a day.
    pub fn cadence(&self, pair: &Pair, on: NaiveDate) -> Cadence {
        let last = self.last_held(pair.id, on).map(|meeting| meeting.day);
        let since = last.unwrap_or(pair.start);
        let days = (on - since).num_days() - self.days_on_hold(pair.id, since, on);
        Cadence { interval: self.interval(pair.id), since, met: last.is_some(), days }
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
