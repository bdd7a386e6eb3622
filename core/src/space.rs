//! The unit of reading and writing. A document is in one space at a time; which one is the hub's data, not the document's.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::{MemberId, NodeId};

/// A space, written `community`, `grid/<node>`, `homes/<node>`, `police`, `council`, `case/<id>`, `care/<id>`,
/// `card/<id>`, `answer/<card>/<member>`.
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
    /// One mediation case: the office, and the mediators who are named in it.
    Case(String),
    /// One person's care: the office, and the carers who are named in it.
    Care(String),
    /// One card of the police: they, and those to whom it is addressed, until it runs out.
    Card(String),
    /// What one of them answers to it: the police, and the one who answers.
    Answer {
        /// The card's space, by its own name.
        card: String,
        /// Whose answer it is.
        member: MemberId,
    },
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
            Some(("card", id)) if !id.is_empty() => Space::Card(id.to_owned()),
            Some(("answer", rest)) => match rest.split_once('/') {
                Some((card, member)) if !card.is_empty() && !member.is_empty() => {
                    Space::Answer { card: card.to_owned(), member: member.into() }
                }
                _ => Space::Unknown(text.to_owned()),
            },
            _ => Space::Unknown(text.to_owned()),
        }
    }

    /// Whether who reads it is said in a record and not by the tree.
    #[must_use]
    pub fn is_sealed(&self) -> bool {
        matches!(self, Space::Case(_) | Space::Care(_) | Space::Card(_) | Space::Answer { .. })
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
            Space::Card(id) => write!(f, "card/{id}"),
            Space::Answer { card, member } => write!(f, "answer/{card}/{member}"),
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
