//! Why a change was refused.

use crate::open_enum::open_enum;

open_enum! {
    /// A refusal's reason; screens take their words from i18n by the code.
    pub enum Reason {
        /// The actor does not belong to the device that sent it.
        ForeignActor = "foreign_actor",
        /// The author may not write in this space.
        Space = "space",
        /// An object, key, type or operation outside the schema.
        Schema = "schema",
        /// A text, a list or the record would be larger than allowed.
        TooLong = "too_long",
        /// It says somebody else did it.
        NotAuthor = "not_author",
        /// The author's roles do not allow it.
        Role = "role",
        /// It cannot be done from where the record stood.
        Transition = "transition",
        /// The report is closed; reopen it first.
        Closed = "closed",
        /// The record is there already.
        AlreadyThere = "already_there",
        /// The record has not been begun.
        NotThere = "not_there",
        /// It would make two values stand at once where a plain edit would replace them.
        NotPlain = "not_plain",
        /// Same actor and sequence number as another change (R24).
        ActorFork = "actor_fork",
        /// It does not follow its actor's last change.
        SeqGap = "seq_gap",
        /// What was written in its place, or what it was written in place of, is in the log (R18).
        Replaced = "replaced",
        /// Its operations do not follow its dependencies' (R17).
        StartOp = "start_op",
        /// The document's generation has passed (R21).
        Generation = "generation",
        /// The office erased something of the record; what else was written is kept (R21).
        Erased = "erased",
        /// What it was written on came back, and it cannot be written without that.
        DependsOnRefused = "depends_on_refused",
        /// Something that goes together with it was refused (R14).
        Group = "group",
        /// The office had taken the device back before this arrived.
        Revoked = "revoked",
        /// The hub does not know the kind or its schema.
        UnknownSchema = "unknown_schema",
    }
}
