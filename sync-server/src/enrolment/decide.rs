//! Who waits at the door, and the office's answer: the same for its screen and its command line.

use jinshui_core::command::{JoiningList, OpenInvite, WaitingDevice};
use jinshui_core::community::Directory;
use jinshui_core::wire::{check_code, normalise_check};
use jinshui_core::{Code, Failure, MemberId, Timestamp};

use crate::store::{Decision, InviteRow, Store, StoreError};

/// Who waits, and which invitations are open.
pub(crate) async fn at_the_door(
    store: &dyn Store,
    directory: &Directory,
    now: Timestamp,
) -> Result<JoiningList, StoreError> {
    let mut list = JoiningList::default();
    for row in store.invites(now).await? {
        let name = directory.member(&row.member).map(|member| member.name.clone()).unwrap_or_default();
        let InviteRow { number: invite, member, kind, second, expires_at, tries, asked } = row;
        match asked {
            Some(asked) => list.waiting.push(WaitingDevice {
                invite,
                member,
                name,
                device: asked.name,
                check: check_code(&asked.key),
                asked_at: asked.at,
            }),
            None => list.open.push(OpenInvite { invite, member, name, kind, second, expires_at, tries }),
        }
    }
    Ok(list)
}

/// Answers the device that waits by this invitation and shows this check code.
///
/// # Errors
/// `not_found` where none does, or it was answered otherwise before.
pub(crate) async fn settle(
    store: &dyn Store,
    (invite, check): (&str, &str),
    agree: bool,
    by: &MemberId,
    at: Timestamp,
) -> Result<(), Failure> {
    let rows = store.invites(at).await.map_err(failed)?;
    let asked = rows.into_iter().find(|row| row.number == invite).and_then(|row| row.asked);
    let key = asked.map(|asked| asked.key).filter(|key| check_code(key) == normalise_check(check));
    let nobody = || Failure::not_found(format!("device with the check code {check} that waits"));
    let key = key.ok_or_else(nobody)?;
    let decision = Decision { number: invite.to_owned(), key, agree, by: by.clone(), at };
    let decided = store.decide(decision).await.map_err(failed)?;
    tracing::info!(invite, %by, agree, decided, "a device that waited was answered");
    if decided { Ok(()) } else { Err(nobody()) }
}

/// The invitation of the one device that waits and shows this check code.
///
/// # Errors
/// `not_found` where none does; `bad_field` where several do.
pub(crate) async fn by_check(store: &dyn Store, check: &str, now: Timestamp) -> Result<String, Failure> {
    let typed = normalise_check(check);
    let shows = |row: &InviteRow| row.asked.as_ref().is_some_and(|asked| check_code(&asked.key) == typed);
    let mut rows = store.invites(now).await.map_err(failed)?.into_iter().filter(shows);
    match (rows.next(), rows.next()) {
        (Some(one), None) => Ok(one.number),
        (None, _) => Err(Failure::not_found(format!("device with the check code {check} that waits"))),
        _ => Err(Failure::field("check", "several devices wait with this check code; say --invite NUMBER")),
    }
}

fn failed(error: StoreError) -> Failure {
    let code = error.code();
    if code == Code::Internal {
        tracing::error!(%error, "the store failed");
    }
    Failure::new(code, error.to_string())
}
