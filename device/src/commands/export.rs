//! Registers going out as files.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::command::{ExportArgs, ExportFile, Outcome, RegisterFormat, RegisterKind, Reply};
use jinshui_core::{Failure, Kind};

use super::Desk;
use crate::export::export;

impl Desk<'_> {
    /// Who takes the homes out as a file is written down.
    pub(super) fn export_noted(&mut self, args: &ExportArgs) -> Result<Outcome, Failure> {
        let file = self.export(args)?;
        if args.kind == RegisterKind::Home {
            self.note_export(&Kind::Home, file.rows)?;
        }
        Ok(Outcome::read(Reply::RegisterExport(file)))
    }

    fn export(&mut self, args: &ExportArgs) -> Result<ExportFile, Failure> {
        let exported = export(self.store, &args.kind, &args.format)?;
        let media_type = match args.format {
            RegisterFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            RegisterFormat::Json => "application/json",
            RegisterFormat::Csv | RegisterFormat::Unknown(_) => "text/csv;charset=utf-8",
        };
        let word = match args.kind {
            RegisterKind::Patrol => "巡逻",
            RegisterKind::Home => "住户",
            RegisterKind::Hazard | RegisterKind::Unknown(_) => "隐患",
        };
        Ok(ExportFile {
            name: format!("{word}-{}.{}", self.today(), args.format),
            media_type: media_type.to_owned(),
            base64: STANDARD.encode(&exported.bytes),
            rows: u32::try_from(exported.rows).unwrap_or(u32::MAX),
        })
    }
}
