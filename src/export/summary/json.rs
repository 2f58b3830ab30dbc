//! The summary as JSON: exact values; "none" and what is not kept are null.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::domain::figures::{
    BreakdownLine, Cell, Comparison, Differs, FigureLine, Summary, Value,
};
use crate::export::json::pretty;

/// The summary as JSON.
pub fn json(summary: &Summary) -> String {
    pretty(&Whole {
        period: Span { from: summary.period.from, to: summary.period.to },
        as_of: summary.as_of,
        figures: summary.figures.iter().map(figure).collect(),
        breakdowns: summary.breakdowns.iter().map(breakdown).collect(),
        text: summary.text.iter().map(|sentence| sentence.words.as_str()).collect(),
        stories: summary.stories.told.iter().map(ToString::to_string).collect(),
        comparison: summary.comparison.as_ref().map(compared),
        frozen: summary.frozen.as_ref().map(|frozen| FrozenOn {
            on: frozen.on,
            now: frozen.differs.iter().map(differs).collect(),
        }),
    })
}

#[derive(Serialize)]
struct Whole<'a> {
    period: Span,
    as_of: NaiveDate,
    figures: Vec<Figure<'a>>,
    breakdowns: Vec<Breakdown<'a>>,
    text: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stories: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<Beside<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frozen: Option<FrozenOn<'a>>,
}

/// Schemes or groups side by side.
#[derive(Serialize)]
struct Beside<'a> {
    title: &'a str,
    columns: &'a [String],
    figures: Vec<Compared<'a>>,
    note: &'a str,
}

/// A figure with a value a column; a suppressed one is null.
#[derive(Serialize)]
struct Compared<'a> {
    id: &'a str,
    values: Vec<Option<Parts>>,
}

#[derive(Serialize)]
struct Parts {
    value: Option<Number>,
    numerator: Option<Number>,
    denominator: Option<Number>,
}

/// When the figures were frozen, and those that the records give differently today.
#[derive(Serialize)]
struct FrozenOn<'a> {
    on: NaiveDate,
    now: Vec<Now<'a>>,
}

#[derive(Serialize)]
struct Now<'a> {
    id: &'a str,
    value: Option<Number>,
}

#[derive(Serialize)]
struct Span {
    from: NaiveDate,
    to: NaiveDate,
}

#[derive(Serialize)]
struct Figure<'a> {
    id: &'a str,
    section: &'a str,
    value: Option<Number>,
    numerator: Option<Number>,
    denominator: Option<Number>,
    unit: &'a str,
    previous: Option<Number>,
    year_earlier: Option<Number>,
    definition: &'a str,
    /// Only where it is so: what it is made of is kept only as it is today.
    #[serde(skip_serializing_if = "is_false")]
    not_kept: bool,
}

#[derive(Serialize)]
struct Breakdown<'a> {
    id: &'a str,
    section: &'a str,
    name: &'a str,
    rows: Option<Vec<Row<'a>>>,
    definition: &'a str,
}

#[derive(Serialize)]
struct Row<'a> {
    label: &'a str,
    value: Option<i64>,
    #[serde(skip_serializing_if = "is_false")]
    suppressed: bool,
}

/// A number that is written without a fraction where it has none.
struct Number(f64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match format!("{:.0}", self.0).parse::<i64>() {
            Ok(whole) if self.0.fract() == 0.0 => serializer.serialize_i64(whole),
            _ => serializer.serialize_f64(self.0),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

fn differs(one: &Differs) -> Now<'_> {
    Now { id: one.figure.id, value: one.now.value.map(Number) }
}

fn compared(comparison: &Comparison) -> Beside<'_> {
    let parts = |value: &Value| Parts {
        value: value.value.map(Number),
        numerator: value.numerator.map(Number),
        denominator: value.denominator.map(Number),
    };
    let figures = comparison.lines.iter().map(|line| Compared {
        id: line.figure.id,
        values: line.values.iter().map(|value| value.as_ref().map(parts)).collect(),
    });
    Beside {
        title: &comparison.title,
        columns: &comparison.columns,
        figures: figures.collect(),
        note: &comparison.note,
    }
}

fn figure(line: &FigureLine) -> Figure<'_> {
    Figure {
        id: line.figure.id,
        section: line.figure.section.id(),
        value: line.value.value.map(Number),
        numerator: line.value.numerator.map(Number),
        denominator: line.value.denominator.map(Number),
        unit: line.figure.unit.id(),
        previous: line.previous.value.map(Number),
        year_earlier: line.year_earlier.value.map(Number),
        definition: &line.definition,
        not_kept: line.value.not_kept,
    }
}

fn breakdown(line: &BreakdownLine) -> Breakdown<'_> {
    let row = |cell: &Cell| cell.count.is_none();
    Breakdown {
        id: line.breakdown.id,
        section: line.breakdown.section.id(),
        name: line.breakdown.name,
        rows: line.cells.as_ref().map(|cells| {
            let rows = cells.iter().map(|cell| Row {
                label: &cell.label,
                value: cell.count,
                suppressed: row(cell),
            });
            rows.collect()
        }),
        definition: line.breakdown.definition,
    }
}
