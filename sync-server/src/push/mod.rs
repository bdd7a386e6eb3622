//! What a device sends: admit → document → judge → append → answer, one step a file. It writes only through the store,
//! and knows nothing of HTTP or of what the device wants to read.

mod answer;
mod arrival;
mod aside;
mod batch;
mod cache;
mod ground;
mod refusal;
mod returned;
mod stood;
mod together;
mod verdict;

use jinshui_core::ChangeHash;
use jinshui_core::admit::AdmittedChange;
use jinshui_core::community::Directory;
use jinshui_core::referee::Reason;
use jinshui_core::wire::PushDocument;

use self::arrival::{Arrival, Arrived};
use crate::http::Caller;
use crate::hub::Hub;
use crate::seal::Sealed;
use crate::store::{Device, Result, StoreError};

pub(crate) use self::answer::Answer;
pub(crate) use self::aside::set_aside;
pub(crate) use self::cache::Documents;
pub(crate) use self::ground::rebuild;
pub(crate) use self::returned::take_back;

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
    let seals = hub.seals()?;
    let mut answer = Answer::default();
    for batch in batches(arrivals, groups) {
        let named: Vec<_> = batch.iter().flat_map(named).collect();
        let done = batch::run(hub, caller, batch, groups).await?;
        for ((index, hash, sealed), (decision, receipt)) in named.into_iter().zip(done) {
            let seal = sealed.zip(decision.receipt().or(receipt));
            let seal = seal.map(|(sealed, at)| seals.seal(&sealed, &caller.member.id, at.received_at));
            answer.add(index, hash, decision, receipt, seal);
        }
    }
    Ok(answer)
}

/// Refuses all that a device sends and that is not in the log: it is kept in the box, and its device may not even be asked.
pub(crate) async fn refuse(
    hub: &Hub,
    device: &Device,
    directory: &Directory,
    push: Vec<PushDocument>,
    reason: &Reason,
) -> Result<Answer> {
    let arrivals = tokio::task::spawn_blocking(move || arrival::read(push)).await;
    let arrivals = arrivals.map_err(|error| StoreError::Other(format!("admitting failed: {error}")))?;
    refusal::all(hub, device, directory.rights, arrivals, reason).await
}

/// A change's place, its hash, and what its seal is over.
type Named = (u32, Option<ChangeHash>, Option<Sealed>);

fn named(arrival: &Arrival) -> Vec<Named> {
    let sealed = |change: &AdmittedChange| Sealed::of(arrival.document, arrival.generation, change.raw());
    let name = |change: &Arrived| (change.index, change.hash(), change.read.as_ref().ok().map(sealed));
    arrival.changes.iter().map(name).collect()
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
