//! A batch of documents: judged on one ground, appended in one transaction. Where the ground moved in between, nothing was
//! written and the batch is judged anew.

use std::collections::{BTreeMap, BTreeSet};

use jinshui_core::document::Document;
use jinshui_core::wire::Create;
use jinshui_core::{DocumentId, Kind, Space, Timestamp};

use super::arrival::Arrival;
use super::cache::{Place, Taken};
use super::ground::{Ground, prepare};
use super::stood::Stood;
use super::together::Withheld;
use super::verdict::{Bench, Decision, Earlier, Found, Homes, Wait};
use crate::http::Caller;
use crate::hub::Hub;
use crate::mark::step;
use crate::store::{Append, Appended, DocumentMeta, Judged, NewDocument, Past, Receipt, Result, StoreError};

/// How often a batch is judged anew before the device is asked to come back.
const TRIES: usize = 8;

/// Decisions in the order of the batch's changes, with a receipt for each that stands.
pub(super) type Done = Vec<(Decision, Option<Receipt>)>;

/// Judges and appends a batch.
pub(super) async fn run(
    hub: &Hub,
    caller: &Caller,
    batch: Vec<Arrival>,
    groups: &[Vec<u32>],
) -> Result<Done> {
    let mut caller = caller.clone();
    let mut withheld = Withheld::default();
    for _ in 0..TRIES {
        let ground = prepare(hub, &caller, &batch).await?;
        let (judge, arrivals, held) = (caller.clone(), batch.clone(), withheld.clone());
        let judging = step("judge");
        let judged = tokio::task::spawn_blocking(move || judge_all(&judge, ground, &arrivals, held)).await;
        let mut judged = judged.map_err(|error| StoreError::Other(format!("judging failed: {error}")))?;
        drop(judging);
        let places = batch.iter().flat_map(|arrival| &arrival.changes).map(|change| change.index);
        if withheld.add_broken(groups, places.zip(&judged.decisions)) {
            // Of a group not all of which stands, nothing stands: judged anew without it (R14).
            continue;
        }
        let appended = match judged.append(&caller, hub.now()) {
            Some(append) => hub.store.append(append).await?,
            None => Appended::Durable(Vec::new()),
        };
        match appended {
            Appended::Durable(receipts) => {
                judged.give_back(hub);
                return Ok(judged.with(receipts));
            }
            Appended::Revoked => return Err(StoreError::Revoked),
            Appended::Stale => {
                // The places are dropped empty: the copies hold changes that were not written (R4).
                drop(judged);
                let directory = hub.directory().await?;
                if let Some(member) = directory.member(&caller.member.id) {
                    caller.member = member.clone();
                }
                caller.directory = directory;
            }
        }
    }
    Err(StoreError::Busy("rights and records move too fast to judge".to_owned()))
}

/// What came of judging a batch.
#[derive(Default)]
struct JudgedBatch {
    decisions: Vec<Decision>,
    create: Vec<NewDocument>,
    judged: Vec<Judged>,
    /// Each document's place, and the copy to put back once the changes are durable.
    places: BTreeMap<DocumentId, (Taken, Option<Document>)>,
    panicked: Vec<DocumentId>,
    /// Of documents that the store does not have, the oldest generation they may be of.
    oldest: BTreeMap<DocumentId, u32>,
    /// What the author could do when the device last heard of it.
    past: Past,
    /// Where the homes are that changes say a person is of.
    homes: BTreeMap<DocumentId, Space>,
    /// What is not judged, since it goes together with what does not stand.
    withheld: Withheld,
    /// Which changes of this batch stand, and what they stand for (R18).
    stood: Stood,
}

fn judge_all(caller: &Caller, ground: Ground, batch: &[Arrival], withheld: Withheld) -> JudgedBatch {
    let Ground { metas, places, oldest, known, instead, past, homes } = ground;
    let mut out = JudgedBatch { oldest, past, homes, withheld, ..JudgedBatch::default() };
    for (id, mut place) in places {
        let copy = match std::mem::take(&mut *place) {
            Place::Held(document) => Some(*document),
            Place::Empty => None,
            Place::SetAside => {
                *place = Place::SetAside;
                None
            }
        };
        out.places.insert(id, (place, copy));
    }
    for (arrival, (known, instead)) in batch.iter().zip(known.iter().zip(&instead)) {
        out.one(caller, arrival, (known, instead), metas.get(&arrival.document));
    }
    out
}

impl JudgedBatch {
    fn one(&mut self, caller: &Caller, arrival: &Arrival, known: Found<'_>, meta: Option<&DocumentMeta>) {
        let id = arrival.document;
        let copy = self.places.get_mut(&id).and_then(|(_, copy)| copy.take());
        let before = self.decisions.len();
        let begun = self.create.iter().find(|new| new.id == id).cloned();
        let copy = if let Some(meta) = meta {
            let (generation, space) = (meta.generation, meta.space.clone());
            self.judged.push(Judged { id, generation, space });
            self.judge(caller, arrival, known, &is(meta), generation, (copy, Wait::SetAside))
        } else if let Some(new) = begun {
            let is = Create { kind: new.kind, schema: new.schema, space: new.space };
            self.judge(caller, arrival, known, &is, new.generation, (copy, Wait::Again))
        } else if let Some(create) = &arrival.create {
            self.begin(caller, arrival, known, create)
        } else {
            // Nobody said what the document is.
            let nothing = Create {
                kind: Kind::Unknown(String::new()),
                schema: 0,
                space: Space::Unknown(String::new()),
            };
            self.judge(caller, arrival, known, &nothing, arrival.generation, (None, Wait::Unknown))
        };
        for decision in self.decisions.iter_mut().skip(before) {
            match decision {
                // R12: what the hub does not have is its beginning; the device sends it all.
                Decision::Later(Wait::Unknown) => *decision = Decision::Missing,
                Decision::Later(Wait::Panicked) => self.panicked.push(id),
                _ => {}
            }
        }
        if let Some((_, place)) = self.places.get_mut(&id) {
            *place = copy;
        }
    }

    fn judge(
        &mut self,
        caller: &Caller,
        arrival: &Arrival,
        known: Found<'_>,
        is: &Create,
        generation: u32,
        (document, without): (Option<Document>, Wait),
    ) -> Option<Document> {
        let Create { kind, schema, space } = is;
        let earlier = Earlier::of(&self.past, caller, arrival.document, space);
        let (space, withheld) = (space.clone(), &self.withheld);
        let stood = std::mem::take(&mut self.stood);
        let (schema, homes) = (*schema, Homes { now: &self.homes, before: &self.past.spaces });
        let mut bench = Bench {
            caller,
            kind,
            schema,
            generation,
            space,
            earlier,
            homes,
            withheld,
            document,
            without,
            stood,
            refused: BTreeSet::new(),
        };
        self.decisions.extend(bench.judge(arrival, known));
        self.stood = bench.stood;
        bench.document
    }

    /// A document that the store does not have: it is made with its first change that stands.
    fn begin(
        &mut self,
        caller: &Caller,
        arrival: &Arrival,
        known: Found<'_>,
        create: &Create,
    ) -> Option<Document> {
        let new = Document::new(&create.kind, create.schema).ok();
        let heads = new.as_ref().map(Document::heads).unwrap_or_default();
        let before = self.decisions.len();
        // R22: what was erased and is not here must not come back as it was before.
        let oldest = self.oldest.get(&arrival.document).copied().unwrap_or_default();
        let generation = arrival.generation.max(oldest);
        let document = self.judge(caller, arrival, known, create, generation, (new, Wait::OlderHub));
        self.decisions.iter().skip(before).find(|one| matches!(one, Decision::Stands(_)))?;
        self.homes.insert(arrival.document, create.space.clone());
        self.create.push(NewDocument {
            id: arrival.document,
            kind: create.kind.clone(),
            schema: create.schema,
            generation: arrival.generation,
            space: create.space.clone(),
            heads,
        });
        document
    }

    /// What is to be written; none where nothing is.
    fn append(&self, caller: &Caller, now: Timestamp) -> Option<Append> {
        let (mut changes, mut refusals) = (Vec::new(), Vec::new());
        for decision in &self.decisions {
            match decision {
                Decision::Stands(change) => changes.push(change.clone()),
                Decision::Refuse(refusal) => refusals.push(refusal.clone()),
                _ => {}
            }
        }
        (!changes.is_empty() || !refusals.is_empty()).then(|| Append {
            rights: caller.directory.rights,
            author: caller.member.id.clone(),
            device: caller.device.id.clone(),
            received_at: now,
            create: self.create.clone(),
            judged: self.judged.clone(),
            changes,
            refusals,
        })
    }

    /// Puts the documents back: what they hold is durable now. One that panicked is set aside (promise 10).
    fn give_back(&mut self, hub: &Hub) {
        for (id, (mut place, document)) in std::mem::take(&mut self.places) {
            if self.panicked.contains(&id) {
                tracing::error!(document = %id, "a document was set aside");
                hub.documents.note_set_aside(id, "judging a change to it panicked");
                *place = Place::SetAside;
            } else if let Some(document) = document {
                *place = Place::Held(Box::new(document));
            }
        }
    }

    fn with(self, receipts: Vec<Receipt>) -> Done {
        let mut receipts = receipts.into_iter();
        let receipt = |decision: Decision| {
            let stands = matches!(decision, Decision::Stands(_));
            let receipt = if stands { receipts.next() } else { None };
            (decision, receipt)
        };
        self.decisions.into_iter().map(receipt).collect()
    }
}

fn is(meta: &DocumentMeta) -> Create {
    Create { kind: meta.kind.clone(), schema: meta.schema, space: meta.space.clone() }
}
