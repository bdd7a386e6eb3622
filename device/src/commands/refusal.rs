//! The refusals box as this member reads it (R19): what the hub tells of it, in words, with what this member may do.

use jinshui_core::command::{Outcome, RefusalList, RefusalView, Reply, SettledView, Writing};
use jinshui_core::community::{Directory, Member};
use jinshui_core::document::{Edit, Retold};
use jinshui_core::referee::{self, Reason};
use jinshui_core::wire::{BoxReply, Boxed, Settled, Settling};
use jinshui_core::{Code, Failure, MemberId};

use super::Desk;
use super::check::not_allowed;
use super::record::{changed, written};
use super::view::Viewer;
use crate::store::{Ground, Outlook, Target};

impl Desk<'_> {
    /// The box in words.
    pub(crate) fn refusals(&self, reply: &BoxReply) -> Result<RefusalList, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let items = reply.refusals.iter().map(|boxed| self.refusal(&viewer, boxed));
        let items = items.collect::<Result<_, Failure>>()?;
        Ok(RefusalList { items, open: u32::try_from(reply.open).unwrap_or(u32::MAX) })
    }

    fn refusal(&self, viewer: &Viewer<'_>, boxed: &Boxed) -> Result<RefusalView, Failure> {
        let ground = self.store.ground(boxed)?;
        let retold = ground.as_ref().and_then(|ground| ground.retell(boxed));
        let edit = retold.as_ref().map(|retold| &retold.edit);
        let space = ground.as_ref().map_or(&boxed.space, Ground::space);
        let manages = referee::may_manage(viewer.directory, viewer.member, space);
        let open = boxed.settled.is_none() && manages;
        // Who has claimed it and was cut off goes on.
        let claimed = boxed.settled.as_ref().is_some_and(|settled| is_claim(settled, &viewer.member.id));
        let refiling = match (&ground, &retold) {
            (Some(ground), Some(retold)) if open || (claimed && manages) => {
                self.refiling(ground, retold, viewer.directory, viewer.member)?.ok()
            }
            _ => None,
        };
        Ok(RefusalView {
            id: boxed.document,
            hash: boxed.hash,
            kind: boxed.kind.clone(),
            category: self.category_of(&boxed.kind, boxed.document, edit),
            label: self.label_of(&boxed.kind, boxed.document, edit),
            here: ground.as_ref().is_some_and(|ground| ground.here),
            writing: edit.map(|edit| Writing::of(&boxed.kind, edit)),
            text: edit.map(Edit::said).unwrap_or_default(),
            photos: retold.as_ref().map_or(0, |told| u32::try_from(told.photos()).unwrap_or(u32::MAX)),
            by: viewer.person(&boxed.author),
            reason: Reason::from_code(&boxed.reason),
            received_at: boxed.received_at,
            settled: boxed.settled.as_ref().map(|settled| SettledView {
                by: viewer.person(&settled.by),
                at: settled.at,
                how: settled.how.clone(),
            }),
            there: open && refiling == Some(None),
            may_refile: matches!(refiling, Some(Some(_))),
            may_settle: open,
        })
    }

    /// Whether this member can write something of the box once more; why not, else. Writes nothing.
    pub(crate) fn check_refiling(&self, boxed: &Boxed) -> Result<(), Failure> {
        let (directory, member) = self.member()?;
        let (ground, retold) = self.told(boxed)?;
        if !referee::may_manage(&directory, &member, ground.space()) {
            return Err(not_allowed("write once more what was refused here"));
        }
        self.refiling(&ground, &retold, &directory, &member)?.map(|_| ())
    }

    /// Writes something of the box once more, under this member's name. Done twice, it is written once.
    pub(crate) fn refile(&mut self, boxed: &Boxed, settled: &Settled) -> Result<Outcome, Failure> {
        let (directory, member) = self.member()?;
        if !is_claim(settled, &member.id) {
            let who = format!("{} has settled this already", settled.by);
            return Err(Failure::new(Code::AlreadySettled, who));
        }
        let (ground, retold) = self.told(boxed)?;
        let (id, kind) = (boxed.document, &boxed.kind);
        let Some(edit) = self.refiling(&ground, &retold, &directory, &member)?? else {
            let there = self.done_before(id)?;
            return Ok(Outcome::read(Reply::RefusalRefile(there)));
        };
        let target = match ground.here {
            true => Target::Existing(id),
            false => Target::New { id, kind, space: &boxed.space },
        };
        let heads = self.store.write(&target, &Writing::of(kind, &edit), &edit, &[])?;
        Ok(Outcome { ok: Reply::RefusalRefile(written(id, heads)), changed: changed(kind) })
    }

    fn told(&self, boxed: &Boxed) -> Result<(Ground, Retold), Failure> {
        let ground = self.store.ground(boxed)?;
        let told = ground.and_then(|ground| Some((ground.retell(boxed)?, ground)));
        let told = told.map(|(retold, ground)| (ground, retold));
        told.ok_or_else(|| Failure::new(Code::NeedsUpdate, "what was refused cannot be told any more"))
    }

    /// What would be written, by this member and now; nothing where it is there already.
    fn refiling(
        &self,
        ground: &Ground,
        retold: &Retold,
        directory: &Directory,
        member: &Member,
    ) -> Result<Result<Option<Edit>, Failure>, Failure> {
        let Some(edit) = retold.refiled(&member.id, self.now()) else {
            return Ok(Err(not_allowed("write this once more; it can only be done anew, where it belongs")));
        };
        Ok(match self.store.outlook(ground, (directory, member), &edit)? {
            Outlook::Stands => Ok(Some(edit)),
            Outlook::There => Ok(None),
            Outlook::Refused(reason) => Err(not_allowed(&format!("write this either ({})", reason.code()))),
            Outlook::Unfit => Err(not_allowed("write this on the record as it is now")),
        })
    }
}

/// Whether a member has taken it upon themselves to write it once more.
fn is_claim(settled: &Settled, member: &MemberId) -> bool {
    settled.how == Settling::Refiled && settled.by == *member
}
