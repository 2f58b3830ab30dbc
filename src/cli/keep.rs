//! `backup`, `restore`, `check`: keeping the scheme's file safe.

use std::path::{Path, PathBuf};

use clap::Args;
use color_eyre::Result;
use color_eyre::eyre::{WrapErr, eyre};
use serde_json::json;

use super::args::Global;
use super::desk::{self, Desk};
use super::files;
use super::output::{Format, Out};
use super::{DONE, FOUND};
use crate::runtime::Clock;
use crate::store::{self, Access, Finding, Grade, Store, StoreError};

/// Options of `backup`.
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// Where the copy goes; best a place outside this machine [default: Matchbook's own backups,
    /// beside the scheme's file]
    file: Option<PathBuf>,
}

/// Options of `restore`.
#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The copy to bring back [default: the newest of Matchbook's own backups]
    file: Option<PathBuf>,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Makes a checked copy.
pub(super) fn backup(input: &Backup, desk: &mut Desk, out: &mut Out<'_>) -> Result<u8> {
    if let Some(why) = desk.store.look_only() {
        return Err(StoreError::LookOnly { why: why.to_owned() }.into());
    }
    let stamp = desk.stamp();
    let made = match &input.file {
        Some(file) => {
            files::is_free(file)?;
            desk.store.copy_to(&desk.scheme, file, &stamp)?.0
        }
        None => desk.store.backup_own(stamp.now)?,
    };
    let kilobytes = made.bytes.div_ceil(1024);
    let file = made.file.display();
    out.line(&format!("Copied and checked: {file} ({kilobytes} KB, entry {}).", made.number))?;
    Ok(DONE)
}

/// Brings a copy back; what is there is set aside.
pub(super) fn restore(input: &Restore, global: &Global, out: &mut Out<'_>) -> Result<u8> {
    let file = desk::file(global)?;
    if global.read_only {
        return Err(eyre!("restore writes the scheme: leave out --read-only"));
    }
    let from = match &input.file {
        Some(from) => copy(from, &file)?,
        None => newest(&file)?,
    };
    let now = desk::clock(global)?.now();
    let restored = store::restore(&file, &from, now)?;
    let (from, file) = (from.display(), file.display());
    out.line(&format!("{file} is again as in {from} (entry {}).", restored.number))?;
    if let Some(aside) = restored.aside {
        out.line(&format!("What was there is kept in {}.", aside.display()))?;
    }
    Ok(DONE)
}

/// The copy that was named, if it can be one.
fn copy(from: &Path, file: &Path) -> Result<PathBuf> {
    let name = from.display();
    let same = from.canonicalize().is_ok_and(|from| file.canonicalize().is_ok_and(|to| from == to));
    if same {
        return Err(eyre!("{name} is the scheme itself: name a copy of it to bring back"));
    }
    if from.is_dir() {
        return Err(eyre!("{name} is a folder: name the copy in it to bring back"));
    }
    if !from.exists() {
        let own = store::newest_backup(file).is_some();
        let or = if own { ", or none for the newest of Matchbook's own" } else { "" };
        return Err(eyre!("{name} does not exist: name a copy that does{or}"));
    }
    Ok(from.to_owned())
}

fn newest(file: &Path) -> Result<PathBuf> {
    store::newest_backup(file).map(|(path, _)| path).ok_or_else(|| {
        eyre!("{} has no backups of its own: name the copy to bring back, as in matchbook restore FILE", file.display())
    })
}

/// Looks for everything that can be wrong with the file; exit code 1 if something is.
pub(super) fn check(input: &Check, global: &Global, out: &mut Out<'_>) -> Result<u8> {
    let file = desk::file(global)?;
    let now = desk::clock(global)?.now();
    let access = if global.read_only { Access::Look } else { Access::Write };
    let found = match Store::open(&file, access) {
        Ok(store) => store.check(now).wrap_err("checking the scheme")?,
        Err(error @ StoreError::Damaged { .. }) => vec![Finding {
            grade: Grade::Fault,
            check: "integrity",
            words: error.to_string(),
            remedy: "bring the newest backup back with `matchbook restore`",
        }],
        Err(error) => return Err(error.into()),
    };
    match input.format {
        Format::Text if found.is_empty() => {
            out.line(&format!("{}: all is in order.", file.display()))?;
        }
        Format::Text => {
            for finding in &found {
                let Finding { grade, check, words, remedy } = finding;
                out.line(&format!("{} {check}: {words}: {remedy}", self::grade(*grade)))?;
            }
        }
        Format::Json => {
            let list: Vec<_> = found.iter().map(|one| {
                json!({"grade": grade(one.grade), "check": one.check, "words": one.words, "remedy": one.remedy})
            }).collect();
            out.json(&list)?;
        }
    }
    Ok(if found.is_empty() { DONE } else { FOUND })
}

fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Fault => "fault",
        Grade::Warning => "warning",
    }
}
