//! What a device reads.

use std::collections::BTreeSet;

use jinshui_core::Space;
use jinshui_core::wire::{Cursor, Epoch, Frame, Held, SyncRequest};

use jinshui_sync_server::store::Store;

use super::device::{Draft, Synced, first};
use super::hub::Hub;

fn grid(n: &str) -> Space {
    Space::Grid(n.into())
}

#[tokio::test]
async fn a_first_contact_fills_what_may_be_read_and_later_ones_bring_what_is_new() {
    let hub = Hub::start();
    let author = hub.device("volunteer-17-1").await;
    let mut draft = author.report("g17");
    let elsewhere = hub.device("volunteer-18-1").await;
    elsewhere.push(vec![elsewhere.report("g18").push()]).await;
    author.push(vec![draft.push()]).await;

    let reader = hub.device("head-097").await;
    let mut request = first();
    let synced = reader.sync(&request).await;
    assert!(synced.directory().is_some());
    assert_eq!(
        synced.filled().iter().collect::<BTreeSet<_>>(),
        BTreeSet::from([&Space::Community, &grid("g17"), &Space::Homes("a097".into())])
    );
    let fills = synced.fills();
    assert_eq!(fills.len(), 1);
    assert_eq!((fills[0].document, fills[0].space.clone()), (draft.id, grid("g17")));
    let (epoch, head) = synced.hello();
    assert_eq!(synced.end().0, Some(Cursor { epoch, seq: head }));
    assert_eq!(synced.digest(&grid("g17")), (1, draft.digest()));
    assert_eq!(synced.digest(&Space::Community), (0, 0));

    request = synced.next(&request);
    let nothing = reader.sync(&request).await;
    assert!(nothing.fills().is_empty() && nothing.log().is_empty() && nothing.directory().is_none());
    author.comment(&mut draft, "还在");
    author.push(vec![draft.push()]).await;
    elsewhere.push(vec![elsewhere.report("g18").push()]).await;
    request = nothing.next(&request);
    let newer = reader.sync(&request).await;
    assert_eq!(newer.log().len(), 1);
    assert_eq!(newer.log()[0].changes.len(), 1);
    assert_eq!(newer.log()[0].changes[0].author, author.member());
    assert_eq!(newer.digest(&grid("g17")), (1, draft.digest()));
    assert!(
        newer.end().0.unwrap().seq > newer.log()[0].changes[0].seq,
        "it passes over what may not be read"
    );
}

#[tokio::test]
async fn what_this_request_sent_does_not_come_back() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let request = first();
    let request = device.sync(&request).await.next(&request);
    let draft = device.report("g17");
    let sent = device.sync(&SyncRequest { push: vec![draft.push()], ..request.clone() }).await;
    assert_eq!(sent.acks().len(), draft.changes.len());
    assert!(sent.log().is_empty());
    assert_eq!(sent.digest(&grid("g17")), (1, draft.digest()));
    let order: Vec<_> = sent.frames.iter().map(std::mem::discriminant).collect();
    assert_eq!(order.len(), 5, "hello, hand_over, acks, box, end: {:?}", sent.frames);
    // Had the reply been lost, it would come with the next one.
    assert_eq!(device.sync(&request).await.log().len(), 1);
}

#[tokio::test]
async fn a_fill_goes_on_where_it_stopped_and_the_log_waits_for_it() {
    let hub = Hub::start();
    let author = hub.device("volunteer-17-1").await;
    let drafts: Vec<Draft> = (0..3).map(|_| author.report("g17")).collect();
    author.push(drafts.iter().map(Draft::push).collect()).await;
    let reader = hub.device("volunteer-17-2").await;
    let (epoch, head) = reader.sync(&first()).await.hello();
    let mut ids: Vec<_> = drafts.iter().map(|draft| draft.id).collect();
    ids.sort_unstable();
    let held =
        vec![Held { space: Space::Community, after: None }, Held { space: grid("g17"), after: Some(ids[0]) }];
    let cursor = Some(Cursor { epoch, seq: head - 1 });
    let synced = reader.sync(&SyncRequest { cursor, held, ..first() }).await;
    assert_eq!(synced.fills().iter().map(|one| one.document).collect::<Vec<_>>(), ids[1..]);
    let place = |wanted: fn(&Frame) -> bool| synced.frames.iter().position(wanted).unwrap();
    assert!(place(|f| matches!(f, Frame::Fill { .. })) < place(|f| matches!(f, Frame::Log { .. })));
}

#[tokio::test]
async fn r23_a_cursor_of_another_life_is_told_so_and_nothing_of_its_request_is_taken() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let draft = device.report("g17");
    device.push(vec![draft.push()]).await;
    let before = device.sync(&first()).await;
    let (epoch, head) = before.hello();
    let good = before.next(&first());
    let another = device.report("g17");
    let foreign = Epoch(uuid::Uuid::from_u128(1));
    let told = async |cursor: Cursor| {
        let push = vec![another.push()];
        let request = SyncRequest { cursor: Some(cursor), push, ..good.clone() };
        let Synced { frames } = device.sync(&request).await;
        match frames.as_slice() {
            [Frame::Hello { epoch, from, .. }, Frame::End { cursor: None, more: true, .. }] => {
                (*epoch, *from)
            }
            other => panic!("more than that: {other:?}"),
        }
    };
    assert_eq!(told(Cursor { epoch: foreign, seq: 1 }).await, (epoch, None));
    let (newer, from) = told(Cursor { epoch, seq: head + 100 }).await;
    assert!(newer != epoch && from.is_none(), "a cursor ahead of the log begins a new life");
    assert_eq!(told(Cursor { epoch, seq: head }).await, (newer, None), "and for everybody");
    assert!(hub.store().documents(vec![another.id]).await.unwrap().is_empty());
    let current =
        device.sync(&SyncRequest { cursor: Some(Cursor { epoch: newer, seq: head }), ..good }).await;
    assert_eq!(current.end().0, Some(Cursor { epoch: newer, seq: head }));
}
