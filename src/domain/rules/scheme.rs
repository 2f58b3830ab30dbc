//! Rules about the scheme as a whole: commitments of seniors, how long data are kept, its copy.

use crate::domain::records::{Commitment, Person};
use crate::domain::rules::{Finding, Look, Severity};
use crate::domain::settings::Key;
use crate::text::days::{count, relative};

/// The renewal of a senior's commitment is near or past (S4).
pub(super) fn commitment_due(look: &Look) -> Vec<Finding> {
    let notice = look.number(Key::CommitmentNoticeDays);
    let due = look.scheme.all::<Commitment>().filter_map(|commitment| {
        let renewal = commitment.renewal?;
        let days = look.days_since(renewal);
        let stands = commitment.ended.is_none_or(|ended| ended > look.on);
        if !stands || commitment.made > look.on || days < -notice {
            return None;
        }
        let why = format!(
            "the commitment of {} is to be renewed on {}, {}",
            commitment.who,
            look.day(renewal),
            relative(renewal, look.on)
        );
        let leaves = "a later renewal day, or its end";
        let finding = Finding::new(commitment.id, Severity::Info, why, leaves);
        Some(finding.clock(renewal, days).limit(0))
    });
    due.collect()
}

/// The day until which a person's data may be kept is past (P1).
pub(super) fn keep_until_passed(look: &Look) -> Vec<Finding> {
    let passed = look.scheme.all::<Person>().filter_map(|person| {
        let until = person.keep_until?;
        let days = look.days_since(until);
        if days <= 0 {
            return None;
        }
        let why = format!(
            "the data of {} were to be kept until {}, {} ago",
            person.full_name,
            look.day(until),
            count(days)
        );
        let leaves = "a later day with a reason, or erasing the person";
        let finding = Finding::new(person.id, Severity::Amber, why, leaves)
            .clock(until, days)
            .limit(0)
            .people(vec![look.someone(person.id, "person")]);
        Some(finding)
    });
    passed.collect()
}

/// No copy outside the data folder for too long; nothing to copy while nobody is in the scheme.
pub(super) fn backup_old(look: &Look) -> Vec<Finding> {
    let limit = look.number(Key::BackupDays);
    let Some(since) = look.outside.copied.or(look.outside.created) else { return Vec::new() };
    let days = look.days_since(since);
    if days <= limit || look.scheme.all::<Person>().len() == 0 {
        return Vec::new();
    }
    let why = match look.outside.copied {
        Some(day) => format!(
            "the last copy outside the data folder was made on {}, {} ago; the limit is {limit}",
            look.day(day),
            count(days)
        ),
        None => {
            format!("no copy outside the data folder for {}; the limit is {limit}", count(days))
        }
    };
    let finding = Finding {
        subject: None,
        people: Vec::new(),
        severity: Severity::Info,
        days: Some(days),
        limit: Some(limit),
        since: Some(since),
        why,
        leaves: "a copy outside the data folder".to_owned(),
        suggest: None,
    };
    vec![finding]
}
