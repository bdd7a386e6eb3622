//! A newer generation comes (R21): the older one goes, what waited comes back without what is erased, and only what the hub had not.

use jinshui_core::Erasure;
use jinshui_core::admit::admit;
use jinshui_core::document::{Document, Rewritten};
use jinshui_core::referee::Reason;

use super::*;

/// The next generation of what a push carries, as a hub that took it all writes it.
fn next(pushed: &Pushed, fields: &[&str]) -> (LogDocument, Vec<Rewritten>) {
    let push = &pushed.documents[0];
    let mut document = Document::new(&Kind::Hazard, 1).unwrap();
    let mut log = Vec::new();
    for bytes in &push.changes {
        let change = admit(bytes).unwrap();
        document.apply(&change).unwrap();
        log.push(change.hash);
    }
    let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
    let erased = Erasure::of(&Kind::Hazard, &fields).unwrap();
    let (_, written) = document.rewritten(1, &erased, 2, &log, Timestamp(5)).unwrap();
    let change = |(seq, one): (u64, &Rewritten)| ReceivedChange {
        seq,
        author: "volunteer-17-1".into(),
        received_at: Timestamp(1_790_000_100_000),
        late: false,
        bytes: one.change.raw().to_vec(),
        seal: None,
    };
    let newer = LogDocument {
        document: push.document,
        kind: Kind::Hazard,
        schema: 1,
        generation: 2,
        space: grid(),
        erased,
        changes: (100..).zip(&written).map(change).collect(),
    };
    (newer, written)
}

fn reported() -> (Phone, Pushed) {
    let mut phone = phone("volunteer-17-1", 1);
    phone.write(id(1), &report("volunteer-17-1"));
    let pushed = phone.push();
    let changes = u32::try_from(pushed.changes.len()).unwrap();
    phone.store.receive(&acks(&pushed, 0, changes, 11), &pushed).unwrap();
    (phone, pushed)
}

fn hears_newer(phone: &mut Phone, newer: &LogDocument) -> Received {
    phone.hears(&Frame::Log { documents: vec![newer.clone()], seq: 200 })
}

fn words(text: &str) -> HazardEdit {
    let (by, at) = ("volunteer-17-1".into(), Timestamp(1_790_000_000_000));
    let fields = vec![FieldEdit { field: HazardField::Severity, value: "urgent".into() }];
    HazardEdit::Set { by, at, seen: vec![], fields, words: Some(text.into()) }
}

#[test]
fn r21_the_older_generation_goes_and_what_waited_comes_back_without_what_is_erased() {
    let (mut phone, pushed) = reported();
    let before: Vec<_> = pushed.changes.iter().map(|(_, hash)| *hash).collect();
    phone.write(id(1), &words("一袋canary"));
    phone.write(id(1), &comment("volunteer-17-1", "还在那里"));
    let (newer, written) = next(&pushed, &["words"]);
    let received = hears_newer(&mut phone, &newer);
    assert_eq!((received.erased, received.refused), (1, 2));
    assert_eq!((phone.push(), phone.store.unsent().unwrap()), (Pushed::default(), 0));
    let history: Vec<_> = phone.store.history(id(1)).unwrap().iter().map(|row| row.hash).collect();
    assert_eq!(history, written.iter().map(|one| one.change.hash).collect::<Vec<_>>());
    assert!(before.iter().all(|hash| !history.contains(hash)));
    let row = phone.store.hazard(id(1)).unwrap();
    assert_eq!((row.words.as_str(), row.place.building.as_str()), ("", "33"));
    let back = phone.store.refused().unwrap();
    assert!(back.iter().all(|row| row.reason == Reason::Erased.code()));
    let said: Vec<_> = back.iter().map(|row| row.edit.said()).collect();
    assert!(said.contains(&"urgent".to_owned()) && said.contains(&"还在那里".to_owned()), "{said:?}");
    let projection = phone.store.projection().unwrap();
    phone.store.rebuild().unwrap();
    assert_eq!(phone.store.projection().unwrap(), projection);
}

#[test]
fn r21_the_older_generation_is_not_in_the_write_ahead_log_any_more() {
    let (mut phone, pushed) = reported();
    let log = phone.home.path().join("store.db-wal");
    assert!(log.metadata().unwrap().len() > 0, "what is written stands there first");
    hears_newer(&mut phone, &next(&pushed, &["words"]).0);
    assert_eq!(log.metadata().unwrap().len(), 0);
}

#[test]
fn r21_what_the_hub_had_taken_before_it_erased_does_not_come_back() {
    let (mut phone, first) = reported();
    phone.write(id(1), &comment("volunteer-17-1", "收到了"));
    // The hub took the comment, and its word was lost; then it erased.
    let mut all = first.clone();
    all.documents[0].changes.extend(phone.push().documents[0].changes.clone());
    let (newer, _) = next(&all, &["words"]);
    assert_eq!(hears_newer(&mut phone, &newer).refused, 0);
    assert_eq!(phone.store.refused_count().unwrap(), 0);
    assert_eq!(phone.store.comments(id(1)).unwrap().len(), 1);
}

#[test]
fn r21_what_came_back_of_the_same_push_loses_what_is_erased_too() {
    let (mut phone, pushed) = reported();
    phone.write(id(1), &words("一袋canary"));
    let late = phone.push();
    let refuse =
        |index| Refusal { index, hash: None, reason: Reason::Generation.code().to_owned(), other: None };
    let refusals = (0..u32::try_from(late.changes.len()).unwrap()).map(refuse).collect();
    phone.store.receive(&Frame::Refused { refusals }, &late).unwrap();
    assert!(phone.store.refused().unwrap()[0].edit.said().contains("canary"));
    hears_newer(&mut phone, &next(&pushed, &["words"]).0);
    let back = phone.store.refused().unwrap();
    assert_eq!(back.len(), 1);
    assert_eq!((back[0].edit.said().as_str(), back[0].reason.as_str()), ("urgent", "erased"));
}

#[test]
fn r21_a_generation_that_has_passed_is_not_taken_from_anybody() {
    let (mut phone, pushed) = reported();
    hears_newer(&mut phone, &next(&pushed, &["words"]).0);
    let before = phone.store.projection().unwrap();
    let older = log_of(&pushed, "volunteer-17-1", 10);
    assert_eq!(phone.hears(&Frame::Log { documents: older, seq: 201 }).pulled, 0);
    assert_eq!(phone.store.projection().unwrap(), before);
}
