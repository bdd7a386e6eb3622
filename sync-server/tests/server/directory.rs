//! Rights follow the directory at once.

use jinshui_core::Space;
use jinshui_core::wire::SyncRequest;

use super::device::first;
use super::hub::Hub;

#[tokio::test]
async fn another_post_drops_one_grid_and_fills_the_other() {
    let hub = Hub::start();
    let neighbour = hub.device("volunteer-18-1").await;
    let there = neighbour.report("g18");
    neighbour.push(vec![there.push()]).await;
    let device = hub.device("volunteer-17-1").await;
    let mut here = device.report("g17");
    let request = SyncRequest { push: vec![here.push()], ..first() };
    let request = device.sync(&request).await.next(&request);

    hub.change_member("volunteer-17-1", |member| member.posts[0].node = "g18".into()).await;
    device.comment(&mut here, "太晚了");
    let moved = device.sync(&SyncRequest { push: vec![here.push()], ..request.clone() }).await;
    assert_eq!(moved.drops(), [Space::Grid("g17".into())]);
    assert_eq!(moved.filled(), [Space::Grid("g18".into())]);
    assert_eq!(moved.fills()[0].document, there.id);
    let last = u32::try_from(here.changes.len()).unwrap() - 1;
    assert_eq!(moved.refused(), [(last, "space".to_owned())], "what was sent before stays acknowledged");
    assert_eq!(moved.acks().len(), here.changes.len() - 1);
    assert_eq!(moved.digest(&Space::Grid("g18".into())), (1, there.digest()));
    let settled = device.sync(&moved.next(&request)).await;
    assert!(settled.drops().is_empty() && settled.filled().is_empty() && settled.directory().is_none());
}

#[tokio::test]
async fn who_has_left_is_left_with_nothing() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let request = first();
    let request = device.sync(&request).await.next(&request);
    hub.change_member("volunteer-17-1", |member| member.active = false).await;
    let gone = device.sync(&request).await;
    assert_eq!(gone.drops().len(), 2);
    assert!(gone.end().1.is_empty());
}
