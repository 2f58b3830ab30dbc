//! The summary as CSV: one row a figure or a cell of a breakdown, for those who count on with it.

use super::parts;
use crate::domain::figures::{FigureLine, Section, Summary};
use crate::export::rows_csv;

/// The headings. A row with a label belongs to a breakdown, one without to a figure.
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
    rows_csv(&rows)
}

fn figure(line: &FigureLine) -> Vec<String> {
    let figure = line.figure;
    let mut row = blank(figure.section, figure.id, figure.name, &line.definition);
    let number = |value: Option<f64>| value.map(exact).unwrap_or_default();
    set(&mut row, "value", number(line.value.value));
    set(&mut row, "numerator", number(line.value.numerator));
    set(&mut row, "denominator", number(line.value.denominator));
    set(&mut row, "unit", figure.unit.id().to_owned());
    set(&mut row, "previous", number(line.previous.value));
    set(&mut row, "year_earlier", number(line.year_earlier.value));
    set(&mut row, "aim", figure.target.map(|aim| aim.said(figure.unit)).unwrap_or_default());
    let note = match (line.value.not_kept, line.value.value) {
        (true, _) => "not kept",
        (false, None) => "none",
        (false, Some(_)) => "",
    };
    set(&mut row, "note", note.to_owned());
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
