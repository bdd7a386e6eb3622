//! Values as they lie in columns. A value of the wrong type or length means a damaged store, and says so.

use deadpool_postgres::Transaction;
use jinshui_core::{ChangeHash, DocumentId, Erasure, Space};
use tokio_postgres::Row;
use tokio_postgres::types::{FromSql, ToSql};
use uuid::Uuid;

use crate::store::{Result, StoreError};

/// Values bound to a statement.
pub(super) type Params<'a> = &'a [&'a (dyn ToSql + Sync)];

/// A log position from a column.
pub(super) fn to_seq(seq: i64) -> u64 {
    u64::try_from(seq).unwrap_or_default()
}

/// A log position as PostgreSQL holds it.
pub(super) fn from_seq(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// A column.
pub(super) fn get<'a, T: FromSql<'a>>(row: &'a Row, at: usize) -> Result<T> {
    row.try_get(at).map_err(|error| damaged(&error.to_string()))
}

/// A log position, or another number that is never negative.
pub(super) fn seq(row: &Row, at: usize) -> Result<u64> {
    Ok(to_seq(get(row, at)?))
}

/// A small number that is never negative.
pub(super) fn number(row: &Row, at: usize) -> Result<u32> {
    u32::try_from(get::<i64>(row, at)?).map_err(|_| damaged("a number is out of its range"))
}

/// Exactly so many bytes.
pub(super) fn bytes<const N: usize>(row: &Row, at: usize) -> Result<[u8; N]> {
    get::<&[u8]>(row, at)?.try_into().map_err(|_| damaged("a value has the wrong length"))
}

/// A document's name.
pub(super) fn document(row: &Row, at: usize) -> Result<DocumentId> {
    Ok(DocumentId(Uuid::from_bytes(bytes::<16>(row, at)?)))
}

/// A document's name, where there is one.
pub(super) fn followed(row: &Row, at: usize) -> Result<Option<DocumentId>> {
    match get::<Option<&[u8]>>(row, at)? {
        None => Ok(None),
        Some(_) => document(row, at).map(Some),
    }
}

/// A change's name.
pub(super) fn hash(row: &Row, at: usize) -> Result<ChangeHash> {
    Ok(ChangeHash(bytes::<32>(row, at)?))
}

/// A space's name.
pub(super) fn space(row: &Row, at: usize) -> Result<Space> {
    Ok(Space::parse(get(row, at)?))
}

/// Heads, packed one after the other.
pub(super) fn heads(row: &Row, at: usize) -> Result<Vec<ChangeHash>> {
    let (whole, rest) = get::<&[u8]>(row, at)?.as_chunks::<32>();
    if rest.is_empty() {
        Ok(whole.iter().map(|hash| ChangeHash(*hash)).collect())
    } else {
        Err(damaged("heads have the wrong length"))
    }
}

/// The names of what was erased.
pub(super) fn erasure(row: &Row, at: usize) -> Result<Erasure> {
    serde_json::from_str(get(row, at)?).map_err(|error| damaged(&error.to_string()))
}

/// The names of what was erased, as one value.
pub(super) fn pack_erasure(erasure: &Erasure) -> Result<String> {
    serde_json::to_string(erasure).map_err(|error| StoreError::Other(error.to_string()))
}

/// Heads as one value.
pub(super) fn pack_heads(heads: &[ChangeHash]) -> Vec<u8> {
    heads.iter().flat_map(|hash| hash.0).collect()
}

/// A text that a device chose. PostgreSQL keeps no text with a NUL in it, and refuses the whole statement; its picture (␀)
/// stands for it, so that one device's odd name stops nobody else (promise 10).
pub(super) fn text(text: &str) -> String {
    text.replace('\0', "\u{2400}")
}

/// The names of spaces, for `ANY`.
pub(super) fn spaces(spaces: &[Space]) -> Vec<String> {
    spaces.iter().map(ToString::to_string).collect()
}

/// The names of documents, for `ANY`.
pub(super) fn documents<'a>(ids: impl IntoIterator<Item = &'a DocumentId>) -> Vec<&'a [u8]> {
    ids.into_iter().map(|id| id.0.as_bytes().as_slice()).collect()
}

/// A column that cannot be what it is.
pub(super) fn damaged(why: &str) -> StoreError {
    StoreError::Corrupt(why.to_owned())
}

/// Runs a query and collects its rows with a reader that may find damage.
pub(super) async fn collect<T>(
    db: &Transaction<'_>,
    sql: &str,
    params: Params<'_>,
    read: impl FnMut(&Row) -> Result<T>,
) -> Result<Vec<T>> {
    let statement = db.prepare_cached(sql).await?;
    db.query(&statement, params).await?.iter().map(read).collect()
}

/// Runs a query for at most one row.
pub(super) async fn first<T>(
    db: &Transaction<'_>,
    sql: &str,
    params: Params<'_>,
    read: impl FnOnce(&Row) -> Result<T>,
) -> Result<Option<T>> {
    let statement = db.prepare_cached(sql).await?;
    db.query_opt(&statement, params).await?.as_ref().map(read).transpose()
}

/// Runs a statement and says how many rows it touched.
pub(super) async fn execute(db: &Transaction<'_>, sql: &str, params: Params<'_>) -> Result<u64> {
    let statement = db.prepare_cached(sql).await?;
    Ok(db.execute(&statement, params).await?)
}
