//! The living demonstration: a short month of it holds every state, all of it made up, and nothing in it is left unexplained.

use std::collections::BTreeSet;
use std::path::Path;

use jinshui_device::App;
use serde_json::{Value, json};

use super::hub::{Hub, printed, program};

/// A device that asks.
struct Desk(App);

impl Desk {
    async fn of(hub: &Hub, member: &str, home: &Path) -> Self {
        let app = App::open(home).unwrap();
        hub.let_in(&app, member).await;
        Desk(app)
    }

    async fn shows(&self, command: &str, args: Value) -> Value {
        let outcome = self.0.execute_json(json!({ "command": command, "args": args })).await;
        outcome.unwrap_or_else(|failure| panic!("{command}: {failure}"))["ok"].clone()
    }

    async fn total(&self, command: &str, filter: Value) -> u64 {
        self.shows(command, json!({ "filter": filter })).await["total"].as_u64().unwrap()
    }

    /// Everything of a list, and each of its records whole.
    async fn all(&self, list: &str, show: &str) -> Vec<Value> {
        let page = self.shows(list, json!({ "limit": 500 })).await;
        let mut whole = Vec::new();
        for row in page["rows"].as_array().unwrap() {
            whole.push(self.shows(show, json!({ "id": row["id"] })).await);
        }
        whole
    }
}

/// Every member that a view names as who did something.
fn authors(view: &Value, found: &mut BTreeSet<String>) {
    match view {
        Value::Array(all) => all.iter().for_each(|one| authors(one, found)),
        Value::Object(object) => {
            for (key, value) in object {
                let person = ["by", "reporter", "leader"].contains(&key.as_str()) && value.is_object();
                if person {
                    found.insert(value["id"].as_str().unwrap().to_owned());
                }
                authors(value, found);
            }
        }
        _ => {}
    }
}

fn some(rows: &[Value], what: &str, is: impl Fn(&Value) -> bool) {
    assert!(rows.iter().any(is), "none is {what}");
}

fn filled(list: &Value) -> bool {
    list.as_array().is_some_and(|list| !list.is_empty())
}

async fn hazards_in_every_state(office: &Desk) -> Vec<Value> {
    for status in ["reported", "accepted", "assigned", "working", "verifying", "closed"] {
        assert!(office.total("hazard.list", json!({ "status": [status] })).await > 0, "{status}");
    }
    assert!(office.total("hazard.list", json!({ "overdue": true })).await > 0);
    assert_eq!(office.total("hazard.list", json!({ "clashed": true })).await, 1);
    let rows = office.all("hazard.list", "hazard.show").await;
    some(&rows, "commented", |row| filled(&row["comments"]));
    some(&rows, "photographed", |row| filled(&row["photos"]));
    some(&rows, "found on a patrol", |row| row["card"]["patrol"].is_string());
    some(&rows, "reported again", |row| {
        row["card"]["status"] == "reported"
            && row["steps"].as_array().unwrap().last().is_some_and(|step| step["act"] == "reopen")
    });
    rows
}

async fn patrols_in_every_state(office: &Desk) -> Vec<Value> {
    let rows = office.all("patrol.list", "patrol.show").await;
    for status in ["walking", "paused", "ended"] {
        some(&rows, status, |row| row["card"]["status"] == status);
    }
    some(&rows, "with a problem and a hazard", |row| {
        row["card"]["problems"].as_u64() > Some(0) && row["card"]["hazards"].as_u64() > Some(0)
    });
    some(&rows, "of two areas", |row| row["card"]["clashes"] == json!(["area"]));
    let lists = office.shows("checklist.list", json!({ "retired": true })).await["rows"].clone();
    let lists = lists.as_array().unwrap();
    assert_eq!(lists.len(), 3);
    some(lists, "of three versions", |list| list["versions"] == 3);
    some(lists, "put away", |list| list["retired"] == true);
    rows
}

async fn homes_of_every_kind(office: &Desk) -> Vec<Value> {
    for tenancy in ["owner", "rented", "vacant", "business"] {
        assert!(office.total("home.list", json!({ "tenancy": [tenancy] })).await > 0, "{tenancy}");
    }
    for care in ["elder_alone", "hardship", "disabled", "child"] {
        assert!(office.total("home.list", json!({ "care": [care] })).await > 0, "{care}");
    }
    assert!(office.total("home.list", json!({ "due": true })).await > 0);
    assert_eq!(office.total("home.list", json!({ "mistaken": true })).await, 1);
    let rows = office.all("home.list", "home.show").await;
    assert_eq!(rows.len(), 24);
    for outcome in ["met", "need", "no_answer"] {
        let is = |visit: &Value| visit["outcome"] == outcome;
        some(&rows, outcome, |row| row["visits"].as_array().unwrap().iter().any(is));
    }
    some(&rows, "left by somebody", |row| {
        row["gone"].as_array().unwrap().iter().any(|one| one["state"] == "moved_out")
    });
    some(&rows, "looked at by the police", |row| filled(&row["looks"]));
    some(&rows, "of two numbers", |row| row["card"]["resident_clashes"] == 1);
    for person in rows.iter().flat_map(|row| row["residents"].as_array().unwrap()) {
        let (name, phone) = (person["name"].as_str().unwrap(), person["phone"].as_str().unwrap());
        assert!(name.ends_with("样例") || name.ends_with('样'), "{name} reads like somebody real");
        assert!(phone.is_empty() || phone.starts_with("13800000"), "{phone} may be somebody's");
    }
    rows
}

#[tokio::test]
async fn a_short_month_holds_every_state_and_nobody_in_it_is_real() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (data, phone) = (path("hub"), path("phone"));
    let demo = [
        "demo",
        "--data",
        &data,
        "--phone",
        &phone,
        "--server",
        "http://127.0.0.1:9",
        "--days",
        "3",
        "--seed",
        "7",
    ];
    let lived = printed(&program(&demo));
    assert_eq!((&lived["days"], &lived["members"]), (&json!(3), &json!(339)));
    let again = program(&demo);
    assert!(!again.status.success() && String::from_utf8_lossy(&again.stderr).contains("already a hub"));

    let hub = Hub::over(&data);
    let office = Desk::of(&hub, "office-1", &folder.path().join("office")).await;
    let mut records = hazards_in_every_state(&office).await;
    records.extend(patrols_in_every_state(&office).await);
    records.extend(homes_of_every_kind(&office).await);
    let mut named = BTreeSet::new();
    records.iter().for_each(|record| authors(record, &mut named));
    assert!(named.len() >= 10, "{named:?}");
    let directory = office.0.with_store(|store| store.directory()).await.unwrap();
    let made_up = |id: &String| directory.member(&id.as_str().into()).is_some_and(|member| member.made_up);
    assert!(named.iter().all(made_up), "{named:?}");

    let refusals = program(&["refusals", "--data", &data]);
    let refusals = String::from_utf8(refusals.stdout).unwrap();
    let refusals: Vec<Value> = refusals.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    assert_eq!((&refusals[0]["author"], &refusals[0]["reason"]), (&json!("volunteer-17-1"), &json!("space")));

    let sun = Desk(App::open(&phone).unwrap());
    let waits = sun.shows("outbox.list", json!({})).await;
    let writings: Vec<&str> =
        waits["items"].as_array().unwrap().iter().filter_map(|item| item["writing"].as_str()).collect();
    assert!(["report", "tick", "comment"].iter().all(|one| writings.contains(one)), "{writings:?}");
    // She writes in another grid now: of what came back her phone keeps that there was something, the community the words (R19).
    assert_eq!((&waits["refused"], waits["left"].as_array().unwrap().len()), (&json!([]), 1), "{waits}");
    let reported = office.total("hazard.list", json!({})).await;
    sun.0.use_server(&hub.address).await.unwrap();
    assert_eq!(sun.0.sync().await.unwrap().refused, 0);
    office.0.sync().await.unwrap();
    assert_eq!(office.total("hazard.list", json!({})).await, reported + 1, "what waited arrives");
}

#[test]
fn a_phone_that_is_there_and_a_month_too_short_are_refused_and_leave_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (data, phone) = (folder.path().join("hub"), folder.path().join("phone"));
    std::fs::create_dir(&phone).unwrap();
    let (data, phone) = (data.to_str().unwrap(), phone.to_str().unwrap());
    let there =
        program(&["demo", "--data", data, "--phone", phone, "--server", "http://127.0.0.1:9", "--days", "3"]);
    assert!(!there.status.success() && String::from_utf8_lossy(&there.stderr).contains("phone"));
    assert!(!program(&["demo", "--data", data, "--days", "2"]).status.success());
    assert!(!Path::new(data).exists());
}
