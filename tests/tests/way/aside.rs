//! One record that makes applying panic, on the hub and on a phone: it is set aside, counted, shown to whoever looks after the
//! machine, and nothing else waits for it (promise 10). The panic is planted: what admit lets through makes none.

use jinshui_tests::{Hub, Phone};
use serde_json::{Value, json};

use crate::seen::{assert_whole, everything, listed};

const BAD: &str = "砰地一声响";
const PLANT: &str = "JINSHUI_PLANTED_PANIC";

fn report(phone: &Phone, words: &str) -> String {
    let args = json!({ "category": "litter", "words": words });
    phone.once("hazard.report", args).unwrap()["id"].as_str().unwrap().to_owned()
}

fn comment(phone: &Phone, id: &str, text: &str) {
    phone.once("comment.add", json!({ "id": id, "text": text })).unwrap();
}

fn status(hub: &Hub) -> Value {
    serde_json::from_str(&hub.run(&["status"])).unwrap()
}

#[test]
fn a_record_that_panics_on_the_hub_is_set_aside_and_stops_nothing() {
    let mut hub = Hub::start();
    let (phone, other) = (Phone::of("volunteer-17-1", &hub), Phone::of("volunteer-17-2", &hub));
    let (good, bad) = (report(&phone, "门口有纸箱"), report(&phone, BAD));
    phone.sync();
    assert_eq!(status(&hub)["set_aside"], json!([]));

    hub.stop();
    hub.plant(Some((PLANT, BAD)));
    hub.serve();
    comment(&phone, &bad, "还在响");
    comment(&phone, &good, "搬走了");
    report(&phone, "北门的灯坏了");
    let synced = phone.sync();
    assert_eq!((&synced["refused"], phone.status()["unsent"].clone()), (&json!(0), json!(1)), "{synced}");
    let said = status(&hub);
    assert_eq!(said["set_aside"].as_array().unwrap().len(), 1, "{said}");
    assert_eq!(said["set_aside"][0]["document"], json!(bad));
    assert!(said["set_aside"][0]["why"].as_str().unwrap().contains("panicked"), "{said}");
    other.sync();
    assert_whole(&other);
    assert_eq!(listed(&mut other.exec(), 50).len(), 3, "what the log has goes out all the same");

    // A change that makes a sound record panic goes into the box, and the record goes on.
    comment(&phone, &good, BAD);
    report(&phone, "车棚漏水");
    phone.sync();
    assert_eq!(status(&hub)["refused"], json!({ "poison": 1 }));
    assert_eq!(phone.status()["refused"], 1);
    comment(&phone, &good, "又有了");
    phone.sync();
    assert_eq!(phone.status()["unsent"], 1, "only what belongs to the record that is set aside waits");

    hub.stop();
    hub.plant(None);
    hub.serve();
    assert_eq!(status(&hub)["set_aside"], json!([]), "the next start tries anew");
    phone.sync();
    other.sync();
    assert_eq!(phone.status()["unsent"], 0);
    assert_eq!(everything(&phone), everything(&other));
}

#[test]
fn a_record_that_panics_on_a_phone_is_set_aside_and_stops_nothing() {
    let hub = Hub::start();
    let (author, phone) = (Phone::of("volunteer-17-1", &hub), Phone::of("volunteer-17-2", &hub));
    let (good, bad) = (report(&author, "门口有纸箱"), report(&author, BAD));
    author.sync();
    let run = |words: &[&str]| {
        let output = phone.command(words).env(PLANT, BAD).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    assert_eq!(run(&["sync"])["complete"], true, "what cannot be read here is here all the same");
    comment(&author, &bad, "还在响");
    comment(&author, &good, "搬走了");
    report(&author, "北门的灯坏了");
    author.sync();
    let synced = run(&["sync"]);
    assert_eq!((&synced["pulled"], &synced["complete"]), (&json!(3), &json!(true)), "{synced}");
    let said = run(&["status"]);
    assert_eq!(said["set_aside"].as_array().unwrap().len(), 1, "{said}");
    assert_eq!(said["set_aside"][0]["document"], json!(bad));
    assert_eq!((&said["set_aside"][0]["kind"], &said["healed"]), (&json!("hazard"), &json!(0)), "{said}");
    let rows = listed(&mut phone.exec(), 50);
    assert_eq!(rows.len(), 3);
    assert_eq!((&rows[&bad]["readable"], &rows[&good]["readable"]), (&json!(false), &json!(true)));
    report(&phone, "自己也报一件");
    assert_eq!(run(&["sync"])["pushed"], 1);

    // An app that can read it reads it again.
    assert!(phone.rebuild_differs());
    assert_eq!(phone.status()["set_aside"], json!([]));
    author.sync();
    assert_whole(&phone);
    assert_eq!(everything(&phone), everything(&author));
}

/// R25: the longest minute that may be pasted.
#[test]
fn r25_a_pasted_minute_of_twenty_thousand_characters_is_saved_sent_and_read() {
    let hub = Hub::start();
    let (author, reader) = (Phone::of("volunteer-17-1", &hub), Phone::of("volunteer-17-2", &hub));
    let minute: String = "议事会纪要：居民反映楼道堆物😀，".chars().cycle().take(20_000).collect();
    let id = report(&author, &minute);
    let synced = author.sync();
    assert_eq!((&synced["refused"], &synced["complete"]), (&json!(0), &json!(true)), "{synced}");
    assert_eq!(author.status()["unsent"], 0);
    reader.sync();
    assert_eq!(everything(&reader)[&id]["words"], json!(minute));
    assert_whole(&reader);
}

#[test]
fn admit_says_of_one_raw_change_whether_it_would_come_in() {
    let phone = Phone::blank();
    let folder = tempfile::tempdir().unwrap();
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/change/whole");
    let asked = |bytes: &[u8]| {
        let file = folder.path().join("change");
        std::fs::write(&file, bytes).unwrap();
        let output = phone.command(&["admit", file.to_str().unwrap()]).output().unwrap();
        (output.status.code().unwrap(), serde_json::from_slice::<Value>(&output.stdout).unwrap())
    };
    let honest = std::fs::read(corpus).unwrap();
    assert_eq!(asked(&honest), (0, json!({ "admitted": true, "reason": null, "ops": 3 })));
    let refused = |reason: &str| (3, json!({ "admitted": false, "reason": reason, "ops": 0 }));
    assert_eq!(asked(&honest[1..]), refused("not_a_change"));
    assert_eq!(asked(&vec![0; 1 << 20]), refused("too_large"));
    assert_eq!(asked(b""), refused("not_a_change"));
    let output = phone.command(&["admit", "/nowhere"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(!phone.home().exists(), "no device is made for it");
}
