//! The app's whole interface: one closed list of typed requests and replies, used alike by the phone's window, the
//! browser console and the headless CLI. A reply names the topics it changed, so that a screen reloads just those.

mod card;
mod care;
mod catalogue;
mod checklist;
mod community;
mod device;
mod draft;
mod ended;
mod erasure;
mod hazard;
mod home;
mod joining;
mod mediation;
mod patrol;
mod reads;
mod record;
mod refusals;
mod register;
mod sending;
mod topic;
mod track;

pub use card::{
    AnswerView, CardAnswerArgs, CardList, CardNameArgs, CardRow, CardSendArgs, CardView, OutcomeView,
};
pub use care::{
    CareCard, CareList, CareNameArgs, CareSaveArgs, CareView, CareVisitArgs, ContactView, WatchList,
    WatchSaveArgs, WatchView,
};
pub use catalogue::{Command, Done, Nothing, Outcome, Reply, catalogue, export_typescript};
pub use checklist::{
    ChecklistList, ChecklistListArgs, ChecklistSaveArgs, ChecklistView, NewItem, VersionView,
};
pub use community::{CommunityView, EnrolArgs, Hidden, Me, MemberList, MemberListArgs};
pub use device::{DeviceList, DeviceRevokeArgs, DeviceView, MemberRevokeArgs, RevokedView};
pub use draft::{Draft, DraftDropArgs, DraftList, DraftSaveArgs};
pub use ended::{Ended, EndedFileArgs, EndedWhy, SealedFile};
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
pub use joining::{
    DecideArgs, InviteArgs, InviteKind, InviteView, JoiningList, JoiningView, OpenInvite, WaitingDevice,
};
pub use mediation::{
    CaseCard, CaseList, CaseListArgs, CaseNameArgs, CaseSaveArgs, CaseTalkArgs, CaseView, TalkView,
};
pub use patrol::{
    PatrolActArgs, PatrolCard, PatrolEditArgs, PatrolFilter, PatrolListArgs, PatrolPage, PatrolStartArgs,
    PatrolStepView, PatrolTeamArgs, PatrolTickArgs, PatrolView, TickView,
};
pub use reads::{ManyView, PhoneView, ReadList, ReadListArgs, ReadView};
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
