//! The forms in which the summary leaves, for screen and command alike.

use std::path::Path;

use super::{csv, html, json, markdown, workbook};
use crate::domain::figures::{Period, Summary};
use crate::export::WorkbookError;

/// How a summary is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Page {
    /// Markdown.
    #[default]
    Md,
    /// A page with charts.
    Html,
    /// Rows for a spreadsheet.
    Csv,
    /// A workbook.
    Xlsx,
    /// JSON.
    Json,
}

/// Why a summary could not be written.
#[derive(Debug, thiserror::Error)]
pub enum UnwrittenError {
    /// The page with charts.
    #[error(transparent)]
    Page(#[from] super::PageError),
    /// The workbook.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
}

impl Page {
    /// Every form.
    pub const ALL: [Self; 5] = [Self::Md, Self::Html, Self::Csv, Self::Xlsx, Self::Json];

    /// How the names of such files end, without the dot; also its name on the command line.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// What it is, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Md => "Markdown, to be read as it is or pasted into a report",
            Self::Html => "A page with charts, to be read on a screen or printed on A4",
            Self::Csv => "Figures and breakdowns as rows, for a spreadsheet",
            Self::Xlsx => "A workbook with a sheet a section and charts",
            Self::Json => "JSON for programs",
        }
    }

    /// The form of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.ending().eq_ignore_ascii_case(name))
    }

    /// The form that the end of a file's name says.
    pub fn of(file: &Path) -> Option<Self> {
        let ending = file.extension()?.to_str()?;
        match ending.to_ascii_lowercase().as_str() {
            "markdown" => Some(Self::Md),
            "htm" => Some(Self::Html),
            ending => Self::named(ending),
        }
    }

    /// A summary in this form.
    pub fn bytes(self, summary: &Summary) -> Result<Vec<u8>, UnwrittenError> {
        Ok(match self {
            Self::Md => markdown(summary).into_bytes(),
            Self::Html => html(summary)?.into_bytes(),
            Self::Csv => csv(summary).into_bytes(),
            Self::Xlsx => workbook(summary)?,
            Self::Json => json(summary).into_bytes(),
        })
    }
}

/// What is said when the summary of a period was put into a file.
pub fn said(period: Period, file: &Path) -> String {
    format!("The summary of {period} is in {}.", crate::text::inert(&file.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_name_says_the_form() {
        for (file, page) in [
            ("a.md", Some(Page::Md)),
            ("a.markdown", Some(Page::Md)),
            ("a.HTM", Some(Page::Html)),
            ("a.xlsx", Some(Page::Xlsx)),
            ("a.txt", None),
            ("a", None),
        ] {
            assert_eq!(Page::of(Path::new(file)), page, "{file}");
        }
    }
}
