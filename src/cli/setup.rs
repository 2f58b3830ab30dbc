//! `init`, `sample` and `demo`: a new scheme of one's own, a filled one, and a throw-away one to look around in.

use std::path::Path;

use clap::Args;
use color_eyre::Result;
use color_eyre::eyre::{WrapErr, eyre};

use tempfile::TempDir;

use super::args::Global;
use super::desk::{self, Desk};
use super::output::Out;
use super::typed::whole;
use super::{DONE, dashboard};
use crate::domain::{Change, Edit, Record, Scheme, verbs};
use crate::runtime::{Clock, System};
use crate::sample;
use crate::store::{Stamp, Store, StoreError};

/// Options of `init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The name of the scheme
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
}

/// Options of `sample`.
#[derive(Debug, Args)]
pub(super) struct Sample {
    /// A scheme of this size instead of the usual week with its 20 open pairs
    #[arg(long, value_name = "COUNT", allow_negative_numbers = true, value_parser = whole(0_i64, Some(sample::MOST_PAIRS)))]
    pairs: Option<i64>,
    /// Another scheme of the same size for each number
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "pairs", allow_negative_numbers = true, value_parser = whole(0_u64, None))]
    seed: u64,
}

/// Makes an empty scheme where none is.
pub(super) fn init(input: &Init, global: &Global, out: &mut Out<'_>) -> Result<u8> {
    may_write("init", global)?;
    let file = desk::file(global)?;
    if input.name.as_ref().is_some_and(|name| name.trim().is_empty()) {
        return Err(eyre!("--name is empty: give the scheme a name, or leave it out"));
    }
    let named = |name: &String| verbs::set_setting(&Scheme::default(), "name", name);
    let named = input.name.as_ref().map(named).transpose();
    let change = named.map_err(|refusal| desk::refused(&refusal))?.unwrap_or_default();
    let clock = desk::clock(global)?;
    let desk = create_with(&file, &change, &desk::stamp(clock))
        .and_then(|store| Desk::of(store, clock))?;
    out.line(&format!("An empty scheme is in {}.", desk.store.file().display()))?;
    out.line("Bring your sheets in with: matchbook import FILE")?;
    Ok(DONE)
}

/// Makes a filled scheme where none is.
pub(super) fn sample(input: &Sample, global: &Global, out: &mut Out<'_>) -> Result<u8> {
    may_write("sample", global)?;
    let file = desk::file(global)?;
    let clock = desk::clock(global)?;
    let today = clock.today();
    let records = match input.pairs {
        Some(pairs) => sample::grow(pairs, input.seed, today),
        None => sample::week(today),
    };
    let store = fill(&file, records, clock)?;
    out.line(&format!("A sample scheme is in {}.", store.file().display()))?;
    Ok(DONE)
}

/// Opens the dashboard on a throw-away copy of the sample; without a terminal Today is printed.
pub(super) fn demo(global: &Global, out: &mut Out<'_>) -> Result<u8> {
    may_write("demo", global)?;
    let clock = desk::clock(global)?;
    // removed when this function is left, whatever happened
    let (_folder, store) = practice(clock)?;
    dashboard::practice(store, clock, out)
}

/// A throw-away sample scheme, with the folder that holds it for as long as it is held.
pub(super) fn practice(clock: System) -> Result<(TempDir, Store)> {
    let folder = tempfile::Builder::new()
        .prefix("matchbook-demo-")
        .tempdir()
        .wrap_err("making a folder for the practice scheme")?;
    let store = fill(&folder.path().join("practice.db"), sample::week(clock.today()), clock)?;
    Ok((folder, store))
}

/// A scheme with its first settings, made where none is.
pub(super) fn begin(file: &Path, change: &Change, clock: System) -> Result<Store> {
    create_with(file, change, &desk::stamp(clock))
}

fn may_write(command: &str, global: &Global) -> Result<()> {
    if global.read_only {
        return Err(eyre!("{command} writes a new file: leave out --read-only"));
    }
    Ok(())
}

/// Makes a scheme's file with a first change; where one stands it says how to open that, or make
/// another.
fn create_with(file: &Path, change: &Change, stamp: &Stamp) -> Result<Store> {
    Store::create_with(file, change, stamp).map_err(|error| {
        let StoreError::Exists { file } = error else { return error.into() };
        let name = file.display();
        eyre!(
            "{name} already exists and stays as it is: open it with matchbook --db {name}, or make the \
             new one elsewhere with --db FILE"
        )
    })
}

/// Makes a file with these records. They are nobody's change, so nobody's undo takes them back.
fn fill(file: &Path, records: Vec<Record>, clock: System) -> Result<Store> {
    let edits = records.into_iter().map(|record| Edit { before: None, after: Some(record) });
    let change = Change { words: "the sample scheme was made".to_owned(), edits: edits.collect() };
    let stamp = Stamp {
        now: clock.now(),
        day: clock.today(),
        who: "matchbook".to_owned(),
        host: "sample".to_owned(),
    };
    create_with(file, &change, &stamp)
}
