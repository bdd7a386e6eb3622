//! The browser console, as a browser without screens would use it.

use std::time::Duration;

use jinshui_core::Code;
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};

use super::device::{failure, first};
use super::hub::{Hub, program};

/// A signed-in browser.
struct Browser {
    address: String,
    cookie: String,
    me: Value,
}

fn post(address: &str, path: &str, body: &Value) -> RequestBuilder {
    let request = Client::new().request(Method::POST, format!("{address}{path}"));
    request.header("X-Jinshui", "1").header("Content-Type", "application/json").body(body.to_string())
}

impl Browser {
    /// A browser at which the office has agreed to let its member in.
    async fn sign_in(hub: &Hub, member: &str) -> Self {
        let mut browser = Browser::at_the_door(hub, member).await;
        hub.approve(browser.me["joining"]["check"].as_str().unwrap());
        for _ in 0..100 {
            browser.me = browser.done("me.show", json!({})).await["ok"].clone();
            if browser.me["member"]["id"] == json!(member) {
                return browser;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("the session came to nothing: {}", browser.me);
    }

    /// One that waits for the office.
    async fn at_the_door(hub: &Hub, member: &str) -> Self {
        let code = hub.invite(member);
        let response = post(&hub.address, "/console/sign-in", &json!({ "code": code })).send().await.unwrap();
        assert_eq!(response.status(), 200, "{:?}", response.text().await);
        let set = response.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(
            set.contains("HttpOnly") && set.contains("SameSite=Strict") && set.contains("Path=/"),
            "{set}"
        );
        let cookie = set.split(';').next().unwrap().to_owned();
        let me = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
        Browser { address: hub.address.clone(), cookie, me }
    }

    async fn send(&self, path: &str, body: &Value) -> Response {
        post(&self.address, path, body).header("Cookie", &self.cookie).send().await.unwrap()
    }

    async fn execute(&self, command: &str, args: Value) -> Response {
        self.send("/console/execute", &json!({ "command": command, "args": args })).await
    }

    async fn done(&self, command: &str, args: Value) -> Value {
        let response = self.execute(command, args).await;
        assert_eq!(response.status(), 200, "{:?}", response.text().await);
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap()
    }

    /// How many reports it shows, once there are as many as expected.
    async fn shows(&self, expected: u64) {
        let mut total = 0;
        for _ in 0..100 {
            total = self.done("hazard.list", json!({})).await["ok"]["total"].as_u64().unwrap();
            if total == expected {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{total} reports, not {expected}");
    }
}

#[tokio::test]
async fn a_member_works_in_a_browser_as_on_a_phone() {
    let mut hub = Hub::start();
    let browser = Browser::sign_in(&hub, "volunteer-17-1").await;
    assert_eq!(browser.me["member"]["id"], "volunteer-17-1", "{}", browser.me);
    let other = Browser::sign_in(&hub, "volunteer-17-2").await;
    let mut events = Client::new()
        .get(format!("{}/console/events", hub.address))
        .header("Cookie", &other.cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    let reported =
        browser.done("hazard.report", json!({ "category": "fire_lane", "words": "堆了纸箱" })).await;
    assert_eq!(reported["changed"].as_array().map(|topics| topics.contains(&json!("hazards"))), Some(true));
    let heard = tokio::time::timeout(Duration::from_secs(20), async {
        let mut text = String::new();
        while !text.contains("hazards") {
            let chunk = events.chunk().await.unwrap().expect("the feed stays open");
            text.push_str(&String::from_utf8_lossy(&chunk));
        }
        text
    });
    assert!(heard.await.unwrap().contains("data: [\""));
    other.shows(1).await;

    hub.restart();
    browser.shows(1).await;
    browser.done("hazard.report", json!({ "category": "fire_lane" })).await;
    let phone = hub.device("volunteer-17-2").await;
    let mut documents = 0;
    for _ in 0..100 {
        documents = phone.sync(&first()).await.fills().len();
        if documents == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(documents, 2, "it still syncs after the hub was killed");
    assert_eq!(browser.send("/console/sign-out", &json!({})).await.status(), 200);
    let gone = browser.execute("me.show", json!({})).await;
    assert_eq!(gone.status(), 401);
    assert_eq!(failure(gone).await, Code::NotSignedIn);
    assert!(hub.end(), "an open feed does not hold up the end");
}

/// Promise 2: what a browser had not sent when its device was revoked lies in the box.
#[tokio::test]
async fn what_a_revoked_browser_had_not_sent_is_in_the_box() {
    let mut hub = Hub::start();
    let browser = Browser::sign_in(&hub, "volunteer-17-1").await;
    let device = browser.me["device"].as_str().unwrap().to_owned();
    hub.kill();
    let folder =
        std::fs::read_dir(format!("{}/console", hub.data())).unwrap().next().unwrap().unwrap().path();
    let app = jinshui_device::App::open(&folder).unwrap();
    let report = json!({ "command": "hazard.report", "args": { "category": "litter", "words": "还没传" } });
    app.execute_json(report).await.unwrap();
    drop(app);
    assert!(program(&["revoke", "--data", hub.data(), "--device", &device]).status.success());
    hub.resume();
    assert_eq!(failure(browser.execute("me.show", json!({})).await).await, Code::NotSignedIn);
    let lies = String::from_utf8(program(&["refusals", "--data", hub.data()]).stdout).unwrap();
    assert!(lies.lines().count() == 1 && lies.contains("\"reason\":\"revoked\""), "{lies}");
    assert!(!folder.exists(), "nothing is left of the session");
}

#[tokio::test]
async fn a_browser_at_the_door_sees_its_check_code_and_nothing_else() {
    let hub = Hub::start();
    let browser = Browser::at_the_door(&hub, "volunteer-17-1").await;
    assert_eq!((&browser.me["enrolled"], &browser.me["joining"]["ended"]), (&json!(false), &Value::Null));
    for command in ["hazard.list", "community.show", "device.list"] {
        assert_eq!(failure(browser.execute(command, json!({})).await).await, Code::StillWaiting, "{command}");
    }
    let check = browser.me["joining"]["check"].as_str().unwrap().to_owned();
    assert!(hub.run(&["approve", "--check", &check, "--refuse"]).status.success());
    let mut me = Value::Null;
    for _ in 0..100 {
        me = browser.done("me.show", json!({})).await["ok"].clone();
        if !me["joining"]["ended"].is_null() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(me["joining"]["ended"], "join_refused", "{me}");
    assert_eq!(browser.send("/console/sign-out", &json!({})).await.status(), 200);
    assert_eq!(failure(browser.execute("me.show", json!({})).await).await, Code::NotSignedIn);
}

#[tokio::test]
async fn an_open_browser_feels_a_revocation_within_five_seconds() {
    let hub = Hub::start();
    let browser = Browser::sign_in(&hub, "volunteer-17-1").await;
    let events = Client::new().get(format!("{}/console/events", hub.address));
    let mut events = events.header("Cookie", &browser.cookie).send().await.unwrap();
    let device = browser.me["device"].as_str().unwrap();
    let begun = std::time::Instant::now();
    assert!(hub.run(&["revoke", "--device", device]).status.success());
    while events.chunk().await.unwrap().is_some() {
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(failure(browser.execute("me.show", json!({})).await).await, Code::NotSignedIn);
}

#[tokio::test]
async fn what_a_browser_may_not_is_refused() {
    let hub = Hub::start();
    let wrong =
        post(&hub.address, "/console/sign-in", &json!({ "code": "123412341234" })).send().await.unwrap();
    assert_eq!(wrong.status(), 403);
    assert_eq!(failure(wrong).await, Code::WrongCode);
    assert_eq!(std::fs::read_dir(format!("{}/console", hub.data())).unwrap().count(), 0, "nothing is left");
    let browser = Browser::sign_in(&hub, "volunteer-17-1").await;
    let path = json!({ "category": "fire_lane", "photos": [{ "path": "/etc/hostname" }] });
    assert_eq!(failure(browser.execute("hazard.report", path).await).await, Code::BadRequest);
    let join = browser.execute("device.enrol", json!({ "server": "http://x", "code": "1" })).await;
    assert_eq!(failure(join).await, Code::AlreadyEnrolled);
    let track = json!({ "patrol": "01890a5d-ac96-774b-bcce-b302099a8057", "on": true });
    assert_eq!(failure(browser.execute("track.choose", track).await).await, Code::PhoneOnly);
    assert_eq!(failure(browser.execute("no.such", json!({})).await).await, Code::BadRequest);
    let url = format!("{}/console/execute", hub.address);
    let body = json!({ "command": "me.show", "args": {} }).to_string();
    let foreign =
        Client::new().post(&url).header("Cookie", &browser.cookie).body(body.clone()).send().await.unwrap();
    assert_eq!(failure(foreign).await, Code::BadRequest, "a request that another site could have sent");
    let stranger = Client::new().post(&url).header("X-Jinshui", "1").body(body).send().await.unwrap();
    assert_eq!(stranger.status(), 401);
}

#[tokio::test]
async fn a_page_says_how_to_get_the_screens_and_lets_nothing_foreign_in() {
    let hub = Hub::start();
    let page = reqwest::get(&hub.address).await.unwrap();
    let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    assert_eq!(page.headers()["x-content-type-options"], "nosniff");
    assert!(page.text().await.unwrap().contains("金水巡防"));
    let unknown = reqwest::get(format!("{}/v1/nothing", hub.address)).await.unwrap();
    assert_eq!(unknown.status(), 404);
    assert_eq!(failure(unknown).await, Code::NotFound);
}
