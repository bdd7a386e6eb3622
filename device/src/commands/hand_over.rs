//! What waits, as a sealed file that may travel by any means: for a phone that never finds a network, or that is to be given away; and
//! the sealed files of a phone whose time has ended.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jinshui_core::command::{Done, HandOverFile, Outcome, Reply, Topic};
use jinshui_core::{Code, Failure};

use super::Desk;
use crate::ending;
use crate::sealed::{Contents, seal_from};
use crate::store::HandedPlace;

impl Desk<'_> {
    pub(super) fn hand_over(&mut self) -> Result<HandOverFile, Failure> {
        let place = HandedPlace::default();
        let sealed = seal_from(self.store, &place, Contents::All, self.now(), self.random.as_ref())?;
        let sealed = sealed.ok_or_else(|| {
            Failure::new(Code::NothingWaits, "nothing waits to be sent, so there is nothing to hand over")
        })?;
        if sealed.left_out == 0 {
            self.store.keep_handed_over()?;
        }
        Ok(HandOverFile {
            name: format!("金水待交-{}.jinshui", self.today()),
            media_type: "application/octet-stream".to_owned(),
            base64: STANDARD.encode(&sealed.bytes),
            changes: sealed.changes,
            photos: sealed.photos,
            left_out: u32::try_from(sealed.left_out).unwrap_or(u32::MAX),
        })
    }

    pub(super) fn ended_file(&self, name: &str) -> Result<HandOverFile, Failure> {
        ending::file(self.store.folder(), name)
    }

    pub(super) fn dismiss_ended(&self) -> Result<Outcome, Failure> {
        ending::dismiss(self.store.folder())?;
        Ok(Outcome { ok: Reply::EndedDismiss(Done {}), changed: vec![Topic::Me] })
    }
}
