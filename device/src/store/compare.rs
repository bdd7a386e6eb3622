//! Comparing what this device has from the log with what the hub has, a page at a time, and what the hub lacks (R13, R23).
//! How far it has come is kept with each page, so that it goes on wherever it was cut.

use std::collections::{BTreeMap, BTreeSet};

use jinshui_core::admit::admit;
use jinshui_core::projection::Receipt;
use jinshui_core::wire::{
    CompareReply, CompareRequest, HeldDocument, Lack, LogDocument, PROTOCOL, ReceivedChange, Seal,
};
use jinshui_core::{ChangeHash, DocumentId, Erasure, Space, limits};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use uuid::Uuid;

use super::refuse::Refusing;
use super::{DocumentRow, Received, Result, Store, blob, document, reading, receive};

/// A received change of a document.
struct Held {
    change: ReceivedChange,
    hash: ChangeHash,
    deps: Vec<ChangeHash>,
}

impl Store {
    /// The next page to compare; none where no comparison is open.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn next_comparison(&self) -> Result<Option<CompareRequest>> {
        let Some(cursor) = reading::reading(&self.connection)?.cursor else { return Ok(None) };
        let Some((space, after)) = open(&self.connection)? else { return Ok(None) };
        let rows = document::received_in(&self.connection, space.as_ref(), after, limits::COMPARE_DOCUMENTS)?;
        let last = rows.len() < limits::COMPARE_DOCUMENTS;
        let held = |row: &DocumentRow| {
            let heads = heads(&received(&self.connection, row.id)?);
            Ok(HeldDocument { document: row.id, generation: row.generation, heads })
        };
        let documents = rows.iter().map(held).collect::<Result<_>>()?;
        let (protocol, epoch) = (PROTOCOL, cursor.epoch);
        Ok(Some(CompareRequest { protocol, epoch, space, after, documents, last }))
    }

    /// What this device has of a document from the log and the hub lacks, in causal order; none where it has nothing more.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn lost(&self, lack: &Lack) -> Result<Option<LogDocument>> {
        let Some(row) = document::find(&self.connection, lack.document)? else { return Ok(None) };
        let held = received(&self.connection, row.id)?;
        let have = history(&held, &lack.have);
        let lost = held.into_iter().filter(|held| !have.contains(&held.hash)).map(|held| held.change);
        let changes: Vec<_> = lost.collect();
        let document = LogDocument {
            document: row.id,
            kind: row.kind,
            schema: row.schema,
            generation: row.generation,
            space: row.space,
            // The hub knows by its journal.
            erased: Erasure::default(),
            changes,
        };
        Ok((!document.changes.is_empty()).then_some(document))
    }

    /// Takes in what the hub said of a page, and goes on to the next one. The pictures of what was given back are offered too.
    ///
    /// # Errors
    /// Where the store fails; nothing is kept then.
    pub fn compared(&mut self, page: &CompareRequest, reply: &CompareReply) -> Result<Received> {
        let (now, random) = (self.platform.clock.now(), self.platform.random.clone());
        let refusing = Refusing { now, random: random.as_ref() };
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut received = Received::default();
        for lack in &reply.lacks {
            blob::offer(&transaction, lack.document, now)?;
        }
        for document in &reply.documents {
            receive::log_document(&transaction, document, &refusing, &mut received)?;
        }
        reply.gone.iter().try_for_each(|id| document::mark_leaving(&transaction, *id, true))?;
        let dropped = receive::drop_what_left(&transaction, &mut received)?;
        let newest = page.documents.last().map(|held| held.document).filter(|_| !page.last);
        let next = reply.after.or(newest).map(|id| id.0.into_bytes());
        match &page.space {
            Some(space) => {
                let sql = "UPDATE space SET compare = ?2 WHERE name = ?1";
                transaction.execute(sql, params![space.to_string(), next])?
            }
            None => transaction.execute("UPDATE reading SET compare = ?", [next])?,
        };
        transaction.commit()?;
        self.empty_after(dropped || received.erased > 0)?;
        Ok(received)
    }
}

/// The received changes of a document, causes first. What cannot be read any more is left out: it could not be given back.
fn received(connection: &Connection, id: DocumentId) -> Result<Vec<Held>> {
    let sql = "SELECT bytes, seq, author, received_at, seal, late FROM change
               WHERE document = ? AND seq IS NOT NULL ORDER BY number";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([id.0.into_bytes()], |row| {
        let receipt = Receipt {
            seq: row.get::<_, i64>(1)?.cast_unsigned(),
            author: jinshui_core::MemberId(row.get(2)?),
            received_at: jinshui_core::Timestamp(row.get(3)?),
        };
        Ok((row.get::<_, Vec<u8>>(0)?, receipt, row.get::<_, Option<[u8; 16]>>(4)?, row.get::<_, bool>(5)?))
    })?;
    let mut held = Vec::new();
    for row in rows {
        let (bytes, Receipt { seq, author, received_at }, seal, late) = row?;
        match admit(&bytes) {
            Ok(read) => {
                let change = ReceivedChange { seq, author, received_at, late, bytes, seal: seal.map(Seal) };
                held.push(Held { change, hash: read.hash, deps: read.deps });
            }
            Err(error) => {
                tracing::warn!(document = %id, reason = error.code(), "a change here cannot be read")
            }
        }
    }
    Ok(held)
}

/// Those that no other one depends on, in order.
fn heads(held: &[Held]) -> Vec<ChangeHash> {
    let inner: BTreeSet<_> = held.iter().flat_map(|held| &held.deps).collect();
    let heads: BTreeSet<_> = held.iter().map(|held| held.hash).filter(|hash| !inner.contains(hash)).collect();
    heads.into_iter().collect()
}

/// Heads and everything before them, as far as it is here.
fn history(held: &[Held], heads: &[ChangeHash]) -> BTreeSet<ChangeHash> {
    let deps: BTreeMap<_, _> = held.iter().map(|held| (held.hash, &held.deps)).collect();
    let (mut seen, mut next) = (BTreeSet::new(), heads.to_vec());
    while let Some(hash) = next.pop() {
        if seen.insert(hash)
            && let Some(deps) = deps.get(&hash)
        {
            next.extend(deps.iter().copied());
        }
    }
    seen
}

/// The comparison that is open, and where it stands: of everything first, then of single spaces.
fn open(connection: &Connection) -> Result<Option<(Option<Space>, DocumentId)>> {
    let sql = "SELECT name, compare FROM (SELECT NULL AS name, compare FROM reading
                                          UNION ALL SELECT name, compare FROM space)
               WHERE compare IS NOT NULL ORDER BY name LIMIT 1";
    let read = |row: &rusqlite::Row<'_>| {
        let space = row.get::<_, Option<String>>(0)?.map(|name| Space::parse(&name));
        Ok((space, DocumentId(Uuid::from_bytes(row.get(1)?))))
    };
    Ok(connection.query_row(sql, [], read).optional()?)
}

/// Opens a comparison of everything held: the hub may lack what this device has. The log brings the rest.
pub(super) fn open_all(connection: &Connection) -> Result<()> {
    connection.execute("UPDATE reading SET compare = ?", [Uuid::nil().into_bytes()])?;
    connection.execute("UPDATE space SET mismatches = 0, compare = NULL", [])?;
    Ok(())
}

/// Opens a comparison of one space, both ways.
pub(super) fn open_one(connection: &Connection, space: &Space) -> Result<()> {
    let sql = "UPDATE space SET compare = ?2 WHERE name = ?1";
    connection.execute(sql, params![space.to_string(), Uuid::nil().into_bytes()])?;
    Ok(())
}

/// Whether any comparison is open.
pub(super) fn is_open(connection: &Connection) -> Result<bool> {
    Ok(open(connection)?.is_some())
}
