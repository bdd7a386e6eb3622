//! The hub of a community: change log, referee, enrolment, live feed, attachments, console.
//!
//! `store` remembers, `journal` beside it, `push` takes in, `pull` gives out, `erase` erases, `enrolment` lets devices in,
//! `http` is the door, `console` lets a
//! browser in as a device, `cli` is the office's command line, `demo` lives a made-up month, `embedded` is a hub without a door.

mod beside;
mod blob;
mod chance;
mod cli;
mod clock;
mod console;
mod demo;
mod embedded;
mod enrolment;
mod erase;
mod foundation;
mod hand_over;
mod http;
mod hub;
mod journal;
mod life;
mod lines;
mod mark;
mod pull;
mod push;
mod reads;
mod seal;
pub mod store;
mod workbook;

use std::process::ExitCode;

pub use chance::Random;
pub use clock::Clock;
pub use embedded::Embedded;

/// How long threads may take to end.
const END: std::time::Duration = std::time::Duration::from_secs(5);

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => {
            let code = runtime.block_on(cli::run());
            // Reads that still run must end before the process does; they take milliseconds.
            runtime.shutdown_timeout(END);
            code
        }
        Err(error) => {
            tracing::error!(%error, "the runtime cannot start");
            ExitCode::FAILURE
        }
    }
}
