//! Requests and replies about hazard reports.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::sending::Delivery;
use crate::clock::Timestamp;
use crate::hazard::{Act, Assignee, Category, Place, Point, Severity, Status};
use crate::id::{BlobHash, ChangeHash, DocumentId, MemberId, NodeId};

/// `hazard.report`: a new report. Only the category is required.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HazardReportArgs {
    /// The report's name, made by the caller so that a tap repeated after a lost reply makes no second report. UUID v7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<DocumentId>,
    /// What is wrong.
    pub category: Category,
    /// How urgent; 一般 where not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub severity: Option<Severity>,
    /// Where, by building and unit. With it the report goes to that building's grid, where the member may write there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<Place>,
    /// Where, by point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub point: Option<Point>,
    /// The patrol on which it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub patrol: Option<DocumentId>,
    /// What the person says about it; up to 20,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(as = "Option<String>", optional)]
    pub words: String,
    /// Up to nine photos.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<NewPhoto>>", optional)]
    pub photos: Vec<NewPhoto>,
}

/// A picture on its way in: a file on this device or its bytes. It is shrunk to ≤ 200 kB, its metadata is dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum NewPhoto {
    /// A file of this device. Only the headless CLI takes it: a window or browser sends bytes.
    Path(String),
    /// JPEG, PNG or WebP bytes in base64.
    Base64(String),
}

/// Reply to commands that write one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Reported {
    /// The record.
    pub id: DocumentId,
    /// The record's heads after the edit; a form filled from this state sends them back with the next edit (R3).
    pub heads: Vec<ChangeHash>,
    /// True where the same tap had been done before and this one wrote nothing.
    pub already_there: bool,
}

/// `hazard.list`: reports, newest first, in pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct HazardListArgs {
    /// Which ones; all that may be read, where not said.
    #[ts(optional, as = "Option<_>")]
    pub filter: HazardFilter,
    /// At most so many rows, 1–500; 50 where not said.
    #[ts(optional)]
    pub limit: Option<u32>,
    /// Continue after the page that gave this `next`.
    #[ts(optional)]
    pub after: Option<String>,
}

/// Which reports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct HazardFilter {
    /// Only those the member reported.
    #[ts(optional, as = "Option<_>")]
    pub mine: bool,
    /// Only those not closed.
    #[ts(optional, as = "Option<_>")]
    pub open: bool,
    /// Only those with something that the member may do to move them on.
    #[ts(optional, as = "Option<_>")]
    pub to_do: bool,
    /// Only those where a field has two values.
    #[ts(optional, as = "Option<_>")]
    pub clashed: bool,
    /// Only those with something unsent on this device.
    #[ts(optional, as = "Option<_>")]
    pub unsent: bool,
    /// Only in these states.
    #[ts(optional, as = "Option<_>")]
    pub status: Vec<Status>,
    /// Only of these categories.
    #[ts(optional, as = "Option<_>")]
    pub category: Vec<Category>,
    /// Only of these severities.
    #[ts(optional, as = "Option<_>")]
    pub severity: Vec<Severity>,
    /// Only at or under this node.
    #[ts(optional)]
    pub within: Option<NodeId>,
    /// Only those found on this patrol.
    #[ts(optional)]
    pub patrol: Option<DocumentId>,
    /// Only those that have stood open for longer than they should: see `HazardCard.overdue`.
    #[ts(optional, as = "Option<_>")]
    pub overdue: bool,
    /// Words to find, one character or more, or initials of pinyin; all of them must occur.
    #[ts(optional)]
    pub search: Option<String>,
}

/// Reply to `hazard.list`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HazardPage {
    /// The rows of this page.
    pub rows: Vec<HazardCard>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
    /// How many the filter finds in all.
    pub total: u32,
}

/// A person as a record names them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PersonRef {
    /// The member.
    pub id: MemberId,
    /// What to call them: 称呼, or the id where the directory does not know them.
    pub name: String,
}

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HazardCard {
    /// The report.
    pub id: DocumentId,
    /// What is wrong.
    pub category: Category,
    /// How urgent.
    pub severity: Severity,
    /// Where it stands.
    pub status: Status,
    /// Who is to deal with it.
    pub assignee: Option<Assignee>,
    /// The assignee's name, where it is a member.
    pub assignee_name: Option<String>,
    /// Where, by building and unit.
    pub place: Place,
    /// Where, by point.
    pub point: Option<Point>,
    /// The security grid it belongs to.
    pub grid: Option<NodeId>,
    /// The grid's name.
    pub grid_name: Option<String>,
    /// The first 200 characters of the words.
    pub words: String,
    /// Who reported it.
    pub reporter: PersonRef,
    /// When, by the reporter's device.
    pub reported_at: Timestamp,
    /// The patrol on which it was found.
    pub patrol: Option<DocumentId>,
    /// When the hub first received it; none while it is only on this device.
    pub received_at: Option<Timestamp>,
    /// Whether the reporter's clock was off by more than five minutes when it was received (R27).
    pub clock_off: bool,
    /// Whether it has stood open for longer than it should since it was received: 危险 one day, 急 three, 一般 seven.
    pub overdue: bool,
    /// How many comments.
    pub comments: u32,
    /// How many photos.
    pub photos: u32,
    /// The first photo's thumbnail; fetch it with `photo.get`.
    pub thumbnail: Option<BlobHash>,
    /// Where this device's own part of it is on its way.
    pub delivery: Delivery,
    /// Fields that two people set differently at once.
    pub clashes: Vec<String>,
    /// False where the record is newer than this app can read: show 需要更新应用 (R6).
    pub readable: bool,
    /// What this member may do to it now; the same table that judges at the hub.
    pub acts: Vec<Act>,
}

/// `hazard.show`: one report, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HazardView {
    /// As in a list.
    pub card: HazardCard,
    /// The state this view shows; send it back with an edit made from it.
    pub heads: Vec<ChangeHash>,
    /// All the words.
    pub words: String,
    /// In the order people see them (R27).
    pub comments: Vec<CommentView>,
    /// The photos.
    pub photos: Vec<PhotoView>,
    /// The steps it took.
    pub steps: Vec<StepView>,
    /// Both values of each clashed field.
    pub clashes: Vec<Clash>,
    /// Which fields this member may change now.
    pub may_edit: Vec<String>,
    /// Which fields with two values this member may settle now.
    pub may_choose: Vec<String>,
    /// Whether this member may comment and add photos.
    pub may_add: bool,
    /// Whether this member may move it to another grid.
    pub may_move: bool,
    /// The grid it was moved to, until the hub has moved it there.
    pub moving_to: Option<String>,
}

/// A comment, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CommentView {
    /// Its name in the record.
    pub id: String,
    /// Who wrote it.
    pub by: PersonRef,
    /// When, by their device.
    pub at: Timestamp,
    /// When the hub received it.
    pub received_at: Option<Timestamp>,
    /// What it says.
    pub text: String,
}

/// A photo, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PhotoView {
    /// Its name in the record.
    pub id: String,
    /// Who took it.
    pub by: PersonRef,
    /// When, by their device.
    pub at: Timestamp,
    /// The picture.
    pub hash: BlobHash,
    /// Its thumbnail.
    pub thumbnail: BlobHash,
    /// Whether the thumbnail is on this device.
    pub thumbnail_here: bool,
    /// Whether the picture is on this device.
    pub here: bool,
    /// Whether this device still has it to upload.
    pub unsent: bool,
}

/// A step of the life-cycle, as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StepView {
    /// What was done.
    pub act: Act,
    /// Where the report stood after it.
    pub to: Status,
    /// To whom, where it was assigned.
    pub assignee: Option<Assignee>,
    /// Their name, where it is a member.
    pub assignee_name: Option<String>,
    /// Words that went with it.
    pub note: String,
    /// Who did it.
    pub by: PersonRef,
    /// When, by their device.
    pub at: Timestamp,
    /// When the hub received it.
    pub received_at: Option<Timestamp>,
}

/// A field that two people set differently at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Clash {
    /// The field's name.
    pub field: String,
    /// Every value that stands, the one shown first.
    pub values: Vec<ClashValue>,
}

/// One of the values of a clash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ClashValue {
    /// The value as it is stored; write it back to choose it.
    pub value: String,
    /// The person's name, where the value is one.
    pub name: Option<String>,
    /// Who set it.
    pub by: Option<PersonRef>,
    /// When, by their device.
    pub at: Timestamp,
}

/// `hazard.edit`: changes single fields. What is not named stays as it is, clashes included (R3).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HazardEditArgs {
    /// The report.
    pub id: DocumentId,
    /// The heads of the view that the form was filled from; the newest state where not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
    /// New category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub category: Option<Category>,
    /// New severity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub severity: Option<Severity>,
    /// New building; empty text clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub building: Option<String>,
    /// New unit; empty text clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unit: Option<String>,
    /// New place by point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub point: Option<Point>,
    /// New words; only what differs is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub words: Option<String>,
    /// Chooses one of two statuses that stand at once; the way to move on is `hazard.act`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub status: Option<Status>,
    /// Chooses one of two assignees that stand at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub assignee: Option<Assignee>,
}

/// `hazard.act`: moves a report along its life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ActArgs {
    /// The report.
    pub id: DocumentId,
    /// What is done.
    pub act: Act,
    /// To whom: required for `assign`, not allowed otherwise. `property` or `member:<id>`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub assignee: Option<Assignee>,
    /// Words that go with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(as = "Option<String>", optional)]
    pub note: String,
    /// The heads of the view it was decided from; the newest state where not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<ChangeHash>>", optional)]
    pub heads: Vec<ChangeHash>,
    /// The step's own name, made by the caller so that a repeated tap takes no second step. UUID v7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub step: Option<DocumentId>,
}

/// `comment.add`: says something about a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CommentArgs {
    /// The record.
    pub id: DocumentId,
    /// What to say; 1–4,000 characters.
    pub text: String,
    /// The comment's own name, made by the caller so that a repeated tap adds no second one. UUID v7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub comment: Option<DocumentId>,
}

/// `photo.add`: adds a picture to a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PhotoAddArgs {
    /// The record.
    pub id: DocumentId,
    /// The picture.
    pub photo: NewPhoto,
    /// The photo's own name, made by the caller so that a repeated tap adds no second one. UUID v7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub photo_id: Option<DocumentId>,
}
