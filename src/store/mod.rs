//! The one file of a scheme: opening it safely, reading and changing it, its history, backups and checks.

mod apply;
mod backup;
mod chain;
mod check;
mod connect;
mod copies;
mod create;
mod desk;
mod edition;
mod erase;
mod erase_copies;
mod error;
mod history;
mod image;
mod journal;
mod load;
mod migrate;
mod modes;
mod news;
mod open;
mod place;
mod restore;
mod sniff;

pub use apply::{Act, Applied, Stamp};
pub use backup::{Backup, newest_backup};
pub use check::{Finding, Grade};
pub use desk::{Draft, Visit};
pub use erase::Erasure;
pub use error::{Result, StoreError, why};
pub use history::Head;
pub use load::Unreadable;
pub use news::News;
pub use open::{Access, Notice, Store};
pub use restore::{Restored, restore};
pub use sniff::Looks;
