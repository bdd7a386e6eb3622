//! `invite`: an invitation for a member's device. It works while the hub serves.

use std::path::PathBuf;

use jinshui_core::Timestamp;
use jinshui_core::command::InviteKind;
use jinshui_core::community::Member;
use jinshui_core::wire::Invitation;
use serde::Serialize;

use super::place::HubArguments;
use super::{Done, print, sheet, words};
use crate::clock;
use crate::enrolment;

/// Names listed to choose from.
const LISTED: usize = 10;

/// What to make.
#[derive(Debug, clap::Args)]
pub(super) struct InviteArguments {
    #[command(flatten)]
    hub: HubArguments,
    /// The member's id or name.
    #[arg(long)]
    member: String,
    /// To be printed and taken away: it holds for three days, and needs a second code, which is read out by telephone. Without, it
    /// is for somebody who stands there, and holds for ten minutes.
    #[arg(long, conflicts_with = "approved")]
    printed: bool,
    /// Nobody is asked about the device that comes by it: for a hub that has no device of the office, and for demonstrations.
    #[arg(long)]
    approved: bool,
    /// Where phones reach the hub, for the link.
    #[arg(long)]
    url: Option<String>,
    /// Writes the link as a QR code to this file, .svg.
    #[arg(long)]
    svg: Option<PathBuf>,
}

#[derive(Serialize)]
struct Made<'a> {
    code: String,
    link: String,
    second: Option<String>,
    kind: &'a str,
    member: &'a str,
    name: &'a str,
    expires_at: Timestamp,
}

pub(super) async fn run(arguments: InviteArguments) -> Done {
    let InviteArguments { hub, member: wanted, printed, approved, url, svg } = arguments;
    let kind = match (printed, approved) {
        (true, _) => InviteKind::Printed,
        (_, true) => InviteKind::Approved,
        _ => InviteKind::Live,
    };
    let store = hub.open().await?;
    let members = store.directory_since(0).await.map_err(words)?.members;
    let member = find(&members, &wanted)?;
    let now = clock::of_environment().now();
    let invite = enrolment::make(store.as_ref(), &member.id, &kind, now).await.map_err(words)?;
    let code = invite.code();
    let link = Invitation { server: url, pin: None, number: invite.number, proof: invite.secret }.link();
    if let Some(file) = svg {
        sheet::write(&file, &link)?;
    }
    let (member, name) = (member.id.as_str(), member.name.as_str());
    let (second, expires_at, kind) = (invite.second, invite.expires_at, kind.code());
    print::json(&Made { code, link, second, kind, member, name, expires_at })
}

/// The one active member of this id or name.
fn find<'a>(members: &'a [Member], wanted: &str) -> Result<&'a Member, String> {
    let active = || members.iter().filter(|member| member.active);
    if let Some(member) = active().find(|member| member.id.as_str() == wanted) {
        return Ok(member);
    }
    let named: Vec<_> =
        active().filter(|member| member.name == wanted || member.salutation == wanted).collect();
    match named.as_slice() {
        [one] => Ok(one),
        [] => Err(unknown(active(), wanted)),
        several => Err(format!(
            "{} people are called {wanted}; say which one by --member ID: {}",
            several.len(),
            list(several.iter().copied())
        )),
    }
}

fn unknown<'a>(members: impl Iterator<Item = &'a Member>, wanted: &str) -> String {
    let part = wanted.chars().next().map(String::from).unwrap_or_default();
    let near = |member: &&Member| member.name.contains(wanted) || member.name.starts_with(&part);
    let near = list(members.filter(near));
    let hint = if near.is_empty() { "no name is like it".to_owned() } else { format!("near it: {near}") };
    format!("nobody here has the id or name {wanted}; {hint}")
}

fn list<'a>(members: impl Iterator<Item = &'a Member>) -> String {
    let names: Vec<_> =
        members.take(LISTED).map(|member| format!("{} ({})", member.name, member.id)).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_is_found_by_id_and_by_a_name_that_is_one_persons() {
        let demo = jinshui_core::community::demo();
        let mut members: Vec<_> = demo.members().cloned().collect();
        assert_eq!(find(&members, "office-1").unwrap().id.as_str(), "office-1");
        let name = members[3].name.clone();
        assert_eq!(find(&members, &name).unwrap().name, name);
        members[4].name.clone_from(&name);
        assert!(find(&members, &name).unwrap_err().contains("2 people"));
        assert!(find(&members, "王没有").unwrap_err().contains("near it: 王"));
        assert!(find(&members, "Ω").unwrap_err().contains("no name is like it"));
    }
}
