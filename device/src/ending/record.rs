//! The record of an end, in a small file of its own: it outlives the store, and holds nothing that anybody wrote.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::command::{Ended, EndedWhy, HandOverFile, SealedFile};
use jinshui_core::{Code, Failure, Timestamp};

use crate::durable;
use crate::store::StoreError;

/// The folder of the sealed files.
pub(super) fn folder(home: &Path) -> PathBuf {
    home.join("hand-over")
}

fn path(home: &Path) -> PathBuf {
    home.join("ended.json")
}

/// What is left of an earlier time, if something is.
///
/// # Errors
/// Where the file cannot be read, or is not ours.
pub(crate) fn read(home: &Path) -> Result<Option<Ended>, Failure> {
    let bytes = match std::fs::read(path(home)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::from(error).into()),
    };
    let record = serde_json::from_slice(&bytes);
    record.map(Some).map_err(|error| StoreError::Damaged(format!("ended.json: {error}")).into())
}

/// The record of this end; files of an earlier one that nobody has put away stay in it.
pub(super) fn after(
    home: &Path,
    why: &EndedWhy,
    at: Timestamp,
    files: Vec<SealedFile>,
) -> Result<Ended, Failure> {
    let before = read(home)?.map(|record| record.files).unwrap_or_default();
    let here = |earlier: &SealedFile| files.iter().any(|file| file.name == earlier.name);
    let earlier: Vec<SealedFile> = before.into_iter().filter(|file| !here(file)).collect();
    Ok(Ended { why: why.clone(), at, files: [earlier, files].concat(), destroyed: false })
}

/// Keeps the record durably.
pub(super) fn keep(home: &Path, record: &Ended) -> Result<(), Failure> {
    let bytes =
        serde_json::to_vec(record).map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
    Ok(durable::write(&path(home), &bytes).map_err(StoreError::from)?)
}

/// One of the sealed files, to be saved or sent.
///
/// # Errors
/// `not_found` for a name that is not in the record.
pub(crate) fn file(home: &Path, name: &str) -> Result<HandOverFile, Failure> {
    let record = read(home)?;
    let known = record.into_iter().flat_map(|record| record.files).find(|file| file.name == name);
    let SealedFile { name, changes, photos } = known.ok_or_else(|| Failure::not_found("sealed file"))?;
    let bytes = std::fs::read(folder(home).join(&name)).map_err(StoreError::from)?;
    let (media_type, base64) = ("application/octet-stream".to_owned(), STANDARD.encode(bytes));
    Ok(HandOverFile { name, media_type, base64, changes, photos, left_out: 0 })
}

/// Puts the record and its files away: they were handed over.
///
/// # Errors
/// Where a file cannot be deleted.
pub(crate) fn dismiss(home: &Path) -> Result<(), Failure> {
    let Some(record) = read(home)?.filter(|record| record.destroyed) else { return Ok(()) };
    for file in record.files {
        durable::remove(&folder(home).join(file.name)).map_err(StoreError::from)?;
    }
    Ok(durable::remove(&path(home)).map_err(StoreError::from)?)
}
