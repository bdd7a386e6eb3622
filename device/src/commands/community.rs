//! The community and who holds this device.

use std::collections::{BTreeMap, BTreeSet};

use jinshui_core::access;
use jinshui_core::command::{CommunityView, Hidden, Me, MemberList, MemberListArgs};
use jinshui_core::community::{Directory, Member, Node, NodeKind, Role};
use jinshui_core::{Failure, NodeId, Space, referee};

use super::Desk;
use crate::ending;

/// People listed at once.
const MOST_MEMBERS: usize = 200;

impl Desk<'_> {
    pub(super) fn me(&self) -> Result<Me, Failure> {
        let joining = self.store.joining()?.filter(|one| one.asked_at.is_some());
        let nobody = Me {
            enrolled: false,
            joining: joining.as_ref().and_then(crate::sync::view),
            member: None,
            device: None,
            grid: None,
            desk: false,
            may_report: false,
            may_patrol: false,
            may_keep_homes: false,
            looks_with_purpose: false,
            office: false,
            manages: false,
            areas: Vec::new(),
            usual_place: None,
            hidden: Hidden::Nothing,
            ended: ending::read(self.store.folder())?,
        };
        let Some(identity) = self.store.identity()? else { return Ok(nobody) };
        let directory = self.store.directory()?;
        let member = directory.member(&identity.member).cloned();
        let enrolled = Me { enrolled: true, device: Some(identity.device), ..nobody };
        let Some(member) = member else { return Ok(enrolled) };
        let desk = [Role::Police, Role::Office].iter().any(|role| member.has_role(role));
        let roles: BTreeSet<Role> =
            member.posts.iter().filter(|_| member.active).map(|post| post.role.clone()).collect();
        let heads = member.posts.iter().filter(|post| member.active && post.role == Role::BuildingHead);
        let areas = heads.filter_map(|post| directory.node(&post.node)).cloned().collect();
        let may_keep_homes = referee::may_keep_homes(&roles);
        Ok(Me {
            grid: own_grid(&directory, &member).cloned(),
            usual_place: usual_place(&directory, &member),
            desk,
            may_report: referee::may_report(&roles),
            may_patrol: referee::may_start_patrol(&roles),
            may_keep_homes,
            looks_with_purpose: referee::may_look(&roles) && !may_keep_homes,
            office: referee::may_write_checklists(&roles),
            manages: !referee::managed(&directory, &member).is_empty(),
            areas,
            member: Some(member),
            ..enrolled
        })
    }

    pub(super) fn community(&self) -> Result<CommunityView, Failure> {
        let directory = self.store.directory()?;
        let mut roles: BTreeMap<String, u32> = BTreeMap::new();
        for member in directory.members().filter(|member| member.active) {
            for post in &member.posts {
                *roles.entry(post.role.code().to_owned()).or_default() += 1;
            }
        }
        let level = |node: &Node| NodeKind::ALL.iter().position(|kind| kind == &node.kind);
        let mut nodes: Vec<Node> = directory.nodes().cloned().collect();
        // Parents before children, and within a level in the order of ids, which count up.
        nodes.sort_by_key(level);
        Ok(CommunityView { nodes, roles })
    }

    pub(super) fn members(&self, args: &MemberListArgs) -> Result<MemberList, Failure> {
        let directory = self.store.directory()?;
        let search = args.search.as_deref().unwrap_or_default().trim().to_lowercase();
        let placed = |member: &&Member| {
            let Some(within) = &args.within else { return true };
            member.posts.iter().any(|post| directory.is_within(&post.node, within))
        };
        let found = directory.named(&search).filter(|member| member.active).filter(placed);
        let mut members: Vec<Member> = found.cloned().collect();
        members.sort_by(|a, b| a.name.cmp(&b.name));
        let total = u32::try_from(members.len()).unwrap_or(u32::MAX);
        members.truncate(MOST_MEMBERS);
        Ok(MemberList { members, total })
    }

    /// The space that a new report belongs to: its building's grid where the member may write there, else their own.
    pub(super) fn space_for(
        &self,
        directory: &Directory,
        member: &Member,
        building: &str,
        unit: &str,
    ) -> Result<Space, Failure> {
        let unit = (!unit.is_empty()).then_some(unit);
        let by_building =
            (!building.is_empty()).then(|| directory.grid_of_building(building, unit)).flatten();
        let grids = by_building.into_iter().chain(own_grid(directory, member));
        let mut spaces = grids.map(|grid| Space::Grid(grid.id.clone()));
        spaces.find(|space| access::may_write(directory, member, space)).ok_or_else(|| {
            Failure::field(
                "place",
                "name a building of the community, so that it is clear which grid it belongs to",
            )
        })
    }
}

/// The first security grid where a member works.
pub(super) fn own_grid<'d>(directory: &'d Directory, member: &Member) -> Option<&'d Node> {
    member.posts.iter().find_map(|post| directory.security_grid_of(&post.node))
}

/// Where a report of this member is most likely: their own post area, else the first of their grid.
fn usual_place(directory: &Directory, member: &Member) -> Option<NodeId> {
    let is_area = |node: &&Node| node.kind == NodeKind::PostArea && node.active;
    let own = member.posts.iter().filter_map(|post| directory.node(&post.node)).find(is_area);
    let grid = own_grid(directory, member)?;
    let first = || directory.nodes().filter(is_area).find(|node| node.parent.as_ref() == Some(&grid.id));
    own.or_else(first).map(|node| node.id.clone())
}
