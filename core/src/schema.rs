//! What a record of a kind is made of: its scalars and its containers, with the type and size of each. The genesis makes
//! the containers (R1), the referee refuses what is not named here (R16), the reader reads it.

use crate::kind::Kind;
use crate::limits;

/// The type of a scalar, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// A string of at most so many characters.
    Text(usize),
    /// Milliseconds since 1970, as an Automerge timestamp.
    Time,
    /// A whole number, not negative.
    Number,
}

/// A scalar by its key.
#[derive(Debug, Clone, Copy)]
pub struct Scalar {
    /// The key.
    pub key: &'static str,
    /// Its type.
    pub stored: Stored,
}

/// A container that the genesis makes at the root.
#[derive(Debug, Clone, Copy)]
pub struct Container {
    /// The key.
    pub key: &'static str,
    /// CRDT text, or else a list of maps to which people only add.
    pub is_text: bool,
    /// For a list: exactly the keys of each item.
    pub item: &'static [Scalar],
}

/// A kind's schema.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Scalars at the root.
    pub scalars: &'static [Scalar],
    /// Containers at the root, in the order in which the genesis makes them.
    pub containers: &'static [Container],
}

impl Schema {
    /// The scalar of this key.
    #[must_use]
    pub fn scalar(&self, key: &str) -> Option<&'static Scalar> {
        self.scalars.iter().find(|scalar| scalar.key == key)
    }

    /// The container of this key.
    #[must_use]
    pub fn container(&self, key: &str) -> Option<&'static Container> {
        self.containers.iter().find(|container| container.key == key)
    }
}

/// Characters of a coded value, an id or a name.
const CODE: Stored = Stored::Text(64);
/// Characters of a short text in an item: a comment, a note.
const REMARK: Stored = Stored::Text(limits::SCALAR_CHARS);

const fn scalar(key: &'static str, stored: Stored) -> Scalar {
    Scalar { key, stored }
}

const HAZARD: Schema = Schema {
    scalars: &[
        scalar("reporter", CODE),
        scalar("reported_at", Stored::Time),
        scalar("category", CODE),
        scalar("severity", CODE),
        scalar("building", CODE),
        scalar("unit", CODE),
        scalar("point", Stored::Text(80)),
        scalar("status", CODE),
        scalar("assignee", Stored::Text(80)),
    ],
    containers: &[
        Container { key: "words", is_text: true, item: &[] },
        Container {
            key: "comments",
            is_text: false,
            item: &[
                scalar("id", CODE),
                scalar("by", CODE),
                scalar("at", Stored::Time),
                scalar("text", REMARK),
            ],
        },
        Container {
            key: "photos",
            is_text: false,
            item: &[
                scalar("id", CODE),
                scalar("by", CODE),
                scalar("at", Stored::Time),
                scalar("hash", CODE),
                scalar("thumbnail", CODE),
                scalar("bytes", Stored::Number),
                scalar("width", Stored::Number),
                scalar("height", Stored::Number),
            ],
        },
        Container {
            key: "steps",
            is_text: false,
            item: &[
                scalar("id", CODE),
                scalar("act", CODE),
                scalar("to", CODE),
                scalar("assignee", Stored::Text(80)),
                scalar("note", REMARK),
                scalar("by", CODE),
                scalar("at", Stored::Time),
            ],
        },
    ],
};

/// The schema of a kind, or `None` where this version does not know the kind (R6).
#[must_use]
pub fn of(kind: &Kind) -> Option<&'static Schema> {
    match kind {
        Kind::Hazard => Some(&HAZARD),
        Kind::Unknown(_) => None,
    }
}
