//! The summary as Markdown: sections with sentences and tables, definitions at the end.

use crate::domain::figures::{
    BreakdownLine, FigureLine, NOT_RECORDED, Period, Section, Summary, Target, Unit, rounded,
    written,
};
use crate::export::markdown::escaped;
use crate::text::width::{cells, pad};

/// The summary as Markdown, fit to be read as it is.
pub fn markdown(summary: &Summary) -> String {
    let mut page = Vec::new();
    page.push(format!("# {}: monitoring summary", escaped(&summary.scheme.to_string())));
    page.push(about(summary));
    for section in Section::ALL {
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
    format!(
        "Period: {}, both days included. Figures as of {}.\n\nCompared with the period before ({}) \
         and a year earlier ({}).",
        span(period),
        written(summary.as_of),
        period.previous(),
        period.year_earlier(),
    )
}

/// The blocks of one section.
fn body(summary: &Summary, section: Section) -> Vec<String> {
    let mut blocks = Vec::new();
    let sentences: Vec<_> = summary
        .text
        .iter()
        .filter(|sentence| sentence.section == section)
        .map(|sentence| format!("- {}", sentence.words))
        .collect();
    if !sentences.is_empty() {
        blocks.push(sentences.join("\n"));
    }
    let figures: Vec<_> =
        summary.figures.iter().filter(|line| line.figure.section == section).collect();
    if !figures.is_empty() {
        blocks.push(figure_table(&figures));
    }
    let breakdowns = summary.breakdowns.iter().filter(|line| line.breakdown.section == section);
    blocks.extend(breakdowns.filter_map(breakdown_table));
    if section == Section::Definitions {
        blocks.push(definitions(summary));
    }
    blocks
}

fn figure_table(lines: &[&FigureLine]) -> String {
    let headings = ["Figure", "This period", "Before", "A year earlier", "Aim"];
    let rows = lines.iter().map(|line| {
        let unit = line.figure.unit;
        [
            line.figure.name.to_owned(),
            line.value.said(unit),
            line.previous.short(unit),
            line.year_earlier.short(unit),
            line.figure.target.map(|target| aim(target, unit)).unwrap_or_default(),
        ]
    });
    table(headings, rows)
}

/// "70 % or more", "70 to 80 %".
fn aim(target: Target, unit: Unit) -> String {
    let (factor, sign) = if unit == Unit::Share { (100.0, " %") } else { (1.0, "") };
    let number = |limit: f64| rounded(limit * factor);
    match (target.least, target.most) {
        (Some(least), Some(most)) => format!("{} to {}{sign}", number(least), number(most)),
        (Some(least), None) => format!("{}{sign} or more", number(least)),
        (None, Some(most)) => format!("{}{sign} or less", number(most)),
        (None, None) => String::new(),
    }
}

/// A breakdown without its empty cells; none if nothing is left or nothing was recorded.
fn breakdown_table(line: &BreakdownLine) -> Option<String> {
    let name = line.breakdown.name;
    let Some(all) = &line.cells else {
        return Some(format!("{name}: not kept for a past day."));
    };
    let told: Vec<_> = all.iter().filter(|cell| cell.count != Some(0)).collect();
    if told.iter().all(|cell| cell.label == NOT_RECORDED) {
        return None;
    }
    if told.iter().all(|cell| cell.count.is_none()) {
        return Some(format!("{name}: too few to show without pointing to people."));
    }
    let mut text = table(
        [name, "Number"],
        told.iter().map(|cell| {
            let count = cell.count.map_or_else(|| "suppressed".to_owned(), |n| n.to_string());
            [escaped(&cell.label), count]
        }),
    );
    if told.iter().any(|cell| cell.count.is_none()) {
        text.push_str(
            "\n\nNumbers that are small enough to point to a person are suppressed, and others \
             from which they could be worked out.",
        );
    }
    Some(text)
}

fn definitions(summary: &Summary) -> String {
    let figures = summary.figures.iter().map(|line| (line.figure.name, line.definition.as_str()));
    let breakdowns =
        summary.breakdowns.iter().map(|line| (line.breakdown.name, line.breakdown.definition));
    let rows = figures.chain(breakdowns);
    let mut lines: Vec<_> =
        rows.map(|(name, definition)| format!("- **{name}**: {definition}")).collect();
    lines.push(
        "- **None** stands where there is nothing to divide by; **not kept** where the records \
         tell only how things are today. A month has 30.4 days."
            .to_owned(),
    );
    lines.join("\n")
}

/// A table whose columns line up as plain text, too.
fn table<const N: usize>(headings: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let rows: Vec<[String; N]> = rows.collect();
    let headings = headings.map(str::to_owned);
    let mut widths = [3; N];
    for row in std::iter::once(&headings).chain(&rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cells(cell));
        }
    }
    let line = |row: &[String; N]| {
        let padded: Vec<_> = row.iter().zip(widths).map(|(cell, width)| pad(cell, width)).collect();
        format!("| {} |", padded.join(" | "))
    };
    let rule: Vec<_> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let mut lines = vec![line(&headings), format!("| {} |", rule.join(" | "))];
    lines.extend(rows.iter().map(line));
    lines.join("\n")
}
