//! What the process asks of the machine at its start: files for their owner only, no core dumps.

use rustix::fs::Mode;
use rustix::process::{Resource, Rlimit};

/// Sets the file mode mask to 077 and forbids core dumps, which would hold personal data.
///
/// Call it before any thread is started. A machine that refuses the limit changes nothing else,
/// so that refusal is not an error.
pub fn protect_process() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    let _refused = rustix::process::setrlimit(Resource::Core, none);
    // a core limit of 0 does not hold where dumps go to a program, so the process is closed to them too
    #[cfg(target_os = "linux")]
    let _refused =
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
