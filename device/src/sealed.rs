//! What waits, sealed into files for the hub alone: signed by this device, so that the hub knows whose it is, and closed with the
//! hub's key, so that the files may travel by any means and lie anywhere.

use jinshui_core::hand_over::{Signed, seal, text_to_sign};
use jinshui_core::{Code, Failure, Timestamp};
use serde_bytes::ByteBuf;

use crate::platform::Random;
use crate::store::{HandedPlace, Store};
use crate::sync::sign;

/// One sealed file.
pub(crate) struct Sealed {
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// How many changes are in it.
    pub(crate) changes: u32,
    /// How many attachments are in it.
    pub(crate) photos: u32,
    /// How many things that wait are in none yet.
    pub(crate) left_out: u64,
    /// Where the next file begins.
    pub(crate) next: HandedPlace,
}

/// What goes into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contents {
    /// Changes and attachments.
    All,
    /// Changes alone.
    Changes,
}

/// Seals what waits from a place on, as much as one file holds; none where nothing is left.
///
/// # Errors
/// `not_enrolled`, `store_corrupt`, or where the store fails.
pub(crate) fn seal_from(
    store: &Store,
    from: &HandedPlace,
    contents: Contents,
    at: Timestamp,
    random: &dyn Random,
) -> Result<Option<Sealed>, Failure> {
    let identity = store.identity()?;
    let identity =
        identity.ok_or_else(|| Failure::new(Code::NotEnrolled, "this device belongs to no community yet"))?;
    let hub = store
        .hand_over_key()?
        .ok_or_else(|| Failure::new(Code::NotEnrolled, "the hub has not said its key yet; connect once"))?;
    let handed = match contents {
        Contents::All => store.hand_over_from(from)?,
        Contents::Changes => store.hand_over_changes(from)?,
    };
    let (changes, photos) = (handed.work.changes(), handed.work.blobs.len());
    if changes + photos == 0 {
        return Ok(None);
    }
    let internal = |error: &dyn std::fmt::Display| Failure::new(Code::Internal, error.to_string());
    let work = handed.work.pack().map_err(|error| internal(&error))?;
    let signature = sign(&identity.secret, &text_to_sign(&hub, at, &work));
    let signature =
        signature.ok_or_else(|| Failure::new(Code::StoreCorrupt, "the device's key is damaged"))?;
    let (signature, work) = (ByteBuf::from(signature), ByteBuf::from(work));
    let signed = Signed { device: identity.device, at, signature, work };
    let plain = signed.to_bytes().map_err(|error| internal(&error))?;
    let bytes = seal(&hub, &plain, &mut |bytes| random.fill(bytes)).map_err(|error| internal(&error))?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (changes, photos) = (count(changes), count(photos));
    Ok(Some(Sealed { bytes, changes, photos, left_out: handed.left_out, next: handed.next }))
}
