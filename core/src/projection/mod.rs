//! From a document and its receipts to the rows that screens read. A function of just these (R26): run again at any time, on
//! any device that holds the same, it gives the same rows.

mod delicate;
mod hazard;
mod patrol;
mod register;
mod search;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::document::Document;
use crate::hazard::Listed;
use crate::id::{ChangeHash, MemberId};

pub use delicate::{
    AnswerRows, CardRows, CareRows, CaseRows, WatchRows, project_answer, project_card, project_care,
    project_case, project_watch,
};
pub use hazard::{HazardRows, project_hazard};
pub use patrol::{PatrolRows, project_patrol};
pub use register::{
    ChecklistRows, HomeRows, ResidentRows, VersionRow, project_checklist, project_home, project_resident,
};
pub use search::{Findable, Sought, initials, sought};

/// The hub's word that a change is in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its position.
    pub seq: u64,
    /// Who made it.
    pub author: MemberId,
    /// When the hub received it.
    pub received_at: Timestamp,
}

/// An item with the moment at which the hub received it; none while it is only here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated<T> {
    /// The item.
    pub item: T,
    /// When the hub received it.
    pub received_at: Option<Timestamp>,
}

/// When the hub has a record from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The log position of the change that began it; none while it is only here.
    pub first_seq: Option<u64>,
    /// When the hub received that.
    pub first_at: Option<Timestamp>,
    /// The greatest log position of its changes; 0 while it is only here.
    pub last_seq: u64,
}

impl Received {
    fn of(receipts: &[(ChangeHash, Option<Receipt>)]) -> Self {
        let known = || receipts.iter().filter_map(|(_, receipt)| receipt.as_ref());
        let first = known().min_by_key(|receipt| receipt.seq);
        Received {
            first_seq: first.map(|receipt| receipt.seq),
            first_at: first.map(|receipt| receipt.received_at),
            last_seq: known().map(|receipt| receipt.seq).max().unwrap_or(0),
        }
    }
}

/// One value of a clashed field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClashRow {
    /// The field.
    pub field: String,
    /// The value as it is stored.
    pub value: String,
    /// The change that set it.
    pub change: Option<ChangeHash>,
}

/// Values of clashed fields, the shown one first in each.
fn clash_rows(document: &Document) -> Vec<ClashRow> {
    let rows = document.clashes().into_iter().flat_map(|(field, values)| {
        let row = |value: crate::document::ClashedValue| ClashRow {
            field: field.to_owned(),
            value: value.value,
            change: value.change,
        };
        values.into_iter().map(row)
    });
    rows.collect()
}

/// Items as people see them (R27): received ones by log position, which follows causes; then those only here, in the order they
/// were written.
fn dated<T: Clone>(items: &[Listed<T>], receipts: &[(ChangeHash, Option<Receipt>)]) -> Vec<Dated<T>> {
    let find = |change: Option<ChangeHash>| {
        let (_, receipt) = receipts.iter().find(|(hash, _)| Some(*hash) == change)?;
        receipt.as_ref()
    };
    let mut rows: Vec<(u64, Dated<T>)> = items
        .iter()
        .map(|listed| {
            let receipt = find(listed.change);
            let received_at = receipt.map(|receipt| receipt.received_at);
            (
                receipt.map_or(u64::MAX, |receipt| receipt.seq),
                Dated { item: listed.item.clone(), received_at },
            )
        })
        .collect();
    rows.sort_by_key(|(seq, _)| *seq);
    rows.into_iter().map(|(_, row)| row).collect()
}
