//! What every form of the summary tells, section by section: one list, so that no form leaves out what another has.

use serde::Serialize;

use crate::domain::figures::{
    BreakdownLine, ComparedLine, Comparison, FigureLine, NOT_RECORDED, Section, Summary, Value,
};

/// What is said at the end of the definitions.
pub(super) const CLOSING: &str = "None stands where there is nothing to divide by; not kept where \
    the records tell only how things are today. A month has 30.4 days.";

/// What is said below a table with suppressed cells.
const SUPPRESSED: &str = "Numbers that are small enough to point to a person are suppressed, and \
    others from which they could be worked out.";

/// A breakdown as a table, or as the sentence that stands for it.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    /// Its name in kebab case.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Labels and numbers; a suppressed number is none.
    pub rows: Vec<(String, Option<i64>)>,
    /// What is said below it or in its place.
    pub note: &'static str,
}

/// The sentences of a section.
pub(super) fn sentences(summary: &Summary, section: Section) -> Vec<String> {
    let here = summary.text.iter().filter(|sentence| sentence.section == section);
    here.map(|sentence| sentence.words.clone()).collect()
}

/// The shared stories, which stand with the outcomes.
pub(super) fn stories(summary: &Summary, section: Section) -> Vec<String> {
    let told = summary.stories.told.iter().filter(|_| section == Section::Outcomes);
    told.map(ToString::to_string).collect()
}

/// The figures of a section.
pub(super) fn figures(summary: &Summary, section: Section) -> impl Iterator<Item = &FigureLine> {
    summary.figures.iter().filter(move |line| line.figure.section == section)
}

/// The breakdowns of a section without their empty cells; one without any is left out.
pub fn tables(summary: &Summary, section: Section) -> Vec<Table> {
    let here = summary.breakdowns.iter().filter(|line| line.breakdown.section == section);
    here.filter_map(table).collect()
}

fn table(line: &BreakdownLine) -> Option<Table> {
    let (id, title) = (line.breakdown.id, line.breakdown.name);
    let Some(all) = &line.cells else {
        return Some(Table { id, title, rows: Vec::new(), note: "Not kept for a past day." });
    };
    let told: Vec<_> = all.iter().filter(|cell| cell.count != Some(0)).collect();
    if told.iter().all(|cell| cell.label == NOT_RECORDED) {
        return None;
    }
    if told.iter().all(|cell| cell.count.is_none()) {
        let note = "Too few to show without pointing to people.";
        return Some(Table { id, title, rows: Vec::new(), note });
    }
    let is_suppressed = told.iter().any(|cell| cell.count.is_none());
    let rows = told.into_iter().map(|cell| (cell.label.clone(), cell.count)).collect();
    Some(Table { id, title, rows, note: if is_suppressed { SUPPRESSED } else { "" } })
}

/// The lines of a comparison that say something in at least one column: those with nothing but
/// "none" and 0 are left out.
pub(super) fn compared(comparison: &Comparison) -> impl Iterator<Item = &ComparedLine> {
    let says = |value: &Option<Value>| {
        value.as_ref().is_none_or(|value| value.value.is_some_and(|number| number != 0.0))
    };
    comparison.lines.iter().filter(move |line| line.values.iter().any(says))
}

/// Names and definitions of all figures and breakdowns.
pub(super) fn definitions(summary: &Summary) -> Vec<(&str, &str)> {
    let figures = summary.figures.iter().map(|line| (line.figure.name, line.definition.as_str()));
    let breakdowns =
        summary.breakdowns.iter().map(|line| (line.breakdown.name, line.breakdown.definition));
    figures.chain(breakdowns).collect()
}
