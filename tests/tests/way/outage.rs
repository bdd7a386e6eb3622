//! A network that comes and goes: what was saved goes out by itself, what others write comes by itself, and a connection cut
//! at any byte loses and doubles nothing.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use jinshui_tests::{Chance, Cut, Hub, OutageProxy, Phone, picture, until};
use serde_json::{Value, json};

use crate::seen::{assert_whole, everything, listed, shown};

const CUTS: usize = 100;
const PLACE: &str = "33";

fn report(chance: &mut Chance) -> (String, Value) {
    let id = chance.id();
    let args = json!({ "id": id, "category": "litter", "place": { "building": PLACE, "unit": "1" }, "words": "门口有垃圾" });
    (id, args)
}

#[test]
fn what_was_saved_goes_out_by_itself_and_what_others_write_comes_by_itself() {
    let mut chance = Chance::new(1);
    let hub = Hub::start();
    let mut proxy = OutageProxy::before(hub.address());
    let phone = Phone::through("volunteer-17-1", &hub, &proxy.url());
    let officer = Phone::of("police-1", &hub);
    proxy.down();
    let mut live = phone.live();
    let (id, args) = report(&mut chance);
    phone.once("hazard.report", args).unwrap();
    // The network has been away for a while, so that the next try may be far off.
    let mut failed = 0;
    until("four tries fail", Duration::from_secs(60), || {
        let said = live.report(Duration::from_secs(30)).expect("the live sync goes on");
        assert_eq!(said["error"]["code"], "no_connection", "{said}");
        failed += 1;
        (failed == 4).then_some(())
    });
    proxy.up();
    let since = Instant::now();
    let mut hand = officer.exec();
    until("the report reaches the hub by itself", Duration::from_secs(10), || {
        officer.sync();
        listed(&mut hand, 50).contains_key(&id).then_some(())
    });
    let sent = since.elapsed();

    // The other way: the phone shows what the officer says, and nobody touches it.
    let mut screen = phone.exec();
    let synced = |said: &Value| said["error"].is_null();
    until("the live sync is up", Duration::from_secs(10), || {
        live.report(Duration::from_secs(10)).filter(synced)
    });
    hand.ask("comment.add", json!({ "id": id, "text": "马上到" })).unwrap();
    officer.sync();
    let since = Instant::now();
    until("the officer's words come by themselves", Duration::from_secs(5), || {
        (shown(&mut screen, &id)["comments"][0]["text"] == "马上到").then_some(())
    });
    println!(
        "outage: sent {:.1} s after the network came back, heard after {:.2} s",
        sent.as_secs_f64(),
        since.elapsed().as_secs_f64()
    );
}

#[test]
fn a_connection_cut_at_any_byte_loses_and_doubles_nothing() {
    let started = Instant::now();
    let mut chance = Chance::seeded("cuts", 5);
    let hub = Hub::start();
    let proxy = OutageProxy::before(hub.address());
    let phone = Phone::through("volunteer-17-1", &hub, &proxy.url());
    let officer = Phone::of("police-1", &hub);
    let (mut hand, mut other) = (phone.exec(), officer.exec());
    let (mut ids, mut said, mut photos, mut broken) = (Vec::new(), BTreeSet::new(), 0, 0);
    for number in 0..CUTS {
        let (id, mut args) = report(&mut chance);
        if chance.percent(5) {
            let path = phone.home().join("camera.jpg");
            std::fs::write(&path, picture(&mut chance)).unwrap();
            args["photos"] = json!([{ "path": path }]);
            photos += 1;
        }
        hand.ask("hazard.report", args).unwrap();
        ids.push(id);
        let text = format!("第{number}句");
        hand.ask("comment.add", json!({ "id": chance.pick(&ids), "text": text })).unwrap();
        said.insert(text);
        if number % 10 == 9 {
            officer.sync();
            let here: Vec<String> = listed(&mut other, 500).into_keys().collect();
            if !here.is_empty() {
                let text = format!("民警第{number}句");
                other.ask("comment.add", json!({ "id": chance.pick(&here), "text": text })).unwrap();
                said.insert(text);
                officer.sync();
            }
        }
        let at = if chance.percent(80) { chance.below(1_200) } else { chance.below(20_000) } as u64;
        proxy.cut(Some(if chance.percent(50) { Cut::Up(at) } else { Cut::Down(at) }));
        if let Err(failed) = phone.try_sync() {
            assert_eq!(failed.code, "no_connection", "{failed:?}");
            broken += 1;
        }
    }
    proxy.cut(None);
    for phone in [&phone, &officer, &phone] {
        phone.sync();
    }
    let (mine, theirs) = (everything(&phone), everything(&officer));
    assert_eq!(mine, theirs);
    assert_eq!(
        mine.keys().collect::<Vec<_>>(),
        ids.iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    );
    let comments = mine.values().flat_map(|view| view["comments"].as_array().unwrap().clone());
    let comments: Vec<String> = comments.map(|one| one["text"].as_str().unwrap().to_owned()).collect();
    assert_eq!(comments.len(), said.len(), "doubled or lost");
    assert_eq!(comments.into_iter().collect::<BTreeSet<_>>(), said);
    let pictures: usize = mine.values().map(|view| view["photos"].as_array().unwrap().len()).sum();
    assert_eq!(pictures, photos);
    drop((hand, other));
    [&phone, &officer].into_iter().for_each(assert_whole);
    println!(
        "cuts: {} connections cut of {CUTS} tries, {broken} syncs broke, {} bytes carried; {:.1} s",
        proxy.cuts(),
        proxy.bytes(),
        started.elapsed().as_secs_f64()
    );
    assert!(broken >= CUTS / 3, "too few syncs broke to tell anything: {broken}");
}
