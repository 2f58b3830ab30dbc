//! `init`: a new scheme of one's own.

use color_eyre::Result;
use color_eyre::eyre::eyre;

use super::DONE;
use super::args::Global;
use super::desk::{self, Desk};
use super::output::Out;
use crate::store::Store;

/// Makes an empty scheme where none is.
pub(super) fn init(global: &Global, out: &mut Out<'_>) -> Result<u8> {
    if global.read_only {
        return Err(eyre!("init writes a new file: leave out --read-only"));
    }
    let file = desk::file(global)?;
    let desk = Desk::of(Store::create(&file)?, desk::clock(global)?)?;
    out.line(&format!("An empty scheme is in {}.", desk.store.file().display()))?;
    Ok(DONE)
}
