//! Devices that are in: who sees them, how long they are good for, and how they end.

use std::time::{Duration, Instant};

use jinshui_core::Code;
use jinshui_core::command::{DeviceList, RevokedView};
use jinshui_core::wire::{ErrorReply, Frame, Revocation, pack, revocation_text};
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use reqwest::Method;
use serde_json::{Value, json};

use super::device::{Device, failure, first, now};
use super::hub::{Hub, printed};
use super::live::{Feed, spaces};

/// Within so long a revocation is felt by who is connected.
const AT_ONCE: Duration = Duration::from_secs(5);

async fn devices(of: &Device) -> DeviceList {
    let response = of.send(Method::GET, "/v1/devices", vec![]).await;
    serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
}

async fn revoke(by: &Device, which: Value) -> Result<RevokedView, Code> {
    let response = by.send(Method::POST, "/v1/revoke", which.to_string().into_bytes()).await;
    if !response.status().is_success() {
        return Err(failure(response).await);
    }
    Ok(serde_json::from_slice(&response.bytes().await.unwrap()).unwrap())
}

#[tokio::test]
async fn members_see_and_end_their_own_devices_and_the_office_all() {
    let hub = Hub::start();
    let (office, one) = (hub.office().await, hub.device("volunteer-17-1").await);
    let (two, other) = (hub.device("volunteer-17-1").await, hub.device("volunteer-17-2").await);
    assert_eq!(devices(&office).await.devices.len(), 4);
    let own = devices(&one).await.devices;
    assert_eq!(
        own.iter().filter(|device| device.own).map(|device| &device.device).collect::<Vec<_>>(),
        [&one.joined.device]
    );
    assert!(own.len() == 2 && own.iter().all(|device| device.member.as_str() == "volunteer-17-1"), "{own:?}");
    assert!(
        own.iter()
            .all(|device| device.certified_until.is_some_and(|until| until > now().plus_ms(29 * 86_400_000)))
    );
    let foreign = json!({ "device": other.joined.device });
    assert_eq!(revoke(&one, foreign).await, Err(Code::NotFound));
    assert_eq!(revoke(&one, json!({ "member": "volunteer-17-2" })).await, Err(Code::NotAllowed));
    revoke(&one, json!({ "device": two.joined.device })).await.unwrap();
    assert_eq!(
        failure(two.send(Method::POST, "/v1/sync", pack(&first()).unwrap()).await).await,
        Code::Revoked
    );
    let gone = revoke(&office, json!({ "member": "volunteer-17-1" })).await.unwrap();
    assert_eq!(gone.devices, std::slice::from_ref(&one.joined.device), "the other one was ended before");
    assert_eq!(failure(one.send(Method::GET, "/v1/devices", vec![]).await).await, Code::Revoked);
    other.sync(&first()).await;
    let by_hand = printed(&hub.run(&["revoke", "--member", "volunteer-17-2"]));
    assert_eq!(by_hand["revoked"], json!([other.joined.device]));
}

#[tokio::test]
async fn a_revoked_device_is_told_so_by_the_hub_itself_and_for_this_request() {
    let hub = Hub::start();
    let (office, lost) = (hub.office().await, hub.device("volunteer-17-1").await);
    revoke(&office, json!({ "device": lost.joined.device })).await.unwrap();
    let told = async |at| {
        let body = pack(&first()).unwrap();
        let auth = lost.sign(&Method::POST, "/v1/sync", at, &body);
        let url = format!("{}/v1/sync", hub.address);
        let answer = reqwest::Client::new()
            .post(url)
            .header("Authorization", auth.clone())
            .body(body)
            .send()
            .await
            .unwrap();
        let reply: ErrorReply = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
        assert_eq!(reply.failure.code, Code::Revoked);
        (hex::decode(auth.rsplit(' ').next().unwrap()).unwrap(), reply.revocation.unwrap())
    };
    let key = VerifyingKey::from_sec1_bytes(&hex::decode(&lost.joined.hub_key).unwrap()).unwrap();
    let holds = |request: &[u8], word: &Revocation| {
        let text = revocation_text(&lost.joined.device, request, word.at);
        key.verify(text.as_bytes(), &Signature::from_slice(&hex::decode(&word.signature).unwrap()).unwrap())
            .is_ok()
    };
    let (request, word) = told(now()).await;
    assert!(holds(&request, &word));
    let (later, again) = told(now().plus_ms(1)).await;
    assert!(holds(&later, &again) && !holds(&later, &word), "an older answer fits no other request");
}

#[tokio::test]
async fn who_is_connected_feels_a_revocation_within_five_seconds() {
    let hub = Hub::start();
    let office = hub.office().await;
    for by_hand in [false, true] {
        let reader = hub.device("volunteer-17-1").await;
        let mut feed = Feed::open(&reader, &spaces()).await;
        assert!(matches!(feed.next().await.unwrap()[..], [Frame::Hello { .. }]));
        let started = Instant::now();
        if by_hand {
            printed(&hub.run(&["revoke", "--device", reader.joined.device.as_str()]));
        } else {
            revoke(&office, json!({ "device": reader.joined.device })).await.unwrap();
        }
        assert!(
            matches!(feed.next().await.unwrap()[..], [Frame::Resync]),
            "it is to sync, and hears it there"
        );
        assert!(feed.next().await.is_none());
        assert!(started.elapsed() < AT_ONCE, "{:?}", started.elapsed());
    }
}
