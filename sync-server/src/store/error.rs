//! Why the store could not do what it was asked. It knows nothing of HTTP.

use jinshui_core::Code;

/// A failure of the store.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no store in this folder.
    #[error("there is no Jinshui store in {0}; make one with `jinshui-sync-server init`")]
    NotThere(String),
    /// There is one already.
    #[error("there is already a Jinshui store in {0}; it was left as it is")]
    AlreadyThere(String),
    /// It was written by a newer version.
    #[error(
        "the store has schema version {found}, this program knows up to {known}; run the newer program. Nothing was changed"
    )]
    TooNew {
        /// The version found.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The key does not open it.
    #[error("{0}")]
    Key(String),
    /// Another process holds it for too long.
    #[error("the store is busy: {0}")]
    Busy(String),
    /// The device that sends was revoked while it was heard.
    #[error("the office has revoked this device")]
    Revoked,
    /// The disk is full.
    #[error("the disk is full: {0}")]
    Full(String),
    /// It is damaged, or not a store of Jinshui.
    #[error("the store is damaged or is not one of Jinshui's: {0}")]
    Corrupt(String),
    /// The SQLite library is older than the first one without the known WAL fault.
    #[error("SQLite {0} is too old; this program needs 3.51.3 or newer")]
    OldSqlite(String),
    /// A file beside the database could not be read or written.
    #[error("{0}")]
    File(String),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl StoreError {
    /// The code under which it crosses a boundary.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            StoreError::TooNew { .. } => Code::StoreTooNew,
            StoreError::Key(_) => Code::StoreKey,
            StoreError::Busy(_) => Code::StoreBusy,
            StoreError::Revoked => Code::Revoked,
            StoreError::Full(_) => Code::StorageFull,
            StoreError::Corrupt(_) => Code::StoreCorrupt,
            _ => Code::Internal,
        }
    }
}
