//! Why bytes were refused. Each reason has a code that stays the same for ever; screens and tests match codes.

/// The reason a change was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AdmitError {
    /// The magic bytes of Automerge are missing, or there are too few bytes for a header.
    #[error("these are not the bytes of an Automerge chunk")]
    NotAChange,
    /// A document, a compressed change, a bundle or an unknown kind of chunk.
    #[error("chunk of type {0}: only plain changes (type 1) are taken")]
    ChunkType(u8),
    /// More bytes than one change may have.
    #[error("the change is larger than a change may be")]
    TooLarge,
    /// Bytes after the end of the change.
    #[error("bytes are left over after the change")]
    TrailingBytes,
    /// The bytes end before the change does.
    #[error("the change ends too early")]
    Truncated,
    /// A LEB128 number that is too large, or longer than it need be.
    #[error("a number is badly written")]
    BadNumber,
    /// The checksum does not belong to the bytes.
    #[error("the checksum does not fit")]
    Checksum,
    /// More dependencies than one change may have.
    #[error("the change names too many dependencies")]
    TooManyDeps,
    /// Dependencies that are not in strictly ascending order.
    #[error("the dependencies are out of order")]
    DepsOrder,
    /// The author is not an actor of the right length.
    #[error("the actor has the wrong length")]
    BadActor,
    /// More other actors than one change may name.
    #[error("the change names too many actors")]
    TooManyActors,
    /// Other actors that are too long, out of order, repeated, the author's own, or named without need.
    #[error("the list of other actors is badly formed")]
    BadActors,
    /// A sequence number that no honest history can hold.
    #[error("the sequence number is impossible")]
    BadSeq,
    /// The operation counters leave the range a document may reach (R17).
    #[error("the operation counters are out of range")]
    StartOpRange,
    /// A time so far away that differences between times overflow.
    #[error("the time is impossible")]
    BadTime,
    /// A commit message: the app writes none.
    #[error("the change carries a message")]
    Message,
    /// An unknown, repeated, empty or misplaced column, or a missing one.
    #[error("the columns are not those of a plain change")]
    BadColumn,
    /// A column marked as deflated.
    #[error("a column is compressed")]
    DeflatedColumn,
    /// A change that does nothing.
    #[error("the change has no operations")]
    NoOps,
    /// More operations than one change may have.
    #[error("the change has too many operations")]
    TooManyOps,
    /// A column that has too few or too many rows.
    #[error("a column has the wrong number of rows")]
    RowCount,
    /// Valid, but not written as Automerge writes it: saved and loaded again it would have another hash.
    #[error("a column is not written as Automerge writes it")]
    NotCanonical,
    /// An actor index beyond the change's list of actors.
    #[error("an operation names an actor that is not listed")]
    ActorIndex,
    /// An object id that is half there, or not an id.
    #[error("an object id is badly formed")]
    BadObject,
    /// A key that is neither a field nor an element, or both, or does not fit its operation.
    #[error("a key is badly formed")]
    BadKey,
    /// A field name that is too long, or field names that are too long when written out.
    #[error("the field names are too long")]
    KeyTooLong,
    /// More different field names than one change may use.
    #[error("the change uses too many field names")]
    TooManyFields,
    /// A kind of operation that the app does not use (marks, tables), or an unknown one.
    #[error("operation of kind {0}: not one of those taken")]
    BadAction(u64),
    /// A value that does not fit its type or its operation.
    #[error("a value is badly formed")]
    BadValue,
    /// A text that is not UTF-8.
    #[error("a text is not UTF-8")]
    NotUtf8,
    /// A string value with too many characters.
    #[error("a string has too many characters")]
    StringTooLong,
    /// Predecessors that are out of order, or missing where one is needed, or present where none may be.
    #[error("the predecessors are badly formed")]
    BadPred,
    /// More predecessors than an operation or a change may have.
    #[error("the change names too many predecessors")]
    TooManyPreds,
    /// An operation refers to itself, to a later one, or to one of this change that does not fit.
    #[error("an operation refers to what it cannot refer to")]
    BadReference,
    /// A dependency that the document does not hold.
    #[error("a dependency is missing")]
    MissingDep,
    /// An operation refers to what the document does not hold in the change's own past.
    #[error("an operation refers to what its past does not hold")]
    UnknownReference,
    /// Objects nested too deeply.
    #[error("the objects are nested too deeply")]
    TooDeep,
}

impl AdmitError {
    /// The name of the reason, for the wire, the log and the screen.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAChange => "not_a_change",
            Self::ChunkType(_) => "chunk_type",
            Self::TooLarge => "too_large",
            Self::TrailingBytes => "trailing_bytes",
            Self::Truncated => "truncated",
            Self::BadNumber => "bad_number",
            Self::Checksum => "checksum",
            Self::TooManyDeps => "too_many_deps",
            Self::DepsOrder => "deps_order",
            Self::BadActor => "bad_actor",
            Self::TooManyActors => "too_many_actors",
            Self::BadActors => "bad_actors",
            Self::BadSeq => "bad_seq",
            Self::StartOpRange => "start_op_range",
            Self::BadTime => "bad_time",
            Self::Message => "message",
            Self::BadColumn => "bad_column",
            Self::DeflatedColumn => "deflated_column",
            Self::NoOps => "no_ops",
            Self::TooManyOps => "too_many_ops",
            Self::RowCount => "row_count",
            Self::NotCanonical => "not_canonical",
            Self::ActorIndex => "actor_index",
            Self::BadObject => "bad_object",
            Self::BadKey => "bad_key",
            Self::KeyTooLong => "key_too_long",
            Self::TooManyFields => "too_many_fields",
            Self::BadAction(_) => "bad_action",
            Self::BadValue => "bad_value",
            Self::NotUtf8 => "not_utf8",
            Self::StringTooLong => "string_too_long",
            Self::BadPred => "bad_pred",
            Self::TooManyPreds => "too_many_preds",
            Self::BadReference => "bad_reference",
            Self::MissingDep => "missing_dep",
            Self::UnknownReference => "unknown_reference",
            Self::TooDeep => "too_deep",
        }
    }
}
