//! The refusals box as devices meet it (R19): read by who manages the space of a record now, and by who wrote it while they may read
//! there; settled once, and everybody who reads it hears of it.

use jinshui_core::community::{Post, Role};
use jinshui_core::wire::{
    BoxReply, Boxed, Frame, PROTOCOL, SettleReply, SettleRequest, Settled, Settling, unpack,
};
use jinshui_core::{Code, Space, limits};
use reqwest::{Method, Response};

use super::device::{Device, Draft, Synced, failure, first};
use super::hub::Hub;
use super::live::Feed;

async fn read(device: &Device) -> BoxReply {
    let response = device.send(Method::GET, "/v1/refusals", vec![]).await;
    assert_eq!(response.status(), 200);
    unpack(&response.bytes().await.unwrap(), limits::FRAME_BYTES).unwrap()
}

async fn settle(device: &Device, boxed: &Boxed, how: Settling) -> Response {
    let (document, hash) = (boxed.document, boxed.hash);
    let request = SettleRequest { protocol: PROTOCOL, document, hash, how };
    device.send(Method::POST, "/v1/settle", serde_json::to_vec(&request).unwrap()).await
}

async fn settled(device: &Device, boxed: &Boxed, how: Settling) -> Settled {
    let response = settle(device, boxed, how).await;
    assert_eq!(response.status(), 200);
    serde_json::from_slice::<SettleReply>(&response.bytes().await.unwrap()).unwrap().settled
}

fn open_box(synced: &Synced) -> u64 {
    let open = synced.frames.iter().find_map(|frame| match frame {
        Frame::Box { open, .. } => Some(*open),
        _ => None,
    });
    open.expect("every reply says it")
}

/// A report of grid 17 on which somebody who may not has written a step and, on that, a comment.
async fn refused(hub: &Hub, author: &Device) -> Draft {
    let reporter = hub.device("volunteer-17-2").await;
    let mut draft = reporter.report("g17");
    reporter.push(vec![draft.push()]).await;
    draft = draft.as_received();
    let step = jinshui_core::document::Edit::new(&author.member(), super::device::now());
    draft.write(author.joined.tag, &step.act("s".to_owned(), "accept", None, "我来受理".to_owned()));
    author.comment(&mut draft, "已经联系车主");
    let refused = author.push(vec![draft.push()]).await.refused();
    let reasons: Vec<_> = refused.iter().map(|(_, reason)| reason.as_str()).collect();
    assert_eq!(reasons, ["role", "depends_on_refused"], "what was written on it is kept as well");
    draft
}

#[tokio::test]
async fn r19_a_box_is_read_by_who_manages_the_space_and_by_who_wrote_it() {
    let hub = Hub::start();
    let author = hub.device("volunteer-17-1").await;
    let draft = refused(&hub, &author).await;
    for member in ["assistant-17", "worker-5", "police-1", "office-1"] {
        let manager = hub.device(member).await;
        let reply = read(&manager).await;
        assert_eq!((reply.refusals.len(), reply.open), (2, 2), "{member}");
        let step = &reply.refusals[1];
        assert_eq!((step.document, step.author.as_str()), (draft.id, "volunteer-17-1"), "{member}");
        assert_eq!((step.reason.as_str(), &step.space), ("role", &Space::Grid("g17".into())), "{member}");
        assert_eq!(step.bytes, draft.changes[1].1, "{member}: what was written");
        assert_eq!(open_box(&manager.sync(&first()).await), 2, "{member}");
    }
    for member in ["volunteer-17-2", "head-100", "assistant-18", "property-1", "resident-1"] {
        let other = hub.device(member).await;
        assert_eq!(read(&other).await, BoxReply::default(), "{member}");
        assert_eq!(open_box(&other.sync(&first()).await), 0, "{member}");
    }
    let own = read(&author).await;
    assert_eq!((own.refusals.len(), own.open), (2, 0), "their own words, and nothing to look after");
    assert_eq!(open_box(&author.sync(&first()).await), 0);
}

#[tokio::test]
async fn r19_rights_to_a_box_are_those_of_now() {
    let hub = Hub::start();
    let author = hub.device("volunteer-17-1").await;
    refused(&hub, &author).await;
    let (old, new) = (hub.device("assistant-17").await, hub.device("volunteer-18-1").await);
    assert_eq!((read(&old).await.refusals.len(), read(&new).await.refusals.len()), (2, 0));
    let post = |role, node: &str| vec![Post { role, node: node.into() }];
    hub.change_member("assistant-17", |one| one.posts = post(Role::GridAssistant, "g18")).await;
    hub.change_member("volunteer-18-1", |one| one.posts = post(Role::GridAssistant, "g17")).await;
    hub.change_member("volunteer-17-1", |one| one.posts = post(Role::Volunteer, "g18")).await;
    assert_eq!(read(&old).await, BoxReply::default());
    assert_eq!(open_box(&old.sync(&first()).await), 0);
    let theirs = read(&new).await;
    assert_eq!((theirs.refusals.len(), theirs.open), (2, 2));
    assert_eq!(read(&author).await, BoxReply::default(), "nor its author, who may read there no more");
    let not_theirs = settle(&old, &theirs.refusals[0], Settling::Seen).await;
    assert_eq!(failure(not_theirs).await, Code::NotFound);
}

#[tokio::test]
async fn r19_what_is_settled_is_settled_for_everybody_and_once() {
    let hub = Hub::start();
    let author = hub.device("volunteer-17-1").await;
    refused(&hub, &author).await;
    let (assistant, office) = (hub.device("assistant-17").await, hub.device("office-1").await);
    let step = read(&assistant).await.refusals.remove(1);
    let other = hub.device("volunteer-17-2").await;
    for none in [&author, &other] {
        let code = failure(settle(none, &step, Settling::Seen).await).await;
        assert_eq!(code, Code::NotFound, "who manages nothing settles nothing, not even their own");
    }
    let unknown = settle(&office, &step, Settling::Unknown("eaten".to_owned())).await;
    assert_eq!(failure(unknown).await, Code::BadField);
    let word = settled(&assistant, &step, Settling::Refiled).await;
    assert_eq!((word.by.as_str(), &word.how), ("assistant-17", &Settling::Refiled));
    assert_eq!(
        settled(&assistant, &step, Settling::Refiled).await,
        word,
        "an answer that was lost is given again"
    );
    assert_eq!(settled(&office, &step, Settling::Seen).await, word, "the first word counts");
    for reader in [&assistant, &office, &author] {
        let reply = read(reader).await;
        let seen = reply.refusals.iter().find(|one| one.hash == step.hash).unwrap();
        assert_eq!(seen.settled.as_ref(), Some(&word));
        assert_eq!(reply.refusals[1].hash, step.hash, "what is settled comes last");
    }
    assert_eq!((read(&office).await.open, open_box(&office.sync(&first()).await)), (1, 1));
}

#[tokio::test]
async fn r19_a_live_feed_tells_what_lies_in_the_box_as_it_comes_and_goes() {
    let hub = Hub::start();
    let (author, assistant) = (hub.device("volunteer-17-1").await, hub.device("assistant-17").await);
    let held = |directory: &jinshui_core::community::Directory, id: &str| {
        let member = directory.member(&id.into()).unwrap().clone();
        jinshui_core::access::readable(directory, &member).into_iter().collect::<Vec<_>>()
    };
    let demo = jinshui_core::community::demo();
    let mut feed = Feed::open(&assistant, &held(&demo, "assistant-17")).await;
    let mut next = async || loop {
        let frames = feed.next().await.expect("the feed goes on");
        if let Some(open) = frames.iter().find_map(|frame| match frame {
            Frame::Box { open, .. } => Some(*open),
            _ => None,
        }) {
            return open;
        }
    };
    assert_eq!(next().await, 0);
    refused(&hub, &author).await;
    assert_eq!(next().await, 2);
    let step = read(&assistant).await.refusals.remove(1);
    settled(&assistant, &step, Settling::Seen).await;
    assert_eq!(next().await, 1);
}

#[tokio::test]
async fn r19_what_the_author_writes_anew_leaves_the_box() {
    let hub = Hub::start();
    let author = hub.device("volunteer-17-1").await;
    let draft = refused(&hub, &author).await;
    // As the device does it: the comment goes on what stands, and names the one it is written in place of.
    let mut anew = Draft { changes: draft.changes[..1].to_vec(), ..draft.clone() }.as_received();
    author.comment(&mut anew, "已经联系车主");
    let mut push = anew.push();
    push.replaces.insert(1, vec![draft.changes[2].0]);
    assert_eq!(author.push(vec![push]).await.acks().len(), 2);
    let left: Vec<_> = read(&author).await.refusals.into_iter().map(|one| one.hash).collect();
    assert_eq!(left, [draft.changes[1].0]);
    // Sent again, as a phone does that was put back from a copy, it stays what it was.
    let again = author.push(vec![draft.push()]).await.refused();
    let reasons: Vec<_> = again.iter().map(|(_, reason)| reason.as_str()).collect();
    assert_eq!(reasons, ["role", "replaced"]);
}
