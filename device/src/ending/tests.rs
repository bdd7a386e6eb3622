//! An end that is killed after any of its steps: the next start goes on, and nothing that waited is lost.

use jinshui_core::community::demo;
use jinshui_core::hand_over::{HandOver, SecretKey, Signed, open as unseal};
use jinshui_core::wire::Frame;
use jinshui_core::{DeviceTag, Space};
use serde_json::json;

use super::*;
use crate::App;
use crate::store::{HandedPlace, Identity, Pushed};

const WAITING: usize = 7;
const CANARY: &str = "zqxjkvbpyg";

fn hub() -> SecretKey {
    SecretKey::from_bytes(&[9; 32]).unwrap()
}

/// A phone with work that waits, and a form that is being filled in.
async fn phone(home: &Path, device: &str) -> App {
    let app = App::open(home).unwrap();
    let device = device.to_owned();
    let join = move |store: &mut Store| {
        store.keep_identity(&Identity {
            server: "http://hub".into(),
            device: jinshui_core::DeviceId(device),
            tag: DeviceTag([1; 8]),
            member: "volunteer-17-1".into(),
            secret: vec![1; 32].into(),
            hub_key: String::new(),
        })?;
        store.keep_hand_over_key(&hub().public())?;
        let demo = demo();
        let (nodes, members) = (demo.nodes().cloned().collect(), demo.members().cloned().collect());
        store.receive(&Frame::Directory { version: 5, nodes, members }, &Pushed::default())?;
        let space = Space::Grid("g17".into());
        store.receive(&Frame::Fill { space, documents: vec![], after: None }, &Pushed::default())
    };
    app.with_store(join).await.unwrap();
    for _ in 0..WAITING {
        let report = json!({ "category": "litter", "words": CANARY });
        app.execute_json(json!({ "command": "hazard.report", "args": report })).await.unwrap();
    }
    let draft = json!({ "name": "comment.x", "body": CANARY });
    app.execute_json(json!({ "command": "draft.save", "args": draft })).await.unwrap();
    app
}

/// How many changes the sealed files hold, as the hub reads them.
fn sealed(home: &Path) -> usize {
    let record = read(home).unwrap().unwrap();
    assert!(record.destroyed);
    let files = record.files.iter().map(|file| {
        let bytes = std::fs::read(record::folder(home).join(&file.name)).unwrap();
        let signed = Signed::from_bytes(&unseal(&hub(), &bytes).unwrap()).unwrap();
        let work = HandOver::unpack(&signed.work).unwrap();
        assert_eq!(work.changes(), usize::try_from(file.changes).unwrap());
        work.changes()
    });
    files.sum()
}

/// The steps of an end, each alone.
type Step = fn(&mut Store, &Path, &Platform);

const STEPS: [Step; 5] = [
    |store, _, _| store.end(&EndedWhy::Revoked).unwrap(),
    |store, home, platform| {
        sealing::seal_all(store, home, platform.clock.now(), platform.random.as_ref()).unwrap();
    },
    |store, home, platform| {
        let at = platform.clock.now();
        let files = sealing::seal_all(store, home, at, platform.random.as_ref()).unwrap();
        record::keep(home, &record::after(home, &EndedWhy::Revoked, at, files).unwrap()).unwrap();
    },
    |_, _, platform| platform.keys.destroy().unwrap(),
    |_, home, _| std::fs::remove_file(home.join("store.db")).unwrap(),
];

#[tokio::test]
async fn an_end_killed_at_any_step_goes_on_and_loses_nothing() {
    for killed_after in 1..=STEPS.len() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path();
        drop(phone(home, "d-0123").await);
        let platform = Platform::system(home);
        let mut store = Store::open(home, platform.clone()).unwrap();
        STEPS.iter().take(killed_after).for_each(|step| step(&mut store, home, &platform));
        // A killed process takes nothing back and tidies nothing up.
        std::mem::forget(store);
        for start in ["the first", "another"] {
            let app = App::open(home).unwrap();
            let status = app.status().await.unwrap();
            let at = format!("killed after step {killed_after}, {start} start");
            assert_eq!((status.member, status.unsent), (None, 0), "{at}");
            assert_eq!(sealed(home), WAITING, "{at}");
        }
        for name in ["store.db", "store.db-wal", "store.key", "ended.json"] {
            let bytes = std::fs::read(home.join(name)).unwrap_or_default();
            assert!(memchr::memmem::find(&bytes, CANARY.as_bytes()).is_none(), "{name}");
        }
    }
}

/// The sealed files stay until somebody puts them away.
#[tokio::test]
async fn a_second_end_keeps_the_files_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path();
    for device in ["d-0123", "d-4567"] {
        drop(phone(home, device).await);
        let platform = Platform::system(home);
        let mut store = Store::open(home, platform.clone()).unwrap();
        end(&mut store, home, &platform, &EndedWhy::Lapsed).unwrap();
    }
    assert_eq!(sealed(home), 2 * WAITING);
    dismiss(home).unwrap();
    assert_eq!((read(home).unwrap(), record::folder(home).read_dir().unwrap().count()), (None, 0));
}

/// More than one file holds is sealed into several, each thing into one.
#[tokio::test]
async fn what_waits_is_gathered_file_by_file_and_each_thing_once() {
    let folder = tempfile::tempdir().unwrap();
    let app = phone(folder.path(), "d-0123").await;
    let gathered = app.with_store(|store| {
        let (mut place, mut hashes) = (HandedPlace::default(), Vec::new());
        loop {
            let part = store.hand_over_within(&place, 2)?;
            hashes.extend(part.work.push.iter().map(|document| document.document));
            assert_eq!(part.left_out, u64::try_from(WAITING - hashes.len()).unwrap());
            if part.left_out == 0 {
                return Ok(hashes);
            }
            place = part.next;
        }
    });
    let mut gathered = gathered.await.unwrap();
    gathered.dedup();
    assert_eq!(gathered.len(), WAITING);
}
