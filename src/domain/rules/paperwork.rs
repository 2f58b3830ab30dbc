//! Rules about paperwork: signatures, training, the line manager's agreement, closing steps that stay open.

use std::collections::BTreeMap;

use crate::domain::codes::{PairKind, Status};
use crate::domain::ids::PersonId;
use crate::domain::records::{Agreement, Closure, Mentor, Pair};
use crate::domain::rules::{Finding, Look, Severity};
use crate::domain::settings::Key;
use crate::text::days::count;

/// A signature missing too long after the start (R2).
pub(super) fn agreement_unsigned(look: &Look) -> Vec<Finding> {
    let limit = look.number(Key::AgreementDays);
    let unsigned = look.pairs.iter().filter_map(|open| {
        let pair = open.pair;
        let days = look.days_since(pair.start);
        if pair.kind == PairKind::OneOff || days <= limit {
            return None;
        }
        let agreement = look.scheme.get::<Agreement>(pair.id);
        if agreement.is_some_and(|agreement| agreement.is_signed(look.on)) {
            return None;
        }
        let missing = match agreement.map(|agreement| agreement.signatures(look.on)) {
            None | Some((false, false)) => "nobody has signed",
            Some((true, _)) => "the mentee has not signed",
            Some((_, true)) => "the mentor has not signed",
        };
        let why = format!(
            "{missing}; they started on {}, {} ago; the limit is {limit}",
            look.day(pair.start),
            count(days)
        );
        let finding =
            Finding::new(pair.id, Severity::Amber, why, "both signatures on the agreement")
                .clock(pair.start, days)
                .limit(limit)
                .people(look.both(pair));
        Some(finding)
    });
    unsigned.collect()
}

/// An open pair of a mentor who is not known to be trained (P2).
pub(super) fn training_missing(look: &Look) -> Vec<Finding> {
    let mut first: BTreeMap<PersonId, &Pair> = BTreeMap::new();
    for open in &look.pairs {
        let earliest = first.entry(open.pair.mentor).or_insert(open.pair);
        if open.pair.start < earliest.start {
            *earliest = open.pair;
        }
    }
    let untrained = first.into_iter().filter(|(mentor, _)| {
        let mentor = look.scheme.get::<Mentor>(*mentor);
        mentor.is_none_or(|mentor| !mentor.is_trained(look.on))
    });
    let finding = |(mentor, pair): (PersonId, &Pair)| {
        let why = format!(
            "{} is not known to be trained and has a mentee since {}",
            look.scheme.name(mentor),
            look.day(pair.start)
        );
        Finding::new(mentor, Severity::Amber, why, "the day of the training")
            .clock(pair.start, look.days_since(pair.start))
            .people(vec![look.someone(mentor, "mentor")])
    };
    untrained.map(finding).collect()
}

/// An open pair whose mentee's line manager has not agreed, where the scheme asks for it (P4). It is
/// the mentee's whose duties lie in the pair (to let them go to it and support them); a mentor's
/// agreement can be recorded, and nobody is asked for it.
pub(super) fn manager_agreement_missing(look: &Look) -> Vec<Finding> {
    if !look.scheme.settings().is_on(Key::ManagerAgreement) {
        return Vec::new();
    }
    let missing = look.pairs.iter().filter_map(|open| {
        let pair = open.pair;
        let line = look.scheme.line(pair.mentee, look.on);
        let agreed = line.is_some_and(|line| {
            line.agreed == Some(true) && line.agreed_on.is_none_or(|day| day <= look.on)
        });
        if agreed {
            return None;
        }
        let name = look.scheme.name(pair.mentee);
        let why = match line {
            Some(line) if line.agreed == Some(false) => {
                format!("the line manager of {name} did not agree")
            }
            Some(_) => format!("the line manager of {name} has not agreed yet"),
            None => format!("{name} has no line manager on record who agreed"),
        };
        let finding = Finding::new(pair.id, Severity::Amber, why, "the line manager's agreement")
            .clock(pair.start, look.days_since(pair.start))
            .people(look.both(pair));
        Some(finding)
    });
    missing.collect()
}

/// Closed, and steps of V3 open for too long.
pub(super) fn closing_open(look: &Look) -> Vec<Finding> {
    let limit = look.number(Key::ClosingDays);
    let late = look.scheme.all::<Closure>().filter_map(|closure| {
        let days = look.days_since(closure.day);
        if days <= limit {
            return None;
        }
        let steps = closure.open_steps(look.on);
        let pair = look.scheme.get::<Pair>(closure.id)?;
        let closed = look.scheme.pair_status(pair.id, look.on) == Some(Status::Closed);
        if steps.is_empty() || !closed {
            return None;
        }
        let why = format!(
            "closed on {}, {} ago, and still open: {}",
            look.day(closure.day),
            count(days),
            steps.join(", ")
        );
        let leaves = "recording these steps, or letting them rest";
        let finding = Finding::new(pair.id, Severity::Amber, why, leaves)
            .clock(closure.day, days)
            .limit(limit)
            .people(look.both(pair));
        Some(finding)
    });
    late.collect()
}
