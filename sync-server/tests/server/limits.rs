//! How much and how often.

use jinshui_core::wire::pack;
use jinshui_core::{Code, limits};
use jinshui_device::App;
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

/// R25: two hundred answer while apart; whoever writes next names them all.
#[tokio::test]
async fn r25_an_edit_after_two_hundred_concurrent_ones_is_saved_sent_and_admitted() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let mut all = device.report("g17");
    let begun = all.clone();
    for number in 0..200 {
        let mut one = begun.as_received();
        device.comment(&mut one, &format!("收到，第{number}位"));
        all.changes.extend(one.changes.split_off(begun.changes.len()));
    }
    assert_eq!(device.push(vec![all.push()]).await.acks().len(), all.changes.len());
    let home = tempfile::tempdir().unwrap();
    let app = App::open(home.path().join("phone")).unwrap();
    hub.let_in(&app, "volunteer-17-2").await;
    app.sync().await.unwrap();
    let say =
        serde_json::json!({ "command": "comment.add", "args": { "id": all.id, "text": "大家都收到了" } });
    app.execute_json(say).await.unwrap();
    let report = app.sync().await.unwrap();
    assert_eq!((report.pushed, report.refused, report.complete), (1, 0, true), "{report:?}");
    let synced = device.sync(&first()).await;
    let last = synced.fills()[0].changes.last().unwrap().bytes.clone();
    assert_eq!(jinshui_core::admit::admit(&last).unwrap().deps.len(), 200);
}
