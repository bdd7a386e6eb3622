//! A page of the log: entries after a position, joined with their document's space as it is in this very snapshot (R7),
//! and what moves of documents mean to the reader (R15). What was erased comes whole with its new generation (R21).

use std::collections::{HashMap, HashSet};

use deadpool_postgres::Transaction;
use jinshui_core::wire::{LogDocument, ReceivedChange};
use jinshui_core::{DocumentId, Kind, MemberId, Timestamp};
use tokio_postgres::Row;

use super::row::{self, collect, from_seq};
use super::{digest, directory, document, fill};
use crate::store::{LogPage, LogRequest, Result, Snapshot};

/// Entries read at a time: what is read past a page's bound is read for nothing.
const STEP: usize = 256;
/// Changes. Those of a new generation come with its event, all of them in one page.
const ENTRIES: &str = "
    SELECT change.seq, author, received_at, late, bytes, hash, document.id, kind, schema, document.generation, space,
           document.erased
    FROM change JOIN document ON document.id = change.document
    WHERE change.seq > $1 AND change.seq <= $2 AND space = ANY($3)
      AND NOT EXISTS (SELECT FROM erasure WHERE erasure.document = change.document AND erasure.seq > change.seq)
    ORDER BY change.seq LIMIT";

/// Documents that moved, and those of which something was erased.
const MOVES: &str = "
    SELECT seq, document, coalesce(from_space = ANY($3), false) FROM event
    WHERE seq > $1 AND seq <= $2 AND what IN ('move', 'erase') ORDER BY seq";

pub(super) async fn page(db: &Transaction<'_>, request: &LogRequest) -> Result<Snapshot<LogPage>> {
    let position = directory::position(db).await?;
    if position.rights != request.rights {
        return Ok(Snapshot::Stale);
    }
    let last = position.head.min(request.after.saturating_add(request.bounds.scan));
    let (moved, last) = moves(db, request, last).await?;
    let (mut documents, seq) = entries(db, request, last).await?;
    let (whole, left) = moved.up_to(seq);
    documents.retain(|one| !whole.iter().any(|other| other.document == one.document));
    documents.extend(whole);
    // Never backwards: a cursor ahead of the log is the caller's to deal with (R23).
    let seq = seq.max(request.after);
    let complete = request.digests && seq >= position.head;
    let complete = if complete { Some(digest::of(db, &request.spaces).await?) } else { None };
    Ok(Snapshot::Page(LogPage { documents, left, seq, complete }))
}

/// What moves and erasures of documents mean to a reader: each with its position.
#[derive(Default)]
struct Moved {
    /// Documents that the reader may read now, whole: they may have come from where the reader may not, or are of a new generation.
    whole: Vec<(u64, LogDocument)>,
    /// Documents that were moved out of what the reader may read.
    left: Vec<(u64, DocumentId)>,
}

impl Moved {
    fn up_to(self, seq: u64) -> (Vec<LogDocument>, Vec<DocumentId>) {
        let whole = self.whole.into_iter().filter(|(at, _)| *at <= seq).map(|(_, one)| one);
        let left = self.left.into_iter().filter(|(at, _)| *at <= seq).map(|(_, one)| one);
        (whole.collect(), left.collect())
    }
}

/// The moves and erasures, and how far they were read.
async fn moves(db: &Transaction<'_>, request: &LogRequest, last: u64) -> Result<(Moved, u64)> {
    let spaces = row::spaces(&request.spaces);
    let bounds: row::Params<'_> = &[&from_seq(request.after), &from_seq(last), &spaces];
    let read = |row: &Row| Ok((row::seq(row, 0)?, row::document(row, 1)?, row::get::<bool>(row, 2)?));
    let found = collect(db, MOVES, bounds, read).await?;
    let ids: Vec<_> = found.iter().map(|(_, id, _)| *id).collect();
    let metas = if ids.is_empty() { Vec::new() } else { document::many(db, &ids).await? };
    let metas: HashMap<_, _> = metas.into_iter().map(|meta| (meta.id, meta)).collect();
    let mut moved = Moved::default();
    let (mut bytes, mut seen) = (0, HashSet::new());
    for (seq, id, was_readable) in found {
        let Some(meta) = metas.get(&id) else { continue };
        if request.spaces.contains(&meta.space) {
            // Once in a page is enough: where it is, is where it is now.
            if seen.insert(id) {
                for whole in fill::whole(db, vec![meta.clone()]).await? {
                    bytes += whole.changes.iter().map(|change| change.bytes.len()).sum::<usize>();
                    moved.whole.push((seq, whole));
                }
            }
        } else if was_readable {
            moved.left.push((seq, id));
        }
        if bytes >= request.bounds.bytes {
            return Ok((moved, seq));
        }
    }
    Ok((moved, last))
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
            if !request.except.contains(&row::hash(row, 5)?) {
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

/// A change with its receipt, from the first five columns.
pub(super) fn received(row: &Row) -> Result<ReceivedChange> {
    Ok(ReceivedChange {
        seq: row::seq(row, 0)?,
        author: MemberId(row::get(row, 1)?),
        received_at: Timestamp(row::get(row, 2)?),
        late: row::get(row, 3)?,
        bytes: row::get(row, 4)?,
        seal: None,
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
        let document = row::document(row, 6)?;
        let place = *self.places.entry(document).or_insert(self.documents.len());
        if place == self.documents.len() {
            self.documents.push(LogDocument {
                document,
                kind: Kind::from_code(row::get(row, 7)?),
                schema: row::number(row, 8)?,
                generation: row::number(row, 9)?,
                space: row::space(row, 10)?,
                erased: row::erasure(row, 11)?,
                changes: Vec::new(),
            });
        }
        if let Some(found) = self.documents.get_mut(place) {
            found.changes.push(change);
        }
        Ok(())
    }
}
