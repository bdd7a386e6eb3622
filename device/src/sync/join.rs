//! Asking to join: a request that is kept, sent, and sent again until the office has answered.

use std::sync::Arc;

use jinshui_core::command::{JoiningView, Topic};
use jinshui_core::wire::{EnrolReply, EnrolRequest, Invitation, Joined, PROTOCOL, check_code};
use jinshui_core::{Code, Failure};

use super::hub::enrol;
use super::key::{new_secret, public_key};
use crate::shared::Shared;
use crate::store::{Identity, Joining, Store};

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// The device is in.
    In,
    /// The office is asked; its answer is waited for.
    Waiting(JoiningView),
}

/// Asks by an invitation. The same invitation once more goes on with the request that was made by it.
///
/// # Errors
/// What the hub says; a request that waited before does so still.
pub(crate) async fn begin(
    shared: &Arc<Shared>,
    server: String,
    invitation: Invitation,
    second: Option<String>,
) -> Result<Asked, Failure> {
    let secret = new_secret(shared.platform.random.as_ref());
    let secret = secret.map_err(|error| Failure::new(Code::Internal, error))?;
    let keep = move |store: &mut Store| {
        let (invite, proof) = (invitation.number, invitation.proof);
        let before = store.joining()?;
        // Scanned or typed, it is one invitation, and belongs to the first key that came by it.
        let same = before.clone().filter(|one| one.ended.is_none() && one.invite == invite);
        let joining = match same {
            Some(same) => Joining { server, proof, second: second.or(same.second.clone()), ..same },
            None => Joining { server, invite, proof, second, secret, asked_at: None, ended: None },
        };
        store.keep_joining(&joining)?;
        Ok((before, joining))
    };
    let (before, joining) = shared.with_store(keep).await?;
    let asked = send(shared, &joining).await;
    if let Err(failure) = &asked
        && is_final(&failure.code)
    {
        // What the office was asked before goes on waiting for it.
        let waits = before.filter(|one| one.asked_at.is_some());
        let put_back = move |store: &mut Store| match waits {
            Some(before) => store.keep_joining(&before),
            None => store.forget_joining(),
        };
        shared.with_store(put_back).await?;
    }
    asked
}

/// Asks once more, where the office has been asked. None where nothing waits.
pub(crate) async fn again(shared: &Arc<Shared>) -> Result<Option<Asked>, Failure> {
    let kept = shared.with_store(|store| store.joining()).await?;
    let Some(joining) = kept.filter(|one| one.asked_at.is_some() && one.ended.is_none()) else {
        return Ok(None);
    };
    match send(shared, &joining).await {
        Ok(asked) => Ok(Some(asked)),
        Err(failure) => {
            if is_final(&failure.code) {
                let ended = Joining { ended: Some(failure.code.clone()), ..joining };
                shared.with_store(move |store| store.keep_joining(&ended)).await?;
                shared.tell([Topic::Me].into());
            }
            Err(failure)
        }
    }
}

/// Whether asking the same again can come to nothing else.
fn is_final(code: &Code) -> bool {
    matches!(code, Code::WrongCode | Code::CodeClosed | Code::JoinRefused | Code::BadField | Code::NotAllowed)
}

async fn send(shared: &Arc<Shared>, joining: &Joining) -> Result<Asked, Failure> {
    let key = public_key(&joining.secret);
    let key = key.ok_or_else(|| Failure::new(Code::StoreCorrupt, "the new key is no key"))?;
    let request = EnrolRequest {
        protocol: PROTOCOL,
        invite: joining.invite.clone(),
        proof: joining.proof.clone(),
        second: joining.second.clone(),
        public_key: key,
        name: std::env::consts::OS.to_owned(),
    };
    let at = shared.platform.clock.now();
    let network = shared.platform.network.as_ref();
    match enrol(network, &joining.server, &request, &joining.secret, at).await? {
        EnrolReply::Welcome(joined) => {
            keep(shared, joining, *joined).await?;
            Ok(Asked::In)
        }
        EnrolReply::WaitingApproval { now, .. } => {
            if joining.asked_at.is_none() {
                let asked = Joining { asked_at: Some(now), ..joining.clone() };
                shared.with_store(move |store| store.keep_joining(&asked)).await?;
            }
            view(joining)
                .map(Asked::Waiting)
                .ok_or_else(|| Failure::new(Code::StoreCorrupt, "the new key is no key"))
        }
    }
}

/// Keeps who this device is from now on.
async fn keep(shared: &Arc<Shared>, joining: &Joining, joined: Joined) -> Result<(), Failure> {
    let (server, secret) = (joining.server.clone(), joining.secret.clone());
    let Joined { device, tag, member, hand_over, hub_key, certificate, .. } = joined;
    let identity = Identity { server, device, tag, member, secret, hub_key };
    let certificate = serde_json::to_string(&certificate)
        .map_err(|error| Failure::new(Code::Internal, error.to_string()))?;
    let join = move |store: &mut Store| {
        match store.identity()? {
            // The answer came before, and was written down; only the request was not put away.
            Some(before) if before.device == identity.device => store.forget_joining(),
            Some(_) => store.join_anew(&identity, &certificate),
            None => store.join(&identity, &certificate),
        }?;
        store.keep_hand_over_key(&hand_over)
    };
    shared.with_store(join).await?;
    *shared.hub.lock().await = None;
    Ok(())
}

/// A request as screens see it: none before the office was asked.
pub(crate) fn view(joining: &Joining) -> Option<JoiningView> {
    let key = hex::decode(public_key(&joining.secret)?).ok()?;
    let (server, ended) = (joining.server.clone(), joining.ended.clone());
    Some(JoiningView { check: check_code(&key), server, ended })
}
