//! Bugs that are planted on purpose, to see that a test turns red (docs/planted.md). A build with `JINSHUI_PLANTED=yes` can have
//! them, and `JINSHUI_BUG=<bug>` says which one a run of it has. An optimised build of that kind does not compile; every other
//! build has no code for any.

use std::sync::OnceLock;

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

/// Whether this build can have any.
const PLANTED: bool = option_env!("JINSHUI_PLANTED").is_some();
const _: () = assert!(
    !PLANTED || cfg!(debug_assertions),
    "JINSHUI_PLANTED is set: a planted bug must not get into an optimised build"
);

/// Whether this run has the bug.
#[must_use]
pub fn planted(bug: Bug) -> bool {
    static CHOSEN: OnceLock<Option<String>> = OnceLock::new();
    if !PLANTED {
        return false;
    }
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
    CHOSEN.get_or_init(|| std::env::var("JINSHUI_BUG").ok()).as_deref() == Some(name)
}
