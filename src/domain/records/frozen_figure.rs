//! A number or sentence of a summary as it was reported (U4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::codes::FrozenPart;
use crate::domain::ids::FrozenFigureId;
use crate::domain::tables::{Link, Linked};
use crate::text::Text;

/// One number or sentence of the summary of a period, kept as it was reported (U4). It holds
/// nothing of a person: only what a summary shows is frozen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenFigure {
    /// Primary key.
    pub id: FrozenFigureId,
    /// First day of the period.
    pub period_from: NaiveDate,
    /// Last day of the period, which is over.
    pub period_to: NaiveDate,
    /// Day on which it was frozen.
    pub frozen: NaiveDate,
    /// What it is of the summary.
    pub part: FrozenPart,
    /// The figure's or breakdown's id; of a sentence its section.
    pub name: Text,
    /// The cell's label, the month (`2026-03`) or the sentence; empty for a figure.
    pub label: Text,
    /// The value, exact; none where there was none or it was suppressed.
    pub value: Option<Text>,
    /// What was counted, exact.
    pub numerator: Option<Text>,
    /// What it is a part of, exact.
    pub denominator: Option<Text>,
    /// Whether it was not kept for that period.
    pub not_kept: bool,
}

impl Linked for FrozenFigure {
    fn links(&self, _: &mut dyn FnMut(Link, i64)) {}
}
