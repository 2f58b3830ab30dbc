//! Rules about paperwork: closing steps that stay open.

use crate::domain::codes::Status;
use crate::domain::records::{Closure, Pair};
use crate::domain::rules::{Finding, Look, Severity};
use crate::domain::settings::Key;
use crate::text::days::count;

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
