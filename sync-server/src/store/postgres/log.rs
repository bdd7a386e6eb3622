//! A page of the log: entries after a position, joined with their document's space as it is in this very snapshot (R7).

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use jinshui_core::wire::{LogDocument, ReceivedChange};
use jinshui_core::{DocumentId, Kind, MemberId, Timestamp};
use tokio_postgres::Row;

use super::row::{self, from_seq};
use super::{digest, directory};
use crate::store::{LogPage, LogRequest, Result, Snapshot};

/// Entries read at a time: what is read past a page's bound is read for nothing.
const STEP: usize = 256;
const ENTRIES: &str = "
    SELECT change.seq, author, received_at, bytes, hash, document.id, kind, schema, document.generation, space
    FROM change JOIN document ON document.id = change.document
    WHERE change.seq > $1 AND change.seq <= $2 AND space = ANY($3)
    ORDER BY change.seq LIMIT";

pub(super) async fn page(db: &Transaction<'_>, request: &LogRequest) -> Result<Snapshot<LogPage>> {
    let position = directory::position(db).await?;
    if position.directory != request.directory {
        return Ok(Snapshot::Stale);
    }
    let last = position.head.min(request.after.saturating_add(request.bounds.scan));
    let (documents, seq) = entries(db, request, last).await?;
    // Never backwards: a cursor ahead of the log is the caller's to deal with (R23).
    let seq = seq.max(request.after);
    let complete = request.digests && seq >= position.head;
    let complete = if complete { Some(digest::of(db, &request.spaces).await?) } else { None };
    Ok(Snapshot::Page(LogPage { documents, seq, complete }))
}

/// The readable entries, and how far they were read.
async fn entries(db: &Transaction<'_>, request: &LogRequest, last: u64) -> Result<(Vec<LogDocument>, u64)> {
    let mut pages = Grouped::default();
    let (mut bytes, mut count, mut after) = (0, 0, request.after);
    let (spaces, sql) = (row::spaces(&request.spaces), format!("{ENTRIES} {STEP}"));
    let statement = db.prepare_cached(&sql).await?;
    loop {
        let rows = db.query(&statement, &[&from_seq(after), &from_seq(last), &spaces]).await?;
        for row in &rows {
            after = row::seq(row, 0)?;
            if !request.except.contains(&row::hash(row, 4)?) {
                let change = received(row)?;
                bytes += change.bytes.len();
                count += 1;
                pages.add(row, change)?;
            }
            if bytes >= request.bounds.bytes || count >= request.bounds.changes {
                return Ok((pages.documents, after));
            }
        }
        if rows.len() < STEP {
            return Ok((pages.documents, last));
        }
    }
}

/// A change with its receipt, from the first four columns.
pub(super) fn received(row: &Row) -> Result<ReceivedChange> {
    Ok(ReceivedChange {
        seq: row::seq(row, 0)?,
        author: MemberId(row::get(row, 1)?),
        received_at: Timestamp(row::get(row, 2)?),
        bytes: row::get(row, 3)?,
    })
}

/// Changes by document, documents in the order in which they first come.
#[derive(Default)]
struct Grouped {
    documents: Vec<LogDocument>,
    places: HashMap<DocumentId, usize>,
}

impl Grouped {
    fn add(&mut self, row: &Row, change: ReceivedChange) -> Result<()> {
        let document = row::document(row, 5)?;
        let place = *self.places.entry(document).or_insert(self.documents.len());
        if place == self.documents.len() {
            self.documents.push(LogDocument {
                document,
                kind: Kind::from_code(row::get(row, 6)?),
                schema: row::number(row, 7)?,
                generation: row::number(row, 8)?,
                space: row::space(row, 9)?,
                changes: Vec::new(),
            });
        }
        if let Some(found) = self.documents.get_mut(place) {
            found.changes.push(change);
        }
        Ok(())
    }
}
