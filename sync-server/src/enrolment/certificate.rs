//! A device's certificate: the hub's word about who it is, for thirty days, renewed by its syncs. One that has run out hides what a
//! device holds of other people (its lease), and does not make a hub know it again that has forgotten it.

use jinshui_core::wire::Certificate;

use crate::hub::Hub;
use crate::store::{Device, Result};

/// How long one holds: thirty days.
const HOLDS_MS: i64 = 30 * DAY_MS;
/// A sync renews it where it is older than this: a day.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A new certificate; until when it holds is written down.
pub(crate) async fn issue(hub: &Hub, device: &Device) -> Result<Certificate> {
    let issued_at = hub.now();
    let certificate = hub.seals()?.certify(Certificate {
        device: device.id.clone(),
        tag: device.tag,
        member: device.member.clone(),
        public_key: hex::encode(&device.public_key),
        issued_at,
        expires_at: issued_at.plus_ms(HOLDS_MS),
        code: String::new(),
    });
    hub.store.certified(&device.id, certificate.expires_at).await?;
    Ok(certificate)
}

/// A new one for a device that syncs, where it is time.
pub(crate) async fn renewed(hub: &Hub, device: &Device) -> Result<Option<Certificate>> {
    let fresh = hub.now().plus_ms(HOLDS_MS - DAY_MS);
    if device.certified_until.is_some_and(|until| until > fresh) {
        return Ok(None);
    }
    issue(hub, device).await.map(Some)
}
