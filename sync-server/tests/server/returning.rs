//! What is given back to the hub (R23), and who is known again (R22): only what the hub itself once sealed.

use jinshui_core::wire::{
    Certificate, CompareReply, CompareRequest, HeldDocument, LogDocument, PROTOCOL, RejoinRequest,
    ReturnReply, ReturnRequest, pack, unpack,
};
use jinshui_core::{Code, DocumentId, Space};
use jinshui_sync_server::store::Store;
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::device::{Device, failure, first};
use super::hub::Hub;

async fn ask<T: Serialize, A: DeserializeOwned>(device: &Device, path: &str, request: &T) -> A {
    let response = device.send(Method::POST, path, pack(request).unwrap()).await;
    assert_eq!(response.status(), 200, "{:?}", response.text().await);
    unpack(&response.bytes().await.unwrap(), 1 << 24).unwrap()
}

async fn give_back(device: &Device, documents: Vec<LogDocument>) -> ReturnReply {
    let epoch = device.joined.epoch;
    ask(device, "/v1/return", &ReturnRequest { protocol: PROTOCOL, epoch, documents }).await
}

/// A change as it came from the log, changed in one thing.
type Forged = fn(&mut LogDocument);

#[tokio::test]
async fn r23_what_is_given_back_without_the_hubs_own_seal_is_not_taken() {
    let hub = Hub::start();
    let (author, reader) = (hub.device("volunteer-17-1").await, hub.device("volunteer-17-2").await);
    let draft = author.report("g17");
    author.push(vec![draft.push()]).await;
    let sealed = reader.sync(&first()).await.fills().remove(0);
    assert!(sealed.changes.iter().all(|change| change.seal.is_some()));
    let same = give_back(&reader, vec![sealed.clone()]).await;
    assert_eq!((same.taken as usize, same.refused.len()), (sealed.changes.len(), 0), "it is there already");

    // A change that was never in the log, dressed up as one.
    let mut never = author.as_log(&author.report("g17"));
    never.changes[0].seal = sealed.changes[0].seal;
    let forged: [Forged; 4] = [
        |one| one.changes[0].author = "police-1".into(),
        |one| one.changes[0].seal = None,
        |one| one.generation += 1,
        |one| one.document = DocumentId(uuid::Uuid::now_v7()),
    ];
    let mut others = vec![never.clone()];
    for forge in forged {
        let mut one = never.clone();
        forge(&mut one);
        others.push(one);
    }
    for other in others {
        let id = other.document;
        let reply = give_back(&reader, vec![other]).await;
        assert_eq!(reply.taken, 0);
        assert!(reply.refused.iter().all(|refusal| refusal.reason == "no_seal"), "{reply:?}");
        assert!(!reply.refused.is_empty());
        assert!(hub.store().documents(vec![id]).await.unwrap().is_empty());
    }
    assert!(hub.store().refusals().await.unwrap().is_empty(), "nor is it kept");
    assert!(hub.store().recovered().await.unwrap().is_empty());
}

#[tokio::test]
async fn r13_a_comparison_says_what_each_side_lacks_and_nothing_of_what_may_not_be_read() {
    let hub = Hub::start();
    let (author, reader) = (hub.device("volunteer-17-1").await, hub.device("volunteer-17-2").await);
    let stranger = hub.device("volunteer-18-1").await;
    let (here, also, never) = (author.report("g17"), author.report("g17"), author.report("g17"));
    author.push(vec![here.push(), also.push()]).await;
    let held = |draft: &super::device::Draft| HeldDocument {
        document: draft.id,
        generation: 0,
        heads: draft.document.heads(),
    };
    let mut documents = vec![held(&here), held(&never)];
    documents.sort_by_key(|held| held.document);
    let request = CompareRequest {
        protocol: PROTOCOL,
        epoch: reader.joined.epoch,
        space: Some(Space::Grid("g17".into())),
        after: DocumentId(uuid::Uuid::nil()),
        documents,
        last: true,
    };
    let reply: CompareReply = ask(&reader, "/v1/compare", &request).await;
    assert_eq!(reply.lacks.iter().map(|lack| lack.document).collect::<Vec<_>>(), [never.id]);
    assert_eq!(reply.documents.iter().map(|one| one.document).collect::<Vec<_>>(), [also.id]);
    assert!(reply.gone.is_empty() && reply.after.is_none());
    let nothing: CompareReply = ask(&stranger, "/v1/compare", &request).await;
    assert!(nothing.lacks.is_empty() && nothing.documents.is_empty());
    let elsewhere = CompareRequest { space: Some(Space::Grid("g18".into())), ..request };
    let gone: CompareReply = ask(&stranger, "/v1/compare", &elsewhere).await;
    assert_eq!((gone.gone, gone.documents.len()), (vec![here.id], 0), "it is not theirs to hold");
}

#[tokio::test]
async fn r22_a_certificate_that_this_hub_did_not_give_lets_nobody_in() {
    let (hub, other) = (Hub::start(), Hub::start());
    let device = hub.device("volunteer-17-1").await;
    let foreign = other.device("volunteer-17-1").await;
    let own = device.joined.certificate.clone();
    let asks = async |device: &Device, certificate: Certificate| {
        let request = RejoinRequest { protocol: PROTOCOL, name: "test".to_owned(), certificate };
        device.send(Method::POST, "/v1/rejoin", serde_json::to_vec(&request).unwrap()).await
    };
    assert!(asks(&device, own.clone()).await.status().is_success(), "it is known already");
    let raised = Certificate { member: "office-1".into(), ..own.clone() };
    assert_eq!(failure(asks(&device, raised).await).await, Code::NotSignedIn);
    let stolen = Device { address: hub.address.clone(), ..other.device("police-1").await };
    assert_eq!(failure(asks(&stolen, own).await).await, Code::NotSignedIn, "the key is another");
    let stranger = Device { address: hub.address.clone(), ..foreign };
    let theirs = stranger.joined.certificate.clone();
    assert_eq!(failure(asks(&stranger, theirs).await).await, Code::NotSignedIn);
}
