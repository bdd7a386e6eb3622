// Generated from core/src/command/catalogue.rs. Do not edit.
import type { ActArgs } from "./ActArgs";
import type { CommentArgs } from "./CommentArgs";
import type { CommunityView } from "./CommunityView";
import type { DocumentArgs } from "./DocumentArgs";
import type { Done } from "./Done";
import type { EnrolArgs } from "./EnrolArgs";
import type { HazardEditArgs } from "./HazardEditArgs";
import type { HazardListArgs } from "./HazardListArgs";
import type { HazardPage } from "./HazardPage";
import type { HazardReportArgs } from "./HazardReportArgs";
import type { HazardView } from "./HazardView";
import type { HistoryView } from "./HistoryView";
import type { Me } from "./Me";
import type { MemberList } from "./MemberList";
import type { MemberListArgs } from "./MemberListArgs";
import type { Nothing } from "./Nothing";
import type { OutboxView } from "./OutboxView";
import type { PhotoAddArgs } from "./PhotoAddArgs";
import type { PhotoBytes } from "./PhotoBytes";
import type { PhotoGetArgs } from "./PhotoGetArgs";
import type { RefusedArgs } from "./RefusedArgs";
import type { Reported } from "./Reported";
import type { Sending } from "./Sending";
import type { TrackAddArgs } from "./TrackAddArgs";
import type { TrackAdded } from "./TrackAdded";
import type { TrackArgs } from "./TrackArgs";
import type { TrackChooseArgs } from "./TrackChooseArgs";
import type { TrackFile } from "./TrackFile";
import type { TrackView } from "./TrackView";

export interface CommandMap {
  /** Joins this device to a community with a one-time code. */
  "device.enrol": { args: EnrolArgs; reply: Me };
  /** Who holds this device. */
  "me.show": { args: Nothing; reply: Me };
  /** The org tree and how many people hold each role. */
  "community.show": { args: Nothing; reply: CommunityView };
  /** People, found by a part of their name or by where they work. */
  "member.list": { args: MemberListArgs; reply: MemberList };
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
  /** Every change to a record. */
  "record.history": { args: DocumentArgs; reply: HistoryView };
  /** What was sent and what waits, in one line. */
  "sending.show": { args: Nothing; reply: Sending };
  /** What waits on this device, and what came back. */
  "outbox.list": { args: Nothing; reply: OutboxView };
  /** Writes what was returned once more, as a new change. */
  "refused.again": { args: RefusedArgs; reply: Reported };
  /** Puts a returned change away; the hub keeps it. */
  "refused.dismiss": { args: RefusedArgs; reply: Done };
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
