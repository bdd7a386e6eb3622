//! A record with the people of its space: written by several phones, judged as the hub judges, read whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};

use automerge::{AutoCommit, ROOT, ReadDoc};
use jinshui_core::admit::AdmittedChange;
use jinshui_core::clock::Timestamp;
use jinshui_core::community::{Directory, Member, demo};
use jinshui_core::document::{Document, Edit, EditError, Pen, digest};
use jinshui_core::projection::{
    Receipt, project_answer, project_card, project_care, project_case, project_checklist, project_hazard,
    project_home, project_patrol, project_resident, project_watch,
};
use jinshui_core::referee::{Case, Reason, judge};
use jinshui_core::{ChangeHash, DeviceTag, DocumentId, Kind, Space, schema};

/// Of sealed spaces there are two of each kind: one in which everybody of the demonstration is named, and one in which nobody is.
pub(crate) fn sealed(named: bool) -> [Space; 3] {
    let name = if named { ON.to_string() } else { "other".to_owned() };
    [Space::Case(name.clone()), Space::Care(name.clone()), Space::Card(name)]
}

/// The card that is addressed to everybody.
pub(crate) const ON: DocumentId =
    DocumentId(uuid::Uuid::from_u128(0x0198_c0de_0000_7000_8000_0000_0000_cad0));
/// Who answers it in the tables.
pub(crate) const ANSWERS: &str = "volunteer-17-1";

/// The space of somebody's answer to it.
pub(crate) fn answer(member: &str) -> Space {
    Space::Answer { card: ON.to_string(), member: member.into() }
}

/// The people of the demonstration, and one who has left the office. Built once: it takes longer than all of a test.
pub(crate) fn people() -> &'static Directory {
    static PEOPLE: std::sync::OnceLock<Directory> = std::sync::OnceLock::new();
    PEOPLE.get_or_init(|| {
        let mut people = demo();
        let left = people.member(&"office-1".into()).unwrap().clone();
        people.merge(1, vec![], vec![Member { id: "left-1".into(), active: false, ..left }]);
        let everybody: Vec<_> = people.members().map(|member| member.id.clone()).collect();
        for space in [true, false].into_iter().flat_map(sealed) {
            people.grants.open(space, None);
        }
        everybody.iter().for_each(|id| people.grants.open(answer(id.as_str()), None));
        for space in sealed(true) {
            everybody.iter().for_each(|id| people.grants.name(space.clone(), id.clone(), true));
        }
        people
    })
}

/// A record of a kind in its space, with every change it has.
#[derive(Clone)]
pub(crate) struct Record {
    pub(crate) kind: Kind,
    pub(crate) space: Space,
    pub(crate) document: Document,
    pub(crate) changes: Vec<(String, AdmittedChange)>,
}

impl Record {
    pub(crate) fn blank(kind: &Kind, space: &Space) -> Self {
        let document = Document::new(kind, 1).unwrap();
        Record { kind: kind.clone(), space: space.clone(), document, changes: Vec::new() }
    }

    /// As another phone has it, which opens the document anew, to write under an actor of its own (R4).
    pub(crate) fn reopened(&self) -> Self {
        let mut copy = Record::blank(&self.kind, &self.space);
        self.changes.iter().for_each(|(author, change)| copy.hear(author, change));
        copy
    }

    /// Every value of a field, as text, each once.
    pub(crate) fn values(&self, field: &str) -> Vec<String> {
        self.fields().remove(field).unwrap_or_default()
    }

    /// Every value of every field of the schema that has one.
    pub(crate) fn fields(&self) -> BTreeMap<&'static str, Vec<String>> {
        let document = AutoCommit::load(&self.document.save()).unwrap();
        let text = |value: automerge::Value<'_>| match value.into_scalar().unwrap() {
            automerge::ScalarValue::Str(text) => text.to_string(),
            automerge::ScalarValue::Timestamp(ms) => ms.to_string(),
            other => panic!("a field holds {other:?}"),
        };
        let values = |key: &str| {
            let all = document.get_all(ROOT, key).unwrap().into_iter();
            all.map(|(value, _)| text(value)).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
        };
        let scalars = schema::of(&self.kind).unwrap().scalars.iter();
        let all = scalars.map(|scalar| (scalar.key, values(scalar.key)));
        all.filter(|(_, values)| !values.is_empty()).collect()
    }

    /// How many items each list has.
    pub(crate) fn lengths(&self) -> BTreeMap<&'static str, usize> {
        let lists = schema::of(&self.kind).unwrap().containers.iter().filter(|container| !container.is_text);
        lists.map(|list| (list.key, self.document.length_at(list.key, &[]))).collect()
    }

    /// Writes on this phone, unjudged.
    pub(crate) fn write(&mut self, tag: u8, edit: &Edit) -> Result<Vec<AdmittedChange>, EditError> {
        static DRAWN: AtomicU64 = AtomicU64::new(0);
        let mut draw = || DRAWN.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let pen = &mut Pen { tag: DeviceTag([tag; 8]), random: &mut draw };
        let written = self.document.write(edit, pen)?;
        let by = edit.by.0.clone();
        self.changes.extend(written.iter().map(|change| (by.clone(), change.clone())));
        Ok(written)
    }

    /// What the hub says to a change.
    pub(crate) fn judge(&self, author: &str, tag: u8, change: &AdmittedChange) -> Result<(), Reason> {
        self.judge_in(&self.space, author, tag, change)
    }

    /// What the hub says to a change, were the record in another space.
    pub(crate) fn judge_in(
        &self,
        space: &Space,
        author: &str,
        tag: u8,
        change: &AdmittedChange,
    ) -> Result<(), Reason> {
        let case = Case {
            directory: people(),
            author: people().member(&author.into()).unwrap(),
            tag: DeviceTag([tag; 8]),
            kind: &self.kind,
            schema: 1,
            space,
            document: &self.document,
            change,
        };
        judge(&case).map(|_| ())
    }

    /// Takes changes in, each judged first.
    pub(crate) fn take(&mut self, author: &str, tag: u8, changes: &[AdmittedChange]) -> Result<(), Reason> {
        for change in changes {
            self.judge(author, tag, change)?;
            self.hear(author, change);
        }
        Ok(())
    }

    /// Takes a change in unjudged, as a phone does what the hub sends.
    pub(crate) fn hear(&mut self, author: &str, change: &AdmittedChange) {
        self.document.apply(change).unwrap();
        self.changes.push((author.to_owned(), change.clone()));
    }

    /// Does a deed that the hub takes.
    pub(crate) fn does(&mut self, tag: u8, edit: &Edit) {
        let before = self.clone();
        let written = self.write(tag, edit).unwrap_or_else(|error| panic!("{edit:?}: {error}"));
        let mut hub = before;
        let taken = hub.take(edit.by.as_str(), tag, &written);
        assert_eq!(taken, Ok(()), "{edit:?}");
    }

    /// Everything that screens show of it, after the hub had its changes in this order.
    pub(crate) fn shown(&self, log: &[ChangeHash]) -> String {
        let receipt = |(author, change): &(String, AdmittedChange)| {
            let seq = log.iter().position(|hash| hash == &change.hash).map(|at| at as u64 + 1);
            let received_at = Timestamp(1_790_000_100_000);
            let receipt = |seq| Receipt { seq, author: author.as_str().into(), received_at };
            (change.hash, seq.map(receipt))
        };
        let mut receipts: Vec<_> = self.changes.iter().map(receipt).collect();
        receipts.sort_by_key(|(hash, _)| *hash);
        let rows = match self.kind {
            Kind::Hazard => format!("{:?}", project_hazard(&self.document, &receipts)),
            Kind::Patrol => format!("{:?}", project_patrol(&self.document, &receipts)),
            Kind::Checklist => format!("{:?}", project_checklist(&self.document, &receipts)),
            Kind::Home => format!("{:?}", project_home(&self.document, &receipts)),
            Kind::Resident => format!("{:?}", project_resident(&self.document, &receipts)),
            Kind::Case => format!("{:?}", project_case(&self.document, &receipts)),
            Kind::Card => format!("{:?}", project_card(&self.document, &receipts)),
            Kind::Answer => format!("{:?}", project_answer(&self.document, &receipts)),
            Kind::Care => format!("{:?}", project_care(&self.document, &receipts)),
            Kind::Watch => format!("{:?}", project_watch(&self.document, &receipts)),
            Kind::Unknown(_) => panic!("a kind without a projection"),
        };
        let heads = self.document.heads();
        let digest = digest(DocumentId(uuid::Uuid::nil()), 1, &heads);
        format!("{rows}\n{:?}\n{}", self.document.clashes(), hex::encode(digest))
    }
}
