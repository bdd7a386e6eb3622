//! What serves every kind of record.

use jinshui_core::command::{
    CommentArgs, HistoryEntry, HistoryView, Outcome, Reply, Reported, Topic, Writing,
};
use jinshui_core::document::Edit;
use jinshui_core::{ChangeHash, DocumentId, Failure, Kind, access, limits, referee};

use super::Desk;
use super::check::{check_caller_id, check_text, not_allowed};
use super::view::{Viewer, is_ahead};
use crate::store::Target;

/// A reply to something written.
pub(super) fn written(id: DocumentId, heads: Vec<ChangeHash>) -> Reported {
    Reported { id, heads, already_there: false }
}

/// The topics that writing to a record of a kind changes.
pub(super) fn changed(kind: &Kind) -> Vec<Topic> {
    vec![Topic::of(kind), Topic::Sending]
}

impl Desk<'_> {
    pub(super) fn history(&self, id: DocumentId) -> Result<HistoryView, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let changes = self.store.history(id)?;
        if changes.is_empty() {
            return Err(Failure::not_found(format!("record {id}")));
        }
        // The name of a field that was changed tells what is closed.
        let home = match self.store.kind_of(id)? {
            Kind::Home => self.store.home_if_here(id)?,
            Kind::Resident => match self.store.resident_if_here(id)? {
                Some(resident) => self.store.home_if_here(resident.rows.home)?,
                None => None,
            },
            _ => None,
        };
        if home.is_some_and(|home| self.is_closed(&viewer, &home)) {
            return Err(not_allowed("read what was changed in a home before they say why they look"));
        }
        let entry = |change: crate::store::ChangeRow| HistoryEntry {
            hash: change.hash,
            by: Some(viewer.person(&change.author)),
            at: change.at,
            received_at: change.received_at,
            clock_off: change.received_at.is_some_and(|received| is_ahead(change.at, received)),
            fields: change.fields,
            late: change.late,
        };
        Ok(HistoryView { id, entries: changes.into_iter().map(entry).collect() })
    }

    /// A tap that was done before: its reply was lost, and it writes nothing now.
    pub(super) fn done_before(&self, id: DocumentId) -> Result<Reported, Failure> {
        Ok(Reported { id, heads: self.store.heads(id)?, already_there: true })
    }

    /// A name that the caller made for an item, or a new one.
    pub(super) fn item_name(&self, made: Option<DocumentId>) -> Result<String, Failure> {
        Ok(made.map(check_caller_id).transpose()?.map_or_else(|| self.new_id(), Ok)?.to_string())
    }

    pub(super) fn comment(&mut self, args: CommentArgs) -> Result<Outcome, Failure> {
        let kind = self.store.kind_of(args.id)?;
        let (may, there) = self.comments_on(&kind, args.id)?;
        let text = args.text.trim().to_owned();
        if text.is_empty() {
            return Err(Failure::field("text", "say something first"));
        }
        check_text("text", &text, limits::SCALAR_CHARS)?;
        if !may {
            return Err(not_allowed("comment here"));
        }
        let name = self.item_name(args.comment)?;
        if there.contains(&name) {
            return Ok(Outcome::read(Reply::CommentAdd(self.done_before(args.id)?)));
        }
        let (_, member) = self.member()?;
        let edit = Edit::new(&member.id, self.now()).comment(name, text);
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Comment, &edit, &[])?;
        Ok(Outcome { ok: Reply::CommentAdd(written(args.id, heads)), changed: changed(&kind) })
    }

    /// Whether the member may comment on a record, and the names of the comments that are there.
    fn comments_on(&self, kind: &Kind, id: DocumentId) -> Result<(bool, Vec<String>), Failure> {
        match kind {
            Kind::Hazard => {
                let (_, _, _, party) = self.approach(id)?;
                let names = self.store.comments(id)?.into_iter().map(|(comment, _)| comment.id);
                Ok((referee::may_add(&party), names.collect()))
            }
            Kind::Patrol => {
                let (row, walker) = self.approach_patrol(id)?;
                let names = row.rows.comments.iter().map(|comment| comment.item.id.clone());
                Ok((walker.may_add(), names.collect()))
            }
            Kind::Home => {
                let (directory, member) = self.member()?;
                let row = self.store.home(id)?;
                let roles = access::roles_in(&directory, &member, &row.space);
                let names = row.rows.comments.iter().map(|comment| comment.item.id.clone());
                Ok((referee::may_keep_homes(&roles), names.collect()))
            }
            _ => Ok((false, Vec::new())),
        }
    }
}
