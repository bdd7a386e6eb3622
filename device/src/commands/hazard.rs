//! Reporting, editing and moving on hazard reports.

use jinshui_core::command::{
    ActArgs, HazardEditArgs, HazardListArgs, HazardPage, HazardReportArgs, Outcome, Reply, Reported, Topic,
    Writing,
};
use jinshui_core::community::{Directory, NodeKind, Role};
use jinshui_core::hazard::{
    Act, Assignee, FieldEdit, HazardEdit, HazardField, Photo, Place, Point, Severity,
};
use jinshui_core::referee::{self, Party};
use jinshui_core::{Code, DocumentId, Failure, Kind, NodeId, Space, access, limits};

use super::Desk;
use super::check::{check_caller_id, check_code, check_text, not_allowed, tidy_place};
use super::page::{Page, position};
use super::record::written;
use super::view::Viewer;
use crate::store::{HazardQuery, HazardRow, NewBlob, Target, Within};

/// The topics that every writing changes.
fn changed() -> Vec<Topic> {
    super::record::changed(&Kind::Hazard)
}

impl Desk<'_> {
    pub(super) fn report(&mut self, args: HazardReportArgs) -> Result<Outcome, Failure> {
        let (directory, member) = self.member()?;
        let id = args.id.map(check_caller_id).transpose()?;
        if let Some(id) = id
            && let Ok(row) = self.store.hazard(id)
            && row.reporter == member.id
        {
            // The tap was repeated after its reply was lost.
            let heads = self.store.heads(id)?;
            return Ok(Outcome::read(Reply::HazardReport(Reported { id, heads, already_there: true })));
        }
        check_code("category", args.category.is_known(), args.category.code())?;
        let severity = args.severity.unwrap_or(Severity::Normal);
        check_code("severity", severity.is_known(), severity.code())?;
        check_text("words", &args.words, limits::TEXT_CHARS)?;
        let place = tidy_place(args.place.unwrap_or_default())?;
        let space = self.space_for(&directory, &member, &place.building, &place.unit)?;
        if !referee::may_report(&access::roles_in(&directory, &member, &space)) {
            return Err(not_allowed("report a hazard"));
        }
        let (photos, blobs) = self.photos_in(&args.photos, &member.id, 0)?;
        let edit = HazardEdit::Report {
            by: member.id,
            at: self.now(),
            category: args.category,
            severity,
            building: place.building,
            unit: place.unit,
            point: point_text(args.point)?,
            words: args.words,
            photos,
            patrol: args.patrol,
        };
        let id = id.map_or_else(|| self.new_id(), Ok)?;
        let target = Target::New { id, kind: &Kind::Hazard, space: &space };
        let heads = self.store.write(&target, &Writing::Report, &edit.into(), &blobs)?;
        Ok(Outcome { ok: Reply::HazardReport(written(id, heads)), changed: changed() })
    }

    pub(super) fn hazards(&self, args: &HazardListArgs) -> Result<HazardPage, Failure> {
        let (directory, member) = self.member()?;
        let page = Page::of(args.limit)?;
        let after = position(args.after.as_deref())?;
        let grids = || directory.nodes().filter(|node| node.kind == NodeKind::SecurityGrid);
        let within = args.filter.within.as_ref().map(|node| {
            let area = directory.node(node).filter(|found| found.kind == NodeKind::PostArea);
            Within {
                grids: grids_at(&directory, node),
                area: area.and_then(|area| area.building.clone().zip(area.unit.clone())),
            }
        });
        let leads = |space: &Space| {
            let party = Party {
                roles: access::roles_in(&directory, &member, space),
                is_reporter: false,
                is_assignee: false,
            };
            referee::may_act(&party, &Act::Accept)
        };
        let query = HazardQuery {
            filter: &args.filter,
            member: &member.id,
            now: self.store.hub_now()?,
            within,
            leads: grids().map(|grid| Space::Grid(grid.id.clone())).filter(leads).collect(),
            is_property: member.has_role(&Role::Property),
        };
        let (rows, total) = self.store.find_hazards(&query, after, page.rows())?;
        let (rows, last) = page.cut(rows);
        let viewer = Viewer { directory: &directory, member: &member };
        let cards = rows.iter().map(|row| self.card(&viewer, row)).collect::<Result<_, _>>()?;
        Ok(HazardPage { rows: cards, next: last.map(|row| row.position.to_string()), total })
    }

    pub(super) fn edit_hazard(&mut self, args: HazardEditArgs) -> Result<Outcome, Failure> {
        let (_, member, row, party) = self.approach(args.id)?;
        let mut fields = Vec::new();
        let mut set = |field, value: String| fields.push(FieldEdit { field, value });
        if let Some(category) = &args.category {
            check_code("category", category.is_known(), category.code())?;
            set(HazardField::Category, category.code().to_owned());
        }
        if let Some(severity) = &args.severity {
            check_code("severity", severity.is_known(), severity.code())?;
            set(HazardField::Severity, severity.code().to_owned());
        }
        if let Some(building) = args.building {
            set(HazardField::Building, tidy_place(Place { building, unit: String::new() })?.building);
        }
        if let Some(unit) = args.unit {
            set(HazardField::Unit, tidy_place(Place { building: String::new(), unit })?.unit);
        }
        if args.point.is_some() {
            set(HazardField::Point, point_text(args.point)?);
        }
        if let Some(status) = &args.status {
            self.check_choice(&row, &party, "status", status.code())?;
            set(HazardField::Status, status.code().to_owned());
        }
        if let Some(assignee) = args.assignee {
            let value = String::from(assignee);
            self.check_choice(&row, &party, "assignee", &value)?;
            set(HazardField::Assignee, value);
        }
        if let Some(words) = &args.words {
            check_text("words", words, limits::TEXT_CHARS)?;
        }
        if fields.is_empty() && args.words.is_none() {
            let heads = self.store.heads(args.id)?;
            return Ok(Outcome::read(Reply::HazardEdit(written(args.id, heads))));
        }
        let standing = self.standing(&row)?;
        let describes = |field: HazardField| !matches!(field, HazardField::Status | HazardField::Assignee);
        let described = fields.iter().any(|edit| describes(edit.field)) || args.words.is_some();
        if described && !referee::may_edit(&party, &standing, HazardField::Category) {
            return Err(not_allowed("change this report"));
        }
        let (by, at) = (member, self.now());
        let edit = HazardEdit::Set { by, at, seen: args.heads, fields, words: args.words };
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Edit, &edit.into(), &[])?;
        Ok(Outcome { ok: Reply::HazardEdit(written(args.id, heads)), changed: changed() })
    }

    /// `status` and `assignee` are set by hand only to choose between values that stand at once.
    fn check_choice(&self, row: &HazardRow, party: &Party, field: &str, value: &str) -> Result<(), Failure> {
        let clashes = self.store.clashes(row.document)?;
        let stands = clashes.iter().any(|(key, other, _)| key == field && other == value);
        if !stands {
            return Err(Failure::field(
                field,
                "can be set only to one of two values that stand at once; else use an act",
            ));
        }
        if referee::may_choose(party) { Ok(()) } else { Err(not_allowed("choose between the two values")) }
    }

    pub(super) fn act(&mut self, args: ActArgs) -> Result<Outcome, Failure> {
        let (directory, member, row, party) = self.approach(args.id)?;
        check_code("act", args.act.is_known(), args.act.code())?;
        check_text("note", &args.note, limits::SCALAR_CHARS)?;
        match (&args.act, &args.assignee) {
            (Act::Assign, None) => return Err(Failure::field("assignee", "say to whom")),
            (Act::Assign, Some(Assignee::Member(id)))
                if directory.member(id).is_none_or(|found| !found.active) =>
            {
                return Err(Failure::field("assignee", format!("there is no member {id}")));
            }
            (Act::Assign, Some(Assignee::Unknown(text))) => {
                let hint = "is to be `property` or `member:<id>`, and not";
                return Err(Failure::field("assignee", format!("{hint} `{text}`")));
            }
            (Act::Assign, Some(_)) | (_, None) => {}
            (_, Some(_)) => return Err(Failure::field("assignee", "belongs to the act `assign` alone")),
        }
        let step = args.step.map(check_caller_id).transpose()?.map_or_else(|| self.new_id(), Ok)?.to_string();
        if self.store.steps(args.id)?.iter().any(|(there, _)| there.id == step) {
            // The tap was repeated after its reply was lost.
            let reported = Reported { id: args.id, heads: self.store.heads(args.id)?, already_there: true };
            return Ok(Outcome::read(Reply::HazardAct(reported)));
        }
        if !referee::acts(&party, &self.standing(&row)?).contains(&args.act) {
            return Err(not_allowed(&format!("{} this report as it stands ({})", args.act, row.status)));
        }
        let edit = HazardEdit::Act {
            id: step,
            by: member,
            at: self.now(),
            seen: args.heads,
            act: args.act,
            assignee: args.assignee,
            note: args.note,
        };
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Act, &edit.into(), &[])?;
        Ok(Outcome { ok: Reply::HazardAct(written(args.id, heads)), changed: changed() })
    }

    pub(super) fn add_photo(
        &mut self,
        args: jinshui_core::command::PhotoAddArgs,
    ) -> Result<Outcome, Failure> {
        let (_, member, row, party) = self.approach(args.id)?;
        if !referee::may_add(&party) {
            return Err(not_allowed("add a photo here"));
        }
        let name = args.photo_id.map(check_caller_id).transpose()?;
        if let Some(name) = name
            && self.store.photos(args.id)?.iter().any(|photo| photo.id == name.to_string())
        {
            let reported = Reported { id: args.id, heads: self.store.heads(args.id)?, already_there: true };
            return Ok(Outcome::read(Reply::PhotoAdd(reported)));
        }
        let (mut photos, blobs) = self.photos_in(&[args.photo], &member, row.photos)?;
        if let (Some(name), Some(photo)) = (name, photos.first_mut()) {
            photo.id = name.to_string();
        }
        let mut heads = self.store.heads(args.id)?;
        for photo in photos {
            heads = self.store.write(
                &Target::Existing(args.id),
                &Writing::Photo,
                &HazardEdit::Photo(photo).into(),
                &blobs,
            )?;
        }
        Ok(Outcome { ok: Reply::PhotoAdd(written(args.id, heads)), changed: changed() })
    }

    /// Shrinks pictures and names them.
    fn photos_in(
        &self,
        new: &[jinshui_core::command::NewPhoto],
        by: &jinshui_core::MemberId,
        there: u32,
    ) -> Result<(Vec<Photo>, Vec<NewBlob>), Failure> {
        let there = usize::try_from(there).unwrap_or(usize::MAX);
        if there.saturating_add(new.len()) > limits::PHOTOS {
            let why = format!("a report holds at most {} photos; it has {there}", limits::PHOTOS);
            return Err(Failure::new(Code::TooManyPhotos, why));
        }
        let (mut photos, mut blobs) = (Vec::new(), Vec::new());
        for one in new {
            let shrunk = crate::photo::shrink(&self.picture(one)?)?;
            photos.push(Photo {
                id: self.new_id()?.to_string(),
                by: by.clone(),
                at: self.now(),
                hash: shrunk.hash(),
                thumbnail: shrunk.thumbnail_hash(),
                bytes: shrunk.photo.len() as u64,
                width: shrunk.width,
                height: shrunk.height,
            });
            let (hash, thumbnail_hash) = (shrunk.hash(), shrunk.thumbnail_hash());
            blobs.push(NewBlob { hash, bytes: shrunk.photo, thumbnail: false });
            blobs.push(NewBlob { hash: thumbnail_hash, bytes: shrunk.thumbnail, thumbnail: true });
        }
        Ok((photos, blobs))
    }

    /// A report that a member is about to write to.
    pub(super) fn approach(
        &self,
        id: DocumentId,
    ) -> Result<
        (std::sync::Arc<jinshui_core::community::Directory>, jinshui_core::MemberId, HazardRow, Party),
        Failure,
    > {
        let (directory, member) = self.member()?;
        let row = self.store.hazard(id)?;
        if !row.readable {
            return Err(Failure::new(Code::NeedsUpdate, "this record needs a newer app; update it"));
        }
        let party = Party::of(&directory, &member, &row.space, &self.standing(&row)?);
        Ok((directory, member.id, row, party))
    }
}

fn point_text(point: Option<Point>) -> Result<String, Failure> {
    match point {
        Some(point) if !point.is_on_earth() => {
            Err(Failure::field("point", "latitude is −90 to 90, longitude −180 to 180"))
        }
        Some(point) => Ok(point.to_string()),
        None => Ok(String::new()),
    }
}

/// The grids at or under a node, or the one that it lies in.
pub(super) fn grids_at(directory: &Directory, node: &NodeId) -> Vec<Space> {
    let grids = directory.nodes().filter(|grid| grid.kind == NodeKind::SecurityGrid);
    let here =
        grids.filter(|grid| directory.is_within(&grid.id, node) || directory.is_within(node, &grid.id));
    here.map(|grid| Space::Grid(grid.id.clone())).collect()
}
