//! Records that move to where they belong (R15): a report by the office or an assistant, a home with its people by the office.

use jinshui_core::wire::{Boxed, LogDocument};
use jinshui_core::{DocumentId, Kind, Space};
use serde_json::{Value, json};

use super::fault::Fault;
use super::judge::holds;
use super::scene::Finding;
use super::town::Town;

/// A move that was acknowledged to a person.
#[derive(Debug, Clone)]
pub(super) struct Moved {
    pub(super) record: String,
    pub(super) to: Space,
    pub(super) phone: String,
    /// How many deeds the ledger knew by then.
    pub(super) deeds: usize,
    /// Whether its device may have taken it along.
    pub(super) gone: bool,
}

impl Town {
    pub(super) async fn move_record(&mut self) {
        let may =
            |at: &usize| ["office-1", "assistant-01", "assistant-02"].contains(&self.phones[*at].member);
        let all: Vec<usize> = (0..self.phones.len()).filter(may).collect();
        let who = *self.chance.pick(&all);
        let homes = self.phones[who].member == "office-1" && self.may(Fault::MoveHome);
        let kind = if homes && self.chance.percent(50) { "home" } else { "hazard" };
        let Some((record, view)) = self.shown(who, kind).await else {
            return self.scene.note("there is nothing to move");
        };
        let places = self.phones[who].ask("record.places", &json!({ "id": record })).await;
        let places = places.ok().and_then(|list| list["places"].as_array().cloned()).unwrap_or_default();
        if places.is_empty() {
            return self.scene.note(format!("{} may not move it", self.phones[who].name));
        }
        let node = self.chance.pick(&places)["id"].as_str().unwrap_or_default().to_owned();
        let mut args = json!({ "id": record, "to": node });
        if self.chance.percent(50) {
            args["heads"] = view["heads"].clone();
        }
        let answer = self.phones[who].ask("record.move", &args).await;
        self.told(who, 0, "record.move", &args, &node, &answer);
        if answer.is_ok() {
            let to = if kind == "home" {
                Space::Homes(node.as_str().into())
            } else {
                Space::Grid(node.as_str().into())
            };
            let (phone, deeds) = (self.phones[who].name.clone(), self.ledger.count());
            let fault = if kind == "home" { Fault::MoveHome } else { Fault::Move };
            self.scene.fault(fault, &format!("{record} to {to}"));
            self.moves.push(Moved { record, to, phone, deeds, gone: false });
        }
    }

    /// A record that was moved is in one of the places it was moved to, and a home has its people beside it.
    pub(super) async fn judge_moves(&self, log: &[LogDocument], (returned, boxed): (&[&Value], &[Boxed])) {
        for moved in self.moves.iter().filter(|moved| !moved.gone) {
            let Some(there) = log.iter().find(|one| one.document.to_string() == moved.record) else {
                continue;
            };
            let mut all = self.moves.iter().filter(|other| other.record == moved.record);
            let back = returned.iter().any(|item| item["id"] == moved.record && item["writing"] == "move");
            // Where its person may read no more, the community keeps it (R19).
            let lies =
                |one: &Boxed| one.document.to_string() == moved.record && holds(&one.bytes, "moved_to");
            if !back && !boxed.iter().any(lies) && !all.any(|other| other.to == there.space) {
                let said = format!("{} was moved to {} and is in {}", moved.record, moved.to, there.space);
                self.scene.found(Finding::Lost(said));
            }
        }
        let space = |id: &Value| {
            let id: DocumentId = serde_json::from_value(id.clone()).ok()?;
            log.iter().find(|one| one.document == id).map(|one| one.space.clone())
        };
        for home in log.iter().filter(|one| one.kind == Kind::Home) {
            let id = json!({ "id": home.document.to_string() });
            let Ok(view) = self.phones[0].ask("home.show", &id).await else { continue };
            let people = view["residents"].as_array().cloned().unwrap_or_default();
            for person in people.iter().filter_map(|person| Some((person, space(&person["id"])?))) {
                if person.1 != home.space {
                    let said = format!("{} of {} is in {}", person.0["id"], home.document, person.1);
                    self.scene.found(Finding::Diverged(said));
                }
            }
        }
    }
}
