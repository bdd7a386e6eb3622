//! A page of the log: entries after a position, joined with their document's space as it is in this very snapshot (R7).

use std::collections::HashMap;

use jinshui_core::wire::{LogDocument, ReceivedChange};
use jinshui_core::{DocumentId, Kind, MemberId, Timestamp};
use rusqlite::{Connection, Row, params};

use super::row::{self, from_seq};
use super::{digest, directory};
use crate::store::{LogPage, LogRequest, Result, Snapshot};

const ENTRIES: &str = "
    SELECT change.seq, author, received_at, bytes, hash, document.id, kind, schema, document.generation, space,
           document.erased
    FROM change JOIN document ON document.id = change.document
    WHERE change.seq > ?1 AND change.seq <= ?2 AND space IN (SELECT value FROM json_each(?3))
    ORDER BY change.seq";

pub(super) fn page(connection: &Connection, request: &LogRequest) -> Result<Snapshot<LogPage>> {
    let position = directory::position(connection)?;
    if position.directory != request.directory {
        return Ok(Snapshot::Stale);
    }
    let last = position.head.min(request.after.saturating_add(request.bounds.scan));
    let (documents, seq) = entries(connection, request, last)?;
    // Never backwards: a cursor ahead of the log is the caller's to deal with (R23).
    let seq = seq.max(request.after);
    let complete = request.digests && seq >= position.head;
    let complete = complete.then(|| digest::of(connection, &request.spaces)).transpose()?;
    Ok(Snapshot::Page(LogPage { documents, seq, complete }))
}

/// The readable entries, and how far they were read.
fn entries(connection: &Connection, request: &LogRequest, last: u64) -> Result<(Vec<LogDocument>, u64)> {
    let mut pages = Grouped::default();
    let (mut bytes, mut count) = (0, 0);
    let mut statement = connection.prepare_cached(ENTRIES)?;
    let bounds = params![from_seq(request.after), from_seq(last), row::spaces(&request.spaces)?];
    let mut rows = statement.query(bounds)?;
    while let Some(row) = rows.next()? {
        let seq = row::to_seq(row.get(0)?);
        if !request.except.contains(&row::hash(row, 4)?) {
            let change = received(row)?;
            bytes += change.bytes.len();
            count += 1;
            pages.add(row, change)?;
        }
        if bytes >= request.bounds.bytes || count >= request.bounds.changes {
            return Ok((pages.documents, seq));
        }
    }
    Ok((pages.documents, last))
}

/// A change with its receipt, from the first four columns.
pub(super) fn received(row: &Row<'_>) -> Result<ReceivedChange> {
    Ok(ReceivedChange {
        seq: row::to_seq(row.get(0)?),
        author: MemberId(row.get(1)?),
        received_at: Timestamp(row.get(2)?),
        bytes: row.get(3)?,
    })
}

/// Changes by document, documents in the order in which they first come.
#[derive(Default)]
struct Grouped {
    documents: Vec<LogDocument>,
    places: HashMap<DocumentId, usize>,
}

impl Grouped {
    fn add(&mut self, row: &Row<'_>, change: ReceivedChange) -> Result<()> {
        let document = row::document(row, 5)?;
        let place = *self.places.entry(document).or_insert(self.documents.len());
        if place == self.documents.len() {
            self.documents.push(LogDocument {
                document,
                kind: Kind::from_code(&row.get::<_, String>(6)?),
                schema: row.get(7)?,
                generation: row.get(8)?,
                space: row::space(row, 9)?,
                erased: row::erasure(row, 10)?,
                changes: Vec::new(),
            });
        }
        if let Some(found) = self.documents.get_mut(place) {
            found.changes.push(change);
        }
        Ok(())
    }
}
