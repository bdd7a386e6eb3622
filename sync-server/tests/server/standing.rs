//! What the hub has answered is there after it was killed.

use super::device::first;
use super::hub::Hub;

#[tokio::test]
async fn a_killed_hub_comes_back_with_everything_it_acknowledged() {
    let mut hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let mut draft = device.report("g17");
    let before = device.push(vec![draft.push()]).await.acks();
    let unused = hub.invite("volunteer-17-2");
    hub.restart();
    assert_eq!(device.push(vec![draft.push()]).await.acks(), before);
    device.comment(&mut draft, "重启之后");
    assert_eq!(device.push(vec![draft.push()]).await.acks().len(), draft.changes.len());
    let reader = super::device::Device::enrol(&hub.address, &unused).await.unwrap();
    let synced = reader.sync(&first()).await;
    assert_eq!(synced.fills()[0].changes.len(), draft.changes.len());
    assert_eq!(synced.digest(&draft.space), (1, draft.digest()));
    let health = reqwest::get(format!("{}/healthz", hub.address)).await.unwrap().text().await.unwrap();
    assert!(health.contains("\"ok\":true"), "{health}");
    assert!(hub.end());
}
