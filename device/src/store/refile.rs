//! What lies in the refusals box, told from the records here, and whether it would stand if this device's member wrote it (R18, R19).
//! The box itself is the hub's: nothing of it is kept.

use jinshui_core::Space;
use jinshui_core::admit::admit;
use jinshui_core::community::{Directory, Member};
use jinshui_core::document::{Document, Edit, Pen, Retold};
use jinshui_core::genesis::newest_schema;
use jinshui_core::referee::{self, Case, Reason};
use jinshui_core::wire::Boxed;

use super::{DocumentRow, Result, Store, StoreError, document, write};

/// A record as it is here, or as it would begin.
pub(crate) struct Ground {
    row: DocumentRow,
    open: Document,
    /// Whether something of it is here.
    pub(crate) here: bool,
}

/// What would become of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outlook {
    /// It would stand.
    Stands,
    /// All that it says is in the record: it was written once more before.
    There,
    /// The referee would refuse it.
    Refused(Reason),
    /// It cannot be written on the record as it is now.
    Unfit,
}

impl Ground {
    /// Where the record is.
    pub(crate) fn space(&self) -> &Space {
        &self.row.space
    }

    /// A refused change of the record, told; none where its bytes are no change, or not one of this kind.
    pub(crate) fn retell(&self, boxed: &Boxed) -> Option<Retold> {
        let change = admit(&boxed.bytes).ok()?;
        self.open.retell(self.row.schema, &change, &boxed.author).ok()
    }
}

impl Store {
    /// The record of something in the box; none where this version cannot read it.
    pub(crate) fn ground(&self, boxed: &Boxed) -> Result<Option<Ground>> {
        if let Some(row) = document::find(&self.connection, boxed.document)? {
            let open = document::open(&self.connection, &row)?;
            return Ok(open.ok().map(|open| Ground { row, open, here: true }));
        }
        let Some(schema) = newest_schema(&boxed.kind) else { return Ok(None) };
        let row = DocumentRow {
            id: boxed.document,
            kind: boxed.kind.clone(),
            schema,
            generation: 1,
            space: boxed.space.clone(),
            digest: None,
            set_aside: None,
        };
        let open = Document::new(&row.kind, schema).map_err(StoreError::from)?;
        Ok(Some(Ground { row, open, here: false }))
    }

    /// What the hub would say to an edit by this device's member, judged here by the same referee.
    pub(crate) fn outlook(
        &self,
        ground: &Ground,
        (directory, member): (&Directory, &Member),
        edit: &Edit,
    ) -> Result<Outlook> {
        let identity = write::enrolled(&self.connection)?;
        if was_written(ground, edit) {
            return Ok(Outlook::There);
        }
        if !ground.here && !edit.begins {
            return Ok(Outlook::Unfit);
        }
        let (mut open, mut scratch) = (ground.open.clone(), ground.open.clone());
        scratch.forget_actor();
        let random = &self.platform.random;
        let mut drawn = Ok(());
        let mut draw = || {
            let mut bytes = [0u8; 8];
            drawn = random.fill(&mut bytes);
            bytes
        };
        let written = scratch.write(edit, &mut Pen { tag: identity.tag, random: &mut draw });
        drawn.map_err(StoreError::Random)?;
        let Ok(written) = written else { return Ok(Outlook::Unfit) };
        let DocumentRow { kind, schema, space, .. } = &ground.row;
        for change in &written {
            let case = Case {
                directory,
                author: member,
                tag: identity.tag,
                kind,
                schema: *schema,
                space,
                document: &open,
                change,
            };
            if let Err(reason) = referee::judge(&case) {
                return Ok(Outlook::Refused(reason));
            }
            open.apply(change).map_err(StoreError::from)?;
        }
        Ok(if written.is_empty() { Outlook::There } else { Outlook::Stands })
    }
}

/// Whether the items and the step of an edit, which have names of their own, are in the record. A record that has its own name was
/// begun by who wrote it once more; one with a natural key may be begun by several (R2).
fn was_written(ground: &Ground, edit: &Edit) -> bool {
    let natural = ground.row.id.0.get_version_num() == 5;
    if edit.begins && !natural {
        return ground.here;
    }
    let named = Edit { fields: Vec::new(), words: None, ..edit.clone() };
    let has_names = !named.items.is_empty() || named.step.is_some();
    has_names && ground.open.holds(&named)
}
