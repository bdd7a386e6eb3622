//! What a device sends: admit → document → judge → append → answer, one step a file. It writes only through the store,
//! and knows nothing of HTTP or of what the device wants to read.

mod answer;
mod arrival;
mod batch;
mod cache;
mod ground;
mod verdict;

use jinshui_core::wire::PushDocument;

use self::arrival::Arrival;
use crate::http::Caller;
use crate::hub::Hub;
use crate::store::{Result, StoreError};

pub(crate) use self::answer::Answer;
pub(crate) use self::cache::Documents;
pub(crate) use self::ground::rebuild;

/// Documents of one batch.
const BATCH_DOCUMENTS: usize = 64;
/// Changes after which a batch is full.
const BATCH_CHANGES: usize = 1_000;

/// Takes in what a device sends. What the answer acknowledges is durable.
pub(crate) async fn run(hub: &Hub, caller: &Caller, push: Vec<PushDocument>) -> Result<Answer> {
    let arrivals = tokio::task::spawn_blocking(move || arrival::read(push)).await;
    let arrivals = arrivals.map_err(|error| StoreError::Other(format!("admitting failed: {error}")))?;
    let mut answer = Answer::default();
    for batch in batches(arrivals) {
        let changes = batch.iter().flat_map(|one| &one.changes);
        let named: Vec<_> = changes.map(|change| (change.index, change.hash())).collect();
        let done = batch::run(hub, caller, batch).await?;
        for ((index, hash), (decision, receipt)) in named.into_iter().zip(done) {
            answer.add(index, hash, decision, receipt);
        }
    }
    Ok(answer)
}

/// Cuts a push into batches, each of which is one transaction.
fn batches(arrivals: Vec<Arrival>) -> Vec<Vec<Arrival>> {
    let mut batches = Vec::new();
    let (mut batch, mut changes) = (Vec::new(), 0);
    for arrival in arrivals {
        changes += arrival.changes.len();
        batch.push(arrival);
        if batch.len() >= BATCH_DOCUMENTS || changes >= BATCH_CHANGES {
            batches.push(std::mem::take(&mut batch));
            changes = 0;
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    batches
}
