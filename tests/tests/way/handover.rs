//! A stairwell gets another head, by the office's workbook: what the old one wrote without knowing goes first (R15), then the new
//! one has it whole, and the old one has nothing of it left.

use std::time::Duration;

use jinshui_tests::{Chance, Community, Found, Hub, Phone, decrypted, raw, until};
use serde_json::{Value, json};

use crate::secret::Secrets;
use crate::seen::assert_whole;

const OLD: &str = "甲示例";
const NEW: &str = "乙示例";
const PATIENCE: Duration = Duration::from_secs(20);
/// The stairwell that changes hands, and the one that the old head keeps.
const GIVEN: (&str, &str) = ("1", "1");
const KEPT: (&str, &str) = ("1", "3");

/// A hub with two heads; the office's next workbook; everybody's phone.
struct Neighbourhood {
    hub: Hub,
    community: Community,
    given: String,
    old: Phone,
    new: Phone,
    office: Phone,
    words: Secrets,
    kept: Secrets,
    home: String,
}

/// The old head has written down two homes of the stairwell that will be another's, and one of the other.
fn neighbourhood(chance: &mut Chance) -> Neighbourhood {
    let mut community = Community::new();
    let given = community.area("1", "1");
    for (unit, head) in [("2", NEW), ("3", OLD)] {
        let area = community.area("1", unit);
        community.person(head, "楼道长", &area);
    }
    community.person(OLD, "楼道长", &given);
    let hub = Hub::of(&community.workbook());
    let [old, new, office] = [OLD, NEW, "周示例"].map(|name| Phone::named(name, &hub));
    let (mut words, mut kept) = (Secrets::default(), Secrets::default());
    let mut hand = old.exec();
    let (home, _) = words.furnish(chance, &mut hand, GIVEN);
    words.furnish(chance, &mut hand, GIVEN);
    kept.furnish(chance, &mut hand, KEPT);
    drop(hand);
    old.sync();
    Neighbourhood { hub, community, given, old, new, office, words, kept, home }
}

impl Neighbourhood {
    /// The office writes the new head into its workbook and hands it in.
    fn hands_over(&mut self) {
        self.community.hands_over(OLD, NEW, &self.given);
        self.hub.update(&self.community.workbook());
    }

    /// How many words of the stairwell are left on the old head's phone: in the decrypted store, and in its files as they are.
    fn left(&self) -> (usize, usize) {
        let (clear, files) = (decrypted(self.old.home()), raw(self.old.home()));
        assert!(self.kept.0.iter().all(|word| clear.holds(word)), "the scan sees what is there");
        let left = |found: &Found| self.words.0.iter().filter(|word| found.holds(word)).count();
        (left(&clear), left(&files))
    }

    fn assert_gone(&self, when: &str) {
        assert_eq!(self.left(), (0, 0), "words left of {}, {when}", self.words.0.len());
    }
}

fn refused(phone: &Phone) -> Vec<Value> {
    phone.once("outbox.list", json!({})).unwrap()["refused"].as_array().unwrap().clone()
}

#[test]
fn r15_a_new_head_has_the_stairwell_whole_and_the_old_one_nothing_of_it() {
    let mut chance = Chance::seeded("handover", 41);
    let mut all = neighbourhood(&mut chance);
    // What was written before the phone last synced has gone out with the rest.
    let told = json!({ "id": all.home, "outcome": "need", "note": "灯坏了，说好去修" });
    all.old.once("home.visit", told).unwrap();
    assert_eq!(all.old.sync()["pushed"], 1);
    let before = all.old.once("record.history", json!({ "id": all.home })).unwrap();
    all.hands_over();

    // The old head does not know yet: one more visit, and something that is theirs to write.
    let mut hand = all.old.exec();
    let late = all.words.word(&mut chance);
    let visit = json!({ "id": all.home, "outcome": "met", "note": format!("又去了一次{late}") });
    hand.ask("home.visit", visit).unwrap();
    let report = hand.ask("hazard.report", json!({ "category": "litter", "words": "门口有垃圾" })).unwrap();
    drop(hand);
    let report_of_sync = all.old.sync();
    assert_eq!((&report_of_sync["pushed"], &report_of_sync["refused"]), (&json!(2), &json!(0)));
    assert_eq!(all.old.status()["unsent"], 0);

    // It went first, nothing came back, and of the stairwell nothing is left.
    assert_eq!((refused(&all.old), all.hub.refusals()), (vec![], vec![]));
    let mut hand = all.old.exec();
    assert_eq!(hand.ask("home.list", json!({})).unwrap()["total"], 1);
    assert_eq!(hand.ask("home.show", json!({ "id": all.home })).unwrap_err().code, "not_found");
    let visit = hand.ask("home.visit", json!({ "id": all.home, "outcome": "met" }));
    assert_eq!(visit.unwrap_err().code, "not_found");
    drop(hand);
    all.assert_gone("after the sync that lost it");

    // The new head has it with history and visits, and goes on.
    all.new.sync();
    let mut hand = all.new.exec();
    let home = hand.ask("home.show", json!({ "id": all.home })).unwrap();
    let noted = |note: &str| home["visits"].as_array().unwrap().iter().any(|one| one["note"] == note);
    assert!(
        home["may_keep"] == true && noted("灯坏了，说好去修") && noted(&format!("又去了一次{late}")),
        "{home}"
    );
    assert_eq!(home["heads_of_building"][0]["name"], NEW);
    assert_eq!(home["visits"].as_array().unwrap().len(), 3);
    assert_eq!(home["comments"].as_array().unwrap().len(), 1);
    assert_eq!(home["residents"].as_array().unwrap().len(), 2);
    let history = hand.ask("record.history", json!({ "id": all.home })).unwrap();
    let hashes = |history: &Value| {
        let entries = history["entries"].as_array().unwrap().iter();
        entries.map(|one| (one["hash"].clone(), one["by"]["name"].clone())).collect::<Vec<_>>()
    };
    let (last, rest) = history["entries"].as_array().unwrap().split_last().unwrap();
    assert_eq!(hashes(&json!({ "entries": rest })), hashes(&before), "every change, and who made it");
    assert_eq!(
        (&last["late"], &last["by"]["name"], &rest[0]["late"]),
        (&json!(true), &json!(OLD), &json!(false))
    );
    hand.ask("home.edit", json!({ "id": all.home, "tenancy": "rented" })).unwrap();
    drop(hand);
    all.new.sync();
    all.office.sync();
    let mut hand = all.office.exec();
    let home = hand.ask("home.show", json!({ "id": all.home })).unwrap();
    assert_eq!(home["card"]["tenancy"], "rented");
    let reported = hand.ask("hazard.show", json!({ "id": report["id"] })).unwrap();
    assert_eq!(reported["words"], "门口有垃圾", "what was theirs to write has arrived");
    drop(hand);
    [&all.old, &all.new, &all.office].into_iter().for_each(assert_whole);
    let new = decrypted(all.new.home());
    assert!(!new.holds(&all.kept.0[0]), "the new head reads nothing of the other stairwell");
    println!("handover: {} words sought, none left", all.words.0.len());
}

#[test]
fn a_phone_that_is_open_when_its_stairwell_goes_keeps_no_byte_of_it() {
    let mut chance = Chance::seeded("handover, live", 42);
    let mut all = neighbourhood(&mut chance);
    let mut live = all.old.live();
    until("the phone is up", PATIENCE, || live.report(PATIENCE).filter(|said| said["error"].is_null()));
    // Something of it was written just now, so that the write-ahead log is full of it.
    let mut hand = all.old.exec();
    all.words.furnish(&mut chance, &mut hand, GIVEN);
    until("it is sent", PATIENCE, || {
        (hand.ask("sending.show", json!({})).unwrap()["unsent"] == 0).then_some(())
    });
    all.hands_over();
    until("the homes go by themselves", PATIENCE, || {
        (hand.ask("home.list", json!({})).unwrap()["total"] == 1).then_some(())
    });
    // The log is emptied right after what was seen here was committed.
    until("no byte is left while the phone is still open", PATIENCE, || (all.left() == (0, 0)).then_some(()));
    drop(hand);
    drop(live);
    all.assert_gone("after it was closed");
    all.old.sync();
    assert_whole(&all.old);
}
