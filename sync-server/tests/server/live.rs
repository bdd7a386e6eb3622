//! The live feed.

use std::time::Duration;

use jinshui_core::Space;
use jinshui_core::wire::{Frame, FrameReader};
use reqwest::{Method, Response};
use sha2::{Digest, Sha256};

use super::device::{Device, first};
use super::hub::{Hub, printed, program};

pub(crate) struct Feed {
    response: Response,
    reader: FrameReader,
}

impl Feed {
    pub(crate) async fn open(device: &Device, held: &[Space]) -> Self {
        let synced = device.sync(&first()).await;
        let (epoch, seq) = synced.hello();
        let mut names: Vec<_> = held.iter().map(ToString::to_string).collect();
        names.sort();
        let held = hex::encode(Sha256::digest(names.join("\n")));
        let directory = synced.directory().unwrap();
        let path = format!("/v1/live?epoch={}&seq={seq}&directory={directory}&held={held}", epoch.0);
        let response = device.send(Method::GET, &path, vec![]).await;
        assert_eq!(response.status(), 200);
        Feed { response, reader: FrameReader::new().unwrap() }
    }

    /// The next frames; none at the end.
    pub(crate) async fn next(&mut self) -> Option<Vec<Frame>> {
        loop {
            let chunk = tokio::time::timeout(Duration::from_secs(10), self.response.chunk()).await;
            let frames = self.reader.read(&chunk.expect("in time").unwrap()?).unwrap();
            if !frames.is_empty() {
                return Some(frames);
            }
        }
    }
}

pub(crate) fn spaces() -> Vec<Space> {
    vec![Space::Community, Space::Grid("g17".into())]
}

#[tokio::test]
async fn what_others_send_comes_at_once() {
    let hub = Hub::start();
    let (author, reader) = (hub.device("volunteer-17-1").await, hub.device("volunteer-17-2").await);
    let mut feed = Feed::open(&reader, &spaces()).await;
    assert!(matches!(feed.next().await.unwrap()[..], [Frame::Hello { .. }]));
    let draft = author.report("g17");
    author.push(vec![draft.push()]).await;
    let frames = feed.next().await.unwrap();
    let [Frame::Log { documents, .. }] = &frames[..] else { panic!("{frames:?}") };
    assert_eq!((documents.len(), documents[0].document), (1, draft.id));
    let elsewhere = hub.device("volunteer-18-1").await;
    let acks = elsewhere.push(vec![elsewhere.report("g18").push()]).await.acks();
    let frames = feed.next().await.unwrap();
    let [Frame::Log { documents, seq }] = &frames[..] else { panic!("{frames:?}") };
    assert!(documents.is_empty() && *seq >= acks[0].1, "only the position moves");
}

#[tokio::test]
async fn other_rights_ask_for_a_sync() {
    let hub = Hub::start();
    let reader = hub.device("volunteer-17-1").await;
    let mut wrong = Feed::open(&reader, &[Space::Community]).await;
    assert!(matches!(wrong.next().await.unwrap()[..], [Frame::Hello { .. }]));
    assert!(matches!(wrong.next().await.unwrap()[..], [Frame::Resync]));
    assert!(wrong.next().await.is_none());

    let mut feed = Feed::open(&reader, &spaces()).await;
    assert!(matches!(feed.next().await.unwrap()[..], [Frame::Hello { .. }]));
    hub.change_member("office-1", |member| member.salutation = "王主任".to_owned()).await;
    let frames = feed.next().await.unwrap();
    let [Frame::Directory { members, .. }] = &frames[..] else { panic!("{frames:?}") };
    assert_eq!(members[0].salutation, "王主任");
    assert!(matches!(feed.next().await.unwrap()[..], [Frame::Log { .. }]), "the event's position");
    hub.change_member("volunteer-17-1", |member| member.posts[0].node = "g18".into()).await;
    assert!(matches!(feed.next().await.unwrap()[..], [Frame::Resync]));
    assert!(feed.next().await.is_none());
}

#[tokio::test]
async fn a_revoked_device_and_an_ending_hub_end_it() {
    let mut hub = Hub::start();
    let (lost, kept) = (hub.device("volunteer-17-1").await, hub.device("volunteer-17-2").await);
    let mut lost_feed = Feed::open(&lost, &spaces()).await;
    let mut kept_feed = Feed::open(&kept, &spaces()).await;
    lost_feed.next().await.unwrap();
    kept_feed.next().await.unwrap();
    let name = lost.joined.device.as_str();
    printed(&program(&["revoke", "--data", hub.data(), "--device", name]));
    assert!(matches!(lost_feed.next().await.unwrap()[..], [Frame::Resync]));
    let begun = std::time::Instant::now();
    assert!(hub.end());
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert!(kept_feed.next().await.is_none());
}
