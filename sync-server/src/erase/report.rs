//! Who has followed an erasure. A device has confirmed it once it said that it has applied the log up to it; one that was never
//! allowed to read the record says so too, since nobody knows any more who could read what before.

use std::collections::HashMap;

use jinshui_core::command::{ErasureDevice, ErasureList, ErasureView};
use jinshui_core::community::Directory;
use jinshui_core::{DocumentId, Space, access};

use crate::store::{DeviceRow, ErasureRow, Result, Store};

/// Every erasure, newest first, with the devices that were there when it was asked for.
pub(crate) async fn report(store: &dyn Store) -> Result<ErasureList> {
    let (rows, devices) = (store.erasures().await?, store.devices().await?);
    let people = store.directory_since(0).await?;
    let mut directory = Directory::default();
    directory.merge(people.version, people.nodes, people.members);
    directory.grants = people.grants;
    let ids = rows.iter().map(|row| row.document).collect();
    let spaces: HashMap<DocumentId, Space> =
        store.documents(ids).await?.into_iter().map(|meta| (meta.id, meta.space)).collect();
    let view = |row: ErasureRow| of(&row, &devices, &directory, spaces.get(&row.document));
    Ok(ErasureList { rows: rows.into_iter().map(view).collect() })
}

fn of(row: &ErasureRow, devices: &[DeviceRow], directory: &Directory, space: Option<&Space>) -> ErasureView {
    let mut view = ErasureView {
        id: row.document,
        generation: row.generation,
        fields: row.erased.names().map(str::to_owned).collect(),
        by: row.by.clone(),
        at: row.at,
        why: row.why.clone(),
        confirmed: Vec::new(),
        waiting: Vec::new(),
        revoked: Vec::new(),
    };
    // A device that joined later got the new generation alone.
    for device in devices.iter().filter(|device| device.enrolled_at <= row.at) {
        let member = directory.member(&device.member);
        let reads = |(member, space)| access::may_read(directory, member, space);
        let one = ErasureDevice {
            device: device.device.clone(),
            member: device.member.clone(),
            reads: member.zip(space).is_some_and(reads),
            last_seen: device.last_seen,
        };
        let list = if device.confirmed >= row.seq {
            &mut view.confirmed
        } else if device.revoked_at.is_none() {
            &mut view.waiting
        } else if device.revoked_at.is_some_and(|revoked| revoked > row.at) || one.reads {
            &mut view.revoked
        } else {
            continue;
        };
        list.push(one);
    }
    view
}
