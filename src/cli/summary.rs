//! `summary`: the monitoring summary of a period, without names, printed or put into a file (U1 to U5).

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use chrono::Datelike;
use clap::{Args, ValueEnum};
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::DONE;
use super::desk::Desk;
use super::files::{is_free, put};
use super::output::Out;
use crate::domain::figures::{Period, PeriodError, Summary, freeze};
use crate::export;

use crate::text::days;

/// Options of `summary`.
#[derive(Debug, Args)]
pub(super) struct Monitoring {
    /// A month (2026-10), quarter (2026-Q3), year (2026) or two days (2026-10-01..2026-10-31)
    /// [default: this month]
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Option<Period>,
    /// How it is written [default: as the file's name ends, else md]
    #[arg(long, value_enum)]
    format: Option<Page>,
    /// Put it into this file, which must not exist yet
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace a file that exists
    #[arg(long, requires = "output")]
    force: bool,
    /// Keep the figures of the period as they are now, whatever is corrected or erased later
    #[arg(long)]
    freeze: bool,
}

/// How a summary is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Page {
    /// Markdown, to be read as it is or pasted into a report
    #[default]
    Md,
    /// A page with charts, to be read on a screen or printed on A4
    Html,
    /// Figures and breakdowns as rows, for a spreadsheet
    Csv,
    /// A workbook with a sheet a section and charts
    Xlsx,
    /// JSON for programs
    Json,
}

impl Page {
    /// What the end of a file's name says.
    fn of(file: &Path) -> Option<Self> {
        let ending = file.extension().and_then(OsStr::to_str)?;
        match ending.to_ascii_lowercase().as_str() {
            "markdown" => Some(Self::Md),
            "htm" => Some(Self::Html),
            ending => Self::from_str(ending, true).ok(),
        }
    }

    fn bytes(self, summary: &Summary) -> Result<Vec<u8>> {
        Ok(match self {
            Self::Md => export::summary::markdown(summary).into_bytes(),
            Self::Html => export::summary::html(summary)?.into_bytes(),
            Self::Csv => export::summary::csv(summary).into_bytes(),
            Self::Xlsx => export::summary::workbook(summary)?,
            Self::Json => export::summary::json(summary).into_bytes(),
        })
    }
}

fn period(typed: &str) -> Result<Period, String> {
    let years = 1900..2200;
    match typed.parse::<Period>() {
        Ok(period) if years.contains(&period.from.year()) && years.contains(&period.to.year()) => {
            Ok(period)
        }
        Ok(_) => Err("only days between 1900 and 2199 are taken".to_owned()),
        Err(PeriodError::Unknown(_)) => {
            Err("write a month (2026-10), quarter (2026-Q3), year (2026) or two days \
                 (2026-10-01..2026-10-31)"
                .to_owned())
        }
        Err(PeriodError::Backwards { .. }) => {
            Err("it ends before it begins: write the earlier day first".to_owned())
        }
    }
}

/// Prints the summary of a period.
pub(super) fn run(input: &Monitoring, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    let period = input.period.unwrap_or_else(|| Period::month(desk.today));
    if period.from > desk.today {
        let today = days::long(desk.today);
        return Err(eyre!(
            "--period {period} has not begun: today is {today}; name an earlier one"
        ));
    }
    let said = input.output.as_deref().and_then(Page::of);
    let page = input.format.or(said).unwrap_or_default();
    if page == Page::Xlsx && input.output.is_none() {
        return Err(eyre!("a workbook is no text: name a file for it with -o summary.xlsx"));
    }
    if input.freeze {
        // what is frozen is frozen: the file must be possible first
        input.output.iter().filter(|_| !input.force).try_for_each(|file| is_free(file))?;
        let today = desk.today;
        desk.keep(|scheme| freeze(scheme, period, today))?;
    }
    let summary = Summary::new(&desk.scheme, period, desk.today);
    if let Some(file) = &input.output {
        put(file, &page.bytes(&summary)?, input.force)?;
        out.line(&format!("The summary of {period} is in {}.", file.display()))?;
        return Ok(DONE);
    }
    let text = String::from_utf8(page.bytes(&summary)?)?;
    match page {
        Page::Json => out.json_text(&text)?,
        Page::Csv => out.table(&text)?,
        Page::Md | Page::Html | Page::Xlsx => out.lines(&text)?,
    }
    Ok(DONE)
}
