//! Homes with words in them that stand nowhere else, so that a scan of bytes finds every trace.

use jinshui_tests::{Chance, Exec};
use serde_json::json;

/// Letters of one made-up word. Its beginning is left out when it is sought: an index may keep only where a word parts from
/// the one before it.
const LETTERS: usize = 18;
const SOUGHT: usize = 11;

/// What is sought of one home: its words, and its numbers.
#[derive(Default)]
pub(crate) struct Secrets(pub(crate) Vec<String>);

impl Secrets {
    /// A word that stands nowhere else.
    pub(crate) fn word(&mut self, chance: &mut Chance) -> String {
        let word: String = (0..LETTERS).map(|_| char::from(b"ghjkmnpqrstvwxyz"[chance.below(16)])).collect();
        self.0.push(word[LETTERS - SOUGHT..].to_owned());
        word
    }

    fn number(&mut self, chance: &mut Chance) -> String {
        let number = format!("139{:08}", chance.below(100_000_000));
        self.0.push(number[3..].to_owned());
        number
    }

    /// Somebody who keeps homes writes one down, with two people, a visit, a remark and a comment. Gives its id and the first
    /// person's.
    pub(crate) fn furnish(
        &mut self,
        chance: &mut Chance,
        hand: &mut Exec,
        (building, unit): (&str, &str),
    ) -> (String, String) {
        let place = json!({ "building": building, "unit": unit });
        let room = format!("东{}", self.word(chance));
        let home = hand.ask("home.add", json!({ "place": place, "room": room, "tenancy": "owner" })).unwrap();
        let home = home["id"].as_str().unwrap().to_owned();
        let mut people = Vec::new();
        for _ in 0..2 {
            let fields =
                json!({ "phone": self.number(chance), "words": format!("腿脚{}", self.word(chance)) });
            let name = format!("龘{}", self.word(chance));
            let added = hand.ask("resident.add", json!({ "home": home, "name": name, "fields": fields }));
            people.push(added.unwrap()["id"].as_str().unwrap().to_owned());
        }
        let owner = json!({ "id": home, "owner": format!("靐{}", self.word(chance)), "owner_phone": self.number(chance),
            "head": people[0], "words": format!("门口{}", self.word(chance)) });
        hand.ask("home.edit", owner).unwrap();
        // A value that was overwritten stays in the history.
        hand.ask("resident.edit", json!({ "id": people[1], "fields": { "phone": self.number(chance) } }))
            .unwrap();
        let note = format!("见了{}", self.word(chance));
        hand.ask("home.visit", json!({ "id": home, "outcome": "met", "note": note })).unwrap();
        hand.ask("comment.add", json!({ "id": home, "text": format!("说{}", self.word(chance)) })).unwrap();
        (home, people[0].clone())
    }
}
