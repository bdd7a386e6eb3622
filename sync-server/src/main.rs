//! The hub's binary: the command line and nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    jinshui_sync_server::main()
}
