//! The form that puts the summary of a period into a file, with the bytes that the command writes (U5).

use std::path::Path;

use chrono::Datelike;

use crate::domain::figures::Period;
use crate::domain::{Change, Refusal};
use crate::export::summary::Page;
use crate::screens::contract::{Effect, World};
use crate::screens::form::Act;
use crate::screens::forms::list_file::with_ending;
use crate::ui::field::{Choice, Field, Input, Opt};
use crate::ui::form::Form;

/// Puts the summary of a period into a file.
#[derive(Debug)]
pub struct SummaryFile {
    /// The period.
    pub period: Period,
}

/// What is said below the fields.
const MEANS: &str = "It has no names, and small numbers are suppressed.";

/// The forms with what they are for, the usual one first.
const FORMS: [(Page, &str); 5] = [
    (Page::Html, "HTML, a page with charts, to send or print"),
    (Page::Md, "MD, text to read or to paste"),
    (Page::Xlsx, "XLSX, a workbook with charts"),
    (Page::Csv, "CSV, rows for a spreadsheet"),
    (Page::Json, "JSON, for programs"),
];

impl SummaryFile {
    /// `summary-2026-03`, `summary-2026-Q1`, `summary-2026`, else with both days.
    fn name(&self) -> String {
        let Period { from, to } = self.period;
        let year = from.year();
        if self.period == Period::month(from) {
            format!("summary-{year:04}-{:02}", from.month())
        } else if self.period == Period::quarter(from) {
            format!("summary-{year:04}-Q{}", from.month0() / 3 + 1)
        } else if self.period == Period::year(from) {
            format!("summary-{year:04}")
        } else {
            format!("summary-{from}-to-{to}")
        }
    }
}

impl Act for SummaryFile {
    fn title(&self, _: &World) -> String {
        format!("Put the summary of {} into a file", self.period)
    }

    fn form(&self, world: &World) -> Result<Form, Refusal> {
        let kinds = FORMS.map(|(page, what)| Opt::new(page.ending(), what));
        let name = format!("{}.{}", self.name(), Page::Html.ending());
        let file = if world.folder.is_empty() { name } else { format!("{}/{name}", world.folder) };
        let fields = vec![
            Field::new(
                "format",
                "Written as",
                Input::Choice(Choice::one(kinds.to_vec(), Page::Html.ending())),
            ),
            Field::line("file", "File", &file).path().required(),
        ];
        let mut form = Form::new(self.title(world), "write the file", fields, world.calendar());
        form.notes = vec![MEANS.to_owned()];
        Ok(form)
    }

    fn draft_key(&self) -> String {
        "summary-file".to_owned()
    }

    fn changed(&self, form: &mut Form, field: &str, _: &World) {
        let ending = form.value("format");
        let renamed = with_ending(&form.value("file"), &ending, &Page::ALL.map(Page::ending));
        if let (Some(renamed), "format") = (renamed, field)
            && let Some(file) = form.field_mut("file")
        {
            file.set(&renamed);
        }
    }

    fn change(&self, _: &Form, _: &World) -> Result<Change, Refusal> {
        Err(Refusal::because("nothing is to be saved here"))
    }

    fn effect(&self, form: &Form, _: &World) -> Option<Result<Effect, Refusal>> {
        let file = form.value("file").trim().to_owned();
        let named = Page::named(&form.value("format"));
        let page = named.or_else(|| Page::of(Path::new(&file))).unwrap_or(Page::Html);
        Some(Ok(Effect::SummaryFile { period: self.period, page, file, replace: form.insists() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_period() {
        for (period, name) in [
            ("2026-03", "summary-2026-03"),
            ("2026-Q1", "summary-2026-Q1"),
            ("2026", "summary-2026"),
            ("2026-01-05..2026-02-04", "summary-2026-01-05-to-2026-02-04"),
        ] {
            assert_eq!(SummaryFile { period: period.parse().unwrap() }.name(), name);
        }
    }
}
