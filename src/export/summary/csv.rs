//! The summary as CSV: one row a figure or a cell of a breakdown, for those who count on with it.

use super::parts;
use crate::domain::figures::{Comparison, FigureLine, Section, Summary, Value};
use crate::export::rows_csv;

/// The headings. A row with a label belongs to a breakdown or a comparison, one without to a figure.
const HEADINGS: [&str; 13] = [
    "section",
    "id",
    "name",
    "label",
    "value",
    "numerator",
    "denominator",
    "unit",
    "previous",
    "year_earlier",
    "aim",
    "note",
    "definition",
];

/// The figures and breakdowns of a summary, then its sentences, as CSV. What is none or suppressed
/// is empty, and the note says which.
pub fn csv(summary: &Summary) -> String {
    let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
    for remark in summary.remarks() {
        let mut row = blank(Section::Headline, "remark", "Remark", "");
        set(&mut row, "note", remark);
        rows.push(row);
    }
    for section in Section::ALL {
        rows.extend(parts::figures(summary, *section).map(figure));
        for table in parts::tables(summary, *section) {
            let definition = summary
                .breakdowns
                .iter()
                .find(|line| line.breakdown.id == table.id)
                .map_or("", |line| line.breakdown.definition);
            for (label, count) in &table.rows {
                let mut row = blank(*section, table.id, table.title, definition);
                set(&mut row, "label", label.clone());
                match count {
                    Some(count) => {
                        set(&mut row, "value", count.to_string());
                        set(&mut row, "numerator", count.to_string());
                    }
                    None => set(&mut row, "note", "suppressed".to_owned()),
                }
                set(&mut row, "unit", "count".to_owned());
                rows.push(row);
            }
        }
        for sentence in parts::sentences(summary, *section) {
            let mut row = blank(*section, "text", "Text", "");
            set(&mut row, "note", sentence);
            rows.push(row);
        }
    }
    rows.extend(summary.comparison.iter().flat_map(compared));
    rows_csv(&rows)
}

/// The cells of a comparison: a row for each figure in each column.
fn compared(comparison: &Comparison) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for line in parts::compared(comparison) {
        let figure = line.figure;
        for (column, value) in comparison.columns.iter().zip(&line.values) {
            let mut row = blank(figure.section, figure.id, figure.name, "");
            set(&mut row, "label", column.clone());
            match value {
                Some(value) => numbers(&mut row, value),
                None => set(&mut row, "note", "suppressed".to_owned()),
            }
            set(&mut row, "unit", figure.unit.id().to_owned());
            rows.push(row);
        }
    }
    rows
}

/// The numbers of a value, or the word for what is not there.
fn numbers(row: &mut [String], value: &Value) {
    let number = |value: Option<f64>| value.map(exact).unwrap_or_default();
    set(row, "value", number(value.value));
    set(row, "numerator", number(value.numerator));
    set(row, "denominator", number(value.denominator));
    let note = match (value.not_kept, value.value) {
        (true, _) => "not kept",
        (false, None) => "none",
        (false, Some(_)) => "",
    };
    set(row, "note", note.to_owned());
}

fn figure(line: &FigureLine) -> Vec<String> {
    let figure = line.figure;
    let mut row = blank(figure.section, figure.id, figure.name, &line.definition);
    let number = |value: Option<f64>| value.map(exact).unwrap_or_default();
    numbers(&mut row, &line.value);
    set(&mut row, "unit", figure.unit.id().to_owned());
    set(&mut row, "previous", number(line.previous.value));
    set(&mut row, "year_earlier", number(line.year_earlier.value));
    set(&mut row, "aim", figure.target.map(|aim| aim.said(figure.unit)).unwrap_or_default());
    row
}

/// A row with nothing but what it is about.
fn blank(section: Section, id: &str, name: &str, definition: &str) -> Vec<String> {
    let mut row = vec![String::new(); HEADINGS.len()];
    set(&mut row, "section", section.id().to_owned());
    set(&mut row, "id", id.to_owned());
    set(&mut row, "name", name.to_owned());
    set(&mut row, "definition", definition.to_owned());
    row
}

fn set(row: &mut [String], heading: &str, value: String) {
    let place = HEADINGS.iter().position(|known| *known == heading);
    if let Some(cell) = place.and_then(|at| row.get_mut(at)) {
        *cell = value;
    }
}

/// A number without a fraction where it has none, as in JSON.
fn exact(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { value.to_string() }
}
