//! Marks for kill tests: with `JINSHUI_MARK=FILE`, a line before and after each step, so that the killer can count what was
//! in flight. Off by default; nothing reads it but tests.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::OnceLock;

/// A step in progress; it has ended when this is dropped, however it ended.
pub(crate) struct Step(&'static str);

/// Marks that a step begins.
#[must_use]
pub(crate) fn step(name: &'static str) -> Step {
    write("begin", name);
    Step(name)
}

impl Drop for Step {
    fn drop(&mut self) {
        write("end", self.0);
    }
}

/// Writes one line, at once.
fn write(what: &str, name: &str) {
    static FILE: OnceLock<Option<File>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let path = std::env::var_os("JINSHUI_MARK")?;
        OpenOptions::new().create(true).append(true).open(path).ok()
    });
    if let Some(mut file) = file.as_ref()
        && let Err(error) = file.write_all(format!("{what} {name}\n").as_bytes())
    {
        tracing::warn!(%error, "the mark cannot be written");
    }
}
