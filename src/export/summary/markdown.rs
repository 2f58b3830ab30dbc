//! The summary as Markdown: sections with sentences and tables, definitions at the end.

use super::parts::{self, Table};
use crate::domain::figures::{Comparison, FigureLine, Period, Section, Summary, written};
use crate::export::markdown::escaped;
use crate::text::width::{cells, pad};

/// The summary as Markdown, fit to be read as it is.
pub fn markdown(summary: &Summary) -> String {
    let mut page = Vec::new();
    page.push(format!("# {}: monitoring summary", escaped(&summary.scheme.to_string())));
    page.push(about(summary));
    for section in Section::ALL {
        if *section == Section::Definitions {
            page.extend(summary.comparison.as_ref().map(compared));
        }
        let written = body(summary, *section);
        if !written.is_empty() {
            page.push(format!("## {}", section.title()));
            page.extend(written);
        }
    }
    page.join("\n\n") + "\n"
}

/// Which days, as of when, and compared with what.
fn about(summary: &Summary) -> String {
    let span =
        |period: Period| format!("{period} ({} to {})", written(period.from), written(period.to));
    let period = summary.period;
    let mut compared = vec![format!(
        "Compared with the period before ({}) and a year earlier ({}).",
        period.previous(),
        period.year_earlier(),
    )];
    compared.extend(summary.remarks());
    format!(
        "Period: {}, both days included. Figures as of {}.\n\n{}",
        span(period),
        written(summary.as_of),
        compared.join(" "),
    )
}

/// The blocks of one section.
fn body(summary: &Summary, section: Section) -> Vec<String> {
    let mut blocks = Vec::new();
    let sentences = parts::sentences(summary, section);
    if !sentences.is_empty() {
        let lines: Vec<_> = sentences.iter().map(|one| format!("- {}", escaped(one))).collect();
        blocks.push(lines.join("\n"));
    }
    let stories = parts::stories(summary, section);
    blocks.extend(stories.iter().map(|story| format!("> {}", escaped(story))));
    let figures: Vec<_> = parts::figures(summary, section).collect();
    if !figures.is_empty() {
        blocks.push(figure_table(&figures));
    }
    blocks.extend(parts::tables(summary, section).iter().map(breakdown_table));
    if section == Section::Definitions {
        blocks.push(definitions(summary));
    }
    blocks
}

fn figure_table(lines: &[&FigureLine]) -> String {
    let headings = ["Figure", "This period", "Before", "A year earlier", "Aim"];
    let rows = lines.iter().map(|line| {
        let unit = line.figure.unit;
        vec![
            line.figure.name.to_owned(),
            line.value.said(unit),
            line.previous.short(unit),
            line.year_earlier.short(unit),
            line.figure.target.map(|target| target.said(unit)).unwrap_or_default(),
        ]
    });
    table(&headings.map(str::to_owned), rows)
}

/// Schemes or groups side by side, with what is to be known of it.
fn compared(comparison: &Comparison) -> String {
    let headings: Vec<String> = std::iter::once("Figure".to_owned())
        .chain(comparison.columns.iter().map(|name| escaped(name)))
        .collect();
    let rows = parts::compared(comparison).map(|line| {
        std::iter::once(line.figure.name.to_owned()).chain(line.said()).collect::<Vec<_>>()
    });
    let (title, table) = (escaped(&comparison.title), table(&headings, rows));
    format!("## {title}\n\n{table}\n\n{}", comparison.note)
}

/// A breakdown as a table with its note, or the note alone.
fn breakdown_table(breakdown: &Table) -> String {
    if breakdown.rows.is_empty() {
        return format!("{}: {}", breakdown.title, breakdown.note);
    }
    let rows = breakdown.rows.iter().map(|(label, count)| {
        let count = count.map_or_else(|| "suppressed".to_owned(), |count| count.to_string());
        vec![escaped(label), count]
    });
    let text = table(&[breakdown.title.to_owned(), "Number".to_owned()], rows);
    if breakdown.note.is_empty() { text } else { format!("{text}\n\n{}", breakdown.note) }
}

fn definitions(summary: &Summary) -> String {
    let definitions = parts::definitions(summary).into_iter();
    let mut lines: Vec<_> =
        definitions.map(|(name, definition)| format!("- **{name}**: {definition}")).collect();
    lines.push(format!("- {}", parts::CLOSING));
    lines.join("\n")
}

/// A table whose columns line up as plain text, too.
fn table(headings: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let rows: Vec<Vec<String>> = rows.collect();
    let mut widths = vec![3; headings.len()];
    for row in std::iter::once(headings).chain(rows.iter().map(Vec::as_slice)) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cells(cell));
        }
    }
    let line = |row: &[String]| {
        let padded: Vec<_> =
            row.iter().zip(&widths).map(|(cell, width)| pad(cell, *width)).collect();
        format!("| {} |", padded.join(" | "))
    };
    let rule: Vec<_> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let mut lines = vec![line(headings), format!("| {} |", rule.join(" | "))];
    lines.extend(rows.iter().map(|row| line(row)));
    lines.join("\n")
}
