//! A plan for people (heading by heading, counts, every row that is not simply taken) and for programs (JSON).

use serde::Serialize;

use super::fields::{EXTRA, IGNORE, SheetKind};
use super::plan::{Outcome, Plan, RowOutcome};
use crate::text::width;

/// How many rows of one outcome are written out before the rest is only counted.
const SHOWN: usize = 200;

/// The plan as a program reads it (design, part 5).
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    added: usize,
    changed: usize,
    unchanged: usize,
    skipped: usize,
    refused: usize,
    mapping: Vec<Mapped<'a>>,
    rows: Vec<Told>,
}

#[derive(Debug, Serialize)]
struct Mapped<'a> {
    heading: &'a str,
    field: &'static str,
}

#[derive(Debug, Serialize)]
struct Told {
    row: usize,
    outcome: &'static str,
    why: String,
}

/// The plan for a program: counts, one entry a column in the sheet's order, one a row.
pub fn report_json(plan: &Plan) -> Report<'_> {
    let counts = plan.counts();
    let columns = plan.mapping.columns.iter();
    let row = |row: &RowOutcome| Told { row: row.row, outcome: row.outcome.word(), why: why(row) };
    Report {
        added: counts.added,
        changed: counts.changed,
        unchanged: counts.unchanged,
        skipped: counts.skipped,
        refused: counts.refused,
        mapping: columns.map(|c| Mapped { heading: &c.heading, field: c.field }).collect(),
        rows: plan.rows.iter().map(row).collect(),
    }
}

/// The plan for a person, line by line: how the file was read, what each heading means, what is to
/// be known, the counts, and each row that is more than taken or known.
pub fn report_text(plan: &Plan, file_name: &str) -> Vec<String> {
    let mut lines = vec![head(plan, file_name), String::new()];
    lines.extend(mapping(plan));
    lines.push(String::new());
    let notes = plan.sheet.notes.iter().chain(&plan.mapping.notes);
    lines.extend(notes.map(|note| format!("Note: {note}.")));
    if plan.sheet.blank > 0 {
        lines.push(format!("Blank rows passed over: {}.", plan.sheet.blank));
    }
    let counts = plan.counts();
    lines.push(format!(
        "{} rows: {} added, {} changed, {} unchanged, {} skipped, {} refused.",
        plan.rows.len(),
        counts.added,
        counts.changed,
        counts.unchanged,
        counts.skipped,
        counts.refused
    ));
    for word in ["refused", "skipped", "changed", "added", "unchanged"] {
        lines.extend(told(plan, word));
    }
    lines
}

/// The name of the file and how it was read.
fn head(plan: &Plan, file_name: &str) -> String {
    let sheet = &plan.sheet;
    let whose = plan.mapping.role.map_or_else(String::new, |role| format!(" ({}s)", role.name()));
    let mut head = format!("{file_name}: {}{whose}, {}", plan.mapping.kind.name(), sheet.encoding);
    if let Some(separator) = sheet.separator {
        let separator = match separator {
            ',' => "commas",
            ';' => "semicolons",
            '\t' => "tabs",
            '|' => "bars",
            _ => "another mark",
        };
        head = format!("{head}, separated by {separator}");
    }
    if let Some(worksheet) = &sheet.worksheet {
        head = format!("{head}, sheet '{worksheet}'");
    }
    match sheet.header_row {
        Some(row) => format!("{head}, headings in row {row}."),
        None => format!("{head}, no headings."),
    }
}

/// One line a column: heading and field.
fn mapping(plan: &Plan) -> Vec<String> {
    let line = |heading: &str| heading.split_whitespace().collect::<Vec<_>>().join(" ");
    let columns = &plan.mapping.columns;
    let room = columns.iter().map(|column| width::cells(&line(&column.heading))).max();
    let room = room.unwrap_or(0).min(46);
    columns
        .iter()
        .map(|column| {
            let heading = width::pad(&width::cut(&line(&column.heading), room), room);
            let field = match column.field {
                EXTRA => "extra (kept as it stands)",
                IGNORE if plan.mapping.kind == SheetKind::Meetings => {
                    "ignore (nothing that was said at a meeting is kept)"
                }
                IGNORE => "ignore (left out)",
                field => field,
            };
            format!("  {heading}  {field}")
        })
        .collect()
}

/// The rows of one outcome of which there is something to say.
fn told(plan: &Plan, word: &str) -> Vec<String> {
    let rows = plan.rows.iter().filter(|row| row.outcome.word() == word);
    let told: Vec<String> = rows
        .map(|row| (row.row, why(row)))
        .filter(|(_, why)| !why.is_empty())
        .map(|(row, why)| format!("  Row {row} {word}: {why}"))
        .collect();
    let more = told.len().saturating_sub(SHOWN);
    let mut lines: Vec<String> = told.into_iter().take(SHOWN).collect();
    if more > 0 {
        lines.push(format!("  … and {more} more rows {word}"));
    }
    lines
}

/// Why a row became what it became; for a changed one each field with its old and new value.
fn why(row: &RowOutcome) -> String {
    let mut parts = Vec::new();
    if let Outcome::Changed(changes) = &row.outcome {
        for change in changes {
            let old = if change.old.is_empty() { "nothing" } else { &change.old };
            parts.push(format!("{}: {old} → {}", change.field, change.new));
        }
    }
    if !row.why.is_empty() {
        parts.push(row.why.clone());
    }
    parts.join("; ")
}
