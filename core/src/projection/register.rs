//! Rows of homes, residents and checklists.

use serde::{Deserialize, Serialize};

use super::search::Findable;
use super::{ClashRow, Dated, Receipt, Received, clash_rows, dated};
use crate::checklist::ChecklistItem;
use crate::clock::Timestamp;
use crate::document::Document;
use crate::hazard::{Comment, Place};
use crate::id::{ChangeHash, DocumentId, MemberId};
use crate::register::{Care, HomeState, Look, Relation, ResidentState, Sex, Tenancy, Visit, VisitOutcome};

/// Everything screens show of one home, without its people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HomeRows {
    /// Which building and unit.
    pub place: Place,
    /// Which room.
    pub room: String,
    /// Whether the entry stands.
    pub state: HomeState,
    /// How it is lived in.
    pub tenancy: Option<Tenancy>,
    /// 房主.
    pub owner: String,
    /// The owner's telephone number.
    pub owner_phone: String,
    /// 户主's record.
    pub head: Option<DocumentId>,
    /// What to be mindful of.
    pub care: Vec<Care>,
    /// Remarks.
    pub words: String,
    /// The space to which it was last moved; empty where it never was (R15).
    pub moved_to: String,
    /// In the order people see.
    pub visits: Vec<Dated<Visit>>,
    /// In the order people see.
    pub looks: Vec<Dated<Look>>,
    /// In the order people see.
    pub comments: Vec<Dated<Comment>>,
    /// Values of clashed fields, the shown one first.
    pub clashes: Vec<ClashRow>,
    /// When the hub has it from.
    pub received: Received,
    /// Where it is, as it is indexed: what the police find it by.
    #[serde(skip)]
    pub place_text: String,
    /// What it is found by: its place, its owner, remarks.
    #[serde(skip)]
    pub findable: Findable,
}

/// Projects a home. `None` where the document holds no readable home.
#[must_use]
pub fn project_home(document: &Document, receipts: &[(ChangeHash, Option<Receipt>)]) -> Option<HomeRows> {
    let home = document.home()?;
    let Place { building, unit } = &home.place;
    let said = match unit.as_str() {
        "" => format!("{building}号楼{}", home.room),
        unit => format!("{building}号楼{unit}单元{}", home.room),
    };
    let short = [building.as_str(), unit.as_str(), home.room.as_str()];
    let short: Vec<&str> = short.into_iter().filter(|part| !part.is_empty()).collect();
    let short = short.join("-");
    let findable = Findable::of(&[&said, &short, &home.owner, &home.owner_phone, &home.words]);
    Some(HomeRows {
        place_text: Findable::of(&[&said, &short]).text,
        findable,
        place: home.place,
        room: home.room,
        state: home.state,
        tenancy: home.tenancy,
        owner: home.owner,
        owner_phone: home.owner_phone,
        head: home.head,
        care: home.care,
        words: home.words,
        moved_to: home.moved_to,
        visits: dated(&home.visits, receipts),
        looks: dated(&home.looks, receipts),
        comments: dated(&home.comments, receipts),
        clashes: clash_rows(document),
        received: Received::of(receipts),
    })
}

impl HomeRows {
    /// When somebody last went there and met somebody, by their device.
    #[must_use]
    pub fn visited_at(&self) -> Option<Timestamp> {
        let met =
            |visit: &&Dated<Visit>| matches!(visit.item.outcome, VisitOutcome::Met | VisitOutcome::Need);
        self.visits.iter().filter(met).map(|visit| visit.item.at).max()
    }

    /// The order of homes: by building, unit and room, numbers as numbers.
    #[must_use]
    pub fn order(&self) -> String {
        [&self.place.building, &self.place.unit, &self.room].map(|part| numeric(part)).join("/")
    }
}

/// A text whose order as text is that of its numbers: runs of digits are padded with zeros.
fn numeric(text: &str) -> String {
    let (mut ordered, mut digits) = (String::new(), String::new());
    for c in text.chars().chain(['\u{0}']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            ordered.push_str(&format!("{digits:0>8}"));
            digits.clear();
        }
        if c != '\u{0}' {
            ordered.push(c);
        }
    }
    ordered
}

/// Everything screens show of one resident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResidentRows {
    /// Their home's record.
    pub home: DocumentId,
    /// Their name.
    pub name: String,
    /// Their telephone number, also of who moved out: it is hidden when it is shown.
    pub phone: String,
    /// What they are to the head of the household.
    pub relation: Option<Relation>,
    /// None where nobody said.
    pub sex: Option<Sex>,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub born: String,
    /// As `born`.
    pub moved_in: String,
    /// As `born`.
    pub moved_out: String,
    /// Whether they live here.
    pub state: ResidentState,
    /// Remarks.
    pub words: String,
    /// Values of clashed fields, the shown one first.
    pub clashes: Vec<ClashRow>,
    /// When the hub has it from.
    pub received: Received,
    /// What they are found by: the number only while they live here.
    #[serde(skip)]
    pub findable: Findable,
}

/// Projects a resident. `None` where the document holds no readable resident.
#[must_use]
pub fn project_resident(
    document: &Document,
    receipts: &[(ChangeHash, Option<Receipt>)],
) -> Option<ResidentRows> {
    let person = document.resident()?;
    let phone = if person.state == ResidentState::Living { person.phone.as_str() } else { "" };
    Some(ResidentRows {
        findable: Findable::of(&[&person.name, phone, &person.words]),
        home: person.home,
        name: person.name,
        phone: person.phone,
        relation: person.relation,
        sex: person.sex,
        born: person.born,
        moved_in: person.moved_in,
        moved_out: person.moved_out,
        state: person.state,
        words: person.words,
        clashes: clash_rows(document),
        received: Received::of(receipts),
    })
}

/// Everything screens show of one checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChecklistRows {
    /// What people call it.
    pub name: String,
    /// Whether new patrols may take it no more.
    pub retired: bool,
    /// Every version in the order people see; the last one is for new patrols.
    pub versions: Vec<VersionRow>,
    /// Values of clashed fields, the shown one first.
    pub clashes: Vec<ClashRow>,
    /// When the hub has it from.
    pub received: Received,
}

/// One version of a checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VersionRow {
    /// Its own name.
    pub id: String,
    /// Who wrote it.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
    /// What to look at.
    pub items: Vec<ChecklistItem>,
}

/// Projects a checklist. `None` where the document holds no readable checklist.
#[must_use]
pub fn project_checklist(
    document: &Document,
    receipts: &[(ChangeHash, Option<Receipt>)],
) -> Option<ChecklistRows> {
    let checklist = document.checklist()?;
    let versions = dated(&checklist.versions, receipts).into_iter().map(|version| VersionRow {
        id: version.item.id,
        by: version.item.by,
        at: version.item.at,
        items: version.item.items,
    });
    let versions: Vec<VersionRow> = versions.collect();
    (!versions.is_empty()).then(|| ChecklistRows {
        name: checklist.name,
        retired: checklist.retired,
        versions,
        clashes: clash_rows(document),
        received: Received::of(receipts),
    })
}

#[cfg(test)]
mod tests {
    use super::numeric;

    #[test]
    fn numbers_stand_in_their_order() {
        let mut rooms = vec!["1001", "201", "9东", "101", "10", "9"];
        rooms.sort_by_key(|room| numeric(room));
        assert_eq!(rooms, ["9", "9东", "10", "101", "201", "1001"]);
    }
}
