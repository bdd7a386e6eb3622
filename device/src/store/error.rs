//! What can go wrong in the store, and what people are told about it.

use jinshui_core::document::EditError;
use jinshui_core::{Code, Failure};
use rusqlite::ErrorCode;

use crate::platform::KeyError;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite failed.
    #[error("the store failed: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A migration failed.
    #[error("the store could not be brought up to date: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    /// The key failed.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The store is there and its key is not.
    #[error("the store is here but its key is not; restore the key file, or enrol anew in another folder")]
    KeyLost,
    /// The file is not a store, is damaged, or belongs to another key.
    #[error(
        "the file is damaged, cannot be read, is not a store of Jinshui's, or its key is another store's; restart the device, and if it stays so put back a sound copy of both"
    )]
    Unreadable,
    /// The store is newer than this app.
    #[error("the store was written by a newer version; update the app")]
    TooNew,
    /// The linked SQLite has a known fault.
    #[error("SQLite {0} is older than 3.51.3, which may lose commits; rebuild with a newer one")]
    OldSqlite(String),
    /// A folder or file failed.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// No randomness.
    #[error("no randomness to be had: {0}")]
    Random(String),
    /// A row does not read as it was written.
    #[error("a row of the store is damaged: {0}")]
    Damaged(String),
    /// An edit could not be written.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// A failure that is already in words for people.
    #[error(transparent)]
    Plain(#[from] Failure),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        let code = match &error {
            StoreError::Plain(failure) => return failure.clone(),
            StoreError::Sqlite(inner) if is_ended(inner) => {
                let why = "this device's time with its community has ended; what was written before is sealed, and nothing can be added";
                return Failure::new(Code::NotEnrolled, why);
            }
            StoreError::Sqlite(inner) => sqlite_code(inner),
            StoreError::Migration(rusqlite_migration::Error::RusqliteError { err, .. }) => sqlite_code(err),
            StoreError::Io(inner) if is_full(inner) => Code::StorageFull,
            StoreError::Key(_) | StoreError::KeyLost => Code::StoreKey,
            StoreError::Unreadable | StoreError::Damaged(_) => Code::StoreCorrupt,
            StoreError::TooNew => Code::StoreTooNew,
            StoreError::Edit(inner) => edit_code(inner),
            StoreError::Migration(_)
            | StoreError::OldSqlite(_)
            | StoreError::Io(_)
            | StoreError::Random(_) => Code::Internal,
        };
        let message = match code {
            Code::StorageFull => {
                "the device's storage is full; free some space and try again. Nothing was lost".to_owned()
            }
            _ => error.to_string(),
        };
        Failure::new(code, message)
    }
}

fn sqlite_code(error: &rusqlite::Error) -> Code {
    // The file of the log's index grows apart; where there is no room for it, SQLite says so by this code alone.
    if error.sqlite_error().is_some_and(|inner| inner.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
        return Code::StorageFull;
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Code::StorageFull,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Code::StoreCorrupt,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Code::StoreBusy,
        _ => Code::Internal,
    }
}

/// A trigger of the store says that it takes nothing more.
fn is_ended(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|inner| inner.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER)
}

fn is_full(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded)
}

fn edit_code(error: &EditError) -> Code {
    match error {
        EditError::UnknownHeads => Code::BadRequest,
        EditError::Transition => Code::NotAllowed,
        EditError::NotAdmitted(_) => Code::TooLarge,
        EditError::Document(_) => Code::NeedsUpdate,
        EditError::Crdt(_) => Code::Internal,
    }
}
