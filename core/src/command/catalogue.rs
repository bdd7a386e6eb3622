//! The closed list of commands: each is declared once, with its name, its arguments and its reply.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::*;

/// No arguments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Nothing {}

/// Nothing to say but that it was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Done {}

/// Declares the commands: enum, reply enum, JSON Schema and TypeScript map from one list.
macro_rules! commands {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal: $args:ty => $reply:ty,)+) => {
        /// A request: `{"command": "hazard.report", "args": {…}}`.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "command", content = "args")]
        pub enum Command {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $variant($args),)+
        }

        /// What a command gives back, one variant a command; in JSON just the value.
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[serde(untagged)]
        #[allow(clippy::large_enum_variant, reason = "one reply lives at a time, on its way to JSON")]
        pub enum Reply {
            $(#[doc = concat!("Reply to `", $name, "`.")] $variant($reply),)+
        }

        impl Command {
            /// Every command's name.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// This command's name.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $(Command::$variant(_) => $name,)+ }
            }
        }

        /// JSON Schema of every command and reply: `{"commands": {name: {description, args, reply}}}`.
        #[must_use]
        pub fn catalogue() -> serde_json::Value {
            let mut commands = serde_json::Map::new();
            $(
                commands.insert($name.to_owned(), serde_json::json!({
                    "description": concat!($($doc, " "),+).trim(),
                    "args": schemars::schema_for!($args),
                    "reply": schemars::schema_for!($reply),
                }));
            )+
            serde_json::json!({
                "commands": commands,
                "outcome": { "ok": "the reply", "changed": schemars::schema_for!(Vec<Topic>) },
                "error": schemars::schema_for!(crate::Failure),
            })
        }

        /// The TypeScript map from a command's name to its arguments and reply, and the types it needs.
        ///
        /// # Errors
        /// Where a file cannot be written.
        pub fn export_typescript(config: &ts_rs::Config) -> Result<String, ts_rs::ExportError> {
            let mut map = String::from("export interface CommandMap {\n");
            let mut imports = std::collections::BTreeSet::new();
            $(
                <$args as TS>::export_all(config)?;
                <$reply as TS>::export_all(config)?;
                imports.insert(<$args as TS>::ident(config));
                imports.insert(<$reply as TS>::ident(config));
                map.push_str(&format!(
                    "  /**{} */\n  \"{}\": {{ args: {}; reply: {} }};\n",
                    concat!($($doc),+), $name, <$args as TS>::name(config), <$reply as TS>::name(config),
                ));
            )+
            map.push_str("}\n");
            <crate::Failure as TS>::export_all(config)?;
            <Topic as TS>::export_all(config)?;
            let imports: String =
                imports.iter().map(|name| format!("import type {{ {name} }} from \"./{name}\";\n")).collect();
            Ok(format!("// Generated from core/src/command/catalogue.rs. Do not edit.\n{imports}\n{map}"))
        }
    };
}

commands! {
    /// Asks to join a community with a one-time code; the office answers.
    Enrol "device.enrol": EnrolArgs => Me,
    /// Who holds this device.
    Me "me.show": Nothing => Me,
    /// The org tree and how many people hold each role.
    Community "community.show": Nothing => CommunityView,
    /// People, found by a part of their name or by where they work.
    MemberList "member.list": MemberListArgs => MemberList,
    /// Invites a member to join with a device: a code, and a link as a QR code.
    MemberInvite "member.invite": InviteArgs => InviteView,
    /// Which devices wait for the office's answer, and which invitations are open.
    JoiningList "joining.list": Nothing => JoiningList,
    /// The office's yes or no to a device that waits.
    JoiningDecide "joining.decide": DecideArgs => Done,
    /// One's own devices; to the office, everybody's.
    DeviceList "device.list": Nothing => DeviceList,
    /// Ends a device for good: it can send and read nothing any more.
    DeviceRevoke "device.revoke": DeviceRevokeArgs => RevokedView,
    /// Ends every device of a member.
    MemberRevoke "member.revoke": MemberRevokeArgs => RevokedView,
    /// A new hazard report.
    HazardReport "hazard.report": HazardReportArgs => Reported,
    /// Hazard reports, newest first, in pages.
    HazardList "hazard.list": HazardListArgs => HazardPage,
    /// One hazard report, whole.
    HazardShow "hazard.show": DocumentArgs => HazardView,
    /// Changes single fields of a hazard report.
    HazardEdit "hazard.edit": HazardEditArgs => Reported,
    /// Moves a hazard report along its life.
    HazardAct "hazard.act": ActArgs => Reported,
    /// Says something about a record.
    CommentAdd "comment.add": CommentArgs => Reported,
    /// Adds a picture to a record.
    PhotoAdd "photo.add": PhotoAddArgs => Reported,
    /// The bytes of a picture.
    PhotoGet "photo.get": PhotoGetArgs => PhotoBytes,
    /// A patrol begins.
    PatrolStart "patrol.start": PatrolStartArgs => Reported,
    /// A patrol rests, goes on or ends.
    PatrolAct "patrol.act": PatrolActArgs => Reported,
    /// An item of a patrol's checklist was looked at.
    PatrolTick "patrol.tick": PatrolTickArgs => Reported,
    /// Somebody joins a patrol or leaves it.
    PatrolTeam "patrol.team": PatrolTeamArgs => Reported,
    /// Changes single fields of a patrol.
    PatrolEdit "patrol.edit": PatrolEditArgs => Reported,
    /// Patrols, newest first, in pages.
    PatrolList "patrol.list": PatrolListArgs => PatrolPage,
    /// One patrol, whole.
    PatrolShow "patrol.show": DocumentArgs => PatrolView,
    /// Every checklist.
    ChecklistList "checklist.list": ChecklistListArgs => ChecklistList,
    /// Makes or changes a checklist.
    ChecklistSave "checklist.save": ChecklistSaveArgs => Reported,
    /// Writes a room down.
    HomeAdd "home.add": HomeAddArgs => Reported,
    /// Changes single fields of a home.
    HomeEdit "home.edit": HomeEditArgs => Reported,
    /// Notes a visit to a home.
    HomeVisit "home.visit": HomeVisitArgs => Reported,
    /// The police open a home, and say why.
    HomeLook "home.look": HomeLookArgs => Reported,
    /// Homes, in pages.
    HomeList "home.list": HomeListArgs => HomePage,
    /// One home with its people.
    HomeShow "home.show": DocumentArgs => HomeView,
    /// Writes a person of a home down.
    ResidentAdd "resident.add": ResidentAddArgs => Reported,
    /// Changes single fields of a resident.
    ResidentEdit "resident.edit": ResidentEditArgs => Reported,
    /// Mediation cases that this member may read.
    CaseList "case.list": CaseListArgs => CaseList,
    /// One case, whole.
    CaseShow "case.show": DocumentArgs => CaseView,
    /// Writes a case down, or changes single fields of one.
    CaseSave "case.save": CaseSaveArgs => Reported,
    /// Names somebody in a case, or takes them off.
    CaseName "case.name": CaseNameArgs => Reported,
    /// Notes a talk with the parties of a case.
    CaseTalk "case.talk": CaseTalkArgs => Reported,
    /// The police's cards.
    CardList "card.list": Nothing => CardList,
    /// One card, whole.
    CardShow "card.show": DocumentArgs => CardView,
    /// The police ask named people to look at a place.
    CardSend "card.send": CardSendArgs => Reported,
    /// Addresses a card to one more, or to one less.
    CardName "card.name": CardNameArgs => Reported,
    /// Tells the police that a card was opened.
    CardSeen "card.seen": DocumentArgs => Reported,
    /// Says what came of a card.
    CardAnswer "card.answer": CardAnswerArgs => Reported,
    /// People whom this member may look in on.
    CareList "care.list": Nothing => CareList,
    /// One of them, whole.
    CareShow "care.show": DocumentArgs => CareView,
    /// Writes down a person who agreed to be looked in on, or changes single fields of one.
    CareSave "care.save": CareSaveArgs => Reported,
    /// Names somebody in a person's care, or takes them off.
    CareName "care.name": CareNameArgs => Reported,
    /// Somebody looked in.
    CareVisit "care.visit": CareVisitArgs => Reported,
    /// Whom the police watch.
    WatchList "watch.list": Nothing => WatchList,
    /// Notes whom the police watch, or changes it.
    WatchSave "watch.save": WatchSaveArgs => Reported,
    /// Who looked at what.
    ReadList "read.list": ReadListArgs => ReadList,
    /// A telephone number of a home or of a person of it, whole.
    PhoneShow "phone.show": DocumentArgs => PhoneView,
    /// What in the register is like an entry being typed.
    RegisterAlike "register.alike": AlikeArgs => AlikeList,
    /// What the office's workbook would change.
    ImportPreview "import.preview": ImportArgs => ImportReport,
    /// Takes the office's workbook in.
    ImportApply "import.apply": ImportArgs => ImportReport,
    /// A register as a file.
    RegisterExport "register.export": ExportArgs => ExportFile,
    /// Moves a record to another grid or post area.
    RecordMove "record.move": MoveArgs => Reported,
    /// Where this member may move a record.
    RecordPlaces "record.places": DocumentArgs => PlaceList,
    /// Every change to a record.
    RecordHistory "record.history": DocumentArgs => HistoryView,
    /// Has something of a record erased, for good and on every device.
    RecordErase "record.erase": EraseArgs => ErasedView,
    /// Every erasure, and which devices have followed.
    ErasureList "erasure.list": Nothing => ErasureList,
    /// What was sent and what waits, in one line.
    SendingShow "sending.show": Nothing => Sending,
    /// What waits on this device, and what came back.
    OutboxList "outbox.list": Nothing => OutboxView,
    /// What waits, as a file that only the community's computer can read. It may travel by any means.
    HandOverMake "hand_over.make": Nothing => HandOverFile,
    /// What a phone whose time has ended had not sent: one of its sealed files.
    EndedFile "ended.file": EndedFileArgs => HandOverFile,
    /// The sealed files were handed over: they and the notice of the end go.
    EndedDismiss "ended.dismiss": Nothing => Done,
    /// Keeps what stands in a form, on this device alone.
    DraftSave "draft.save": DraftSaveArgs => Done,
    /// Every form that is kept.
    DraftLoad "draft.load": Nothing => DraftList,
    /// Forgets a form.
    DraftDrop "draft.drop": DraftDropArgs => Done,
    /// Writes what was returned once more, as a new change.
    RefusedAgain "refused.again": RefusedArgs => Reported,
    /// Puts a returned change away; the hub keeps it.
    RefusedDismiss "refused.dismiss": RefusedArgs => Done,
    /// What the hub refused, for those who manage where it belongs, and for who wrote it.
    RefusalList "refusal.list": Nothing => RefusalList,
    /// Writes something of the refusals box once more, under this member's name.
    RefusalRefile "refusal.refile": RefusalArgs => Reported,
    /// Says of something in the refusals box that nothing more is to be done.
    RefusalSettle "refusal.settle": RefusalArgs => Done,
    /// Keeps the track of a patrol from now on, or stops keeping it. It stays on this device.
    TrackChoose "track.choose": TrackChooseArgs => Done,
    /// Adds what the phone's receiver told to the track of a patrol.
    TrackAdd "track.add": TrackAddArgs => TrackAdded,
    /// The track of a patrol, thin enough to be drawn.
    TrackShow "track.show": TrackArgs => TrackView,
    /// The track of a patrol as a GPX file.
    TrackExport "track.export": TrackArgs => TrackFile,
    /// Deletes the track of a patrol from this device; there is no other copy.
    TrackDelete "track.delete": TrackArgs => Done,
    /// Tries to send now. It goes by itself too; this is the one button.
    SyncNow "sync.now": Nothing => Sending,
}

/// What became of a command that was done.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// The reply.
    pub ok: Reply,
    /// The topics it changed.
    pub changed: Vec<Topic>,
}

impl Outcome {
    /// A reply that changed nothing.
    #[must_use]
    pub fn read(ok: Reply) -> Self {
        Outcome { ok, changed: Vec::new() }
    }
}
