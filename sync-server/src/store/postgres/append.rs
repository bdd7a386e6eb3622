//! Appending what was judged. First it is checked that what it was judged against still holds, then everything is
//! written; the writer's savepoint makes it all or nothing. Rows go in lists, a statement a table: the writer holds the one
//! lock of the log meanwhile.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use deadpool_postgres::Transaction;
use futures_util::future::{try_join4, try_join5};
use jinshui_core::planted::{Bug, planted};
use jinshui_core::{ChangeHash, DeviceId, DocumentId, Erasure, Space, Timestamp};

use super::followed::{self, Left};
use super::row::{self, Params, execute, first, from_seq};
use super::{digest, directory, document, grant, replaced};
use crate::store::{Append, Appended, Claim, DocumentMeta, Known, NewChange, Receipt, Result};

/// How much of what can be no change is kept in the refusals box.
const KEPT_BYTES: usize = jinshui_core::limits::CHANGE_BYTES;

/// Documents by name, as the store has them or as this append leaves them.
pub(super) type Documents = BTreeMap<DocumentId, DocumentMeta>;

pub(super) async fn append(db: &Transaction<'_>, append: &Append) -> Result<Appended> {
    if is_revoked(db, append).await? {
        return Ok(Appended::Revoked);
    }
    let mut ids: BTreeSet<_> = append.judged.iter().map(|judged| judged.id).collect();
    ids.extend(append.create.iter().map(|new| new.id));
    ids.extend(append.changes.iter().map(|change| change.document));
    ids.extend(append.changes.iter().filter_map(|change| change.follows));
    let ids: Vec<_> = ids.into_iter().collect();
    // Asked together and answered together: one way to the server and back.
    let claims: Vec<_> = append.changes.iter().map(claim).collect();
    let (position, found, known, taken, instead) = try_join5(
        directory::position(db),
        document::many(db, &ids),
        known(db, append),
        has_taken_number(db, append),
        replaced::instead(db, &append.author, &claims),
    )
    .await?;
    let mut before: Documents = found.into_iter().map(|meta| (meta.id, meta)).collect();
    // R18: one of those that stand for each other came in the meantime.
    let taken =
        taken || instead.iter().zip(&known).any(|(instead, known)| instead.is_some() && *known == Known::No);
    if taken || position.rights != append.rights || !still_holds(append, &before, &known) {
        return Ok(Appended::Stale);
    }
    let (followers, left) = followed::of(db, append).await?;
    before.extend(followers);
    let mut after = before.clone();
    after.extend(append.create.iter().map(|new| {
        let (kind, space, heads) = (new.kind.clone(), new.space.clone(), new.heads.clone());
        let (schema, generation, erased) = (new.schema, new.generation, Erasure::default());
        let meta = DocumentMeta { id: new.id, kind, schema, generation, space, heads, erased, follows: None };
        (new.id, meta)
    }));
    let mut plan = Plan::of(append, &known, &mut after, left);
    if plan.positions > 0 {
        plan.begin_at(directory::take_seqs(db, plan.positions).await?);
    }
    if plan.positions > 0 || !append.create.is_empty() {
        put(db, append, &plan, (&before, &after)).await?;
        put_grants(db, append, &plan, &after).await?;
    }
    refuse(db, append).await?;
    Ok(Appended::Durable(plan.receipts))
}

/// Whether the sender was revoked since its request was let in. What is refused is kept all the same.
async fn is_revoked(db: &Transaction<'_>, append: &Append) -> Result<bool> {
    if append.changes.is_empty() {
        return Ok(false);
    }
    let sql = "SELECT 1 FROM device WHERE id = $1 AND revoked_at IS NOT NULL";
    Ok(first(db, sql, &[&append.device.as_str()], |_| Ok(())).await?.is_some())
}

fn claim(change: &NewChange) -> Claim {
    Claim { document: change.document, hash: change.hash, replaces: change.replaces.clone() }
}

/// What is known of the changes, and after them of the refusals.
async fn known(db: &Transaction<'_>, append: &Append) -> Result<Vec<Known>> {
    let changes = append.changes.iter().map(|change| (change.document, change.hash));
    let refusals = append.refusals.iter().map(|refusal| (refusal.document, refusal.name));
    document::known(db, &append.device, &changes.chain(refusals).collect::<Vec<_>>()).await
}

/// Whether the judgement still stands on the ground it was made on.
fn still_holds(append: &Append, now: &Documents, known: &[Known]) -> bool {
    let stands = append.judged.iter().all(|judged| {
        now.get(&judged.id)
            .is_some_and(|now| now.space == judged.space && now.generation == judged.generation)
    });
    let free = append.create.iter().all(|new| !now.contains_key(&new.id));
    // R18: another hub has judged the same push in the meantime, and a verdict is final. What is given back was in the log: no
    // refusal stands against it (R23).
    let (changes, refusals) = known.split_at_checked(append.changes.len()).unwrap_or_default();
    let refused =
        |(change, one): (&NewChange, _)| change.recovered.is_none() && matches!(one, &Known::Refused(_));
    let final_already = append.changes.iter().zip(changes).any(refused)
        || refusals.iter().any(|one| matches!(one, Known::Accepted(_)));
    stands && free && !final_already
}

/// R24: whether another change took a number of an actor in the meantime.
async fn has_taken_number(db: &Transaction<'_>, append: &Append) -> Result<bool> {
    let sql = "SELECT 1 FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[])
                    AS asked (document, actor, actor_seq, hash)
               JOIN change USING (document, actor, actor_seq) WHERE change.hash <> asked.hash LIMIT 1";
    let documents = row::documents(append.changes.iter().map(|change| &change.document));
    let actors: Vec<_> = append.changes.iter().map(|change| change.actor.as_slice()).collect();
    let numbers: Vec<_> = append.changes.iter().map(|change| from_seq(change.actor_seq)).collect();
    let hashes: Vec<_> = append.changes.iter().map(|change| change.hash.0.as_slice()).collect();
    let taken = first(db, sql, &[&documents, &actors, &numbers, &hashes], |_| Ok(())).await?;
    Ok(taken.is_some())
}

/// What is to be written, each with its position; counted from nought until the positions are taken.
#[derive(Default)]
struct Plan<'a> {
    /// One for each change of the append.
    receipts: Vec<Receipt>,
    /// Which of the receipts are new.
    fresh: Vec<usize>,
    changes: Vec<(u64, &'a NewChange)>,
    moves: Vec<(u64, Move)>,
    /// Where homes were that somebody follows.
    left: Left,
    /// How many positions it takes.
    positions: u64,
}

/// A document that goes to another space: an entry of the log that those who lose it and those who gain it read (R15).
struct Move {
    document: DocumentId,
    from: Space,
    to: Space,
}

impl<'a> Plan<'a> {
    /// Walks through the changes and moves the heads and spaces of their documents.
    fn of(append: &'a Append, known: &[Known], documents: &mut Documents, left: Left) -> Self {
        let mut plan = Plan { left, ..Plan::default() };
        let mut places: HashMap<(DocumentId, ChangeHash), Receipt> = HashMap::new();
        for (place, (change, known)) in append.changes.iter().zip(known).enumerate() {
            let name = (change.document, change.hash);
            if let Known::Accepted(old) = known {
                plan.receipts.push(*old);
                continue;
            }
            plan.fresh.push(place);
            // The same one sent twice has one position.
            let receipt = *places.entry(name).or_insert_with(|| {
                let seq = plan.take();
                plan.changes.push((seq, change));
                if let Some(meta) = documents.get_mut(&change.document) {
                    meta.heads = next_heads(&meta.heads, change);
                }
                plan.moves_of(change, documents);
                Receipt { seq, received_at: received_at(append, change) }
            });
            plan.receipts.push(receipt);
        }
        plan
    }

    fn take(&mut self) -> u64 {
        self.positions += 1;
        self.positions - 1
    }

    /// What a change moves: its document, and the people of a home with it; a person who was written down where their home was
    /// before goes after it (R15).
    fn moves_of(&mut self, change: &NewChange, documents: &mut Documents) {
        let id = change.document;
        if let Some(to) = &change.moves_to {
            self.shift(documents, id, to);
            let followers = documents.values().filter(|meta| meta.follows == Some(id));
            let behind = followers.filter(|meta| self.left.contains(&(id, meta.space.clone())));
            let behind: Vec<_> = behind.map(|meta| meta.id).collect();
            behind.into_iter().for_each(|one| self.shift(documents, one, to));
        }
        let Some(home) = change.follows else { return };
        let Some(meta) = documents.get_mut(&id) else { return };
        meta.follows = Some(home);
        let left = self.left.contains(&(home, meta.space.clone()));
        if let (true, Some(to)) = (left, documents.get(&home).map(|home| home.space.clone())) {
            self.shift(documents, id, &to);
        }
    }

    fn shift(&mut self, documents: &mut Documents, id: DocumentId, to: &Space) {
        let Some(meta) = documents.get_mut(&id) else { return };
        if meta.space != *to {
            let from = std::mem::replace(&mut meta.space, to.clone());
            self.left.insert((id, from.clone()));
            let seq = self.take();
            self.moves.push((seq, Move { document: id, from, to: to.clone() }));
        }
    }

    /// The first position that was taken for it.
    fn begin_at(&mut self, first: u64) {
        self.changes.iter_mut().for_each(|(seq, _)| *seq += first);
        self.moves.iter_mut().for_each(|(seq, _)| *seq += first);
        for place in &self.fresh {
            if let Some(receipt) = self.receipts.get_mut(*place) {
                receipt.seq += first;
            }
        }
    }
}

/// When the hub received a change: of what is given back, the first time (R23).
fn received_at(append: &Append, change: &NewChange) -> Timestamp {
    change.recovered.as_ref().map_or(append.received_at, |recovered| recovered.received_at)
}

/// A new change is a head, and what it depends on is one no more.
fn next_heads(heads: &[ChangeHash], change: &NewChange) -> Vec<ChangeHash> {
    let mut next: BTreeSet<_> = heads.iter().copied().collect();
    change.deps.iter().for_each(|dep| {
        next.remove(dep);
    });
    next.insert(change.hash);
    next.into_iter().collect()
}

pub(super) fn own_digest(meta: &DocumentMeta) -> u128 {
    u128::from_be_bytes(jinshui_core::document::digest(meta.id, meta.generation, &meta.heads))
}

// A new one has what was erased of it before this copy of the store had it (R22).
const DOCUMENTS: &str = "
    INSERT INTO document (id, kind, schema, generation, space, heads, digest, follows, erased)
    SELECT new.*, coalesce((SELECT erased FROM erasure WHERE document = new.id ORDER BY generation DESC LIMIT 1), '[]')
    FROM unnest($1::bytea[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::bytea[], $7::bytea[], $8::bytea[])
         AS new (id, kind, schema, generation, space, heads, digest, follows)
    ON CONFLICT (id) DO UPDATE SET space = excluded.space, heads = excluded.heads, digest = excluded.digest,
                                   follows = excluded.follows";
// What is given back is its author's, by the device whose tag its actor has; one that is not known any more has no name (R23).
const CHANGES: &str = "
    INSERT INTO change
    (seq, document, hash, author, device, actor, actor_seq, received_at, late, bytes, recovered_via)
    SELECT seq, document, hash, author,
           CASE WHEN back THEN coalesce((SELECT id FROM device WHERE tag = substring(actor FOR 8)), '') ELSE $1 END,
           actor, actor_seq, received_at, late, bytes, CASE WHEN back THEN $1 END
    FROM unnest($2::bigint[], $3::bytea[], $4::bytea[], $5::text[], $6::bytea[], $7::bigint[], $8::bigint[],
                $9::boolean[], $10::bytea[], $11::boolean[])
         AS new (seq, document, hash, author, actor, actor_seq, received_at, late, bytes, back)";
const BLOBS: &str = "
    INSERT INTO blob_reference (document, hash, device)
    SELECT document, hash, $3 FROM unnest($1::bytea[], $2::bytea[]) AS named (document, hash)
    ON CONFLICT DO NOTHING";

/// Writes everything, one way to the server and back. Statements that were prepared go out in the order in which they stand
/// here, documents before what refers to them.
async fn put(
    db: &Transaction<'_>,
    append: &Append,
    plan: &Plan<'_>,
    (before, after): (&Documents, &Documents),
) -> Result<()> {
    for statement in [DOCUMENTS, CHANGES, BLOBS, digest::SHIFT] {
        db.prepare_cached(statement).await?;
    }
    let moved: Vec<_> = after.values().filter(|meta| before.get(&meta.id) != Some(meta)).collect();
    let shifts = shifts(before, &moved);
    try_join4(
        put_documents(db, &moved),
        put_changes(db, append, plan),
        put_blobs(db, append, plan),
        digest::shift(db, &shifts),
    )
    .await?;
    put_moves(db, append, plan).await?;
    let new: Vec<_> = plan.changes.iter().map(|(_, change)| *change).collect();
    replaced::keep(db, &append.author, &new).await
}

/// By how much the digests of spaces move (R13).
fn shifts(before: &Documents, moved: &[&DocumentMeta]) -> digest::Shifts {
    let mut shifts = digest::Shifts::new();
    for meta in moved {
        if let Some(before) = before.get(&meta.id) {
            let (count, by) = shifts.entry(before.space.clone()).or_default();
            (*count, *by) = (*count - 1, by.wrapping_sub(own_digest(before)));
        }
        let (count, by) = shifts.entry(meta.space.clone()).or_default();
        (*count, *by) = (*count + 1, by.wrapping_add(own_digest(meta)));
    }
    shifts
}

/// Writes the documents that are new, or have other heads or another space.
async fn put_documents(db: &Transaction<'_>, moved: &[&DocumentMeta]) -> Result<()> {
    let kinds: Vec<_> = moved.iter().map(|meta| row::text(meta.kind.code())).collect();
    let schemas: Vec<_> = moved.iter().map(|meta| i64::from(meta.schema)).collect();
    let generations: Vec<_> = moved.iter().map(|meta| i64::from(meta.generation)).collect();
    let spaces: Vec<_> = moved.iter().map(|meta| row::text(&meta.space.to_string())).collect();
    let heads: Vec<_> = moved.iter().map(|meta| row::pack_heads(&meta.heads)).collect();
    let digests: Vec<_> = moved.iter().map(|meta| own_digest(meta).to_be_bytes().to_vec()).collect();
    let ids = row::documents(moved.iter().map(|meta| &meta.id));
    let follows: Vec<_> =
        moved.iter().map(|meta| meta.follows.map(|home| home.0.as_bytes().to_vec())).collect();
    execute(db, DOCUMENTS, &[&ids, &kinds, &schemas, &generations, &spaces, &heads, &digests, &follows])
        .await?;
    Ok(())
}

async fn put_changes(db: &Transaction<'_>, append: &Append, plan: &Plan<'_>) -> Result<()> {
    let new = &plan.changes;
    let seqs: Vec<_> = new.iter().map(|(seq, _)| from_seq(*seq)).collect();
    let documents = row::documents(new.iter().map(|(_, change)| &change.document));
    let hashes: Vec<_> = new.iter().map(|(_, change)| change.hash.0.as_slice()).collect();
    let actors: Vec<_> = new.iter().map(|(_, change)| change.actor.as_slice()).collect();
    let numbers: Vec<_> = new.iter().map(|(_, change)| from_seq(change.actor_seq)).collect();
    let late: Vec<_> = new.iter().map(|(_, change)| change.late).collect();
    let bytes: Vec<_> = new.iter().map(|(_, change)| change.bytes.as_slice()).collect();
    let back: Vec<_> = new.iter().map(|(_, change)| change.recovered.is_some()).collect();
    let times: Vec<_> = new.iter().map(|(_, change)| received_at(append, change).0).collect();
    let authors = new.iter().map(|(_, change)| {
        change.recovered.as_ref().map_or(&append.author, |recovered| &recovered.author).as_str()
    });
    let (device, authors) = (append.device.as_str(), authors.collect::<Vec<_>>());
    let values: Params<'_> =
        &[&device, &seqs, &documents, &hashes, &authors, &actors, &numbers, &times, &late, &bytes, &back];
    execute(db, CHANGES, values).await?;
    Ok(())
}

async fn put_blobs(db: &Transaction<'_>, append: &Append, plan: &Plan<'_>) -> Result<()> {
    let named =
        || plan.changes.iter().flat_map(|(_, new)| new.blobs.iter().map(|blob| (&new.document, blob)));
    let documents = row::documents(named().map(|(document, _)| document));
    let blobs: Vec<_> = named().map(|(_, blob)| blob.0.as_slice()).collect();
    if blobs.is_empty() {
        return Ok(());
    }
    execute(db, BLOBS, &[&documents, &blobs, &append.device.as_str()]).await?;
    Ok(())
}

async fn put_moves(db: &Transaction<'_>, append: &Append, plan: &Plan<'_>) -> Result<()> {
    let sql = "INSERT INTO event (seq, what, at, document, from_space, to_space)
               VALUES ($1, 'move', $2, $3, $4, $5)";
    for (seq, Move { document, from, to }) in &plan.moves {
        let (id, from, to) = (document.0.as_bytes().as_slice(), from.to_string(), to.to_string());
        execute(db, sql, &[&from_seq(*seq), &append.received_at.0, &id, &from, &to]).await?;
    }
    Ok(())
}

/// Who reads the sealed spaces of these changes from now on.
async fn put_grants(db: &Transaction<'_>, append: &Append, plan: &Plan<'_>, after: &Documents) -> Result<()> {
    for new in &append.create {
        grant::open(db, new.id, &new.space, append.received_at).await?;
    }
    for (_, change) in &plan.changes {
        if let Some(meta) = after.get(&change.document) {
            grant::keep(db, &meta.space, change, append.received_at).await?;
        }
    }
    Ok(())
}

async fn refuse(db: &Transaction<'_>, append: &Append) -> Result<()> {
    if planted(Bug::RefusalForgotten) {
        return Ok(());
    }
    let sql = "INSERT INTO refusal (document, name, device, author, kind, space, reason, received_at, bytes)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
    let DeviceId(device) = &append.device;
    let mut boxed = 0;
    for refusal in &append.refusals {
        let values: Params<'_> = &[
            &refusal.document.0.as_bytes().as_slice(),
            &refusal.name.0.as_slice(),
            device,
            &append.author.as_str(),
            &row::text(refusal.kind.code()),
            &row::text(&refusal.space.to_string()),
            &refusal.reason,
            &append.received_at.0,
            &refusal.bytes.get(..KEPT_BYTES).unwrap_or(&refusal.bytes),
        ];
        boxed += execute(db, sql, values).await?;
    }
    if boxed > 0 { super::refusal::touch(db).await } else { Ok(()) }
}
