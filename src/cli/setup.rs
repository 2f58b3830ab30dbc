//! `init`: a new scheme of one's own.

use clap::Args;
use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::DONE;
use super::args::Global;
use super::desk::{self, Desk};
use super::output::Out;
use crate::domain::verbs;
use crate::store::Store;

/// Options of `init`.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The name of the scheme
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
}

/// Makes an empty scheme where none is.
pub(super) fn init(input: &Init, global: &Global, out: &mut Out<'_>) -> Result<u8> {
    if global.read_only {
        return Err(eyre!("init writes a new file: leave out --read-only"));
    }
    let file = desk::file(global)?;
    let clock = desk::clock(global)?;
    let mut desk = Desk::of(Store::create(&file)?, clock)?;
    if let Some(name) = &input.name {
        desk.keep(|scheme| verbs::set_setting(scheme, "name", name))?;
    }
    out.line(&format!("An empty scheme is in {}.", desk.store.file().display()))?;
    Ok(DONE)
}
