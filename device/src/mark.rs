//! A mark for kill tests: with `JINSHUI_MARK=FILE`, a line before and after each commit and request, so that the killer
//! can count what was in flight. Off by default; nothing reads it but tests.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::OnceLock;

/// Writes one line, at once.
pub(crate) fn mark(step: &str) {
    static FILE: OnceLock<Option<File>> = OnceLock::new();
    let file = FILE.get_or_init(|| {
        let path = std::env::var_os("JINSHUI_MARK")?;
        OpenOptions::new().create(true).append(true).open(path).ok()
    });
    if let Some(mut file) = file.as_ref()
        && let Err(error) = file.write_all(format!("{step}\n").as_bytes())
    {
        tracing::warn!(%error, "the mark cannot be written");
    }
}
