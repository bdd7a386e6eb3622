//! Homes as screens show them. For the police a home stays closed until they say why they look.

use jinshui_core::command::{HomeCard, HomeListArgs, HomePage, HomeView, LookView, ResidentView, VisitView};
use jinshui_core::community::{Directory, Member, NodeKind, Role};
use jinshui_core::projection::Dated;
use jinshui_core::register::{HomeState, Look, Relation, ResidentState, Tenancy, Visit, floor_of};
use jinshui_core::{DocumentId, Failure, Kind, NodeId, Space, access, referee};

use super::Desk;
use super::check::not_allowed;
use super::moves::{moving_to, targets};
use super::page::Page;
use super::view::{Viewer, delivery_of};
use crate::store::{CARE_VISIT_MS, HomeQuery, HomeRow, ResidentRow, VISIT_MS};

/// Names shown in a list.
const MOST_NAMES: usize = 6;
/// A purpose opens a home for so long, in milliseconds.
const LOOK_MS: i64 = 12 * 60 * 60 * 1000;

impl Desk<'_> {
    pub(super) fn homes(&self, args: &HomeListArgs) -> Result<HomePage, Failure> {
        let (directory, member) = self.member()?;
        let page = Page::of(args.limit)?;
        let place_only = only_looks(&member);
        if place_only && (args.filter.due || args.filter.clashed || !args.filter.care.is_empty()) {
            return Err(not_allowed("find homes by what is closed to them until they say why they look"));
        }
        let query = HomeQuery {
            filter: &args.filter,
            within: args.filter.within.as_ref().map(|node| homes_at(&directory, node)),
            now: self.now(),
            place_only,
        };
        let (rows, total, due) = self.store.find_homes(&query, args.after.as_deref(), page.rows())?;
        let (rows, last) = page.cut(rows);
        let viewer = Viewer { directory: &directory, member: &member };
        let card = |row: &HomeRow| {
            let residents = self.store.residents_of(row.document)?;
            self.home_card(&viewer, row, &residents, self.is_closed(&viewer, row))
        };
        let rows = rows.iter().map(card).collect::<Result<_, _>>()?;
        Ok(HomePage { rows, next: last.map(|row| row.order), total, due: if place_only { 0 } else { due } })
    }

    /// Whether the member has to say why before they see who lives there.
    pub(super) fn is_closed(&self, viewer: &Viewer<'_>, row: &HomeRow) -> bool {
        let roles = access::roles_in(viewer.directory, viewer.member, &row.space);
        let since = self.now().0.saturating_sub(LOOK_MS);
        let looked = |look: &Dated<Look>| look.item.by == viewer.member.id && look.item.at.0 >= since;
        !referee::may_keep_homes(&roles) && !row.rows.looks.iter().any(looked)
    }

    fn home_card(
        &self,
        viewer: &Viewer<'_>,
        row: &HomeRow,
        residents: &[ResidentRow],
        closed: bool,
    ) -> Result<HomeCard, Failure> {
        let mut living: Vec<&ResidentRow> =
            residents.iter().filter(|one| one.rows.state == ResidentState::Living).collect();
        living.sort_by_key(|one| Some(one.document) != row.rows.head);
        let area = match &row.space {
            Space::Homes(area) => area.clone(),
            other => NodeId(other.to_string()),
        };
        let head = row.rows.head.and_then(|head| living.iter().find(|one| one.document == head));
        let names = living.iter().map(|one| one.rows.name.clone()).take(MOST_NAMES);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let with_clashes = residents.iter().filter(|one| !one.rows.clashes.is_empty()).count();
        Ok(HomeCard {
            id: row.document,
            place: row.rows.place.clone(),
            floor: floor_of(&row.rows.room),
            room: row.rows.room.clone(),
            area_name: viewer.directory.node(&area).map(|node| node.name.clone()),
            area,
            state: row.rows.state.clone(),
            tenancy: row.rows.tenancy.clone(),
            care: if closed { Vec::new() } else { row.rows.care.clone() },
            head_name: head.filter(|_| !closed).map(|head| head.rows.name.clone()),
            names: if closed { Vec::new() } else { names.collect() },
            residents: count(living.len()),
            visited_at: row.rows.visited_at(),
            // Whether a visit is due tells that there is something to be mindful of.
            due: !closed && self.is_due(row),
            delivery: delivery_of(self.store.home_waiting(row.document)?),
            // The name of a field can tell it too.
            clashes: if closed { Vec::new() } else { row.clashes.clone() },
            resident_clashes: if closed { 0 } else { count(with_clashes) },
        })
    }

    fn is_due(&self, row: &HomeRow) -> bool {
        let lived_in = row.rows.tenancy != Some(Tenancy::Vacant) && row.rows.state == HomeState::InUse;
        let patience = if row.rows.care.is_empty() { VISIT_MS } else { CARE_VISIT_MS };
        let before = self.now().0.saturating_sub(patience);
        lived_in && row.rows.visited_at().map_or(0, |at| at.0) < before
    }

    pub(super) fn home(&self, id: DocumentId) -> Result<HomeView, Failure> {
        let (directory, member) = self.member()?;
        let viewer = Viewer { directory: &directory, member: &member };
        let row = self.store.home(id)?;
        let residents = self.store.residents_of(id)?;
        let closed = self.is_closed(&viewer, &row);
        let card = self.home_card(&viewer, &row, &residents, closed)?;
        let heads_of_building = heads_of(&viewer, &card.area);
        let view = HomeView {
            card,
            heads: self.store.heads(id)?,
            closed,
            owner: String::new(),
            owner_phone: String::new(),
            head: None,
            words: String::new(),
            residents: Vec::new(),
            gone: Vec::new(),
            visits: Vec::new(),
            looks: Vec::new(),
            comments: Vec::new(),
            clashes: Vec::new(),
            heads_of_building,
            may_keep: referee::may_keep_homes(&access::roles_in(&directory, &member, &row.space)),
            may_move: targets(&directory, &member, &Kind::Home, &row.space).next().is_some(),
            moving_to: moving_to(&directory, &row.rows.moved_to, &row.space),
        };
        if closed { Ok(view) } else { self.opened(&viewer, view, &row, &residents) }
    }

    /// Everything of a home that is open to the viewer.
    fn opened(
        &self,
        viewer: &Viewer<'_>,
        view: HomeView,
        row: &HomeRow,
        residents: &[ResidentRow],
    ) -> Result<HomeView, Failure> {
        let mut living = Vec::new();
        let mut gone = Vec::new();
        // Who was erased is nobody any more: their record stays, and is not shown (R21).
        for one in residents.iter().filter(|one| !one.rows.name.is_empty()) {
            let lives = one.rows.state == ResidentState::Living;
            let shown = self.resident_view(viewer, one)?;
            if lives { living.push(shown) } else { gone.push(shown) }
        }
        living.sort_by_key(|one| (Some(one.id) != row.rows.head, rank(one.relation.as_ref())));
        gone.sort_by(|a, b| b.moved_out.cmp(&a.moved_out));
        let visit = |visit: &Dated<Visit>| VisitView {
            outcome: visit.item.outcome.clone(),
            note: visit.item.note.clone(),
            by: viewer.person(&visit.item.by),
            at: visit.item.at,
            received_at: visit.received_at,
        };
        let look = |look: &Dated<Look>| LookView {
            purpose: look.item.purpose.clone(),
            by: viewer.person(&look.item.by),
            at: look.item.at,
        };
        let name = |field: &str, value: &str| {
            let named = residents.iter().find(|one| one.document.to_string() == value);
            match field {
                "head" => named.map(|one| one.rows.name.clone()),
                "moved_to" => viewer.place_name(value),
                _ => None,
            }
        };
        Ok(HomeView {
            owner: row.rows.owner.clone(),
            owner_phone: row.rows.owner_phone.clone(),
            head: row.rows.head,
            words: row.rows.words.clone(),
            residents: living,
            gone,
            visits: row.rows.visits.iter().rev().map(visit).collect(),
            looks: row.rows.looks.iter().rev().map(look).collect(),
            comments: self.comment_views(viewer, &row.rows.comments),
            clashes: self.clash_views(viewer, row.document, &row.rows.clashes, name)?,
            ..view
        })
    }

    fn resident_view(&self, viewer: &Viewer<'_>, row: &ResidentRow) -> Result<ResidentView, Failure> {
        let rows = &row.rows;
        let lives = rows.state == ResidentState::Living;
        let mut clashes = self.clash_views(viewer, row.document, &rows.clashes, |_, _| None)?;
        if !lives {
            clashes.retain(|clash| clash.field != "phone");
        }
        Ok(ResidentView {
            id: row.document,
            home: rows.home,
            heads: self.store.heads(row.document)?,
            name: rows.name.clone(),
            phone: if lives { rows.phone.clone() } else { String::new() },
            relation: rows.relation.clone(),
            sex: rows.sex.clone(),
            born: rows.born.clone(),
            moved_in: rows.moved_in.clone(),
            moved_out: rows.moved_out.clone(),
            state: rows.state.clone(),
            words: rows.words.clone(),
            delivery: self.delivery(row.document)?,
            clashes,
        })
    }
}

/// The order of people in a home: as the relations are listed, those of whom nothing is known last.
fn rank(relation: Option<&Relation>) -> usize {
    let place = relation.and_then(|relation| Relation::ALL.iter().position(|one| one == relation));
    place.unwrap_or(Relation::ALL.len())
}

/// The building heads of a post area.
fn heads_of(viewer: &Viewer<'_>, area: &NodeId) -> Vec<jinshui_core::command::PersonRef> {
    let heads = viewer.directory.members().filter(|member| {
        member.active && member.posts.iter().any(|post| post.role == Role::BuildingHead && &post.node == area)
    });
    heads.map(|member| viewer.person(&member.id)).collect()
}

/// Whether a member opens homes only with a purpose, everywhere.
pub(super) fn only_looks(member: &Member) -> bool {
    let roles = member.posts.iter().map(|post| post.role.clone()).collect();
    referee::may_look(&roles) && !referee::may_keep_homes(&roles)
}

/// The spaces of homes at or under a node.
fn homes_at(directory: &Directory, node: &NodeId) -> Vec<Space> {
    let areas = directory.nodes().filter(|area| area.kind == NodeKind::PostArea);
    let here = areas.filter(|area| directory.is_within(&area.id, node));
    here.map(|area| Space::Homes(area.id.clone())).collect()
}
