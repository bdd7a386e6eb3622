//! Two hubs over one PostgreSQL: one log, one truth, and what the office does reaches both.

use jinshui_core::wire::{EraseRequest, Frame, PROTOCOL};
use jinshui_core::{Code, Space};
use reqwest::Method;

use super::device::{Device, failure, first};
use super::hub::{Hub, printed, program};
use super::live::Feed;

/// A database of its own, of the server that the tests were given.
fn database() -> String {
    let given = std::env::var("JINSHUI_POSTGRES").expect(
        "no PostgreSQL to test with: run this as `scripts/postgres.sh cargo test …`, which starts one, or set \
         JINSHUI_POSTGRES to a database of a server in which others may be made",
    );
    let name = format!("jinshui_{}", uuid::Uuid::new_v4().simple());
    let made =
        std::process::Command::new("psql").args([&given, "-qc", &format!("CREATE DATABASE {name}")]).status();
    assert!(made.unwrap().success());
    let (server, _) = given.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}

#[tokio::test]
async fn two_hubs_over_one_database_are_one_hub() {
    let one = Hub::start_in(&database());
    let other = one.beside();
    let (author, reader) = (one.device("volunteer-17-1").await, one.device("volunteer-17-2").await);
    // Who joined at the one is known to the other.
    let reader = Device { address: other.address.clone(), ..reader };
    let mut feed = Feed::open(&reader, &[Space::Community, Space::Grid("g17".into())]).await;
    assert!(matches!(feed.next().await.unwrap()[..], [Frame::Hello { .. }]));
    let mut draft = author.report("g17");
    let acks = author.push(vec![draft.push()]).await.acks();
    assert_eq!(acks.len(), draft.changes.len());
    let frames = feed.next().await.unwrap();
    let [Frame::Log { documents, .. }] = &frames[..] else { panic!("{frames:?}") };
    assert_eq!((documents.len(), documents[0].document), (1, draft.id), "the other's feed wakes");
    // Both hold the document in memory now and then; each sees what the other appended in between.
    let elsewhere =
        Device { address: other.address.clone(), key: author.key.clone(), joined: author.joined.clone() };
    for round in 0..6 {
        author.comment(&mut draft, &format!("第{round}句"));
        let sender = if round % 2 == 0 { &elsewhere } else { &author };
        let pushed = sender.push(vec![draft.push()]).await;
        assert_eq!(
            (pushed.acks().len(), pushed.refused(), pushed.missing()),
            (draft.changes.len(), vec![], vec![])
        );
        assert_eq!(pushed.acks()[..acks.len()], acks, "what was sent before has its old places");
    }
    let revoked = one.run(&["revoke", "--device", reader.joined.device.as_str()]);
    printed(&revoked);
    loop {
        let frames = feed.next().await.expect("the feed ends with a word");
        if matches!(frames.last(), Some(Frame::Resync)) {
            break;
        }
    }
    let refused = reader.send(Method::POST, "/v1/sync", vec![]).await;
    assert_eq!(failure(refused).await, Code::Revoked);
}

#[tokio::test]
async fn what_one_hub_erases_the_other_has_no_more() {
    let one = Hub::start_in(&database());
    let other = one.beside();
    let office = Device::enrol(&one.address, &one.office_code).await.unwrap();
    let author = one.device("volunteer-17-1").await;
    let author = Device { address: other.address.clone(), ..author };
    let mut draft = author.report("g17");
    // The other holds it in memory from now on.
    assert_eq!(author.push(vec![draft.push()]).await.acks().len(), draft.changes.len());
    let fields = vec!["words".to_owned()];
    let request =
        EraseRequest { protocol: PROTOCOL, document: draft.id, fields, why: "本人要求".to_owned() };
    let erased = office.send(Method::POST, "/v1/erase", serde_json::to_vec(&request).unwrap()).await;
    assert_eq!(erased.status(), 200);
    author.comment(&mut draft, "迟到的话");
    let refused = author.push(vec![draft.push()]).await.refused();
    assert_eq!(refused.len(), draft.changes.len());
    assert!(refused.iter().all(|(_, reason)| reason == "generation"), "{refused:?}");
    let filled = author.sync(&first()).await.fills();
    assert_eq!(filled.iter().find(|one| one.document == draft.id).unwrap().generation, 1);
}

#[tokio::test]
async fn a_hub_in_postgres_killed_and_started_again_has_what_it_acknowledged() {
    let mut hub = Hub::start_in(&database());
    let author = hub.device("volunteer-17-1").await;
    let draft = author.report("g17");
    let acks = author.push(vec![draft.push()]).await.acks();
    let reader = hub.device("volunteer-17-2").await;
    hub.restart();
    assert_eq!(author.push(vec![draft.push()]).await.acks(), acks);
    let filled = reader.sync(&first()).await.fills();
    assert_eq!(filled.iter().map(|one| one.document).collect::<Vec<_>>(), [draft.id]);
}

#[tokio::test]
async fn the_command_line_says_what_is_wrong_with_the_store() {
    let store = database();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let said = |arguments: &[&str]| {
        let output = program(arguments);
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let missing = said(&["refusals", "--data", data, "--store", &store]);
    assert!(missing.contains("there is no Jinshui store in the database jinshui_"), "{missing}");
    let made = program(&["init", "--data", data, "--store", &store, "--community", "demo"]);
    printed(&made);
    let again = said(&["init", "--data", data, "--store", &store, "--community", "demo"]);
    assert!(again.contains("already a Jinshui store"), "{again}");
    assert!(said(&["refusals", "--data", data, "--store", "mysql://x"]).contains("postgres://"));
    let restored = ["restore", "--data", data, "--store", &store];
    assert!(said(&[&restored[..], &["--from", data]].concat()).contains("pg_restore"));
    assert_eq!(printed(&program(&restored))["head"], 1, "a new life begins where the copy ends");
    std::fs::remove_file(folder.path().join("server.key")).unwrap();
    let keyless = said(&["serve", "--data", data, "--store", &store, "--listen", "127.0.0.1:0"]);
    assert!(keyless.contains("has no server.key"), "{keyless}");
    let far = said(&["refusals", "--data", data, "--store", "postgres://j:secret@db.example/hub"]);
    assert!(far.contains("without TLS") && !far.contains("secret"), "{far}");
}
