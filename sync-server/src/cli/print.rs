//! Printing: one line to the output, whole or not at all.

use std::io::Write;

use serde::Serialize;

/// Prints a value as one JSON line.
pub(super) fn json(value: &impl Serialize) -> Result<(), String> {
    line(&serde_json::to_string(value).map_err(super::words)?)
}

/// Prints a line and flushes: a program may be waiting for it.
pub(super) fn line(text: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|error| format!("cannot print: {error}"))
}

/// Prints to the error output; where even that fails there is nobody left to tell.
pub(super) fn error(why: &str) {
    if writeln!(std::io::stderr().lock(), "jinshui-sync-server: {why}").is_err() {
        tracing::error!(why, "cannot print an error");
    }
}
