//! Rows of a hazard report.

use super::search::Findable;
use super::{ClashRow, Dated, Receipt, Received, clash_rows, dated};
use crate::document::Document;
use crate::hazard::{Comment, Hazard, Photo, Step};
use crate::id::ChangeHash;

/// Everything screens show of one report.
#[derive(Debug, Clone, PartialEq)]
pub struct HazardRows {
    /// The report.
    pub hazard: Hazard,
    /// When the hub has it from.
    pub received: Received,
    /// Comments in the order people see.
    pub comments: Vec<Dated<Comment>>,
    /// Photos in the order people see.
    pub photos: Vec<Dated<Photo>>,
    /// Steps in the order people see.
    pub steps: Vec<Dated<Step>>,
    /// Values of clashed fields, the shown one first.
    pub clashes: Vec<ClashRow>,
    /// What it is found by.
    pub findable: Findable,
}

/// Projects a report. `None` where the document holds no readable report.
#[must_use]
pub fn project_hazard(document: &Document, receipts: &[(ChangeHash, Option<Receipt>)]) -> Option<HazardRows> {
    let hazard = document.hazard()?;
    Some(HazardRows {
        received: Received::of(receipts),
        comments: dated(&hazard.comments, receipts),
        photos: dated(&hazard.photos, receipts),
        steps: dated(&hazard.steps, receipts),
        clashes: clash_rows(document),
        findable: findable(&hazard),
        hazard,
    })
}

fn findable(hazard: &Hazard) -> Findable {
    let place = [
        (!hazard.place.building.is_empty()).then(|| format!("{}号楼", hazard.place.building)),
        (!hazard.place.unit.is_empty()).then(|| format!("{}单元", hazard.place.unit)),
    ];
    let place: String = place.into_iter().flatten().collect();
    let mut parts = vec![place.as_str(), hazard.words.as_str()];
    parts.extend(hazard.comments.iter().map(|listed| listed.item.text.as_str()));
    parts.extend(hazard.steps.iter().map(|listed| listed.item.note.as_str()));
    Findable::of(&parts)
}
