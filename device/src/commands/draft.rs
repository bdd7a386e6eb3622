//! Forms that are being filled in, kept in the store at every keystroke until they are saved or given up.

use jinshui_core::command::{Done, Draft, DraftList, DraftSaveArgs, Outcome, Reply};
use jinshui_core::{Failure, limits};

use super::Desk;

impl Desk<'_> {
    pub(super) fn save_draft(&mut self, args: DraftSaveArgs) -> Result<Outcome, Failure> {
        let DraftSaveArgs { name, body } = args;
        if name.is_empty() || name.len() > limits::DRAFT_NAME_BYTES {
            return Err(Failure::field("name", "a form has a name of at most 256 bytes"));
        }
        if body.len() > limits::DRAFT_BYTES {
            return Err(Failure::field("body", "a form holds at most 256 KiB"));
        }
        self.store.keep_draft(&Draft { name, body }, self.now())?;
        Ok(Outcome::read(Reply::DraftSave(Done {})))
    }

    pub(super) fn drafts(&self) -> Result<DraftList, Failure> {
        Ok(DraftList { drafts: self.store.drafts()? })
    }

    pub(super) fn drop_draft(&mut self, name: &str) -> Result<Outcome, Failure> {
        self.store.drop_draft(name)?;
        Ok(Outcome::read(Reply::DraftDrop(Done {})))
    }
}
