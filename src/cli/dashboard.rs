//! `matchbook` alone: the dashboard, or Today as text where there is no terminal for it.

use color_eyre::Result;

use super::args::Global;
use super::desk::{self, Desk};
use super::output::Out;
use super::setup;
use super::today::{self, Today};
use crate::runtime::{self, Ended, Looks, System};
use crate::screens::forms::beginning::{Begin, Beginning};
use crate::store::{Access, Store};

/// Opens the dashboard on the scheme that the global options name.
pub(super) fn open(global: &Global, out: &mut Out<'_>) -> Result<u8> {
    if out.plain || !runtime::has_screen() {
        return today::run(&Today::default(), &Desk::open(global)?, out);
    }
    if !global.read_only && desk::is_first(global)? {
        return first(global, out);
    }
    let access = if global.read_only { Access::Look } else { Access::Write };
    let store = desk::store(global, access)?;
    show(store, desk::clock(global)?, false, out)
}

/// Asks three questions, and opens the dashboard on what was chosen.
fn first(global: &Global, out: &mut Out<'_>) -> Result<u8> {
    let (file, clock) = (desk::file(global)?, desk::clock(global)?);
    // the folder of a practice scheme is removed when this function is left
    let mut folder = None;
    let mut make = |beginning: &Beginning| match beginning.begin {
        Begin::Practice => {
            let (made, store) = setup::practice(clock)?;
            folder = Some(made);
            Ok(store)
        }
        Begin::Empty | Begin::Import => setup::begin(&file, &beginning.change, clock),
    };
    let (ended, receipt) = runtime::run_first(Box::new(clock), out.ascii, &file, &mut make)?;
    drop(folder);
    told(ended, &receipt, out)
}

/// Opens the dashboard on a throw-away scheme, marked PRACTICE.
pub(super) fn practice(store: Store, clock: System, out: &mut Out<'_>) -> Result<u8> {
    if out.plain || !runtime::has_screen() {
        return today::run(&Today::default(), &Desk::of(store, clock)?, out);
    }
    show(store, clock, true, out)
}

/// Runs it and prints the receipt, unless nobody is there to read it any more.
fn show(store: Store, clock: System, practice: bool, out: &mut Out<'_>) -> Result<u8> {
    let looks = Looks { ascii: out.ascii, practice };
    let (ended, receipt) = runtime::run_dashboard(store, Box::new(clock), looks)?;
    told(ended, &receipt, out)
}

/// Prints the receipt, unless nobody is there to read it any more.
fn told(ended: Ended, receipt: &[String], out: &mut Out<'_>) -> Result<u8> {
    if ended != Ended::HungUp {
        receipt.iter().try_for_each(|line| out.line(line))?;
    }
    Ok(ended.code())
}
