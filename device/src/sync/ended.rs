//! When this device's time with its community ends: the hub says that it was revoked, or it has had no contact for too long.

use std::sync::Arc;

use jinshui_core::Failure;
use jinshui_core::command::{EndedWhy, Topic};

use crate::ending;
use crate::shared::Shared;
use crate::spare;

/// The office has taken this device back. To be called under the sync lock.
pub(super) async fn revoked(shared: &Arc<Shared>, failure: Failure) -> Failure {
    end(shared, EndedWhy::Revoked).await;
    failure
}

/// What follows a sync, whatever came of it: a device that had no contact for too long ends, and the spare copy holds what waits. To be
/// called under the sync lock.
pub(crate) async fn settle(shared: &Arc<Shared>) {
    end_if_over(shared).await;
    let (home, platform) = (shared.home.clone(), shared.platform.clone());
    let spared = shared.with_store(move |store| Ok(spare::refresh(store, &home, &platform)?)).await;
    if let Err(error) = spared {
        tracing::warn!(%error, "the spare copy of what waits is not of now");
    }
}

/// Ends this device's time if it had no contact for too long.
async fn end_if_over(shared: &Arc<Shared>) {
    match shared.with_store(|store| store.lease()).await {
        Ok(lease) if lease.is_over() => end(shared, EndedWhy::Lapsed).await,
        Ok(_) => {}
        Err(error) => tracing::error!(%error, "the time without contact cannot be read"),
    }
}

async fn end(shared: &Arc<Shared>, why: EndedWhy) {
    // The hub ends the devices that it keeps itself, and takes in what they had not sent.
    if shared.platform.hosted {
        return;
    }
    let (home, platform) = (shared.home.clone(), shared.platform.clone());
    let ended = shared.with_store(move |store| Ok(ending::end(store, &home, &platform, &why)?)).await;
    *shared.hub.lock().await = None;
    match ended {
        Ok(()) => shared.tell(Topic::ALL.iter().cloned().collect()),
        Err(error) => {
            tracing::error!(%error, "this device's time has ended, but not all is sealed and destroyed; it goes on at the next try")
        }
    }
}
