//! The monitoring summary of a period: every figure beside the period before and a year earlier, breakdowns, and sentences.

use chrono::NaiveDate;

use crate::domain::figures::{
    BREAKDOWNS, Breakdown, Cell, Figure, Period, Section, Value, View, figures, sentences,
};
use crate::domain::scheme::Scheme;
use crate::domain::settings::Key;
use crate::text::Text;

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
            text: Vec::new(),
        };
        summary.text = sentences::sentences(&summary, settings);
        summary
    }

    /// A figure by its id.
    pub fn figure(&self, id: &str) -> Option<&FigureLine> {
        self.figures.iter().find(|line| line.figure.id == id)
    }
}
