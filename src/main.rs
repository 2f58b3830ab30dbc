//! Arguments in, exit code out.

use std::io::Write;
use std::process::ExitCode;

use matchbook::{cli, runtime};

fn main() -> ExitCode {
    runtime::protect_process();
    if let Err(error) = runtime::install_panic_hook() {
        let _unheard = writeln!(std::io::stderr(), "matchbook: {error:#}");
        return ExitCode::from(2);
    }
    ExitCode::from(cli::run())
}
