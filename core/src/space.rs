//! The unit of reading and writing. A document is in one space at a time; which one is the hub's data, not the document's.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::NodeId;

/// A space, written `community`, `grid/<node>`, `homes/<node>`, `police`, `council`, `case/<id>`, `care/<id>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Space {
    /// What everyone with an account reads.
    Community,
    /// What concerns one security grid: hazards, patrols.
    Grid(NodeId),
    /// The households of one post area.
    Homes(NodeId),
    /// The police's own.
    Police,
    /// The council's papers.
    Council,
    /// One mediation case.
    Case(String),
    /// One person's care.
    Care(String),
    /// A space this version does not know; nobody reads it here (R6).
    Unknown(String),
}

impl Space {
    /// Reads a space's name; an unknown one is kept.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.split_once('/') {
            None if text == "community" => Space::Community,
            None if text == "police" => Space::Police,
            None if text == "council" => Space::Council,
            Some(("grid", id)) if !id.is_empty() => Space::Grid(id.into()),
            Some(("homes", id)) if !id.is_empty() => Space::Homes(id.into()),
            Some(("case", id)) if !id.is_empty() => Space::Case(id.to_owned()),
            Some(("care", id)) if !id.is_empty() => Space::Care(id.to_owned()),
            _ => Space::Unknown(text.to_owned()),
        }
    }
}

impl fmt::Display for Space {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Space::Community => f.write_str("community"),
            Space::Police => f.write_str("police"),
            Space::Council => f.write_str("council"),
            Space::Grid(id) => write!(f, "grid/{id}"),
            Space::Homes(id) => write!(f, "homes/{id}"),
            Space::Case(id) => write!(f, "case/{id}"),
            Space::Care(id) => write!(f, "care/{id}"),
            Space::Unknown(text) => f.write_str(text),
        }
    }
}

impl Serialize for Space {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Space {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Space::parse(&String::deserialize(deserializer)?))
    }
}

impl JsonSchema for Space {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Space".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "examples": ["community", "grid/g17"] })
    }
}
