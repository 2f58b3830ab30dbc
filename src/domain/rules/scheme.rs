//! Rules about the scheme as a whole: its copy.

use crate::domain::records::Person;
use crate::domain::rules::{Finding, Look, Severity};
use crate::domain::settings::Key;
use crate::text::days::count;

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
