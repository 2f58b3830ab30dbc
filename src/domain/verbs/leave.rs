//! Leave to over-rule: a typed reason for soft rules, and a second confirmation for hard ones (M3).

use crate::domain::matching::Objection;
use crate::domain::records::Overrides;
use crate::domain::refusal::Refusal;
use crate::text::Text;

/// What the coordinator gave to over-rule the rules that speak against a match (M3).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Leave {
    /// The typed reason; empty over-rules nothing.
    pub reason: Text,
    /// The second, explicit confirmation that a hard rule needs.
    pub confirmed: bool,
}

impl Leave {
    /// No rule is over-ruled.
    pub fn none() -> Self {
        Self::default()
    }

    /// What an import brings in against a rule (M3).
    pub fn as_in_sheet() -> Self {
        Self { reason: Text::from(Overrides::AS_IN_SHEET), confirmed: true }
    }
}

/// The overrides to keep for these objections, or the first of them that the leave does not cover.
/// `kept` are overrides given earlier for the same two; they stay.
pub fn allow(
    objections: &[Objection],
    kept: &Overrides,
    leave: &Leave,
) -> Result<Overrides, Refusal> {
    let mut overrides = kept.clone();
    for objection in objections.iter().filter(|objection| kept.reason(objection.rule).is_none()) {
        if leave.reason.is_empty() || (objection.hard && !leave.confirmed) {
            return Err(Refusal::Rule {
                rule: objection.rule,
                hard: objection.hard,
                why: objection.why.clone(),
            });
        }
        overrides.set(objection.rule, &leave.reason);
    }
    Ok(overrides)
}
