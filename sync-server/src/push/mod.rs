//! What a device sends: admit → document → judge → append → answer, one step a file. It writes only through the store,
//! and knows nothing of HTTP or of what the device wants to read.

mod answer;
mod arrival;
mod batch;
mod cache;
mod ground;
mod stood;
mod together;
mod verdict;

use jinshui_core::wire::PushDocument;

use self::arrival::Arrival;
use crate::http::Caller;
use crate::hub::Hub;
use crate::store::{Result, StoreError};

pub(crate) use self::answer::Answer;
pub(crate) use self::cache::Documents;

/// Documents of one batch.
const BATCH_DOCUMENTS: usize = 64;
/// Changes after which a batch is full.
const BATCH_CHANGES: usize = 1_000;

/// Takes in what a device sends. What the answer acknowledges is durable.
pub(crate) async fn run(
    hub: &Hub,
    caller: &Caller,
    push: Vec<PushDocument>,
    groups: &[Vec<u32>],
) -> Result<Answer> {
    let arrivals = tokio::task::spawn_blocking(move || arrival::read(push)).await;
    let arrivals = arrivals.map_err(|error| StoreError::Other(format!("admitting failed: {error}")))?;
    let mut answer = Answer::default();
    for batch in batches(arrivals, groups) {
        let changes = batch.iter().flat_map(|one| &one.changes);
        let named: Vec<_> = changes.map(|change| (change.index, change.hash())).collect();
        let done = batch::run(hub, caller, batch, groups).await?;
        for ((index, hash), (decision, receipt)) in named.into_iter().zip(done) {
            answer.add(index, hash, decision, receipt);
        }
    }
    Ok(answer)
}

/// Cuts a push into batches, each of which is one transaction. What goes together is never cut (R14).
fn batches(arrivals: Vec<Arrival>, groups: &[Vec<u32>]) -> Vec<Vec<Arrival>> {
    let open = |last: u32| {
        groups
            .iter()
            .any(|group| group.iter().any(|place| *place <= last) && group.iter().any(|place| *place > last))
    };
    let mut batches = Vec::new();
    let (mut batch, mut changes) = (Vec::new(), 0);
    for arrival in arrivals {
        changes += arrival.changes.len();
        let last = arrival.changes.last().map_or(0, |change| change.index);
        batch.push(arrival);
        if (batch.len() >= BATCH_DOCUMENTS || changes >= BATCH_CHANGES) && !open(last) {
            batches.push(std::mem::take(&mut batch));
            changes = 0;
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    batches
}
