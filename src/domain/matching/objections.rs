//! The rules of M2 that speak against a pair of two people: one table, hard rules first, each with its check.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::codes::{PreferenceKind, Status, Subject};
use crate::domain::ids::{OfferId, PairId, PersonId, RequestId};
use crate::domain::matching::places::{holds_place, places_taken};
use crate::domain::records::{
    Absence, Closure, Line, Mentor, Offer, Pair, Person, Preference, Request,
};
use crate::domain::scheme::Scheme;
use crate::domain::search::is_named;
use crate::domain::tables::Link;
use crate::text::days::short;
use crate::text::{Text, fold};

/// A rule that speaks against two people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Id of the rule (`full`).
    pub rule: &'static str,
    /// Whether it is a hard rule: over-ruled only with a second confirmation (M3).
    pub hard: bool,
    /// A sentence with the facts, without a full stop.
    pub why: String,
}

/// One rule of M2. Sector is never among them.
pub struct Rule {
    /// Its id, as in overrides, exclusions and JSON.
    pub id: &'static str,
    /// Whether it is a hard rule.
    pub hard: bool,
    /// What it says, for participants (M7).
    pub says: &'static str,
    check: fn(&Case) -> Option<String>,
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rule({})", self.id)
    }
}

/// The question put to a rule: may these two be a pair on this day?
struct Case<'a> {
    scheme: &'a Scheme,
    mentor: PersonId,
    mentee: PersonId,
    on: NaiveDate,
    ignoring: Option<PairId>,
    ignoring_offer: Option<OfferId>,
}

/// Every rule, hard ones first, in the order of M2. Ids: hard `self`, `line`, `group`, `full`,
/// `hidden`, `not-active`, `avoid`, `never-again`, `already-paired`; soft `untrained`,
/// `first-time-second`, `second-mentor`, `same-department`, `offer-pending`.
pub const RULES: &[Rule] = &[
    Rule { id: "self", hard: true, says: "Nobody mentors themselves.", check: oneself },
    Rule {
        id: "line",
        hard: true,
        says: "No pair inside a line of management, in either direction and at any height.",
        check: line,
    },
    Rule {
        id: "group",
        hard: true,
        says: "No pair inside a research group or team.",
        check: group,
    },
    Rule {
        id: "full",
        hard: true,
        says: "No mentor gets more mentees than they have places.",
        check: full,
    },
    Rule { id: "hidden", hard: true, says: "No mentor is asked while away.", check: hidden },
    Rule {
        id: "not-active",
        hard: true,
        says: "Both take part in the scheme: approved or active.",
        check: not_active,
    },
    Rule { id: "avoid", hard: true, says: "Nobody gets a person they would avoid.", check: avoid },
    Rule {
        id: "never-again",
        hard: true,
        says: "No second pair of two who ended with the wish not to be paired again.",
        check: never_again,
    },
    Rule {
        id: "already-paired",
        hard: true,
        says: "No second open pair of the same two.",
        check: already_paired,
    },
    Rule { id: "untrained", hard: false, says: "Mentors are trained first.", check: untrained },
    Rule {
        id: "first-time-second",
        hard: false,
        says: "A first-time mentor starts with one mentee.",
        check: first_time_second,
    },
    Rule {
        id: "second-mentor",
        hard: false,
        says: "A mentee has one mentor at a time.",
        check: second_mentor,
    },
    Rule {
        id: "same-department",
        hard: false,
        says: "Mentor and mentee come from different departments where possible.",
        check: same_department,
    },
    Rule {
        id: "offer-pending",
        hard: false,
        says: "A mentee's request is with one mentor at a time.",
        check: offer_pending,
    },
];

/// What speaks against a pair of these two on a day: hard rules first, in the order of [`RULES`].
pub fn objections(
    scheme: &Scheme,
    mentor: PersonId,
    mentee: PersonId,
    on: NaiveDate,
) -> Vec<Objection> {
    objections_except(scheme, mentor, mentee, on, None, None)
}

/// The same, as if a pair that is about to end and an offer that is about to be withdrawn (with
/// those of the same group of requests) were not there.
pub fn objections_except(
    scheme: &Scheme,
    mentor: PersonId,
    mentee: PersonId,
    on: NaiveDate,
    ignoring: Option<PairId>,
    ignoring_offer: Option<OfferId>,
) -> Vec<Objection> {
    let case = Case { scheme, mentor, mentee, on, ignoring, ignoring_offer };
    // one person against themselves breaks most rules; only the one says what is wrong
    let rules = if mentor == mentee { RULES.get(..1).unwrap_or_default() } else { RULES };
    let objection = |rule: &Rule| {
        let why = (rule.check)(&case)?;
        Some(Objection { rule: rule.id, hard: rule.hard, why })
    };
    rules.iter().filter_map(objection).collect()
}

/// Whether one of the two stands above the other in the line of management on a day, in words.
pub fn in_line(
    scheme: &Scheme,
    mentor: PersonId,
    mentee: PersonId,
    on: NaiveDate,
) -> Option<String> {
    line(&Case { scheme, mentor, mentee, on, ignoring: None, ignoring_offer: None })
}

impl<'a> Case<'a> {
    fn mentor_name(&self) -> String {
        self.scheme.name(self.mentor)
    }

    fn mentee_name(&self) -> String {
        self.scheme.name(self.mentee)
    }

    fn day(&self, day: NaiveDate) -> String {
        short(day, self.on)
    }

    /// The pairs of one side that count, without the one that is about to end.
    fn pairs(&self, link: Link, person: PersonId) -> impl Iterator<Item = &'a Pair> {
        let pairs = self.scheme.linked::<Pair>(link, person);
        pairs.filter(|pair| {
            self.ignoring != Some(pair.id) && holds_place(self.scheme, pair, self.on)
        })
    }

    /// The same field of both, if it is filled and equal but for case and accents.
    fn same(&self, field: fn(&Person) -> &Text) -> Option<&'a Text> {
        let mentor = field(self.scheme.get::<Person>(self.mentor)?);
        let mentee = field(self.scheme.get::<Person>(self.mentee)?);
        let same = !mentor.is_empty() && fold(mentor.exact()) == fold(mentee.exact());
        same.then_some(mentee)
    }
}

fn oneself(case: &Case) -> Option<String> {
    (case.mentor == case.mentee)
        .then(|| format!("{} cannot be their own mentor", case.mentor_name()))
}

fn line(case: &Case) -> Option<String> {
    let (mentor, mentee) = (case.mentor_name(), case.mentee_name());
    let above = |below, above| steps_above(case.scheme, below, above, case.on);
    let said = |steps, upper: &str, lower: &str| {
        if steps == 1 {
            format!("{upper} is the line manager of {lower}")
        } else {
            format!("{upper} is {steps} steps above {lower} in the line of management")
        }
    };
    above(case.mentee, case.mentor)
        .map(|steps| said(steps, &mentor, &mentee))
        .or_else(|| above(case.mentor, case.mentee).map(|steps| said(steps, &mentee, &mentor)))
}

/// How many steps above `below` a person stands in the line of management on a day, the line
/// manager being 1. Each manager is visited once, so a loop ends.
fn steps_above(scheme: &Scheme, below: PersonId, above: PersonId, on: NaiveDate) -> Option<usize> {
    let sought = scheme.get::<Person>(above)?;
    let mut seen = BTreeSet::from([below]);
    let mut level = vec![below];
    let mut steps = 0;
    while !level.is_empty() {
        steps += 1;
        let mut next = Vec::new();
        for person in level {
            let lines = scheme.linked::<Line>(Link::LinesOfPerson, person);
            for line in lines.filter(|line| line.holds(on)) {
                match line.manager {
                    Some(manager) if manager == above => return Some(steps),
                    Some(manager) if seen.insert(manager) => next.push(manager),
                    None if is_named(sought, &line.manager_name) => return Some(steps),
                    Some(_) | None => {}
                }
            }
        }
        level = next;
    }
    None
}

fn group(case: &Case) -> Option<String> {
    let team = case.same(|person| &person.team)?;
    Some(format!("{} and {} are both in {team}", case.mentor_name(), case.mentee_name()))
}

fn full(case: &Case) -> Option<String> {
    let capacity = case.scheme.get::<Mentor>(case.mentor)?.capacity;
    let ending = case
        .ignoring
        .and_then(|id| case.scheme.get::<Pair>(id))
        .filter(|pair| pair.mentor == case.mentor && holds_place(case.scheme, pair, case.on));
    let taken = places_taken(case.scheme, case.mentor, case.on) - i64::from(ending.is_some());
    if taken < capacity {
        return None;
    }
    let places = if capacity == 1 { "place" } else { "places" };
    Some(if capacity == 0 {
        format!("{} takes no mentees: 0 places", case.mentor_name())
    } else {
        format!("{} is full: {taken} of {capacity} {places} taken", case.mentor_name())
    })
}

fn hidden(case: &Case) -> Option<String> {
    let mut absences = case.scheme.linked::<Absence>(Link::AbsencesOfPerson, case.mentor);
    let absence = absences.find(|absence| absence.covers(case.on))?;
    let until = match absence.until {
        Some(until) => format!("until {}", case.day(until)),
        None => format!("since {}", case.day(absence.since)),
    };
    let reason =
        if absence.reason.is_empty() { String::new() } else { format!(" ({})", absence.reason) };
    Some(format!("{} is hidden {until}{reason}", case.mentor_name()))
}

fn not_active(case: &Case) -> Option<String> {
    if case.scheme.get::<Mentor>(case.mentor).is_none() {
        return Some(format!("{} is no mentor", case.mentor_name()));
    }
    [case.mentor, case.mentee].into_iter().find_map(|id| {
        let name = case.scheme.name(id);
        match case.scheme.phase_on(Subject::Person, id.0, case.on) {
            Some(phase) if matches!(phase.status, Status::Approved | Status::Active) => None,
            Some(phase) => {
                Some(format!("{name} is {} since {}", phase.status, case.day(phase.since)))
            }
            None => Some(format!("{name} has no status on {}", case.day(case.on))),
        }
    })
}

fn avoid(case: &Case) -> Option<String> {
    let avoids = |person: PersonId, other: PersonId| {
        let named = case.scheme.get::<Person>(other);
        case.scheme.linked::<Preference>(Link::PreferencesOfPerson, person).any(|wish| {
            let meant = match wish.other {
                Some(id) => id == other,
                None => named.is_some_and(|named| is_named(named, &wish.other_name)),
            };
            wish.kind == PreferenceKind::Avoids && meant
        })
    };
    [(case.mentee, case.mentor), (case.mentor, case.mentee)].into_iter().find_map(|(who, whom)| {
        let said = || {
            format!("{} would rather not have {}", case.scheme.name(who), case.scheme.name(whom))
        };
        avoids(who, whom).then(said)
    })
}

fn never_again(case: &Case) -> Option<String> {
    let ended = |mentor, mentee| {
        let pairs = case.scheme.linked::<Pair>(Link::PairsOfMentee, mentee);
        pairs.filter(move |pair| pair.mentor == mentor).find_map(|pair| {
            let closure = case.scheme.get::<Closure>(pair.id)?;
            let never = closure.may_pair_again == Some(false) && closure.day <= case.on;
            never.then_some(closure.day)
        })
    };
    let day = ended(case.mentor, case.mentee).or_else(|| ended(case.mentee, case.mentor))?;
    Some(format!(
        "{} and {} were a pair until {} and are not to be paired again",
        case.mentor_name(),
        case.mentee_name(),
        case.day(day)
    ))
}

fn already_paired(case: &Case) -> Option<String> {
    let mut pairs = case.pairs(Link::PairsOfMentee, case.mentee);
    let pair = pairs.find(|pair| pair.mentor == case.mentor)?;
    let since = if pair.start > case.on { "from" } else { "since" };
    Some(format!(
        "{} and {} are a pair {since} {}",
        case.mentor_name(),
        case.mentee_name(),
        case.day(pair.start)
    ))
}

fn untrained(case: &Case) -> Option<String> {
    let mentor = case.scheme.get::<Mentor>(case.mentor)?;
    if mentor.is_trained(case.on) {
        return None;
    }
    let name = case.mentor_name();
    Some(match (mentor.trained_on, mentor.trained) {
        (Some(day), _) => format!("{name} will be trained only on {}", case.day(day)),
        (None, Some(_)) => format!("{name} is not trained"),
        (None, None) => format!("{name} has no training on record"),
    })
}

fn first_time_second(case: &Case) -> Option<String> {
    let mentor = case.scheme.get::<Mentor>(case.mentor)?;
    let others = || {
        let pairs = case.pairs(Link::PairsOfMentor, case.mentor);
        pairs.filter(|pair| pair.mentee != case.mentee).count()
    };
    (mentor.first_time == Some(true) && others() > 0)
        .then(|| format!("{} mentors for the first time and has a mentee", case.mentor_name()))
}

fn second_mentor(case: &Case) -> Option<String> {
    let mut pairs = case.pairs(Link::PairsOfMentee, case.mentee);
    let pair = pairs.find(|pair| pair.mentor != case.mentor)?;
    Some(format!("{} already has a mentor, {}", case.mentee_name(), case.scheme.name(pair.mentor)))
}

fn same_department(case: &Case) -> Option<String> {
    let department = case.same(|person| &person.department)?;
    Some(format!("{} and {} are both in {department}", case.mentor_name(), case.mentee_name()))
}

/// An offer to another mentor. Requests that were sent to several mentors at once belong
/// together, so the others of the ignored offer's group do not count.
fn offer_pending(case: &Case) -> Option<String> {
    let first = |request: &Request| request.group_of.unwrap_or(request.id);
    let ignored: Option<RequestId> = case
        .ignoring_offer
        .and_then(|id| case.scheme.get::<Offer>(id))
        .and_then(|offer| case.scheme.get::<Request>(offer.request))
        .map(first);
    let open = case
        .scheme
        .linked::<Request>(Link::RequestsOfMentee, case.mentee)
        .filter(|request| request.is_open(case.on) && Some(first(request)) != ignored);
    let mut pending = open
        .flat_map(|request| case.scheme.linked::<Offer>(Link::OffersOfRequest, request.id))
        .filter(|offer| offer.is_pending(case.on) && offer.mentor != case.mentor);
    let offer = pending.next()?;
    Some(format!(
        "{} has an unanswered offer with {} since {}",
        case.mentee_name(),
        case.scheme.name(offer.mentor),
        case.day(offer.sent)
    ))
}
