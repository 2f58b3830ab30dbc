//! The figures of the monitoring summary: one row a figure with its definition in words, counted from the records alone.
//!
//! A new figure is one row in the file of its section. Sections come in the order of U3.

mod asks;
mod breakdowns;
mod change;
mod closures;
mod comparison;
mod effort;
mod frozen;
mod groups;
mod matching;
mod outcomes;
mod participation;
mod period;
mod relationships;
mod risks;
mod sentences;
mod stories;
mod summary;
mod trend;
mod value;
mod view;

use crate::domain::settings::{Setting, Settings};

pub use asks::Ask;
pub use breakdowns::{BREAKDOWNS, Breakdown, Cell, Labels, NOT_RECORDED};
pub use change::Change;
pub use comparison::{ComparedLine, Comparison};
pub use frozen::{Differs, Frozen, freeze};
pub use period::{Period, PeriodError, written};
pub use stories::Stories;
pub use summary::{BreakdownLine, FigureLine, Sentence, Summary, Went};
pub use trend::Trend;
pub use value::{Value, percent, rounded};
pub use view::{DAYS_OF_MONTH, PairFacts, Participant, View};

/// A section of the summary, in the order in which they are read (U3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// What a manager reads first.
    Headline,
    /// Who takes part.
    Participation,
    /// Requests, answers and how long a match takes.
    Matching,
    /// How the pairs are doing.
    Relationships,
    /// What came of it.
    Outcomes,
    /// How pairs ended.
    Closures,
    /// What is at risk and asked for.
    Risks,
    /// What it took and cost (S3).
    Effort,
    /// What the figures mean and what is missing (S6).
    Definitions,
}

impl Section {
    /// Every section.
    pub const ALL: &'static [Self] = &[
        Self::Headline,
        Self::Participation,
        Self::Matching,
        Self::Relationships,
        Self::Outcomes,
        Self::Closures,
        Self::Risks,
        Self::Effort,
        Self::Definitions,
    ];

    /// Its id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Participation => "participation",
            Self::Matching => "matching",
            Self::Relationships => "relationships",
            Self::Outcomes => "outcomes",
            Self::Closures => "closures",
            Self::Risks => "risks",
            Self::Effort => "effort",
            Self::Definitions => "definitions",
        }
    }

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Headline => "Headline",
            Self::Participation => "Participation",
            Self::Matching => "Matching",
            Self::Relationships => "Relationships",
            Self::Outcomes => "Outcomes",
            Self::Closures => "Closures and learning",
            Self::Risks => "Risks and asks",
            Self::Effort => "Effort and cost",
            Self::Definitions => "Definitions and data gaps",
        }
    }
}

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Records.
    Count,
    /// A part of a whole, 0 to 1 (utilisation may be more).
    Share,
    /// Calendar days, the median of so many.
    Days,
    /// Months of 365.25 / 12 days, the mean of so many.
    MeanMonths,
    /// Months of 365.25 / 12 days, the median of so many.
    MedianMonths,
    /// Hours.
    Hours,
    /// So many in a month of an active pair.
    PerPairMonth,
    /// A mean of scores from 1 to 5.
    Score,
    /// So many of one for one of the other.
    Ratio,
    /// An amount of money in the scheme's currency.
    Money,
    /// An amount of money for one of the other.
    MoneyPer,
}

impl Unit {
    /// Its id in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Share => "share",
            Self::Days => "days",
            Self::MeanMonths | Self::MedianMonths => "months",
            Self::Hours => "hours",
            Self::PerPairMonth => "per-pair-month",
            Self::Score => "score",
            Self::Ratio => "ratio",
            Self::Money => "money",
            Self::MoneyPer => "money-per",
        }
    }
}

/// Which way a figure should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Good {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// It only says how things are.
    Neither,
}

/// What a source aims at: from the one to the other, both included, in the figure's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// The least; none where only the most is named.
    pub least: Option<f64>,
    /// The most; none where only the least is named.
    pub most: Option<f64>,
}

impl Target {
    /// Whether a value is where the source aims, as it is said: 0.96 hours read "1" and are there.
    pub fn is_met(self, value: f64, unit: Unit) -> bool {
        let said = |value: f64| {
            let words = if unit == Unit::Share { percent(value) } else { rounded(value) };
            words.parse::<f64>().unwrap_or(value)
        };
        let value = said(value);
        self.least.is_none_or(|least| value >= said(least))
            && self.most.is_none_or(|most| value <= said(most))
    }

    /// "70 % or more", "70 to 80 %".
    pub fn said(self, unit: Unit) -> String {
        let (factor, sign) = if unit == Unit::Share { (100.0, " %") } else { (1.0, "") };
        let number = |limit: f64| rounded(limit * factor);
        match (self.least, self.most) {
            (Some(least), Some(most)) => format!("{} to {}{sign}", number(least), number(most)),
            (Some(least), None) => format!("{}{sign} or more", number(least)),
            (None, Some(most)) => format!("{}{sign} or less", number(most)),
            (None, None) => String::new(),
        }
    }
}

/// One figure.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Its name in kebab case.
    pub id: &'static str,
    /// Where it stands.
    pub section: Section,
    /// Its name.
    pub name: &'static str,
    /// What is counted, of what, in words; `{answer-days}` stands for the setting of that name.
    pub definition: &'static str,
    /// What it is counted in.
    pub unit: Unit,
    /// Which way it should go.
    pub good: Good,
    /// What a source aims at.
    pub target: Option<Target>,
    /// Whether all that it is made of is dated. What is not says "not kept" for a past day.
    pub dated: bool,
    /// Counts it.
    pub compute: fn(&View<'_>) -> Value,
}

impl Figure {
    /// The figure for a period.
    pub fn value(&self, view: &View<'_>) -> Value {
        if view.is_past && !self.dated { Value::unknown() } else { (self.compute)(view) }
    }

    /// Whether it grows day by day in a period, so that a part of a period has less of it than a
    /// whole one.
    pub fn accrues(&self) -> bool {
        const ACCRUING: [&str; 5] =
            ["pairs-served", "new-pairs", "success-stories", "concerns-raised", "concerns-closed"];
        ACCRUING.contains(&self.id)
            || matches!(self.unit, Unit::Hours)
            || (self.unit == Unit::Money && self.id != "planned")
    }

    /// The definition with the limits of this scheme.
    pub fn definition(&self, settings: &Settings) -> String {
        defined(self.definition, settings)
    }

    /// The figure of this id.
    pub fn named(id: &str) -> Option<&'static Self> {
        figures().find(|figure| figure.id == id)
    }
}

/// Every figure, section by section.
pub fn figures() -> impl Iterator<Item = &'static Figure> {
    let sections: [&'static [Figure]; 7] = [
        participation::FIGURES,
        matching::FIGURES,
        relationships::FIGURES,
        outcomes::FIGURES,
        closures::FIGURES,
        risks::FIGURES,
        effort::FIGURES,
    ];
    sections.into_iter().flatten()
}

/// A definition with `{setting}` replaced by the value of the setting.
fn defined(definition: &str, settings: &Settings) -> String {
    let mut words = String::with_capacity(definition.len());
    let mut rest = definition;
    while let Some((before, tail)) = rest.split_once('{') {
        words.push_str(before);
        let (id, after) = tail.split_once('}').unwrap_or((tail, ""));
        if let Some(setting) = Setting::named(id) {
            words.push_str(settings.text(setting.key));
        }
        rest = after;
    }
    words.push_str(rest);
    words
}

#[cfg(test)]
mod arithmetic;
#[cfg(test)]
mod autumn;
#[cfg(test)]
mod by_hand;
#[cfg(test)]
mod tests;
