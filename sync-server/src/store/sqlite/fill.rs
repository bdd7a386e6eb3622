//! A page of a fill: whole documents of one space, in the order of their ids (R8).

use jinshui_core::wire::LogDocument;
use rusqlite::{Connection, params};

use super::directory;
use super::document::{META, meta};
use super::log::received;
use super::row::collect;
use crate::store::{DocumentMeta, FillPage, FillRequest, Result, Snapshot};

/// Documents looked up at a time.
const STEP: i64 = 500;

pub(super) fn page(connection: &Connection, request: &FillRequest) -> Result<Snapshot<FillPage>> {
    if directory::position(connection)?.rights != request.rights {
        return Ok(Snapshot::Stale);
    }
    let mut documents = Vec::new();
    let (mut bytes, mut count, mut after) = (0, 0, request.after);
    let sql = format!("SELECT {META} FROM document WHERE space = ?1 AND id > ?2 ORDER BY id LIMIT {STEP}");
    loop {
        let wanted = params![request.space.to_string(), after.0.as_bytes()];
        let found = collect(connection, &sql, wanted, meta)?;
        if found.is_empty() {
            return Ok(Snapshot::Page(FillPage { documents, after: None }));
        }
        for meta in found {
            after = meta.id;
            let whole = whole(connection, meta)?;
            bytes += whole.changes.iter().map(|change| change.bytes.len()).sum::<usize>();
            count += whole.changes.len();
            documents.push(whole);
            if bytes >= request.bounds.bytes || count >= request.bounds.changes {
                return Ok(Snapshot::Page(FillPage { documents, after: Some(after) }));
            }
        }
    }
}

/// A document with all its changes.
pub(super) fn whole(connection: &Connection, meta: DocumentMeta) -> Result<LogDocument> {
    let sql = "SELECT seq, author, received_at, late, bytes FROM change WHERE document = ?1 ORDER BY seq";
    let changes = collect(connection, sql, [meta.id.0.as_bytes()], received)?;
    Ok(LogDocument {
        document: meta.id,
        kind: meta.kind,
        schema: meta.schema,
        generation: meta.generation,
        space: meta.space,
        erased: meta.erased,
        changes,
    })
}
