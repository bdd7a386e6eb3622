//! What waits, gathered for a hand-over file, and whether all of it is in the last one that was made. Sealing is not done here.

use jinshui_core::hand_over::{HandOver, HandedBlob};
use jinshui_core::wire::PROTOCOL;
use jinshui_core::{BlobHash, DocumentId, HandOverKey, limits};
use rusqlite::{Connection, OptionalExtension, params};
use serde_bytes::ByteBuf;
use uuid::Uuid;

use super::{Pushed, Result, Store, StoreError};

/// What is gathered, and what had no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// What goes into the file.
    pub work: HandOver,
    /// Changes and attachments that wait beside it, and were in no file before.
    pub left_out: u64,
    /// Where the next file begins.
    pub next: HandedPlace,
}

/// How far what waits has been gathered. Nothing may be added or taken out between two files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HandedPlace {
    /// The number of the last change that is in a file.
    change: i64,
    /// How many attachments are in one.
    uploads: usize,
    /// How many things are.
    things: u64,
}

impl Store {
    /// What waits, oldest first: all changes before any attachment, so that text is never behind pictures.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn hand_over(&self) -> Result<Handed> {
        self.hand_over_from(&HandedPlace::default())
    }

    /// The same, from where the last file ended.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn hand_over_from(&self, from: &HandedPlace) -> Result<Handed> {
        self.gather(from, limits::PUSH_CHANGES, true)
    }

    /// The same, without attachments.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn hand_over_changes(&self, from: &HandedPlace) -> Result<Handed> {
        self.gather(from, limits::PUSH_CHANGES, false)
    }

    /// The same, with at most so many changes.
    #[cfg(test)]
    pub(crate) fn hand_over_within(&self, from: &HandedPlace, most: usize) -> Result<Handed> {
        self.gather(from, most, true)
    }

    fn gather(&self, from: &HandedPlace, most: usize, attachments: bool) -> Result<Handed> {
        let pushed = self.push_after(from.change, most, limits::HAND_OVER_WORK)?;
        let mut room = limits::HAND_OVER_WORK;
        for document in &pushed.documents {
            room = room.saturating_sub(document.changes.iter().map(|bytes| bytes.len()).sum());
        }
        let mut blobs = Vec::new();
        // With changes left out, what they name is left out too.
        let uploads = if pushed.more || !attachments { Vec::new() } else { self.uploads()? };
        let mut next = HandedPlace { change: pushed.last.max(from.change), ..*from };
        for (document, hash) in uploads.into_iter().skip(from.uploads) {
            let bytes = self.blob(&hash)?;
            if bytes.as_ref().is_some_and(|bytes| bytes.len() > room) {
                break;
            }
            next.uploads += 1;
            let Some(bytes) = bytes else { continue };
            room -= bytes.len();
            blobs.push(HandedBlob { document, hash, bytes: ByteBuf::from(bytes) });
        }
        let confirmed = self.confirmed()?;
        let Pushed { documents: push, groups, .. } = pushed;
        let work = HandOver { protocol: PROTOCOL, push, groups, confirmed, blobs };
        let gathered = u64::try_from(work.changes() + work.blobs.len()).unwrap_or(u64::MAX);
        next.things = from.things.saturating_add(gathered);
        Ok(Handed { work, left_out: self.unsent()?.saturating_sub(next.things), next })
    }

    /// Attachments that wait, thumbnails first.
    fn uploads(&self) -> Result<Vec<(DocumentId, BlobHash)>> {
        let sql = "SELECT document, hash FROM upload ORDER BY thumbnail DESC, at";
        let mut statement = self.connection.prepare_cached(sql)?;
        let row =
            |row: &rusqlite::Row<'_>| Ok((DocumentId(Uuid::from_bytes(row.get(0)?)), BlobHash(row.get(1)?)));
        Ok(statement.query_map([], row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Attachments that wait and whose bytes are not here: no file can hold them.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn uploads_without_bytes(&self) -> Result<u64> {
        let sql = "SELECT count(*) FROM upload WHERE hash NOT IN (SELECT hash FROM blob)";
        Ok(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?.cast_unsigned())
    }

    /// What hand-over files are sealed for, once the hub has said it.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn hand_over_key(&self) -> Result<Option<HandOverKey>> {
        let row =
            self.connection.query_row("SELECT hand_over FROM reading", [], |row| row.get(0)).optional()?;
        Ok(row.flatten().map(HandOverKey))
    }

    /// Keeps what hand-over files are sealed for.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn keep_hand_over_key(&mut self, key: &HandOverKey) -> Result<()> {
        keep_key(&self.connection, key)
    }

    /// Notes that everything that waits now is in a file.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn keep_handed_over(&mut self) -> Result<()> {
        let waits = self.what_waits()?;
        self.connection.execute("UPDATE reading SET handed_over = ?", [waits])?;
        Ok(())
    }

    /// Whether everything that waits is in a file that was made.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn is_handed_over(&self) -> Result<bool> {
        let kept: String =
            self.connection.query_row("SELECT handed_over FROM reading", [], |row| row.get(0))?;
        Ok(kept == self.what_waits()?)
    }

    /// What waits now, by a name for all of it, where that is not what is in the spare copy.
    ///
    /// # Errors
    /// Where the store fails.
    pub(crate) fn unspared(&self) -> Result<Option<String>> {
        let kept: String = self.connection.query_row("SELECT spared FROM reading", [], |row| row.get(0))?;
        let waits = self.what_waits()?;
        Ok((kept != waits).then_some(waits))
    }

    /// Notes what is in the spare copy.
    ///
    /// # Errors
    /// Where the store fails.
    pub(crate) fn keep_spared(&mut self, waits: &str) -> Result<()> {
        self.connection.execute("UPDATE reading SET spared = ?", [waits])?;
        Ok(())
    }

    /// A name for the set of all that waits: its numbers only grow, and each thing that is added has a new one.
    fn what_waits(&self) -> Result<String> {
        let sql = "SELECT (SELECT coalesce(max(number), 0) FROM outbox) || '-' || (SELECT count(*) FROM outbox)
                       || '-' || (SELECT coalesce(max(rowid), 0) FROM upload) || '-' || (SELECT count(*) FROM upload)";
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(StoreError::from)
    }
}

/// Keeps what hand-over files are sealed for.
pub(super) fn keep_key(connection: &Connection, key: &HandOverKey) -> Result<()> {
    connection.execute("UPDATE reading SET hand_over = ?1 WHERE hand_over IS NOT ?1", params![key.0])?;
    Ok(())
}
