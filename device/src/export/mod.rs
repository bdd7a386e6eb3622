//! Registers as files for the office: one row a record, read from the projection a page at a time. A workbook says everything in
//! words, for people; CSV and JSON keep the codes, for programs.

mod hazard;
mod home;
mod patrol;
mod table;
mod words;

use jinshui_core::command::{RegisterFormat, RegisterKind};
use jinshui_core::{Code, Failure};

use crate::store::{Result, Store};

/// A register as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Rows without the heading.
    pub rows: usize,
}

/// Writes a register of everything this member may read.
///
/// # Errors
/// `bad_field` for a register or format that there is not; `not_enrolled`; `not_allowed` for the homes where the member opens
/// them only with a purpose; or where the store fails.
pub fn export(store: &mut Store, kind: &RegisterKind, format: &RegisterFormat) -> Result<Exported> {
    let identity = store.identity()?;
    let identity = identity.ok_or_else(|| Failure::new(Code::NotEnrolled, "enrol this device first"))?;
    if !format.is_known() {
        let hint = "has no such format; there are: csv, xlsx, json";
        return Err(Failure::field("format", format!("`{format}` {hint}")).into());
    }
    let failed = |error: String| Failure::new(Code::Internal, error);
    let (rows, bytes) = match kind {
        RegisterKind::Hazard => {
            let table = hazard::table(store, &identity.member)?;
            (table.rows.len(), table.file(format).map_err(failed)?)
        }
        RegisterKind::Patrol => {
            let table = patrol::table(store, &identity.member)?;
            (table.rows.len(), table.file(format).map_err(failed)?)
        }
        RegisterKind::Home => home::file(store, &identity.member, format)?,
        RegisterKind::Unknown(_) => {
            let hint = "has no register; there are: hazard, patrol, home";
            return Err(Failure::field("kind", format!("`{kind}` {hint}")).into());
        }
    };
    Ok(Exported { bytes, rows })
}
