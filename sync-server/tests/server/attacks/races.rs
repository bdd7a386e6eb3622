//! A revocation that races with what its device sends: once it is answered, nothing more is taken in (S8).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jinshui_core::hand_over::{HandOver, HandedBlob, Signed, seal, text_to_sign};
use jinshui_core::hazard::Photo;
use jinshui_core::wire::{EraseRequest, PROTOCOL};
use jinshui_core::{BlobHash, DocumentId};
use jinshui_sync_server::store::Store;
use p256::ecdsa::Signature;
use p256::ecdsa::signature::Signer;
use reqwest::Method;
use serde_json::json;

use super::share;
use super::siege::{Sent, Siege, frames};
use crate::device::{Device, Draft, now, random};

/// Requests of one device that are under way when it is revoked.
const AT_ONCE: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Racing {
    Push,
    Upload,
    Erase,
    HandOver,
}

const ALL: [Racing; 4] = [Racing::Push, Racing::Upload, Racing::Erase, Racing::HandOver];

/// A report with a photo that is in the log, and the photo's bytes.
async fn photographed(siege: &Siege, device: &Device) -> (Draft, Vec<u8>) {
    let bytes = random::<2_000>().to_vec();
    let hash = BlobHash::of(&bytes);
    let (id, by, at) = (uuid::Uuid::now_v7().to_string(), device.member(), now());
    let photo = Photo { id, by, at, hash, thumbnail: hash, bytes: 2_000, width: 800, height: 600 };
    let draft = device.report_with("g17", vec![photo]);
    let (status, body) = siege.send(&siege.push(device, vec![draft.push()])).await;
    assert_eq!(frames(status, &body).unwrap().acks().len(), draft.changes.len());
    (draft, bytes)
}

fn carried(siege: &Siege, device: &Device) -> Sent {
    let (push, blobs): (_, Vec<HandedBlob>) = (vec![device.report("g17").push()], vec![]);
    let work = HandOver { protocol: PROTOCOL, push, groups: vec![], confirmed: 0, blobs };
    let (at, work, hub) = (now(), work.pack().unwrap(), device.joined.hand_over);
    let signature: Signature = device.key.sign(text_to_sign(&hub, at, &work).as_bytes());
    let signature = signature.to_bytes().to_vec().into();
    let signed = Signed { device: device.joined.device.clone(), at, signature, work: work.into() };
    let draw = &mut |bytes: &mut [u8]| getrandom::fill(bytes).map_err(|error| error.to_string());
    let file = seal(&hub, &signed.to_bytes().unwrap(), draw).unwrap();
    Sent { auth: String::new(), ..siege.signed(device, Method::POST, "/v1/hand-over", file) }
}

fn erases(siege: &Siege, device: &Device, document: DocumentId) -> Sent {
    let (fields, why) = (vec!["words".to_owned()], "本人要求".to_owned());
    let body = serde_json::to_vec(&EraseRequest { protocol: PROTOCOL, document, fields, why }).unwrap();
    siege.signed(device, Method::POST, "/v1/erase", body)
}

/// What the device has under way.
async fn under_way(siege: &Siege, racing: Racing, device: &Device) -> Vec<Sent> {
    let mut sent = Vec::new();
    for _ in 0..AT_ONCE {
        sent.push(match racing {
            Racing::Push => siege.push(device, vec![device.report("g17").push()]),
            Racing::HandOver => carried(siege, device),
            Racing::Upload => {
                let (draft, bytes) = photographed(siege, device).await;
                let path = format!("/v1/blob/{}/{}?offset=0&size=2000", draft.id, BlobHash::of(&bytes));
                siege.signed(device, Method::PUT, &path, bytes)
            }
            Racing::Erase => erases(siege, device, photographed(siege, device).await.0.id),
        });
    }
    sent
}

/// What of a device's work is taken in: places of the log, attachments that are whole, erasures begun before its revocation.
async fn taken(siege: &Siege, racing: Racing) -> u64 {
    match racing {
        Racing::Push | Racing::HandOver => siege.head().await,
        Racing::Upload => siege.hub.store().blobs().await.unwrap().whole.len() as u64,
        Racing::Erase => {
            siege.journal().lines().filter(|line| line.contains("\"what\":\"erase\"")).count() as u64
        }
    }
}

/// One race. Gives how many of its requests were answered as done, and how many were not.
async fn race(siege: &Arc<Siege>, racing: Racing, office: &Device, number: usize) -> (u64, u64) {
    let member = if racing == Racing::Erase { "office-1" } else { "volunteer-17-1" };
    let device = siege.device(member).await;
    let sent = under_way(siege, racing, &device).await;
    let end = json!({ "device": device.joined.device }).to_string().into_bytes();
    let end = siege.signed(office, Method::POST, "/v1/revoke", end);
    let runs = sent.clone().into_iter().map(|one| {
        let siege = Arc::clone(siege);
        tokio::spawn(async move { siege.send(&one).await })
    });
    let runs: Vec<_> = runs.collect();
    // From before anything has begun to when all of it is done.
    tokio::time::sleep(Duration::from_micros(300 * (number as u64 / ALL.len() as u64 % 25))).await;
    assert_eq!(siege.send(&end).await.0, 200);
    let at_the_end = taken(siege, racing).await;
    let (mut done, mut refused) = (0, 0);
    for run in runs {
        let (status, body) = run.await.unwrap();
        let good = match racing {
            Racing::Push => frames(status, &body).is_some_and(|synced| !synced.acks().is_empty()),
            Racing::HandOver => String::from_utf8_lossy(&body).contains("\"taken\":1"),
            Racing::Upload | Racing::Erase => status == 200,
        };
        if good { done += 1 } else { refused += 1 }
    }
    assert_eq!(
        taken(siege, racing).await,
        at_the_end,
        "{racing:?}: taken in after the revocation was answered"
    );
    // And at leisure: whatever of it is sent once more.
    for one in &sent {
        siege.send(one).await;
    }
    assert_eq!(taken(siege, racing).await, at_the_end, "{racing:?}: taken in long after");
    (done, refused)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn s8_nothing_is_taken_in_of_a_device_once_it_is_revoked() {
    let siege = Siege::begin();
    let office = siege.device("office-1").await;
    let (all, mut counts) = (share(200), BTreeMap::new());
    for number in 0..all {
        siege.pass(60_000);
        let racing = ALL[number % ALL.len()];
        let (done, refused) = race(&siege, racing, &office, number).await;
        let count = counts.entry(racing).or_insert((0, 0));
        *count = (count.0 + done, count.1 + refused);
    }
    println!("revocation races: {all}, 0 taken in after it; requests done before and refused {counts:?}");
}
