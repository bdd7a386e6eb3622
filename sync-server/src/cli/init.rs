//! `init`: a new hub. `update`: the people and grids of one that is there.

use std::path::Path;

use jinshui_core::MemberId;
use jinshui_core::command::InviteKind;
use jinshui_core::community::{Directory, Node, NodeKind, Role, demo};
use serde::Serialize;

use super::place::HubArguments;
use super::{Done, print, words};
use crate::clock::{Clock, SystemClock};
use crate::enrolment::{self, Invite};
use crate::store::Place;
use crate::store::postgres::{PostgresStore, Server};
use crate::{foundation, workbook};

#[derive(Serialize)]
struct Made<'a> {
    office_code: String,
    community: &'a str,
    members: usize,
}

pub(super) async fn run(hub: &HubArguments, community: &str) -> Done {
    let directory = read(community)?;
    let mut people = directory.members().filter(|member| member.active);
    let office = people.find(|member| member.has_role(&Role::Office));
    let office = office.ok_or("nobody in the workbook has the role 社区; the hub needs one to begin with")?;
    let invite = match hub.place()? {
        Place::Folder(folder) => embedded(&folder, &directory, &office.id).await?,
        Place::Postgres(server) => in_postgres(&server, &hub.data, &directory, &office.id).await?,
    };
    let community = name(&directory);
    print::json(&Made { office_code: invite.code(), community, members: directory.members().count() })
}

async fn embedded(folder: &Path, directory: &Directory, office: &MemberId) -> Result<Invite, String> {
    let site = foundation::site(folder).map_err(words)?;
    let store = foundation::store(&site, directory, SystemClock.now()).await.map_err(words)?;
    let invite =
        enrolment::make(&store, office, &InviteKind::Approved, SystemClock.now()).await.map_err(words)?;
    store.close().await.map_err(words)?;
    foundation::settle(&site, folder).map_err(words)?;
    Ok(invite)
}

async fn in_postgres(
    server: &Server,
    folder: &Path,
    directory: &Directory,
    office: &MemberId,
) -> Result<Invite, String> {
    let site = foundation::site(folder).map_err(words)?;
    let store = foundation::in_postgres(&site, server, directory, SystemClock.now()).await.map_err(words)?;
    let invite =
        enrolment::make(&store, office, &InviteKind::Approved, SystemClock.now()).await.map_err(words)?;
    store.close().await.map_err(words)?;
    foundation::settle(&site, folder).map_err(words)?;
    PostgresStore::settle(server).await.map_err(words)?;
    Ok(invite)
}

/// Takes in a workbook anew. Who and what is not in it any more stays, but is not active: old records keep their names.
pub(super) async fn update(hub: &HubArguments, community: &str) -> Done {
    let wanted = read(community)?;
    let store = hub.open().await?;
    let rows = store.directory_since(0).await.map_err(words)?;
    let gone_node = |node: &Node| wanted.node(&node.id).is_none();
    let nodes = rows.nodes.into_iter().filter(gone_node).map(|node| Node { active: false, ..node });
    let mut nodes: Vec<_> = nodes.collect();
    nodes.extend(wanted.nodes().cloned());
    let mut members: Vec<_> = rows.members;
    members.retain(|member| wanted.member(&member.id).is_none());
    members.iter_mut().for_each(|member| member.active = false);
    members.extend(wanted.members().cloned());
    let version = store.put_directory(nodes, members, SystemClock.now()).await.map_err(words)?;
    print::json(&serde_json::json!({ "directory": version, "members": wanted.members().count() }))
}

fn read(community: &str) -> Result<Directory, String> {
    if community == "demo" {
        return Ok(demo());
    }
    workbook::read(Path::new(community)).map_err(|problems| problems.to_string())
}

fn name(directory: &Directory) -> &str {
    let root = directory.nodes().find(|node| node.kind == NodeKind::Community);
    root.map_or("", |root| root.name.as_str())
}
