//! The app's whole interface: one closed list of typed requests and replies, used alike by the phone's window, the
//! browser console and the headless CLI. A reply names the topics it changed, so that a screen reloads just those.

mod catalogue;
mod checklist;
mod community;
mod erasure;
mod hazard;
mod home;
mod patrol;
mod record;
mod refusals;
mod register;
mod sending;
mod topic;
mod track;

pub use catalogue::{Command, Done, Nothing, Outcome, Reply, catalogue, export_typescript};
pub use checklist::{
    ChecklistList, ChecklistListArgs, ChecklistSaveArgs, ChecklistView, NewItem, VersionView,
};
pub use community::{CommunityView, EnrolArgs, Me, MemberList, MemberListArgs};
pub use erasure::{EraseArgs, ErasedView, ErasureDevice, ErasureList, ErasureView};
pub use hazard::{
    ActArgs, Clash, ClashValue, CommentArgs, CommentView, HazardCard, HazardEditArgs, HazardFilter,
    HazardListArgs, HazardPage, HazardReportArgs, HazardView, NewPhoto, PersonRef, PhotoAddArgs, PhotoView,
    Reported, StepView,
};
pub use home::{
    Alike, AlikeArgs, AlikeList, HomeAddArgs, HomeCard, HomeEditArgs, HomeFilter, HomeListArgs, HomeLookArgs,
    HomePage, HomeView, HomeVisitArgs, LookView, ResidentAddArgs, ResidentEditArgs, ResidentFields,
    ResidentView, VisitView,
};
pub use patrol::{
    PatrolActArgs, PatrolCard, PatrolEditArgs, PatrolFilter, PatrolListArgs, PatrolPage, PatrolStartArgs,
    PatrolStepView, PatrolTeamArgs, PatrolTickArgs, PatrolView, TickView,
};
pub use record::{
    DocumentArgs, HistoryEntry, HistoryView, MoveArgs, PhotoBytes, PhotoGetArgs, PhotoSize, PlaceList,
};
pub use refusals::{RefusalArgs, RefusalList, RefusalView, SettledView};
pub use register::{
    ExportArgs, ExportFile, ImportArgs, ImportLine, ImportRefusal, ImportReport, ImportSet, ImportSheet,
    ImportWhy, NewFile, RegisterFormat, RegisterKind, SheetState,
};
pub use sending::{
    Delivery, HandOverFile, LeftItem, OutboxItem, OutboxView, RefusedArgs, RefusedItem, Sending,
    SendingState, Writing,
};
pub use topic::Topic;
pub use track::{
    Bounds, Fix, FixProblem, FixRefused, GapReason, TrackAddArgs, TrackAdded, TrackArgs, TrackChooseArgs,
    TrackFile, TrackGap, TrackPoint, TrackView,
};
