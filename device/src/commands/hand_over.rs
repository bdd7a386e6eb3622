//! What waits, as a sealed file that may travel by any means: for a phone that never finds a network, or that is to be given away.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::command::HandOverFile;
use jinshui_core::hand_over::{Signed, seal, text_to_sign};
use jinshui_core::{Code, Failure};
use serde_bytes::ByteBuf;

use super::Desk;
use crate::sync::sign;

impl Desk<'_> {
    pub(super) fn hand_over(&mut self) -> Result<HandOverFile, Failure> {
        let identity = self.store.identity()?;
        let identity = identity
            .ok_or_else(|| Failure::new(Code::NotEnrolled, "this device belongs to no community yet"))?;
        let hub = self.store.hand_over_key()?;
        let hub = hub.ok_or_else(|| {
            Failure::new(Code::NotEnrolled, "the hub has not said its key yet; connect once")
        })?;
        let handed = self.store.hand_over()?;
        let (changes, photos) = (handed.work.changes(), handed.work.blobs.len());
        if changes + photos == 0 {
            return Err(Failure::new(
                Code::NothingWaits,
                "nothing waits to be sent, so there is nothing to hand over",
            ));
        }
        let internal = |error: &dyn std::fmt::Display| Failure::new(Code::Internal, error.to_string());
        let work = handed.work.pack().map_err(|error| internal(&error))?;
        let at = self.now();
        let signature = sign(&identity.secret, &text_to_sign(&hub, at, &work));
        let signature =
            signature.ok_or_else(|| Failure::new(Code::StoreCorrupt, "the device's key is damaged"))?;
        let (signature, work) = (ByteBuf::from(signature), ByteBuf::from(work));
        let signed = Signed { device: identity.device, at, signature, work };
        let plain = signed.to_bytes().map_err(|error| internal(&error))?;
        let file =
            seal(&hub, &plain, &mut |bytes| self.random.fill(bytes)).map_err(|error| internal(&error))?;
        if handed.left_out == 0 {
            self.store.keep_handed_over()?;
        }
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Ok(HandOverFile {
            name: format!("金水待交-{}.jinshui", self.today()),
            media_type: "application/octet-stream".to_owned(),
            base64: STANDARD.encode(&file),
            changes: count(changes),
            photos: count(photos),
            left_out: u32::try_from(handed.left_out).unwrap_or(u32::MAX),
        })
    }
}
