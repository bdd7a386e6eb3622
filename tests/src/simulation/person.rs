//! A person and their device: looking, tapping, what they are told, what came back to them.

use base64::Engine;
use jinshui_core::{Code, Failure};
use serde_json::{Value, json};

use super::deed::Deed;
use super::fault::Fault;
use super::ledger::{Entry, Tap};
use super::scene::Finding;
use super::town::Town;

impl Town {
    /// A name for something new, as a screen makes it.
    pub(super) fn new_id(&mut self) -> String {
        let mut random = [0u8; 10];
        random.iter_mut().for_each(|byte| *byte = self.chance.number().to_le_bytes()[0]);
        let now = u64::try_from(self.scene.time.now()).unwrap();
        uuid::Builder::from_unix_timestamp_millis(now, &random).into_uuid().to_string()
    }

    /// A picture that no other is like.
    pub(super) fn picture(&mut self) -> String {
        base64::engine::general_purpose::STANDARD.encode(crate::picture(&mut self.chance))
    }

    pub(super) async fn ask_rows(&self, who: usize, command: &str, args: Value) -> Vec<Value> {
        let answer = self.phones[who].ask(command, &args).await;
        answer.ok().and_then(|page| page["rows"].as_array().cloned()).unwrap_or_default()
    }

    /// Some record of a kind as a device shows it.
    pub(super) async fn shown(&mut self, who: usize, kind: &'static str) -> Option<(String, Value)> {
        let (list, show) = match kind {
            "hazard" => ("hazard.list", "hazard.show"),
            "patrol" => ("patrol.list", "patrol.show"),
            _ => ("home.list", "home.show"),
        };
        let rows = self.ask_rows(who, list, json!({ "limit": 12 })).await;
        if rows.is_empty() {
            return None;
        }
        let record = self.chance.pick(&rows)["id"].as_str()?.to_owned();
        let view = self.phones[who].ask(show, &json!({ "id": record })).await.ok()?;
        Some((record, view))
    }

    /// Somebody does something; now and then the device dies of it, and they tap again.
    pub(super) async fn person(&mut self, who: usize) {
        // Who finds nothing of the kind to do reports something.
        let deed = self.next_deed(who).await;
        let deed = deed.unwrap_or_else(|| self.another_report());
        let who = match deed.command {
            "checklist.save" => 0,
            "home.look" => self.phones.iter().position(|phone| phone.member == "police-1").unwrap(),
            _ => who,
        };
        let Deed { number, command, args, mark, words, named, counts } = deed;
        if named {
            let (args, touches) = (args.clone(), self.phones[who].touches);
            self.ledger.taps.push(Tap { number, phone: who, touches, command, args, mark });
        }
        if self.chance.percent(3) {
            let draws = self.chance.below(4) as u32;
            self.scene.fault(Fault::PhoneCrash, &format!("{} in {command}", self.phones[who].name));
            let before = self.phones[who].die_in(draws, command, &args).await;
            return self.scene.note(format!(
                "{} {words} died {}",
                self.phones[who].name,
                if before { "in it" } else { "after it" }
            ));
        }
        let answer = self.phones[who].ask(command, &args).await;
        self.told(who, number, command, &args, &words, &answer);
        if let (Ok(reply), true) = (&answer, counts)
            && (reply["already_there"] != true || command == "home.add")
        {
            let entry = self.entry(who, number, command, mark, words, reply);
            self.ledger.acknowledged(entry);
        }
    }

    fn entry(
        &self,
        who: usize,
        number: usize,
        command: &'static str,
        mark: super::ledger::Mark,
        words: String,
        reply: &Value,
    ) -> Entry {
        let phone = &self.phones[who];
        let record = reply["id"].as_str().unwrap_or_default().to_owned();
        let (member, phone) = (phone.member, phone.name.clone());
        Entry { number, told: number, member, phone, command, record, mark, words, excused: None }
    }

    /// A finger taps once more, while the screen still shows what it tapped: nothing has come from the hub since.
    pub(super) async fn tap_again(&mut self) {
        let fresh = |tap: &&Tap| tap.touches == self.phones[tap.phone].touches;
        let taps: Vec<Tap> = self.ledger.taps.iter().filter(fresh).cloned().collect();
        if taps.is_empty() {
            return self.scene.note("nobody taps twice");
        }
        let Tap { number, phone, command, args, mark, .. } = self.chance.pick(&taps).clone();
        let words = match command {
            "photo.add" => args["photo_id"].as_str().unwrap().to_owned(),
            _ => super::ledger::words(number),
        };
        let answer = self.phones[phone].ask(command, &args).await;
        self.told(phone, number, command, &args, &format!("{words} again"), &answer);
        if let Ok(reply) = &answer {
            let told = self.ledger.next();
            let entry = Entry { told, ..self.entry(phone, number, command, mark, words, reply) };
            self.ledger.acknowledged(entry);
        }
    }

    /// What came back is looked at: done once more, or put away.
    pub(super) async fn look_at_returned(&mut self, who: usize) {
        let Ok(outbox) = self.phones[who].ask("outbox.list", &json!({})).await else { return };
        let returned = outbox["refused"].as_array().cloned().unwrap_or_default();
        if returned.is_empty() {
            return self.scene.note(format!("{} nothing came back", self.phones[who].name));
        }
        let item = self.chance.pick(&returned).clone();
        let hash = json!({ "hash": item["hash"] });
        if self.chance.percent(60) {
            let answer = self.phones[who].ask("refused.again", &hash).await;
            return self.told(who, 0, "refused.again", &hash, &item["text"].to_string(), &answer);
        }
        let answer = self.phones[who].ask("refused.dismiss", &hash).await;
        if answer.is_ok() {
            let id = item["id"].as_str().unwrap_or_default();
            let photo = item["writing"] == "photo";
            let whole = ["home", "report", "patrol"].iter().any(|writing| item["writing"] == *writing);
            let of = |entry: &Entry| {
                super::judge::says(&item, entry)
                    || (photo && entry.command == "photo.add" && entry.record == id)
                    || (whole && entry.record == id && entry.mark == super::ledger::Mark::Record)
            };
            self.ledger.excuse(of, "put away by its person");
        }
        self.told(who, 0, "refused.dismiss", &hash, &item["text"].to_string(), &answer);
    }

    /// Notes an answer, and finds failures that nothing explains.
    pub(super) fn told(
        &self,
        who: usize,
        number: usize,
        command: &str,
        args: &Value,
        words: &str,
        answer: &Result<Value, Failure>,
    ) {
        let name = &self.phones[who].name;
        let told = match answer {
            Ok(reply) if reply["already_there"] == true => "already there".to_owned(),
            Ok(reply) => format!("ok {}", short(&reply["heads"])),
            Err(failure) => format!("no: {}", failure.code),
        };
        self.scene.note(format!("{name} {command} #{number} {words} {} → {told}", short(&args["id"])));
        if let Err(failure) = answer {
            let unexplained = [Code::Internal, Code::StoreCorrupt, Code::Protocol];
            let full = self.phones[who].full && failure.code == Code::StorageFull;
            if unexplained.contains(&failure.code) || (failure.code == Code::StorageFull && !full) {
                self.scene.found(Finding::Broken(format!("{name} {command}: {failure}")));
            }
        }
    }
}

/// Enough of a value to tell it from others.
pub(super) fn short(value: &Value) -> String {
    match value {
        Value::Array(all) => all.iter().map(short).collect::<Vec<_>>().join(","),
        Value::String(text) => text.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect(),
        _ => String::new(),
    }
}
