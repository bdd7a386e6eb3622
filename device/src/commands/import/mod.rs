//! The office's workbook coming in: read, compared with the register, shown, and then written. Good rows are never held back by
//! bad ones, and the same workbook twice changes nothing.

mod compare;
mod plan;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::command::{
    ImportArgs, ImportReport, ImportSheet, NewFile, Outcome, Reply, SheetState, Topic,
};
use jinshui_core::{Code, Failure, limits};

use super::check::not_allowed;
use super::{Desk, Files};
use crate::register::{self, ColumnSeen, Passed, Refused, Register, SheetSeen};
use plan::Plan;

/// Records written in one transaction.
const BATCH: usize = 200;

impl Desk<'_> {
    pub(super) fn preview(&self, args: &ImportArgs) -> Result<ImportReport, Failure> {
        Ok(self.plan(args)?.0)
    }

    pub(super) fn import(&mut self, args: &ImportArgs) -> Result<Outcome, Failure> {
        let (mut report, plan) = self.plan(args)?;
        let (_, member) = self.member()?;
        let writs = plan.writs(&member.id, self.now());
        for batch in writs.chunks(BATCH) {
            self.store.write_all(batch)?;
        }
        report.applied = true;
        let changed = if writs.is_empty() { Vec::new() } else { vec![Topic::Homes, Topic::Sending] };
        Ok(Outcome { ok: Reply::ImportApply(report), changed })
    }

    /// What a workbook would change, and how.
    fn plan(&self, args: &ImportArgs) -> Result<(ImportReport, Plan), Failure> {
        if !self.me()?.may_keep_homes {
            return Err(not_allowed("take a workbook of homes in"));
        }
        let read = register::read(&self.workbook(&args.file)?)?;
        let mut report = heard(&read);
        let mut plan = Plan::default();
        for row in &read.rows {
            self.compare(row, &mut plan, &mut report)?;
        }
        Ok((report, plan))
    }

    /// The bytes of a workbook on its way in.
    fn workbook(&self, file: &NewFile) -> Result<Vec<u8>, Failure> {
        match file {
            NewFile::Path(_) if self.files == Files::Refused => {
                Err(Failure::field("file", "a window or browser sends the bytes, not a path"))
            }
            NewFile::Path(path) => {
                let unreadable =
                    |error| Failure::new(Code::NotAWorkbook, format!("{path} cannot be read: {error}"));
                if std::fs::metadata(path).map_err(unreadable)?.len() > limits::WORKBOOK_BYTES {
                    return Err(Failure::new(Code::WorkbookTooLarge, format!("{path} is larger than 20 MB")));
                }
                std::fs::read(path).map_err(unreadable)
            }
            NewFile::Base64(text) => {
                let bare = text.rsplit_once(";base64,").map_or(text.as_str(), |(_, bare)| bare);
                let damaged = |_| Failure::new(Code::NotAWorkbook, "the file's base64 is damaged");
                STANDARD.decode(bare).map_err(damaged)
            }
        }
    }
}

/// What reading alone tells.
fn heard(read: &Register) -> ImportReport {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    ImportReport {
        rows: count(read.rows.len() + read.duplicates.len() + read.refused.len()),
        duplicate: count(read.duplicates.len()),
        refused_rows: count(read.refused.len()),
        refused: read.refused.iter().map(refusal).collect(),
        sheets: read.sheets.iter().map(sheet).collect(),
        ..ImportReport::default()
    }
}

fn refusal(refused: &Refused) -> jinshui_core::command::ImportRefusal {
    let heading = if refused.heading.is_empty() { &refused.column } else { &refused.heading };
    jinshui_core::command::ImportRefusal {
        sheet: refused.at.sheet.clone(),
        row: refused.at.row,
        column: heading.clone(),
        why: refused.why.clone(),
        value: refused.value.clone(),
        other_row: refused.other.as_ref().map(|other| other.row),
    }
}

fn sheet(seen: &SheetSeen) -> ImportSheet {
    let headings = |which: &dyn Fn(&ColumnSeen) -> bool| -> Vec<String> {
        let those = seen.columns.iter().filter(|column| which(column));
        those.map(|column| column.heading.clone()).filter(|heading| !heading.is_empty()).collect()
    };
    let never = |column: &ColumnSeen| column.passed == Some(Passed::IdentityNumber);
    ImportSheet {
        name: seen.name.clone(),
        state: seen.nothing.clone().unwrap_or(SheetState::Read),
        header_row: seen.header_row,
        understood: headings(&|column| column.means.is_some() && column.passed.is_none()),
        ignored: headings(&|column| column.passed.is_some() && !never(column)),
        never_stored: headings(&never),
        rows: seen.rows,
        passed_over: seen.sums + seen.headings_again + seen.notes,
    }
}
