//! `invite`: a one-time code for a member's device. It works while the hub serves.

use jinshui_core::Timestamp;
use jinshui_core::community::Member;
use serde::Serialize;

use super::place::HubArguments;
use super::{Done, print, words};
use crate::clock;
use crate::invite;

/// Names listed to choose from.
const LISTED: usize = 10;

#[derive(Serialize)]
struct Made<'a> {
    code: String,
    member: &'a str,
    name: &'a str,
    expires_at: Timestamp,
}

pub(super) async fn run(hub: &HubArguments, wanted: &str) -> Done {
    let store = hub.open().await?;
    let members = store.directory_since(0).await.map_err(words)?.members;
    let member = find(&members, wanted)?;
    let now = clock::of_environment().now();
    let invite = invite::make(store.as_ref(), &member.id, now).await.map_err(words)?;
    let (member, name) = (member.id.as_str(), member.name.as_str());
    print::json(&Made { code: invite.code, member, name, expires_at: invite.expires_at })
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
