//! A hazard report as it reads: hydrated from a document, never written back whole (R3).

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::life::Step;
use super::words::{Assignee, Category, Severity, Status};
use crate::clock::Timestamp;
use crate::id::{BlobHash, ChangeHash, DocumentId, MemberId};

/// A place by building and unit, as people say it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Place {
    /// The building: “3”, “3号楼”, “北门”. At most 60 characters.
    pub building: String,
    /// The unit: “2”. At most 60 characters.
    pub unit: String,
}

/// A point on the ground in WGS-84. Stored as one value, a `geo:` URI (RFC 5870), so that its parts never mix.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Degrees north, −90 to 90.
    pub lat: f64,
    /// Degrees east, −180 to 180.
    pub lon: f64,
    /// Radius within which it lies, in metres, where known.
    #[serde(default)]
    pub accuracy: Option<f64>,
}

impl Point {
    /// Reads a `geo:lat,lon;u=metres` URI.
    #[must_use]
    pub fn parse(uri: &str) -> Option<Self> {
        let mut parts = uri.strip_prefix("geo:")?.split(';');
        let (lat, lon) = parts.next()?.split_once(',')?;
        let accuracy = parts.find_map(|part| part.strip_prefix("u=")?.parse().ok());
        let point = Point { lat: lat.parse().ok()?, lon: lon.parse().ok()?, accuracy };
        point.is_on_earth().then_some(point)
    }

    /// Whether the numbers are finite and within their ranges.
    #[must_use]
    pub fn is_on_earth(&self) -> bool {
        let accuracy_ok = self.accuracy.is_none_or(|metres| metres.is_finite() && metres >= 0.0);
        (-90.0..=90.0).contains(&self.lat) && (-180.0..=180.0).contains(&self.lon) && accuracy_ok
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "geo:{},{}", self.lat, self.lon)?;
        match self.accuracy {
            Some(metres) => write!(f, ";u={metres}"),
            None => Ok(()),
        }
    }
}

/// A comment, as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Its own name.
    pub id: String,
    /// Who wrote it.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
}

/// A photo, as it stands in the record; its bytes travel apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Its own name.
    pub id: String,
    /// Who took it.
    pub by: MemberId,
    /// When, by their device.
    pub at: Timestamp,
    /// The picture.
    pub hash: BlobHash,
    /// Its thumbnail.
    pub thumbnail: BlobHash,
    /// Bytes of the picture.
    pub bytes: u64,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A hazard report, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Hazard {
    /// What is wrong.
    pub category: Category,
    /// How urgent.
    pub severity: Severity,
    /// Where, by building and unit.
    pub place: Place,
    /// Where, by point.
    pub point: Option<Point>,
    /// What was said.
    pub words: String,
    /// Where it stands.
    pub status: Status,
    /// Who is to deal with it.
    pub assignee: Option<Assignee>,
    /// Who reported it.
    pub reporter: MemberId,
    /// When, by their device.
    pub reported_at: Timestamp,
    /// The patrol on which it was found.
    pub patrol: Option<DocumentId>,
    /// The space to which it was last moved; empty where it never was. The hub says where it is (R15).
    pub moved_to: String,
    /// In list order.
    pub comments: Vec<Listed<Comment>>,
    /// In list order.
    pub photos: Vec<Listed<Photo>>,
    /// In list order.
    pub steps: Vec<Listed<Step>>,
}

/// An item of a record's list, with the change that added it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// The item.
    pub item: T,
    /// The change that added it; none where the document no longer tells.
    pub change: Option<ChangeHash>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_reads_back_as_written() {
        for point in [
            Point { lat: 37.4346, lon: 118.6747, accuracy: Some(12.5) },
            Point { lat: -0.0001, lon: 179.999_999, accuracy: None },
        ] {
            assert_eq!(Point::parse(&point.to_string()), Some(point));
        }
    }

    #[test]
    fn what_is_not_a_point_is_none() {
        for text in
            ["", "geo:", "geo:1", "geo:91,0", "geo:0,181", "geo:NaN,0", "geo:a,b", "37,118", "geo:1,2;u=-3"]
        {
            assert_eq!(Point::parse(text), None, "{text}");
        }
    }
}
