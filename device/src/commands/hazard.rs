//! Reporting, editing and moving on hazard reports.

use jinshui_core::command::{
    ActArgs, CommentArgs, HazardEditArgs, HazardListArgs, HazardPage, HazardReportArgs, Outcome, Reply,
    Reported, Topic, Writing,
};
use jinshui_core::community::{NodeKind, Role};
use jinshui_core::hazard::{
    Act, Assignee, FieldEdit, HazardEdit, HazardField, Photo, Place, Point, Severity,
};
use jinshui_core::referee::{self, Party};
use jinshui_core::{ChangeHash, Code, DocumentId, Failure, Kind, Space, access, limits};

use super::view::Viewer;
use super::{Desk, check_caller_id, check_text};
use crate::store::{HazardQuery, HazardRow, ListPosition, NewBlob, Target, Within};

/// Rows of a page where the caller does not say.
const PAGE: u32 = 50;
/// The most rows of a page.
const MOST_ROWS: u32 = 500;

/// A reply to something written.
fn written(id: DocumentId, heads: Vec<ChangeHash>) -> Reported {
    Reported { id, heads, already_there: false }
}

/// The topics that every writing changes.
fn changed() -> Vec<Topic> {
    vec![Topic::Hazards, Topic::Sending]
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
        };
        let id = id.map_or_else(|| self.new_id(), Ok)?;
        let target = Target::New { id, kind: &Kind::Hazard, space: &space };
        let heads = self.store.write(&target, &Writing::Report, &edit, &blobs)?;
        Ok(Outcome { ok: Reply::HazardReport(written(id, heads)), changed: changed() })
    }

    pub(super) fn hazards(&self, args: &HazardListArgs) -> Result<HazardPage, Failure> {
        let (directory, member) = self.member()?;
        let limit = args.limit.unwrap_or(PAGE);
        if !(1..=MOST_ROWS).contains(&limit) {
            return Err(Failure::field("limit", format!("is to be 1 to {MOST_ROWS}")));
        }
        let after = args.after.as_deref().map(|text| text.parse().map(ListPosition)).transpose();
        let after = after.map_err(|_| Failure::field("after", "is to be the `next` of an earlier page"))?;
        let grids = || directory.nodes().filter(|node| node.kind == NodeKind::SecurityGrid);
        let within = args.filter.within.as_ref().map(|node| {
            let area = directory.node(node).filter(|found| found.kind == NodeKind::PostArea);
            let here = grids()
                .filter(|grid| directory.is_within(&grid.id, node) || directory.is_within(node, &grid.id));
            let grids = here.map(|grid| Space::Grid(grid.id.clone())).collect();
            Within { grids, area: area.and_then(|area| area.building.clone().zip(area.unit.clone())) }
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
            within,
            leads: grids().map(|grid| Space::Grid(grid.id.clone())).filter(leads).collect(),
            is_property: member.has_role(&Role::Property),
        };
        // One row more than asked for tells whether there is another page.
        let (mut rows, total) = self.store.find_hazards(&query, after, limit + 1)?;
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > wanted;
        rows.truncate(wanted);
        let last = rows.last().map(|row| row.position).filter(|_| more);
        let viewer = Viewer { directory: &directory, member: &member };
        let cards = rows.iter().map(|row| self.card(&viewer, row)).collect::<Result<_, _>>()?;
        Ok(HazardPage { rows: cards, next: last.map(|position| position.to_string()), total })
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
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Edit, &edit, &[])?;
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
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Act, &edit, &[])?;
        Ok(Outcome { ok: Reply::HazardAct(written(args.id, heads)), changed: changed() })
    }

    pub(super) fn comment(&mut self, args: CommentArgs) -> Result<Outcome, Failure> {
        let (_, member, _, party) = self.approach(args.id)?;
        let text = args.text.trim().to_owned();
        if text.is_empty() {
            return Err(Failure::field("text", "say something first"));
        }
        check_text("text", &text, limits::SCALAR_CHARS)?;
        if !referee::may_add(&party) {
            return Err(not_allowed("comment here"));
        }
        let name =
            args.comment.map(check_caller_id).transpose()?.map_or_else(|| self.new_id(), Ok)?.to_string();
        if self.store.comments(args.id)?.iter().any(|(comment, _)| comment.id == name) {
            let reported = Reported { id: args.id, heads: self.store.heads(args.id)?, already_there: true };
            return Ok(Outcome::read(Reply::CommentAdd(reported)));
        }
        let edit = HazardEdit::Comment { id: name, by: member, at: self.now(), text };
        let heads = self.store.write(&Target::Existing(args.id), &Writing::Comment, &edit, &[])?;
        Ok(Outcome { ok: Reply::CommentAdd(written(args.id, heads)), changed: changed() })
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
                &HazardEdit::Photo(photo),
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
    fn approach(
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

fn not_allowed(what: &str) -> Failure {
    Failure::new(
        Code::NotAllowed,
        format!("this member may not {what}; ask the grid assistant or the office"),
    )
}

fn check_code(name: &str, known: bool, code: &str) -> Result<(), Failure> {
    if known {
        Ok(())
    } else {
        Err(Failure::field(name, format!("`{code}` is not one of those taken; see `jinshui commands`")))
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

/// A place as people type it, down to the bare building and unit: “ ３号楼 ” is “3”.
fn tidy_place(place: Place) -> Result<Place, Failure> {
    let tidy = |text: &str, ends: &[&str]| {
        let half = |c: char| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            other => other,
        };
        let text: String = text.trim().chars().map(half).collect();
        let numbered = text.starts_with(|c: char| c.is_ascii_digit());
        let bare = ends.iter().find_map(|end| text.strip_suffix(end)).filter(|_| numbered);
        bare.unwrap_or(&text).trim().to_owned()
    };
    let place = Place {
        building: tidy(&place.building, &["号楼", "栋", "幢", "楼", "号"]),
        unit: tidy(&place.unit, &["单元"]),
    };
    check_text("place.building", &place.building, 60)?;
    check_text("place.unit", &place.unit, 60)?;
    Ok(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_people_type_them() {
        let tidy = |building: &str, unit: &str| {
            let place = tidy_place(Place { building: building.to_owned(), unit: unit.to_owned() }).unwrap();
            (place.building, place.unit)
        };
        assert_eq!(tidy(" ３号楼 ", "2单元"), ("3".to_owned(), "2".to_owned()));
        assert_eq!(tidy("北门", ""), ("北门".to_owned(), String::new()));
        assert_eq!(tidy("12栋", " 1 "), ("12".to_owned(), "1".to_owned()));
        assert_eq!(tidy("办公楼", ""), ("办公楼".to_owned(), String::new()));
        let long = Place { building: "长".repeat(61), unit: String::new() };
        assert_eq!(tidy_place(long).unwrap_err().code, Code::BadField);
    }
}
