//! Who looked at what: the hub keeps what devices tell, says it to those who may ask, and proves that none of it was changed.

mod check;
mod route;

pub(crate) use check::check;
pub(crate) use route::{reads, tell};

use jinshui_core::reads::{PER_REQUEST, PURPOSE_CHARS, Read};

use crate::http::Caller;
use crate::hub::Hub;
use crate::store::{NewReads, Result};

/// Keeps what a device tells; gives how many of them, from the first, are durable now.
async fn keep(hub: &Hub, caller: &Caller, mut reads: Vec<Read>) -> Result<u32> {
    reads.truncate(PER_REQUEST);
    for read in &mut reads {
        read.purpose = read.purpose.chars().take(PURPOSE_CHARS).collect();
    }
    let kept = u32::try_from(reads.len()).unwrap_or(u32::MAX);
    if kept > 0 {
        let (member, device, at) = (caller.member.id.clone(), caller.device.id.clone(), hub.now());
        hub.store.keep_reads(NewReads { member, device, at, reads }).await?;
    }
    Ok(kept)
}
