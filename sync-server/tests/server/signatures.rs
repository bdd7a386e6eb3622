//! Who may ask at all.

use jinshui_core::wire::{AuthHeader, ErrorReply, PROTOCOL, SyncRequest, pack};
use jinshui_core::{Code, Timestamp};
use reqwest::{Method, Response};

use super::device::{Device, failure, first, now};
use super::hub::{Hub, printed, program};

async fn with(device: &Device, auth: &str, body: Vec<u8>) -> Response {
    let url = format!("{}/v1/sync", device.address);
    reqwest::Client::new().post(url).header("Authorization", auth).body(body).send().await.unwrap()
}

#[tokio::test]
async fn only_the_devices_own_signature_over_this_very_request_is_taken() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let (body, at) = (pack(&first()).unwrap(), now());
    let good = device.sign(&Method::POST, "/v1/sync", at, &body);
    assert_eq!(with(&device, &good, body.clone()).await.status(), 200);
    let other = SyncRequest { directory: 1, ..first() };
    assert_eq!(failure(with(&device, &good, pack(&other).unwrap()).await).await, Code::NotSignedIn);
    let elsewhere = device.sign(&Method::POST, "/v1/enrol", at, &body);
    assert_eq!(failure(with(&device, &elsewhere, body.clone()).await).await, Code::NotSignedIn);
    let mut stranger = AuthHeader::parse(&good).unwrap();
    stranger.device = "d-none".into();
    assert_eq!(failure(with(&device, &stranger.to_value(), body.clone()).await).await, Code::NotSignedIn);
    for header in ["", "Bearer x", "Jinshui x"] {
        let response = with(&device, header, body.clone()).await;
        assert_eq!(response.status(), 401);
        assert_eq!(failure(response).await, Code::NotSignedIn);
    }
}

#[tokio::test]
async fn a_signature_is_good_for_ten_minutes_and_the_answer_tells_the_time() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let body = pack(&first()).unwrap();
    for (minutes, good) in [(-9, true), (9, true), (-11, false), (11, false)] {
        let at = now().plus_ms(minutes * 60_000);
        let auth = device.sign(&Method::POST, "/v1/sync", at, &body);
        let response = with(&device, &auth, body.clone()).await;
        assert_eq!(response.status().is_success(), good, "{minutes} minutes");
        if !good {
            assert_eq!(response.status(), 401);
            let reply: ErrorReply = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
            assert_eq!(reply.failure.code, Code::ClockOff);
            assert!(!Timestamp::is_off_from(reply.now, now()));
        }
    }
}

#[tokio::test]
async fn a_revoked_device_is_told_so() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let name = device.joined.device.as_str();
    printed(&program(&["revoke", "--data", hub.data(), "--device", name]));
    let response = device.send(Method::POST, "/v1/sync", pack(&first()).unwrap()).await;
    assert_eq!(response.status(), 403);
    assert_eq!(failure(response).await, Code::Revoked);
}

#[tokio::test]
async fn another_protocol_and_no_request_at_all_are_told_apart() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let newer = pack(&SyncRequest { protocol: PROTOCOL + 1, ..first() }).unwrap();
    assert_eq!(failure(device.send(Method::POST, "/v1/sync", newer).await).await, Code::Protocol);
    let nonsense = device.send(Method::POST, "/v1/sync", b"nonsense".to_vec()).await;
    assert_eq!(nonsense.status(), 400);
    assert_eq!(failure(nonsense).await, Code::BadRequest);
}
