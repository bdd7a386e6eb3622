//! Erasing as devices meet it (R21): the office alone; what is late is refused and nothing of it is kept, through whatever door.

use jinshui_core::wire::{EraseReply, EraseRequest, PROTOCOL, PushDocument};
use jinshui_core::{Code, DocumentId};
use jinshui_sync_server::store::Store;
use reqwest::{Method, Response};

use super::device::{Device, Draft, failure, first};
use super::hub::Hub;

async fn ask(device: &Device, document: DocumentId, fields: &[&str]) -> Response {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    let request = EraseRequest { protocol: PROTOCOL, document, fields, why: "本人要求".to_owned() };
    device.send(Method::POST, "/v1/erase", serde_json::to_vec(&request).unwrap()).await
}

async fn erase(device: &Device, document: DocumentId, fields: &[&str]) -> EraseReply {
    let response = ask(device, document, fields).await;
    assert_eq!(response.status(), 200);
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}

async fn reported(hub: &Hub) -> (Device, Draft) {
    let device = hub.device("volunteer-17-1").await;
    let draft = device.report("g17");
    assert_eq!(device.push(vec![draft.push()]).await.acks().len(), draft.changes.len());
    (device, draft)
}

#[tokio::test]
async fn r21_the_office_alone_erases_and_only_what_can_be_a_persons() {
    let hub = Hub::start();
    let (device, draft) = reported(&hub).await;
    let office = Device::enrol(&hub.address, &hub.office_code).await.unwrap();
    for member in ["assistant-17", "police-1", "worker-1"] {
        let other = hub.device(member).await;
        let code = failure(ask(&other, draft.id, &[]).await).await;
        assert!([Code::NotAllowed, Code::NotFound].contains(&code), "{member}: {code:?}");
        let report = failure(other.send(Method::GET, "/v1/erasures", vec![]).await).await;
        assert_eq!(report, Code::NotAllowed, "{member}");
    }
    assert_eq!(failure(ask(&device, draft.id, &[]).await).await, Code::NotAllowed);
    let nothing = DocumentId(uuid::Uuid::now_v7());
    assert_eq!(failure(ask(&office, nothing, &[]).await).await, Code::NotFound);
    assert_eq!(failure(ask(&office, draft.id, &["status"]).await).await, Code::BadField);
    let without_why =
        EraseRequest { protocol: PROTOCOL, document: draft.id, fields: vec![], why: " ".into() };
    let body = serde_json::to_vec(&without_why).unwrap();
    assert_eq!(failure(office.send(Method::POST, "/v1/erase", body).await).await, Code::BadField);
    assert_eq!(erase(&office, draft.id, &["words"]).await.generation, 1);
    let synced = office.sync(&first()).await;
    assert_eq!(synced.fills().iter().find(|one| one.document == draft.id).unwrap().generation, 1);
}

#[tokio::test]
async fn r21_late_changes_are_refused_through_every_door_and_nothing_of_them_is_kept() {
    let mut hub = Hub::start();
    let (device, mut draft) = reported(&hub).await;
    let office = Device::enrol(&hub.address, &hub.office_code).await.unwrap();
    device.comment(&mut draft, "迟到的话");
    let done = erase(&office, draft.id, &["words"]).await;
    let garbage = PushDocument { changes: vec![b"no change".to_vec().into()], create: None, ..draft.push() };
    for _ in 0..2 {
        // With what begins the record, without it, sent again, after a start anew, and as bytes that are no change.
        let refused = device.push(vec![draft.push(), garbage.clone()]).await.refused();
        assert_eq!(refused.len(), draft.changes.len() + 1);
        assert!(refused.iter().all(|(_, reason)| reason == "generation"), "{refused:?}");
        let bare = PushDocument { create: None, ..draft.push() };
        assert_eq!(device.push(vec![bare]).await.refused().len(), draft.changes.len());
        hub.restart();
    }
    // Nor is an old change one of the new generation, because its sender says so: refused before or never.
    let (author, untouched) = reported(&hub).await;
    let office_says = erase(&office, untouched.id, &["words"]).await;
    let renamed = PushDocument { generation: office_says.generation, ..untouched.push() };
    let refused = author.push(vec![renamed]).await.refused();
    assert!(refused.len() == untouched.changes.len() && refused.iter().all(|one| one.1 == "generation"));
    let renamed = PushDocument { generation: done.generation, ..draft.push() };
    let answer = device.push(vec![renamed]).await;
    assert_eq!(
        (answer.acks().len(), answer.refused().len()),
        (0, draft.changes.len()),
        "{:?}",
        answer.frames
    );
    let kept = hub.store().refusals().await.unwrap();
    let late = kept.iter().filter(|row| row.reason == "generation");
    assert!(late.clone().count() > 0 && late.clone().all(|row| row.bytes == 0), "{kept:?}");
}
