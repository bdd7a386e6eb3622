//! How much and how often.

use jinshui_core::wire::pack;
use jinshui_core::{Code, limits};
use reqwest::Method;

use super::device::{failure, first};
use super::hub::Hub;

#[tokio::test]
async fn a_body_past_the_limit_and_a_bomb_are_refused() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let large = device.send(Method::POST, "/v1/sync", vec![0; limits::REQUEST_BYTES + 1]).await;
    assert_eq!(large.status(), 413);
    assert_eq!(failure(large).await, Code::TooLarge);
    let bomb = pack(&serde_bytes::ByteBuf::from(vec![0; limits::REQUEST_BYTES * 2])).unwrap();
    assert!(bomb.len() < 10_000);
    assert_eq!(device.send(Method::POST, "/v1/sync", bomb).await.status(), 413);
}

#[tokio::test]
async fn a_device_that_asks_without_pause_is_asked_to_wait() {
    let hub = Hub::start();
    let (busy, other) = (hub.device("volunteer-17-1").await, hub.device("volunteer-17-2").await);
    let mut told = None;
    for _ in 0..400 {
        let response = busy.send(Method::POST, "/v1/sync", pack(&first()).unwrap()).await;
        if !response.status().is_success() {
            told = Some(response);
            break;
        }
    }
    let told = told.unwrap();
    assert_eq!(told.status(), 429);
    assert!(told.headers().contains_key("retry-after"));
    assert_eq!(failure(told).await, Code::TooBusy);
    other.sync(&first()).await;
}
