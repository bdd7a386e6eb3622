//! What a device sends: acknowledged, refused, missing.

use jinshui_core::wire::{Frame, PushDocument, SyncRequest, acks_digest};

use super::device::{Draft, first as first_request};
use super::hub::{Hub, program};

#[tokio::test]
async fn what_is_sent_twice_is_acknowledged_twice_with_the_same_places() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let mut draft = device.report("g17");
    device.comment(&mut draft, "已经跟楼长说了");
    let first = device.push(vec![draft.push()]).await;
    assert_eq!(first.acks().len(), draft.changes.len());
    assert!(first.acks().is_sorted());
    let digest = first.frames.iter().find_map(|frame| match frame {
        Frame::Acks { digest, .. } => Some(*digest),
        _ => None,
    });
    assert_eq!(digest, Some(acks_digest(draft.changes.iter().map(|(hash, _)| hash))));
    let again = device.push(vec![draft.push()]).await;
    assert_eq!(again.acks(), first.acks());
    device.comment(&mut draft, "再说一次");
    let more = device.push(vec![draft.push()]).await;
    assert_eq!(more.acks()[..first.acks().len()], first.acks());
    assert_eq!(more.acks().len(), draft.changes.len());
    assert_eq!(more.end(), (None, vec![]), "a push moves no cursor");
}

#[tokio::test]
async fn a_change_without_what_it_depends_on_is_missing_and_not_queued() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let mut draft = device.report("g17");
    let begun = draft.changes.len();
    device.comment(&mut draft, "一");
    device.comment(&mut draft, "二");
    let mut tail = draft.push();
    tail.changes.drain(..begun);
    let sent = device.push(vec![PushDocument { create: None, ..tail.clone() }]).await;
    assert_eq!((sent.missing(), sent.acks()), (vec![0, 1], vec![]), "the hub does not know the document");
    let sent = device.push(vec![tail]).await;
    assert_eq!((sent.missing(), sent.acks()), (vec![0, 1], vec![]), "nor what it was begun with");
    let sent = device.push(vec![draft.push()]).await;
    assert_eq!(sent.acks().len(), draft.changes.len());
}

#[tokio::test]
async fn what_is_refused_is_kept_stays_refused_and_takes_its_dependents_along() {
    let hub = Hub::start();
    let (author, other) = (hub.device("volunteer-17-1").await, hub.device("volunteer-17-2").await);
    // Somebody else's changes, sent as one's own.
    let mut draft = author.report("g17");
    author.comment(&mut draft, "一");
    let forged = other.push(vec![draft.push()]).await;
    let refused = [(0, "foreign_actor".to_owned()), (1, "depends_on_refused".to_owned())];
    assert_eq!((forged.refused(), forged.missing()), (refused.to_vec(), vec![]));
    assert_eq!(other.push(vec![draft.push()]).await.refused(), forged.refused());
    // The author is not harmed by it.
    assert_eq!(author.push(vec![draft.push()]).await.acks().len(), draft.changes.len());
    // A grid that is not one's own.
    let elsewhere = author.push(vec![author.report("g18").push()]).await;
    assert_eq!(elsewhere.refused(), [(0, "space".to_owned())]);
    // Bytes that are no change, between two that are.
    let mut mixed = author.report("g17").push();
    mixed.changes.insert(0, b"nonsense".to_vec().into());
    let sent = author.push(vec![mixed]).await;
    assert_eq!(sent.refused(), [(0, "not_a_change".to_owned())]);
    assert_eq!(sent.acks().first().map(|ack| ack.0), Some(1));
    let box_of = program(&["refusals", "--data", hub.data()]);
    let lines = String::from_utf8(box_of.stdout).unwrap();
    assert_eq!(lines.lines().count(), 4, "{lines}");
    assert!(lines.contains("\"reason\":\"foreign_actor\""));
}

#[tokio::test]
async fn many_documents_in_one_push_are_all_acknowledged() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let drafts: Vec<Draft> = (0..150).map(|_| device.report("g17")).collect();
    let sent = device.push(drafts.iter().map(Draft::push).collect()).await;
    let count: usize = drafts.iter().map(|draft| draft.changes.len()).sum();
    assert_eq!(sent.acks().len(), count);
    let seqs: Vec<_> = sent.acks().iter().map(|ack| ack.1).collect();
    assert!(seqs.is_sorted());
}

#[tokio::test]
async fn two_devices_write_one_document_at_the_same_time() {
    let hub = Hub::start();
    let (one, two) = (hub.device("volunteer-17-1").await, hub.device("volunteer-17-2").await);
    let draft = one.report("g17");
    one.push(vec![draft.push()]).await;
    let (mut right, mut left) = (draft.as_received(), draft);
    for n in 0..10 {
        one.comment(&mut left, &format!("一 {n}"));
        two.comment(&mut right, &format!("二 {n}"));
    }
    let (left_sent, right_sent) = tokio::join!(one.push(vec![left.push()]), two.push(vec![right.push()]));
    assert_eq!(left_sent.acks().len(), left.changes.len());
    assert_eq!(right_sent.acks().len(), right.changes.len());
}

#[tokio::test]
async fn r14_what_goes_together_stands_or_falls_together() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let (mut one, mut two) = (device.report("g17"), device.report("g17"));
    device.push(vec![one.push(), two.push()]).await;
    let begun = u32::try_from(one.changes.len()).unwrap();
    let send = async |one: &mut Draft, two: &mut Draft, third: PushDocument, text: &str| {
        device.comment(one, text);
        device.comment(two, text);
        let (first, second) = (one.push(), two.push());
        let place = |count: usize| u32::try_from(count).unwrap() - 1;
        let last = place(first.changes.len());
        let end = place(first.changes.len() + second.changes.len() + third.changes.len());
        let request = SyncRequest { push: vec![first, second, third], pull: false, ..first_request() };
        (device.sync(&SyncRequest { groups: vec![vec![last, end]], ..request }).await, last, end)
    };
    // One of the two is for a grid that is not one's own: neither stands, and what goes by itself does.
    let elsewhere = device.report("g18").push();
    let (sent, last, end) = send(&mut one, &mut two, elsewhere, "一起走").await;
    assert_eq!(sent.refused(), [(last, "group".to_owned()), (end, "space".to_owned())]);
    let acked: Vec<_> = sent.acks().iter().map(|ack| ack.0).collect();
    assert_eq!(acked, (0..begun).chain(last + 1..end).collect::<Vec<_>>());
    // One of the two lacks what it depends on: the other waits, and is not refused.
    let mut three = device.report("g17");
    let mut four = device.report("g17");
    device.comment(&mut four, "缺了开头");
    let tail = PushDocument { changes: four.push().changes.split_off(four.changes.len() - 1), ..four.push() };
    let (sent, last, end) = send(&mut three, &mut two, tail, "等一等").await;
    assert_eq!((sent.missing(), sent.refused()), (vec![end], vec![]));
    assert!(sent.acks().iter().all(|ack| ack.0 != last));
    // Once it is there, both stand.
    let (sent, last, end) = send(&mut three, &mut two, four.push(), "都到了").await;
    assert!(
        [last, end].iter().all(|place| sent.acks().iter().any(|ack| ack.0 == *place)),
        "{:?}",
        sent.refused()
    );
}
