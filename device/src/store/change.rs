//! Every change of every document, with its receipt once the hub has it.

use jinshui_core::admit::AdmittedChange;
use jinshui_core::projection::Receipt;
use jinshui_core::wire::Seal;
use jinshui_core::{ChangeHash, DocumentId, MemberId, Timestamp};
use rusqlite::{Connection, params};

use super::{Result, Store, StoreError};

/// A change as people's history tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its hash.
    pub hash: ChangeHash,
    /// When, by its author's device; whole seconds, in milliseconds.
    pub at: Timestamp,
    /// What it touched.
    pub fields: Vec<String>,
    /// Who made it.
    pub author: MemberId,
    /// The hub's receipt's position.
    pub seq: Option<u64>,
    /// When the hub received it.
    pub received_at: Option<Timestamp>,
    /// Whether its author had not heard yet that they may write here no longer (R15).
    pub late: bool,
}

impl Store {
    /// The changes of a record in the order people see (R27): received ones by log position, then those only here.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn history(&self, document: DocumentId) -> Result<Vec<ChangeRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT hash, at, fields, author, seq, received_at, late FROM change WHERE document = ?
             ORDER BY seq IS NULL, seq, number",
        )?;
        let rows = statement.query_map([document.0.into_bytes()], |row| {
            Ok(ChangeRow {
                hash: ChangeHash(row.get(0)?),
                at: Timestamp(row.get(1)?),
                fields: row
                    .get::<_, String>(2)?
                    .split(' ')
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect(),
                author: MemberId(row.get(3)?),
                seq: row.get::<_, Option<i64>>(4)?.map(i64::cast_unsigned),
                received_at: row.get::<_, Option<i64>>(5)?.map(Timestamp),
                late: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Keeps a change; what is here already keeps its place and gains the receipt. True where it was new.
pub(super) fn keep(
    connection: &Connection,
    document: DocumentId,
    change: &AdmittedChange,
    fields: &[String],
    author: &MemberId,
    receipt: Option<&Receipt>,
    late: bool,
) -> Result<bool> {
    let (seq, received_at) = (receipt.map(|r| r.seq.cast_signed()), receipt.map(|r| r.received_at.0));
    let inserted = connection
        .prepare_cached(
            "INSERT INTO change (document, hash, bytes, at, fields, author, seq, received_at, late)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document, hash) DO NOTHING",
        )?
        .execute(params![
            document.0.into_bytes(),
            change.hash.0,
            change.raw(),
            change.time.saturating_mul(1000),
            fields.join(" "),
            author.as_str(),
            seq,
            received_at,
            late,
        ])?;
    if inserted == 0
        && let Some(receipt) = receipt
    {
        keep_receipt(connection, document, &change.hash, receipt)?;
    }
    Ok(inserted > 0)
}

/// Notes the hub's receipt of a change.
pub(super) fn keep_receipt(
    connection: &Connection,
    document: DocumentId,
    hash: &ChangeHash,
    receipt: &Receipt,
) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE change SET seq = ?, received_at = ?, author = ? WHERE document = ? AND hash = ?",
        )?
        .execute(params![
            receipt.seq.cast_signed(),
            receipt.received_at.0,
            receipt.author.as_str(),
            document.0.into_bytes(),
            hash.0,
        ])?;
    Ok(())
}

/// Keeps the hub's seal of a change, by which it takes it back (R23).
pub(super) fn keep_seal(
    connection: &Connection,
    document: DocumentId,
    hash: &ChangeHash,
    seal: Seal,
) -> Result<()> {
    let sql = "UPDATE change SET seal = ?3 WHERE document = ?1 AND hash = ?2";
    connection.prepare_cached(sql)?.execute(params![document.0.into_bytes(), hash.0, seal.0])?;
    Ok(())
}

/// Raw bytes of a document's changes, causes first.
pub(super) fn bytes_of(connection: &Connection, document: DocumentId) -> Result<Vec<Vec<u8>>> {
    let mut statement =
        connection.prepare_cached("SELECT bytes FROM change WHERE document = ? ORDER BY number")?;
    let rows = statement.query_map([document.0.into_bytes()], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Raw bytes of one change.
pub(super) fn bytes(connection: &Connection, document: DocumentId, hash: &ChangeHash) -> Result<Vec<u8>> {
    let mut statement =
        connection.prepare_cached("SELECT bytes FROM change WHERE document = ? AND hash = ?")?;
    Ok(statement.query_row(params![document.0.into_bytes(), hash.0], |row| row.get(0))?)
}

/// Each change's hash and receipt.
pub(super) fn receipts(
    connection: &Connection,
    document: DocumentId,
) -> Result<Vec<(ChangeHash, Option<Receipt>)>> {
    let sql = "SELECT hash, seq, author, received_at FROM change WHERE document = ? ORDER BY number";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([document.0.into_bytes()], |row| {
        let (seq, received_at) = (row.get::<_, Option<i64>>(1)?, row.get::<_, Option<i64>>(3)?);
        let author = MemberId(row.get(2)?);
        let receipt = seq.zip(received_at).map(|(seq, received_at)| Receipt {
            seq: seq.cast_unsigned(),
            author,
            received_at: Timestamp(received_at),
        });
        Ok((ChangeHash(row.get(0)?), receipt))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Removes one change that the hub refused, or that depended on one.
pub(super) fn remove(connection: &Connection, document: DocumentId, hash: &ChangeHash) -> Result<()> {
    let sql = "DELETE FROM change WHERE document = ? AND hash = ? AND seq IS NULL";
    match connection.execute(sql, params![document.0.into_bytes(), hash.0])? {
        1 => Ok(()),
        _ => Err(StoreError::Damaged(format!("change {hash} is not there or was received"))),
    }
}

/// Notes what a change was written in place of.
pub(super) fn keep_replaces(
    connection: &Connection,
    document: DocumentId,
    hash: &ChangeHash,
    replaces: &[ChangeHash],
) -> Result<()> {
    let packed: Vec<u8> = replaces.iter().flat_map(|hash| hash.0).collect();
    let sql = "UPDATE change SET replaces = ? WHERE document = ? AND hash = ?";
    connection.prepare_cached(sql)?.execute(params![packed, document.0.into_bytes(), hash.0])?;
    Ok(())
}

/// What a change was written in place of, oldest first.
pub(super) fn replaces(
    connection: &Connection,
    document: DocumentId,
    hash: &ChangeHash,
) -> Result<Vec<ChangeHash>> {
    let sql = "SELECT replaces FROM change WHERE document = ? AND hash = ?";
    let mut statement = connection.prepare_cached(sql)?;
    let packed: Option<Vec<u8>> =
        statement.query_row(params![document.0.into_bytes(), hash.0], |row| row.get(0))?;
    Ok(packed.unwrap_or_default().as_chunks::<32>().0.iter().map(|hash| ChangeHash(*hash)).collect())
}

/// Whether a change is here from the hub.
pub(super) fn is_received(connection: &Connection, document: DocumentId, hash: &ChangeHash) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM change WHERE document = ? AND hash = ? AND seq IS NOT NULL)";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![document.0.into_bytes(), hash.0], |row| row.get(0))?)
}

/// Whether a document has any change at all.
pub(super) fn any(connection: &Connection, document: DocumentId) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM change WHERE document = ?)";
    Ok(connection.query_row(sql, [document.0.into_bytes()], |row| row.get(0))?)
}
