//! Requests and replies about the track of a patrol: where its member walked, kept on their phone by their own choice.
//!
//! None of it is part of a record, and none of it crosses the wire.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::clock::Timestamp;
use crate::id::DocumentId;
use crate::open_enum::open_enum;

/// `track.choose`: whether fixes are kept from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TrackChooseArgs {
    /// The patrol.
    pub patrol: DocumentId,
    /// Whether to keep them.
    pub on: bool,
}

/// One reading of the phone's receiver, in WGS-84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Radius within which it lies, in metres, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub accuracy: Option<f64>,
    /// Metres above the sea, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub altitude: Option<f64>,
    /// When, by the receiver.
    pub at: Timestamp,
}

/// `track.add`: what the receiver told since the last time, oldest first. Sent again after a lost answer it adds nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TrackAddArgs {
    /// The patrol.
    pub patrol: DocumentId,
    /// At most 100.
    pub fixes: Vec<Fix>,
}

open_enum! {
    /// Why a fix was refused.
    pub enum FixProblem {
        /// Its numbers are no place on the earth, or the 0, 0 that receivers give who know nothing.
        NoPlace = "no_place",
        /// It may lie more than 100 metres off.
        Inaccurate = "inaccurate",
        /// Its time is not of this century.
        NoTime = "no_time",
        /// The track holds as many as a track may.
        Full = "full",
    }
}

/// A fix that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FixRefused {
    /// Which one, from 0.
    pub number: u32,
    /// Why.
    pub why: FixProblem,
}

/// Reply to `track.add`: what became of each fix. A bad one holds back no good one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TrackAdded {
    /// Those that are on this device for good.
    pub kept: u32,
    /// Those that say nothing new: known already, too near the one before, too late, or while the patrol pauses.
    pub ignored: u32,
    /// Those that cannot be true; at most 100 are listed.
    pub refused: Vec<FixRefused>,
}

/// `track.show`, `track.export`, `track.delete`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TrackArgs {
    /// The patrol.
    pub patrol: DocumentId,
}

open_enum! {
    /// Why a track is interrupted.
    pub enum GapReason {
        /// No fix came for more than a minute.
        NoFix = "no_fix",
        /// The patrol paused.
        Paused = "paused",
        /// The next fix is farther away than anybody walks or rides in that time.
        Jump = "jump",
        /// The clock went back.
        Clock = "clock",
        /// The member had stopped the track.
        Off = "off",
        /// The receiver said that it had lost its place.
        Lost = "lost",
    }
}

/// A point of a track.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TrackPoint {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// When.
    pub at: Timestamp,
}

/// Where a track is interrupted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TrackGap {
    /// The last point before it.
    pub from: TrackPoint,
    /// The first point after it.
    pub to: TrackPoint,
    /// Why.
    pub reason: GapReason,
}

/// What a track covers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Bounds {
    /// The least latitude.
    pub south: f64,
    /// The least longitude.
    pub west: f64,
    /// The greatest latitude.
    pub north: f64,
    /// The greatest longitude.
    pub east: f64,
}

/// `track.show`: a track, thin enough to be drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TrackView {
    /// The patrol.
    pub patrol: DocumentId,
    /// Whether fixes are kept now, or will be when the patrol goes on.
    pub on: bool,
    /// Whether the patrol pauses.
    pub paused: bool,
    /// How many fixes are kept.
    pub fixes: u32,
    /// Metres walked, gaps not counted.
    pub metres: f64,
    /// Lines without a gap, oldest first; thinned to 2,000 points in all.
    pub segments: Vec<Vec<TrackPoint>>,
    /// The gaps, oldest first; the newest 500.
    pub gaps: Vec<TrackGap>,
    /// How many gaps in all.
    pub gap_count: u32,
    /// What it covers; none while there is no fix.
    pub bounds: Option<Bounds>,
}

/// `track.export`: a track as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TrackFile {
    /// A name for it.
    pub name: String,
    /// GPX 1.1.
    pub gpx: String,
}
