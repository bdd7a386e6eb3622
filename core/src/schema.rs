//! What a record of a kind is made of: its scalars and its containers, with the type and size of each. The genesis makes
//! the containers (R1), the referee refuses what is not named here (R16), the reader reads it.

use crate::card;
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

const fn text(key: &'static str) -> Scalar {
    scalar(key, CODE)
}

const fn list(key: &'static str, item: &'static [Scalar]) -> Container {
    Container { key, is_text: false, item }
}

/// The space to which somebody moved the record; the hub moves it there when it takes the change in (R15).
const MOVED_TO: Scalar = scalar("moved_to", Stored::Text(80));
/// Free text that several people write: every kind has at most this one.
const WORDS: Container = Container { key: "words", is_text: true, item: &[] };
/// Who added an item, when, and its own name: every item has them.
const ID: Scalar = text("id");
const BY: Scalar = text("by");
const AT: Scalar = scalar("at", Stored::Time);
const COMMENTS: Container = list("comments", &[ID, BY, AT, scalar("text", REMARK)]);
/// The steps of a life.
const STEPS: Container = list(
    "steps",
    &[ID, text("act"), text("to"), scalar("assignee", Stored::Text(80)), scalar("note", REMARK), BY, AT],
);

const HAZARD: Schema = Schema {
    scalars: &[
        text("reporter"),
        scalar("reported_at", Stored::Time),
        text("category"),
        text("severity"),
        text("building"),
        text("unit"),
        scalar("point", Stored::Text(80)),
        text("status"),
        scalar("assignee", Stored::Text(80)),
        text("patrol"),
        MOVED_TO,
    ],
    containers: &[
        WORDS,
        COMMENTS,
        list(
            "photos",
            &[
                ID,
                BY,
                AT,
                text("hash"),
                text("thumbnail"),
                scalar("bytes", Stored::Number),
                scalar("width", Stored::Number),
                scalar("height", Stored::Number),
            ],
        ),
        STEPS,
    ],
};

const PATROL: Schema = Schema {
    scalars: &[
        text("leader"),
        scalar("started_at", Stored::Time),
        text("status"),
        text("area"),
        text("checklist"),
        text("version"),
    ],
    containers: &[
        WORDS,
        COMMENTS,
        list("team", &[ID, BY, AT, text("member"), text("mark")]),
        list("ticks", &[ID, BY, AT, text("item"), text("mark"), scalar("note", REMARK)]),
        STEPS,
    ],
};

const CHECKLIST: Schema = Schema {
    scalars: &[text("name"), text("state")],
    containers: &[list("versions", &[ID, BY, AT, scalar("items", REMARK)])],
};

const HOME: Schema = Schema {
    scalars: &[
        text("building"),
        text("unit"),
        text("room"),
        text("state"),
        text("tenancy"),
        text("owner"),
        text("owner_phone"),
        text("head"),
        text("elder_alone"),
        text("hardship"),
        text("disabled"),
        text("child"),
        MOVED_TO,
    ],
    containers: &[
        WORDS,
        COMMENTS,
        list("visits", &[ID, BY, AT, text("outcome"), scalar("note", REMARK)]),
        list("looks", &[ID, BY, AT, scalar("purpose", Stored::Text(200))]),
    ],
};

const RESIDENT: Schema = Schema {
    scalars: &[
        text("home"),
        text("name"),
        text("state"),
        text("phone"),
        text("relation"),
        text("sex"),
        text("born"),
        text("moved_in"),
        text("moved_out"),
    ],
    containers: &[WORDS],
};

/// Who reads a sealed space: people written into it, or taken off again, by who may.
const NAMED: Container = list("named", &[ID, BY, AT, text("member"), text("mark")]);

const CASE: Schema = Schema {
    scalars: &[
        scalar("parties", Stored::Text(200)),
        text("cause"),
        text("building"),
        text("unit"),
        text("state"),
        text("follow_up"),
        scalar("agreed", REMARK),
    ],
    containers: &[WORDS, NAMED, list("talks", &[ID, BY, AT, scalar("note", REMARK)])],
};

const CARD: Schema = Schema {
    scalars: &[
        text("building"),
        text("unit"),
        text("about"),
        scalar("look", Stored::Text(card::LOOK_CHARS)),
        scalar("until", Stored::Time),
    ],
    containers: &[NAMED],
};

const ANSWER: Schema = Schema {
    scalars: &[text("card"), scalar("seen_at", Stored::Time)],
    containers: &[list("outcomes", &[ID, BY, AT, text("outcome"), scalar("note", REMARK)])],
};

const CARE: Schema = Schema {
    scalars: &[
        text("name"),
        text("building"),
        text("unit"),
        text("rhythm"),
        scalar("need", REMARK),
        text("agreed_on"),
        text("state"),
    ],
    containers: &[NAMED, list("contacts", &[ID, BY, AT, text("outcome"), scalar("note", REMARK)])],
};

const WATCH: Schema = Schema { scalars: &[text("subject"), text("state")], containers: &[WORDS] };

/// The schema of a kind, or `None` where this version does not know the kind (R6).
#[must_use]
pub fn of(kind: &Kind) -> Option<&'static Schema> {
    match kind {
        Kind::Hazard => Some(&HAZARD),
        Kind::Patrol => Some(&PATROL),
        Kind::Checklist => Some(&CHECKLIST),
        Kind::Home => Some(&HOME),
        Kind::Resident => Some(&RESIDENT),
        Kind::Case => Some(&CASE),
        Kind::Card => Some(&CARD),
        Kind::Answer => Some(&ANSWER),
        Kind::Care => Some(&CARE),
        Kind::Watch => Some(&WATCH),
        Kind::Unknown(_) => None,
    }
}
