//! Attachments: their bytes in the store, and what is on its way up or down.

use jinshui_core::{BlobHash, DocumentId, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::{Result, Store};

/// An attachment on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transfer {
    /// The document that refers to it.
    pub document: DocumentId,
    /// The attachment.
    pub hash: BlobHash,
}

impl Store {
    /// An attachment's bytes, if they are here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn blob(&self, hash: &BlobHash) -> Result<Option<Vec<u8>>> {
        let mut statement = self.connection.prepare_cached("SELECT bytes FROM blob WHERE hash = ?")?;
        Ok(statement.query_row([hash.0], |row| row.get(0)).optional()?)
    }

    /// Whether an attachment is here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn has_blob(&self, hash: &BlobHash) -> Result<bool> {
        has(&self.connection, hash)
    }

    /// Whether an attachment still waits to be uploaded.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn is_uploading(&self, document: DocumentId, hash: &BlobHash) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM upload WHERE document = ? AND hash = ?)";
        Ok(self.connection.query_row(sql, params![document.0.into_bytes(), hash.0], |row| row.get(0))?)
    }

    /// The next attachment to upload: thumbnails first, then the oldest; none whose record still waits itself, so that text
    /// is never behind pictures. Those in `not` are left out.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn next_upload(&self, not: &[BlobHash]) -> Result<Option<Transfer>> {
        let sql =
            "SELECT document, hash FROM upload u WHERE hash NOT IN (SELECT unhex(value) FROM json_each(?))
                   AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.document = u.document)
                   ORDER BY thumbnail DESC, at LIMIT 1";
        self.transfer(sql, not)
    }

    /// The next attachment to download: thumbnails first. Those in `not` are left out.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn next_download(&self, not: &[BlobHash]) -> Result<Option<Transfer>> {
        let sql =
            "SELECT document, hash FROM download WHERE hash NOT IN (SELECT unhex(value) FROM json_each(?))
                   ORDER BY thumbnail DESC, failures, document LIMIT 1";
        self.transfer(sql, not)
    }

    fn transfer(&self, sql: &str, not: &[BlobHash]) -> Result<Option<Transfer>> {
        let not: Vec<String> = not.iter().map(BlobHash::to_string).collect();
        let mut statement = self.connection.prepare_cached(sql)?;
        let row = statement.query_row([serde_json::json!(not).to_string()], |row| {
            Ok(Transfer { document: DocumentId(Uuid::from_bytes(row.get(0)?)), hash: BlobHash(row.get(1)?) })
        });
        Ok(row.optional()?)
    }

    /// An upload is durable at the hub.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn uploaded(&mut self, transfer: &Transfer) -> Result<()> {
        let key = params![transfer.document.0.into_bytes(), transfer.hash.0];
        self.connection.execute("DELETE FROM upload WHERE document = ? AND hash = ?", key)?;
        Ok(())
    }

    /// The hub takes this attachment from this device no longer: where the record may not be read here any more, somebody else
    /// brings it, and the record need not wait for it.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn not_wanted(&mut self, transfer: &Transfer) -> Result<()> {
        let sql = "DELETE FROM upload WHERE document = ?1 AND hash = ?2
                   AND EXISTS (SELECT 1 FROM document WHERE id = ?1 AND leaving)";
        self.connection.execute(sql, params![transfer.document.0.into_bytes(), transfer.hash.0])?;
        Ok(())
    }

    /// The bytes of a download that came so far.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn downloaded_part(&self, transfer: &Transfer) -> Result<Vec<u8>> {
        let key = params![transfer.document.0.into_bytes(), transfer.hash.0];
        let sql = "SELECT part FROM download WHERE document = ? AND hash = ?";
        Ok(self.connection.query_row(sql, key, |row| row.get(0)).optional()?.unwrap_or_default())
    }

    /// Keeps what came of a download; whole and with the right hash it becomes an attachment. True where it is whole now.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn keep_part(&mut self, transfer: &Transfer, bytes: &[u8], whole: bool) -> Result<bool> {
        let transaction = self.connection.transaction()?;
        let key = (transfer.document.0.into_bytes(), transfer.hash.0);
        let sound = BlobHash::of(bytes) == transfer.hash;
        if sound {
            keep(&transaction, &transfer.hash, bytes)?;
            transaction.execute("DELETE FROM download WHERE hash = ?", [transfer.hash.0])?;
        } else if whole {
            // All there and not what was asked for: begin again, behind the others.
            let sql =
                "UPDATE download SET part = x'', failures = failures + 1 WHERE document = ? AND hash = ?";
            transaction.execute(sql, params![key.0, key.1])?;
        } else {
            let sql = "UPDATE download SET part = ?3 WHERE document = ?1 AND hash = ?2";
            transaction.execute(sql, params![key.0, key.1, bytes])?;
        }
        transaction.commit()?;
        Ok(sound)
    }

    /// A download failed; others go first from now on.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn download_failed(&mut self, transfer: &Transfer) -> Result<()> {
        let key = params![transfer.document.0.into_bytes(), transfer.hash.0];
        self.connection
            .execute("UPDATE download SET failures = failures + 1 WHERE document = ? AND hash = ?", key)?;
        Ok(())
    }

    /// Asks for a picture that somebody wants to see.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn want(&mut self, document: DocumentId, hash: &BlobHash) -> Result<()> {
        let sql = "INSERT OR IGNORE INTO download (document, hash, thumbnail) VALUES (?, ?, 0)";
        self.connection.execute(sql, params![document.0.into_bytes(), hash.0])?;
        Ok(())
    }
}

pub(super) fn has(connection: &Connection, hash: &BlobHash) -> Result<bool> {
    let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM blob WHERE hash = ?)")?;
    Ok(statement.query_row([hash.0], |row| row.get(0))?)
}

/// Keeps an attachment's bytes.
pub(super) fn keep(connection: &Connection, hash: &BlobHash, bytes: &[u8]) -> Result<()> {
    let mut statement =
        connection.prepare_cached("INSERT OR IGNORE INTO blob (hash, bytes) VALUES (?, ?)")?;
    statement.execute(params![hash.0, bytes])?;
    Ok(())
}

/// Queues an attachment for upload.
pub(super) fn upload(
    connection: &Connection,
    document: DocumentId,
    hash: &BlobHash,
    thumbnail: bool,
    at: Timestamp,
) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO upload (document, hash, thumbnail, at) VALUES (?, ?, ?, ?)";
    connection.prepare_cached(sql)?.execute(params![document.0.into_bytes(), hash.0, thumbnail, at.0])?;
    Ok(())
}

/// Forgets what of a document waited to be uploaded; the bytes stay.
pub(super) fn stop_uploads(connection: &Connection, document: DocumentId) -> Result<()> {
    connection.execute("DELETE FROM upload WHERE document = ?", [document.0.into_bytes()])?;
    Ok(())
}

/// Queues thumbnails that are not here.
pub(super) fn want_thumbnails(
    connection: &Connection,
    document: DocumentId,
    hashes: impl Iterator<Item = BlobHash>,
) -> Result<()> {
    for hash in hashes {
        if !has(connection, &hash)? {
            let sql = "INSERT OR IGNORE INTO download (document, hash, thumbnail) VALUES (?, ?, 1)";
            connection.prepare_cached(sql)?.execute(params![document.0.into_bytes(), hash.0])?;
        }
    }
    Ok(())
}

/// Drops a document's attachments that no other document refers to and no outbox row needs (R20). Its rows in
/// `hazard_photo` must be gone already.
pub(super) fn drop_unneeded(
    connection: &Connection,
    document: DocumentId,
    hashes: &[BlobHash],
) -> Result<()> {
    for table in ["upload", "download"] {
        let sql = format!("DELETE FROM {table} WHERE document = ?");
        connection.execute(&sql, [document.0.into_bytes()])?;
    }
    for hash in hashes {
        connection.execute(
            "DELETE FROM blob WHERE hash = ?1
             AND NOT EXISTS (SELECT 1 FROM hazard_photo WHERE hash = ?1 OR thumbnail = ?1)
             AND NOT EXISTS (SELECT 1 FROM upload WHERE hash = ?1)",
            [hash.0],
        )?;
    }
    Ok(())
}

/// The attachments that a document's projection names.
pub(super) fn of_document(connection: &Connection, document: DocumentId) -> Result<Vec<BlobHash>> {
    let sql = "SELECT hash FROM hazard_photo WHERE document = ?1
               UNION SELECT thumbnail FROM hazard_photo WHERE document = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([document.0.into_bytes()], |row| Ok(BlobHash(row.get(0)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Offers the attachments of a document that are here to the hub, which may have lost them (R23). What it has it says.
pub(super) fn offer(connection: &Connection, document: DocumentId, at: Timestamp) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO upload (document, hash, thumbnail, at)
               SELECT document, blob.hash, blob.hash = thumbnail, ?2
               FROM hazard_photo JOIN blob ON blob.hash IN (hazard_photo.hash, thumbnail) WHERE document = ?1";
    connection.execute(sql, params![document.0.into_bytes(), at.0])?;
    Ok(())
}
