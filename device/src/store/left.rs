//! What is left of what came back, once its person may not read there any more (R19): that there was something, and when. The words
//! and the pictures go from this device with the space; the hub keeps what it refused.

use jinshui_core::document::Edit;
use jinshui_core::referee::Reason;
use jinshui_core::{BlobHash, ChangeHash, DocumentId, Space, Timestamp};
use rusqlite::{Connection, Params, params};

use super::{Result, Store, generation, refused};

/// One that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftRow {
    /// Its change.
    pub hash: ChangeHash,
    /// When it came back.
    pub at: Timestamp,
    /// Whether the hub keeps it.
    pub kept: bool,
}

impl Store {
    /// What is left of what came back, newest first, at most 200.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn left(&self) -> Result<Vec<LeftRow>> {
        let sql = "SELECT hash, refused_at, kept FROM refused_left ORDER BY refused_at DESC LIMIT 200";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            Ok(LeftRow { hash: ChangeHash(row.get(0)?), at: Timestamp(row.get(1)?), kept: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// A document goes, and what came back of it.
pub(super) fn with_document(connection: &Connection, id: DocumentId) -> Result<()> {
    reduce(connection, "document = ?1", [id.0.into_bytes()])
}

/// A space goes, and what came back of records that were to begin there. The others go with their documents, wherever these are.
pub(super) fn with_space(connection: &Connection, space: &Space) -> Result<()> {
    let of_space = "space = ?1 AND document NOT IN (SELECT id FROM document)";
    reduce(connection, of_space, [space.to_string()])
}

fn reduce(connection: &Connection, which: &str, value: impl Params) -> Result<()> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT hash, refused_at FROM refused WHERE {which}"))?;
    let rows = statement.query_map(value, |row| Ok((ChangeHash(row.get(0)?), row.get::<_, i64>(1)?)))?;
    for row in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        let (hash, at) = row;
        let came_back = refused::require(connection, &hash)?;
        let sql = "INSERT OR IGNORE INTO refused_left (hash, refused_at, kept) VALUES (?, ?, ?)";
        connection.execute(sql, params![hash.0, at, is_kept(&Reason::from_code(&came_back.reason))])?;
        refused::remove(connection, &hash)?;
        generation::drop_pictures(connection, came_back.document, &pictures(&came_back.edit))?;
    }
    Ok(())
}

/// What the hub refused it keeps, and what was written on it; but nothing of what was erased (R21).
fn is_kept(reason: &Reason) -> bool {
    !matches!(reason, Reason::Erased | Reason::Generation)
}

fn pictures(edit: &Edit) -> Vec<BlobHash> {
    let photos = edit.items.iter().filter(|item| item.list == "photos");
    photos
        .flat_map(|item| ["hash", "thumbnail"].into_iter().filter_map(|key| item.text(key)?.parse().ok()))
        .collect()
}

/// Puts one away. False where it is none of these.
pub(super) fn dismiss(connection: &Connection, hash: &ChangeHash) -> Result<bool> {
    Ok(connection.execute("DELETE FROM refused_left WHERE hash = ?", [hash.0])? > 0)
}
