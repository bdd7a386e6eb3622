//! The operations of a change, as the referee and the document check see them.

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Op {
    /// Its name.
    pub id: OpId,
    /// The object it changes.
    pub object: ObjectId,
    /// The field or element it changes; for an insert, the element it comes after.
    pub key: Key,
    /// Whether it adds an element to a list or text.
    pub insert: bool,
    /// What it does.
    pub action: Action,
    /// The operations it replaces, ascending.
    pub pred: Vec<OpId>,
}

/// The name of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OpId {
    /// Its counter, from 1.
    pub counter: u64,
    /// Who wrote it.
    pub actor: ActorRef,
}

/// The place of an actor in the list of the change that names it. The first is the change's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorRef(pub(super) u16);

impl ActorRef {
    /// The author of the change.
    pub const OWN: ActorRef = ActorRef(0);

    /// The place in the list.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// An object of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ObjectId {
    /// The document itself, a map.
    Root,
    /// The object that this operation made.
    Op(OpId),
}

/// A place within an object.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Key {
    /// A field of a map.
    Field(String),
    /// Before the first element of a list or text.
    Head,
    /// The element that this operation inserted.
    Element(OpId),
}

/// What an operation does.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Makes a map.
    MakeMap,
    /// Makes a list.
    MakeList,
    /// Makes a text.
    MakeText,
    /// Sets a value.
    Put(Scalar),
    /// Removes what it replaces.
    Delete,
    /// Adds to a counter.
    Increment(i64),
}

impl Action {
    /// Whether it makes an object.
    #[must_use]
    pub fn makes(&self) -> bool {
        matches!(self, Action::MakeMap | Action::MakeList | Action::MakeText)
    }
}

/// A plain value.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number, not negative.
    Uint(u64),
    /// A whole number.
    Int(i64),
    /// A finite number.
    F64(f64),
    /// A string, or a character of a text.
    Str(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// The value a counter begins with.
    Counter(i64),
    /// A time.
    Timestamp(i64),
    /// A value of a type that this version does not know.
    Unknown {
        /// The type's code, 10 to 15.
        code: u8,
        /// The value.
        bytes: Vec<u8>,
    },
}
