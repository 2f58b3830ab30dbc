//! The impure half: clock, terminal, signals, file watch, jobs, and the loop that waits for them.

mod care;
mod clock;
mod dashboard;
mod effects;
mod event_loop;
mod files_out;
mod jobs;
mod keys;
mod panics;
mod papers;
mod places;
mod preferences;
mod process;
mod receipt;
mod session;
mod signals;
mod terminal;
mod user;
mod wait;
mod watch;

pub use crate::ui::keys::Key;
pub use clock::{Clock, Fixed, System};
pub use dashboard::{Dashboard, Looks, run_dashboard};
pub use event_loop::{Ended, Event, Options, Program, Start, run_program};
pub use jobs::{Answer, Stop, Ticket, Worker};
pub use panics::install_panic_hook;
pub use papers::make_file;
pub use places::{Place, Places};
pub use preferences::Preferences;
pub use process::protect_process;
pub use signals::on_interrupt;
pub use terminal::{copy_to_clipboard, has_screen, no_color, restore};
pub use user::User;
pub use wait::{Input, Waker};
pub use watch::FileWatch;
