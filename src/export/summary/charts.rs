//! The charts of the summary as data: what each shows, and the same in words for those who do not see it.

use chrono::Datelike;

use crate::domain::figures::{
    BreakdownLine, FigureLine, NOT_RECORDED, Period, Section, Summary, Trend, Unit, rounded,
};
use crate::text::days::month_name;

/// Most bars of a breakdown; a longer one stays a table.
const MOST_BARS: usize = 14;

/// A breakdown that is drawn, by its id.
const DRAWN: &[&str] = &["mentor-balance", "participants-by-department", "closures-by-reason"];

/// What a chart looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A column a month, from left to right.
    Months,
    /// A bar a label, from top to bottom.
    Bars,
    /// A bar a share, 0 to 1, with a mark at its aim.
    Shares,
}

/// One bar or column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar {
    /// What it stands for.
    pub(super) label: String,
    /// How long it is; none where the number is suppressed or there is none.
    pub(super) value: Option<f64>,
    /// The value in words.
    pub(super) said: String,
    /// The least that is aimed at.
    pub(super) aim: Option<f64>,
}

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chart {
    /// Its name in kebab case.
    pub(super) id: String,
    /// Where it stands.
    pub(super) section: Section,
    /// Its title.
    pub(super) title: String,
    /// What it shows, in words.
    pub(super) words: String,
    /// What it looks like.
    pub(super) shape: Shape,
    /// Its bars.
    pub(super) bars: Vec<Bar>,
}

/// The charts of a summary, in the order of the sections. One with nothing to show is left out.
pub(super) fn charts(summary: &Summary) -> Vec<Chart> {
    let trends = summary.trends.iter().map(by_month);
    let broken_down = summary
        .breakdowns
        .iter()
        .filter(|line| DRAWN.contains(&line.breakdown.id))
        .filter_map(broken_down);
    let mut charts: Vec<Chart> = trends.chain(broken_down).chain([shares(summary)]).collect();
    charts.retain(|chart| chart.bars.iter().any(|bar| bar.value.is_some_and(|value| value > 0.0)));
    charts.sort_by_key(|chart| chart.section);
    charts
}

/// A figure over twelve months.
fn by_month(trend: &Trend) -> Chart {
    let name = |month: &Period| month_name(month.from).chars().take(3).collect::<String>();
    let bar = |(month, value): &(Period, Option<f64>)| Bar {
        label: if month.from.month() == 1 {
            format!("{} {}", name(month), month.from.year())
        } else {
            name(month)
        },
        value: *value,
        said: value.map_or_else(|| "none".to_owned(), rounded),
        aim: None,
    };
    let when =
        if trend.figure.unit == Unit::Count { "at the end of each month" } else { "by month" };
    let title = format!("{} {when}", trend.figure.name);
    let told: Vec<String> = trend
        .points
        .iter()
        .map(|(month, value)| format!("{month} {}", value.map_or("none".to_owned(), rounded)))
        .collect();
    Chart {
        id: format!("{}-by-month", trend.figure.id),
        section: trend.figure.section,
        words: format!("{title}: {}.", told.join(", ")),
        title,
        shape: Shape::Months,
        bars: trend.points.iter().map(bar).collect(),
    }
}

/// A breakdown without its empty cells.
fn broken_down(line: &BreakdownLine) -> Option<Chart> {
    let cells = line.cells.as_ref()?.iter().filter(|cell| cell.count != Some(0));
    let bars: Vec<Bar> = cells
        .filter(|cell| cell.label != NOT_RECORDED)
        .map(|cell| Bar {
            label: cell.label.clone(),
            #[expect(clippy::cast_precision_loss, reason = "no count of a scheme is beyond 2^52")]
            value: cell.count.map(|count| count as f64),
            said: cell.count.map_or_else(|| "suppressed".to_owned(), |count| count.to_string()),
            aim: None,
        })
        .collect();
    let breakdown = line.breakdown;
    (bars.len() <= MOST_BARS).then(|| Chart {
        id: breakdown.id.to_owned(),
        section: breakdown.section,
        title: breakdown.name.to_owned(),
        words: format!("{}: {}.", breakdown.name, told(&bars)),
        shape: Shape::Bars,
        bars,
    })
}

/// The shares for which a source names an aim.
fn shares(summary: &Summary) -> Chart {
    let share = |line: &&FigureLine| {
        line.figure.unit == Unit::Share
            && line.value.value.is_some()
            && line.figure.target.is_some()
    };
    let bars: Vec<Bar> = summary
        .figures
        .iter()
        .filter(share)
        .map(|line| Bar {
            label: line.figure.name.to_owned(),
            value: line.value.value,
            said: line.value.said(Unit::Share),
            aim: line.figure.target.and_then(|target| target.least),
        })
        .collect();
    let title = "Shares against what is aimed at";
    Chart {
        id: "shares-against-aims".to_owned(),
        section: Section::Relationships,
        title: title.to_owned(),
        words: format!("{title}: {}.", told(&bars)),
        shape: Shape::Shares,
        bars,
    }
}

/// The bars in words.
fn told(bars: &[Bar]) -> String {
    let bars = bars.iter().map(|bar| match bar.aim {
        Some(aim) => format!("{} {}, aim {} %", bar.label, bar.said, rounded(aim * 100.0)),
        None => format!("{} {}", bar.label, bar.said),
    });
    bars.collect::<Vec<_>>().join("; ")
}
