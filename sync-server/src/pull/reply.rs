//! What a device reads in one sync: directory, drops, fills, log, box, end (R8). Each page is one snapshot, read and sent before
//! the next one is asked for.

use std::collections::HashSet;
use std::sync::Arc;

use jinshui_core::wire::{Cursor, Frame, LogDocument, SpaceDigest, SyncRequest};
use jinshui_core::{ChangeHash, DocumentId, MemberId, Space};

use super::outgoing::{Broken, Outgoing};
use super::rights::{Rights, send_directory};
use super::seals;
use super::start::Start;
use crate::hub::Hub;
use crate::store::{Bounds, BoxState, FillRequest, LogRequest, Position, Snapshot};

/// Pages of one reply, where it may be cut: about 64 MiB.
const PAGES: usize = 64;
/// Bytes of changes in one frame of a fill; a larger document comes in several.
const FRAME_BYTES: usize = 1024 * 1024;

/// One reply.
struct Reply<'a> {
    hub: &'a Hub,
    out: &'a mut Outgoing,
    position: Position,
    rights: Rights,
    pages: usize,
}

/// Whether a part of the reply came to its end.
#[derive(PartialEq, Eq)]
enum Part {
    Whole,
    /// A bound was met, or the rights changed in the middle: the device asks again.
    Cut,
}

/// Sends everything that comes after the acks. `position` is the one that the reply's hello named: what is committed after it
/// has a later one and comes with the log.
pub(crate) async fn send(
    hub: &Hub,
    out: &mut Outgoing,
    member: &MemberId,
    request: &SyncRequest,
    position: Position,
    just_sent: HashSet<ChangeHash>,
) -> Result<(), Broken> {
    let rights = Rights::now(hub, member).await?;
    let start = Start::of(request, position);
    // A directory ahead of the log's is another log's: it gets all rows anew (R23).
    let since = if request.directory > position.directory { 0 } else { request.directory };
    let mut reply = Reply { hub, out, position, rights, pages: 0 };
    if since < position.directory {
        send_directory(hub, reply.out, since).await?;
    }
    reply.drops(request).await?;
    if reply.fills(&start).await? == Part::Cut {
        return reply.end(start.log, None).await;
    }
    let (seq, digests) = reply.log(start.log, just_sent).await?;
    reply.end(seq, digests).await
}

impl Reply<'_> {
    async fn drops(&mut self, request: &SyncRequest) -> Result<(), Broken> {
        let held = request.held.iter().map(|held| &held.space);
        let spaces: Vec<_> = held.filter(|space| !self.rights.spaces.contains(*space)).cloned().collect();
        if spaces.is_empty() { Ok(()) } else { self.out.send(vec![Frame::Drop { spaces }]).await }
    }

    async fn fills(&mut self, start: &Start) -> Result<Part, Broken> {
        let spaces: Vec<_> = self.rights.spaces.iter().cloned().collect();
        for space in spaces {
            let mut next = start.fill_of(&space);
            while let Some(after) = next {
                let bounds = Bounds::default();
                let rights = self.rights.directory.rights;
                let request = FillRequest { rights, space: space.clone(), after, bounds };
                let Snapshot::Page(mut page) = self.hub.store.read_fill(request).await? else {
                    return Ok(Part::Cut);
                };
                seals::put(self.hub.seals()?, &mut page.documents);
                self.fill(&space, after, page.documents, page.after).await?;
                next = page.after;
                // Not after the last page of a space: there is nothing then to come back for.
                if next.is_some() && self.is_full() {
                    return Ok(Part::Cut);
                }
            }
        }
        Ok(Part::Whole)
    }

    /// Sends a page of a fill; a document too large for one frame comes in several that name the one before it.
    async fn fill(
        &mut self,
        space: &Space,
        mut before: DocumentId,
        documents: Vec<LogDocument>,
        after: Option<DocumentId>,
    ) -> Result<(), Broken> {
        let mut whole = Vec::new();
        for document in documents {
            let mut parts = cut(document);
            let last = parts.pop();
            for part in parts {
                let documents = [std::mem::take(&mut whole), vec![part]].concat();
                self.out
                    .send(vec![Frame::Fill { space: space.clone(), documents, after: Some(before) }])
                    .await?;
            }
            before = last.as_ref().map_or(before, |last| last.document);
            whole.extend(last);
        }
        self.out.send(vec![Frame::Fill { space: space.clone(), documents: whole, after }]).await
    }

    /// Sends the log as far as it goes; gives the position reached and, at the head, the digests there.
    async fn log(
        &mut self,
        mut seq: u64,
        just_sent: HashSet<ChangeHash>,
    ) -> Result<(u64, Option<Vec<SpaceDigest>>), Broken> {
        let (spaces, except) = (self.rights.list(), Arc::new(just_sent));
        loop {
            let request = LogRequest {
                rights: self.rights.directory.rights,
                spaces: Arc::clone(&spaces),
                after: seq,
                except: Arc::clone(&except),
                digests: true,
                bounds: Bounds::default(),
            };
            let Snapshot::Page(mut page) = self.hub.store.read_log(request).await? else {
                return Ok((seq, None));
            };
            seals::put(self.hub.seals()?, &mut page.documents);
            let before = seq;
            seq = page.seq;
            if !page.documents.is_empty() || !page.left.is_empty() {
                self.out.send(frames(page.left, page.documents, before, seq)).await?;
            }
            if page.complete.is_some() || self.is_full() {
                return Ok((seq, page.complete));
            }
        }
    }

    fn is_full(&mut self) -> bool {
        self.pages += 1;
        self.pages >= PAGES
    }

    async fn end(self, seq: u64, digests: Option<Vec<SpaceDigest>>) -> Result<(), Broken> {
        let cursor = Some(Cursor { epoch: self.position.epoch, seq });
        let more = digests.is_none();
        let BoxState { open, newest } = self.rights.open_box(self.hub).await?;
        let end = Frame::End { cursor, digests: digests.unwrap_or_default(), more };
        self.out.send(vec![Frame::Box { open, newest }, end]).await
    }
}

/// A page of the log as frames. What was moved away goes first, and a document too large for one frame comes in several that do
/// not count as read: only the last frame moves the cursor.
pub(super) fn frames(
    left: Vec<DocumentId>,
    documents: Vec<LogDocument>,
    before: u64,
    seq: u64,
) -> Vec<Frame> {
    let mut frames = Vec::new();
    if !left.is_empty() {
        frames.push(Frame::Dropped { documents: left });
    }
    let (mut whole, mut bytes) = (Vec::new(), 0);
    for part in documents.into_iter().flat_map(cut) {
        let size: usize = part.changes.iter().map(|change| change.bytes.len()).sum();
        if bytes + size > FRAME_BYTES && !whole.is_empty() {
            frames.push(Frame::Log { documents: std::mem::take(&mut whole), seq: before });
            bytes = 0;
        }
        bytes += size;
        whole.push(part);
    }
    frames.push(Frame::Log { documents: whole, seq });
    frames
}

/// Cuts a document's changes into parts that fit a frame.
fn cut(mut document: LogDocument) -> Vec<LogDocument> {
    let mut parts = Vec::new();
    let changes = std::mem::take(&mut document.changes);
    let (mut part, mut bytes) = (Vec::new(), 0);
    for change in changes {
        if bytes + change.bytes.len() > FRAME_BYTES && !part.is_empty() {
            parts.push(LogDocument { changes: std::mem::take(&mut part), ..document.clone() });
            bytes = 0;
        }
        bytes += change.bytes.len();
        part.push(change);
    }
    parts.push(LogDocument { changes: part, ..document });
    parts
}
