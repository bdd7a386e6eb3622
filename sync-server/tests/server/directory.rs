//! Rights follow the directory at once.

use jinshui_core::Space;
use jinshui_core::wire::SyncRequest;

use super::device::first;
use super::hub::Hub;

#[tokio::test]
async fn r15_another_post_drops_one_grid_and_fills_the_other_and_takes_what_was_written_before() {
    let hub = Hub::start();
    let neighbour = hub.device("volunteer-18-1").await;
    let there = neighbour.report("g18");
    neighbour.push(vec![there.push()]).await;
    let device = hub.device("volunteer-17-1").await;
    let mut here = device.report("g17");
    let request = SyncRequest { push: vec![here.push()], ..first() };
    let request = device.sync(&request).await.next(&request);

    hub.change_member("volunteer-17-1", |member| member.posts[0].node = "g18".into()).await;
    device.comment(&mut here, "还不知道换了网格");
    let moved = device.sync(&SyncRequest { push: vec![here.push()], ..request.clone() }).await;
    assert_eq!(moved.drops(), [Space::Grid("g17".into())]);
    assert_eq!(moved.filled(), [Space::Grid("g18".into())]);
    assert_eq!(moved.fills()[0].document, there.id);
    assert_eq!((moved.refused(), moved.acks().len()), (vec![], here.changes.len()), "it had not heard of it");
    assert_eq!(moved.digest(&Space::Grid("g18".into())), (1, there.digest()));
    // Once it says that it has heard, nothing more is taken there.
    device.comment(&mut here, "太晚了");
    let heard = moved.next(&request);
    let confirmed = heard.cursor.unwrap().seq;
    let late = device.sync(&SyncRequest { push: vec![here.push()], confirmed, ..heard.clone() }).await;
    let last = u32::try_from(here.changes.len()).unwrap() - 1;
    assert_eq!(late.refused(), [(last, "space".to_owned())], "what was sent before stays acknowledged");
    // And what it has once confirmed it cannot take back.
    device.comment(&mut here, "还是太晚了");
    let back = SyncRequest { push: vec![here.push()], confirmed: 0, ..heard.clone() };
    assert_eq!(device.sync(&back).await.acks().len(), here.changes.len() - 2);
    let settled = device.sync(&heard).await;
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
