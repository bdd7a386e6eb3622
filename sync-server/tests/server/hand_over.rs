//! `POST /v1/hand-over`: who may have written a file, and how many anybody may bring.

use std::collections::BTreeMap;

use jinshui_core::hand_over::{HandOver, HandedBlob, Signed, TakenIn, seal, text_to_sign};
use jinshui_core::wire::{PROTOCOL, PushDocument};
use jinshui_core::{BlobHash, Code, HandOverKey};
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use reqwest::{Client, Response};

use super::device::{Device, failure, now, random};
use super::hub::Hub;

fn file(device: &Device, key: &SigningKey, hub: &HandOverKey, work: &HandOver) -> Vec<u8> {
    let (at, work) = (now(), work.pack().unwrap());
    let signature: Signature = key.sign(text_to_sign(hub, at, &work).as_bytes());
    let signature = signature.to_bytes().to_vec().into();
    let signed = Signed { device: device.joined.device.clone(), at, signature, work: work.into() };
    let draw = &mut |bytes: &mut [u8]| getrandom::fill(bytes).map_err(|error| error.to_string());
    seal(&device.joined.hand_over, &signed.to_bytes().unwrap(), draw).unwrap()
}

async fn bring(hub: &Hub, file: Vec<u8>) -> Response {
    Client::new().post(format!("{}/v1/hand-over", hub.address)).body(file).send().await.unwrap()
}

async fn taken(response: Response) -> TakenIn {
    assert!(response.status().is_success(), "{:?}", response.text().await);
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}

fn push(documents: Vec<PushDocument>) -> HandOver {
    HandOver { protocol: PROTOCOL, push: documents, groups: vec![], confirmed: 0, blobs: vec![] }
}

#[tokio::test]
async fn an_author_cannot_be_forged() {
    let hub = Hub::start();
    let (author, other) = (hub.device("volunteer-17-1").await, hub.device("volunteer-17-2").await);
    let key = author.joined.hand_over;
    let work = push(vec![author.report("g17").push()]);
    // Another's name on one's own file; another's work under one's own name; a file that was signed for another hub.
    let forged = bring(&hub, file(&author, &other.key, &key, &work)).await;
    assert_eq!(failure(forged).await, Code::NotSignedIn);
    let mine = taken(bring(&hub, file(&other, &other.key, &key, &work)).await).await;
    assert_eq!((mine.taken, mine.refused), (0, 1));
    let elsewhere = bring(&hub, file(&author, &author.key, &HandOverKey([9; 32]), &work)).await;
    assert_eq!(failure(elsewhere).await, Code::NotSignedIn);
    let honest = taken(bring(&hub, file(&author, &author.key, &key, &work)).await).await;
    assert_eq!((honest.taken, honest.refused), (1, 0));
}

#[tokio::test]
async fn a_device_nobody_knows_bytes_of_another_hash_and_what_has_no_beginning() {
    let hub = Hub::start();
    let author = hub.device("volunteer-17-1").await;
    let key = author.joined.hand_over;
    let mut stranger = hub.device("volunteer-17-1").await;
    stranger.joined.device = "d-0000".into();
    let unknown = bring(&hub, file(&stranger, &stranger.key, &key, &push(vec![]))).await;
    assert_eq!(failure(unknown).await, Code::NotSignedIn);
    let mut draft = author.report("g17");
    author.comment(&mut draft, "后一条");
    let mut tail = draft.push();
    tail.changes.remove(0);
    tail.replaces = BTreeMap::new();
    let blob = HandedBlob { document: draft.id, hash: BlobHash([1; 32]), bytes: vec![1, 2, 3].into() };
    let work = HandOver { blobs: vec![blob], ..push(vec![tail]) };
    let early = taken(bring(&hub, file(&author, &author.key, &key, &work)).await).await;
    assert_eq!((early.taken, early.refused, early.photos), (0, 0, 0));
    assert_eq!(early.waiting, [draft.changes[1].0], "take it in again later");
}

#[tokio::test]
async fn nobody_fills_the_hub_with_files() {
    let hub = Hub::start();
    let mut busy = 0;
    for _ in 0..30 {
        let code = failure(bring(&hub, random::<40>().to_vec()).await).await;
        assert!([Code::BadFile, Code::TooBusy].contains(&code), "{code}");
        busy += u32::from(code == Code::TooBusy);
    }
    assert!(busy >= 5, "{busy}");
}
