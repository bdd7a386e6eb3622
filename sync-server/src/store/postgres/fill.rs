//! A page of a fill: whole documents of one space, in the order of their ids (R8).

use std::collections::HashMap;

use deadpool_postgres::Transaction;
use jinshui_core::wire::{LogDocument, ReceivedChange};
use jinshui_core::{DocumentId, Space};

use super::directory;
use super::document::{META, meta};
use super::log::received;
use super::row::{self, collect};
use crate::store::{DocumentMeta, FillPage, FillRequest, Result, Snapshot};

/// Documents read at a time.
const STEP: usize = 64;

pub(super) async fn page(db: &Transaction<'_>, request: &FillRequest) -> Result<Snapshot<FillPage>> {
    if directory::position(db).await?.rights != request.rights {
        return Ok(Snapshot::Stale);
    }
    let mut documents = Vec::new();
    let (mut bytes, mut count, mut after) = (0, 0, request.after);
    loop {
        let found = step(db, &request.space, after).await?;
        if found.is_empty() {
            return Ok(Snapshot::Page(FillPage { documents, after: None }));
        }
        for whole in found {
            after = whole.document;
            bytes += whole.changes.iter().map(|change| change.bytes.len()).sum::<usize>();
            count += whole.changes.len();
            documents.push(whole);
            if bytes >= request.bounds.bytes || count >= request.bounds.changes {
                return Ok(Snapshot::Page(FillPage { documents, after: Some(after) }));
            }
        }
    }
}

/// The next whole documents.
async fn step(db: &Transaction<'_>, space: &Space, after: DocumentId) -> Result<Vec<LogDocument>> {
    let sql = format!("SELECT {META} FROM document WHERE space = $1 AND id > $2 ORDER BY id LIMIT {STEP}");
    let metas = collect(db, &sql, &[&space.to_string(), &after.0.as_bytes().as_slice()], meta).await?;
    whole(db, metas).await
}

/// Documents with all their changes.
pub(super) async fn whole(db: &Transaction<'_>, metas: Vec<DocumentMeta>) -> Result<Vec<LogDocument>> {
    let ids = row::documents(metas.iter().map(|meta| &meta.id));
    let sql = "SELECT seq, author, received_at, late, bytes, document FROM change WHERE document = ANY($1)
               ORDER BY seq";
    let found = collect(db, sql, &[&ids], |row| Ok((row::document(row, 5)?, received(row)?))).await?;
    let mut changes: HashMap<DocumentId, Vec<ReceivedChange>> = HashMap::new();
    for (document, change) in found {
        changes.entry(document).or_default().push(change);
    }
    let whole = metas.into_iter().map(|meta| LogDocument {
        changes: changes.remove(&meta.id).unwrap_or_default(),
        document: meta.id,
        kind: meta.kind,
        schema: meta.schema,
        generation: meta.generation,
        space: meta.space,
        erased: meta.erased,
    });
    Ok(whole.collect())
}
