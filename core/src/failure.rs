//! What went wrong, in the one shape that crosses every boundary: a stable code, and words that say what to do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::open_enum::open_enum;

open_enum! {
    /// Stable codes of failures. Screens match these and take their words from i18n; they never match text.
    pub enum Code {
        /// The request is not one this version knows, or its fields have the wrong shape.
        BadRequest = "bad_request",
        /// A field's value is missing or outside what is allowed; the message names the field.
        BadField = "bad_field",
        /// There is no such record, or it may not be read here.
        NotFound = "not_found",
        /// The member may not do this now.
        NotAllowed = "not_allowed",
        /// The record is of a kind or version that this app cannot read; update the app (R6).
        NeedsUpdate = "needs_update",
        /// What was written is larger than the largest record the hub takes (R25).
        TooLarge = "too_large",
        /// The picture could not be read as one.
        BadPhoto = "bad_photo",
        /// A report holds at most nine photos.
        TooManyPhotos = "too_many_photos",
        /// The file is no workbook that can be read.
        NotAWorkbook = "not_a_workbook",
        /// The workbook is of an older format; save it as .xlsx.
        OldFormat = "old_format",
        /// The workbook opens only with a password.
        LockedWorkbook = "locked_workbook",
        /// Every sheet of the workbook is hidden.
        AllHidden = "all_hidden",
        /// The workbook is larger than a register can be.
        WorkbookTooLarge = "workbook_too_large",
        /// The workbook holds nothing.
        EmptyWorkbook = "empty_workbook",
        /// The workbook has a header and no rows.
        HeaderOnly = "header_only",
        /// The workbook has no header that is known.
        NoHeader = "no_header",
        /// The attachment is not on this device yet.
        NotHereYet = "not_here_yet",
        /// The device's storage is full.
        StorageFull = "storage_full",
        /// The store is not one of Jinshui's, or it is damaged.
        StoreCorrupt = "store_corrupt",
        /// The store was written by a newer app.
        StoreTooNew = "store_too_new",
        /// The key that opens the store is missing or is another store's.
        StoreKey = "store_key",
        /// Another process has this store open.
        StoreBusy = "store_busy",
        /// The device belongs to no community yet.
        NotEnrolled = "not_enrolled",
        /// The device already belongs to a community.
        AlreadyEnrolled = "already_enrolled",
        /// The one-time code is wrong, used or out of date.
        WrongCode = "wrong_code",
        /// Too many wrong tries; the code is closed.
        CodeClosed = "code_closed",
        /// The invitation was printed: it also needs the second code, which the office reads out by telephone.
        NeedsSecondCode = "needs_second_code",
        /// The second code is another one.
        WrongSecondCode = "wrong_second_code",
        /// The office has not agreed yet to let this device in; the request stands.
        StillWaiting = "still_waiting",
        /// The office did not agree to let this device in.
        JoinRefused = "join_refused",
        /// The hub could not be reached.
        NoConnection = "no_connection",
        /// The hub does not know this device, or its signature is wrong.
        NotSignedIn = "not_signed_in",
        /// The device was revoked by the office.
        Revoked = "revoked",
        /// This device has had no contact for too long: what is asked for is hidden until the next one.
        Lapsed = "lapsed",
        /// Another device goes by this device's key: it must join anew; what it has not sent is kept (R24).
        Cloned = "cloned",
        /// The signature's time is too far from the hub's; the hub's time comes with the answer.
        ClockOff = "clock_off",
        /// The app and the hub speak no common version of the protocol.
        Protocol = "protocol",
        /// The hub asks to be left alone for a while.
        TooBusy = "too_busy",
        /// Somebody else has settled it already.
        AlreadySettled = "already_settled",
        /// Nothing waits to be sent.
        NothingWaits = "nothing_waits",
        /// The file is no hand-over file, or was damaged or changed on its way.
        BadFile = "bad_file",
        /// The file was sealed for another hub.
        OtherHub = "other_hub",
        /// Nobody has chosen to keep this patrol's track, or they have stopped it.
        TrackOff = "track_off",
        /// It is kept on the phone alone; a browser cannot have it.
        PhoneOnly = "phone_only",
        /// Something failed that should not; the log has the details.
        Internal = "internal",
    }
}

/// A failure as it crosses a boundary. `message` is for the person who reads logs; screens show their own words by `code`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Failure {
    /// The stable code.
    pub code: Code,
    /// What happened and what to do about it.
    pub message: String,
}

impl Failure {
    /// A failure of this code, with words that say what to do.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Failure { code, message: message.into() }
    }

    /// A field that is missing or out of range.
    pub fn field(name: &str, why: impl std::fmt::Display) -> Self {
        Failure::new(Code::BadField, format!("{name}: {why}"))
    }

    /// A record that is not there, or that this member may not read.
    pub fn not_found(what: impl std::fmt::Display) -> Self {
        Failure::new(Code::NotFound, format!("no {what} here"))
    }
}
