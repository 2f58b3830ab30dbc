//! The forecast: what will pass its limit before the coordinator is back.

use std::collections::HashMap;

use chrono::{NaiveDate, TimeDelta, Weekday};

use crate::domain::ids::AnyId;
use crate::domain::rules::{Item, Outside, RULES, Section, Severity, today_all};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::text::days::{plural, with_weekday};

/// A subject that will newly need the coordinator, or need her more.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The item as it will be on the next day of the coordinator if nothing is done.
    pub item: Item,
    /// The day on which it passes its limit.
    pub day: NaiveDate,
}

/// The first day after `on` that falls on the coordinator's weekday (setting `weekday`).
pub fn next_day(scheme: &Scheme, on: NaiveDate) -> NaiveDate {
    let weekday: Weekday = scheme.settings().text(Key::Weekday).parse().unwrap_or(Weekday::Tue);
    on.iter_days().skip(1).find(|day| chrono::Datelike::weekday(day) == weekday).unwrap_or(on)
}

/// What will newly appear in Today, or become graver, up to and with the next day of the
/// coordinator if nothing is done; in the order of Today. What is snoozed now is no news.
pub fn forecast(scheme: &Scheme, on: NaiveDate, next: NaiveDate) -> Vec<Forecast> {
    let outside = Outside::default();
    let key = |item: &Item| (item.section, item.subject);
    let now: HashMap<(Section, Option<AnyId>), Severity> =
        today_all(scheme, on, &outside).iter().map(|item| (key(item), item.severity)).collect();
    let mut then = today_all(scheme, next, &outside);
    then.retain(|item| now.get(&key(item)).is_none_or(|severity| *severity < item.severity));
    then.into_iter()
        .map(|item| {
            let since_then = TimeDelta::days((item.over() - 1).max(0));
            let day = next.checked_sub_signed(since_then).unwrap_or(next).max(on);
            Forecast { item, day }
        })
        .collect()
}

/// "before Tue 10 Mar: 2 requests overdue, 1 pair stale"; none if nothing is to come.
pub fn in_words(forecast: &[Forecast], next: NaiveDate) -> Option<String> {
    let counted = RULES.iter().filter_map(|rule| {
        let count = forecast.iter().filter(|ahead| ahead.item.rule == rule.id).count();
        let (noun, state) = rule.counts;
        let count = i64::try_from(count).ok().filter(|count| *count > 0)?;
        Some(format!("{} {state}", plural(count, noun)))
    });
    let counted: Vec<_> = counted.collect();
    (!counted.is_empty()).then(|| format!("before {}: {}", with_weekday(next), counted.join(", ")))
}
