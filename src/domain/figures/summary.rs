//! The monitoring summary of a period: every figure beside the period before and a year earlier, breakdowns, and sentences.

use chrono::NaiveDate;

use crate::domain::figures::frozen::{self, Kept};
use crate::domain::figures::{
    Ask, BREAKDOWNS, Breakdown, Cell, Comparison, Differs, Figure, Frozen, Good, Period, Section,
    Stories, Trend, Value, View, asks, figures, sentences, stories, trend, written,
};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::text::{Text, days};

/// A figure with what it is compared with (U1).
#[derive(Debug, Clone)]
pub struct FigureLine {
    /// Its row of the table.
    pub figure: &'static Figure,
    /// Its definition with the limits of this scheme.
    pub definition: String,
    /// In the period.
    pub value: Value,
    /// In the period before.
    pub previous: Value,
    /// In the same period a year earlier.
    pub year_earlier: Value,
}

/// How a figure went since the period before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Went {
    /// The way in which it should go.
    Better,
    /// The other way.
    Worse,
    /// More or less of what is neither good nor bad.
    Other,
    /// It reads the same.
    Same,
}

impl FigureLine {
    /// How it went since the period before; none where one of the two is not known, or where only
    /// a part of the period is over and the other was whole.
    pub fn went(&self, is_over: bool) -> Option<Went> {
        self.went_since(&self.previous, is_over)
    }

    /// The same since a value of another period.
    pub(super) fn went_since(&self, before: &Value, is_over: bool) -> Option<Went> {
        let unit = self.figure.unit;
        if !is_over && self.figure.accrues() {
            return None;
        }
        let (now, was) = (self.value.value?, before.value?);
        Some(match (self.figure.good, now > was) {
            _ if self.value.short(unit) == before.short(unit) => Went::Same,
            (Good::Neither, _) => Went::Other,
            (Good::Higher, true) | (Good::Lower, false) => Went::Better,
            (Good::Higher, false) | (Good::Lower, true) => Went::Worse,
        })
    }

    /// Whether it is where a source aims; none without an aim or a value.
    pub fn is_on_aim(&self) -> Option<bool> {
        Some(self.figure.target?.is_met(self.value.value?, self.figure.unit))
    }
}

/// A breakdown of the period.
#[derive(Debug, Clone)]
pub struct BreakdownLine {
    /// Its row of the table.
    pub breakdown: &'static Breakdown,
    /// Its cells; none where they are kept only as they are today.
    pub cells: Option<Vec<Cell>>,
}

/// A sentence made from figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub section: Section,
    /// The sentence.
    pub words: String,
}

/// The monitoring summary. The same scheme, period and day give the same summary.
#[derive(Debug, Clone)]
pub struct Summary {
    /// Name of the scheme.
    pub scheme: Text,
    /// The period.
    pub period: Period,
    /// The day as of which its figures are taken.
    pub as_of: NaiveDate,
    /// The figures, in the order of the sections.
    pub figures: Vec<FigureLine>,
    /// The breakdowns, in the order of the sections.
    pub breakdowns: Vec<BreakdownLine>,
    /// How the figures that are followed went over the twelve months up to the as-of day.
    pub trends: Vec<Trend>,
    /// Topics for which mentors are asked for.
    pub asks: Vec<Ask>,
    /// Success stories that may be shared.
    pub stories: Stories,
    /// What is to be known where it is told from what was frozen.
    pub frozen: Option<Frozen>,
    /// Other schemes, or the groups of this one, beside each other, where that was asked for.
    pub comparison: Option<Comparison>,
    /// The sentences, in the order of the sections.
    pub text: Vec<Sentence>,
}

impl Summary {
    /// The summary of a period, looked at today.
    pub fn new(scheme: &Scheme, period: Period, today: NaiveDate) -> Self {
        let view = View::new(scheme, period, today);
        let before = View::new(scheme, period.previous(), today);
        let earlier = View::new(scheme, period.year_earlier(), today);
        let settings = scheme.settings();
        let figures: Vec<_> = figures()
            .map(|figure| FigureLine {
                figure,
                definition: figure.definition(settings),
                value: figure.value(&view),
                previous: figure.value(&before),
                year_earlier: figure.value(&earlier),
            })
            .collect();
        let breakdowns = BREAKDOWNS
            .iter()
            .map(|breakdown| BreakdownLine { breakdown, cells: breakdown.cells(&view) })
            .collect();
        let as_of = view.as_of;
        let mut summary = Self {
            scheme: settings.text(Key::Name).into(),
            period,
            as_of,
            figures,
            breakdowns,
            trends: trend::trends(scheme, as_of),
            asks: asks::asks(&view),
            stories: stories::stories(&view),
            frozen: None,
            comparison: None,
            text: Vec::new(),
        };
        let (before, earlier) =
            (Kept::of(scheme, period.previous()), Kept::of(scheme, period.year_earlier()));
        for line in &mut summary.figures {
            frozen::compare(line, before.as_ref(), earlier.as_ref());
        }
        summary.text = sentences::sentences(&summary, settings);
        if let Some(kept) = Kept::of(scheme, period) {
            summary.frozen = frozen::thaw(&mut summary, &kept);
        }
        summary
    }

    /// The same with a comparison, which is always told from the records as they are.
    #[must_use]
    pub fn beside(mut self, mut comparison: Comparison) -> Self {
        if self.frozen.is_some() {
            comparison.note.push_str(" It is told from the records as they are today.");
        }
        self.comparison = Some(comparison);
        self
    }

    /// Whether the last day of the period had come.
    pub fn is_over(&self) -> bool {
        self.as_of == self.period.to
    }

    /// What a reader must know of how it came about: a period that is not over, figures that were
    /// frozen and would be others today.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.is_over() {
            let days = days::count((self.as_of - self.period.from).num_days() + 1);
            remarks
                .push(format!("The period is not over: its first {days} stand beside whole ones."));
        }
        if let Some(frozen) = &self.frozen {
            let on = written(frozen.on);
            remarks.push(format!("The figures stand as they were reported on {on}."));
            let now: Vec<String> = frozen.differs.iter().map(Differs::said).collect();
            if !now.is_empty() {
                remarks.push(format!("The records give today: {}.", now.join("; ")));
            }
        }
        remarks
    }

    /// A figure by its id.
    pub fn figure(&self, id: &str) -> Option<&FigureLine> {
        self.figures.iter().find(|line| line.figure.id == id)
    }
}
