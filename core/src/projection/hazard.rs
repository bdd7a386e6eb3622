//! Rows of a hazard report.

use super::search::search_text;
use super::{Receipt, in_order};
use crate::document::Document;
use crate::hazard::{Comment, Hazard, Listed, Photo, Step};
use crate::id::ChangeHash;

/// A comment with its receipt.
#[derive(Debug, Clone, PartialEq)]
pub struct CommentRow {
    /// The comment.
    pub comment: Comment,
    /// Its receipt; none while it is only here.
    pub receipt: Option<Receipt>,
}

/// A photo with its receipt.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoRow {
    /// The photo.
    pub photo: Photo,
    /// Its receipt; none while it is only here.
    pub receipt: Option<Receipt>,
}

/// A step with its receipt.
#[derive(Debug, Clone, PartialEq)]
pub struct StepRow {
    /// The step.
    pub step: Step,
    /// Its receipt; none while it is only here.
    pub receipt: Option<Receipt>,
}

/// One value of a clashed field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClashRow {
    /// The field.
    pub field: &'static str,
    /// The value as it is stored.
    pub value: String,
    /// The change that set it.
    pub change: Option<ChangeHash>,
}

/// Everything screens show of one report.
#[derive(Debug, Clone, PartialEq)]
pub struct HazardRows {
    /// The report.
    pub hazard: Hazard,
    /// Its first receipt: that of the change that began it.
    pub first: Option<Receipt>,
    /// The greatest log position of its changes; 0 while it is only here.
    pub last_seq: u64,
    /// Comments in the order people see.
    pub comments: Vec<CommentRow>,
    /// Photos in the order people see.
    pub photos: Vec<PhotoRow>,
    /// Steps in the order people see.
    pub steps: Vec<StepRow>,
    /// Values of clashed fields, the shown one first.
    pub clashes: Vec<ClashRow>,
    /// Text for full-text search.
    pub search: String,
}

/// Projects a report. `None` where the document holds no readable report.
#[must_use]
pub fn project_hazard(document: &Document, receipts: &[(ChangeHash, Option<Receipt>)]) -> Option<HazardRows> {
    let hazard = document.hazard()?;
    let find = |change: Option<ChangeHash>| {
        let (_, receipt) = receipts.iter().find(|(hash, _)| Some(*hash) == change)?;
        receipt.clone()
    };
    let known = || receipts.iter().filter_map(|(_, receipt)| receipt.as_ref());
    let first = known().min_by_key(|receipt| receipt.seq).cloned();
    let last_seq = known().map(|receipt| receipt.seq).max().unwrap_or(0);
    let comments = rows(&hazard.comments, |comment, change| CommentRow { comment, receipt: find(change) });
    let photos = rows(&hazard.photos, |photo, change| PhotoRow { photo, receipt: find(change) });
    let steps = rows(&hazard.steps, |step, change| StepRow { step, receipt: find(change) });
    let clashes = document.clashes().into_iter().flat_map(|(field, values)| {
        values.into_iter().map(move |value| ClashRow { field, value: value.value, change: value.change })
    });
    Some(HazardRows {
        first,
        last_seq,
        comments: in_order(comments, |row| row.receipt.as_ref().map(|receipt| receipt.seq)),
        photos: in_order(photos, |row| row.receipt.as_ref().map(|receipt| receipt.seq)),
        steps: in_order(steps, |row| row.receipt.as_ref().map(|receipt| receipt.seq)),
        clashes: clashes.collect(),
        search: searchable(&hazard),
        hazard,
    })
}

fn rows<T: Clone, R>(items: &[Listed<T>], row: impl Fn(T, Option<ChangeHash>) -> R) -> Vec<R> {
    items.iter().map(|listed| row(listed.item.clone(), listed.change)).collect()
}

fn searchable(hazard: &Hazard) -> String {
    let place = [
        (!hazard.place.building.is_empty()).then(|| format!("{}号楼", hazard.place.building)),
        (!hazard.place.unit.is_empty()).then(|| format!("{}单元", hazard.place.unit)),
    ];
    let place: String = place.into_iter().flatten().collect();
    let mut parts = vec![place.as_str(), hazard.words.as_str()];
    parts.extend(hazard.comments.iter().map(|listed| listed.item.text.as_str()));
    parts.extend(hazard.steps.iter().map(|listed| listed.item.note.as_str()).filter(|note| !note.is_empty()));
    search_text(&parts)
}
