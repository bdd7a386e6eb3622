//! What the hub has answered is there after it was killed.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jinshui_core::wire::{EnrolReply, PushDocument, SyncRequest, pack};
use jinshui_core::{ChangeHash, DocumentId, Kind};
use jinshui_sync_server::store::{Append, NewChange, NewDocument, Store};
use reqwest::Method;

use super::device::{Device, Draft, ask, first, new_key};
use super::hub::Hub;

#[tokio::test]
async fn a_killed_hub_comes_back_with_everything_it_acknowledged() {
    let mut hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let mut draft = device.report("g17");
    let before = device.push(vec![draft.push()]).await.acks();
    let (unused, key) = (hub.invite("volunteer-17-2"), new_key());
    let EnrolReply::WaitingApproval { check, .. } = ask(&hub.address, &unused, &key).await.unwrap() else {
        panic!("nobody was asked")
    };
    hub.restart();
    assert_eq!(device.push(vec![draft.push()]).await.acks(), before);
    device.comment(&mut draft, "重启之后");
    assert_eq!(device.push(vec![draft.push()]).await.acks().len(), draft.changes.len());
    hub.approve(&check);
    let reader = Device::enrol_with(&hub.address, &unused, key).await.unwrap();
    let synced = reader.sync(&first()).await;
    assert_eq!(synced.fills()[0].changes.len(), draft.changes.len());
    assert_eq!(synced.digest(&draft.space), (1, draft.digest()));
    let health = reqwest::get(format!("{}/healthz", hub.address)).await.unwrap().text().await.unwrap();
    assert!(health.contains("\"ok\":true"), "{health}");
    assert!(hub.end());
}

/// Sends reports one by one until the hub is gone; gives each with the places that were acknowledged.
async fn send_until_gone(device: Arc<Device>) -> Vec<(Draft, Vec<(u32, u64)>)> {
    let mut sent = Vec::new();
    loop {
        let draft = device.report("g17");
        let request = SyncRequest { push: vec![draft.push()], pull: false, ..first() };
        let Some(answer) = device.try_sync(&request).await else { return sent };
        sent.push((draft, answer.acks()));
    }
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_hub_is_killed_at_work() {
    let mut hub = Hub::start();
    let mut devices = Vec::new();
    for member in ["volunteer-17-1", "volunteer-17-2", "assistant-17", "head-097"] {
        devices.push(Arc::new(hub.device(member).await));
    }
    let tasks: Vec<_> = devices.iter().map(|one| tokio::spawn(send_until_gone(Arc::clone(one)))).collect();
    tokio::time::sleep(Duration::from_millis(700)).await;
    hub.kill();
    let mut sent = Vec::new();
    for task in tasks {
        sent.push(task.await.unwrap());
    }
    hub.resume();
    let (mut seqs, mut count) = (HashSet::new(), 0);
    for (device, sent) in devices.iter().zip(sent) {
        let again = device.push(sent.iter().map(|(draft, _)| draft.push()).collect()).await.acks();
        let again: Vec<_> = again.iter().map(|ack| ack.1).collect();
        let before: Vec<_> = sent.iter().flat_map(|(_, acks)| acks).map(|ack| ack.1).collect();
        assert_eq!(again, before, "the same places as before the kill");
        assert!(before.iter().all(|seq| seqs.insert(*seq)), "each place once");
        count += sent.len();
    }
    assert!(count > 4, "{count} reports were acknowledged before the kill");
}

#[tokio::test]
async fn a_document_that_cannot_be_read_stops_nothing_else() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let (bad, good) = (device.report("g17"), device.report("g17"));
    spoil(&hub, bad.id).await;
    let push: Vec<PushDocument> = vec![bad.push(), good.push()];
    let request = SyncRequest { push, pull: false, ..first() };
    for _ in 0..2 {
        let answer = device.sync(&request).await;
        let first_good = u32::try_from(bad.changes.len()).unwrap();
        assert_eq!(answer.acks().len(), good.changes.len());
        assert!(answer.acks().iter().all(|(index, _)| *index >= first_good), "neither acknowledged");
        assert!(answer.refused().is_empty() && answer.missing().is_empty(), "nor refused");
    }
    let health = reqwest::get(format!("{}/healthz", hub.address)).await.unwrap().text().await.unwrap();
    assert!(health.contains("\"set_aside\":1"), "{health}");
    let response = device.send(Method::POST, "/v1/sync", pack(&first()).unwrap()).await;
    assert_eq!(response.status(), 200);
}

/// Puts a document into the log whose change is none.
async fn spoil(hub: &Hub, id: DocumentId) {
    let store = hub.store();
    let document = NewDocument {
        id,
        kind: Kind::Hazard,
        schema: 1,
        generation: 0,
        space: jinshui_core::Space::Grid("g17".into()),
        heads: vec![],
    };
    let change = NewChange {
        document: id,
        hash: ChangeHash([1; 32]),
        deps: vec![],
        actor: [1; 16],
        actor_seq: 1,
        blobs: vec![],
        moves_to: None,
        follows: None,
        names: Vec::new(),
        until: None,
        late: false,
        replaces: vec![],
        bytes: b"no change".to_vec(),
        recovered: None,
    };
    let append = Append {
        rights: store.position().await.unwrap().rights,
        author: "volunteer-17-1".into(),
        device: "d".into(),
        received_at: super::device::now(),
        create: vec![document],
        judged: vec![],
        changes: vec![change],
        refusals: vec![],
    };
    store.append(append).await.unwrap();
}
