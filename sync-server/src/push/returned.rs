//! What a device gives back after the hub has lost it (R23). The hub's own seal shows that it was in the log, by this author
//! and of this time; so it is not judged by today's rights, only by what no change may do: it is admitted, within the schema,
//! and stands on what it depends on. It goes where its giver may read, and never back into a generation
//! that was erased: `batch` knows of each record which it may be of.

use jinshui_core::admit::admit;
use jinshui_core::wire::{Create, LogDocument, ReturnReply};

use super::arrival::{Arrival, Arrived, Told};
use super::batches;
use super::{Answer, batch};
use crate::http::Caller;
use crate::hub::Hub;
use crate::seal::{SealKey, Sealed};
use crate::store::{Recovered, Result, StoreError};

/// Takes back what a device gives back.
pub(crate) async fn take_back(
    hub: &Hub,
    caller: &Caller,
    documents: Vec<LogDocument>,
) -> Result<ReturnReply> {
    // The key is read once; what is done with it takes no waiting.
    let key = hub.seals()?;
    let mut index = 0;
    let arrivals = documents.into_iter().map(|document| arrival(key, document, &mut index)).collect();
    let mut answer = Answer::default();
    for batch in batches(arrivals, &[]) {
        let changes = batch.iter().flat_map(|one| &one.changes);
        let named: Vec<_> = changes.map(|change| (change.index, change.hash())).collect();
        let done = batch::run(hub, caller, batch, &[]).await?;
        for ((index, hash), (decision, receipt)) in named.into_iter().zip(done) {
            answer.add(index, hash, decision, receipt, None);
        }
    }
    let reply = answer.into_reply();
    let taken = reply.taken;
    tracing::warn!(device = %caller.device.id, taken, refused = reply.refused.len(), "a device gave changes back");
    u32::try_from(index).map_err(|_| StoreError::Other("too many changes".to_owned()))?;
    Ok(reply)
}

fn arrival(key: &SealKey, document: LogDocument, index: &mut usize) -> Arrival {
    let LogDocument { document: id, kind, schema, generation, space, changes, .. } = document;
    let changes = changes.into_iter().map(|change| {
        let at = u32::try_from(*index).unwrap_or(u32::MAX);
        *index += 1;
        let seal = key.seal(&Sealed::of(id, generation, &change.bytes), &change.author, change.received_at);
        let refused = match change.seal {
            Some(given) if given != seal => Some("no_seal"),
            None => Some("no_seal"),
            Some(_) => None,
        };
        let recovered = Recovered { author: change.author, received_at: change.received_at };
        Arrived {
            index: at,
            read: admit(&change.bytes).map_err(|error| (change.bytes, error)),
            replaces: Vec::new(),
            told: Some(Told { recovered, refused }),
        }
    });
    let changes = changes.collect();
    Arrival { document: id, generation, create: Some(Create { kind, schema, space }), changes }
}
