//! Single fields that people change, of every kind of record; two of them at once; and choosing where two values stand.

use serde_json::{Value, json};

use crate::book::{Kind, Set, What};
use crate::deeds::{ASSISTANT, LEADERS, Neighbours, OFFICES, POLICE};

const TENANCIES: &[&str] = &["owner", "rented", "vacant", "business"];
const RELATIONS: &[&str] = &["head", "spouse", "child", "parent", "tenant", "other"];
const CARE: &[&str] = &["elder_alone", "hardship", "disabled", "child"];

/// The fields that people set, by kind.
fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Home => {
            &["tenancy", "owner", "owner_phone", "head", "elder_alone", "hardship", "disabled", "child"]
        }
        Kind::Resident => &["phone", "relation", "sex", "born", "moved_in", "state"],
        Kind::Patrol => &["area"],
        Kind::Checklist => &["name", "state"],
        Kind::Hazard => &["severity"],
    }
}

impl Neighbours {
    /// Whether a person may change fields of a record that is on their phone.
    fn may_set(&mut self, who: usize, entry: usize) -> bool {
        match self.book.entries[entry].kind {
            Kind::Home | Kind::Resident => !self.keeps(who).is_empty(),
            Kind::Checklist => OFFICES.contains(&who),
            Kind::Hazard => [ASSISTANT, POLICE].contains(&who) || OFFICES.contains(&who),
            Kind::Patrol => {
                let id = self.id(entry);
                self.ask(who, "patrol.show", json!({ "id": id }))["card"]["may_record"] == true
            }
        }
    }

    /// A person changes one field of a record; false where there is nothing for them to change.
    pub(crate) fn edit(&mut self, who: usize, kind: Kind) -> bool {
        let on = self.book.on(who, kind);
        if on.is_empty() {
            return false;
        }
        let entry = *self.chance.pick(&on);
        if !self.may_set(who, entry) {
            return false;
        }
        if self.chance.percent(20) && kind != Kind::Checklist && kind != Kind::Hazard {
            return self.words(who, entry);
        }
        let field = *self.chance.pick(fields_of(kind));
        self.set(who, entry, field)
    }

    /// Words after those that are there; only where the person knows all of them, so that their order is plain.
    fn words(&mut self, who: usize, entry: usize) -> bool {
        if !self.book.knows_words(who, entry) {
            return false;
        }
        let new = format!("又{}。", self.written);
        let words = json!(format!("{}{new}", self.book.text(who, entry)));
        self.put(who, entry, "words", words);
        self.book.write(who, entry, What::words(new));
        true
    }

    /// Sets a field to a value that stands nowhere yet.
    pub(crate) fn set(&mut self, who: usize, entry: usize, field: &'static str) -> bool {
        let standing = self.book.fields(who, entry).remove(field).unwrap_or_default();
        let value = (0..20).map(|_| self.value(who, entry, field)).find(|value| !standing.contains(value));
        let Some(value) = value.filter(|value| !value.is_empty()) else { return false };
        let mut fields: Vec<Set> = vec![(field, value.clone())];
        if (field, value.as_str()) == ("state", "moved_out") {
            // Said with it, so that the phone does not say today.
            let day = format!("20{:02}-05-01", 10 + self.chance.below(15));
            self.put_all(who, entry, json!({ "state": value, "moved_out": day }));
            fields.push(("moved_out", day));
        } else {
            self.put(who, entry, field, json!(value));
        }
        self.book.write(who, entry, What::fields(fields));
        true
    }

    /// A value for a field; empty where there is none to be had.
    fn value(&mut self, who: usize, entry: usize, field: &str) -> String {
        match (self.book.entries[entry].kind, field) {
            (_, "tenancy") => self.chance.pick(TENANCIES).to_string(),
            (_, "relation") => self.chance.pick(RELATIONS).to_string(),
            (_, "sex") => self.chance.pick(&["male", "female"]).to_string(),
            (_, "severity") => self.chance.pick(&["normal", "urgent", "danger"]).to_string(),
            (_, "phone" | "owner_phone") => self.number(),
            (_, "born" | "moved_in") => {
                format!("19{:02}-0{}", 30 + self.chance.below(60), 1 + self.chance.below(9))
            }
            (Kind::Checklist, "state") => self.chance.pick(&["in_use", "retired"]).to_string(),
            (Kind::Resident, "state") => self.chance.pick(&["living", "moved_out"]).to_string(),
            (Kind::Home, "head") => {
                let home = self.id(entry);
                let lives = |one: &usize| {
                    self.book.one(who, *one, "home").as_ref() == Some(&home)
                        && self.book.one(who, *one, "state").as_deref() == Some("living")
                };
                let people: Vec<usize> =
                    self.book.on(who, Kind::Resident).into_iter().filter(lives).collect();
                if people.is_empty() {
                    return String::new();
                }
                let person = *self.chance.pick(&people);
                self.id(person)
            }
            (_, care) if CARE.contains(&care) => self.chance.pick(&["yes", "no"]).to_string(),
            _ => {
                // A person's name has no number in it.
                let signs = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
                "名".to_owned() + &(0..5).map(|_| *self.chance.pick(&signs)).collect::<String>()
            }
        }
    }

    /// Asks for a field to be written, as the form of its kind does.
    fn put(&mut self, who: usize, entry: usize, field: &str, value: Value) {
        let kind = self.book.entries[entry].kind;
        let said = match (kind, field) {
            (Kind::Home, care) if CARE.contains(&care) => json!({ "care": { care: value == "yes" } }),
            (Kind::Checklist, "state") => json!({ "retired": value == "retired" }),
            _ => json!({ field: value }),
        };
        self.put_all(who, entry, said);
    }

    fn put_all(&mut self, who: usize, entry: usize, said: Value) {
        let (kind, id) = (self.book.entries[entry].kind, self.id(entry));
        let (command, mut args) = match kind {
            Kind::Home => ("home.edit", said),
            Kind::Resident => ("resident.edit", json!({ "fields": said })),
            Kind::Patrol => ("patrol.edit", said),
            Kind::Checklist => ("checklist.save", said),
            Kind::Hazard => ("hazard.edit", said),
        };
        args["id"] = json!(id);
        self.ask(who, command, args);
        self.written += 1;
    }

    /// Two people who both know all of a record set the same field, neither knowing of the other. False where there is no such record.
    pub(crate) fn at_once(&mut self, one: usize, two: usize, kind: Kind, field: &'static str) -> bool {
        let mut entries = self.book.on(one, kind);
        self.chance.shuffle(&mut entries);
        for entry in entries {
            let both = [one, two].iter().all(|who| self.book.knows_all(*who, entry));
            if both && self.may_set(one, entry) && self.may_set(two, entry) && self.set(one, entry, field) {
                return self.set(two, entry, field);
            }
        }
        false
    }

    /// The leader rests while the police, who do not know, end the patrol.
    pub(crate) fn rests_and_ends(&mut self) -> bool {
        for leader in LEADERS {
            for patrol in self.book.on(leader, Kind::Patrol) {
                let known = self.book.knows_all(leader, patrol) && self.book.knows_all(POLICE, patrol);
                let leads = self.book.one(leader, patrol, "leader").as_deref() == Some(self.name(leader));
                if known && leads && self.book.one(leader, patrol, "status").as_deref() == Some("walking") {
                    self.act(leader, patrol, "pause", "paused");
                    self.act(POLICE, patrol, "end", "ended");
                    return true;
                }
            }
        }
        false
    }

    /// While everything is quiet, every second clash is settled by who may: gives how many.
    pub(crate) fn settle(&mut self) -> usize {
        let mut settled = 0;
        for kind in [Kind::Home, Kind::Resident, Kind::Patrol, Kind::Checklist, Kind::Hazard] {
            let who = if kind == Kind::Checklist { OFFICES[0] } else { ASSISTANT };
            let clashed = |entry: &usize| !self.book.clashes(who, *entry).is_empty();
            let entries: Vec<usize> = self.book.on(who, kind).into_iter().filter(clashed).collect();
            for entry in entries.into_iter().step_by(2) {
                let field = self.book.clashes(who, entry)[0];
                let values: Vec<String> = self.book.fields(who, entry)[field].iter().cloned().collect();
                let value = self.chance.pick(&values).clone();
                self.put(who, entry, field, json!(value));
                self.book.write(who, entry, What::fields(vec![(field, value)]));
                settled += 1;
            }
        }
        settled
    }
}
