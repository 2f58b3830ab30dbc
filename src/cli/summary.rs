//! `summary`: the monitoring summary of a period, without names, printed or put into a file (U1 to U5).

use std::path::PathBuf;

use chrono::Datelike;
use clap::{Args, ValueEnum};
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::DONE;
use super::desk::Desk;
use super::files;
use super::output::Out;
use crate::domain::figures::{Period, PeriodError, Summary};
use crate::export;
use crate::text::days;

/// Options of `summary`.
#[derive(Debug, Args)]
pub(super) struct Monitoring {
    /// A month (2026-10), quarter (2026-Q3), year (2026) or two days (2026-10-01..2026-10-31)
    /// [default: this month]
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Option<Period>,
    /// How it is written
    #[arg(long, value_enum, default_value_t)]
    format: Page,
    /// Put it into this file, which must not exist yet
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How a summary is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Page {
    /// Markdown, to be read as it is or pasted into a report
    #[default]
    Md,
    /// JSON for programs
    Json,
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
pub(super) fn run(input: &Monitoring, desk: &Desk, out: &mut Out<'_>) -> Result<u8> {
    let period = input.period.unwrap_or_else(|| Period::month(desk.today));
    if period.from > desk.today {
        let today = days::long(desk.today);
        return Err(eyre!(
            "--period {period} has not begun: today is {today}; name an earlier one"
        ));
    }
    let summary = Summary::new(&desk.scheme, period, desk.today);
    let text = match input.format {
        Page::Md => export::summary::markdown(&summary),
        Page::Json => export::summary::json(&summary),
    };
    if let Some(file) = &input.output {
        files::create(file, text.as_bytes())?;
        out.line(&format!("The summary of {period} is in {}.", file.display()))?;
        return Ok(DONE);
    }
    match input.format {
        Page::Md => out.lines(&text)?,
        Page::Json => out.json_text(&text)?,
    }
    Ok(DONE)
}
