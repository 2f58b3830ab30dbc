//! The pure program: what it holds, what it is told, what it answers. It touches nothing outside itself.

mod finder;
mod frame;
mod keys;
mod log;
mod model;
mod overlay;
mod update;

pub use frame::{body, draw, view};
pub use keys::{GLOBAL_KEYS, Global};
pub use model::{Model, Msg, Notice, Tone};
pub use update::update;
