//! `template`: the workbook to fill in.

use std::path::Path;

use super::Done;
use crate::workbook;

pub(super) fn run(file: &Path) -> Done {
    if file.exists() {
        return Err(format!("{} is there already; name another file", file.display()));
    }
    workbook::write_template(file).map_err(|error| format!("{} cannot be written: {error}", file.display()))
}
