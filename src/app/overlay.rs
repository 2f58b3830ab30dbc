//! What can lie over the whole program: the finder (help, palette) and the log.

use super::finder::Finder;
use super::log::Log;

/// What lies over everything.
#[derive(Debug)]
pub(super) enum Overlay {
    /// Help or palette.
    Finder(Finder),
    /// What happened.
    Log(Log),
}
