//! Making and changing checklists.

use jinshui_core::checklist::{self, ChecklistEdit, ChecklistItem, ITEM_CHARS, MAX_ITEMS};
use jinshui_core::command::{
    ChecklistList, ChecklistListArgs, ChecklistSaveArgs, ChecklistView, NewItem, Outcome, Reply, Writing,
};
use jinshui_core::{Failure, Kind, Space, access, limits, referee};

use super::Desk;
use super::check::{check_caller_id, check_text, not_allowed};
use super::patrol_view::version_view;
use super::record::{changed, written};
use super::view::Viewer;
use crate::store::{ChecklistRow, Target};

impl Desk<'_> {
    pub(super) fn checklists(&self, args: &ChecklistListArgs) -> Result<ChecklistList, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let may_make = self.may_write_checklists()?;
        let shown = |row: &ChecklistRow| args.retired || !row.rows.retired;
        let mut rows = Vec::new();
        for row in self.store.checklists()?.into_iter().filter(shown) {
            let Some(newest) = row.rows.versions.last() else { continue };
            let Some(current) = version_view(&viewer, &row.rows, &newest.id) else { continue };
            rows.push(ChecklistView {
                id: row.document,
                heads: self.store.heads(row.document)?,
                name: row.rows.name.clone(),
                retired: row.rows.retired,
                current,
                versions: u32::try_from(row.rows.versions.len()).unwrap_or(u32::MAX),
                delivery: self.delivery(row.document)?,
                clashes: self.clash_views(&viewer, row.document, &row.rows.clashes, |_, _| None)?,
                may_edit: may_make,
            });
        }
        Ok(ChecklistList { rows, may_make })
    }

    fn may_write_checklists(&self) -> Result<bool, Failure> {
        let (directory, member) = self.member()?;
        let roles = access::roles_in(&directory, &member, &Space::Community);
        Ok(referee::may_write_checklists(&roles))
    }

    pub(super) fn save_checklist(&mut self, args: ChecklistSaveArgs) -> Result<Outcome, Failure> {
        if !self.may_write_checklists()? {
            return Err(not_allowed("make or change checklists"));
        }
        let name = args.name.as_deref().map(tidy_list_name).transpose()?;
        let items = args.items.as_deref().map(|items| self.items(items)).transpose()?;
        match self.store.checklist(args.id)? {
            None => self.make_checklist(&args, name, items),
            Some(row) => self.change_checklist(&args, &row, name, items),
        }
    }

    fn make_checklist(
        &mut self,
        args: &ChecklistSaveArgs,
        name: Option<String>,
        items: Option<Vec<ChecklistItem>>,
    ) -> Result<Outcome, Failure> {
        let (_, member) = self.member()?;
        let id = check_caller_id(args.id)?;
        let name = name.ok_or_else(|| Failure::field("name", "say what people call it"))?;
        let items = items.ok_or_else(|| Failure::field("items", "say what to look at"))?;
        let edit = ChecklistEdit::Make { name, version: self.item_name(None)?, items };
        let target = Target::New { id, kind: &Kind::Checklist, space: &Space::Community };
        let edit = edit.by(&member.id, self.now());
        let heads = self.store.write(&target, &Writing::Checklist, &edit, &[])?;
        Ok(Outcome { ok: Reply::ChecklistSave(written(id, heads)), changed: changed(&Kind::Checklist) })
    }

    fn change_checklist(
        &mut self,
        args: &ChecklistSaveArgs,
        row: &ChecklistRow,
        name: Option<String>,
        items: Option<Vec<ChecklistItem>>,
    ) -> Result<Outcome, Failure> {
        let (_, member) = self.member()?;
        let clashed = |field: &str| row.rows.clashes.iter().any(|clash| clash.field == field);
        let name = name.filter(|name| name != &row.rows.name || clashed("name"));
        let retired = args.retired.filter(|retired| retired != &row.rows.retired || clashed("state"));
        let newest = row.rows.versions.last().map(|version| &version.items);
        let items = items.filter(|items| Some(items) != newest);
        if name.is_none() && retired.is_none() && items.is_none() {
            return Ok(Outcome::read(Reply::ChecklistSave(self.done_before(args.id)?)));
        }
        let version = items.map(|items| Ok::<_, Failure>((self.item_name(None)?, items))).transpose()?;
        let edit = ChecklistEdit::Change { seen: args.heads.clone(), version, name, retired };
        let edit = edit.by(&member.id, self.now());
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Checklist, &edit, &[])?;
        Ok(Outcome { ok: Reply::ChecklistSave(written(args.id, heads)), changed: changed(&Kind::Checklist) })
    }

    /// The items of a form, each with a name for life.
    fn items(&self, items: &[NewItem]) -> Result<Vec<ChecklistItem>, Failure> {
        let mut named = Vec::new();
        for item in items {
            let text = item.text.trim().to_owned();
            check_text("items", &text, ITEM_CHARS)?;
            let id = match &item.id {
                Some(id) => id.clone(),
                None => self.short_name()?,
            };
            named.push(ChecklistItem { id, text });
        }
        let why = format!("are to be 1 to {MAX_ITEMS}, each with words of its own");
        let fits = checklist::items_text(&named).chars().count() <= limits::SCALAR_CHARS;
        if checklist::are_sound(&named) && fits { Ok(named) } else { Err(Failure::field("items", why)) }
    }

    /// A name for an item: short, so that forty of them fit into one version.
    fn short_name(&self) -> Result<String, Failure> {
        let mut random = [0u8; 6];
        let failed = |error| Failure::new(jinshui_core::Code::Internal, error);
        self.random.fill(&mut random).map_err(failed)?;
        Ok(hex::encode(random))
    }
}

fn tidy_list_name(name: &str) -> Result<String, Failure> {
    let name = name.trim().to_owned();
    check_text("name", &name, 40)?;
    if name.is_empty() { Err(Failure::field("name", "say what people call it")) } else { Ok(name) }
}
