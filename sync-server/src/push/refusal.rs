//! A push of a device that may send nothing any more: nothing of it is judged, all of it is kept in the refusals box, but for what was
//! written on what has been erased since (R21).

use std::collections::BTreeMap;

use jinshui_core::referee::Reason;
use jinshui_core::{Kind, Space};

use super::answer::Answer;
use super::arrival::{Arrival, Arrived};
use super::verdict::Decision;
use crate::beside;
use crate::hub::Hub;
use crate::store::{Append, Appended, Device, DocumentMeta, Judged, Known, NewRefusal, Result, StoreError};

/// Keeps what is new of it.
pub(super) async fn all(
    hub: &Hub,
    device: &Device,
    rights: u64,
    arrivals: Vec<Arrival>,
    reason: &Reason,
) -> Result<Answer> {
    let ids: Vec<_> = arrivals.iter().map(|arrival| arrival.document).collect();
    let erased = beside::generations(hub, ids.clone()).await?;
    let metas: BTreeMap<_, _> =
        hub.store.documents(ids).await?.into_iter().map(|meta| (meta.id, meta)).collect();
    let place = |arrival: &Arrival| {
        let there = metas.get(&arrival.document).map(|meta| (meta.kind.clone(), meta.space.clone()));
        let said = || arrival.create.as_ref().map(|create| (create.kind.clone(), create.space.clone()));
        there.or_else(said).unwrap_or((Kind::Unknown(String::new()), Space::Unknown(String::new())))
    };
    let names =
        arrivals.iter().flat_map(|one| one.changes.iter().map(|change| (one.document, change.name())));
    let mut known = hub.store.known(&device.id, names.collect()).await?.into_iter();
    let mut answer = Answer::default();
    let mut refusals = Vec::new();
    for arrival in &arrivals {
        let (kind, space) = place(arrival);
        let passed = erased.get(&arrival.document).is_some_and(|erased| arrival.generation < *erased);
        let reason = if passed { &Reason::Generation } else { reason };
        for one in &arrival.changes {
            let decision = match known.next().unwrap_or(Known::No) {
                Known::Accepted(receipt) => Decision::Known(one.name(), receipt),
                Known::Refused(before) => Decision::RefusedBefore(before),
                Known::No => {
                    let refusal = NewRefusal {
                        document: arrival.document,
                        kind: kind.clone(),
                        space: space.clone(),
                        name: one.name(),
                        bytes: if passed { Vec::new() } else { bytes(one) },
                        reason: reason.code().to_owned(),
                    };
                    refusals.push(refusal.clone());
                    Decision::Refuse(refusal)
                }
            };
            answer.add(one.index, one.hash(), decision, None, None);
        }
    }
    let append = Append {
        rights,
        author: device.member.clone(),
        device: device.id.clone(),
        received_at: hub.now(),
        create: Vec::new(),
        // Erased meanwhile, nothing of it may be kept.
        judged: metas.into_values().map(judged).collect(),
        changes: Vec::new(),
        refusals,
    };
    match hub.store.append(append).await? {
        Appended::Durable(_) => Ok(answer),
        Appended::Stale | Appended::Revoked => {
            Err(StoreError::Busy("what was sent, or the directory, has just changed".to_owned()))
        }
    }
}

fn judged(meta: DocumentMeta) -> Judged {
    Judged { id: meta.id, generation: meta.generation, space: meta.space }
}

fn bytes(one: &Arrived) -> Vec<u8> {
    match &one.read {
        Ok(change) => change.raw().to_vec(),
        Err((bytes, _)) => bytes.clone(),
    }
}
