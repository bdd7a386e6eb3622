//! Reading the records of sealed spaces from their documents. Nothing here judges or writes.

use automerge::{ObjId, ROOT};

use super::Document;
use crate::hazard::Place;
use crate::id::MemberId;
use crate::mediation::{CaseCause, CaseState, Mediation, Talk};
use crate::sealed::{NameMark, mark};

impl Document {
    /// Reads a case; `None` where nobody has written it down yet.
    #[must_use]
    pub fn mediation(&self) -> Option<Mediation> {
        Some(Mediation {
            parties: self.text_of(&ROOT, "parties")?,
            cause: CaseCause::from_code(&self.text_of(&ROOT, "cause")?),
            place: Place { building: self.said("building"), unit: self.said("unit") },
            state: CaseState::from_code(&self.text_of(&ROOT, "state")?),
            follow_up: self.said("follow_up"),
            agreed: self.said("agreed"),
            words: self.free_text("words"),
            named: self.items("named", |item| self.name_mark(item)),
            talks: self.items("talks", |item| {
                Some(Talk {
                    id: self.text_of(item, "id")?,
                    note: self.text_of(item, "note")?,
                    by: MemberId(self.text_of(item, "by")?),
                    at: self.time_of(item, "at")?,
                })
            }),
        })
    }

    fn name_mark(&self, item: &ObjId) -> Option<NameMark> {
        Some(NameMark {
            id: self.text_of(item, "id")?,
            member: MemberId(self.text_of(item, "member")?),
            here: self.text_of(item, "mark")? == mark(true),
            by: MemberId(self.text_of(item, "by")?),
            at: self.time_of(item, "at")?,
        })
    }
}
