//! Requests that are sent again just as they were: nothing of what the hub remembers changes (S5).

use jinshui_core::hand_over::{HandOver, Signed, seal, text_to_sign};
use jinshui_core::hazard::Photo;
use jinshui_core::wire::{EnrolReply, EraseRequest, PROTOCOL, RejoinRequest, SyncRequest, pack};
use jinshui_core::{BlobHash, DocumentId};
use p256::ecdsa::Signature;
use p256::ecdsa::signature::Signer;
use reqwest::Method;
use serde_json::json;

use super::share;
use super::siege::{Sent, Siege};
use crate::device::{Device, first, new_key, now, random};

/// Replays of what one device sent, within the ten minutes for which its signatures are good.
const OF_ONE: usize = 500;
/// Between two of them, so that the device's own limit stops none.
const APART_MS: i64 = 1_100;

/// Does it for the first time; what it was is kept to be sent again.
async fn does(siege: &Siege, kept: &mut Vec<Sent>, sent: Sent) -> Vec<u8> {
    let (status, body) = siege.send(&sent).await;
    assert_eq!(status, 200, "{}: {}", sent.path, String::from_utf8_lossy(&body));
    kept.push(sent);
    body
}

fn file(device: &Device) -> Vec<u8> {
    let push = vec![device.report("g17").push()];
    let work = HandOver { protocol: PROTOCOL, push, groups: vec![], confirmed: 0, blobs: vec![] };
    let (at, work, hub) = (now(), work.pack().unwrap(), device.joined.hand_over);
    let signature: Signature = device.key.sign(text_to_sign(&hub, at, &work).as_bytes());
    let signature = signature.to_bytes().to_vec().into();
    let signed = Signed { device: device.joined.device.clone(), at, signature, work: work.into() };
    let draw = &mut |bytes: &mut [u8]| getrandom::fill(bytes).map_err(|error| error.to_string());
    seal(&hub, &signed.to_bytes().unwrap(), draw).unwrap()
}

/// A photo's report and its bytes.
async fn photographs(siege: &Siege, kept: &mut Vec<Sent>, device: &Device) -> DocumentId {
    let bytes = random::<2_000>();
    let hash = BlobHash::of(&bytes);
    let id = uuid::Uuid::now_v7().to_string();
    let (by, at) = (device.member(), now());
    let photo = Photo { id, by, at, hash, thumbnail: hash, bytes: 2_000, width: 800, height: 600 };
    let draft = device.report_with("g17", vec![photo]);
    does(siege, kept, siege.push(device, vec![draft.push()])).await;
    let path = format!("/v1/blob/{}/{hash}?offset=0&size=2000", draft.id);
    does(siege, kept, siege.signed(device, Method::PUT, &path, bytes.to_vec())).await;
    draft.id
}

/// What a member and the office do in a minute; everything that changes something is among it.
async fn busy(siege: &Siege, office: &Device) -> Vec<Sent> {
    let mut kept = Vec::new();
    let (code, key) = (siege.code("volunteer-17-1").await, new_key());
    let body = does(siege, &mut kept, Siege::knock(&code, &key)).await;
    let EnrolReply::Welcome(joined) = serde_json::from_slice(&body).unwrap() else { panic!("in at once") };
    let device = Device { address: String::new(), key, joined: *joined };
    let post = |by: &Device, path: &str, body: Vec<u8>| siege.signed(by, Method::POST, path, body);
    let document = photographs(siege, &mut kept, &device).await;
    // Refused, so that the box is among what must not grow.
    does(siege, &mut kept, siege.push(&device, vec![device.report("g18").push()])).await;
    does(siege, &mut kept, post(&device, "/v1/sync", pack(&SyncRequest { ..first() }).unwrap())).await;
    let carried = Sent { auth: String::new(), ..post(&device, "/v1/hand-over", file(&device)) };
    does(siege, &mut kept, carried).await;
    let (name, certificate) = ("test".to_owned(), device.joined.certificate.clone());
    let rejoin = RejoinRequest { protocol: PROTOCOL, name, certificate };
    let rejoin = post(&device, "/v1/rejoin", serde_json::to_vec(&rejoin).unwrap());
    assert_eq!(siege.send(&rejoin).await.0, 204);
    kept.push(rejoin);
    let (fields, why) = (vec!["words".to_owned()], "本人要求".to_owned());
    let erase = EraseRequest { protocol: PROTOCOL, document, fields, why };
    does(siege, &mut kept, post(office, "/v1/erase", serde_json::to_vec(&erase).unwrap())).await;
    let invite = json!({ "protocol": PROTOCOL, "member": "volunteer-17-2", "kind": "live" });
    let body = does(siege, &mut kept, post(office, "/v1/invite", invite.to_string().into_bytes())).await;
    let invited: jinshui_core::wire::InviteReply = serde_json::from_slice(&body).unwrap();
    let asks = Siege::knock(&invited.code(), &new_key());
    let body = does(siege, &mut kept, asks).await;
    let EnrolReply::WaitingApproval { check, .. } = serde_json::from_slice(&body).unwrap() else {
        panic!("it waits")
    };
    let decide = json!({ "invite": invited.number, "check": check, "agree": true }).to_string().into_bytes();
    does(siege, &mut kept, post(office, "/v1/joining", decide)).await;
    // The one that was let in comes in, so that its knock is among what is heard again.
    let again = kept[kept.len() - 2].clone();
    does(siege, &mut kept, again).await;
    let end = json!({ "device": device.joined.device }).to_string().into_bytes();
    does(siege, &mut kept, post(office, "/v1/revoke", end)).await;
    kept
}

#[tokio::test(flavor = "multi_thread")]
async fn s5_replays_change_nothing() {
    let siege = Siege::begin();
    let office = siege.device("office-1").await;
    let mut replayed = 0;
    while replayed < share(10_000) {
        let before = siege.remembers().await;
        let kept = busy(&siege, &office).await;
        let after = siege.remembers().await;
        assert_ne!(before, after, "the control: what was done is seen");
        for number in 0..OF_ONE {
            siege.pass(APART_MS);
            siege.send(&kept[number % kept.len()]).await;
        }
        replayed += OF_ONE;
        assert_eq!(siege.remembers().await, after);
        siege.pass(10 * 60 * 1_000);
    }
    println!("replays: {replayed}, 0 of them changed anything");
}
