//! `jinshui admit FILE`: whether the bytes of one raw change would be admitted, for whoever tries to get past.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use jinshui_core::{Code, Failure, admit, limits};

/// The exit code where the change is not admitted.
const NOT_ADMITTED: u8 = 3;

/// Reads the file and says what admit says; operations of a change that is refused are not counted.
pub(crate) fn run(file: &Path) -> Result<ExitCode, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(Code::BadRequest, format!("{} cannot be read: {error}", file.display()))
    };
    let mut raw = Vec::new();
    // One byte more than is admitted tells a change that is too large; the rest of a huge file is not held.
    let most = limits::CHANGE_BYTES as u64 + 1;
    File::open(file).map_err(unreadable)?.take(most).read_to_end(&mut raw).map_err(unreadable)?;
    match admit::admit(&raw) {
        Ok(change) => {
            let ops = change.ops.len();
            super::print(&serde_json::json!({ "admitted": true, "reason": null, "ops": ops }))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            super::print(&serde_json::json!({ "admitted": false, "reason": error.code(), "ops": 0 }))?;
            Ok(ExitCode::from(NOT_ADMITTED))
        }
    }
}
