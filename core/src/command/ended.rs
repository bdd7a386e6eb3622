//! Requests and replies about a phone whose time with its community has ended: revoked by the office, or too long without contact.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Timestamp;
use crate::open_enum::open_enum;

open_enum! {
    /// Why a phone destroyed what it held.
    pub enum EndedWhy {
        /// The office has taken it back.
        Revoked = "revoked",
        /// It had no contact with the hub for too long.
        Lapsed = "lapsed",
    }
}

/// What is left of a phone's time with its community.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Ended {
    /// Why it ended.
    pub why: EndedWhy,
    /// When, by the device's clock.
    pub at: Timestamp,
    /// What had not been sent, sealed for the community's computer alone.
    pub files: Vec<SealedFile>,
    /// Whether everything else is gone. While it is not, the phone goes on with it at its next start.
    pub destroyed: bool,
}

/// One sealed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SealedFile {
    /// Its name, in the folder `hand-over` of the phone's own.
    pub name: String,
    /// How many changes are in it.
    pub changes: u32,
    /// How many attachments are in it.
    pub photos: u32,
}

/// `ended.file`: one of the sealed files, to be saved or sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EndedFileArgs {
    /// Its name, as in [`Ended`].
    pub name: String,
}
