// Generated from core/src/command/catalogue.rs. Do not edit.
import type { ActArgs } from "./ActArgs";
import type { AlikeArgs } from "./AlikeArgs";
import type { AlikeList } from "./AlikeList";
import type { CardAnswerArgs } from "./CardAnswerArgs";
import type { CardList } from "./CardList";
import type { CardNameArgs } from "./CardNameArgs";
import type { CardSendArgs } from "./CardSendArgs";
import type { CardView } from "./CardView";
import type { CareList } from "./CareList";
import type { CareNameArgs } from "./CareNameArgs";
import type { CareSaveArgs } from "./CareSaveArgs";
import type { CareView } from "./CareView";
import type { CareVisitArgs } from "./CareVisitArgs";
import type { CaseList } from "./CaseList";
import type { CaseListArgs } from "./CaseListArgs";
import type { CaseNameArgs } from "./CaseNameArgs";
import type { CaseSaveArgs } from "./CaseSaveArgs";
import type { CaseTalkArgs } from "./CaseTalkArgs";
import type { CaseView } from "./CaseView";
import type { ChecklistList } from "./ChecklistList";
import type { ChecklistListArgs } from "./ChecklistListArgs";
import type { ChecklistSaveArgs } from "./ChecklistSaveArgs";
import type { CommentArgs } from "./CommentArgs";
import type { CommunityView } from "./CommunityView";
import type { DecideArgs } from "./DecideArgs";
import type { DeviceList } from "./DeviceList";
import type { DeviceRevokeArgs } from "./DeviceRevokeArgs";
import type { DocumentArgs } from "./DocumentArgs";
import type { Done } from "./Done";
import type { DraftDropArgs } from "./DraftDropArgs";
import type { DraftList } from "./DraftList";
import type { DraftSaveArgs } from "./DraftSaveArgs";
import type { EndedFileArgs } from "./EndedFileArgs";
import type { EnrolArgs } from "./EnrolArgs";
import type { EraseArgs } from "./EraseArgs";
import type { ErasedView } from "./ErasedView";
import type { ErasureList } from "./ErasureList";
import type { ExportArgs } from "./ExportArgs";
import type { ExportFile } from "./ExportFile";
import type { HandOverFile } from "./HandOverFile";
import type { HazardEditArgs } from "./HazardEditArgs";
import type { HazardListArgs } from "./HazardListArgs";
import type { HazardPage } from "./HazardPage";
import type { HazardReportArgs } from "./HazardReportArgs";
import type { HazardView } from "./HazardView";
import type { HistoryView } from "./HistoryView";
import type { HomeAddArgs } from "./HomeAddArgs";
import type { HomeEditArgs } from "./HomeEditArgs";
import type { HomeListArgs } from "./HomeListArgs";
import type { HomeLookArgs } from "./HomeLookArgs";
import type { HomePage } from "./HomePage";
import type { HomeView } from "./HomeView";
import type { HomeVisitArgs } from "./HomeVisitArgs";
import type { ImportArgs } from "./ImportArgs";
import type { ImportReport } from "./ImportReport";
import type { InviteArgs } from "./InviteArgs";
import type { InviteView } from "./InviteView";
import type { JoiningList } from "./JoiningList";
import type { Me } from "./Me";
import type { MemberList } from "./MemberList";
import type { MemberListArgs } from "./MemberListArgs";
import type { MemberRevokeArgs } from "./MemberRevokeArgs";
import type { MoveArgs } from "./MoveArgs";
import type { Nothing } from "./Nothing";
import type { OutboxView } from "./OutboxView";
import type { PatrolActArgs } from "./PatrolActArgs";
import type { PatrolEditArgs } from "./PatrolEditArgs";
import type { PatrolListArgs } from "./PatrolListArgs";
import type { PatrolPage } from "./PatrolPage";
import type { PatrolStartArgs } from "./PatrolStartArgs";
import type { PatrolTeamArgs } from "./PatrolTeamArgs";
import type { PatrolTickArgs } from "./PatrolTickArgs";
import type { PatrolView } from "./PatrolView";
import type { PhoneView } from "./PhoneView";
import type { PhotoAddArgs } from "./PhotoAddArgs";
import type { PhotoBytes } from "./PhotoBytes";
import type { PhotoGetArgs } from "./PhotoGetArgs";
import type { PlaceList } from "./PlaceList";
import type { ReadList } from "./ReadList";
import type { ReadListArgs } from "./ReadListArgs";
import type { RefusalArgs } from "./RefusalArgs";
import type { RefusalList } from "./RefusalList";
import type { RefusedArgs } from "./RefusedArgs";
import type { Reported } from "./Reported";
import type { ResidentAddArgs } from "./ResidentAddArgs";
import type { ResidentEditArgs } from "./ResidentEditArgs";
import type { RevokedView } from "./RevokedView";
import type { Sending } from "./Sending";
import type { TrackAddArgs } from "./TrackAddArgs";
import type { TrackAdded } from "./TrackAdded";
import type { TrackArgs } from "./TrackArgs";
import type { TrackChooseArgs } from "./TrackChooseArgs";
import type { TrackFile } from "./TrackFile";
import type { TrackView } from "./TrackView";
import type { WatchList } from "./WatchList";
import type { WatchSaveArgs } from "./WatchSaveArgs";

export interface CommandMap {
  /** Asks to join a community with a one-time code; the office answers. */
  "device.enrol": { args: EnrolArgs; reply: Me };
  /** Who holds this device. */
  "me.show": { args: Nothing; reply: Me };
  /** The org tree and how many people hold each role. */
  "community.show": { args: Nothing; reply: CommunityView };
  /** People, found by a part of their name or by where they work. */
  "member.list": { args: MemberListArgs; reply: MemberList };
  /** Invites a member to join with a device: a code, and a link as a QR code. */
  "member.invite": { args: InviteArgs; reply: InviteView };
  /** Which devices wait for the office's answer, and which invitations are open. */
  "joining.list": { args: Nothing; reply: JoiningList };
  /** The office's yes or no to a device that waits. */
  "joining.decide": { args: DecideArgs; reply: Done };
  /** One's own devices; to the office, everybody's. */
  "device.list": { args: Nothing; reply: DeviceList };
  /** Ends a device for good: it can send and read nothing any more. */
  "device.revoke": { args: DeviceRevokeArgs; reply: RevokedView };
  /** Ends every device of a member. */
  "member.revoke": { args: MemberRevokeArgs; reply: RevokedView };
  /** A new hazard report. */
  "hazard.report": { args: HazardReportArgs; reply: Reported };
  /** Hazard reports, newest first, in pages. */
  "hazard.list": { args: HazardListArgs; reply: HazardPage };
  /** One hazard report, whole. */
  "hazard.show": { args: DocumentArgs; reply: HazardView };
  /** Changes single fields of a hazard report. */
  "hazard.edit": { args: HazardEditArgs; reply: Reported };
  /** Moves a hazard report along its life. */
  "hazard.act": { args: ActArgs; reply: Reported };
  /** Says something about a record. */
  "comment.add": { args: CommentArgs; reply: Reported };
  /** Adds a picture to a record. */
  "photo.add": { args: PhotoAddArgs; reply: Reported };
  /** The bytes of a picture. */
  "photo.get": { args: PhotoGetArgs; reply: PhotoBytes };
  /** A patrol begins. */
  "patrol.start": { args: PatrolStartArgs; reply: Reported };
  /** A patrol rests, goes on or ends. */
  "patrol.act": { args: PatrolActArgs; reply: Reported };
  /** An item of a patrol's checklist was looked at. */
  "patrol.tick": { args: PatrolTickArgs; reply: Reported };
  /** Somebody joins a patrol or leaves it. */
  "patrol.team": { args: PatrolTeamArgs; reply: Reported };
  /** Changes single fields of a patrol. */
  "patrol.edit": { args: PatrolEditArgs; reply: Reported };
  /** Patrols, newest first, in pages. */
  "patrol.list": { args: PatrolListArgs; reply: PatrolPage };
  /** One patrol, whole. */
  "patrol.show": { args: DocumentArgs; reply: PatrolView };
  /** Every checklist. */
  "checklist.list": { args: ChecklistListArgs; reply: ChecklistList };
  /** Makes or changes a checklist. */
  "checklist.save": { args: ChecklistSaveArgs; reply: Reported };
  /** Writes a room down. */
  "home.add": { args: HomeAddArgs; reply: Reported };
  /** Changes single fields of a home. */
  "home.edit": { args: HomeEditArgs; reply: Reported };
  /** Notes a visit to a home. */
  "home.visit": { args: HomeVisitArgs; reply: Reported };
  /** The police open a home, and say why. */
  "home.look": { args: HomeLookArgs; reply: Reported };
  /** Homes, in pages. */
  "home.list": { args: HomeListArgs; reply: HomePage };
  /** One home with its people. */
  "home.show": { args: DocumentArgs; reply: HomeView };
  /** Writes a person of a home down. */
  "resident.add": { args: ResidentAddArgs; reply: Reported };
  /** Changes single fields of a resident. */
  "resident.edit": { args: ResidentEditArgs; reply: Reported };
  /** Mediation cases that this member may read. */
  "case.list": { args: CaseListArgs; reply: CaseList };
  /** One case, whole. */
  "case.show": { args: DocumentArgs; reply: CaseView };
  /** Writes a case down, or changes single fields of one. */
  "case.save": { args: CaseSaveArgs; reply: Reported };
  /** Names somebody in a case, or takes them off. */
  "case.name": { args: CaseNameArgs; reply: Reported };
  /** Notes a talk with the parties of a case. */
  "case.talk": { args: CaseTalkArgs; reply: Reported };
  /** The police's cards. */
  "card.list": { args: Nothing; reply: CardList };
  /** One card, whole. */
  "card.show": { args: DocumentArgs; reply: CardView };
  /** The police ask named people to look at a place. */
  "card.send": { args: CardSendArgs; reply: Reported };
  /** Addresses a card to one more, or to one less. */
  "card.name": { args: CardNameArgs; reply: Reported };
  /** Tells the police that a card was opened. */
  "card.seen": { args: DocumentArgs; reply: Reported };
  /** Says what came of a card. */
  "card.answer": { args: CardAnswerArgs; reply: Reported };
  /** People whom this member may look in on. */
  "care.list": { args: Nothing; reply: CareList };
  /** One of them, whole. */
  "care.show": { args: DocumentArgs; reply: CareView };
  /** Writes down a person who agreed to be looked in on, or changes single fields of one. */
  "care.save": { args: CareSaveArgs; reply: Reported };
  /** Names somebody in a person's care, or takes them off. */
  "care.name": { args: CareNameArgs; reply: Reported };
  /** Somebody looked in. */
  "care.visit": { args: CareVisitArgs; reply: Reported };
  /** Whom the police watch. */
  "watch.list": { args: Nothing; reply: WatchList };
  /** Notes whom the police watch, or changes it. */
  "watch.save": { args: WatchSaveArgs; reply: Reported };
  /** Who looked at what. */
  "read.list": { args: ReadListArgs; reply: ReadList };
  /** A telephone number of a home or of a person of it, whole. */
  "phone.show": { args: DocumentArgs; reply: PhoneView };
  /** What in the register is like an entry being typed. */
  "register.alike": { args: AlikeArgs; reply: AlikeList };
  /** What the office's workbook would change. */
  "import.preview": { args: ImportArgs; reply: ImportReport };
  /** Takes the office's workbook in. */
  "import.apply": { args: ImportArgs; reply: ImportReport };
  /** A register as a file. */
  "register.export": { args: ExportArgs; reply: ExportFile };
  /** Moves a record to another grid or post area. */
  "record.move": { args: MoveArgs; reply: Reported };
  /** Where this member may move a record. */
  "record.places": { args: DocumentArgs; reply: PlaceList };
  /** Every change to a record. */
  "record.history": { args: DocumentArgs; reply: HistoryView };
  /** Has something of a record erased, for good and on every device. */
  "record.erase": { args: EraseArgs; reply: ErasedView };
  /** Every erasure, and which devices have followed. */
  "erasure.list": { args: Nothing; reply: ErasureList };
  /** What was sent and what waits, in one line. */
  "sending.show": { args: Nothing; reply: Sending };
  /** What waits on this device, and what came back. */
  "outbox.list": { args: Nothing; reply: OutboxView };
  /** What waits, as a file that only the community's computer can read. It may travel by any means. */
  "hand_over.make": { args: Nothing; reply: HandOverFile };
  /** What a phone whose time has ended had not sent: one of its sealed files. */
  "ended.file": { args: EndedFileArgs; reply: HandOverFile };
  /** The sealed files were handed over: they and the notice of the end go. */
  "ended.dismiss": { args: Nothing; reply: Done };
  /** Keeps what stands in a form, on this device alone. */
  "draft.save": { args: DraftSaveArgs; reply: Done };
  /** Every form that is kept. */
  "draft.load": { args: Nothing; reply: DraftList };
  /** Forgets a form. */
  "draft.drop": { args: DraftDropArgs; reply: Done };
  /** Writes what was returned once more, as a new change. */
  "refused.again": { args: RefusedArgs; reply: Reported };
  /** Puts a returned change away; the hub keeps it. */
  "refused.dismiss": { args: RefusedArgs; reply: Done };
  /** What the hub refused, for those who manage where it belongs, and for who wrote it. */
  "refusal.list": { args: Nothing; reply: RefusalList };
  /** Writes something of the refusals box once more, under this member's name. */
  "refusal.refile": { args: RefusalArgs; reply: Reported };
  /** Says of something in the refusals box that nothing more is to be done. */
  "refusal.settle": { args: RefusalArgs; reply: Done };
  /** Keeps the track of a patrol from now on, or stops keeping it. It stays on this device. */
  "track.choose": { args: TrackChooseArgs; reply: Done };
  /** Adds what the phone's receiver told to the track of a patrol. */
  "track.add": { args: TrackAddArgs; reply: TrackAdded };
  /** The track of a patrol, thin enough to be drawn. */
  "track.show": { args: TrackArgs; reply: TrackView };
  /** The track of a patrol as a GPX file. */
  "track.export": { args: TrackArgs; reply: TrackFile };
  /** Deletes the track of a patrol from this device; there is no other copy. */
  "track.delete": { args: TrackArgs; reply: Done };
  /** Tries to send now. It goes by itself too; this is the one button. */
  "sync.now": { args: Nothing; reply: Sending };
}
