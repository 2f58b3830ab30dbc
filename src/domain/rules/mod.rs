//! The rules of Today: one table of what needs the coordinator, each rule with its check and its suggested action.

mod care;
mod forecast;
mod item;
mod pairs;
mod paperwork;
mod people;
mod requests;
mod reviews;
mod scheme;

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::cadence::Met;
use crate::domain::codes::{Code, NotACode, Status, codes};
use crate::domain::ids::{AnyId, PersonId};
use crate::domain::records::{Offer, Pair, Request};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::text::Text;
use crate::text::days::short;

pub use forecast::{Forecast, forecast, in_words, next_day};
pub use item::{Item, gravest, today, today_all};

codes! {
    /// How much something presses; the gravest is the greatest.
    Severity {
        Info = "info" "info",
        Amber = "amber" "amber",
        Red = "red" "red",
    }
    /// A section of Today, in the order in which they are shown.
    Section {
        Requests = "requests" "Requests",
        Pairs = "pairs" "Pairs",
        Reviews = "reviews" "Reviews",
        Paperwork = "paperwork" "Paperwork",
        People = "people" "People",
        Care = "care" "Care",
        Scheme = "scheme" "Scheme",
    }
    /// The act that an item suggests first.
    Verb {
        Answer = "answer" "record a response",
        Reassign = "reassign" "reassign",
        Match = "match" "match",
        Courtesy = "courtesy" "record the courtesy message",
        Log = "log" "log a meeting",
        Hold = "hold" "put on hold",
        Resume = "resume" "note who is back",
        Close = "close" "close",
        Review = "review" "hold or plan a review",
        Person = "person" "edit the person",
        Snooze = "snooze" "snooze",
        Agree = "agree" "record the agreement",
        Manager = "manager" "record the line manager's agreement",
        Contact = "contact" "log a support contact",
        Concern = "concern" "open the concerns",
        Renew = "renew" "renew the commitment",
        Keep = "keep" "keep until a later day, or erase",
        Backup = "backup" "make a copy",
        Show = "show" "look at it",
    }
}

/// A rule of Today.
pub struct Rule {
    /// Its id: part of the interface.
    pub id: &'static str,
    /// Where its items are shown.
    pub section: Section,
    /// When it is raised, with the name of each limit's setting.
    pub raised: &'static str,
    /// What it counts, as a singular noun ("request"), and what they are ("overdue").
    pub counts: (&'static str, &'static str),
    /// What it suggests, unless a finding knows better.
    pub suggest: Verb,
    check: fn(&Look) -> Vec<Finding>,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.id)
    }
}

macro_rules! rules {
    ($($id:literal $section:ident $suggest:ident $check:path, $noun:literal $state:literal, $raised:literal;)+) => {
        &[$(Rule {
            id: $id,
            section: Section::$section,
            raised: $raised,
            counts: ($noun, $state),
            suggest: Verb::$suggest,
            check: $check,
        }),+]
    };
}

/// Every rule, by section; within a section the earlier leads where two are equally grave.
pub const RULES: &[Rule] = rules! {
    "request-overdue" Requests Reassign requests::overdue, "request" "overdue",
        "no answer, or nobody asked, for more than answer-days";
    "request-due" Requests Answer requests::due, "request" "due",
        "no answer, or nobody asked, in the last answer-notice-days before answer-days is over";
    "request-blocked" Requests Reassign requests::blocked, "request" "blocked",
        "waiting with a mentor against whom a matching rule speaks";
    "request-unassigned" Requests Match requests::unassigned, "request" "with nobody asked",
        "open and nobody is asked";
    "courtesy-owed" Requests Courtesy requests::courtesy, "courtesy message" "owed",
        "declined without a courtesy message; red after more than courtesy-red-days";
    "pair-not-started" Pairs Log pairs::not_started, "pair" "not started",
        "active without a meeting held for more than start-days; red after more than start-red-days";
    "pair-stale" Pairs Log pairs::stale, "pair" "stale",
        "active and more than stale-percent of the agreed interval since the last meeting held; \
         red after more than stale-red-percent";
    "cancellations" Pairs Close pairs::cancellations, "pair" "cancelling",
        "missed-amber meetings missed in a row; red from missed-red on";
    "meeting-unlogged" Pairs Log pairs::unlogged, "pair" "with a meeting unlogged",
        "a planned meeting past for more than unlogged-days without a result";
    "review-overdue" Reviews Review reviews::overdue, "review" "overdue",
        "planned and past; red after more than review-red-days";
    "term-ended" Reviews Close reviews::term_ended, "pair" "past the agreed end",
        "the agreed end is past and the pair is open";
    "review-due" Reviews Review reviews::due, "review" "due",
        "due today or in the next review-notice-days";
    "agreement-unsigned" Paperwork Agree paperwork::agreement_unsigned, "agreement" "unsigned",
        "a signature missing for more than agreement-days after the start";
    "training-missing" Paperwork Person paperwork::training_missing, "mentor" "untrained",
        "an open pair of a mentor who is not known to be trained";
    "manager-agreement-missing" Paperwork Manager paperwork::manager_agreement_missing,
        "pair" "without the line manager",
        "an open pair whose mentee's line manager has not agreed, where manager-agreement is yes";
    "closing-open" Paperwork Close paperwork::closing_open, "closing" "unfinished",
        "closed, and closing steps open for more than closing-days";
    "line-conflict" People Close people::line_conflict, "pair" "in a line of management",
        "an open pair inside a line of management";
    "over-capacity" People Person people::over_capacity, "mentor" "over capacity",
        "more open pairs than places; info when overruled with a reason";
    "second-mentor" People Close people::second_mentor, "mentee" "with two mentors",
        "more than one open pair; info when overruled with a reason";
    "mentee-waiting" People Match people::mentee_waiting, "mentee" "waiting",
        "approved or active without open pair or request for more than waiting-days; \
         red after more than waiting-red-days";
    "mentor-returning" People Resume people::mentor_returning, "mentor" "returning",
        "hidden until a day past or in the next returning-days";
    "evaluation-due" People Person people::evaluation_due, "evaluation" "due",
        "a mentor's last evaluation, or joining, more than evaluation-days ago";
    "contact-due" Care Contact care::contact_due, "support contact" "due",
        "no contact, review or letter with a pair from the day on which one is due: first \
         contact-first-days after the start, then contact-second-days after it, then every \
         contact-every-days; where contacts is yes";
    "concern-open" Care Concern care::concern_open, "concern" "open",
        "a concern is open; red when it is immediate";
    "commitment-due" Scheme Renew scheme::commitment_due, "commitment" "due",
        "a renewal past or in the next commitment-notice-days";
    "keep-until-passed" Scheme Keep scheme::keep_until_passed, "person" "kept too long",
        "the day until which a person's data may be kept is past";
    "backup-old" Scheme Backup scheme::backup_old, "copy" "due",
        "no copy outside the data folder for more than backup-days";
};

/// What a rule cannot see in the snapshot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outside {
    /// Day of the last copy outside the data folder; none if there never was one.
    pub copied: Option<NaiveDate>,
    /// Day on which the scheme's file was made; none if that is not known.
    pub created: Option<NaiveDate>,
}

/// Somebody whom an item is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Someone {
    /// The person.
    #[serde(serialize_with = "item::as_text")]
    pub id: PersonId,
    /// Their name.
    pub name: Text,
    /// `mentor` or `mentee`.
    #[serde(rename = "as")]
    pub role: &'static str,
}

/// What a check found about one subject.
#[derive(Debug, Clone)]
struct Finding {
    subject: Option<AnyId>,
    people: Vec<Someone>,
    severity: Severity,
    days: Option<i64>,
    limit: Option<i64>,
    since: Option<NaiveDate>,
    why: String,
    leaves: String,
    suggest: Option<Verb>,
}

impl Finding {
    /// A finding without a clock; `leaves` says what would make it go away.
    fn new(subject: impl Into<AnyId>, severity: Severity, why: String, leaves: &str) -> Self {
        Self {
            subject: Some(subject.into()),
            people: Vec::new(),
            severity,
            days: None,
            limit: None,
            since: None,
            why,
            leaves: leaves.to_owned(),
            suggest: None,
        }
    }

    /// A finding about the scheme as a whole.
    fn of_scheme(severity: Severity, why: String, leaves: &str) -> Self {
        let nothing = AnyId { letter: '-', number: 0 };
        Self { subject: None, ..Self::new(nothing, severity, why, leaves) }
    }

    /// The day on which its clock started and the days counted since.
    fn clock(mut self, since: NaiveDate, days: i64) -> Self {
        self.since = Some(since);
        self.days = Some(days);
        self
    }

    /// The last day that its limit allows.
    fn limit(mut self, limit: i64) -> Self {
        self.limit = Some(limit);
        self
    }

    fn people(mut self, people: Vec<Someone>) -> Self {
        self.people = people;
        self
    }

    fn suggest(mut self, verb: Verb) -> Self {
        self.suggest = Some(verb);
        self
    }
}

/// What all checks look at: the scheme on a day, with what several of them need worked out once.
struct Look<'a> {
    scheme: &'a Scheme,
    on: NaiveDate,
    outside: &'a Outside,
    pairs: Vec<OpenPair<'a>>,
    requests: Vec<Waiting<'a>>,
}

/// A pair that is open on the day.
struct OpenPair<'a> {
    pair: &'a Pair,
    status: Status,
    met: Met<'a>,
}

/// An open request that waits for an answer, or for somebody to be asked.
struct Waiting<'a> {
    request: &'a Request,
    offer: Option<&'a Offer>,
    since: NaiveDate,
    days: i64,
}

impl<'a> Look<'a> {
    fn new(scheme: &'a Scheme, on: NaiveDate, outside: &'a Outside) -> Self {
        let open = |pair: &'a Pair| {
            let status = scheme.pair_status(pair.id, on).filter(|s| *s != Status::Closed)?;
            Some(OpenPair { pair, status, met: scheme.met(pair, on) })
        };
        let pairs = scheme.all::<Pair>().filter_map(open).collect();
        let open = scheme.all::<Request>().filter(|request| request.is_open(on));
        let requests = open.filter_map(|request| requests::waiting(scheme, request, on)).collect();
        Self { scheme, on, outside, pairs, requests }
    }

    fn number(&self, key: Key) -> i64 {
        self.scheme.settings().number(key)
    }

    /// A day in a sentence.
    fn day(&self, day: NaiveDate) -> String {
        short(day, self.on)
    }

    fn days_since(&self, day: NaiveDate) -> i64 {
        (self.on - day).num_days()
    }

    fn someone(&self, id: PersonId, role: &'static str) -> Someone {
        let person = self.scheme.get::<crate::domain::records::Person>(id);
        let name = person.map_or_else(|| Text::new(id.to_string()), |p| p.full_name.clone());
        Someone { id, name, role }
    }

    fn both(&self, pair: &Pair) -> Vec<Someone> {
        vec![self.someone(pair.mentee, "mentee"), self.someone(pair.mentor, "mentor")]
    }
}

/// Red over the second limit, amber over the first, with the limit that was passed.
fn graded(days: i64, amber: i64, red: i64) -> Option<(Severity, i64)> {
    if days > red.max(amber) {
        Some((Severity::Red, red.max(amber)))
    } else {
        (days > amber).then_some((Severity::Amber, amber))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_stands_once_in_the_order_of_its_section_and_explains_itself() {
        let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RULES.len(), "an id stands twice");
        assert!(RULES.is_sorted_by_key(|rule| rule.section));
        for rule in RULES {
            let kebab = rule.id.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(kebab && !rule.raised.is_empty(), "{}", rule.id);
            let named = rule.raised.split([' ', ';', ',']).filter(|word| word.contains('-'));
            for setting in named {
                assert!(
                    crate::domain::settings::Setting::named(setting).is_some(),
                    "{}: {setting}",
                    rule.id
                );
            }
        }
    }

    #[test]
    fn a_limit_is_passed_on_the_day_after_it() {
        assert_eq!(graded(14, 14, 28), None);
        assert_eq!(graded(15, 14, 28), Some((Severity::Amber, 14)));
        assert_eq!(graded(28, 14, 28), Some((Severity::Amber, 14)));
        assert_eq!(graded(29, 14, 28), Some((Severity::Red, 28)));
    }
}
