//! Requests and replies about what is on its way.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Timestamp;
use crate::document::Edit;
use crate::hazard::Category;
use crate::id::{ChangeHash, DocumentId};
use crate::kind::Kind;
use crate::open_enum::open_enum;
use crate::referee::Reason;

open_enum! {
    /// Where this device's own part of a record is.
    pub enum Delivery {
        /// Nothing of it is waiting here.
        Sent = "sent",
        /// Something is still only on this device.
        Unsent = "unsent",
        /// Something was returned (退回来了).
        Refused = "refused",
    }
}

open_enum! {
    /// What the one line about sending says. The words are in elder-ui C3.
    pub enum SendingState {
        /// Everything was sent and the hub's digest agrees.
        AllSent = "all_sent",
        /// Something waits; it goes by itself when there is a network.
        Waiting = "waiting",
        /// Something is going out now.
        Sending = "sending",
        /// Nothing waits, and the hub cannot be reached now.
        NoNetwork = "no_network",
        /// Something has waited for more than a day.
        WaitingLong = "waiting_long",
        /// Something was returned.
        Refused = "refused",
        /// The first contact has not been finished yet.
        Starting = "starting",
    }
}

/// `sending.show`: what was sent, what waits. The one line on the home screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Sending {
    /// What to say.
    pub state: SendingState,
    /// Changes and photos that wait on this device.
    pub unsent: u32,
    /// Changes that were returned and not yet looked at.
    pub refused: u32,
    /// What lies open in the refusals box of the spaces that this member manages, as the hub last said.
    pub boxed: u32,
    /// How many of this member's own records the hub holds.
    pub received: u32,
    /// When the hub last confirmed that nothing is missing, by the hub's clock.
    pub complete_at: Option<Timestamp>,
    /// When the oldest waiting change was written.
    pub oldest_unsent_at: Option<Timestamp>,
    /// Whether the hub can be reached now.
    pub online: bool,
    /// Whether this device's clock is off by more than five minutes.
    pub clock_off: bool,
}

open_enum! {
    /// What was written, in the words of taps.
    pub enum Writing {
        /// A report.
        Report = "report",
        /// Changed fields.
        Edit = "edit",
        /// A comment.
        Comment = "comment",
        /// A photo's entry in the record.
        Photo = "photo",
        /// A step of the life-cycle.
        Act = "act",
        /// A patrol that began.
        Patrol = "patrol",
        /// A tick of a checklist.
        Tick = "tick",
        /// Who walks along.
        Team = "team",
        /// A checklist.
        Checklist = "checklist",
        /// A home that was written down.
        Home = "home",
        /// A person who was written down.
        Resident = "resident",
        /// A move to another grid or post area.
        Move = "move",
        /// A visit.
        Visit = "visit",
        /// Why the police opened a home.
        Look = "look",
        /// A case that was written down.
        Case = "case",
        /// A talk with its parties.
        Talk = "talk",
        /// A card of the police.
        Card = "card",
        /// That a card was opened.
        Seen = "seen",
        /// What came of a card.
        Answer = "answer",
        /// A person who is to be looked in on.
        Care = "care",
        /// Somebody looked in.
        Contact = "contact",
        /// Whom the police watch.
        Watch = "watch",
        /// Who is named in a record.
        Name = "name",
        /// A photo's bytes.
        Upload = "upload",
    }
}

impl Writing {
    /// What an edit of a record is called.
    #[must_use]
    pub fn of(kind: &Kind, edit: &Edit) -> Writing {
        let list = edit.items.first().map(|item| item.list.as_str());
        match (kind, list) {
            (Kind::Hazard, _) if edit.begins => Writing::Report,
            (Kind::Patrol, _) if edit.begins => Writing::Patrol,
            (Kind::Home, _) if edit.begins => Writing::Home,
            (Kind::Resident, _) if edit.begins => Writing::Resident,
            (Kind::Checklist, _) => Writing::Checklist,
            _ if edit.step.is_some() => Writing::Act,
            (_, Some("comments")) => Writing::Comment,
            (_, Some("photos")) => Writing::Photo,
            (_, Some("ticks")) => Writing::Tick,
            (_, Some("team")) => Writing::Team,
            (_, Some("visits")) => Writing::Visit,
            (_, Some("looks")) => Writing::Look,
            _ if edit.fields.iter().any(|field| field.key == "moved_to") => Writing::Move,
            _ => Writing::Edit,
        }
    }
}

/// One thing that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutboxItem {
    /// The record.
    pub id: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// Its category, where it is a hazard.
    pub category: Option<Category>,
    /// What people call it, where it has a name: a room (33-1-501), a person, an area, a checklist. Empty where it has none.
    pub label: String,
    /// What was written.
    pub writing: Writing,
    /// When.
    pub at: Timestamp,
}

/// `outbox.list`: what waits on this device, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct OutboxView {
    /// The things that wait, at most 200.
    pub items: Vec<OutboxItem>,
    /// How many in all.
    pub total: u32,
    /// Changes that came back, newest first.
    pub refused: Vec<RefusedItem>,
    /// What came back where this member may read no more, newest first: the words are gone from this device (R19).
    pub left: Vec<LeftItem>,
}

/// One change that came back, of a record that may not be read here any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LeftItem {
    /// The change.
    pub hash: ChangeHash,
    /// When it came back.
    pub at: Timestamp,
    /// Whether the hub keeps what was written.
    pub kept: bool,
}

/// A change that was returned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RefusedItem {
    /// The change.
    pub hash: ChangeHash,
    /// The record.
    pub id: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// As in [`OutboxItem`].
    pub label: String,
    /// What was written.
    pub writing: Writing,
    /// What was written, in full: a text a person can read and copy.
    pub text: String,
    /// Why: the hub's reason, or one of the device's own.
    pub reason: Reason,
    /// When it was written.
    pub at: Timestamp,
}

/// `hand_over.make`: what waits, as a file that only the community's computer can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HandOverFile {
    /// A name to save it under.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// The bytes in base64.
    pub base64: String,
    /// How many changes are in it.
    pub changes: u32,
    /// How many attachments are in it.
    pub photos: u32,
    /// How many things had no room: they wait on.
    pub left_out: u32,
}

/// `refused.again`: reports what was returned once more, as a new change; `refused.dismiss`: puts it away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RefusedArgs {
    /// The change that was returned.
    pub hash: ChangeHash,
}
