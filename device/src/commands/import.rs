//! The office's workbook coming in, and registers going out.

use jinshui_core::Failure;
use jinshui_core::command::{ExportArgs, ExportFile, ImportArgs, ImportReport, Outcome};

use super::Desk;

impl Desk<'_> {
    pub(super) fn preview(&self, _args: &ImportArgs) -> Result<ImportReport, Failure> {
        todo_later()
    }

    pub(super) fn import(&mut self, _args: &ImportArgs) -> Result<Outcome, Failure> {
        todo_later()
    }

    pub(super) fn export(&self, _args: &ExportArgs) -> Result<ExportFile, Failure> {
        todo_later()
    }
}

fn todo_later<T>() -> Result<T, Failure> {
    Err(Failure::not_found("import yet"))
}
