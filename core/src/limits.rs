//! The limits of what is admitted (R25), taken from the largest honest case. The device keeps to them before it saves.

/// Bytes of one plain change chunk.
pub const CHANGE_BYTES: usize = 64 * 1024;
/// Operations of one change.
pub const CHANGE_OPS: usize = 20_000;
/// Dependencies of one change.
pub const CHANGE_DEPS: usize = 1_024;
/// Actors that one change names besides its own.
pub const CHANGE_ACTORS: usize = 1_024;
/// Length of an actor: device tag (8) + random (8).
pub const ACTOR_BYTES: usize = 16;
/// The highest operation counter a document may reach (R17): far below u32::MAX, where automerge stops.
pub const MAX_OP: u64 = 1 << 31;
/// Characters of one string value (a scalar, not CRDT text).
pub const SCALAR_CHARS: usize = 4_000;
/// Characters of a free text.
pub const TEXT_CHARS: usize = 20_000;
/// Characters of inserted text in one change; a longer paste becomes several changes in one transaction.
pub const TEXT_CHARS_PER_CHANGE: usize = 5_000;
/// Photos of one hazard.
pub const PHOTOS: usize = 9;
/// Bytes of a photo after shrinking.
pub const PHOTO_BYTES: usize = 200_000;
/// Bytes of a thumbnail.
pub const THUMBNAIL_BYTES: usize = 30_000;
/// Pixels of a picture that is still decoded on the device.
pub const PHOTO_PIXELS: u64 = 64_000_000;
/// Bytes of one attachment part on the wire.
pub const BLOB_PART_BYTES: usize = 256 * 1024;
/// Bytes of one sync request after unpacking; a larger outbox goes in several.
pub const REQUEST_BYTES: usize = 8 * 1024 * 1024;
/// Bytes of one frame of a reply after unpacking.
pub const FRAME_BYTES: usize = 4 * 1024 * 1024;
/// Changes of one push.
pub const PUSH_CHANGES: usize = 10_000;
/// Changes that one change names as those it was written in place of (R18).
pub const REPLACED: usize = 16;
/// Documents of one page of a comparison (R23).
pub const COMPARE_DOCUMENTS: usize = 1_000;
/// Changes of one return (R23).
pub const RETURN_CHANGES: usize = 1_000;
/// Bytes of changes in one return; the change that passes it is still in it.
pub const RETURN_BYTES: usize = 1024 * 1024;
/// Bytes of a hand-over file, and of what is in it after unpacking.
pub const HAND_OVER_BYTES: usize = 48 * 1024 * 1024;
/// Bytes of changes and attachments that a device puts into one hand-over file; what is beside them has room below [`HAND_OVER_BYTES`].
pub const HAND_OVER_WORK: usize = 44 * 1024 * 1024;
/// Bytes of one form that is being filled in.
pub const DRAFT_BYTES: usize = 256 * 1024;
/// Bytes of a form's name.
pub const DRAFT_NAME_BYTES: usize = 256;
/// Forms kept on one device; the oldest goes for a newer one.
pub const DRAFTS: usize = 500;
/// Fixes of one `track.add`.
pub const TRACK_BATCH: usize = 100;
/// Fixes of one track: more than a day of walking without a pause. Its GPX file stays below [`GPX_BYTES`].
pub const TRACK_FIXES: u32 = 75_000;
/// Points of a track as it is shown.
pub const TRACK_SHOWN: usize = 2_000;
/// Gaps of a track as they are listed.
pub const TRACK_GAPS: usize = 500;
/// Bytes of a GPX file that is read.
pub const GPX_BYTES: u64 = 20_000_000;
/// Points of a GPX file that is read.
pub const GPX_POINTS: usize = 200_000;
/// Bytes of a workbook on its way in.
pub const WORKBOOK_BYTES: u64 = 20 * 1024 * 1024;
