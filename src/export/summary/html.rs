//! The summary as one page of HTML: readable on a screen in light and dark, and on two or three sheets of A4.

use minijinja::{Environment, Value, context, value::Serde};
use serde::Serialize;

use super::charts::{Chart, Shape, charts};
use super::drawing::{Drawing, draw};
use super::parts::{self, Table};
use crate::domain::figures::{Comparison, FigureLine, Period, Section, Summary, Went, written};

/// The page: its markup, colours and print rules. Every text is escaped by the template engine.
const PAGE: &str = include_str!("../../../assets/summary.html");

/// The figures that stand on top, by their ids.
const TILES: &[&str] = &[
    "active-pairs",
    "unmatched-waiting",
    "overdue-now",
    "on-cadence-pairs",
    "hours-delivered",
    "reviews-on-time",
];

/// A page that could not be written: a fault of the program, not of the scheme.
#[derive(Debug, thiserror::Error)]
#[error("the page could not be written: {0}")]
pub struct PageError(#[from] minijinja::Error);

/// The summary as a page of its own: no other file and no connection is needed to read it.
pub fn html(summary: &Summary) -> Result<String, PageError> {
    let mut engine = Environment::new();
    engine.add_template("summary.html", PAGE)?;
    let span = |period: Period| format!("{} to {}", written(period.from), written(period.to));
    let drawn: Vec<(Section, Picture)> =
        charts(summary).iter().map(|chart| (chart.section, picture(chart))).collect();
    let page = engine.get_template("summary.html")?.render(context! {
        scheme => summary.scheme.to_string(),
        period => summary.period.to_string(),
        span => span(summary.period),
        as_of => written(summary.as_of),
        before => summary.period.previous().to_string(),
        remarks => summary.remarks(),
        earlier => summary.period.year_earlier().to_string(),
        tiles => Value::from(Serde(tiles(summary))),
        sections => Value::from(Serde(sections(summary, drawn))),
        comparison => Value::from(Serde(summary.comparison.as_ref().map(compared))),
        definitions => Value::from(Serde(parts::definitions(summary))),
        closing => parts::CLOSING,
    })?;
    Ok(page)
}

/// A figure on top of the page.
#[derive(Debug, Serialize)]
struct Tile {
    name: &'static str,
    value: String,
    also: String,
    before: String,
    went: &'static str,
}

fn tiles(summary: &Summary) -> Vec<Tile> {
    let is_over = summary.is_over();
    let lines = TILES.iter().filter_map(|id| summary.figure(id));
    lines.map(|line| tile(line, line.went(is_over))).collect()
}

fn tile(line: &FigureLine, went: Option<Went>) -> Tile {
    let unit = line.figure.unit;
    let (short, said) = (line.value.short(unit), line.value.said(unit));
    let also = said.strip_suffix(&format!(" ({short})")).unwrap_or_default().to_owned();
    let before = match went {
        Some(Went::Same) => "as before".to_owned(),
        _ if line.previous.value.is_some() => format!("before: {}", line.previous.short(unit)),
        _ => String::new(),
    };
    let went = match went {
        Some(Went::Better) => "better",
        Some(Went::Worse) => "worse",
        Some(Went::Other | Went::Same) | None => "",
    };
    Tile { name: line.figure.name, value: short, also, before, went }
}

/// Schemes or groups side by side.
#[derive(Debug, Serialize)]
struct Beside<'a> {
    title: &'a str,
    columns: &'a [String],
    rows: Vec<(&'static str, Vec<String>)>,
    note: &'a str,
}

fn compared(comparison: &Comparison) -> Beside<'_> {
    // "95 %" and "(of 12)" stay together where a narrow column breaks the line
    let whole = |said: String| said.replace(" %", "\u{a0}%").replace("(of ", "(of\u{a0}");
    let rows = parts::compared(comparison)
        .map(|line| (line.figure.name, line.said().into_iter().map(whole).collect()));
    Beside {
        title: &comparison.title,
        columns: &comparison.columns,
        rows: rows.collect(),
        note: &comparison.note,
    }
}

/// A section of the page.
#[derive(Debug, Serialize)]
struct Part {
    id: &'static str,
    title: &'static str,
    sentences: Vec<String>,
    stories: Vec<String>,
    figures: Vec<Figure>,
    tables: Vec<Table>,
    charts: Vec<Picture>,
}

/// A row of a table of figures.
#[derive(Debug, Serialize)]
struct Figure {
    name: &'static str,
    value: String,
    before: String,
    earlier: String,
    aim: String,
    met: Option<bool>,
    went: &'static str,
}

/// A chart as the template writes it.
#[derive(Debug, Serialize)]
struct Picture {
    id: String,
    title: String,
    words: String,
    aims: bool,
    drawing: Drawing,
}

fn picture(chart: &Chart) -> Picture {
    Picture {
        id: chart.id.clone(),
        title: chart.title.clone(),
        words: chart.words.clone(),
        aims: chart.shape == Shape::Shares,
        drawing: draw(chart),
    }
}

fn sections(summary: &Summary, mut drawn: Vec<(Section, Picture)>) -> Vec<Part> {
    let mut sections = Vec::new();
    let is_over = summary.is_over();
    for section in Section::ALL {
        let (here, rest) = drawn.into_iter().partition(|(of, _)| of == section);
        drawn = rest;
        let here: Vec<(Section, Picture)> = here;
        let charts: Vec<Picture> = here.into_iter().map(|(_, picture)| picture).collect();
        // what is drawn needs no table beside it: its numbers stand at the bars
        let is_drawn = |id: &str| charts.iter().any(|chart| chart.id == id);
        let tables = parts::tables(summary, *section);
        let tables = tables.into_iter().filter(|table| !is_drawn(table.id)).collect();
        let part = Part {
            id: section.id(),
            title: section.title(),
            sentences: parts::sentences(summary, *section),
            stories: parts::stories(summary, *section),
            figures: parts::figures(summary, *section)
                .map(|line| figure(line, line.went(is_over)))
                .collect(),
            tables,
            charts,
        };
        sections.push(part);
    }
    sections
}

fn figure(line: &FigureLine, went: Option<Went>) -> Figure {
    let unit = line.figure.unit;
    let went = match went {
        Some(Went::Better) => "better than before",
        Some(Went::Worse) => "worse than before",
        Some(Went::Other | Went::Same) | None => "",
    };
    Figure {
        name: line.figure.name,
        value: line.value.said(unit),
        before: line.previous.short(unit),
        earlier: line.year_earlier.short(unit),
        aim: line.figure.target.map(|target| target.said(unit)).unwrap_or_default(),
        met: line.is_on_aim(),
        went,
    }
}
