//! The shell without a window: what crosses the bridge, and what may not.

use std::{fs, sync::Arc};

use serde_json::{Value, json};
use tauri::{
    Manager, WebviewWindow,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};

use jinshui_core::command::Topic;
use tokio::sync::{broadcast, mpsc};

use super::{context, phone, shell};

/// A shell over `home`, and its window as `tauri.conf.json` describes it.
fn window(home: &std::path::Path) -> (tauri::App<MockRuntime>, WebviewWindow<MockRuntime>) {
    let mut app = shell(mock_builder(), Some(home.into())).build(context()).expect("the shell builds");
    #[expect(deprecated, reason = "the only way to run the setup without giving the thread away")]
    app.run_iteration(|_, _| {});
    let window = app.get_webview_window("main").expect("the window opens whatever the store says");
    settle(&window);
    (app, window)
}

/// Waits until the store has been opened, or could not be, and the sync task has looked into it: a process that ends while a
/// thread still decrypts would fall over OpenSSL's own clearing up.
fn settle(window: &WebviewWindow<MockRuntime>) {
    for _ in 0..4 {
        execute(window, "sending.show").ok();
    }
}

fn invoke(window: &WebviewWindow<MockRuntime>, cmd: &str, body: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: cmd.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" }
            .parse()
            .expect("a url"),
        body: InvokeBody::Json(body),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().expect("JSON comes back"))
}

fn execute(window: &WebviewWindow<MockRuntime>, command: &str) -> Result<Value, Value> {
    invoke(window, "execute", json!({ "request": { "command": command, "args": {} } }))
}

#[test]
fn a_request_crosses_to_the_device_and_back() {
    let home = tempfile::tempdir().expect("a folder");
    let (_app, window) = window(home.path());
    let reply = execute(&window, "sending.show").expect("a fresh phone answers");
    assert!(reply.get("ok").is_some() && reply.get("changed").is_some(), "{reply}");
    let failure = execute(&window, "no.such.command").expect_err("a closed list");
    assert_eq!(failure["code"], "bad_request");
}

#[test]
fn a_store_that_cannot_be_opened_says_why_until_it_can() {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("phone");
    fs::write(&home, "in the way").expect("a file where the folder should be");
    let (_app, window) = window(&home);
    let failure = execute(&window, "sending.show").expect_err("no store can be made there");
    assert!(failure["code"].is_string() && failure["message"].is_string(), "{failure}");
    fs::remove_file(&home).expect("out of the way");
    execute(&window, "sending.show").expect("nothing had to be started anew");
    settle(&window);
}

#[test]
fn the_screens_may_call_nothing_else() {
    let home = tempfile::tempdir().expect("a folder");
    let (_app, window) = window(home.path());
    for (command, args) in [
        ("plugin:window|close", json!({ "label": "main" })),
        ("plugin:event|emit", json!({ "event": "changed", "payload": [] })),
        ("plugin:path|resolve_directory", json!({ "directory": 1 })),
    ] {
        let refused = invoke(&window, command, args).expect_err(command);
        assert!(refused.to_string().contains("not allowed"), "{command}: {refused}");
    }
}

#[tokio::test]
async fn news_reaches_the_screens_and_too_much_of_it_means_everything() {
    let (device, changes) = broadcast::channel(1);
    let (screen, mut heard) = mpsc::unbounded_channel();
    device.send(vec![Topic::Me]).expect("someone listens");
    device.send(vec![Topic::Hazards]).expect("someone listens");
    drop(device);
    let listener = move |topics| screen.send(topics).expect("the screen is there");
    phone::tell(changes, Arc::new(listener)).await;
    assert_eq!(
        heard.recv().await.as_deref(),
        Some(Topic::ALL),
        "the first was lost, so every screen reloads"
    );
    assert_eq!(heard.recv().await, Some(vec![Topic::Hazards]));
    assert_eq!(heard.recv().await, None);
}
