//! What day and what instant it is: the only place that asks the machine.

use std::fmt::Debug;
use std::time::Duration;

use chrono::{DateTime, Days, Local, NaiveDate, NaiveTime, TimeZone, Utc};

/// The day and the instant, as the rest of the program is told them.
pub trait Clock: Debug {
    /// The coordinator's calendar day; all ages and limits count from it.
    fn today(&self) -> NaiveDate;
    /// The instant that goes into the history.
    fn now(&self) -> DateTime<Utc>;
    /// How long until `today` changes by itself; `None` when it never does.
    fn until_tomorrow(&self) -> Option<Duration>;
}

/// The machine's clock, with the day held still by `--on`.
#[derive(Debug, Clone, Copy, Default)]
pub struct System {
    /// The day given with `--on`; instants stay the machine's, so that history keeps its order.
    pub on: Option<NaiveDate>,
}

impl Clock for System {
    fn today(&self) -> NaiveDate {
        self.on.unwrap_or_else(|| local_now().date_naive())
    }

    fn now(&self) -> DateTime<Utc> {
        utc_now()
    }

    fn until_tomorrow(&self) -> Option<Duration> {
        if self.on.is_some() { None } else { until_midnight(&local_now()) }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is given")]
fn local_now() -> DateTime<Local> {
    Local::now()
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is given")]
fn utc_now() -> DateTime<Utc> {
    Utc::now()
}

/// Time left until the next local day begins, at least one second so that no wait is empty.
///
/// Where the clocks are put forward at midnight the day begins at the first hour that exists.
fn until_midnight<Z: TimeZone>(now: &DateTime<Z>) -> Option<Duration> {
    let tomorrow = now.date_naive().checked_add_days(Days::new(1))?;
    let begins = (0..3).find_map(|hour| {
        let time = NaiveTime::from_hms_opt(hour, 0, 0)?;
        now.timezone().from_local_datetime(&tomorrow.and_time(time)).earliest()
    })?;
    let left = begins.signed_duration_since(now).to_std().unwrap_or_default();
    Some(left.max(Duration::from_secs(1)))
}

/// A clock that stands still, for tests and reproducible output.
#[derive(Debug, Clone, Copy)]
pub struct Fixed {
    /// The day it is.
    pub today: NaiveDate,
    /// The instant it is.
    pub now: DateTime<Utc>,
}

impl Clock for Fixed {
    fn today(&self) -> NaiveDate {
        self.today
    }

    fn now(&self) -> DateTime<Utc> {
        self.now
    }

    fn until_tomorrow(&self) -> Option<Duration> {
        None
    }
}

#[cfg(test)]
mod tests {
    use chrono::FixedOffset;

    use super::*;

    #[test]
    fn a_day_given_with_on_is_the_day_and_never_ends() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let clock = System { on: Some(day) };
        assert_eq!(clock.today(), day);
        assert_eq!(clock.until_tomorrow(), None);
    }

    #[test]
    fn the_wait_for_tomorrow_ends_at_local_midnight() {
        let zone = FixedOffset::east_opt(2 * 3600).unwrap();
        let evening = zone.with_ymd_and_hms(2026, 12, 31, 22, 59, 50).unwrap();
        assert_eq!(until_midnight(&evening), Some(Duration::from_secs(3610)));
        let last = zone.with_ymd_and_hms(2026, 12, 31, 23, 59, 59).unwrap();
        assert_eq!(until_midnight(&last), Some(Duration::from_secs(1)));
    }

    #[test]
    fn the_machines_day_ends_within_twenty_five_hours() {
        let left = System::default().until_tomorrow().unwrap();
        assert!(left <= Duration::from_hours(25));
    }
}
