//! Erased is erased (R21): a person's data leaves the hub at once and every phone at its next sync, byte by byte, while everything
//! else of the record stands; what was written on the older generation comes back without it; and the office sees who has followed.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::{ChangeHash, DocumentId, Kind, Space, Timestamp};
use jinshui_sync_server::store::sqlite::SqliteStore;
use jinshui_sync_server::store::{Append, NewRefusal, Store};
use jinshui_tests::{Chance, Found, Hub, Phone, decrypted, decrypted_hub, picture, until};
use serde_json::{Value, json};

use crate::secret::Secrets;
use crate::seen::assert_whole;

const PATIENCE: Duration = Duration::from_secs(60);

/// What must be gone, and what must stand.
#[derive(Default)]
pub(crate) struct Canaries {
    pub(crate) gone: Secrets,
    pub(crate) stays: Secrets,
    /// Pieces of pictures.
    pictures: Vec<Vec<u8>>,
}

impl Canaries {
    pub(crate) fn assert_gone(&self, from: &Found, whose: &str) {
        for word in &self.gone.0 {
            assert!(!from.holds(word), "{word} is left with {whose}");
        }
        for piece in &self.pictures {
            assert!(!from.holds_bytes(piece), "a picture is left with {whose}");
        }
    }

    /// How many of them a scan finds.
    pub(crate) fn count(&self, from: &Found) -> usize {
        self.gone.0.iter().filter(|word| from.holds(word)).count()
    }

    /// Remembers pieces of a picture as the phone has shrunk it.
    fn picture(&mut self, phone: &Phone, id: &str, hash: &Value) {
        for size in ["full", "thumbnail"] {
            let args = json!({ "id": id, "hash": hash, "size": size });
            let bytes = phone.once("photo.get", args).unwrap()["base64"].as_str().unwrap().to_owned();
            let bytes = STANDARD.decode(bytes).unwrap();
            // Past the tables that every JPEG has alike.
            for at in [bytes.len() / 2, bytes.len() * 3 / 4, bytes.len() - 60] {
                self.pictures.push(bytes[at..at + 24].to_vec());
            }
        }
    }
}

fn ask(phone: &Phone, command: &str, args: Value) -> Value {
    phone.once(command, args).unwrap_or_else(|failed| panic!("{}: {command}: {failed:?}", phone.member))
}

fn id_of(reply: &Value) -> String {
    reply["id"].as_str().unwrap().to_owned()
}

/// A refused change in the hub's box that says a word.
fn refuse(hub: &Hub, document: &str, word: &str) {
    let refusal = NewRefusal {
        document: document.parse::<DocumentId>().unwrap(),
        kind: Kind::Home,
        space: Space::Homes("a097".into()),
        name: ChangeHash([9; 32]),
        bytes: word.as_bytes().to_vec(),
        reason: "role".to_owned(),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = SqliteStore::open(&hub.data()).unwrap();
        let append = Append {
            rights: store.position().await.unwrap().rights,
            author: "head-097".into(),
            device: "d".into(),
            received_at: Timestamp(1),
            create: vec![],
            judged: vec![],
            changes: vec![],
            refusals: vec![refusal],
        };
        store.append(append).await.unwrap();
        store.close().await.unwrap();
    });
}

/// A home with two people, written by the head and the assistant, clashing where they did not hear each other.
pub(crate) fn lived_in(
    chance: &mut Chance,
    canaries: &mut Canaries,
    head: &Phone,
    assistant: &Phone,
) -> (String, Vec<String>) {
    let (home, _) = canaries.gone.furnish(chance, &mut head.exec(), ("33", "1"));
    // The room is the home's, not a person's: it stands.
    canaries.stays.0.push(canaries.gone.0.remove(0));
    head.sync();
    assistant.sync();
    // Owner and tenancy are set on both phones at once: one side loses, and both stand.
    for (phone, tenancy) in [(head, "rented"), (assistant, "vacant")] {
        let owner = format!("靐{}", canaries.gone.word(chance));
        ask(phone, "home.edit", json!({ "id": home, "owner": owner, "tenancy": tenancy }));
    }
    for phone in [head, assistant, head, assistant] {
        phone.sync();
    }
    let shown = ask(head, "home.show", json!({ "id": home }));
    let people = shown["residents"].as_array().unwrap().iter().map(id_of).collect();
    (home, people)
}

pub(crate) fn erase(office: &Phone, id: &str, fields: &[&str]) -> Value {
    ask(office, "record.erase", json!({ "id": id, "fields": fields, "why": "本人要求" }))
}

fn clashes(phone: &Phone, home: &str) -> Value {
    ask(phone, "home.show", json!({ "id": home }))["clashes"].clone()
}

#[test]
fn r21_a_persons_data_leaves_the_hub_and_every_phone() {
    let mut chance = Chance::seeded("erased", 7);
    let hub = Hub::start();
    let (office, head) = (Phone::of("office-1", &hub), Phone::of("head-097", &hub));
    let (assistant, police) = (Phone::of("assistant-17", &hub), Phone::of("police-1", &hub));
    let mut canaries = Canaries::default();
    let (home, people) = lived_in(&mut chance, &mut canaries, &head, &assistant);
    refuse(&hub, &home, &canaries.gone.word(&mut chance));

    // A report with a picture, of which the words, one comment, the pictures and the point go.
    let words = format!("门口{}", canaries.gone.word(&mut chance));
    let photo = json!([{ "base64": STANDARD.encode(picture(&mut chance)) }]);
    let kept = canaries.stays.word(&mut chance);
    let args = json!({ "category": "litter", "place": { "building": "33", "unit": "1" }, "words": words, "photos": photo });
    let report = id_of(&ask(&head, "hazard.report", args));
    for text in [canaries.gone.word(&mut chance), kept.clone()] {
        ask(&assistant, "comment.add", json!({ "id": home, "text": canaries.gone.word(&mut chance) }));
        ask(&head, "comment.add", json!({ "id": report, "text": text }));
    }
    for phone in [&head, &assistant, &office, &police, &head] {
        phone.sync();
    }
    let shown = ask(&head, "hazard.show", json!({ "id": report }));
    canaries.picture(&head, &report, &shown["photos"][0]["hash"]);
    let first = shown["comments"][0]["id"].as_str().unwrap().to_owned();

    // An assistant without a network goes on writing on what there was.
    let late = format!("龘{}", canaries.gone.word(&mut chance));
    ask(&assistant, "home.edit", json!({ "id": home, "owner": late, "tenancy": "business" }));
    ask(&assistant, "comment.add", json!({ "id": home, "text": canaries.gone.word(&mut chance) }));
    let answer = canaries.stays.word(&mut chance);
    ask(&assistant, "comment.add", json!({ "id": report, "text": answer }));

    let before = decrypted_hub(&hub.data());
    assert!(canaries.count(&before) + 3 >= canaries.gone.0.len(), "the scan sees what is there");
    assert!(canaries.pictures.iter().all(|piece| before.holds_bytes(piece)), "pictures too");
    let clash = clashes(&head, &home);
    assert!(clash.to_string().contains("tenancy"), "{clash}");

    let refused = head.once("record.erase", json!({ "id": home, "why": "本人要求" })).unwrap_err();
    assert_eq!(refused.code, "not_allowed");
    assert_eq!(
        erase(&office, &home, &["owner", "owner_phone", "words", "comments", "visits"])["generation"],
        2
    );
    for person in &people {
        erase(&office, person, &[]);
    }
    erase(&office, &report, &["words", "photos", "point", &format!("comments/{first}")]);

    canaries.assert_gone(&decrypted_hub(&hub.data()), "the hub");
    canaries.assert_gone(&decrypted(office.home()), "the office");
    assert!(canaries.count(&decrypted(head.home())) > 5, "a phone that has not synced holds it yet");
    followed(&office, &["office-1"], &["assistant-17", "head-097", "police-1"]);

    for phone in [&head, &police, &assistant] {
        phone.sync();
        canaries.assert_gone(&decrypted(phone.home()), &phone.member);
    }
    canaries.assert_gone(&decrypted_hub(&hub.data()), "the hub after late changes");
    followed(&office, &["assistant-17", "head-097", "office-1", "police-1"], &[]);

    // The clash that has nothing to do with it stands, with who and when.
    let clash = clashes(&head, &home);
    assert_eq!((&clash[0]["field"], clash.as_array().unwrap().len()), (&json!("tenancy"), 1), "{clash}");
    let who = |one: &Value| one["by"]["id"].as_str().unwrap_or_default().to_owned();
    let mut who: Vec<_> = clash[0]["values"].as_array().unwrap().iter().map(who).collect();
    who.sort_unstable();
    assert_eq!(who, ["assistant-17", "head-097"], "{clash}");

    // What was late came back without what is erased; said again, it stands on the new generation.
    let back = ask(&assistant, "outbox.list", json!({}))["refused"].as_array().unwrap().clone();
    assert_eq!(back.len(), 3, "{back:?}");
    assert!(back.iter().all(|one| one["reason"] == "erased"), "{back:?}");
    for one in &back {
        ask(&assistant, "refused.again", json!({ "hash": one["hash"] }));
    }
    for phone in [&assistant, &head, &police, &office] {
        phone.sync();
    }
    stands(&canaries, [&head, &assistant, &police, &office], &home, &people, &report);
    canaries.assert_gone(&decrypted_hub(&hub.data()), "the hub at the end");
    let refusals = hub.refusals();
    assert!(refusals.iter().filter(|one| one["document"] == json!(home)).all(|one| one["bytes"] == 0));
    assert!(refusals.iter().any(|one| one["reason"] == "generation"), "{refusals:?}");
}

#[test]
fn r21_a_phone_that_is_connected_follows_at_once() {
    let mut chance = Chance::seeded("erased live", 11);
    let hub = Hub::start();
    let (office, head) = (Phone::of("office-1", &hub), Phone::of("head-097", &hub));
    let assistant = Phone::of("assistant-17", &hub);
    let mut canaries = Canaries::default();
    let (home, people) = lived_in(&mut chance, &mut canaries, &head, &assistant);
    office.sync();
    let live = [head.live(), assistant.live()];
    until("both hear what is new", PATIENCE, || {
        let text = canaries.gone.word(&mut chance);
        ask(&office, "comment.add", json!({ "id": home, "text": text }));
        office.sync();
        [&head, &assistant].iter().all(|phone| decrypted(phone.home()).holds(&text[7..])).then_some(())
    });
    // The office's command line does it while the hub serves.
    for record in people.iter().chain([&home]) {
        hub.run(&["erase", "--document", record, "--why", "本人要求"]);
    }
    office.sync();
    until("everybody has said so", PATIENCE, || {
        let rows = ask(&office, "erasure.list", json!({}))["rows"].as_array().unwrap().clone();
        (rows.len() == 3 && rows.iter().all(|row| row["waiting"] == json!([]))).then_some(())
    });
    for phone in [&head, &assistant, &office] {
        canaries.assert_gone(&decrypted(phone.home()), &phone.member);
    }
    canaries.assert_gone(&decrypted_hub(&hub.data()), "the hub");
    drop(live);
    [&head, &assistant, &office].into_iter().for_each(assert_whole);
}

/// Everything else of the records is where it was, on every phone.
fn stands(canaries: &Canaries, phones: [&Phone; 4], home: &str, people: &[String], report: &str) {
    for phone in phones {
        assert_whole(phone);
        let clear = decrypted(phone.home());
        canaries.assert_gone(&clear, &phone.member);
        for word in &canaries.stays.0 {
            assert!(clear.holds(word), "{word} stands on the phone of {}", phone.member);
            let page = ask(phone, "hazard.list", json!({ "filter": { "search": &canaries.gone.0[0] } }));
            assert_eq!(page["total"], 0);
        }
        let shown = ask(phone, "hazard.show", json!({ "id": report }));
        assert_eq!(
            (&shown["photos"], shown["comments"].as_array().unwrap().len()),
            (&json!([]), 3),
            "{shown}"
        );
        assert_eq!(shown["card"]["words"].as_str().unwrap_or_default(), "");
        let history = ask(phone, "record.history", json!({ "id": report }));
        assert!(history["entries"].as_array().unwrap().iter().all(|one| !one["by"].is_null()));
    }
    let [head, ..] = phones;
    let shown = ask(head, "home.show", json!({ "id": home }));
    assert_eq!((&shown["card"]["tenancy"], &shown["owner"]), (&json!("business"), &json!("")), "{shown}");
    assert_eq!(shown["visits"].as_array().unwrap().len(), 1, "who was there when, stands");
    assert_eq!((&shown["residents"], &shown["gone"]), (&json!([]), &json!([])), "nobody lived here");
    for person in people {
        let history = ask(head, "record.history", json!({ "id": person }));
        assert!(!history["entries"].as_array().unwrap().is_empty(), "the record is there");
    }
    let book = ask(head, "register.export", json!({ "kind": "home", "format": "csv" }));
    let book = STANDARD.decode(book["base64"].as_str().unwrap()).unwrap();
    let book = String::from_utf8_lossy(&book);
    assert!(canaries.gone.0.iter().all(|word| !book.contains(word.as_str())), "{book}");
}

/// Each erasure was followed by these members' devices, and these others have yet to.
pub(crate) fn followed(office: &Phone, confirmed: &[&str], waiting: &[&str]) {
    let rows = ask(office, "erasure.list", json!({}))["rows"].as_array().unwrap().clone();
    assert!(!rows.is_empty());
    let names = |row: &Value, list: &str| -> Vec<String> {
        let devices = row[list].as_array().unwrap().iter();
        let mut names: Vec<_> = devices.map(|one| one["member"].as_str().unwrap().to_owned()).collect();
        names.sort_unstable();
        names
    };
    for row in &rows {
        assert_eq!((names(row, "confirmed"), names(row, "waiting")), (own(confirmed), own(waiting)), "{row}");
    }
}

fn own(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
