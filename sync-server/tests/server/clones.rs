//! R24: a device's folder was copied, and both copies write under one actor. Both people's edits stand, and nobody has to know.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jinshui_core::Code;
use jinshui_core::community::Role;
use jinshui_device::platform::{Platform, Random};
use jinshui_device::{App, SyncReport};
use serde_json::{Value, json};

use super::hub::Hub;

/// Draws as the system does, but for the first actor, which is the same on every device.
struct OnceAlike(AtomicBool);

impl Random for OnceAlike {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), String> {
        if bytes.len() == 8 && !self.0.swap(true, Ordering::Relaxed) {
            bytes.fill(7);
            return Ok(());
        }
        getrandom::fill(bytes).map_err(|error| error.to_string())
    }
}

fn alike(home: &Path) -> App {
    let random = Arc::new(OnceAlike(AtomicBool::new(false)));
    App::open_on(home.to_owned(), Platform { random, ..Platform::system(home) }).unwrap()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

async fn ask(app: &App, command: &str, args: Value) -> Value {
    let asked = app.execute_json(json!({ "command": command, "args": args })).await.unwrap();
    asked["ok"].clone()
}

/// What was said about a record, and its words.
async fn read(app: &App, id: &str) -> (Vec<String>, String) {
    let shown = ask(app, "hazard.show", json!({ "id": id })).await;
    let comments = shown["comments"].as_array().unwrap().iter();
    let mut said: Vec<_> = comments.map(|one| one["text"].as_str().unwrap().to_owned()).collect();
    said.sort();
    (said, shown["words"].as_str().unwrap().to_owned())
}

async fn assert_clean(app: &App) {
    let status = serde_json::to_value(app.status().await.unwrap()).unwrap();
    assert_eq!((&status["unsent"], &status["refused"]), (&json!(0), &json!(0)), "{status}");
    assert_eq!(ask(app, "outbox.list", json!({})).await["refused"], json!([]));
}

async fn begin(hub: &Hub, home: &Path) -> (App, String) {
    let app = App::open(home).unwrap();
    hub.let_in(&app, "volunteer-17-1").await;
    let args =
        json!({ "category": "litter", "words": "一袋垃圾", "place": { "building": "33", "unit": "1" } });
    let id = ask(&app, "hazard.report", args).await["id"].as_str().unwrap().to_owned();
    app.sync().await.unwrap();
    (app, id)
}

#[tokio::test]
async fn r24_two_copies_of_a_device_write_under_one_actor_and_both_edits_stand() {
    let (hub, folder) = (Hub::start(), tempfile::tempdir().unwrap());
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let (app, id) = begin(&hub, &first).await;
    copy(&first, &second);
    drop(app);
    let (one, two) = (alike(&first), alike(&second));
    let long = "长".repeat(12_000);
    ask(&one, "comment.add", json!({ "id": id, "text": "第一台写的" })).await;
    let seen = ask(&two, "hazard.show", json!({ "id": id })).await["heads"].clone();
    ask(&two, "hazard.edit", json!({ "id": id, "heads": seen, "words": long })).await;
    ask(&two, "comment.add", json!({ "id": id, "text": "第二台写的" })).await;

    let sent: SyncReport = one.sync().await.unwrap();
    assert_eq!((sent.pushed, sent.rewritten), (1, 0));
    let sent = two.sync().await.unwrap();
    assert_eq!((sent.refused, sent.rewritten), (0, 2), "within one sync: {sent:?}");
    assert!(sent.complete, "{sent:?}");
    // The hub has seen by now that two go by one key: this one joins anew.
    assert_eq!(one.sync().await.unwrap_err().code, Code::Cloned);
    hub.let_in(&one, "volunteer-17-1").await;
    one.sync().await.unwrap();
    let other = App::open(folder.path().join("other")).unwrap();
    hub.let_in(&other, "police-1").await;
    let expected = (vec!["第一台写的".to_owned(), "第二台写的".to_owned()], long);
    for app in [&one, &two, &other] {
        assert_eq!(read(app, &id).await, expected);
        assert_clean(app).await;
    }
    let left = super::hub::program(&["refusals", "--data", hub.data()]);
    assert!(left.stdout.is_empty(), "what was written anew is no matter for the office: {left:?}");
}

/// An older copy of a device that comes back has nothing to lose and doubles nothing.
#[tokio::test]
async fn an_older_copy_of_a_device_syncs_and_nothing_is_lost_or_doubled() {
    let (hub, folder) = (Hub::start(), tempfile::tempdir().unwrap());
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let (app, id) = begin(&hub, &first).await;
    ask(&app, "comment.add", json!({ "id": id, "text": "还没送出" })).await;
    copy(&first, &second);
    app.sync().await.unwrap();
    ask(&app, "comment.add", json!({ "id": id, "text": "后来写的" })).await;
    app.sync().await.unwrap();
    let restored = App::open(&second).unwrap();
    ask(&restored, "comment.add", json!({ "id": id, "text": "恢复以后写的" })).await;
    let sent = restored.sync().await.unwrap();
    assert!(sent.complete, "{sent:?}");
    app.sync().await.unwrap();
    let said = ["后来写的", "恢复以后写的", "还没送出"].map(str::to_owned).to_vec();
    for app in [&app, &restored] {
        assert_eq!(read(app, &id).await.0, said);
        assert_clean(app).await;
    }
}

/// R18: two copies of a device write the same comment anew, after what it followed was refused. One of the two is in the log, ever.
#[tokio::test]
async fn r18_what_two_copies_write_anew_is_in_the_log_once() {
    let (hub, folder) = (Hub::start(), tempfile::tempdir().unwrap());
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let (app, id) = begin(&hub, &folder.path().join("reporter")).await;
    let assistant = App::open(&first).unwrap();
    hub.let_in(&assistant, "assistant-17").await;
    hub.change_member_long_ago("assistant-17", |member| member.posts[0].role = Role::Volunteer).await;
    ask(&assistant, "hazard.act", json!({ "id": id, "act": "accept", "note": "我来受理" })).await;
    ask(&assistant, "comment.add", json!({ "id": id, "text": "已经联系车主" })).await;
    copy(&first, &second);
    let sent = assistant.sync().await.unwrap();
    assert_eq!((sent.refused, sent.rewritten, sent.pushed), (1, 1, 1), "{sent:?}");
    // The copy that comes back has the old state: it is told the same, and writes the comment anew once more.
    let restored = App::open(&second).unwrap();
    let sent = restored.sync().await.unwrap();
    assert_eq!((sent.refused, sent.pushed), (1, 0), "{sent:?}");
    app.sync().await.unwrap();
    for app in [&app, &assistant, &restored] {
        assert_eq!(read(app, &id).await.0, ["已经联系车主"]);
        assert_eq!(serde_json::to_value(app.status().await.unwrap()).unwrap()["unsent"], 0);
    }
    // Whatever comes late of the old ones is told that the other is there.
    let late = App::open(folder.path().join("late")).unwrap();
    hub.let_in(&late, "police-1").await;
    assert_eq!(read(&late, &id).await.0, ["已经联系车主"]);
}
