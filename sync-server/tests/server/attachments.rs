//! Attachments: resumed at the byte, with the document's own rights.

use jinshui_core::hazard::Photo;
use jinshui_core::wire::UploadReply;
use jinshui_core::{BlobHash, Code};
use reqwest::{Method, Response};

use super::device::{Device, Draft, failure, now, random};
use super::hub::Hub;

fn photo(device: &Device, hash: BlobHash) -> Photo {
    Photo {
        id: uuid::Uuid::now_v7().to_string(),
        by: device.member(),
        at: now(),
        hash,
        thumbnail: hash,
        bytes: 100_000,
        width: 800,
        height: 600,
    }
}

async fn put(
    device: &Device,
    draft: &Draft,
    hash: BlobHash,
    offset: usize,
    size: usize,
    part: &[u8],
) -> Response {
    let path = format!("/v1/blob/{}/{hash}?offset={offset}&size={size}", draft.id);
    device.send(Method::PUT, &path, part.to_vec()).await
}

async fn reply(response: Response) -> (u16, UploadReply) {
    let status = response.status().as_u16();
    (status, serde_json::from_slice(&response.bytes().await.unwrap()).unwrap())
}

async fn have(device: &Device, draft: &Draft, hash: BlobHash) -> UploadReply {
    let path = format!("/v1/blob/{}/{hash}/have", draft.id);
    reply(device.send(Method::GET, &path, vec![]).await).await.1
}

async fn reported(device: &Device, grid: &str, hash: BlobHash) -> Draft {
    let draft = device.report_with(grid, vec![photo(device, hash)]);
    assert_eq!(device.push(vec![draft.push()]).await.acks().len(), draft.changes.len());
    draft
}

#[tokio::test]
async fn an_upload_goes_on_where_it_stopped_even_over_a_kill() {
    let mut hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let bytes = random::<100_000>();
    let hash = BlobHash::of(&bytes);
    let draft = reported(&device, "g17", hash).await;
    let get = format!("/v1/blob/{}/{hash}", draft.id);
    assert_eq!(failure(device.send(Method::GET, &get, vec![]).await).await, Code::NotHereYet);
    let first = reply(put(&device, &draft, hash, 0, 100_000, &bytes[..40_000]).await).await;
    assert_eq!(first, (200, UploadReply { have: 40_000, done: false }));
    hub.restart();
    assert_eq!(have(&device, &draft, hash).await, UploadReply { have: 40_000, done: false });
    let wrong = reply(put(&device, &draft, hash, 0, 100_000, &bytes[..40_000]).await).await;
    assert_eq!(wrong, (409, UploadReply { have: 40_000, done: false }));
    let last = reply(put(&device, &draft, hash, 40_000, 100_000, &bytes[40_000..]).await).await;
    assert_eq!(last, (200, UploadReply { have: 100_000, done: true }));
    let again = reply(put(&device, &draft, hash, 0, 100_000, &bytes[..10]).await).await;
    assert_eq!(again, (200, UploadReply { have: 100_000, done: true }));

    let reader = hub.device("volunteer-17-2").await;
    let whole = reader.send(Method::GET, &get, vec![]).await;
    assert_eq!(whole.bytes().await.unwrap(), bytes.as_slice());
    let rest = reader.send_with(Method::GET, &get, vec![], &[("Range", "bytes=99990-")]).await;
    assert_eq!(rest.status(), 206);
    assert_eq!(rest.headers()["content-range"], "bytes 99990-99999/100000");
    assert_eq!(rest.bytes().await.unwrap(), bytes[99_990..]);
    let beyond = reader.send_with(Method::GET, &get, vec![], &[("Range", "bytes=100000-")]).await;
    assert_eq!(beyond.status(), 416);
}

#[tokio::test]
async fn other_bytes_than_the_hash_says_are_thrown_away() {
    let hub = Hub::start();
    let device = hub.device("volunteer-17-1").await;
    let hash = BlobHash::of(b"right");
    let draft = reported(&device, "g17", hash).await;
    let wrong = put(&device, &draft, hash, 0, 5, b"wrong").await;
    assert_eq!(failure(wrong).await, Code::BadRequest);
    assert_eq!(have(&device, &draft, hash).await, UploadReply { have: 0, done: false });
    assert!(reply(put(&device, &draft, hash, 0, 5, b"right").await).await.1.done);
    let huge = put(&device, &draft, hash, 0, 10_000_000, b"x").await;
    assert_eq!(huge.status(), 413);
}

#[tokio::test]
async fn only_who_may_and_only_through_the_own_document() {
    let hub = Hub::start();
    let (here, there) = (hub.device("volunteer-17-1").await, hub.device("volunteer-18-1").await);
    let hash = BlobHash::of(b"secret");
    let draft = reported(&here, "g17", hash).await;
    assert!(reply(put(&here, &draft, hash, 0, 6, b"secret").await).await.1.done);
    let get = format!("/v1/blob/{}/{hash}", draft.id);
    assert_eq!(failure(there.send(Method::GET, &get, vec![]).await).await, Code::NotFound);
    assert_eq!(failure(put(&there, &draft, hash, 0, 6, b"secret").await).await, Code::NotFound);
    let other = BlobHash::of(b"not named by any change");
    assert_eq!(failure(put(&here, &draft, other, 0, 6, b"secret").await).await, Code::NotFound);
    // Whoever knows the hash and names it in a document of their own is told nothing and gets nothing.
    let own = reported(&there, "g18", hash).await;
    assert_eq!(have(&there, &own, hash).await, UploadReply { have: 0, done: false });
    let get = format!("/v1/blob/{}/{hash}", own.id);
    assert_eq!(failure(there.send(Method::GET, &get, vec![]).await).await, Code::NotHereYet);
    assert!(reply(put(&there, &own, hash, 0, 6, b"secret").await).await.1.done);
    assert_eq!(there.send(Method::GET, &get, vec![]).await.bytes().await.unwrap(), "secret");
}
