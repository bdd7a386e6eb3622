//! A device's certificate: the hub's word about who it is, for thirty days, renewed by its syncs. One that has run out hides what a
//! device holds of other people (its lease), and does not make a hub know it again that has forgotten it.

use jinshui_core::Timestamp;
use jinshui_core::wire::Certificate;

use crate::hub::Hub;
use crate::store::{Device, Result};

/// How long one holds: thirty days.
const HOLDS_MS: i64 = 30 * DAY_MS;
/// A sync renews it where it is older than this: a day.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The certificate of a device that comes in. One that comes in once more, since the answer was lost, gets no longer one.
pub(crate) async fn issue(hub: &Hub, device: &Device) -> Result<Certificate> {
    match device.certified_until {
        Some(until) => certified(hub, device, until),
        None => renew(hub, device).await,
    }
}

/// A new one; until when it holds is written down.
async fn renew(hub: &Hub, device: &Device) -> Result<Certificate> {
    let until = hub.now().plus_ms(HOLDS_MS);
    hub.store.certified(&device.id, until).await?;
    certified(hub, device, until)
}

fn certified(hub: &Hub, device: &Device, expires_at: Timestamp) -> Result<Certificate> {
    Ok(hub.seals()?.certify(Certificate {
        device: device.id.clone(),
        tag: device.tag,
        member: device.member.clone(),
        public_key: hex::encode(&device.public_key),
        issued_at: hub.now(),
        expires_at,
        code: String::new(),
    }))
}

/// A new one for a device that syncs, where it is time.
pub(crate) async fn renewed(hub: &Hub, device: &Device) -> Result<Option<Certificate>> {
    let fresh = hub.now().plus_ms(HOLDS_MS - DAY_MS);
    if device.certified_until.is_some_and(|until| until > fresh) {
        return Ok(None);
    }
    renew(hub, device).await.map(Some)
}
