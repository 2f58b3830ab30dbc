//! `Item`: one row of Today, made of all that the rules found about a subject in a section.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::domain::codes::ReminderKind;
use crate::domain::ids::{AnyId, PairId, RequestId, ReviewId};
use crate::domain::records::{Reminder, Review, Snooze};
use crate::domain::rules::{Finding, Look, Outside, RULES, Rule, Section, Severity, Someone, Verb};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::domain::tables::Link;
use crate::text::days::short;

/// A row of Today (design part 3). Serialises as `today --format json` gives it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Where it is shown.
    pub section: Section,
    /// Id of the gravest rule.
    pub rule: &'static str,
    /// Ids of the other rules that the subject breaks in this section.
    pub also: Vec<&'static str>,
    /// How much it presses.
    pub severity: Severity,
    /// What it is about; none for items of the whole scheme.
    #[serde(serialize_with = "maybe_text")]
    pub subject: Option<AnyId>,
    /// Whom it is about, mentee first where there is a pair or a request.
    pub people: Vec<Someone>,
    /// Days counted since `since`: for a pair's meetings without the time on hold (R4), below
    /// zero where the day is still to come.
    pub days: Option<i64>,
    /// The last day that the limit allows, by the same count.
    pub limit: Option<i64>,
    /// The day on which the clock started.
    pub since: Option<NaiveDate>,
    /// Why it is here, in words with days and numbers.
    pub why: String,
    /// What would make it go away.
    #[serde(skip)]
    pub leaves: String,
    /// The act suggested first.
    pub suggest: Verb,
    /// The day on which it comes back, if it is snoozed.
    pub snoozed_until: Option<NaiveDate>,
    /// The days on which somebody was reminded since its clock started, oldest first; of a review
    /// since it came into view.
    #[serde(skip)]
    pub reminded: Vec<NaiveDate>,
}

impl Item {
    /// Days over the limit; below zero while the limit is not reached.
    pub fn over(&self) -> i64 {
        self.days.unwrap_or(0) - self.limit.unwrap_or(0)
    }

    /// The subject as it is kept with a snooze: its id, empty for items of the whole scheme.
    pub fn subject_text(&self) -> String {
        self.subject.map(|id| id.to_string()).unwrap_or_default()
    }

    /// Whether it may stand in a file: that there is a concern is told by none (V5).
    pub fn may_leave(&self) -> bool {
        self.suggest != Verb::Concern
    }

    /// The person of this role (`mentor`, `mentee`), if the item is about one.
    pub fn person(&self, role: &str) -> Option<&Someone> {
        self.people.iter().find(|someone| someone.role == role)
    }

    fn of(rule: &Rule, also: Vec<&'static str>, found: Finding) -> Self {
        Self {
            section: rule.section,
            rule: rule.id,
            also,
            severity: found.severity,
            subject: found.subject,
            people: found.people,
            days: found.days,
            limit: found.limit,
            since: found.since,
            why: found.why,
            leaves: found.leaves,
            suggest: found.suggest.unwrap_or(rule.suggest),
            snoozed_until: None,
            reminded: Vec::new(),
        }
    }
}

/// What needs the coordinator on a day, in the order in which it is worked through: by section,
/// severity, days over the limit, id. Snoozed items are left out.
pub fn today(scheme: &Scheme, on: NaiveDate, outside: &Outside) -> Vec<Item> {
    let mut items = today_all(scheme, on, outside);
    items.retain(|item| item.snoozed_until.is_none());
    items
}

/// The same with the snoozed items in their places.
pub fn today_all(scheme: &Scheme, on: NaiveDate, outside: &Outside) -> Vec<Item> {
    let look = Look::new(scheme, on, outside);
    let mut found: Vec<(&Rule, Finding)> = Vec::new();
    for rule in RULES {
        found.extend((rule.check)(&look).into_iter().map(|finding| (rule, finding)));
    }
    // stable: of two equally grave rules the earlier of the table leads
    found.sort_by_key(|(rule, finding)| (rule.section, finding.subject, Reverse(finding.severity)));
    let mut items: Vec<Item> = Vec::new();
    for (rule, finding) in found {
        match items.last_mut() {
            Some(item) if item.section == rule.section && item.subject == finding.subject => {
                if item.rule != rule.id && !item.also.contains(&rule.id) {
                    item.also.push(rule.id);
                }
            }
            _ => items.push(Item::of(rule, Vec::new(), finding)),
        }
    }
    mark_snoozed(scheme, on, &mut items);
    for item in &mut items {
        item.reminded = reminders(scheme, on, item);
        tell_reminders(item, on);
    }
    items.sort_by_key(|i| (i.section, Reverse(i.severity), Reverse(i.over()), i.subject));
    items
}

/// The days of the reminders about an item since its clock started. A review's are those of its
/// pair since it came into view.
fn reminders(scheme: &Scheme, on: NaiveDate, item: &Item) -> Vec<NaiveDate> {
    let (Some(subject), Some(since)) = (item.subject, item.since) else { return Vec::new() };
    let of_pair = |pair, since: NaiveDate| -> Vec<NaiveDate> {
        let about = scheme.linked::<Reminder>(Link::RemindersOfPair, pair);
        about.map(|reminder| reminder.day).filter(|day| (since..=on).contains(day)).collect()
    };
    let mut days = match subject.letter {
        'R' => {
            let id = RequestId(subject.number);
            // those about an earlier offer are over with it
            let offer = scheme.pending_offer(id, on).map(|offer| offer.id);
            let about = scheme.linked::<Reminder>(Link::RemindersOfRequest, id);
            about
                .filter(|r| r.kind == ReminderKind::Reminder && r.offer == offer)
                .map(|reminder| reminder.day)
                .filter(|day| (since..=on).contains(day))
                .collect()
        }
        'M' => of_pair(PairId(subject.number), since),
        'V' => scheme.get::<Review>(ReviewId(subject.number)).map_or(Vec::new(), |review| {
            let notice = scheme.settings().number(Key::ReviewNoticeDays);
            of_pair(review.pair, since - chrono::TimeDelta::days(notice))
        }),
        _ => Vec::new(),
    };
    days.sort_unstable();
    days
}

/// Adds "; reminded on 3 Mar" to why a pair or review is here; a request's own words have it.
fn tell_reminders(item: &mut Item, on: NaiveDate) {
    let Some(last) = item.reminded.last().filter(|_| item.section != Section::Requests) else {
        return;
    };
    let day = short(*last, on);
    let told = match item.reminded.len() {
        1 => format!("; reminded on {day}"),
        times => format!("; reminded {times} times, last on {day}"),
    };
    item.why.push_str(&told);
}

/// The gravest item about each record, as its place in the list; what is about a pair's review is
/// about the pair too.
pub fn gravest(scheme: &Scheme, items: &[Item]) -> HashMap<AnyId, usize> {
    let mut gravest: HashMap<AnyId, usize> = HashMap::new();
    for (place, item) in items.iter().enumerate() {
        let Some(subject) = item.subject else { continue };
        let review = (subject.letter == 'V').then_some(ReviewId(subject.number));
        let pair = review.and_then(|id| scheme.get::<Review>(id)).map(|review| review.pair.into());
        for id in std::iter::once(subject).chain(pair) {
            let known = gravest.entry(id).or_insert(place);
            // of two that are equally grave the earlier section speaks
            if items.get(*known).is_some_and(|other| other.severity < item.severity) {
                *known = place;
            }
        }
    }
    gravest
}

/// Notes on each item the latest day until which a snooze hides it.
fn mark_snoozed(scheme: &Scheme, on: NaiveDate, items: &mut [Item]) {
    let mut snoozed: HashMap<(&str, &str), NaiveDate> = HashMap::new();
    for snooze in scheme.all::<Snooze>().filter(|snooze| snooze.hides(on)) {
        let until = snoozed.entry((&snooze.section, &snooze.subject)).or_insert(snooze.until);
        *until = (*until).max(snooze.until);
    }
    if snoozed.is_empty() {
        return;
    }
    for item in items {
        use crate::domain::codes::Code;
        let subject = item.subject_text();
        item.snoozed_until = snoozed.get(&(item.section.code(), subject.as_str())).copied();
    }
}

/// An id as people write it.
pub(super) fn as_text<T: fmt::Display, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

#[expect(clippy::ref_option, reason = "serde calls it with a reference to the field")]
fn maybe_text<S: Serializer>(value: &Option<AnyId>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(id) => serializer.collect_str(id),
        None => serializer.serialize_none(),
    }
}
