//! `summary`: the monitoring summary of a period, without names, printed or put into a file (U1 to U5).

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use color_eyre::Result;
use color_eyre::eyre::{WrapErr, eyre};

use super::DONE;
use super::desk::{Desk, refused};
use super::files::{is_free, put};
use super::output::Out;
use crate::domain::Scheme;
use crate::domain::figures::{Comparison, Period, PeriodError, Summary, freeze};
use crate::export::summary::{Page, said};
use crate::store::{Access, Store};
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
    /// Compare groups side by side: cohort, department, grade or another field of people
    #[arg(long, value_name = "FIELD")]
    by: Option<String>,
    /// Compare with the scheme in this file, which is only read; may be given several times
    #[arg(long, value_name = "FILE", conflicts_with = "by")]
    beside: Vec<PathBuf>,
    /// Keep the figures of the period as they are now, whatever is corrected or erased later
    #[arg(long)]
    freeze: bool,
}

impl ValueEnum for Page {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.ending()).help(self.meaning()))
    }
}

fn period(typed: &str) -> Result<Period, String> {
    match typed.parse::<Period>() {
        Ok(period) if period.is_usual() => Ok(period),
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
    let of_file = input.output.as_deref().and_then(Page::of);
    let page = input.format.or(of_file).unwrap_or_default();
    if page == Page::Xlsx && input.output.is_none() {
        return Err(eyre!("a workbook is no text: name a file for it with -o summary.xlsx"));
    }
    let comparison = compared(input, desk, period)?;
    if input.freeze {
        // what is frozen is frozen: the file must be possible first
        input.output.iter().filter(|_| !input.force).try_for_each(|file| is_free(file))?;
        let today = desk.today;
        desk.keep(|scheme| freeze(scheme, period, today))?;
    }
    let mut summary = Summary::new(&desk.scheme, period, desk.today);
    if let Some(comparison) = comparison {
        summary = summary.beside(comparison);
    }
    if let Some(file) = &input.output {
        put(file, &page.bytes(&summary)?, input.force)?;
        out.line(&said(period, file))?;
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

/// What the summary is to be compared with, if that was asked for.
fn compared(input: &Monitoring, desk: &Desk, period: Period) -> Result<Option<Comparison>> {
    if let Some(field) = &input.by {
        let by = Comparison::by_field(&desk.scheme, period, desk.today, field);
        return Ok(Some(by.map_err(|refusal| refused(&refusal).wrap_err("--by"))?));
    }
    if input.beside.is_empty() {
        return Ok(None);
    }
    let mut others = Vec::new();
    for file in &input.beside {
        let read = || -> Result<Scheme> { Ok(Store::open(file, Access::Look)?.load()?.0) };
        others.push(read().wrap_err_with(|| format!("--beside {}", file.display()))?);
    }
    Ok(Some(Comparison::of_schemes(&desk.scheme, &others, period, desk.today)))
}
