//! Bugs that are planted on purpose, to see that a test turns red (docs/planted.md): `JINSHUI_PLANTED=<bug>` while building. An
//! optimised build with one does not compile, and has no code for any.

/// A bug that can be planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// The hub answers before it commits.
    AckBeforeCommit,
    /// The phone says 记下了 whatever becomes of the commit.
    SavedBeforeCommit,
    /// The place in the log is kept before what was read up to it.
    CursorBeforeWrite,
    /// A device writes under one actor for ever (R4).
    KeptActor,
    /// The hub keeps nothing of what it refused.
    RefusalForgotten,
    /// The phone keeps nothing of what came back.
    ReturnedEditDropped,
    /// What a member may do depends on the kind of record alone, not on their space and role.
    RightsByKindOnly,
    /// Commits are not synced one by one.
    SynchronousNormal,
}

/// The one that is planted in this build.
const PLANTED: Option<&str> = option_env!("JINSHUI_PLANTED");
const _: () = assert!(
    PLANTED.is_none() || cfg!(debug_assertions),
    "JINSHUI_PLANTED is set: a planted bug must not get into an optimised build"
);

/// Whether this build has the bug.
#[must_use]
pub fn planted(bug: Bug) -> bool {
    let name = match bug {
        Bug::AckBeforeCommit => "ack_before_commit",
        Bug::SavedBeforeCommit => "saved_before_commit",
        Bug::CursorBeforeWrite => "cursor_before_write",
        Bug::KeptActor => "kept_actor",
        Bug::RefusalForgotten => "refusal_forgotten",
        Bug::ReturnedEditDropped => "returned_edit_dropped",
        Bug::RightsByKindOnly => "rights_by_kind_only",
        Bug::SynchronousNormal => "synchronous_normal",
    };
    cfg!(debug_assertions) && PLANTED == Some(name)
}
