//! Values as they lie in columns. A value of the wrong length means a damaged store, and says so.

use jinshui_core::{ChangeHash, DocumentId, Erasure, Space};
use rusqlite::Row;
use uuid::Uuid;

use crate::store::{Result, StoreError};

/// A log position in a column, and back.
pub(super) fn to_seq(seq: i64) -> u64 {
    u64::try_from(seq).unwrap_or_default()
}

/// A log position as SQLite holds it.
pub(super) fn from_seq(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// Exactly so many bytes.
pub(super) fn bytes<const N: usize>(row: &Row<'_>, at: usize) -> Result<[u8; N]> {
    let blob = row.get_ref(at)?.as_blob().map_err(|error| damaged(&error.to_string()))?;
    blob.try_into().map_err(|_| damaged("a value has the wrong length"))
}

/// A document's name.
pub(super) fn document(row: &Row<'_>, at: usize) -> Result<DocumentId> {
    Ok(DocumentId(Uuid::from_bytes(bytes::<16>(row, at)?)))
}

/// A document's name, where there is one.
pub(super) fn followed(row: &Row<'_>, at: usize) -> Result<Option<DocumentId>> {
    match row.get_ref(at)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => document(row, at).map(Some),
    }
}

/// A change's name.
pub(super) fn hash(row: &Row<'_>, at: usize) -> Result<ChangeHash> {
    Ok(ChangeHash(bytes::<32>(row, at)?))
}

/// A space's name.
pub(super) fn space(row: &Row<'_>, at: usize) -> Result<Space> {
    let text = row.get_ref(at)?.as_str().map_err(|error| damaged(&error.to_string()))?;
    Ok(Space::parse(text))
}

/// Heads, packed one after the other.
pub(super) fn heads(row: &Row<'_>, at: usize) -> Result<Vec<ChangeHash>> {
    let blob = row.get_ref(at)?.as_blob().map_err(|error| damaged(&error.to_string()))?;
    let (whole, rest) = blob.as_chunks::<32>();
    if rest.is_empty() {
        Ok(whole.iter().map(|hash| ChangeHash(*hash)).collect())
    } else {
        Err(damaged("heads have the wrong length"))
    }
}

/// The names of what was erased.
pub(super) fn erasure(row: &Row<'_>, at: usize) -> Result<Erasure> {
    let text = row.get_ref(at)?.as_str().map_err(|error| damaged(&error.to_string()))?;
    serde_json::from_str(text).map_err(|error| damaged(&error.to_string()))
}

/// The names of what was erased, as one value.
pub(super) fn pack_erasure(erasure: &Erasure) -> Result<String> {
    serde_json::to_string(erasure).map_err(|error| StoreError::Other(error.to_string()))
}

/// Heads as one value.
pub(super) fn pack_heads(heads: &[ChangeHash]) -> Vec<u8> {
    heads.iter().flat_map(|hash| hash.0).collect()
}

/// A list of spaces for `json_each`.
pub(super) fn spaces(spaces: &[Space]) -> Result<String> {
    serde_json::to_string(spaces).map_err(|error| StoreError::Other(error.to_string()))
}

/// A list of documents, as hex, for `json_each`.
pub(super) fn documents(ids: &[DocumentId]) -> Result<String> {
    let hex: Vec<_> = ids.iter().map(|id| hex::encode(id.0.as_bytes())).collect();
    serde_json::to_string(&hex).map_err(|error| StoreError::Other(error.to_string()))
}

/// A column that cannot be what it is.
pub(super) fn damaged(why: &str) -> StoreError {
    StoreError::Corrupt(why.to_owned())
}

/// Runs a query and collects its rows with a reader that may find damage.
pub(super) fn collect<T>(
    connection: &rusqlite::Connection,
    sql: &str,
    params: impl rusqlite::Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Runs a query for at most one row.
pub(super) fn first<T>(
    connection: &rusqlite::Connection,
    sql: &str,
    params: impl rusqlite::Params,
    read: impl FnOnce(&Row<'_>) -> Result<T>,
) -> Result<Option<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(read).transpose()
}
