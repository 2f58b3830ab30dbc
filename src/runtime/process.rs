//! What the process asks of the machine at its start: files for their owner only, no core dumps, limits told in words.

use std::sync::Arc;

use rustix::fs::Mode;
use rustix::process::{Resource, Rlimit};

/// Sets the file mode mask to 077, forbids core dumps, which would hold personal data, and lets a
/// write over the limit on the size of files fail like one on a full disk instead of ending the
/// process in the middle of it.
///
/// Call it before any thread is started. A machine that refuses one of these changes nothing else,
/// so that refusal is not an error.
pub fn protect_process() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let _refused = rustix::process::setrlimit(Resource::Core, none);
    let _refused = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    // a core limit of 0 does not hold where dumps go to a program, so the process is closed to them too
    #[cfg(target_os = "linux")]
    let _refused =
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
